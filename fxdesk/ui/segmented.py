# SPDX-License-Identifier: MIT
"""A choice of one among a few, all of them in view: a row of joined segments."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QWidget

from fxdesk.ui import theme
from fxdesk.ui.buttons import Button
from fxdesk.ui.safe import set_tooltip

_PADDING = 2 * 15


class Segmented(QFrame):
    """Segments of which one is chosen; Tab reaches the chosen one, arrows move the choice.

    chosen(str) -- the key of the segment that a person or `choose` made the current one.
    """

    chosen = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        *,
        name: str,
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self.setProperty("segmented", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._segments: dict[str, Button] = {}
        for key, text in options:
            segment = Button(text, kind="segment", checkable=True, object_name=f"{object_name}_{key}")
            segment.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self._segments[key] = segment
            self._group.addButton(segment)
            row.addWidget(segment)
        self._group.buttonToggled.connect(self._tell)
        self.choose(options[0][0])
        theme.current().changed.connect(self._measure)
        self._measure()

    def current(self) -> str:
        """Return the key of the chosen segment."""
        return next(key for key, segment in self._segments.items() if segment.isChecked())

    def choose(self, key: str) -> None:
        """Choose a segment. Raises KeyError for a key that there is not."""
        self._segments[key].setChecked(True)

    def set_text(self, key: str, text: str) -> None:
        """Change the words of a segment ("All 11")."""
        if self._segments[key].text() != text:
            self._segments[key].setText(text)
            self._measure()

    def set_tooltip(self, key: str, words: str) -> None:
        """Say more about a segment than its words do."""
        set_tooltip(self._segments[key], words)

    def _tell(self, segment: Button, checked: bool) -> None:
        # Qt leaves the others in the tab order until one of them had the focus.
        segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if checked else Qt.FocusPolicy.ClickFocus)
        if checked:
            self.chosen.emit(next(key for key, other in self._segments.items() if other is segment))

    def _measure(self) -> None:
        # As wide as the chosen look needs, so that choosing moves nothing.
        metrics = QFontMetrics(theme.current().font("body", 600))
        for segment in self._segments.values():
            segment.setFixedWidth(metrics.horizontalAdvance(segment.text()) + _PADDING)
