# SPDX-License-Identifier: MIT
"""The whole program in a session of MATE's own manager, which is logged out of with a number open."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Service
from tests.e2e.desktop import Desktop, Trouble, Window
from tests.e2e.test_main_job import get_number, pkeys, sign_in, start

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]

MANAGER = "org.gnome.SessionManager"
WITHOUT_CONFIRMATION = "1"
TRIES = 300


class Session:
    """MATE's session manager on the desktop, with nothing in the session but one program that tells of it."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        env, folder = desktop.env, desktop.folder
        env["ICEAUTHORITY"] = str(folder / "ICEauthority")
        env["XDG_CURRENT_DESKTOP"] = "MATE"
        self._settle(Path(env["XDG_CONFIG_HOME"]) / "glib-2.0/settings")
        told, autostart = folder / "session.txt", folder / "autostart"
        autostart.mkdir()
        teller = folder / "teller"
        teller.write_text(f'#!/bin/sh\necho "$SESSION_MANAGER" > {told}.part && mv {told}.part {told}\n')
        teller.chmod(0o700)
        (autostart / "teller.desktop").write_text(
            f"[Desktop Entry]\nType=Application\nName=Teller\nExec={teller}\n"
        )
        self.process: subprocess.Popen[Any] = desktop._start(
            "mate-session", "--disable-acceleration-check", f"--autostart={autostart}",
            env={**env, "GSETTINGS_BACKEND": "keyfile"},
        )  # fmt: skip
        self._until("tell its address", told.exists)
        env["SESSION_MANAGER"] = told.read_text().strip()
        self._before = self._clients()

    def wait_for_program(self) -> None:
        self._until("take the program in", lambda: self._clients() > self._before)

    def log_out(self) -> None:
        self._call("Logout", WITHOUT_CONFIRMATION)

    def _settle(self, settings: Path) -> None:
        settings.mkdir(parents=True)
        (settings / "keyfile").write_text(
            "[org/mate/desktop/session]\nrequired-components-list=@as []\ndefault-session=@as []\n"
        )

    def _clients(self) -> int:
        return self._call("GetClients").count("/Client")

    def _call(self, method: str, *arguments: str) -> str:
        answer = self._desktop.run(
            [
                "gdbus", "call", "--session", "--dest", MANAGER, "--object-path", "/org/gnome/SessionManager",
                "--method", f"{MANAGER}.{method}", *arguments,
            ]
        )  # fmt: skip
        assert answer.returncode == 0, answer.stderr
        return answer.stdout

    def _until(self, what: str, is_so: Any) -> None:
        for _ in range(TRIES):
            if is_so():
                return
            assert self.process.poll() is None, "the session manager ended; see desktop.log"
            subprocess.run(["sleep", "0.1"], check=True)
        raise Trouble(f"the session manager did not {what}")


@pytest.fixture
def session(desktop: Desktop) -> Session:
    return Session(desktop)


@pytest.fixture
def asked(desktop: Desktop, session: Session, service: Service, tmp_path: Path) -> Window:
    """A window of this session that asks about a number, as the person logs out."""
    window = start(desktop, service, tmp_path / "profile")
    sign_in(window)
    get_number(window, service, "lumen mail")
    window.wait_cell("Waiting for code")
    session.wait_for_program()
    session.log_out()
    window.wait_text("quitSentence", "The session ends")
    return window


def test_that_stay_lets_the_session_go_on_and_numbers_left_open_are_back_after_it(
    asked: Window, desktop: Desktop, session: Session, service: Service, tmp_path: Path
) -> None:
    asked.press("stayButton")
    asked.do("wait_gone", "quitDialog")
    get_number(asked, service, "orchid social")
    session.log_out()
    asked.wait_text("quitHeading", "2 numbers")
    asked.press("leaveOpenButton")
    assert asked.leave(30) == 0
    assert session.process.wait(30) == 0
    assert service.levers.count("setRel") == 0
    del desktop.env["SESSION_MANAGER"]
    again = start(desktop, service, tmp_path / "profile")
    again.wait_cell("Waiting for code")
    assert len(again.rows()) == 2


def test_that_the_session_ends_when_the_numbers_are_released(
    asked: Window, session: Session, service: Service
) -> None:
    asked.press("releaseAllButton")
    assert asked.leave(30) == 0
    assert session.process.wait(30) == 0
    assert service.levers.count("setRel") == 1


def test_that_the_program_outlives_its_session_manager(
    asked: Window, session: Session, service: Service
) -> None:
    session.process.kill()
    session.process.wait(10)
    asked.do("wait_gone", "quitDialog")
    service.levers.deliver(pkeys(service)[0], "7035", "7035 is your code.")
    asked.wait_cell("7035")
    asked.keys("ctrl+q")
    assert asked.leave() == 0
