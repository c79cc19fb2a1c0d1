# SPDX-License-Identifier: MIT
"""Read getItem's answer in parts, so that a hundred thousand rows never hold the window up."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

import msgspec

from fxdesk.api.wire import decode, refusal
from fxdesk.core.errors import Garbled
from fxdesk.core.model import MILLIONTH, CountryId, Offer, ServiceId

ACT = "getItem"

PART = 256 * 1024
"""Bytes decoded at a time, about 2,500 rows: the interpreter is held for a few milliseconds."""

LONGEST_ID = 64
LONGEST_NAME = 300
DEAREST = Decimal(1_000_000)
_LONGEST_PRICE = 24
_KEPT_OF_GARBLED = 4096

_PRICE = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,18})?(?:[eE][+-]?[0-9]{1,3})?")
_BETWEEN_ROWS = re.compile(rb"\}[ \t\r\n]*+,[ \t\r\n]*+(?=\{)")
_TOKENS = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[{}\[\],]', re.DOTALL)
_BLANK = b" \t\r\n"

_Value = str | int | float | None


class PriceList(NamedTuple):
    """The offers in the service's order; rows that could not be read; rows of a pair that was there before.

    Of several rows for one service and country the first counts.
    """

    offers: tuple[Offer, ...]
    skipped: int
    duplicates: int


class _Row(msgspec.Struct, gc=False):
    Item_ID: _Value = None
    Item_Name: _Value = None
    Item_UPrice: _Value = None
    Country_ID: _Value = None
    Country_Title: _Value = None


_decode_rows: Callable[[bytes], list[_Row]] = msgspec.json.Decoder(list[_Row]).decode
_decode_row: Callable[[bytes], _Row] = msgspec.json.Decoder(_Row).decode
_BAD_JSON = (msgspec.MsgspecError, ValueError, RecursionError)


def _never() -> bool:
    return False


def read_get_item(raw: bytes, cancelled: Callable[[], bool] = _never) -> PriceList:
    """A JSON array of rows with Item_ID, Item_Name, Item_UPrice, Country_ID and Country_Title.

    Rows that can't be read are counted and left out. Raises Garbled for what is no such array, was cut, or
    has rows and not one that can be read; Refused for `0|code`. Once `cancelled` it returns what it has.
    """
    body = _utf8(raw).strip(_BLANK)
    if not (body.startswith(b"[") and body.endswith(b"]") and len(body) > 1):
        refused = refusal(ACT, decode(raw[:64]))
        raise refused if refused is not None else Garbled(ACT, raw[:_KEPT_OF_GARBLED])
    reader = _Reader()
    for rows, bad in _parts(body[1:-1].strip(_BLANK)):
        reader.take(rows)
        reader.skipped += bad
        if cancelled():
            break
    if reader.skipped and not reader.offers:
        raise Garbled(ACT, raw[:_KEPT_OF_GARBLED])
    return PriceList(tuple(reader.offers), reader.skipped, reader.duplicates)


class _Reader:
    """Turns rows into offers; equal names and prices are kept once."""

    def __init__(self) -> None:
        self.offers: list[Offer] = []
        self.skipped = self.duplicates = 0
        # A set of each service's countries: one of a hundred thousand pairs takes a moment to let go.
        self._seen: dict[str, set[str]] = {}
        self._texts: dict[str, str] = {}
        self._prices: dict[str, Decimal | None] = {}

    def take(self, rows: list[_Row]) -> None:
        for row in rows:
            service_id = _text(row.Item_ID)
            country_id = _text(row.Country_ID)
            service = _text(row.Item_Name) or service_id
            country = _text(row.Country_Title) or country_id
            price = self._price(row.Item_UPrice)
            if (
                price is None
                or not 0 < len(service_id) <= LONGEST_ID
                or not 0 < len(country_id) <= LONGEST_ID
                or len(service) > LONGEST_NAME
                or len(country) > LONGEST_NAME
            ):
                self.skipped += 1
                continue
            once = self._texts.setdefault
            service_id, country_id = once(service_id, service_id), once(country_id, country_id)
            countries = self._seen.setdefault(service_id, set())
            if country_id in countries:
                self.duplicates += 1
                continue
            countries.add(country_id)
            service, country = once(service, service), once(country, country)
            self.offers.append(Offer(ServiceId(service_id), service, CountryId(country_id), country, price))

    def _price(self, value: _Value) -> Decimal | None:
        written = _text(value)
        if len(written) > _LONGEST_PRICE:
            return None
        if written not in self._prices:
            self._prices[written] = read_price(written)
        return self._prices[written]


def read_price(written: str) -> Decimal | None:
    """A price as the list writes it; None: no number, negative, above a million or finer than a millionth."""
    if not _PRICE.fullmatch(written):
        return None
    try:
        price = Decimal(written)
        if not 0 <= price <= DEAREST or price != price.quantize(MILLIONTH):
            return None
    except InvalidOperation:
        return None
    return price if "e" not in written.lower() else Decimal(format(price, "f"))


def _text(value: _Value) -> str:
    return value.strip() if isinstance(value, str) else "" if value is None else str(value)


def _utf8(raw: bytes) -> bytes:
    """The body as UTF-8, checked piece by piece; GB18030 is written anew."""
    checker = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(raw), PART):
            checker.decode(raw[start : start + PART])
        checker.decode(b"", final=True)
    except UnicodeDecodeError:
        return decode(raw).encode("utf-8", "replace")
    return raw.removeprefix(codecs.BOM_UTF8)


def _parts(body: bytes) -> Iterator[tuple[list[_Row], int]]:
    """Rows, and the number of unreadable ones, part by part.

    A part ends where "},{" stands. If that is inside a text or a nested object, the part can't be valid and
    is walked through element by element instead, from which the true end is known.
    """
    start, end = 0, len(body)
    while start < end:
        between = _BETWEEN_ROWS.search(body, start + PART, end) if end - start > PART else None
        stop = between.start() + 1 if between else end
        try:
            rows = _decode_rows(b"[" + body[start:stop] + b"]")
        except _BAD_JSON:
            rows, bad, start = _one_by_one(body, start, end)
            yield rows, bad
            continue
        yield rows, 0
        start = between.end() if between else end


def _one_by_one(body: bytes, start: int, end: int) -> tuple[list[_Row], int, int]:
    """About one part's elements from `start`: readable rows, number of others, where the next part begins."""
    rows: list[_Row] = []
    bad = depth = 0
    begin = start
    for token in _TOKENS.finditer(body, start, end):
        sign = token[0]
        if sign in (b"{", b"["):
            depth += 1
        elif sign in (b"}", b"]"):
            depth -= 1
        elif sign == b"," and depth <= 0:
            depth = 0
            bad += _add_row(rows, body[begin : token.start()])
            begin = token.end()
            if begin - start > PART:
                return rows, bad, begin
    bad += _add_row(rows, body[begin:end])
    return rows, bad, end


def _add_row(rows: list[_Row], element: bytes) -> int:
    """Read one element into `rows`; 1 if it can't be."""
    try:
        rows.append(_decode_row(element))
    except _BAD_JSON:
        return 1
    return 0
