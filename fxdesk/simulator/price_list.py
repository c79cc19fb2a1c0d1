# SPDX-License-Identifier: MIT
"""The price list that getItem answers: made once from a seed, kept as bytes ready to send."""

from __future__ import annotations

import gzip
import json
import random
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from fxdesk.simulator.countries import COUNTRIES, COUNTRY_BY_ID
from fxdesk.simulator.service_names import LUMEN_MAIL, NAMED_SERVICES, NamedService, invented_names

DEFAULT_ROWS = 6000
_MOST_SERVICES = 4000
_CENT_HUNDREDTH = Decimal("0.0001")

# Prices that pictures and tests rely on.
_FIXED = {
    (LUMEN_MAIL.id, country): price
    for country, price in {
        "idn": "0.0450",
        "vnm": "0.0600",
        "phl": "0.0750",
        "ind": "0.1250",
        "mys": "0.4500",
        "rou": "0.4800",
        "pol": "0.6250",
        "bra": "0.7000",
        "esp": "0.8000",
        "hkg": "1.0500",
    }.items()
}


class PricedOffer(NamedTuple):
    """One row of the list: a service in a country, with its price as the service writes it."""

    service_id: str
    service_name: str
    price: str
    country_id: str

    @property
    def amount(self) -> Decimal:
        return Decimal(self.price)

    def row(self) -> dict[str, str]:
        """Return the row with the document's field names; every value is a string."""
        return {
            "Item_ID": self.service_id,
            "Item_Name": self.service_name,
            "Item_UPrice": self.price,
            "Country_ID": self.country_id,
            "Country_Title": COUNTRY_BY_ID[self.country_id].title,
        }


class PriceList:
    """All offers of one seed and length, by service, with the bytes of the answers kept."""

    def __init__(self, seed: int, rows: int) -> None:
        self.offers: tuple[PricedOffer, ...] = tuple(_make_offers(seed, rows))
        self._by_service: dict[str, dict[str, PricedOffer]] = {}
        for offer in self.offers:
            self._by_service.setdefault(offer.service_id, {})[offer.country_id] = offer
        self._bodies: dict[str, bytes] = {}
        self._packed: dict[str, bytes] = {}

    def offers_of(self, service_id: str) -> dict[str, PricedOffer]:
        """Return the offers of a service by country id; empty when the list does not hold the service."""
        return self._by_service.get(service_id, {})

    def body(self, key: str = "") -> bytes:
        """Return the JSON answer for the rows whose service name holds `key`."""
        kept = self._bodies.get(key)
        if kept is None:
            wanted = key.casefold()
            rows = [offer.row() for offer in self.offers if wanted in offer.service_name.casefold()]
            kept = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
            self._keep(self._bodies, key, kept)
        return kept

    def packed_body(self, key: str = "") -> bytes:
        """Return the same answer compressed with gzip."""
        kept = self._packed.get(key)
        if kept is None:
            kept = gzip.compress(self.body(key), compresslevel=6, mtime=0)
            self._keep(self._packed, key, kept)
        return kept

    @staticmethod
    def _keep(kept: dict[str, bytes], key: str, body: bytes) -> None:
        if key and len(kept) > 32:
            whole = kept.get("")
            kept.clear()
            if whole is not None:
                kept[""] = whole
        kept[key] = body


@lru_cache(maxsize=4)
def price_list(seed: int = 1, rows: int = DEFAULT_ROWS) -> PriceList:
    """Return the price list of a seed; lists are immutable and shared."""
    return PriceList(seed, rows)


def _make_offers(seed: int, rows: int) -> list[PricedOffer]:
    chance = random.Random(f"prices {seed}")
    offers: list[PricedOffer] = []
    named_countries = min(64, max(1, rows // (2 * len(NAMED_SERVICES))))
    for service in NAMED_SERVICES:
        offers += _offers_of(service, named_countries, chance)
    left = rows - len(offers)
    services = max(1, min(_MOST_SERVICES, left // 4))
    taken = {service.id for service in NAMED_SERVICES}
    ids = (str(number) for number in range(1001, 1001 + services + len(taken)))
    fresh_ids = (id_ for id_ in ids if id_ not in taken)
    named = {service.name for service in NAMED_SERVICES}
    names = [name for name in invented_names(services + len(named)) if name not in named]
    share, over = divmod(max(0, left), services)
    for number, (id_, name) in enumerate(zip(fresh_ids, names[:services])):
        cheapest = Decimal(chance.randrange(8, 400)) / 200
        count = share + (1 if number < over else 0)
        offers += _offers_of(NamedService(id_, name, f"{cheapest:.4f}"), count, chance)
    return offers[:rows]


def _offers_of(service: NamedService, count: int, chance: random.Random) -> list[PricedOffer]:
    # The first ten countries are the usual ones: every named service has them.
    usual = COUNTRIES[:10]
    if count <= len(usual):
        chosen = list(usual[:count] if service in NAMED_SERVICES else chance.sample(usual, count))
    else:
        chosen = [*usual, *chance.sample(COUNTRIES[10:], min(count, len(COUNTRIES)) - len(usual))]
    chosen.sort(key=COUNTRIES.index)
    lowest = Decimal(service.cheapest)
    prices: list[PricedOffer] = []
    for place, country in enumerate(chosen):
        factor = Decimal(1) if place == 0 else Decimal(chance.randrange(21, 240)) / 20
        amount = (lowest * factor).quantize(_CENT_HUNDREDTH)
        price = _FIXED.get((service.id, country.id), f"{amount:.4f}")
        prices.append(PricedOffer(service.id, service.name, price, country.id))
    return prices
