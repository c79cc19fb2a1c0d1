# SPDX-License-Identifier: MIT
"""The account's name, and behind it the menu that chooses who buys."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from fxdesk.core.notice import Accounts, AccountState, SignInPhase
from fxdesk.core.text import clean
from fxdesk.ui import icons, paint, theme
from fxdesk.ui.buttons import Button
from fxdesk.ui.naming import named
from fxdesk.ui.safe import literal, set_tooltip

_NAME_LIMIT = 60
_PADDING = 8
_CHEVRON = 12
_GAP = 4


class AccountButton(Button):
    """A quiet button with the name of the account that buys; pressing it opens the menu.

    buyer_chosen(object) -- the AccountId that is to buy from now on.
    another_wanted() -- an account is to be added.
    """

    buyer_chosen = Signal(object)
    another_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", kind="quiet", height=28, object_name="accountButton", parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._name = ""
        self._accounts = Accounts()
        self._menu = named(QMenu(self), "accountMenu")
        self.clicked.connect(self._open)

    def show_accounts(self, accounts: Accounts) -> None:
        """Name the account that buys, and offer the others."""
        self._accounts = accounts
        current = accounts.current
        self._name = account_name(current) if current else ""
        self.setText(literal(self._name))
        self.setAccessibleName(self.tr("Account {name}").format(name=self._name))
        set_tooltip(self, self.tr("Choose the account that buys"))
        self.update()

    def fill(self, menu: QMenu) -> None:
        """Put all accounts and "add another" into a menu."""
        menu.clear()
        group = QActionGroup(menu)
        for state in self._accounts.states:
            action = QAction(literal(self._line(state)), menu)
            action.setObjectName(f"actionBuyWith{state.account.account_id}")
            action.setCheckable(True)
            action.setChecked(state.account.account_id == self._accounts.buyer)
            action.setData(state.account.account_id)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(lambda action: self.buyer_chosen.emit(action.data()))
        menu.addSeparator()
        another = named(QAction(self.tr("Add another account…"), menu), "actionAddAccount")
        icons.give(another, "plus")
        another.triggered.connect(lambda: self.another_wanted.emit())
        menu.addAction(another)

    def sizeHint(self) -> QSize:
        return QSize(self._name_width() + 2 * _PADDING + _GAP + _CHEVRON, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        self._draw_name(painter)
        painter.end()

    def _draw_name(self, painter: QPainter) -> None:
        room = self.width() - 2 * _PADDING - _GAP - _CHEVRON
        place = self.rect().adjusted(_PADDING, 0, 0, 0)
        place.setWidth(room)
        dress = theme.current()
        paint.text(painter, place, self._name, dress.font("body", 500), dress.colour("text2"))
        left = _PADDING + min(self._name_width(), room) + _GAP
        chevron = icons.pixmap("chevron-down", "muted", _CHEVRON, self.devicePixelRatioF())
        paint.draw_icon(painter, left, (self.height() - _CHEVRON) / 2 + 1, chevron)

    def _name_width(self) -> int:
        return QFontMetrics(theme.current().font("body", 500)).horizontalAdvance(self._name)

    def _open(self) -> None:
        self.fill(self._menu)
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _line(self, state: AccountState) -> str:
        parts = [account_name(state)]
        phase = self._phase(state.phase)
        if phase:
            parts.append(phase)
        if state.open_numbers:
            parts.append(self.tr("{n} open").format(n=state.open_numbers))
        return " · ".join(parts)

    def _phase(self, phase: SignInPhase) -> str:
        match phase:
            case SignInPhase.OUT:
                return self.tr("signed out")
            case SignInPhase.KEYRING:
                return self.tr("waiting for the keyring")
            case SignInPhase.ASKING:
                return self.tr("signing in")
            case SignInPhase.VOID:
                return self.tr("sign in to go on")
            case SignInPhase.IN:
                return ""


def account_name(state: AccountState) -> str:
    """The account's label, fit to be shown."""
    return clean(state.account.label, _NAME_LIMIT, one_line=True)
