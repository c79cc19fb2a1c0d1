# SPDX-License-Identifier: MIT
"""Give the tests of the store a clock that they move, a journal, and the words to fill it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import Event
from fxdesk.core.model import Account, BalanceSeen, CountryId, Grant, Lease, Order, PKey, ServiceId
from fxdesk.store.journal import Journal


class SteppedClock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.stamp = Stamp(1_790_000_000.25, "boot-one", 500.5)

    def now(self) -> Stamp:
        return self.stamp

    def elapsed(self) -> float:
        return self.stamp.elapsed

    def step(self, seconds: float) -> Stamp:
        utc, boot, elapsed = self.stamp
        self.stamp = Stamp(utc + seconds, boot, elapsed + seconds)
        return self.stamp


ORDER = Order(
    service_id=ServiceId("1096"),
    service="Some service",
    country_id=CountryId("usa"),
    country="+1/美国/usa",
    list_price=Decimal("0.65"),
)
GRANT = Grant(PKey("7FE78DCB29306"), "2026-08-10T08:28:21", CountryId("usa"), "1", "", "COM26", "4455123", "")


class Rented:
    """A journal with one account, and the shortest ways to a lease in a given state."""

    def __init__(self, journal: Journal, clock: SteppedClock) -> None:
        self.journal = journal
        self.clock = clock
        self.account: Account = journal.add_account(label="Mine", host="127.0.0.1:1", api_name="12348")

    def asking(self, order: Order = ORDER, balance: BalanceSeen | None = None) -> Lease:
        return self.journal.intend(order, account=self.account, balance=balance)

    def waiting(self, grant: Grant = GRANT) -> Lease:
        lease = self.asking()
        return self.journal.record(lease.lease_id, Event.GRANTED, act="getPhone", grant=grant)

    def after(self, lease: Lease, *events: Event) -> Lease:
        for event in events:
            lease = self.journal.record(lease.lease_id, event)
        return lease


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def journal(folder: Path, clock: SteppedClock) -> Iterator[Journal]:
    opened = Journal.open(folder, clock)
    yield opened
    opened.close_all()


@pytest.fixture
def rented(journal: Journal, clock: SteppedClock) -> Rented:
    return Rented(journal, clock)
