# SPDX-License-Identifier: MIT
"""Hold the tabs of the pages at the left, and at the right what the page in view filters by."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QWidget

from fxdesk.ui import theme
from fxdesk.ui.naming import named

HEIGHT = 44


class PageBar(QWidget):
    """One tab a page.

    Signal: `page_chosen(int)` with the place of the page whose tab was chosen.
    """

    page_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageBar")
        self._tabs = named(QTabBar(self), "pageTabs")
        self._tabs.setAccessibleName(self.tr("Pages"))
        self._tabs.setExpanding(False)
        self._tabs.currentChanged.connect(self.page_chosen)
        self._filters = named(QStackedWidget(self), "pageFilters")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.addWidget(self._tabs)
        row.addStretch(1)
        row.addWidget(self._filters)
        theme.current().changed.connect(self._measure)
        self._measure()

    def add_page(self, title: str, filters: QWidget) -> None:
        """Add the tab of a page and its filters."""
        self._filters.addWidget(filters)
        self._tabs.addTab(title)

    def set_title(self, place: int, title: str) -> None:
        """Change the words of a tab ("Numbers 7")."""
        if self._tabs.tabText(place) != title:
            self._tabs.setTabText(place, title)

    def choose(self, place: int) -> None:
        """Bring a page to view."""
        self._tabs.setCurrentIndex(place)
        self._filters.setCurrentIndex(place)

    def _measure(self) -> None:
        self.setFixedHeight(theme.current().px(HEIGHT))
