# SPDX-License-Identifier: MIT
"""Writes the hashed lists of packages anew from pyproject.toml: `python3 packaging/lock.py [--upgrade]`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence

from environment import ROOT, RUN_LOCK, TEST_LOCK

# One list for all systems, without the addresses of the index that it was written with.
COMPILE = ("pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes")
PLAIN = ("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links")


def main(arguments: Sequence[str]) -> int:
    """Write both lists; the one of the tests keeps to the versions of the other."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(ROOT / ".venv" / "bin"))
    if uv is None:
        print("This needs the tool uv: install it with pip and start again.", file=sys.stderr)
        return 1
    base = [uv, *COMPILE, *PLAIN, *arguments, "pyproject.toml"]
    for command in (
        [*base, "-o", str(RUN_LOCK)],
        [*base, "--extra", "dev", "-c", str(RUN_LOCK), "-o", str(TEST_LOCK)],
    ):
        status = subprocess.run(command, cwd=ROOT, check=False).returncode
        if status != 0:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
