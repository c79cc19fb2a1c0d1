# SPDX-License-Identifier: MIT
"""Sign an account out, after asking what becomes of its open numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from fxdesk.core.lease_state import OPEN, State
from fxdesk.core.model import AccountId, Lease, LeaseId
from fxdesk.core.text import isolate
from fxdesk.ui.account_button import account_name
from fxdesk.ui.confirm_dialog import ConfirmDialog

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

_RELEASABLE = frozenset({State.WAITING, State.RELEASING})


class SignOut(QObject):
    """Asks, then signs out: at once, or when the releases that the person wants are through.

    `leases` tells the rows of the table. An account that is signed out can't release any more, so it stays
    signed in until none of its numbers is left to release, or the person leaves them open after all.
    """

    def __init__(self, link: Link, leases: Callable[[], Iterable[Lease]], window: QWidget) -> None:
        super().__init__(window)
        self._link, self._leases, self._window = link, leases, window
        self._dialog: ConfirmDialog | None = None
        self._account: AccountId | None = None
        self._pending: set[LeaseId] = set()
        self._asked = 0
        link.lease_changed.connect(self._take)

    def ask(self, account_id: AccountId) -> None:
        """Sign out, asking first if this account has open numbers; asking twice changes nothing."""
        if self._dialog is not None:
            return
        numbers = [
            lease for lease in self._leases() if lease.account_id == account_id and lease.state in OPEN
        ]
        if not numbers:
            self._link.sign_out(account_id)
            return
        self._account = account_id
        self._pending = {lease.lease_id for lease in numbers if lease.state in _RELEASABLE}
        dialog = self._make(len(numbers), self._name(account_id))
        self._dialog = dialog
        dialog.confirmed.connect(self._release)
        dialog.other_chosen.connect(self._leave_open)
        dialog.finished.connect(self._close)
        dialog.open()

    def _make(self, numbers: int, name: str) -> ConfirmDialog:
        sentence = self.tr(
            "A number is only looked up and released while its account is signed in. What is left open"
            " stays in the table, marked as not watched, and is charged if its SMS arrives before the service"
            " closes it."
        )
        if numbers == 1:
            heading = self.tr("1 number of {account} is still open")
        else:
            heading = self.tr("{n} numbers of {account} are still open")
        releasable = bool(self._pending)
        leave = self.tr("Sign out, leave them open")
        return ConfirmDialog(
            self.tr("Sign out"),
            heading.format(n=numbers, account=isolate(name)),
            sentence,
            confirm=self.tr("Release and sign out") if releasable else leave,
            stay=self.tr("Stay signed in"),
            other=leave if releasable else "",
            parent=self._window,
        )

    def _name(self, account_id: AccountId) -> str:
        states = self._link.accounts.states
        return next((account_name(state) for state in states if state.account.account_id == account_id), "")

    def _release(self) -> None:
        if self._dialog is None:
            return
        if not self._pending:
            self._leave_open()
            return
        self._asked = len(self._pending)
        self._dialog.go_on()
        self._say_progress()
        self._link.numbers.release_all(tuple(sorted(self._pending)))

    def _take(self, lease: Lease) -> None:
        if self._dialog is None or lease.lease_id not in self._pending or lease.state in _RELEASABLE:
            return
        self._pending.discard(lease.lease_id)
        if not self._asked:
            return
        if self._pending:
            self._say_progress()
        else:
            self._leave_open()

    def _say_progress(self) -> None:
        if self._dialog is not None:
            done = self._asked - len(self._pending)
            self._dialog.note(
                self.tr("{done} of {all} released. The sign-out follows by itself.").format(
                    done=done, all=self._asked
                )
            )

    def _leave_open(self) -> None:
        if self._dialog is not None and self._account is not None:
            self._link.sign_out(self._account)
            self._dialog.accept()

    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None
        self._pending.clear()
        self._asked = 0
