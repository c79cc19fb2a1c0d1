# SPDX-License-Identifier: MIT
"""Know when a person is asked once more before something is bought: one rule for all ways to buy."""

from __future__ import annotations

from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import NamedTuple

from fxdesk.core.clock import Stamp, span
from fxdesk.core.model import LeaseId, Order

OLD_LIST_SECONDS = 30 * 60.0
"""A price list older than this is asked about."""
SAME_OFFER_SECONDS = 5.0
"""The same offer again within this time is asked about."""


class Taken(IntEnum):
    """What became of a wish to buy. NO: another paying request is out, or nothing can be bought yet."""

    NO = 0
    SENT = 1
    ASKED = 2


class Doubt(StrEnum):
    """Why a person is asked before something is bought."""

    SAME_AGAIN = "same_again"
    PRICE_ROSE = "price_rose"
    LIST_OLD = "list_old"
    NO_LIST = "no_list"


class PriceRange(NamedTuple):
    """What an offer costs: one price twice, or the cheapest and the dearest country's."""

    least: Decimal
    most: Decimal


class Wish(NamedTuple):
    """What a person wants to buy, with the price they saw: a number by `order`, or that of `again` once more.

    `again` is (lease, minutes) for "use again"; `order` then names its service and country.
    """

    order: Order
    again: tuple[LeaseId, int] | None = None

    @property
    def sameness(self) -> tuple[str, ...]:
        """What "the same again" means: service and country, or the number that is used again."""
        if self.again is not None:
            return "again", str(self.again[0])
        return "offer", self.order.service_id, self.order.country_id

    @property
    def shown(self) -> PriceRange | None:
        """The price that the person saw."""
        price = self.order.list_price
        return None if price is None else PriceRange(price, self.order.dearest or price)

    def at(self, price: PriceRange | None) -> Wish:
        """The same at the price that the list says now; None: it says none, what was seen stays."""
        if price is None:
            return self
        dearest = price.most if price.most != price.least or self.order.dearest is not None else None
        return self._replace(order=self.order._replace(list_price=price.least, dearest=dearest))


class Circumstances(NamedTuple):
    """What is known at a moment of a wish to buy.

    `price` is what the list says now, None: it does not name the offer; `listed` is when the list was made,
    None: there is none; `sent` is the elapsed time at which the same offer was sent last, None: never.
    """

    price: PriceRange | None = None
    listed: Stamp | None = None
    sent: float | None = None


class Question(NamedTuple):
    """What a person is asked before a wish is sent, and what they agree to if they say yes.

    Without `doubts` nothing has to be asked. `age` is the price list's in seconds, None: it can't be told;
    `since` are the seconds since the same offer was sent last, None: it never was.
    """

    wish: Wish
    doubts: frozenset[Doubt]
    known: Circumstances
    age: float | None = None
    since: float | None = None


def question(wish: Wish, known: Circumstances, now: Stamp, agreed: Question | None = None) -> Question:
    """What is in doubt before `wish` is sent.

    `agreed` is one that the person has said yes to: what it showed is not asked about again, what has changed
    since is.
    """
    doubts = set()
    told = agreed.known if agreed is not None and agreed.wish == wish else None
    if _rose(wish.shown if told is None or told.price is None else told.price, known.price):
        doubts.add(Doubt.PRICE_ROSE)
    age = age_of(known.listed, now)
    if told is None or told.listed != known.listed:
        if known.listed is None:
            doubts.add(Doubt.NO_LIST)
        elif age is None or age > OLD_LIST_SECONDS:
            doubts.add(Doubt.LIST_OLD)
    since = None if known.sent is None else now.elapsed - known.sent
    if since is not None and since < SAME_OFFER_SECONDS and (told is None or told.sent != known.sent):
        doubts.add(Doubt.SAME_AGAIN)
    return Question(wish, frozenset(doubts), known, age, since)


def age_of(listed: Stamp | None, now: Stamp) -> float | None:
    """The age of a price list in seconds; None where a wall clock that went back leaves it open."""
    if listed is None or (listed.boot != now.boot and now.utc < listed.utc):
        return None
    return span(listed, now).seconds


def _rose(shown: PriceRange | None, now: PriceRange | None) -> bool:
    """Whether it costs more now than what was seen; a price where none was seen counts as more."""
    if now is None:
        return False
    return shown is None or now.least > shown.least or now.most > shown.most
