# SPDX-License-Identifier: MIT
"""The button that buys: one press one request, and the focus stays with it while that is out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from fxdesk.ui import icons
from fxdesk.ui.buttons import Button
from fxdesk.ui.deaf_time import DeafTime
from fxdesk.ui.loader import Loader

_HEIGHT = 36
_PRESSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class GetNumberButton(Button):
    """Get number, or "Asking…" with a turning loader while a paying request is out.

    pressed_to_buy() -- a person pressed it and meant it; clicked() comes from every press.
    """

    pressed_to_buy = Signal()

    def __init__(self, deaf: DeafTime, loader: Loader, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Get number"),
            kind="primary",
            height=_HEIGHT,
            object_name="getNumberButton",
            parent=parent,
        )
        self._deaf = deaf
        self._loader = loader
        self._busy = False
        self.clicked.connect(self._pressed)
        loader.turned.connect(self._turn)

    @property
    def busy(self) -> bool:
        """Whether a paying request is out."""
        return self._busy

    def set_busy(self, busy: bool) -> None:
        """Show that a paying request is out, or no longer."""
        if busy == self._busy:
            return
        self._busy = busy
        self._deaf.wake()
        self._loader.await_("purchase", busy)
        self.set_telling(busy)
        self.setText(self.tr("Asking…") if busy else self.tr("Get number"))
        if busy:
            self._turn(self._loader.step)
        else:
            self.setIcon(QIcon())

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Qt moves the focus off a button that is being disabled; this one keeps it through a request."""
        if self._busy and not self.isEnabled():
            return True
        return super().focusNextPrevChild(next_)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._deaf.wake_keys()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Nothing: the second half of a double click is no second wish."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _PRESSING:
            super().keyPressEvent(event)
            return
        event.accept()
        if self._deaf.hears(event):
            self.click()

    def _pressed(self) -> None:
        if self._deaf.over():
            self.pressed_to_buy.emit()

    def _turn(self, step: int) -> None:
        if not self._busy:
            return
        self.setIconSize(icons.icon_size(gap=True))
        self.setIcon(icons.loader_icon(step, "muted"))
