# SPDX-License-Identifier: MIT
"""Put the document's acts into queries and its text answers into values, without any I/O.

A query is a list of (field, value) in the document's words; percent-encoding is the transport's work. An
answer is the raw body. What is not described by the document raises OutcomeUnknown for the paying acts
(getPhone, setAgain, sendCode) and Garbled for the others; `0|code` raises Refused or what FAILURES names.
"""

from __future__ import annotations

import re
from decimal import Decimal

from fxdesk.api.failures import FAILURES, SECONDS
from fxdesk.core.errors import Garbled, OutcomeUnknown, Refused, TooSoon
from fxdesk.core.model import AccountInfo, CountryId, Grant, Order, PKey, Sms

PAYING = frozenset({"getPhone", "setAgain", "sendCode"})
"""A lost answer of one of these may have cost something."""

UNREADABLE = "unreadable"

Query = list[tuple[str, str]]

_CODE = re.compile(r"-?[0-9]{1,9}")
_TOKEN = re.compile(r"[!-~]{8,512}")
# The document shows 48 hex digits; whatever is shorter was cut, and half a key is no key.
_PKEY = re.compile(r"[0-9A-Fa-f]{48,128}")
_UNDECODABLE = "\ufffd"
_AMOUNT = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,12})?")
# What myInfo answers, and no SMS of anybody: an amount for the code and two counts for the text.
_ACCOUNT_INFO = re.compile(r"-?[0-9]+\.[0-9]{2,}\|[0-9]+\|[0-9]+")
_GRANT_FIELDS = 8


def query_of_login(*, api_name: str, password: str) -> Query:
    """The fields of login."""
    return [("act", "login"), ("ApiName", api_name), ("PassWord", password)]


def query_of_my_info(*, token: str) -> Query:
    """The fields of myInfo."""
    return [("act", "myInfo"), ("token", token)]


def query_of_get_phone(*, token: str, order: Order) -> Query:
    """Fields left empty are not sent, nor is a maxPrice of 0, which the document calls not enabled."""
    query = [("act", "getPhone"), ("token", token), ("iid", order.service_id)]
    if order.country_id:
        query.append(("country", order.country_id))
    if order.did:
        query.append(("did", order.did))
    if order.dock:
        query.append(("dock", "1"))
    if order.max_price:
        query.append(("maxPrice", format(order.max_price, "f")))
    if order.mobile:
        query.append(("mobile", order.mobile))
    if order.push_url:
        query.append(("pushUrl", order.push_url))
    return query


def query_of_get_phone_code(*, token: str, pkey: str) -> Query:
    """The fields of getPhoneCode."""
    return [("act", "getPhoneCode"), ("token", token), ("pkey", pkey)]


def query_of_send_code(*, token: str, pkey: str, receiver: str, text: str) -> Query:
    """The fields of sendCode."""
    return [
        ("act", "sendCode"),
        ("token", token),
        ("pkey", pkey),
        ("receiver", receiver),
        ("smscontent", text),
    ]


def query_of_set_rel(*, token: str, pkey: str) -> Query:
    """The fields of setRel."""
    return [("act", "setRel"), ("token", token), ("pkey", pkey)]


def query_of_add_black(*, token: str, pkey: str, reason: str) -> Query:
    """The fields of addBlack."""
    return [("act", "addBlack"), ("token", token), ("pkey", pkey), ("reason", reason)]


def query_of_api_return(*, token: str, pkey: str, remark: int) -> Query:
    """`remark`: 0 success, -1 fail, -2 no verification code, -3 the number has been used."""
    return [("act", "apiReturn"), ("token", token), ("pkey", pkey), ("remark", str(remark))]


def query_of_set_again(*, token: str, pkey: str, minutes: int) -> Query:
    """The fields of setAgain."""
    return [("act", "setAgain"), ("token", token), ("pkey", pkey), ("min", str(minutes))]


def query_of_get_item(*, keyword: str) -> Query:
    """The fields of getItem; an empty keyword asks for everything."""
    return [("act", "getItem"), ("key", keyword)]


def decode(raw: bytes) -> str:
    """The text of an answer, whatever its header says: UTF-8, else GB18030, else UTF-8 with replacements."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding).strip()
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8-sig", "replace").strip()


def read_login(raw: bytes) -> str:
    """`1|token` → the token."""
    token, *more = _fields("login", raw)
    if more or not _TOKEN.fullmatch(token):
        raise _unreadable("login", raw)
    return token


def read_my_info(raw: bytes) -> AccountInfo:
    """`1|balance|level|integral`."""
    fields = _fields("myInfo", raw)
    if len(fields) < 3 or not _AMOUNT.fullmatch(fields[0]):
        raise _unreadable("myInfo", raw)
    return AccountInfo(Decimal(fields[0]), fields[1], fields[2])


def read_get_phone(raw: bytes) -> Grant:
    """`1|pkey|get time|country id|area code|city|prot name|mobile number|docking code`.

    A whole pkey is enough: fields that are missing become "", and what they hold is not judged.
    """
    fields = _fields("getPhone", raw)
    if not _PKEY.fullmatch(fields[0]):
        raise _unreadable("getPhone", raw)
    return _grant(fields)


def read_broken_get_phone(raw: bytes) -> Grant | None:
    """What an answer that broke off still brings; None: no whole pkey.

    Only what a bar follows is whole: the last field may be half a number, so it is left out.
    """
    head, *fields = decode(raw).split("|")
    whole = fields[:-1]
    if head != "1" or not whole or not _PKEY.fullmatch(whole[0].strip()):
        return None
    return _grant([field.strip() for field in whole])


def read_get_phone_code(raw: bytes) -> Sms | None:
    """`1|code|sms content`; None is `0|-3`, still waiting. The content may hold "|" and newlines."""
    try:
        code, *text = _fields("getPhoneCode", raw, most=2)
    except Refused as error:
        if (failure := FAILURES.get((error.act, error.code))) and failure.error is None:
            return None
        raise
    # Without the second bar the code may have been cut; a key in its place answers another request; and what
    # is no text at all, taken for an SMS, would end the looking for the real one.
    if not text or not (code or text[0]) or _PKEY.fullmatch(code) or _UNDECODABLE in code:
        raise _unreadable("getPhoneCode", raw)
    if _ACCOUNT_INFO.fullmatch(f"{code}|{text[0]}"):
        raise _unreadable("getPhoneCode", raw)
    return Sms(code, text[0])


def read_send_code(raw: bytes) -> None:
    """`1|`."""
    _accepted("sendCode", raw)


def read_set_rel(raw: bytes) -> None:
    """`1|`; `0|n` with a positive n raises TooSoon."""
    _accepted("setRel", raw)


def read_add_black(raw: bytes) -> None:
    """`1|`."""
    _accepted("addBlack", raw)


def read_api_return(raw: bytes) -> None:
    """`1|`."""
    _accepted("apiReturn", raw)


def read_set_again(raw: bytes) -> None:
    """`1|`."""
    _accepted("setAgain", raw)


def refusal(act: str, text: str) -> Refused | None:
    """The refusal that `0|code` is; None: `text` is none."""
    parts = text.split("|", 2)
    if len(parts) < 2 or parts[0] != "0" or not _CODE.fullmatch(code := parts[1].strip()):
        return None
    if int(code) > 0 and (act, SECONDS) in FAILURES:
        return TooSoon(act, code, int(code))
    failure = FAILURES.get((act, code))
    # Codes that the document doesn't know are a "no" all the same: `0|*` says so.
    return (failure.error or Refused if failure else Refused)(act, code)


def _grant(fields: list[str]) -> Grant:
    fields = fields + [""] * (_GRANT_FIELDS - len(fields))
    pkey, got, country, area, city, port, mobile, docking = fields[:_GRANT_FIELDS]
    return Grant(PKey(pkey), got, CountryId(country), area, city, port, mobile, docking)


def _accepted(act: str, raw: bytes) -> None:
    """`1|` and nothing more: an answer that says more is one to another request."""
    if _fields(act, raw) != [""]:
        raise _unreadable(act, raw)


def _fields(act: str, raw: bytes, *, most: int = 0) -> list[str]:
    """What follows `1|`, cut at "|"; `most`: into so many at most, the rest stays in the last."""
    text = decode(raw)
    refused = refusal(act, text)
    if refused is not None:
        raise refused
    head, bar, rest = text.partition("|")
    if head != "1" or not bar:
        raise _unreadable(act, raw)
    return [field.strip() for field in rest.split("|", most - 1)]


def _unreadable(act: str, raw: bytes) -> OutcomeUnknown | Garbled:
    return OutcomeUnknown(act, UNREADABLE, raw) if act in PAYING else Garbled(act, raw)
