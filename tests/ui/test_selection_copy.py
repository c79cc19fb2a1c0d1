# SPDX-License-Identifier: MIT
"""What a person selects of an SMS and copies is marked as secret and cleared, whatever way it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.core.lease_state import State
from fxdesk.ui.clipboard import SECRET_HINT
from fxdesk.ui.main_window import MainWindow
from tests.ui import samples
from tests.ui.fake_link import FakeLink

LEASE = samples.lease(State.RECEIVED, 7)
CONTROL = Qt.KeyboardModifier.ControlModifier
SHOWN = ("codeLabel", "smsTextView")


@pytest.fixture
def popped(monkeypatch: pytest.MonkeyPatch) -> list[QMenu]:
    """The menus that were opened: this platform grabs no keyboard for them."""
    menus: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, at: menus.append(menu))
    return menus


@pytest.fixture
def window(qtbot: QtBot, fake_link: FakeLink, popped: list[QMenu]) -> Iterator[MainWindow]:
    fake_link.change_preferences(clipboard_clear_seconds=30)
    made = MainWindow(fake_link.link)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    fake_link.set_accounts(samples.account_state())
    fake_link.leases_loaded.emit((LEASE,))
    made.numbers.show_lease(LEASE.lease_id)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    QGuiApplication.clipboard().clear()
    yield made
    # Where Qt holds the clipboard itself it must hold nothing of Python's at the end.
    QGuiApplication.clipboard().clear()


def shown(window: MainWindow, name: str) -> QLabel | QPlainTextEdit:
    found = window.numbers.details.findChild(QWidget, name)
    assert isinstance(found, QLabel | QPlainTextEdit)
    return found


def receives(shows: QLabel | QPlainTextEdit) -> QWidget:
    """The widget that the mouse's events go to."""
    return shows.viewport() if isinstance(shows, QPlainTextEdit) else shows


def menu_of(shows: QLabel | QPlainTextEdit, popped: list[QMenu]) -> tuple[QAction, QAction]:
    """What the context menu offers: to copy, and to select all."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(1, 1), QPoint(1, 1))
    QApplication.sendEvent(receives(shows), event)
    (menu,) = popped
    assert menu.objectName() == "selectionMenu"
    copy, select = menu.actions()
    return copy, select


def by_keys(shows: QLabel | QPlainTextEdit, popped: list[QMenu]) -> None:
    shows.setFocus()
    QTest.keyClick(shows, Qt.Key.Key_C, CONTROL)


def by_other_keys(shows: QLabel | QPlainTextEdit, popped: list[QMenu]) -> None:
    shows.setFocus()
    QTest.keyClick(shows, Qt.Key.Key_Insert, CONTROL)


def by_menu(shows: QLabel | QPlainTextEdit, popped: list[QMenu]) -> None:
    menu_of(shows, popped)[0].trigger()


def select_all(shows: QLabel | QPlainTextEdit) -> str:
    if isinstance(shows, QLabel):
        shows.setSelection(0, len(shows.text()))
        return shows.text()
    shows.selectAll()
    return shows.toPlainText()


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("copies", [by_keys, by_other_keys, by_menu])
def test_that_a_selection_is_secret_and_cleared_like_a_code(
    window: MainWindow,
    fake_link: FakeLink,
    popped: list[QMenu],
    name: str,
    copies: Callable[[QLabel | QPlainTextEdit, list[QMenu]], None],
) -> None:
    shows = shown(window, name)
    text = select_all(shows)
    assert text
    copies(shows, popped)
    board = QGuiApplication.clipboard()
    assert board.text() == text
    assert board.mimeData().hasFormat(SECRET_HINT)
    fake_link.clock.advance(31)
    window.clipboard._tick.timeout.emit()
    assert board.text() == ""


@pytest.mark.parametrize("name", SHOWN)
def test_that_without_a_selection_nothing_is_copied(
    window: MainWindow, popped: list[QMenu], name: str
) -> None:
    QGuiApplication.clipboard().setText("a shopping list")
    shows = shown(window, name)
    by_keys(shows, popped)
    assert not menu_of(shows, popped)[0].isEnabled()
    assert QGuiApplication.clipboard().text() == "a shopping list"


@pytest.mark.parametrize("name", SHOWN)
def test_that_the_menu_selects_all(window: MainWindow, popped: list[QMenu], name: str) -> None:
    shows = shown(window, name)
    menu_of(shows, popped)[1].trigger()
    popped.clear()
    by_menu(shows, popped)
    text = shows.text() if isinstance(shows, QLabel) else shows.toPlainText()
    assert QGuiApplication.clipboard().text() == text
