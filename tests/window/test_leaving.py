# SPDX-License-Identifier: MIT
"""By the real window, with all threads and a service: leaving releases, waits, says what it could not do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QLabel, QPushButton

from fxdesk.core.lease_state import State
from fxdesk.simulator import Simulator
from fxdesk.store.journal import Journal
from fxdesk.ui import language
from fxdesk.ui.quit_dialog import DEAF_SECONDS, QuitDialog
from tests.window.conftest import Room
from tests.workers.conftest import order_for

pytestmark = pytest.mark.parametrize("spoken", [language.ENGLISH], indirect=True)

WITHIN = 25_000


class Guard:
    """The question, by what a person sees and presses."""

    def __init__(self, room: Room) -> None:
        self.room = room
        room.window.close()
        room.house.wait(lambda: self.dialog() is not None)

    def dialog(self) -> QuitDialog | None:
        found = self.room.window.findChild(QuitDialog)
        return found if found is not None and found.isVisible() else None

    def press(self, name: str) -> None:
        dialog = self.dialog()
        assert dialog is not None
        button = dialog.findChild(QPushButton, name)
        assert button is not None
        assert button.isVisible(), name
        button.click()

    def press_when_it_hears(self, name: str) -> None:
        """Once the time is over in which it is deaf to the second click of a double click."""
        clock = self.room.house.link.clock
        until = clock.elapsed() + DEAF_SECONDS
        self.room.house.wait(lambda: clock.elapsed() > until)
        self.press(name)

    def says(self, name: str) -> str:
        dialog = self.dialog()
        found = dialog.findChild(QLabel, name) if dialog is not None else None
        return found.text() if found is not None and found.isVisible() else ""

    def wait_for(self, condition: Callable[[], bool]) -> None:
        self.room.house.wait(condition, WITHIN)

    def wait_until_left(self) -> None:
        self.wait_for(lambda: self.room.house.link.is_stopped and not self.room.window.isVisible())


class Gaps:
    """The longest time in which the window's thread did nothing for the person."""

    def __init__(self) -> None:
        self.longest = 0
        self._clock = QElapsedTimer()
        self._timer = QTimer(interval=20)
        self._timer.timeout.connect(self._look)
        self._clock.start()
        self._timer.start()

    def _look(self) -> None:
        self.longest = max(self.longest, self._clock.restart())


def asked_for(room: Room, simulator: Simulator) -> None:
    """A purchase whose answer does not come."""
    fault = simulator.fault("getPhone", "hang")
    assert room.house.link.purchase.rent(order_for())
    room.house.wait(fault.reached.is_set)


def kept(room: Room) -> list[State]:
    """What the journal holds after the end."""
    journal = Journal.open(room.house.folder, room.house.link.clock)
    try:
        return [lease.state for lease in journal.leases()]
    finally:
        journal.close_all()


def test_that_all_are_released_before_the_window_closes(room: Room, simulator: Simulator) -> None:
    for _ in range(2):
        room.rent()
    gaps = Gaps()
    guard = Guard(room)
    assert guard.says("quitHeading") == "2 numbers are still open"
    guard.press("releaseAllButton")
    guard.wait_until_left()
    assert simulator.count("setRel") == 2
    assert kept(room) == [State.RELEASED] * 2
    assert gaps.longest < 2_000, "the window lived"


def test_that_a_release_allowed_in_seconds_is_sat_through(room: Room, simulator: Simulator) -> None:
    room.rent()
    simulator.script("setRel", "0|2")
    guard = Guard(room)
    guard.press("releaseAllButton")
    guard.wait_until_left()
    assert simulator.count("setRel") == 2
    assert kept(room) == [State.RELEASED]


def test_that_a_release_allowed_in_minutes_is_said_at_once_and_goes_on_at_the_next_start(
    room: Room, simulator: Simulator
) -> None:
    room.rent()
    simulator.script("setRel", "0|300")
    guard = Guard(room)
    guard.press("releaseAllButton")
    guard.wait_for(lambda: guard.says("quitHeading") == "One number could not be released")
    assert "allows the release only in" in guard.says("quitDoubt")
    guard.press_when_it_hears("leaveOpenButton")
    guard.wait_until_left()
    assert simulator.count("setRel") == 1
    assert kept(room) == [State.RELEASING]


def test_that_no_undo_is_waited_for(room: Room, simulator: Simulator) -> None:
    room.house.link.change_preferences(undo_seconds=5)
    first, second = room.rent(), room.rent()
    room.house.link.numbers.release(first.lease_id)
    room.house.wait_for_state(first, State.RELEASING)
    assert simulator.count("setRel") == 0
    guard = Guard(room)
    began = room.house.link.clock.elapsed()
    guard.press("releaseAllButton")
    room.house.wait(lambda: simulator.count("setRel") == 2, 4_000)
    assert room.house.link.clock.elapsed() - began < 4
    guard.wait_until_left()
    assert kept(room) == [State.RELEASED] * 2
    assert second.lease_id != first.lease_id


def test_that_the_system_s_wish_ends_the_program_while_the_question_stands(room: Room) -> None:
    room.rent()
    guard = Guard(room)
    room.house.link.stop()
    guard.wait_until_left()
    assert kept(room) == [State.WAITING]


def test_that_stay_goes_on_as_before(room: Room, simulator: Simulator) -> None:
    lease = room.rent()
    guard = Guard(room)
    guard.press("stayButton")
    assert guard.dialog() is None
    simulator.deliver(str(lease.pkey), "482913", "482913 is your code")
    room.house.link.numbers.look_again(lease.lease_id)
    room.house.wait_for_state(lease, State.RECEIVED, WITHIN)


def test_that_a_purchase_on_its_way_is_waited_for(room: Room, simulator: Simulator) -> None:
    asked_for(room, simulator)
    guard = Guard(room)
    assert "listed as uncertain" in guard.says("quitDoubt")
    guard.press("leaveOpenButton")
    assert "Waiting for the answer" in guard.says("quitProgressLabel")
    simulator.clear_faults()
    guard.wait_until_left()
    assert kept(room) == [State.WAITING]


def test_that_a_purchase_left_behind_is_listed_as_uncertain(room: Room, simulator: Simulator) -> None:
    asked_for(room, simulator)
    guard = Guard(room)
    guard.press("leaveOpenButton")
    guard.press_when_it_hears("leaveOpenButton")
    guard.wait_until_left()
    assert kept(room) == [State.UNCERTAIN]


def test_that_a_number_bought_while_leaving_is_released_with_the_others(
    room: Room, simulator: Simulator
) -> None:
    room.rent()
    asked_for(room, simulator)
    guard = Guard(room)
    guard.press("releaseAllButton")
    simulator.clear_faults()
    guard.wait_until_left()
    assert simulator.count("setRel") == 2
    assert kept(room) == [State.RELEASED] * 2
