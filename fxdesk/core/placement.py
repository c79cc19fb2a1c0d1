# SPDX-License-Identifier: MIT
"""Place money movements between balances where their times leave it open, so that least stays unexplained."""

from __future__ import annotations

import heapq
import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from fxdesk.core.division import BITS, FEW, Division, Group, Known, State, Ways

ZERO = Decimal(0)
_MOST_STATES = 32
"""How many ways are followed from one interval to the next."""
_LASTING = 6
"""What was placed by guess may show so many intervals later."""


class Item(NamedTuple):
    """A movement of the balance by `low` to `high`, at some time from `since` to `until`.

    `must`: it happened; otherwise it may have. Times are seconds on one axis.
    """

    since: float
    until: float
    low: Decimal
    high: Decimal
    must: bool = True


class Formed(NamedTuple):
    """A balance was read by the service at some time from `since` to `until`."""

    since: float
    until: float


class Placement(NamedTuple):
    """Where the items went: for each interval between two balances the places of its items and what is left.

    `rest` is the movement less what its items explain: negative where something is missing. `after` holds
    what no balance shows yet. `sure` is False where there were too many items at once to try all ways.
    """

    inside: tuple[tuple[int, ...], ...]
    rest: tuple[Decimal, ...]
    after: tuple[int, ...]
    sure: tuple[bool, ...]


class _Step(NamedTuple):
    """The cheapest way known to a state: from which one before, with how many chosen of which groups."""

    cost: int
    before: State
    chosen: Sequence[tuple[int, int]]


class _Scale(NamedTuple):
    """Amounts as whole numbers, and what a way costs as one number.

    Worst first: missing money, the intervals where some is missing, what nothing of ours brought, the
    intervals where that is so, items that were used though they need not be or stand at an unusual place.
    Whole numbers are exact as decimals are, and one of them is compared in a tenth of the time of five.
    """

    places: int
    rise: int
    brought: int
    fall: int
    missing: int

    def of(self, amount: Decimal) -> int:
        return int(amount.scaleb(self.places))


def place(
    formed: Sequence[Formed],
    movements: Sequence[Decimal],
    items: Sequence[Item],
    go_on: Callable[[], None] = lambda: None,
) -> Placement:
    """Place every item; `movements` has one amount for each two neighbours of `formed`.

    What may have happened before the first balance, or after the last, is free to be there. `go_on` is called
    at each interval: what it raises ends the reckoning. The time grows with the number of intervals, whatever
    there is in them: no more than so many states, and so many ways from each, are followed.
    """
    intervals = len(movements)
    scale = _scale(movements, items)
    members: dict[Group, list[int]] = {}
    for place_, item in enumerate(items):
        group = _group_of(item, formed, scale)
        if group.last > 0:
            members.setdefault(group, []).append(place_)
    groups = tuple(members)
    arrivals: list[list[int]] = [[] for _ in range(intervals + 2)]
    for number, (group, found) in enumerate(members.items()):
        arrivals[group.first].append((number << BITS) + len(found))

    whole = [None, *(scale.of(movement) for movement in movements), None]
    layers: list[dict[State, _Step]] = []
    guessed: list[bool] = []
    states: dict[State, _Step] = {(): _Step(0, (), ())}
    for number, movement in enumerate(whole):
        go_on()
        divisions = [(state, Division(groups, (*state, *arrivals[number]), number)) for state in states]
        known = Known({}, {})
        states = _advance(states, divisions, movement, scale, known)
        layers.append(states)
        guessed.append(bool(known.sums))
    taken = _trace(layers, list(members.values()))
    inside = tuple(taken[1:-1])
    return Placement(
        inside,
        tuple(_rest(movement, [items[one] for one in found]) for movement, found in zip(movements, inside)),
        taken[-1],
        tuple(not any(guessed[max(0, number - _LASTING) : number + 1]) for number in range(1, intervals + 1)),
    )


def _scale(movements: Sequence[Decimal], items: Sequence[Item]) -> _Scale:
    amounts = [*movements, *(item.low for item in items), *(item.high for item in items)]
    places = max((-int(amount.as_tuple().exponent) for amount in amounts), default=0)
    most = sum((abs(amount) for amount in amounts), ZERO)
    # Wide enough for each part at its worst, so that none runs over into the next.
    count, money = (len(items) + len(movements)).bit_length(), int(most.scaleb(places)).bit_length()
    return _Scale(places, count, 2 * count, 2 * count + money, 3 * count + money)


def _group_of(item: Item, formed: Sequence[Formed], scale: _Scale) -> Group:
    first = bisect_left(formed, item.since, key=lambda one: one.until)
    last = bisect_right(formed, item.until, key=lambda one: one.since)
    usual = bisect_left(formed, item.until, key=lambda one: one.until)
    last = max(first, last)
    usual = min(max(usual, first), last)
    return Group(first, last, usual, scale.of(item.low), scale.of(item.high), item.must)


def _advance(
    states: dict[State, _Step],
    divisions: list[tuple[State, Division]],
    movement: int | None,
    scale: _Scale,
    known: Known,
) -> dict[State, _Step]:
    """The states after one more interval."""
    found: dict[State, tuple[int, int, int]] = {}
    all_ways = []
    for place_, (state, division) in enumerate(divisions):
        ways = division.ways(movement, known)
        all_ways.append(ways)
        costs = _costs(states[state].cost, movement, division, ways, scale)
        for way, (left, cost) in enumerate(zip(ways.left, costs)):
            best = found.get(left)
            if best is None or cost < best[0]:
                found[left] = cost, place_, way
    most = FEW if known.sums else _MOST_STATES
    kept: Iterable[State] = found
    if len(found) > most:
        kept = heapq.nsmallest(most, found, key=lambda state: found[state][0])
    steps = {}
    for left in kept:
        cost, place_, way = found[left]
        state, division = divisions[place_]
        steps[left] = _Step(cost, state, division.chosen(all_ways[place_], way))
    return steps


def _costs(before: int, movement: int | None, division: Division, ways: Ways, scale: _Scale) -> list[int]:
    """What each way costs in all."""
    before += division.odd
    if movement is None:
        return [before + odd for odd in ways.odd]
    missing, brought = scale.missing, scale.brought
    fall, rise = before + (1 << scale.fall), before + (1 << scale.rise)
    most, least = movement - division.low, movement - division.high
    return [
        fall + odd + (low - most << missing)
        if most < low
        else rise + odd + (least - high << brought)
        if least > high
        else before + odd
        for low, high, odd in zip(ways.low, ways.high, ways.odd)
    ]


def _trace(layers: list[dict[State, _Step]], members: list[list[int]]) -> list[tuple[int, ...]]:
    """Go the cheapest way back, handing out the items of each group in their order."""
    state = min(layers[-1], key=lambda one: layers[-1][one].cost)
    steps: list[_Step] = []
    for layer in reversed(layers):
        steps.append(layer[state])
        state = layer[state].before
    waiting = [iter(found) for found in members]
    return [
        tuple(sorted(place_ for group, n in step.chosen for place_ in itertools.islice(waiting[group], n)))
        for step in reversed(steps)
    ]


def _rest(movement: Decimal, inside: Iterable[Item]) -> Decimal:
    low = high = ZERO
    for item in inside:
        low, high = low + item.low, high + item.high
    return movement - min(max(movement, low), high)
