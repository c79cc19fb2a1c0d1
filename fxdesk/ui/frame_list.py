# SPDX-License-Identifier: MIT
"""The lists of the frame: rows without boxes on the frame's ground, moved through and typed from by keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from fxdesk.ui import paint, theme
from fxdesk.ui.frame_keys import FrameKeys
from fxdesk.ui.tokens import RADIUS_CONTROL

ROW_HEIGHT = 28
ROW_PADDING = 8
BAR_ROOM = 14
"""Px that a list reaches past its rows' right end, where its scroll bar stands in the margin of the frame."""

_BAR_WIDTH = 12

Index = QModelIndex | QPersistentModelIndex


class FrameList(QListView):
    """A list of one-line rows in the frame.

    `keys` tells of Enter, Esc, the star and what is typed.
    left_at_top() -- Up was pressed in the first row.
    focused() -- the list was given the focus.
    """

    left_at_top = Signal()
    focused = Signal()

    def __init__(self, *, name: str, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = FrameKeys(self)
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self.setProperty("ground", "window")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalScrollBar().rangeChanged.connect(self._fit_rows)
        theme.current().changed.connect(self._restyle)

    def row_height(self) -> int:
        """The height of one row in px."""
        return theme.current().px(ROW_HEIGHT)

    def show_current(self) -> None:
        """Scroll so that the current row is in view, and as much of the top as can be."""
        self.scrollToTop()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_rows()
        super().resizeEvent(event)
        self.show_current()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.keys.take(event):
            return
        if event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_at_top.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters go to the field, which filters."""

    def _fit_rows(self) -> None:
        # Whole rows only, and the price column stays where it is whether there is a scroll bar or not.
        scrolls = self.verticalScrollBar().maximum() > 0
        self.setViewportMargins(
            0, 0, BAR_ROOM - _BAR_WIDTH if scrolls else BAR_ROOM, self.height() % self.row_height()
        )

    def _restyle(self) -> None:
        self._fit_rows()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


class FrameRowDelegate(QStyledItemDelegate):
    """Draws a row's ground, rounded when it is selected or under the mouse, and the ring of the focus."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.current().px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        draw_row_ground(
            painter,
            rect,
            selected=bool(state & QStyle.StateFlag.State_Selected),
            # The option's own "active" follows the focus, but a choice stands wherever that is.
            active=bool(option.widget.isActiveWindow()),
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
            focused=bool(state & QStyle.StateFlag.State_HasFocus),
        )
        self.draw_row(painter, rect.adjusted(ROW_PADDING, 0, -ROW_PADDING, 0), index)
        painter.restore()

    def draw_row(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Draw what the row says inside `rect`."""
        raise NotImplementedError


def draw_row_ground(
    painter: QPainter, row: QRect, *, selected: bool, active: bool, hovered: bool, focused: bool
) -> None:
    """Draw the rounded ground of a row in the frame; 1 px above and below stays free."""
    dress = theme.current()
    shape = row.adjusted(0, 1, 0, -1)
    if selected:
        paint.outline(painter, shape, None, dress.colour("sel" if active else "sel_off"), RADIUS_CONTROL)
    elif hovered:
        paint.outline(painter, shape, None, dress.colour("line"), RADIUS_CONTROL)
    if focused:
        paint.focus_ring(painter, shape, radius=RADIUS_CONTROL)
