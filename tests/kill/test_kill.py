# SPDX-License-Identifier: MIT
"""Kill the program at each step of each act: what was bought is in the table or is an uncertain row."""

from __future__ import annotations

import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from fxdesk.core.lease_state import Event, Mark, State
from fxdesk.desk.steps import STEPS
from fxdesk.simulator import POINTS, Pause, Simulator
from tests.kill.conftest import WITHIN, Profile
from tests.kill.truths import Found

TIMES = 10
AT_RANDOM = 100
WHOLE = "setAgain,sendCode,setRel,addBlack,getPhoneCode"

BY_STEP = [(act, step) for act, steps in STEPS.items() for step in steps]
BY_POINT = [(act, point) for act in STEPS for point in POINTS]
# The main job at each of its steps; of each further act the two between which the request leaves.
FAST = [
    (act, step) for act, step in BY_STEP if act == "getPhone" or step in ("kept sms", "getPhoneCode read")
]
FAST += [(act, f"{act} read") for act in ("setRel", "addBlack", "setAgain", "sendCode")]
FAST += [("setRel", "kept release_wanted"), ("addBlack", "kept blacklist_wanted")]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


def played_for(act: str) -> str:
    """What is played so that the act comes about."""
    return "getPhoneCode" if act == "getPhone" else act


def killed_at(profile: Profile, act: str, step: str) -> Found:
    """Kill at the step; what the stop left, then what the next start finds and goes on with."""
    with profile.start(played_for(act), step) as killed:
        assert killed.wait(WITHIN) == -signal.SIGKILL
    left = profile.left()
    hold_step(act, step, left, profile.hold())
    profile.go_on()
    return left


def hold_step(act: str, step: str, left: Found, found: Found) -> None:
    """What the step says is on the disk is there, and what was known goes on being known."""
    if step == "getPhone asked":
        assert not left.leases
        return
    lease, events = found.leases[-1], left.events[left.last]
    if step.startswith("kept "):
        assert Event(step.removeprefix("kept ")) in events
    steps = STEPS[act]
    known = f"{act} answered" in steps and steps.index(step) >= steps.index(f"{act} answered")
    asked = f"{act} answered" in steps and steps.index(step) >= 1
    if act == "getPhone":
        assert (lease.state is State.UNCERTAIN) == (not known)
        assert (lease.pkey is not None) == known
    elif act == "setAgain":
        assert (lease.rounds, Mark.UNCERTAIN_ACT in lease.marks) == (1 + known, asked and not known)
    elif act == "sendCode":
        assert (lease.state is State.SENDING, Mark.UNCERTAIN_ACT in lease.marks) == (
            known,
            asked and not known,
        )
    elif act == "getPhoneCode" and steps.index(step) >= steps.index("kept sms"):
        assert lease.state is State.RECEIVED
        assert lease.code


@pytest.mark.parametrize(("act", "step"), FAST, ids=[step for _, step in FAST])
def test_that_a_kill_at_each_step_loses_nothing_and_makes_nothing_up(
    profiles: Iterator[Profile], act: str, step: str
) -> None:
    killed_at(next(profiles), act, step)


@pytest.mark.parametrize("act", ["getPhone", "setRel"])
def test_that_a_kill_while_the_service_answers_loses_nothing_and_makes_nothing_up(
    profiles: Iterator[Profile], simulator: Simulator, act: str
) -> None:
    killed_in(next(profiles), simulator, act, "after-booking")


def killed_in(profile: Profile, simulator: Simulator, act: str, point: str) -> Found:
    """Kill while the service stands still at a point of its answer to the act."""
    pause: Pause = simulator.pause(act, point)
    with profile.start(played_for(act)) as program:
        assert pause.reached.wait(WITHIN)
        program.kill()
        program.wait(WITHIN)
    pause.release()
    left = profile.left()
    found = profile.hold()
    assert len(found.leases) == 1
    if act == "getPhone" and point != "after-answer":
        assert found.leases[0].state is State.UNCERTAIN
    profile.go_on()
    return left


def test_that_without_a_kill_every_act_is_done(profiles: Iterator[Profile]) -> None:
    profile = next(profiles)
    with profile.start(WHOLE) as program:
        assert program.wait(WITHIN) == 0
    profile.left()
    assert [(lease.state, lease.rounds) for lease in profile.hold().leases] == [
        (State.WAITING, 2),
        (State.SENDING, 1),
        (State.RELEASED, 1),
        (State.BLACKLISTED, 1),
        (State.RECEIVED, 1),
    ]


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_that_ten_kills_at_each_step_lose_nothing_and_make_nothing_up(
    profiles: Iterator[Profile], figure: Callable[[str], None]
) -> None:
    counted: Counter[str] = Counter()
    for act, step in BY_STEP:
        for _ in range(TIMES):
            killed_at(next(profiles), act, step)
            counted[step] += 1
        figure(f"{counted[step]:3} kills at {step}")
    figure(f"{counted.total()} kills in all")
    assert counted.total() >= 200


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_that_ten_kills_at_each_point_of_each_answer_lose_nothing_and_make_nothing_up(
    profiles: Iterator[Profile], simulator: Simulator, figure: Callable[[str], None]
) -> None:
    for act, point in BY_POINT:
        ends: Counter[str] = Counter()
        for _ in range(TIMES):
            ends[killed_in(next(profiles), simulator, act, point).last_event()] += 1
        figure(f"{ends.total():3} kills at {act} {point}, the journal ending with {dict(ends)}")


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_that_kills_at_any_time_lose_nothing_and_make_nothing_up(
    profiles: Iterator[Profile], figure: Callable[[str], None]
) -> None:
    chance = random.Random(9)
    ends: Counter[str] = Counter()
    for _ in range(AT_RANDOM):
        profile = next(profiles)
        with profile.start(WHOLE) as program:
            # From the first act on: what goes before costs nothing.
            assert profile.has_paid(WITHIN)
            profile.runs_on(program, chance.uniform(0.0, 0.3))
            program.kill()
            program.wait(WITHIN)
        ends[profile.left().last_event()] += 1
        profile.hold()
        profile.go_on()
    for event, times in ends.most_common():
        figure(f"{times:3} kills at any time, the journal ending with {event}")
