# SPDX-License-Identifier: MIT
"""Pay for more of a number that is there already: committed before it is asked for, asked for once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from fxdesk.core.budget import Purchase
from fxdesk.core.errors import JournalFailed, NotSent, OutcomeUnknown, Refused, SignInNeeded
from fxdesk.core.lease_state import UNSETTLED, Event, State
from fxdesk.core.model import Lease, LeaseId
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.core.redact import without_secrets
from fxdesk.desk.account_book import AccountBook
from fxdesk.desk.board import Board
from fxdesk.desk.news import News
from fxdesk.desk.next_step import NextStep
from fxdesk.desk.record import Record
from fxdesk.desk.spending_limits import SpendingLimits
from fxdesk.desk.steps import reached
from fxdesk.desk.tokens import Tokens

if TYPE_CHECKING:
    from fxdesk.api.client import Keep


class Deed(NamedTuple):
    """An act of the document that pays for more of a number, with its events and topics.

    All its notices about a lease have one key, begun by `word`, so that the newest replaces the others.
    """

    act: str
    word: str
    intended: Event
    accepted: Event
    refused: Event
    not_sent: Event
    unknown: Event
    accepted_topic: Topic
    refused_topic: Topic
    not_sent_topic: Topic
    uncertain_topic: Topic

    def key_of(self, lease_id: LeaseId) -> str:
        """The key of what is told about this act on a lease."""
        return f"{self.word} {lease_id}"


USE_AGAIN = Deed(
    "setAgain",
    "again",
    Event.AGAIN_INTENDED,
    Event.AGAIN_ACCEPTED,
    Event.AGAIN_REFUSED,
    Event.AGAIN_NOT_SENT,
    Event.AGAIN_UNKNOWN,
    Topic.AGAIN_ACCEPTED,
    Topic.AGAIN_REFUSED,
    Topic.AGAIN_NOT_SENT,
    Topic.AGAIN_UNCERTAIN,
)
SEND_SMS = Deed(
    "sendCode",
    "send",
    Event.SEND_INTENDED,
    Event.SEND_ACCEPTED,
    Event.SEND_REFUSED,
    Event.SEND_NOT_SENT,
    Event.SEND_UNKNOWN,
    Topic.SEND_ACCEPTED,
    Topic.SEND_REFUSED,
    Topic.SEND_NOT_SENT,
    Topic.SEND_UNCERTAIN,
)

Ask = Callable[[str, str, "Keep"], None]
"""Asks the service once: the token, the pkey, and what keeps the raw answer."""


class PayingAct:
    """What setAgain and sendCode have in common; only the buying thread calls it, so one at a time.

    Nothing is ever asked a second time: whatever comes is one event, and the person decides what follows.
    """

    def __init__(
        self,
        record: Record,
        board: Board,
        book: AccountBook,
        tokens: Tokens,
        news: News,
        limits: SpendingLimits,
    ) -> None:
        self._record, self._board, self._book = record, board, book
        self._tokens, self._news, self._limits = tokens, news, limits

    def pay(
        self,
        deed: Deed,
        lease_id: LeaseId,
        ask: Ask,
        *,
        detail: Mapping[str, str],
        facts: tuple[tuple[str, str], ...],
        costs: Purchase,
        refused: Callable[[Lease, Refused], NextStep | None] = lambda lease, error: None,
    ) -> NextStep:
        """Write the intent with its `detail`, ask, write the outcome and tell it with its `facts`.

        What it `costs` is held against the limits first. `refused` may know better what a "no" means.
        """
        lease = self._board.get(lease_id)
        if lease is None or lease.pkey is None:
            return NextStep()
        reached(f"{deed.act} asked")
        self._news.withdraw(deed.key_of(lease_id))
        state, token = self._book.get(lease.account_id), self._tokens.of(lease.account_id)
        if token is None:
            whose = (("account", state.account.label),) if state else ()
            self._tell(deed, lease_id, Topic.SIGN_IN_NEEDED, facts=whose)
            return NextStep()
        balance = state.balance if state else None
        try:
            if self._limits.stop(costs, deed.key_of(lease_id), (), lease_id):
                return NextStep()
            lease = self._record.intend(
                lease_id, deed.intended, act=deed.act, price=costs.price, balance=balance, detail=detail
            )
        except JournalFailed as error:
            self._record.tell_failure(error)
            return NextStep()
        except NotSent as error:
            self._tell(deed, lease_id, deed.not_sent_topic, error)
            return NextStep()
        return self._asked(deed, lease, token, ask, facts, refused)

    def _asked(
        self,
        deed: Deed,
        lease: Lease,
        token: str,
        ask: Ask,
        facts: tuple[tuple[str, str], ...],
        refused: Callable[[Lease, Refused], NextStep | None],
    ) -> NextStep:
        lease_id = lease.lease_id

        def keep(raw: bytes, fault: str = "") -> None:
            reached(f"{deed.act} read")
            self._record.answered(lease_id, deed.act, without_secrets(raw, (token,)), fault)
            reached(f"{deed.act} answered")

        reached(f"{deed.act} sending")
        try:
            ask(token, lease.pkey or "", keep)
        except NotSent as error:
            self._write(lease_id, deed.not_sent, act=deed.act, detail={"cause": error.cause})
            self._tell(deed, lease_id, deed.not_sent_topic, error)
            return NextStep()
        except OutcomeUnknown as error:
            lease = self._write(lease_id, deed.unknown, act=deed.act, detail={"cause": error.cause})
            until = () if lease.again_until is None else (("until", f"{lease.again_until.utc:.3f}"),)
            self._tell(deed, lease_id, deed.uncertain_topic, error, rank=Rank.BAD, facts=until)
            return NextStep(money=True)
        except Refused as error:
            if (step := refused(lease, error)) is not None:
                return step
            self._write(lease_id, deed.refused, act=deed.act, refusal=(error.act, error.code))
            self._tell(deed, lease_id, deed.refused_topic, error)
            # The number's own poll says best whether it is gone.
            return NextStep(look=True, void_token=token if isinstance(error, SignInNeeded) else None)
        reached(f"{deed.act} parsed")
        self._write(lease_id, deed.accepted, act=deed.act)
        self._tell(deed, lease_id, deed.accepted_topic, rank=Rank.OK, facts=facts)
        reached(f"{deed.act} told")
        return NextStep(look=True, money=True)

    def _write(self, lease_id: LeaseId, event: Event, **facts: object) -> Lease:
        before = self._board.get(lease_id)
        lease = self._record.event(lease_id, event, **facts)
        if before is not None and (before.state, lease.state) == (State.RECEIPT, State.RECEIVED):
            # What came while it was asked is no receipt.
            self._news.notice(Notice(f"code {lease_id}", Topic.CODE_ARRIVED, Rank.OK, lease_id))
        elif lease.state is State.RECEIPT and not lease.marks & UNSETTLED:
            # What came while it was asked is the receipt.
            self._news.notice(Notice(f"receipt {lease_id}", Topic.RECEIPT_ARRIVED, Rank.OK, lease_id))
        return lease

    def _tell(
        self,
        deed: Deed,
        lease_id: LeaseId,
        topic: Topic,
        error: NotSent | OutcomeUnknown | Refused | None = None,
        *,
        rank: Rank = Rank.WARN,
        facts: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self._news.notice(Notice(deed.key_of(lease_id), topic, rank, lease_id, error, facts))
