# SPDX-License-Identifier: MIT
"""Show who buys, with which balance, and how old that is; lead to signing in and out."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fxdesk.core.figures import format_money
from fxdesk.core.model import AccountId, AccountInfo, BalanceSeen
from fxdesk.core.notice import Accounts, AccountState, SignInPhase
from fxdesk.core.text import clean
from fxdesk.ui import top_up
from fxdesk.ui.account_button import AccountButton
from fxdesk.ui.buttons import Button, IconButton
from fxdesk.ui.icon_label import IconLabel
from fxdesk.ui.moments import time_of
from fxdesk.ui.safe import ElidedLabel, label, set_tooltip

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

_MARGIN = 16
_INDENT = 8
_SHORT = 24
_NOTHING = "–"


class AccountPanel(QWidget):
    """The three lines above the picker.

    sign_in_wanted(object) -- the Account to sign in again, None for a new one.
    sign_out_wanted(object) -- the AccountId to sign out.
    top_up_wanted() -- the person wants to the site's page.
    """

    sign_in_wanted = Signal(object)
    sign_out_wanted = Signal(object)
    top_up_wanted = Signal()

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("accountPanel")
        self._link = link
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count_down)
        self._build()
        self.sign_in.clicked.connect(self._want_sign_in)
        self.sign_out.clicked.connect(self._want_sign_out)
        self.refresh.clicked.connect(self._refresh)
        self.name.buyer_chosen.connect(link.choose_buyer)
        self.name.another_wanted.connect(lambda: self.sign_in_wanted.emit(None))
        link.accounts_changed.connect(self._take)
        self._take(link.accounts)

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        # The name's letters, not its invisible outline, stand at the margin.
        whole.setContentsMargins(_MARGIN - _INDENT, 8, 12, 12)
        whole.setSpacing(0)
        whole.addWidget(self._build_nobody())
        whole.addWidget(self._build_name())
        whole.addWidget(self._build_balance())
        whole.addWidget(self._build_standing())
        self.sign_in = Button("", object_name="signInButton")
        self._sign_in_row = QWidget(self)
        self._sign_in_row.setObjectName("signInRow")
        row = QHBoxLayout(self._sign_in_row)
        row.setContentsMargins(_INDENT, 4, _MARGIN - 12, 4)
        row.addWidget(self.sign_in)
        whole.addWidget(self._sign_in_row)

    def _build_nobody(self) -> QWidget:
        self._nobody = QWidget(self)
        self._nobody.setObjectName("nobodyRow")
        row = QHBoxLayout(self._nobody)
        row.setContentsMargins(_INDENT, 4, 0, 4)
        row.setSpacing(8)
        row.addWidget(IconLabel("user", "text2", parent=self._nobody))
        row.addWidget(
            label(self.tr("Not signed in"), tone="text2", weight=500, object_name="notSignedInLabel")
        )
        row.addStretch(1)
        return self._nobody

    def _build_name(self) -> QWidget:
        self._who = QWidget(self)
        self._who.setObjectName("accountRow")
        row = QHBoxLayout(self._who)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.name = AccountButton(self._who)
        self.sign_out = IconButton("log-out", self.tr("Sign out"), object_name="signOutButton")
        self.top_up = IconButton("plus", self.tr("Top up on the site"), object_name="topUpButton")
        self.top_up.setVisible(top_up.possible(self._link.endpoint_url))
        self.top_up.clicked.connect(self.top_up_wanted)
        row.addWidget(self.name, 1)
        row.addWidget(self.top_up)
        row.addWidget(self.sign_out)
        return self._who

    def _build_balance(self) -> QWidget:
        self._money = QWidget(self)
        self._money.setObjectName("balanceRow")
        row = QHBoxLayout(self._money)
        row.setContentsMargins(_INDENT, 0, 0, 0)
        row.setSpacing(8)
        self.balance = label("", role="figure", object_name="balanceLabel")
        self.refresh = Button("", kind="quiet", icon="refresh", height=28, object_name="refreshAccountButton")
        row.addWidget(self.balance)
        row.addStretch(1)
        row.addWidget(self.refresh)
        return self._money

    def _build_standing(self) -> QWidget:
        self._standing = QWidget(self)
        self._standing.setObjectName("standingRow")
        row = QHBoxLayout(self._standing)
        row.setContentsMargins(_INDENT, 0, _MARGIN - 12, 0)
        row.setSpacing(0)
        self.level = label("", role="small", tone="text2", object_name="levelLabel")
        self._dot = label(" · ", role="small", tone="text2", object_name="levelDot")
        self.points = ElidedLabel("", role="small", tone="text2", object_name="pointsLabel")
        self.age = label("", role="small", tone="text2", object_name="balanceAgeLabel")
        # The labels themselves show theirs only when they are cut off.
        set_tooltip(
            self._standing,
            self.tr(
                "Level: what the service ranks this account as. Points: what it has credited to the account "
                "besides the balance. What they bring stands on the service's site."
            ),
        )
        row.addWidget(self.level)
        row.addWidget(self._dot)
        row.addWidget(self.points, 1)
        row.addWidget(self.age)
        return self._standing

    def _take(self, accounts: Accounts) -> None:
        current = accounts.current
        phase = current.phase if current else SignInPhase.OUT
        # A lone account that is out is as good as none; among several its name leads to the others.
        nobody = current is None or (phase is SignInPhase.OUT and len(accounts.states) == 1)
        out = nobody or phase in (SignInPhase.OUT, SignInPhase.VOID)
        self._nobody.setVisible(nobody)
        self._who.setVisible(not nobody)
        self._money.setVisible(phase is not SignInPhase.OUT)
        self._standing.setVisible(not out)
        self._sign_in_row.setVisible(out)
        self.sign_out.setVisible(phase is not SignInPhase.OUT)
        void = phase is SignInPhase.VOID
        self.sign_in.setText(self.tr("Sign in to go on…") if void else self.tr("Sign in…"))
        self.refresh.setVisible(not void)
        self.name.show_accounts(accounts)
        if current is not None:
            self._show(current)
        self._count_down()

    def _show(self, state: AccountState) -> None:
        amount = state.balance.amount if state.balance else state.info.balance if state.info else None
        self.balance.setText(_NOTHING if amount is None else format_money(amount))
        self._show_standing(state.phase, state.info)
        self.age.setText("")
        set_tooltip(self.age, "")
        if state.balance is not None:
            self._show_age(state.balance, state.expected)

    def _show_age(self, balance: BalanceSeen, expected: Decimal | None) -> None:
        """Say when the balance was seen, or, once something was charged since, what it should be by now."""
        time = time_of(balance.seen, self._link.clock.now())
        if expected is None or expected == balance.amount:
            self.age.setText(self.tr("as of {time}").format(time=time))
            return
        self.age.setText(self.tr("expected {amount}").format(amount=format_money(expected)))
        words = self.tr(
            "The balance was {seen} at {time}. By what is known to have been charged or given back since, it "
            "should be {expected} now."
        )
        told = words.format(seen=format_money(balance.amount), time=time, expected=format_money(expected))
        set_tooltip(self.age, told)

    def _show_standing(self, phase: SignInPhase, info: AccountInfo | None) -> None:
        waiting = ""
        if phase is SignInPhase.KEYRING:
            waiting = self.tr("Waiting for your keyring…")
        elif phase is SignInPhase.ASKING:
            waiting = self.tr("Signing in…")
        self.age.setVisible(not waiting)
        known = info is not None and not waiting
        self.level.setVisible(known)
        self._dot.setVisible(known)
        if waiting or info is None:
            self.points.setText(waiting)
            return
        self.level.setText(self.tr("Level {level}").format(level=clean(info.level, _SHORT, one_line=True)))
        self.points.setText(self.tr("{points} points").format(points=_grouped(info.points)))

    def _count_down(self) -> None:
        """Show the seconds until the balance may be asked for; the timer runs only while there are any."""
        current = self._link.accounts.current
        signed_in = current is not None and current.phase is SignInPhase.IN
        left = current.refresh_at - self._link.clock.elapsed() if current and current.refresh_at else 0.0
        seconds = math.ceil(left) if signed_in and left > 0 else 0
        self.refresh.setText(self.tr("{n} s").format(n=seconds) if seconds else "")
        self.refresh.set_icon("refresh")
        self.refresh.set_telling(bool(seconds))
        self.refresh.setEnabled(signed_in and not seconds)
        self.refresh.setAccessibleName(
            self.tr("Refresh the balance, possible in {n} s").format(n=seconds)
            if seconds
            else self.tr("Refresh the balance")
        )
        set_tooltip(
            self.refresh,
            self.tr("The service tells the balance once a minute")
            if seconds
            else self.tr("Refresh the balance"),
        )
        if bool(seconds) != self._tick.isActive():
            if seconds:
                self._tick.start()
            else:
                self._tick.stop()

    def _refresh(self) -> None:
        self._link.refresh_account(self._link.accounts.buyer)

    def _want_sign_in(self) -> None:
        current = self._link.accounts.current
        self.sign_in_wanted.emit(current.account if current else None)

    def _want_sign_out(self) -> None:
        buyer: AccountId | None = self._link.accounts.buyer
        if buyer is not None:
            self.sign_out_wanted.emit(buyer)


def _grouped(points: str) -> str:
    """The points as the service wrote them, their thousands parted when they are a whole number."""
    if points.isascii() and points.isdigit() and len(points) < 15:
        return QLocale().toString(int(points))
    return clean(points, _SHORT, one_line=True)
