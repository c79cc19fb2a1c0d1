# SPDX-License-Identifier: MIT
"""Hear when the window stands, so that nothing heavy is loaded before it does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_AT_LATEST_MS = 2_000


class FirstPaint(QObject):
    """painted() -- once: the window was painted, or was not to be (minimised, no screen) for a while."""

    painted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._done = False
        window.installEventFilter(self)
        QTimer.singleShot(_AT_LATEST_MS, self, self._tell)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and not self._done:
            # The event comes before the painting: what follows it comes after.
            QTimer.singleShot(0, self, self._tell)
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        if not self._done:
            self._done = True
            self.painted.emit()
