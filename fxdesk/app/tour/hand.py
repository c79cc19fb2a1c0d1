# SPDX-License-Identifier: MIT
"""Be the person's hand and eye in the tour: real keys and clicks, and waiting until something is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

Seen = TypeVar("Seen")
Kind = TypeVar("Kind", bound=QWidget)

PATIENCE = 9.0
"""Seconds until something that should be seen counts as not seen: more than the gap between two looks."""

_LOOK_MS = 20


class NotSeen(Exception):
    """What the window should have shown was not to be seen; the text names it."""


class Hand:
    """Types, clicks and looks in one window.

    `patience` is how many seconds it waits; `fault` is what went wrong elsewhere, and ends all waiting.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.patience = PATIENCE
        self.fault = ""

    def wait_for(self, what: str, look: Callable[[], Seen | None]) -> Seen:
        """Return the first true thing that `look` sees. Raises NotSeen after the patience."""
        loop = QEventLoop()
        again, end = QTimer(interval=_LOOK_MS), QTimer(interval=round(self.patience * 1000), singleShot=True)
        seen: list[Seen] = []

        def look_once() -> None:
            found = look()
            if found:
                seen.append(found)
            if found or self.fault:
                loop.quit()

        again.timeout.connect(look_once)
        end.timeout.connect(loop.quit)
        again.start()
        end.start()
        loop.exec()
        again.stop()
        end.stop()
        if self.fault:
            raise NotSeen(self.fault)
        if not seen:
            raise NotSeen(what)
        return seen[0]

    def find(self, kind: type[Kind], name: str) -> Kind:
        """The visible widget of this name. Raises NotSeen."""
        return self.wait_for(name, lambda: self.look_for(kind, name))

    def look_for(self, kind: type[Kind], name: str) -> Kind | None:
        """The widget of this name if it is visible now."""
        return next((one for one in self._window.findChildren(kind, name) if one.isVisible()), None)

    def click(self, name: str) -> None:
        """Click a button once it is there and enabled. Raises NotSeen."""
        button = self.wait_for(f"{name} enabled", lambda: self._enabled(name))
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def click_at(self, widget: QWidget, point: QPoint) -> None:
        """Move the mouse to a point of a widget and click there."""
        QTest.mouseMove(widget, point)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=point)

    def point_at(self, name: str) -> None:
        """Rest the mouse on a widget. Raises NotSeen."""
        QTest.mouseMove(self.find(QWidget, name))

    def type(self, text: str) -> None:
        """Type letters into what has the focus. Raises NotSeen when nothing has it."""
        QTest.keyClicks(self._focus(), text)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press and let go one key. Raises NotSeen when nothing has the focus."""
        QTest.keyClick(self._focus(), key, modifiers)

    def focus_is(self, name: str) -> None:
        """Wait until the widget of this name has the focus. Raises NotSeen."""
        self.wait_for(f"focus in {name}", lambda: self._focus_name() == name)

    def pause(self, seconds: float) -> None:
        """Let a time pass that the window itself waits, as after the focus came to where Enter buys."""
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()

    def _enabled(self, name: str) -> QWidget | None:
        button = self.look_for(QWidget, name)
        return button if button is not None and button.isEnabled() else None

    def _focus(self) -> QWidget:
        if QApplication.activeWindow() is None:
            # A display without a window manager gives nobody the focus back when a dialog has closed.
            self._window.activateWindow()
        return self.wait_for("the focus", QApplication.focusWidget)

    def _focus_name(self) -> str:
        widget = QApplication.focusWidget()
        return widget.objectName() if widget is not None else ""
