# SPDX-License-Identifier: MIT
"""What the window's table says while the service misbehaves, and once it answers again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from fxdesk.core.lease_state import State
from fxdesk.core.model import Lease
from fxdesk.ui import safe, theme
from fxdesk.ui.main_window import MainWindow
from tests.faults.conftest import Bench
from tests.faults.misbehaviours import BY_NAME

pytestmark = pytest.mark.usefixtures("noise_expected")


class Screen:
    """The window over a bench, read as a person reads it."""

    def __init__(self, bench: Bench, window: MainWindow) -> None:
        self.bench, self.window = bench, window

    def row(self, lease: Lease) -> str:
        """All cells of a number's row."""
        model = self.window.numbers.model
        place = model.place_of(lease.lease_id)
        cells = (model.index(place, column) for column in range(model.columnCount()))
        return " · ".join(str(cell.data(Qt.ItemDataRole.DisplayRole) or "") for cell in cells)

    def bar(self) -> str:
        """What the foot of the window says."""
        label = self.window.findChild(safe.ElidedLabel, "connectionLabel")
        assert label is not None
        return label.whole_text()

    def shows(self, lease: Lease, pattern: str) -> None:
        """Wait until the row says so."""
        self.bench.wait(partial(self._row_has, lease, pattern), f"{pattern!r} in the row")

    def _row_has(self, lease: Lease, pattern: str) -> bool:
        return re.search(pattern, self.row(lease)) is not None


@pytest.fixture
def screen(bench: Bench, qapp: QApplication) -> Iterator[Screen]:
    theme.install(qapp)
    qapp.setQuitOnLastWindowClosed(False)
    window = MainWindow(bench.house.link)
    window.show()
    bench.house.link.tell_all()
    yield Screen(bench, window)
    bench.house.stop()
    window.deleteLater()
    bench.house.link.deleteLater()
    qapp.processEvents()


LOOKS = {
    "status 502": r"Retrying in [1-7] s",
    "status 429": r"Retrying in 1[12]\d s|Retrying in [12] min",
    "cut-body": r"Retrying in [1-7] s",
    "reset-after": r"Retrying in [1-7] s",
    "accepted, then silence": r"Retrying in [1-7] s",
    "html": r"Unreadable answer",
    "utf16": r"Unreadable answer",
    "half a no": r"Unreadable answer",
}


def test_that_the_rows_tell_the_truth_and_the_next_good_answer_mends_them(screen: Screen) -> None:
    bench = screen.bench
    leases = bench.waiting(len(LOOKS))
    for lease, name in zip(leases, LOOKS, strict=True):
        bench.order("getPhoneCode", BY_NAME[name], lease.pkey)
    bench.push(5.2)
    for lease, pattern in zip(leases, LOOKS.values(), strict=True):
        screen.shows(lease, pattern)
        bench.simulator.deliver(lease.pkey or "", "482913")
    bench.push(6.5)
    bench.push(120)
    for lease in leases:
        screen.shows(lease, r"482913.*Code received|Code received.*482913")


@pytest.mark.parametrize(
    "name", ["closed without an answer", "status 503", "gzip-bomb", "neither yes nor no"]
)
def test_that_what_may_have_been_paid_for_says_so(screen: Screen, name: str) -> None:
    bench = screen.bench
    bench.order("getPhone", BY_NAME[name])
    lease = bench.house.rent()
    screen.shows(lease, "Sent, no answer")
    bench.wait(lambda: "It may have been charged" in screen.window.numbers.strip.text())


@pytest.mark.parametrize("name", ["reset-before", "html", "long-header"])
def test_that_a_release_without_an_answer_says_when_it_is_tried_again(screen: Screen, name: str) -> None:
    bench = screen.bench
    (lease,) = bench.waiting(1)
    bench.order("setRel", BY_NAME[name]._replace(how={"booked": False}), lease.pkey)
    bench.house.link.numbers.release(lease.lease_id, sure=True)
    screen.shows(lease, r"Not released, retry in [12] s")
    bench.push(2.2)
    screen.shows(lease, "Released")


def test_that_the_foot_of_the_window_says_that_there_is_no_connection_and_that_there_is_one(
    screen: Screen,
) -> None:
    bench = screen.bench
    (lease,) = bench.waiting(1)
    bench.wait(lambda: "Connected" in screen.bar())
    bench.simulator.go_away()
    bench.push(5.2)
    bench.wait(lambda: "No connection" in screen.bar(), screen.bar())
    screen.shows(lease, r"Retrying in \d s")
    bench.simulator.come_back()
    bench.push(6.5)
    bench.wait(lambda: "Connected" in screen.bar())
    screen.shows(lease, "Waiting for code")
    assert bench.lease(lease).state is State.WAITING
