# SPDX-License-Identifier: MIT
"""Choose one of a service's countries, or any country, seeing what each costs."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fxdesk.core.catalogue import Catalogue, Service
from fxdesk.core.model import Offer
from fxdesk.ui import theme
from fxdesk.ui.any_country import AnyCountryCheck
from fxdesk.ui.country_list import CountryDelegate, CountryListModel
from fxdesk.ui.frame_list import BAR_ROOM, FrameList
from fxdesk.ui.safe import label

FEWEST_ROWS = 3
FEWEST_LARGE_ROWS = 1
"""With text this large a window of 800 px has no room for more beside what else must be there."""

_LARGE = 1.5

_MARGIN = 16


class CountryChooser(QWidget):
    """The countries of one service below the check for any of them; exactly one of all is chosen.

    changed() -- another country, or any, is chosen now.
    country_entered(object) -- Enter on a chosen country, as its QKeyEvent: get a number.
    any_entered() -- Enter on "any country": on to the button.
    typed(str), starred(), escaped() -- as of FrameKeys.
    left_upwards() -- Up was pressed above all.
    focused() -- check or list was given the focus.
    """

    changed = Signal()
    country_entered = Signal(object)
    any_entered = Signal()
    typed = Signal(str)
    starred = Signal()
    escaped = Signal()
    left_upwards = Signal()
    focused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("countryChooser")
        self._offer: Offer | None = None
        self._pointing = False
        self._build()
        for keys in (self.list.keys, self.any.keys):
            keys.typed.connect(self.typed)
            keys.starred.connect(self.starred)
            keys.escaped.connect(self.escaped)
        self.list.keys.entered.connect(self._enter)
        self.any.keys.entered.connect(self._enter_any)
        self.list.focused.connect(self.focused)
        self.any.focused.connect(self.focused)
        self.list.left_at_top.connect(self._go_up)
        self.list.clicked.connect(self._take)
        self.list.selectionModel().currentChanged.connect(self._take)
        self.any.left_upwards.connect(self.left_upwards)
        self.any.left_downwards.connect(self.go_to_list)
        self.any.toggled.connect(self._take_any)

    def offer(self) -> Offer | None:
        """The chosen country's offer; None while any country, or nothing, is chosen."""
        return self._offer

    def any_country(self) -> bool:
        """Whether any country is chosen."""
        return self.any.isChecked()

    def show_service(
        self, catalogue: Catalogue, service: Service | None, country_id: str | None = None
    ) -> None:
        """Show a service's countries with `country_id` chosen: "" is any country, None the cheapest.

        A country that the service no longer has leaves nothing chosen: no other may be bought in its place.
        """
        offers = catalogue.countries(service.service_id) if service else ()
        self._check(bool(offers) and country_id == "")
        self.any.setEnabled(bool(offers))
        self._model.show(offers)
        self._offer = None
        if offers:
            row = self._model.row_of(country_id) if country_id else 0
            chosen = row >= 0 and not self.any.isChecked()
            self._offer = offers[row] if chosen else None
            self._point(max(0, row), select=chosen)
            self.list.show_current()
        self.changed.emit()

    def go_to_list(self) -> None:
        """Put the focus on the chosen country, the cheapest if none was: the price stands in that row."""
        if self._offer is None and self._model.rowCount():
            self._choose(0)
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_MARGIN, 0, _MARGIN - BAR_ROOM, 0)
        whole.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, BAR_ROOM, 0)
        title = label(
            self.tr("Countries"), role="small", tone="text2", weight=600, object_name="countriesLabel"
        )
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(
            label(self.tr("cheapest first"), role="small", tone="muted", object_name="countryOrderLabel")
        )
        whole.addLayout(head)
        whole.addSpacing(6)
        check = QHBoxLayout()
        check.setContentsMargins(0, 0, BAR_ROOM, 0)
        self.any = AnyCountryCheck(self.tr("Any country (random)"), self)
        check.addWidget(self.any)
        whole.addLayout(check)
        self.list = FrameList(name=self.tr("Countries"), object_name="countryList")
        self._model = CountryListModel(self.list)
        self.list.setModel(self._model)
        self.list.setItemDelegate(CountryDelegate(self._model, self.list))
        whole.addWidget(self.list, 1)
        theme.current().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.fewest_rows = FEWEST_ROWS if theme.current().scale < _LARGE else FEWEST_LARGE_ROWS
        self.list.setMinimumHeight(self.fewest_rows * self.list.row_height())

    def _choose(self, row: int) -> None:
        self._offer = self._model.offer_at(row)
        self._check(False)
        self._point(row)
        self.changed.emit()

    def _point(self, row: int, *, select: bool = True) -> None:
        flags = QItemSelectionModel.SelectionFlag
        index = self._model.index(row)
        self._pointing = True
        self.list.selectionModel().setCurrentIndex(
            index, flags.ClearAndSelect if select else flags.Clear | flags.Current
        )
        self._pointing = False

    def _check(self, wanted: bool) -> None:
        self._pointing = True
        self.any.setChecked(wanted)
        self._pointing = False

    def _take(self, index: QModelIndex) -> None:
        if not self._pointing and index.isValid() and self._model.offer_at(index.row()) != self._offer:
            self._choose(index.row())

    def _take_any(self, wanted: bool) -> None:
        if self._pointing:
            return
        if wanted:
            self._offer = None
            self.list.clearSelection()
            self.changed.emit()
        elif self._model.rowCount():
            self._choose(max(0, self.list.currentIndex().row()))

    def _go_up(self) -> None:
        self.any.setChecked(True)
        self.any.setFocus(Qt.FocusReason.BacktabFocusReason)

    def _enter(self, event: object) -> None:
        if self._offer is None:
            # The row under the ring was not chosen yet: the price must be seen before it is paid.
            if self._model.rowCount():
                self._choose(max(0, self.list.currentIndex().row()))
                self.focused.emit()
            return
        self.country_entered.emit(event)

    def _enter_any(self) -> None:
        if self.any.isEnabled():
            self.any.setChecked(True)
            self.any_entered.emit()
