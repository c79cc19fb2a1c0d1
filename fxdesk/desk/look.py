# SPDX-License-Identifier: MIT
"""Look once for the SMS of one number and do what the answer says."""

from __future__ import annotations

import math
import random
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from fxdesk.core.clock import Clock, Stamp, span, until
from fxdesk.core.errors import Garbled, NoAnswer, NotSent, NumberGone, Refused, SignInNeeded, UnknownNumber
from fxdesk.core.lease_state import ENDED, POLLED, UNSETTLED, Event, Mark, State
from fxdesk.core.model import Lease, LeaseId, Sms
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.core.preferences import Preferences
from fxdesk.core.schedule import GAP, GAP_WHEN_OLD, back_off
from fxdesk.core.use_again_rules import may_be_in_use
from fxdesk.desk.board import Board
from fxdesk.desk.kept_answer import odd_answer
from fxdesk.desk.news import News
from fxdesk.desk.record import Record
from fxdesk.desk.silence import Silence
from fxdesk.desk.steps import reached
from fxdesk.desk.tokens import Tokens

if TYPE_CHECKING:
    from fxdesk.api.client import Client

GAP_WHEN_UNKNOWN = 60.0
GAP_AFTER_RELEASE = 30.0
LONGEST_REST = 600.0
"""A longer wait than this, wished for by the service, would leave a paid SMS unseen."""

LOOKS_AFTER_RELEASE = 5
"""An SMS that comes after the end is charged by nobody's word; the service is asked only a few times."""


class Look(NamedTuple):
    """How a look ended: seconds until the next, None for no more; whether the service answered.

    `rest`: so many seconds the service wants no look at it, whoever wishes for one (Retry-After).
    `online` is False when the service could not even be connected to; `void_token` and `money` are as in
    NextStep; `began` is its moment, if the service was asked; `nothing`: it said that no SMS has come.
    """

    gap: float | None = GAP
    reached: bool = True
    online: bool = True
    void_token: str | None = None
    money: bool = False
    rest: float = 0.0
    began: Stamp | None = None
    nothing: bool = False


class Looking:
    """The reading act getPhoneCode, by any poller; one look at a time for each lease."""

    def __init__(
        self,
        record: Record,
        board: Board,
        tokens: Tokens,
        news: News,
        clock: Clock,
        preferences: Callable[[], Preferences],
    ) -> None:
        self._record, self._board, self._tokens, self._news = record, board, tokens, news
        self._clock, self._preferences = clock, preferences
        self.silence = Silence(clock)
        self._lock = threading.Lock()
        self._late_looks: dict[LeaseId, int] = {}
        self._unknown_once: set[LeaseId] = set()
        self._refused_as_gone: set[LeaseId] = set()
        self._uses_over: dict[LeaseId, Stamp | None] = {}

    def wants(self, lease: Lease) -> bool:
        """Whether this lease is to be looked up."""
        if not lease.pkey or self._tokens.of(lease.account_id) is None:
            return False
        if lease.state in POLLED or self._may_show_a_use(lease):
            return True
        with self._lock:
            return self._late_looks.get(lease.lease_id, 0) > 0

    def _may_show_a_use(self, lease: Lease) -> bool:
        """Whether an SMS may show that the number is in use again, whatever the person has settled since.

        What is not settled is looked at once after its time too: the SMS may have come while nobody looked.
        """
        if not may_be_in_use(lease) or lease.again_until is None:
            return False
        with self._lock:
            if self._uses_over.get(lease.lease_id) == lease.again_until:
                return False
        return Mark.UNCERTAIN_ACT in lease.marks or until(lease.again_until, self._clock.now()) > 0

    def take_up(self, lease: Lease) -> None:
        """After a restart: tell again what is in doubt or has waited long; look on after a late release."""
        left = LOOKS_AFTER_RELEASE - int(span(lease.changed, self._clock.now()).seconds / GAP_AFTER_RELEASE)
        if lease.state is State.RELEASED and left > 0:
            self.watch_after_end(lease.lease_id, left)
        if lease.state is State.WAITING and Mark.STILL_WAITING in lease.marks:
            self._ask_still(lease.lease_id)
        if lease.state is State.UNCERTAIN:
            uncertain = f"uncertain {lease.lease_id}"
            self._news.notice(Notice(uncertain, Topic.RENT_UNCERTAIN, Rank.WARN, lease.lease_id))

    def watch_after_end(self, lease_id: LeaseId, looks: int = LOOKS_AFTER_RELEASE) -> None:
        """Look a few times more although it is over, for an SMS that crossed what ended it."""
        with self._lock:
            self._late_looks[lease_id] = looks

    def gone_unless_seen(self, lease_id: LeaseId) -> None:
        """A release found no number although none was asked before: one more look decides."""
        with self._lock:
            self._refused_as_gone.add(lease_id)

    def once_more(self, lease_id: LeaseId) -> None:
        """The person asks to look: what was given up is tried afresh."""
        with self._lock:
            self._unknown_once.discard(lease_id)
            self._uses_over.pop(lease_id, None)

    def tell_later(self, lease_id: LeaseId, seconds: float) -> None:
        """The person asks to look, and the service wants so many seconds to pass before."""
        facts = (("seconds", str(math.ceil(seconds))),)
        self._news.notice(Notice(_later_key(lease_id), Topic.LOOK_LATER, Rank.INFO, lease_id, facts=facts))

    def cleared(self, lease_ids: Iterable[LeaseId]) -> None:
        """These are shown no more: nothing need be known of those that are watched no more either."""
        with self._lock:
            over = [lease_id for lease_id in lease_ids if lease_id not in self._late_looks]
        for lease_id in over:
            self._forget(lease_id)
            self._board.take_looks(lease_id)

    def look(self, lease_id: LeaseId, client: Client) -> Look:
        """Ask the service once about this lease."""
        began = self._clock.now()
        found = self._look(lease_id, client)
        if found.nothing and found.gap is not None:
            self.silence.heard_nothing(lease_id, began)
        elif found.nothing:
            self.cleared([lease_id] if self._board.get(lease_id) is None else [])
        return found._replace(began=began)

    def _look(self, lease_id: LeaseId, client: Client) -> Look:
        lease = self._known(lease_id)
        if lease is None or not self.wants(lease) or lease.pkey is None:
            return Look(None)
        token = self._tokens.of(lease.account_id)
        if token is None:
            return Look(None)
        if lease.trouble is not None:
            # What the service had put off is done now.
            self._news.withdraw(_later_key(lease_id))
        reached("getPhoneCode looking")
        try:
            sms = client.get_phone_code(token=token, pkey=lease.pkey, lease_id=lease_id)
        except (NotSent, NoAnswer, Garbled) as error:
            return self._not_reached(lease, error)
        except Refused as error:
            self._board.reached(lease_id)
            if lease.state not in POLLED and not may_be_in_use(lease):
                self._forget(lease_id)
                return Look(None)
            return self._refused(lease, error, token)
        self._board.reached(lease_id)
        if sms is not None:
            return self._arrived(lease_id, sms)
        return self._nothing_yet(lease_id)._replace(nothing=True)

    def _known(self, lease_id: LeaseId) -> Lease | None:
        """The lease as it is shown; one that was cleared from the table is watched to the end too."""
        lease = self._board.get(lease_id)
        with self._lock:
            watched = self._late_looks.get(lease_id, 0) > 0
        return self._record.kept(lease_id) if lease is None and watched else lease

    def _arrived(self, lease_id: LeaseId, sms: Sms) -> Look:
        reached("getPhoneCode read")
        before = self._known(lease_id)
        detail = self.silence.detail(lease_id)
        lease = self._record.event(lease_id, Event.SMS, act="getPhoneCode", sms=sms, detail=detail)
        reached("getPhoneCode told")
        if before is not None and len(lease.sms) == len(before.sms):
            # The service goes on giving the SMS that is known: nothing came.
            self._tell_old(lease)
            return self._nothing_yet(lease_id)
        if before is not None and (before.state, lease.state) == (State.RELEASING, State.RECEIVED):
            self._tell_release_off(before)
        self._tell_arrived(lease)
        self._forget(lease_id)
        return Look(GAP if lease.state in POLLED else None, money=True)

    def _tell_release_off(self, lease: Lease) -> None:
        """The SMS came while the release was wanted; where the service said so itself it is told already."""
        if lease.refusal != ("setRel", "-4"):
            self._news.notice(Notice(f"sms {lease.lease_id}", Topic.SMS_FIRST, Rank.INFO, lease.lease_id))

    def _tell_arrived(self, lease: Lease) -> None:
        lease_id = lease.lease_id
        if lease.state in ENDED:
            self._news.notice(Notice(f"late {lease_id}", Topic.LATE_SMS, Rank.WARN, lease_id))
        elif lease.state is not State.RECEIPT:
            self._news.notice(Notice(f"code {lease_id}", Topic.CODE_ARRIVED, Rank.OK, lease_id))
        elif lease.marks & UNSETTLED:
            # Whether an SMS was sent is not known, so neither is whether this is its receipt.
            self._news.notice(Notice(f"receipt {lease_id}", Topic.RECEIPT_OR_CODE, Rank.WARN, lease_id))
        else:
            self._news.notice(Notice(f"receipt {lease_id}", Topic.RECEIPT_ARRIVED, Rank.OK, lease_id))

    def _tell_old(self, lease: Lease) -> None:
        """An SMS of before: whether it was sent once more, in the same words, only the person can know."""
        of_this_round = any(sms.round == lease.rounds for sms in lease.sms)
        watched = lease.state in (State.WAITING, State.RELEASING)
        if of_this_round or not watched or Mark.OLD_SMS in lease.marks:
            return
        self._record.event(lease.lease_id, Event.OLD_SMS_SEEN, act="getPhoneCode")
        self._news.notice(Notice(f"same {lease.lease_id}", Topic.OLD_SMS_AGAIN, Rank.INFO, lease.lease_id))

    def _nothing_yet(self, lease_id: LeaseId) -> Look:
        lease = self._known(lease_id)
        if lease is None:
            return Look(None)
        self._board.looked(lease_id, self._clock.now())
        if may_be_in_use(lease):
            return self._no_use_seen(lease)
        if lease.state not in POLLED:
            return self._late_look(lease_id)
        if Mark.UNKNOWN_TO_SERVICE in lease.marks:
            lease = self._record.event(lease_id, Event.LOOK_KNOWN, act="getPhoneCode")
        with self._lock:
            self._unknown_once.discard(lease_id)
            gone = lease_id in self._refused_as_gone
            self._refused_as_gone.discard(lease_id)
        if gone and lease.state is State.RELEASING:
            # The two answers don't agree: if an SMS comes after all, it is to be seen.
            self.watch_after_end(lease_id)
            self._record.event(lease_id, Event.RELEASE_GONE, act="setRel")
            return Look(GAP_AFTER_RELEASE)
        return Look(GAP_WHEN_OLD if self._is_old(lease) else GAP)

    def _no_use_seen(self, lease: Lease) -> Look:
        """The SMS of before, or none: neither says whether the number is in use again."""
        assert lease.again_until is not None
        if until(lease.again_until, self._clock.now()) > 0:
            return Look(GAP)
        self._give_use_up(lease)
        return Look(None)

    def _give_use_up(self, lease: Lease) -> None:
        """No SMS can show any more whether the number was in use again."""
        with self._lock:
            self._uses_over[lease.lease_id] = lease.again_until

    def _late_look(self, lease_id: LeaseId) -> Look:
        with self._lock:
            left = self._late_looks.get(lease_id, 0) - 1
            if left > 0:
                self._late_looks[lease_id] = left
                return Look(GAP_AFTER_RELEASE)
            self._late_looks.pop(lease_id, None)
        return Look(None)

    def _is_old(self, lease: Lease) -> bool:
        minutes = self._preferences().still_waiting_minutes
        if lease.granted is None or lease.state is not State.WAITING:
            return False
        if span(lease.granted, self._clock.now()).seconds < minutes * 60:
            return False
        if Mark.STILL_WAITING not in lease.marks:
            self._record.event(lease.lease_id, Event.STILL_WAITING, detail={"minutes": str(minutes)})
            self._ask_still(lease.lease_id)
        return True

    def _ask_still(self, lease_id: LeaseId) -> None:
        facts = (("minutes", str(self._preferences().still_waiting_minutes)),)
        self._news.notice(Notice(f"old {lease_id}", Topic.STILL_WAITING, Rank.INFO, lease_id, facts=facts))

    def _not_reached(self, lease: Lease, error: NotSent | NoAnswer | Garbled) -> Look:
        rest = min(error.retry_after or 0.0, LONGEST_REST) if isinstance(error, NoAnswer) else 0.0
        if lease.state not in POLLED and not may_be_in_use(lease):
            return self._late_look(lease.lease_id)._replace(rest=rest)
        tries = lease.trouble.tries + 1 if lease.trouble else 1
        # Spreads retries; nothing secret hangs on it.
        gap = max(back_off(tries, random.random()), rest)
        if not (isinstance(error, NotSent) and error.cause == "stopped"):
            kind, cause = kind_of(error)
            self._board.failed(lease.lease_id, kind, cause, self._clock.elapsed() + gap)
        online = not (isinstance(error, NotSent) and error.cause in ("dns", "connect"))
        return Look(gap, reached=isinstance(error, Garbled), online=online, rest=rest)

    def _refused(self, lease: Lease, error: Refused, token: str) -> Look:
        lease_id = lease.lease_id
        refusal, answer = (error.act, error.code), odd_answer(error, token)
        if isinstance(error, SignInNeeded):
            if self._tokens.void(lease.account_id, token):
                self._record.event(
                    lease_id, Event.LOOK_TOKEN_VOID, act=error.act, refusal=refusal, answer=answer
                )
            return Look(None, void_token=token)
        if isinstance(error, NumberGone):
            self._give_use_up(lease)
            event = Event.LOOK_BLACKED if error.code == "-5" else Event.LOOK_GONE
            detail = self.silence.detail(lease_id)
            self._record.event(lease_id, event, act=error.act, refusal=refusal, answer=answer, detail=detail)
            self._forget(lease_id)
            return Look(None, money=True)
        if isinstance(error, UnknownNumber):
            return self._unknown(lease, refusal, answer)
        gap = back_off(lease.trouble.tries + 1 if lease.trouble else 1, random.random())
        self._board.failed(lease_id, "unreadable", error.code, self._clock.elapsed() + gap)
        return Look(gap)

    def _unknown(self, lease: Lease, refusal: tuple[str, str], answer: bytes) -> Look:
        lease_id = lease.lease_id
        with self._lock:
            second = lease_id in self._unknown_once
            self._unknown_once.add(lease_id)
        self._record.event(lease_id, Event.LOOK_UNKNOWN, act=refusal[0], refusal=refusal, answer=answer)
        if not second:
            return Look(GAP_WHEN_UNKNOWN)
        if may_be_in_use(lease):
            self._give_use_up(lease)
            return Look(None)
        self._news.notice(Notice(f"unknown {lease_id}", Topic.UNKNOWN_TO_SERVICE, Rank.WARN, lease_id))
        return Look(None)

    def _forget(self, lease_id: LeaseId) -> None:
        with self._lock:
            self._late_looks.pop(lease_id, None)
            self._unknown_once.discard(lease_id)
            self._refused_as_gone.discard(lease_id)
        self.silence.broken(lease_id)


def _later_key(lease_id: LeaseId) -> str:
    """What is told of a look that is put off; it holds while the lease's state does."""
    return f"look {lease_id}"


def kind_of(error: NotSent | NoAnswer | Garbled) -> tuple[str, str]:
    """The kind and the cause of a Trouble."""
    if isinstance(error, NotSent):
        return "not sent", error.cause
    if isinstance(error, NoAnswer):
        return "no answer", error.cause
    return "unreadable", ""
