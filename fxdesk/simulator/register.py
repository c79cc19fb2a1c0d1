# SPDX-License-Identifier: MIT
"""The service's register of accounts: who may come in, by which token."""

from __future__ import annotations

import hashlib
import threading
from decimal import Decimal

from fxdesk.simulator.account import Account


class Register:
    """Every method takes `lock`, which is that of the book.

    `accounts` are by API name; `failed_login_at` says by the caller's address when a login failed last.
    """

    def __init__(self, seed: int, lock: threading.RLock) -> None:
        self._seed, self._lock = seed, lock
        self.accounts: dict[str, Account] = {}
        self.failed_login_at: dict[str, float] = {}

    def open(self, api_name: str, password: str, balance: Decimal) -> Account:
        """Let somebody in from now on."""
        with self._lock:
            account = Account(api_name, password, self._token(api_name, password, 0), balance)
            self.accounts[api_name] = account
            return account

    def change_password(self, api_name: str, password: str) -> None:
        """Give the account a new password; its token is void from now on."""
        with self._lock:
            account = self.accounts[api_name]
            account.password = password
            self._renew_token(account)

    def void_token(self, api_name: str) -> None:
        """Make the account's token void; the next login gives another one."""
        with self._lock:
            self._renew_token(self.accounts[api_name])

    def owner_of(self, token: str) -> Account | None:
        """Return whose valid token this is."""
        with self._lock:
            return next((account for account in self.accounts.values() if account.token == token), None)

    def was_valid(self, token: str) -> bool:
        with self._lock:
            return any(token in account.void_tokens for account in self.accounts.values())

    def _renew_token(self, account: Account) -> None:
        account.void_tokens.add(account.token)
        account.token = self._token(account.api_name, account.password, len(account.void_tokens))

    def _token(self, api_name: str, password: str, number: int) -> str:
        digest = hashlib.sha256(f"{self._seed} {api_name} {password} {number}".encode()).hexdigest()
        places = [*self.accounts, api_name]
        return f"{digest[:32]}_{places.index(api_name) + 3}"
