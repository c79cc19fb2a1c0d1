# SPDX-License-Identifier: MIT
"""One segment is chosen, by mouse and by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.ui.segmented import Segmented


@pytest.fixture
def segmented(qtbot: QtBot) -> Segmented:
    made = Segmented([("open", "Open"), ("all", "All"), ("past", "Past")], name="Shown numbers")
    qtbot.addWidget(made)
    made.show()
    return made


def test_that_the_first_is_chosen_at_first(segmented: Segmented) -> None:
    assert segmented.current() == "open"


def test_that_arrows_move_the_choice(segmented: Segmented, qtbot: QtBot) -> None:
    first = segmented._segments["open"]
    first.setFocus()
    with qtbot.waitSignal(segmented.chosen) as told:
        QTest.keyClick(first, Qt.Key.Key_Right)
    assert told.args == ["all"]
    assert segmented.current() == "all"


def test_that_a_click_chooses(segmented: Segmented, qtbot: QtBot) -> None:
    QTest.mouseClick(segmented._segments["past"], Qt.MouseButton.LeftButton)
    assert segmented.current() == "past"


def test_that_tab_stops_once(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    before, after = QLineEdit(), QLineEdit()
    segmented = Segmented([("open", "Open"), ("all", "All")], name="Shown")
    for widget in (before, segmented, after):
        column.addWidget(widget)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    segmented.choose("all")
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert segmented._segments["all"].hasFocus()
    QTest.keyClick(segmented._segments["all"], Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_that_choosing_moves_nothing_and_counts_fit(segmented: Segmented) -> None:
    before = segmented.sizeHint()
    segmented.choose("all")
    assert segmented.sizeHint() == before
    segmented.set_text("all", "All 1,204")
    segment = segmented._segments["all"]
    assert segment.text() == "All 1,204"
    assert segment.width() >= segment.sizeHint().width() - 2


def test_that_the_group_has_a_name_and_each_segment_an_object_name(qtbot: QtBot) -> None:
    made = Segmented([("a", "A"), ("b", "B")], name="Kind", object_name="kindChoice")
    qtbot.addWidget(made)
    assert made.accessibleName() == "Kind"
    assert [segment.objectName() for segment in made._segments.values()] == ["kindChoice_a", "kindChoice_b"]


def test_that_an_unknown_key_is_a_fault(segmented: Segmented) -> None:
    with pytest.raises(KeyError):
        segmented.choose("none")
