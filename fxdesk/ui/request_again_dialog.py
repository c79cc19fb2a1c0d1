# SPDX-License-Identifier: MIT
"""Ask before the very same number is bought once more, with the price that the list shows now."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fxdesk.core.figures import format_money
from fxdesk.core.model import Lease, Order
from fxdesk.core.text import isolate
from fxdesk.ui.buttons import Button
from fxdesk.ui.lease_row import LeaseRow
from fxdesk.ui.notice_box import NoticeBox
from fxdesk.ui.safe import label
from fxdesk.ui.sheet_dialog import SheetDialog

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

WIDTH = 456


class RequestAgainDialog(SheetDialog):
    """Shows what would be bought and orders it. Its signals are QDialog's.

    `price` is the one that the price list shows now, None: it lists this offer no more.
    """

    def __init__(
        self, link: Link, lease: Lease, price: Decimal | None, parent: QWidget | None = None
    ) -> None:
        super().__init__("", width=WIDTH, object_name="requestAgainDialog", parent=parent)
        self.setWindowTitle(self.tr("Request this number"))
        self._link, self._order = link, order_again(lease, price)
        row = LeaseRow(lease, link.clock.now())
        heading = self.tr("Request {number}").format(number=isolate(row.phone))
        self.body.addWidget(label(heading, role="price", wrap=True))
        words = self.tr(
            "{service}, {country}: the same number is bought anew. It gets a row of its own and is charged "
            "when its SMS arrives."
        ).format(service=isolate(row.service), country=isolate(row.country))
        self.body.addWidget(label(words, tone="text2", wrap=True))
        self.body.addWidget(
            label(self._price_words(price), weight=600, wrap=True, object_name="requestPrice")
        )
        self.note = NoticeBox(object_name="requestAgainNote")
        self.note.say(
            self.tr("Not every service allows choosing the number. If this one does not, it says so."), "info"
        )
        self.body.addWidget(self.note)
        self.refusal = NoticeBox(object_name="requestAgainRefusal")
        self.body.addWidget(self.refusal)
        cancel = Button(self.tr("Cancel"), object_name="requestAgainCancelButton")
        cancel.clicked.connect(self.reject)
        request = Button(
            self.tr("Request this number"), kind="primary", object_name="requestAgainAcceptButton"
        )
        request.setDefault(True)
        request.clicked.connect(self.accept)
        self.add_act(cancel)
        self.add_act(request)
        request.setFocus()

    def accept(self) -> None:
        """Order it, unless another request that costs is on its way."""
        if self._link.purchase.rent(self._order):
            super().accept()
        else:
            self.refusal.say(self.tr("Another request that costs is on its way. Wait for its answer first."))

    def _price_words(self, price: Decimal | None) -> str:
        if price is not None:
            return self.tr("Price {price}").format(price=format_money(price))
        before = self._order.list_price
        if before is None:
            return self.tr("The price list does not name this offer, so its price is not known.")
        return self.tr("The price list does not name this offer now. It was {price} before.").format(
            price=format_money(before)
        )


def order_again(lease: Lease, price: Decimal | None) -> Order:
    """The order for the number of `lease` once more, linked to it; ValueError while it has none."""
    grant = lease.grant
    if grant is None or not grant.mobile:
        raise ValueError(lease.lease_id)
    was = lease.order
    return Order(
        was.service_id,
        was.service,
        grant.country_id or was.country_id,
        was.country,
        lease.first_price if price is None else price,
        mobile=grant.mobile,
        linked=lease.lease_id,
    )
