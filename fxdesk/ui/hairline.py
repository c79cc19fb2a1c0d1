# SPDX-License-Identifier: MIT
"""The line of one pixel that parts areas of the window, instead of boxes around them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fxdesk.ui import paint, theme
from fxdesk.ui.tokens import Role


class Hairline(QWidget):
    """A horizontal or upright line in the colour between areas, or between rows."""

    def __init__(
        self, *, upright: bool = False, role: Role = "border", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._role = role
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if upright:
            self.setFixedWidth(1)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.fill(painter, self.rect(), theme.current().colour(self._role))
        painter.end()
