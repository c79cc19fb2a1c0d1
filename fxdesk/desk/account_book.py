# SPDX-License-Identifier: MIT
"""Hold how each account stands with the service, and who buys, and tell it as one value."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from typing import Any

from fxdesk.core.model import Account, AccountId
from fxdesk.core.notice import Accounts, AccountState, SignInPhase
from fxdesk.desk.news import News


class AccountBook:
    """All accounts of the profile, for all threads."""

    def __init__(self, news: News) -> None:
        self._news = news
        self._lock = threading.RLock()
        self._states: dict[AccountId, AccountState] = {}
        self._buyer: AccountId | None = None

    def fill(self, states: Iterable[AccountState], buyer: AccountId | None) -> None:
        """Start with these."""
        with self._lock:
            self._states = {state.account.account_id: state for state in states}
            self._buyer = buyer if buyer in self._states else next(iter(self._states), None)
            self._tell()

    def add(self, account: Account, *, buys: bool) -> None:
        """Know an account; one that is known keeps its state."""
        with self._lock:
            self._states.setdefault(account.account_id, AccountState(account, SignInPhase.OUT))
            if buys or self._buyer is None:
                self._buyer = account.account_id
            self._tell()

    def update(self, account_id: AccountId, **changes: Any) -> None:
        """Change fields of an account's state; what the last balance let expect goes with it."""
        if "balance" in changes:
            changes.setdefault("expected", None)
        with self._lock:
            state = self._states.get(account_id)
            if state is not None and (changed := state._replace(**changes)) != state:
                self._states[account_id] = changed
                self._tell()

    def choose(self, account_id: AccountId) -> bool:
        """Let this account buy; False when there is no such account."""
        with self._lock:
            if account_id not in self._states:
                return False
            self._buyer = account_id
            self._tell()
            return True

    def count(self, numbers: Mapping[AccountId, int]) -> None:
        """Tell how many open numbers each account has."""
        with self._lock:
            changed = {
                account_id: state._replace(open_numbers=numbers.get(account_id, 0))
                for account_id, state in self._states.items()
            }
            if changed != self._states:
                self._states = changed
                self._tell()

    def get(self, account_id: AccountId) -> AccountState | None:
        """One account's state."""
        with self._lock:
            return self._states.get(account_id)

    @property
    def now(self) -> Accounts:
        """All of them as they stand."""
        with self._lock:
            return Accounts(tuple(self._states.values()), self._buyer)

    def _tell(self) -> None:
        self._news.tell_accounts(Accounts(tuple(self._states.values()), self._buyer))
