# SPDX-License-Identifier: MIT
"""Keep every test on loopback, in folders of its own, quiet, and without threads left behind."""

from __future__ import annotations

import logging
import os
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHONHASHSEED"] = os.environ.get("PYTHONHASHSEED", "0")

FIGURES = pytest.StashKey[list[str]]()

# Threads that outlive a test by design of a library, not of the program.
LIBRARY_THREADS = ("pytest", "execnet", "Dummy")


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder for sockets: their paths have room for a hundred bytes, and the test's own is long already."""
    with tempfile.TemporaryDirectory(prefix="t") as folder:
        yield Path(folder)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, short_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the test a home of its own, so that nothing of the person's is read or written."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    monkeypatch.setenv("HOME", str(home))
    for key, name in (
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
    ):
        folder = home / name
        folder.mkdir(mode=0o700)
        monkeypatch.setenv(key, str(folder))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(short_folder))
    for key in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(key, raising=False)
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that speaks to anything but this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = str(address[0])
            if not (host.startswith("127.") or host in ("::1", "localhost")):
                raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Print a line of figures at the end of the run, under the name of the test."""
    lines = request.config.stash.setdefault(FIGURES, [])
    name = request.node.name
    return lambda words: lines.append(f"{name}: {words}")


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if lines := config.stash.get(FIGURES, []):
        terminalreporter.section("figures")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture(autouse=True)
def no_noise(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which the program logged a warning that the test did not announce.

    A test that means to provoke one carries `@pytest.mark.usefixtures("noise_expected")`.
    """
    yield
    if "noise_expected" in request.fixturenames:
        return
    loud = [
        record
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.levelno >= logging.WARNING and record.name.startswith("fxdesk")
    ]
    assert not loud, [record.getMessage() for record in loud]


@pytest.fixture
def noise_expected() -> None:
    """Say that this test provokes warnings."""


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Fail a test that leaves a thread running."""
    before = set(threading.enumerate())
    yield

    def left() -> list[threading.Thread]:
        return [
            thread
            for thread in threading.enumerate()
            if thread not in before and thread.is_alive() and not thread.name.startswith(LIBRARY_THREADS)
        ]

    end = time.monotonic() + 5
    for thread in left():
        # A Qt thread that once ran Python shows as a dummy: it has nothing to join.
        thread.join(max(0.0, end - time.monotonic()))
    assert not left(), f"threads left running: {[thread.name for thread in left()]}"
