# SPDX-License-Identifier: MIT
"""Take the person's word where the service leaves open what was paid for or what came."""

from __future__ import annotations

from fxdesk.core.lease_state import Act, Event, Mark, State, allowed
from fxdesk.core.model import LeaseId
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.desk.board import Board
from fxdesk.desk.news import News
from fxdesk.desk.paying_act import SEND_SMS, USE_AGAIN
from fxdesk.desk.record import Record
from fxdesk.store.journal import Journal

_SETTLED = {
    (Event.AGAIN_UNKNOWN, True): Event.AGAIN_SETTLED_CHARGED,
    (Event.AGAIN_UNKNOWN, False): Event.AGAIN_SETTLED_NOT_CHARGED,
    (Event.SEND_UNKNOWN, True): Event.SEND_SETTLED_CHARGED,
    (Event.SEND_UNKNOWN, False): Event.SEND_SETTLED_NOT_CHARGED,
}


class Verdict:
    """The person's word on an uncertain act, and on an SMS that may be a receipt or an old one."""

    def __init__(self, journal: Journal, record: Record, board: Board, news: News) -> None:
        self._journal, self._record, self._board, self._news = journal, record, board, news

    def settle_act(self, lease_id: LeaseId, *, charged: bool, note: str = "") -> bool:
        """Say whether the act of unknown outcome went through; True if that could be said.

        Charged, a number that was to be used again waits for its SMS, and a sent SMS for its receipt. `note`
        is what the person knows besides.
        """
        lease = self._board.get(lease_id)
        if lease is None or Mark.UNCERTAIN_ACT not in lease.marks:
            return False
        unknown = next(
            line.event
            for line in reversed(self._journal.timeline(lease_id))
            if line.event in (Event.AGAIN_UNKNOWN, Event.SEND_UNKNOWN)
        )
        detail = {"note": note} if note else {}
        settled = self._record.event(lease_id, _SETTLED[unknown, charged], detail=detail)
        for deed in (USE_AGAIN, SEND_SMS):
            self._news.withdraw(deed.key_of(lease_id))
        if (lease.state, settled.state) == (State.RECEIPT, State.RECEIVED):
            self._tell_code(lease_id)
        elif settled.state is State.RECEIPT:
            self._news.notice(Notice(f"receipt {lease_id}", Topic.RECEIPT_ARRIVED, Rank.OK, lease_id))
        return True

    def take_as_code(self, lease_id: LeaseId) -> None:
        """What was held for a receipt is a code; what the service repeats came anew."""
        lease = self._board.get(lease_id)
        if lease is not None and allowed(Act.TAKE_AS_CODE, lease.state, lease.marks).yes:
            self._record.event(lease_id, Event.TAKEN_AS_CODE)
            self._tell_code(lease_id)

    def _tell_code(self, lease_id: LeaseId) -> None:
        self._news.notice(Notice(f"code {lease_id}", Topic.CODE_ARRIVED, Rank.OK, lease_id))
