# SPDX-License-Identifier: MIT
"""Take what a person wishes of a rented number and does not pay for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fxdesk.core import auto_release
from fxdesk.core.model import LeaseId
from fxdesk.core.release_rules import LONGEST_UNDO
from fxdesk.workers.crew import Crew
from fxdesk.workers.messenger import Messenger

if TYPE_CHECKING:
    from fxdesk.workers.act_clerk import ActClerk
    from fxdesk.workers.number_clerk import NumberClerk


class Numbers(QObject):
    """Each act returns at once; Link.lease_changed tells what came of it. Nothing before the journal is open.

    release_doubted (ReleaseDoubt: a release to be agreed to).
    """

    release_doubted = Signal(object)

    def __init__(self, crew: Crew, messenger: Messenger, parent: QObject) -> None:
        super().__init__(parent)
        self._crew = crew
        messenger.release_doubted.connect(self.release_doubted)

    def release(self, lease_id: LeaseId, *, now: bool = False, sure: bool = False) -> None:
        """Release after the undo time of the preferences; a second call, or `now`, without it.

        One of many releases is asked about first, by `release_doubted`, unless the person is `sure`.
        """
        if self._numbers is not None:
            wished = self._crew.preferences.undo_seconds
            undo = 0.0 if now else float(max(0, min(wished, LONGEST_UNDO)))
            self._numbers.release(lease_id, undo, sure=sure)

    def release_all(self, lease_ids: Sequence[LeaseId]) -> None:
        """Release all these at once, asking nothing more."""
        for lease_id in lease_ids:
            self.release(lease_id, now=True, sure=True)

    def set_auto_release(self, lease_id: LeaseId, minutes: int) -> None:
        """Release a waiting number by itself so many minutes after its grant if no code came; 0: never.

        Raises ValueError for other minutes than 0 to auto_release.LONGEST.
        """
        if not 0 <= minutes <= auto_release.LONGEST:
            raise ValueError(minutes)
        if self._numbers is not None:
            self._numbers.auto_releases.set(lease_id, minutes)

    def keep(self, lease_id: LeaseId) -> None:
        """Take a wish to release back."""
        if self._numbers is not None:
            self._numbers.keep(lease_id)

    def blacklist(self, lease_id: LeaseId, reason: str) -> None:
        """Blacklist a number after its SMS; the service wants a reason."""
        if self._numbers is not None:
            self._numbers.blacklist(lease_id, reason)

    def settle(self, lease_id: LeaseId, *, charged: bool, note: str = "") -> None:
        """Say whether an uncertain number was charged; `note` is kept with it."""
        if self._numbers is not None:
            self._numbers.settle(lease_id, charged=charged, note=note)

    def settle_act(self, lease_id: LeaseId, *, charged: bool, note: str = "") -> None:
        """Say whether an act on a number whose outcome is unknown went through; `note` is kept with it."""
        if self._acts is not None:
            self._acts.settle_act(lease_id, charged=charged, note=note)

    def take_as_code(self, lease_id: LeaseId) -> None:
        """What came is a code and no receipt, or, where the service repeats an SMS, a new one."""
        if self._acts is not None:
            self._acts.take_as_code(lease_id)

    def report(self, lease_id: LeaseId, remark: int) -> None:
        """Report a result: 0 success, -1 fail, -2 no verification code, -3 number already used.

        Does nothing unless the preferences switch it on. Raises ValueError for another remark.
        """
        if remark not in (0, -1, -2, -3):
            raise ValueError(remark)
        if self._acts is not None and self._crew.preferences.report_results:
            self._acts.report(lease_id, remark)

    def look_again(self, lease_id: LeaseId) -> None:
        """Look for the SMS as soon as the gap allows."""
        if self._numbers is not None:
            self._numbers.look_again(lease_id)

    def done(self, lease_id: LeaseId) -> None:
        """No code is to come after a sent SMS."""
        if self._numbers is not None:
            self._numbers.done(lease_id)

    def copied(self, lease_id: LeaseId, what: str) -> None:
        """Something of this row was copied; `what` is its name, not its text."""
        if self._numbers is not None:
            self._numbers.copied(lease_id, what)

    def note_charge(self, lease_id: LeaseId) -> None:
        """The person has seen the notice of a charge after the end: it does not come back."""
        if self._numbers is not None:
            self._numbers.note_charge(lease_id)

    def clear(self, lease_ids: Sequence[LeaseId]) -> None:
        """Take closed rows out of the table."""
        if self._numbers is not None:
            self._numbers.clear(tuple(lease_ids))

    @property
    def _numbers(self) -> NumberClerk | None:
        return self._crew.numbers

    @property
    def _acts(self) -> ActClerk | None:
        return self._crew.acts
