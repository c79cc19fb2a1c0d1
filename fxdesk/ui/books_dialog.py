# SPDX-License-Identifier: MIT
"""Check the balance: what should have been charged beside what was, by days, and how the service charges."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from fxdesk.core.books import AccountBooks, Books, Day
from fxdesk.core.model import AccountId, BalanceSeen
from fxdesk.core.text import clean
from fxdesk.ui import theme
from fxdesk.ui.books_days import BooksDays
from fxdesk.ui.books_events import BooksEvents
from fxdesk.ui.books_words import Names, day_warning, now_words, verdict_words
from fxdesk.ui.buttons import Button
from fxdesk.ui.naming import named
from fxdesk.ui.notice_box import NoticeBox
from fxdesk.ui.safe import label
from fxdesk.ui.sheet_dialog import SheetDialog

if TYPE_CHECKING:
    from fxdesk.core.notice import Accounts, AccountState
    from fxdesk.workers.link import Link

WIDTH, HEIGHT = 720, 760
FEW_ROWS, FEW_LINES = 2, 3
DAYS = 90
_LABEL_LIMIT = 60


class BooksDialog(SheetDialog):
    """The books of one account, read anew whenever its balance is seen. Its signals are QDialog's."""

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        room = QGuiApplication.primaryScreen().availableSize()
        scale = theme.current().px(100) / 100
        width = min(WIDTH, round((room.width() - 40) / scale))
        super().__init__("", width=width, object_name="booksDialog", parent=parent)
        self.setWindowTitle(self.tr("Balance check"))
        self._link = link
        self._account_id: AccountId | None = link.accounts.buyer
        self._names: Names = {}
        self._seen: tuple[BalanceSeen | None, object] | None = None
        self._build_head()
        self._verdict = label(wrap=True, object_name="booksVerdictLabel")
        self._now = label(tone="text2", wrap=True, object_name="booksNowLabel")
        self._missing = label(tone="text2", wrap=True, object_name="booksEmptyLabel")
        self._days_head = label(self.tr("By days"), role="small", tone="text2", weight=600)
        self.days, self.events = BooksDays(), BooksEvents()
        if room.height() < theme.current().px(HEIGHT):
            # Large text on a small screen: the buttons must stay on it.
            self.days.limit(FEW_ROWS)
            self.events.limit(FEW_LINES)
        self._warning = NoticeBox(object_name="booksWarning")
        self._events_head = label(role="small", tone="text2", weight=600, object_name="booksEventsHead")
        for part in (self._verdict, self._now, self._missing, self._days_head, self.days, self._warning):
            self.body.addWidget(part)
        self.body.addWidget(self._events_head)
        self.body.addWidget(self.events)
        self._add_buttons()
        self._ticker = QTimer(self, interval=1000)
        self._ticker.timeout.connect(self._count_down)
        self._ticker.start()
        self.days.day_chosen.connect(self._show_day)
        link.papers.books_ready.connect(self._take)
        link.accounts_changed.connect(self._take_accounts)
        self._show_books(None)
        self._take_accounts(link.accounts)
        self.days.setFocus()

    def _build_head(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(self.tr("Balance check"), role="price"))
        row.addStretch(1)
        self.account = named(QComboBox(), "booksAccountBox")
        self.account.setAccessibleName(self.tr("Account"))
        states = self._link.accounts.states
        for state in states:
            name = clean(state.account.label, _LABEL_LIMIT, one_line=True)
            self.account.addItem(name, state.account.account_id)
        self.account.setCurrentIndex(max(0, self.account.findData(self._account_id)))
        self.account.setVisible(len(states) > 1)
        self.account.activated.connect(self._choose)
        row.addWidget(self.account)
        self.body.addLayout(row)

    def _add_buttons(self) -> None:
        self._refresh = Button("", icon="refresh", height=30, object_name="booksRefreshButton")
        self._refresh.set_telling(True)
        self._refresh.clicked.connect(lambda: self._link.refresh_account(self._account_id))
        close = Button(self.tr("Close"), kind="primary", object_name="booksCloseButton")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.add_left(self._refresh)
        self.add_act(close)

    def _choose(self, place: int) -> None:
        self._account_id = self.account.itemData(place)
        self._seen = None
        self._show_books(None)
        self._take_accounts(self._link.accounts)

    def _take_accounts(self, accounts: Accounts) -> None:
        state = self._state(accounts)
        known = (state.balance, state.expected) if state is not None else (None, None)
        if state is not None and known != self._seen:
            self._seen = known
            self._link.papers.ask_books(state.account.account_id, DAYS)
        elif state is None:
            self._show_books(Books())
        self._count_down()

    def _state(self, accounts: Accounts) -> AccountState | None:
        return next((one for one in accounts.states if one.account.account_id == self._account_id), None)

    def _take(self, found: AccountBooks) -> None:
        if found.account_id == self._account_id:
            self._names = found.names
            self._show_books(found.books)

    def _show_books(self, books: Books | None) -> None:
        """Show the books; None: they are being read."""
        enough = books is not None and bool(books.intervals)
        for part in (self._verdict, self._days_head, self.days, self._events_head, self.events):
            part.setVisible(enough)
        self._missing.setVisible(not enough)
        self._warning.setVisible(enough and bool(self._warning.text()))
        self._now.setVisible(books is not None and books.last is not None)
        if books is None:
            self._missing.setText(self.tr("Reading the journal…"))
            return
        self._now.setText(now_words(books, self._link.clock.now()))
        self._missing.setText(
            self.tr(
                "Too few balances were seen for a check: it takes two. FX Desk asks for the balance after "
                "each purchase, SMS and release, at most once a minute. Sign in, and look again later."
            )
        )
        self._verdict.setText(verdict_words(books.verdict))
        self.days.show_days(books.days)

    def _show_day(self, day: Day | None) -> None:
        self.events.show_day(day, self._names)
        self._warning.say("" if day is None else day_warning(day, self._names))
        if day is not None:
            self._events_head.setText(self.tr("What moved it on {day}").format(day=day.day.isoformat()))

    def _count_down(self) -> None:
        state = self._state(self._link.accounts)
        left = math.ceil(state.refresh_at - self._link.clock.elapsed()) if state is not None else 0
        self._refresh.setEnabled(state is not None and left <= 0)
        if state is not None and left > 0:
            self._refresh.setText(self.tr("Ask for the balance in {n} s").format(n=left))
        else:
            self._refresh.setText(self.tr("Ask for the balance now"))
