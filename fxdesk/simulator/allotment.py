# SPDX-License-Identifier: MIT
"""Which offer, mobile and price a getPhone is given, by its optional parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from fxdesk.simulator.countries import COUNTRIES, COUNTRY_BY_ID, Country
from fxdesk.simulator.house import House, Params, Refusal, ServiceRule
from fxdesk.simulator.price_list import PricedOffer
from fxdesk.simulator.rented_number import NumberState

# The dearer offers that maxPrice lets in cost so much more than the list says.
EXCLUSIVE_FACTOR = Decimal("1.25")
_FOUR_PLACES = Decimal("0.0001")
_DOCKING = re.compile(r"([a-z]{3})-(\d+)-(\d+)")


def developer_of(params: Params, service_id: str) -> str:
    """Return the developer's number from `did`: the number alone or a whole docking code."""
    did = params.get("did", "")
    if not did:
        return "10000"
    if did.isascii() and did.isdigit():
        return did
    docking = _DOCKING.fullmatch(did)
    if docking is None or docking[2] != service_id or params.get("country", "") not in ("", docking[1]):
        raise Refusal(-1)
    return docking[3]


def offer_for(house: House, params: Params, offers: Mapping[str, PricedOffer]) -> PricedOffer:
    """Return the offer of the country that was asked for, or of one that the service chooses."""
    country_id = params.get("country", "")
    docking = _DOCKING.fullmatch(params.get("did", ""))
    if not country_id and docking is not None:
        country_id = docking[1]
    if country_id:
        if country_id not in COUNTRY_BY_ID:
            raise Refusal(-4)
        if country_id not in offers:
            raise Refusal(-1)
        return offers[country_id]
    mobile = params.get("mobile", "")
    known = [number.country.id for number in house.book.numbers if mobile and number.mobile == mobile]
    if known and known[-1] in offers:
        return offers[known[-1]]
    service_id = params.get("iid", "")
    stocked = [id_ for id_ in offers if house.scenario.behaviour(service_id, id_).in_stock]
    if not stocked:
        raise Refusal(-1)
    stocked.sort(key=[country.id for country in COUNTRIES].index)
    return offers[house.book.chance(f"country {len(house.book.numbers)}").choice(stocked)]


def mobile_for(house: House, params: Params, rule: ServiceRule, country: Country) -> str:
    """Return a new number, one of a segment, or the very one that was asked for."""
    mobile = params.get("mobile", "")
    if not mobile:
        return house.book.new_mobile(country)
    if not rule.mobile_allowed:
        raise Refusal(-10)
    if not (mobile.isascii() and mobile.isdigit()):
        raise Refusal(-1)
    if len(mobile) < country.digits - 1:
        return house.book.new_mobile(country, mobile)
    earlier = [number for number in house.book.numbers if number.mobile == mobile]
    usable = (NumberState.RECEIVED, NumberState.RELEASED)
    if not earlier or earlier[-1].state not in usable:
        raise Refusal(-1)
    return mobile


def price_for(params: Params, offer: PricedOffer) -> Decimal:
    """Return the list's price, or the dearer one of the exclusive offers that maxPrice lets in."""
    asked = params.get("maxPrice", "") or "0"
    try:
        most = Decimal(asked)
    except InvalidOperation:
        raise Refusal(-1) from None
    exclusive = (offer.amount * EXCLUSIVE_FACTOR).quantize(_FOUR_PLACES)
    return exclusive if most.is_finite() and most >= exclusive else offer.amount
