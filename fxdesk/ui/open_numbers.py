# SPDX-License-Identifier: MIT
"""List open numbers in a dialog: state, service, number and price, a line each, as the table shows them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from fxdesk.core.figures import split_money
from fxdesk.ui import flags, icons, paint, theme
from fxdesk.ui.cell_text import CellText
from fxdesk.ui.lease_row import LeaseRow
from fxdesk.ui.tokens import RADIUS_CHECK

ROW = 36
MOST_ROWS = 6
_PAD = 12
_ICON = 16
_GAP = 12

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class OpenNumbersModel(QAbstractListModel):
    """The rows of the list; Qt.UserRole is the key of a row's state."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[LeaseRow] = []

    def show_rows(self, rows: Sequence[LeaseRow]) -> None:
        """Show these rows; the same numbers in the same order only change their texts."""
        if [row.lease.lease_id for row in rows] == [row.lease.lease_id for row in self._rows]:
            self._rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, place: int) -> LeaseRow:
        """The row at a place from the top."""
        return self._rows[place]

    def rows(self) -> Sequence[LeaseRow]:
        """All rows."""
        return self._rows

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row.lease.state.value
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.sentence()
        return None


class OpenNumbersDelegate(QStyledItemDelegate):
    """Paints a line in columns that stand where the widest texts of all lines need them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._text = CellText(self)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme.current().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, OpenNumbersModel)
        row, rect, dress = model.row(index.row()), option.rect, theme.current()
        last = index.row() + 1 == model.rowCount()
        paint.row_ground(painter, rect, line=not last)
        ratio = painter.device().devicePixelRatioF()
        inner: QRect = rect.adjusted(_PAD, 0, -_PAD, 0)
        picture = icons.pixmap(row.words.icon, row.words.role, _ICON, ratio)
        paint.draw_icon(painter, inner.left(), inner.top() + (inner.height() - _ICON) / 2, picture)
        price = self._widest(model, "price")
        self._paint_price(painter, inner, row)
        inner.adjust(_ICON + _GAP, 0, -price - _GAP, 0)
        number = flags.WIDTH + 10 + self._widest(model, "phone")
        state = self._widest(model, "state")
        service = max(60, min(self._widest(model, "service"), inner.width() - number - state - 3 * _GAP))
        self._text.draw(
            painter,
            QRect(inner.left(), inner.top(), service, inner.height()),
            row.service,
            dress.colour("text"),
            weight=500,
        )
        spare = max(0, (inner.width() - service - number - state - 2 * _GAP) // 2)
        left = inner.left() + service + _GAP + spare
        if row.country_id:
            flag = flags.flag(row.country_id, ratio)
            paint.draw_icon(painter, left, inner.top() + (inner.height() - flags.HEIGHT) / 2, flag)
        spot = QRect(left + flags.WIDTH + 10, inner.top(), number, inner.height())
        self._text.draw(painter, spot, row.phone or row.country, dress.colour("text2"))
        left += number + _GAP + spare // 2
        spot = QRect(left, inner.top(), max(0, inner.right() - left), inner.height())
        self._text.draw(painter, spot, row.words.text, dress.colour(row.words.role))

    def _paint_price(self, painter: QPainter, inner: QRect, row: LeaseRow) -> None:
        dress = theme.current()
        strong, zeros = split_money(row.price or "–")
        used = self._text.draw(painter, inner, zeros, dress.colour("muted"), right=True)
        self._text.draw(
            painter, inner.adjusted(0, 0, -round(used), 0), strong, dress.colour("text"), right=True
        )

    def _widest(self, model: OpenNumbersModel, what: str) -> int:
        match what:
            case "price":
                widths = [self._text.width(row.price) for row in model.rows()]
            case "phone":
                widths = [self._text.width(row.phone or row.country) for row in model.rows()]
            case "state":
                widths = [self._text.width(row.words.text) for row in model.rows()]
            case _:
                widths = [self._text.width(row.service, weight=500) for row in model.rows()]
        return round(max(widths, default=0.0) + 0.5)


class OpenNumbersFrame(QWidget):
    """The list inside a rounded hairline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("openNumbersFrame")
        self.list = OpenNumbers(self)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 2, 1, 2)
        inside.addWidget(self.list)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.outline(painter, self.rect(), theme.current().colour("border"), None, RADIUS_CHECK)
        painter.end()


class OpenNumbers(QListView):
    """The list, as high as its lines up to six. Its signals are QListView's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("openNumbersList")
        self.setAccessibleName(self.tr("Open numbers"))
        self.lines = OpenNumbersModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(OpenNumbersDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(self, rows: Sequence[LeaseRow]) -> None:
        """Show these rows."""
        self.lines.show_rows(rows)
        self.setFixedHeight(theme.current().px(ROW) * max(1, min(len(rows), MOST_ROWS)))
