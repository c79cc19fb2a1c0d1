# SPDX-License-Identifier: MIT
"""Be what the page of numbers shows before its table is there: its filters, and its words for no numbers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fxdesk.ui import theme
from fxdesk.ui.fields import SearchField
from fxdesk.ui.lease_empty import LeaseEmpty
from fxdesk.ui.naming import named
from fxdesk.ui.segmented import Segmented
from fxdesk.ui.steady_scroll import SteadyScroll

FILTER_WIDTH = 200
NARROW_FILTER_WIDTH = 132


class LeaseFront:
    """`filters` is the page's part of the page bar, with `shown` and `filter`; `area` scrolls `empty`.

    All that a start shows of the page: the rest may be built when the window stands.
    """

    def __init__(self, *, only_open: bool, offers_demo: bool) -> None:
        self.filters = named(QWidget(), "numberFilters")
        row = QHBoxLayout(self.filters)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.shown = Segmented(
            [
                ("open", QCoreApplication.translate("LeasePage", "Open")),
                ("all", QCoreApplication.translate("LeasePage", "All")),
            ],
            name=QCoreApplication.translate("LeasePage", "Numbers to show"),
            object_name="leaseShown",
        )
        self.shown.choose("open" if only_open else "all")
        self.shown.hide()
        self.filter = SearchField(
            QCoreApplication.translate("LeasePage", "Filter"),
            name=QCoreApplication.translate("LeasePage", "Filter numbers"),
            object_name="leaseFilterEdit",
        )
        row.addStretch(1)
        row.addWidget(self.shown)
        row.addWidget(self.filter)
        self.empty = LeaseEmpty(offers_demo=offers_demo)
        # Large text in a small window is scrolled: it must not set the window's smallest size.
        self.area = named(SteadyScroll(), "emptyScroll")
        self.area.setWidget(self.empty)

    def measure(self, *, narrow: bool) -> None:
        """Give the filter the width that goes with the text and the window."""
        self.filter.setFixedWidth(theme.current().px(NARROW_FILTER_WIDTH if narrow else FILTER_WIDTH))
