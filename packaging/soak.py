# SPDX-License-Identifier: MIT
"""The long part of the promises' tests, with its figures: `python3 packaging/soak.py [PYTEST-ARGUMENTS]`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

from environment import ROOT, TEST_LOCK
from failure import SetupFailure
from preparation import prepare
from system_packages import TEST_NEEDS


def main(arguments: Sequence[str]) -> int:
    """Prepare, run every test that is marked as a soak, print their figures and return the exit status."""
    try:
        environment = prepare(TEST_LOCK, TEST_NEEDS, (), "packaging/soak.py")
    except SetupFailure as failure:
        print(failure, file=sys.stderr)
        return 1
    command = [str(environment.python), "-m", "pytest", "-m", "soak", "--durations=10", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
