# SPDX-License-Identifier: MIT
"""Kill a program amid its writing, again and again, and find everything that it had been told is kept."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

from fxdesk.core.lease_state import State
from fxdesk.core.model import LeaseId
from fxdesk.store.journal import Journal
from tests.store.conftest import SteppedClock

KILLS = 20
WRITER = """
import sys
from pathlib import Path
from fxdesk.core.lease_state import Event
from fxdesk.core.model import PKey, Sms
from fxdesk.store.journal import Journal
from tests.store.conftest import GRANT, Rented, SteppedClock

clock = SteppedClock()
rented = Rented(Journal.open(Path(sys.argv[1]), clock), clock)
while True:
    lease = rented.asking()
    print("asking", lease.lease_id, flush=True)
    rented.journal.answered(lease.lease_id, "getPhone", b"1|%d" % lease.lease_id)
    print("answered", lease.lease_id, flush=True)
    grant = GRANT._replace(pkey=PKey(str(lease.lease_id)))
    rented.journal.record(lease.lease_id, Event.GRANTED, grant=grant)
    print("waiting", lease.lease_id, flush=True)
    rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("1", "one"))
    print("received", lease.lease_id, flush=True)
"""
ORDER = ("asking", "answered", "waiting", "received")


def written_until_killed(folder: Path, lines: int) -> list[str]:
    """What the writer said it had written when it was killed after so many lines, or a moment later."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, folder], stdout=subprocess.PIPE, text=True, env=environment
    ) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(lines)]
        writer.send_signal(signal.SIGKILL)
        said += writer.stdout.readlines()
        assert writer.wait(30) == -signal.SIGKILL
    # The pipe may have cut the last line.
    return [line for line in said if line.endswith("\n")]


def test_that_whatever_was_said_to_be_kept_is_there_after_each_kill(
    folder: Path, clock: SteppedClock
) -> None:
    chance = random.Random(20)
    told: dict[int, str] = {}
    for _ in range(KILLS):
        for line in written_until_killed(folder, chance.randint(1, 40)):
            step, number = line.split()
            told[int(number)] = step
        journal = Journal.open(folder, clock)
        assert journal.kept_aside is None
        leases = {lease.lease_id: lease for lease in journal.leases(shown_only=False)}
        # One more than told may be there, in the step that was under way.
        assert len(told) <= len(leases) <= len(told) + KILLS
        for lease_id, step in told.items():
            lease = leases[LeaseId(lease_id)]
            if ORDER.index(step) >= ORDER.index("answered"):
                assert journal.raw_answers(lease.lease_id)[0].raw == b"1|%d" % lease_id
            if ORDER.index(step) >= ORDER.index("waiting"):
                assert lease.pkey == str(lease_id)
            if step == "received":
                assert (lease.state, lease.code) == (State.RECEIVED, "1")
        journal.recover(lambda act, raw, fault: None)
        assert {lease.state for lease in journal.leases()} <= {
            State.UNCERTAIN,
            State.WAITING,
            State.RECEIVED,
        }
        journal.close_all()
    assert len(told) > KILLS
