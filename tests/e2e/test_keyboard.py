# SPDX-License-Identifier: MIT
"""The main job and each further act by keys alone: nothing here moves or presses a mouse."""

from __future__ import annotations

from pathlib import Path

import pytest

from fxdesk.simulator import API_NAME, PASSWORD
from tests.e2e.conftest import Service
from tests.e2e.desktop import Desktop, Window
from tests.e2e.test_main_job import get_number, pkeys, start

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(240)]

MAX_TABS = 12


def tab_to(window: Window, name: str) -> None:
    """Go on with Tab until this part has the keyboard; a trap on the way fails."""
    for _ in range(MAX_TABS):
        if "focused" in window.do("read", name)["states"]:
            return
        window.keys("Tab")
    raise AssertionError(f"{name} is not reached by Tab")


def to_table(window: Window) -> None:
    """From the filter, Esc leaves to the table; its first row is the newest number."""
    window.keys("ctrl+f", "Escape")
    window.do("wait_state", "leaseTable", "focused")
    window.keys("ctrl+Home")


def sign_in(window: Window) -> None:
    """The menu's first letter, the fields by Tab, Enter."""
    window.keys("alt+f")
    window.keys("Return")
    window.do("wait_state", "apiNameEdit", "focused")
    window.type(API_NAME)
    window.keys("Tab")
    window.do("wait_state", "passwordEdit", "focused")
    window.type(PASSWORD)
    window.keys("Return")
    window.do("wait_gone", "signInDialog", seconds=20)


def receive(window: Window, service: Service, code: str) -> None:
    """Get a number and its code, the row selected."""
    get_number(window, service, "lumen mail")
    window.wait_cell("Waiting for code")
    service.levers.deliver(pkeys(service)[-1], code, f"{code} is your code.")
    window.wait_cell(code, seconds=20)
    to_table(window)


def test_that_the_main_job_and_each_further_act_need_no_mouse(
    desktop: Desktop, service: Service, tmp_path: Path
) -> None:
    levers = service.levers
    window = start(desktop, service, tmp_path / "profile")
    window.do("wait_state", "serviceEdit", "focused")
    sign_in(window)

    receive(window, service, "482913")
    window.keys("Return")
    window.wait_text("clipboardCountdownButton", "Clipboard clears in")
    assert desktop.clipboard() == "482913"

    # Use again.
    window.keys("ctrl+u")
    window.do("wait_state", "minutesEdit", "focused")
    window.type("30")
    window.keys("Return")
    window.do("wait_gone", "useAgainDialog")
    assert levers.wait_for("setAgain")
    window.wait_cell("Waiting for code")
    levers.deliver(pkeys(service)[0], "730562", "730562 is your code.")
    window.wait_cell("730562", seconds=20)

    # Request this number.
    to_table(window)
    window.keys("ctrl+shift+u")
    window.do("wait_state", "requestAgainAcceptButton", "focused")
    window.keys("Return")
    assert levers.wait_for("getPhone", 2)
    window.wait_cell("Waiting for code")

    # Send an SMS from it.
    to_table(window)
    window.keys("ctrl+m")
    window.do("wait_state", "receiverEdit", "focused")
    window.type("10086")
    window.keys("Tab")
    window.do("wait_state", "smsContentEdit", "focused")
    window.type("cxye")
    tab_to(window, "sendSmsAcceptButton")
    window.keys("Return")
    assert levers.wait_for("sendCode")
    window.wait_cell("SMS sent", seconds=20)
    to_table(window)
    window.keys("ctrl+d")
    window.wait_cell("Done")

    # Release, undo, release; then the reason of a blacklisting.
    get_number(window, service, "orchid social")
    window.wait_cell("Waiting for code")
    to_table(window)
    window.keys("Delete")
    window.do("read", "undoButton")
    window.keys("ctrl+z")
    window.wait_cell("Waiting for code")
    window.keys("Delete")
    window.wait_cell("Released", seconds=20)
    receive(window, service, "111222")
    window.keys("ctrl+b")
    window.do("wait_state", "reasonEdit", "focused")
    window.type("used")
    window.keys("Return")
    window.wait_cell("Blacklisted", seconds=20)

    # What had no answer is settled.
    levers.fault("getPhone", "lose", times=1)
    get_number(window, service, "harbour pay")
    window.wait_cell("Sent, no answer")
    to_table(window)
    window.keys("ctrl+e")
    window.do("read", "settleDialog")
    tab_to(window, "settleNotChargedButton")
    window.keys("space")
    window.do("wait_gone", "settleDialog")
    window.wait_cell("Not charged")

    window.keys("F1")
    window.do("read", "shortcutSheet")
    window.keys("Escape")
    window.do("wait_gone", "shortcutSheet")
    window.keys("ctrl+q")
    assert window.leave() == 0


def test_that_options_and_preferences_need_no_mouse(
    desktop: Desktop, service: Service, tmp_path: Path
) -> None:
    window = start(desktop, service, tmp_path / "profile")
    sign_in(window)
    get_number(window, service, "lumen mail")
    window.wait_cell("Waiting for code")
    window.keys("ctrl+o")
    tab_to(window, "optionMobileEdit")
    window.type("81212345678")
    window.keys("Return")
    window.do("wait_gone", "optionsPanel")
    window.wait_text("optionsInForceLabel", "81212345678")

    window.keys("ctrl+comma")
    tab_to(window, "preferenceFilterEdit")
    window.type("undo")
    window.keys("Escape", "Escape")
    window.do("wait_gone", "preferencesDialog")

    window.keys("F1")
    window.do("wait_state", "shortcutCloseButton", "focused")
    window.keys("Escape")
    window.do("wait_gone", "shortcutSheet")
