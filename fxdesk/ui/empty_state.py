# SPDX-License-Identifier: MIT
"""Stands where a table has nothing to show: says what is missing and what to do next."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fxdesk.ui import theme
from fxdesk.ui.icon_label import IconLabel
from fxdesk.ui.safe import label
from fxdesk.ui.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS

_COLUMN_WIDTH = 440
_ICON_COLUMN = 32


class Step(NamedTuple):
    """One line of advice: an icon, what to do, and a sentence about it."""

    icon: str
    title: str
    text: str


class EmptyState(QWidget):
    """A column in the middle of the sheet: title, sentence, steps, buttons and a last small word."""

    def __init__(
        self,
        title: str = "",
        sentence: str = "",
        *,
        steps: Sequence[Step] = (),
        buttons: Sequence[QPushButton] = (),
        footnote: str = "",
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._column = QWidget(self)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        whole.addStretch(1)
        whole.addWidget(self._column, 0, Qt.AlignmentFlag.AlignVCenter)
        whole.addStretch(1)
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        self._title = label(role="empty", wrap=True)
        self._sentence = label(tone="text2", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        self._steps = QVBoxLayout()
        self._steps.setContentsMargins(0, SPACE_M, 0, SPACE_S)
        self._steps.setSpacing(SPACE_M)
        column.addLayout(self._steps)
        row = QHBoxLayout()
        row.setContentsMargins(0, SPACE_M, 0, SPACE_XL)
        row.setSpacing(SPACE_S)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self._footnote = label(role="small", tone="muted", wrap=True)
        column.addWidget(self._footnote)
        theme.current().changed.connect(self._measure)
        self.say(title, sentence, steps=steps, footnote=footnote)

    def say(self, title: str, sentence: str, *, steps: Sequence[Step] = (), footnote: str = "") -> None:
        """Change all words."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._footnote.setText(footnote)
        self._footnote.setVisible(bool(footnote))
        while (item := self._steps.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for step in steps:
            self._steps.addWidget(self._line(step))
        self._measure()

    def _line(self, step: Step) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_ICON_COLUMN - 20)
        row.addWidget(IconLabel(step.icon, "accent_text", 20), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(SPACE_XS // 2)
        words.addWidget(label(step.title, weight=500))
        words.addWidget(label(step.text, tone="text2", wrap=True))
        row.addLayout(words, 1)
        return line

    def _measure(self) -> None:
        self._column.setFixedWidth(theme.current().px(_COLUMN_WIDTH))
