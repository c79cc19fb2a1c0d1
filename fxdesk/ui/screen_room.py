# SPDX-License-Identifier: MIT
"""Keep a window that grew on its screen."""

from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QWidget

# What a window manager draws round a window, which is known only once the window is shown.
FRAME = QSize(0, 32)


def room_on_screen(window: QWidget) -> QSize:
    """The size that a window can have on its screen inside its frame."""
    frame = window.frameGeometry().size() - window.size()
    return window.screen().availableSize() - (frame if frame.height() else FRAME)


def stay_on_screen(window: QWidget) -> None:
    """Move a window so that its foot is not below the screen, and above all its title not over its top."""
    room, frame = window.screen().availableGeometry(), window.frameGeometry()
    x = max(room.left(), min(frame.left(), room.right() + 1 - frame.width()))
    y = max(room.top(), min(frame.top(), room.bottom() + 1 - frame.height()))
    if QPoint(x, y) != frame.topLeft():
        window.move(x, y)
