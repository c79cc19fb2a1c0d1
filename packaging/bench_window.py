# SPDX-License-Identifier: MIT
"""Times the window against bare ones in the same run, and prints the ratios beside the goals."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Dict, NamedTuple, Sequence

from environment import ROOT, Environment
from failure import SetupFailure

PROBES = ROOT / "packaging" / "window_probes.py"
PARTS = ("start", "idle", "table", "prices")

Figures = Dict[str, float]


class Goal(NamedTuple):
    """A figure of one probe against one of another, or, without `against`, against a plain limit."""

    title: str
    probe: str
    figure: str
    limit: float
    against: str = ""
    figure_against: str = ""
    unit: str = "ms"


GOALS = {
    "start": (
        Goal("start to first painted window", "program_start", "ms", 1.3, "bare_start"),
        Goal("memory at first paint", "program_start", "kb", 1.2, "bare_start", unit="kB"),
        Goal("heavy modules at first paint", "program_start", "heavy modules", 0, unit=""),
    ),
    "idle": (
        Goal("idle CPU, no open number", "program_idle", "cpu ms/s", 1.2, "bare_idle", unit="ms/s"),
        Goal("idle timers, no open number", "program_idle", "timers/s", 1, unit="/s"),
    ),
    "table": (
        Goal(
            "CPU of 100 changes/s and countdown, against 10 resets/s",
            "program_changes",
            "cpu ms/s",
            0.1,
            "program_resets",
            unit="ms/s",
        ),
    ),
    "prices": (
        Goal("longest gap while 100,000 prices load", "program_loading", "gap ms", 0.2, "bare_loading"),
        Goal(
            "100,000 prices shown after the first paint", "program_loading", "after ms", 4, "bare_start", "ms"
        ),
        Goal("memory with 100,000 prices", "program_loading", "kb", 2.2, "bare_start", unit="kB"),
        Goal("key to painted, median", "program_loading", "key ms", 16),
        Goal(
            "key to painted, worst, against one repaint",
            "program_loading",
            "key worst ms",
            2.5,
            "program_loading",
            "repaint ms",
        ),
    ),
}


def measure(python: Path, probe: str) -> Figures:
    """Run one probe in a process and a profile of its own; raise SetupFailure when it does not end well."""
    with tempfile.TemporaryDirectory(prefix="fxdesk-bench-") as folder:
        began = time.monotonic()
        done = subprocess.run(
            [str(python), str(PROBES), probe, str(Path(folder) / "profile")],
            cwd=str(ROOT),
            env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_RUNTIME_DIR": folder},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    said = [line[len("figures ") :] for line in done.stdout.splitlines() if line.startswith("figures ")]
    if done.returncode != 0 or not said:
        print(done.stderr, file=sys.stderr, flush=True)
        raise SetupFailure(f"The benchmark's part {probe} failed: see what is said above.")
    figures: Figures = json.loads(said[0])
    if "at" in figures:
        figures["ms"] = (figures["at"] - began) * 1000
    return figures


def measure_all(python: Path, parts: Sequence[str], runs: int) -> dict[str, Figures]:
    """The medians of each probe that the parts need; the probes take turns, so that noise hits all alike."""
    goals = [goal for part in parts for goal in GOALS[part]]
    probes = list(dict.fromkeys(name for goal in goals for name in (goal.against, goal.probe) if name))
    seen: dict[str, list[Figures]] = {probe: [] for probe in probes}
    for _ in range(runs):
        for probe in probes:
            seen[probe].append(measure(python, probe))
    return {
        probe: {name: statistics.median(run[name] for run in found) for name in found[0]}
        for probe, found in seen.items()
    }


def line(goal: Goal, medians: dict[str, Figures]) -> str:
    """One goal, its figures, and whether it is met."""
    value = medians[goal.probe][goal.figure]
    if goal.against:
        reference = medians[goal.against][goal.figure_against or goal.figure]
        reached: float | None = value / reference if reference else None
        figures = f"{value:9.2f} against {reference:9.2f} {goal.unit}"
        ratio = "  -  " if reached is None else f"{reached:5.2f} ×"
        limit = f"≤ {goal.limit:g} ×"
    else:
        reached = value
        figures, ratio, limit = f"{value:9.2f} {goal.unit}", "", f"≤ {goal.limit:g} {goal.unit}"
    met = "met" if reached is not None and reached <= goal.limit else "MISSED"
    return f"{goal.title:58} {figures:32} {ratio:8} {limit:10} {met}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the status is 0 also where a goal is missed: a machine's noise is no fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; default: all")
    parser.add_argument("--runs", type=int, default=5, help="of each probe; default: 5")
    parser.add_argument("--python", type=Path, default=Environment().python, help="default: the one of .venv")
    options = parser.parse_args(arguments)
    unknown = [part for part in options.parts if part not in PARTS]
    if unknown:
        parser.error(f"there is no part {unknown[0]}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        # The first start of all compiles and fills the disk's cache.
        for probe in ("bare_start", "program_start"):
            measure(options.python, probe)
        for part in options.parts or PARTS:
            medians = measure_all(options.python, [part], options.runs)
            for goal in GOALS[part]:
                print(line(goal, medians), flush=True)
    except SetupFailure as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
