# SPDX-License-Identifier: MIT
"""The button that leads to the options of a purchase, and says by a mark that some are in force."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fxdesk.ui import theme
from fxdesk.ui.buttons import IconButton
from fxdesk.ui.safe import set_tooltip

_SIDE = 36
_DOT = 4.0
_DOT_IN = 8


class OptionsButton(IconButton):
    """A square button; its dot and its name tell of options in force.

    clicked(bool) -- as of any button.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sliders", "", side=_SIDE, object_name="optionsButton", parent=parent)
        self._in_force = False
        self.say("")

    @property
    def in_force(self) -> bool:
        """Whether the mark is shown."""
        return self._in_force

    def say(self, in_force: str) -> None:
        """Tell which options are in force, "" for none."""
        self._in_force = bool(in_force)
        self.setAccessibleName(self.tr("Options, in force") if in_force else self.tr("Options"))
        self.setAccessibleDescription(in_force)
        set_tooltip(self, in_force or self.tr("Options: a number of your choice, docking code, max price"))
        self.set_icon("sliders", "accent_text" if in_force else "text2")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._in_force:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colour("warn"))
        painter.drawEllipse(QPointF(self.width() - _DOT_IN, _DOT_IN), _DOT, _DOT)
        painter.end()
