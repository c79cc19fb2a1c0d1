# SPDX-License-Identifier: MIT
"""Hold the program as a process to its start, its one window for a profile, and its end."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from fxdesk.app.first_instance import FirstInstance
from fxdesk.app.run import _endpoint, speak
from fxdesk.core.preferences import Preferences
from fxdesk.simulator import Simulator
from fxdesk.store.profile import Profile
from fxdesk.ui import language

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("requests", "urllib3", "ssl", "keyring", "asyncio", "numpy", "fxdesk.simulator")


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    with Simulator(rows=50) as running:
        yield running


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start the program with arguments; whatever still runs at the end is killed."""
    started: list[subprocess.Popen[str]] = []

    def begin(*arguments: str) -> subprocess.Popen[str]:
        program = subprocess.Popen(
            [sys.executable, "-m", "fxdesk", *arguments],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(program)
        return program

    yield begin
    for program in started:
        program.kill()
        program.communicate()


def open_program(
    start: Callable[..., subprocess.Popen[str]], simulator: Simulator, profile: Path
) -> subprocess.Popen[str]:
    """A program that stands: it has asked for the prices."""
    asked = simulator.count("getItem")
    program = start("--profile", str(profile), "--service-url", simulator.url)
    assert simulator.wait_for("getItem", asked + 1, 30)
    return program


def test_that_the_smoke_run_says_what_it_found(
    start: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    out, _ = (program := start("--smoke", "--profile", str(tmp_path / "p"))).communicate(timeout=60)
    assert program.returncode == 0
    assert "Qt 6." in out
    assert "platform offscreen" in out
    assert "keyring " in out
    assert "icon there" in out
    assert str(tmp_path / "p") in out


@pytest.mark.usefixtures("noise_expected")
@pytest.mark.parametrize(("missing", "helps"), [("fxdesk_zh_CN.qm", True), ("qtbase_zh_CN.qm", False)])
def test_that_missing_words_of_a_language_are_said_and_how_to_get_them(
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    missing: str,
    helps: bool,
) -> None:
    def load(self: QTranslator, path: str) -> bool:
        return not path.endswith(missing)

    monkeypatch.setattr(QTranslator, "load", load)
    spoken = language.Language(qapp)
    speak(spoken, language.CHINESE)
    assert spoken.code == language.ENGLISH
    said = capsys.readouterr().err
    assert said.startswith(f"{missing} is missing, so FX Desk speaks English")
    assert ("packaging/run.py" in said) is helps
    assert said.strip().rstrip(".") in caplog.messages


@pytest.mark.parametrize(
    "arguments",
    [
        ("--demo", "--service-url", "https://example.org/x"),
        ("--tour", "pictures"),
        ("--service-url", "http://example.org/yhapi.ashx"),
        ("--service-url", "nonsense"),
    ],
)
def test_that_unfit_arguments_are_refused(
    start: Callable[..., subprocess.Popen[str]], arguments: tuple[str, ...]
) -> None:
    program = start(*arguments)
    _, said = program.communicate(timeout=60)
    assert program.returncode == 2
    assert arguments[0] in said


def test_that_nothing_heavy_is_loaded_before_the_window_stands() -> None:
    code = f"import sys, fxdesk.app.run; print([m for m in {HEAVY!r} if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_that_the_system_s_wish_ends_the_program_within_two_seconds(
    start: Callable[..., subprocess.Popen[str]], simulator: Simulator, tmp_path: Path, number: signal.Signals
) -> None:
    program = open_program(start, simulator, tmp_path / "p")
    began = time.monotonic()
    program.send_signal(number)
    program.communicate(timeout=10)
    assert time.monotonic() - began < 2.0
    assert program.returncode == 0


def test_that_a_second_start_raises_the_first_and_ends(
    start: Callable[..., subprocess.Popen[str]], simulator: Simulator, tmp_path: Path
) -> None:
    first = open_program(start, simulator, tmp_path / "p")
    second = start("--profile", str(tmp_path / "p"), "--service-url", simulator.url)
    second.communicate(timeout=30)
    assert second.returncode == 0
    assert first.poll() is None
    assert simulator.count("getItem") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="the address is a path")
@pytest.mark.parametrize("runtime", [True, False], ids=["runtime folder", "none"])
@pytest.mark.parametrize("length", [1, 8, 20, 120], ids=lambda length: f"{length} longer")
def test_that_a_long_path_hinders_no_second_start(
    start: Callable[..., subprocess.Popen[str]],
    simulator: Simulator,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    short_folder: Path,
    runtime: bool,
    length: int,
) -> None:
    monkeypatch.setenv("TMPDIR", str(short_folder))
    base = tmp_path / "x"
    # Around the length at which a system takes no path for a socket any more, and far beyond.
    deep = base / ("d" * (max(90 - len(os.fsencode(base)), 0) + length))
    deep.mkdir(parents=True, mode=0o700)
    if runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    else:
        monkeypatch.delenv("XDG_RUNTIME_DIR")
    first = open_program(start, simulator, deep / "p")
    second = start("--profile", str(deep / "p"), "--service-url", simulator.url)
    second.communicate(timeout=30)
    assert second.returncode == 0
    assert first.poll() is None


@pytest.mark.skipif(sys.platform == "win32", reason="the address is a path")
@pytest.mark.usefixtures("noise_expected")
def test_that_no_socket_is_put_where_others_can_write(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, short_folder: Path
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / ("d" * 120)))
    monkeypatch.setattr(tempfile, "tempdir", str(short_folder))
    folder = short_folder / f"fxdesk-{os.getuid()}"
    folder.mkdir()
    folder.chmod(0o777)
    profile = Profile(tmp_path / "p")
    profile.make()
    first = FirstInstance(profile, qapp)
    assert first.take()
    first.listen()
    assert not list(folder.iterdir())
    folder.chmod(0o700)
    first.listen()
    assert len(list(folder.iterdir())) == 1
    first.release()


def test_that_a_profile_is_held_however_long_the_program_has_run(qapp: QApplication, tmp_path: Path) -> None:
    """Two programs in one profile would each buy, and each look at the other's numbers."""
    profile = Profile(tmp_path / "p")
    profile.make()
    first, second = FirstInstance(profile, qapp), FirstInstance(profile, qapp)
    assert first.take()
    for at in (time.time() - 30 * 86_400, time.time() + 86_400):
        os.utime(profile.lock, (at, at))
        assert not second.take()
    first.release()
    assert second.take()
    second.release()


def test_that_no_start_goes_back_to_http_where_https_has_worked() -> None:
    host = "service.example"
    known = Preferences(http_allowed=(host,))
    assert _endpoint(f"http://{host}/yhapi.ashx", known).permitted
    seen = known._replace(https_seen=(host,))
    assert not _endpoint(f"http://{host}/yhapi.ashx", seen).permitted
    assert _endpoint(f"https://{host}/yhapi.ashx", seen).permitted


def test_that_a_lock_left_by_a_kill_keeps_nobody_out(
    start: Callable[..., subprocess.Popen[str]], simulator: Simulator, tmp_path: Path
) -> None:
    first = open_program(start, simulator, tmp_path / "p")
    first.kill()
    first.communicate()
    (tmp_path / "p" / "prices").rename(tmp_path / "old prices")
    open_program(start, simulator, tmp_path / "p")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_that_the_process_keeps_to_itself(
    start: Callable[..., subprocess.Popen[str]], simulator: Simulator, tmp_path: Path
) -> None:
    before = os.umask(0)
    try:
        program = open_program(start, simulator, tmp_path / "p")
    finally:
        os.umask(before)
    limits = Path(f"/proc/{program.pid}/limits").read_text()
    assert next(line for line in limits.splitlines() if "core file" in line).split()[4] == "0"
    # A process that is not dumpable belongs to root in /proc.
    assert Path(f"/proc/{program.pid}/environ").stat().st_uid == 0
    program.send_signal(signal.SIGTERM)
    program.communicate(timeout=10)
    for path in (tmp_path / "p").rglob("*"):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path
