# SPDX-License-Identifier: MIT
"""The question before a purchase says what was seen and what is so now; only a deliberate yes buys."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.core.catalogue import Catalogue
from fxdesk.core.errors import NoAnswer
from fxdesk.core.guards import Circumstances, Doubt, PriceRange, Question, Taken, Wish
from fxdesk.core.model import CountryId, LeaseId, ServiceId
from fxdesk.core.notice import Notice, PricesProgress, Rank, Topic
from fxdesk.ui.price_warning_dialog import PriceWarningDialog
from fxdesk.ui.purchase_questions import PurchaseQuestions
from tests.ui import samples
from tests.ui.fake_link import FakeLink

KEY = Qt.Key
WISH = Wish(samples.order())


def price(least: str, most: str | None = None) -> PriceRange:
    return PriceRange(Decimal(least), Decimal(most or least))


def question(*doubts: Doubt, wish: Wish = WISH, now: str = "0.6500", ago: float = 2_520) -> Question:
    known = Circumstances(price(now), samples.stamp(ago), None)
    return Question(wish, frozenset(doubts), known, ago, 2.3)


ROSE = question(Doubt.PRICE_ROSE)


@pytest.fixture
def dialog(qtbot: QtBot, fake_link: FakeLink) -> PriceWarningDialog:
    return opened(qtbot, fake_link, ROSE)


def opened(qtbot: QtBot, link: FakeLink, asked: Question) -> PriceWarningDialog:
    made = PriceWarningDialog(link.link, asked)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitUntil(made.isActiveWindow)
    link.clock.advance(1)
    return made


def words(dialog: PriceWarningDialog, name: str) -> str:
    found = dialog.findChild(QLabel, name)
    assert found is not None, name
    return found.text().replace("\u2068", "").replace("\u2069", "")


def button(dialog: QWidget, name: str) -> QAbstractButton:
    found = dialog.findChild(QAbstractButton, name)
    assert found is not None, name
    return found


def click(dialog: QWidget, name: str) -> None:
    QTest.mouseClick(button(dialog, name), Qt.MouseButton.LeftButton)


def test_that_it_says_what_was_seen_what_it_is_now_and_how_old_the_list_is(
    dialog: PriceWarningDialog,
) -> None:
    assert dialog.objectName() == "priceWarningDialog"
    assert words(dialog, "priceWarningHeading") == "The price has risen"
    assert words(dialog, "priceWarningOffer") == "Lumen Mail, Malaysia"
    assert words(dialog, "priceSeen") == "0.4500"
    assert words(dialog, "priceNow") == "0.6500"
    # What the service asks for now is not known; this is what its list said.
    named = [name.text() for name in dialog.findChildren(QLabel)]
    assert "In the list" in named
    assert "Price now" not in named
    assert words(dialog, "priceListAge") == "42 min old"


@pytest.mark.parametrize(
    ("asked", "heading", "said"),
    [
        (question(Doubt.LIST_OLD), "The price list is old", "another price than the list says"),
        (question(Doubt.SAME_AGAIN), "The same again?", "3 s ago"),
        (question(Doubt.NO_LIST), "There is no price list", "can't be compared"),
        (question(Doubt.SAME_AGAIN, Doubt.PRICE_ROSE), "The price has risen", "3 s ago"),
    ],
)
def test_that_each_doubt_has_its_words(
    qtbot: QtBot, fake_link: FakeLink, asked: Question, heading: str, said: str
) -> None:
    dialog = opened(qtbot, fake_link, asked)
    assert words(dialog, "priceWarningHeading") == heading
    assert said in words(dialog, "priceWarningSentence")


def test_that_what_is_not_known_is_said_so(qtbot: QtBot, fake_link: FakeLink) -> None:
    anywhere = samples.order()._replace(country_id=CountryId(""), list_price=None)
    asked = Question(Wish(anywhere), frozenset({Doubt.NO_LIST}), Circumstances())
    dialog = opened(qtbot, fake_link, asked)
    assert words(dialog, "priceWarningOffer") == "Lumen Mail, any country"
    assert (words(dialog, "priceSeen"), words(dialog, "priceNow")) == ("not known", "not known")
    assert words(dialog, "priceListAge") == "none"
    back = question(Doubt.LIST_OLD)._replace(age=None)
    assert "clock went back" in words(opened(qtbot, fake_link, back), "priceListAge")


def test_that_a_hostile_name_is_shown_as_plain_text(qtbot: QtBot, fake_link: FakeLink) -> None:
    order = samples.order("<b>Free</b>\u202e{x}" * 40)._replace(service_id=ServiceId("1"))
    dialog = opened(qtbot, fake_link, question(Doubt.PRICE_ROSE, wish=Wish(order)))
    shown = words(dialog, "priceWarningOffer")
    assert shown.startswith("<b>Free</b>")
    assert "\u202e" not in shown
    assert len(shown) < 120


def test_that_enter_and_esc_leave_it_and_buy_nothing(qtbot: QtBot, fake_link: FakeLink) -> None:
    for key in (KEY.Key_Return, KEY.Key_Enter, KEY.Key_Escape, KEY.Key_Space):
        dialog = opened(qtbot, fake_link, ROSE)
        focus = dialog.focusWidget()
        assert focus is not None
        assert focus.objectName() == "priceWarningCancelButton"
        QTest.keyClick(focus, key)
        assert not dialog.isVisible()
    assert fake_link.asked("agree") == []


def test_that_a_click_on_the_button_agrees_to_what_is_on_screen(
    dialog: PriceWarningDialog, fake_link: FakeLink
) -> None:
    click(dialog, "confirmButton")
    assert [call.positional for call in fake_link.asked("agree")] == [(ROSE,)]
    assert not dialog.isVisible()


def test_that_the_keyboard_alone_can_say_yes(dialog: PriceWarningDialog, fake_link: FakeLink) -> None:
    names = []
    for _ in range(3):
        focus = dialog.focusWidget()
        assert focus is not None
        names.append(focus.objectName())
        if focus.objectName() == "confirmButton":
            QTest.keyClick(focus, KEY.Key_Return)
            break
        QTest.keyClick(focus, KEY.Key_Tab)
    assert names == ["priceWarningCancelButton", "priceWarningRefreshButton", "confirmButton"]
    assert len(fake_link.asked("agree")) == 1


def test_that_a_click_or_key_that_was_on_its_way_as_it_opened_buys_nothing(
    qtbot: QtBot, fake_link: FakeLink
) -> None:
    dialog = PriceWarningDialog(fake_link.link, ROSE)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    click(dialog, "confirmButton")
    button(dialog, "confirmButton").setFocus()
    QTest.keyClick(button(dialog, "confirmButton"), KEY.Key_Space)
    assert fake_link.asked("agree") == []
    fake_link.clock.advance(0.5)
    click(dialog, "confirmButton")
    assert len(fake_link.asked("agree")) == 1


def test_that_a_held_key_says_yes_to_nothing(dialog: PriceWarningDialog, fake_link: FakeLink) -> None:
    confirm = button(dialog, "confirmButton")
    confirm.setFocus()
    for key in (KEY.Key_Return, KEY.Key_Space):
        for _ in range(20):
            QApplication.sendEvent(
                confirm,
                QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True),
            )
    assert fake_link.asked("agree") == []
    assert dialog.isVisible()


def test_that_a_double_click_on_the_button_agrees_once(
    dialog: PriceWarningDialog, fake_link: FakeLink
) -> None:
    confirm = button(dialog, "confirmButton")
    QTest.mouseClick(confirm, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(confirm, Qt.MouseButton.LeftButton)
    QTest.mouseClick(confirm, Qt.MouseButton.LeftButton)
    assert len(fake_link.asked("agree")) == 1


def test_that_another_paying_request_keeps_it_open_with_a_word(
    dialog: PriceWarningDialog, fake_link: FakeLink
) -> None:
    fake_link.answers["agree"] = Taken.NO
    click(dialog, "confirmButton")
    assert dialog.isVisible()
    assert "on its way" in words(dialog, "priceWarningNote")


def test_that_a_new_list_is_said_first_and_agreed_to_then(
    dialog: PriceWarningDialog, fake_link: FakeLink, catalogue: Catalogue
) -> None:
    click(dialog, "priceWarningRefreshButton")
    assert len(fake_link.asked("refresh_prices")) == 1
    fake_link.prices_progress.emit(PricesProgress(True, 10))
    assert words(dialog, "priceWarningNote") == "Loading prices…"
    assert not button(dialog, "priceWarningRefreshButton").isEnabled()
    risen = question(Doubt.PRICE_ROSE, now="0.9000", ago=0)
    fake_link.answers["question_now"] = risen
    fake_link.prices_progress.emit(PricesProgress(False))
    fake_link.catalogue_changed.emit(catalogue)
    assert words(dialog, "priceNow") == "0.9000"
    assert words(dialog, "priceListAge") == "0 min old"
    assert words(dialog, "priceWarningNote") == ""
    # The price changed under a finger that was on its way.
    click(dialog, "confirmButton")
    assert fake_link.asked("agree") == []
    fake_link.clock.advance(0.5)
    click(dialog, "confirmButton")
    assert [call.positional for call in fake_link.asked("agree")] == [(risen,)]


@pytest.mark.parametrize(("again", "act"), [(None, "Get number"), ((LeaseId(1), 5), "Use again")])
def test_that_a_list_that_settles_all_doubts_says_so_and_still_buys_nothing_by_itself(
    qtbot: QtBot, fake_link: FakeLink, catalogue: Catalogue, again: tuple[LeaseId, int] | None, act: str
) -> None:
    wish = WISH._replace(again=again)
    dialog = opened(qtbot, fake_link, question(Doubt.LIST_OLD, wish=wish, now="0.4500"))
    assert button(dialog, "confirmButton").text() == "Get it anyway"
    fake_link.answers["question_now"] = question(wish=wish, now="0.4500", ago=0)
    fake_link.catalogue_changed.emit(catalogue)
    assert words(dialog, "priceWarningHeading") == "The price has not risen"
    assert button(dialog, "confirmButton").text() == act
    assert fake_link.asked("agree") == []


def test_that_a_list_that_cant_be_had_is_said(dialog: PriceWarningDialog, fake_link: FakeLink) -> None:
    fake_link.prices_progress.emit(PricesProgress(True))
    error = NoAnswer("getItem", "timeout")
    fake_link.noticed.emit(Notice("prices", Topic.PRICES_FAILED, Rank.WARN, error=error))
    fake_link.prices_progress.emit(PricesProgress(False))
    assert "could not be loaded" in words(dialog, "priceWarningNote")
    assert button(dialog, "priceWarningRefreshButton").isEnabled()


def test_that_refreshing_is_offered_where_the_list_is_in_doubt(qtbot: QtBot, fake_link: FakeLink) -> None:
    same = opened(qtbot, fake_link, question(Doubt.SAME_AGAIN, ago=60))
    assert not button(same, "priceWarningRefreshButton").isVisible()
    old = opened(qtbot, fake_link, question(Doubt.SAME_AGAIN, Doubt.LIST_OLD))
    assert button(old, "priceWarningRefreshButton").isVisible()


def test_that_each_question_of_the_link_opens_one(qtbot: QtBot, fake_link: FakeLink) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    PurchaseQuestions(fake_link.link, window)
    fake_link.purchase.question_raised.emit(ROSE)
    qtbot.waitUntil(lambda: len(window.findChildren(PriceWarningDialog)) == 1)
    (dialog,) = window.findChildren(PriceWarningDialog)
    assert dialog.isVisible()
    dialog.reject()
