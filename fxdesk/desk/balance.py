# SPDX-License-Identifier: MIT
"""Ask for an account's balance, level and points, at most once a minute, also over restarts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fxdesk.api.pacing import Pacing
from fxdesk.core.clock import Clock
from fxdesk.core.errors import AskedTooSoon, FxError, JournalFailed, NoAnswer, NotSent, SignInNeeded
from fxdesk.core.model import AccountId, AccountInfo
from fxdesk.core.notice import Notice, Rank, SignInPhase, Topic
from fxdesk.desk.account_book import AccountBook
from fxdesk.desk.news import News
from fxdesk.desk.next_step import NextStep
from fxdesk.desk.record import Record
from fxdesk.desk.tokens import Tokens
from fxdesk.store.journal import Journal

if TYPE_CHECKING:
    from fxdesk.api.client import Client

ACT = "myInfo"


class Balance:
    """The act myInfo, called by the account thread alone."""

    def __init__(
        self,
        journal: Journal,
        book: AccountBook,
        tokens: Tokens,
        pacing: Pacing,
        news: News,
        clock: Clock,
        record: Record,
    ) -> None:
        self._journal, self._book, self._tokens = journal, book, tokens
        self._pacing, self._news, self._clock, self._record = pacing, news, clock, record

    def ready_in(self, account_id: AccountId) -> float:
        """Seconds until the service may be asked again."""
        return self._pacing.ready_in(ACT, str(account_id), self._clock.now())

    def ask(self, account_id: AccountId, client: Client) -> NextStep:
        """Ask now, if the gap has passed; otherwise `again_in` says when."""
        state, token = self._book.get(account_id), self._tokens.of(account_id)
        if state is None or token is None:
            return NextStep()
        wait = self.ready_in(account_id)
        if wait > 0:
            return NextStep(again_in=wait)
        key = f"account {account_id}"
        # Before it is asked: a program that is killed meanwhile keeps the gap at its next start.
        self._keep_stamp(account_id)
        try:
            info = client.my_info(token=token)
            seen = self._journal.see_balance(account_id, info)
        except NotSent as error:
            if error.cause != "stopped":
                self._tell(key, state.account.label, error)
            return NextStep()
        except SignInNeeded:
            self._asked(account_id)
            return NextStep(void_token=token)
        except AskedTooSoon:
            self._asked(account_id)
            return NextStep(again_in=self.ready_in(account_id))
        except FxError as error:
            if isinstance(error, NoAnswer) and error.retry_after:
                self._pacing.rest(ACT, str(account_id), self._clock.now(), error.retry_after)
            self._asked(account_id)
            self._tell(key, state.account.label, error)
            return NextStep()
        self._news.withdraw(key)
        self._asked(account_id)
        self._book.update(account_id, info=info, balance=seen, phase=SignInPhase.IN)
        return NextStep()

    def take(self, account_id: AccountId, info: AccountInfo | None) -> None:
        """Note that the service was asked for this account elsewhere; None: it only said "too soon"."""
        self._asked(account_id)
        if info is None:
            return
        try:
            seen = self._journal.see_balance(account_id, info)
        except JournalFailed as error:
            self._record.tell_failure(error)
            return
        self._book.update(account_id, info=info, balance=seen)

    def _asked(self, account_id: AccountId) -> None:
        self._pacing.ended(ACT, str(account_id), self._clock.now())
        self._book.update(account_id, refresh_at=self._clock.elapsed() + self.ready_in(account_id))
        self._keep_stamp(account_id)

    def _keep_stamp(self, account_id: AccountId) -> None:
        try:
            self._journal.keep_pacing_stamp(ACT, str(account_id), self._clock.now())
        except JournalFailed as error:
            self._record.tell_failure(error)

    def _tell(self, key: str, label: str, error: FxError) -> None:
        self._news.notice(
            Notice(key, Topic.ACCOUNT_FAILED, Rank.WARN, error=error, facts=(("account", label),))
        )
