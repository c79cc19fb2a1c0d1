# SPDX-License-Identifier: MIT
"""What a limit stops, or a guard asks about, never reaches the service, whatever act was taken."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from fxdesk.core.budget import Spending
from fxdesk.core.catalogue import Catalogue
from fxdesk.core.clock import Stamp
from fxdesk.core.guards import Doubt, PriceRange, Question, Taken
from fxdesk.core.lease_state import State
from fxdesk.core.model import Lease, Order
from fxdesk.core.notice import Rank, Topic
from fxdesk.core.preferences import Preferences
from fxdesk.simulator import Simulator
from tests.workers.conftest import House, order_for

PAYING = {"getPhone", "setAgain", "sendCode"}


def asked(simulator: Simulator) -> list[str]:
    """The paying acts that the service saw, in order."""
    return [request.act for request in simulator.requests if request.act in PAYING]


class MovedClock:
    """The machine's clock, moved on by the test."""

    def __init__(self, house: House) -> None:
        self._clock = house.link.clock
        self.by = 0.0

    def now(self) -> Stamp:
        utc, boot, elapsed = self._clock.now()
        return Stamp(utc + self.by, boot, elapsed + self.by)

    def elapsed(self) -> float:
        return self._clock.elapsed() + self.by


class Asked:
    """A house whose person has not answered yet: `questions` are what the link asks."""

    def __init__(self, house: House) -> None:
        house.wait(lambda: house.catalogue is not None)
        house.link.purchase.question_raised.disconnect(house.link.purchase.agree)
        self.house, self.questions = house, list[Question]()
        house.link.purchase.question_raised.connect(self.questions.append)
        self.clock = MovedClock(house)
        house.link.purchase._guard._clock = self.clock

    def order(self) -> Order:
        """An order at the price that the list says."""
        assert self.house.catalogue is not None
        offer = self.house.catalogue.offer("1001", "mys")
        assert offer is not None
        return order_for()._replace(list_price=offer.price)

    def settled(self, act: Callable[[], Taken]) -> None:
        with self.house.qtbot.waitSignal(
            self.house.link.purchase.buying_changed, timeout=10_000, check_params_cb=lambda out: not out
        ):
            assert act() == Taken.SENT

    def list_with(self, price: Decimal) -> None:
        """Let a list with this price for the offer come."""
        known = self.house.catalogue
        assert known is not None
        offers = [
            offer._replace(price=price) if (offer.service_id, offer.country_id) == ("1001", "mys") else offer
            for service in known.services
            for offer in known.countries(service.service_id)
        ]
        self.house.link._crew._messenger.catalogue.emit(Catalogue.build(offers, self.clock.now()))


@pytest.fixture
def person(house: House) -> Asked:
    return Asked(house)


def received(person: Asked, simulator: Simulator) -> Lease:
    simulator.script("getPhoneCode", "1|482913|482913 is your code")
    person.settled(lambda: person.house.link.purchase.rent(person.order()))
    return person.house.wait_for_state(person.house.newest(), State.RECEIVED)


@pytest.mark.parametrize(
    "limits",
    [
        {"price_cap": Decimal("0.0001")},
        {"day_limit": Decimal("0.0001")},
        {"month_limit": Decimal("0.0001")},
    ],
)
def test_that_the_service_sees_no_request_that_a_limit_stops(
    house: House, simulator: Simulator, limits: dict[str, Any]
) -> None:
    house.link.change_preferences(**limits)
    with house.qtbot.waitSignal(
        house.link.purchase.buying_changed, timeout=10_000, check_params_cb=lambda out: not out
    ):
        assert house.link.purchase.rent(order_for())
    house.wait(lambda: any(topic.startswith("limit_") for topic in house.topics()))
    assert asked(simulator) == []
    assert house.leases == {}
    # Raised, it goes at once, and what was said is taken back.
    house.withdrawn.clear()
    house.link.change_preferences(**dict.fromkeys(limits, Decimal(1_000)))
    assert house.withdrawn == ["rent"]
    assert house.rent().state is State.WAITING
    assert asked(simulator) == ["getPhone"]


def test_that_the_service_sees_no_further_act_that_a_limit_stops(person: Asked, simulator: Simulator) -> None:
    lease = received(person, simulator)
    house = person.house
    house.link.change_preferences(day_limit=person.order().list_price)
    person.clock.by += 10
    person.settled(lambda: house.link.purchase.use_again(lease.lease_id, 5, price=person.order().list_price))
    house.wait(lambda: Topic.LIMIT_DAY in house.topics())
    assert asked(simulator) == ["getPhone"]


@pytest.mark.parametrize("seed", range(4))
def test_that_the_service_never_charges_more_than_the_limit_whatever_becomes_of_the_numbers(
    house: House, simulator: Simulator, seed: int
) -> None:
    """Numbers get their SMS, are released, or are bought by an answer that is lost; all are delivered."""
    chance = random.Random(seed)
    house.wait(lambda: house.catalogue is not None)
    assert house.catalogue is not None
    offers = [
        offer
        for service in house.catalogue.services[:8]
        for offer in house.catalogue.countries(service.service_id)
    ]
    offers = [offer for offer in offers if offer.price <= 2] or offers
    limit = sum((offer.price for offer in offers[:6]), Decimal(0)) / 2 + Decimal("0.5")
    house.link.change_preferences(day_limit=limit)
    for _ in range(16):
        offer = chance.choice(offers)
        fate = chance.choice(("sms", "release", "lost", "open"))
        before = len(house.leases)
        if fate == "lost":
            simulator.fault("getPhone", "lose")
        with house.qtbot.waitSignal(
            house.link.purchase.buying_changed, timeout=10_000, check_params_cb=lambda out: not out
        ):
            order = Order(offer.service_id, offer.service, offer.country_id, offer.country, offer.price)
            assert house.link.purchase.rent(order)
        simulator.clear_faults()
        if len(house.leases) == before or fate in ("lost", "open"):
            continue
        lease = house.newest()
        if lease.state is State.WAITING and fate == "sms":
            simulator.deliver(str(lease.pkey), "482913", f"Your code is 482913 {lease.lease_id}")
            house.link.numbers.look_again(lease.lease_id)
            house.wait_for_state(lease, State.RECEIVED)
        elif lease.state is State.WAITING:
            house.link.numbers.release(lease.lease_id, now=True)
            house.wait_for_state(lease, State.RELEASED)
    for number in simulator.numbers:
        if number.open:
            simulator.deliver(number.pkey, "111111", "Your code is 111111")
    charged = sum((number.charged for number in simulator.numbers), Decimal(0))
    assert 0 < charged <= limit
    assert any(topic is Topic.LIMIT_DAY for topic in house.topics())
    assert len(asked(simulator)) < 16


def test_that_a_limit_holds_after_a_restart(open_house: Callable[..., House], simulator: Simulator) -> None:
    first = open_house()
    first.sign_in()
    first.rent()
    second = open_house(preferences=Preferences(undo_seconds=0, most_open=1))
    second.wait(second.is_in)
    with second.qtbot.waitSignal(
        second.link.purchase.buying_changed, timeout=10_000, check_params_cb=lambda out: not out
    ):
        assert second.link.purchase.rent(order_for())
    second.wait(lambda: Topic.LIMIT_OPEN in second.topics())
    assert asked(simulator) == ["getPhone"]


def test_that_the_figures_beside_the_limits_are_told(person: Asked) -> None:
    price = person.order().list_price
    person.settled(lambda: person.house.link.purchase.rent(person.order()))
    told: list[Spending] = []
    person.house.link.papers.spending_ready.connect(told.append)
    person.house.link.papers.ask_spending()
    person.house.wait(lambda: bool(told))
    assert told[0] == Spending(waiting=price or Decimal(0), open_numbers=1)


def test_that_the_same_offer_within_five_seconds_waits_for_a_yes(person: Asked, simulator: Simulator) -> None:
    link = person.house.link
    person.settled(lambda: link.purchase.rent(person.order()))
    person.clock.by += 4.0
    assert link.purchase.rent(person.order()) == Taken.ASKED
    assert asked(simulator) == ["getPhone"]
    assert [question.doubts for question in person.questions] == [{Doubt.SAME_AGAIN}]
    person.settled(lambda: link.purchase.agree(person.questions[0]))
    assert asked(simulator) == ["getPhone"] * 2
    # Five seconds from the last sending, not from the first.
    person.clock.by += 4.0
    assert link.purchase.rent(person.order()) == Taken.ASKED
    person.clock.by += 1.1
    person.settled(lambda: link.purchase.rent(person.order()))
    assert asked(simulator) == ["getPhone"] * 3


def test_that_after_no_numbers_the_same_is_asked_for_again_without_a_question(
    person: Asked, simulator: Simulator
) -> None:
    simulator.script("getPhone", "0|-1")
    person.settled(lambda: person.house.link.purchase.rent(person.order()))
    assert person.house.newest().state is State.REFUSED
    person.settled(lambda: person.house.link.purchase.rent(person.order()))
    assert not person.questions
    assert person.house.link.purchase.rent(person.order()) == Taken.ASKED


def test_that_another_offer_goes_at_once(person: Asked, simulator: Simulator) -> None:
    person.settled(lambda: person.house.link.purchase.rent(person.order()))
    assert person.house.catalogue is not None
    other = next(offer for offer in person.house.catalogue.countries("1001") if offer.country_id != "mys")
    order = order_for(country_id=other.country_id)._replace(list_price=other.price)
    person.settled(lambda: person.house.link.purchase.rent(order))
    assert not person.questions


def test_that_a_risen_price_waits_for_a_yes_and_rises_again_meanwhile(
    person: Asked, simulator: Simulator
) -> None:
    link, order = person.house.link, person.order()
    price = order.list_price or Decimal(0)
    person.list_with(price + 1)
    assert link.purchase.rent(order) == Taken.ASKED
    person.list_with(price + 2)
    assert link.purchase.agree(person.questions[0]) == Taken.ASKED
    assert asked(simulator) == []
    first, second = person.questions
    assert (first.known.price, second.known.price) == (
        PriceRange(price + 1, price + 1),
        PriceRange(price + 2, price + 2),
    )
    person.settled(lambda: link.purchase.agree(second))
    assert asked(simulator) == ["getPhone"]
    # The journal has what the list said when it was sent.
    assert person.house.newest().order.list_price == price + 2


def test_that_a_fallen_price_is_sent_as_it_is(person: Asked) -> None:
    order = person.order()
    person.list_with(Decimal("0.0100"))
    person.settled(lambda: person.house.link.purchase.rent(order))
    assert person.house.newest().order.list_price == Decimal("0.0100")


def test_that_an_old_list_waits_for_a_yes_each_time(person: Asked, simulator: Simulator) -> None:
    link = person.house.link
    person.clock.by += 1_900
    assert link.purchase.rent(person.order()) == Taken.ASKED
    assert person.questions[0].doubts == {Doubt.LIST_OLD}
    person.settled(lambda: link.purchase.agree(person.questions[0]))
    person.clock.by += 60
    assert link.purchase.rent(person.order()) == Taken.ASKED
    assert asked(simulator) == ["getPhone"]


def test_that_use_again_waits_for_a_yes_like_getphone(person: Asked, simulator: Simulator) -> None:
    lease, link = received(person, simulator), person.house.link
    price = person.order().list_price
    person.list_with((price or Decimal(0)) + 1)
    assert link.purchase.use_again(lease.lease_id, 5, price=price) == Taken.ASKED
    assert asked(simulator) == ["getPhone"]
    assert person.questions[0].doubts == {Doubt.PRICE_ROSE}
    simulator.script("setAgain", "0|-5")
    person.settled(lambda: link.purchase.agree(person.questions[0]))
    assert asked(simulator) == ["getPhone", "setAgain"]
    # That was refused, so another try is no second one; one whose outcome nobody knows is.
    risen = (price or Decimal(0)) + 1
    simulator.fault("setAgain", "lose")
    person.settled(lambda: link.purchase.use_again(lease.lease_id, 5, price=risen))
    person.house.link.numbers.settle_act(lease.lease_id, charged=False)
    assert link.purchase.use_again(lease.lease_id, 5, price=risen) == Taken.ASKED
    assert person.questions[1].doubts == {Doubt.SAME_AGAIN}
    person.clock.by += 1_900
    assert link.purchase.use_again(lease.lease_id, 5, price=risen) == Taken.ASKED
    assert person.questions[2].doubts == {Doubt.LIST_OLD}
    assert asked(simulator) == ["getPhone", "setAgain", "setAgain"]


def test_that_nothing_is_asked_or_sent_while_a_paying_request_is_out(
    person: Asked, simulator: Simulator
) -> None:
    link = person.house.link
    simulator.fault("getPhone", "hang")
    assert link.purchase.rent(person.order()) == Taken.SENT
    person.house.wait(lambda: len(asked(simulator)) == 1)
    for _ in range(20):
        assert link.purchase.rent(person.order()) == Taken.NO
    assert not person.questions
    link.stop()
    person.house.wait(lambda: link.is_stopped)
    assert asked(simulator) == ["getPhone"]


def test_that_a_low_balance_is_told_while_it_is_low(house: House) -> None:
    current = house.link.accounts.current
    house.wait(
        lambda: house.link.accounts.current is not None and house.link.accounts.current.balance is not None
    )
    current = house.link.accounts.current
    assert current is not None
    assert current.balance is not None
    balance = current.balance.amount
    assert Topic.LOW_BALANCE not in house.topics()
    house.link.change_preferences(low_balance=balance)
    assert Topic.LOW_BALANCE not in house.topics()
    house.link.change_preferences(low_balance=balance + 1)
    told = [notice for notice in house.notices if notice.topic is Topic.LOW_BALANCE]
    assert len(told) == 1
    assert told[0].rank is Rank.WARN
    assert dict(told[0].facts)["balance"] == str(balance)
    # Not again and again for the same balance.
    house.link.change_preferences(compact_rows=True)
    assert house.topics().count(Topic.LOW_BALANCE) == 1
    house.link.change_preferences(low_balance=None)
    assert "low balance" in house.withdrawn
