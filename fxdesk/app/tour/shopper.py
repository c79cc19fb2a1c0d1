# SPDX-License-Identifier: MIT
"""Choose a service and a country and get a number, by keys, as a person does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from fxdesk.app.tour.hand import Hand, NotSeen
from fxdesk.app.tour.rows import Rows
from fxdesk.core.lease_state import State
from fxdesk.simulator import Number, Simulator
from fxdesk.simulator import service_names as named
from fxdesk.ui.deaf_time import DEAF_SECONDS


class Shopper:
    """The way to a number, whole and in its steps."""

    def __init__(self, hand: Hand, simulator: Simulator, rows: Rows) -> None:
        self._hand, self._simulator, self._rows = hand, simulator, rows

    def get(self, service: named.NamedService, country: int) -> None:
        """Get a number of the country at this place of the service's list, cheapest first."""
        before = len(self._simulator.numbers)
        self.type_service(service.name)
        services = self._hand.find(QListView, "serviceList")
        self._hand.wait_for(
            f"{service.name} found",
            lambda: str(services.model().index(0, 0).data()).startswith(service.name),
        )
        self.go_to_countries()
        for _ in range(country):
            self._hand.key(Qt.Key.Key_Down)
        self.press_enter()
        self._hand.wait_for("the purchase", lambda: len(self._simulator.numbers) > before)

    def get_waiting(self, service: named.NamedService, country: int) -> Number:
        """Get one, and wait until its row waits for the code."""
        self.get(service, country)
        number = self.newest()
        self._rows.wait_for(number, State.WAITING)
        return number

    def type_service(self, words: str) -> None:
        """Filter the services by these words."""
        self._hand.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self._hand.focus_is("serviceEdit")
        field = self._hand.find(QLineEdit, "serviceEdit")
        field.selectAll()
        self._hand.type(words)

    def go_to_countries(self) -> None:
        """Take the first service that was found."""
        self._hand.key(Qt.Key.Key_Return)
        self._hand.focus_is("countryList")

    def walk_to_country(self, country_id: str) -> None:
        """Go down the countries to this one. Raises NotSeen."""
        countries = self._hand.find(QListView, "countryList")

        def here() -> bool:
            return bool(countries.currentIndex().data(Qt.ItemDataRole.UserRole) == country_id)

        for _ in range(countries.model().rowCount()):
            if here():
                return
            self._hand.key(Qt.Key.Key_Down)
        if not here():
            raise NotSeen(f"the country {country_id} in the list")

    def press_enter(self) -> None:
        """Get the number that is chosen."""
        # Enter is deaf for a moment where it buys, so that a double Enter buys nothing.
        self._hand.pause(DEAF_SECONDS + 0.02)
        self._hand.wait_for(
            "Get number open", lambda: self._hand.find(QWidget, "getNumberButton").isEnabled()
        )
        before = self._simulator.count("getPhone")
        self._hand.key(Qt.Key.Key_Return)
        self._hand.wait_for("the request", lambda: self._simulator.count("getPhone") > before)

    def newest(self) -> Number:
        """The number that the service gave last."""
        return self._hand.wait_for("a number", lambda: self._simulator.numbers[-1:])[0]
