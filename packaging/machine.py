# SPDX-License-Identifier: MIT
"""Tells what kind of machine this is, and whether FX Desk can run on it at all."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from typing import NamedTuple

OLDEST_PYTHON = (3, 11)

# What the pinned Qt is ready-made for, and the oldest glibc that each of these takes.
OLDEST_GLIBC = {"x86_64": (2, 34), "aarch64": (2, 39)}
SYSTEMS_FOR_GLIBC = {
    (2, 34): "Debian 12, Ubuntu 22.04 or anything newer",
    (2, 39): "Debian 13, Ubuntu 24.04 or anything newer",
}
ARCHITECTURES = {"amd64": "x86_64", "arm64": "aarch64"}


class Machine(NamedTuple):
    """Facts of this machine that decide how the set-up goes."""

    system: str
    architecture: str
    bits: int
    python: tuple[int, int]
    newer_python: str | None
    libc: str
    libc_version: tuple[int, int]
    has_apt: bool
    has_sudo: bool
    is_root: bool
    may_ask: bool


def this_machine() -> Machine:
    """The facts of the machine that this runs on."""
    libc, _, version = " ".join(platform.libc_ver()).partition(" ")
    architecture = platform.machine().lower()
    return Machine(
        system=platform.system(),
        architecture=ARCHITECTURES.get(architecture, architecture),
        bits=64 if sys.maxsize > 2**32 else 32,
        python=(sys.version_info[0], sys.version_info[1]),
        newer_python=newer_python(),
        libc=libc,
        libc_version=version_pair(version),
        has_apt=shutil.which("apt-get") is not None,
        has_sudo=shutil.which("sudo") is not None,
        is_root=hasattr(os, "geteuid") and os.geteuid() == 0,
        may_ask=sys.stdin is not None and sys.stdin.isatty() and not os.environ.get("CI"),
    )


def newer_python() -> str | None:
    """Name of another Python on this machine that is new enough, the newest first."""
    for minor in range(14, OLDEST_PYTHON[1] - 1, -1):
        name = f"python3.{minor}"
        if shutil.which(name):
            return name
    return None


def version_pair(text: str) -> tuple[int, int]:
    """First two numbers of a version; (0, 0) where there are none."""
    numbers = [int(part) for part in text.split(".") if part.isdigit()]
    return (numbers[0], numbers[1]) if len(numbers) >= 2 else (0, 0)


def refusal(machine: Machine, script: str) -> str | None:
    """The sentence for a machine that FX Desk can't run on; None where it can."""
    return system_refusal(machine) or python_refusal(machine, script)


def python_refusal(machine: Machine, script: str) -> str | None:
    """The sentence for a Python that is too old or of 32 bits, which a person can mend."""
    if machine.python < OLDEST_PYTHON:
        found = "{}.{}".format(*machine.python)
        if machine.newer_python:
            remedy = f"start again with: {machine.newer_python} {script}"
        else:
            remedy = "install a newer one (on Debian and Ubuntu the package python3.11 or later) and use that"
        return f"FX Desk needs Python 3.11 or newer and this is Python {found}: {remedy}."
    if machine.bits != 64:
        return "This Python is a 32-bit one, which Qt is not made for: install a 64-bit Python and use that."
    return None


def system_refusal(machine: Machine) -> str | None:
    """The sentence for a processor or a C library that Qt is not made for."""
    if machine.architecture not in OLDEST_GLIBC:
        return (
            f"Qt is not ready-made for this kind of processor ({machine.architecture}): "
            "use a 64-bit Intel, AMD or ARM machine."
        )
    if machine.system != "Linux":
        return None
    needed = OLDEST_GLIBC[machine.architecture]
    systems = SYSTEMS_FOR_GLIBC[needed]
    if machine.libc != "glibc":
        return f"This system does not use the C library glibc, which Qt needs: use {systems}."
    if machine.libc_version < needed:
        found = "{}.{}".format(*machine.libc_version)
        wanted = "{}.{}".format(*needed)
        return (
            f"This system's C library is glibc {found} and Qt for {machine.architecture} needs {wanted} "
            f"or newer: use {systems}."
        )
    return None
