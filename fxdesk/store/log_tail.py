# SPDX-License-Identifier: MIT
"""Read the end of the log, as far back as the start of the run before this one."""

from __future__ import annotations

from pathlib import Path

from fxdesk.store.failure import file_failures

NAME = "fxdesk.log"
CRASH_NAME = "crash.log"
RUN_BEGINS = "a run begins, FX Desk"
"""Stands in the first line of each run."""

RUNS = 2
MOST = 300_000
"""Bytes of the log, some 3,000 lines."""
MOST_OF_CRASHES = 20_000

_CUT = "(what was before is left out)\n"


def last_runs(folder: Path) -> str:
    """The log lines of this run and the one before, at most MOST bytes. Raises FileFailed."""
    text = _end_of((folder / f"{NAME}.1", folder / NAME), MOST)
    lines = text.splitlines(True)
    starts = [place for place, line in enumerate(lines) if RUN_BEGINS in line]
    return "".join(lines[starts[-RUNS] :]) if len(starts) >= RUNS else text


def last_crashes(folder: Path) -> str:
    """The end of what crashes left: files and lines of the program, no values. Raises FileFailed."""
    return _end_of((folder / CRASH_NAME,), MOST_OF_CRASHES)


def _end_of(files: tuple[Path, ...], most: int) -> str:
    """The last bytes of these files, oldest first, from the beginning of a line; paths without the home."""
    held = b""
    for file in files:
        with file_failures(file.name):
            try:
                with file.open("rb") as opened:
                    opened.seek(max(0, file.stat().st_size - most))
                    held += opened.read(most)
            except FileNotFoundError:
                continue
    text = held[-most:].decode("utf-8", "replace")
    if len(held) >= most:
        text = _CUT + text.partition("\n")[2]
    # It names the person.
    return text.replace(str(Path.home()), "~")
