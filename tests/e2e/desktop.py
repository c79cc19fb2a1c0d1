# SPDX-License-Identifier: MIT
"""Lay out a private desktop for one test (screen, bus, keyring, home) and the program in it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]
READER = Path(__file__).with_name("reader.py")
SYSTEM_PYTHON = "/usr/bin/python3"


class Trouble(AssertionError):
    """The reader could not do or find what the test asked for."""


class Desktop:
    """A screen with a window manager, a session bus and, if asked for, an unlocked keyring.

    Nothing of the person's own session is touched: the display is one that nobody had, the bus is
    private, and every folder lies in `folder` but that of the `sockets`, whose paths must be short.
    """

    def __init__(
        self, folder: Path, *, keyring: bool = True, size: str = "1280x800", lang: str = "C.UTF-8"
    ) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self._sockets = tempfile.TemporaryDirectory(prefix="t")
        self.sockets = Path(self._sockets.name)
        self._running: list[subprocess.Popen[Any]] = []
        self.env = self._environment(lang)
        self.log = (folder / "desktop.log").open("wb")
        self.env["DISPLAY"] = self._screen(size)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self._bus()
        self._start("openbox")
        self._await_window_manager()
        if keyring:
            self._keyring()

    def _environment(self, lang: str) -> dict[str, str]:
        env = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "LANG": lang,
            "LC_ALL": lang,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "NO_AT_BRIDGE": "0",
            "PYTHONPATH": str(CHECKOUT),
            "HOME": str(self.folder / "home"),
        }
        for key, name in (
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_STATE_HOME", "state"),
        ):
            env[key] = str(self.folder / name)
            Path(env[key]).mkdir(mode=0o700, parents=True)
        Path(env["HOME"]).mkdir(mode=0o700)
        env["XDG_RUNTIME_DIR"] = str(self.sockets)
        return env

    def _start(self, *command: str, **more: Any) -> subprocess.Popen[Any]:
        process: subprocess.Popen[Any] = subprocess.Popen(
            command,
            env=more.pop("env", self.env),
            stdout=more.pop("stdout", self.log),
            stderr=self.log,
            **more,
        )
        self._running.append(process)
        return process

    def _screen(self, size: str) -> str:
        read, write = os.pipe()
        # The server picks a free number itself: two at once never meet.
        self.screen = self._start(
            "Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset",
            pass_fds=[write],
        )  # fmt: skip
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        assert number, "Xvfb did not start; see desktop.log"
        return f":{number}"

    def _bus(self) -> str:
        self.bus = bus = self._start(
            "dbus-daemon", "--session", "--nofork", "--print-address=1", stdout=subprocess.PIPE
        )
        assert bus.stdout is not None
        address = str(bus.stdout.readline(), "utf-8").strip()
        assert address, "dbus-daemon did not start; see desktop.log"
        return address

    def _await_window_manager(self) -> None:
        # Without one no widget gets the keyboard.
        for _ in range(200):
            asked = subprocess.run(
                ["xdotool", "get_num_desktops"], env=self.env, capture_output=True, check=False
            )
            if asked.returncode == 0:
                return
            subprocess.run(["sleep", "0.05"], check=True)
        raise Trouble("no window manager took the screen")

    def _keyring(self) -> None:
        self.keyring = daemon = self._start(
            "gnome-keyring-daemon", "--unlock", "--components=secrets", "--foreground", stdin=subprocess.PIPE
        )
        assert daemon.stdin is not None
        daemon.stdin.write(b"a password of this test\n")
        daemon.stdin.close()

    def open(
        self,
        *arguments: str,
        python: str = sys.executable,
        env: dict[str, str] | None = None,
        module: str = "fxdesk",
    ) -> Window:
        """Start the program and wait until the accessibility bus knows it."""
        return Window(self, self.launch(*arguments, python=python, env=env, module=module))

    def launch(
        self,
        *arguments: str,
        python: str = sys.executable,
        env: dict[str, str] | None = None,
        module: str = "fxdesk",
    ) -> subprocess.Popen[Any]:
        """Start the program, or a module that starts it, and don't wait for a window."""
        process = subprocess.Popen(
            [python, "-m", module, *arguments],
            env={**self.env, **(env or {})},
            stdout=self.log,
            stderr=self.log,
            cwd=self.folder,
        )
        self._running.append(process)
        return process

    def shot(self, path: Path) -> None:
        """Keep a picture of the screen."""
        subprocess.run(["import", "-window", "root", str(path)], env=self.env, check=True)

    def clipboard(self, target: str = "UTF8_STRING") -> str:
        """What another program would paste now; "" if nothing."""
        asked = subprocess.run(
            ["xclip", "-selection", "clipboard", "-o", "-t", target],
            env=self.env, capture_output=True, text=True, check=False, timeout=10,
        )  # fmt: skip
        return asked.stdout if asked.returncode == 0 else ""

    def run(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        """Run a program in this session."""
        return subprocess.run(command, env=self.env, capture_output=True, text=True, check=False, timeout=60)

    def close(self) -> None:
        """End all that was started here, last first."""
        for process in reversed(self._running):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(5)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait(5)
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()
        self.log.close()
        self._sockets.cleanup()


class Window:
    """The program's window, read and pressed through the accessibility bus.

    Each call is an order to `reader.py`; what cannot be done or found in time raises Trouble.
    """

    def __init__(self, desktop: Desktop, process: subprocess.Popen[Any]) -> None:
        self.desktop = desktop
        self.process = process
        self._reader = subprocess.Popen(
            [SYSTEM_PYTHON, str(READER), str(process.pid)],
            env={key: value for key, value in desktop.env.items() if key != "PYTHONPATH"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=desktop.log,
            text=True,
        )
        desktop._running.append(self._reader)
        self._answer("start")

    def _answer(self, order: str) -> Any:
        assert self._reader.stdout is not None
        line = self._reader.stdout.readline()
        if not line:
            raise Trouble(f"{order}: the reader ended; see desktop.log")
        answer = json.loads(line)
        if "error" in answer:
            self.desktop.shot(self.desktop.folder / "trouble.png")
            raise Trouble(f"{order}: {answer['error']} (see {self.desktop.folder / 'trouble.png'})")
        return answer["ok"]

    def do(self, verb: str, *args: Any, **kwargs: Any) -> Any:
        """Give one order and return what it answers."""
        assert self._reader.stdin is not None
        self._reader.stdin.write(json.dumps({"do": verb, "args": args, "kwargs": kwargs}) + "\n")
        self._reader.stdin.flush()
        return self._answer(f"{verb} {args} {kwargs}")

    def press(self, id: str, **more: Any) -> None:
        """Press a button, box or menu entry by its objectName."""
        self.do("press", id, **more)

    def fill(self, id: str, text: str) -> None:
        """Put text into a field."""
        self.do("set_text", id, text)

    def text(self, id: str) -> str:
        """The text that a node shows."""
        return str(self.do("read", id)["text"])

    def wait_text(self, id: str, has: str, seconds: float = 10) -> str:
        """Wait until a node shows `has`."""
        return str(self.do("wait_text", id, has, seconds=seconds))

    def rows(self, id: str = "leaseTable") -> list[list[str]]:
        """The cells of a table, row by row."""
        return [list(map(str, row)) for row in self.do("cells", id)]

    def wait_cell(self, has: str, id: str = "leaseTable", seconds: float = 15) -> list[str]:
        """Wait for a row with a cell that holds `has`."""
        return [str(cell) for cell in self.do("wait_cell", id, has, seconds=seconds)]

    def keys(self, *chords: str) -> None:
        """Strike chords."""
        self.do("keys", *chords)

    def type(self, text: str) -> None:
        """Type text."""
        self.do("type", text)

    def kill(self) -> None:
        """End the program as a power cut would."""
        self.process.kill()
        self.process.wait(10)

    def leave(self, seconds: float = 15) -> int:
        """Wait for the program to end by itself and return its status."""
        return self.process.wait(seconds)
