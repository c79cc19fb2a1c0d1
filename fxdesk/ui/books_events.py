# SPDX-License-Identifier: MIT
"""Show what moved the balance on one day: each balance seen, what explains it, and what nothing does."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fxdesk.core.books import Day, Interval, Kind
from fxdesk.core.clock import Stamp
from fxdesk.ui import paint, theme
from fxdesk.ui.books_words import (
    Names,
    balance_words,
    credited_words,
    difference_words,
    entry_words,
)
from fxdesk.ui.cell_text import CellText
from fxdesk.ui.safe import plain_tooltip
from fxdesk.ui.tokens import Role

LINE = 26
MOST_LINES = 8
_PAD, _GAP, _INDENT = 12, 16, 20

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class EventLine(NamedTuple):
    """A line: its time, "" where the line before has it, its words, their role; `part`: below a balance."""

    when: str
    text: str
    role: Role = "text2"
    strong: bool = False
    part: bool = False


class BooksEventsModel(QAbstractListModel):
    """The lines of one day, oldest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[EventLine] = []

    def show_day(self, day: Day | None, names: Names) -> None:
        """Show what happened on this day."""
        self.beginResetModel()
        self._lines = [] if day is None else [line for one in day.intervals for line in _lines_of(one, names)]
        self.endResetModel()

    def line(self, place: int) -> EventLine:
        """The line at a place from the top."""
        return self._lines[place]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{line.when} {line.text}".strip()
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(line.text)
            case _:
                return None


def _lines_of(interval: Interval, names: Names) -> list[EventLine]:
    if not interval.movement and not interval.entries and not interval.unexplained:
        return []
    lines = [
        EventLine(
            _time(entry.at),
            entry_words(entry, names),
            "warn" if entry.kind is Kind.CHARGED_AFTER_END else "text2",
        )
        for entry in sorted(interval.entries, key=lambda one: one.at.utc)
    ]
    words = balance_words(interval.before.amount, interval.after.amount)
    lines.append(EventLine(_time(interval.after.seen), words, "text", strong=True))
    if interval.credited:
        lines.append(EventLine("", credited_words(interval.credited), part=True))
    if interval.unexplained:
        lines.append(EventLine("", difference_words(interval.unexplained), "warn", strong=True, part=True))
    return lines


def _time(at: Stamp) -> str:
    return datetime.fromtimestamp(at.utc).strftime("%H:%M:%S")


class BooksEventsDelegate(QStyledItemDelegate):
    """Paints a line: the time, then the words, those that explain a balance set in under it."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._text = CellText(self)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, theme.current().px(LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, BooksEventsModel)
        line, dress = model.line(index.row()), theme.current()
        rect: QRect = option.rect
        paint.row_ground(painter, rect, line=False)
        if self._view.hasFocus() and index == self._view.currentIndex():
            paint.focus_ring(painter, rect)
        inner = rect.adjusted(_PAD, 0, -_PAD, 0)
        time = round(self._text.width("88:88:88"))
        self._text.draw(painter, inner, line.when, dress.colour("muted"))
        room = inner.adjusted(time + _GAP + (_INDENT if line.part else 0), 0, 0, 0)
        weight = 500 if line.strong else None
        self._text.draw(painter, room, line.text, dress.colour(line.role), weight=weight)


class BooksEvents(QListView):
    """The lines of the chosen day. Its signals are QListView's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("booksEventsList")
        self._most = MOST_LINES
        self.setAccessibleName(self.tr("Events of the chosen day"))
        self.lines = BooksEventsModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(BooksEventsDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.current().changed.connect(self._measure)
        self._measure()

    def limit(self, lines: int) -> None:
        """Be no higher than so many lines."""
        self._most = lines
        self._measure()

    def show_day(self, day: Day | None, names: Names) -> None:
        """Show what happened on this day."""
        self.lines.show_day(day, names)

    def _measure(self) -> None:
        self.setFixedHeight(theme.current().px(LINE) * self._most)
        self.scheduleDelayedItemsLayout()
