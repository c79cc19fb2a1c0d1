# SPDX-License-Identifier: MIT
"""What another program pastes: the number, the code marked as secret, and nothing once its time is over."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.conftest import Service
from tests.e2e.desktop import Desktop, Window
from tests.e2e.test_main_job import get_number, pkeys, sign_in, start

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]

SECRET = "x-kde-passwordManagerHint"


def opened(desktop: Desktop, service: Service, profile: Path, **settings: object) -> Window:
    """The program, signed in, with these settings."""
    profile.mkdir(mode=0o700)
    (profile / "settings.json").write_text(json.dumps(settings), "utf-8")
    window = start(desktop, service, profile)
    sign_in(window)
    return window


def wait_for_clipboard(window: Window, holds: Callable[[str], bool], seconds: int = 15) -> str:
    """What another program would paste, as soon as it is what was waited for."""
    text = ""
    for _ in range(seconds * 5):
        text = window.desktop.clipboard()
        if holds(text):
            return text
        subprocess.run(["sleep", "0.2"], check=True)
    raise AssertionError(f"the clipboard holds {text!r}")


def own_elsewhere(desktop: Desktop, text: str) -> None:
    """Let another program take the clipboard."""
    process = desktop._start("xclip", "-selection", "clipboard", "-i", stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(text.encode())
    process.stdin.close()


def with_code(window: Window, service: Service, code: str) -> None:
    """A number whose code has come, selected."""
    get_number(window, service, "lumen mail")
    window.wait_cell("Waiting for code")
    service.levers.deliver(pkeys(service)[-1], code, f"[Lumen Mail] {code} is your code.")
    window.wait_cell(code, seconds=20)
    window.do("focus", "leaseTable")
    window.keys("ctrl+Home")


def test_that_a_code_is_marked_secret_and_gone_after_its_time(
    desktop: Desktop, service: Service, tmp_path: Path
) -> None:
    window = opened(desktop, service, tmp_path / "profile", clipboard_clear_seconds=3)
    with_code(window, service, "482913")
    window.keys("ctrl+c")
    assert wait_for_clipboard(window, lambda text: text == "482913")
    assert SECRET in desktop.clipboard("TARGETS").split()
    assert desktop.clipboard(SECRET) == "secret"
    wait_for_clipboard(window, lambda text: not text)
    window.wait_text("clipboardLabel", "Clipboard cleared")


def test_that_foreign_content_is_left_alone_and_said_so(
    desktop: Desktop, service: Service, tmp_path: Path
) -> None:
    window = opened(desktop, service, tmp_path / "profile", clipboard_clear_seconds=4)
    with_code(window, service, "482913")
    window.keys("ctrl+c")
    assert wait_for_clipboard(window, lambda text: text == "482913")
    own_elsewhere(desktop, "a shopping list")
    window.wait_text("clipboardLabel", "left alone")
    # The word stands longer than the time after which a secret goes.
    window.do("wait_gone", "clipboardLabel", seconds=15)
    assert desktop.clipboard() == "a shopping list"
    window.keys("ctrl+q")
    window.leave()
    assert desktop.clipboard() == "a shopping list"


def test_that_numbers_are_copied_with_and_without_country_code_and_are_no_secret(
    desktop: Desktop, service: Service, tmp_path: Path
) -> None:
    window = opened(desktop, service, tmp_path / "profile", auto_copy_number=True, auto_copy_code=True)
    get_number(window, service, "lumen mail")
    window.wait_cell("Waiting for code")
    whole = wait_for_clipboard(window, lambda text: text.startswith("+"))
    assert SECRET not in desktop.clipboard("TARGETS").split()
    window.do("focus", "leaseTable")
    window.keys("ctrl+Home")
    window.press("actionCopyNumberWithoutCode")
    plain = wait_for_clipboard(window, lambda text: text.isdigit())
    assert whole.endswith(plain)
    assert len(whole) > len(plain) + 1
    window.keys("ctrl+shift+c")
    assert wait_for_clipboard(window, lambda text: text == whole)
    service.levers.deliver(pkeys(service)[-1], "7035", "7035 is your code.")
    assert wait_for_clipboard(window, lambda text: text == "7035", seconds=25)
    assert SECRET in desktop.clipboard("TARGETS").split()
    window.press("clipboardCountdownButton")
    wait_for_clipboard(window, lambda text: not text)
