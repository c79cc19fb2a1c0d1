# SPDX-License-Identifier: MIT
"""The whole main job in the real window: from price to code to clipboard, and out again."""

from __future__ import annotations

from pathlib import Path

import pytest

from fxdesk.simulator import API_NAME, PASSWORD
from tests.e2e.conftest import Service
from tests.e2e.desktop import Desktop, Window

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]

NAMES = {
    "mainWindow",
    "notEncryptedMark",
    "accountPanel",
    "signInButton",
    "signOutButton",
    "balanceLabel",
    "levelLabel",
    "pointsLabel",
    "refreshAccountButton",
    "signInDialog",
    "apiNameEdit",
    "passwordEdit",
    "tokenEdit",
    "rememberCheck",
    "rememberPasswordCheck",
    "signInAcceptButton",
    "signInMessage",
    "serviceEdit",
    "serviceList",
    "countryList",
    "anyCountryCheck",
    "favouriteButton",
    "offerPriceLabel",
    "maxPriceEdit",
    "getNumberButton",
    "leaseTable",
    "leaseFilterEdit",
    "smsTextView",
    "timelineView",
    "actionSignIn",
    "actionSignOut",
    "actionGetNumber",
    "actionCopyNumber",
    "actionCopyNumberWithCode",
    "actionCopyCode",
    "actionCopySms",
    "actionRelease",
    "actionBlacklist",
    "actionUndo",
    "actionLookAgain",
    "actionSettle",
    "actionUseAgain",
    "actionRequestAgain",
    "actionSendSms",
    "actionPreferences",
    "optionsButton",
    "actionRefreshPrices",
    "actionSaveLog",
    "actionHelp",
    "actionQuit",
    "pageStack",
    "pageNumbers",
    "logView",
    "messageStrip",
    "undoButton",
    "clipboardCountdownButton",
    "quitDialog",
    "releaseAllButton",
    "leaveOpenButton",
    "stayButton",
    "blacklistDialog",
    "reasonEdit",
}
SPEAKING = {
    "push button",
    "toggle button",
    "check box",
    "text",
    "password text",
    "table",
    "list",
    "menu item",
    "combo box",
    "dialog",
}


def start(desktop: Desktop, service: Service, profile: Path) -> Window:
    """The program in a profile of its own, before this service, the mouse at rest in a corner."""
    window = desktop.open("--profile", str(profile), "--service-url", service.url, "--lang", "en")
    window.do("rest_hand")
    return window


def sign_in(window: Window) -> None:
    """Sign in through the dialog and keep the token."""
    window.press("signInButton")
    window.fill("apiNameEdit", API_NAME)
    window.fill("passwordEdit", PASSWORD)
    window.press("signInAcceptButton")
    window.do("wait_gone", "signInDialog", seconds=20)
    window.wait_text("balanceLabel", "41.6500")


def get_number(window: Window, service: Service, name: str) -> None:
    """By the keyboard alone: type, Enter, Enter."""
    asked = service.levers.count("getPhone")
    window.keys("ctrl+l")
    window.do("wait_state", "serviceEdit", "focused")
    window.keys("ctrl+a")
    window.type(name)
    window.keys("Return")
    window.do("wait_state", "countryList", "focused")
    for _ in range(5):
        # The list is deaf to Enter for a moment, so that a double Enter buys nothing.
        window.keys("Return")
        if service.levers.wait_for("getPhone", asked + 1, timeout=1.0):
            break
    assert service.levers.count("getPhone") == asked + 1


def pkeys(service: Service) -> list[str]:
    """The keys of all numbers that the service gave, in the order of giving."""
    return [number["pkey"] for number in service.levers.books()["numbers"]]


def test_that_the_main_job_works_from_price_to_clipboard(
    desktop: Desktop, service: Service, tmp_path: Path
) -> None:
    window = start(desktop, service, tmp_path / "profile")
    window.do("wait_state", "serviceEdit", "focused")
    sign_in(window)
    get_number(window, service, "lumen mail")
    window.wait_cell("Waiting for code")
    service.levers.deliver(pkeys(service)[0], "482913", "[Lumen Mail] 482913 is your code.")
    row = window.wait_cell("482913", seconds=20)
    assert any("Code received" in cell for cell in row)
    window.wait_text("smsTextView", "482913 is your code")
    window.do("focus", "leaseTable")
    window.keys("ctrl+c")
    window.wait_text("clipboardCountdownButton", "Clipboard clears in")
    assert desktop.clipboard() == "482913"

    get_number(window, service, "orchid social")
    window.wait_cell("Waiting for code")
    window.do("focus", "leaseTable")
    window.keys("ctrl+Home", "Delete")
    window.do("press", "undoButton")
    window.wait_cell("Waiting for code")
    window.keys("Delete")
    window.wait_cell("Released", seconds=20)

    window.keys("Down", "ctrl+b")
    window.fill("reasonEdit", "used")
    window.keys("Return")
    window.wait_cell("Blacklisted", seconds=20)

    service.levers.fault("getPhone", "lose", times=1)
    get_number(window, service, "harbour pay")
    window.wait_cell("Sent, no answer")
    assert service.levers.count("getPhone") == 3

    window.keys("ctrl+q")
    assert window.leave() == 0


def test_that_every_node_has_a_name_and_every_promised_one_is_there(
    desktop: Desktop, service: Service, tmp_path: Path
) -> None:
    window = start(desktop, service, tmp_path / "profile")
    seen: dict[str, dict[str, str]] = {}

    def walk() -> None:
        seen.update({node["id"]: node for node in window.do("tree")})

    walk()
    window.press("signInButton")
    window.wait_text("signInAcceptButton", "Sign in")
    walk()
    window.fill("apiNameEdit", API_NAME)
    window.fill("passwordEdit", PASSWORD)
    window.press("signInAcceptButton")
    window.do("wait_gone", "signInDialog", seconds=20)
    get_number(window, service, "lumen mail")
    window.wait_cell("Waiting for code")
    service.levers.deliver(pkeys(service)[0], "482913", "482913 is your code.")
    window.wait_cell("Code received", seconds=20)
    window.do("focus", "leaseTable")
    window.keys("ctrl+Home", "ctrl+c", "ctrl+b")
    window.do("read", "reasonEdit")
    walk()
    window.keys("Escape")
    window.do("wait_gone", "blacklistDialog")
    get_number(window, service, "harbour pay")
    window.wait_cell("Waiting for code")
    window.do("focus", "leaseTable")
    window.keys("ctrl+Home", "Delete")
    window.do("read", "undoButton")
    walk()
    window.press("undoButton")
    window.keys("ctrl+shift+l", "ctrl+q")
    window.do("read", "stayButton")
    walk()

    assert not NAMES - set(seen)
    assert len([name for name in seen if name and not name.startswith("qt_")]) >= 60
    nameless = [node for node in seen.values() if node["role"] in SPEAKING and not node["name"]]
    assert not nameless


def test_that_a_number_is_there_again_after_a_kill(
    desktop: Desktop, service: Service, tmp_path: Path
) -> None:
    window = start(desktop, service, tmp_path / "profile")
    sign_in(window)
    get_number(window, service, "lumen mail")
    window.wait_cell("Waiting for code")
    window.kill()
    service.levers.deliver(pkeys(service)[0], "7035", "7035 is your code.")
    again = start(desktop, service, tmp_path / "profile")
    # The token comes from the keyring: nobody signs in, and the code arrives all the same.
    again.wait_cell("7035", seconds=20)
    assert len(pkeys(service)) == 1


def test_that_leaving_with_an_open_number_asks(desktop: Desktop, service: Service, tmp_path: Path) -> None:
    window = start(desktop, service, tmp_path / "profile")
    sign_in(window)
    get_number(window, service, "lumen mail")
    window.wait_cell("Waiting for code")
    window.keys("ctrl+q")
    window.press("stayButton")
    window.do("wait_gone", "quitDialog")
    window.keys("ctrl+q")
    window.press("releaseAllButton")
    assert window.leave(40) == 0
    assert service.levers.count("setRel") == 1


def test_that_a_second_start_raises_the_first(desktop: Desktop, service: Service, tmp_path: Path) -> None:
    window = start(desktop, service, tmp_path / "profile")
    other = desktop.launch("--profile", str(tmp_path / "profile"), "--service-url", service.url)
    assert other.wait(20) == 0
    assert window.process.poll() is None
