# SPDX-License-Identifier: MIT
"""The program belongs to one session manager, the one with which the person's answer counts most."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.app.desktop_session import DesktopSession
from fxdesk.app.session_end import SessionEnd
from fxdesk.app.session_membership import join_session
from fxdesk.app.xsmp_session import XsmpSession

ADDRESS = "local/here:@/tmp/.ICE-unix/1"


@pytest.fixture
def joined(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """What is joined in a session with this environment."""
    said: list[str] = []

    def by_bus(_session: DesktopSession, _bus: QDBusConnection, earlier_id: str) -> None:
        said.append(f"D-Bus {earlier_id}".strip())

    def make(*, taken_in: bool = True, **environment: str) -> list[str]:
        def by_xsmp(session: XsmpSession, address: str, earlier_id: str) -> None:
            said.append(f"XSMP {address} {earlier_id}".strip())
            session.joined.emit(taken_in)

        monkeypatch.setattr(DesktopSession, "join", by_bus)
        monkeypatch.setattr(XsmpSession, "join", by_xsmp)
        for name in ("SESSION_MANAGER", "XDG_CURRENT_DESKTOP", "DESKTOP_AUTOSTART_ID"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        window = QWidget()
        qtbot.addWidget(window)
        end = SessionEnd(lambda: pytest.fail("nobody asked"), lambda: None, lambda: None, window)
        join_session(end, "io.github.fxdesk.FxDesk", qapp)
        return said

    return make


@pytest.mark.parametrize("desktop", ["XFCE", "KDE", "MATE", "X-Cinnamon"])
def test_that_where_stay_can_call_the_end_off_that_manager_alone_is_joined(
    joined: Callable[..., list[str]], desktop: str
) -> None:
    assert joined(SESSION_MANAGER=ADDRESS, XDG_CURRENT_DESKTOP=desktop) == [f"XSMP {ADDRESS}"]


@pytest.mark.parametrize("desktop", ["GNOME", "ubuntu:GNOME", "Pantheon"])
def test_that_a_desktop_that_covers_the_windows_is_given_the_reason_instead(
    joined: Callable[..., list[str]], desktop: str
) -> None:
    assert joined(SESSION_MANAGER=ADDRESS, XDG_CURRENT_DESKTOP=desktop) == ["D-Bus"]


def test_that_without_an_x_session_manager_the_bus_is_asked(joined: Callable[..., list[str]]) -> None:
    assert joined(XDG_CURRENT_DESKTOP="MATE") == ["D-Bus"]


def test_that_the_bus_is_asked_where_the_x_session_manager_takes_nobody_in(
    joined: Callable[..., list[str]],
) -> None:
    assert joined(taken_in=False, SESSION_MANAGER=ADDRESS) == [f"XSMP {ADDRESS}", "D-Bus"]


def test_that_the_name_from_the_manager_is_told_to_it_and_to_no_program_started_later(
    joined: Callable[..., list[str]],
) -> None:
    assert joined(SESSION_MANAGER=ADDRESS, DESKTOP_AUTOSTART_ID="10c2") == [f"XSMP {ADDRESS} 10c2"]
    assert "DESKTOP_AUTOSTART_ID" not in os.environ


def test_that_where_qt_itself_has_joined_nothing_else_is_joined(
    joined: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QApplication, "sessionId", lambda _application: "10c2")
    assert joined(SESSION_MANAGER=ADDRESS, XDG_CURRENT_DESKTOP="XFCE") == []
