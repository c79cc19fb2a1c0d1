# SPDX-License-Identifier: MIT
"""Show the numbers as rows, and turn mouse and keys into acts on the very number that was meant."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QMoveEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from fxdesk.core.lease_state import Act, State
from fxdesk.core.model import LeaseId
from fxdesk.ui import theme
from fxdesk.ui.act_words import act_name
from fxdesk.ui.deaf_time import DEAF_SECONDS
from fxdesk.ui.lease_columns import LeaseColumns
from fxdesk.ui.lease_delegate import LeaseDelegate, Pointer
from fxdesk.ui.lease_header import LeaseHeader
from fxdesk.ui.lease_model import ACTIONS_COLUMN, STATE_COLUMN, LeaseModel
from fxdesk.ui.lease_row import ROW_ACTS, may
from fxdesk.ui.safe import show_tooltip
from fxdesk.ui.state_words import why_not

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

ROW = 36
COMPACT_ROW = 28
TICK_MS = 1000


class LeaseTable(QTableView):
    """The number table.

    current_changed(LeaseId or None) -- another row is the selected one.
    act_wanted(LeaseId, Act) -- a row's button was pressed.
    copy_wanted(LeaseId) -- Enter or a double click on a row.
    menu_wanted(QPoint) -- the selected row's menu, at a global position.
    typed(str) -- letters that belong into the filter.
    """

    current_changed = Signal(object)
    act_wanted = Signal(object, object)
    copy_wanted = Signal(object)
    menu_wanted = Signal(QPoint)
    typed = Signal(str)

    def __init__(self, link: Link, model: LeaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leaseTable")
        self.setAccessibleName(self.tr("Numbers"))
        self._link, self._leases = link, model
        self.first_column, self.last_column, self.narrow, self.loader_step = 0, 0, False, 0
        self.hovered: Pointer | None = None
        self.held_down: Pointer | None = None
        self._press_rect = QRect()
        self._moved = -math.inf
        self._focused_act: Act | None = None
        self._compact = link.preferences.compact_rows
        header = LeaseHeader(self)
        self.setHorizontalHeader(header)
        self.setModel(model)
        self.cells = LeaseDelegate(self, self)
        self.setItemDelegate(self.cells)
        self.columns = LeaseColumns(link, model, self.cells, header, self)
        self.columns.laid_out.connect(self._take_edges)
        self.setSortingEnabled(True)
        self._dress()
        self._ticker = QTimer(self, interval=TICK_MS)
        self._ticker.timeout.connect(self.tick)
        self._layouter = QTimer(self, interval=0, singleShot=True)
        self._layouter.timeout.connect(self.columns.lay_out)
        for changed in (model.rowsInserted, model.modelReset):
            changed.connect(self._rows_changed)
        model.dataChanged.connect(self._data_changed)
        model.layoutChanged.connect(self._find_hovered)
        model.rowsRemoved.connect(self._find_hovered)
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        theme.current().changed.connect(self._measure)
        self._measure()
        self._take_edges()

    # What others ask

    def current_lease(self) -> LeaseId | None:
        """The lease of the selected row."""
        index = self.currentIndex()
        return self._leases.row(index.row()).lease.lease_id if index.isValid() else None

    def show_lease(self, lease_id: LeaseId) -> bool:
        """Select a row and bring it into view; False when it isn't shown."""
        place = self._leases.place_of(lease_id)
        if place < 0:
            return False
        index = self._leases.index(place, STATE_COLUMN)
        # Only up and down: a press on a button at the right must not move it away under the hand.
        sideways = self.horizontalScrollBar().value()
        self.selectionModel().setCurrentIndex(
            index,
            QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
        )
        self.scrollTo(index)
        self.horizontalScrollBar().setValue(sideways)
        return True

    def row_height(self) -> int:
        """How high a row is."""
        return self.verticalHeader().defaultSectionSize()

    def set_narrow(self, narrow: bool) -> None:
        """Take the layout for little room."""
        self.narrow = narrow
        self.columns.set_narrow(narrow)
        self.viewport().update()

    def set_compact(self, compact: bool) -> None:
        """Take lower rows."""
        self._compact = compact
        self._measure()

    def turn_loader(self, step: int) -> None:
        """Turn the loader of the rows that ask for a number."""
        self.loader_step = step
        for place in self._visible():
            if self._leases.row(place).lease.state is State.ASKING:
                self.update(self._leases.index(place, STATE_COLUMN))

    def tick(self) -> None:
        """Bring what counts in the rows in view up to the clock."""
        visible = self._visible()
        if not self.isVisible() or not any(row.ticking for row in self._leases.rows()):
            self._ticker.stop()
        elif visible:
            self._leases.tick(visible.start, visible.stop - 1)

    def focused(self) -> Pointer | None:
        """The row with the ring, and the button that the keyboard is at."""
        lease_id = self.current_lease() if self.hasFocus() else None
        if lease_id is None:
            return None
        return Pointer(lease_id, self._focused_act if self._in_actions() else None)

    def find_mouse(self) -> None:
        """Look where the mouse is by now, after something else had it."""
        over = self.viewport().rect().contains(self.viewport().mapFromGlobal(self.cursor().pos()))
        if not over:
            self._hover(None)
            self._leases.let_go("mouse")

    # Mouse

    def enterEvent(self, event: QEnterEvent) -> None:
        self._leases.hold("mouse")
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        self._leases.let_go("mouse")
        super().leaveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._at(event.position().toPoint()))
        if self.held_down is None and not event.buttons():
            super().mouseMoveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        self._find_hovered()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        here = self._at(point)
        if here is None or here.act is None:
            super().mousePressEvent(event)
            return
        if not self._rests():
            return
        self.show_lease(here.lease_id)
        if event.button() is Qt.MouseButton.LeftButton and self._is_open(here):
            self.held_down = here
            self._press_rect = self._button_rect(point)
            self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        here = self._at(event.position().toPoint())
        if here is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if here.act is not None:
            self.mousePressEvent(event)
        else:
            self.copy_wanted.emit(here.lease_id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        meant, self.held_down = self.held_down, None
        self.viewport().update()
        if meant is None:
            super().mouseReleaseEvent(event)
        elif self._press_rect.contains(event.position().toPoint()):
            # The number under the press is meant, whatever has moved under the mouse since.
            self.act_wanted.emit(meant.lease_id, meant.act)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            here = self._at(event.pos())
            if here is None:
                return
            self.show_lease(here.lease_id)
            self.menu_wanted.emit(event.globalPos())
        elif self.current_lease() is not None:
            spot = self.visualRect(self.currentIndex())
            self.menu_wanted.emit(self.viewport().mapToGlobal(spot.bottomLeft()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            help_event = cast("QHelpEvent", event)
            here = self._at(help_event.pos())
            if here is not None and here.act is not None:
                lease = self._leases.lease(here.lease_id)
                assert lease is not None
                answer = may(lease, here.act)
                words = act_name(here.act) if answer.yes else why_not(answer.why, here.act)
                show_tooltip(
                    help_event.globalPos(), words, self.viewport(), self._button_rect(help_event.pos())
                )
                return True
        return super().viewportEvent(event)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        lease_id = self.current_lease()
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            # The view would put a cell's words past the one way to the clipboard.
            event.accept()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and lease_id is not None:
            if not event.isAutoRepeat() and not self._press_focused(lease_id):
                self.copy_wanted.emit(lease_id)
        elif key == Qt.Key.Key_Space and lease_id is not None:
            if not event.isAutoRepeat():
                self._press_focused(lease_id)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and lease_id is not None:
            self._walk(1 if key == Qt.Key.Key_Right else -1)
        elif event.text().isprintable() and event.text().strip() and not self._with_command(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._leases.rowCount():
            self.show_lease(self._leases.row(0).lease.lease_id)
        self._hold_for_keys()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._leases.let_go("keys")
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._move_under_hand()
        self._find_hovered()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._move_under_hand()

    def _walk(self, step: int) -> None:
        """Go through the row's buttons, and from the first one back out of them."""
        acts = ROW_ACTS
        if not self._in_actions():
            if step > 0:
                self._focused_act = acts[0]
                self._go_to(ACTIONS_COLUMN)
            return
        place = acts.index(self._focused_act or acts[0]) + step
        if place < 0:
            self._focused_act = None
            self._go_to(self.first_column)
        else:
            self._focused_act = acts[min(place, len(acts) - 1)]
        self._hold_for_keys()
        self.viewport().update()

    def _go_to(self, column: int) -> None:
        self.selectionModel().setCurrentIndex(
            self._leases.index(self.currentIndex().row(), column),
            QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
        )
        self._hold_for_keys()

    def _press_focused(self, lease_id: LeaseId) -> bool:
        if not self._in_actions() or self._focused_act is None:
            return False
        if self._is_open(Pointer(lease_id, self._focused_act)):
            self.act_wanted.emit(lease_id, self._focused_act)
        return True

    def _in_actions(self) -> bool:
        return self.currentIndex().column() == ACTIONS_COLUMN

    def _hold_for_keys(self) -> None:
        if self.hasFocus() and self._in_actions() and self._focused_act is not None:
            self._leases.hold("keys")
        else:
            self._leases.let_go("keys")

    @staticmethod
    def _with_command(event: QKeyEvent) -> bool:
        command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        return bool(event.modifiers() & (command | Qt.KeyboardModifier.MetaModifier))

    # Where things are

    def _at(self, point: QPoint) -> Pointer | None:
        index = self.indexAt(point)
        if not index.isValid():
            return None
        lease_id = self._leases.row(index.row()).lease.lease_id
        if index.column() != ACTIONS_COLUMN:
            return Pointer(lease_id)
        return Pointer(lease_id, self.cells.buttons.at(self.visualRect(index), point))

    def _button_rect(self, point: QPoint) -> QRect:
        rects = self.cells.buttons.rects(self.visualRect(self.indexAt(point)))
        return next((rect for rect in rects.values() if rect.contains(point)), QRect())

    def _move_under_hand(self) -> None:
        # The strip that a release brings moves all rows down: a second click would release another number.
        if self.underMouse():
            self._moved = self._link.clock.elapsed()

    def _rests(self) -> bool:
        """Whether the rows have been where the hand sees them for long enough."""
        return self._link.clock.elapsed() - self._moved >= DEAF_SECONDS

    def _is_open(self, here: Pointer) -> bool:
        lease = self._leases.lease(here.lease_id)
        return lease is not None and here.act is not None and may(lease, here.act).yes

    def _hover(self, here: Pointer | None) -> None:
        if here == self.hovered:
            return
        before, self.hovered = self.hovered, here
        for pointer in (before, here):
            if pointer is not None:
                self._repaint_row(self._leases.place_of(pointer.lease_id))

    def _find_hovered(self) -> None:
        if self.viewport().underMouse():
            self._hover(self._at(self.viewport().mapFromGlobal(self.cursor().pos())))

    def _repaint_row(self, place: int) -> None:
        if place >= 0:
            self.viewport().update(
                0, self.rowViewportPosition(place), self.viewport().width(), self.rowHeight(place)
            )

    def _visible(self) -> range:
        first = self.rowAt(0)
        if first < 0:
            return range(0)
        last = self.rowAt(self.viewport().height() - 1)
        return range(first, (last if last >= 0 else self._leases.rowCount() - 1) + 1)

    # What changes by itself

    def _rows_changed(self) -> None:
        self._watch_clock()
        self._layouter.start()
        self._find_hovered()

    def _data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self._watch_clock()
        if first.column() != last.column():
            self._layouter.start()
        elif first.column() == STATE_COLUMN:
            # A tick: the only words that can outgrow their column.
            self.columns.make_room(self._leases.row(first.row()).words.text)

    def _watch_clock(self) -> None:
        if not self._ticker.isActive():
            self._ticker.start()

    def _take_edges(self) -> None:
        edges = cast("LeaseHeader", self.horizontalHeader()).edges()
        # Widths are found anew after each change; only another edge column is drawn otherwise.
        if edges != (self.first_column, self.last_column):
            self.first_column, self.last_column = edges
            self.viewport().update()

    def _tell_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        lease_id = self._leases.row(current.row()).lease.lease_id if current.isValid() else None
        self._leases.pin(lease_id)
        self.current_changed.emit(lease_id)
        self.viewport().update()

    def _measure(self) -> None:
        dress = theme.current()
        wanted = dress.px(COMPACT_ROW if self._compact else ROW)
        self.verticalHeader().setDefaultSectionSize(max(wanted, self.fontMetrics().height() + 8))

    def _dress(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalScrollBar().setSingleStep(ROW)
