# SPDX-License-Identifier: MIT
"""What the log shows of requests and answers."""

from __future__ import annotations

from decimal import Decimal

from fxdesk.api import exchange_text, wire
from fxdesk.core.errors import NoNumbers, Refused, TooSoon
from fxdesk.core.model import Sms
from tests.api.conftest import GRANT, ORDER, PKEY, TOKEN


def test_that_a_request_shows_its_fields_with_the_token_masked_and_last() -> None:
    query = wire.query_of_get_phone(token=TOKEN, order=ORDER._replace(max_price=Decimal("0.50")))
    assert exchange_text.asked(query) == "iid=1096 country=mys maxPrice=0.50 token=***"


def test_that_a_sign_in_shows_no_password() -> None:
    query = wire.query_of_login(api_name="demo", password="hunter2")
    assert exchange_text.asked(query) == "ApiName=demo PassWord=***"


def test_that_a_key_and_a_number_are_shortened() -> None:
    query = wire.query_of_send_code(token=TOKEN, pkey=PKEY, receiver="8613800138000", text="secret words")
    assert exchange_text.asked(query) == (
        "pkey=0524…ED19 receiver=***000 smscontent=*** (12 characters) token=***"
    )


def test_that_a_push_address_is_not_shown() -> None:
    order = ORDER._replace(push_url="https://a/?key=b", mobile="1159100274")
    query = wire.query_of_get_phone(token=TOKEN, order=order)
    assert exchange_text.asked(query) == "iid=1096 country=mys mobile=***274 pushUrl=*** token=***"


def test_that_a_reason_stays_on_its_line() -> None:
    query = wire.query_of_add_black(token=TOKEN, pkey=PKEY, reason="used\nbefore \u202e" + "x" * 200)
    assert exchange_text.asked(query).startswith("pkey=0524…ED19 reason=used before ▯xxx")
    assert "\n" not in exchange_text.asked(query)
    assert len(exchange_text.asked(query)) < 120


def test_that_a_grant_is_shown_without_its_key_and_number() -> None:
    assert exchange_text.granted(wire.read_get_phone(GRANT.encode())) == (
        "1|0524…ED19|2026-11-23T10:31:02|mys|60||COM31|***274"
    )


def test_that_a_sim_cards_number_in_the_place_of_a_city_is_masked() -> None:
    raw = f"1|{PKEY}|t|mys|60|8960123456789012345-502190123456789|COM31|1159100274|d-1"
    assert (
        exchange_text.granted(wire.read_get_phone(raw.encode()))
        == "1|0524…ED19|t|mys|60|***789|COM31|***274|d-1"
    )


def test_that_neither_code_nor_text_of_an_sms_is_shown() -> None:
    assert exchange_text.looked(Sms("482913", "[Lumen] 482913")) == "1|***|*** (14 characters)"
    assert exchange_text.looked(Sms("", "text")) == "1||*** (4 characters)"
    assert exchange_text.looked(None) == "0|-3 waiting"


def test_that_refusals_are_shown_in_the_documents_words() -> None:
    assert exchange_text.refused(NoNumbers("getPhone", "-1")) == (
        "0|-1 There is no number for the condition you selected"
    )
    assert exchange_text.refused(TooSoon("setRel", "30", 30)) == "0|30 release allowed in 30 s"
    assert exchange_text.refused(Refused("setRel", "-99")) == "0|-99 not in the document"
