# SPDX-License-Identifier: MIT
"""No sequence of purchases gets past a limit, and each stop says what it was held against."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxdesk.core.budget import (
    Limit,
    Limits,
    Purchase,
    Spending,
    Stop,
    day_began,
    first_stop,
    is_low,
    limits_of,
    month_began,
    purchase_of,
)
from fxdesk.core.model import CountryId, Order, ServiceId
from fxdesk.core.preferences import Preferences

amounts = st.decimals(Decimal(0), Decimal(50), places=4)
maybe = st.none() | amounts
limits = st.builds(Limits, maybe, maybe, maybe, st.integers(0, 5))
figures = st.builds(Spending, amounts, amounts, amounts, amounts, st.integers(0, 6), st.integers(0, 2))
purchases = st.builds(Purchase, maybe, maybe, st.booleans())
HAVANA = "CST5CDT,M3.2.0/0,M11.1.0/1"
"""Clocks go from 00:00 to 01:00 in March, and from 01:00 back to 00:00 in November."""
ORDER = Order(ServiceId("1"), "Harbour", CountryId("mys"), "+60/马来西亚/Malaysia", Decimal("0.65"))


@given(limits, figures, purchases)
def test_that_a_purchase_goes_exactly_when_no_limit_is_passed_by_it(
    limits: Limits, spending: Spending, purchase: Purchase
) -> None:
    price, most = purchase.price, purchase.most
    held = [limit for limit in (limits.price, limits.day, limits.month) if limit is not None]
    more = Decimal(0) if purchase.counted else most
    goes = not (
        (held and price is None)
        or (limits.price is not None and most > limits.price)
        or (
            limits.day is not None
            and spending.today + spending.doubtful + spending.waiting + more > limits.day
        )
        or (
            limits.month is not None
            and spending.month + spending.doubtful + spending.waiting + more > limits.month
        )
        or (limits.most_open and not purchase.counted and spending.open_numbers >= limits.most_open)
    )
    assert (first_stop(limits, spending, purchase) is None) == goes


@given(
    st.decimals(Decimal("0.0001"), Decimal(3), places=4),
    st.integers(1, 4),
    st.lists(st.tuples(st.decimals(Decimal("0.0001"), 1, places=4), st.sampled_from("cru")), max_size=30),
)
def test_that_no_sequence_of_purchases_gets_past_a_limit(
    day: Decimal, most_open: int, sequence: list[tuple[Decimal, str]]
) -> None:
    limits, spending, paid = Limits(day=day, most_open=most_open), Spending(), Decimal(0)
    for price, fate in sequence:
        if first_stop(limits, spending, Purchase(price)) is not None:
            continue
        if fate == "c":
            spending, paid = spending._replace(today=spending.today + price), paid + price
        elif fate == "u":
            # It may have been charged, and nobody settles it.
            spending = spending._replace(
                doubtful=spending.doubtful + price, open_numbers=spending.open_numbers + 1
            )
            paid += price
        assert paid <= day
        assert spending.open_numbers <= most_open


def test_that_a_sum_of_tenths_reaches_a_limit_and_does_not_pass_it() -> None:
    spent = Spending(today=Decimal("0.1"), month=Decimal("0.1"))
    for limits in (Limits(day=Decimal("0.3")), Limits(month=Decimal("0.3"))):
        assert first_stop(limits, spent, Purchase(Decimal("0.2"))) is None
        assert first_stop(limits, spent, Purchase(Decimal("0.2001"))) is not None


def test_that_any_country_is_held_to_the_dearest_one() -> None:
    order = ORDER._replace(country_id=CountryId(""), dearest=Decimal("2.5"))
    stop = first_stop(Limits(price=Decimal(1)), Spending(), purchase_of(order))
    assert stop == Stop(Limit.PRICE, Decimal(1), Decimal("2.5"))


def test_that_a_max_price_above_the_cap_is_stopped_though_the_list_price_is_below() -> None:
    order = ORDER._replace(max_price=Decimal("1.2"))
    stop = first_stop(Limits(price=Decimal(1)), Spending(), purchase_of(order))
    assert stop == Stop(Limit.MAX_PRICE, Decimal(1), Decimal("1.2"))
    assert first_stop(Limits(price=Decimal("1.2")), Spending(), purchase_of(order)) is None
    # By day it counts with what it may cost.
    assert first_stop(Limits(day=Decimal(1)), Spending(), purchase_of(order)) is not None


def test_that_a_stop_names_what_was_spent_what_is_open_and_what_is_not_settled() -> None:
    spending = Spending(Decimal("2.5"), Decimal(9), Decimal("0.7"), Decimal("1.3"), 2)
    stop = first_stop(Limits(day=Decimal(5)), spending, Purchase(Decimal("0.65")))
    assert stop == Stop(
        Limit.DAY, Decimal(5), Decimal("0.65"), Decimal("3.2"), Decimal("1.3"), Decimal("0.7")
    )
    stop = first_stop(Limits(month=Decimal(10)), spending, Purchase(Decimal("0.65")))
    assert stop is not None
    assert (stop.limit, stop.spent) == (Limit.MONTH, Decimal("9.7"))
    stop = first_stop(Limits(most_open=2), spending, Purchase(None))
    assert stop is not None
    assert (stop.limit, stop.allowed, stop.open_numbers) == (Limit.OPEN, 2, 2)


def test_that_what_has_no_known_price_is_stopped_only_where_money_is_limited() -> None:
    unknown = Purchase(None)
    assert first_stop(Limits(), Spending(), unknown) is None
    assert first_stop(Limits(most_open=1), Spending(), unknown) is None
    for limits in (Limits(price=Decimal(9)), Limits(day=Decimal(9)), Limits(month=Decimal(9))):
        stop = first_stop(limits, Spending(), unknown)
        assert stop is not None
        assert stop.limit is Limit.PRICE_UNKNOWN


def test_that_the_settings_of_a_new_profile_limit_nothing() -> None:
    assert not limits_of(Preferences()).any
    assert limits_of(Preferences(most_open=1)).any
    assert limits_of(Preferences(day_limit=Decimal(1))) == Limits(day=Decimal(1))


def test_that_a_balance_is_low_only_below_the_amount() -> None:
    assert is_low(Decimal("4.9999"), Decimal(5))
    assert not is_low(Decimal(5), Decimal(5))
    assert not is_low(None, Decimal(5))
    assert not is_low(Decimal(1), None)


@pytest.fixture
def live_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    before = os.environ.get("TZ")

    def move(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield move
    if before is None:
        monkeypatch.delenv("TZ", raising=False)
    else:
        monkeypatch.setenv("TZ", before)
    time.tzset()


@pytest.mark.parametrize("zone", ["UTC0", "CST-8", HAVANA, "<+13>-13"])
def test_that_days_and_months_are_those_of_the_local_calendar(
    live_in: Callable[[str], None], zone: str
) -> None:
    live_in(zone)
    for moment in range(1_700_000_000, 1_790_000_000, 86_400 * 3 + 4_321):
        began, now = day_began(moment), datetime.fromtimestamp(moment)
        assert began <= moment
        assert datetime.fromtimestamp(began).date() == now.date()
        assert datetime.fromtimestamp(began - 1).date() != now.date()
        first = month_began(moment)
        assert first <= began
        assert (datetime.fromtimestamp(first).day, datetime.fromtimestamp(first).month) == (1, now.month)
        assert datetime.fromtimestamp(first - 1).month != now.month


def test_that_a_day_with_two_midnights_began_at_the_first(live_in: Callable[[str], None]) -> None:
    live_in(HAVANA)
    # On 2024-11-03 clocks there went from 01:00 back to 00:00: the second half past midnight.
    moment = datetime(2024, 11, 3, 0, 30, fold=1).timestamp()
    assert moment - day_began(moment) == 5_400
