# SPDX-License-Identifier: MIT
"""Shows one country's flag beside words, sharp on whatever screen the window is."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fxdesk.ui import flags, paint, theme


class FlagLabel(QWidget):
    """A flag that says nothing by itself: the words beside it do, so screen readers pass it by."""

    def __init__(self, country_id: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._country_id, self._past = country_id, False
        self.setFixedSize(flags.WIDTH, flags.HEIGHT)
        theme.current().changed.connect(self.update)

    def set_country(self, country_id: str, *, past: bool = False) -> None:
        """Show another flag; nothing for ""."""
        self._country_id, self._past = country_id, past
        self.setVisible(bool(country_id))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._country_id:
            painter = QPainter(self)
            picture = flags.flag(self._country_id, self.devicePixelRatioF(), past=self._past)
            paint.draw_icon(painter, 0, 0, picture)
            painter.end()
