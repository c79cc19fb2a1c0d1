# SPDX-License-Identifier: MIT
"""Place money movements between balances where their times leave it open, so that least stays unexplained."""

from __future__ import annotations

import heapq
import itertools
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

ZERO = Decimal(0)
_MOST_STATES = 32
"""How many ways are followed from one interval to the next."""
_FEW_STATES = 6
_MOST_CHOICES = 256
"""So many ways to divide the items of an edge are all tried; of more only those that explain most."""
_MOST_SUMS = 128
_NEAR = 2
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


class _Group(NamedTuple):
    """Items that are the same for the reckoning: it matters only how many of them go where."""

    first: int
    last: int
    usual: int
    low: Decimal
    high: Decimal
    must: bool


# What is worst first: missing money, the intervals where some is missing, what nothing of ours brought, the
# intervals where that is so, items that were used though they need not be or stand at an unusual place.
_Cost = tuple[Decimal, int, Decimal, int, int]
_State = tuple[tuple[_Group, int], ...]
_Sums = dict[Decimal, tuple[int, ...]]


class _Step(NamedTuple):
    cost: _Cost
    before: _State
    chosen: _State
    rest: Decimal


def place(formed: Sequence[Formed], movements: Sequence[Decimal], items: Sequence[Item]) -> Placement:
    """Place every item; `movements` has one amount for each two neighbours of `formed`.

    What may have happened before the first balance, or after the last, is free to be there.
    """
    intervals = len(movements)
    members: dict[_Group, list[int]] = {}
    for place_, item in enumerate(items):
        group = _group_of(item, formed)
        if group.last > 0:
            members.setdefault(group, []).append(place_)
    arrivals: list[list[tuple[_Group, int]]] = [[] for _ in range(intervals + 2)]
    for group, found in members.items():
        arrivals[group.first].append((group, len(found)))

    layers: list[dict[_State, _Step]] = []
    guessed: list[bool] = []
    states: dict[_State, _Step] = {(): _Step((ZERO, 0, ZERO, 0, 0), (), (), ZERO)}
    for number in range(intervals + 2):
        is_free = number in (0, intervals + 1)
        sums: dict[_State, _Sums] = {}
        states = _advance(states, arrivals[number], number, None if is_free else movements[number - 1], sums)
        layers.append(states)
        guessed.append(bool(sums))
    return _trace(layers, members, intervals, guessed)


def _group_of(item: Item, formed: Sequence[Formed]) -> _Group:
    first = bisect_left(formed, item.since, key=lambda one: one.until)
    last = bisect_right(formed, item.until, key=lambda one: one.since)
    usual = bisect_left(formed, item.until, key=lambda one: one.until)
    last = max(first, last)
    return _Group(first, last, min(max(usual, first), last), item.low, item.high, item.must)


def _advance(
    states: dict[_State, _Step],
    arrived: list[tuple[_Group, int]],
    number: int,
    movement: Decimal | None,
    sums: dict[_State, _Sums],
) -> dict[_State, _Step]:
    """The states after one more interval; `sums` is filled where there are too many ways to try them all."""
    found: dict[_State, _Step] = {}
    for state, step in states.items():
        for chosen, left in _choices((*state, *arrived), number, movement, sums):
            rest = ZERO if movement is None else _rest(movement, chosen)
            cost = _sum(step.cost, rest, chosen, number)
            known = found.get(left)
            if known is None or cost < known.cost:
                found[left] = _Step(cost, state, chosen, rest)
    most = _FEW_STATES if sums else _MOST_STATES
    if len(found) > most:
        best = heapq.nsmallest(most, found, key=lambda state: found[state].cost)
        return {state: found[state] for state in best}
    return found


def _choices(
    pending: _State, number: int, movement: Decimal | None, sums: dict[_State, _Sums]
) -> Iterator[tuple[_State, _State]]:
    """The ways to take some of the pending items into this interval, and what is left for later ones.

    Where there are few, all of them; else those that explain the movement exactly, or as nearly as any.
    """
    forced = tuple((group, many) for group, many in pending if group.must and group.last <= number)
    free = tuple((group, many) for group, many in pending if not group.must or group.last > number)
    for taken in _counts(free, number, movement, forced, sums):
        chosen = tuple((group, n) for (group, _), n in zip(free, taken, strict=True) if n)
        left = tuple(
            (group, many - n)
            for (group, many), n in zip(free, taken, strict=True)
            if many > n and group.last > number
        )
        yield (*forced, *chosen), left


def _counts(
    free: _State, number: int, movement: Decimal | None, forced: _State, sums: dict[_State, _Sums]
) -> Iterator[tuple[int, ...]]:
    """How many of each free group to take."""
    if math.prod(many + 1 for _, many in free) <= _MOST_CHOICES:
        yield from itertools.product(*(range(many + 1) for _, many in free))
        return
    if free not in sums:
        sums[free] = _reachable(free, number)
    reachable = sums[free]
    # The first is the usual one.
    yield next(iter(reachable.values()))
    if movement is None:
        yield from itertools.islice(reachable.values(), 1, _FEW_STATES)
        return
    wanted = _rest(movement, forced)
    if (exact := reachable.get(wanted)) is not None:
        yield exact
    for near in heapq.nsmallest(_NEAR, reachable, key=lambda amount: abs(amount - wanted)):
        yield reachable[near]


def _reachable(free: _State, number: int) -> _Sums:
    """Each sum that can be made of the free items, with one way to make it, the usual ways first."""
    reachable: _Sums = {ZERO: ()}
    for group, many in free:
        usual = many if number >= group.usual and group.must else 0
        # Where there are too many sums the rest stays where it usually is.
        counts = [usual, *(n for n in range(many, -1, -1) if n != usual and len(reachable) < _MOST_SUMS)]
        grown: _Sums = {}
        for n in counts:
            for amount, taken in reachable.items():
                grown.setdefault(amount + group.high * n, (*taken, n))
        reachable = grown
    return reachable


def _rest(movement: Decimal, chosen: _State) -> Decimal:
    low = sum((group.low * n for group, n in chosen), ZERO)
    high = sum((group.high * n for group, n in chosen), ZERO)
    return movement - min(max(movement, low), high)


def _sum(cost: _Cost, rest: Decimal, chosen: _State, number: int) -> _Cost:
    missing, falls, brought, rises, odd = cost
    odd += sum(n for group, n in chosen if group.usual != number or not group.must)
    if rest < 0:
        return missing - rest, falls + 1, brought, rises, odd
    return missing, falls, brought + rest, rises + (rest > 0), odd


def _trace(
    layers: list[dict[_State, _Step]], members: dict[_Group, list[int]], intervals: int, guessed: list[bool]
) -> Placement:
    """Go the cheapest way back, handing out the items of each group in their order."""
    state = min(layers[-1], key=lambda one: layers[-1][one].cost)
    steps: list[_Step] = []
    for layer in reversed(layers):
        steps.append(layer[state])
        state = layer[state].before
    steps.reverse()
    waiting = {group: iter(found) for group, found in members.items()}
    taken = [
        tuple(sorted(place_ for group, n in step.chosen for place_ in itertools.islice(waiting[group], n)))
        for step in steps
    ]
    return Placement(
        tuple(taken[1 : intervals + 1]),
        tuple(step.rest for step in steps[1 : intervals + 1]),
        taken[intervals + 1],
        tuple(not any(guessed[max(0, number - _LASTING) : number + 1]) for number in range(1, intervals + 1)),
    )
