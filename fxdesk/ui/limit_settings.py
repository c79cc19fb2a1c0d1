# SPDX-License-Identifier: MIT
"""The section of the preferences that holds the limits, with what is spent and open beside each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QShowEvent

from fxdesk.core.budget import Spending
from fxdesk.core.figures import format_money
from fxdesk.ui.amount_control import AmountControl
from fxdesk.ui.preference_controls import NumberControl
from fxdesk.ui.preference_row import PreferenceRow
from fxdesk.ui.preference_sections import Section
from fxdesk.ui.safe import SafeLabel, label

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

MOST_OPEN = 999
SETTLE_MS = 200

translate = QCoreApplication.translate


class LimitSettings(Section):
    """The limits. Its signals are QWidget's."""

    def __init__(self, link: Link) -> None:
        super().__init__("limits", translate("Preferences", "Limits"), "shield")
        self._link = link
        self._asks = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._asks.timeout.connect(link.papers.ask_spending)
        self._amount(
            "price_cap",
            translate("Preferences", "Cap per number"),
            translate(
                "Preferences",
                "Held against the list price, for any country against the dearest one. A max price is passed "
                "on to the service and is no cap, so it may not be above this.",
            ),
        )
        day = self._amount(
            "day_limit",
            translate("Preferences", "Limit per day"),
            translate(
                "Preferences",
                "What was charged, lost or has an unknown outcome counts as spent; open numbers count at the "
                "most that they may cost.",
            ),
        )
        month = self._amount(
            "month_limit",
            translate("Preferences", "Limit per month"),
            translate("Preferences", "The same by calendar months. All accounts count together."),
        )
        count = self.add(
            link,
            "most_open",
            translate("Preferences", "Open numbers at most"),
            translate("Preferences", "No further number is asked for while so many are open."),
            NumberControl(0, MOST_OPEN, least_words=translate("Preferences", "any number")),
        )
        balance = self._amount(
            "low_balance",
            translate("Preferences", "Warn of a low balance"),
            translate(
                "Preferences", "While the last known balance of the account that buys is below this amount."
            ),
        )
        self._today = _line(day, "spentTodayLabel")
        self._month = _line(month, "spentMonthLabel")
        self._open = _line(count, "openNumbersLabel")
        self._balance = _line(balance, "lowBalanceLabel")
        self.add_block(
            label(
                translate(
                    "Preferences",
                    "A limit stops a purchase before anything is sent. The document names no price for "
                    "sending an SMS: it counts as its number, and is not sent while a limit is passed.",
                ),
                role="small",
                tone="muted",
                wrap=True,
            )
        )
        self.end()
        link.papers.spending_ready.connect(self._take)
        link.lease_changed.connect(self._ask_soon)
        link.accounts_changed.connect(self._show_balance)
        self._show_balance()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._link.papers.ask_spending()

    def _amount(self, field: str, title: str, hint: str) -> PreferenceRow:
        control = AmountControl()
        row = self.add(self._link, field, title, hint, control)
        control.faulted.connect(row.say_fault)
        return row

    def _ask_soon(self) -> None:
        if self.isVisible() and not self._asks.isActive():
            self._asks.start()

    def _take(self, spending: Spending) -> None:
        unpriced = ""
        if spending.unpriced:
            unpriced = " " + translate("Preferences", "Not in it: {n} of unknown price.")
            unpriced = unpriced.format(n=spending.unpriced)
        today = translate("Preferences", "Today spent {spent}, open {waiting}.")
        month = translate("Preferences", "This month spent {spent}, open {waiting}.")
        waiting = format_money(spending.waiting)
        today = today.format(spent=format_money(spending.spent_today), waiting=waiting)
        month = month.format(spent=format_money(spending.spent_this_month), waiting=waiting)
        doubt = ""
        if spending.doubtful:
            doubt = " " + translate("Preferences", "{amount} of it is not settled.")
            doubt = doubt.format(amount=format_money(spending.doubtful))
        self._today.setText(today + doubt + unpriced)
        self._month.setText(month + doubt + unpriced)
        self._open.setText(translate("Preferences", "{n} open now.").format(n=spending.open_numbers))

    def _show_balance(self) -> None:
        current = self._link.accounts.current
        words = ""
        if current is not None and current.balance is not None:
            words = translate("Preferences", "Last known balance {balance}.")
            words = words.format(balance=format_money(current.balance.amount))
        self._balance.setText(words)


def _line(row: PreferenceRow, object_name: str) -> SafeLabel:
    line = label("", role="small", tone="text2", wrap=True, object_name=object_name)
    row.add_line(line)
    return line
