# SPDX-License-Identifier: MIT
"""Let the system's session end only after the person could say what becomes of the open numbers."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    # Loaded when the window stands.
    from fxdesk.ui.leaving import Leaving


class Manager(Protocol):
    """The session manager, as QSessionManager speaks for it."""

    def allowsInteraction(self) -> bool: ...

    def cancel(self) -> None: ...

    def release(self) -> None: ...


class Application(QApplication):
    """quit_wanted() -- the system wants the program to end: the session ends, or on macOS somebody quits it.

    Whoever hears it ends the program; by itself it would only close the windows.
    """

    quit_wanted = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Quit:
            event.ignore()
            self.quit_wanted.emit()
            return True
        return super().event(event)


class SessionEnd(QObject):
    """Hears that the session is about to end, and that it ends. Signals: none.

    Qt's session manager waits before the end until `commit` returns; the window lives on meanwhile. Where the
    question is allowed it is put, for half a minute at most; "Stay" calls the end of the session off. Nothing
    is stopped yet, as another program may call it off too. With the end itself `stop` is called and nothing
    is asked: nobody can answer any more.
    """

    def __init__(
        self,
        leaving: Callable[[], Leaving],
        stop: Callable[[], None],
        close: Callable[[], object],
        parent: QObject,
    ) -> None:
        """`close` closes the window with its question."""
        super().__init__(parent)
        self._leaving, self._stop, self._close = leaving, stop, close
        self._begun = False
        self._loop: QEventLoop | None = None

    @Slot(object)
    def commit(self, manager: Manager) -> None:
        """The session is about to end: return when it may."""
        if self._loop is not None:
            # The person is deciding already.
            return
        self._begun = True
        leaving = self._leaving()
        self._loop = QEventLoop()
        try:
            # Another program may be asking its person now: this waits for its turn, with the window alive.
            if leaving.has_question() and manager.allowsInteraction():
                stays = self._decided_to_stay(leaving, self._loop)
                # What is called off is called off together with the turn.
                (manager.cancel if stays else manager.release)()
                self._begun = not stays
        finally:
            self._loop = None

    def hold(self) -> str:
        """The session is about to end, and whoever asks waits for no answer: why it should go on, "" if it
        may end. The question is put all the same.
        """
        leaving = self._leaving()
        if not leaving.has_question():
            return ""
        reason = leaving.reason()
        leaving.ask_before_session_ends()
        return reason

    def has_question(self) -> bool:
        """Whether the person has something to decide before the session ends."""
        return self._leaving().has_question()

    def ask(self, answered: Callable[[bool], object]) -> None:
        """Put the question, for half a minute at most, and return at once. `answered` hears whether the
        session may end, once; at once where there is nothing to ask any more.
        """
        leaving = self._leaving()
        if leaving.ask_before_session_ends():
            leaving.decided.connect(answered, Qt.ConnectionType.SingleShotConnection)
        else:
            answered(True)

    def call_off(self) -> None:
        """The session goes on after all."""
        self._leaving().call_off()

    @Slot()
    def end(self) -> None:
        """The program is to end."""
        if sys.platform == "darwin" and not self._begun:
            self._close()
        else:
            self._stop()

    def end_now(self) -> None:
        """The session ends: nothing is asked any more."""
        self._stop()

    def _decided_to_stay(self, leaving: Leaving, loop: QEventLoop) -> bool:
        answers: list[bool] = []

        def answered(leave: bool) -> None:
            answers.append(leave)
            loop.quit()

        leaving.decided.connect(answered)
        if leaving.ask_before_session_ends():
            # A signal to terminate ends the application's loops, and this one with them.
            loop.exec()
        leaving.decided.disconnect(answered)
        return answers == [False]
