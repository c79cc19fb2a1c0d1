# SPDX-License-Identifier: MIT
"""Let the window work through numbers for a long time: what it takes of the machine must not grow.

FXDESK_SOAK_SECONDS says for how long; the first fifth of it is not counted.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fxdesk.core.catalogue import Catalogue
from fxdesk.core.lease_state import OPEN, State
from fxdesk.core.model import Order
from fxdesk.core.preferences import Preferences
from fxdesk.simulator import Control
from fxdesk.store.credentials import MemoryCredentials
from fxdesk.ui import theme
from fxdesk.ui.main_window import MainWindow
from tests.workers.conftest import House

ROOT = Path(__file__).resolve().parents[2]
SECONDS = float(os.environ.get("FXDESK_SOAK_SECONDS", "600"))
OPEN_NUMBERS = 40

pytestmark = [pytest.mark.soak, pytest.mark.timeout(SECONDS + 300)]


class Taken(NamedTuple):
    """What the process has of the machine at a moment."""

    memory: float  # MB
    files: int
    threads: int


def taken() -> Taken:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return Taken(
        pages * resource.getpagesize() / 1e6,
        sum(1 for _ in Path("/proc/self/fd").iterdir()),
        sum(1 for _ in Path("/proc/self/task").iterdir()),
    )


@pytest.fixture
def url() -> Iterator[str]:
    """The simulated service in a process of its own: its memory is not the program's."""
    command = [sys.executable, "-m", "fxdesk.simulator", "--scenario", "by-hand", "--rows", "100"]
    command += ["--latency-ms", "20", "--balance", "100000"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


def test_that_what_the_window_takes_of_the_machine_stays_flat(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, url: str, figure: Callable[[str], None]
) -> None:
    theme.install(qapp)
    qapp.setQuitOnLastWindowClosed(False)
    Control(url).set_behaviour(code_after=20.0, forced_release_after=1200.0)
    preferences = Preferences(undo_seconds=0)
    house = House(qtbot, tmp_path / "profile", url, MemoryCredentials(), preferences)
    window = MainWindow(house.link)
    window.show()
    house.start()
    house.sign_in()
    house.wait(lambda: house.catalogue is not None)
    began = time.monotonic()
    readings: list[tuple[float, Taken]] = []
    rented = 0
    while (now := time.monotonic() - began) < SECONDS:
        if sum(lease.state in OPEN for lease in house.leases.values()) < OPEN_NUMBERS:
            assert house.catalogue is not None
            house.rent(order(house.catalogue, rented))
            rented += 1
        tidy(house, rented)
        readings.append((now, taken()))
        qtbot.wait(250)
    house.stop()
    window.deleteLater()
    house.link.deleteLater()
    counted = [taken for at, taken in readings if at > SECONDS / 5]
    third = len(counted) // 3
    first, last = counted[:third], counted[-third:]
    for name in Taken._fields:
        before = statistics.median(getattr(one, name) for one in first)
        after = statistics.median(getattr(one, name) for one in last)
        figure(f"{name} {before:.1f} to {after:.1f} (medians of the first and the last third)")
    figure(f"{rented} numbers in {SECONDS:.0f} s")
    assert rented > 20
    assert middle(last, "memory") < middle(first, "memory") * 1.1 + 5
    assert middle(last, "files") <= middle(first, "files") + 3
    assert middle(last, "threads") <= middle(first, "threads") + 3


def middle(readings: list[Taken], name: str) -> float:
    return float(statistics.median(getattr(one, name) for one in readings))


def order(catalogue: Catalogue, turn: int) -> Order:
    """Another offer each time: the same one within seconds would be asked about."""
    services = catalogue.services
    countries = catalogue.countries(services[turn % len(services)].service_id)
    offer = countries[turn // len(services) % len(countries)]
    return Order(offer.service_id, offer.service, offer.country_id, offer.country, offer.price)


def tidy(house: House, rented: int) -> None:
    """What a person does now and then: release every third number, clear what is over."""
    for lease in tuple(house.leases.values()):
        if lease.state is State.WAITING and lease.lease_id % 3 == 0:
            house.link.numbers.release(lease.lease_id, now=True)
    if rented % 10 == 0:
        over = [
            lease.lease_id
            for lease in house.leases.values()
            if lease.state in (State.RECEIVED, State.RELEASED)
        ]
        house.link.numbers.clear(over)
        for lease_id in over:
            house.leases.pop(lease_id, None)
            house.notices.clear()
            house.withdrawn.clear()
