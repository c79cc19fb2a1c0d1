# SPDX-License-Identifier: MIT
"""The real window over a live link, against a simulator in this process, in each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.core.lease_state import State
from fxdesk.core.model import Lease
from fxdesk.core.preferences import Preferences
from fxdesk.simulator import API_NAME, PASSWORD, Simulator
from fxdesk.store.credentials import MemoryCredentials
from fxdesk.ui import language, theme
from fxdesk.ui.lease_row import LeaseRow
from fxdesk.ui.main_window import MainWindow
from tests.workers.conftest import House


class Room:
    """A window with its house and service, driven by the names that scripts rely on."""

    def __init__(self, house: House, window: MainWindow, simulator: Simulator) -> None:
        self.house, self.window, self.simulator = house, window, simulator

    def part(self, name: str) -> QWidget:
        """The part that has this objectName, in the window or in a dialog of it."""
        found = self.window.findChildren(QWidget, name)
        assert found, name
        return found[-1]

    def fill(self, name: str, text: str) -> None:
        field = self.part(name)
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        else:
            assert isinstance(field, QLineEdit)
            field.setText(text)

    def press(self, name: str) -> None:
        button = self.part(name)
        assert isinstance(button, QAbstractButton)
        assert button.isEnabled(), name
        button.click()

    def act(self, name: str) -> None:
        """Trigger an action of the menus; it has to be open."""
        action = self.window.findChild(QAction, name)
        assert action is not None, name
        self.house.wait(action.isEnabled)
        action.trigger()

    def sign_in(self) -> None:
        """Without a kept password, so that a void token asks the person."""
        self.begin_sign_in()
        self.house.wait(self.house.is_in)

    def begin_sign_in(self) -> None:
        """Ask for the token; a void one may end the sign-in again before anybody sees it."""
        self.house.link.sign_in(API_NAME, PASSWORD, keep=True, keep_password=False)

    def rent(self) -> Lease:
        """A number, selected in the table."""
        lease = self.house.rent()
        self.house.wait(lambda: self.window.numbers.model.lease(lease.lease_id) is not None)
        self.window.numbers.show_lease(lease.lease_id)
        return lease

    def received(self) -> Lease:
        """A number with its code, selected in the table."""
        # With the first look: the next one has to keep the document's gap of five seconds.
        self.simulator.script("getPhoneCode", "1|482913|482913 is your code")
        lease = self.rent()
        self.house.wait_for_state(lease, State.RECEIVED)
        return lease

    def strip(self) -> str:
        """What the strip says."""
        return self.window.numbers.strip.text()

    def row(self) -> str:
        """What the selected row says as a whole, and what the details say of it."""
        page = self.window.numbers
        lease_id = page.actions_.lease_id
        lease = page.model.lease(lease_id) if lease_id is not None else None
        if lease is None:
            return ""
        words = LeaseRow(lease, self.house.link.clock.now()).words.text
        return f"{words} · {page.details.story.text()}"

    def label(self, name: str) -> str:
        found = self.part(name)
        assert isinstance(found, QLabel)
        return found.text()


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    with Simulator(rows=60) as running:
        yield running


@pytest.fixture(params=language.OFFERED)
def spoken(request: pytest.FixtureRequest, qapp: QCoreApplication) -> Iterator[str]:
    """The language that the window speaks."""
    speaker = language.Language(qapp)
    speaker.speak(request.param)
    yield request.param
    speaker.speak(language.ENGLISH)
    speaker.deleteLater()


@pytest.fixture
def open_room(
    qtbot: QtBot, qapp: QApplication, simulator: Simulator, spoken: str, tmp_path: Path
) -> Iterator[Callable[[], Room]]:
    theme.install(qapp)
    qapp.setQuitOnLastWindowClosed(False)
    rooms: list[Room] = []

    def make() -> Room:
        preferences = Preferences(undo_seconds=0, report_results=True)
        house = House(qtbot, tmp_path / "profile", simulator.url, MemoryCredentials(), preferences)
        window = MainWindow(house.link)
        window.show()
        # The house's person says yes to everything before it could be asked.
        window._questions.deleteLater()
        rooms.append(Room(house, window, simulator))
        house.start()
        return rooms[-1]

    yield make
    for room in rooms:
        room.house.stop()
        room.window.deleteLater()
        room.house.link.deleteLater()
    qapp.processEvents()


@pytest.fixture
def room(open_room: Callable[[], Room]) -> Room:
    """A window that is signed in."""
    made = open_room()
    made.sign_in()
    return made
