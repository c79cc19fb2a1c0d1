# SPDX-License-Identifier: MIT
"""The steps from a fresh clone to a checkout that can run: the same ones for the program and its tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from environment import ROOT, Environment
from failure import SetupFailure
from machine import Machine, refusal, this_machine
from system_packages import Need, missing, provide, venv_module
from translations import compile_stale


def prepare(lock: Path, needs: Sequence[Need], wishes: Sequence[Need], script: str) -> Environment:
    """Bring the machine and the checkout up to what a list of packages and a list of needs say."""
    machine = this_machine()
    why_not = refusal(machine, script)
    if why_not:
        raise SetupFailure(why_not)
    try:
        return set_up(lock, needs, wishes, machine)
    except PermissionError as refused:
        raise SetupFailure(
            f"This user may not change {refused.filename} in {ROOT}: see who owns it and start again."
        ) from None


def set_up(lock: Path, needs: Sequence[Need], wishes: Sequence[Need], machine: Machine) -> Environment:
    """The same on a machine that will do."""
    environment = Environment()
    is_new = not environment.holds(lock)
    # Windows and macOS bring with them what Qt links to.
    on_linux = machine.system == "Linux"
    needed = list(needs) if on_linux else []
    if is_new:
        needed.insert(0, venv_module(machine.python))
    provide(needed, wishes if on_linux else (), machine)
    if is_new and on_linux:
        for wish in missing(wishes):
            print(f"This system lacks {wish.what} (package {wish.packages[-1]}).", flush=True)
    environment.make(lock)
    compile_stale(environment)
    return environment
