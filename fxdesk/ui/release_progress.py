# SPDX-License-Identifier: MIT
"""Show how many releases are through and how long they are still waited for."""

from __future__ import annotations

import math

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from fxdesk.ui.safe import label
from fxdesk.ui.tokens import SPACE_S


class ReleaseProgress(QWidget):
    """A sentence and a bar. Signals: none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_S)
        self._words = label(tone="text2", object_name="quitProgressLabel")
        self._bar = QProgressBar()
        self._bar.setObjectName("quitProgress")
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        line.addWidget(self._words)
        line.addWidget(self._bar)

    def say(self, done: int, wanted: int, seconds: float) -> None:
        """`done` of `wanted` are released; without any it is an answer that is waited for."""
        left = max(0, math.ceil(seconds))
        self._bar.setRange(0, max(1, wanted))
        self._bar.setValue(done)
        if wanted:
            words = self.tr("{done} of {all} released, {n} s left")
        else:
            words = self.tr("Waiting for the answer, {n} s left")
        self._words.setText(words.format(done=done, all=wanted, n=left))
