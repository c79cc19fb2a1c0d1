# SPDX-License-Identifier: MIT
"""Blacklist a number after its SMS: the wish and its reason first, then the asking, bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fxdesk.core.clock import Clock, later
from fxdesk.core.errors import (
    Garbled,
    NoAnswer,
    NoSmsYet,
    NotSent,
    NumberGone,
    Refused,
    SignInNeeded,
)
from fxdesk.core.lease_state import Act, Event, Mark, State, allowed
from fxdesk.core.model import Lease, LeaseId
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.desk.board import Board
from fxdesk.desk.kept_answer import odd_answer
from fxdesk.desk.look import Looking, kind_of
from fxdesk.desk.news import News
from fxdesk.desk.next_step import NextStep
from fxdesk.desk.past_tries import BLACKLIST, unanswered
from fxdesk.desk.record import Record
from fxdesk.desk.repeats import Repeats
from fxdesk.desk.steps import reached
from fxdesk.desk.tokens import Tokens
from fxdesk.store.journal import Journal

if TYPE_CHECKING:
    from fxdesk.api.client import Client


def key_of(lease_id: LeaseId) -> str:
    """What is told of a lease's blacklisting replaces what was told before; it holds while its state does."""
    return f"blacklist {lease_id}"


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
        self._news, self._clock, self._looking = news, clock, looking
        self._repeats = Repeats(board, clock)

    def want(self, lease_id: LeaseId, reason: str) -> NextStep:
        """Write down that the person wants it blacklisted, and why."""
        lease = self._board.get(lease_id)
        if lease is None or not allowed(Act.BLACKLIST, lease.state, lease.marks).yes or not reason.strip():
            return NextStep()
        self._repeats.forget(lease_id)
        reached("addBlack wanted")
        self._record.event(lease_id, Event.BLACKLIST_WANTED, reason=reason, due=self._clock.now())
        return NextStep(again_in=0.0)

    def send(self, lease_id: LeaseId, client: Client) -> NextStep:
        """Ask the service to blacklist it, if that is still wanted."""
        lease = self._board.get(lease_id)
        if lease is None or lease.state is not State.BLACKLISTING or lease.pkey is None:
            return NextStep()
        token = self._tokens.of(lease.account_id)
        if token is None:
            return NextStep(signed_out=True)
        asked_before = self._was_unanswered(lease)
        self._news.withdraw(key_of(lease_id))
        self._record.event(lease_id, Event.BLACKLIST_SENT, act="addBlack", detail={"reason": lease.reason})
        try:
            client.add_black(token=token, pkey=lease.pkey, reason=lease.reason, lease_id=lease_id)
        except NotSent as error:
            return self._not_sent(lease_id, error)
        except (NoAnswer, Garbled) as error:
            return self._no_answer(lease_id, error, odd_answer(error, token))
        except Refused as error:
            self._board.reached(lease_id)
            return self._refused(lease_id, error, token, asked_before)
        reached("addBlack read")
        self._board.reached(lease_id)
        return self._blacklisted(lease_id, None)

    def take_up(self, lease: Lease) -> float | None:
        """After a restart: seconds until one that was sent is sent again; None: it is the person's.

        What is left to the person is told.
        """
        lease_id = lease.lease_id
        if Mark.ASK_AGAIN in lease.marks or not lease.sent_once:
            self._news.notice(Notice(key_of(lease_id), Topic.BLACKLIST_ASK, Rank.WARN, lease_id))
            return None
        past = unanswered(self._journal.timeline(lease_id), BLACKLIST, since_wanted=True)
        if not self._repeats.go_on(lease_id, past.tries):
            if Mark.RELEASE_UNCONFIRMED not in lease.marks:
                # The last try was cut by the stop: the row offers the next one.
                self._wait_for(lease_id, Event.BLACKLIST_NO_ANSWER, past.cause, None)
            self._tell_unconfirmed(lease_id, NoAnswer("addBlack", past.cause))
            return None
        return self._repeats.put_off_for(lease.due)

    def _was_unanswered(self, lease: Lease) -> bool:
        """Whether an earlier try of ours was sent and never answered, also before a restart."""
        if not lease.sent_once:
            return False
        return unanswered(self._journal.timeline(lease.lease_id), BLACKLIST, since_wanted=False).tries > 0

    def _blacklisted(self, lease_id: LeaseId, refusal: tuple[str, str] | None) -> NextStep:
        self._record.event(lease_id, Event.BLACKLISTED, act="addBlack", refusal=refusal)
        reached("addBlack told")
        return NextStep(money=True)

    def _refused(self, lease_id: LeaseId, error: Refused, token: str, asked_before: bool) -> NextStep:
        refusal = (error.act, error.code)
        if isinstance(error, NumberGone) and asked_before:
            # It is the earlier one that took it away.
            return self._blacklisted(lease_id, refusal)
        # For the token's sake the wish stands: it goes on when the account is signed in again.
        event = Event.BLACKLIST_NO_ANSWER if isinstance(error, SignInNeeded) else Event.BLACKLIST_REFUSED
        self._record.event(lease_id, event, act="addBlack", refusal=refusal, answer=odd_answer(error, token))
        if isinstance(error, SignInNeeded):
            return NextStep(void_token=token)
        self._news.notice(Notice(key_of(lease_id), Topic.BLACKLIST_REFUSED, Rank.WARN, lease_id, error))
        if isinstance(error, NoSmsYet):
            # One was read: what the service says of the number now is worth a look.
            self._looking.watch_after_end(lease_id, 1)
            return NextStep(look=True)
        return NextStep()

    def _not_sent(self, lease_id: LeaseId, error: NotSent) -> NextStep:
        step = self._repeats.not_sent(lease_id, error)
        self._wait_for(lease_id, Event.BLACKLIST_NOT_SENT, error.cause, step)
        return step

    def _no_answer(self, lease_id: LeaseId, error: NoAnswer | Garbled, answer: bytes) -> NextStep:
        again = self._repeats.no_answer(lease_id, error)
        self._wait_for(lease_id, Event.BLACKLIST_NO_ANSWER, kind_of(error)[1], again, answer)
        if again is None:
            self._tell_unconfirmed(lease_id, error)
            return NextStep()
        return again

    def _wait_for(
        self, lease_id: LeaseId, event: Event, cause: str, step: NextStep | None, answer: bytes = b""
    ) -> None:
        """Write down a try that came to nothing, and when the next one is due."""
        due = None if step is None or step.again_in is None else later(self._clock.now(), step.again_in)
        self._record.event(lease_id, event, act="addBlack", due=due, detail={"cause": cause}, answer=answer)

    def _tell_unconfirmed(self, lease_id: LeaseId, error: NoAnswer | Garbled) -> None:
        self._news.notice(Notice(key_of(lease_id), Topic.BLACKLIST_UNCONFIRMED, Rank.WARN, lease_id, error))
