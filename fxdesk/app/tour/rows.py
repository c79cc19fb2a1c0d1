# SPDX-License-Identifier: MIT
"""Read the number table as it is shown, and press the buttons that are painted in its rows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt

from fxdesk.app.tour.hand import Hand, NotSeen
from fxdesk.core.lease_state import Act, State
from fxdesk.simulator import Number
from fxdesk.ui.lease_model import LeaseModel
from fxdesk.ui.lease_table import LeaseTable


class Rows:
    """The table's rows, by the simulated service's numbers."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand

    @property
    def table(self) -> LeaseTable:
        return self._hand.find(LeaseTable, "leaseTable")

    def text(self, place: int, column: str) -> str:
        """What a cell shows."""
        return str(self._cell(place, column).data() or "")

    def place_of(self, number: Number) -> int:
        """The place of a number's row from the top. Raises NotSeen."""
        place = self._find(number)
        if place < 0:
            raise NotSeen(f"a row with {number.mobile}")
        return place

    def wait_for(self, number: Number, state: State, words: str = "") -> int:
        """Wait until a number's row shows a state, in these words if any; return its place."""

        def look() -> bool:
            place = self._find(number)
            return place >= 0 and self._shows(place, state, words)

        self._hand.wait_for(f"{state} {words}".strip(), look)
        return self.place_of(number)

    def wait_for_place(self, what: str, look: Callable[[], int]) -> int:
        """Wait until `look` finds a place, which is not below 0."""
        return self._hand.wait_for(what, lambda: look() + 1) - 1

    def first(self, state: State, words: str) -> int:
        """The place of the first row that shows a state in these words, -1 for none."""
        rows = range(self._model.rowCount())
        return next((place for place in rows if self._shows(place, state, words)), -1)

    def select(self, place: int) -> None:
        """Click a row where nothing but the row is meant."""
        table = self.table
        cell = self._cell(place, "service")
        table.scrollTo(cell)
        self._hand.click_at(table.viewport(), table.visualRect(cell).center())
        self._hand.wait_for("the row selected", lambda: table.currentIndex().row() == place)

    def press(self, place: int, act: Act) -> None:
        """Click one of the buttons in a row."""
        table = self.table
        cell = self._cell(place, "actions")
        table.scrollTo(cell)
        button = table.cells.buttons.rects(table.visualRect(cell))[act]
        self._hand.click_at(table.viewport(), button.center())

    def says_copied(self, number: Number) -> bool:
        """Whether the row's Copy button says that its code was copied."""
        return self._model.row(self.place_of(number)).copied == "code"

    @property
    def _model(self) -> LeaseModel:
        model = self.table.model()
        assert isinstance(model, LeaseModel)
        return model

    def _find(self, number: Number) -> int:
        digits = number.mobile
        for place in range(self._model.rowCount()):
            shown = "".join(one for one in self.text(place, "number") if one.isalnum())
            if shown.endswith(digits):
                return place
        return -1

    def _shows(self, place: int, state: State, words: str) -> bool:
        cell = self._cell(place, "state")
        right = cell.data(Qt.ItemDataRole.UserRole) == state.value
        return right and (not words or cell.data() == words)

    def _cell(self, place: int, column: str) -> QModelIndex:
        model = self._model
        for section in range(model.columnCount()):
            key = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.UserRole)
            if key == column:
                return model.index(place, section)
        raise NotSeen(f"the column {column}")
