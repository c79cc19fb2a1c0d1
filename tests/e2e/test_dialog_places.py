# SPDX-License-Identifier: MIT
"""Dialogs open in the middle of the window, however late the window manager answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import Service
from tests.e2e.desktop import Desktop
from tests.e2e.test_main_job import get_number, sign_in, start

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]

TIMES = 6
"""A window manager that was raced against won or lost by chance."""


def place(desktop: Desktop, title: str) -> tuple[int, int]:
    """Where the window with this title stands."""
    told = desktop.run(
        ["xdotool", "search", "--sync", "--onlyvisible", "--name", title, "getwindowgeometry", "--shell"]
    )
    facts = dict(line.split("=") for line in told.stdout.splitlines() if "=" in line)
    return int(facts["X"]), int(facts["Y"])


def test_that_a_dialog_opens_in_the_middle_of_the_window(
    desktop: Desktop, service: Service, tmp_path: Path
) -> None:
    window = start(desktop, service, tmp_path / "profile")
    sign_in(window)
    service.levers.fault("getPhone", "lose", times=1)
    get_number(window, service, "harbour pay")
    window.wait_cell("Sent, no answer")
    for _ in range(TIMES):
        window.press("actionSettle")
        # The words that come late make it grow.
        window.wait_text("settleVerdict", "balance")
        x, y = place(desktop, "^Settle$")
        assert x > 200
        assert y > 100
        window.keys("Escape")
        window.do("wait_gone", "settleDialog")
