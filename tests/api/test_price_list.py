# SPDX-License-Identifier: MIT
"""The price list: good rows, bad rows, hostile rows, many rows."""

from __future__ import annotations

import contextlib
import json
import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxdesk.api import price_list
from fxdesk.api.price_list import PriceList, read_get_item, read_price
from fxdesk.core.errors import Garbled, Refused


def row(
    service: Any = "1096", country: Any = "usa", price: Any = "0.6500", name: Any = "Lumen Mail"
) -> dict[str, Any]:
    return {
        "Item_ID": service,
        "Item_Name": name,
        "Item_UPrice": price,
        "Country_ID": country,
        "Country_Title": "+1/美国/usa",
    }


def rows(count: int, name: str = "Lumen") -> list[dict[str, Any]]:
    return [row(str(1000 + number), name=f"{name} {number}") for number in range(count)]


def body(value: Any, **options: Any) -> bytes:
    return json.dumps(value, **options).encode()


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of a few rows, so that many boundaries are met."""
    monkeypatch.setattr(price_list, "PART", 300)


def test_that_rows_become_offers_in_order() -> None:
    listed = read_get_item(body([row(), row("2267", "tur", "1.0000", "某项目")]))
    assert [(offer.service_id, offer.service, offer.country_id, offer.price) for offer in listed.offers] == [
        ("1096", "Lumen Mail", "usa", Decimal("0.6500")),
        ("2267", "某项目", "tur", Decimal("1.0000")),
    ]
    assert listed.offers[0].country == "+1/美国/usa"


def test_that_numbers_are_taken_like_strings() -> None:
    listed = read_get_item(body([row(1096, price=0.65), row(1097, price=2)]))
    assert [(offer.service_id, str(offer.price)) for offer in listed.offers] == [
        ("1096", "0.65"),
        ("1097", "2"),
    ]


def test_that_a_price_keeps_the_digits_it_came_with() -> None:
    assert str(read_get_item(body([row(price="0.4500")])).offers[0].price) == "0.4500"


@pytest.mark.parametrize("raw", [b"[]", b" [ ] ", b"\xef\xbb\xbf[]\r\n"])
def test_that_an_empty_list_is_a_list(raw: bytes) -> None:
    assert read_get_item(raw) == PriceList((), 0, 0)


@pytest.mark.parametrize(
    "price",
    [
        "NaN",
        "Infinity",
        "1e999",
        "-0.5",
        "",
        None,
        "free",
        "0.12345678",
        "1" * 30,
        "2000000",
        True,
        [1],
        "１.0",
    ],
)
def test_that_a_row_with_an_impossible_price_is_left_out_and_counted(price: Any) -> None:
    listed = read_get_item(body([row(), row("2", price=price), row("3")]))
    assert [offer.service_id for offer in listed.offers] == ["1096", "3"]
    assert listed.skipped == 1


@pytest.mark.parametrize("literal", ["NaN", "1e999", "-Infinity", "9" * 400, "01", "nul"])
def test_that_a_row_with_no_json_in_it_costs_only_itself(literal: str) -> None:
    raw = body([row(), row("2", price="@"), row("3")]).replace(b'"@"', literal.encode())
    listed = read_get_item(raw)
    assert [offer.service_id for offer in listed.offers] == ["1096", "3"]
    assert listed.skipped == 1


@pytest.mark.parametrize(
    "odd", [None, 5, "text", [], [row("9")], {}, {"Item_ID": {"a": [1, 2]}}, row("x" * 65)]
)
def test_that_elements_that_are_no_rows_are_counted(odd: Any) -> None:
    listed = read_get_item(body([row(), odd, row("3")]))
    assert [offer.service_id for offer in listed.offers] == ["1096", "3"]
    assert listed.skipped == 1


def test_that_rows_without_a_service_or_country_are_left_out() -> None:
    assert read_get_item(body([row(), row(""), row("3", country=" ")])).skipped == 2


def test_that_of_two_rows_for_one_pair_the_first_counts() -> None:
    listed = read_get_item(body([row(price="1"), row(price="2"), row(country="can")]))
    assert [str(offer.price) for offer in listed.offers] == ["1", "0.6500"]
    assert (listed.skipped, listed.duplicates) == (0, 1)


def test_that_of_two_equal_keys_in_a_row_the_last_counts() -> None:
    raw = b'[{"Item_ID":"1","Item_ID":"2","Item_UPrice":"1","Country_ID":"usa"}]'
    assert read_get_item(raw).offers[0].service_id == "2"


def test_that_a_list_in_gb18030_is_read() -> None:
    assert (
        read_get_item(body([row(name="某项目")], ensure_ascii=False).decode().encode("gb18030"))
        .offers[0]
        .service
        == "某项目"
    )


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"1|x",
        b"<html></html>",
        b'{"a": []}',
        b"null",
        b"[1, 2]",
        b"[",
        body([row(), row("2")])[:-1],
        body([row(), row("2")])[:-20],
        b"[" * 100_000 + b"]" * 100_000,
    ],
)
def test_that_what_is_no_list_is_told_as_such(raw: bytes) -> None:
    with pytest.raises(Garbled):
        read_get_item(raw)


def test_that_a_refusal_is_one_here_too() -> None:
    with pytest.raises(Refused):
        read_get_item(b"0|-1")


def test_that_a_deep_row_costs_only_itself() -> None:
    raw = b"[" + body(row()) + b"," + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"]"
    listed = read_get_item(raw)
    assert (len(listed.offers), listed.skipped) == (1, 1)


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("separators", [(",", ":"), (", ", ": "), (" \n, \r\n", " : ")])
def test_that_parts_lose_no_row(separators: tuple[str, str]) -> None:
    listed = read_get_item(body(rows(100), separators=separators))
    assert [offer.service_id for offer in listed.offers] == [str(1000 + number) for number in range(100)]
    assert listed.skipped == 0


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("name", ['a "},{" b', '"},{"Item_ID":"666"},{', "\\", '\\"},{', '}]},{[{"'])
def test_that_a_name_cannot_pass_for_a_boundary(name: str) -> None:
    listed = read_get_item(body(rows(60, name), separators=(",", ":")))
    assert [offer.service for offer in listed.offers] == [f"{name} {number}" for number in range(60)]
    assert listed.skipped == 0


def test_that_a_hostile_list_takes_no_more_than_a_moment() -> None:
    hostile = [row(str(number), name="},{" * 20_000) for number in range(50)] + [row()]
    began = time.process_time()
    listed = read_get_item(body(hostile, separators=(",", ":")))
    assert (len(listed.offers), listed.skipped) == (1, 50)
    assert time.process_time() - began < 5


def test_that_giving_up_ends_the_reading() -> None:
    raw = body(rows(20_000))
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return True

    assert len(read_get_item(raw, cancelled).offers) < 20_000
    assert len(asked) == 1


def test_that_a_price_finer_than_a_millionth_is_none() -> None:
    assert read_price("0.000001") == Decimal("0.000001")
    assert read_price("0.0000001") is None
    assert str(read_price("1e-05")) == "0.00001"


VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
ROWS = st.dictionaries(
    st.sampled_from(["Item_ID", "Item_Name", "Item_UPrice", "Country_ID", "Country_Title", "x"]),
    VALUES | st.lists(VALUES, max_size=3),
)


@given(st.lists(ROWS | VALUES, max_size=20))
def test_that_every_row_is_an_offer_or_counted(values: list[Any]) -> None:
    try:
        listed = read_get_item(body(values))
    except Garbled:
        assert values
        return
    assert len(listed.offers) + listed.skipped + listed.duplicates == len(values)
    for offer in listed.offers:
        assert offer.price >= 0
        assert offer.service_id
        assert offer.country_id


NEARLY_JSON = st.text(alphabet='[]{},":\\ 1aé', max_size=60)


@given(st.binary(max_size=200) | NEARLY_JSON.map(lambda text: f"[{text}]".encode()))
def test_that_no_bytes_raise_anything_unexpected(raw: bytes) -> None:
    with contextlib.suppress(Garbled, Refused):
        read_get_item(raw)
