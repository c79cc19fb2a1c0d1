# SPDX-License-Identifier: MIT
"""Kill the program at each step from click to display: its number is in the table or is an uncertain row."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fxdesk.core.lease_state import State
from fxdesk.core.model import Lease
from fxdesk.desk.recovery import read_answer
from fxdesk.desk.steps import STEPS
from fxdesk.simulator import API_NAME, PASSWORD, Behaviour, Number, Pause, Simulator
from fxdesk.store.journal import Journal
from fxdesk.workers.system_clock import SystemClock

TIMES = 10
LAUNCHER = Path(__file__).with_name("launcher.py")
ROOT = LAUNCHER.parents[2]

# What the next start may find: before the request surely left, an intent is the most there is.
NOTHING_READ = {"intended", "sending"}
NUMBER_KNOWN = tuple(STEPS[STEPS.index("answered") :])

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    with Simulator(rows=50, balance="1000") as running:
        running.set_behaviour(Behaviour(code_after=0.0))
        yield running


def start(folder: Path, simulator: Simulator, step: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(LAUNCHER), str(folder), simulator.url, API_NAME, PASSWORD, step],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def at_next_start(folder: Path) -> tuple[Lease, ...]:
    """The table as the next start fills it, before any request."""
    journal = Journal.open(folder, SystemClock())
    try:
        journal.recover(read_answer)
        return journal.leases()
    finally:
        journal.close_all()


def hold_against_the_books(found: tuple[Lease, ...], bought: list[Number]) -> None:
    """Never neither, never both: each purchase is one row, by its key or as an uncertain one."""
    known = [lease.pkey for lease in found if lease.pkey is not None]
    uncertain = [lease for lease in found if lease.state is State.UNCERTAIN]
    assert len(known) == len(set(known))
    assert set(known) <= {number.pkey for number in bought}
    missing = [number for number in bought if number.pkey not in known]
    assert len(missing) <= len(uncertain)
    assert len(found) == len(known) + len(uncertain)
    for lease in uncertain:
        assert lease.order.service == "Service"
        assert lease.order.list_price is not None
        assert lease.asked.utc > 0


@pytest.mark.parametrize("step", STEPS)
def test_that_a_kill_at_each_step_loses_no_number_and_makes_none_up(
    tmp_path: Path, simulator: Simulator, step: str
) -> None:
    for turn in range(TIMES):
        folder = tmp_path / str(turn)
        before = len(simulator.numbers)
        killed = start(folder, simulator, step)
        assert killed.wait(30) == -signal.SIGKILL
        found = at_next_start(folder)
        bought = simulator.numbers[before:]
        hold_against_the_books(found, bought)
        if step == "asked":
            assert not found
        elif step in NOTHING_READ:
            assert [lease.state for lease in found] == [State.UNCERTAIN]
        elif step in NUMBER_KNOWN:
            assert [lease.pkey for lease in found] == [bought[0].pkey]
        if step in ("kept sms", "sms_told", "sms_shown"):
            assert found[0].code == bought[0].messages[-1].code


@pytest.mark.parametrize("point", ["before-booking", "after-booking", "mid-answer", "after-answer"])
def test_that_a_kill_while_the_service_answers_loses_no_number_and_makes_none_up(
    tmp_path: Path, simulator: Simulator, point: str
) -> None:
    for turn in range(TIMES):
        folder = tmp_path / str(turn)
        before = len(simulator.numbers)
        pause: Pause = simulator.pause("getPhone", point)
        program = start(folder, simulator, "none")
        assert pause.reached.wait(30)
        program.kill()
        program.wait(30)
        pause.release()
        found = at_next_start(folder)
        bought = simulator.numbers[before:]
        assert len(found) == 1
        hold_against_the_books(found, bought)
        if point != "after-answer":
            assert found[0].state is State.UNCERTAIN


def test_that_without_a_kill_the_job_is_done(tmp_path: Path, simulator: Simulator) -> None:
    assert start(tmp_path / "whole", simulator, "none").wait(30) == 0
    (lease,) = at_next_start(tmp_path / "whole")
    assert (lease.state, lease.code) == (State.RECEIVED, simulator.numbers[0].messages[-1].code)
