# SPDX-License-Identifier: MIT
"""Decide which number is looked up when, so that all are looked up evenly and none too soon.

Times are elapsed seconds of the clock port; the schedule reads no clock and is used under its owner's lock.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

GAP = 5.0
"""Seconds from the end of a look to the start of the next for one number, by the document."""

GAP_WHEN_OLD = 30.0
"""The same for a number that has waited longer than the person's setting."""

BACK_OFF = (5.0, 10.0, 20.0, 40.0, 60.0)
OVERRUN = 3.0
"""A look that took longer sends its number to the slow lane."""

MOST_POLLERS = 12
_NUMBERS_PER_POLLER = 6
# Numbers that fall due together are taken this share of an even spacing apart: they spread out by themselves
# within one interval, and evenly spread ones never wait.
_PACED = 0.97
_LONGEST_PACE = 0.05

Key = TypeVar("Key", bound=Hashable)


def back_off(tries: int, chance: float) -> float:
    """Seconds to wait after `tries` failures in a row; `chance` in 0..1 spreads them by up to a fifth."""
    step = BACK_OFF[min(max(tries, 1), len(BACK_OFF)) - 1]
    return step * (1.0 + 0.2 * chance)


def pollers_for(numbers: int) -> int:
    """How many pollers `numbers` open numbers deserve: growing with them, never one each."""
    if numbers <= 0:
        return 0
    return min(MOST_POLLERS, 1 + math.ceil(numbers / _NUMBERS_PER_POLLER))


@dataclass(slots=True)
class _Entry:
    due: float
    version: int = 0
    earliest: float = -math.inf
    began: float | None = None
    slow: bool = False
    soon: bool = False


class Schedule(Generic[Key]):
    """The due times of all watched numbers, a fast and a slow lane over the same pollers."""

    def __init__(self) -> None:
        self._entries: dict[Key, _Entry] = {}
        self._fast: list[tuple[float, int, Key]] = []
        self._slow: list[tuple[float, int, Key]] = []
        self._flying: set[Key] = set()
        self._versions = 0
        self._next_start = -math.inf
        self._usual = 0.2

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, key: Key) -> bool:
        return key in self._entries

    def keys(self) -> tuple[Key, ...]:
        """All watched numbers."""
        return tuple(self._entries)

    def add(self, key: Key, due: float) -> None:
        """Watch a number from `due` on; one that is watched already keeps its times."""
        if key not in self._entries:
            self._entries[key] = _Entry(due)
            self._push(key)

    def remove(self, key: Key) -> None:
        """Watch a number no more; a look that is on its way may still end."""
        if self._entries.pop(key, None):
            self._flying.discard(key)

    def soon(self, key: Key, now: float) -> None:
        """Look as soon as the gap after the last look allows."""
        entry = self._entries.get(key)
        if entry is None:
            return
        if entry.began is not None:
            entry.soon = True
            return
        entry.due = min(entry.due, max(now, entry.earliest))
        self._push(key)

    def postpone(self, key: Key, due: float) -> None:
        """Put off a look that was taken and did not start."""
        entry = self._entries.get(key)
        if entry is not None:
            self._flying.discard(key)
            entry.began, entry.due = None, due
            self._push(key)

    def take(self, now: float, pollers: int) -> Key | None:
        """The number to look up now, if any; it is then on its way until `ended`."""
        if now < self._next_start:
            return None
        key = self._pop(self._fast, now)
        if key is None and self._slow_flying(now) < self._most_slow(pollers):
            key = self._pop(self._slow, now)
        if key is None:
            return None
        self._entries[key].began = now
        self._flying.add(key)
        pace = min(_LONGEST_PACE, _PACED * GAP / len(self._entries))
        # A start that came late leaves its place in the even row to the next one.
        self._next_start = max(self._next_start, now - pace) + pace
        return key

    def wait(self, now: float, pollers: int) -> float | None:
        """Seconds until `take` may give a number; None: only an added or ended one can change that."""
        dues = [self._first(self._fast)]
        if self._slow_flying(now) < self._most_slow(pollers):
            dues.append(self._first(self._slow))
        known = [due for due in dues if due is not None]
        if not known:
            return None
        return max(0.0, min(known) - now, self._next_start - now)

    def next_due(self) -> float | None:
        """The elapsed time of the next look."""
        known = [due for due in (self._first(self._fast), self._first(self._slow)) if due is not None]
        return min(known) if known else None

    def ended(self, key: Key, now: float, gap: float = GAP) -> None:
        """A look ended at `now`; the next starts after `gap` seconds, never after less than GAP."""
        entry = self._entries.get(key)
        self._flying.discard(key)
        if entry is None or entry.began is None:
            return
        took = now - entry.began
        entry.slow = took > OVERRUN
        if not entry.slow:
            self._usual += 0.05 * (took - self._usual)
        entry.began = None
        entry.earliest = now + GAP
        entry.due = entry.earliest if entry.soon else now + max(gap, GAP)
        entry.soon = False
        self._push(key)

    def _push(self, key: Key) -> None:
        entry = self._entries[key]
        self._versions += 1
        entry.version = self._versions
        heapq.heappush(self._slow if entry.slow else self._fast, (entry.due, entry.version, key))

    def _first(self, heap: list[tuple[float, int, Key]]) -> float | None:
        while heap:
            due, version, key = heap[0]
            entry = self._entries.get(key)
            if entry is not None and entry.version == version and entry.began is None:
                return due
            heapq.heappop(heap)
        return None

    def _pop(self, heap: list[tuple[float, int, Key]], now: float) -> Key | None:
        due = self._first(heap)
        if due is None or due > now:
            return None
        return heapq.heappop(heap)[2]

    def _slow_flying(self, now: float) -> int:
        return sum(
            1
            for key in self._flying
            if (entry := self._entries[key]).slow or now - (entry.began or now) > OVERRUN
        )

    def _most_slow(self, pollers: int) -> int:
        """A third of the pollers, or fewer when the numbers that answer need the rest."""
        needed = 1.25 * len(self._entries) * self._usual / (GAP + self._usual)
        return max(1, min(pollers // 3, int(pollers - needed)))
