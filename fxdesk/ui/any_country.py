# SPDX-License-Identifier: MIT
"""The choice of any country: a check box that is the row above the countries."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from fxdesk.ui import icons, paint, theme
from fxdesk.ui.country_list import NAME_LEFT
from fxdesk.ui.frame_keys import FrameKeys
from fxdesk.ui.frame_list import ROW_HEIGHT, ROW_PADDING, draw_row_ground


class AnyCountryCheck(QCheckBox):
    """The explicit choice of any country, drawn as the row above the countries that it belongs to.

    toggled(bool) -- as of any check box.
    `keys` tells of Enter, Esc, the star and what is typed.
    left_upwards(), left_downwards() -- an arrow key was pressed.
    focused() -- it was given the focus.
    """

    left_upwards = Signal()
    left_downwards = Signal()
    focused = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.keys = FrameKeys(self)
        self.setObjectName("anyCountryCheck")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self._measure)
        self._measure()

    def sizeHint(self) -> QSize:
        return QSize(NAME_LEFT + self.fontMetrics().horizontalAdvance(self.text()), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(NAME_LEFT * 2, self.height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.keys.take(event):
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            (self.left_upwards if event.key() == Qt.Key.Key_Up else self.left_downwards).emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        dress = theme.current()
        draw_row_ground(
            painter,
            self.rect(),
            selected=self.isChecked(),
            active=self.isActiveWindow(),
            hovered=self.underMouse() and self.isEnabled(),
            focused=self.hasFocus(),
        )
        rect = self.rect().adjusted(ROW_PADDING, 0, -ROW_PADDING, 0)
        picture = icons.pixmap(
            "shuffle", "text2" if self.isEnabled() else "disabled", 16, self.devicePixelRatioF()
        )
        paint.draw_icon(painter, rect.left() + 2, (rect.height() - 16) / 2, picture)
        words = rect.adjusted(NAME_LEFT, 0, 0, 0)
        colour = dress.colour("text" if self.isEnabled() else "disabled")
        paint.text(painter, words, self.text(), dress.font("body"), colour)
        painter.end()

    def _measure(self) -> None:
        self.setFixedHeight(theme.current().px(ROW_HEIGHT))
