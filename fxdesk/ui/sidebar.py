# SPDX-License-Identifier: MIT
"""The frame at the left, on all pages the same: who buys, and the one place to buy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fxdesk.ui import theme
from fxdesk.ui.account_panel import AccountPanel
from fxdesk.ui.loader import Loader
from fxdesk.ui.offer_picker import OfferPicker

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

WIDE, NARROW = 272, 240


class Sidebar(QWidget):
    """Account panel above the picker; their signals are told by themselves, `account` and `picker`."""

    def __init__(self, link: Link, loader: Loader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self._width = WIDE
        self.account = AccountPanel(link, self)
        self.picker = OfferPicker(link, loader, self, above=self.account)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.picker)
        theme.current().changed.connect(self._measure)
        self._measure()

    def set_narrow(self, narrow: bool) -> None:
        """Take less width, for windows under 1100 px."""
        self._width = NARROW if narrow else WIDE
        self._measure()

    def _measure(self) -> None:
        self.setFixedWidth(theme.current().px(self._width))
