# SPDX-License-Identifier: MIT
"""End all threads in time, and wait longer only for a purchase that somebody waits for."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from fxdesk.workers.crew import Crew
from fxdesk.workers.purchase import Purchase

log = logging.getLogger(__name__)

STOP_MS = 1_800


class Stopping(QObject):
    """Lives in the window's thread. `given_up` names the threads that did not end.

    stopped (nothing: all threads have ended, or were given up).
    """

    stopped = Signal()

    def __init__(self, crew: Crew, purchase: Purchase, parent: QObject) -> None:
        super().__init__(parent)
        self._crew, self._purchase = crew, purchase
        self.has_begun = self.is_over = False
        self.given_up: tuple[str, ...] = ()
        self._is_closed = self._waits_for_purchase = False
        self._deadline = QTimer(self, singleShot=True, interval=STOP_MS)
        self._deadline.timeout.connect(self._give_up)

    def stop(self, *, wait_for_purchase: bool) -> None:
        """Stop, or, asked once more, wait for the purchase no longer. See Link.stop."""
        if self.is_over:
            QTimer.singleShot(0, self, self.stopped.emit)
            return
        if not self.has_begun:
            self.has_begun = True
            self._purchase.stop()
            self._crew.stop()
            for thread in self._crew.running():
                thread.finished.connect(self._thread_ended, Qt.ConnectionType.QueuedConnection)
        self._waits_for_purchase = wait_for_purchase and self._purchase.is_buying
        if not self._waits_for_purchase:
            self._crew.cut_purchase()
            self._deadline.start()
        # Never before this returns: whoever asked may be in the middle of closing.
        QTimer.singleShot(0, self, self._thread_ended)

    def threads_left(self) -> tuple[str, ...]:
        """The names of the threads that still run."""
        return tuple(thread.objectName() for thread in self._crew.running())

    @Slot()
    def _thread_ended(self) -> None:
        running = self._crew.running()
        if self.has_begun and not running:
            self._close()
            self._end(())
        elif self._waits_for_purchase and not self._purchase.is_buying:
            self._waits_for_purchase = False
            self._deadline.start()

    @Slot()
    def _give_up(self) -> None:
        names = self.threads_left()
        if names:
            log.warning("threads did not end in time: %s", ", ".join(names))
        self._end(names)

    def _end(self, given_up: tuple[str, ...]) -> None:
        if self.is_over:
            return
        self.is_over = True
        self._deadline.stop()
        self._purchase.close()
        self.given_up = given_up
        self.stopped.emit()

    def _close(self) -> None:
        """All threads have ended, in time or later: what they shared is not needed any more."""
        if not self._is_closed:
            self._is_closed = True
            self._crew.close()
