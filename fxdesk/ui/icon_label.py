# SPDX-License-Identifier: MIT
"""Shows one line icon beside words, sharp on whatever screen the window is."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fxdesk.ui import icons, paint, theme
from fxdesk.ui.tokens import Role


class IconLabel(QWidget):
    """An icon that says nothing by itself: the words beside it do, so screen readers pass it by."""

    def __init__(
        self, icon: str, role: Role = "text2", size: int = 16, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._role, self._size = icon, role, size
        self._step = 0
        self.setFixedSize(size, size)
        theme.current().changed.connect(self.update)

    def set_icon(self, icon: str, role: Role | None = None) -> None:
        """Show another icon, in the same or another colour."""
        self._icon, self._role = icon, role or self._role
        self.update()

    def turn(self, step: int) -> None:
        """Turn the loader to one of its twelve steps."""
        self._step = step
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        if self._icon == "loader-circle":
            picture = icons.loader(self._step, self._role, self._size, ratio)
        else:
            picture = icons.pixmap(self._icon, self._role, self._size, ratio)
        paint.draw_icon(painter, 0, 0, picture)
        painter.end()
