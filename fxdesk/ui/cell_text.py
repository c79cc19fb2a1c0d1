# SPDX-License-Identifier: MIT
"""Draw the short texts of table cells from ready layouts, so that a page of rows is painted in time."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QStaticText, QTextLayout, QTransform

from fxdesk.ui import theme
from fxdesk.ui.tokens import TypeRole

_MOST = 3000


class Ready(NamedTuple):
    """A text laid out in one font: drawing it costs no shaping."""

    layout: QStaticText
    ascent: float
    width: float


class CellText(QObject):
    """Keeps texts laid out, by text, step of the type scale and weight."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ready: dict[tuple[str, TypeRole, int | None], Ready] = {}
        self._elided: dict[tuple[str, TypeRole, int | None, int], str] = {}
        self._metrics: dict[tuple[TypeRole, int | None], QFontMetricsF] = {}
        theme.current().changed.connect(self.forget)

    def forget(self) -> None:
        """Drop all that was laid out, after fonts or screens changed."""
        self._ready.clear()
        self._elided.clear()
        self._metrics.clear()

    def width(self, words: str, role: TypeRole = "body", weight: int | None = None) -> float:
        """How wide a text is."""
        return self._layout(words, role, weight).width if words else 0.0

    def draw(
        self,
        painter: QPainter,
        rect: QRect,
        words: str,
        colour: QColor,
        role: TypeRole = "body",
        weight: int | None = None,
        *,
        right: bool = False,
    ) -> float:
        """Draw one line in the middle of `rect`'s height, cut with "…" where it is too long; its width."""
        if not words or rect.width() <= 0:
            return 0.0
        ready = self._layout(words, role, weight)
        if ready.width > rect.width() + 0.5:
            ready = self._layout(self._cut(words, role, weight, rect.width()), role, weight)
        metrics = self._measure(role, weight)
        # By the base line of the main font: a fallback font's taller line must not move its words.
        base = round(rect.top() + (rect.height() + metrics.ascent() - metrics.descent()) / 2)
        left = rect.right() + 1 - ready.width if right else float(rect.left())
        painter.setFont(theme.current().font(role, weight))
        painter.setPen(colour)
        painter.drawStaticText(QPointF(left, base - ready.ascent), ready.layout)
        return ready.width

    def _measure(self, role: TypeRole, weight: int | None) -> QFontMetricsF:
        found = self._metrics.get((role, weight))
        if found is None:
            found = self._metrics[role, weight] = QFontMetricsF(theme.current().font(role, weight))
        return found

    def _cut(self, words: str, role: TypeRole, weight: int | None, width: int) -> str:
        key = (words, role, weight, width)
        found = self._elided.get(key)
        if found is None:
            if len(self._elided) > _MOST:
                self._elided.clear()
            metrics = self._measure(role, weight)
            found = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
            self._elided[key] = found
        return found

    def _layout(self, words: str, role: TypeRole, weight: int | None) -> Ready:
        key = (words, role, weight)
        found = self._ready.get(key)
        if found is None:
            if len(self._ready) > _MOST:
                self._ready.clear()
            found = self._ready[key] = _lay_out(words, theme.current().font(role, weight))
        return found


def _lay_out(words: str, font: QFont) -> Ready:
    probe = QTextLayout(words, font)
    probe.beginLayout()
    line = probe.createLine()
    line.setLineWidth(1e6)
    probe.endLayout()
    layout = QStaticText(words)
    layout.setTextFormat(Qt.TextFormat.PlainText)
    layout.prepare(QTransform(), font)
    return Ready(layout, line.ascent(), line.naturalTextWidth())
