# SPDX-License-Identifier: MIT
from __future__ import annotations

import time
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from fxdesk.core.catalogue import Catalogue
from fxdesk.core.clock import Stamp
from fxdesk.core.model import CountryId, Offer, ServiceId
from fxdesk.core.word_search import fold, search_words

LISTED = Stamp(1_700_000_000.0, "boot", 100.0)


def offer(
    service_id: str,
    service: str,
    country_id: str = "idn",
    price: str = "0.1",
    title: str = "+62/印度尼西亚/indonesia",
) -> Offer:
    return Offer(ServiceId(service_id), service, CountryId(country_id), title, Decimal(price))


def names(catalogue: Catalogue, typed: str, first: tuple[str, ...] = ()) -> list[str]:
    return [service.shown for service in catalogue.search(typed, first)]


SMALL = Catalogue.build(
    [
        offer("1096", "Lumen Mail"),
        offer("1102", "Lumen Drive"),
        offer("310", "Harbour Pay"),
        offer("77", "Blue lumen 77"),
        offer("78", "Plumen"),
        offer("5", "Paper 96"),
        offer("84", "明灯邮箱 Lantern Mail"),
        offer("85", "Ärger"),
    ],
    LISTED,
)


def test_that_all_words_are_found_in_any_order() -> None:
    assert names(SMALL, "mail lum") == ["Lumen Mail"]
    assert names(SMALL, "lumen pay") == []


def test_that_chinese_and_latin_names_are_found_by_a_part() -> None:
    assert names(SMALL, "明灯") == ["明灯邮箱 Lantern Mail"]
    assert names(SMALL, "邮箱 lant") == ["明灯邮箱 Lantern Mail"]
    assert names(SMALL, "arger") == ["Ärger"]


def test_that_a_service_is_found_by_its_id_and_an_exact_id_comes_first() -> None:
    assert names(SMALL, "10") == ["Lumen Mail"]
    assert names(SMALL, "77") == ["Blue lumen 77"]
    assert names(SMALL, "96") == ["Paper 96"]
    assert names(SMALL, "5")[0] == "Paper 96"


def test_that_beginnings_of_names_come_before_beginnings_of_words_before_the_rest() -> None:
    assert names(SMALL, "lum") == ["Lumen Drive", "Lumen Mail", "Blue lumen 77", "Plumen"]


def test_that_favourites_and_recents_come_first_in_their_order() -> None:
    assert names(SMALL, "", ("78", "1096", "gone"))[:3] == ["Plumen", "Lumen Mail", "Ärger"]
    assert names(SMALL, "lum", ("78", "78"))[:2] == ["Plumen", "Lumen Drive"]


def test_that_with_nothing_typed_all_services_stand_in_alphabetical_order() -> None:
    assert names(SMALL, "  ") == [service.shown for service in SMALL.services]
    assert names(SMALL, "") == sorted(names(SMALL, ""), key=fold)


def test_that_countries_stand_cheapest_first_and_span_the_range() -> None:
    catalogue = Catalogue.build(
        [
            offer("1", "A", "mys", "0.45", "+60/马来西亚/malaysia"),
            offer("1", "A", "idn", "0.045"),
            offer("1", "A", "bra", "0.45", "+55/巴西/brazil"),
            offer("1", "A", "xq9", "0.45", "Somewhere"),
        ],
        LISTED,
    )
    assert [row.country_id for row in catalogue.countries("1")] == ["idn", "bra", "mys", "xq9"]
    service = catalogue.service("1")
    assert service is not None
    assert (service.cheapest, service.dearest, service.countries) == (Decimal("0.045"), Decimal("0.45"), 4)
    assert len(catalogue) == 4


def test_that_an_offer_is_found_by_service_and_country() -> None:
    found = SMALL.offer("1096", "idn")
    assert found is not None
    assert found.service == "Lumen Mail"
    assert SMALL.offer("1096", "usa") is None
    assert SMALL.offer("nothing", "idn") is None
    assert SMALL.countries("nothing") == ()
    assert SMALL.service("nothing") is None


def test_that_a_pair_that_comes_twice_is_one_offer() -> None:
    catalogue = Catalogue.build([offer("1", "A", price="0.5"), offer("1", "A", price="0.7")], LISTED)
    assert [row.price for row in catalogue.countries("1")] == [Decimal("0.7")]


def test_that_a_name_is_shown_without_what_reorders_or_hides_text() -> None:
    catalogue = Catalogue.build([offer("1", "Lu\u202emen\nMail"), offer("2", "\u200b")], LISTED)
    shown = {service.service_id: service.shown for service in catalogue.services}
    assert "\u202e" not in shown[ServiceId("1")]
    assert "\n" not in shown[ServiceId("1")]
    assert shown[ServiceId("2")] == "2"
    kept = catalogue.service("1")
    assert kept is not None
    assert kept.name == "Lu\u202emen\nMail"


def test_that_an_empty_list_is_a_catalogue_too() -> None:
    empty = Catalogue.build([], LISTED)
    assert empty.search("a") == []
    assert empty.search("") == []
    assert len(empty) == 0


def test_that_a_key_finds_its_services_in_a_long_list_within_a_frame() -> None:
    rows = [
        offer(str(service), f"Service {service} 项目", f"c{country}", f"0.{country + 1:03}")
        for service in range(2000)
        for country in range(50)
    ]
    catalogue = Catalogue.build(rows, LISTED)
    assert len(catalogue) == 100_000
    for typed in ("s", "serv", "ice 12", "项目", "19"):
        best = min(_seconds(catalogue, typed) for _ in range(5))
        assert best < 0.016, typed


def _seconds(catalogue: Catalogue, typed: str) -> float:
    begin = time.perf_counter()
    catalogue.search(typed, ("7", "1999"))
    return time.perf_counter() - begin


_ROWS = st.lists(
    st.builds(
        offer,
        st.sampled_from(["1", "2", "30", "3", "A", "a"]),
        st.text(max_size=8),
        st.sampled_from(["idn", "usa", "eng"]),
        st.decimals(0, 100, places=4).map(str),
        st.sampled_from(["+62/印度尼西亚/indonesia", "+1/美国/usa", "odd"]),
    ),
    max_size=30,
)


@given(_ROWS, st.text(max_size=6), st.lists(st.sampled_from(["1", "30", "a", "none"]), max_size=3))
def test_that_a_search_finds_each_fitting_service_once_and_nothing_else(
    rows: list[Offer], typed: str, first: list[str]
) -> None:
    catalogue = Catalogue.build(rows, LISTED)
    words = search_words(typed)
    fitting = {
        service.service_id
        for service in catalogue.services
        if all(word in fold(service.shown) or fold(service.service_id).startswith(word) for word in words)
    }
    found = [service.service_id for service in catalogue.search(typed, tuple(first))]
    assert len(found) == len(set(found))
    assert set(found) == fitting


@given(_ROWS)
def test_that_every_pair_of_the_list_is_kept_and_prices_never_fall_down_the_list(rows: list[Offer]) -> None:
    catalogue = Catalogue.build(rows, LISTED)
    assert len(catalogue) == len({(row.service_id, row.country_id) for row in rows})
    for service in catalogue.services:
        prices = [row.price for row in catalogue.countries(service.service_id)]
        assert prices == sorted(prices)
        assert (service.cheapest, service.dearest) == (prices[0], prices[-1])
