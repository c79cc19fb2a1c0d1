# SPDX-License-Identifier: MIT
"""A link with live threads over the simulator, and one hand that moves both their clocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.exceptions import TimeoutError as PytestQtTimeout
from pytestqt.qtbot import QtBot

from fxdesk.api.deadlines import Deadlines
from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import State
from fxdesk.core.model import Lease
from fxdesk.core.notice import Exchange, Notice, Topic
from fxdesk.core.preferences import Preferences
from fxdesk.simulator import Behaviour, Simulator
from fxdesk.simulator.faults import Fault
from fxdesk.store.credentials import MemoryCredentials
from fxdesk.workers.system_clock import SystemClock
from tests.faults.misbehaviours import Misbehaviour
from tests.workers.conftest import House

PATIENCE = 30_000
"""Milliseconds: what is waited for comes at once, unless the machine is busy."""


class PushedClock:
    """The machine's clock, pushed forward; `wall` moves the wall clock alone."""

    def __init__(self) -> None:
        self._clock = SystemClock()
        self.pushed = self.wall = 0.0

    def now(self) -> Stamp:
        stamp = self._clock.now()
        return Stamp(stamp.utc + self.pushed + self.wall, stamp.boot, stamp.elapsed + self.pushed)

    def elapsed(self) -> float:
        return self._clock.elapsed() + self.pushed


class Bench:
    """One service that misbehaves as ordered, and one link that has to stand it."""

    def __init__(self, house: House, simulator: Simulator, clock: PushedClock, elsewhere: str) -> None:
        self.house, self.simulator, self.clock = house, simulator, clock
        self._elsewhere = elsewhere
        self.exchanges: list[Exchange] = []
        house.link.exchanged.connect(self.exchanges.append)
        self._shown: list[tuple[float, Lease]] = []
        house.link.lease_changed.connect(self._keep)

    def _keep(self, lease: Lease) -> None:
        self._shown.append((self.clock.elapsed(), lease))

    def push(self, seconds: float) -> None:
        """Let time pass for both sides; the service's goes first, so that no gap looks too short."""
        self.simulator.advance(seconds)
        self.clock.pushed += seconds
        self.house.link._crew.catch_up()

    def order(self, act: str, case: Misbehaviour, match: str | None = None, times: int | None = 1) -> Fault:
        """Have the service do this once."""
        how = dict(case.how)
        if how.get("location"):
            how["location"] = self.simulator.url if how["location"] == "same" else self._elsewhere
        return self.simulator.fault(act, case.kind, times=times, match=match, **how)

    def wait(self, condition: Callable[[], bool], what: str = "") -> None:
        """Wait for what is to come; `what` names it if it doesn't."""
        try:
            self.house.wait(condition, PATIENCE)
        except PytestQtTimeout:
            pytest.fail(f"waited in vain: {what}")

    def wait_for(self, lease: Lease, holds: Callable[[Lease], bool], what: str = "") -> None:
        """Wait until something holds of a number."""
        self.wait(lambda: holds(self.lease(lease)), what)

    def wait_to_see(
        self, lease: Lease, holds: Callable[[Lease], bool], what: str = ""
    ) -> tuple[float, Lease]:
        """Wait until something was shown of a number, be it for a moment; when, and how it was shown."""

        def seen() -> list[tuple[float, Lease]]:
            return [(at, now) for at, now in self._shown if now.lease_id == lease.lease_id and holds(now)]

        self.wait(lambda: bool(seen()), what)
        return seen()[0]

    def wait_for_trouble(self, lease: Lease, what: str) -> None:
        """Wait until the row says that the service was not reached."""
        self.wait_for(lease, lambda now: now.trouble is not None, what)

    def wait_for_state(self, lease: Lease, *states: State, what: str = "") -> None:
        """Wait until a number is in one of these states."""
        self.wait_for(lease, lambda now: now.state in states, what)

    def lease(self, lease: Lease) -> Lease:
        return self.house.leases[lease.lease_id]

    def has_balance(self) -> bool:
        """Whether the account that buys shows its balance."""
        current = self.house.link.accounts.current
        return current is not None and current.balance is not None

    def asked(self, act: str, lease: Lease) -> int:
        """How often the service was asked this of this number."""
        assert lease.pkey
        return len(self.simulator.requests_of(act, lease.pkey))

    def told(self, topic: Topic, lease: Lease | None = None) -> list[Notice]:
        """What was told of this, newest last."""
        return [
            notice
            for notice in self.house.notices
            if notice.topic is topic and (lease is None or notice.lease_id == lease.lease_id)
        ]

    def pays(self, act: Callable[[], int]) -> None:
        """Do a paying act and wait until its asking is over."""
        with self.house.qtbot.waitSignal(
            self.house.link.purchase.buying_changed, timeout=PATIENCE, check_params_cb=lambda out: not out
        ):
            assert act()

    def received(self, count: int) -> list[Lease]:
        """Numbers whose code has come."""
        self.simulator.set_behaviour(Behaviour(code_after=0.0))
        leases = [self.house.rent() for _ in range(count)]
        for lease in leases:
            self.wait_for_state(lease, State.RECEIVED)
        self.simulator.set_behaviour(Behaviour())
        return leases

    def waiting(self, count: int) -> list[Lease]:
        """Numbers that were looked up once."""
        leases = [self.house.rent() for _ in range(count)]
        for lease in leases:
            self.wait_for(lease, self.looked)
        return leases

    def answers(self, act: str, lease: Lease) -> int:
        """How many of the acts on a number were over, well or not."""
        over = [exchange for exchange in self.exchanges if exchange.direction != "→" and exchange.act == act]
        return len([exchange for exchange in over if exchange.lease_id == lease.lease_id])

    def looked(self, lease: Lease) -> bool:
        """Whether the newest look at this number was answered."""
        assert lease.pkey
        looks = self.simulator.requests_of("getPhoneCode", lease.pkey)
        return bool(looks) and looks[-1].ended is not None


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """A second server that nobody has business with: its address, and the requests that it got."""
    got: list[str] = []

    class Stranger(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            got.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Stranger)
    thread = Thread(target=server.serve_forever, args=(0.02,), name="stranger")
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/yhapi.ashx", got
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    with Simulator(rows=60, balance="100000") as running:
        running.set_account(may_report=True)
        yield running


SHORT = Deadlines(paying=2.5, settling=2.5, account=2.5, looking=2.5, prices=2.5)
"""Long enough for a good answer on a busy machine."""


@pytest.fixture
def open_bench(
    qtbot: QtBot,
    qapp: QCoreApplication,
    simulator: Simulator,
    elsewhere: tuple[str, list[str]],
    tmp_path: Path,
) -> Iterator[Callable[..., Bench]]:
    benches: list[Bench] = []

    def make(deadlines: Deadlines = SHORT) -> Bench:
        clock = PushedClock()
        house = House(
            qtbot,
            tmp_path / "profile",
            simulator.url,
            MemoryCredentials(),
            Preferences(undo_seconds=0, report_results=True),
            clock=clock,
            deadlines=deadlines,
        )
        house.start()
        benches.append(Bench(house, simulator, clock, elsewhere[0]))
        return benches[-1]

    yield make
    for bench in benches:
        bench.house.stop()


@pytest.fixture
def bench(open_bench: Callable[..., Bench]) -> Bench:
    """A bench that is signed in and has its prices."""
    made = open_bench()
    made.house.sign_in()
    made.wait(lambda: made.house.catalogue is not None)
    made.wait(made.has_balance)
    return made
