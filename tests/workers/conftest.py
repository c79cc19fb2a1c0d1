# SPDX-License-Identifier: MIT
"""A live link against a simulator in this process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from fxdesk.api.deadlines import DEADLINES, Deadlines
from fxdesk.api.endpoint import Endpoint
from fxdesk.core.catalogue import Catalogue
from fxdesk.core.clock import Clock
from fxdesk.core.lease_state import State
from fxdesk.core.model import CountryId, Lease, LeaseId, Order, ServiceId
from fxdesk.core.notice import Accounts, Notice, SignInPhase, Topic
from fxdesk.core.preferences import Preferences
from fxdesk.simulator import API_NAME, PASSWORD, Simulator
from fxdesk.store.credentials import Credentials, MemoryCredentials
from fxdesk.store.profile import Profile
from fxdesk.store.settings import Settings
from fxdesk.workers.link import Link
from fxdesk.workers.parts import Parts
from fxdesk.workers.system_clock import SystemClock

WITHIN = 10_000


class House:
    """A link over one profile and simulator; keeps what its signals told."""

    def __init__(
        self,
        qtbot: QtBot,
        folder: Path,
        url: str,
        credentials: Credentials,
        preferences: Preferences,
        *,
        clock: Clock | None = None,
        deadlines: Deadlines = DEADLINES,
        awake: Callable[[], float] = time.monotonic,
    ) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.leases: dict[LeaseId, Lease] = {}
        self.notices: list[Notice] = []
        self.withdrawn: list[str] = []
        self.catalogue: Catalogue | None = None
        self.loaded = False
        profile = Profile(folder)
        profile.make()
        settings = Settings(folder)
        self.link = Link(
            Parts(
                clock=clock or SystemClock(),
                profile=profile,
                settings=settings,
                preferences=preferences,
                credentials=credentials,
                endpoint=Endpoint(url),
                learn=lambda secret: None,
                deadlines=deadlines,
                awake=awake,
            )
        )
        self.link.leases_loaded.connect(self._loaded)
        self.link.lease_changed.connect(self._changed)
        self.link.noticed.connect(self.notices.append)
        self.link.withdrawn.connect(self.withdrawn.append)
        self.link.catalogue_changed.connect(self._listed)
        # A person who means it: what guards are for has tests of its own.
        self.agreed = self.link.purchase.question_raised.connect(self.link.purchase.agree)

    def _loaded(self, leases: tuple[Lease, ...]) -> None:
        self.leases = {lease.lease_id: lease for lease in leases}
        self.loaded = True

    def _changed(self, lease: Lease) -> None:
        self.leases[lease.lease_id] = lease

    def _listed(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def wait(self, condition: Callable[[], bool], milliseconds: int = WITHIN) -> None:
        self.qtbot.waitUntil(condition, timeout=milliseconds)

    def start(self) -> House:
        self.link.start()
        self.wait(lambda: self.loaded)
        return self

    def sign_in(self, name: str = API_NAME, password: str = PASSWORD, *, keep: bool = True) -> None:
        self.link.sign_in(name, password, keep=keep, keep_password=keep)
        self.wait(lambda: self.is_in(name))

    def is_in(self, name: str = API_NAME) -> bool:
        accounts: Accounts = self.link.accounts
        return any(
            state.account.api_name == name and state.phase is SignInPhase.IN for state in accounts.states
        )

    def rent(self, order: Order | None = None) -> Lease:
        """Ask for a number and wait until the asking is over; the newest lease then."""
        with self.qtbot.waitSignal(
            self.link.purchase.buying_changed, timeout=WITHIN, check_params_cb=lambda out: not out
        ):
            assert self.link.purchase.rent(order or order_for())
        return self.newest()

    def newest(self) -> Lease:
        return self.leases[max(self.leases)]

    def state(self, lease: Lease) -> State:
        return self.leases[lease.lease_id].state

    def wait_for_state(self, lease: Lease, state: State, milliseconds: int = WITHIN) -> Lease:
        self.wait(lambda: self.state(lease) is state, milliseconds)
        return self.leases[lease.lease_id]

    def topics(self) -> list[Topic]:
        return [notice.topic for notice in self.notices]

    def stop(self) -> None:
        if self.link.is_stopped:
            return
        with self.qtbot.waitSignal(self.link.stopped, timeout=WITHIN):
            self.link.stop()


def order_for(service_id: str = "1001", country_id: str = "mys") -> Order:
    return Order(
        ServiceId(service_id), "Service", CountryId(country_id), "+60/马来西亚/Malaysia", Decimal("0.65")
    )


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    with Simulator(rows=300) as running:
        yield running


@pytest.fixture
def credentials() -> MemoryCredentials:
    return MemoryCredentials()


@pytest.fixture
def open_house(
    qtbot: QtBot, qapp: QCoreApplication, simulator: Simulator, credentials: MemoryCredentials, tmp_path: Path
) -> Iterator[Callable[..., House]]:
    """Make houses over the one profile of the test, one after another."""
    houses: list[House] = []

    def make(
        *,
        keyring: Credentials | None = None,
        url: str | None = None,
        preferences: Preferences | None = None,
        clock: Clock | None = None,
    ) -> House:
        for earlier in houses:
            earlier.stop()
        house = House(
            qtbot,
            tmp_path / "profile",
            url or simulator.url,
            keyring or credentials,
            preferences or Preferences(undo_seconds=0),
            clock=clock,
        )
        houses.append(house)
        return house.start()

    yield make
    for house in houses:
        house.stop()


@pytest.fixture
def house(open_house: Callable[..., House]) -> House:
    """A house that is signed in."""
    made = open_house()
    made.sign_in()
    return made
