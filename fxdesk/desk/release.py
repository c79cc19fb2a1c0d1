# SPDX-License-Identifier: MIT
"""Release a number: the wish first, with its undo time, then the asking, bounded, until it is agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fxdesk.core.clock import Clock, Stamp
from fxdesk.core.errors import (
    FxError,
    Garbled,
    NoAnswer,
    NotSent,
    NumberGone,
    Refused,
    SignInNeeded,
    SmsCameFirst,
    TooSoon,
)
from fxdesk.core.lease_state import Event, Mark, State
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

ABSURD_WAIT = 3600
"""A wait in seconds that no person expects of a release."""

_ANSWERLESS = {Event.RELEASE_SENT, Event.RELEASE_NO_ANSWER}
_RELEASE_EVENTS = {event for event in Event if event.startswith("release")}


def later(now: Stamp, seconds: float) -> Stamp:
    """The moment `seconds` after `now`."""
    return Stamp(now.utc + seconds, now.boot, now.elapsed + seconds)


def until(due: Stamp, now: Stamp) -> float:
    """Seconds until a moment that another boot may have named."""
    if due.boot == now.boot:
        return max(0.0, due.elapsed - now.elapsed)
    return max(0.0, due.utc - now.utc)


def key_of(lease_id: LeaseId) -> str:
    """What is told of a lease's release replaces what was told before; it holds while its state does."""
    return f"release {lease_id}"


class Releasing:
    """The settling act setRel; one act at a time for each lease."""

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

    def want(self, lease_id: LeaseId, undo_seconds: float) -> NextStep:
        """Write down that the person wants it released after `undo_seconds`."""
        lease = self._board.get(lease_id)
        if lease is None or lease.state not in (State.WAITING, State.RELEASING):
            return NextStep()
        doubtful = lease.marks & {Mark.RELEASE_UNCONFIRMED, Mark.ASK_AGAIN}
        if lease.state is State.RELEASING and lease.due is None and not doubtful:
            # It is on its way already, and the service punishes many releases.
            return NextStep()
        if self._is_put_off(lease):
            return NextStep()
        self._repeats.forget(lease_id)
        reached("setRel wanted")
        due = later(self._clock.now(), undo_seconds)
        lease = self._record.event(lease_id, Event.RELEASE_WANTED, due=due)
        if lease.state is not State.RELEASING:
            return NextStep()
        if undo_seconds > 0:
            facts = (("seconds", f"{undo_seconds:g}"), ("due", f"{due.elapsed:.3f}"))
            self._news.notice(Notice(key_of(lease_id), Topic.RELEASE_UNDO, Rank.INFO, lease_id, facts=facts))
        return NextStep(again_in=undo_seconds)

    def keep(self, lease_id: LeaseId) -> None:
        """Write down that the person keeps the number after all."""
        lease = self._board.get(lease_id)
        if lease is not None and lease.state in (State.RELEASING, State.BLACKLISTING):
            self._record.event(lease_id, Event.RELEASE_KEPT)

    def send(self, lease_id: LeaseId, client: Client) -> NextStep:
        """Ask the service to release it, if that is still wanted."""
        lease = self._board.get(lease_id)
        if lease is None or lease.state is not State.RELEASING or lease.pkey is None:
            return NextStep()
        token = self._tokens.of(lease.account_id)
        if token is None:
            return NextStep()
        asked_before = self._was_unanswered(lease)
        self._news.withdraw(key_of(lease_id))
        self._record.event(lease_id, Event.RELEASE_SENT, act="setRel")
        try:
            client.set_rel(token=token, pkey=lease.pkey, lease_id=lease_id)
        except NotSent as error:
            return self._repeats.not_sent(lease_id, error)
        except (NoAnswer, Garbled) as error:
            return self._no_answer(lease_id, error, odd_answer(error, token))
        except Refused as error:
            self._board.reached(lease_id)
            return self._refused(lease_id, error, token, asked_before)
        reached("setRel read")
        self._board.reached(lease_id)
        return self._released(lease_id, None)

    def _is_put_off(self, lease: Lease) -> bool:
        """Whether the service named a wait, not an absurd one, that is not over: it is sent again then."""
        if lease.due is None or not lease.sent_once:
            return False
        return 0 < until(lease.due, self._clock.now()) <= ABSURD_WAIT

    def _was_unanswered(self, lease: Lease) -> bool:
        """Whether an earlier release of ours was sent and never answered, also before a restart."""
        if not lease.sent_once:
            return False
        events = [
            line.event for line in self._journal.timeline(lease.lease_id) if line.event in _RELEASE_EVENTS
        ]
        while events and events[-1] is Event.RELEASE_WANTED:
            events.pop()
        return bool(events) and events[-1] in _ANSWERLESS

    def _released(self, lease_id: LeaseId, refusal: tuple[str, str] | None) -> NextStep:
        self._repeats.forget(lease_id)
        self._looking.watch_after_end(lease_id)
        self._record.event(lease_id, Event.RELEASED, act="setRel", refusal=refusal)
        reached("setRel told")
        return NextStep(money=True)

    def _no_answer(self, lease_id: LeaseId, error: NoAnswer | Garbled, answer: bytes) -> NextStep:
        detail = {"cause": kind_of(error)[1]}
        self._record.event(lease_id, Event.RELEASE_NO_ANSWER, act="setRel", detail=detail, answer=answer)
        again = self._repeats.no_answer(lease_id, error)
        if again is None:
            self._tell_unconfirmed(lease_id, error)
            return NextStep(look=True)
        return again

    def _tell_unconfirmed(self, lease_id: LeaseId, error: FxError) -> None:
        self._news.notice(Notice(key_of(lease_id), Topic.RELEASE_UNCONFIRMED, Rank.WARN, lease_id, error))

    def _refused(self, lease_id: LeaseId, error: Refused, token: str, asked_before: bool) -> NextStep:
        refusal, answer = (error.act, error.code), odd_answer(error, token)
        said = {"act": "setRel", "refusal": refusal, "answer": answer}
        if isinstance(error, TooSoon):
            return self._too_soon(lease_id, error, answer)
        if isinstance(error, SmsCameFirst):
            self._record.event(lease_id, Event.RELEASE_SMS_FIRST, due=None, **said)
            self._news.notice(Notice(f"sms {lease_id}", Topic.SMS_FIRST, Rank.INFO, lease_id, error))
            return NextStep(look=True)
        if error.code == "-6":
            self._record.event(lease_id, Event.RELEASE_BLACKED, **said)
            return NextStep(money=True)
        if error.code == "-5":
            self._record.event(lease_id, Event.RELEASE_SENDING, **said)
            return NextStep()
        if isinstance(error, NumberGone):
            if asked_before:
                return self._released(lease_id, refusal)
            self._looking.gone_unless_seen(lease_id)
            return NextStep(look=True)
        self._record.event(lease_id, Event.RELEASE_REFUSED, **said)
        if isinstance(error, SignInNeeded):
            return NextStep(void_token=token)
        self._tell_unconfirmed(lease_id, error)
        return NextStep(look=True)

    def _too_soon(self, lease_id: LeaseId, error: TooSoon, answer: bytes) -> NextStep:
        seconds = error.retry_after
        self._repeats.forget(lease_id)
        facts = (("seconds", str(seconds)),)
        self._record.event(
            lease_id,
            Event.RELEASE_TOO_SOON,
            act="setRel",
            refusal=(error.act, error.code),
            due=later(self._clock.now(), seconds),
            detail=dict(facts),
            answer=answer,
        )
        topic = Topic.RELEASE_ASK if seconds > ABSURD_WAIT else Topic.RELEASE_LATER
        rank = Rank.WARN if seconds > ABSURD_WAIT else Rank.INFO
        self._news.notice(Notice(key_of(lease_id), topic, rank, lease_id, error, facts))
        return NextStep(again_in=seconds)


def goes_on(lease: Lease) -> bool:
    """Whether a wish that a stop of the program interrupted goes on by itself: only one that was sent."""
    return lease.state in (State.RELEASING, State.BLACKLISTING) and (
        lease.sent_once and Mark.ASK_AGAIN not in lease.marks
    )
