# SPDX-License-Identifier: MIT
"""Name the steps of each act from a click to the row on screen, so that a test can stop the program at each.

The program itself installs nothing here: a step that is reached is then no more than a call. "read" is an
answer in memory, "answered" a raw answer on the disk, "kept …" an event on the disk.
"""

from __future__ import annotations

from collections.abc import Callable

STEPS: dict[str, tuple[str, ...]] = {
    "getPhone": (
        "getPhone asked",
        "kept intended",
        "getPhone sending",
        "getPhone read",
        "getPhone answered",
        "getPhone parsed",
        "kept granted",
        "getPhone told",
        "getPhone shown",
    ),
    "getPhoneCode": (
        "getPhoneCode looking",
        "getPhoneCode read",
        "kept sms",
        "getPhoneCode told",
        "getPhoneCode shown",
    ),
    "setRel": (
        "setRel wanted",
        "kept release_wanted",
        "kept release_sent",
        "setRel read",
        "kept released",
        "setRel told",
    ),
    "addBlack": (
        "addBlack wanted",
        "kept blacklist_wanted",
        "kept blacklist_sent",
        "addBlack read",
        "kept blacklisted",
        "addBlack told",
    ),
    "setAgain": (
        "setAgain asked",
        "kept again_intended",
        "setAgain sending",
        "setAgain read",
        "setAgain answered",
        "setAgain parsed",
        "kept again_accepted",
        "setAgain told",
    ),
    "sendCode": (
        "sendCode asked",
        "kept send_intended",
        "sendCode sending",
        "sendCode read",
        "sendCode answered",
        "sendCode parsed",
        "kept send_accepted",
        "sendCode told",
    ),
}
"""By act of the document, in the order in which a good run reaches them."""


def _pass(step: str) -> None:
    """Nobody waits for this step."""


_hook: Callable[[str], None] = _pass


def install(hook: Callable[[str], None]) -> None:
    """Call `hook` with the name of each step that is reached from now on."""
    global _hook
    _hook = hook


def reached(step: str) -> None:
    """Say that the program has come to `step`: one of STEPS, or "kept" and any event."""
    _hook(step)
