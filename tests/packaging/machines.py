# SPDX-License-Identifier: MIT
"""Machines for the tests: the usual one, to be changed in one fact at a time."""

from machine import Machine

DEBIAN_12 = Machine(
    system="Linux",
    architecture="x86_64",
    bits=64,
    python=(3, 11),
    newer_python="python3.11",
    libc="glibc",
    libc_version=(2, 36),
    has_apt=True,
    has_sudo=True,
    is_root=False,
    may_ask=True,
)
