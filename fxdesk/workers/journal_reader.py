# SPDX-License-Identifier: MIT
"""Read in the archive's thread what the window shows of the journal beside the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fxdesk.core.model import LeaseId
from fxdesk.workers.lane import Lane
from fxdesk.workers.messenger import Messenger

if TYPE_CHECKING:
    from fxdesk.desk.desk import Desk


class JournalReader:
    """Timelines, spending, and what bears on an uncertain number; the messenger tells what was read.

    `desk` gives the desk once the journal is open, None before: nothing is told then. Of several questions
    of a kind only the newest is answered.
    """

    def __init__(self, desk: Callable[[], Desk | None], archive: Lane, messenger: Messenger) -> None:
        self._desk, self._archive, self._messenger = desk, archive, messenger

    def timeline(self, lease_id: LeaseId) -> None:
        """Messenger.timeline tells a lease's history, Messenger.balances the balances around it."""

        def job() -> None:
            if (desk := self._desk()) is not None:
                self._messenger.timeline.emit((lease_id, desk.journal.timeline(lease_id)))
                self._messenger.balances.emit((lease_id, desk.bookkeeping.balance_lines(lease_id)))

        self._archive.post(job, key="timeline", name="timeline", passing=True)

    def unsettled(self, lease_id: LeaseId, *, of_act: bool) -> None:
        """Messenger.unsettled tells what bears on an uncertain number, or on an act on it."""

        def job() -> None:
            if (desk := self._desk()) is not None:
                self._messenger.unsettled.emit(desk.journal.unsettled(lease_id, of_act=of_act))

        self._archive.post(job, key="unsettled", name="unsettled", passing=True)

    def spending(self) -> None:
        """Messenger.spending tells what was spent."""

        def job() -> None:
            if (desk := self._desk()) is not None:
                self._messenger.spending.emit(desk.journal.spending())

        self._archive.post(job, key="spending", name="spending", passing=True)
