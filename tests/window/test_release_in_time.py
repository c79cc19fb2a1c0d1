# SPDX-License-Identifier: MIT
"""The real window tells of a release that counts down, goes by itself, or is one of many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fxdesk.core.lease_state import State
from fxdesk.core.model import Lease
from fxdesk.core.preferences import Preferences
from fxdesk.simulator import Simulator
from fxdesk.store.credentials import MemoryCredentials
from fxdesk.ui import theme
from fxdesk.ui.main_window import MainWindow
from fxdesk.ui.release_often_dialog import ReleaseOftenDialog
from tests.faults.conftest import PushedClock
from tests.window.conftest import Room
from tests.workers.conftest import House

WITHIN = 20_000


class PushedRoom(Room):
    """A room whose clock, and the service's, the test pushes."""

    clock: PushedClock

    def push(self, seconds: float) -> None:
        rounds = self.house.link._crew.rounds
        assert rounds is not None
        self.house.wait(lambda: not rounds._flying, WITHIN)
        self.simulator.advance(seconds)
        self.clock.pushed += seconds
        self.house.link._crew.catch_up()

    def cells(self, lease: Lease) -> str:
        """All that stands in a number's row."""
        model = self.window.numbers.model
        place = model.place_of(lease.lease_id)
        cells = (model.index(place, column) for column in range(model.columnCount()))
        return " · ".join(str(cell.data(Qt.ItemDataRole.DisplayRole) or "") for cell in cells)

    def shows(self, lease: Lease, pattern: str) -> None:
        """Wait until the row says so."""
        self.house.wait(lambda: re.search(pattern, self.cells(lease)) is not None, WITHIN)


@pytest.fixture
def room(qtbot: QtBot, qapp: QApplication, simulator: Simulator, tmp_path: Path) -> Iterator[PushedRoom]:
    theme.install(qapp)
    qapp.setQuitOnLastWindowClosed(False)
    clock = PushedClock()
    preferences = Preferences(undo_seconds=0, auto_release_minutes=5)
    house = House(qtbot, tmp_path / "profile", simulator.url, MemoryCredentials(), preferences, clock=clock)
    window = MainWindow(house.link)
    window.show()
    house.start()
    made = PushedRoom(house, window, simulator)
    made.clock = clock
    made.sign_in()
    yield made
    house.stop()
    window.deleteLater()
    house.link.deleteLater()
    qapp.processEvents()


def looked(room: PushedRoom) -> Lease:
    """A number that has been looked up once."""
    lease = room.rent()
    assert lease.pkey
    room.house.wait(lambda: bool(room.simulator.requests_of("getPhoneCode", lease.pkey)), WITHIN)
    return lease


def test_that_the_row_counts_up_and_the_number_goes_by_itself(room: PushedRoom) -> None:
    lease = looked(room)
    room.shows(lease, r"Waiting for code .* 0:\d\d / 5:00")
    assert "released by itself at" in room.label("detailsStory")
    room.push(240)
    room.shows(lease, r"Waiting for code .* 4:\d\d / 5:00")
    room.push(60)
    room.shows(lease, "^Released")
    assert "/ 5:00" not in room.cells(lease)
    assert room.simulator.count("setRel") == 1


def test_that_a_number_set_to_never_in_the_menu_stays(room: PushedRoom) -> None:
    lease = looked(room)
    room.act("actionAutoRelease_0")
    room.house.wait(lambda: "/ 5:00" not in room.cells(lease))
    room.push(301)
    room.shows(lease, r"Waiting for code .* 5:\d\d")
    assert room.simulator.count("setRel") == 0


def test_that_a_release_that_may_not_go_yet_counts_down_and_an_sms_turns_it_off(room: PushedRoom) -> None:
    lease = looked(room)
    assert lease.pkey
    room.simulator.lock_release(24)
    room.act("actionRelease")
    room.shows(lease, r"Releasing in \d+ s")
    assert "allows the release of" in room.strip()
    room.simulator.deliver(lease.pkey, "482913", "482913")
    room.push(5)
    room.shows(lease, "Code received .* 482913")
    room.push(30)
    assert room.simulator.count("setRel") == 1


def test_that_one_more_of_many_releases_asks_and_enter_keeps_waiting(room: PushedRoom) -> None:
    lease = looked(room)
    for _ in range(2):
        room.simulator.script("setRel", "0|30")
        room.act("actionRelease")
        room.shows(lease, "Releasing in")
        room.act("actionKeep")
        room.shows(lease, "Waiting for code")
    room.act("actionRelease")
    room.house.wait(lambda: bool(room.window.findChildren(ReleaseOftenDialog)))
    (dialog,) = room.window.findChildren(ReleaseOftenDialog)
    room.house.qtbot.waitExposed(dialog)
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert (room.house.state(lease), room.simulator.count("setRel")) == (State.WAITING, 2)
