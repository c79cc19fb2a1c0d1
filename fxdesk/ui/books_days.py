# SPDX-License-Identifier: MIT
"""Show the books by days: charged by our count, moved, unexplained, topped up."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from fxdesk.core.books import Day
from fxdesk.core.figures import format_money, split_money
from fxdesk.ui import icons, paint, theme
from fxdesk.ui.books_words import day_sentence, difference_words, signed
from fxdesk.ui.cell_text import CellText
from fxdesk.ui.safe import plain_tooltip
from fxdesk.ui.tokens import Role

ROW = 32
MOST_ROWS = 6
COLUMNS = ("day", "charged", "moved", "unexplained", "credited")
_FIRST_PAD, _PAD, _ICON = 10, 8, 16
_RIGHT = frozenset({"charged", "moved", "credited"})

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class BooksDaysModel(QAbstractTableModel):
    """One row a day, the newest first; Qt.UserRole is the ISO date."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[Day, ...] = ()

    def show_days(self, days: tuple[Day, ...]) -> None:
        """Show these days."""
        self.beginResetModel()
        self._days = days
        self.endResetModel()

    def day(self, place: int) -> Day | None:
        """The day at a place from the top."""
        return self._days[place] if 0 <= place < len(self._days) else None

    def place_of(self, iso: str) -> int:
        """The place of a date, 0 where it is not there."""
        return next((place for place, one in enumerate(self._days) if one.day.isoformat() == iso), 0)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._days)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        day = self._days[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell_words(day, COLUMNS[index.column()])
            case Qt.ItemDataRole.AccessibleTextRole:
                return day_sentence(day) if index.column() == 0 else cell_words(day, COLUMNS[index.column()])
            case Qt.ItemDataRole.ToolTipRole if day.unexplained:
                return plain_tooltip(difference_words(day.unexplained))
            case Qt.ItemDataRole.UserRole:
                return day.day.isoformat()
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if COLUMNS[section] in _RIGHT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        match COLUMNS[section]:
            case "day":
                return self.tr("Day")
            case "charged":
                return self.tr("Charged")
            case "moved":
                return self.tr("Balance moved")
            case "unexplained":
                return self.tr("Unexplained")
            case _:
                return self.tr("Topped up")


def cell_words(day: Day, column: str) -> str:
    """What a cell says."""
    match column:
        case "day":
            return day.day.isoformat()
        case "charged":
            return format_money(day.charged)
        case "moved":
            return signed(day.movement)
        case "unexplained":
            return difference_words(day.unexplained) or "–"
        case _:
            return signed(day.credited)


class BooksDaysDelegate(QStyledItemDelegate):
    """Paints a day: figures with their zeros muted, what is unexplained in amber with a sign and words."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._text = CellText(self)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        words = str(index.data() or "")
        extra = _ICON + _PAD if COLUMNS[index.column()] == "unexplained" else 0
        return QSize(round(self._text.width(words)) + 3 * _PAD + extra, theme.current().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, BooksDaysModel)
        day, column = model.day(index.row()), COLUMNS[index.column()]
        if day is None:
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        active = bool(state & QStyle.StateFlag.State_Active)
        paint.row_ground(painter, rect, selected=selected, active=active, uncertain=bool(day.unexplained))
        dress = theme.current()
        if column == "day" and (selected or day.unexplained):
            paint.left_bar(painter, rect, dress.colour("warn" if day.unexplained else "accent"))
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            paint.row_ring(painter, rect, first=column == "day", last=column == COLUMNS[-1])
        inner = rect.adjusted(_FIRST_PAD if column == "day" else _PAD, 0, -_PAD, -1)
        words = cell_words(day, column)
        if column == "unexplained" and day.unexplained:
            picture = icons.pixmap("triangle-alert", "warn", _ICON, painter.device().devicePixelRatioF())
            paint.draw_icon(painter, inner.left(), inner.top() + (inner.height() - _ICON) / 2, picture)
            room = inner.adjusted(_ICON + _PAD, 0, 0, 0)
            self._text.draw(painter, room, words, dress.colour("warn"), weight=500)
        elif column in _RIGHT and words != "–":
            strong, zeros = split_money(words)
            used = self._text.draw(painter, inner, zeros, dress.colour("muted"), right=True)
            rest = inner.adjusted(0, 0, -round(used), 0)
            self._text.draw(painter, rest, strong, dress.colour("text"), right=True)
        else:
            role: Role = "text" if column == "day" else "muted"
            weight = 500 if column == "day" else None
            self._text.draw(painter, inner, words, dress.colour(role), weight=weight, right=column in _RIGHT)


class BooksDays(QTableView):
    """The table of days, as high as its rows up to six.

    day_chosen(object) -- the Day that the person came to, None for none.
    """

    day_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("booksDaysTable")
        self._most = MOST_ROWS
        self.setAccessibleName(self.tr("Days"))
        self.days = BooksDaysModel(self)
        self.setModel(self.days)
        self.setItemDelegate(BooksDaysDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setObjectName("booksDaysHeader")
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._crowded = False
        theme.current().changed.connect(self._measure)
        self._measure()

    def limit(self, rows: int) -> None:
        """Be no higher than so many rows."""
        self._most = rows
        self._measure()

    def show_days(self, days: tuple[Day, ...]) -> None:
        """Show these days; the chosen one stays chosen."""
        chosen = str(self.currentIndex().siblingAtColumn(0).data(Qt.ItemDataRole.UserRole) or "")
        self.days.show_days(days)
        self._measure()
        if days:
            self.selectRow(self.days.place_of(chosen))
        self._tell()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self._tell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Give what room is left to what is unexplained; where there is none, the days are scrolled."""
        header, place = self.horizontalHeader(), COLUMNS.index("unexplained")
        others = sum(header.sectionSize(at) for at in range(header.count()) if at != place)
        self._crowded = others + header.sectionSizeHint(place) > self.viewport().width()
        modes = QHeaderView.ResizeMode
        header.setSectionResizeMode(place, modes.ResizeToContents if self._crowded else modes.Stretch)

    def _tell(self) -> None:
        self.day_chosen.emit(self.days.day(self.currentIndex().row()))

    def _measure(self) -> None:
        row = theme.current().px(ROW)
        self.verticalHeader().setDefaultSectionSize(row)
        self.horizontalHeader().setFixedHeight(row)
        rows = min(max(self.days.rowCount(), 1), self._most)
        self._share()
        bar = self.horizontalScrollBar().sizeHint().height() if self._crowded else 0
        self.setFixedHeight(row * (rows + 1) + bar)
