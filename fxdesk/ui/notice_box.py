# SPDX-License-Identifier: MIT
"""A framed sentence inside a dialog: what went wrong, or what to mind."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from fxdesk.ui.icon_label import IconLabel
from fxdesk.ui.safe import label

Rank = Literal["info", "warn", "bad"]

_TONES: dict[Rank, Literal["accent_text", "warn", "bad"]] = {
    "info": "accent_text",
    "warn": "warn",
    "bad": "bad",
}


class NoticeBox(QFrame):
    """An icon and a sentence on a tinted ground; hidden while it has nothing to say."""

    def __init__(self, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{object_name}Box")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        self._icon = IconLabel("circle-alert", "bad")
        self._words = label("", wrap=True, object_name=object_name)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1)
        self.hide()

    def say(self, sentence: str, rank: Rank = "warn", icon: str = "") -> None:
        """Show a sentence; "" hides the box."""
        self.setVisible(bool(sentence))
        self._words.setText(sentence)
        self._icon.set_icon(icon or ("triangle-alert" if rank == "warn" else "circle-alert"), _TONES[rank])
        if self.property("notice") != rank:
            self.setProperty("notice", rank)
            self.style().polish(self)

    def text(self) -> str:
        """The sentence that is shown."""
        return self._words.text()
