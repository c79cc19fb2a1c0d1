# SPDX-License-Identifier: MIT
"""Talk to the system's keyring in a thread that nobody waits for: it may ask the person, for minutes."""

from __future__ import annotations

from collections.abc import Callable

from fxdesk.core.errors import KeyringFailed
from fxdesk.core.model import Account
from fxdesk.core.notice import Notice, Rank, SignInPhase, Topic
from fxdesk.desk.account_book import AccountBook
from fxdesk.store.credentials import Credentials, Secrets
from fxdesk.workers.lane import Lane
from fxdesk.workers.messenger import Messenger

KEY = "keyring"


class KeyClerk:
    """The keyring lane. What fails is told, and holds for this session only."""

    def __init__(self, credentials: Credentials, book: AccountBook, lane: Lane, messenger: Messenger) -> None:
        self._credentials, self._book = credentials, book
        self._lane, self._messenger = lane, messenger

    def load(self, account: Account, loaded: Callable[[Account, Secrets | None], None]) -> None:
        """Read an account's secrets and hand them to `loaded`, in this lane's thread; None: there are none.

        What can't be read is still there, so the account stays and may be tried again. What comes after the
        person has signed the account in or out is too late and is dropped.
        """

        def job() -> None:
            secrets = None
            try:
                secrets = self._credentials.load(account)
            finally:
                state = self._book.get(account.account_id)
                if state is not None and state.phase is SignInPhase.KEYRING:
                    phase = SignInPhase.OUT if secrets is None else SignInPhase.IN
                    self._book.update(account.account_id, phase=phase, kept_in_keyring=secrets is not None)
                    loaded(account, secrets)

        self._book.update(account.account_id, phase=SignInPhase.KEYRING)
        self._post(account, job)

    def keep(self, account: Account, secrets: Secrets) -> None:
        """Keep an account's secrets."""

        def job() -> None:
            self._credentials.keep(account, secrets)
            self._book.update(account.account_id, kept_in_keyring=True)

        self._post(account, job)

    def renew(self, account: Account, token: str) -> None:
        """Keep a new token beside the password that was kept, if any was."""

        def job() -> None:
            kept = self._credentials.load(account)
            if kept is not None:
                self._credentials.keep(account, kept._replace(token=token))

        self._post(account, job)

    def forget(self, account: Account) -> None:
        """Delete an account's secrets."""
        self._post(account, lambda: self._credentials.forget(account))

    def _post(self, account: Account, job: Callable[[], None]) -> None:
        def guarded() -> None:
            self._messenger.keyring.emit(True)
            try:
                job()
                self._messenger.withdraw(KEY)
            except KeyringFailed as error:
                facts = (("account", account.label),)
                self._messenger.notice(Notice(KEY, Topic.KEYRING_FAILED, Rank.WARN, error=error, facts=facts))
            finally:
                self._messenger.keyring.emit(False)

        self._lane.post(guarded)
