# SPDX-License-Identifier: MIT
"""Send an SMS from a number: handed in once, its receipt is looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fxdesk.core.budget import purchase_of
from fxdesk.core.errors import Refused
from fxdesk.core.lease_state import Event, Mark, State
from fxdesk.core.model import Lease, LeaseId
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.desk.board import Board
from fxdesk.desk.news import News
from fxdesk.desk.next_step import NextStep
from fxdesk.desk.paying_act import SEND_SMS, PayingAct
from fxdesk.desk.record import Record

if TYPE_CHECKING:
    from fxdesk.api.client import Client, Keep

_REPEATED = "-11"


def is_repeated(error: Refused) -> bool:
    """Whether the service says "Do not submit repeatedly": it has an SMS of this number already."""
    return error.act == SEND_SMS.act and error.code == _REPEATED


class Sending:
    """The paying act sendCode."""

    def __init__(self, record: Record, board: Board, news: News, paying: PayingAct) -> None:
        self._record, self._board, self._news, self._paying = record, board, news, paying

    def send(self, lease_id: LeaseId, receiver: str, text: str, client: Client) -> NextStep:
        """Hand the SMS in, once."""

        def ask(token: str, pkey: str, keep: Keep) -> None:
            client.send_code(
                token=token, pkey=pkey, receiver=receiver, text=text, keep=keep, lease_id=lease_id
            )

        detail = {"receiver": receiver, "text": text}
        facts = (("receiver", receiver),)
        lease = self._board.get(lease_id)
        if lease is None:
            return NextStep()
        # The document names no price for it: paid is the number, which can't be released from then on.
        costs = purchase_of(lease.order)._replace(counted=True)
        return self._paying.pay(
            SEND_SMS, lease_id, ask, detail=detail, facts=facts, costs=costs, refused=self._refused
        )

    def _refused(self, before: Lease, error: Refused) -> NextStep | None:
        """A second try that was one too many says that the first went through."""
        if not is_repeated(error):
            return None
        lease_id, refusal = before.lease_id, (error.act, error.code)
        lease = self._record.event(lease_id, Event.SEND_REPEATED, act=SEND_SMS.act, refusal=refusal)
        went_through = Mark.UNCERTAIN_ACT in before.marks and lease.state in (State.SENDING, State.RECEIPT)
        topic = Topic.SEND_WENT_THROUGH if went_through else Topic.SEND_REFUSED
        rank = Rank.INFO if went_through else Rank.WARN
        self._news.notice(Notice(SEND_SMS.key_of(lease_id), topic, rank, lease_id, error))
        return NextStep(look=True, money=went_through)
