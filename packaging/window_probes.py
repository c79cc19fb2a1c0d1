# SPDX-License-Identifier: MIT
"""The processes that bench_window.py starts and times: the program's window, and bare ones beside it.

`python window_probes.py NAME FOLDER` does one thing and prints its figures as JSON.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import threading
import time
from argparse import Namespace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Callable, Dict

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

    from fxdesk.app.run import House
    from fxdesk.core.model import Lease, Offer

Figures = Dict[str, float]

ABSENT = ("requests", "urllib3", "ssl", "keyring", "asyncio", "numpy")
SIZE = (1280, 800)
ROWS = 100_000
SERVICES = 1_600
NUMBERS = 200
CHANGES_A_SECOND = 100
RESETS_A_SECOND = 10
BUSY_SECONDS = 5.0
IDLE_SECONDS = 10.0
KEYS = "lumen harbor"
# Nobody listens there: the program asks nobody for anything.
NOWHERE = "http://127.0.0.1:9/"
HOST = "127.0.0.1:9"


def resident_kb() -> int:
    """What the process holds of the memory, its shared libraries included, as Linux counts it."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1024


def start_figures() -> Figures:
    """What is known at the first paint; `at` is of the clock that all processes share."""
    loaded = [name for name in ABSENT if name in sys.modules]
    return {"at": time.monotonic(), "kb": resident_kb(), "heavy modules": len(loaded)}


def tell(figures: Figures) -> None:
    """Print the figures for the one who started this."""
    print("figures " + json.dumps(figures), flush=True)


# Windows


def bare_window() -> tuple[QApplication, QMainWindow]:
    """An application with nothing but a shown QMainWindow."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.resize(*SIZE)
    window.show()
    return application, window


def when_painted(window: QWidget, then: Callable[[], None]) -> QObject:
    """Call `then` once the window was painted; the watcher that is returned must be kept."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watcher(QObject):
        done = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint and not self.done:
                self.done = True
                QTimer.singleShot(0, self, then)
            return False

    watcher = Watcher()
    window.installEventFilter(watcher)
    return watcher


def program(folder: Path) -> tuple[QApplication, House]:
    """The program's own house in a profile, as `fxdesk` makes it; its threads start with the first paint."""
    from fxdesk.app.run import House, make_application
    from fxdesk.core.redact import Redactor
    from fxdesk.store.credentials import MemoryCredentials
    from fxdesk.store.profile import Profile

    application = make_application()
    profile = Profile(folder)
    profile.make()
    options = Namespace(lang="en", smoke=False, demo=False)
    return application, House(options, profile, Redactor(), NOWHERE, MemoryCredentials(), application)


def wait(application: QApplication, seconds: float) -> None:
    """Let the event loop run for so long."""
    from PySide6.QtCore import QTimer

    # Not quit(): that would close the window first.
    QTimer.singleShot(int(seconds * 1000), lambda: application.exit(0))
    application.exec()


def wait_for(application: QApplication, there: Callable[[], bool], seconds: float = 60.0) -> None:
    """Let the event loop run until something is there; raises TimeoutError."""
    until = time.monotonic() + seconds
    while not there():
        if time.monotonic() > until:
            raise TimeoutError("what the benchmark waits for did not come")
        wait(application, 0.02)


def stop(application: QApplication, house: House) -> None:
    """End the program's threads."""
    house.link.stop()
    wait_for(application, lambda: house.link.is_stopped, 10.0)


# Start


def bare_start(folder: Path) -> None:
    """To the first paint of a bare window."""
    application, window = bare_window()

    def painted() -> None:
        tell(start_figures())
        application.exit(0)

    _kept = when_painted(window, painted)
    application.exec()


def program_start(folder: Path) -> None:
    """To the first paint of the program's window, by the program's own main."""
    import fxdesk.app.first_paint as first_paint
    from fxdesk.app import main

    class Told(first_paint.FirstPaint):
        told = False

        def _tell(self) -> None:
            if not self.told:
                self.told = True
                tell(start_figures())
            super()._tell()

    first_paint.FirstPaint = Told  # type: ignore[misc]  # a probe
    sys.exit(main(["--smoke", "--profile", str(folder)]))


# Idle


def count_idle(application: QApplication) -> Figures:
    """What ten seconds without a hand on anything cost."""
    from PySide6.QtCore import QEvent, QObject

    class Counter(QObject):
        timers = 0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            self.timers += event.type() is QEvent.Type.Timer
            return False

    counter = Counter()
    wait(application, 3.0)
    application.installEventFilter(counter)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    before, woken = time.process_time(), usage.ru_nvcsw
    wait(application, IDLE_SECONDS)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    # One of the timers is the wait's own.
    return {
        "cpu ms/s": (time.process_time() - before) * 1000 / IDLE_SECONDS,
        "timers/s": max(0, counter.timers - 1) / IDLE_SECONDS,
        "wake-ups/s": (usage.ru_nvcsw - woken) / IDLE_SECONDS,
    }


def bare_idle(folder: Path) -> None:
    """A bare window that nobody touches, with a caret that blinks in a field as the program's does."""
    from PySide6.QtWidgets import QLineEdit

    application, window = bare_window()
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    window.activateWindow()
    tell(count_idle(application))


def program_idle(folder: Path) -> None:
    """The program with a kept price list and no open number."""
    keep_prices(folder, offers(5_000))
    application, house = program(folder)
    tell(count_idle(application))
    stop(application, house)


# The table


def leases(count: int) -> list[Lease]:
    """Waiting numbers, as the journal has them."""
    from fxdesk.core.lease_state import State
    from fxdesk.core.model import AccountId, CountryId, Grant, Lease, LeaseId, Order, PKey, ServiceId
    from fxdesk.workers.system_clock import SystemClock

    now, country, price = SystemClock().now(), CountryId("mys"), Decimal("0.4500")
    return [
        Lease(
            LeaseId(number),
            AccountId(1),
            HOST,
            Order(ServiceId("1096"), "Lumen Mail", country, "+60/马来西亚/malaysia", price),
            State.WAITING,
            frozenset(),
            now,
            now,
            now,
            Grant(PKey(f"KEY{number}"), "", country, "+60", "", "", f"1{number:09}", ""),
        )
        for number in range(1, count + 1)
    ]


def busy_table(folder: Path, every: float, act: Callable[[House, list[Lease], int], None]) -> Figures:
    """The CPU of the window while `act` comes every so often over 200 open numbers."""
    from PySide6.QtCore import Qt, QTimer

    application, house = program(folder)
    rows = leases(NUMBERS)
    wait(application, 1.0)
    house.link.leases_loaded.emit(tuple(rows))
    wait(application, 1.0)
    turn = 0

    def next_turn() -> None:
        nonlocal turn
        act(house, rows, turn)
        turn += 1

    timer = QTimer(interval=int(every * 1000), timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(next_turn)
    timer.start()
    before = time.thread_time()
    wait(application, BUSY_SECONDS)
    spent = time.thread_time() - before
    timer.stop()
    stop(application, house)
    return {"cpu ms/s": spent * 1000 / BUSY_SECONDS, "turns/s": turn / BUSY_SECONDS}


def program_changes(folder: Path) -> None:
    """A hundred changed numbers a second, and the countdowns."""

    def change(house: House, rows: list[Lease], turn: int) -> None:
        place = turn * 7 % len(rows)
        rows[place] = rows[place]._replace(looks=turn)
        house.link.lease_changed.emit(rows[place])

    tell(busy_table(folder, 1 / CHANGES_A_SECOND, change))


def program_resets(folder: Path) -> None:
    """The same table, told ten times a second that all is new."""

    def reset(house: House, rows: list[Lease], turn: int) -> None:
        house.link.leases_loaded.emit(tuple(rows))

    tell(busy_table(folder, 1 / RESETS_A_SECOND, reset))


# Prices


def offers(count: int) -> list[Offer]:
    """A price list of so many rows, invented the same way each time."""
    from fxdesk.core.model import CountryId, Offer, ServiceId

    chance = random.Random(1)
    first = ("Lumen", "Harbour", "Orchid", "Paperplane", "Quill", "Tandem", "Marlin", "云雀", "海港", "兰花")
    second = ("Mail", "Pay", "Social", "Ride", "Market", "Chat", "Bank", "支付", "邮箱", "外卖")
    wide = min(SERVICES, max(1, count // 60))
    names = [f"{chance.choice(first)} {chance.choice(second)} {place}" for place in range(wide)]
    return [
        Offer(
            ServiceId(str(1000 + row % wide)),
            names[row % wide],
            CountryId(f"c{row // wide}"),
            f"+{row // wide}/国家{row // wide}/country {row // wide}",
            Decimal(chance.randrange(100, 50_000)) / 10_000,
        )
        for row in range(count)
    ]


def keep_prices(folder: Path, listed: list[Offer]) -> None:
    """Leave a price list in the profile, as the last run would have."""
    from fxdesk.store.price_cache import PriceCache
    from fxdesk.store.profile import Profile
    from fxdesk.workers.system_clock import SystemClock

    profile = Profile(folder)
    profile.make()
    PriceCache(profile.prices).keep(HOST, listed, SystemClock().now())


class Gaps:
    """The longest time for which the event loop did not come round."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.longest = 0.0
        self._last = time.monotonic()
        self._timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._come_round)
        self._timer.start()

    def _come_round(self) -> None:
        now = time.monotonic()
        self.longest, self._last = max(self.longest, now - self._last), now


def bare_loading(folder: Path) -> None:
    """A bare window while a thread reads 100,000 rows with json.loads."""
    text = json.dumps([[*offer[:4], str(offer[4])] for offer in offers(ROWS)])
    application, _window = bare_window()
    wait(application, 1.0)
    gaps = Gaps()
    began = time.monotonic()
    worker = threading.Thread(target=json.loads, args=(text,))
    worker.start()
    wait_for(application, lambda: not worker.is_alive())
    tell({"gap ms": gaps.longest * 1000, "ms": (time.monotonic() - began) * 1000})


def program_loading(folder: Path) -> None:
    """The program from its first paint until 100,000 kept prices are in the picker, and the keys after it."""
    keep_prices(folder, offers(ROWS))
    application, house = program(folder)
    shown: list[float] = []
    measured: list[Gaps] = []
    began: list[float] = []
    house.first_paint.painted.connect(lambda: began.append(time.monotonic()))
    house.first_paint.painted.connect(lambda: measured.append(Gaps()))
    house.link.catalogue_changed.connect(lambda _catalogue: shown.append(time.monotonic()))
    wait_for(application, lambda: bool(shown))
    wait(application, 0.5)
    figures = {
        "gap ms": measured[0].longest * 1000,
        "after ms": (shown[0] - began[0]) * 1000,
        "kb": resident_kb(),
    }
    measured.clear()
    tell({**figures, **keys_to_paint(application, house)})
    stop(application, house)


def keys_to_paint(application: QApplication, house: House) -> Figures:
    """How long from a key in the service field to the painted list, and one painting of that list alone."""
    from PySide6.QtTest import QTest

    picker = house.window.sidebar.picker
    field, view = picker.finder.field, picker.finder.list
    field.setFocus()
    wait(application, 0.2)
    taken: list[float] = []
    bare: list[float] = []
    for key in KEYS * 3:
        painted: list[float] = []
        _kept = when_painted(view.viewport(), lambda at=painted: at.append(time.monotonic()))  # type: ignore[misc]  # a probe
        began = time.monotonic()
        QTest.keyClicks(field, key)
        while not painted and time.monotonic() < began + 0.5:
            application.processEvents()
        if painted:
            taken.append(painted[0] - began)
        began = time.monotonic()
        view.viewport().repaint()
        bare.append(time.monotonic() - began)
        if len(field.text()) == len(KEYS):
            field.clear()
            application.processEvents()
    taken.sort()
    bare.sort()
    return {
        "key ms": taken[len(taken) // 2] * 1000,
        "key worst ms": taken[-1] * 1000,
        "repaint ms": bare[len(bare) // 2] * 1000,
    }


PROBES: dict[str, Callable[[Path], None]] = {
    probe.__name__: probe
    for probe in (
        bare_start,
        program_start,
        bare_idle,
        program_idle,
        program_changes,
        program_resets,
        bare_loading,
        program_loading,
    )
}

if __name__ == "__main__":
    PROBES[sys.argv[1]](Path(sys.argv[2]))
