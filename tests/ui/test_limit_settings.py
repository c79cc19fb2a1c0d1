# SPDX-License-Identifier: MIT
"""Limits are set with what is spent before the eyes; what is typed wrong is said, and nothing is lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from fxdesk.core.budget import Spending
from fxdesk.core.lease_state import State
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.ui.amount_control import AmountControl
from fxdesk.ui.limit_words import FIELDS
from fxdesk.ui.main_window import MainWindow
from fxdesk.ui.notice_words import notice_words
from fxdesk.ui.preferences_dialog import PreferencesDialog
from tests.ui import samples
from tests.ui.fake_link import START, FakeLink

KEY = Qt.Key
AMOUNTS = ("price_cap", "day_limit", "month_limit", "low_balance")
SPENDING = Spending(Decimal("2.55"), Decimal("41.2"), Decimal("0.65"), Decimal("1.3"), 3, 1)


@pytest.fixture
def dialog(qtbot: QtBot, fake_link: FakeLink) -> PreferencesDialog:
    """The preferences, open at the limits."""
    made = PreferencesDialog(fake_link.link)
    qtbot.addWidget(made)
    made.go_to("price_cap")
    made.open()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def control(dialog: PreferencesDialog, field: str) -> AmountControl:
    found = dialog.findChild(AmountControl, f"preference_{field}_control")
    assert found is not None, field
    return found


def type_in(dialog: PreferencesDialog, field: str, text: str) -> AmountControl:
    """Type as a person does, then go on with Tab."""
    found = control(dialog, field)
    found.setFocus()
    found.selectAll()
    QTest.keyClick(found, KEY.Key_Delete)
    QTest.keyClicks(found, text)
    QTest.keyClick(found, KEY.Key_Tab)
    return found


def words(dialog: PreferencesDialog, name: str) -> str:
    found = dialog.findChild(QLabel, name)
    return "" if found is None or found.isHidden() else found.text()


@pytest.mark.parametrize("field", AMOUNTS)
def test_that_an_amount_applies_at_once_and_empty_is_none(
    dialog: PreferencesDialog, fake_link: FakeLink, field: str
) -> None:
    found = control(dialog, field)
    assert (found.text(), found.placeholderText()) == ("", "none")
    type_in(dialog, field, "2,50")
    assert getattr(fake_link.preferences, field) == Decimal("2.5")
    assert found.text() == "2.5"
    type_in(dialog, field, "")
    assert getattr(fake_link.preferences, field) is None
    assert found.text() == ""


def test_that_enter_applies_and_does_not_close(dialog: PreferencesDialog, fake_link: FakeLink) -> None:
    found = control(dialog, "day_limit")
    found.setFocus()
    QTest.keyClicks(found, "5")
    assert fake_link.asked("change_preferences") == []
    QTest.keyClick(found, KEY.Key_Return)
    assert fake_link.preferences.day_limit == 5
    assert dialog.isVisible()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1.2.3", "This is no amount. Type one such as 2.50, or leave it empty for none."),
        ("ten", "This is no amount. Type one such as 2.50, or leave it empty for none."),
        ("0", "0 would stop every purchase. Leave it empty for none."),
        ("1234567890", "This has more than nine digits before the point."),
        ("0.1234567", "This has more than six decimals."),
    ],
)
def test_that_a_wrong_amount_is_said_kept_and_changes_nothing(
    dialog: PreferencesDialog, fake_link: FakeLink, typed: str, said: str
) -> None:
    type_in(dialog, "day_limit", "5")
    found = type_in(dialog, "day_limit", typed)
    assert words(dialog, "preference_day_limit_fault") == f"{said} 5.0000 stays in force."
    assert found.text() == typed
    assert fake_link.preferences.day_limit == 5
    # What else happens does not wipe it.
    fake_link.change_preferences(compact_rows=True)
    assert found.text() == typed
    type_in(dialog, "day_limit", "6")
    assert words(dialog, "preference_day_limit_fault") == ""
    assert fake_link.preferences.day_limit == 6


def test_that_without_a_limit_a_wrong_amount_says_that_none_is_in_force(dialog: PreferencesDialog) -> None:
    type_in(dialog, "price_cap", "x")
    assert words(dialog, "preference_price_cap_fault").endswith("None is in force.")


def test_that_closing_shows_a_wrong_amount_first_and_esc_still_leaves(dialog: PreferencesDialog) -> None:
    type_in(dialog, "month_limit", "x")
    dialog.list.setCurrentRow(0)
    close = dialog.findChild(QAbstractButton, "preferencesCloseButton")
    assert close is not None
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.focusWidget() is control(dialog, "month_limit")
    QTest.keyClick(dialog, KEY.Key_Escape)
    assert not dialog.isVisible()


def test_that_restoring_all_takes_back_what_is_no_amount_too(
    dialog: PreferencesDialog, fake_link: FakeLink
) -> None:
    type_in(dialog, "day_limit", "5")
    for field in ("day_limit", "price_cap"):
        type_in(dialog, field, "x")
    dialog.restore_all()
    assert fake_link.preferences.day_limit is None
    for field in ("day_limit", "price_cap"):
        assert control(dialog, field).text() == ""
        assert words(dialog, f"preference_{field}_fault") == ""


def test_that_the_way_back_to_none_is_one_click(dialog: PreferencesDialog, fake_link: FakeLink) -> None:
    type_in(dialog, "price_cap", "2")
    back = dialog.findChild(QAbstractButton, "preference_price_cap_reset")
    assert back is not None
    assert back.accessibleName() == "Back to the default: none"
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert fake_link.preferences.price_cap is None
    assert control(dialog, "price_cap").text() == ""


def test_that_the_number_of_open_ones_is_set_by_the_keyboard(
    dialog: PreferencesDialog, fake_link: FakeLink
) -> None:
    spin = dialog.findChild(QSpinBox, "preference_most_open_control")
    assert spin is not None
    assert spin.text() == "any number"
    spin.setFocus()
    QTest.keyClick(spin, KEY.Key_Up)
    assert fake_link.preferences.most_open == 1


def test_that_what_is_spent_stands_beside_the_limits_and_follows(
    qtbot: QtBot, dialog: PreferencesDialog, fake_link: FakeLink
) -> None:
    assert len(fake_link.asked("ask_spending")) == 1
    fake_link.papers.spending_ready.emit(SPENDING)
    rest = " 0.6500 of it is not settled. Not in it: 1 of unknown price."
    assert words(dialog, "spentTodayLabel") == f"Today spent 3.2000, open 1.3000.{rest}"
    assert words(dialog, "spentMonthLabel") == f"This month spent 41.8500, open 1.3000.{rest}"
    assert words(dialog, "openNumbersLabel") == "3 open now."
    fake_link.tell_lease(samples.lease(State.RECEIVED))
    fake_link.tell_lease(samples.lease(State.RECEIVED))
    qtbot.waitUntil(lambda: len(fake_link.asked("ask_spending")) == 2)
    fake_link.papers.spending_ready.emit(Spending())
    assert words(dialog, "spentTodayLabel") == "Today spent 0.0000, open 0.0000."


def test_that_the_balance_of_who_buys_stands_beside_its_warning(
    dialog: PreferencesDialog, fake_link: FakeLink
) -> None:
    assert words(dialog, "lowBalanceLabel") == ""
    fake_link.set_accounts(samples.account_state())
    assert words(dialog, "lowBalanceLabel") == "Last known balance 41.2050."


FACTS = (
    ("service", "Lumen Mail"),
    ("allowed", "5"),
    ("price", "0.65"),
    ("spent", "3.2"),
    ("waiting", "1.3"),
    ("doubtful", "0"),
    ("open_numbers", "5"),
    ("account", "yz_8841"),
    ("balance", "4.5"),
    ("least", "5"),
)


@pytest.mark.parametrize(
    ("topic", "sentence"),
    [
        (Topic.LIMIT_PRICE, "Its price of 0.6500 is above your cap of 5.0000 per number."),
        (
            Topic.LIMIT_MAX_PRICE,
            "With a max price of 0.6500 it may cost more than your cap of 5.0000. "
            "Lower the max price, or change the cap.",
        ),
        (
            Topic.LIMIT_DAY,
            "Your limit is 5.0000 a day; today spent 3.2000, open 1.3000. This one may cost 0.6500.",
        ),
        (
            Topic.LIMIT_MONTH,
            "Your limit is 5.0000 a month; this month spent 3.2000, open 1.3000. This one may cost 0.6500.",
        ),
        (Topic.LIMIT_OPEN, "Open numbers: 5. Your limit is 5."),
        (
            Topic.LIMIT_PRICE_UNKNOWN,
            "Its price is not known, so it can't be held against your limits.",
        ),
    ],
)
def test_that_each_stop_says_the_figures(topic: Topic, sentence: str) -> None:
    words = notice_words(Notice("rent", topic, Rank.WARN, facts=FACTS), None, START)
    assert isinstance(words.text, str)
    text = words.text.replace("\u2068", "").replace("\u2069", "")
    assert text == f"Lumen Mail: nothing was asked for. {sentence}"
    assert words.links[-1].link_id == "limits"


def test_that_a_stop_says_what_is_not_settled_and_what_is_too_much_already() -> None:
    facts = dict(FACTS) | {"doubtful": "0.7", "price": "0"}
    words = notice_words(Notice("rent", Topic.LIMIT_DAY, Rank.WARN, facts=tuple(facts.items())), None, START)
    assert isinstance(words.text, str)
    assert "0.7000 of it is not settled and counts as spent. That is too much already." in words.text


def test_that_a_cap_that_stops_any_country_speaks_of_the_dearest() -> None:
    words = notice_words(
        Notice("rent", Topic.LIMIT_PRICE, Rank.WARN, facts=(*FACTS, ("any", "1"))), None, START
    )
    assert isinstance(words.text, str)
    assert "The dearest country costs 0.6500, above your cap of 5.0000 per number." in words.text
    assert "Its price" not in words.text


def test_that_the_limit_of_open_numbers_says_how_many_of_them_are_not_settled() -> None:
    facts = (*FACTS, ("unsettled", "2"))
    words = notice_words(Notice("rent", Topic.LIMIT_OPEN, Rank.WARN, facts=facts), None, START)
    assert isinstance(words.text, str)
    assert "Numbers that are not over: 5, 2 of them not settled. Your limit is 5." in words.text


def test_that_a_low_balance_leads_to_topping_up_and_to_its_setting() -> None:
    words = notice_words(Notice("low balance", Topic.LOW_BALANCE, Rank.WARN, facts=FACTS), None, START)
    assert isinstance(words.text, str)
    assert words.text.replace("\u2068", "").replace("\u2069", "") == (
        "The balance of yz_8841 is 4.5000, which is below 5.0000."
    )
    assert [link.link_id for link in words.links] == ["top_up", "limits"]


@pytest.mark.parametrize("topic", FIELDS)
def test_that_the_link_of_a_stop_opens_the_preferences_at_its_field(
    qtbot: QtBot, fake_link: FakeLink, topic: Topic
) -> None:
    window = MainWindow(fake_link.link)
    qtbot.addWidget(window, before_close_func=lambda _: fake_link.stopped.emit())
    window.show()
    fake_link.noticed.emit(Notice("rent", topic, Rank.WARN, facts=FACTS))
    link = window.findChild(QPushButton, "changeLimitLink")
    assert link is not None
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    dialog = window.findChild(PreferencesDialog)
    assert dialog is not None
    assert dialog.isVisible()
    focus = dialog.focusWidget()
    assert focus is not None
    assert focus.objectName() == f"preference_{FIELDS[topic]}_control"
    assert focus.isVisible()
    dialog.reject()
