# SPDX-License-Identifier: MIT
"""Give the number table's columns their widths, order and choice, and keep the person's by column key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu

from fxdesk.ui import flags, theme
from fxdesk.ui.lease_delegate import CELL_PAD, FIRST_PAD, FLAG_GAP, STATE_ICON, LeaseDelegate
from fxdesk.ui.lease_header import LeaseHeader
from fxdesk.ui.lease_model import COLUMNS, LeaseModel
from fxdesk.ui.naming import named
from fxdesk.ui.state_words import usual_words

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

STRETCHED = "service"
ALWAYS = frozenset({"state", "service", "number", "code"})
"""Columns that the chooser can't take away: without them a row says nothing."""

_FIRST_CHOICE = tuple(key for key in COLUMNS if key != "account")
_COUNTRY_MOST = 144
_COUNTRY_LEAST = CELL_PAD + flags.WIDTH + CELL_PAD
_SERVICE_ENOUGH = 136
_CODE_LEAST = 76
_AFTER_ACTIONS = frozenset({"country", "waited", "price", "account"})
"""Where not all columns have room these are scrolled to: state, code and buttons come before them."""

_KEEP_AFTER_MS = 500


class LeaseColumns(QObject):
    """Measures columns by the words of the language, and takes what the person changes into the preferences.

    laid_out() -- widths, order or choice have changed.
    """

    laid_out = Signal()

    def __init__(
        self, link: Link, model: LeaseModel, delegate: LeaseDelegate, header: LeaseHeader, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._link, self._model, self._delegate, self._header = link, model, delegate, header
        self.narrow = False
        self._laying = False
        self._crowded = False
        self._order: tuple[str, ...] = COLUMNS
        self._widest_words = 0.0
        self._widths: dict[str, int] = dict(link.preferences.column_widths)
        self._chosen: tuple[str, ...] = tuple(key for key in link.preferences.columns if key in COLUMNS)
        self._keeper = QTimer(self, interval=_KEEP_AFTER_MS, singleShot=True)
        self._keeper.timeout.connect(self._keep)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(COLUMNS.index(STRETCHED), QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._moved)
        header.sectionHandleDoubleClicked.connect(self._forget_width)
        header.customContextMenuRequested.connect(self._open_chooser)
        header.geometriesChanged.connect(self.lay_out)
        theme.current().changed.connect(self.measure_anew)
        self._restore_order()
        self.measure_anew()

    def set_narrow(self, narrow: bool) -> None:
        """Fold the flag into Number, hide Country and show icons only, or take that back."""
        if narrow != self.narrow:
            self.narrow = narrow
            self.measure_anew()

    def measure_anew(self) -> None:
        """Measure all columns after words, fonts or the room changed."""
        self._delegate.buttons.measure(narrow=self.narrow)
        text = self._delegate.text
        self._widest_words = max(text.width(words, weight=500) for words in usual_words())
        self.lay_out()

    def lay_out(self) -> None:
        """Set the widths that the rows need, and find room for the services' names."""
        self._laying = True
        wanted = self.shown()
        widths = {key: self._width(key, first=key == wanted[0]) for key in wanted if key != STRETCHED}
        self._crowd(self._find_room(widths))
        for column, key in enumerate(COLUMNS):
            hidden = key not in wanted
            if self._header.isSectionHidden(column) != hidden:
                self._header.setSectionHidden(column, hidden)
            if key in widths and self._header.sectionSize(column) != widths[key]:
                self._header.resizeSection(column, widths[key])
        self._laying = False
        self.laid_out.emit()

    def _crowd(self, crowded: bool) -> None:
        """Let the table be scrolled sideways, or let the services' names take what room is left."""
        if crowded == self._crowded:
            return
        self._crowded = crowded
        modes = QHeaderView.ResizeMode
        self._header.setSectionResizeMode(
            COLUMNS.index(STRETCHED), modes.Interactive if crowded else modes.Stretch
        )
        self._header.setSectionsMovable(not crowded)
        self._arrange()

    def _width(self, key: str, *, first: bool) -> int:
        if key in self._widths and key != "actions" and not self.narrow:
            return self._widths[key]
        return self._wanted(key, first=first)

    def _find_room(self, widths: dict[str, int]) -> bool:
        """Take from what can spare it: a country is known by its flag, a name by nothing else.

        Returns whether that is not enough. No column is cut then: each has its width, the names a narrow one.
        """
        rows, wanted = self._model.rows(), dict(widths)
        widest = max((self._delegate.text.width(row.service, weight=500) for row in rows), default=0.0)
        enough = min(theme.current().px(_SERVICE_ENOUGH), round(widest + 0.5) + 2 * CELL_PAD)
        missing = enough - (self._header.viewport().width() - sum(widths.values()))
        for key, least in (("waited", 64), ("country", _COUNTRY_LEAST), ("account", 64)):
            if missing > 0 and key in widths and key not in self._widths:
                spare = max(0, widths[key] - theme.current().px(least))
                widths[key] -= min(spare, missing)
                missing -= min(spare, missing)
        if missing <= enough // 3:
            return False
        widths |= wanted
        widths[STRETCHED] = enough - enough // 3
        return True

    def make_room(self, words: str) -> None:
        """Widen the State column if words came that it can't hold."""
        if self._delegate.text.width(words, weight=500) > self._widest_words:
            self.lay_out()

    def shown(self) -> tuple[str, ...]:
        """The keys of the columns in view, in their order."""
        chosen = set(self._chosen or _FIRST_CHOICE) | ALWAYS | {"actions"}
        return tuple(key for key in self._order if key in chosen and not (self.narrow and key == "country"))

    def choose(self, key: str, shown: bool) -> None:
        """Show or hide a column."""
        chosen = set(self._chosen or _FIRST_CHOICE) | ALWAYS
        chosen = chosen | {key} if shown else chosen - {key}
        self._chosen = self._in_order(chosen)
        self.lay_out()
        self._keeper.start()

    def fill_chooser(self, menu: QMenu) -> None:
        """Put one checkable line for each column into a menu, and one that resets them."""
        chosen = self._chosen or _FIRST_CHOICE
        for key in COLUMNS:
            if key == "actions":
                continue
            action = named(QAction(self._model.column_name(key), menu), f"actionColumn_{key}")
            action.setCheckable(True)
            action.setChecked(key in chosen or key in ALWAYS)
            action.setEnabled(key not in ALWAYS)
            action.toggled.connect(lambda shown, key=key: self.choose(key, shown))
            menu.addAction(action)
        menu.addSeparator()
        reset = named(QAction(self.tr("Reset columns"), menu), "actionResetColumns")
        reset.triggered.connect(self.reset)
        menu.addAction(reset)

    def reset(self) -> None:
        """Go back to the first choice, order and widths."""
        self._chosen, self._widths, self._order = (), {}, COLUMNS
        self._arrange()
        self.lay_out()
        self._keeper.start()

    def _open_chooser(self, where: QPoint) -> None:
        menu = named(QMenu(self._header), "columnMenu")
        menu.aboutToHide.connect(menu.deleteLater)
        self.fill_chooser(menu)
        menu.popup(self._header.mapToGlobal(where))

    def _wanted(self, key: str, *, first: bool) -> int:
        text, rows = self._delegate.text, self._model.rows()
        pads = (FIRST_PAD if first else CELL_PAD) + CELL_PAD
        head = text.width(self._model.column_name(key), "small", 500) + pads
        match key:
            case "state":
                # Never narrower again: words come and go each second.
                widest = max((text.width(row.words.text, weight=500) for row in rows), default=0.0)
                self._widest_words = max(self._widest_words, widest)
                wanted = pads + STATE_ICON + CELL_PAD + self._widest_words
            case "country":
                widest = max((text.width(row.country) for row in rows), default=0.0)
                most = theme.current().px(_COUNTRY_MOST)
                wanted = min(most, pads + flags.WIDTH + FLAG_GAP + max(widest, 60.0))
            case "number":
                widest = max((text.width(row.phone) for row in rows), default=0.0)
                flag = flags.WIDTH + FLAG_GAP if self.narrow else 0
                wanted = pads + flag + max(widest, text.width("+00 000 000 0000"))
            case "waited":
                wanted = text.width("0:00:00") + pads + (0 if self.narrow else 16)
                if not self.narrow:
                    limits = (text.width(f"00:00 / {row.limit}") for row in rows if row.limit)
                    wanted = max(wanted, max(limits, default=0.0) + pads)
            case "price":
                widest = max((text.width(row.price) for row in rows), default=0.0)
                wanted = max(widest, text.width("0.0000")) + pads
            case "account":
                widest = max((text.width(row.account) for row in rows), default=0.0)
                wanted = min(pads + widest, theme.current().px(160))
            case "code":
                widest = max((text.width(row.code, "code") for row in rows), default=0.0)
                if any(row.lease.text and not row.code for row in rows):
                    words = QCoreApplication.translate("LeaseDelegate", "in the text")
                    widest = max(widest, text.width(words))
                wanted = max(widest + pads, theme.current().px(_CODE_LEAST))
            case _:
                return self._delegate.buttons.width
        return round(max(wanted, head) + 0.5)

    def _resized(self, column: int, _before: int, after: int) -> None:
        key = COLUMNS[column]
        if self._laying or key in (STRETCHED, "actions") or self.narrow:
            return
        self._widths[key] = after
        self._keeper.start()

    def _moved(self, *_places: int) -> None:
        if self._laying:
            return
        self._order = tuple(
            COLUMNS[self._header.logicalIndex(place)] for place in range(self._header.count())
        )
        self._chosen = self._in_order(set(self._chosen or _FIRST_CHOICE) | ALWAYS)
        self.lay_out()
        self._keeper.start()

    def _forget_width(self, column: int) -> None:
        self._widths.pop(COLUMNS[column], None)
        self.lay_out()
        self._keeper.start()

    def _in_order(self, keys: set[str]) -> tuple[str, ...]:
        return tuple(key for key in self._order if key in keys and key != "actions")

    def _restore_order(self) -> None:
        if self._chosen:
            rest = [key for key in COLUMNS if key not in self._chosen and key != "actions"]
            self._order = (*self._chosen, *rest, "actions")
            self._arrange()

    def _arrange(self) -> None:
        """Bring the columns into the person's order, those that can wait behind the others if need be."""
        before, self._laying = self._laying, True
        waits = _AFTER_ACTIONS if self._crowded else frozenset()
        for place, key in enumerate(sorted(self._order, key=lambda key: key in waits)):
            self._header.moveSection(self._header.visualIndex(COLUMNS.index(key)), place)
        self._laying = before

    def _keep(self) -> None:
        self._link.change_preferences(columns=self._chosen, column_widths=tuple(sorted(self._widths.items())))
