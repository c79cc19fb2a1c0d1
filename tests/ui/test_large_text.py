# SPDX-License-Identifier: MIT
"""With large text on a small screen the window stays on it, and everything in it can be reached."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.core.catalogue import Catalogue
from fxdesk.core.lease_state import Act, State
from fxdesk.core.model import LeaseId
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.core.preferences import Options
from fxdesk.ui import theme
from fxdesk.ui.lease_model import ACTIONS_COLUMN, COLUMNS
from fxdesk.ui.main_window import MainWindow
from fxdesk.ui.options_panel import OptionsPanel
from fxdesk.ui.safe import label
from tests.ui import samples
from tests.ui.fake_link import START, FakeLink

# What a screen leaves inside the frame that a window manager draws, and the text size in percent.
ROOMS = {"1024x700 at 150 %": (1022, 668, 150), "1280x800 at 200 %": (1278, 768, 200)}


@pytest.fixture(params=ROOMS)
def window(request: pytest.FixtureRequest, qtbot: QtBot, fake_link: FakeLink) -> MainWindow:
    """A full window whose text grew while a number was shown."""
    width, height, percent = ROOMS[request.param]
    made = MainWindow(fake_link.link)
    qtbot.addWidget(made)
    made.resize(width, height)
    made.show()
    fill(fake_link, made)
    fake_link.change_preferences(text_percent=percent)
    qtbot.wait(1)
    made.resize(width, height)
    made.log_dock.show()
    qtbot.wait(1)
    assert (made.width(), made.height()) == (width, height)
    return made


def fill(link: FakeLink, window: MainWindow) -> None:
    link.set_accounts(samples.account_state())
    link.catalogue_changed.emit(Catalogue.build(samples.offers(60), START))
    link.leases_loaded.emit(samples.leases_in_each_state())
    link.noticed.emit(Notice("rent", Topic.RENT_UNCERTAIN, Rank.WARN, LeaseId(2)))
    window.numbers.show_lease(LeaseId(7))


def place(widget: QWidget, window: MainWindow) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def part(window: MainWindow, name: str) -> QWidget:
    found = window.findChild(QWidget, name)
    assert found is not None, name
    return found


@pytest.mark.parametrize("percent", [125, 150, 200])
def test_that_larger_text_never_makes_the_window_larger_than_the_screen(
    qtbot: QtBot, fake_link: FakeLink, percent: int
) -> None:
    window = MainWindow(fake_link.link)
    qtbot.addWidget(window)
    room = window.screen().availableGeometry()
    window.resize(room.width(), room.height() - 100)
    window.move(room.left(), room.top() + 100)
    window.show()
    fill(fake_link, window)
    window.log_dock.show()
    fake_link.change_preferences(text_percent=percent)
    qtbot.wait(1)
    assert room.contains(window.frameGeometry())


def test_that_status_bar_and_get_number_stay_in_view(window: MainWindow) -> None:
    whole = window.rect()
    for name in ("statusBar", "getNumberButton", "maxPriceEdit", "optionsButton", "offerPriceLabel"):
        assert whole.contains(place(part(window, name), window)), name
    layout = window.layout()
    assert layout is not None
    least = layout.totalMinimumSize()
    assert least.height() <= window.height()
    assert least.width() <= window.width()


@pytest.mark.parametrize("name", ["serviceEdit", "serviceList", "countryList"])
def test_that_what_has_the_keyboard_in_the_frame_comes_into_view(window: MainWindow, name: str) -> None:
    area, wanted = part(window, "frameScroll"), part(window, name)
    assert isinstance(area, QScrollArea)
    window.activateWindow()
    part(window, "getNumberButton").setFocus()
    bar = area.verticalScrollBar()
    bar.setValue(0 if bar.value() else bar.maximum())
    wanted.setFocus()
    top = wanted.mapTo(area.viewport(), QPoint(0, 0)).y()
    assert top >= 0
    assert top + min(wanted.height(), 40) <= area.viewport().height()


def test_that_no_state_is_cut_and_the_services_keep_room(window: MainWindow) -> None:
    table = window.numbers.table
    dress = theme.current()
    metrics = QFontMetrics(dress.font("body", 500))
    widest = max(metrics.horizontalAdvance(row.words.text) for row in window.numbers.model.rows())
    assert table.columnWidth(COLUMNS.index("state")) >= 16 + 24 + widest
    assert table.columnWidth(COLUMNS.index("service")) >= dress.px(60)


def test_that_each_column_can_be_scrolled_to_and_the_buttons_come_before_what_can_wait(
    window: MainWindow,
) -> None:
    table, header = window.numbers.table, window.numbers.table.horizontalHeader()
    shown = [key for at, key in enumerate(COLUMNS) if not header.isSectionHidden(at)]
    assert {"state", "service", "number", "code", "actions", "waited", "price"} <= set(shown)
    assert table.horizontalScrollBar().maximum() >= header.length() - table.viewport().width()
    order = sorted(shown, key=lambda key: header.visualIndex(COLUMNS.index(key)))
    assert order.index("actions") < min(order.index("waited"), order.index("price"))
    # The person's own order comes back with the room, and was never written down as another one.
    window.resize(2600, 900)
    order = sorted(shown, key=lambda key: header.visualIndex(COLUMNS.index(key)))
    assert order[-1] == "actions"
    assert table.columns.shown()[-1] == "actions"


def test_that_a_button_of_a_scrolled_table_does_what_it_says(
    window: MainWindow, fake_link: FakeLink, qtbot: QtBot
) -> None:
    table = window.numbers.table
    lease = samples.lease(State.WAITING, 90)
    fake_link.tell_lease(lease)
    fake_link.clock.advance(5)
    window.numbers.show_lease(LeaseId(7))
    table.scrollTo(table.model().index(window.numbers.model.place_of(lease.lease_id), ACTIONS_COLUMN))
    index = table.model().index(window.numbers.model.place_of(lease.lease_id), ACTIONS_COLUMN)
    spot = table.cells.buttons.rects(table.visualRect(index))[Act.RELEASE].center()
    assert table.viewport().rect().contains(spot)
    with qtbot.waitSignal(table.act_wanted) as told:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert told.args == [lease.lease_id, Act.RELEASE]


def test_that_the_log_bar_grows_with_the_text(window: MainWindow) -> None:
    bar = part(window, "logBar")
    for name in ("logFilterEdit", "logLevelBox", "logCloseButton"):
        assert bar.rect().contains(
            QRect(part(window, name).mapTo(bar, QPoint(0, 0)), part(window, name).size())
        )


def test_that_the_story_of_a_number_is_scrolled_rather_than_cut(window: MainWindow, qtbot: QtBot) -> None:
    window.numbers.show_lease(LeaseId(2))
    window.numbers.actions_.details.trigger()
    qtbot.wait(1)
    story, area = part(window, "detailsStory"), part(window, "detailsScroll")
    assert isinstance(area, QScrollArea)
    assert story.isVisible()
    assert story.height() >= story.heightForWidth(story.width())
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert story.mapTo(area.viewport(), QPoint(0, story.height())).y() <= area.viewport().height()


def test_that_a_dialog_larger_than_the_screen_scrolls_above_its_buttons(
    qtbot: QtBot, dress: theme.Theme
) -> None:
    dress.dress(text_percent=200)
    dialog = OptionsPanel(Options(), place="Lumen Mail, Malaysia")
    qtbot.addWidget(dialog)
    for line in range(12):
        dialog.body.addWidget(label(f"line {line}", object_name=f"line{line}"))
    dialog.show()
    qtbot.wait(1)
    room = dialog.screen().availableGeometry()
    assert room.contains(dialog.frameGeometry())
    for button in dialog.findChildren(QPushButton):
        if button.parent() is dialog.foot.parentWidget():
            assert dialog.rect().contains(QRect(button.mapTo(dialog, QPoint(0, 0)), button.size()))
    area, last = dialog.findChild(QScrollArea, "sheetScroll"), dialog.findChild(QWidget, "line11")
    assert area is not None
    assert last is not None
    area.ensureWidgetVisible(last)
    assert not last.visibleRegion().isEmpty()
