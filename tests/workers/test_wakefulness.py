# SPDX-License-Identifier: MIT
"""Hold the program to what it owes after a sleep of the machine, a stop of its own, a jump of the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from fxdesk.core.lease_state import State
from fxdesk.core.notice import Topic
from fxdesk.core.preferences import Preferences
from fxdesk.simulator import Simulator
from fxdesk.store.credentials import MemoryCredentials
from fxdesk.workers.wakefulness import SLEPT_SECONDS, STOOD_STILL_SECONDS, Wakefulness
from tests.faults.conftest import PATIENCE, PushedClock
from tests.workers.conftest import House


class TwoClocks(PushedClock):
    """One that goes on in sleep, and `awake`, which does not."""

    def __init__(self) -> None:
        super().__init__()
        self.lived = 0.0

    def awake(self) -> float:
        return self._clock.elapsed() + self.lived

    def sleep(self, seconds: float) -> None:
        """The machine sleeps: one clock goes on, the other stands still."""
        self.pushed += seconds

    def stand_still(self, seconds: float) -> None:
        """The program is stopped: both clocks go on."""
        self.pushed += seconds
        self.lived += seconds


@pytest.fixture
def clocks() -> TwoClocks:
    return TwoClocks()


@pytest.fixture
def house(
    qtbot: QtBot, qapp: QCoreApplication, simulator: Simulator, clocks: TwoClocks, tmp_path: Path
) -> Iterator[House]:
    made = House(
        qtbot,
        tmp_path / "profile",
        simulator.url,
        MemoryCredentials(),
        Preferences(undo_seconds=0),
        clock=clocks,
        awake=clocks.awake,
    )
    made.start()
    made.sign_in()
    made.wait(lambda: made.catalogue is not None)
    yield made
    made.stop()


@pytest.mark.parametrize(
    ("happens", "told"),
    [
        (lambda clocks: clocks.sleep(SLEPT_SECONDS + 1), True),
        (lambda clocks: clocks.stand_still(STOOD_STILL_SECONDS + 1), True),
        (lambda clocks: clocks.sleep(SLEPT_SECONDS - 1), False),
        (lambda clocks: clocks.stand_still(STOOD_STILL_SECONDS - 2), False),
        (lambda clocks: setattr(clocks, "wall", 86400.0), False),
    ],
)
def test_that_a_sleep_and_a_stop_are_noticed_and_a_jump_of_the_wall_clock_is_none(
    qapp: QCoreApplication, clocks: TwoClocks, happens: Callable[[TwoClocks], None], told: bool
) -> None:
    wakefulness = Wakefulness(clocks, clocks.awake)
    woken: list[float] = []
    wakefulness.woke.connect(woken.append)
    happens(clocks)
    wakefulness.look()
    assert bool(woken) is told
    wakefulness.look()
    assert len(woken) == int(told)


def after_sleep(house: House, simulator: Simulator, seconds: float, fall: Callable[[float], None]) -> None:
    """Both sides' time goes on; the next look at the clocks comes at once."""
    simulator.advance(seconds)
    fall(seconds)
    house.link._wakefulness.look()


@pytest.mark.parametrize("how", ["sleep", "stand_still"])
def test_that_after_a_night_codes_and_balance_are_there_at_once(
    house: House, simulator: Simulator, clocks: TwoClocks, how: str
) -> None:
    lease, other = house.rent(), house.rent()
    house.wait(lambda: simulator.count("getPhoneCode") >= 2, PATIENCE)
    house.wait(lambda: simulator.count("myInfo") >= 1, PATIENCE)
    lists = simulator.count("getItem")
    simulator.deliver(lease.pkey or "", "482913")
    before = simulator.count("myInfo")
    after_sleep(house, simulator, 26 * 3600.0, getattr(clocks, how))
    house.wait_for_state(lease, State.RECEIVED, PATIENCE)
    house.wait(lambda: simulator.count("myInfo") == before + 1, PATIENCE)
    house.wait(lambda: simulator.count("getItem") == lists + 1, PATIENCE)
    assert house.state(other) is State.WAITING
    house.wait(lambda: any("still" in topic for topic in house.topics()), PATIENCE)
    # Each number was looked at once or twice, not once for each five seconds of the night.
    assert simulator.count("getPhoneCode") < 12
    assert not simulator.complaints


def test_that_a_countdown_goes_on_through_a_sleep_and_what_was_due_is_sent(
    house: House, simulator: Simulator, clocks: TwoClocks
) -> None:
    lease = house.rent()
    simulator.lock_release(120.0)
    house.link.numbers.release(lease.lease_id)
    house.wait(lambda: Topic.RELEASE_LATER in house.topics(), PATIENCE)
    due = house.leases[lease.lease_id].due
    assert due is not None
    after_sleep(house, simulator, 60.0, clocks.sleep)
    left = due.elapsed - clocks.elapsed()
    assert 40 < left < 61
    assert simulator.count("setRel") == 1
    after_sleep(house, simulator, 61.0, clocks.sleep)
    house.wait_for_state(lease, State.RELEASED, PATIENCE)
    assert simulator.count("setRel") == 2


@pytest.mark.parametrize("jump", [-400 * 86400.0, 3 * 86400.0])
def test_that_a_wall_clock_that_jumps_moves_no_countdown_and_no_gap(
    house: House, simulator: Simulator, clocks: TwoClocks, jump: float
) -> None:
    lease = house.rent()
    simulator.lock_release(30.0)
    house.link.numbers.release(lease.lease_id)
    house.wait(lambda: Topic.RELEASE_LATER in house.topics(), PATIENCE)
    clocks.wall = jump
    asked = simulator.count("myInfo")
    house.link.refresh_account()
    after_sleep(house, simulator, 10.0, clocks.sleep)
    other = house.rent()
    house.wait(lambda: len(simulator.requests_of("getPhoneCode", other.pkey)) == 1, PATIENCE)
    assert simulator.count("setRel") == 1
    assert simulator.count("myInfo") <= asked + 1
    after_sleep(house, simulator, 21.0, clocks.sleep)
    house.wait_for_state(lease, State.RELEASED, PATIENCE)
    simulator.deliver(other.pkey or "", "482913")
    after_sleep(house, simulator, 6.0, clocks.sleep)
    house.wait_for_state(other, State.RECEIVED, PATIENCE)
    assert not simulator.complaints
