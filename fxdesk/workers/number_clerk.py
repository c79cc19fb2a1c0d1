# SPDX-License-Identifier: MIT
"""Give what a person wants of a number, and what falls due, to the threads whose work it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial

from fxdesk.core.clock import Clock, until
from fxdesk.core.lease_state import Mark, State
from fxdesk.core.model import AccountId, CountryId, Lease, LeaseId, Order
from fxdesk.core.notice import Notice, Rank, SignInPhase, Topic
from fxdesk.core.release_rules import ReleaseDoubt
from fxdesk.desk.desk import Desk
from fxdesk.desk.look import Look
from fxdesk.desk.next_step import NextStep
from fxdesk.desk.rent import NO_PRICES
from fxdesk.workers.account_clerk import AccountClerk
from fxdesk.workers.auto_release_clerk import AutoReleaseClerk
from fxdesk.workers.lane import Lane
from fxdesk.workers.lines import Lines
from fxdesk.workers.messenger import Messenger
from fxdesk.workers.rounds import Rounds

_WISHED = (State.RELEASING, State.BLACKLISTING)
_TOKEN_IS_VOID = "-1"
"""What the settling acts answer then."""


class NumberClerk:
    """The lanes of renting, looking and settling, and of the wishes that are written down before them.

    A lease's wish is written while nothing of that lease is on its way; what is on its way is waited for.
    """

    def __init__(
        self,
        desk: Desk,
        wishes: Lane,
        buying: Lane,
        settling: Lane,
        messenger: Messenger,
        clock: Clock,
    ) -> None:
        self._desk, self._wishes, self._buying, self._settling = desk, wishes, buying, settling
        self._messenger, self._clock = messenger, clock
        self._rounds: Rounds
        self._accounts: AccountClerk
        self._undoing: LeaseId | None = None
        self._parked: set[LeaseId] = set()
        self.auto_releases = AutoReleaseClerk(
            desk, settling, clock, lambda lease_id: self._rounds.soon(lease_id), self.wish, self.follow
        )

    def employ(self, rounds: Rounds, accounts: AccountClerk) -> None:
        """Who looks the numbers up, and who keeps their accounts signed in: both need this clerk first."""
        self._rounds, self._accounts = rounds, accounts

    def begin(self) -> None:
        """Go on with what the last run left: looks, and wishes that were sent."""
        for lease in self._desk.board.all():
            self.take_up(lease)

    def take_up(self, lease: Lease) -> None:
        """Go on with what an earlier run left of one number."""
        self._desk.looking.take_up(lease)
        self._watch(lease)
        self.auto_releases.plan(lease.lease_id)
        self._desk.bookkeeping.take_up(lease)
        if lease.state is State.RELEASING:
            self._go_on(lease, self._desk.releasing.take_up(lease))
        elif lease.state is State.BLACKLISTING:
            self._go_on(lease, self._desk.blacklisting.take_up(lease))

    def lease_told(self, lease: Lease) -> None:
        """A lease stands differently: watch it or not, and tell."""
        self._watch(lease)
        self.auto_releases.plan(lease.lease_id)
        self._messenger.tell_lease(lease)
        self._desk.book.count(self._desk.board.open_by_account())

    def token_changed(self, account_id: AccountId) -> None:
        """An account came in or went out: its numbers are watched from now on, or not."""
        self._desk.board.watched_changed(account_id)
        signed_in = self._desk.tokens.of(account_id) is not None
        for lease in self._desk.board.all():
            if lease.account_id == account_id:
                self._watch(lease)
                if signed_in and (lease.lease_id in self._parked or _waits_for_token(lease)):
                    self._parked.discard(lease.lease_id)
                    self._settle_at(lease)

    def rent(self, order: Order, prices: Mapping[CountryId, Decimal] = NO_PRICES) -> None:
        """Ask for one number in the buying thread; `prices` as of Renting.rent."""

        def job() -> None:
            try:
                buyer = self._desk.book.now.current
                if buyer is None:
                    self._messenger.notice(Notice("rent", Topic.SIGN_IN_NEEDED, Rank.WARN))
                    return
                account = buyer.account
                client = self._buying.lines.to(account.host)
                step = self._desk.renting.rent(order, account, buyer.balance, client, prices)
                self._follow_account(account.account_id, step, after_rent=True)
            finally:
                self._messenger.bought.emit(None)

        if not self._buying.post(job):
            self._messenger.bought.emit(None)

    def release(self, lease_id: LeaseId, undo_seconds: float, *, sure: bool) -> None:
        """Release after the undo time; asked a second time, or for another number, it is sent at once.

        Unless the person is `sure`, one of many releases is asked about first: Messenger.release_doubted.
        """

        def job() -> None:
            if not sure and (count := self._desk.releasing.often(lease_id)) is not None:
                self._messenger.release_doubted.emit(ReleaseDoubt(lease_id, count))
                return
            lease = self._desk.board.get(lease_id)
            undo = undo_seconds if lease is not None and lease.state is State.WAITING else 0.0
            earlier, self._undoing = self._undoing, lease_id if undo > 0 else None
            if earlier is not None and earlier != lease_id:
                self._put_through(earlier)
            step = self._desk.releasing.want(lease_id, undo)
            self.follow(lease_id, step)
            if step.again_in is None and lease is not None:
                # Nothing changed: whoever asked waits for a word all the same.
                self._messenger.tell_lease(lease)

        self.wish(lease_id, job)

    def keep(self, lease_id: LeaseId) -> None:
        """Keep the number after all."""
        self.wish(lease_id, lambda: self._desk.releasing.keep(lease_id))

    def blacklist(self, lease_id: LeaseId, reason: str) -> None:
        """Blacklist the number for a reason."""
        self.wish(lease_id, lambda: self.follow(lease_id, self._desk.blacklisting.want(lease_id, reason)))

    def settle(self, lease_id: LeaseId, *, charged: bool, note: str) -> None:
        """Write down the person's word on an uncertain number."""

        def job() -> None:
            lease = self._desk.board.get(lease_id)
            if self._desk.settlement.settle(lease_id, charged=charged, note=note) and lease is not None:
                self._accounts.refresh(lease.account_id)

        self.wish(lease_id, job)

    def done(self, lease_id: LeaseId) -> None:
        """No code is to come after a sent SMS."""
        self.wish(lease_id, lambda: self._desk.settlement.done(lease_id))

    def copied(self, lease_id: LeaseId, what: str) -> None:
        """Write down what was copied."""
        self._wishes.post(lambda: self._desk.settlement.copied(lease_id, what))

    def note_charge(self, lease_id: LeaseId) -> None:
        """Write down that the person has seen what was told of a charge after the end."""
        self._wishes.post(lambda: self._desk.bookkeeping.note_charge(lease_id))

    def clear(self, lease_ids: tuple[LeaseId, ...]) -> None:
        """Take closed rows out of the table."""

        def job() -> None:
            if cleared := self._desk.settlement.clear(lease_ids):
                self._messenger.cleared.emit(cleared)

        self._wishes.post(job)

    def look_again(self, lease_id: LeaseId) -> None:
        """The person asks to look: as soon as the gap and the service allow, also where it was given up."""
        lease = self._desk.board.get(lease_id)
        if lease is None:
            return
        self._look_soon(lease)
        if self._desk.looking.wants(lease) and (seconds := self._rounds.rests_for(lease)) > 0:
            self._desk.looking.tell_later(lease_id, seconds)

    def look(self, lease: Lease, lines: Lines) -> Look:
        """One look, in a poller's thread."""
        return self._desk.looking.look(lease.lease_id, lines.to(lease.host))

    def follow_look(self, lease: Lease, look: Look) -> None:
        """Do what follows a look."""
        step = NextStep(void_token=look.void_token, money=look.money)
        self._follow_account(lease.account_id, step)
        self.auto_releases.follow_look(lease.lease_id, look)

    def wish(self, lease_id: LeaseId, job: Callable[[], None]) -> None:
        """Run a job that only writes, once nothing of the lease is on its way."""

        def guarded() -> None:
            agenda = self._settling.agenda
            if not agenda.claim(lease_id):
                self._settling.post(job, key=lease_id)
                return
            try:
                job()
            finally:
                agenda.free(lease_id)

        self._wishes.post(guarded)

    def _look_soon(self, lease: Lease) -> None:
        self._desk.looking.once_more(lease.lease_id)
        self._watch(lease)
        self._rounds.soon(lease.lease_id)

    def _put_through(self, lease_id: LeaseId) -> None:
        lease = self._desk.board.get(lease_id)
        if lease is not None and lease.state is State.RELEASING and not lease.sent_once:
            self._settle_in(lease_id, 0.0)

    def _go_on(self, lease: Lease, seconds: float | None) -> None:
        if seconds is not None:
            self._settle_in(lease.lease_id, seconds)

    def _settle_at(self, lease: Lease) -> None:
        """Send the lease's wish when it is due."""
        self._settle_in(lease.lease_id, until(lease.due, self._clock.now()) if lease.due else 0.0)

    def _settle_in(self, lease_id: LeaseId, seconds: float) -> None:
        due = self._clock.elapsed() + seconds
        self._settling.post(partial(self._send, lease_id), due=due, key=lease_id, name="send")

    def _send(self, lease_id: LeaseId) -> None:
        lease = self._desk.board.get(lease_id)
        if lease is None or lease.state not in _WISHED:
            return
        self._parked.discard(lease_id)
        if self._desk.tokens.of(lease.account_id) is None:
            self._park(lease)
            return
        client = self._settling.lines.to(lease.host)
        if lease.state is State.RELEASING:
            step = self._desk.releasing.send(lease_id, client)
        else:
            step = self._desk.blacklisting.send(lease_id, client)
        if step.signed_out:
            self._park(lease)
        self.follow(lease_id, step)

    def _park(self, lease: Lease) -> None:
        """The wish stands; it goes on when its account is signed in."""
        self._parked.add(lease.lease_id)
        if self._desk.tokens.of(lease.account_id) is None:
            self._ask_to_sign_in(lease.account_id)
        else:
            # It came in between the two questions.
            self._settle_in(lease.lease_id, 0.0)

    def follow(self, lease_id: LeaseId, step: NextStep) -> None:
        """Do what follows an act on the lease."""
        if step.again_in is not None:
            self._settle_in(lease_id, step.again_in)
        lease = self._desk.board.get(lease_id)
        if lease is not None:
            if step.look:
                self._look_soon(lease)
            self._follow_account(lease.account_id, step)

    def _follow_account(self, account_id: AccountId, step: NextStep, *, after_rent: bool = False) -> None:
        if step.void_token is not None:
            self._accounts.void(account_id, step.void_token, after_rent=after_rent)
        if step.money:
            self._accounts.refresh(account_id)

    def _ask_to_sign_in(self, account_id: AccountId) -> None:
        state = self._desk.book.get(account_id)
        if state is not None and state.phase in (SignInPhase.KEYRING, SignInPhase.ASKING):
            # It is on its way in already.
            return
        facts = (("account", state.account.label),) if state is not None else ()
        self._messenger.notice(Notice(f"sign in {account_id}", Topic.SIGN_IN_NEEDED, Rank.WARN, facts=facts))

    def _watch(self, lease: Lease) -> None:
        self._rounds.watch(lease, wanted=self._desk.looking.wants(lease))


def _waits_for_token(lease: Lease) -> bool:
    """Whether a wish goes on by itself with a new token: its last try was refused for the old one's sake."""
    void = lease.refusal is not None and lease.refusal[1] == _TOKEN_IS_VOID
    return lease.state in _WISHED and Mark.ASK_AGAIN not in lease.marks and void
