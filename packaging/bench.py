# SPDX-License-Identifier: MIT
"""Measure how evenly and how cheaply two hundred open numbers are looked up, beside bare references.

    .venv/bin/python packaging/bench.py [--numbers 200] [--answer-ms 200] [--hanging 5] [--seconds 60]

The service is the simulator in a process of its own. Times of looks are those that the service saw.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import requests  # noqa: E402 - the tree must be on the path first
from PySide6.QtCore import QElapsedTimer, QEventLoop, QObject, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: E402

from fxdesk.api.endpoint import Endpoint  # noqa: E402
from fxdesk.core.lease_state import State  # noqa: E402
from fxdesk.core.model import CountryId, Lease, Order, ServiceId  # noqa: E402
from fxdesk.core.preferences import Preferences  # noqa: E402
from fxdesk.core.schedule import MOST_POLLERS  # noqa: E402
from fxdesk.simulator import API_NAME, PASSWORD, Control  # noqa: E402
from fxdesk.store.credentials import MemoryCredentials  # noqa: E402
from fxdesk.store.profile import Profile  # noqa: E402
from fxdesk.store.settings import Settings  # noqa: E402
from fxdesk.workers.link import Link  # noqa: E402
from fxdesk.workers.parts import Parts  # noqa: E402
from fxdesk.workers.system_clock import SystemClock  # noqa: E402

ORDER = Order(ServiceId("1001"), "Service", CountryId("mys"), "+60/马来西亚/Malaysia", Decimal("0.65"))
NO_KEY = "0" * 48
BARE_SECONDS = 10.0
TICK_MS = 2


class Heartbeat(QObject):
    """Keeps the times between two beats of the window's thread, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._since = QElapsedTimer()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        self.gaps.clear()
        self._since.start()
        self._timer.start()

    def stop(self) -> list[float]:
        self._timer.stop()
        return sorted(self.gaps)

    def _beat(self) -> None:
        self.gaps.append(self._since.nsecsElapsed() / 1e6)
        self._since.restart()


def spin(seconds: float = 0.0, until: Callable[[], bool] = lambda: False) -> None:
    """Let the window's thread run for a time, or until something holds."""
    end = time.monotonic() + (seconds or 600.0)
    loop = QEventLoop()
    timer = QTimer(interval=20)
    timer.timeout.connect(lambda: loop.quit() if until() or time.monotonic() >= end else None)
    timer.start()
    loop.exec()


def share(values: list[float], part: float) -> float:
    """The value below which this part of the sorted values lies."""
    return values[min(len(values) - 1, int(len(values) * part))] if values else float("nan")


class Measured(NamedTuple):
    """When it began, CPU seconds per second, and the window's gaps in milliseconds, smallest first."""

    since: float
    cpu: float
    gaps: list[float]


class BarePolls:
    """The same looks by requests alone: as many threads, each with its kept connection, at the same rate."""

    def __init__(self, url: str, token: str, rate: float) -> None:
        # A key that no number has: the same way there and back, and no number's gap is touched.
        self._query = {"act": "getPhoneCode", "token": token, "pkey": NO_KEY}
        self._url, self._every = url, MOST_POLLERS / rate
        self._over = threading.Event()
        self.polls = 0

    def _poll(self, place: int) -> None:
        with requests.Session() as session:
            wait = self._every * place / MOST_POLLERS
            while not self._over.wait(wait):
                began = time.monotonic()
                session.get(self._url, params=self._query, timeout=15)
                self.polls += 1
                wait = max(0.0, self._every - (time.monotonic() - began))

    def start(self) -> None:
        self._threads = [threading.Thread(target=self._poll, args=(place,)) for place in range(MOST_POLLERS)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()


class Bench:
    """One run against one simulator process."""

    def __init__(self, options: argparse.Namespace, url: str, folder: Path) -> None:
        self.options, self.url = options, url
        self.control = Control(url)
        self.leases: dict[int, Lease] = {}
        profile = Profile(folder)
        profile.make()
        self.link = Link(
            Parts(
                clock=SystemClock(),
                profile=profile,
                settings=Settings(folder),
                preferences=Preferences(),
                credentials=MemoryCredentials(),
                endpoint=Endpoint(url),
                learn=lambda secret: None,
            )
        )
        self.out = False
        self.loaded = False
        self.link.lease_changed.connect(self._changed)
        self.link.purchase.buying_changed.connect(self._buying)
        self.link.leases_loaded.connect(self._loaded)
        self.link.purchase.question_raised.connect(self.link.purchase.agree)

    def _changed(self, lease: Lease) -> None:
        self.leases[lease.lease_id] = lease

    def _buying(self, out: bool) -> None:
        self.out = out

    def _loaded(self, _: object) -> None:
        self.loaded = True

    def rent(self) -> list[str]:
        """Rent all numbers, quickly; their keys."""
        self.link.start()
        spin(until=lambda: self.loaded)
        self.link.sign_in(API_NAME, PASSWORD, keep=False, keep_password=False)
        spin(until=lambda: self.link.accounts.current is not None)
        for _ in range(self.options.numbers):
            self.link.purchase.rent(ORDER)
            spin(until=lambda: not self.out)
        return [str(lease.pkey) for lease in self.leases.values() if lease.state is State.WAITING]

    def measured(self, seconds: float) -> Measured:
        """Let everything run for a time and see what it cost."""
        heartbeat = Heartbeat()
        heartbeat.start()
        since, cpu = time.monotonic(), time.process_time()
        spin(seconds)
        return Measured(since, (time.process_time() - cpu) / seconds, heartbeat.stop())

    def run(self) -> None:
        options = self.options
        idle = self.measured(BARE_SECONDS)
        pkeys = self.rent()
        hanging = pkeys[: options.hanging]
        token = self.control.requests("getPhone")[0]["params"]["token"]
        self.control.set_latency(options.answer_ms / 1000)
        for pkey in hanging:
            self.control.fault("getPhoneCode", "hang", times=None, match=pkey)
        print(f"{len(pkeys)} numbers, {options.answer_ms:g} ms an answer, {len(hanging)} hanging")
        spin(options.settle)
        busy = self.measured(options.seconds)
        looks = self.control.requests("getPhoneCode")
        self.stop()
        rate = sum(look["at"] >= busy.since for look in looks) / options.seconds
        bare = BarePolls(self.url, token, rate)
        bare.start()
        alone = self.measured(BARE_SECONDS)
        bare.stop()
        self._report_turns(looks, set(hanging), busy.since)
        self._report_gaps(idle, busy)
        ours = (busy.cpu - idle.cpu) / rate * 1000
        theirs = (alone.cpu - idle.cpu) / (bare.polls / BARE_SECONDS) * 1000
        print(
            f"CPU per look    {ours:.2f} ms; requests alone in as many threads at {rate:.0f} a second "
            f"{theirs:.2f} ms: {ours / theirs:.2f} ×"
        )

    def _report_turns(self, looks: list[dict[str, Any]], hanging: set[str], since: float) -> None:
        by_key: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for look in looks:
            by_key[look["params"]["pkey"]].append(look)
        gaps, turns = [], []
        for pkey, of_key in by_key.items():
            for look, after in pairwise(of_key):
                # When the service saw the end of a look that it never answered says nothing about ours.
                if look["answered"]:
                    gaps.append(after["at"] - look["ended"])
                if pkey not in hanging and after["at"] >= since:
                    turns.append(after["at"] - look["at"])
        turns.sort()
        print(f"end to start    least {min(gaps):.3f} s (at least 5)")
        print(
            f"start to start  median {statistics.median(turns):.2f} s (at most 5.5), "
            f"p99 {share(turns, 0.99):.2f} s (at most 6), longest {turns[-1]:.2f} s, {len(turns)} turns"
        )

    def _report_gaps(self, idle: Measured, busy: Measured) -> None:
        print(
            f"window's gap    longest {busy.gaps[-1]:.1f} ms, p99.9 {share(busy.gaps, 0.999):.1f} ms; "
            f"idle longest {idle.gaps[-1]:.1f} ms, p99.9 {share(idle.gaps, 0.999):.1f} ms: "
            f"{share(busy.gaps, 0.999) / share(idle.gaps, 0.999):.1f} ×"
        )

    def stop(self) -> None:
        if self.link.is_stopped:
            return
        ended: list[bool] = []
        self.link.stopped.connect(lambda: ended.append(True))
        self.link.stop()
        spin(until=lambda: bool(ended))


def main() -> int:
    """Measure once and print; 0 unless the simulator could not be started."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--numbers", type=int, default=200)
    parser.add_argument("--answer-ms", type=float, default=200)
    parser.add_argument("--hanging", type=int, default=5)
    parser.add_argument("--settle", type=float, default=1.0, help="seconds before the measuring begins")
    parser.add_argument("--seconds", type=float, default=60.0)
    options = parser.parse_args()
    application = QApplication([])
    window = QMainWindow()
    window.show()
    command = [sys.executable, "-m", "fxdesk.simulator", "--scenario", "by-hand", "--rows", "50"]
    command += ["--balance", "1000000"]
    with tempfile.TemporaryDirectory(prefix="fxdesk-bench-") as folder:
        simulator = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        if simulator.stdout is None:
            return 1
        bench = Bench(options, simulator.stdout.readline().strip(), Path(folder))
        try:
            bench.run()
        finally:
            bench.stop()
            simulator.terminate()
            simulator.wait()
    application.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main())
