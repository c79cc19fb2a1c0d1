# SPDX-License-Identifier: MIT
"""Keep the last good price list of each host, so that it is there at once at the next start."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import msgspec

from fxdesk.core.clock import Stamp
from fxdesk.core.model import CountryId, Offer, ServiceId
from fxdesk.store import private_file
from fxdesk.store.failure import file_failures

FORMAT = 1
# The interpreter is held while a part is decoded: this many rows take a few milliseconds.
PART = 5_000


class _Head(msgspec.Struct, array_like=True, forbid_unknown_fields=True, gc=False):
    """What all rows share. A row is three numbers: its service, its country and its price."""

    format: int
    host: str
    utc: float
    boot: str
    elapsed: float
    services: list[tuple[str, str]]
    countries: list[tuple[str, str]]
    prices: list[Decimal]
    rows: int


_Part = tuple[list[int], list[int], list[int]]


class PriceCache:
    """The kept price lists of a profile, one file for each host."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, host: str, offers: Sequence[Offer], listed: Stamp) -> None:
        """Replace the host's list at once and durably. Raises FileFailed."""
        services: dict[tuple[str, str], int] = {}
        countries: dict[tuple[str, str], int] = {}
        prices: dict[Decimal, int] = {}
        rows = [
            (
                services.setdefault((offer.service_id, offer.service), len(services)),
                countries.setdefault((offer.country_id, offer.country), len(countries)),
                prices.setdefault(offer.price, len(prices)),
            )
            for offer in offers
        ]
        encode = msgspec.msgpack.Encoder(decimal_format="string").encode
        head = _Head(FORMAT, host, *listed, list(services), list(countries), list(prices), len(rows))
        parts = [encode(head)]
        for start in range(0, len(rows), PART):
            parts.append(encode(tuple(zip(*rows[start : start + PART], strict=True))))
        content = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
        path = self._path(host)
        with file_failures(path.name):
            private_file.make_folder(self._folder)
            private_file.write_whole(path, content)

    def load(self, host: str) -> tuple[tuple[Offer, ...], Stamp] | None:
        """The host's list and when it was fetched; None: none is kept that can be read. Raises FileFailed."""
        path = self._path(host)
        with file_failures(path.name):
            try:
                content = path.read_bytes()
            except FileNotFoundError:
                return None
        try:
            return _read(host, content)
        except (msgspec.DecodeError, LookupError, ValueError):
            return None

    def _path(self, host: str) -> Path:
        return self._folder / (re.sub(r"[^a-z0-9.-]", "_", host.lower()) + ".prices")


def _read(host: str, content: bytes) -> tuple[tuple[Offer, ...], Stamp] | None:
    parts = _parts(content)
    head = msgspec.msgpack.decode(next(parts, b""), type=_Head)
    if head.format != FORMAT or head.host != host:
        return None
    decode = msgspec.msgpack.Decoder(_Part).decode
    offers: list[Offer] = []
    for part in parts:
        services, countries, prices = decode(part)
        named = map(head.services.__getitem__, services)
        placed = map(head.countries.__getitem__, countries)
        priced = map(head.prices.__getitem__, prices)
        offers.extend(
            Offer(ServiceId(service_id), service, CountryId(country_id), country, price)
            for (service_id, service), (country_id, country), price in zip(named, placed, priced, strict=True)
        )
    if len(offers) != head.rows:
        return None
    return tuple(offers), Stamp(head.utc, head.boot, head.elapsed)


def _parts(content: bytes) -> Iterator[memoryview]:
    whole = memoryview(content)
    start = 0
    while start < len(whole):
        length = int.from_bytes(whole[start : start + 4], "big")
        yield whole[start + 4 : start + 4 + length]
        start += 4 + length
