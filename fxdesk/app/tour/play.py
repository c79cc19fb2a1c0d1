# SPDX-License-Identifier: MIT
"""Play the tour in each language, say what was seen, and end with 0 only if all was."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from fxdesk.app.qt_messages import QtMessages
from fxdesk.app.run import House, make_application
from fxdesk.app.tour.camera import Camera
from fxdesk.app.tour.hand import Hand, NotSeen
from fxdesk.app.tour.main_job import MainJob
from fxdesk.core.redact import Redactor
from fxdesk.simulator import Simulator
from fxdesk.store.credentials import MemoryCredentials
from fxdesk.store.profile import Profile
from fxdesk.ui import language
from fxdesk.ui.main_window import SIZE

LANGUAGES = (language.ENGLISH, language.CHINESE)
SCENARIO = "by-hand"
_ALL_SEEN = "All was seen to work"

Before = Callable[[str, MainJob], None]


def play(
    folder: Path,
    *,
    languages: Sequence[str] = LANGUAGES,
    before: Before | None = None,
) -> int:
    """Play in each language with pictures into `folder`; return the exit status.

    `before` is called with each step's name and the job before it is done. Without a screen the languages
    play side by side, each in a process of its own: on a screen they would take each other's focus.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"{folder} can't be used for the pictures: {error.strerror}", file=sys.stderr)
        return 1
    application = make_application()
    messages = QtMessages()
    first, others = languages, list[subprocess.Popen[str]]()
    if QGuiApplication.platformName() == "offscreen":
        first = languages[:1]
        others = [_play_beside(code, folder) for code in languages[1:]]

    def play_all() -> None:
        began = time.monotonic()
        done = False
        try:
            done = all(_play_in(code, folder, application, before) for code in first)
        finally:
            messages.close()
            seen = [_was_seen(other) for other in others]
            done = done and all(seen)
            application.exit(0 if done else 1)
        if done:
            print(f"{_ALL_SEEN}, in {time.monotonic() - began:.0f} s. The pictures are in {folder}")

    QTimer.singleShot(0, play_all)
    return int(application.exec())


def _play_beside(code: str, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "fxdesk", "--demo", "--tour", str(folder), "--lang", code]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _was_seen(other: subprocess.Popen[str]) -> bool:
    """Wait for a tour beside this one, and say what it saw."""
    said, _ = other.communicate()
    for line in said.splitlines():
        if not line.startswith(_ALL_SEEN):
            print(line)
    return other.returncode == 0


def _play_in(code: str, folder: Path, application: QApplication, before: Before | None) -> bool:
    with (
        tempfile.TemporaryDirectory(prefix="fxdesk-tour-") as profile_folder,
        Simulator(scenario=SCENARIO) as simulator,
    ):
        profile = Profile(Path(profile_folder))
        profile.make()
        options = Namespace(lang=code, smoke=False, demo=True)
        house = House(options, profile, Redactor(), simulator.url, MemoryCredentials(), application)
        house.window.resize(*SIZE)
        hand = Hand(house.window)
        job = MainJob(hand, house, simulator)
        hook = sys.excepthook

        def unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            hook(kind, error, trace)
            hand.fault = f"no fault: {kind.__name__}: {error}"

        sys.excepthook = unexpected
        try:
            return _play_steps(job, Camera(house.window, folder, code.partition("_")[0]), before)
        finally:
            # The window says when all threads have ended; the next language has one of its own.
            house.window.closed.disconnect()
            ended: list[bool] = []
            house.window.closed.connect(lambda: ended.append(True))
            house.link.stop()
            hand.fault = ""
            hand.wait_for("all threads ended", lambda: bool(ended))
            # Nothing of the demo stays on the person's clipboard.
            QGuiApplication.clipboard().clear()
            sys.excepthook = hook
            house.window.deleteLater()
            house.deleteLater()


def _play_steps(job: MainJob, camera: Camera, before: Before | None) -> bool:
    for number, step in enumerate(job.steps(), start=1):
        print(f"{number} {step.title} … ", end="", flush=True)
        if before is not None:
            before(step.name, job)
        try:
            step.do()
            camera.take(number, step.name)
        except NotSeen as missing:
            print(f"NOT seen: {missing}", flush=True)
            camera.take(number, f"{step.name}-not-seen")
            print(f"The tour ended at step {number}, {step.title}.", file=sys.stderr)
            return False
        except OSError as error:
            print(f"no picture: {error}", flush=True)
            return False
        print("seen", flush=True)
    return True
