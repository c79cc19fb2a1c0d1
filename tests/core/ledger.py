# SPDX-License-Identifier: MIT
"""Invent what a service did with the money, and what a person's program saw of it, late and in pieces."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from hypothesis import strategies as st

from fxdesk.core.books import AccountRecord, Between, Outcome, Price, Purchase, Way
from fxdesk.core.clock import Stamp
from fxdesk.core.model import BalanceSeen, LeaseId

PRICES = (Decimal("0.65"), Decimal("0.45"), Decimal("0.0725"), Decimal("1.2"))
TOP_UPS = (Decimal("5"), Decimal("20"), Decimal("50.5"))
BEGIN = Decimal("41.65")
UTC = 1_800_000_000.0


def stamp(seconds: float) -> Stamp:
    return Stamp(UTC + seconds, "boot", 1_000.0 + seconds)


@dataclass
class Service:
    """The service's own ledger: what changed when, in seconds since the beginning."""

    way: Way
    ledger: list[tuple[float, Decimal]] = field(default_factory=list)
    balances: list[BalanceSeen] = field(default_factory=list)
    purchases: list[Purchase] = field(default_factory=list)
    late: set[LeaseId] = field(default_factory=set)
    topped_up: list[tuple[float, Decimal]] = field(default_factory=list)

    def move(self, at: float, change: Decimal) -> None:
        self.ledger.append((at, change))

    def balance(self, at: float) -> Decimal:
        return BEGIN + sum((change for when, change in self.ledger if when <= at), Decimal(0))

    def see(self, formed: float, delay: float) -> None:
        self.balances.append(BalanceSeen(self.balance(formed), stamp(formed + delay)))

    @property
    def record(self) -> AccountRecord:
        return AccountRecord(tuple(self.balances), tuple(self.purchases))


delays = st.floats(0.0, 4.0)
looks = st.floats(0.0, 8.0)


@dataclass
class Plan:
    """What happens to one number: `fate` "sms", "released", "forced" or "open", so long after the rent."""

    rented: float
    price: Decimal
    fate: str
    after: float
    asked: float
    answered: float
    quiet: float
    seen: float
    charged_late: float | None = None


plans = st.builds(
    Plan,
    rented=st.floats(30.0, 5_000.0),
    price=st.sampled_from(PRICES),
    fate=st.sampled_from(("sms", "released", "forced", "open")),
    after=st.floats(1.0, 1_300.0),
    asked=delays,
    answered=delays,
    quiet=looks,
    seen=looks,
)
gaps = st.lists(st.tuples(st.floats(61.0, 900.0), st.floats(0.0, 19.0)), min_size=2, max_size=14)
top_ups = st.lists(st.tuples(st.floats(0.0, 6_000.0), st.sampled_from(TOP_UPS)), max_size=2)


def carry_out(service: Service, number: int, plan: Plan) -> None:
    """Let the service do what is planned, and the program see of it what it can."""
    price, over = plan.price, plan.rented + plan.after
    if service.way is Way.AT_GET_PHONE:
        service.move(plan.rented, -price)
    lease_id = LeaseId(number)
    purchase = Purchase(
        lease_id,
        "getPhone",
        Price(price, price),
        stamp(plan.rented - plan.asked),
        Outcome.ACCEPTED,
        stamp(plan.rented + plan.answered),
        open=plan.fate == "open",
    )
    when = Between(stamp(over - plan.quiet), stamp(over + plan.seen))
    if plan.fate == "sms":
        if service.way is Way.AT_SMS:
            service.move(over, -price)
        purchase = purchase._replace(sms=when)
    elif plan.fate != "open":
        late = plan.charged_late is not None
        if service.way is Way.AT_GET_PHONE and not late:
            service.move(over, price)
        elif plan.charged_late is not None and service.way is Way.AT_SMS:
            service.move(over + plan.seen + plan.charged_late, -price)
        if late:
            service.late.add(lease_id)
        purchase = purchase._replace(end=when)
    service.purchases.append(purchase)


def build(
    way: Way,
    numbers: list[Plan],
    seen: list[tuple[float, float]],
    rises: list[tuple[float, Decimal]],
    quiet_after: tuple[float, ...] = (),
) -> Service:
    """A service that did all this, with the balances asked for in between and, last, after it was quiet."""
    service = Service(way, topped_up=rises)
    for at, amount in rises:
        service.move(at, amount)
    for number, plan in enumerate(numbers, 1):
        carry_out(service, number, plan)
    formed = 0.0
    for gap, delay in seen:
        service.see(formed, delay)
        formed += gap
    for last in quiet_after:
        service.see(max(formed, last), 1.0)
        formed = max(formed, last) + 61.0
    return service
