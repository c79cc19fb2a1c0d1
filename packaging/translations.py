# SPDX-License-Identifier: MIT
"""Makes the translations that the window loads, and takes the program's new words into their sources."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from environment import ROOT, Environment
from failure import SetupFailure

FOLDER = ROOT / "resources" / "translations"
PROGRAM = ROOT / "fxdesk"


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


def refresh(environment: Environment, folder: Path = FOLDER, program: Path = PROGRAM) -> list[Path]:
    """Bring the sources in the folder up to the program's sentences and return them; raise SetupFailure.

    New sentences come in as unfinished, and those that the program no longer says leave.
    """
    sources = sorted(folder.glob("*.ts"))
    files = [str(file) for file in sorted(program.rglob("*.py"))]
    # Without places in the files a moved line changes nothing.
    options = ["-silent", "-no-obsolete", "-locations", "none", "-source-language", "en"]
    for source in sources:
        done = subprocess.run(
            [str(environment.script("pyside6-lupdate")), *options, *files, "-ts", str(source)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            print(done.stdout, file=sys.stderr, flush=True)
            raise SetupFailure(
                f"The translation {source.name} could not be refreshed: mend what is said above."
            )
    return sources


def main() -> int:
    """Compile what is stale; with --refresh, first take in the sentences that the program has got."""
    parser = argparse.ArgumentParser(description="Compile the translations.")
    parser.add_argument("--refresh", action="store_true", help="first bring the sources up to the program")
    wanted = parser.parse_args()
    environment = Environment(Path(sys.prefix))
    try:
        if wanted.refresh:
            refresh(environment)
        made = compile_stale(environment)
    except SetupFailure as failure:
        print(failure, file=sys.stderr)
        return 1
    print(f"Compiled: {', '.join(file.name for file in made) or 'nothing, all is fresh'}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
