# SPDX-License-Identifier: MIT
"""End the program as the system does: it stops at once, asks nothing, and all it knows is in the journal."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from fxdesk.core.lease_state import State
from fxdesk.desk.steps import STEPS
from fxdesk.simulator import POINTS, Pause, Simulator
from tests.kill.conftest import WITHIN, Profile
from tests.kill.launcher import ENDED
from tests.kill.truths import Found

BY_STEP = [(act, step) for act, steps in STEPS.items() for step in steps]
TIMES = 2
AT_RANDOM = 40
WHOLE = "setAgain,sendCode,setRel,addBlack,getPhoneCode"
STOPS_WITHIN = 2.0
SLACK = 8.0
"""A machine that is busy with other things is slow; the figures of the long part tell the real times."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


def played_for(act: str) -> str:
    return "getPhoneCode" if act == "getPhone" else act


def ended_at(profile: Profile, act: str, step: str) -> tuple[float, Found]:
    """How many seconds the program took to end, and what it left."""
    with profile.start(played_for(act), step, "TERM") as program:
        said, _ = program.communicate(timeout=WITHIN)
        assert program.returncode == 0
    seconds, given_up, _ = said.split()
    assert int(given_up) == 0
    profile.left()
    profile.hold()
    return float(seconds), profile.go_on()


@pytest.mark.parametrize(("act", "step"), [("getPhone", "getPhone read"), ("setRel", "kept release_sent")])
def test_that_the_program_ends_at_once_and_keeps_what_it_knows(
    profiles: Iterator[Profile], act: str, step: str
) -> None:
    seconds, _ = ended_at(next(profiles), act, step)
    assert seconds < STOPS_WITHIN + SLACK


@pytest.mark.parametrize("act", ["getPhone", "sendCode"])
def test_that_an_act_that_is_on_its_way_is_not_waited_for(
    profiles: Iterator[Profile], simulator: Simulator, act: str
) -> None:
    profile = next(profiles)
    cut_off(profile, simulator, act, "after-booking")
    if act == "getPhone":
        assert [lease.state for lease in profile.hold().leases] == [State.UNCERTAIN]


def cut_off(profile: Profile, simulator: Simulator, act: str, point: str) -> Found:
    """End the program while the service stands still at a point of its answer."""
    pause: Pause = simulator.pause(act, point)
    with profile.start(played_for(act)) as program:
        assert pause.reached.wait(WITHIN)
        program.terminate()
        assert program.wait(STOPS_WITHIN + SLACK) == 0
    pause.release()
    profile.left()
    profile.hold()
    return profile.go_on()


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_that_the_program_ends_at_once_at_each_step(
    profiles: Iterator[Profile], figure: Callable[[str], None]
) -> None:
    times = [ended_at(next(profiles), act, step)[0] for act, step in BY_STEP for _ in range(TIMES)]
    figure(f"{len(times)} ends at {len(BY_STEP)} steps, the longest after {max(times):.3f} s")
    assert max(times) < STOPS_WITHIN + SLACK


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_that_the_program_ends_at_once_at_each_point_of_each_answer(
    profiles: Iterator[Profile], simulator: Simulator, figure: Callable[[str], None]
) -> None:
    ends: Counter[str] = Counter()
    for act in STEPS:
        for point in POINTS:
            cut_off(next(profiles), simulator, act, point)
            ends[act] += 1
    figure(f"ends while the service answers: {dict(ends)}")


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_that_the_program_ends_at_any_time_with_nothing_lost(
    profiles: Iterator[Profile], figure: Callable[[str], None]
) -> None:
    chance = random.Random(15)
    ends: Counter[str] = Counter()
    for _ in range(AT_RANDOM):
        profile = next(profiles)
        with profile.start(WHOLE) as program:
            assert profile.has_paid(WITHIN)
            profile.runs_on(program, chance.uniform(0.0, 0.3))
            program.terminate()
            said, _ = program.communicate(timeout=STOPS_WITHIN + SLACK)
            # It may have ended by itself just before, and hears nothing any more.
            assert program.returncode == 0 or said.endswith(ENDED)
        ends[profile.left().last_event()] += 1
        profile.hold()
        profile.go_on()
    figure(f"ends at any time, by the journal's last event: {dict(ends.most_common())}")
