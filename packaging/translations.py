# SPDX-License-Identifier: MIT
"""Makes the compiled translations that the window loads: for the checkout, its tests and the wheel."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from environment import ROOT, Environment
from failure import SetupFailure

FOLDER = ROOT / "resources" / "translations"


def stale(folder: Path = FOLDER) -> list[Path]:
    """The sources whose compiled file is missing or older."""
    return [source for source in sorted(folder.glob("*.ts")) if not is_fresh(source)]


def is_fresh(source: Path) -> bool:
    """Whether the compiled file beside a source is at least as new."""
    compiled = source.with_suffix(".qm")
    return compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime


def compile_stale(environment: Environment, folder: Path = FOLDER) -> list[Path]:
    """Compile what is stale, each beside its source, and return the compiled files; raise SetupFailure."""
    made = []
    for source in stale(folder):
        compiled = source.with_suffix(".qm")
        unfinished = source.with_suffix(".qm.new")
        done = subprocess.run(
            [str(environment.script("pyside6-lrelease")), "-silent", str(source), "-qm", str(unfinished)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0 or not unfinished.exists():
            print(done.stdout, file=sys.stderr, flush=True)
            raise SetupFailure(
                f"The translation {source.name} could not be compiled: mend what is said above."
            )
        unfinished.replace(compiled)
        made.append(compiled)
    return made
