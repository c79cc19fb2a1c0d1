# SPDX-License-Identifier: MIT
"""Let the window close only when the person has decided what becomes of the open numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from fxdesk.ui.quit_dialog import QuitDialog, is_to_be_asked

if TYPE_CHECKING:
    from fxdesk.core.model import Lease
    from fxdesk.workers.link import Link


class Leaving(QObject):
    """Asks what to do with open numbers, then stops the link.

    Signal: `ready()`: all is stopped and the window may close.
    """

    ready = Signal()

    def __init__(self, link: Link, leases: Callable[[], list[Lease]], window: QWidget) -> None:
        super().__init__(window)
        self._link, self._leases, self._window = link, leases, window
        self._dialog: QuitDialog | None = None
        self._stopping = False
        self.done = False
        link.stopped.connect(self._stopped)

    def ask(self) -> None:
        """Ask, if there is something to ask; else stop at once. Asking again changes nothing."""
        if self._stopping or self._dialog is not None:
            return
        leases = self._leases()
        if any(map(is_to_be_asked, leases)):
            self._dialog = QuitDialog(self._link, leases, self._window)
            self._dialog.leave.connect(self._stop)
            self._dialog.finished.connect(self._decided)
            self._dialog.open()
        else:
            self._stop()

    def _decided(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _stop(self) -> None:
        self._stopping = True
        self._link.stop()

    def _stopped(self) -> None:
        self.done = True
        self.ready.emit()
