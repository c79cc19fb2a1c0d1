# SPDX-License-Identifier: MIT
"""Let the window close only when the person has decided what becomes of the open numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from fxdesk.ui.departure import Departure, is_to_be_asked
from fxdesk.ui.departure_words import departure_heading
from fxdesk.ui.quit_dialog import QuitDialog

if TYPE_CHECKING:
    from fxdesk.core.model import Lease
    from fxdesk.workers.link import Link


class Leaving(QObject):
    """Asks what to do with open numbers, then stops the link.

    Signals: `ready()`: all is stopped and the window may close. `decided(bool)`: the question is answered,
    True to leave. `copy` puts a text into the clipboard.
    """

    ready = Signal()
    decided = Signal(bool)

    def __init__(
        self, link: Link, leases: Callable[[], list[Lease]], copy: Callable[[str], object], window: QWidget
    ) -> None:
        super().__init__(window)
        self._link, self._leases, self._copy, self._window = link, leases, copy, window
        self._dialog: QuitDialog | None = None
        self._stopping = self._quits = self._session_ends = False
        self.done = False
        link.stopped.connect(self._stopped)

    def ask(self) -> None:
        """Ask, if there is something to ask; else stop at once. Asking again changes nothing."""
        if self._stopping:
            return
        self._quits = True
        if self._dialog is not None:
            return
        if self._is_to_be_asked():
            self._open(ends_session=False)
        else:
            self._stop()

    def ask_before_session_ends(self) -> bool:
        """Ask, without stopping anything yet: the session may go on. False: there is nothing to ask.

        Without an answer in 30 s it is `decided` to leave.
        """
        if not self.has_question():
            return False
        self._session_ends = True
        if self._dialog is not None:
            self._dialog.end_session()
        else:
            self._open(ends_session=True)
        return True

    def has_question(self) -> bool:
        """Whether the person has something to decide before the session ends."""
        if self._stopping or self._session_ends:
            return False
        return self._dialog is not None or self._is_to_be_asked()

    def reason(self) -> str:
        """Why the session should not end just now, in a few words."""
        numbers, now = Departure(self._leases()), self._link.clock.now()
        return departure_heading(numbers, now, over=False, paying=self._link.purchase.is_buying)

    def call_off(self) -> None:
        """The session goes on: what was asked for its sake alone is asked no more."""
        if self._dialog is not None and self._session_ends:
            self._session_ends = False
            if self._quits:
                self._dialog.session_goes_on()
            else:
                self._dialog.reject()

    def _is_to_be_asked(self) -> bool:
        return self._link.purchase.is_buying or any(map(is_to_be_asked, self._leases()))

    def _open(self, *, ends_session: bool) -> None:
        self._dialog = QuitDialog(
            self._link, self._leases(), self._copy, self._window, ends_session=ends_session
        )
        self._dialog.leave.connect(self._leave)
        self._dialog.rejected.connect(self._stay)
        self._dialog.finished.connect(self._close_dialog)
        self._dialog.open()

    def _leave(self) -> None:
        self._session_ends = False
        # Before the end of a session it is that end which stops the program: it may still be called off.
        if self._quits:
            self._stop()
        self.decided.emit(True)

    def _stay(self) -> None:
        self._session_ends = self._quits = False
        self.decided.emit(False)

    def _close_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _stop(self) -> None:
        self._stopping = True
        self._link.stop()

    def _stopped(self) -> None:
        self.done = True
        self.ready.emit()
