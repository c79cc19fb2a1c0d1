# SPDX-License-Identifier: MIT
"""Hold the schedule to its gaps, its evenness and its slow lane, in time of its own."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxdesk.core.schedule import BACK_OFF, GAP, Schedule, back_off, pollers_for


class Rehearsal:
    """Lets pollers work through a schedule without waiting; `answer_time` tells how long a look takes."""

    def __init__(self, schedule: Schedule[int], pollers: int, answer_time: Callable[[int], float]) -> None:
        self.schedule, self.pollers, self.answer_time = schedule, pollers, answer_time
        self.looks: dict[int, list[tuple[float, float]]] = defaultdict(list)
        self.most_flying = 0

    def run(self, seconds: float) -> None:
        now, free = 0.0, self.pollers
        ends: list[tuple[float, int, float]] = []
        while now < seconds:
            while free and (key := self.schedule.take(now, self.pollers)) is not None:
                free -= 1
                heapq.heappush(ends, (now + self.answer_time(key), key, now))
            self.most_flying = max(self.most_flying, self.pollers - free)
            wait = self.schedule.wait(now, self.pollers) if free else None
            nexts = [ends[0][0]] if ends else []
            nexts += [now + max(wait, 0.001)] if wait is not None else []
            if not nexts:
                return
            now = min(nexts)
            while ends and ends[0][0] <= now:
                end, key, began = heapq.heappop(ends)
                free += 1
                self.looks[key].append((began, end))
                took_long = end - began > 10
                self.schedule.ended(key, end, back_off(len(self.looks[key]), 0.5) if took_long else GAP)

    def gaps(self, key: int) -> list[float]:
        looks = self.looks[key]
        return [after[0] - before[1] for before, after in pairwise(looks)]

    def turns(self, keys: range) -> list[float]:
        return sorted(after[0] - before[0] for key in keys for before, after in pairwise(self.looks[key]))


def filled(numbers: int, due: float = 0.0) -> Schedule[int]:
    schedule: Schedule[int] = Schedule()
    for key in range(numbers):
        schedule.add(key, due)
    return schedule


def test_that_no_number_is_looked_up_within_five_seconds_of_its_last_look() -> None:
    rehearsal = Rehearsal(filled(50), 10, lambda key: 0.05 + key % 7 * 0.3)
    rehearsal.run(60)
    assert all(gap >= GAP - 1e-6 for key in range(50) for gap in rehearsal.gaps(key))


def test_that_two_hundred_numbers_with_five_hanging_are_each_looked_up_in_time() -> None:
    hanging = range(195, 200)
    rehearsal = Rehearsal(filled(200), 12, lambda key: 15.0 if key in hanging else 0.2)
    rehearsal.run(180)
    turns = rehearsal.turns(range(195))
    assert turns[len(turns) // 2] <= 5.5
    assert turns[int(len(turns) * 0.99)] <= 6.0
    assert all(gap >= GAP - 1e-6 for key in range(200) for gap in rehearsal.gaps(key))


def test_that_numbers_due_at_once_spread_out_and_stay_spread() -> None:
    rehearsal = Rehearsal(filled(200), 12, lambda key: 0.001)
    rehearsal.run(30)
    starts = sorted(look[0] for looks in rehearsal.looks.values() for look in looks if 10 < look[0] < 20)
    closest = [after - before for before, after in zip(starts, starts[10:], strict=False)]
    assert min(closest) > 0.15


def test_that_hanging_numbers_take_at_most_a_third_of_the_pollers_once_known() -> None:
    schedule = filled(12)
    now = 0.0
    for _ in range(12):
        while schedule.take(now, 12) is None:
            now += 0.01
    for key in range(12):
        schedule.ended(key, now + 4.0)
    now += 20
    taken = 0
    for _ in range(1000):
        now += 0.01
        taken += schedule.take(now, 12) is not None
    assert taken == 4


def test_that_a_number_comes_back_from_the_slow_lane_after_a_fast_answer() -> None:
    schedule = filled(1)
    assert schedule.take(0.0, 3) == 0
    schedule.ended(0, 4.0)
    assert schedule.take(10.0, 3) == 0
    schedule.ended(0, 10.1)
    schedule.add(1, 0.0)
    assert schedule.take(11.0, 3) == 1
    schedule.ended(1, 15.0)
    # The one slow place is taken by 1: that 0 is taken too shows that it is fast again.
    assert {schedule.take(20.2, 3), schedule.take(20.4, 3)} == {0, 1}


def test_that_look_again_waits_for_the_gap_and_no_longer() -> None:
    schedule = filled(1)
    schedule.take(0.0, 2)
    schedule.ended(0, 1.0, 60.0)
    schedule.soon(0, 2.0)
    assert schedule.take(5.9, 2) is None
    assert schedule.take(6.0, 2) == 0


def test_that_look_again_during_a_look_follows_it() -> None:
    schedule = filled(1)
    schedule.take(0.0, 2)
    schedule.soon(0, 0.5)
    schedule.ended(0, 1.0, 60.0)
    assert schedule.take(6.0, 2) == 0


def test_that_a_removed_number_is_looked_up_no_more() -> None:
    schedule = filled(2)
    schedule.take(0.0, 2)
    schedule.remove(0)
    schedule.ended(0, 1.0)
    assert schedule.take(100.0, 2) == 1
    assert schedule.take(200.0, 2) is None
    assert schedule.wait(200.0, 2) is None


@pytest.mark.parametrize(("numbers", "pollers"), [(0, 0), (1, 2), (6, 2), (7, 3), (66, 12), (500, 12)])
def test_that_pollers_grow_with_the_numbers_to_twelve(numbers: int, pollers: int) -> None:
    assert pollers_for(numbers) == pollers


@given(st.integers(1, 50), st.floats(0, 1))
def test_that_back_off_never_undercuts_its_step(tries: int, chance: float) -> None:
    step = BACK_OFF[min(tries, 5) - 1]
    assert step <= back_off(tries, chance) <= step * 1.2
