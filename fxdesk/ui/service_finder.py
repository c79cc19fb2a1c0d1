# SPDX-License-Identifier: MIT
"""Find a service by typing: the field, how many were found, and their list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fxdesk.core.catalogue import Catalogue, Service
from fxdesk.core.text import clean, isolate
from fxdesk.core.word_search import search_words
from fxdesk.ui import theme
from fxdesk.ui.buttons import Button
from fxdesk.ui.fields import SearchField
from fxdesk.ui.frame_keys import ERASE
from fxdesk.ui.frame_list import BAR_ROOM, FrameList
from fxdesk.ui.safe import label
from fxdesk.ui.service_list import ServiceDelegate, ServiceListModel

MOST_ROWS, FEWEST_ROWS = 5, 1

_MARGIN = 16
_QUOTED = 24
_LINK_PADDING = 8
_MOVING = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -MOST_ROWS,
    Qt.Key.Key_PageDown: MOST_ROWS,
}


class ServiceField(SearchField):
    """The field above the list, whose arrow keys move in the list.

    moved(int) -- an arrow or page key: by one row or, as far as a page, by MOST_ROWS.
    entered() -- Enter was pressed.
    focused() -- it was given the focus.
    """

    moved = Signal(int)
    entered = Signal()
    focused = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVING:
            self.moved.emit(_MOVING[Qt.Key(event.key())])
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class ServiceFinder(QWidget):
    """Field and list of services.

    chosen(object) -- the Service that is current now, None for none.
    entered() -- Enter: on to the countries.
    starred() -- the star key; escaped() -- Esc with nothing left to clear.
    """

    chosen = Signal(object)
    entered = Signal()
    starred = Signal()
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("serviceFinder")
        self._catalogue: Catalogue | None = None
        self.rows = FEWEST_ROWS
        self._first: tuple[str, ...] = ()
        self._starred: frozenset[str] = frozenset()
        self._current: Service | None = None
        self._last: Service | None = None
        self._build()
        self.field.textChanged.connect(self._filter)
        self.field.moved.connect(self._move)
        self.field.entered.connect(self.entered)
        self.field.escaped.connect(self.escaped)
        self.list.keys.entered.connect(self._enter)
        self.list.keys.typed.connect(self.type_more)
        self.list.keys.starred.connect(self.starred)
        self.list.keys.escaped.connect(self.leave)
        self.list.left_at_top.connect(self.focus_field)
        self.list.selectionModel().currentChanged.connect(self._take_current)

    def current(self) -> Service | None:
        """The chosen service."""
        return self._current

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Search in another price list; the chosen service stays chosen while the list has it."""
        self._catalogue = catalogue
        wanted = self._current.service_id if self._current else ""
        self._current = self._last = catalogue.service(wanted)
        self._fill()
        self.chosen.emit(self._current)

    def set_first(self, first: Sequence[str], starred: frozenset[str]) -> None:
        """Say which services stand first, and which of them carry the star."""
        if self._first == tuple(first) and self._starred == starred:
            return
        resort = self._first != tuple(first)
        self._first, self._starred = tuple(first), starred
        # Under the hand in the list no row changes its place.
        if resort and not self.list.hasFocus() and not self.list.underMouse():
            self._fill()
        else:
            self._model.star(starred)

    def choose(self, service_id: str) -> bool:
        """Make a service the current one, out of the filter if need be; False: the list does not have it."""
        service = self._catalogue.service(service_id) if self._catalogue else None
        if service is None:
            return False
        self._settle(service)
        if self._model.row_of(service_id) < 0:
            self.field.clear()
        return True

    def choose_first(self) -> None:
        """Make the first service of the list the current one if there is none yet."""
        if self._current is None and self._model.rowCount():
            self._settle(self._model.service_at(0))

    def set_rows(self, rows: int) -> None:
        """Show this many services at once, within FEWEST_ROWS and MOST_ROWS."""
        wanted = max(FEWEST_ROWS, min(MOST_ROWS, rows))
        if wanted != self.rows:
            self.rows = wanted
            self._fit()

    def focus_field(self) -> None:
        """Put the focus into the field, its text selected."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def type_more(self, text: str) -> None:
        """Take what was typed in the service list: it goes on in the field."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.end(False)
        if text == ERASE:
            self.field.backspace()
        else:
            self.field.insert(text)

    def type_anew(self, text: str) -> None:
        """Take what was typed further down: a new search begins with it."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.setText("" if text == ERASE else text)

    def leave(self) -> None:
        """Esc in a list: clear the filter, or leave when there is none."""
        if self.field.text():
            self.field.clear()
            self.focus_field()
        else:
            self.escaped.emit()

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_MARGIN, 0, _MARGIN - BAR_ROOM, 0)
        whole.setSpacing(0)
        self.field = ServiceField(
            self.tr("Service name or id"), name=self.tr("Service"), object_name="serviceEdit"
        )
        upper = QVBoxLayout()
        upper.setContentsMargins(0, 0, BAR_ROOM, 0)
        upper.setSpacing(0)
        upper.addWidget(self.field)
        upper.addSpacing(12)
        head = QHBoxLayout()
        head.addWidget(
            label(self.tr("Services"), role="small", tone="text2", weight=600, object_name="servicesLabel")
        )
        head.addStretch(1)
        self._count = label("", role="small", tone="muted", object_name="serviceCountLabel")
        head.addWidget(self._count)
        upper.addLayout(head)
        upper.addSpacing(6)
        whole.addLayout(upper)
        self.list = FrameList(name=self.tr("Services"), object_name="serviceList")
        self._model = ServiceListModel(self.list)
        self.list.setModel(self._model)
        self.list.setItemDelegate(ServiceDelegate(self._model, self.list))
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._no_match())
        whole.addWidget(self._pages)
        self._fit()
        theme.current().changed.connect(self._fit)

    def _no_match(self) -> QWidget:
        page = QWidget(self)
        page.setObjectName("noServicePage")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 4, BAR_ROOM, 0)
        column.setSpacing(4)
        self._nothing = label("", tone="text2", wrap=True, object_name="noServiceLabel")
        clear = Button(self.tr("Clear the filter"), kind="link", object_name="clearServiceFilterButton")
        clear.clicked.connect(self.leave)
        # The link's words, not its invisible outline, stand under the sentence.
        self._nothing.setContentsMargins(_LINK_PADDING, 0, 0, 0)
        column.addWidget(self._nothing)
        column.addWidget(clear, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return page

    def _filter(self, text: str) -> None:
        before = self._current
        self._fill()
        if text.strip():
            found = self._model.rowCount()
            self._settle(self._model.service_at(0) if found else None)
        elif before is None:
            self._settle(self._last)

    def _fill(self) -> None:
        words = search_words(self.field.text())
        services = self._catalogue.search(self.field.text(), self._first) if self._catalogue else []
        self._model.show(services, words, self._starred)
        self._point()
        self.list.show_current()
        nothing = bool(words) and not services and self._catalogue is not None
        self._pages.setCurrentIndex(int(nothing))
        if nothing:
            typed = isolate(clean(self.field.text().strip(), _QUOTED, one_line=True))
            self._nothing.setText(self.tr("Nothing matches “{typed}”.").format(typed=typed))
        self._say_count()

    def _settle(self, service: Service | None) -> None:
        changed = service != self._current
        self._current = service
        if service is not None:
            self._last = service
        self._point()
        if changed:
            self.chosen.emit(service)

    def _point(self) -> None:
        """Let the list's current row be the chosen service's, if it is there."""
        row = self._model.row_of(self._current.service_id) if self._current else -1
        if row < 0:
            self.list.clearSelection()
            self.list.scrollToTop()
            return
        self.list.setCurrentIndex(self._model.index(row))

    def _take_current(self, current: QModelIndex) -> None:
        if current.isValid():
            self._settle(self._model.service_at(current.row()))

    def _move(self, rows: int) -> None:
        count = self._model.rowCount()
        if count:
            row = self.list.currentIndex().row() + rows if self._current else 0
            self._settle(self._model.service_at(max(0, min(count - 1, row))))

    def _enter(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            self.entered.emit()

    def _say_count(self) -> None:
        if self._catalogue is None:
            self._count.setText("")
        else:
            every = QLocale().toString(len(self._catalogue.services))
            found = QLocale().toString(self._model.rowCount())
            if self.field.text().strip():
                self._count.setText(self.tr("{found} of {all}").format(found=found, all=every))
            else:
                self._count.setText(every)

    def _fit(self) -> None:
        self._pages.setFixedHeight(self.rows * self.list.row_height())
