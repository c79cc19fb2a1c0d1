# SPDX-License-Identifier: MIT
"""Hold the window to looking the same before and after the parts that a start does not show are built."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.ui.main_window import MainWindow
from tests.ui.fake_link import FakeLink


def _stops(window: MainWindow) -> list[str]:
    names: list[str] = []
    widget: QWidget | None = window.nextInFocusChain()
    while widget is not None and widget is not window:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            names.append(widget.objectName())
        widget = widget.nextInFocusChain()
    return names


def test_that_completing_the_window_changes_nothing_in_view(qtbot: QtBot, fake_link: FakeLink) -> None:
    window = MainWindow(fake_link.link, whole=False)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    # A caret blinks.
    window.sidebar.picker.finder.field.clearFocus()
    QApplication.processEvents()
    before = window.grab().toImage()
    window.complete()
    QApplication.processEvents()
    assert window.grab().toImage() == before


def test_that_the_tab_key_goes_from_filter_to_table_to_status_bar(qtbot: QtBot, fake_link: FakeLink) -> None:
    window = MainWindow(fake_link.link, whole=False)
    qtbot.addWidget(window)
    window.complete()
    stops = _stops(window)
    wanted = ["getNumberButton", "pageTabs", "leaseFilterEdit", "leaseTable", "smsTextView", "logButton"]
    assert [name for name in stops if name in wanted] == wanted


def test_that_a_window_that_is_closed_before_it_is_whole_still_stops_all(
    qtbot: QtBot, fake_link: FakeLink
) -> None:
    window = MainWindow(fake_link.link, whole=False)
    qtbot.addWidget(window)
    window.close()
    assert fake_link.asked("stop")
    with qtbot.waitSignal(window.closed):
        fake_link.stopped.emit()
