# SPDX-License-Identifier: MIT
"""Find a window its place: in the middle of the one that it belongs to, and whole on its screen."""

from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QWidget

# What a window manager draws round a window, which is known only once the window is shown.
FRAME = QSize(0, 32)


def room_on_screen(window: QWidget) -> QSize:
    """The size that a window can have on its screen inside its frame."""
    frame = window.frameGeometry().size() - window.size()
    return window.screen().availableSize() - (frame if frame.height() else FRAME)


def centre_on(window: QWidget, owner: QWidget) -> None:
    """Place a window that is not shown yet in the middle of its owner, as far as the screen has room.

    Its frame is not known before it is shown; the owner's is taken for it.
    """
    room, whole = owner.screen().availableGeometry(), owner.frameGeometry()
    width = window.width() + whole.width() - owner.width()
    height = window.height() + whole.height() - owner.height()
    x = max(room.left(), min(whole.center().x() - width // 2, room.right() + 1 - width))
    y = max(room.top(), min(whole.center().y() - height // 2, room.bottom() + 1 - height))
    window.move(x, y)


def stay_on_screen(window: QWidget) -> None:
    """Move a window so that its foot is not below the screen, and above all its title not over its top."""
    room, frame = window.screen().availableGeometry(), window.frameGeometry()
    x = max(room.left(), min(frame.left(), room.right() + 1 - frame.width()))
    y = max(room.top(), min(frame.top(), room.bottom() + 1 - frame.height()))
    if QPoint(x, y) != frame.topLeft():
        window.move(x, y)
