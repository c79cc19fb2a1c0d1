# SPDX-License-Identifier: MIT
"""Belong to the desktop's session where it is managed over D-Bus, and say why it should not end just now."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

from fxdesk.app.session_end import SessionEnd

MANAGER = "org.gnome.SessionManager"
"""GNOME's, and by the same name MATE's and Cinnamon's."""

_PATH = "/org/gnome/SessionManager"
_CLIENT = "org.gnome.SessionManager.ClientPrivate"
_SIGNALS = {
    "QueryEndSession": "query_end(QDBusMessage)",
    "CancelEndSession": "call_off(QDBusMessage)",
    "EndSession": "end(QDBusMessage)",
    "Stop": "stop(QDBusMessage)",
}


class DesktopSession(QObject):
    """A client of the session manager. Signals: none.

    Asked whether the session may end, it answers at once, as the manager waits a second only: with open
    numbers it gives their count as the reason to stay, which the desktop shows beside its own "log out all
    the same", and the window asks meanwhile. Without such a manager nothing happens.
    """

    def __init__(self, end: SessionEnd, program: str, parent: QObject) -> None:
        super().__init__(parent)
        self._end, self._program = end, program
        self._bus: QDBusConnection | None = None
        self._path = ""
        self._registering: QDBusPendingCallWatcher | None = None

    def join(self, bus: QDBusConnection, earlier_id: str = "") -> None:
        """Register with the manager on this bus; returns at once.

        `earlier_id` is the name under which the manager started this program, or "".
        """
        if not bus.isConnected():
            return
        self._bus = bus
        call = QDBusMessage.createMethodCall(MANAGER, _PATH, MANAGER, "RegisterClient")
        call.setArguments([self._program, earlier_id])
        self._registering = QDBusPendingCallWatcher(bus.asyncCall(call), self)
        self._registering.finished.connect(self._registered)

    @Slot(QDBusMessage)
    def query_end(self, _message: QDBusMessage) -> None:
        """The session is about to end."""
        self._answer(self._end.hold())

    @Slot(QDBusMessage)
    def call_off(self, _message: QDBusMessage) -> None:
        """It goes on after all."""
        self._end.call_off()

    @Slot(QDBusMessage)
    def end(self, _message: QDBusMessage) -> None:
        """It ends now."""
        self._answer("")
        self._end.end_now()

    @Slot(QDBusMessage)
    def stop(self, _message: QDBusMessage) -> None:
        """This program is to end now."""
        self._end.end_now()

    def _registered(self, watcher: QDBusPendingCallWatcher) -> None:
        reply = watcher.reply()
        if self._bus is None or reply.type() is not QDBusMessage.MessageType.ReplyMessage:
            # There is no such manager: the desktop ends its sessions in another way.
            return
        self._path = reply.arguments()[0].path()
        for signal, slot in _SIGNALS.items():
            # The stub wants bytes; what takes the name is SLOT's own string.
            self._bus.connect(MANAGER, self._path, _CLIENT, signal, self, cast("bytes", SLOT(slot)))

    def _answer(self, reason: str) -> None:
        if self._bus is not None and self._path:
            call = QDBusMessage.createMethodCall(MANAGER, self._path, _CLIENT, "EndSessionResponse")
            call.setArguments([not reason, reason])
            self._bus.asyncCall(call)
