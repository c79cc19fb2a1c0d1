# SPDX-License-Identifier: MIT
from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fxdesk.core.placement import Formed, Item, Placement, place

PRICES = (Decimal("-0.65"), Decimal("-1.2"), Decimal("-0.0725"), Decimal("0.65"), Decimal("-2"))
NOWHERE = -1
Cost = tuple[Decimal, int, Decimal, int, int]


@st.composite
def items(draw: st.DrawFn) -> Item:
    since = draw(st.integers(0, 90))
    low = draw(st.sampled_from(PRICES))
    high = low if draw(st.booleans()) else low + draw(st.sampled_from((Decimal(0), Decimal("0.3"))))
    return Item(since, since + draw(st.integers(0, 40)), low, high, draw(st.booleans()))


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[Formed], list[Decimal], list[Item]]:
    seen = sorted(draw(st.lists(st.integers(0, 110), min_size=2, max_size=4)))
    found = draw(st.lists(items(), max_size=5))
    movements = [
        sum(draw(st.lists(st.sampled_from(PRICES), max_size=2)), Decimal(draw(st.sampled_from(("0", "5")))))
        for _ in seen[1:]
    ]
    return [Formed(one - 8, one) for one in seen], movements, found


def places_of(item: Item, formed: Sequence[Formed]) -> tuple[range, int]:
    """The intervals that an item may be in, and the usual one; 0 is before the first balance."""
    first = sum(one.until < item.since for one in formed)
    last = max(first, sum(one.since <= item.until for one in formed))
    return range(first, last + 1), min(sum(one.until < item.until for one in formed), last)


def cost(
    where: Sequence[int], formed: Sequence[Formed], movements: Sequence[Decimal], found: Sequence[Item]
) -> Cost:
    """What the reckoning wants least of, worst first, as its words say it."""
    missing = brought = Decimal(0)
    falls = rises = 0
    for number, movement in enumerate(movements, 1):
        inside = [item for item, place_ in zip(found, where, strict=True) if place_ == number]
        low = sum((item.low for item in inside), Decimal(0))
        high = sum((item.high for item in inside), Decimal(0))
        if movement < low:
            missing, falls = missing + low - movement, falls + 1
        elif movement > high:
            brought, rises = brought + movement - high, rises + 1
    odd = sum(
        place_ != NOWHERE and (place_ != places_of(item, formed)[1] or not item.must)
        for item, place_ in zip(found, where, strict=True)
    )
    return missing, falls, brought, rises, odd


def all_ways(formed: Sequence[Formed], found: Sequence[Item]) -> itertools.product[tuple[int, ...]]:
    return itertools.product(
        *([*places_of(item, formed)[0], *([] if item.must else [NOWHERE])] for item in found)
    )


def where_placed(placement: Placement, found: Sequence[Item]) -> list[int]:
    where = [0 if item.must else NOWHERE for item in found]
    for number, inside in enumerate((*placement.inside, placement.after), 1):
        for one in inside:
            where[one] = number
    return where


@settings(max_examples=150, deadline=None)
@given(stories())
@example(
    # Held and given back at one price, and a dearer one that only the last interval leaves room for.
    (
        [Formed(0, 8), Formed(30, 38), Formed(60, 68)],
        [Decimal("-0.65"), Decimal("-0.55")],
        [
            Item(10, 20, Decimal("-0.65"), Decimal("-0.65")),
            Item(25, 70, Decimal("0.65"), Decimal("0.65")),
            Item(25, 64, Decimal("-1.2"), Decimal("-1.2")),
        ],
    )
)
def test_that_no_way_of_all_leaves_less_unexplained(
    story: tuple[list[Formed], list[Decimal], list[Item]],
) -> None:
    formed, movements, found = story
    placement = place(formed, movements, found)
    where = where_placed(placement, found)
    for item, place_ in zip(found, where, strict=True):
        assert place_ in places_of(item, formed)[0] or (place_ == NOWHERE and not item.must)
    chosen = cost(where, formed, movements, found)
    assert chosen == min(cost(way, formed, movements, found) for way in all_ways(formed, found))
    assert -sum(rest for rest in placement.rest if rest < 0) == chosen[0]
    assert sum(rest for rest in placement.rest if rest > 0) == chosen[2]
    assert all(placement.sure)


def test_that_what_ends_the_reckoning_ends_it_at_the_next_interval() -> None:
    formed = [Formed(60.0 * n, 60.0 * n + 8) for n in range(100)]
    calls = 0

    def stop() -> None:
        nonlocal calls
        calls += 1
        raise InterruptedError

    with pytest.raises(InterruptedError):
        place(formed, [Decimal(0)] * 99, [], stop)
    assert calls == 1
