# SPDX-License-Identifier: MIT
"""Hold what Qt says of itself to the log, and the loss of the screen to an end without a crash."""

from __future__ import annotations

import subprocess
import sys

SAYS = """
import logging, sys
logging.basicConfig(stream=sys.stdout)
from PySide6.QtCore import QThread, qWarning
from fxdesk.app.qt_messages import QtMessages
said = QtMessages()
class Busy(QThread):
    def run(self):
        self.sleep(60)
busy = Busy()
busy.start()
qWarning({words!r})
print("goes on", flush=True)
busy.terminate()
busy.wait()
"""


def run(words: str) -> subprocess.CompletedProcess[str]:
    """A program with a thread, to which Qt says this."""
    return subprocess.run(
        [sys.executable, "-c", SAYS.format(words=words)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_that_a_warning_is_logged_and_the_program_goes_on() -> None:
    done = run("something is odd")
    assert "WARNING:qt:something is odd" in done.stdout
    assert "goes on" in done.stdout


def test_that_the_loss_of_the_screen_ends_the_program_without_a_crash() -> None:
    done = run("The X11 connection broke (error 1). Did the X11 server die?")
    assert done.returncode == 1, done.stderr
    assert "connection broke" in done.stdout
    assert "goes on" not in done.stdout
