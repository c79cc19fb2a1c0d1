# SPDX-License-Identifier: MIT
"""Holds the look for a display to really knocking: a name in the environment is not yet a display."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import display
import pytest
from display import Screen, look

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can lack a display")

BASE = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME")}


@pytest.fixture
def x_server() -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A running X server and its name."""
    if shutil.which("Xvfb") is None:
        pytest.skip("needs Xvfb")
    read, write = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-nolisten", "tcp"], pass_fds=[write], stderr=subprocess.DEVNULL
    ) as server:
        os.close(write)
        with os.fdopen(read) as answer:
            name = f":{answer.readline().strip()}"
        yield server, name
        server.terminate()


@pytest.fixture
def compositor(short_folder: Path) -> Iterator[socket.socket]:
    """Somebody who listens at a Wayland socket."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(short_folder / "wayland-9"))
        listener.listen()
        yield listener


def test_that_no_name_is_no_display() -> None:
    assert "not set" in str(look(BASE).why_not)


def test_that_a_request_for_invisible_windows_is_no_display() -> None:
    assert look({**BASE, "DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen:enable_fonts"}).why_not


def test_that_a_display_counts_while_it_answers_and_not_when_it_is_dead(
    x_server: tuple[subprocess.Popen[bytes], str],
) -> None:
    server, name = x_server
    alone = {**BASE, "DISPLAY": name}
    assert look(alone) == Screen(None, "xcb")
    server.kill()
    server.wait()
    left_behind = Path(f"/tmp/.X11-unix/X{name[1:]}")
    assert left_behind.exists(), "a killed server leaves its socket"
    assert look(alone).why_not == f"The display {name} does not answer"


def test_that_a_display_that_accepts_and_keeps_silent_is_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "PATIENCE", 0.5)
    with socket.socket() as silent:
        for number in range(50, 100):
            try:
                silent.bind(("127.0.0.1", 6000 + number))
            except OSError:
                continue
            break
        silent.listen()
        assert look({**BASE, "DISPLAY": f"127.0.0.1:{number}"}).why_not


def test_that_wayland_alone_is_told_to_qt(compositor: socket.socket, short_folder: Path) -> None:
    named = {**BASE, "WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": str(short_folder)}
    assert look(named) == Screen(None, "wayland")
    whole_path = {**BASE, "WAYLAND_DISPLAY": str(short_folder / "wayland-9")}
    assert look(whole_path) == Screen(None, "wayland")
    assert look({**named, "DISPLAY": ":4711"}) == Screen(None, "wayland")


def test_that_a_compositor_that_is_gone_is_no_display(compositor: socket.socket, short_folder: Path) -> None:
    compositor.close()
    named = {**BASE, "WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": str(short_folder)}
    assert look(named).why_not == "The display wayland-9 does not answer"
    assert look({**BASE, "WAYLAND_DISPLAY": "wayland-9"}).why_not


def test_that_qt_chooses_where_both_answer(
    x_server: tuple[subprocess.Popen[bytes], str], compositor: socket.socket, short_folder: Path
) -> None:
    both = {**BASE, "DISPLAY": x_server[1], "WAYLAND_DISPLAY": str(short_folder / "wayland-9")}
    assert look(both) == Screen(None, None)
