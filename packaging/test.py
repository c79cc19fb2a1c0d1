# SPDX-License-Identifier: MIT
"""One command from a fresh clone to every check: `python3 packaging/test.py [PYTEST-ARGUMENTS]`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from build import build_wheel, prove_wheel
from environment import ROOT, TEST_LOCK, Environment
from failure import SetupFailure
from preparation import prepare
from system_packages import TEST_NEEDS

Result = TypeVar("Result")

MOST_PROCESSES = 4
"""More of them would be in each other's way: many tests have windows, threads and a service of their own."""


class StepFailed(Exception):
    """A check said no; carries the exit status of its tool."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def main(arguments: Sequence[str]) -> int:
    """Prepare, check everything in turn, and return the exit status of the first check that fails."""
    try:
        environment = timed("Set-up", lambda: prepare(TEST_LOCK, TEST_NEEDS, (), "packaging/test.py"))
        if not arguments:
            check(environment)
        tests = [str(environment.python), "-m", "pytest", *(arguments or whole_suite())]
        timed("Tests", lambda: step(tests))
    except SetupFailure as failure:
        print(failure, file=sys.stderr)
        return 1
    except StepFailed as failed:
        return failed.status
    return 0


def whole_suite() -> list[str]:
    """The arguments with which pytest runs everything: the tests of one file stay in one process."""
    return ["-n", str(min(MOST_PROCESSES, os.cpu_count() or 1)), "--dist", "loadfile", "--durations=15"]


def check(environment: Environment) -> None:
    """Everything but the tests themselves."""
    ruff = str(environment.script("ruff"))
    timed("Format", lambda: step([ruff, "format", "--check", "."]))
    timed("Lint", lambda: step([ruff, "check", "."]))
    timed("Types", lambda: step([str(environment.python), "-m", "mypy", "--strict"]))
    timed("Import contracts", lambda: step([str(environment.script("lint-imports")), "--no-logo"]))
    with tempfile.TemporaryDirectory(prefix="fxdesk-dist-") as folder:
        wheel = timed("Wheel", lambda: build_wheel(environment, Path(folder)))
        timed("Start of the wheel in a fresh environment", lambda: prove_wheel(wheel))


def step(command: Sequence[str]) -> None:
    """Run a tool in the checkout."""
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    if status != 0:
        raise StepFailed(status)


def timed(heading: str, work: Callable[[], Result]) -> Result:
    """Do a part under its heading and say how long it took, however it ends."""
    print(f"== {heading}", flush=True)
    start = time.monotonic()
    try:
        return work()
    finally:
        print(f"   {heading}: {time.monotonic() - start:.1f} s", flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
