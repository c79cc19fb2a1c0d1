# SPDX-License-Identifier: MIT
"""What a purchase carries besides service and country is chosen on purpose, and never forgotten."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.core.catalogue import Catalogue
from fxdesk.core.model import Order
from fxdesk.core.preferences import Choice, Options
from fxdesk.ui.loader import Loader
from fxdesk.ui.offer_picker import OfferPicker
from tests.ui import samples
from tests.ui.fake_link import FakeLink


@pytest.fixture
def picker(qtbot: QtBot, fake_link: FakeLink, catalogue: Catalogue) -> OfferPicker:
    """A picker on Lumen Mail in Malaysia, signed in."""
    made = OfferPicker(fake_link.link, Loader(fake_link))
    qtbot.addWidget(made)
    made.resize(272, 643)
    made.show()
    fake_link.set_accounts(samples.account_state())
    fake_link.catalogue_changed.emit(catalogue)
    made.choose("1096", "mys")
    fake_link.clock.advance(1)
    return made


def press(picker: QWidget, name: str) -> None:
    button = picker.findChild(QAbstractButton, name)
    assert button is not None, name
    button.click()


def field(picker: QWidget, name: str) -> QLineEdit:
    found = picker.findChild(QLineEdit, name)
    assert found is not None, name
    return found


def label(picker: QWidget, name: str) -> QLabel:
    found = picker.findChild(QLabel, name)
    assert found is not None, name
    return found


def bought(picker: OfferPicker, link: FakeLink) -> Order:
    link.clock.advance(1)
    picker.get_number()
    link.purchase.buying_changed.emit(False)
    order = link.asked("rent")[-1].positional[0]
    assert isinstance(order, Order)
    return order


def fill(picker: OfferPicker) -> None:
    press(picker, "optionsButton")
    field(picker, "optionMobileEdit").setText("11 5910-0274")
    field(picker, "optionDidEdit").setText(" mys-1096-99991 ")
    dock = picker.findChild(QCheckBox, "optionDockCheck")
    assert dock is not None
    dock.click()
    field(picker, "optionMaxPriceEdit").setText("0.6")
    press(picker, "optionsAdvancedButton")
    field(picker, "optionPushUrlEdit").setText("https://example.org/sms")
    press(picker, "optionsAcceptButton")


def test_that_options_are_sent_and_said_in_words_while_they_are_in_force(
    picker: OfferPicker, fake_link: FakeLink
) -> None:
    plain = bought(picker, fake_link)
    assert (plain.mobile, plain.did, plain.dock, plain.max_price, plain.push_url) == ("", "", False, None, "")
    fill(picker)
    order = bought(picker, fake_link)
    assert (order.mobile, order.did, order.dock) == ("1159100274", "mys-1096-99991", True)
    assert (order.max_price, order.push_url) == (Decimal("0.6"), "https://example.org/sms")
    said = label(picker, "optionsInForceLabel")
    assert said.isVisible()
    for word in ("1159100274", "mys-1096-99991", "docking code", "0.6000", "pushed"):
        assert word in said.text()
    assert picker.foot.options.accessibleName() == "Options, in force"
    assert picker.foot.options.accessibleName() == "Options, in force"
    assert picker.foot.field.text() == "0.6"


def test_that_options_belong_to_their_choice_and_come_back_with_it(
    picker: OfferPicker, fake_link: FakeLink
) -> None:
    fill(picker)
    picker.choose("1096", "idn")
    assert picker.foot.options.accessibleName() == "Options"
    assert not label(picker, "optionsInForceLabel").isVisible()
    order = bought(picker, fake_link)
    assert (order.mobile, order.did, order.dock, order.max_price, order.push_url) == ("", "", False, None, "")
    picker.choose("1096", "mys")
    assert picker.foot.options.accessibleName() == "Options, in force"
    assert bought(picker, fake_link).mobile == "1159100274"


def test_that_options_can_be_cleared_at_once(picker: OfferPicker, fake_link: FakeLink) -> None:
    fill(picker)
    press(picker, "optionsButton")
    press(picker, "optionsClearButton")
    assert picker.foot.options.accessibleName() == "Options"
    assert fake_link.preferences.options == ()
    assert bought(picker, fake_link).did == ""
    assert picker.foot.field.text() == ""


def test_that_closing_the_panel_changes_nothing(picker: OfferPicker, fake_link: FakeLink) -> None:
    press(picker, "optionsButton")
    field(picker, "optionDidEdit").setText("mys-1096-1")
    QTest.keyClick(field(picker, "optionDidEdit"), Qt.Key.Key_Escape)
    assert fake_link.preferences.options_of(Choice("1096", "mys")) == Options()
    assert bought(picker, fake_link).did == ""


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("optionMobileEdit", "+60115", "without + and the country code"),
        ("optionMaxPriceEdit", ".", "no amount"),
        ("optionPushUrlEdit", "example.org", "https://"),
    ],
)
def test_that_what_cannot_be_sent_is_said_and_not_kept(
    picker: OfferPicker, fake_link: FakeLink, name: str, typed: str, said: str
) -> None:
    press(picker, "optionsButton")
    field(picker, name).setText(typed)
    press(picker, "optionsAcceptButton")
    assert said in label(picker, "optionsMessage").text()
    assert fake_link.preferences.options == ()


def test_that_the_options_wait_for_a_choice(qtbot: QtBot, fake_link: FakeLink) -> None:
    made = OfferPicker(fake_link.link, Loader(fake_link))
    qtbot.addWidget(made)
    assert not made.foot.options.isEnabled()
