# SPDX-License-Identifier: MIT
"""Hold the books to what a person sees of them, with all threads and a service of either kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest

from fxdesk.core.books import AccountBooks, Way
from fxdesk.core.lease_state import Event, Mark, State
from fxdesk.core.model import AccountId, Lease
from fxdesk.core.notice import AccountState, Topic
from fxdesk.desk.bookkeeping import FOLLOW_SECONDS, Reckoned
from fxdesk.simulator import Simulator
from fxdesk.workers.books_clerk import LONGEST_REST, REST, SOONEST_BALANCE, BooksClerk
from tests.desk.conftest import SteerableClock
from tests.faults.conftest import PushedClock
from tests.workers.conftest import House, order_for

PATIENCE = 20_000
WAYS = {"charges": Way.AT_SMS, "holds": Way.AT_GET_PHONE}


@pytest.fixture(params=WAYS)
def books(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def simulator(books: str) -> Iterator[Simulator]:
    with Simulator(books=books, rows=300) as running:
        yield running


class Till:
    """A signed-in house whose clock, and the service's, the test can push."""

    def __init__(self, open_house: Callable[..., House], simulator: Simulator) -> None:
        self.simulator, self.clock = simulator, PushedClock()
        self.house = open_house(clock=self.clock)
        # Time that is pushed was not slept through: nothing is to be asked for but what falls due.
        self.house.link._wakefulness.stop()
        self.house.sign_in()
        self.wait(lambda: self.state.balance is not None)

    @property
    def state(self) -> AccountState:
        current = self.house.link.accounts.current
        assert current is not None
        return current

    def wait(self, condition: Callable[[], bool]) -> None:
        self.house.wait(condition, PATIENCE)

    def push(self, seconds: float) -> None:
        """Let time pass for both sides, once no look is on its way."""
        rounds = self.house.link._crew.rounds
        assert rounds is not None
        self.wait(lambda: not rounds._flying)
        self.simulator.advance(seconds)
        self.clock.pushed += seconds
        self.house.link._crew.catch_up()

    def push_and_look(self, lease: Lease, seconds: float) -> None:
        """Let time pass until the next look at the number is over."""
        looks = self._looks(lease)
        self.push(seconds)
        self.wait(lambda: self._looks(lease) > looks)

    def _looks(self, lease: Lease) -> int:
        looks = self.simulator.requests_of("getPhoneCode", lease.pkey)
        return sum(request.ended is not None for request in looks)

    def next_balance(self, seconds: float = 61.0) -> None:
        """Let time pass until the balance that is due is seen."""
        before = self.state.balance
        self.push(seconds)
        self.wait(lambda: self.state.balance is not None and self.state.balance != before)

    def rent(self) -> Lease:
        price = self.simulator.house.prices.offers_of("1001")["mys"].price
        lease = self.house.rent(order_for()._replace(list_price=Decimal(price)))
        assert lease.state is State.WAITING
        return lease

    def books(self) -> AccountBooks:
        link = self.house.link
        with self.house.qtbot.waitSignal(link.papers.books_ready, timeout=PATIENCE) as told:
            link.papers.ask_books(self.state.account.account_id, 2)
        assert told.args is not None
        found: AccountBooks = told.args[0]
        return found


@pytest.fixture
def till(open_house: Callable[..., House], simulator: Simulator) -> Till:
    return Till(open_house, simulator)


def price_of(lease: Lease) -> Decimal:
    assert lease.order.list_price is not None
    return lease.order.list_price


def test_that_the_expected_balance_and_the_way_of_charging_are_told(till: Till, books: str) -> None:
    begin = till.simulator.account.balance
    lease = till.rent()
    assert lease.pkey is not None
    held = Decimal(0) if books == "charges" else price_of(lease)
    till.next_balance()
    till.push_and_look(lease, 30)
    till.simulator.deliver(lease.pkey)
    till.push(10)
    till.house.wait_for_state(lease, State.RECEIVED)
    after = begin - price_of(lease)
    till.wait(lambda: till.state.expected == after)
    assert till.state.balance is not None
    assert till.state.balance.amount == begin - held
    till.next_balance()
    till.wait(lambda: till.state.balance is not None and till.state.balance.amount == after)
    till.push(30)
    found = till.books()
    assert found.books.verdict.way is WAYS[books]
    assert found.names[lease.lease_id].service == lease.order.service
    assert [one for one in found.books.intervals if one.unexplained or one.credited] == []


def test_that_a_number_charged_though_released_is_found_by_the_balance_alone(
    till: Till, books: str, open_house: Callable[..., House]
) -> None:
    begin = till.simulator.account.balance
    lease = till.rent()
    till.next_balance()
    till.house.link.numbers.release(lease.lease_id, now=True)
    till.house.wait_for_state(lease, State.RELEASED)
    till.simulator.set_balance(begin - price_of(lease))
    till.next_balance()
    if books == "holds":
        # Nobody asks: the balance is looked at once more some minutes after the release.
        assert Topic.CHARGED_AFTER_END not in till.house.topics()
        till.next_balance(FOLLOW_SECONDS)
    till.wait(lambda: Topic.CHARGED_AFTER_END in till.house.topics())
    assert Mark.CHARGED_AFTER_END in till.house.leases[lease.lease_id].marks
    notice = next(one for one in till.house.notices if one.topic is Topic.CHARGED_AFTER_END)
    assert notice.lease_id == lease.lease_id
    link = till.house.link
    with till.house.qtbot.waitSignal(link.papers.timeline_ready, timeout=PATIENCE) as told:
        link.papers.ask_timeline(lease.lease_id)
    assert told.args is not None
    assert [line.event for line in told.args[0][1]].count(Event.CHARGED_AFTER_END) == 1
    # The service says "too soon" to a question within a minute of the last one.
    assert [one for one in till.simulator.requests_of("myInfo") if not one.answer.startswith(b"1|")] == []
    # It is told at each start until the person has noted it.
    again = open_house(clock=till.clock)
    again.wait(lambda: notice in again.notices)
    again.link.numbers.note_charge(lease.lease_id)
    last = open_house(clock=till.clock)
    last.wait(last.is_in)
    last.rent()
    assert Topic.CHARGED_AFTER_END not in last.topics()


class StubLane:
    """Keeps what was posted, the newest of each name, with the moment from which it may run."""

    def __init__(self) -> None:
        self.jobs: dict[str, tuple[float, Callable[[], None]]] = {}

    def post(
        self,
        job: Callable[[], None],
        *,
        due: float = 0.0,
        key: object = None,
        name: str = "",
        passing: bool = False,
    ) -> bool:
        self.jobs[name] = due, job
        return True


class StubDesk:
    """A desk whose reckoning takes half a second, or longer."""

    def __init__(self, clock: SteerableClock) -> None:
        self.bookkeeping = self
        self.seconds = 0.5
        self.balance_in: float | None = None
        self._clock = clock

    def reckon(self, account_id: AccountId) -> Reckoned:
        self._clock.advance(self.seconds)
        return Reckoned(self.balance_in, again_in=30.0)


class StubAccounts:
    """Keeps when a further balance was asked for."""

    def __init__(self) -> None:
        self.asked: list[float] = []

    def refresh_in(self, account_id: AccountId, seconds: float) -> None:
        self.asked.append(seconds)


def test_that_a_balance_that_can_not_be_had_is_not_asked_for_at_once_again() -> None:
    clock, lane, accounts = SteerableClock(), StubLane(), StubAccounts()
    desk = StubDesk(clock)
    parts: Any = (desk, lane, accounts, None, clock, clock.elapsed)
    clerk = BooksClerk(*parts)
    for desk.balance_in in (0.0, 240.0):
        clerk.money_moved(AccountId(1))
        lane.jobs["reckon"][1]()
    assert accounts.asked == [SOONEST_BALANCE, 240.0]


def test_that_a_reckoning_rests_ten_times_as_long_as_it_took() -> None:
    clock, lane = SteerableClock(), StubLane()
    desk = StubDesk(clock)
    parts: Any = (desk, lane, None, None, clock, clock.elapsed)
    clerk = BooksClerk(*parts)
    clerk.money_moved(AccountId(1))
    due, job = lane.jobs["reckon"]
    assert due == clock.elapsed()
    job()
    clerk.money_moved(AccountId(1))
    assert lane.jobs["reckon"][0] == clock.elapsed() + REST * 0.5
    # The program was stopped in the middle of it.
    desk.seconds = 3_600.0
    job()
    clerk.money_moved(AccountId(1))
    assert lane.jobs["reckon"][0] == clock.elapsed() + LONGEST_REST
    # What is wanted later is so, too.
    assert lane.jobs["reckon later"][0] == clock.elapsed() + 30.0
