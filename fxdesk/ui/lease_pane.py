# SPDX-License-Identifier: MIT
"""Share the page between the table and the details, or give it to one of them where both have no room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from fxdesk.ui import theme
from fxdesk.ui.lease_details import FIRST_HEIGHT, LEAST_HEIGHT, LeaseDetails
from fxdesk.ui.lease_table import LeaseTable

LEAST_ROWS = 5
_TABLE_LEAST = 64


class LeasePane(QSplitter):
    """Table above, details below. Its signals are QSplitter's."""

    def __init__(self, table: LeaseTable, details: LeaseDetails, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setObjectName("leaseSplitter")
        self._table, self._details = table, details
        self._filled = self._paged = self._turned = False
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(table)
        self.addWidget(details)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        # Heights are shared here: what the parts would like must not set the window's smallest height.
        table.setMinimumHeight(_TABLE_LEAST)
        details.setMinimumHeight(1)
        details.hide()
        self._wanted = theme.current().px(FIRST_HEIGHT)
        self.splitterMoved.connect(self._take_height)
        theme.current().changed.connect(self.share)

    def set_filled(self, filled: bool) -> None:
        """Say whether there is a number to tell about."""
        if filled != self._filled:
            self._filled = filled
            self._turned = self._turned and filled
            self.share()

    def turn(self) -> None:
        """Go between table and details: by the keyboard, or from page to page where there is room for one."""
        if not self._filled:
            return
        if self._paged:
            self._turned = not self._turned
            self._show()
        inside = self._details.isVisible() and not self._details.isAncestorOf(self.window().focusWidget())
        if self._paged:
            inside = self._turned
        target = self._details.first_focus() if inside else self._table
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def share(self) -> None:
        """Find out whether both have room, and share it."""
        dress = theme.current()
        room = self.height() - self.handleWidth()
        rows = self._table.horizontalHeader().height() + LEAST_ROWS * self._table.row_height()
        self._paged = room - rows < dress.px(LEAST_HEIGHT)
        self._show()
        if not self._paged and self._filled:
            height = max(dress.px(LEAST_HEIGHT), min(max(self._wanted, dress.px(FIRST_HEIGHT)), room - rows))
            self.setSizes([room - height, height])

    def _show(self) -> None:
        self._details.set_paged(self._paged)
        self._details.setVisible(self._filled and (self._turned or not self._paged))
        self._table.setVisible(not (self._paged and self._turned and self._filled))

    def _take_height(self) -> None:
        self._wanted = self.sizes()[1]
