# SPDX-License-Identifier: MIT
"""Mouse and keys in the number table act on the very number that was meant."""

from __future__ import annotations

import time
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from fxdesk.core.lease_state import Act, Mark, State
from fxdesk.core.model import LeaseId
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.ui import theme
from fxdesk.ui.act_words import act_name
from fxdesk.ui.lease_model import ACTIONS_COLUMN, COLUMNS
from fxdesk.ui.lease_page import LeasePage
from tests.ui import samples
from tests.ui.copier import RecordingCopier
from tests.ui.fake_link import FakeLink

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def copier() -> RecordingCopier:
    return RecordingCopier()


@pytest.fixture
def page(qtbot: QtBot, fake_link: FakeLink, copier: RecordingCopier) -> LeasePage:
    made = LeasePage(fake_link.link, copier)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    qtbot.waitExposed(made)
    fake_link.leases_loaded.emit(
        (
            samples.lease(State.WAITING, 1, service="Zulu"),
            samples.lease(State.RECEIVED, 2, service="Mike"),
            samples.lease(State.WAITING, 3, service="Alfa"),
        )
    )
    QApplication.processEvents()
    # The platform's mouse may stand anywhere.
    QApplication.sendEvent(made.table, QEvent(QEvent.Type.Leave))
    return made


def button(page: LeasePage, lease_id: int, act: Act) -> QPoint:
    """The middle of a row's button, in the viewport."""
    place = page.model.place_of(LeaseId(lease_id))
    cell = page.table.visualRect(page.model.index(place, ACTIONS_COLUMN))
    return page.table.cells.buttons.rects(cell)[act].center()


def spot(page: LeasePage, lease_id: int, key: str = "service") -> QPoint:
    place = page.model.place_of(LeaseId(lease_id))
    return page.table.visualRect(page.model.index(place, COLUMNS.index(key))).center()


def test_that_a_row_button_does_its_act(
    page: LeasePage, fake_link: FakeLink, copier: RecordingCopier
) -> None:
    QTest.mouseClick(page.table.viewport(), LEFT, pos=button(page, 1, Act.RELEASE))
    assert [call.positional for call in fake_link.asked("release")] == [(1,)]
    QTest.mouseClick(page.table.viewport(), LEFT, pos=button(page, 2, Act.COPY_CODE))
    assert copier.copied == [("code", 2)]


def test_that_a_button_of_a_closed_act_does_nothing_but_select(
    page: LeasePage, fake_link: FakeLink, copier: RecordingCopier
) -> None:
    QTest.mouseClick(page.table.viewport(), LEFT, pos=button(page, 1, Act.COPY_CODE))
    QTest.mouseClick(page.table.viewport(), LEFT, pos=button(page, 2, Act.RELEASE))
    assert not fake_link.asked("release")
    assert not copier.copied
    assert page.table.current_lease() == 2


def test_that_a_sort_between_press_and_release_hits_the_number_that_was_meant(
    page: LeasePage, fake_link: FakeLink
) -> None:
    point = button(page, 3, Act.RELEASE)
    QTest.mousePress(page.table.viewport(), LEFT, pos=point)
    page.model.sort(COLUMNS.index("service"), Qt.SortOrder.DescendingOrder)
    assert page.model.row(0).lease.lease_id == 1, "another row must lie under the mouse now"
    QTest.mouseRelease(page.table.viewport(), LEFT, pos=point)
    assert [call.positional for call in fake_link.asked("release")] == [(3,)]


def test_that_a_new_row_between_press_and_release_hits_the_number_that_was_meant(
    page: LeasePage, qtbot: QtBot, fake_link: FakeLink
) -> None:
    point = button(page, 3, Act.RELEASE)
    QTest.mousePress(page.table.viewport(), LEFT, pos=point)
    fake_link.tell_lease(samples.lease(State.WAITING, 9, service="New"))
    qtbot.waitUntil(lambda: page.model.place_of(LeaseId(9)) >= 0)
    QTest.mouseRelease(page.table.viewport(), LEFT, pos=point)
    assert [call.positional for call in fake_link.asked("release")] == [(3,)]


def test_that_a_code_that_comes_as_the_hand_releases_is_not_released(
    page: LeasePage, fake_link: FakeLink
) -> None:
    point = button(page, 3, Act.RELEASE)
    QTest.mousePress(page.table.viewport(), LEFT, pos=point)
    fake_link.tell_lease(samples.lease(State.RECEIVED, 3, service="Alfa"))
    QTest.mouseRelease(page.table.viewport(), LEFT, pos=point)
    assert not fake_link.asked("release")
    assert not fake_link.asked("blacklist")


def test_that_a_press_that_ends_elsewhere_does_nothing(page: LeasePage, fake_link: FakeLink) -> None:
    QTest.mousePress(page.table.viewport(), LEFT, pos=button(page, 3, Act.RELEASE))
    QTest.mouseRelease(page.table.viewport(), LEFT, pos=button(page, 1, Act.RELEASE))
    assert not fake_link.asked("release")


def test_that_a_click_on_rows_that_moved_under_the_mouse_releases_nothing(
    page: LeasePage, fake_link: FakeLink
) -> None:
    page.table.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    top = page.table.mapToGlobal(QPoint())
    fake_link.noticed.emit(Notice("release", Topic.RELEASE_UNDO, Rank.INFO, LeaseId(3)))
    QApplication.processEvents()
    assert page.table.mapToGlobal(QPoint()) != top
    QTest.mouseDClick(page.table.viewport(), LEFT, pos=button(page, 1, Act.RELEASE))
    assert not fake_link.asked("release")
    fake_link.clock.advance(1)
    QTest.mouseClick(page.table.viewport(), LEFT, pos=button(page, 1, Act.RELEASE))
    assert [call.positional for call in fake_link.asked("release")] == [(1,)]


def test_that_places_of_buttons_are_the_same_in_every_row(page: LeasePage) -> None:
    for act in (Act.COPY_CODE, Act.RELEASE, Act.BLACKLIST):
        assert len({button(page, lease_id, act).x() for lease_id in (1, 2, 3)}) == 1


@pytest.mark.parametrize("state", State)
def test_that_buttons_are_open_exactly_as_the_table_of_states_says(
    page: LeasePage, fake_link: FakeLink, copier: RecordingCopier, state: State
) -> None:
    fake_link.leases_loaded.emit((samples.lease(state, 1),))
    for act in (Act.COPY_CODE, Act.RELEASE):
        QTest.mouseClick(page.table.viewport(), LEFT, pos=button(page, 1, act))
    has_code = state in (State.RECEIVED, State.BLACKLISTING, State.BLACKLISTED)
    assert copier.copied == ([("code", 1)] if has_code else [])
    assert bool(fake_link.asked("release")) is (state is State.WAITING)


def test_that_enter_and_a_double_click_copy_the_code_or_else_the_number(
    page: LeasePage, copier: RecordingCopier
) -> None:
    QTest.mouseDClick(page.table.viewport(), LEFT, pos=spot(page, 1))
    page.show_lease(LeaseId(2))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert copier.copied == [("number", 1, None), ("code", 2)]


def test_that_a_double_click_on_a_button_copies_nothing_besides(
    page: LeasePage, fake_link: FakeLink, copier: RecordingCopier
) -> None:
    QTest.mouseDClick(page.table.viewport(), LEFT, pos=button(page, 1, Act.RELEASE))
    assert copier.copied == []


def test_that_delete_and_control_c_work_in_the_table(
    page: LeasePage, fake_link: FakeLink, copier: RecordingCopier
) -> None:
    page.activateWindow()
    page.show_lease(LeaseId(3))
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert copier.copied == [("number", 3, None)]
    assert [call.positional for call in fake_link.asked("release")] == [(3,)]


def test_that_control_c_never_goes_past_the_one_way_to_the_clipboard(
    page: LeasePage, fake_link: FakeLink
) -> None:
    fake_link.leases_loaded.emit((samples.lease(State.ASKING, 1),))
    page.show_lease(LeaseId(1))
    QGuiApplication.clipboard().setText("mine")
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "mine"


def test_that_arrows_and_space_reach_each_button(
    page: LeasePage, fake_link: FakeLink, copier: RecordingCopier
) -> None:
    page.show_lease(LeaseId(2))
    QTest.keyClick(page.table, Qt.Key.Key_Right)
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert copier.copied == [("code", 2)]
    page.show_lease(LeaseId(1))
    QTest.keyClick(page.table, Qt.Key.Key_Right)
    QTest.keyClick(page.table, Qt.Key.Key_Right)
    focus = page.table.focused()
    assert focus is not None
    assert focus.act is Act.RELEASE
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert [call.positional for call in fake_link.asked("release")] == [(1,)]
    for _ in range(2):
        QTest.keyClick(page.table, Qt.Key.Key_Left)
    focus = page.table.focused()
    assert focus is not None
    assert focus.act is None


def test_that_rows_stay_while_the_mouse_is_over_them(
    page: LeasePage, qtbot: QtBot, fake_link: FakeLink
) -> None:
    QApplication.sendEvent(page.table, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
    fake_link.tell_lease(samples.lease(State.ASKING, 9))
    qtbot.waitUntil(lambda: page.model.place_of(LeaseId(9)) >= 0)
    assert page.model.place_of(LeaseId(3)) == 0
    QApplication.sendEvent(page.table, QEvent(QEvent.Type.Leave))
    assert page.model.place_of(LeaseId(9)) == 0


def test_that_rows_are_free_when_a_menu_closes_and_the_mouse_is_elsewhere_by_then(
    page: LeasePage, qtbot: QtBot, fake_link: FakeLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _where: opened.append(menu))
    QApplication.sendEvent(page.table, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
    page.table.menu_wanted.emit(page.table.mapToGlobal(page.table.rect().center()))
    # No Leave comes while a menu has the mouse.
    monkeypatch.setattr(page.table, "cursor", lambda: SimpleNamespace(pos=lambda: QPoint(-500, -500)))
    opened[0].aboutToHide.emit()
    fake_link.tell_lease(samples.lease(State.ASKING, 9))
    qtbot.waitUntil(lambda: page.model.place_of(LeaseId(9)) == 0)


def test_that_rows_stay_while_a_row_button_has_the_keyboard(
    page: LeasePage, qtbot: QtBot, fake_link: FakeLink
) -> None:
    page.activateWindow()
    page.show_lease(LeaseId(3))
    qtbot.waitUntil(page.table.hasFocus)
    QTest.keyClick(page.table, Qt.Key.Key_Right)
    fake_link.tell_lease(samples.lease(State.ASKING, 9))
    qtbot.waitUntil(lambda: page.model.place_of(LeaseId(9)) >= 0)
    assert page.model.place_of(LeaseId(3)) == 0
    QTest.keyClick(page.table, Qt.Key.Key_Left)
    assert page.model.place_of(LeaseId(9)) == 0


def test_that_a_right_click_selects_its_row_and_the_menu_acts_on_it(
    page: LeasePage, fake_link: FakeLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QMenu] = []
    # A popup grabs the keyboard, which the offscreen platform remarks on.
    monkeypatch.setattr(QMenu, "popup", lambda menu, _where: opened.append(menu))
    page.show_lease(LeaseId(2))
    point = spot(page, 1)
    where = page.table.viewport().mapToGlobal(point)
    QApplication.sendEvent(
        page.table.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, where)
    )
    assert page.table.current_lease() == 1
    assert page.actions_.release in opened[0].actions()
    fake_link.tell_lease(samples.lease(State.ASKING, 9))
    page.actions_.release.trigger()
    assert [call.positional for call in fake_link.asked("release")] == [(1,)]


def test_that_letters_typed_in_the_table_go_to_the_filter(page: LeasePage) -> None:
    page.show_lease(LeaseId(2))
    QTest.keyClicks(page.table, "a")
    assert page.filter.text() == "a"


def test_that_little_room_folds_the_country_into_the_number(page: LeasePage) -> None:
    country = COLUMNS.index("country")
    assert not page.table.isColumnHidden(country)
    wide = page.table.columnWidth(ACTIONS_COLUMN)
    page.set_narrow(True)
    assert page.table.isColumnHidden(country)
    assert page.table.columnWidth(ACTIONS_COLUMN) < wide
    page.set_narrow(False)
    assert not page.table.isColumnHidden(country)


def test_that_columns_are_kept_by_their_keys(
    page: LeasePage, qtbot: QtBot, fake_link: FakeLink, copier: RecordingCopier
) -> None:
    header = page.table.horizontalHeader()
    header.moveSection(header.visualIndex(COLUMNS.index("price")), 1)
    header.resizeSection(COLUMNS.index("number"), 222)
    page.table.columns.choose("waited", False)
    qtbot.waitUntil(lambda: bool(fake_link.preferences.columns))
    assert fake_link.preferences.columns == ("state", "price", "service", "country", "number", "code")
    assert dict(fake_link.preferences.column_widths) == {"number": 222}
    other = LeasePage(fake_link.link, copier)
    qtbot.addWidget(other)
    other.resize(1200, 700)
    assert other.table.columns.shown() == (*fake_link.preferences.columns, "actions")
    assert other.table.columnWidth(COLUMNS.index("number")) == 222


def test_that_a_code_is_never_cut_off(page: LeasePage, fake_link: FakeLink) -> None:
    fake_link.leases_loaded.emit((samples.lease(State.RECEIVED, 1, code="8842-9913-0042"),))
    QApplication.processEvents()
    column = COLUMNS.index("code")
    needed = page.table.cells.text.width("8842-9913-0042", "code") + 16
    assert page.table.columnWidth(column) >= needed


def test_that_the_state_column_grows_for_words_that_a_tick_brings(
    page: LeasePage, fake_link: FakeLink
) -> None:
    column = COLUMNS.index("state")
    before = page.table.columnWidth(column)
    lease = samples.lease(State.RELEASING, 1, marks=frozenset({Mark.RELEASE_UNCONFIRMED}), due_in=500)
    fake_link.leases_loaded.emit((lease,))
    QApplication.processEvents()
    assert page.table.columnWidth(column) > before


def test_that_the_tooltip_of_a_closed_button_says_why(page: LeasePage) -> None:
    assert "No SMS has come yet." in page.actions_.copy_code.toolTip() or page.table.current_lease() is None
    page.show_lease(LeaseId(1))
    assert page.actions_.copy_code.toolTip() == "No SMS has come yet."
    assert not page.actions_.copy_code.isEnabled()
    page.show_lease(LeaseId(2))
    assert page.actions_.release.toolTip().startswith("The SMS has arrived")
    assert page.actions_.copy_code.toolTip() == act_name(Act.COPY_CODE)


def test_that_larger_text_finds_room_at_once(page: LeasePage, dress: theme.Theme) -> None:
    column, before = COLUMNS.index("code"), page.table.row_height()
    narrow = page.table.columnWidth(column)
    dress.dress(text_percent=150)
    QApplication.processEvents()
    assert page.table.row_height() > before
    assert page.table.columnWidth(column) > narrow


def test_that_code_and_buttons_stay_in_view_with_large_text(page: LeasePage, dress: theme.Theme) -> None:
    dress.dress(text_percent=150)
    page.resize(1000, 700)
    QApplication.processEvents()
    assert not page.table.isColumnHidden(COLUMNS.index("code"))
    right = page.table.columnViewportPosition(ACTIONS_COLUMN) + page.table.columnWidth(ACTIONS_COLUMN)
    assert right <= page.table.viewport().width()


def test_that_two_hundred_rows_are_painted_and_ticked_in_time(page: LeasePage, fake_link: FakeLink) -> None:
    states = (State.WAITING, State.RECEIVED, State.RELEASING, State.RELEASED)
    fake_link.leases_loaded.emit(tuple(samples.lease(states[at % 4], at, ago=at) for at in range(1, 201)))
    page.resize(1200, 900)
    page.table.grab()
    spent = []
    for _ in range(5):
        began = time.perf_counter()
        page.table.viewport().repaint()
        fake_link.clock.advance(1)
        page.table.tick()
        spent.append(time.perf_counter() - began)
    # A frame is 16 ms; the limit leaves room for a busy machine and still catches a shaped text per cell.
    assert min(spent) < 0.05
