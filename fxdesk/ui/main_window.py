# SPDX-License-Identifier: MIT
"""Put the window together: the frame for buying at the left, the sheet for watching at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fxdesk import __version__
from fxdesk.core.notice import Rank
from fxdesk.core.service_address import site_of
from fxdesk.ui import safe, theme, top_up
from fxdesk.ui.clipboard import Clipboard
from fxdesk.ui.held_keys import HeldKeys
from fxdesk.ui.lease_front import LeaseFront
from fxdesk.ui.loader import Loader
from fxdesk.ui.naming import named
from fxdesk.ui.page_bar import PageBar
from fxdesk.ui.screen_room import room_on_screen, stay_on_screen
from fxdesk.ui.sidebar import Sidebar
from fxdesk.ui.status_bar import StatusBar

if TYPE_CHECKING:
    # Loaded when the window stands, or when they are asked for.
    from fxdesk.core.model import Account
    from fxdesk.core.notice import Accounts
    from fxdesk.core.preferences import Preferences
    from fxdesk.workers.link import Link

NARROW = 1100
SIZE = (1280, 800)
LEAST = QSize(640, 340)


class MainWindow(QMainWindow):
    """The one window.

    Signals: `language_chosen(str)` when the person wants another language, `demo_wanted()` when they want to
    try the demo, `closed()` once all is stopped.

    Without `whole` only what a start shows is built: call `complete` when the window stands, before anything
    is told by the link.
    """

    language_chosen = Signal(str)
    demo_wanted = Signal()
    closed = Signal()

    def __init__(self, link: Link, *, whole: bool = True) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("FX Desk")
        self._link = link
        self._dialog: QWidget | None = None
        self._dressed = (link.preferences.palette, link.preferences.text_percent)
        self.clipboard = Clipboard(link, self)
        self._is_whole = False
        self._held_keys: HeldKeys | None = None
        self._build()
        theme.current().changed.connect(self._measure)
        self._measure()
        self._restore()
        self.sidebar.picker.focus_service()
        if whole or link.preferences.log_shown:
            self.complete()

    def complete(self) -> None:
        """Build what a start does not show yet: the table, the log, what the menus hold and what asks."""
        if self._is_whole:
            return
        from fxdesk.ui.auto_copy import AutoCopy
        from fxdesk.ui.leaving import Leaving
        from fxdesk.ui.papers import Papers
        from fxdesk.ui.purchase_questions import PurchaseQuestions
        from fxdesk.ui.sign_out import SignOut
        from fxdesk.ui.window_actions import WindowActions

        self._is_whole = True
        link = self._link
        self._auto_copy = AutoCopy(link, self.clipboard, self)
        self._actions = WindowActions(link, self)
        self._build_rest()
        self._fill_menus()
        self._questions = PurchaseQuestions(link, self)
        self.leaving = Leaving(link, self.numbers.leases, self.clipboard.copy_text, self)
        self._sign_out = SignOut(link, self.numbers.leases, self)
        self._papers = Papers(link, self.clipboard, self)
        self._connect()
        self._take_accounts(link.accounts)
        if link.preferences.log_shown:
            self.log_dock.show()

    def _build(self) -> None:
        link = self._link
        self._loader = Loader(self)
        self.sidebar = Sidebar(link, self._loader)
        dock = named(QDockWidget(self), "sidebarDock")
        dock.setWindowTitle(self.tr("Account and prices"))
        dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        dock.setTitleBarWidget(named(QWidget(dock), "sidebarTitle"))
        dock.setWidget(self.sidebar)
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
        # The log lies under the sheet only.
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self._front = LeaseFront(only_open=link.preferences.only_open, offers_demo=not link.demo)
        self._page_bar = PageBar()
        self._pages = named(QStackedWidget(), "pageStack")
        self._pages.addWidget(self._front.area)
        self._page_bar.add_page(self.tr("Numbers"), self._front.filters)
        sheet = named(QWidget(self), "sheet")
        sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(sheet)
        layout.setContentsMargins(1, 1, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._page_bar)
        layout.addWidget(self._pages, 1)
        self.setCentralWidget(sheet)
        self.status = StatusBar(link, self.clipboard, self)
        self.setStatusBar(self.status)
        self.menuBar().setObjectName("menuBar")
        self._menus = {
            name: named(self.menuBar().addMenu(title), name)
            for title, name in (
                (self.tr("&File"), "menuFile"),
                (self.tr("&Number"), "menuNumber"),
                (self.tr("&View"), "menuView"),
                (self.tr("&Help"), "menuHelp"),
            )
        }

    def _build_rest(self) -> None:
        from fxdesk.ui.lease_page import LeasePage
        from fxdesk.ui.log_dock import LogDock

        self.numbers = LeasePage(self._link, self.clipboard, loader=self._loader, front=self._front)
        self._pages.addWidget(self.numbers)
        self.log_dock = LogDock(self._link, self.clipboard, self)
        self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.log_dock)
        self.log_dock.hide()
        # The Tab key comes to the status bar last, though it was there first.
        last: QWidget = self.previousInFocusChain() or self
        for button in self.status.buttons():
            self.setTabOrder(last, button)
            last = button

    def _fill_menus(self) -> None:
        actions, menus = self._actions, self._menus
        actions.fill_file(menus["menuFile"])
        number = menus["menuNumber"]
        number.addActions([actions.get_number, actions.options])
        number.addSeparator()
        self.numbers.actions_.fill(number)
        number.addSeparator()
        number.addAction(actions.with_country_code)
        view = menus["menuView"]
        actions.fill_view(view)
        self._columns = named(view.addMenu(self.tr("Columns")), "menuColumns")
        self._columns.aboutToShow.connect(self._fill_columns)
        actions.fill_help(menus["menuHelp"])

    def _fill_columns(self) -> None:
        self._columns.clear()
        self.numbers.table.columns.fill_chooser(self._columns)

    def _connect(self) -> None:
        link, actions = self._link, self._actions
        self.sidebar.account.sign_in_wanted.connect(self.sign_in)
        self.sidebar.account.sign_out_wanted.connect(self._sign_out.ask)
        self.sidebar.picker.left.connect(self.numbers.focus_table)
        self.sidebar.picker.readiness_changed.connect(actions.get_number.setEnabled)
        self.numbers.sign_in_wanted.connect(lambda: self.sign_in(None))
        self.numbers.offer_wanted.connect(self.sidebar.picker.choose)
        self.numbers.counted.connect(self._count)
        self.numbers.lease_chosen.connect(self.log_dock.look_at)
        self.numbers.log_wanted.connect(self.log_dock.show)
        self.numbers.demo_wanted.connect(self.demo_wanted)
        self.clipboard.copied.connect(self.numbers.set_copied)
        actions.sign_in.triggered.connect(lambda: self.sign_in(None))
        actions.sign_out.triggered.connect(self._sign_out_buyer)
        actions.refresh_account.triggered.connect(lambda: link.refresh_account())
        actions.refresh_prices.triggered.connect(link.refresh_prices)
        actions.books.triggered.connect(self._show_books)
        actions.save_log.triggered.connect(link.papers.ask_support_log)
        actions.save_numbers.triggered.connect(self._papers.save_numbers)
        actions.preferences.triggered.connect(lambda: self.show_preferences())
        actions.top_up.triggered.connect(self._top_up)
        actions.top_up.setEnabled(top_up.possible(link.endpoint_url))
        actions.options.triggered.connect(self.sidebar.picker.open_options)
        self.sidebar.account.top_up_wanted.connect(self._top_up)
        self.numbers.top_up_wanted.connect(self._top_up)
        self.numbers.limit_wanted.connect(self.show_preferences)
        actions.quit.triggered.connect(self.close)
        actions.get_number.triggered.connect(self.sidebar.picker.get_number)
        actions.find_service.triggered.connect(self.sidebar.picker.focus_service)
        actions.find_number.triggered.connect(self.numbers.focus_filter)
        actions.next_part.triggered.connect(lambda: self._go_round(1))
        actions.last_part.triggered.connect(lambda: self._go_round(-1))
        actions.log.triggered.connect(self._show_log)
        actions.help.triggered.connect(self._show_help)
        actions.about.triggered.connect(self._show_about)
        actions.language_chosen.connect(self.language_chosen)
        self.status.log_wanted.connect(self._show_log)
        self.log_dock.shown_changed.connect(self._log_shown)
        link.accounts_changed.connect(self._take_accounts)
        link.preferences_changed.connect(self._take_preferences)
        self.leaving.ready.connect(self.close)

    def sign_in(self, account: Account | None) -> None:
        """Ask for the API name and password, or a token, of a new or a known account."""
        from fxdesk.ui.sign_in_dialog import SignInDialog

        dialog = SignInDialog(self._link, account, self)
        # The button that asked for it is gone then, and with it the focus.
        dialog.accepted.connect(self.sidebar.picker.focus_service)
        self._keep_dialog(dialog)
        dialog.open()

    def show_preferences(self, field: str = "") -> None:
        """Open the settings, at this one if it is named."""
        from fxdesk.ui.preferences_dialog import PreferencesDialog

        dialog = PreferencesDialog(self._link, self)
        # The window is replaced by one that speaks the language, so its dialog must have returned.
        dialog.language_chosen.connect(self.language_chosen, Qt.ConnectionType.QueuedConnection)
        if field:
            dialog.go_to(field)
        self._keep_dialog(dialog)
        dialog.open()

    def _top_up(self) -> None:
        from fxdesk.ui.message_strip import Message

        if not top_up.open_site(self._link.endpoint_url):
            words = self.tr("No browser could be opened. Open {url} yourself.")
            site = site_of(self._link.endpoint_url)
            self.numbers.strip.show_message(Message("top up", Rank.WARN, words.format(url=site)))

    def _sign_out_buyer(self) -> None:
        if self._link.accounts.buyer is not None:
            self._sign_out.ask(self._link.accounts.buyer)

    def _show_books(self) -> None:
        from fxdesk.ui.books_dialog import BooksDialog

        dialog = BooksDialog(self._link, self)
        self._keep_dialog(dialog)
        dialog.open()

    def _show_help(self) -> None:
        from fxdesk.ui.shortcut_sheet import ShortcutSheet

        sheet = ShortcutSheet((*self._actions.all(), *self.numbers.actions_.all()), self)
        self._keep_dialog(sheet)
        sheet.open()

    def _show_about(self) -> None:
        words = self.tr(
            "FX Desk {version}. Rents a phone number for one SMS code, one click at a time. "
            "Use it for accounts of your own."
        ).format(version=__version__)
        close = safe.Choice(self.tr("Close"), QMessageBox.ButtonRole.AcceptRole)
        box = safe.box(self, self.tr("About FX Desk"), words, (close,), escape=0, object_name="aboutBox")
        self._keep_dialog(box)
        box.open()

    def _keep_dialog(self, dialog: QWidget) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog = dialog

    def _take_accounts(self, accounts: Accounts) -> None:
        self._actions.sign_out.setEnabled(accounts.current is not None)
        self._actions.refresh_account.setEnabled(accounts.current is not None)
        self._actions.books.setEnabled(accounts.current is not None)

    def _take_preferences(self, preferences: Preferences) -> None:
        self._actions.take_preferences(preferences)
        if (preferences.palette, preferences.text_percent) != self._dressed:
            self._dressed = (preferences.palette, preferences.text_percent)
            theme.current().dress(preferences.palette, text_percent=preferences.text_percent)
            QTimer.singleShot(0, self, self._stay_on_screen)

    def _count(self, open_numbers: int) -> None:
        words = self.tr("Numbers {n}").format(n=open_numbers) if open_numbers else self.tr("Numbers")
        self._page_bar.set_title(0, words)

    def _show_log(self, wanted: bool) -> None:
        self.log_dock.setVisible(wanted)

    def _log_shown(self, shown: bool) -> None:
        self._actions.log.setChecked(shown)
        self.status.log_button.setChecked(shown)

    def _go_round(self, step: int) -> None:
        """Move the keyboard between the window's parts: sidebar, table, details, log."""
        parts: list[QWidget] = [self.sidebar, *self.numbers.parts()]
        if self.log_dock.isVisible():
            parts.append(self.log_dock)
        focus = self.focusWidget()
        at = next((at for at, part in enumerate(parts) if focus and part.isAncestorOf(focus)), 0)
        if focus in parts:
            at = parts.index(focus)
        target = parts[(at + step) % len(parts)]
        if target is self.sidebar:
            self.sidebar.picker.focus_service()
        elif target is self.log_dock:
            self.log_dock.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _restore(self) -> None:
        preferences = self._link.preferences
        self.resize(QSize(*SIZE).boundedTo(room_on_screen(self)))
        if preferences.window_geometry:
            self.restoreGeometry(QByteArray.fromBase64(preferences.window_geometry.encode()))

    def _stay_on_screen(self) -> None:
        """Larger text makes the window grow: neither its foot nor its title may leave the screen."""
        if self.isMaximized() or self.isFullScreen():
            return
        self.resize(self.size().boundedTo(room_on_screen(self)))
        stay_on_screen(self)

    def _measure(self) -> None:
        # Said here, or the layout would ask for all that its parts would like, more than a screen may have.
        dress = theme.current()
        least = QSize(dress.px(LEAST.width()), dress.px(LEAST.height()))
        self.setMinimumSize(least.boundedTo(room_on_screen(self)))

    def _remember(self) -> None:
        geometry = self.saveGeometry().toBase64().toStdString()
        self._link.change_preferences(window_geometry=geometry, log_shown=self.log_dock.isVisible())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window has a narrower frame."""
        super().resizeEvent(event)
        self.sidebar.set_narrow(self.width() < theme.current().px(NARROW))
        if not self._is_whole:
            self._front.measure(narrow=self.width() < theme.current().px(NARROW))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.windowHandle()
        if self._held_keys is None and handle is not None:
            self._held_keys = HeldKeys(handle)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about open numbers first; close once all is stopped."""
        self.complete()
        if self.leaving.done:
            event.accept()
            self.closed.emit()
            return
        event.ignore()
        self._remember()
        self.leaving.ask()
