# SPDX-License-Identifier: MIT
"""Hear the system's wish that the program ends, also while no Python code runs."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    _Handler = Callable[[int, FrameType | None], object] | int | None


def _noted(_number: int, _frame: FrameType | None) -> None:
    """The byte in the wake-up socket says it all."""


class Termination(QObject):
    """asked() -- SIGTERM, SIGINT or SIGHUP came. Until `listen` they end the program at once."""

    asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ears: tuple[socket.socket, socket.socket] | None = None
        self._before = -1
        self._handlers: dict[signal.Signals, _Handler] = {}

    @Slot()
    def listen(self) -> None:
        """Hear the signals, from the moment on at which there is something to stop."""
        import socket

        read, write = self._ears = socket.socketpair()
        read.setblocking(False)
        write.setblocking(False)
        self._notifier = QSocketNotifier(read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        self._before = signal.set_wakeup_fd(write.fileno(), warn_on_full_buffer=False)
        self._handlers = {number: signal.signal(number, _noted) for number in _signals()}

    def close(self) -> None:
        """Leave the signals as they were."""
        if self._ears is None:
            return
        self._notifier.setEnabled(False)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._before)
        for ear in self._ears:
            ear.close()
        self._ears = None

    @Slot()
    def _woken(self) -> None:
        if self._ears is not None and set(self._ears[0].recv(64)) & set(_signals()):
            self.asked.emit()


def _signals() -> tuple[signal.Signals, ...]:
    if sys.platform == "win32":
        return (signal.SIGTERM, signal.SIGINT)
    return (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
