# SPDX-License-Identifier: MIT
"""Release a number: the wish first, with its undo time, then the asking, bounded, until it is agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fxdesk.core.auto_release import is_due
from fxdesk.core.clock import Clock, later, until
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
from fxdesk.core.release_rules import ABSURD_WAIT, PATIENCE, ReleaseCount
from fxdesk.core.schedule import back_off
from fxdesk.desk.board import Board
from fxdesk.desk.kept_answer import odd_answer
from fxdesk.desk.look import Looking, kind_of
from fxdesk.desk.news import News
from fxdesk.desk.next_step import NextStep
from fxdesk.desk.past_tries import RELEASE, Unanswered, unanswered
from fxdesk.desk.record import Record
from fxdesk.desk.repeats import Repeats
from fxdesk.desk.steps import reached
from fxdesk.desk.tokens import Tokens
from fxdesk.store.journal import Journal

if TYPE_CHECKING:
    from fxdesk.api.client import Client

_SMS_FIRST = ("setRel", "-4")
_TOKEN_VOID = ("setRel", "-1")


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

    def often(self, lease_id: LeaseId) -> ReleaseCount | None:
        """What was released before, if one more is to be asked about; None: nothing is to be asked."""
        lease = self._board.get(lease_id)
        if lease is None or self._is_under_way(lease):
            return None
        count = self._journal.release_count(lease_id)
        return count if count.often else None

    def want(self, lease_id: LeaseId, undo_seconds: float, *, by_itself: bool = False) -> NextStep:
        """Write down that it is to be released after `undo_seconds`, by the person or by the clock."""
        lease = self._board.get(lease_id)
        if lease is None or lease.state not in (State.WAITING, State.RELEASING):
            return NextStep()
        if self._is_on_its_way(lease) or self._is_put_off(lease):
            # The service punishes many releases.
            return NextStep()
        self._repeats.forget(lease_id)
        reached("setRel wanted")
        due = later(self._clock.now(), undo_seconds)
        detail = {"by": "itself"} if by_itself else {}
        lease = self._record.event(lease_id, Event.RELEASE_WANTED, due=due, detail=detail)
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
            return NextStep(signed_out=True)
        asked_before = self._was_unanswered(lease)
        self._news.withdraw(key_of(lease_id))
        self._record.event(lease_id, Event.RELEASE_SENT, act="setRel")
        try:
            client.set_rel(token=token, pkey=lease.pkey, lease_id=lease_id)
        except NotSent as error:
            return self._not_sent(lease_id, error)
        except (NoAnswer, Garbled) as error:
            return self._no_answer(lease_id, error, odd_answer(error, token))
        except Refused as error:
            self._board.reached(lease_id)
            return self._refused(lease_id, error, token, asked_before)
        reached("setRel read")
        self._board.reached(lease_id)
        return self._released(lease_id, None)

    def take_up(self, lease: Lease) -> float | None:
        """After a restart: seconds until a release that was sent is sent again; None: it is the person's.

        What is left to the person is told.
        """
        lease_id = lease.lease_id
        if is_due(lease, self._clock.now()):
            # One more look, and it goes by itself.
            return None
        if Mark.ASK_AGAIN in lease.marks or not lease.sent_once:
            self._news.notice(Notice(key_of(lease_id), Topic.RELEASE_ASK, Rank.WARN, lease_id))
            return None
        if lease.refusal == _SMS_FIRST:
            # The looks fetch it.
            return None
        past = self._unanswered(lease_id)
        refused = lease.refusal is not None and lease.refusal != _TOKEN_VOID
        if (Mark.RELEASE_UNCONFIRMED in lease.marks and refused) or not self._repeats.go_on(
            lease_id, past.tries
        ):
            error = Refused(*lease.refusal) if refused and lease.refusal else NoAnswer("setRel", past.cause)
            if Mark.RELEASE_UNCONFIRMED not in lease.marks:
                # The last try was cut by the stop: the row offers the next one.
                self._wait_for(lease_id, Event.RELEASE_NO_ANSWER, past.cause, None)
            self._tell_unconfirmed(lease_id, error)
            return None
        left = 0.0 if lease.due is None else until(lease.due, self._clock.now())
        if Mark.RELEASE_UNCONFIRMED not in lease.marks and left > 0:
            self._tell_wait(lease_id, round(left), None)
        return self._repeats.put_off_for(lease.due)

    def _is_on_its_way(self, lease: Lease) -> bool:
        """Whether it is being asked for just now, or its SMS is being fetched."""
        doubtful = lease.marks & {Mark.RELEASE_UNCONFIRMED, Mark.ASK_AGAIN}
        return lease.state is State.RELEASING and lease.due is None and not doubtful

    def _is_put_off(self, lease: Lease) -> bool:
        """Whether the service named a wait, not an absurd one, that is not over: it is sent again then."""
        if lease.due is None or not lease.sent_once or Mark.RELEASE_UNCONFIRMED in lease.marks:
            return False
        return 0 < until(lease.due, self._clock.now()) <= ABSURD_WAIT

    def _is_under_way(self, lease: Lease) -> bool:
        """Whether asking for it once more changes at most its moment, so that nothing is to be agreed to."""
        if lease.state is not State.RELEASING:
            return lease.state is not State.WAITING
        return not lease.sent_once or self._is_on_its_way(lease) or self._is_put_off(lease)

    def _unanswered(self, lease_id: LeaseId) -> Unanswered:
        """How many releases in a row were sent and never answered, up to the newest, and the last cause."""
        return unanswered(self._journal.timeline(lease_id), RELEASE, since_wanted=True)

    def _was_unanswered(self, lease: Lease) -> bool:
        """Whether a release of this wish was sent and never answered, also before a restart."""
        if not lease.sent_once:
            return False
        return unanswered(self._journal.timeline(lease.lease_id), RELEASE, since_wanted=False).tries > 0

    def _not_sent(self, lease_id: LeaseId, error: NotSent) -> NextStep:
        """Nothing reached the service, so nothing counts against us: it is tried until it does."""
        step = self._repeats.not_sent(lease_id, error)
        self._wait_for(lease_id, Event.RELEASE_NOT_SENT, error.cause, step)
        return step

    def _wait_for(
        self, lease_id: LeaseId, event: Event, cause: str, step: NextStep | None, answer: bytes = b""
    ) -> None:
        """Write down a try that came to nothing, and when the next one is due."""
        due = None if step is None or step.again_in is None else later(self._clock.now(), step.again_in)
        self._record.event(lease_id, event, act="setRel", due=due, detail={"cause": cause}, answer=answer)

    def _released(self, lease_id: LeaseId, refusal: tuple[str, str] | None, answer: bytes = b"") -> NextStep:
        self._repeats.forget(lease_id)
        self._looking.watch_after_end(lease_id)
        self._record.event(lease_id, Event.RELEASED, act="setRel", refusal=refusal, answer=answer)
        reached("setRel told")
        return NextStep(money=True)

    def _no_answer(self, lease_id: LeaseId, error: NoAnswer | Garbled, answer: bytes) -> NextStep:
        again = self._repeats.no_answer(lease_id, error)
        self._wait_for(lease_id, Event.RELEASE_NO_ANSWER, kind_of(error)[1], again, answer)
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
            self._tell_refusal(Topic.RELEASED_TOO_OFTEN, lease_id, error)
            return NextStep(money=True)
        if error.code == "-5":
            self._record.event(lease_id, Event.RELEASE_SENDING, **said)
            self._tell_refusal(Topic.RELEASE_WHILE_SENDING, lease_id, error)
            return NextStep(look=True)
        if isinstance(error, NumberGone):
            if asked_before:
                return self._released(lease_id, refusal, answer)
            self._looking.gone_unless_seen(lease_id)
            return NextStep(look=True)
        self._record.event(lease_id, Event.RELEASE_REFUSED, **said)
        if isinstance(error, SignInNeeded):
            return NextStep(void_token=token)
        self._tell_unconfirmed(lease_id, error)
        return NextStep(look=True)

    def _too_soon(self, lease_id: LeaseId, error: TooSoon, answer: bytes) -> NextStep:
        seconds = error.retry_after
        waits = self._repeats.put_off(lease_id)
        if waits > PATIENCE:
            # "In 1 s", again and again, would be the very repeating that the service punishes.
            seconds = max(seconds, round(back_off(waits - PATIENCE, 0.0)))
        self._record.event(
            lease_id,
            Event.RELEASE_TOO_SOON,
            act="setRel",
            refusal=(error.act, error.code),
            due=later(self._clock.now(), seconds),
            detail={"seconds": str(seconds)},
            answer=answer,
        )
        self._tell_wait(lease_id, seconds, error)
        return NextStep(again_in=seconds)

    def _tell_wait(self, lease_id: LeaseId, seconds: int, error: TooSoon | None) -> None:
        topic = Topic.RELEASE_ASK if seconds > ABSURD_WAIT else Topic.RELEASE_LATER
        rank = Rank.WARN if seconds > ABSURD_WAIT else Rank.INFO
        facts = (("seconds", str(seconds)),)
        self._news.notice(Notice(key_of(lease_id), topic, rank, lease_id, error, facts))

    def _tell_refusal(self, topic: Topic, lease_id: LeaseId, error: Refused) -> None:
        self._news.notice(Notice(f"not released {lease_id}", topic, Rank.WARN, lease_id, error))
