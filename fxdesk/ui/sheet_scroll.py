# SPDX-License-Identifier: MIT
"""Let the sheet of a dialog be scrolled where the screen has less room than its words need."""

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from fxdesk.ui.steady_scroll import SteadyScroll


class Sheet(QWidget):
    """What is scrolled. laid_out() -- something in it wants another size."""

    laid_out = Signal()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.laid_out.emit()
        return done


class SheetScroll(SteadyScroll):
    """Asks for the very size that the sheet asks for, and scrolls when it does not get it. Signals: none."""

    def __init__(self, sheet: Sheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self.setObjectName("sheetScroll")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setWidget(sheet)
        # The dialog finds its height by what the sheet needs.
        sheet.laid_out.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return self._sheet.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def hasHeightForWidth(self) -> bool:
        layout = self._sheet.layout()
        return layout is not None and layout.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        layout = self._sheet.layout()
        if layout is None or not layout.hasHeightForWidth():
            return -1
        return max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())
