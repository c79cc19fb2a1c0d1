# SPDX-License-Identifier: MIT
"""A release by itself is in force only while a number waits, whatever happens to it and in which order."""

from __future__ import annotations

from itertools import product

import pytest

from fxdesk.core.auto_release import (
    OPENINGS,
    after_event,
    counted_from_grant,
    counts_down,
    is_due,
    minutes_of,
    of_this_boot,
    seconds_left,
)
from fxdesk.core.clock import Stamp, later
from fxdesk.core.lease_state import Event, Mark, State, step
from fxdesk.core.model import Lease
from tests.ui import samples

NOW = Stamp(1_800_000_000.0, "boot", 1_000.0)
DUE = later(NOW, 300)


def lease(state: State, *, due: Stamp | None = DUE, marks: frozenset[Mark] = frozenset()) -> Lease:
    return samples.lease(state, marks=marks)._replace(granted=NOW, auto_release=due)


@pytest.mark.parametrize("event", Event)
def test_that_no_event_leaves_it_in_force_for_a_number_that_does_not_wait(event: Event) -> None:
    for state, due in product(State, (None, later(NOW, 60))):
        move = step(state, event, frozenset(Mark)) or step(state, event)
        to = state if move is None else move.to
        left = after_event(lease(state), to, event, due, NOW)
        assert left is None or to in (State.WAITING, State.RELEASING), (state, event)


def test_that_only_what_says_so_ends_or_changes_it_while_a_number_waits() -> None:
    changing = set()
    for event in Event:
        move = step(State.WAITING, event)
        if move is not None and move.to in (State.WAITING, State.RELEASING):
            left = after_event(lease(State.WAITING), move.to, event, None, NOW)
            if left != DUE:
                changing.add(event)
    assert changing == {Event.AUTO_RELEASE_SET, Event.AUTO_RELEASE_OFF, Event.SEND_INTENDED}


def test_that_it_begins_only_with_what_opens_a_number() -> None:
    beginning = {
        event
        for state, event in product(State, Event)
        if (move := step(state, event, frozenset({Mark.UNCERTAIN_ACT}))) is not None
        and state is not State.WAITING
        and after_event(lease(state, due=None), move.to, event, DUE, NOW) is not None
    }
    assert beginning == OPENINGS


@pytest.mark.parametrize(
    ("state", "marks", "counts"),
    [
        (State.WAITING, frozenset(), True),
        (State.RELEASING, frozenset(), False),
        (State.RELEASING, frozenset({Mark.ASK_AGAIN}), True),
        (State.RECEIVED, frozenset(), False),
    ],
)
def test_that_it_counts_down_while_a_number_waits_or_a_stop_left_its_release_unsent(
    state: State, marks: frozenset[Mark], counts: bool
) -> None:
    assert counts_down(lease(state, marks=marks)) is counts
    assert is_due(lease(state, marks=marks), later(NOW, 300)) is counts
    assert not is_due(lease(state, marks=marks), later(NOW, 299.9))
    assert not counts_down(lease(state, due=None, marks=marks))


def test_that_minutes_are_whole_whatever_milliseconds_lie_between_asking_and_writing() -> None:
    got = lease(State.WAITING)
    assert minutes_of(got._replace(auto_release=later(NOW, 299.98))) == 5
    assert minutes_of(got._replace(auto_release=later(NOW, 300.02))) == 5
    assert minutes_of(got._replace(auto_release=None)) == 0
    assert counted_from_grant(got, 5) == DUE
    assert counted_from_grant(got._replace(granted=None), 5) is None


def test_that_a_moment_of_this_boot_is_left_as_it_is_and_one_of_another_runs_at_most_its_whole_time() -> None:
    got = lease(State.WAITING)
    assert of_this_boot(got, later(NOW, 10)) is None
    for passed, left in ((10.0, 290.0), (10_000.0, 0.0), (-10_000.0, 300.0)):
        now = Stamp(NOW.utc + passed, "another", 7.0)
        due = of_this_boot(got, now)
        assert due is not None
        assert seconds_left(got._replace(auto_release=due), now) == pytest.approx(left)
