# SPDX-License-Identifier: MIT
"""Reckon what was spent and which limit a purchase would break, before anything is asked for."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from fxdesk.core.model import Order
from fxdesk.core.notice import Topic
from fxdesk.core.preferences import Preferences

NOUGHT = Decimal(0)


class Limit(StrEnum):
    """What may stop a purchase."""

    PRICE_UNKNOWN = "price_unknown"
    PRICE = "price"
    MAX_PRICE = "max_price"
    DAY = "day"
    MONTH = "month"
    OPEN = "open"


TOPICS = {
    Limit.PRICE_UNKNOWN: Topic.LIMIT_PRICE_UNKNOWN,
    Limit.PRICE: Topic.LIMIT_PRICE,
    Limit.MAX_PRICE: Topic.LIMIT_MAX_PRICE,
    Limit.DAY: Topic.LIMIT_DAY,
    Limit.MONTH: Topic.LIMIT_MONTH,
    Limit.OPEN: Topic.LIMIT_OPEN,
}
"""What is told when a limit stops a purchase."""


class Limits(NamedTuple):
    """The limits that the person has set; None and 0: none."""

    price: Decimal | None = None
    day: Decimal | None = None
    month: Decimal | None = None
    most_open: int = 0

    @property
    def on_money(self) -> bool:
        """Whether any of them is held against a price."""
        return self.price is not None or self.day is not None or self.month is not None

    @property
    def any(self) -> bool:
        """Whether there is one at all."""
        return self.on_money or self.most_open > 0


class Spending(NamedTuple):
    """What all accounts of the profile have spent by the local calendar, each round at the most it can cost.

    `today` and `month` are what was charged or lost since the day and the month began; what the wall clock
    calls the future counts as today. `doubtful` was asked for and nobody knows yet whether it was
    charged: it counts as spent, whenever that was. `waiting` may be charged still. `open_numbers` are
    those that are not over, `unsettled` those of them that no answer came to. `unpriced` is how many of
    all these had no known price and so count as nothing.
    """

    today: Decimal = NOUGHT
    month: Decimal = NOUGHT
    doubtful: Decimal = NOUGHT
    waiting: Decimal = NOUGHT
    open_numbers: int = 0
    unpriced: int = 0
    unsettled: int = 0

    @property
    def spent_today(self) -> Decimal:
        """What counts as spent today."""
        return self.today + self.doubtful

    @property
    def spent_this_month(self) -> Decimal:
        """What counts as spent this month."""
        return self.month + self.doubtful


class Purchase(NamedTuple):
    """What is to be paid for: `price` by the list, any country at the dearest, None where it is not known.

    `counted`: it is for a number that is open already, so that its price is among what is waiting.
    """

    price: Decimal | None
    max_price: Decimal | None = None
    counted: bool = False

    @property
    def most(self) -> Decimal:
        """The most that it can cost."""
        return max(self.price or NOUGHT, self.max_price or NOUGHT)


class Stop(NamedTuple):
    """Why something is not bought: the limit, what it allows, and what it is held against.

    `price` is this purchase's, `spent` and `waiting` are the day's or the month's; `doubtful` is the part of
    `spent` that is not settled, `unsettled` the part of the open numbers.
    """

    limit: Limit
    allowed: Decimal | int
    price: Decimal = NOUGHT
    spent: Decimal = NOUGHT
    waiting: Decimal = NOUGHT
    doubtful: Decimal = NOUGHT
    open_numbers: int = 0
    unsettled: int = 0


def limits_of(preferences: Preferences) -> Limits:
    """The limits among all settings."""
    return Limits(
        preferences.price_cap, preferences.day_limit, preferences.month_limit, preferences.most_open
    )


def purchase_of(order: Order) -> Purchase:
    """What an order may cost."""
    return Purchase(dearest(order), order.max_price)


def dearest(order: Order) -> Decimal | None:
    """The list price that an order is held to: in any country the dearest one's."""
    return order.list_price if order.dearest is None else order.dearest


def first_stop(limits: Limits, spending: Spending, purchase: Purchase) -> Stop | None:
    """The first limit that `purchase` would break; None: it may go."""
    if limits.on_money and purchase.price is None:
        return Stop(Limit.PRICE_UNKNOWN, NOUGHT)
    if limits.price is not None:
        if purchase.price is not None and purchase.price > limits.price:
            return Stop(Limit.PRICE, limits.price, purchase.price)
        if purchase.max_price is not None and purchase.max_price > limits.price:
            return Stop(Limit.MAX_PRICE, limits.price, purchase.max_price)
    more = NOUGHT if purchase.counted else purchase.most
    for limit, allowed, spent in (
        (Limit.DAY, limits.day, spending.spent_today),
        (Limit.MONTH, limits.month, spending.spent_this_month),
    ):
        if allowed is not None and spent + spending.waiting + more > allowed:
            return Stop(limit, allowed, more, spent, spending.waiting, spending.doubtful)
    if limits.most_open and not purchase.counted and spending.open_numbers + 1 > limits.most_open:
        return Stop(
            Limit.OPEN,
            limits.most_open,
            open_numbers=spending.open_numbers,
            unsettled=spending.unsettled,
        )
    return None


def is_low(balance: Decimal | None, least: Decimal | None) -> bool:
    """Whether a balance is below what the person wants to be warned of."""
    return balance is not None and least is not None and balance < least


def day_began(utc: float) -> float:
    """When the local day of a moment began, both in seconds since 1970."""
    # The first of two midnights, where a clock that is set back has two.
    now = datetime.fromtimestamp(utc).replace(fold=0)
    return now.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()


def month_began(utc: float) -> float:
    """When the local month of a moment began, both in seconds since 1970."""
    now = datetime.fromtimestamp(utc).replace(fold=0)
    return now.replace(day=1, hour=0, minute=0, second=0, microsecond=0).timestamp()
