# SPDX-License-Identifier: MIT
"""The price list looks like the service's and is as long as ordered."""

from __future__ import annotations

import json
import re

import pytest

from fxdesk.simulator.countries import COUNTRIES
from fxdesk.simulator.price_list import price_list
from fxdesk.simulator.service_names import LUMEN_MAIL, NAMED_SERVICES


def test_that_the_usual_list_is_as_rich_as_a_real_one() -> None:
    offers = price_list().offers
    assert len(offers) >= 5000
    assert len({offer.country_id for offer in offers}) >= 60
    assert len({offer.service_id for offer in offers}) >= 1000
    names = {offer.service_name for offer in offers}
    assert any(re.fullmatch(r"[\u4e00-\u9fff]+", name) for name in names)
    assert {service.name for service in NAMED_SERVICES} <= names
    assert all(re.fullmatch(r"\d+\.\d{4}", offer.price) and offer.amount > 0 for offer in offers)


@pytest.mark.parametrize("rows", [1, 20, 777, 100_000])
def test_that_as_many_rows_come_as_ordered_each_offer_once(rows: int) -> None:
    offers = price_list(1, rows).offers
    assert len(offers) == rows
    assert len({(offer.service_id, offer.country_id) for offer in offers}) == rows


def test_that_no_two_services_share_an_id_or_a_name() -> None:
    offers = price_list(1, 100_000).offers
    pairs = {(offer.service_id, offer.service_name) for offer in offers}
    assert len({id_ for id_, _ in pairs}) == len(pairs) == len({name for _, name in pairs})


def test_that_the_prices_of_the_best_known_service_are_those_of_the_pictures() -> None:
    offers = price_list().offers_of(LUMEN_MAIL.id)
    assert [offers[country].price for country in ("idn", "mys", "hkg")] == ["0.0450", "0.4500", "1.0500"]


def test_that_country_titles_and_ids_are_the_services() -> None:
    ids = [country.id for country in COUNTRIES]
    assert len(set(ids)) == len(ids) >= 60
    assert all(re.fullmatch(r"[a-z]{3}", id_) for id_ in ids)
    assert all(re.fullmatch(r"\+\d+/[\u4e00-\u9fff]+/[a-z -]+", country.title) for country in COUNTRIES)
    assert "eng" in ids
    assert "gbr" not in ids


def test_that_a_search_finds_chinese_names_too() -> None:
    rows = json.loads(price_list().body("明灯"))
    assert {row["Item_Name"] for row in rows} == {"明灯邮箱"}
