# SPDX-License-Identifier: MIT
"""Show what happened to a number, line by line: time, dot, words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fxdesk.core.balance_lines import BalanceLine
from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import Event
from fxdesk.core.model import Lease, TimelineEvent
from fxdesk.ui import paint, theme
from fxdesk.ui.books_words import balance_words
from fxdesk.ui.cell_text import CellText
from fxdesk.ui.event_words import EventWords, event_words, looks_words

LINE = 26
DOT = 6
_GAP = 16

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Line(NamedTuple):
    """One line: its time, whole and short, and its words."""

    when: str
    date: str
    words: EventWords


class TimelineModel(QAbstractListModel):
    """The lines of one number's timeline, oldest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def show_events(
        self, events: Sequence[TimelineEvent], lease: Lease, balances: Sequence[BalanceLine] = ()
    ) -> None:
        """Show these events, and the balances that the number moved; lines that are there already stay."""
        # That an answer was kept says something only while what it meant is not known yet.
        told = [event for event in events if event.event is not Event.ANSWERED or event is events[-1]]
        lines = _with_balances(
            [(event.at.utc, line) for event in told for line in _lines_of(event, lease)], balances
        )
        kept = len(self._lines)
        if lines[:kept] == self._lines:
            if len(lines) > kept:
                self.beginInsertRows(_ROOT, kept, len(lines) - 1)
                self._lines = lines
                self.endInsertRows()
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._lines = []
        self.endResetModel()

    def line(self, place: int) -> Line:
        """The line at a place from the top."""
        return self._lines[place]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.when} {line.words.text}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.date} {line.when} {line.words.text}"
        return None


class TimelineDelegate(QStyledItemDelegate):
    """Paints a line: the time, a dot on the thread of time, the words."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._text = CellText(self)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, theme.current().px(LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, TimelineModel)
        line, dress = model.line(index.row()), theme.current()
        rect: QRect = option.rect
        used = self._text.draw(painter, rect, line.when, dress.colour("muted"))
        thread = rect.left() + round(used) + _GAP
        middle = rect.top() + rect.height() // 2
        if index.row() > 0:
            paint.hairline(
                painter, thread, rect.top(), middle - rect.top() - DOT, dress.colour("line"), upright=True
            )
        if index.row() + 1 < model.rowCount():
            paint.hairline(
                painter,
                thread,
                middle + DOT,
                rect.bottom() + 1 - middle - DOT,
                dress.colour("line"),
                upright=True,
            )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dress.colour(line.words.role))
        painter.drawEllipse(QPointF(thread + 0.5, middle + 0.5), DOT / 2, DOT / 2)
        painter.restore()
        room = QRect(thread + _GAP, rect.top(), max(0, rect.right() - thread - _GAP - 4), rect.height())
        strong = line.words.strong
        self._text.draw(
            painter,
            room,
            line.words.text,
            dress.colour("text" if strong else "text2"),
            weight=500 if strong else None,
        )


class TimelineView(QListView):
    """The timeline; it follows its end unless the person has scrolled away from it. Signals: QListView's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timelineView")
        self.setAccessibleName(self.tr("Timeline"))
        self.lines = TimelineModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(TimelineDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.current().changed.connect(self.scheduleDelayedItemsLayout)

    def show_events(
        self, events: Sequence[TimelineEvent], lease: Lease, balances: Sequence[BalanceLine] = ()
    ) -> None:
        """Show a number's events and the balances that it moved."""
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum()
        self.lines.show_events(events, lease, balances)
        if at_end:
            self.scrollToBottom()


def _with_balances(lines: list[tuple[float, Line]], balances: Sequence[BalanceLine]) -> list[Line]:
    """Put each balance behind what had happened by then; what happened keeps its own order."""
    found = list(lines)
    for balance in balances:
        place = next(
            (place for place in range(len(found), 0, -1) if found[place - 1][0] <= balance.at.utc), 0
        )
        words = balance_words(balance.before, balance.after, balance.charges)
        found.insert(place, (balance.at.utc, Line(*_time_of(balance.at), EventWords("control", words))))
    return [line for _, line in found]


def _lines_of(event: TimelineEvent, lease: Lease) -> list[Line]:
    when, date = _time_of(event.at)
    looks = looks_words(event)
    found = [Line(when, date, EventWords("control", looks))] if looks else []
    return [*found, Line(when, date, event_words(event, lease))]


def _time_of(at: Stamp) -> tuple[str, str]:
    local = datetime.fromtimestamp(at.utc)
    return local.strftime("%H:%M:%S"), local.strftime("%Y-%m-%d")
