# SPDX-License-Identifier: MIT
"""Paint the number table's header over its columns' own texts, with the arrow of the sorted one."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from fxdesk.ui import icons, paint, theme
from fxdesk.ui.lease_delegate import CELL_PAD, FIRST_PAD
from fxdesk.ui.lease_model import COLUMNS, RIGHT_ALIGNED

HEIGHT = 32
ARROW = 12


class LeaseHeader(QHeaderView):
    """A header whose sections can be moved, sized and sorted by; a third click sorts by time again.

    The signals are QHeaderView's; customContextMenuRequested asks for the column chooser.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("leaseHeader")
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(True)
        self.setSortIndicatorClearable(True)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setMinimumSectionSize(40)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        theme.current().changed.connect(self.measure)
        self.measure()

    def measure(self) -> None:
        """Take the height that the text size asks for."""
        self.setFixedHeight(theme.current().px(HEIGHT))

    def edges(self) -> tuple[int, int]:
        """The leftmost and the rightmost column in view, -1 when there is none."""
        shown = [
            logical
            for logical in (self.logicalIndex(visual) for visual in range(self.count()))
            if not self.isSectionHidden(logical)
        ]
        return (shown[0], shown[-1]) if shown else (-1, -1)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if not rect.isValid():
            return
        dress = theme.current()
        paint.row_ground(painter, rect)
        left = FIRST_PAD if logicalIndex == self.edges()[0] else CELL_PAD
        inner = rect.adjusted(left, 0, -CELL_PAD, -1)
        right = COLUMNS[logicalIndex] in RIGHT_ALIGNED
        words = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        font = dress.font("small", 500)
        if self.sortIndicatorSection() == logicalIndex and words:
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            picture = icons.pixmap(
                "arrow-up" if up else "arrow-down", "text", ARROW, painter.device().devicePixelRatioF()
            )
            y = inner.top() + (inner.height() - ARROW) / 2
            if right:
                paint.draw_icon(painter, inner.right() + 1 - ARROW, y, picture)
                inner.adjust(0, 0, -ARROW - 2, 0)
            else:
                used = min(QFontMetrics(font).horizontalAdvance(words), inner.width() - ARROW - 2)
                paint.draw_icon(painter, inner.left() + used + 4, y, picture)
                inner.setWidth(used + 2)
            paint.text(painter, inner, words, font, dress.colour("text"), right=right)
        else:
            paint.text(painter, inner, words, font, dress.colour("muted"), right=right)
