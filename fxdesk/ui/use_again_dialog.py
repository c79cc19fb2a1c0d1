# SPDX-License-Identifier: MIT
"""Ask for how long a number is to be used again, with its price and the service's warning before the eyes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fxdesk.core.figures import format_money
from fxdesk.core.model import Lease
from fxdesk.core.text import isolate
from fxdesk.core.use_again_rules import LONGEST, SHORTEST, USUAL
from fxdesk.ui.buttons import Button
from fxdesk.ui.lease_row import LeaseRow
from fxdesk.ui.naming import named
from fxdesk.ui.notice_box import NoticeBox
from fxdesk.ui.preference_controls import NumberControl
from fxdesk.ui.safe import label
from fxdesk.ui.sheet_dialog import SheetDialog

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

WIDTH = 456


class UseAgainDialog(SheetDialog):
    """Asks for the minutes, says what it costs, and asks the service. Its signals are QDialog's.

    `price` is the one that the price list shows now; None: it shows none, that of the first time is said.
    """

    def __init__(
        self, link: Link, lease: Lease, price: Decimal | None, parent: QWidget | None = None
    ) -> None:
        super().__init__("", width=WIDTH, object_name="useAgainDialog", parent=parent)
        self.setWindowTitle(self.tr("Use a number again"))
        self._link, self._lease_id = link, lease.lease_id
        self._price = lease.first_price if price is None else price
        row = LeaseRow(lease, link.clock.now())
        heading = self.tr("Use {number} again").format(number=isolate(row.phone or row.service))
        self.body.addWidget(label(heading, role="price", wrap=True))
        words = self.tr("{service}, {country}: the number is charged again. FX Desk looks for its next SMS.")
        words = words.format(service=isolate(row.service), country=isolate(row.country))
        self.body.addWidget(label(words, tone="text2", wrap=True))
        self.body.addWidget(label(self._price_words(price), weight=600, wrap=True, object_name="againPrice"))
        caption = label(self.tr("Minutes, {least} to {most}").format(least=SHORTEST, most=LONGEST))
        self.minutes = named(NumberControl(SHORTEST, LONGEST), "minutesEdit")
        self.minutes.setAccessibleName(self.tr("Minutes"))
        self.minutes.setValue(USUAL)
        caption.setBuddy(self.minutes)
        self.body.addSpacing(8)
        self.body.addWidget(caption)
        self.body.addWidget(self.minutes, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addSpacing(4)
        self.warning = NoticeBox(object_name="useAgainWarning")
        self.warning.say(
            self.tr(
                "The service warns: using a number again is settled as a new expense. Do not ask for it "
                "with services that are not made for it: it lowers the balance."
            )
        )
        self.body.addWidget(self.warning)
        self.refusal = NoticeBox(object_name="useAgainRefusal")
        self.body.addWidget(self.refusal)
        cancel = Button(self.tr("Cancel"), object_name="useAgainCancelButton")
        cancel.clicked.connect(self.reject)
        use = Button(self.tr("Use again"), kind="primary", object_name="useAgainAcceptButton")
        use.setDefault(True)
        use.clicked.connect(self.accept)
        self.add_act(cancel)
        self.add_act(use)
        self.minutes.setFocus()
        self.minutes.selectAll()

    def accept(self) -> None:
        """Ask the service, unless another request that costs is on its way."""
        self.minutes.interpretText()
        if self._link.purchase.use_again(self._lease_id, self.minutes.value(), price=self._price):
            super().accept()
        else:
            self.refusal.say(self.tr("Another request that costs is on its way. Wait for its answer first."))

    def _price_words(self, current: Decimal | None) -> str:
        if self._price is None:
            return self.tr("Its price is not known. The balance will show it.")
        if current is None:
            words = self.tr("Price {price} the first time; the price list names none now.")
        else:
            words = self.tr("Price {price}")
        return words.format(price=format_money(self._price))
