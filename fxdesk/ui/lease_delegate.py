# SPDX-License-Identifier: MIT
"""Paint the cells of the number table: grounds, words, flags, money and the buttons of each row."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fxdesk.core.figures import split_money
from fxdesk.core.lease_state import Act
from fxdesk.core.model import LeaseId
from fxdesk.ui import flags, icons, paint, theme
from fxdesk.ui.act_words import button_word, copied_word
from fxdesk.ui.cell_text import CellText
from fxdesk.ui.lease_model import COLUMNS, LeaseModel
from fxdesk.ui.lease_row import LeaseRow, may
from fxdesk.ui.paint import RowButton
from fxdesk.ui.row_buttons import ICON, PAD, TEXT_GAP, RowButtons
from fxdesk.ui.tokens import Role

CELL_PAD = 8
FIRST_PAD = 16
STATE_ICON = 16
FLAG_GAP = 8

_BUTTON_ICONS = {Act.COPY_CODE: "copy", Act.RELEASE: "undo-2", Act.BLACKLIST: "ban"}


class Pointer(NamedTuple):
    """A row, and a button in it if one is meant."""

    lease_id: LeaseId
    act: Act | None = None


class Surroundings(Protocol):
    """What a cell's look depends on besides its row: the table's columns, mouse and keyboard."""

    first_column: int
    last_column: int
    narrow: bool
    loader_step: int
    hovered: Pointer | None
    held_down: Pointer | None

    def focused(self) -> Pointer | None:
        """The row with the ring, and the button that the keyboard is at; None without focus."""


class LeaseDelegate(QStyledItemDelegate):
    """Paints every cell from ready texts and pixmaps; the table tells where mouse and keyboard are."""

    def __init__(self, surroundings: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self.text = CellText(self)
        self.buttons = RowButtons(self.text)
        self._around = surroundings

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        assert isinstance(model, LeaseModel)
        row, column = model.row(index.row()), index.column()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        active = bool(state & QStyle.StateFlag.State_Active)
        hovered = self._around.hovered is not None and self._around.hovered.lease_id == row.lease.lease_id
        self._paint_ground(painter, rect, row, column, selected=selected, active=active, hovered=hovered)
        left = FIRST_PAD if column == self._around.first_column else CELL_PAD
        inner = rect.adjusted(left, 0, -CELL_PAD, -1)
        match COLUMNS[column]:
            case "state":
                self._paint_state(painter, inner, row)
            case "service":
                self._write(painter, inner, row, row.service, weight=500)
            case "country":
                self._paint_flag(painter, inner, row)
                self._write(painter, inner.adjusted(flags.WIDTH + FLAG_GAP, 0, 0, 0), row, row.country)
            case "number":
                self._paint_number(painter, inner, row)
            case "waited":
                self._paint_waited(painter, inner, row)
            case "price":
                self._paint_price(painter, inner, row)
            case "account":
                self._write(painter, inner, row, row.account, role="text2")
            case "code":
                self._paint_code(painter, inner, row)
            case "actions":
                self._paint_buttons(painter, rect, row, near=hovered or selected)

    def _paint_ground(
        self,
        painter: QPainter,
        rect: QRect,
        row: LeaseRow,
        column: int,
        *,
        selected: bool,
        active: bool,
        hovered: bool,
    ) -> None:
        around = self._around
        paint.row_ground(
            painter, rect, selected=selected, active=active, hovered=hovered, uncertain=row.uncertain
        )
        first = column == around.first_column
        if first and (selected or row.uncertain):
            role: Role = "warn" if row.uncertain else "accent" if active else "muted"
            paint.left_bar(painter, rect, theme.current().colour(role))
        focus = around.focused()
        if focus is not None and focus.lease_id == row.lease.lease_id:
            paint.row_ring(painter, rect, first=first, last=column == around.last_column)

    def _colour(self, row: LeaseRow, role: Role = "text") -> QColor:
        return theme.current().colour("muted" if row.past else role)

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        row: LeaseRow,
        words: str,
        *,
        role: Role = "text",
        weight: int | None = None,
        right: bool = False,
    ) -> None:
        self.text.draw(
            painter, rect, words, self._colour(row, role), weight=None if row.past else weight, right=right
        )

    def _paint_state(self, painter: QPainter, rect: QRect, row: LeaseRow) -> None:
        role: Role = "muted" if row.past else row.words.role
        ratio = painter.device().devicePixelRatioF()
        if row.words.icon == "loader-circle":
            picture = icons.loader(self._around.loader_step, role, STATE_ICON, ratio)
        else:
            picture = icons.pixmap(row.words.icon, role, STATE_ICON, ratio)
        paint.draw_icon(painter, rect.left(), rect.top() + (rect.height() - STATE_ICON) / 2, picture)
        words = rect.adjusted(STATE_ICON + CELL_PAD, 0, CELL_PAD, 0)
        self.text.draw(
            painter, words, row.words.text, theme.current().colour(role), weight=None if row.past else 500
        )

    def _paint_flag(self, painter: QPainter, rect: QRect, row: LeaseRow) -> None:
        ratio = painter.device().devicePixelRatioF()
        if row.country_id:
            picture = flags.flag(row.country_id, ratio, past=row.past)
            paint.draw_icon(painter, rect.left(), rect.top() + (rect.height() - flags.HEIGHT) / 2, picture)
        else:
            picture = icons.pixmap("shuffle", "muted", STATE_ICON, ratio)
            paint.draw_icon(painter, rect.left() + 2, rect.top() + (rect.height() - STATE_ICON) / 2, picture)

    def _paint_number(self, painter: QPainter, rect: QRect, row: LeaseRow) -> None:
        if self._around.narrow:
            self._paint_flag(painter, rect, row)
            rect = rect.adjusted(flags.WIDTH + FLAG_GAP, 0, 0, 0)
        if row.dial:
            used = self.text.draw(painter, rect, row.dial, theme.current().colour("muted"))
            rect = rect.adjusted(round(used + self.text.width(" ")), 0, 0, 0)
        self._write(painter, rect, row, row.number)

    def _paint_price(self, painter: QPainter, rect: QRect, row: LeaseRow) -> None:
        if not row.price:
            self._write(painter, rect, row, "–", role="muted", right=True)
            return
        strong, zeros = split_money(row.price)
        if zeros:
            used = self.text.draw(painter, rect, zeros, theme.current().colour("muted"), right=True)
            rect = rect.adjusted(0, 0, -round(used), 0)
        self._write(painter, rect, row, strong, right=True)

    def _paint_waited(self, painter: QPainter, rect: QRect, row: LeaseRow) -> None:
        limit = f" / {row.limit}"
        room = rect.width() - self.text.width(row.waited)
        if row.limit and not self._around.narrow and self.text.width(limit) <= room + 0.5:
            used = self.text.draw(painter, rect, limit, theme.current().colour("muted"), right=True)
            rect = rect.adjusted(0, 0, -round(used), 0)
        self._write(painter, rect, row, row.waited, right=True)

    def _paint_code(self, painter: QPainter, rect: QRect, row: LeaseRow) -> None:
        if row.code:
            weight = 400 if row.past else None
            self.text.draw(painter, rect, row.code, self._colour(row), "code", weight)
        elif row.lease.text:
            self.text.draw(painter, rect, self.tr("in the text"), theme.current().colour("muted"))

    def _paint_buttons(self, painter: QPainter, cell: QRect, row: LeaseRow, *, near: bool) -> None:
        for act, rect in self.buttons.rects(cell).items():
            here = Pointer(row.lease.lease_id, act)
            if not may(row.lease, act).yes:
                look = RowButton.OFF
            elif self._around.held_down == here:
                look = RowButton.PRESSED
            elif self._around.hovered == here:
                look = RowButton.OVER
            else:
                look = RowButton.NEAR if near else RowButton.REST
            self._paint_button(painter, rect, row, act, look)
            if self._around.focused() == here:
                paint.focus_ring(painter, rect, radius=5)

    def _paint_button(self, painter: QPainter, rect: QRect, row: LeaseRow, act: Act, look: RowButton) -> None:
        icon, words, role = _BUTTON_ICONS[act], button_word(act), self._button_role(row, act, look)
        if act is Act.COPY_CODE and row.copied and not (row.copied == "number" and look is RowButton.OVER):
            icon, words = "check", self._copied_words(row)
            role = "text2"
            if look is RowButton.NEAR:
                look = RowButton.REST
        elif look is RowButton.OFF:
            words = ""
        paint.row_button_ground(painter, rect, look)
        picture = icons.pixmap(icon, role, ICON, painter.device().devicePixelRatioF())
        alone = self.buttons.narrow or not button_word(act)
        left = rect.left() + ((rect.width() - ICON) / 2 if alone else PAD)
        paint.draw_icon(painter, left, rect.top() + (rect.height() - ICON) / 2, picture)
        if words and not alone:
            room = rect.adjusted(PAD + ICON + TEXT_GAP, 0, 0, 0)
            self.text.draw(painter, room, words, theme.current().colour(role), "small")

    def _copied_words(self, row: LeaseRow) -> str:
        # Beside a code, a copied number must not look like a copied code.
        has_code = bool(row.lease.code or row.lease.text)
        return copied_word("number" if row.copied == "number" and has_code else "code")

    def _button_role(self, row: LeaseRow, act: Act, look: RowButton) -> Role:
        if look is RowButton.OFF:
            return "disabled"
        if act is Act.COPY_CODE and not row.past:
            return "accent_text"
        if act is Act.BLACKLIST or look in (RowButton.OVER, RowButton.PRESSED):
            return "text"
        return "text2"
