# SPDX-License-Identifier: MIT
"""A desktop that manages its session over D-Bus hears of open numbers, and the window asks about them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSocketNotifier
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.app.desktop_session import DesktopSession
from fxdesk.app.session_end import SessionEnd
from fxdesk.core.lease_state import State
from fxdesk.core.model import Lease
from fxdesk.ui import theme
from fxdesk.ui.leaving import Leaving
from fxdesk.ui.quit_dialog import QuitDialog
from tests.ui import samples
from tests.ui.fake_link import FakeLink

SYSTEM_PYTHON = "/usr/bin/python3"


def has_bindings() -> bool:
    if shutil.which("dbus-daemon") is None or not Path(SYSTEM_PYTHON).exists():
        return False
    return (
        subprocess.run([SYSTEM_PYTHON, "-c", "import gi"], capture_output=True, check=False).returncode == 0
    )


pytestmark = pytest.mark.skipif(not has_bindings(), reason="no dbus-daemon or no bindings of Gio here")


class Desk:
    """A bus of its own with a session manager, and a window that belongs to its session."""

    def __init__(self, qtbot: QtBot, link: FakeLink, leases: list[Lease]) -> None:
        self.qtbot, self.link = qtbot, link
        self.heard: list[str] = []
        self.stops = 0
        self._bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._bus.stdout is not None
        self.address = self._bus.stdout.readline().strip()
        self._manager = subprocess.Popen(
            [SYSTEM_PYTHON, str(Path(__file__).with_name("session_manager.py"))],
            env={"PATH": os.environ["PATH"], "DBUS_SESSION_BUS_ADDRESS": self.address},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._manager.stdout is not None
        assert self._manager.stdout.readline().strip() == "ready"
        self._ear = QSocketNotifier(self._manager.stdout.fileno(), QSocketNotifier.Type.Read)
        self._ear.activated.connect(self._listen)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.leaving = Leaving(link.link, lambda: leases, lambda text: None, self.window)
        end = SessionEnd(lambda: self.leaving, self._stop, lambda: None, self.window)
        self.session = DesktopSession(end, "io.github.fxdesk.FxDesk", self.window)
        self.connection = QDBusConnection.connectToBus(self.address, self.address)
        self.session.join(self.connection)
        self.wait_for("registered io.github.fxdesk.FxDesk")
        qtbot.waitUntil(lambda: bool(self.session._path))

    def order(self, signal: str) -> None:
        assert self._manager.stdin is not None
        self._manager.stdin.write(f"{signal}\n")
        self._manager.stdin.flush()

    def wait_for(self, line: str) -> None:
        self.qtbot.waitUntil(lambda: line in self.heard, timeout=10_000)

    def dialog(self) -> QuitDialog | None:
        found = self.window.findChild(QuitDialog)
        return found if found is not None and found.isVisible() else None

    def close(self) -> None:
        QDBusConnection.disconnectFromBus(self.address)
        self._ear.setEnabled(False)
        for process in (self._manager, self._bus):
            process.terminate()
            process.wait(10)
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()

    def _stop(self) -> None:
        self.stops += 1

    def _listen(self) -> None:
        assert self._manager.stdout is not None
        self.heard.append(self._manager.stdout.readline().strip())


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[..., Desk]]:
    theme.install(qapp)
    made: list[Desk] = []

    def make(*leases: Lease) -> Desk:
        made.append(Desk(qtbot, FakeLink(), list(leases)))
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_that_open_numbers_are_the_reason_to_stay_and_the_window_asks(desk: Callable[..., Desk]) -> None:
    session = desk(samples.lease(State.WAITING, 1), samples.lease(State.WAITING, 2))
    session.order("QueryEndSession")
    session.wait_for("answer False 2 numbers are still open")
    assert session.dialog() is not None
    assert session.stops == 0
    session.order("CancelEndSession")
    session.qtbot.waitUntil(lambda: session.dialog() is None)
    assert session.stops == 0


def test_that_the_end_is_not_held_up_and_stops(desk: Callable[..., Desk]) -> None:
    session = desk(samples.lease(State.WAITING, 1))
    session.order("EndSession")
    session.wait_for("answer True")
    session.qtbot.waitUntil(lambda: session.stops == 1)
    assert session.dialog() is None


def test_that_with_nothing_open_the_session_may_end(desk: Callable[..., Desk]) -> None:
    session = desk(samples.lease(State.RECEIVED, 1))
    session.order("QueryEndSession")
    session.wait_for("answer True")
    assert session.dialog() is None


def test_that_without_a_manager_nothing_happens(qtbot: QtBot, qapp: QApplication) -> None:
    nowhere = QDBusConnection("nowhere")
    assert not nowhere.isConnected()
    window = QWidget()
    qtbot.addWidget(window)
    end = SessionEnd(lambda: pytest.fail("nobody asked"), lambda: None, lambda: None, window)
    DesktopSession(end, "x", window).join(nowhere)
