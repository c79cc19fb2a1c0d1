# SPDX-License-Identifier: MIT
"""A person who deals through the desk with a simulated service, come what may, and both books."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

from fxdesk.api.client import Client, Clients
from fxdesk.api.deadlines import Deadlines
from fxdesk.api.endpoint import Endpoint
from fxdesk.api.pacing import Pacing
from fxdesk.api.transport import TransportShared
from fxdesk.core.clock import Stamp, until
from fxdesk.core.lease_state import ENDED, POLLED, Event, Mark, State
from fxdesk.core.model import Account, AccountId, CountryId, Lease, LeaseId, Order, ServiceId
from fxdesk.core.notice import AccountState, SignInPhase
from fxdesk.core.preferences import Preferences
from fxdesk.desk import steps
from fxdesk.desk.desk import Desk
from fxdesk.desk.next_step import NextStep
from fxdesk.desk.recovery import read_answer
from fxdesk.desk.tokens import Tokens
from fxdesk.simulator import API_NAME, PASSWORD, Number, NumberState, Simulator
from fxdesk.store.credentials import Secrets
from fxdesk.store.journal import Journal
from tests.desk.conftest import Heard, SteerableClock

BALANCE = Decimal(1_000_000)
GAP = 5.0
PATIENCE = 60
"""Rounds in which everything must have come to rest once nothing goes wrong any more."""

WISHED = (State.RELEASING, State.BLACKLISTING)
CLOSED = (NumberState.RELEASED, NumberState.GONE, NumberState.BLACKED)


class Killed(BaseException):
    """The program ends here."""


class BootingClock(SteerableClock):
    """A clock that goes on over a start of the machine, under the new boot's name."""

    def boot_anew(self) -> None:
        self._now = Stamp(self._now.utc, self._now.boot + "'", self._now.elapsed)


class Trade:
    """The desk over a journal of its own, the service behind it, and what a person does with the desk.

    Everything is done in one thread, one after another, as the lanes do it for one number.
    """

    def __init__(self, books: str) -> None:
        self.clock = BootingClock()
        self.books = books
        self.simulator = Simulator(rows=50, balance=BALANCE, books=books, clock=self.clock.elapsed).start()
        self._folder = Path(tempfile.mkdtemp(prefix="trade-", dir=_MEMORY))
        self._shared = TransportShared()
        self._clients = Clients(
            self._shared, self.clock, lambda exchange: None, Deadlines(paying=1.0, settling=1.0, looking=1.0)
        )
        self._secrets: Secrets | None = None
        self._due: dict[LeaseId, float] = {}
        self._dies_in: int | None = None
        self.asked: Counter[tuple[str, str]] = Counter()
        """How often the person asked for each paying act, by the number's developer ID."""
        self.kills = self.starts = 0
        steps.install(self._step)
        self._open()
        self.sign_in()

    def close(self) -> None:
        steps.install(lambda step: None)
        self._client.close()
        self._shared.close()
        self.journal.close_all()
        self.simulator.stop()
        shutil.rmtree(self._folder)

    # The program

    def _step(self, step: str) -> None:
        if self._dies_in is not None:
            self._dies_in -= 1
            if self._dies_in <= 0:
                self._dies_in = None
                raise Killed

    def die_in(self, steps_from_now: int) -> None:
        """Kill the program at so many steps from now, if the next act has so many."""
        self._dies_in = steps_from_now

    def _do(self, act: Callable[[], object], lease_id: LeaseId | None = None) -> None:
        try:
            step = act()
        except Killed:
            self.kills += 1
            self.start_anew()
            return
        finally:
            self._dies_in = None
        if not isinstance(step, NextStep):
            return
        if lease_id is not None and step.again_in is not None:
            self._due[lease_id] = self.clock.elapsed() + step.again_in
        if lease_id is not None and step.look:
            self.desk.looking.once_more(lease_id)
        if step.void_token is not None:
            self._token_is_void(step.void_token)

    def start_anew(self, *, boot: bool = False) -> None:
        """Stop without a word, and start: the start itself asks for nothing."""
        self.starts += 1
        asked = len(self.simulator.requests)
        self._client.close()
        self.journal.close_all()
        self._due.clear()
        if boot:
            self.clock.boot_anew()
        self._open()
        assert len(self.simulator.requests) == asked
        for lease in self.leases():
            if lease.state is State.RELEASING:
                seconds = self.desk.releasing.take_up(lease)
                if seconds is not None:
                    self._due[lease.lease_id] = self.clock.elapsed() + seconds
            elif lease.state is State.BLACKLISTING and Mark.ASK_AGAIN not in lease.marks:
                self._due[lease.lease_id] = self.clock.elapsed()

    def _open(self) -> None:
        self.journal = Journal.open(self._folder, self.clock)
        assert self.journal.kept_aside is None
        self.journal.recover(read_answer)
        assert self.journal.recover(read_answer) == ()
        for lease in self.journal.leases(shown_only=False):
            self._hold_answers(lease)
        self.tokens, self.heard = Tokens(lambda secret: None), Heard()
        self._client: Client = self._clients.make(Endpoint(self.simulator.url))
        self.desk = Desk(
            self.journal,
            self.clock,
            self.heard,
            self.tokens,
            Pacing(),
            Preferences,
            self.heard.tell_lease,
            lambda: None,
        )
        self.desk.board.fill(self.journal.leases())
        if accounts := self.journal.accounts():
            (account,) = accounts
            if self._secrets is not None:
                self.tokens.put(account.account_id, self._secrets)
            self.desk.book.fill([AccountState(account, SignInPhase.IN)], account.account_id)

    def _hold_answers(self, lease: Lease) -> None:
        """An answer that was kept is not forgotten: a start knows the number that it names."""
        for answer in self.journal.raw_answers(lease.lease_id):
            fields = answer.raw.split(b"|")
            if answer.act == "getPhone" and fields[0] == b"1" and len(fields) == 8:
                assert lease.pkey == fields[1].decode()

    @property
    def account(self) -> Account:
        (account,) = self.journal.accounts()
        return account

    @property
    def account_id(self) -> AccountId:
        return self.account.account_id

    def leases(self) -> tuple[Lease, ...]:
        """As the table shows them."""
        return self.desk.board.all()

    def _token_is_void(self, token: str) -> None:
        self.desk.signing_in.void(self.account_id, token)
        self.desk.signing_in.again(self.account_id, token, self._client)
        self._token_changed()

    def _token_changed(self) -> None:
        account_id = self.account_id
        self.desk.board.watched_changed(account_id)
        self._secrets = self.tokens.secrets(account_id)
        if self.tokens.of(account_id) is None:
            return
        for lease in self.leases():
            refused = lease.refusal is not None and lease.refusal[1] == "-1"
            given_up = Mark.RELEASE_UNCONFIRMED in lease.marks and not refused
            if lease.state in WISHED and Mark.ASK_AGAIN not in lease.marks and not given_up:
                self._due[lease.lease_id] = until(lease.due, self.clock.now()) if lease.due else 0.0
                self._due[lease.lease_id] += self.clock.elapsed()

    # The person

    def sign_in(self) -> None:
        self.clock.advance(61)
        host = Endpoint(self.simulator.url).host
        account_id = self.desk.signing_in.sign_in(host, API_NAME, PASSWORD, self._client)
        if account_id is not None:
            self._token_changed()

    def rent(self, service_id: str) -> None:
        price = self.simulator.house.prices.offers_of(service_id)["mys"].amount
        did = str(10_001 + sum(times for (act, _), times in self.asked.items() if act == "getPhone"))
        self.asked["getPhone", did] += 1
        order = Order(ServiceId(service_id), "Service", CountryId("mys"), "+60/x/y", price, did=did)
        state = self.desk.book.get(self.account_id)
        balance = state.balance if state else None
        self._do(lambda: self.desk.renting.rent(order, self.account, balance, self._client))

    def look(self, lease: Lease) -> None:
        """A look by a poller, when its gap is over."""
        lease_id = lease.lease_id
        if not self.desk.looking.wants(lease):
            return
        self.clock.advance(GAP)

        def look() -> NextStep:
            found = self.desk.looking.look(lease_id, self._client)
            return NextStep(void_token=found.void_token)

        self._do(look)

    def release(self, lease: Lease, undo: float) -> None:
        lease_id = lease.lease_id
        self._do(lambda: self.desk.releasing.want(lease_id, undo), lease_id)

    def keep(self, lease: Lease) -> None:
        self._do(lambda: self.desk.releasing.keep(lease.lease_id))

    def blacklist(self, lease: Lease) -> None:
        lease_id = lease.lease_id
        self._do(lambda: self.desk.blacklisting.want(lease_id, "used before"), lease_id)

    def use_again(self, lease: Lease) -> None:
        lease_id = lease.lease_id
        self.asked["setAgain", lease.order.did] += 1
        self._do(lambda: self.desk.using_again.use(lease_id, 5, None, self._client), lease_id)

    def send(self, lease: Lease) -> None:
        lease_id = lease.lease_id
        self.asked["sendCode", lease.order.did] += 1
        # Never the same twice, so that whether it was sent can be told.
        text = f"text {self.asked['sendCode', lease.order.did]}"
        self._do(lambda: self.desk.sending.send(lease_id, "10086", text, self._client), lease_id)

    def settle(self, lease: Lease) -> None:
        """The person has looked at the balance, and says how it is."""
        lease_id, number = lease.lease_id, self.number_of(lease)
        if lease.state is State.UNCERTAIN:
            self._do(lambda: self.desk.settlement.settle(lease_id, charged=number is not None))
        elif Mark.UNCERTAIN_ACT in lease.marks and number is not None:
            events = [line for line in self.journal.timeline(lease_id) if line.event in _UNKNOWN]
            if events[-1].event is Event.AGAIN_UNKNOWN:
                charged = number.round > lease.rounds
            else:
                charged = len(number.sent) > self._known_sent(lease_id)
            self._do(lambda: self.desk.verdict.settle_act(lease_id, charged=charged))

    def _known_sent(self, lease_id: LeaseId) -> int:
        accepted = (Event.SEND_ACCEPTED, Event.SEND_SETTLED_CHARGED, Event.SEND_REPEATED)
        return sum(line.event in accepted for line in self.journal.timeline(lease_id))

    def take_as_code(self, lease: Lease) -> None:
        self._do(lambda: self.desk.verdict.take_as_code(lease.lease_id))

    def done(self, lease: Lease) -> None:
        self._do(lambda: self.desk.settlement.done(lease.lease_id))

    def clear(self, lease: Lease) -> None:
        self._do(lambda: self.desk.settlement.clear((lease.lease_id,)))

    def see_balance(self) -> None:
        self.clock.advance(61)
        self._do(lambda: self.desk.balance.ask(self.account_id, self._client))

    def due_act(self) -> str:
        """What the settling lane would ask for next."""
        lease = self.desk.board.get(min(self._due, key=lambda one: self._due[one])) if self._due else None
        return "addBlack" if lease is not None and lease.state is State.BLACKLISTING else "setRel"

    def settle_due(self) -> None:
        """What the settling lane does next: the wish that is due first."""
        if not self._due:
            return
        lease_id = min(self._due, key=lambda one: self._due[one])
        self.clock.advance(max(0.0, self._due.pop(lease_id) - self.clock.elapsed()))
        lease = self.desk.board.get(lease_id)
        if lease is not None and lease.state is State.RELEASING:
            self._do(lambda: self.desk.releasing.send(lease_id, self._client), lease_id)
        elif lease is not None and lease.state is State.BLACKLISTING:
            self._do(lambda: self.desk.blacklisting.send(lease_id, self._client), lease_id)

    # Both books

    def number_of(self, lease: Lease) -> Number | None:
        """What the service booked for this row."""
        return self._booked().get(lease.order.did)

    def _booked(self) -> dict[str, Number]:
        return {number.asked["did"]: number for number in self.simulator.numbers}

    def hold(self) -> None:
        """What is true at every moment."""
        kept = {lease.order.did: lease for lease in self.journal.leases(shown_only=False)}
        booked = self._booked()
        self._hold_requests(booked)
        assert booked.keys() <= kept.keys(), "booked, and no row"
        for did, lease in kept.items():
            number = booked.get(did)
            shown = self.desk.board.get(lease.lease_id)
            assert shown is None or (shown.state, shown.rounds, shown.pkey) == (
                lease.state,
                lease.rounds,
                lease.pkey,
            )
            if number is None:
                assert lease.pkey is None
                assert lease.state in (State.UNCERTAIN, State.REFUSED)
            elif lease.pkey is None:
                assert lease.state in (State.UNCERTAIN, State.LOST), "booked, and nobody wonders"
            else:
                assert lease.pkey == number.pkey
                self._hold_number(lease, number)
        self._hold_spending()

    def _hold_requests(self, booked: dict[str, Number]) -> None:
        """No paying act was sent more often than it was asked for."""
        did_of = {number.pkey: did for did, number in booked.items()}
        sent: Counter[tuple[str, str]] = Counter()
        for request in self.simulator.requests:
            if request.act == "getPhone":
                sent["getPhone", request.params["did"]] += 1
            elif request.act in ("setAgain", "sendCode"):
                sent[request.act, did_of[request.pkey]] += 1
        assert sent <= self.asked

    def _hold_number(self, lease: Lease, number: Number) -> None:
        in_doubt = Mark.UNCERTAIN_ACT in lease.marks
        assert Mark.ACT_OUT not in lease.marks
        # What was paid for is known, or in doubt.
        rounds = 1 + self._paid_again(lease)
        assert rounds <= number.round <= rounds + in_doubt
        if lease.state in ENDED - {State.LOST}:
            assert number.state in CLOSED, ("over here, and not there", self._side_by_side())
            events = [line.event for line in self.journal.timeline(lease.lease_id)]
            # A second try that finds the number gone can't tell what took it away.
            if lease.state is State.BLACKLISTED and events.count(Event.BLACKLIST_SENT) < 2:
                assert number.state is NumberState.BLACKED, self._side_by_side()
        if number.state is NumberState.RELEASED and not self._came_late(lease, number):
            # Looked up still, as long as it is not known that the release went through.
            sent = any(line.event is Event.RELEASE_SENT for line in self.journal.timeline(lease.lease_id))
            open_here = lease.state in POLLED and sent
            # A look may be told first that it is gone.
            assert open_here or lease.state in (State.RELEASED, State.GONE), (
                "released there, and not here",
                self._side_by_side(),
            )
        assert self._charged(number) <= rounds + in_doubt

    def _came_late(self, lease: Lease, number: Number) -> bool:
        """Whether an SMS came after the service's end and before this side knew of that."""
        late = {(message.code, message.text) for message in number.messages if message.late}
        return any((sms.code, sms.text) in late for sms in lease.sms)

    def _hold_spending(self) -> None:
        """The limits count at least what was charged."""
        spent = self.journal.spending()
        rows = {lease.order.did: lease for lease in self.journal.leases(shown_only=False)}
        taken = sum(
            (number.price * self._charged(number) for did, number in self._booked().items() if did in rows),
            Decimal(0),
        )
        assert spent.month + spent.doubtful + spent.waiting >= taken

    # At rest

    def come_to_rest(self) -> None:
        """Nothing goes wrong any more; all is looked at, and the person has said what only they know."""
        self.simulator.clear_faults()
        self.die_in(0)
        self._dies_in = None
        self.sign_in()
        for _ in range(PATIENCE):
            before = self._standing()
            for lease in self.leases():
                self._attend_to(lease.lease_id)
            while self._due:
                self.settle_due()
            if self._standing() == before and not any(map(self._moves, self.leases())):
                return
        raise AssertionError([(lease.state, lease.marks) for lease in self.leases() if self._moves(lease)])

    def _standing(self) -> list[object]:
        return [(lease.state, lease.marks, lease.rounds, len(lease.sms)) for lease in self.leases()]

    @staticmethod
    def _moves(lease: Lease) -> bool:
        return lease.state in WISHED or Mark.UNCERTAIN_ACT in lease.marks

    def _attend_to(self, lease_id: LeaseId) -> None:
        lease = self.desk.board.get(lease_id)
        assert lease is not None
        if Mark.UNCERTAIN_ACT in lease.marks:
            self.settle(lease)
        if lease.marks & {Mark.ASK_AGAIN, Mark.RELEASE_UNCONFIRMED}:
            (self.release(lease, 0.0) if lease.state is State.RELEASING else self.blacklist(lease))
        if lease.state in POLLED:
            self.desk.looking.once_more(lease_id)
            self.look(lease)
        lease = self.desk.board.get(lease_id)
        number = None if lease is None else self.number_of(lease)
        if lease is not None and number is not None and lease.state is State.RECEIPT:
            newest = number.messages[-1] if number.messages else None
            if newest and (newest.code, newest.text) == (lease.sms[-1].code, lease.sms[-1].text):
                self.take_as_code(lease)

    def hold_at_rest(self) -> None:
        """Numbers and money agree exactly, but for what a row in doubt says of itself."""
        self.hold()
        kept = self.journal.leases(shown_only=False)
        known = in_doubt = Decimal(0)
        for lease in kept:
            number, price = self.number_of(lease), lease.order.list_price
            assert price is not None
            if number is None:
                continue
            assert number.price == price
            if lease.pkey is None or self._came_late(lease, number):
                known += price * self._paid_again(lease)
                in_doubt += price
                continue
            known += price * self._charged_rounds(lease)
            if self._is_given_up(lease):
                in_doubt += price
                continue
            self._hold_state(lease, number)
            if self.books == "holds" and lease.state in POLLED and lease.rounds == 1:
                known += price
        late = sum((entry.price for entry in self.simulator.charges if entry.why == _LATE_CHARGE), Decimal(0))
        taken = BALANCE - self.simulator.account.balance - late
        assert known <= taken <= known + in_doubt, self._side_by_side()
        spent = self.journal.spending()
        charges = sum((entry.price for entry in self.simulator.charges), Decimal(0)) - late
        assert spent.month + spent.doubtful >= charges, self._side_by_side()

    def _side_by_side(self) -> list[str]:
        """Each row and what the service says of it, for whoever looks for the difference."""
        return [
            f"{lease.order.did}: {lease.state} {sorted(lease.marks)} {lease.rounds}, SMS {len(lease.sms)}"
            + ("" if number is None else f" / {number.state} round {number.round}, held {number.held},")
            + ("" if number is None else f" taken {number.charged} of {number.price}")
            + f" {[str(line.event) for line in self.journal.timeline(lease.lease_id)]}"
            for lease in self.journal.leases(shown_only=False)
            for number in (self.number_of(lease),)
        ]

    def _charged(self, number: Number) -> int:
        """How often the service took the number's price, but for what it took after its end."""
        return sum(
            entry.pkey == number.pkey and entry.why != _LATE_CHARGE for entry in self.simulator.charges
        )

    def _paid_again(self, lease: Lease) -> int:
        """How often the row says that it was used again, also where nobody waited for the SMS any more."""
        paid = (Event.AGAIN_ACCEPTED, Event.AGAIN_SETTLED_CHARGED)
        return sum(line.event in paid for line in self.journal.timeline(lease.lease_id))

    def _charged_rounds(self, lease: Lease) -> int:
        """How often the number was charged, as its row has it."""
        first = any(sms.round == 1 and not sms.receipt and not sms.late for sms in lease.sms)
        return first + self._paid_again(lease)

    def _is_given_up(self, lease: Lease) -> bool:
        """Whether the person has called it done, so that what it may still cost is not watched."""
        return any(line.event is Event.DONE for line in self.journal.timeline(lease.lease_id))

    def _hold_state(self, lease: Lease, number: Number) -> None:
        if lease.state in (State.WAITING, State.SENDING, State.RECEIPT):
            assert number.state is NumberState.WAITING, self._side_by_side()
        elif lease.state is State.RECEIVED:
            assert number.state is NumberState.RECEIVED, self._side_by_side()
        assert self._charged(number) == self._charged_rounds(lease), self._side_by_side()


# Some thousand commits wait for no disk.
_MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
_LATE_CHARGE = "an SMS came after the end"
_UNKNOWN = (Event.AGAIN_UNKNOWN, Event.SEND_UNKNOWN)


def pick(leases: Iterable[Lease], place: int) -> Lease:
    """One of them."""
    found = tuple(leases)
    return found[place % len(found)]
