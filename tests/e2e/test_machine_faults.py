# SPDX-License-Identifier: MIT
"""The running program while the machine under it fails: stopped, without a screen, a bus or a keyring."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fxdesk.simulator import SECOND_API_NAME, SECOND_PASSWORD
from tests.e2e.conftest import Service
from tests.e2e.desktop import Desktop, Window
from tests.e2e.test_main_job import get_number, pkeys, sign_in, start

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

LOCKED = "/org/freedesktop/secrets/collection/login"


def journal_is_whole(profile: Path, *, states: list[str]) -> None:
    """The database has no fault, and the numbers stand as they should."""
    with sqlite3.connect(profile / "journal.sqlite") as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert [state for (state,) in file.execute("SELECT state FROM leases ORDER BY lease_id")] == states
    file.close()


def with_number(desktop: Desktop, service: Service, profile: Path) -> Window:
    """The program, signed in, with one number that waits for its code."""
    window = start(desktop, service, profile)
    sign_in(window)
    get_number(window, service, "lumen mail")
    window.wait_cell("Waiting for code")
    return window


def log_of(profile: Path) -> list[str]:
    """The lines of the program's log."""
    return (profile / "logs" / "fxdesk.log").read_text("utf-8").splitlines()


def no_core(*folders: Path) -> None:
    """Nothing of the program's memory was left behind."""
    assert not [path for folder in folders for path in folder.rglob("core*") if path.is_file()]


@pytest.mark.parametrize("seconds", [6, pytest.param(75, marks=pytest.mark.soak)])
def test_that_a_stopped_program_goes_on_where_it_was(
    desktop: Desktop, service: Service, tmp_path: Path, figure: Callable[[str], None], seconds: int
) -> None:
    window = with_number(desktop, service, tmp_path / "profile")
    service.levers.deliver(pkeys(service)[0], "482913", "482913 is your code.")
    before = service.levers.count("getPhoneCode")
    window.process.send_signal(signal.SIGSTOP)
    subprocess.run(["sleep", str(seconds)], check=True)
    window.process.send_signal(signal.SIGCONT)
    began = time.monotonic()
    window.wait_cell("482913", seconds=20)
    figure(f"stopped for {seconds} s, the code on screen {time.monotonic() - began:.1f} s after")
    assert service.levers.count("getPhoneCode") <= before + 2
    get_number(window, service, "orchid social")
    window.wait_cell("Waiting for code")
    assert not service.levers.books()["complaints"]


def test_that_without_its_screen_the_program_ends_and_the_numbers_are_there_at_the_next_start(
    desktop: Desktop, service: Service, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    profile = tmp_path / "profile"
    window = with_number(desktop, service, profile)
    began = time.monotonic()
    desktop.screen.kill()
    status = window.leave(20)
    figure(f"ended with status {status} within {time.monotonic() - began:.1f} s")
    # The status of a failure, and not that of a crash.
    assert status == 1
    no_core(profile, desktop.folder)
    journal_is_whole(profile, states=["waiting"])
    elsewhere = Desktop(tmp_path / "another desktop")
    try:
        again = start(elsewhere, service, profile)
        again.wait_cell("Not watched", seconds=20)
        sign_in(again)
        service.levers.deliver(pkeys(service)[0], "482913", "482913 is your code.")
        again.wait_cell("482913", seconds=20)
    finally:
        elsewhere.close()


def test_that_without_its_bus_the_program_goes_on_and_ends_in_order(
    desktop: Desktop, service: Service, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    window = with_number(desktop, service, profile)
    desktop.bus.kill()
    desktop.bus.wait(10)
    asked = service.levers.count("getPhoneCode")
    assert service.levers.wait_for("getPhoneCode", asked + 1, timeout=20)
    # Nothing reads the window any more; the keyboard still reaches it.
    desktop.run(["xdotool", "key", "--delay", "30", "ctrl+l", "Return"])
    for _ in range(10):
        desktop.run(["xdotool", "key", "Return"])
        if service.levers.wait_for("getPhone", 2, timeout=1.0):
            break
    assert service.levers.count("getPhone") == 2
    service.levers.deliver(pkeys(service)[0], "482913", "482913 is your code.")
    asked = service.levers.count("getPhoneCode")
    assert service.levers.wait_for("getPhoneCode", asked + 2, timeout=20)
    assert window.process.poll() is None
    window.process.send_signal(signal.SIGTERM)
    assert window.leave(20) == 0
    no_core(profile, desktop.folder)
    journal_is_whole(profile, states=["received", "waiting"])


FAKETIME = next(iter(Path("/usr/lib").glob("*/faketime/libfaketime.so.1")), None)


@pytest.mark.soak
@pytest.mark.skipif(FAKETIME is None, reason="libfaketime is missing on this machine")
def test_that_a_wall_clock_that_jumps_under_the_program_keeps_no_code_back(
    desktop: Desktop, service: Service, tmp_path: Path
) -> None:
    wall = tmp_path / "wall"
    faked = {
        "LD_PRELOAD": str(FAKETIME),
        "FAKETIME_TIMESTAMP_FILE": str(wall),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    wall.write_text("+0\n", "ascii")
    profile = tmp_path / "profile"
    window = desktop.open("--profile", str(profile), "--service-url", service.url, "--lang", "en", env=faked)
    window.do("rest_hand")
    sign_in(window)
    for jump in ("-30d", "+3d", "+0"):
        get_number(window, service, "lumen mail" if jump != "+3d" else "orchid social")
        window.wait_cell("Waiting for code")
        wall.write_text(jump + "\n", "ascii")
        code = f"48291{len(pkeys(service))}"
        service.levers.deliver(pkeys(service)[-1], code, f"{code} is your code.")
        window.wait_cell(code, seconds=20)
        # The same asked for within five seconds would be a question.
        subprocess.run(["sleep", "5"], check=True)
    assert not service.levers.books()["complaints"]
    window.process.send_signal(signal.SIGTERM)
    assert window.leave(20) == 0
    journal_is_whole(profile, states=["received"] * 3)


@pytest.mark.parametrize("rounds", [2, pytest.param(10, marks=pytest.mark.soak)])
def test_that_of_two_starts_at_the_same_moment_one_has_the_profile(
    desktop: Desktop, service: Service, tmp_path: Path, rounds: int
) -> None:
    profile = tmp_path / "profile"
    for _ in range(rounds):
        both = [
            desktop.launch("--profile", str(profile), "--service-url", service.url, "--lang", "en")
            for _ in range(2)
        ]
        ended = first_to_end(both)
        assert ended.returncode == 0
        (stays,) = [process for process in both if process is not ended]
        assert stays.poll() is None
        # Killed, it leaves its lock behind; the next round starts all the same.
        stays.kill()
        stays.wait(10)


def first_to_end(processes: list[subprocess.Popen[bytes]], seconds: float = 30) -> subprocess.Popen[bytes]:
    """Wait until one of them has ended."""
    for _ in range(int(seconds * 20)):
        for process in processes:
            if process.poll() is not None:
                return process
        subprocess.run(["sleep", "0.05"], check=True)
    raise AssertionError("both run")


def lock_keyring(desktop: Desktop) -> None:
    """As the system does when the person locks it."""
    done = desktop.run(
        [
            "gdbus", "call", "--session", "--dest", "org.freedesktop.secrets",
            "--object-path", "/org/freedesktop/secrets",
            "--method", "org.freedesktop.Secret.Service.Lock", f"['{LOCKED}']",
        ]
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("how", ["locked", pytest.param("gone", marks=pytest.mark.soak)])
def test_that_without_its_keyring_the_program_says_so_stays_signed_in_and_writes_no_file(
    desktop: Desktop, service: Service, tmp_path: Path, how: str
) -> None:
    profile = tmp_path / "profile"
    window = with_number(desktop, service, profile)
    if how == "locked":
        lock_keyring(desktop)
    else:
        desktop.keyring.kill()
        desktop.keyring.wait(10)
    # A second account is to be kept, which is when the keyring is asked again.
    window.press("actionSignIn")
    window.fill("apiNameEdit", SECOND_API_NAME)
    window.fill("passwordEdit", SECOND_PASSWORD)
    window.press("signInAcceptButton")
    window.do("wait_gone", "signInDialog", seconds=20)
    # The system asks for the keyring's password; while nobody answers, numbers are rented and codes arrive.
    prompt = ["xdotool", "search", "--sync", "--name", "Unlock Login Keyring"]
    assert desktop.run(prompt).returncode == 0
    service.levers.deliver(pkeys(service)[0], "482913", "482913 is your code.")
    window.wait_cell("482913", seconds=20)
    window.press("getNumberButton")
    assert service.levers.wait_for("getPhone", 2, timeout=10)
    desktop.run(["xdotool", "key", "Escape"])
    window.wait_text("messageText", "keyring", seconds=20)
    window.process.send_signal(signal.SIGTERM)
    assert window.leave(20) == 0
    assert not [line for line in log_of(profile) if "Traceback" in line]
    books = service.levers.books()
    assert [number["account"] for number in books["numbers"]] == ["demo", SECOND_API_NAME]
    secrets = [SECOND_PASSWORD, *(account["token"] for account in books["accounts"])]
    for path in [*profile.rglob("*"), *desktop.folder.rglob("*")]:
        if path.is_file() and "keyrings" not in path.parts:
            content = path.read_bytes()
            assert not [secret for secret in secrets if secret.encode() in content], path
