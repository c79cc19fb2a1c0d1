# SPDX-License-Identifier: MIT
"""What is scrolled looks the same to a screen reader with and without its bars."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

import fxdesk.ui
from fxdesk.ui.steady_scroll import SteadyScroll


@pytest.fixture
def area(qtbot: QtBot) -> SteadyScroll:
    """An area of 200 x 100 px in view, with a content of the same size."""
    made = SteadyScroll()
    qtbot.addWidget(made)
    made.setWidget(QWidget())
    made.resize(200, 100)
    made.show()
    qtbot.waitExposed(made)
    return made


def content(area: SteadyScroll) -> QWidget:
    """What is scrolled."""
    widget = area.widget()
    assert widget is not None
    return widget


def bars(area: SteadyScroll) -> list[QScrollBar]:
    found = area.findChildren(QScrollBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [bar for bar in found if bar.isVisible()]


def test_that_no_child_comes_or_goes_with_the_bars(area: SteadyScroll, qtbot: QtBot) -> None:
    node = QAccessible.queryAccessibleInterface(area)
    assert (node.childCount(), len(bars(area))) == (1, 0)
    content(area).setMinimumSize(500, 600)
    qtbot.waitUntil(lambda: len(bars(area)) == 2)
    assert node.childCount() == 1
    content(area).setMinimumSize(0, 0)
    qtbot.waitUntil(lambda: not bars(area))
    assert node.childCount() == 1


def test_that_bar_and_wheel_move_the_content_and_no_bar_hides_it(area: SteadyScroll, qtbot: QtBot) -> None:
    content(area).setMinimumHeight(600)
    qtbot.waitUntil(lambda: len(bars(area)) == 1)
    (bar,) = bars(area)
    assert area.viewport().geometry().right() < bar.geometry().left()
    bar.setValue(bar.maximum())
    assert content(area).y() == 100 - 600
    at, still = QPointF(50, 50), QPoint(0, 0)
    wheel = QWheelEvent(
        at, area.mapToGlobal(at), still, QPoint(0, 1200), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(area.viewport(), wheel)
    assert bar.value() < bar.maximum()
    assert content(area).y() == -bar.value()


def test_that_what_goes_down_only_has_one_bar(qtbot: QtBot) -> None:
    area = SteadyScroll(sideways=False)
    qtbot.addWidget(area)
    area.setWidget(QWidget())
    area.resize(200, 100)
    area.show()
    content(area).setMinimumSize(500, 600)
    qtbot.waitUntil(lambda: len(bars(area)) == 1)
    assert bars(area)[0].orientation() is Qt.Orientation.Vertical


def test_that_the_window_scrolls_by_no_other_area() -> None:
    files = Path(next(iter(fxdesk.ui.__path__))).glob("*.py")
    assert [path.name for path in files if "QScrollArea(" in path.read_text("utf-8")] == []
