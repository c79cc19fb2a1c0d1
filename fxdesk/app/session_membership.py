# SPDX-License-Identifier: MIT
"""Choose the one session manager that this program belongs to: two of them would ask twice."""

from __future__ import annotations

import os

from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QGuiApplication

from fxdesk.app.desktop_session import DesktopSession
from fxdesk.app.session_end import SessionEnd

_COVERS_WINDOWS = frozenset({"GNOME", "Pantheon", "Unity"})
"""Desktops that ask about the end of a session over all windows: nobody could reach our question."""


def join_session(end: SessionEnd, program: str, application: QGuiApplication) -> None:
    """Join the session; returns at once.

    XSMP comes first where it is spoken, as there "Stay" calls the end of the session off and the answer lets
    it go on; over D-Bus a reason can be given only. Where the desktop covers all windows with that reason and
    a "log out all the same" of its own, the reason is what helps.
    """
    if application.sessionId():
        # Qt is built with XSMP here, as some systems have it, and has joined at the start.
        return
    # A program that is started from this one was not started by the manager.
    earlier_id = os.environ.pop("DESKTOP_AUTOSTART_ID", "")

    def join_by_bus() -> None:
        DesktopSession(end, program, end).join(QDBusConnection.sessionBus(), earlier_id)

    address = os.environ.get("SESSION_MANAGER", "")
    desktops = os.environ.get("XDG_CURRENT_DESKTOP", "").split(":")
    if not address or not _COVERS_WINDOWS.isdisjoint(desktops):
        join_by_bus()
        return
    from fxdesk.app.xsmp_session import XsmpSession

    session = XsmpSession(end, end)
    session.joined.connect(lambda joined: None if joined else join_by_bus())
    application.aboutToQuit.connect(session.leave)
    session.join(address, earlier_id)
