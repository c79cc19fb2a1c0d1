# SPDX-License-Identifier: MIT
"""A release that counts down outlives a kill, and is sent when the service allows it, not before."""

from __future__ import annotations

import signal
from collections.abc import Iterator

from fxdesk.core.lease_state import State
from fxdesk.simulator import Behaviour, Simulator
from tests.kill.conftest import WITHIN, Profile
from tests.kill.launcher import QUIET

LOCKED = 3.0


def test_that_a_countdown_goes_on_after_a_kill_and_the_release_is_sent_when_it_is_over(
    profiles: Iterator[Profile], simulator: Simulator
) -> None:
    simulator.set_behaviour(Behaviour(release_locked_for=LOCKED), QUIET)
    profile = next(profiles)
    with profile.start("setRel", "kept release_too_soon") as program:
        assert program.wait(WITHIN) == -signal.SIGKILL
        program.communicate(timeout=WITHIN)
    (lease,) = profile.left().leases
    assert lease.state is State.RELEASING
    assert lease.due is not None
    (lease,) = profile.go_on().leases
    assert lease.state is State.RELEASED
    first, second = simulator.requests_of("setRel")
    assert (first.answer, second.answer) == (b"0|3", b"1|")
    assert second.at - first.at >= LOCKED - 1
