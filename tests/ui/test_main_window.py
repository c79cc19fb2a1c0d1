# SPDX-License-Identifier: MIT
"""The window as a whole: its menus, its parts, and how it closes."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.core.lease_state import State
from fxdesk.core.model import Lease
from fxdesk.core.notice import Exchange
from fxdesk.ui.main_window import MainWindow
from tests.ui.fake_link import START, FakeLink


@pytest.fixture
def window(qtbot: QtBot, fake_link: FakeLink) -> MainWindow:
    """A shown window before a link that only records."""
    made = MainWindow(fake_link.link)
    qtbot.addWidget(made, before_close_func=lambda _: fake_link.stopped.emit())
    made.show()
    return made


def act(window: MainWindow, name: str) -> QAction:
    """One of the window's actions."""
    found = window.findChild(QAction, name)
    assert found is not None, name
    return found


def part(window: MainWindow, name: str) -> QWidget:
    """One of the window's widgets."""
    found = window.findChild(QWidget, name)
    assert found is not None, name
    return found


def test_that_the_log_opens_and_closes_by_its_action(window: MainWindow) -> None:
    act(window, "actionLog").trigger()
    assert part(window, "logDock").isVisible()
    act(window, "actionLog").trigger()
    assert not part(window, "logDock").isVisible()


def test_that_the_log_shows_what_was_asked_before_it_was_opened(
    window: MainWindow, fake_link: FakeLink
) -> None:
    fake_link.exchanged.emit(Exchange(START, "→", "myInfo", "token=***"))
    act(window, "actionLog").trigger()
    assert "myInfo" in window.log_dock.view.toPlainText()


def test_that_the_keys_go_to_the_search_for_a_service_after_signing_in(window: MainWindow) -> None:
    part(window, "leaseFilterEdit").setFocus()
    window.sign_in(None)
    dialog = part(window, "signInDialog")
    assert isinstance(dialog, QDialog)
    dialog.accept()
    assert window.focusWidget() is part(window, "serviceEdit")


def test_that_a_narrow_window_has_a_narrow_frame(window: MainWindow) -> None:
    window.resize(1280, 800)
    wide = part(window, "sidebar").width()
    window.resize(1024, 700)
    assert part(window, "sidebar").width() < wide


def test_that_a_window_with_nothing_open_stops_and_closes(
    window: MainWindow, fake_link: FakeLink, qtbot: QtBot
) -> None:
    window.close()
    assert fake_link.asked("stop")
    assert window.isVisible()
    with qtbot.waitSignal(window.closed):
        fake_link.stopped.emit()
    assert not window.isVisible()


def test_that_a_window_with_an_open_number_asks_before_it_closes(
    window: MainWindow, fake_link: FakeLink, leases_in_each_state: dict[State, Lease]
) -> None:
    fake_link.leases_loaded.emit((leases_in_each_state[State.WAITING],))
    window.close()
    assert not fake_link.asked("stop")
    assert part(window, "quitDialog").isVisible()


def test_that_the_geometry_is_kept(window: MainWindow, fake_link: FakeLink) -> None:
    window.resize(790, 711)
    window.close()
    assert fake_link.preferences.window_geometry
    again = MainWindow(fake_link.link)
    assert again.height() == window.height() == 711
    again.deleteLater()
