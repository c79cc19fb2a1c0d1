# SPDX-License-Identifier: MIT
"""A desk that rents, looks and releases at a simulated service, with one clock for both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from fxdesk.api.client import Client
from fxdesk.api.endpoint import Endpoint
from fxdesk.api.transport import Transport, TransportShared
from fxdesk.core.books import Books
from fxdesk.core.lease_state import POLLED, Event, State
from fxdesk.core.model import CountryId, Lease, LeaseId, Order, ServiceId
from fxdesk.desk.bookkeeping import Reckoned
from fxdesk.simulator import Simulator
from fxdesk.store.credentials import Secrets
from tests.desk.conftest import Office


class Till:
    """The desk, the service, and the shortest words for what a person does."""

    def __init__(self, office: Office, simulator: Simulator, client: Client) -> None:
        self.office, self.simulator, self.client = office, simulator, client
        self.desk, self.account_id = office.desk, office.account.account_id
        office.tokens.put(self.account_id, Secrets(simulator.account.token, None))
        self.price = Decimal("0.65")

    def order(self, service_id: str = "1001", country_id: str = "mys") -> Order:
        price = self.simulator.house.prices.offers_of(service_id)[country_id].price
        return Order(ServiceId(service_id), "Service", CountryId(country_id), "+60/x/y", Decimal(price))

    def rent(self, order: Order | None = None) -> Lease:
        self.pass_(1)
        self.desk.renting.rent(order or self.order(), self.office.account, None, self.client)
        lease = self.desk.board.all()[-1]
        assert lease.state is State.WAITING
        return lease

    def pass_(self, seconds: float) -> None:
        self.office.clock.advance(seconds)

    def wait(self, seconds: float) -> None:
        """Let time pass, looking up what is open every five seconds."""
        while seconds > 0:
            self.pass_(min(seconds, 5.0))
            seconds -= 5.0
            for lease in self.desk.board.all():
                if lease.state in POLLED:
                    self.look(lease.lease_id)

    def look(self, lease_id: LeaseId) -> None:
        self.desk.looking.look(lease_id, self.client)

    def release(self, lease: Lease) -> None:
        self.desk.releasing.want(lease.lease_id, 0.0)
        self.desk.releasing.send(lease.lease_id, self.client)
        assert self.now(lease).state is State.RELEASED

    def see_balance(self) -> Reckoned:
        self.desk.balance.ask(self.account_id, self.client)
        return self.desk.bookkeeping.reckon(self.account_id)

    def deliver(self, lease: Lease, *, charge: bool | None = None) -> None:
        assert lease.pkey is not None
        self.simulator.deliver(lease.pkey, charge=charge)

    def now(self, lease: Lease) -> Lease:
        return self.office.journal.lease(lease.lease_id)

    def books(self) -> Books:
        return self.desk.bookkeeping.books(self.account_id, 2).books

    def events(self, lease: Lease) -> list[Event]:
        return [line.event for line in self.office.journal.timeline(lease.lease_id)]


@contextmanager
def open_till(folder: Path, books: str) -> Iterator[Till]:
    office = Office(folder)
    shared = TransportShared()
    with Simulator(books=books, rows=300, clock=office.clock.elapsed) as simulator:
        client = Client(
            Transport(shared, Endpoint(simulator.url)),
            on_exchange=lambda exchange: None,
            clock=office.clock,
        )
        try:
            yield Till(office, simulator, client)
        finally:
            client.close()
            shared.close()
            office.journal.close_all()
