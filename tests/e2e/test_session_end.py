# SPDX-License-Identifier: MIT
"""The whole program in a desktop's session that is about to end with a number open."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import Service
from tests.e2e.desktop import SYSTEM_PYTHON, Desktop, Window
from tests.e2e.test_main_job import get_number, pkeys, sign_in, start

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]

MANAGER = Path(__file__).resolve().parents[1] / "app" / "session_manager.py"


class Session:
    """The session manager on the desktop's bus."""

    def __init__(self, desktop: Desktop) -> None:
        self._process = subprocess.Popen(
            [SYSTEM_PYTHON, str(MANAGER)],
            env={key: value for key, value in desktop.env.items() if key != "PYTHONPATH"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=desktop.log,
            text=True,
        )
        self.wait_for("ready")

    def wait_for(self, words: str) -> None:
        assert self._process.stdout is not None
        while words not in (heard := self._process.stdout.readline()):
            assert heard, f"the session manager ended before {words!r}"

    def order(self, signal: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{signal}\n")
        self._process.stdin.flush()

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(10)
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()


@pytest.fixture
def session(desktop: Desktop) -> Iterator[Session]:
    made = Session(desktop)
    yield made
    made.close()


@pytest.fixture
def waiting(desktop: Desktop, session: Session, service: Service, tmp_path: Path) -> Window:
    """A window of this session with a number that waits."""
    window = start(desktop, service, tmp_path / "profile")
    session.wait_for("registered io.github.fxdesk.FxDesk")
    sign_in(window)
    get_number(window, service, "lumen mail")
    window.wait_cell("Waiting for code")
    return window


def test_that_the_session_hears_of_the_number_and_the_window_asks_until_it_goes_on(
    waiting: Window, session: Session, service: Service
) -> None:
    session.order("QueryEndSession")
    session.wait_for("answer False One number is still open")
    waiting.wait_text("quitSentence", "The session ends")
    session.order("CancelEndSession")
    waiting.do("wait_gone", "quitDialog")
    service.levers.deliver(pkeys(service)[0], "7035", "7035 is your code.")
    waiting.wait_cell("7035")


def test_that_numbers_are_released_and_the_program_ends_with_the_session(
    waiting: Window, session: Session, service: Service
) -> None:
    session.order("QueryEndSession")
    session.wait_for("answer False")
    waiting.press("releaseAllButton")
    waiting.wait_cell("Released")
    assert waiting.process.poll() is None, "the session may still be called off"
    session.order("EndSession")
    session.wait_for("answer True")
    assert waiting.leave(10) == 0
    assert service.levers.count("setRel") == 1
