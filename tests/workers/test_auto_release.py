# SPDX-License-Identifier: MIT
"""Hold the release by itself, and the release in time, to what the service sees of them."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from fxdesk.core.auto_release import minutes_of
from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import Mark, State
from fxdesk.core.model import Lease
from fxdesk.core.notice import Topic
from fxdesk.core.preferences import Preferences
from fxdesk.core.release_rules import ReleaseDoubt
from fxdesk.core.schedule import GAP
from fxdesk.simulator import API_NAME, Simulator
from fxdesk.store.journal import Journal
from fxdesk.store.profile import Profile
from tests.faults.conftest import PushedClock
from tests.workers.conftest import House, order_for

PATIENCE = 20_000
MINUTES = 5


class Clockwork:
    """A house whose clock, and the service's, the test can push."""

    def __init__(self, open_house: Callable[..., House], simulator: Simulator) -> None:
        self._open, self.simulator = open_house, simulator
        self.clock = PushedClock()

    def open(self, *, undo_seconds: int = 0, still_waiting_minutes: int = 30) -> House:
        """A house that releases new numbers by themselves."""
        preferences = Preferences(
            undo_seconds=undo_seconds,
            still_waiting_minutes=still_waiting_minutes,
            auto_release_minutes=MINUTES,
        )
        self.house = self._open(preferences=preferences, clock=self.clock)
        return self.house

    def push(self, seconds: float) -> None:
        """Let time pass for both sides, once no look is on its way: the next one counts from its end."""
        rounds = self.house.link._crew.rounds
        assert rounds is not None
        self.house.wait(lambda: not rounds._flying, PATIENCE)
        self.push_clocks(seconds)
        self.house.link._crew.catch_up()

    def push_clocks(self, seconds: float) -> None:
        """Let time pass while no program runs."""
        self.simulator.advance(seconds)
        self.clock.pushed += seconds

    def rent(self) -> Lease:
        """A number that has been looked up once."""
        lease = self.house.rent()
        assert lease.pkey
        self.house.wait(lambda: self.looks(lease) >= 1, PATIENCE)
        return lease

    def push_and_look(self, lease: Lease, seconds: float) -> None:
        """Let time pass until the next look is over, answered or not."""
        looks = self.looks(lease)
        self.push(seconds)
        self.house.wait(lambda: self.looks(lease) > looks, PATIENCE)

    def looks(self, lease: Lease) -> int:
        assert lease.pkey
        return sum(
            request.ended is not None for request in self.simulator.requests_of("getPhoneCode", lease.pkey)
        )


@pytest.fixture
def clockwork(open_house: Callable[..., House], simulator: Simulator) -> Clockwork:
    return Clockwork(open_house, simulator)


@pytest.fixture
def desk(clockwork: Clockwork) -> Clockwork:
    """Signed in, with the default on."""
    clockwork.open().sign_in()
    return clockwork


def test_that_a_number_without_a_code_is_looked_up_a_last_time_and_then_released_by_itself(
    desk: Clockwork,
) -> None:
    lease = desk.rent()
    desk.push(60 * MINUTES - 20)
    assert desk.house.state(lease) is State.WAITING
    due = time.monotonic()
    desk.push(20)
    desk.house.wait_for_state(lease, State.RELEASED, PATIENCE)
    assert lease.pkey
    last = desk.simulator.requests_of("getPhoneCode", lease.pkey)[-1]
    (release,) = desk.simulator.requests_of("setRel", lease.pkey)
    assert due <= last.at < release.at
    assert Topic.AUTO_RELEASED in desk.house.topics()
    assert not desk.simulator.charges


def test_that_the_last_look_may_still_find_the_code(desk: Clockwork) -> None:
    lease = desk.rent()
    assert lease.pkey
    desk.simulator.deliver(lease.pkey, "482913", "482913")
    desk.push(60 * MINUTES)
    assert desk.house.wait_for_state(lease, State.RECEIVED, PATIENCE).code == "482913"
    assert desk.simulator.count("setRel") == 0


def test_that_a_look_that_began_before_the_time_was_up_is_not_the_last_one(
    desk: Clockwork, simulator: Simulator
) -> None:
    lease = desk.rent()
    assert lease.pkey
    pause = simulator.pause("getPhoneCode", "after-booking", match=lease.pkey)
    desk.push(60 * MINUTES - 20)
    assert pause.reached.wait(10)
    simulator.deliver(lease.pkey, "482913", "482913")
    desk.clock.pushed += 30
    desk.house.link._crew.catch_up()
    pause.release()
    # Its answer says that nothing has come; what came since is found by the look that follows.
    desk.push(GAP)
    assert desk.house.wait_for_state(lease, State.RECEIVED, PATIENCE).code == "482913"
    assert simulator.count("setRel") == 0


def test_that_the_last_look_comes_at_once_also_where_looks_have_become_rare(
    clockwork: Clockwork, simulator: Simulator
) -> None:
    clockwork.open(still_waiting_minutes=1).sign_in()
    lease = clockwork.rent()
    # Each 30 seconds from here on: the next one would be 20 seconds too late.
    clockwork.push_and_look(lease, 60 * MINUTES - 10)
    clockwork.push(10)
    clockwork.house.wait_for_state(lease, State.RELEASED, PATIENCE)
    assert clockwork.looks(lease) == 3


def test_that_nothing_is_released_blind_while_the_service_cannot_be_looked_at(desk: Clockwork) -> None:
    lease = desk.rent()
    desk.simulator.fault("getPhoneCode", "lose", times=None)
    desk.push(60 * MINUTES)
    desk.house.wait(lambda: Topic.AUTO_RELEASE_WAITS in desk.house.topics(), PATIENCE)
    for _ in range(3):
        # As long as looks are put off at most after failures.
        desk.push_and_look(lease, 75)
    assert (desk.simulator.count("setRel"), desk.house.state(lease)) == (0, State.WAITING)
    desk.simulator.clear_faults()
    desk.push(75)
    desk.house.wait_for_state(lease, State.RELEASED, PATIENCE)
    assert f"auto {lease.lease_id}" in desk.house.withdrawn


def test_that_one_number_can_be_set_otherwise_and_switched_off(desk: Clockwork) -> None:
    off, sooner = desk.rent(), desk.rent()
    desk.house.link.numbers.set_auto_release(off.lease_id, 0)
    desk.house.link.numbers.set_auto_release(sooner.lease_id, 2)
    desk.house.wait(lambda: desk.house.leases[off.lease_id].auto_release is None)
    desk.house.wait(lambda: desk.house.leases[sooner.lease_id].auto_release != sooner.auto_release)
    desk.push(120)
    desk.house.wait_for_state(sooner, State.RELEASED, PATIENCE)
    desk.push_and_look(off, 1000)
    assert desk.house.state(off) is State.WAITING


@pytest.mark.parametrize("minutes", [-1, 24 * 60 + 1])
def test_that_no_absurd_time_can_be_set(desk: Clockwork, minutes: int) -> None:
    lease = desk.rent()
    with pytest.raises(ValueError, match=str(minutes)):
        desk.house.link.numbers.set_auto_release(lease.lease_id, minutes)


def test_that_a_restart_long_after_its_time_looks_first_and_then_releases(
    clockwork: Clockwork, simulator: Simulator
) -> None:
    clockwork.open().sign_in()
    empty, full = clockwork.rent(), clockwork.rent()
    assert full.pkey
    clockwork.house.wait(lambda: clockwork.house.link.accounts.states[0].kept_in_keyring)
    clockwork.house.stop()
    simulator.deliver(full.pkey, "7777", "7777")
    simulator.advance(3600)
    clockwork.clock.pushed += 3600
    before = clockwork.looks(empty)
    house = clockwork.open()
    house.wait(house.is_in)
    clockwork.push(GAP)
    house.wait_for_state(empty, State.RELEASED, PATIENCE)
    assert house.wait_for_state(full, State.RECEIVED, PATIENCE).code == "7777"
    assert clockwork.looks(empty) > before
    assert [request.pkey for request in simulator.requests_of("setRel")] == [empty.pkey]


def test_that_a_number_whose_answer_a_kill_left_unread_is_released_by_itself_too(
    clockwork: Clockwork, simulator: Simulator
) -> None:
    house = clockwork.open()
    house.sign_in()
    house.wait(lambda: house.link.accounts.states[0].kept_in_keyring)
    account = house.link.accounts.states[0].account
    house.stop()
    journal = Journal.open(Profile(house.folder).folder, clockwork.clock)
    lease = journal.intend(order_for(), account=account, balance=None)
    raw = f"1|{'0524EA1B' * 6}|2026-11-23T10:00:00|mys|60||COM1|1159100274".encode()
    journal.answered(lease.lease_id, "getPhone", raw)
    journal.close_all()
    found = clockwork.open().leases[lease.lease_id]
    assert (found.state, minutes_of(found)) == (State.WAITING, MINUTES)


@pytest.mark.parametrize("over", [False, True], ids=["in time", "over"])
def test_that_a_release_that_a_kill_left_unsent_goes_by_itself_once_its_time_is_up(
    clockwork: Clockwork, simulator: Simulator, over: bool
) -> None:
    house = clockwork.open(undo_seconds=5)
    house.sign_in()
    lease = clockwork.rent()
    house.wait(lambda: house.link.accounts.states[0].kept_in_keyring)
    house.link.numbers.release(lease.lease_id)
    house.wait_for_state(lease, State.RELEASING)
    house.stop()
    if over:
        clockwork.push_clocks(60 * MINUTES)
    house = clockwork.open()
    assert Mark.ASK_AGAIN in house.leases[lease.lease_id].marks
    house.wait(house.is_in)
    if not over:
        house.wait(lambda: Topic.RELEASE_ASK in house.topics())
        clockwork.push_and_look(lease, GAP)
        assert simulator.count("setRel") == 0
        clockwork.push(60 * MINUTES)
    looks = clockwork.looks(lease)
    clockwork.push(GAP)
    house.wait_for_state(lease, State.RELEASED, PATIENCE)
    assert clockwork.looks(lease) > looks or not over
    assert (Topic.RELEASE_ASK in house.topics()) is not over


def test_that_a_signed_out_number_is_not_released_by_itself_and_that_is_said(desk: Clockwork) -> None:
    lease = desk.rent()
    desk.house.link.sign_out(lease.account_id)
    desk.house.wait(lambda: Mark.NOT_WATCHED in desk.house.leases[lease.lease_id].marks)
    desk.push(60 * MINUTES + 10)
    desk.house.wait(lambda: Topic.AUTO_RELEASE_WAITS in desk.house.topics(), PATIENCE)
    assert dict(desk.house.notices[-1].facts)["why"] == "signed_out"
    assert desk.simulator.count("setRel") == 0
    desk.house.sign_in(API_NAME)
    desk.house.wait_for_state(lease, State.RELEASED, PATIENCE)


def test_that_a_release_by_itself_that_may_not_go_yet_counts_down_and_can_be_kept_for_good(
    desk: Clockwork, simulator: Simulator
) -> None:
    lease = desk.rent()
    assert lease.pkey
    simulator.script("setRel", "0|30", pkey=lease.pkey)
    desk.push(60 * MINUTES)
    desk.house.wait(lambda: Topic.RELEASE_LATER in desk.house.topics(), PATIENCE)
    desk.house.link.numbers.keep(lease.lease_id)
    kept = desk.house.wait_for_state(lease, State.WAITING)
    assert kept.auto_release is None
    desk.push_and_look(lease, 600)
    assert (simulator.count("setRel"), desk.house.state(lease)) == (1, State.WAITING)


# The release in time


def test_that_an_sms_that_comes_in_the_undo_time_is_received_and_nothing_released(
    clockwork: Clockwork, simulator: Simulator
) -> None:
    clockwork.open(undo_seconds=5).sign_in()
    lease = clockwork.rent()
    assert lease.pkey
    clockwork.push(3)
    clockwork.house.link.numbers.release(lease.lease_id)
    clockwork.house.wait_for_state(lease, State.RELEASING)
    simulator.deliver(lease.pkey, "1234", "1234")
    # The next look is allowed before the undo time is over.
    clockwork.push(2.5)
    clockwork.house.wait_for_state(lease, State.RECEIVED, PATIENCE)
    clockwork.push(30)
    with clockwork.house.qtbot.waitSignal(clockwork.house.link.papers.timeline_ready) as ready:
        clockwork.house.link.papers.ask_timeline(lease.lease_id)
    assert ready.args is not None
    assert "release_sent" not in [line.event for line in ready.args[0][1]]
    assert simulator.count("setRel") == 0


def test_that_polling_goes_on_while_a_release_counts_down_and_an_sms_turns_it_off(
    clockwork: Clockwork, simulator: Simulator
) -> None:
    clockwork.open().sign_in()
    lease = clockwork.rent()
    assert lease.pkey
    simulator.lock_release(60)
    clockwork.house.link.numbers.release(lease.lease_id)
    clockwork.house.wait(lambda: Topic.RELEASE_LATER in clockwork.house.topics())
    for _ in range(2):
        clockwork.push_and_look(lease, GAP)
    simulator.deliver(lease.pkey, "9", "9")
    clockwork.push(GAP)
    clockwork.house.wait_for_state(lease, State.RECEIVED, PATIENCE)
    clockwork.push(60)
    assert simulator.count("setRel") == 1


def test_that_an_sms_that_comes_before_the_release_is_fetched_as_soon_as_the_gap_allows(
    clockwork: Clockwork, simulator: Simulator
) -> None:
    clockwork.open(still_waiting_minutes=1).sign_in()
    lease = clockwork.rent()
    assert lease.pkey
    # From now on it is looked up each 30 seconds only.
    clockwork.push(61)
    clockwork.house.wait(lambda: Topic.STILL_WAITING in clockwork.house.topics(), PATIENCE)
    looks = clockwork.looks(lease)
    simulator.deliver(lease.pkey, "4711", "4711")
    clockwork.house.link.numbers.release(lease.lease_id)
    clockwork.house.wait(lambda: Topic.SMS_FIRST in clockwork.house.topics(), PATIENCE)
    clockwork.push(GAP)
    assert clockwork.house.wait_for_state(lease, State.RECEIVED, PATIENCE).code == "4711"
    assert clockwork.looks(lease) == looks + 1
    assert len(simulator.charges) == 1


@pytest.mark.parametrize("undo", [-4, 10**6])
def test_that_no_undo_time_from_the_file_keeps_a_release_waiting(
    clockwork: Clockwork, simulator: Simulator, undo: int
) -> None:
    house = clockwork.open(undo_seconds=undo)
    house.sign_in()
    lease = clockwork.rent()
    house.link.numbers.release(lease.lease_id)
    house.wait(lambda: house.state(lease) is not State.WAITING)
    clockwork.push(5)
    house.wait_for_state(lease, State.RELEASED, PATIENCE)


def test_that_still_waiting_is_asked_again_after_a_restart(
    clockwork: Clockwork, simulator: Simulator
) -> None:
    clockwork.open(still_waiting_minutes=1).sign_in()
    lease = clockwork.rent()
    clockwork.push(61)
    clockwork.house.wait(lambda: Topic.STILL_WAITING in clockwork.house.topics(), PATIENCE)
    house = clockwork.open(still_waiting_minutes=1)
    house.wait(lambda: Topic.STILL_WAITING in house.topics())
    assert Mark.STILL_WAITING in house.leases[lease.lease_id].marks


def test_that_a_countdown_goes_on_over_a_restart(clockwork: Clockwork, simulator: Simulator) -> None:
    clockwork.open().sign_in()
    lease = clockwork.rent()
    simulator.lock_release(100)
    clockwork.house.link.numbers.release(lease.lease_id)
    clockwork.house.wait(lambda: Topic.RELEASE_LATER in clockwork.house.topics())
    clockwork.house.wait(lambda: clockwork.house.link.accounts.states[0].kept_in_keyring)
    due = clockwork.house.leases[lease.lease_id].due
    house = clockwork.open()
    assert house.leases[lease.lease_id].due == due
    house.wait(lambda: Topic.RELEASE_LATER in house.topics())
    house.wait(house.is_in)
    assert simulator.count("setRel") == 1
    clockwork.push(101)
    house.wait_for_state(lease, State.RELEASED, PATIENCE)
    assert simulator.count("setRel") == 2


def test_that_an_unconfirmed_release_stays_told_over_a_restart(
    clockwork: Clockwork, simulator: Simulator
) -> None:
    clockwork.open().sign_in()
    lease = clockwork.rent()
    simulator.fault("setRel", "lose", times=None, booked=False)
    clockwork.house.link.numbers.release(lease.lease_id)
    dues: list[Stamp | None] = [None]

    def is_put_off_anew() -> bool:
        now = clockwork.house.leases[lease.lease_id]
        return Mark.RELEASE_UNCONFIRMED in now.marks and now.due not in dues

    for _ in range(3):
        clockwork.house.wait(is_put_off_anew, PATIENCE)
        dues.append(clockwork.house.leases[lease.lease_id].due)
        clockwork.push(16)
    clockwork.house.wait(lambda: Topic.RELEASE_UNCONFIRMED in clockwork.house.topics(), PATIENCE)
    assert simulator.count("setRel") == 4
    clockwork.house.wait(lambda: clockwork.house.link.accounts.states[0].kept_in_keyring)
    simulator.clear_faults()
    house = clockwork.open()
    house.wait(lambda: Topic.RELEASE_UNCONFIRMED in house.topics())
    assert Mark.RELEASE_UNCONFIRMED in house.leases[lease.lease_id].marks
    house.wait(house.is_in)
    clockwork.push_and_look(lease, 30)
    assert simulator.count("setRel") == 4
    house.link.numbers.release(lease.lease_id, now=True, sure=True)
    house.wait_for_state(lease, State.RELEASED, PATIENCE)


def released_twice(house: House, lease: Lease, simulator: Simulator) -> None:
    """Ask for the release twice, and keep the number each time."""
    for sent in range(1, 3):
        simulator.script("setRel", "0|30")
        house.link.numbers.release(lease.lease_id)
        assert simulator.wait_for("setRel", sent)
        house.wait(lambda: house.leases[lease.lease_id].refusal == ("setRel", "30"))
        house.link.numbers.keep(lease.lease_id)
        house.wait_for_state(lease, State.WAITING)


def test_that_one_more_of_many_releases_is_sent_only_when_the_person_is_sure(
    clockwork: Clockwork, simulator: Simulator
) -> None:
    house = clockwork.open()
    house.sign_in()
    lease = clockwork.rent()
    doubts: list[ReleaseDoubt] = []
    house.link.numbers.release_doubted.connect(doubts.append)
    released_twice(house, lease, simulator)
    assert not doubts
    house.link.numbers.release(lease.lease_id)
    house.wait(lambda: bool(doubts))
    assert (doubts[0].lease_id, doubts[0].counts.of_number) == (lease.lease_id, 2)
    assert (house.state(lease), simulator.count("setRel")) == (State.WAITING, 2)
    house.link.numbers.release(lease.lease_id, sure=True)
    house.wait_for_state(lease, State.RELEASED)


def test_that_releasing_all_asks_nothing(clockwork: Clockwork, simulator: Simulator) -> None:
    house = clockwork.open()
    house.sign_in()
    lease = clockwork.rent()
    doubts: list[ReleaseDoubt] = []
    house.link.numbers.release_doubted.connect(doubts.append)
    released_twice(house, lease, simulator)
    house.link.numbers.release_all([lease.lease_id])
    house.wait_for_state(lease, State.RELEASED)
    assert not doubts
