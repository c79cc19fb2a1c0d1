# SPDX-License-Identifier: MIT
"""Put the link's questions before a purchase to the person, whatever way of the window they came by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from fxdesk.core.guards import Question

if TYPE_CHECKING:
    from fxdesk.workers.link import Link


class PurchaseQuestions(QObject):
    """Opens one dialog for each question; it belongs to `window`."""

    def __init__(self, link: Link, window: QWidget) -> None:
        super().__init__(window)
        self._link, self._window = link, window
        # The dialog that the wish came from closes first.
        link.purchase.question_raised.connect(self._ask, Qt.ConnectionType.QueuedConnection)

    def _ask(self, question: Question) -> None:
        # Few are asked, and the window starts without it.
        from fxdesk.ui.price_warning_dialog import PriceWarningDialog

        dialog = PriceWarningDialog(self._link, question, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
