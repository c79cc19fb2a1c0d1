# SPDX-License-Identifier: MIT
"""Blacklist a number after its SMS: the wish and its reason first, then the asking, bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fxdesk.core.clock import Clock
from fxdesk.core.errors import (
    Garbled,
    NoAnswer,
    NoSmsYet,
    NotSent,
    NumberGone,
    Refused,
    SignInNeeded,
)
from fxdesk.core.lease_state import Event, State
from fxdesk.core.model import Lease, LeaseId
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.desk.board import Board
from fxdesk.desk.kept_answer import odd_answer
from fxdesk.desk.look import Looking, kind_of
from fxdesk.desk.news import News
from fxdesk.desk.next_step import NextStep
from fxdesk.desk.record import Record
from fxdesk.desk.repeats import Repeats
from fxdesk.desk.steps import reached
from fxdesk.desk.tokens import Tokens
from fxdesk.store.journal import Journal

if TYPE_CHECKING:
    from fxdesk.api.client import Client

_ANSWERLESS = {Event.BLACKLIST_SENT, Event.BLACKLIST_NO_ANSWER}


class Blacklisting:
    """The settling act addBlack; one act at a time for each lease."""

    def __init__(
        self,
        journal: Journal,
        record: Record,
        board: Board,
        tokens: Tokens,
        news: News,
        clock: Clock,
        looking: Looking,
    ) -> None:
        self._journal, self._record, self._board, self._tokens = journal, record, board, tokens
        self._news, self._looking = news, looking
        self._repeats = Repeats(board, clock)

    def want(self, lease_id: LeaseId, reason: str) -> NextStep:
        """Write down that the person wants it blacklisted, and why."""
        lease = self._board.get(lease_id)
        if lease is None or lease.state not in (State.RECEIVED, State.BLACKLISTING) or not reason.strip():
            return NextStep()
        self._repeats.forget(lease_id)
        reached("addBlack wanted")
        self._record.event(lease_id, Event.BLACKLIST_WANTED, reason=reason)
        return NextStep(again_in=0.0)

    def send(self, lease_id: LeaseId, client: Client) -> NextStep:
        """Ask the service to blacklist it, if that is still wanted."""
        lease = self._board.get(lease_id)
        if lease is None or lease.state is not State.BLACKLISTING or lease.pkey is None:
            return NextStep()
        token = self._tokens.of(lease.account_id)
        if token is None:
            return NextStep()
        asked_before = self._was_unanswered(lease)
        self._record.event(lease_id, Event.BLACKLIST_SENT, act="addBlack", detail={"reason": lease.reason})
        try:
            client.add_black(token=token, pkey=lease.pkey, reason=lease.reason, lease_id=lease_id)
        except NotSent as error:
            return self._repeats.not_sent(lease_id, error)
        except (NoAnswer, Garbled) as error:
            return self._no_answer(lease_id, error, token)
        except SignInNeeded as error:
            # The wish stands: it goes on when the account is signed in again.
            self._record.event(
                lease_id,
                Event.BLACKLIST_NO_ANSWER,
                act="addBlack",
                refusal=(error.act, error.code),
                answer=odd_answer(error, token),
            )
            return NextStep(void_token=token)
        except Refused as error:
            self._board.reached(lease_id)
            if isinstance(error, NumberGone) and asked_before:
                # It is the earlier one that took it away.
                return self._blacklisted(lease_id, (error.act, error.code))
            self._record.event(
                lease_id,
                Event.BLACKLIST_REFUSED,
                act="addBlack",
                refusal=(error.act, error.code),
                answer=odd_answer(error, token),
            )
            self._news.notice(
                Notice(f"blacklist {lease_id}", Topic.BLACKLIST_REFUSED, Rank.WARN, lease_id, error)
            )
            if isinstance(error, NoSmsYet):
                # One was read: what the service says of the number now is worth a look.
                self._looking.watch_after_end(lease_id, 1)
                return NextStep(look=True)
            return NextStep()
        reached("addBlack read")
        self._board.reached(lease_id)
        return self._blacklisted(lease_id, None)

    def _was_unanswered(self, lease: Lease) -> bool:
        """Whether an earlier wish of ours was sent and never answered, also before a restart."""
        if not lease.sent_once:
            return False
        line = next(
            line for line in reversed(self._journal.timeline(lease.lease_id)) if line.event in _ANSWERLESS
        )
        # A "no" to the token is an answer, and what it was asked for was not done.
        return "code" not in dict(line.detail)

    def _blacklisted(self, lease_id: LeaseId, refusal: tuple[str, str] | None) -> NextStep:
        self._record.event(lease_id, Event.BLACKLISTED, act="addBlack", refusal=refusal)
        reached("addBlack told")
        return NextStep(money=True)

    def _no_answer(self, lease_id: LeaseId, error: NoAnswer | Garbled, token: str) -> NextStep:
        detail, answer = {"cause": kind_of(error)[1]}, odd_answer(error, token)
        self._record.event(lease_id, Event.BLACKLIST_NO_ANSWER, act="addBlack", detail=detail, answer=answer)
        again = self._repeats.no_answer(lease_id, error)
        if again is None:
            key = f"blacklist {lease_id}"
            self._news.notice(Notice(key, Topic.BLACKLIST_UNCONFIRMED, Rank.WARN, lease_id, error))
            return NextStep()
        return again
