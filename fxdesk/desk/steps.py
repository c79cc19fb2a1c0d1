# SPDX-License-Identifier: MIT
"""Name the steps from a click to the code on screen, so that a test can stop the program at each.

The program itself installs nothing here: a step that is reached is then no more than a call.
"""

from __future__ import annotations

from collections.abc import Callable

STEPS = (
    "asked",
    "intended",
    "sending",
    "answered",
    "parsed",
    "kept granted",
    "told",
    "shown",
    "looking",
    "sms_read",
    "kept sms",
    "sms_told",
    "sms_shown",
)


def _pass(step: str) -> None:
    """Nobody waits for this step."""


_hook: Callable[[str], None] = _pass


def install(hook: Callable[[str], None]) -> None:
    """Call `hook` with the name of each step that is reached from now on."""
    global _hook
    _hook = hook


def reached(step: str) -> None:
    """Say that the program has come to `step`, one of STEPS."""
    _hook(step)
