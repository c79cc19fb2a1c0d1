# SPDX-License-Identifier: MIT
"""Keep the places of the buttons that are painted in each row: a place never changes its meaning."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect

from fxdesk.core.lease_state import Act
from fxdesk.ui import theme
from fxdesk.ui.act_words import button_word, copied_word
from fxdesk.ui.cell_text import CellText
from fxdesk.ui.lease_row import ROW_ACTS

ICON = 14
PAD = 8
GAP = 4
TEXT_GAP = 6
LEFT = 4
RIGHT = 8
INSET = 4


class RowButtons:
    """The rectangles of Copy code, Release and Blacklist in a cell, measured by the words of the language."""

    def __init__(self, text: CellText) -> None:
        self._text = text
        self._widths: dict[Act, int] = {}
        self.measure(narrow=False)

    def measure(self, *, narrow: bool) -> None:
        """Measure anew, after the fonts or the room changed; `narrow` shows icons only."""
        self.narrow = narrow
        side = theme.current().px(28)
        self._widths = {act: side if narrow else max(side, self._width(act)) for act in ROW_ACTS}

    @property
    def width(self) -> int:
        """How wide the column must be."""
        return LEFT + sum(self._widths.values()) + GAP * (len(ROW_ACTS) - 1) + RIGHT

    def rects(self, cell: QRect) -> dict[Act, QRect]:
        """Where each button stands in a cell; they keep to its right end."""
        places: dict[Act, QRect] = {}
        right = cell.right() + 1 - RIGHT
        for act in reversed(ROW_ACTS):
            width = self._widths[act]
            places[act] = QRect(right - width, cell.top() + INSET, width, cell.height() - 2 * INSET)
            right -= width + GAP
        return places

    def at(self, cell: QRect, point: QPoint) -> Act | None:
        """The button under a point of the cell."""
        return next((act for act, rect in self.rects(cell).items() if rect.contains(point)), None)

    def _width(self, act: Act) -> int:
        words = [button_word(act)]
        if act is Act.COPY_CODE:
            words += [copied_word("code"), copied_word("number")]
        widest = max(self._text.width(word, "small") for word in words)
        return round(PAD + ICON + (TEXT_GAP + widest if widest else 0) + PAD)
