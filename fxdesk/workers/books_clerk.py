# SPDX-License-Identifier: MIT
"""Reckon the books in the archive's thread: after each movement of money, and when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from fxdesk.core.clock import Clock
from fxdesk.core.model import AccountId
from fxdesk.desk.desk import Desk
from fxdesk.workers.account_clerk import AccountClerk
from fxdesk.workers.lane import Lane
from fxdesk.workers.messenger import Messenger

REST = 10.0
"""After a reckoning there is none for so many times as long as it took: busy hours don't fill the machine."""

SOONEST_BALANCE = 30.0
"""Before a balance that could not be had, as while the network is gone, is asked for once more."""

LONGEST_REST = 30.0
"""But no longer than this: the program may have been stopped meanwhile."""


class BooksClerk:
    """The reckoning; what it needs of the service, a further balance, is asked for by the accounts' clerk.

    `awake` is a clock that stands while the machine sleeps.
    """

    def __init__(
        self,
        desk: Desk,
        lane: Lane,
        accounts: AccountClerk,
        messenger: Messenger,
        clock: Clock,
        awake: Callable[[], float],
    ) -> None:
        self._desk, self._lane, self._accounts = desk, lane, accounts
        self._messenger, self._clock, self._awake = messenger, clock, awake
        self._rests_until = 0.0

    def money_moved(self, account_id: AccountId, seconds: float = 0.0) -> None:
        """Reckon what this account's balance should be now, or so many seconds later."""
        due = max(self._clock.elapsed() + seconds, self._rests_until)
        name = "reckon later" if seconds else "reckon"
        self._lane.post(
            partial(self._reckon, account_id), due=due, key=("books", account_id), name=name, passing=True
        )

    def ask(self, account_id: AccountId, days: int) -> None:
        """Have Messenger.books tell the books of so many days."""

        def job() -> None:
            self._messenger.books.emit(self._desk.bookkeeping.books(account_id, days))

        self._lane.post(job, key=("books", account_id), name="ask", passing=True)

    def _reckon(self, account_id: AccountId) -> None:
        began = self._awake()
        found = self._desk.bookkeeping.reckon(account_id)
        self._rests_until = self._clock.elapsed() + min(REST * (self._awake() - began), LONGEST_REST)
        if found.balance_in is not None:
            self._accounts.refresh_in(account_id, max(found.balance_in, SOONEST_BALANCE))
        if found.again_in is not None:
            self.money_moved(account_id, found.again_in)
