# SPDX-License-Identifier: MIT
"""Hold a commit whose sync failed to having not happened, and what follows to a connection of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fxdesk.core.lease_state import State
from fxdesk.store.journal import Journal
from tests.store.conftest import SteppedClock

WRITER = """
import sys
from pathlib import Path
from fxdesk.core.errors import JournalFailed
from fxdesk.store.journal import Journal
from tests.store.conftest import Rented, SteppedClock

journal = Journal.open(Path(sys.argv[1]), SteppedClock())
rented = Rented(journal, SteppedClock())
journal.remake_reserve()
database = journal._database
print("ready", flush=True)
for number in range(4):
    before = database._connection()
    try:
        lease = rented.asking()
        print("kept", lease.lease_id, flush=True)
    except JournalFailed as error:
        print("failed", error.cause, before is not database._connection(), flush=True)
journal.close_all()
"""


@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
def test_that_a_failed_sync_is_no_commit_and_is_not_trusted_later(
    tmp_path: Path, clock: SteppedClock, error: str
) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed")
    folder = tmp_path / "profile"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}

    def run(*inject: str) -> list[list[str]]:
        shutil.rmtree(folder, ignore_errors=True)
        done = subprocess.run(
            [
                *(strace, "-f", "-qq", "-o", str(tmp_path / "trace"), "-e", "trace=fdatasync,write", *inject),
                *(sys.executable, "-c", WRITER, str(folder)),
            ],
            capture_output=True,
            text=True,
            env=environment,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return [line.split() for line in done.stdout.splitlines()]

    assert run()[1:] == [["kept", str(number)] for number in range(1, 5)]
    trace = (tmp_path / "trace").read_text()
    first = trace[: trace.index("ready")].count("fdatasync(") + 1
    said = run("-e", f"inject=fdatasync:error={error}:when={first + 1}")[1:]
    failed = [line for line in said if line[0] == "failed"]
    # The connection that was told of the failure is used no more.
    assert [line[-1] for line in failed] == ["True"], said
    kept = [int(line[1]) for line in said if line[0] == "kept"]
    assert len(kept) == 3
    journal = Journal.open(folder, clock)
    assert journal.salvage is None
    assert [lease.lease_id for lease in journal.leases()] == kept
    assert {lease.state for lease in journal.leases()} == {State.ASKING}
    journal.close_all()
