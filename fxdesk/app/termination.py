# SPDX-License-Identifier: MIT
"""Hear the system's wish that the program ends, also while no Python code runs."""

from __future__ import annotations

import signal
import socket
import sys
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot


def _noted(_number: int, _frame: FrameType | None) -> None:
    """The byte in the wake-up socket says it all."""


class Termination(QObject):
    """asked() -- SIGTERM, SIGINT or SIGHUP came."""

    asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._read, self._write = socket.socketpair()
        self._read.setblocking(False)
        self._write.setblocking(False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        self._before = signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        self._handlers = {number: signal.signal(number, _noted) for number in _signals()}

    def close(self) -> None:
        """Leave the signals as they were."""
        self._notifier.setEnabled(False)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._before)
        self._read.close()
        self._write.close()

    @Slot()
    def _woken(self) -> None:
        if set(self._read.recv(64)) & set(_signals()):
            self.asked.emit()


def _signals() -> tuple[signal.Signals, ...]:
    if sys.platform == "win32":
        return (signal.SIGTERM, signal.SIGINT)
    return (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
