# SPDX-License-Identifier: MIT
"""Take the tour's pictures: the window with its dialog, once light and once dark."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from fxdesk.ui import paint, theme

Palette = Literal["light", "dark"]


class Camera:
    """Writes PNG files like `en-light-03-code-received.png` into a folder."""

    def __init__(self, window: QWidget, folder: Path, language: str) -> None:
        self._window, self._folder, self._language = window, folder, language
        self._dress("light")

    def take(self, number: int, name: str) -> None:
        """Take both pictures of a step. Raises OSError when one can't be written."""
        # The palette of the last picture comes first: a change costs the window its whole style.
        self._save(number, name)
        self._dress("light" if theme.current().dark else "dark")
        self._save(number, name)

    def picture(self) -> QPixmap:
        """The window as it is, and what is open before it at its place."""
        whole = self._window.grab()
        for front in (QApplication.activeModalWidget(), QApplication.activePopupWidget()):
            if front is not None and front is not self._window:
                self._put(front, whole)
        return whole

    def _put(self, front: QWidget, whole: QPixmap) -> None:
        place = self._window.rect().center() - front.rect().center()
        if not front.isModal():
            place = self._window.mapFromGlobal(front.mapToGlobal(QPoint(0, 0)))
        painter = QPainter(whole)
        painter.drawPixmap(place, front.grab())
        # The window manager's frame is not in the picture.
        frame = QRect(place, front.size()).adjusted(-1, -1, 1, 1)
        paint.outline(painter, frame, theme.current().colour("control"), None, 0)
        painter.end()

    def _save(self, number: int, name: str) -> None:
        palette = "dark" if theme.current().dark else "light"
        path = self._folder / f"{self._language}-{palette}-{number:02}-{name}.png"
        if not self.picture().save(str(path)):
            raise OSError(f"{path} can't be written")

    def _dress(self, palette: Palette) -> None:
        dress = theme.current()
        dress.dress(palette, high_contrast=dress.high_contrast, text_percent=dress.text_percent)
