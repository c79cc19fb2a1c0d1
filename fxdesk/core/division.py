# SPDX-License-Identifier: MIT
"""List the ways in which pending movements of money can be divided between an interval and later ones."""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

BITS = 32
_MANY = (1 << BITS) - 1
_MOST_CHOICES = 256
"""So many ways to divide the items of an edge are all tried; of more only those that explain most."""
_MOST_SUMS = 128
FEW = 6
_NEAR = 2


class Group(NamedTuple):
    """Items that are the same for the reckoning: it matters only how many of them go where.

    `first` to `last` are the intervals they may fall in, `usual` the likeliest; amounts are whole numbers of
    one small unit.
    """

    first: int
    last: int
    usual: int
    low: int
    high: int
    must: bool


State = tuple[int, ...]
"""What is pending: of each group its place among the groups, shifted by BITS, plus how many of it there are.

Plain numbers, since a state is looked up for every way that is tried: to hash amounts each time took longer
than all the rest.
"""

Taken = tuple[int, ...]
Sums = dict[int, Taken]


class Ways(NamedTuple):
    """Ways to divide, one at each place of the lists: what is left, and what the chosen come to.

    `odd` counts the chosen that need not have happened or stand at an unusual place; `taken` is how many of
    each free group are chosen, None where all ways are there in their order.
    """

    left: list[State]
    low: list[int]
    high: list[int]
    odd: list[int]
    taken: Sequence[Taken] | None


class Known(NamedTuple):
    """What is known of one interval, by what is free: all ways, or the sums where there are too many ways."""

    all: dict[State, Ways]
    sums: dict[State, Sums]


class Division:
    """What is pending at the interval of this `number`: part of it must fall there, part of it may.

    `low`, `high` and `odd` are those of what must; Ways have what is free alone.
    """

    def __init__(self, groups: Sequence[Group], pending: State, number: int) -> None:
        self._groups, self._number = groups, number
        self.low = self.high = self.odd = 0
        self._forced: list[int] = []
        free: list[int] = []
        for one in pending:
            group = groups[one >> BITS]
            if not group.must or group.last > number:
                free.append(one)
                continue
            self._forced.append(one)
            n = one & _MANY
            self.low += group.low * n
            self.high += group.high * n
            self.odd += n * self._is_odd(group)
        self.free: State = tuple(free)

    def ways(self, movement: int | None, known: Known) -> Ways:
        """All ways where they are few; else those that explain the movement exactly, or as nearly as any.

        Several states of one interval have the same items free: their ways are made once.
        """
        if (ways := known.all.get(self.free)) is not None:
            return ways
        if math.prod((one & _MANY) + 1 for one in self.free) <= _MOST_CHOICES:
            ways = known.all[self.free] = self._all()
            return ways
        if self.free not in known.sums:
            known.sums[self.free] = self._reachable()
        return self._only(self._best(movement, known.sums[self.free]))

    def chosen(self, ways: Ways, place: int) -> list[tuple[int, int]]:
        """The groups that the way at this place takes, by their places, and how many of each."""
        forced = [(one >> BITS, one & _MANY) for one in self._forced]
        taken = self._taken(place) if ways.taken is None else ways.taken[place]
        return [*forced, *((one >> BITS, n) for one, n in zip(self.free, taken, strict=True) if n)]

    def _all(self) -> Ways:
        """Grown group by group: to add up each way by itself would take several times as long."""
        left: list[State] = [()]
        highs, odds = [0], [0]
        lows, exact = highs, True
        for one in self.free:
            group, counts = self._groups[one >> BITS], range((one & _MANY) + 1)
            stays = group.last > self._number
            rest = [(one - n,) if stays and one - n & _MANY else () for n in counts]
            left = [before + after for before in left for after in rest]
            exact = exact and group.low == group.high
            cheap = [group.low * n for n in counts]
            lows = [before + price for before in lows for price in cheap]
            if exact:
                highs = lows
            else:
                dear = [group.high * n for n in counts]
                highs = [before + price for before in highs for price in dear]
            strange = [n * self._is_odd(group) for n in counts]
            odds = [before + n for before in odds for n in strange]
        return Ways(left, lows, highs, odds, None)

    def _taken(self, place: int) -> Taken:
        """How many of each free group the way at this place of all ways takes."""
        taken = []
        for one in reversed(self.free):
            place, n = divmod(place, (one & _MANY) + 1)
            taken.append(n)
        return tuple(reversed(taken))

    def _best(self, movement: int | None, reachable: Sums) -> list[Taken]:
        # The first is the usual one.
        if movement is None:
            return list(itertools.islice(reachable.values(), FEW))
        found = [next(iter(reachable.values()))]
        wanted = movement - min(max(movement, self.low), self.high)
        if (exact := reachable.get(wanted)) is not None:
            found.append(exact)
        nearest = heapq.nsmallest(_NEAR, reachable, key=lambda amount: abs(amount - wanted))
        return [*found, *(reachable[near] for near in nearest)]

    def _only(self, taken: list[Taken]) -> Ways:
        ways = Ways([], [], [], [], taken)
        for counts in taken:
            low = high = odd = 0
            left = []
            for one, n in zip(self.free, counts, strict=True):
                group = self._groups[one >> BITS]
                low, high, odd = low + group.low * n, high + group.high * n, odd + n * self._is_odd(group)
                if group.last > self._number and one - n & _MANY:
                    left.append(one - n)
            ways.left.append(tuple(left))
            ways.low.append(low)
            ways.high.append(high)
            ways.odd.append(odd)
        return ways

    def _reachable(self) -> Sums:
        """Each sum that can be made of the free items, with one way to make it, the usual ways first."""
        reachable: Sums = {0: ()}
        for one in self.free:
            group, many = self._groups[one >> BITS], one & _MANY
            usual = many if self._number >= group.usual and group.must else 0
            # Where there are too many sums the rest stays where it usually is.
            counts = [usual, *(n for n in range(many, -1, -1) if n != usual and len(reachable) < _MOST_SUMS)]
            grown: Sums = {}
            for n in counts:
                price = group.high * n
                for amount, taken in reachable.items():
                    grown.setdefault(amount + price, (*taken, n))
            reachable = grown
        return reachable

    def _is_odd(self, group: Group) -> bool:
        return group.usual != self._number or not group.must
