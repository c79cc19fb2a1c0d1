# SPDX-License-Identifier: MIT
"""One command from a fresh clone to the demo window: `python3 packaging/run.py`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from display import look
from environment import ROOT, RUN_LOCK
from failure import SetupFailure
from preparation import prepare
from system_packages import WINDOW_NEEDS, WINDOW_WISHES

TOUR_SECONDS = 60
# With one of these the program ends by itself and needs no eyes.
ENDS_BY_ITSELF = ("--tour", "--smoke", "--version", "--help", "-h")


def main(arguments: Sequence[str]) -> int:
    """Set up what is not, start the demo with these further arguments, and return its exit status."""
    try:
        environment = prepare(RUN_LOCK, WINDOW_NEEDS, WINDOW_WISHES, "packaging/run.py")
    except SetupFailure as failure:
        print(failure, file=sys.stderr)
        return 1
    command = [str(environment.python), "-m", "fxdesk", "--demo", *arguments]
    settings = dict(os.environ)
    if sys.platform.startswith("linux"):
        screen = look(settings)
        if screen.platform:
            settings["QT_QPA_PLATFORM"] = screen.platform
        if screen.why_not:
            settings["QT_QPA_PLATFORM"] = "offscreen"
            if not any(argument.partition("=")[0] in ENDS_BY_ITSELF for argument in arguments):
                return play_tour(command, settings, screen.why_not)
    if os.name != "nt":
        os.chdir(ROOT)
        # The program takes this process over, so that signals and the exit status are its own.
        os.execve(command[0], command, settings)
    return subprocess.run(command, cwd=ROOT, env=settings, check=False).returncode


def play_tour(command: Sequence[str], settings: dict[str, str], why: str) -> int:
    """Let the demo play by itself and write pictures, since nobody could see its window."""
    folder = Path("tour")
    print(f"{why}: playing the demo by itself, with pictures of each step in {ROOT / folder}.", flush=True)
    try:
        done = subprocess.run(
            [*command, "--tour", f".{os.sep}{folder}"],
            cwd=ROOT,
            env=settings,
            check=False,
            timeout=TOUR_SECONDS,
        )
    except subprocess.TimeoutExpired:
        print(f"The tour was not through after {TOUR_SECONDS} s and was ended.", file=sys.stderr)
        return 1
    if done.returncode == 0:
        print("The tour is through and each step worked.", flush=True)
    return done.returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
