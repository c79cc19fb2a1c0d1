# SPDX-License-Identifier: MIT
"""Tell the repeats of a held key from presses: on X11 Qt often takes the one for the other."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeyEvent, QWindow

_SAME_MOMENT_MS = 1


class HeldKeys(QObject):
    """Marks what a held key sends to a window as repeated, so that holding Enter buys one number.

    X11 sends a release and a press of the same moment for each repeat; no finger is as fast. Qt knows them
    only when both have come by the time it looks.
    """

    def __init__(self, window: QWindow) -> None:
        super().__init__(window)
        self._released = (0, 0)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.isAutoRepeat():
            return False
        if event.type() == QEvent.Type.KeyRelease:
            self._released = (event.key(), event.timestamp())
            return False
        if not self._is_repeat(event):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            # No shortcut then: the press itself follows.
            event.accept()
            return True
        again = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text(), True, event.count())
        again.setTimestamp(event.timestamp())
        QCoreApplication.sendEvent(watched, again)
        event.setAccepted(again.isAccepted())
        return True

    def _is_repeat(self, event: QKeyEvent) -> bool:
        key, moment = self._released
        return event.key() == key and moment > 0 and event.timestamp() - moment <= _SAME_MOMENT_MS
