# SPDX-License-Identifier: MIT
from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.core.catalogue import Catalogue
from fxdesk.core.errors import NoAnswer
from fxdesk.core.model import Offer, Order
from fxdesk.core.notice import Notice, PricesProgress, Rank, SignInPhase, Topic
from fxdesk.core.preferences import Choice, Options, Preferences
from fxdesk.ui.loader import Loader
from fxdesk.ui.offer_picker import OfferPicker
from tests.ui import samples
from tests.ui.fake_link import START, FakeLink

KEY = Qt.Key


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def picker(qtbot: QtBot, fake_link: FakeLink, catalogue: Catalogue) -> OfferPicker:
    """A picker with prices, signed in, its field focused, long after the last focus."""
    made = shown(qtbot, fake_link)
    fake_link.set_accounts(samples.account_state())
    fake_link.catalogue_changed.emit(catalogue)
    made.focus_service()
    fake_link.clock.advance(1)
    return made


def shown(qtbot: QtBot, link: FakeLink) -> OfferPicker:
    picker = OfferPicker(link.link, Loader(link))
    qtbot.addWidget(picker)
    picker.resize(272, 643)
    picker.show()
    picker.activateWindow()
    qtbot.waitUntil(picker.isActiveWindow)
    return picker


def part(picker: OfferPicker, name: str) -> QWidget:
    found = picker.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def words(picker: OfferPicker, name: str) -> str:
    found = part(picker, name)
    assert isinstance(found, QLabel | QPushButton)
    return found.text()


def typed(picker: OfferPicker, text: str) -> None:
    QTest.keyClicks(part(picker, "serviceEdit"), text)


def key(wanted: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, wanted)


def rows(picker: OfferPicker, name: str) -> list[str]:
    found = part(picker, name)
    assert isinstance(found, QListView)
    model = found.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def current(picker: OfferPicker) -> str:
    service = picker.finder.current()
    return service.service_id if service else ""


def favourites(link: FakeLink) -> list[Choice]:
    return list(link.preferences.favourites)


def orders(link: FakeLink) -> list[Order]:
    return [call.positional[0] for call in link.asked("rent")]


def test_that_typing_enter_arrow_and_enter_get_a_number(picker: OfferPicker, fake_link: FakeLink) -> None:
    typed(picker, "mail lum")
    key(KEY.Key_Return)
    fake_link.clock.advance(0.5)
    assert QApplication.focusWidget() is part(picker, "countryList")
    assert words(picker, "offerPriceLabel") == "0.0450"
    key(KEY.Key_Down)
    assert words(picker, "offerPriceLabel") == "0.0725"
    key(KEY.Key_Return)
    assert [(order.service_id, order.country_id, order.list_price) for order in orders(fake_link)] == [
        ("1096", "vnm", Decimal("0.0725"))
    ]
    assert orders(fake_link)[0].country == "+84/越南/vietnam"


def test_that_a_double_enter_in_the_field_buys_nothing(picker: OfferPicker, fake_link: FakeLink) -> None:
    typed(picker, "lumen mail")
    key(KEY.Key_Return)
    fake_link.clock.advance(0.39)
    key(KEY.Key_Return)
    assert orders(fake_link) == []
    fake_link.clock.advance(0.02)
    key(KEY.Key_Return)
    assert len(orders(fake_link)) == 1


def test_that_a_key_held_down_buys_nothing(picker: OfferPicker, fake_link: FakeLink) -> None:
    typed(picker, "lumen mail")
    key(KEY.Key_Return)
    fake_link.clock.advance(5)
    for place in ("countryList", "getNumberButton"):
        target = part(picker, place)
        target.setFocus()
        fake_link.clock.advance(5)
        held = QKeyEvent(QEvent.Type.KeyPress, KEY.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
        QApplication.sendEvent(target, held)
    assert orders(fake_link) == []


def test_that_other_prices_make_enter_deaf_for_a_moment(
    picker: OfferPicker, fake_link: FakeLink, catalogue: Catalogue
) -> None:
    typed(picker, "lumen mail")
    key(KEY.Key_Return)
    fake_link.clock.advance(5)
    fake_link.catalogue_changed.emit(catalogue)
    key(KEY.Key_Return)
    QTest.mouseClick(part(picker, "getNumberButton"), Qt.MouseButton.LeftButton)
    assert orders(fake_link) == []


def test_that_after_no_numbers_the_focus_stays_and_enter_asks_again(
    picker: OfferPicker, fake_link: FakeLink
) -> None:
    typed(picker, "lumen mail")
    key(KEY.Key_Return)
    fake_link.clock.advance(1)
    key(KEY.Key_Return)
    fake_link.purchase.buying_changed.emit(True)
    fake_link.purchase.buying_changed.emit(False)
    assert QApplication.focusWidget() is part(picker, "countryList")
    fake_link.clock.advance(1)
    key(KEY.Key_Return)
    assert len(orders(fake_link)) == 2


def test_that_on_any_country_enter_only_moves_to_the_button(picker: OfferPicker, fake_link: FakeLink) -> None:
    typed(picker, "lumen mail")
    key(KEY.Key_Return)
    key(KEY.Key_Up)
    assert QApplication.focusWidget() is part(picker, "anyCountryCheck")
    assert words(picker, "offerPriceLabel").replace("\u2009", "").replace("\u200b", "") == "0.0450–0.4850"
    fake_link.clock.advance(1)
    key(KEY.Key_Return)
    assert orders(fake_link) == []
    assert QApplication.focusWidget() is part(picker, "getNumberButton")
    key(KEY.Key_Return)
    assert orders(fake_link) == []
    fake_link.clock.advance(1)
    key(KEY.Key_Return)
    (order,) = orders(fake_link)
    assert (order.country_id, order.list_price, order.dearest) == ("", Decimal("0.0450"), Decimal("0.4850"))


def test_that_any_country_is_never_chosen_by_itself(picker: OfferPicker, fake_link: FakeLink) -> None:
    typed(picker, "lumen mail")
    picker.countries.any.setChecked(True)
    picker.focus_service()
    key(KEY.Key_Down)
    key(KEY.Key_Up)
    typed(picker, "lumen drive")
    assert not picker.countries.any_country()
    picker.countries.any.setChecked(True)
    picker.focus_service()
    key(KEY.Key_Return)
    assert not picker.countries.any_country()
    assert words(picker, "offerPriceLabel") == "0.0450"


def test_that_one_request_is_out_at_a_time_and_the_button_keeps_the_focus(
    picker: OfferPicker, fake_link: FakeLink
) -> None:
    picker.choose("1096", "mys")
    button = part(picker, "getNumberButton")
    button.setFocus()
    fake_link.clock.advance(1)
    key(KEY.Key_Space)
    assert words(picker, "getNumberButton") == "Asking…"
    assert not button.isEnabled()
    assert button.hasFocus()
    QTest.keyClick(button, KEY.Key_Return)
    fake_link.clock.advance(1)
    picker.get_number()
    assert len(orders(fake_link)) == 1
    fake_link.purchase.buying_changed.emit(False)
    assert button.isEnabled()
    assert button.hasFocus()
    assert words(picker, "getNumberButton") == "Get number"


def test_that_a_double_click_buys_one_number_even_when_the_answer_is_quick(
    picker: OfferPicker, fake_link: FakeLink
) -> None:
    picker.choose("1096", "mys")
    button = part(picker, "getNumberButton")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    fake_link.purchase.buying_changed.emit(False)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    assert len(orders(fake_link)) == 1
    fake_link.clock.advance(0.5)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(orders(fake_link)) == 2


def test_that_a_refused_request_leaves_the_button_as_it_was(picker: OfferPicker, fake_link: FakeLink) -> None:
    fake_link.answers["rent"] = False
    picker.choose("1096", "mys")
    picker.get_number()
    assert words(picker, "getNumberButton") == "Get number"
    assert fake_link.asked("change_preferences") == []


def test_that_the_button_says_what_is_missing(
    qtbot: QtBot, fake_link: FakeLink, catalogue: Catalogue
) -> None:
    picker = shown(qtbot, fake_link)
    seen = []

    def look() -> None:
        assert not part(picker, "getNumberButton").isEnabled()
        assert not picker.ready
        seen.append(words(picker, "getNumberReasonLabel"))

    look()
    fake_link.set_accounts(samples.account_state(phase=SignInPhase.VOID))
    look()
    fake_link.set_accounts(samples.account_state(phase=SignInPhase.KEYRING))
    look()
    fake_link.set_accounts(samples.account_state())
    look()
    fake_link.catalogue_changed.emit(catalogue)
    look()
    assert seen == [
        "Sign in to get numbers",
        "Sign in again to get numbers",
        "Signing in…",
        "Prices are needed first",
        "Choose a service and a country",
    ]
    with qtbot.waitSignal(picker.readiness_changed) as told:
        picker.choose("1096", "mys")
    assert told.args == [True]
    assert not part(picker, "getNumberReasonLabel").isVisible()


def test_that_nothing_is_rented_while_the_journal_fails(picker: OfferPicker, fake_link: FakeLink) -> None:
    picker.choose("1096", "mys")
    fake_link.noticed.emit(Notice("journal", Topic.JOURNAL_FAILED, Rank.BAD))
    assert not picker.ready
    fake_link.withdrawn.emit("other")
    assert not picker.ready
    fake_link.withdrawn.emit("journal")
    assert picker.ready


def test_that_services_are_counted_and_a_vain_search_can_be_cleared(picker: OfferPicker) -> None:
    assert words(picker, "serviceCountLabel") == "1,204"
    typed(picker, "lumen")
    assert words(picker, "serviceCountLabel") == "3 of 1,204"
    assert len(rows(picker, "serviceList")) == 3
    typed(picker, " zzz")
    assert "lumen zzz" in words(picker, "noServiceLabel")
    assert words(picker, "offerPriceLabel") == "–"
    QTest.mouseClick(part(picker, "clearServiceFilterButton"), Qt.MouseButton.LeftButton)
    assert words(picker, "serviceCountLabel") == "1,204"
    assert part(picker, "serviceEdit").hasFocus()


def test_that_arrows_in_the_field_move_the_list(picker: OfferPicker) -> None:
    typed(picker, "lumen")
    key(KEY.Key_Down)
    assert current(picker) == "1096"
    key(KEY.Key_Up)
    key(KEY.Key_Up)
    assert current(picker) == "1102"
    key(KEY.Key_PageDown)
    assert current(picker) == "2267"
    assert part(picker, "serviceEdit").hasFocus()


def test_that_letters_typed_in_a_list_go_to_the_field(picker: OfferPicker) -> None:
    typed(picker, "lum")
    part(picker, "serviceList").setFocus()
    key(KEY.Key_E)
    assert picker.finder.field.text() == "lume"
    assert picker.finder.field.hasFocus()
    key(KEY.Key_Return)
    key(KEY.Key_H)
    assert picker.finder.field.text() == "h"
    part(picker, "anyCountryCheck").setFocus()
    key(KEY.Key_Backspace)
    assert picker.finder.field.text() == ""


def test_that_esc_clears_and_then_leaves(qtbot: QtBot, picker: OfferPicker) -> None:
    typed(picker, "lum")
    key(KEY.Key_Return)
    with qtbot.assertNotEmitted(picker.left):
        key(KEY.Key_Escape)
    assert picker.finder.field.text() == ""
    with qtbot.waitSignal(picker.left):
        key(KEY.Key_Escape)


def test_that_favourites_and_recents_stand_first(
    qtbot: QtBot, fake_link: FakeLink, catalogue: Catalogue
) -> None:
    fake_link.preferences = Preferences(
        favourites=(Choice("310"),), recents=(Choice("84", "idn"), Choice("310", "mys"))
    )
    picker = shown(qtbot, fake_link)
    fake_link.catalogue_changed.emit(catalogue)
    assert rows(picker, "serviceList")[:2] == ["Harbour Pay", "兰花社区"]


def test_that_the_star_makes_a_favourite_and_takes_it_back(picker: OfferPicker, fake_link: FakeLink) -> None:
    star = part(picker, "favouriteButton")
    assert not star.isEnabled()
    picker.choose("1096", "mys")
    QTest.mouseClick(star, Qt.MouseButton.LeftButton)
    assert favourites(fake_link) == [Choice("1096")]
    assert star.property("checked") is True
    part(picker, "countryList").setFocus()
    QTest.keyClicks(part(picker, "countryList"), "*")
    assert favourites(fake_link) == []
    assert star.property("checked") is False


def test_that_what_was_bought_is_recent_and_the_last_choice(picker: OfferPicker, fake_link: FakeLink) -> None:
    for country in ("mys", "idn", "mys"):
        picker.choose("1096", country)
        fake_link.clock.advance(1)
        picker.get_number()
        fake_link.purchase.buying_changed.emit(False)
    assert fake_link.preferences.recents == (Choice("1096", "mys"), Choice("1096", "idn"))
    assert fake_link.preferences.last_choice == Choice("1096", "mys")


@pytest.mark.parametrize("country", ["mys", ""])
def test_that_the_last_choice_is_kept(
    qtbot: QtBot, fake_link: FakeLink, catalogue: Catalogue, country: str
) -> None:
    fake_link.preferences = Preferences(last_choice=Choice("1096", country))
    picker = shown(qtbot, fake_link)
    fake_link.catalogue_changed.emit(catalogue)
    assert picker.finder.list.currentIndex().data() == "Lumen Mail 明灯邮箱"
    assert picker.countries.any_country() == (country == "")
    offer = picker.countries.offer()
    assert (offer.country_id if offer else "") == country
    picker.choose("310", "idn")
    picker.hide()
    assert fake_link.preferences.last_choice == Choice("310", "idn")


def test_that_a_refresh_keeps_the_choice_and_shows_its_new_price(
    picker: OfferPicker, fake_link: FakeLink
) -> None:
    picker.choose("1096", "mys")
    dearer = [
        row._replace(price=row.price + 1) if row.service_id == "1096" else row for row in samples.offers()
    ]
    fake_link.catalogue_changed.emit(Catalogue.build(dearer, START))
    offer = picker.countries.offer()
    assert offer is not None
    assert offer.country_id == "mys"
    assert words(picker, "offerPriceLabel") == "1.1550"


def test_that_no_other_country_is_bought_when_the_chosen_one_is_gone(
    picker: OfferPicker, fake_link: FakeLink
) -> None:
    picker.choose("1096", "mys")

    def there(row: Offer) -> bool:
        return (row.service_id, row.country_id) != ("1096", "mys")

    fake_link.catalogue_changed.emit(Catalogue.build(filter(there, samples.offers()), START))
    assert words(picker, "offerPriceLabel") == "–"
    fake_link.clock.advance(1)
    picker.get_number()
    part(picker, "countryList").setFocus()
    fake_link.clock.advance(1)
    key(KEY.Key_Return)
    assert orders(fake_link) == []
    assert words(picker, "offerPriceLabel") == "0.0450"
    key(KEY.Key_Return)
    assert orders(fake_link) == []


def test_that_the_max_price_is_sent_only_when_filled_in_and_says_what_it_means(
    picker: OfferPicker, fake_link: FakeLink
) -> None:
    picker.choose("1096", "mys")
    picker.get_number()
    fake_link.purchase.buying_changed.emit(False)
    field = part(picker, "maxPriceEdit")
    QTest.keyClicks(field, "0.50")
    QTest.keyClick(field, KEY.Key_Return)
    kept = fake_link.preferences.options_of(Choice("1096", "mys"))
    assert kept == Options(max_price=Decimal("0.50"))
    assert "0.5000" in words(picker, "getNumberReasonLabel")
    fake_link.clock.advance(1)
    picker.get_number()
    fake_link.purchase.buying_changed.emit(False)
    picker.foot.field.setText("0")
    fake_link.clock.advance(1)
    picker.get_number()
    assert [order.max_price for order in orders(fake_link)] == [None, Decimal("0.50"), None]


def test_that_what_the_cap_forbids_is_said_before_it_is_asked_for(
    picker: OfferPicker, fake_link: FakeLink
) -> None:
    picker.choose("1096", "mys")
    fake_link.change_preferences(price_cap=Decimal(1))
    assert words(picker, "getNumberReasonLabel") == ""
    picker.foot.field.setText("1.5")
    said = "The max price is above your cap of 1.0000 per number"
    assert words(picker, "getNumberReasonLabel") == said
    picker.foot.field.setText("")
    fake_link.change_preferences(price_cap=Decimal("0.1"))
    assert words(picker, "getNumberReasonLabel") == "Above your cap of 0.1000 per number"
    # The desk stops it with the way to change it; the button stays open for that.
    assert picker.ready


def test_that_an_unreadable_max_price_buys_nothing(picker: OfferPicker) -> None:
    picker.choose("1096", "mys")
    picker.foot.field.setText(".")
    assert not picker.ready
    assert words(picker, "getNumberReasonLabel") == "The max price is no amount"


def test_that_prices_that_could_not_be_loaded_say_when_and_can_be_tried_again(
    qtbot: QtBot, fake_link: FakeLink, catalogue: Catalogue
) -> None:
    picker = shown(qtbot, fake_link)
    assert words(picker, "pricesNoticeLabel") == "There is no price list yet."
    fake_link.prices_progress.emit(PricesProgress(True, 0))
    assert words(picker, "pricesNoticeButton") == "Cancel"
    fake_link.prices_progress.emit(PricesProgress(True, 240_000))
    assert words(picker, "pricesNoticeLabel") == "Loading prices… 240 kB"
    QTest.mouseClick(part(picker, "pricesNoticeButton"), Qt.MouseButton.LeftButton)
    assert len(fake_link.asked("cancel_prices")) == 1
    fake_link.prices_progress.emit(PricesProgress(False))
    fake_link.noticed.emit(
        Notice("prices", Topic.PRICES_FAILED, Rank.BAD, error=NoAnswer("getItem", "timeout"))
    )
    assert words(picker, "pricesNoticeLabel").startswith("Prices could not be loaded; last try ")
    QTest.mouseClick(part(picker, "pricesNoticeButton"), Qt.MouseButton.LeftButton)
    assert len(fake_link.asked("refresh_prices")) == 1
    fake_link.catalogue_changed.emit(catalogue)
    assert not part(picker, "pricesNoticeLabel").isVisible()
    assert part(picker, "serviceList").isVisible()


def test_that_the_list_can_be_refreshed_and_that_be_stopped(picker: OfferPicker, fake_link: FakeLink) -> None:
    refresh = part(picker, "refreshPricesButton")
    assert "as of" in refresh.accessibleName()
    QTest.mouseClick(refresh, Qt.MouseButton.LeftButton)
    fake_link.prices_progress.emit(PricesProgress(True, 1_000_000))
    assert refresh.accessibleName() == "Stop loading the prices"
    assert words(picker, "pricesProgressLabel") != ""
    QTest.mouseClick(refresh, Qt.MouseButton.LeftButton)
    assert [call.act for call in fake_link.calls] == ["refresh_prices", "cancel_prices"]
    assert part(picker, "serviceList").isVisible()


def test_that_an_offer_that_the_list_lacks_is_not_chosen(picker: OfferPicker) -> None:
    picker.choose("1096", "mys")
    assert not picker.choose("nothing", "mys")
    assert not picker.choose("1096", "zzz")
    assert words(picker, "offerPriceLabel") == "0.1550"


def test_that_rows_are_shared_so_that_countries_keep_theirs(qtbot: QtBot, picker: OfferPicker) -> None:
    picker.resize(240, 540)
    countries = part(picker, "countryList")
    services = part(picker, "serviceList")
    qtbot.waitUntil(lambda: services.height() < 5 * 28)
    assert countries.height() >= 3 * 28
    picker.resize(272, 800)
    qtbot.waitUntil(lambda: services.height() == 5 * 28)


def test_that_every_part_has_a_name_for_scripts_and_screen_readers(picker: OfferPicker) -> None:
    for name in (
        "serviceEdit",
        "serviceList",
        "countryList",
        "anyCountryCheck",
        "favouriteButton",
        "maxPriceEdit",
        "getNumberButton",
    ):
        found = part(picker, name)
        assert found.accessibleName() or found.property("text"), name
    unnamed = [
        child
        for child in picker.findChildren(QWidget)
        if not child.objectName() and child.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    assert unnamed == []


def test_that_the_foot_says_that_a_new_number_is_released_by_itself(
    picker: OfferPicker, fake_link: FakeLink
) -> None:
    picker.choose("1096", "mys")
    assert words(picker, "getNumberReasonLabel") == ""
    fake_link.change_preferences(auto_release_minutes=5)
    said = "Released by itself after 5 min without a code."
    assert words(picker, "getNumberReasonLabel") == said
    assert picker.foot.button.accessibleDescription() == said
