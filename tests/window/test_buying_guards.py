# SPDX-License-Identifier: MIT
"""By real keys and clicks: one press is one number, and every way to buy asks before what was not seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.core.catalogue import Catalogue
from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import State
from fxdesk.core.preferences import Preferences
from fxdesk.simulator import Simulator
from fxdesk.store.credentials import MemoryCredentials
from fxdesk.ui import language, theme
from fxdesk.ui.main_window import MainWindow
from fxdesk.ui.preferences_dialog import PreferencesDialog
from fxdesk.ui.price_warning_dialog import PriceWarningDialog
from fxdesk.ui.sheet_dialog import SheetDialog
from tests.window.conftest import Room
from tests.workers.conftest import House

pytestmark = pytest.mark.parametrize("spoken", [language.ENGLISH], indirect=True)

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


class MovedClock:
    """The window's clock, moved on by the test."""

    def __init__(self, house: House) -> None:
        self._clock = house.link.clock
        self.by = 0.0

    def now(self) -> Stamp:
        utc, boot, elapsed = self._clock.now()
        return Stamp(utc + self.by, boot, elapsed + self.by)

    def elapsed(self) -> float:
        return self._clock.elapsed() + self.by


class Shop:
    """A signed-in window with an offer chosen, and nobody who says yes by themselves."""

    def __init__(self, room: Room, clock: MovedClock, simulator: Simulator) -> None:
        self.room, self.clock, self.simulator = room, clock, simulator
        self.house, self.window = room.house, room.window
        self.picker = room.window.sidebar.picker

    def pay_acts(self) -> list[str]:
        return [one.act for one in self.simulator.requests if one.act in ("getPhone", "setAgain")]

    def choose(self, service_id: str = "1001", country_id: str = "mys") -> None:
        self.house.wait(lambda: self.picker.choose(service_id, country_id))
        self.clock.by += 1
        self.house.wait(lambda: self.picker.ready)

    def idle(self) -> None:
        """Wait until no paying request is out, and past the moment that follows one."""
        self.house.wait(lambda: not self.picker.foot.button.busy)
        self.clock.by += 1

    def buy(self) -> None:
        """One number by a click."""
        before = len(self.pay_acts())
        QTest.mouseClick(self.picker.foot.button, Qt.MouseButton.LeftButton)
        self.house.wait(lambda: len(self.pay_acts()) == before + 1)
        self.idle()

    def received(self) -> None:
        self.simulator.script("getPhoneCode", "1|482913|482913 is your code")
        self.buy()
        lease = self.house.newest()
        self.house.wait_for_state(lease, State.RECEIVED)
        self.window.numbers.show_lease(lease.lease_id)

    def dialogs(self) -> list[PriceWarningDialog]:
        return [one for one in self.window.findChildren(PriceWarningDialog) if one.isVisible()]

    def question(self) -> PriceWarningDialog:
        self.house.wait(lambda: len(self.dialogs()) == 1)
        (dialog,) = self.dialogs()
        self.house.wait(dialog.isActiveWindow)
        return dialog

    def list_with(self, price: Decimal) -> None:
        known = self.house.catalogue
        assert known is not None
        offers = [
            offer._replace(price=price) if (offer.service_id, offer.country_id) == ("1001", "mys") else offer
            for service in known.services
            for offer in known.countries(service.service_id)
        ]
        self.house.link._crew._messenger.catalogue.emit(Catalogue.build(offers, self.clock.now()))
        self.clock.by += 1


@pytest.fixture
def shop(
    qtbot: QtBot, qapp: QApplication, simulator: Simulator, spoken: str, tmp_path: Path
) -> Iterator[Shop]:
    theme.install(qapp)
    qapp.setQuitOnLastWindowClosed(False)
    house = House(
        qtbot, tmp_path / "profile", simulator.url, MemoryCredentials(), Preferences(undo_seconds=0)
    )
    house.link.purchase.question_raised.disconnect(house.link.purchase.agree)
    clock = MovedClock(house)
    house.link.clock = clock
    house.link.purchase._guard._clock = clock
    window = MainWindow(house.link)
    window.show()
    room = Room(house, window, simulator)
    house.start()
    room.sign_in()
    made = Shop(room, clock, simulator)
    made.choose()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    for dialog in window.findChildren(SheetDialog):
        dialog.reject()
    house.stop()
    window.deleteLater()
    house.link.deleteLater()
    qapp.processEvents()


def button(parent: QWidget, name: str) -> QAbstractButton | None:
    found = [one for one in parent.findChildren(QAbstractButton, name) if one.isVisible()]
    return found[-1] if found else None


def click(shop: Shop, name: str) -> None:
    shop.house.wait(lambda: button(shop.window, name) is not None)
    found = button(shop.window, name)
    assert found is not None
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def act(shop: Shop, name: str) -> None:
    found = shop.window.findChild(QAction, name)
    assert found is not None
    shop.house.wait(found.isEnabled)
    found.trigger()


def by_click(shop: Shop) -> None:
    QTest.mouseClick(shop.picker.foot.button, Qt.MouseButton.LeftButton)


def by_shortcut(shop: Shop) -> None:
    QTest.keyClick(shop.window, KEY.Key_Return, CONTROL)


def by_enter_on_the_button(shop: Shop) -> None:
    shop.picker.foot.button.setFocus()
    shop.clock.by += 1
    QTest.keyClick(shop.picker.foot.button, KEY.Key_Return)


def by_enter_in_the_countries(shop: Shop) -> None:
    shop.picker.countries.go_to_list()
    shop.clock.by += 1
    focus = shop.window.focusWidget()
    assert focus is not None
    assert focus.objectName() == "countryList"
    QTest.keyClick(focus, KEY.Key_Return)


def by_ask_again_in_a_row(shop: Shop) -> None:
    """A released row's Ask again sets the picker; the button buys."""
    shop.picker.choose("1002", "mys")
    lease = shop.house.newest()
    shop.house.link.numbers.release(lease.lease_id, now=True)
    shop.house.wait_for_state(lease, State.RELEASED)
    shop.window.numbers.show_lease(lease.lease_id)
    act(shop, "actionAskAgain")
    shop.house.wait(lambda: shop.picker.ready)
    QTest.mouseClick(shop.picker.foot.button, Qt.MouseButton.LeftButton)


WAYS = [by_click, by_shortcut, by_enter_on_the_button, by_enter_in_the_countries, by_ask_again_in_a_row]


@pytest.mark.parametrize("way", WAYS)
def test_that_the_same_again_is_asked_about_by_every_way_of_the_picker(
    shop: Shop, way: Callable[[Shop], None]
) -> None:
    shop.buy()
    # As if no time had passed since the sending, whatever the test took.
    shop.house.link.purchase._guard._sent[("offer", "1001", "mys")] = shop.clock.elapsed() + 3
    way(shop)
    dialog = shop.question()
    assert shop.pay_acts() == ["getPhone"]
    QTest.keyClick(dialog.focusWidget() or dialog, KEY.Key_Return)
    assert shop.dialogs() == []
    assert shop.pay_acts() == ["getPhone"]


@pytest.mark.parametrize("way", WAYS)
def test_that_an_old_list_is_asked_about_by_every_way_and_a_yes_buys_one(
    shop: Shop, way: Callable[[Shop], None]
) -> None:
    shop.buy()
    shop.clock.by += 1_900
    way(shop)
    shop.question()
    assert shop.pay_acts() == ["getPhone"]
    shop.clock.by += 1
    click(shop, "confirmButton")
    shop.house.wait(lambda: shop.pay_acts() == ["getPhone", "getPhone"])
    shop.idle()
    assert shop.dialogs() == []


@pytest.mark.parametrize(
    ("action", "accept", "paid"),
    [
        ("actionUseAgain", "useAgainAcceptButton", "setAgain"),
        ("actionRequestAgain", "requestAgainAcceptButton", "getPhone"),
    ],
)
def test_that_further_rounds_ask_when_the_price_rises_behind_their_dialog(
    shop: Shop, action: str, accept: str, paid: str
) -> None:
    shop.received()
    shop.clock.by += 10
    act(shop, action)
    offer = shop.house.catalogue.offer("1001", "mys") if shop.house.catalogue else None
    assert offer is not None
    shop.list_with(offer.price + 1)
    click(shop, accept)
    shop.question()
    assert shop.pay_acts() == ["getPhone"]
    # It rises once more while the question stands: what is on screen is not what was read.
    shop.list_with(offer.price + 2)
    assert f"{offer.price + 2:.4f}" in shop.room.label("priceNow")
    click(shop, "confirmButton")
    shop.house.wait(lambda: shop.pay_acts() == ["getPhone", paid])
    shop.idle()


def test_that_a_price_that_rose_under_the_choice_is_asked_about_once(shop: Shop) -> None:
    offer = shop.house.catalogue.offer("1001", "mys") if shop.house.catalogue else None
    assert offer is not None
    shop.list_with(offer.price + 1)
    by_shortcut(shop)
    dialog = shop.question()
    assert shop.room.label("priceSeen") == f"{offer.price:.4f}"
    assert shop.room.label("priceNow") == f"{offer.price + 1:.4f}"
    QTest.keyClick(dialog, KEY.Key_Escape)
    assert shop.pay_acts() == []
    # It has been seen now.
    # Without a window manager nobody gives it back.
    shop.window.activateWindow()
    shop.house.wait(shop.window.isActiveWindow)
    shop.clock.by += 1
    by_shortcut(shop)
    shop.house.wait(lambda: shop.pay_acts() == ["getPhone"])
    shop.idle()


def test_that_refreshing_first_leads_on_to_the_fresh_price(shop: Shop) -> None:
    shop.clock.by += 1_900
    by_click(shop)
    dialog = shop.question()
    lists = len(shop.simulator.requests_of("getItem"))
    shop.house.link._crew.prices._clock = shop.clock
    click(shop, "priceWarningRefreshButton")
    shop.house.wait(lambda: len(shop.simulator.requests_of("getItem")) == lists + 1)
    # The list bears the machine's time, which this window's clock is ahead of.
    shop.house.wait(dialog.refresh.isEnabled)
    assert shop.pay_acts() == []
    shop.clock.by = 1.0
    shop.list_with(Decimal("0.0100"))
    assert shop.room.label("priceWarningHeading") == "The price has not risen"
    click(shop, "confirmButton")
    shop.house.wait(lambda: shop.pay_acts() == ["getPhone"])
    shop.idle()
    assert shop.house.newest().order.list_price == Decimal("0.0100")


def test_that_a_held_enter_and_a_hail_of_clicks_buy_one_number(shop: Shop) -> None:
    shop.picker.countries.go_to_list()
    shop.clock.by += 1
    focus = shop.window.focusWidget()
    assert focus is not None
    QTest.keyPress(focus, KEY.Key_Return)
    for _ in range(50):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focus, QKeyEvent(kind, KEY.Key_Return, PLAIN, "\r", True))
        QApplication.processEvents()
    for _ in range(10):
        QTest.mouseClick(shop.picker.foot.button, Qt.MouseButton.LeftButton)
        QTest.mouseDClick(shop.picker.foot.button, Qt.MouseButton.LeftButton)
        QTest.keyClick(shop.window, KEY.Key_Return, CONTROL)
    QTest.keyRelease(focus, KEY.Key_Return)
    shop.house.wait(lambda: len(shop.pay_acts()) > 0)
    shop.idle()
    assert shop.pay_acts() == ["getPhone"]
    assert len(shop.house.leases) == 1


def test_that_a_limit_is_told_in_the_strip_and_changed_by_its_link(shop: Shop) -> None:
    shop.house.link.change_preferences(day_limit=Decimal("0.0001"))
    by_click(shop)
    shop.house.wait(lambda: "Your limit is 0.0001 a day" in shop.room.strip())
    assert shop.pay_acts() == []
    click(shop, "changeLimitLink")
    (dialog,) = shop.window.findChildren(PreferencesDialog)
    focus = dialog.focusWidget()
    assert focus is not None
    assert focus.objectName() == "preference_day_limit_control"
    QTest.keyClicks(focus, "500")
    QTest.keyClick(focus, KEY.Key_Return)
    assert shop.house.link.preferences.day_limit == 500
    assert "Your limit" not in shop.room.strip()
    dialog.reject()
    # Whoever was stopped bought nothing, so this is no second one, however soon it comes.
    shop.idle()
    shop.buy()
    assert shop.pay_acts() == ["getPhone"]
