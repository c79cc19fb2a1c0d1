# SPDX-License-Identifier: MIT
"""Queries and answers, act by act, against the document."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxdesk.api import wire
from fxdesk.core.errors import (
    FxError,
    Garbled,
    NumberGone,
    OutcomeUnknown,
    Refused,
    SmsCameFirst,
    TooSoon,
)
from fxdesk.core.model import CountryId, Sms
from tests.api.conftest import GRANT, ORDER, PKEY, TOKEN

DOCUMENT = json.loads((Path(__file__).parents[1] / "data" / "document.json").read_text(encoding="utf-8"))

FULL_ORDER = ORDER._replace(
    max_price=Decimal("0.50"),
    did="vnm-1008-99991",
    dock=True,
    mobile="1159100274",
    push_url="https://a.example/",
)

QUERIES: dict[str, wire.Query] = {
    "login": wire.query_of_login(api_name="12348", password="1231"),
    "myInfo": wire.query_of_my_info(token=TOKEN),
    "getPhone": wire.query_of_get_phone(token=TOKEN, order=FULL_ORDER),
    "getPhoneCode": wire.query_of_get_phone_code(token=TOKEN, pkey=PKEY),
    "sendCode": wire.query_of_send_code(token=TOKEN, pkey=PKEY, receiver="10086", text="cxye"),
    "setRel": wire.query_of_set_rel(token=TOKEN, pkey=PKEY),
    "addBlack": wire.query_of_add_black(token=TOKEN, pkey=PKEY, reason="used"),
    "apiReturn": wire.query_of_api_return(token=TOKEN, pkey=PKEY, remark=0),
    "setAgain": wire.query_of_set_again(token=TOKEN, pkey=PKEY, minutes=5),
    "getItem": wire.query_of_get_item(keyword=""),
}

READERS: dict[str, Callable[[bytes], Any]] = {
    "login": wire.read_login,
    "myInfo": wire.read_my_info,
    "getPhone": wire.read_get_phone,
    "getPhoneCode": wire.read_get_phone_code,
    "sendCode": wire.read_send_code,
    "setRel": wire.read_set_rel,
    "addBlack": wire.read_add_black,
    "apiReturn": wire.read_api_return,
    "setAgain": wire.read_set_again,
}
PLAIN = ("sendCode", "setRel", "addBlack", "apiReturn", "setAgain")


def unreadable(act: str) -> type[FxError]:
    return OutcomeUnknown if act in wire.PAYING else Garbled


def test_that_each_act_of_the_document_has_a_query() -> None:
    assert QUERIES.keys() == DOCUMENT["acts"].keys()


@pytest.mark.parametrize("act", QUERIES)
def test_that_a_full_query_names_every_field_of_the_document_in_its_spelling(act: str) -> None:
    documented = [parameter["name"] for parameter in DOCUMENT["acts"][act]["parameters"]]
    assert sorted(name for name, _ in QUERIES[act]) == sorted(documented)
    assert QUERIES[act][0] == ("act", act)


def test_that_fields_left_empty_are_not_sent() -> None:
    bare = ORDER._replace(country_id=CountryId(""), max_price=Decimal(0))
    names = [name for name, _ in wire.query_of_get_phone(token=TOKEN, order=bare)]
    assert names == ["act", "token", "iid"]


def test_that_a_max_price_is_written_without_an_exponent() -> None:
    order = ORDER._replace(max_price=Decimal("1E+1"))
    assert ("maxPrice", "10") in wire.query_of_get_phone(token=TOKEN, order=order)


@pytest.mark.parametrize(
    "raw",
    [
        "已释放".encode(),
        b"\xef\xbb\xbf" + "已释放".encode(),
        b" \r\n" + "已释放".encode() + b"\r\n\t",
        "已释放".encode("gb18030"),
    ],
)
def test_that_bytes_are_decoded_whatever_wraps_them(raw: bytes) -> None:
    assert wire.decode(raw) == "已释放"


def test_that_bytes_of_no_encoding_are_still_read() -> None:
    assert wire.decode(b"1|\xff\xff|x") == "1|\ufffd\ufffd|x"


def test_that_a_token_is_read() -> None:
    assert wire.read_login(b"1|" + TOKEN.encode() + b"\r\n") == TOKEN


@pytest.mark.parametrize(
    "answer", [GRANT, f"1|{PKEY}|", "1|48291301|Your code is 48291301", "1|410000.6500|3|1280"]
)
def test_that_an_answer_to_another_request_is_no_token(answer: str) -> None:
    with pytest.raises(Garbled):
        wire.read_login(answer.encode())


def test_that_account_information_is_read() -> None:
    assert wire.read_my_info(b"1|41.2050|3|1280") == (Decimal("41.2050"), "3", "1280")


def test_that_eight_fields_of_a_grant_are_read_by_place() -> None:
    grant = wire.read_get_phone(GRANT.encode())
    assert grant == (PKEY, "2026-11-23T10:31:02", "mys", "60", "", "COM31", "1159100274", "")


def test_that_a_ninth_field_is_the_docking_code() -> None:
    assert wire.read_get_phone(f"{GRANT}|vnm-1008-99991".encode()).docking_code == "vnm-1008-99991"


@pytest.mark.parametrize("fields", range(1, 7))
def test_that_a_whole_key_is_enough_for_a_grant(fields: int) -> None:
    grant = wire.read_get_phone("|".join(GRANT.split("|")[: fields + 1]).encode())
    assert grant.pkey == PKEY
    assert grant.mobile == ""


@pytest.mark.parametrize("end", range(len(GRANT) - len(GRANT[2:]) + 48))
def test_that_a_key_that_was_cut_leaves_the_outcome_unknown(end: int) -> None:
    raw = GRANT[:end].encode()
    with pytest.raises(OutcomeUnknown) as caught:
        wire.read_get_phone(raw)
    assert caught.value.raw == raw


@pytest.mark.parametrize("end", range(len(GRANT)))
def test_that_an_answer_that_broke_off_brings_the_key_that_a_bar_follows_and_no_half_field(end: int) -> None:
    grant = wire.read_broken_get_phone(GRANT[:end].encode())
    if end <= len(f"1|{PKEY}"):
        assert grant is None
    else:
        assert grant is not None
        assert set(grant) <= {"", *GRANT.split("|")}
        assert (grant.pkey, grant.mobile) == (PKEY, "")


def test_that_a_number_that_a_bar_follows_is_whole() -> None:
    grant = wire.read_broken_get_phone(f"{GRANT}|vnm-10".encode())
    assert grant is not None
    assert (grant.mobile, grant.docking_code) == ("1159100274", "")


def test_that_a_text_keeps_its_bars_and_lines() -> None:
    assert wire.read_get_phone_code(b"1|482913|[Lumen] 482913 | code\r\nbye|") == Sms(
        "482913", "[Lumen] 482913 | code\r\nbye|"
    )


def test_that_a_text_without_a_code_is_read() -> None:
    assert wire.read_get_phone_code(b"1||see the link") == Sms("", "see the link")


def test_that_waiting_is_no_error() -> None:
    assert wire.read_get_phone_code(b"0|-3") is None


@pytest.mark.parametrize("raw", [b"1|4829", b"1|", b"1||", b"1|41.6500|3|1280", GRANT.encode()])
def test_that_half_an_sms_and_a_foreign_answer_are_not_taken_for_one(raw: bytes) -> None:
    with pytest.raises(Garbled):
        wire.read_get_phone_code(raw)


@pytest.mark.parametrize("act", PLAIN)
def test_that_a_plain_yes_is_accepted(act: str) -> None:
    READERS[act](b"\xef\xbb\xbf1|\r\n")


@pytest.mark.parametrize(
    "raw", [b"1", f"1|{TOKEN}".encode(), b"1|482913|text", GRANT.encode(), b"10|", b"11|"]
)
@pytest.mark.parametrize("act", PLAIN)
def test_that_an_answer_to_another_request_is_no_yes(act: str, raw: bytes) -> None:
    with pytest.raises(unreadable(act)):
        READERS[act](raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"|",
        b"1",
        b"0",
        b"0|",
        b"0|abc",
        b"0|--1",
        b"2|x",
        b"<html><body>1|x</body></html>",
        b'{"a": 1}',
        "1|x".encode("utf-16"),
        b"\0\0\0",
        b"1\0|x",
        b"x" * 65536,
    ],
)
@pytest.mark.parametrize("act", READERS)
def test_that_what_the_document_does_not_describe_is_told_as_such(act: str, raw: bytes) -> None:
    with pytest.raises(unreadable(act)):
        READERS[act](raw)


@pytest.mark.parametrize("act", READERS)
def test_that_an_unknown_code_is_a_refusal_with_that_code(act: str) -> None:
    with pytest.raises(Refused) as caught:
        READERS[act](b"0|-77")
    assert (type(caught.value), caught.value.code) == (Refused, "-77")


def test_that_the_two_meanings_of_a_release_answer_are_told_apart() -> None:
    with pytest.raises(TooSoon) as caught:
        wire.read_set_rel(b"0|30")
    assert caught.value.retry_after == 30
    with pytest.raises(NumberGone):
        wire.read_set_rel(b"0|-3")
    with pytest.raises(SmsCameFirst):
        wire.read_set_rel(b"0|-4|too late")


def test_that_zero_seconds_are_no_time_to_wait() -> None:
    with pytest.raises(Refused) as caught:
        wire.read_set_rel(b"0|0")
    assert not isinstance(caught.value, TooSoon)


NEARLY_YES = st.text(max_size=100).map(lambda text: f"1|{text}".encode("utf-8", "replace"))


@given(raw=st.binary(max_size=300) | NEARLY_YES)
@pytest.mark.parametrize("act", READERS)
def test_that_no_bytes_raise_anything_but_the_errors_of_the_act(act: str, raw: bytes) -> None:
    with contextlib.suppress(Refused, unreadable(act)):
        READERS[act](raw)


def test_that_a_code_of_undecodable_bytes_is_no_sms() -> None:
    with pytest.raises(Garbled):
        wire.read_get_phone_code(b"1|\xff\xfe\x80|\xc3(")
    assert wire.read_get_phone_code(b"1|4711|\xff\xfe\x80 4711") == Sms("4711", "\ufffd\ufffd\ufffd 4711")
