# SPDX-License-Identifier: MIT
"""A session manager of an X desktop waits for the answer about open numbers, and "Stay" is what it does."""

from __future__ import annotations

import logging
import socket
import tempfile
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.app import xsmp
from fxdesk.app.session_end import SessionEnd
from fxdesk.app.xsmp import Die, Event, Gone, Interact, SaveYourself, ShutdownCancelled
from fxdesk.app.xsmp_session import XsmpSession
from fxdesk.core.lease_state import State
from fxdesk.core.model import Lease
from fxdesk.ui import theme
from fxdesk.ui.departure import LIMIT
from fxdesk.ui.leaving import Leaving
from fxdesk.ui.quit_dialog import QuitDialog
from tests.ui import samples
from tests.ui.fake_link import FakeLink

ASKS = SaveYourself(ends=True, may_ask=True)
OPEN = samples.lease(State.WAITING, 1)


class Manager:
    """Stands in for the connection: says what the test wants, and keeps what it is told."""

    def __init__(self) -> None:
        self._mouth, self._ear = socket.socketpair()
        self._said: list[Event] = []
        self.told: list[str] = []

    def say(self, event: Event) -> None:
        self._said.append(event)
        self._mouth.send(b".")

    def end(self) -> None:
        self._mouth.close()
        self._ear.close()

    # What a connection has.

    def file_number(self) -> int:
        return self._ear.fileno()

    def introduce(self, properties: dict[bytes, xsmp.Property]) -> None:
        self.properties = properties

    def process(self) -> list[Event]:
        self._ear.recv(1)
        return [self._said.pop(0)]

    def ask_for_turn(self) -> bool:
        self.told.append("turn, please")
        return True

    def end_turn(self, *, cancel: bool) -> None:
        self.told.append("cancel" if cancel else "go on")

    def be_ready(self, *, success: bool = True) -> None:
        self.told.append("ready" if success else "not ready")

    def close(self) -> None:
        self.told.append("closed")


class Session:
    """A window with these numbers in a managed session."""

    def __init__(self, qtbot: QtBot, manager: Manager, leases: list[Lease]) -> None:
        self.qtbot, self.manager, self.link = qtbot, manager, FakeLink()
        self.stops = 0
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.leaving = Leaving(self.link.link, lambda: leases, lambda text: None, self.window)
        end = SessionEnd(lambda: self.leaving, self._stop, lambda: None, self.window)
        self.client = XsmpSession(end, self.window)
        with qtbot.waitSignal(self.client.joined) as joined:
            self.client.join("local/here:/tmp/manager", "")
        assert joined.args == [True]

    def told(self, *words: str) -> None:
        """Wait until the manager was told these, and no more."""
        self.qtbot.waitUntil(lambda: self.manager.told == list(words))

    def asked(self) -> QuitDialog:
        self.qtbot.waitUntil(lambda: self.dialog() is not None)
        dialog = self.dialog()
        assert dialog is not None
        return dialog

    def ask(self) -> QuitDialog:
        self.manager.say(ASKS)
        self.told("turn, please")
        assert self.dialog() is None, "it is another program's turn"
        self.manager.say(Interact())
        return self.asked()

    def dialog(self) -> QuitDialog | None:
        found = self.window.findChild(QuitDialog)
        return found if found is not None and found.isVisible() else None

    def _stop(self) -> None:
        self.stops += 1


@pytest.fixture
def session(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Session]]:
    theme.install(qapp)
    manager = Manager()
    monkeypatch.setattr("fxdesk.app.xsmp_session.Connection", lambda address, earlier_id: manager)
    made: list[Session] = []

    def make(*leases: Lease) -> Session:
        made.append(Session(qtbot, manager, list(leases)))
        return made[-1]

    yield make
    for one in made:
        one.client.leave()
    manager.end()


def press(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_that_stay_calls_the_end_of_the_session_off(session: Callable[..., Session]) -> None:
    one = session(OPEN)
    press(one.ask().stay)
    one.told("turn, please", "cancel", "not ready")
    one.manager.say(ShutdownCancelled())
    one.manager.say(SaveYourself(ends=False, may_ask=False))
    one.told("turn, please", "cancel", "not ready", "ready")
    assert one.stops == 0


def test_that_it_asks_again_before_the_next_end(session: Callable[..., Session]) -> None:
    one = session(OPEN)
    press(one.ask().stay)
    one.manager.say(ShutdownCancelled())
    one.manager.say(ASKS)
    one.told("turn, please", "cancel", "not ready", "turn, please")
    one.manager.say(Interact())
    press(one.asked().leave_open)
    one.told("turn, please", "cancel", "not ready", "turn, please", "go on", "ready")


def test_that_numbers_left_open_let_the_session_end_and_the_program_with_it(
    session: Callable[..., Session],
) -> None:
    one = session(OPEN)
    press(one.ask().leave_open)
    one.told("turn, please", "go on", "ready")
    assert one.stops == 0, "the session may still be called off"
    one.manager.say(Die())
    one.qtbot.waitUntil(lambda: one.stops == 1)
    assert not one.link.asked("release_all")


def test_that_the_session_waits_until_the_numbers_are_released(session: Callable[..., Session]) -> None:
    one = session(OPEN)
    press(one.ask().release_all)
    assert one.manager.told == ["turn, please"]
    one.link.tell_lease(samples.lease(State.RELEASED, 1))
    one.told("turn, please", "go on", "ready")


def test_that_nobody_s_answer_leaves_them_open_after_half_a_minute(session: Callable[..., Session]) -> None:
    one = session(OPEN)
    dialog = one.ask()
    one.link.clock.advance(LIMIT)
    dialog._ticker.timeout.emit()
    one.told("turn, please", "go on", "ready")
    assert not one.link.asked("release_all")


@pytest.mark.parametrize(
    ("state", "event"),
    [
        pytest.param(State.RECEIVED, ASKS, id="nothing-open"),
        pytest.param(State.WAITING, SaveYourself(ends=True, may_ask=False), id="no-question-allowed"),
        pytest.param(State.WAITING, SaveYourself(ends=False, may_ask=True), id="the-session-goes-on"),
    ],
)
def test_that_it_holds_nothing_up_where_there_is_nothing_to_ask(
    session: Callable[..., Session], state: State, event: Event
) -> None:
    one = session(samples.lease(state, 1))
    one.manager.say(event)
    one.told("ready")
    assert one.dialog() is None


def test_that_what_was_settled_before_the_turn_came_is_not_asked(session: Callable[..., Session]) -> None:
    leases = [OPEN]
    one = session()
    one.leaving._leases = lambda: leases
    one.manager.say(ASKS)
    one.told("turn, please")
    leases.clear()
    one.manager.say(Interact())
    one.told("turn, please", "go on", "ready")
    assert one.dialog() is None


def test_that_the_question_goes_when_the_end_is_called_off_elsewhere(
    session: Callable[..., Session],
) -> None:
    one = session(OPEN)
    one.ask()
    one.manager.say(ShutdownCancelled())
    one.told("turn, please", "not ready")
    one.qtbot.waitUntil(lambda: one.dialog() is None)
    assert one.stops == 0


def test_that_a_turn_that_comes_after_the_end_was_called_off_asks_nothing(
    session: Callable[..., Session],
) -> None:
    one = session(OPEN)
    one.manager.say(ASKS)
    one.manager.say(ShutdownCancelled())
    one.told("turn, please", "not ready")
    one.manager.say(Interact())
    one.manager.say(SaveYourself(ends=False, may_ask=False))
    one.told("turn, please", "not ready", "ready")
    assert one.dialog() is None


def test_that_the_end_itself_stops_also_while_it_asks(session: Callable[..., Session]) -> None:
    one = session(OPEN)
    one.ask()
    one.manager.say(Die())
    one.qtbot.waitUntil(lambda: one.stops == 1)
    one.qtbot.waitUntil(lambda: one.dialog() is None)


def test_that_without_its_manager_the_program_goes_on(
    session: Callable[..., Session], caplog: pytest.LogCaptureFixture
) -> None:
    one = session(OPEN)
    one.ask()
    with caplog.at_level(logging.INFO):
        one.manager.say(Gone())
        one.told("turn, please", "closed")
    one.qtbot.waitUntil(lambda: one.dialog() is None)
    assert one.stops == 0
    assert [record.message for record in caplog.records] == ["the session manager is gone"]


def test_that_the_manager_knows_the_program_and_starts_it_by_itself_never(
    session: Callable[..., Session],
) -> None:
    told = session().manager.properties
    assert told[b"RestartStyleHint"] == (b"CARD8", [b"\x03"])
    assert set(told) >= {b"CloneCommand", b"Program", b"RestartCommand", b"UserID", b"ProcessID"}
    assert told[b"RestartCommand"].values


def refused(qtbot: QtBot, address: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    end = SessionEnd(lambda: pytest.fail("nobody asked"), lambda: None, lambda: None, window)
    client = XsmpSession(end, window)
    with qtbot.waitSignal(client.joined) as joined:
        client.join(address, "")
    assert joined.args == [False]


def test_that_without_the_libraries_one_line_says_so(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def missing(_name: str) -> None:
        raise OSError("libSM.so.6: cannot open shared object file")

    xsmp._libraries.cache_clear()
    monkeypatch.setattr("ctypes.CDLL", missing)
    with caplog.at_level(logging.INFO):
        refused(qtbot, "local/here:@/tmp/.ICE-unix/1")
    said = [record.message for record in caplog.records]
    assert said == ["no session manager to belong to: libSM.so.6: cannot open shared object file"]


def test_that_an_address_where_nobody_is_changes_nothing(qtbot: QtBot) -> None:
    refused(qtbot, "local/here:/nowhere/at/all")


def test_that_a_manager_that_never_answers_holds_nothing_up(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    end = SessionEnd(lambda: pytest.fail("nobody asked"), lambda: None, lambda: None, window)
    client = XsmpSession(end, window)
    told: list[bool] = []
    client.joined.connect(told.append)
    # A socket's path may not be long.
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as manager:
        manager.bind(f"{folder}/manager")
        manager.listen()
        manager.settimeout(30)
        client.join(f"local/{socket.gethostname()}:{folder}/manager", "")
        caller, _ = manager.accept()
        caller.recv(1)
        assert told == []
        client.leave()
        with qtbot.waitSignal(client.joined):
            caller.close()
    assert told == [False]
