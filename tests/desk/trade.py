# SPDX-License-Identifier: MIT
"""A person who deals through the desk with a simulated service, come what may."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from fxdesk.api.client import Client
from fxdesk.api.endpoint import Endpoint
from fxdesk.core.lease_state import POLLED, Event, Mark, State
from fxdesk.core.model import CountryId, Lease, LeaseId, Order, ServiceId
from fxdesk.desk.desk import Desk
from fxdesk.desk.next_step import NextStep
from fxdesk.simulator import API_NAME, PASSWORD, Simulator
from tests.desk.both_books import BALANCE, BothBooks
from tests.desk.mortal_program import WISHED, BootingClock, MortalProgram

GAP = 5.0
PATIENCE = 60
"""Rounds in which everything must have come to rest once nothing goes wrong any more."""

_UNKNOWN = (Event.AGAIN_UNKNOWN, Event.SEND_UNKNOWN)


class Trade:
    """What a person does with the `program`, the `simulator` behind it, and the `books` of both.

    `settling` is when the service takes a number's price (book.Settling).
    """

    def __init__(self, settling: str) -> None:
        self.clock = BootingClock()
        self.simulator = Simulator(rows=50, balance=BALANCE, books=settling, clock=self.clock.elapsed).start()
        self.program = MortalProgram(self.simulator, self.clock)
        self.asked: Counter[tuple[str, str]] = Counter()
        """How often the person asked for each paying act, by the number's developer ID."""
        self.books = BothBooks(self.simulator, self.program, self.asked)
        self._do = self.program.do
        self.sign_in()

    def close(self) -> None:
        self.program.close()
        self.simulator.stop()

    @property
    def _desk(self) -> Desk:
        return self.program.desk

    @property
    def _client(self) -> Client:
        return self.program.client

    def sign_in(self) -> None:
        self.clock.advance(61)
        host = Endpoint(self.simulator.url).host
        account_id = self._desk.signing_in.sign_in(host, API_NAME, PASSWORD, self._client)
        if account_id is not None:
            self.program.token_changed()

    def rent(self, service_id: str) -> None:
        price = self.simulator.house.prices.offers_of(service_id)["mys"].amount
        did = str(10_001 + sum(times for (act, _), times in self.asked.items() if act == "getPhone"))
        self.asked["getPhone", did] += 1
        order = Order(ServiceId(service_id), "Service", CountryId("mys"), "+60/x/y", price, did=did)
        state = self._desk.book.get(self.program.account_id)
        balance = state.balance if state else None
        self._do(lambda: self._desk.renting.rent(order, self.program.account, balance, self._client))

    def look(self, lease: Lease) -> None:
        """A look by a poller, when its gap is over."""
        lease_id = lease.lease_id
        if not self._desk.looking.wants(lease):
            return
        self.clock.advance(GAP)

        def look() -> NextStep:
            found = self._desk.looking.look(lease_id, self._client)
            return NextStep(void_token=found.void_token)

        self._do(look)

    def release(self, lease: Lease, undo: float) -> None:
        lease_id = lease.lease_id
        self._do(lambda: self._desk.releasing.want(lease_id, undo), lease_id)

    def keep(self, lease: Lease) -> None:
        self._do(lambda: self._desk.releasing.keep(lease.lease_id))

    def blacklist(self, lease: Lease) -> None:
        lease_id = lease.lease_id
        self._do(lambda: self._desk.blacklisting.want(lease_id, "used before"), lease_id)

    def use_again(self, lease: Lease) -> None:
        lease_id = lease.lease_id
        self.asked["setAgain", lease.order.did] += 1
        self._do(lambda: self._desk.using_again.use(lease_id, 5, None, self._client), lease_id)

    def send(self, lease: Lease) -> None:
        lease_id = lease.lease_id
        self.asked["sendCode", lease.order.did] += 1
        # Never the same twice, so that whether it was sent can be told.
        text = f"text {self.asked['sendCode', lease.order.did]}"
        self._do(lambda: self._desk.sending.send(lease_id, "10086", text, self._client), lease_id)

    def settle(self, lease: Lease) -> None:
        """The person has looked at the balance, and says how it is."""
        lease_id, number = lease.lease_id, self.books.number_of(lease)
        if lease.state is State.UNCERTAIN:
            self._do(lambda: self._desk.settlement.settle(lease_id, charged=number is not None))
        elif Mark.UNCERTAIN_ACT in lease.marks and number is not None:
            events = [line for line in self.program.journal.timeline(lease_id) if line.event in _UNKNOWN]
            if events[-1].event is Event.AGAIN_UNKNOWN:
                charged = number.round > lease.rounds
            else:
                charged = len(number.sent) > self._known_sent(lease_id)
            self._do(lambda: self._desk.verdict.settle_act(lease_id, charged=charged))

    def _known_sent(self, lease_id: LeaseId) -> int:
        accepted = (Event.SEND_ACCEPTED, Event.SEND_SETTLED_CHARGED, Event.SEND_REPEATED)
        return sum(line.event in accepted for line in self.program.journal.timeline(lease_id))

    def take_as_code(self, lease: Lease) -> None:
        self._do(lambda: self._desk.verdict.take_as_code(lease.lease_id))

    def done(self, lease: Lease) -> None:
        self._do(lambda: self._desk.settlement.done(lease.lease_id))

    def clear(self, lease: Lease) -> None:
        self._do(lambda: self._desk.settlement.clear((lease.lease_id,)))

    def see_balance(self) -> None:
        self.clock.advance(61)
        self._do(lambda: self._desk.balance.ask(self.program.account_id, self._client))

    def come_to_rest(self) -> None:
        """Nothing goes wrong any more; all is looked at, and the person has said what only they know."""
        self.simulator.clear_faults()
        self.program.die_in(None)
        self.sign_in()
        for _ in range(PATIENCE):
            before = self._standing()
            for lease in self.program.leases():
                self._attend_to(lease.lease_id)
            while self.program.has_due:
                self.program.settle_due()
            if self._standing() == before and not any(map(self._moves, self.program.leases())):
                return
        raise AssertionError(
            [(lease.state, lease.marks) for lease in self.program.leases() if self._moves(lease)]
        )

    def _standing(self) -> list[object]:
        return [(lease.state, lease.marks, lease.rounds, len(lease.sms)) for lease in self.program.leases()]

    @staticmethod
    def _moves(lease: Lease) -> bool:
        return lease.state in WISHED or Mark.UNCERTAIN_ACT in lease.marks

    def _attend_to(self, lease_id: LeaseId) -> None:
        lease = self._desk.board.get(lease_id)
        assert lease is not None
        if Mark.UNCERTAIN_ACT in lease.marks:
            self.settle(lease)
        if lease.marks & {Mark.ASK_AGAIN, Mark.RELEASE_UNCONFIRMED}:
            (self.release(lease, 0.0) if lease.state is State.RELEASING else self.blacklist(lease))
        if lease.state in POLLED:
            self._desk.looking.once_more(lease_id)
            self.look(lease)
        lease = self._desk.board.get(lease_id)
        number = None if lease is None else self.books.number_of(lease)
        if lease is not None and number is not None and lease.state is State.RECEIPT:
            newest = number.messages[-1] if number.messages else None
            if newest and (newest.code, newest.text) == (lease.sms[-1].code, lease.sms[-1].text):
                self.take_as_code(lease)


def pick(leases: Iterable[Lease], place: int) -> Lease:
    """One of them."""
    found = tuple(leases)
    return found[place % len(found)]
