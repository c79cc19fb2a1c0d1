# SPDX-License-Identifier: MIT
"""Scroll what has no room without ever taking a child away from those who read the window aloud."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QScrollBar, QWidget

_OFF = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class SteadyScroll(QScrollArea):
    """A scroll area without a frame, whose content takes its width and height. Signals: none.

    With `sideways` off, what is too wide is cut and not scrolled.

    To a screen reader Qt's own scroll area has a child more while a bar is in view. One that counted the
    children just before a bar goes asks for a child that is no more, and Qt reads beyond its list: the
    program dies. The bars here stand beside that list.
    """

    def __init__(self, parent: QWidget | None = None, *, sideways: bool = True) -> None:
        super().__init__(parent)
        self._sideways = sideways
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(_OFF)
        self.setHorizontalScrollBarPolicy(_OFF)
        self._laying = False
        self._upright = self._bar(self.verticalScrollBar())
        self._level = self._bar(self.horizontalScrollBar())

    def _bar(self, hidden: QScrollBar) -> QScrollBar:
        """The bar in view for the one that Qt keeps out of view; each moves the other."""
        bar = QScrollBar(hidden.orientation(), self)
        bar.hide()
        hidden.valueChanged.connect(bar.setValue)
        bar.valueChanged.connect(hidden.setValue)
        hidden.rangeChanged.connect(self._lay_bars)
        return bar

    def _lay_bars(self) -> None:
        if self._laying:
            return
        self._laying = True
        across = high = 0
        # A bar takes room, so that the other may be needed too; what is in view once stays for this time.
        for _ in range(3):
            across = max(across, _room(self.verticalScrollBar(), self._upright.sizeHint().width()))
            if self._sideways:
                high = max(high, _room(self.horizontalScrollBar(), self._level.sizeHint().height()))
            self.setViewportMargins(0, 0, across, high)
        self._laying = False
        for bar, hidden in (
            (self._upright, self.verticalScrollBar()),
            (self._level, self.horizontalScrollBar()),
        ):
            bar.setRange(hidden.minimum(), hidden.maximum())
            bar.setPageStep(hidden.pageStep())
            bar.setSingleStep(hidden.singleStep())
            bar.setValue(hidden.value())
        self._upright.setVisible(across > 0)
        self._level.setVisible(high > 0)
        self._upright.setGeometry(self.width() - across, 0, across, self.height() - high)
        self._level.setGeometry(0, self.height() - high, self.width() - across, high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_bars()


def _room(hidden: QScrollBar, thickness: int) -> int:
    return thickness if hidden.maximum() > hidden.minimum() else 0
