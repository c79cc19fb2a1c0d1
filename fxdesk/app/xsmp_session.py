# SPDX-License-Identifier: MIT
"""Belong to the session of an X desktop, and let it end only when the person said what becomes of numbers."""

from __future__ import annotations

import logging
import os
import pwd
import sys
import threading
from enum import Enum, auto

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot
from PySide6.QtGui import QGuiApplication

from fxdesk.app.session_end import SessionEnd
from fxdesk.app.xsmp import (
    Connection,
    Die,
    Event,
    Gone,
    Interact,
    NotJoined,
    Property,
    SaveYourself,
    ShutdownCancelled,
)

log = logging.getLogger(__name__)

_RESTART_NEVER = b"\x03"
"""What is open is in the journal, and the person starts the program again."""


class _Door(QObject):
    """knocked(Connection or NotJoined) -- what became of the wish to join. Belongs to the knocking thread."""

    knocked = Signal(object)


class _Turn(Enum):
    NONE = auto()
    AWAITED = auto()
    OURS = auto()


class XsmpSession(QObject):
    """A client of the session manager that SESSION_MANAGER names.

    Before the end of the session it asks for its turn to speak with the person and puts the question; "Stay"
    calls the end off, and the manager waits for the answer. With `Die` the program ends in order; the manager
    sees that it has ended by the connection, which closes last.

    Signals: `joined(bool)`: whether the manager has taken this program in.
    """

    joined = Signal(bool)

    def __init__(self, end: SessionEnd, parent: QObject) -> None:
        super().__init__(parent)
        self._end = end
        self._connection: Connection | None = None
        self._turn = _Turn.NONE

    def join(self, address: str, earlier_id: str) -> None:
        """Register with the manager at this address; returns at once and tells by `joined`."""
        door = _Door()
        door.knocked.connect(self._answered_door)

        def knock() -> None:
            try:
                door.knocked.emit(Connection(address, earlier_id))
            except NotJoined as reason:
                door.knocked.emit(reason)

        # libSM waits for the manager without a limit, and nothing can cut that: it is nobody else's thread,
        # and a manager that never answers holds up neither the window nor the end of the program.
        threading.Thread(target=knock, name="fxdesk-xsmp", daemon=True).start()

    @Slot()
    def leave(self) -> None:
        """Leave the session, as the program has ended."""
        if self._connection is not None:
            self._ear.setEnabled(False)
            self._connection.close()
            self._connection = None

    @Slot(object)
    def _answered_door(self, answer: Connection | NotJoined) -> None:
        if isinstance(answer, NotJoined):
            log.info("no session manager to belong to: %s", answer)
            self.joined.emit(False)
            return
        self._connection = answer
        answer.introduce(_introduction())
        self._ear = QSocketNotifier(answer.file_number(), QSocketNotifier.Type.Read, self)
        self._ear.activated.connect(self._listen)
        self.joined.emit(True)

    @Slot()
    def _listen(self) -> None:
        if self._connection is not None:
            for event in self._connection.process():
                self._take(event, self._connection)

    def _take(self, event: Event, connection: Connection) -> None:
        match event:
            case SaveYourself(ends, may_ask):
                self._take_back_question()
                if ends and may_ask and self._end.has_question() and connection.ask_for_turn():
                    self._turn = _Turn.AWAITED
                else:
                    connection.be_ready()
            case Interact():
                if self._turn is _Turn.AWAITED:
                    self._turn = _Turn.OURS
                    self._end.ask(self._answered)
            case ShutdownCancelled():
                if self._take_back_question():
                    connection.be_ready(success=False)
            case Die():
                self._take_back_question()
                self._end.end_now()
            case Gone():
                log.info("the session manager is gone")
                self.leave()
                self._take_back_question()

    def _answered(self, leaves: bool) -> None:
        if self._turn is _Turn.OURS and self._connection is not None:
            self._connection.end_turn(cancel=not leaves)
            self._connection.be_ready(success=leaves)
            self._turn = _Turn.NONE

    def _take_back_question(self) -> bool:
        """Whether one stood, or was to stand."""
        turn, self._turn = self._turn, _Turn.NONE
        if turn is _Turn.OURS:
            self._end.call_off()
        return turn is not _Turn.NONE


def _introduction() -> dict[bytes, Property]:
    command = [os.fsencode(word) for word in (sys.executable, *sys.orig_argv[1:])]
    return {
        # Managers show this word to the person.
        b"Program": Property(b"ARRAY8", [QGuiApplication.applicationDisplayName().encode()]),
        b"UserID": Property(b"ARRAY8", [_user().encode()]),
        b"ProcessID": Property(b"ARRAY8", [str(os.getpid()).encode()]),
        b"CloneCommand": Property(b"LISTofARRAY8", command),
        b"RestartCommand": Property(b"LISTofARRAY8", command),
        b"RestartStyleHint": Property(b"CARD8", [_RESTART_NEVER]),
    }


def _user() -> str:
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        # A user without a name, as in a container.
        return str(os.getuid())
