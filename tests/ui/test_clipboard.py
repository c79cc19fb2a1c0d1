# SPDX-License-Identifier: MIT
"""The clipboard is cleared only of what is ours and secret, and what is said of it was seen."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fxdesk.core.lease_state import State
from fxdesk.ui.clipboard import SECRET_HINT, Clipboard, Seen
from tests.ui import samples
from tests.ui.fake_link import FakeLink

RECEIVED = samples.lease(State.RECEIVED, 1)


@pytest.fixture
def clipboard(fake_link: FakeLink) -> Clipboard:
    """A clipboard that keeps a code for a minute."""
    return Clipboard(fake_link.link, fake_link)


@pytest.fixture
def told(clipboard: Clipboard) -> list[Seen]:
    """What was told of clearing."""
    seen: list[Seen] = []
    clipboard.seen.connect(seen.append)
    return seen


def held() -> str:
    return QGuiApplication.clipboard().text()


def test_that_a_code_is_secret_and_a_number_is_not(clipboard: Clipboard) -> None:
    assert clipboard.copy_code(RECEIVED)
    assert QGuiApplication.clipboard().mimeData().hasFormat(SECRET_HINT)
    assert clipboard.copy_number(RECEIVED, with_code=True)
    assert held().startswith("+60")
    assert not QGuiApplication.clipboard().mimeData().hasFormat(SECRET_HINT)
    assert clipboard.copy_number(RECEIVED, with_code=False)
    assert held().isdigit()


def test_that_a_secret_goes_when_it_was_seen_to_go(clipboard: Clipboard, told: list[Seen]) -> None:
    clipboard.copy_code(RECEIVED)
    clipboard.clear_now()
    assert held() == ""
    assert told == [Seen.GONE]


def test_that_foreign_content_stays_and_is_told(clipboard: Clipboard, told: list[Seen]) -> None:
    clipboard.copy_code(RECEIVED)
    QGuiApplication.clipboard().setText("a shopping list")
    clipboard.clear_now()
    assert held() == "a shopping list"
    assert told == [Seen.FOREIGN]


@pytest.mark.parametrize("at_the_end", [False, True])
def test_that_foreign_content_stays_also_where_the_system_does_not_tell_of_it(
    clipboard: Clipboard, qapp: QApplication, at_the_end: bool
) -> None:
    """As a window in the background of Wayland hears of no change."""
    clipboard.copy_code(RECEIVED)
    board = QGuiApplication.clipboard()
    board.blockSignals(True)
    board.setText("a shopping list")
    board.blockSignals(False)
    if at_the_end:
        qapp.aboutToQuit.emit()
    else:
        clipboard.clear_now()
    assert held() == "a shopping list"


def test_that_at_the_end_a_secret_goes_and_a_number_stays(clipboard: Clipboard, qapp: QApplication) -> None:
    clipboard.copy_code(RECEIVED)
    qapp.aboutToQuit.emit()
    assert held() == ""
    clipboard.copy_number(RECEIVED, with_code=False)
    qapp.aboutToQuit.emit()
    assert held().isdigit()


def test_that_never_means_never(
    qtbot: QtBot, clipboard: Clipboard, told: list[Seen], fake_link: FakeLink
) -> None:
    fake_link.change_preferences(clipboard_clear_seconds=0)
    with qtbot.assertNotEmitted(clipboard.countdown):
        clipboard.copy_code(RECEIVED)
    assert held() == RECEIVED.code
    assert told == []


def test_that_the_next_window_goes_on_counting(
    clipboard: Clipboard, fake_link: FakeLink, told: list[Seen]
) -> None:
    clipboard.copy_code(RECEIVED)
    fake_link.clock.advance(20)
    counted: list[int] = []
    after = Clipboard(fake_link.link, fake_link)
    after.countdown.connect(counted.append)
    after.take_over(clipboard)
    assert counted == [40]
    clipboard.clear_now()
    assert held() == RECEIVED.code
    after.clear_now()
    assert held() == ""
    assert told == []
