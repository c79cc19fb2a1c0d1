# SPDX-License-Identifier: MIT
"""Tell the service how a number turned out: once, and only where the person switched it on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fxdesk.core.errors import FxError, Garbled, NoAnswer, NotAllowed, NotSent, Refused, SignInNeeded
from fxdesk.core.lease_state import Act, Event, allowed
from fxdesk.core.model import LeaseId
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.core.preferences import Preferences
from fxdesk.desk.account_book import AccountBook
from fxdesk.desk.board import Board
from fxdesk.desk.kept_answer import odd_answer
from fxdesk.desk.look import kind_of
from fxdesk.desk.news import News
from fxdesk.desk.next_step import NextStep
from fxdesk.desk.record import Record
from fxdesk.desk.tokens import Tokens

if TYPE_CHECKING:
    from fxdesk.api.client import Client

ACT = "apiReturn"
FORBIDDEN_KEY = "report"


class Reporting:
    """The settling act apiReturn. It may cost balance where the account has no permission: never repeated."""

    def __init__(
        self,
        record: Record,
        board: Board,
        book: AccountBook,
        tokens: Tokens,
        news: News,
        preferences: Callable[[], Preferences],
    ) -> None:
        self._record, self._board, self._book = record, board, book
        self._tokens, self._news, self._preferences = tokens, news, preferences

    def report(self, lease_id: LeaseId, remark: int, client: Client) -> NextStep:
        """Say 0 success, -1 fail, -2 no verification code or -3 number already used."""
        lease = self._board.get(lease_id)
        if lease is None or lease.pkey is None or not self._preferences().report_results:
            return NextStep()
        if not allowed(Act.REPORT, lease.state, lease.marks).yes:
            return NextStep()
        self._news.withdraw(_key_of(lease_id))
        token = self._tokens.of(lease.account_id)
        if token is None:
            state = self._book.get(lease.account_id)
            facts = (("account", state.account.label),) if state else ()
            self._tell(lease_id, Topic.SIGN_IN_NEEDED, facts=facts)
            return NextStep()
        facts = (("remark", str(remark)),)
        self._record.event(lease_id, Event.REPORT_SENT, act=ACT, detail=dict(facts))
        try:
            client.api_return(token=token, pkey=lease.pkey, remark=remark, lease_id=lease_id)
        except (NotSent, NoAnswer, Garbled) as error:
            kind, cause = kind_of(error)
            detail = dict(facts) | {"kind": kind, "cause": cause}
            answer = odd_answer(error, token)
            self._record.event(lease_id, Event.REPORT_FAILED, act=ACT, detail=detail, answer=answer)
            self._tell(lease_id, Topic.REPORT_FAILED, error, facts=facts)
            return NextStep(money=not isinstance(error, NotSent))
        except Refused as error:
            return self._refused(lease_id, error, token, facts)
        self._record.event(lease_id, Event.REPORTED, act=ACT, detail=dict(facts))
        self._tell(lease_id, Topic.REPORTED, rank=Rank.OK, facts=facts)
        return NextStep(money=True)

    def _refused(
        self, lease_id: LeaseId, error: Refused, token: str, facts: tuple[tuple[str, str], ...]
    ) -> NextStep:
        refusal = (error.act, error.code)
        answer = odd_answer(error, token)
        self._record.event(
            lease_id, Event.REPORT_REFUSED, act=ACT, refusal=refusal, detail=dict(facts), answer=answer
        )
        if isinstance(error, NotAllowed):
            # Each further try could cost balance again.
            self._news.notice(
                Notice(FORBIDDEN_KEY, Topic.REPORT_FORBIDDEN, Rank.WARN, lease_id, error, facts)
            )
            return NextStep(money=True, no_reports=True)
        self._tell(lease_id, Topic.REPORT_REFUSED, error, facts=facts)
        return NextStep(void_token=token if isinstance(error, SignInNeeded) else None)

    def _tell(
        self,
        lease_id: LeaseId,
        topic: Topic,
        error: FxError | None = None,
        *,
        rank: Rank = Rank.WARN,
        facts: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self._news.notice(Notice(_key_of(lease_id), topic, rank, lease_id, error, facts))


def _key_of(lease_id: LeaseId) -> str:
    return f"report {lease_id}"
