# SPDX-License-Identifier: MIT
"""A key that is held down is one press, even where Qt takes its repeats for presses."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fxdesk.ui.held_keys import HeldKeys


class Listener(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[bool] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.heard.append(event.isAutoRepeat())


def strike(widget: QWidget, type_: QEvent.Type, moment: int) -> bool:
    """Send a key to the window as the screen does; whether it was taken as an override."""
    event = QKeyEvent(type_, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
    event.setTimestamp(moment)
    event.setAccepted(False)
    window = widget.windowHandle()
    assert window is not None
    QCoreApplication.sendEvent(window, event)
    return event.isAccepted()


def test_that_a_release_and_a_press_of_the_same_moment_are_a_repeat(qtbot: QtBot) -> None:
    listener = Listener()
    qtbot.addWidget(listener)
    listener.show()
    qtbot.waitExposed(listener)
    window = listener.windowHandle()
    assert window is not None
    held = HeldKeys(window)
    strike(listener, QEvent.Type.KeyPress, 1000)
    strike(listener, QEvent.Type.KeyRelease, 1660)
    assert strike(listener, QEvent.Type.ShortcutOverride, 1660), "a shortcut would hear the repeat"
    strike(listener, QEvent.Type.KeyPress, 1660)
    strike(listener, QEvent.Type.KeyRelease, 1700)
    assert not strike(listener, QEvent.Type.ShortcutOverride, 1780)
    strike(listener, QEvent.Type.KeyPress, 1780)
    assert listener.heard == [False, True, False]
    assert held.parent() is window
