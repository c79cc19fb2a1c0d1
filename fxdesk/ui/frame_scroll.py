# SPDX-License-Identifier: MIT
"""Let the upper part of the frame be scrolled where large text leaves it too little height."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from fxdesk.ui.steady_scroll import SteadyScroll


class _Content(QWidget):
    """What is scrolled. laid_out() -- something in it wants another size."""

    laid_out = Signal()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.laid_out.emit()
        return done


class FrameScroll(SteadyScroll):
    """Scrolls `content` upwards and downwards.

    room_changed() -- there is another height, or the content wants another one.
    """

    room_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, sideways=False)
        self.setObjectName("frameScroll")
        self.content = _Content()
        self.content.setObjectName("frameContent")
        self.setWidget(self.content)
        self.content.laid_out.connect(self.room_changed)

    def spare(self) -> int:
        """The px in height that the content could use beyond its least; negative where it is scrolled."""
        layout = self.content.layout()
        return self.viewport().height() - (layout.totalMinimumSize().height() if layout else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.room_changed.emit()
