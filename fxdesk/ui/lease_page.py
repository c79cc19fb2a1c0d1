# SPDX-License-Identifier: MIT
"""Be the page of numbers: its table, its details, its filter, and what stands there when it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from fxdesk.core.lease_state import OPEN, Act
from fxdesk.core.model import AccountId, Lease, LeaseId
from fxdesk.core.text import isolate
from fxdesk.ui import theme
from fxdesk.ui.account_button import account_name
from fxdesk.ui.blacklist_dialog import BlacklistDialog
from fxdesk.ui.confirm_dialog import ConfirmDialog
from fxdesk.ui.lease_actions import Copier, LeaseActions, offers_release
from fxdesk.ui.lease_details import LeaseDetails
from fxdesk.ui.lease_dialogs import LeaseDialogs
from fxdesk.ui.lease_front import LeaseFront
from fxdesk.ui.lease_model import LeaseModel
from fxdesk.ui.lease_news import LeaseNews
from fxdesk.ui.lease_pane import LeasePane
from fxdesk.ui.lease_row import LeaseRow
from fxdesk.ui.lease_table import LeaseTable
from fxdesk.ui.loader import Loader
from fxdesk.ui.message_strip import MessageStrip
from fxdesk.ui.naming import named
from fxdesk.ui.shared_second import SharedSecond
from fxdesk.ui.sheet_dialog import SheetDialog
from fxdesk.ui.strip_notices import StripNotices
from fxdesk.ui.too_many_dialog import TooManyDialog

if TYPE_CHECKING:
    from fxdesk.core.notice import Accounts
    from fxdesk.core.preferences import Preferences
    from fxdesk.workers.link import Link

NARROW = 1100
REFRESH_MS = 100


class LeasePage(QWidget):
    """The page "Numbers". `filters` is its part of the page bar, `strip` tells what happened.

    counted(int) -- how many numbers "Open" lists.
    lease_chosen(LeaseId or None) -- another number is the selected one.
    offer_wanted(str, str) -- service and country id that the picker is to be set to.
    sign_in_wanted(), demo_wanted(), log_wanted(), top_up_wanted() -- the person wants to go there.
    limit_wanted(str) -- the person wants to change this setting.
    """

    counted = Signal(int)
    lease_chosen = Signal(object)
    offer_wanted = Signal(str, str)
    sign_in_wanted = Signal()
    demo_wanted = Signal()
    top_up_wanted = Signal()
    limit_wanted = Signal(str)
    log_wanted = Signal()

    def __init__(
        self,
        link: Link,
        copier: Copier,
        parent: QWidget | None = None,
        *,
        loader: Loader | None = None,
        front: LeaseFront | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pageNumbers")
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._link = link
        self._narrow = False
        self._detailed: Lease | None = None
        self._loader = loader or Loader(self)
        self._refresher = QTimer(self, interval=REFRESH_MS, singleShot=True)
        self._second = SharedSecond(link.clock, self)
        self.model = LeaseModel(self._second, self)
        self.table = LeaseTable(link, self.model)
        self.actions_ = LeaseActions(link, self.model, copier, self)
        self.table.addActions(self.actions_.in_table())
        self.details = LeaseDetails(link, self.model, self.actions_, copier)
        self.strip = MessageStrip()
        self.strip.set_focus_return(self.table)
        self._dialogs = LeaseDialogs(link, self.model, self.actions_, self)
        self.notices = StripNotices(link, self.strip, self.model, self.actions_, self._second, self)
        self._front = front or LeaseFront(only_open=link.preferences.only_open, offers_demo=False)
        self.filters, self.shown, self.filter = self._front.filters, self._front.shown, self._front.filter
        self.empty = self._front.empty
        self._lay_out()
        self._connect_parts()
        self._connect_link(link)
        self.model.set_only_open(link.preferences.only_open)
        self._take_accounts(link.accounts)
        self._show_counts(*self.model.counts)

    # What the window asks

    def leases(self) -> list[Lease]:
        """All numbers that the table holds, shown or not."""
        return list(self.model.leases())

    def open_of(self, account_id: AccountId) -> list[Lease]:
        """The open numbers of one account."""
        return [
            lease for lease in self.model.leases() if lease.account_id == account_id and lease.state in OPEN
        ]

    def parts(self) -> list[QWidget]:
        """What the keyboard goes round in: the table and the details, as far as they are in view."""
        return [part for part in (self.table, self.details.sms) if part.isVisible()] or [self.empty]

    def focus_table(self) -> None:
        """Give the table the keyboard."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_filter(self) -> None:
        """Give the filter the keyboard, its text selected."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def show_lease(self, lease_id: LeaseId) -> None:
        """Select a number and bring it into view, even if filter or "Open" have to go for it."""
        if not self.table.show_lease(lease_id):
            self.filter.clear()
            self.shown.choose("all")
            self.table.show_lease(lease_id)
        self.focus_table()

    def set_copied(self, lease_id: LeaseId | None, what: str) -> None:
        """Let the row say that it was copied."""
        self.model.set_copied(lease_id, what)
        self._news.tell_copied(lease_id, what)

    def set_narrow(self, narrow: bool) -> None:
        """Take the layout for little room."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.table.set_narrow(narrow)
            self.details.set_narrow(narrow)
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_narrow(self.window().width() < theme.current().px(NARROW))
        self.pane.share()

    # How it is built

    def _lay_out(self) -> None:
        self.pane = LeasePane(self.table, self.details)
        self._stack = named(QStackedWidget(), "leaseStack")
        self._stack.addWidget(self.pane)
        self._stack.addWidget(self._front.area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self._stack, 1)
        theme.current().changed.connect(self._measure)
        self._measure()

    def _connect_parts(self) -> None:
        self._news = LeaseNews(self.model, self.table)
        self._second.turned.connect(self.table.tick)
        self._second.turned.connect(self.details.say_anew)
        self._refresher.timeout.connect(self.actions_.refresh)
        self._loader.turned.connect(self.table.turn_loader)
        self.shown.chosen.connect(self._choose_shown)
        self.filter.textChanged.connect(self._filter)
        self.filter.escaped.connect(self.focus_table)
        self.filter.returnPressed.connect(self.focus_table)
        self.model.counts_changed.connect(self._show_counts)
        for changed in (self.model.rowsInserted, self.model.rowsRemoved, self.model.modelReset):
            changed.connect(self._show_what_there_is)
        self.model.dataChanged.connect(self._data_changed)
        self.table.current_changed.connect(self._choose)
        self.table.act_wanted.connect(lambda lease_id, act: self.actions_.do(act, lease_id))
        self.table.copy_wanted.connect(self.actions_.copy_by_context)
        self.table.menu_wanted.connect(self._open_menu)
        self.table.typed.connect(self._type)
        self.actions_.details.triggered.connect(self.pane.turn)
        self.details.back_wanted.connect(self.pane.turn)
        self.actions_.offer_wanted.connect(self.offer_wanted)
        self.actions_.linked_wanted.connect(self.show_lease)
        self.actions_.blacklist_wanted.connect(self._ask_blacklist)
        self.notices.row_wanted.connect(self.show_lease)
        self.notices.sign_in_wanted.connect(self.sign_in_wanted)
        self.notices.log_wanted.connect(self.log_wanted)
        self.notices.top_up_wanted.connect(self.top_up_wanted)
        self.notices.limit_wanted.connect(self.limit_wanted)
        self.notices.open_numbers_wanted.connect(self._list_open)
        self.empty.sign_in_wanted.connect(self.sign_in_wanted)
        self.empty.demo_wanted.connect(self.demo_wanted)
        self.empty.filter_clear_wanted.connect(self.filter.clear)
        self.empty.all_wanted.connect(lambda: self.shown.choose("all"))

    def _connect_link(self, link: Link) -> None:
        link.leases_loaded.connect(self.model.load)
        link.lease_changed.connect(self._take_lease)
        link.leases_cleared.connect(self.model.remove)
        link.accounts_changed.connect(self._take_accounts)
        link.catalogue_changed.connect(self.model.set_catalogue)
        link.preferences_changed.connect(self._take_preferences)
        link.purchase.buying_changed.connect(self._take_buying)

    # What comes from outside

    def _take_lease(self, lease: Lease) -> None:
        self._second.turn()
        is_new = self.model.lease(lease.lease_id) is None
        self._news.tell_of(lease)
        self.model.upsert(lease)
        if is_new and self.table.current_lease() is None:
            self.table.show_lease(lease.lease_id)

    def _take_accounts(self, accounts: Accounts) -> None:
        self.model.set_accounts({state.account.account_id: account_name(state) for state in accounts.states})
        self.empty.take_accounts(accounts)

    def _take_buying(self, out: bool) -> None:
        self._loader.await_("purchase", out)

    def _take_preferences(self, preferences: Preferences) -> None:
        self.table.set_compact(preferences.compact_rows)

    # What the person does

    def _choose(self, lease_id: LeaseId | None) -> None:
        self.actions_.bind(lease_id)
        self.pane.set_filled(lease_id is not None)
        self.details.show_lease(lease_id)
        self.lease_chosen.emit(lease_id)

    def _choose_shown(self, key: str) -> None:
        self.model.set_only_open(key == "open")
        self._link.change_preferences(only_open=key == "open")
        self._show_what_there_is()

    def _filter(self, typed: str) -> None:
        self.model.set_filter(typed)
        self._show_what_there_is()

    def _type(self, letters: str) -> None:
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filter.setText(letters)

    def _open_menu(self, where: QPoint) -> None:
        menu = named(QMenu(self), "leaseMenu")
        self.model.hold("menu")
        menu.aboutToHide.connect(lambda: self.model.let_go("menu"))
        # Qt tells the table of no mouse that left it while a menu was open.
        menu.aboutToHide.connect(self.table.find_mouse)
        menu.aboutToHide.connect(menu.deleteLater)
        self.actions_.fill(menu)
        menu.popup(where)

    def _ask_blacklist(self, lease_id: LeaseId) -> None:
        lease = self.model.lease(lease_id)
        if lease is None:
            return
        if offers_release(lease, Act.BLACKLIST):
            self._offer_release(lease)
        else:
            self._open_dialog(BlacklistDialog(self._link, lease, self.window()))

    def _offer_release(self, lease: Lease) -> None:
        row = LeaseRow(lease, self._link.clock.now())
        question = ConfirmDialog(
            self.tr("Release instead"),
            self.tr("Release {number} instead?").format(number=isolate(row.phone or row.service)),
            self.tr(
                "The service blacklists a number only after its SMS, and none has come here. Released, it "
                "costs nothing; if its SMS comes first, it is charged and can be blacklisted."
            ),
            confirm=self.tr("Release"),
            stay=self.tr("Stay"),
            parent=self.window(),
        )
        question.confirmed.connect(question.accept)
        question.accepted.connect(lambda: self.actions_.do(Act.RELEASE, lease.lease_id))
        self._open_dialog(question)

    def _open_dialog(self, dialog: SheetDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _list_open(self) -> None:
        buyer = self._link.accounts.buyer
        in_use = self.open_of(buyer) if buyer is not None else self.leases()
        self._open_dialog(TooManyDialog(self._link, in_use, self.window()))

    # What is shown

    def _data_changed(self) -> None:
        if not self._refresher.isActive():
            self._refresher.start()
        lease_id = self.details.lease_id
        lease = self.model.lease(lease_id) if lease_id is not None else None
        if lease is not None and lease is not self._detailed:
            self._detailed = lease
            self.actions_.refresh()
            self.details.refresh()

    def _show_counts(self, open_rows: int, rows: int) -> None:
        self.shown.set_text("open", self.tr("Open {n}").format(n=open_rows))
        self.shown.set_tooltip(
            "open", self.tr("Numbers that are not over or not settled, and codes that were not copied yet")
        )
        self.shown.set_text("all", self.tr("All {n}").format(n=rows))
        self.shown.setVisible(rows > 0)
        self.actions_.refresh()
        self.counted.emit(open_rows)
        self._show_what_there_is()

    def _show_what_there_is(self) -> None:
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.pane)
            return
        rows = self.model.counts[1]
        if not rows:
            self.empty.say_first_start()
        elif self.filter.text().strip():
            self.empty.say_no_match(self.filter.text())
        else:
            self.empty.say_none_open(rows)
        self._stack.setCurrentIndex(1)

    def _measure(self) -> None:
        self._front.measure(narrow=self._narrow)
