# SPDX-License-Identifier: MIT
"""At the end of the system's session the person is asked, where the system lets them, and never for long."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.app.session_end import SessionEnd
from fxdesk.core.lease_state import State
from fxdesk.core.model import Lease
from fxdesk.ui import theme
from fxdesk.ui.departure import LIMIT
from fxdesk.ui.leaving import Leaving
from fxdesk.ui.quit_dialog import QuitDialog
from tests.ui import samples
from tests.ui.fake_link import FakeLink


class StandIn:
    """What a session manager offers, and what it was told."""

    def __init__(self, *, allows: bool = True) -> None:
        self._allows = allows
        self.told: list[str] = []

    def allowsInteraction(self) -> bool:
        self.told.append("asked")
        return self._allows

    def cancel(self) -> None:
        self.told.append("cancel")

    def release(self) -> None:
        self.told.append("release")


class Session:
    """A session end over a window with these numbers."""

    def __init__(self, link: FakeLink, window: QWidget, leases: list[Lease]) -> None:
        self.link, self.window = link, window
        self.leaving = Leaving(link.link, lambda: leases, lambda text: None, window)
        self.done: list[str] = []
        self.end = SessionEnd(
            lambda: self.leaving,
            lambda: self.done.append("stop"),
            lambda: self.done.append("close"),
            window,
        )

    def dialog(self) -> QuitDialog | None:
        return self.window.findChild(QuitDialog)

    def when_asked(self, act: Callable[[QuitDialog], None]) -> None:
        """Do this once the question stands."""

        def look() -> None:
            dialog = self.dialog()
            if dialog is None or not dialog.isVisible():
                QTimer.singleShot(10, look)
            else:
                act(dialog)

        QTimer.singleShot(0, look)


@pytest.fixture
def session(qtbot: QtBot, qapp: QApplication, fake_link: FakeLink) -> Callable[..., Session]:
    theme.install(qapp)

    def make(*leases: Lease) -> Session:
        window = QWidget()
        qtbot.addWidget(window)
        window.show()
        return Session(fake_link, window, list(leases))

    return make


@pytest.fixture
def fake_link() -> FakeLink:
    return FakeLink()


def press(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


OPEN = samples.lease(State.WAITING, 1)


def test_that_with_nothing_open_nothing_is_asked_and_nothing_holds_the_session_up(
    session: Callable[..., Session],
) -> None:
    ending, manager = session(samples.lease(State.RECEIVED, 2)), StandIn()
    ending.end.commit(manager)
    assert manager.told == []
    assert ending.dialog() is None


def test_that_stay_calls_the_end_of_the_session_off(session: Callable[..., Session]) -> None:
    ending, manager = session(OPEN), StandIn()
    ending.when_asked(lambda dialog: press(dialog.stay))
    ending.end.commit(manager)
    assert manager.told == ["asked", "cancel"]
    assert not ending.link.asked("stop")
    assert ending.done == []


def test_that_the_window_lives_while_the_session_waits_for_the_answer(
    session: Callable[..., Session],
) -> None:
    ending, manager = session(OPEN), StandIn()
    alive: list[str] = []

    def live(dialog: QuitDialog) -> None:
        alive.append("turn")
        if len(alive) < 5:
            QTimer.singleShot(0, lambda: live(dialog))
        else:
            press(dialog.leave_open)

    ending.when_asked(live)
    ending.end.commit(manager)
    assert len(alive) == 5
    assert manager.told == ["asked", "release"]


def test_that_numbers_are_released_before_the_session_ends(session: Callable[..., Session]) -> None:
    ending, manager = session(OPEN), StandIn()

    def release(dialog: QuitDialog) -> None:
        press(dialog.release_all)
        ending.link.tell_lease(samples.lease(State.RELEASED, 1))

    ending.when_asked(release)
    ending.end.commit(manager)
    assert ending.link.asked("release_all")
    assert manager.told == ["asked", "release"]


def test_that_nobody_s_answer_leaves_them_open_after_half_a_minute(session: Callable[..., Session]) -> None:
    ending, manager = session(OPEN), StandIn()

    def wait(dialog: QuitDialog) -> None:
        ending.link.clock.advance(LIMIT)
        dialog._ticker.timeout.emit()

    ending.when_asked(wait)
    ending.end.commit(manager)
    assert manager.told == ["asked", "release"]
    assert not ending.link.asked("release_all")


def test_that_where_no_question_is_allowed_they_stay_open(session: Callable[..., Session]) -> None:
    ending, manager = session(OPEN), StandIn(allows=False)
    ending.end.commit(manager)
    assert manager.told == ["asked"]
    assert ending.dialog() is None


def test_that_asking_again_meanwhile_changes_nothing(session: Callable[..., Session]) -> None:
    ending, manager, second = session(OPEN), StandIn(), StandIn()

    def again(dialog: QuitDialog) -> None:
        ending.end.commit(second)
        press(dialog.leave_open)

    ending.when_asked(again)
    ending.end.commit(manager)
    assert second.told == []
    assert manager.told == ["asked", "release"]


def test_that_waiting_for_the_turn_to_ask_is_not_entered_twice(session: Callable[..., Session]) -> None:
    ending, second = session(OPEN), StandIn()

    class Waits(StandIn):
        def allowsInteraction(self) -> bool:
            ending.end.commit(second)
            return super().allowsInteraction()

    manager = Waits()
    ending.when_asked(lambda dialog: press(dialog.leave_open))
    ending.end.commit(manager)
    assert second.told == []
    assert manager.told == ["asked", "release"]


def test_that_the_end_itself_stops_without_a_question(session: Callable[..., Session]) -> None:
    ending = session(OPEN)
    ending.end.commit(StandIn(allows=False))
    ending.end.end()
    assert ending.done == ["stop"]
    assert ending.dialog() is None


def test_that_quitting_from_the_dock_of_macos_asks_unless_the_session_ends(
    session: Callable[..., Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fxdesk.app.session_end.sys.platform", "darwin")
    ending = session(OPEN)
    ending.end.end()
    ending.end.commit(StandIn(allows=False))
    ending.end.end()
    assert ending.done == ["close", "stop"]
