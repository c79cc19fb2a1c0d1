# SPDX-License-Identifier: MIT
"""Sign accounts in and out: by name and password, by a pasted token, and again when a token went void."""

from __future__ import annotations

import hashlib
import random
from typing import TYPE_CHECKING

from fxdesk.api.pacing import GAPS, Pacing
from fxdesk.core.clock import Clock
from fxdesk.core.errors import (
    AskedTooSoon,
    FxError,
    JournalFailed,
    NoAnswer,
    NotSent,
    Refused,
    SignInNeeded,
    SignInTooSoon,
)
from fxdesk.core.model import Account, AccountId, AccountInfo
from fxdesk.core.notice import Notice, Rank, SignInPhase, Topic
from fxdesk.core.schedule import back_off
from fxdesk.desk.account_book import AccountBook
from fxdesk.desk.balance import Balance
from fxdesk.desk.news import News
from fxdesk.desk.record import Record
from fxdesk.desk.tokens import Tokens
from fxdesk.store.credentials import Secrets
from fxdesk.store.journal import Journal

if TYPE_CHECKING:
    from fxdesk.api.client import Client

KEY = "sign in"
ACT = "login"
_NO_WAY = frozenset({"dns", "connect", "timeout"})
"""Causes of NotSent with which the network alone was in the way."""

LASTING = 300.0
"""Seconds after which a token has served: the next void one is replaced at once."""


class SigningIn:
    """The acts login and, for a pasted token, myInfo. Called by the account thread alone: so at most one
    sign-in is on its way, and whoever finds the token already new does nothing.
    """

    def __init__(
        self,
        journal: Journal,
        book: AccountBook,
        tokens: Tokens,
        pacing: Pacing,
        news: News,
        clock: Clock,
        balance: Balance,
        record: Record,
    ) -> None:
        self._journal, self._book, self._tokens = journal, book, tokens
        self._pacing, self._news, self._clock = pacing, news, clock
        self._balance, self._record = balance, record
        self._renewals: dict[AccountId, tuple[int, float]] = {}
        self._retries: dict[AccountId, tuple[int, float]] = {}

    def ready_in(self, host: str) -> float:
        """Seconds until a sign-in at this host may be tried again."""
        return self._pacing.ready_in(ACT, host, self._clock.now())

    def rest(self, account_id: AccountId) -> float:
        """Seconds until a void token is replaced; more each time that the new one did not last.

        Where another program signs in too, each token ends the other's: neither is to storm the service.
        """
        times, at = self._renewals.get(account_id, (0, 0.0))
        return max(0.0, at + back_off(times, 0.0) - self._clock.elapsed()) if times else 0.0

    def retry_in(self, account_id: AccountId) -> float | None:
        """Seconds until a void token is to be replaced after all; None: it was, or the person is asked to.

        A try that the service has not answered decides nothing, and until one does nobody looks for the
        account's numbers.
        """
        return self._retries[account_id][1] if account_id in self._retries else None

    def sign_in(self, host: str, api_name: str, password: str, client: Client) -> AccountId | None:
        """Sign in by name and password; the account that is then in, or None."""
        self._tokens.mask(password)
        try:
            token = self._login(host, api_name, password, client)
            account = self._journal.add_account(label=api_name, host=host, api_name=api_name)
        except FxError as error:
            self._failed(host, error)
            return None
        self._tokens.put(account.account_id, Secrets(token, password))
        self._is_in(account, buys=True)
        return account.account_id

    def sign_in_with_token(self, host: str, label: str, token: str, client: Client) -> AccountId | None:
        """Try a pasted token; the account that is then in, or None."""
        self._tokens.mask(token)
        try:
            info = self._try_token(token, client)
            # What follows the "_" names the user, so it is the same for the next token too.
            tail = token.rpartition("_")[2] if "_" in token else ""
            name = label.strip() or f"… {tail or hashlib.sha256(token.encode()).hexdigest()[:8]}"
            account = self._journal.add_account(label=name, host=host, api_name="")
        except FxError as error:
            self._failed(host, error)
            return None
        self._tokens.put(account.account_id, Secrets(token, None))
        self._is_in(account, buys=True)
        self._balance.take(account.account_id, info)
        return account.account_id

    def again(self, account_id: AccountId, void_token: str, client: Client) -> bool:
        """The service called this token void: sign in once, or ask the person to; True when in."""
        state = self._book.get(account_id)
        if state is None:
            return False
        self._tokens.void(account_id, void_token)
        if self._tokens.of(account_id) is not None:
            return True
        account, secrets = state.account, self._tokens.secrets(account_id)
        if secrets is None:
            # Signed out by the person meanwhile.
            return False
        if not secrets.password:
            self._ask(account, SignInNeeded(ACT, "-1"))
            return False
        self._book.update(account_id, phase=SignInPhase.ASKING)
        try:
            token = self._login(account.host, account.api_name, secrets.password, client)
        except FxError as error:
            told = account_id in self._retries
            self._note_failure(account_id, error)
            if told and account_id in self._retries:
                self._book.update(account_id, phase=SignInPhase.VOID)
            else:
                self._ask(account, error)
            return False
        self._retries.pop(account_id, None)
        self._tokens.put(account_id, Secrets(token, secrets.password))
        if token == void_token:
            # The same token again would be called void again: no second try for it.
            self._tokens.void(account_id, token)
            self._ask(account, SignInNeeded(ACT, "-1"))
            return False
        self._note_renewal(account_id)
        self._is_in(account, buys=False)
        return True

    def void(self, account_id: AccountId, token: str) -> None:
        """Note that the service refuses this token; its numbers are not watched until a new one is there."""
        self._tokens.void(account_id, token)
        if self._tokens.of(account_id) is None:
            self._book.update(account_id, phase=SignInPhase.VOID)

    def sign_out(self, account_id: AccountId) -> None:
        """Use the account's secrets no more in this run."""
        self._tokens.forget(account_id)
        self._book.update(account_id, phase=SignInPhase.OUT, kept_in_keyring=False)

    def _note_failure(self, account_id: AccountId, error: FxError) -> None:
        """When it is tried again: the document's minute after one that may have arrived."""
        tries, _ = self._retries.pop(account_id, (0, 0.0))
        if isinstance(error, NotSent) and error.cause in _NO_WAY:
            self._retries[account_id] = (tries + 1, back_off(tries + 1, random.random()))
        elif isinstance(error, NoAnswer):
            self._retries[account_id] = (tries + 1, max(GAPS[ACT], error.retry_after or 0.0))

    def _note_renewal(self, account_id: AccountId) -> None:
        now = self._clock.elapsed()
        times, at = self._renewals.get(account_id, (0, now))
        self._renewals[account_id] = (times + 1 if now - at < LASTING else 1, now)

    def _login(self, host: str, api_name: str, password: str, client: Client) -> str:
        if self.ready_in(host) > 0:
            raise SignInTooSoon(ACT, "-7")
        try:
            return client.login(api_name=api_name, password=password)
        except Refused:
            now = self._clock.now()
            self._pacing.ended(ACT, host, now)
            self._journal.keep_pacing_stamp(ACT, host, now)
            raise

    def _try_token(self, token: str, client: Client) -> AccountInfo | None:
        try:
            return client.my_info(token=token)
        except AskedTooSoon:
            # Only a token that is known can have asked too often.
            return None

    def _is_in(self, account: Account, *, buys: bool) -> None:
        self._book.add(account, buys=buys)
        self._book.update(account.account_id, phase=SignInPhase.IN, sign_in_at=0.0)
        self._news.withdraw(KEY)
        self._news.withdraw(f"sign in {account.account_id}")
        self._news.notice(Notice("signed in", Topic.SIGNED_IN, Rank.OK, facts=(("account", account.label),)))

    def _failed(self, host: str, error: FxError) -> None:
        if isinstance(error, JournalFailed):
            self._record.tell_failure(error)
        self._news.notice(
            Notice(KEY, Topic.SIGN_IN_FAILED, Rank.BAD, error=error, facts=self._cool_down(host))
        )

    def _ask(self, account: Account, error: FxError) -> None:
        self._book.update(account.account_id, phase=SignInPhase.VOID)
        facts = (("account", account.label), *self._cool_down(account.host))
        key = f"sign in {account.account_id}"
        self._news.notice(Notice(key, Topic.SIGN_IN_NEEDED, Rank.BAD, error=error, facts=facts))

    def _cool_down(self, host: str) -> tuple[tuple[str, str], ...]:
        """When a sign-in at this host is allowed again, also told to the accounts of that host."""
        wait = self.ready_in(host)
        if wait <= 0:
            return ()
        at = self._clock.elapsed() + wait
        for state in self._book.now.states:
            if state.account.host == host:
                self._book.update(state.account.account_id, sign_in_at=at)
        return (("sign_in_at", f"{at:.3f}"), ("seconds", str(round(wait))))
