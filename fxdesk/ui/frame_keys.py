# SPDX-License-Identifier: MIT
"""The keys that mean the same in every list of the frame: Enter, Esc, the star, and what is typed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

ERASE = "\b"

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier | Qt.KeyboardModifier.AltModifier
)


class FrameKeys(QObject):
    """Tells what a key means in a list, so that the list itself need not know who listens.

    entered(object) -- Enter: the QKeyEvent, which knows whether the key is held down.
    typed(str) -- a character that belongs to the field above, ERASE for Backspace.
    starred() -- the star key.
    escaped() -- Esc.
    """

    entered = Signal(object)
    typed = Signal(str)
    starred = Signal()
    escaped = Signal()

    def take(self, event: QKeyEvent) -> bool:
        """Handle a key press; False: it means nothing here."""
        key, text = event.key(), event.text()
        if key in _ENTER:
            self.entered.emit(event)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key == Qt.Key.Key_Backspace:
            self.typed.emit(ERASE)
        elif text == "*":
            self.starred.emit()
        elif text.strip() and text.isprintable() and not event.modifiers() & _COMMANDS:
            self.typed.emit(text)
        else:
            return False
        event.accept()
        return True
