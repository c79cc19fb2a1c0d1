# SPDX-License-Identifier: MIT
"""Let the person say what became of a purchase that had no answer, with all that is known before the eyes."""

from __future__ import annotations

import math
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QWidget

from fxdesk.core.clock import Stamp
from fxdesk.core.figures import format_money
from fxdesk.core.model import BalanceSeen, Lease
from fxdesk.ui.buttons import Button
from fxdesk.ui.lease_row import LeaseRow
from fxdesk.ui.safe import label
from fxdesk.ui.sheet_dialog import SheetDialog
from fxdesk.ui.tokens import SPACE_L

if TYPE_CHECKING:
    from fxdesk.core.notice import Accounts, AccountState
    from fxdesk.workers.link import Link

WIDTH = 560


class SettleDialog(SheetDialog):
    """Shows what was asked, when and at what price, and both balances; settles the row. Signals: QDialog's.

    `others` is how many other purchases the same account has made since the balance before was seen.
    """

    def __init__(self, link: Link, lease: Lease, others: int = 0, parent: QWidget | None = None) -> None:
        super().__init__("", width=WIDTH, object_name="settleDialog", parent=parent)
        self.setWindowTitle(self.tr("Settle"))
        self._link, self._lease, self._others = link, lease, others
        self._row = LeaseRow(lease, link.clock.now())
        self._refresh_at: float | None = None
        self._asked_at: Stamp | None = lease.asked
        self.body.addWidget(label(self._question(), role="price", wrap=True))
        words = self.tr(
            "No answer came for this request. Compare the balances, or look on the service's site, and say "
            "what happened. If the answer still comes later, it counts."
        )
        self.body.addWidget(label(words, tone="text2", wrap=True))
        self.body.addSpacing(8)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE_L)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._add_asked()
        self._after = label(object_name="balanceAfterLabel", wrap=True)
        self._add_line(self.tr("Balance now"), self._after)
        self.body.addSpacing(8)
        self._verdict = label(weight=500, wrap=True, object_name="settleVerdict")
        self.body.addWidget(self._verdict)
        self._refresh = Button(
            self.tr("Ask for the balance now"), icon="refresh", height=30, object_name="settleRefreshButton"
        )
        self._refresh.set_telling(True)
        self._refresh.clicked.connect(lambda: link.refresh_account(lease.account_id))
        self.body.addWidget(self._refresh, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_buttons()
        self._ticker = QTimer(self, interval=1000)
        self._ticker.timeout.connect(self._count_down)
        self._ticker.start()
        link.accounts_changed.connect(self._take_accounts)
        self._take_accounts(link.accounts)

    def _question(self) -> str:
        return self.tr("Was it charged?")

    def _answers(self) -> tuple[str, str]:
        return self.tr("It was charged and is lost"), self.tr("It was not charged")

    def _add_asked(self) -> None:
        row, order = self._row, self._lease.order
        self._add_line(self.tr("Asked for"), label(f"{row.service}, {row.country}", wrap=True))
        self._add_line(self.tr("Sent at"), label(when(self._lease.asked)))
        price = row.price or self.tr("not known")
        if order.max_price is not None:
            price = self.tr("{price}, max price {most}").format(
                price=price, most=format_money(order.max_price)
            )
        self._add_line(self.tr("Price"), label(price, wrap=True))
        self._add_line(self.tr("Balance before"), label(self._balance(self._lease.balance_before), wrap=True))

    def _add_line(self, name: str, value: QWidget) -> None:
        place = self._grid.rowCount()
        self._grid.addWidget(label(name, tone="muted"), place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, place, 1)

    def _add_buttons(self) -> None:
        later = Button(self.tr("Later"), object_name="settleLaterButton")
        later.clicked.connect(self.reject)
        charged, not_charged = self._answers()
        self.lost = Button(charged, object_name="settleLostButton")
        self.lost.clicked.connect(lambda: self._settle(charged=True))
        self.not_charged = Button(not_charged, object_name="settleNotChargedButton")
        self.not_charged.clicked.connect(lambda: self._settle(charged=False))
        self.add_left(later)
        self.add_act(self.lost)
        self.add_act(self.not_charged)
        later.setFocus()

    def _settle(self, *, charged: bool) -> None:
        self._link.settle(self._lease.lease_id, charged=charged)
        self.accept()

    def _take_accounts(self, accounts: Accounts) -> None:
        state = next(
            (one for one in accounts.states if one.account.account_id == self._lease.account_id), None
        )
        self._after.setText(self._balance(state.balance if state else None))
        self._verdict.setText(self._judge(state))
        self._refresh_at = state.refresh_at if state else None
        self._count_down()
        self.fit()

    def _count_down(self) -> None:
        if self._refresh_at is None:
            self._refresh.setEnabled(False)
            return
        left = math.ceil(self._refresh_at - self._link.clock.elapsed())
        self._refresh.setEnabled(left <= 0)
        if left > 0:
            self._refresh.setText(self.tr("Ask for the balance in {n} s").format(n=left))
        else:
            self._refresh.setText(self.tr("Ask for the balance now"))

    def _judge(self, state: AccountState | None) -> str:
        before, after = self._lease.balance_before, state.balance if state else None
        asked = self._asked_at
        if before is None or after is None or asked is None or after.seen.utc <= asked.utc:
            return self.tr("The balance has not been asked for since then, so nothing can be told yet.")
        if self._others:
            return self.tr(
                "{n} other purchases were made in this time, so the balance alone can't tell."
            ).format(n=self._others)
        moved = before.amount - after.amount
        if moved == 0:
            return self.tr("The balance has not moved.")
        if moved < 0:
            return self.tr("The balance has risen by {amount}, so it can't tell.").format(
                amount=format_money(-moved)
            )
        return self.tr("The balance has fallen by {amount}.").format(amount=format_money(moved))

    def _balance(self, seen: BalanceSeen | None) -> str:
        if seen is None:
            return self.tr("not known")
        return self.tr("{amount} at {time}").format(amount=format_money(seen.amount), time=when(seen.seen))


def when(stamp: Stamp) -> str:
    """A moment as the dialog says it: date and time of day."""
    return datetime.fromtimestamp(stamp.utc).strftime("%Y-%m-%d %H:%M:%S")
