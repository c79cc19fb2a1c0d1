# SPDX-License-Identifier: MIT
"""A part of the preferences that holds no value: its name, what it is for, and the buttons that do it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fxdesk.core.word_search import fold, search_words
from fxdesk.ui.buttons import Button
from fxdesk.ui.naming import named
from fxdesk.ui.safe import SafeLabel, label


class PreferenceBlock(QWidget):
    """Name, hint and buttons below each other; `control` is the first button. Signals: none."""

    def __init__(self, title: str, hint: SafeLabel, *buttons: Button) -> None:
        super().__init__()
        self.control = buttons[0]
        words = " ".join(button.text() for button in buttons)
        self._searched = fold(f"{title} {hint.text()} {words}")
        self._title, self._hint, self._tone = label(title), hint, hint.property("tone")
        text = named(QWidget(), "")
        lines = QVBoxLayout(text)
        lines.setContentsMargins(0, 9, 0, 8)
        lines.setSpacing(1)
        lines.addWidget(self._title)
        lines.addWidget(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(text)
        column.addWidget(button_line(*buttons))

    def matches(self, typed: str) -> bool:
        """Whether all words that were searched for stand in this part."""
        return all(word in self._searched for word in search_words(typed))

    def set_dimmed(self, dimmed: bool) -> None:
        """Step back while something else is searched for."""
        self._title.set_tone("disabled" if dimmed else "text")
        self._hint.set_tone("disabled" if dimmed else self._tone)


def button_line(*buttons: Button) -> QWidget:
    """Return a line with these buttons at its left."""
    line = named(QWidget(), "")
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 10)
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return line
