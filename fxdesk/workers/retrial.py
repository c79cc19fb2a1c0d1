# SPDX-License-Identifier: MIT
"""Try to write down again what only the memory holds, because the journal could not be written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fxdesk.core.clock import Clock
from fxdesk.workers.lane import Lane

if TYPE_CHECKING:
    from fxdesk.desk.desk import Desk

RETRY_SECONDS = 1.0


class Retrial:
    """Tries in the wishes' thread until all is written; `desk` gives the desk once the journal is open."""

    def __init__(self, desk: Callable[[], Desk | None], wishes: Lane, clock: Clock) -> None:
        self._desk, self._wishes, self._clock = desk, wishes, clock
        self._is_due = False

    def later(self) -> None:
        """Something could not be written: try soon."""
        if not self._is_due:
            self._is_due = True
            self._wishes.post(self._try, due=self._clock.elapsed() + RETRY_SECONDS, name="retry")

    def last(self) -> None:
        """The threads end: what only the memory holds has its last chance now."""
        if self._is_due:
            self._wishes.post(self._try, name="retry")

    def _try(self) -> None:
        self._is_due = False
        desk = self._desk()
        if desk is not None and not desk.record.retry():
            self.later()
