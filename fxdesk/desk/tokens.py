# SPDX-License-Identifier: MIT
"""Hold each account's secrets for this run, and know which tokens the service has called void."""

from __future__ import annotations

import threading
from collections.abc import Callable

from fxdesk.core.model import AccountId
from fxdesk.store.credentials import Secrets


class Tokens:
    """Secrets by account, in memory, for all threads. `learn` makes the log mask what comes in."""

    def __init__(self, learn: Callable[[str], None]) -> None:
        self._learn = learn
        self._lock = threading.Lock()
        self._secrets: dict[AccountId, Secrets] = {}
        self._void: set[str] = set()

    def mask(self, secret: str) -> None:
        """Keep a secret that is about to be used out of the log."""
        self._learn(secret)

    def put(self, account_id: AccountId, secrets: Secrets) -> None:
        """Use these secrets from now on."""
        for secret in (secrets.token, secrets.password):
            if secret:
                self._learn(secret)
        with self._lock:
            self._secrets[account_id] = secrets
            self._void.discard(secrets.token)

    def of(self, account_id: AccountId) -> str | None:
        """The account's token; None when there is none or the service called it void."""
        with self._lock:
            secrets = self._secrets.get(account_id)
            if secrets is None or not secrets.token or secrets.token in self._void:
                return None
            return secrets.token

    def secrets(self, account_id: AccountId) -> Secrets | None:
        """All that is known of the account, a void token included."""
        with self._lock:
            return self._secrets.get(account_id)

    def void(self, account_id: AccountId, token: str) -> bool:
        """The service called this token void; True for the first to say so of the token now in use."""
        with self._lock:
            secrets = self._secrets.get(account_id)
            if secrets is None or secrets.token != token or token in self._void:
                return False
            self._void.add(token)
            return True

    def forget(self, account_id: AccountId) -> None:
        """Know the account's secrets no more."""
        with self._lock:
            self._secrets.pop(account_id, None)
