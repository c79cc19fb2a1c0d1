# SPDX-License-Identifier: MIT
"""Programs that are stopped on purpose, and the simulator that they buy from."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from fxdesk.core.lease_state import State
from fxdesk.core.model import Lease
from fxdesk.core.notice import Accounts, SignInPhase
from fxdesk.simulator import API_NAME, PASSWORD, Behaviour, Number, Request, Simulator
from fxdesk.store.credentials import MemoryCredentials, Secrets
from fxdesk.store.journal import Journal
from fxdesk.workers.link import Link
from fxdesk.workers.system_clock import SystemClock
from tests.kill.launcher import WITH_CODE, parts_for
from tests.kill.truths import PAYING, Found, at_next_start, goes_on, hold_against_the_books, in_journal

LAUNCHER = Path(__file__).with_name("launcher.py")
ROOT = LAUNCHER.parents[2]
WITHIN = 30


class Profile:
    """One profile that buys from the simulator, run after run, and what was booked for it."""

    def __init__(self, folder: Path, simulator: Simulator, qtbot: QtBot) -> None:
        self.folder, self.simulator, self._qtbot = folder, simulator, qtbot
        self._first_number = len(simulator.numbers)
        self._first_request = max((request.number for request in simulator.requests), default=0)

    @contextlib.contextmanager
    def start(
        self, acts: str, step: str = "none", way: str = "KILL", before: tuple[str, ...] = ()
    ) -> Iterator[subprocess.Popen[bytes]]:
        """The program playing `acts`, never left running; `before` is a command that starts it."""
        command = [
            sys.executable,
            "-X",
            "faulthandler",
            str(LAUNCHER),
            str(self.folder),
            self.simulator.url,
            API_NAME,
            PASSWORD,
        ]
        with subprocess.Popen(
            [*before, *command, acts, step, way],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as program:
            try:
                yield program
            except BaseException:
                # Its threads' stacks are read by whoever looks into why it failed.
                program.send_signal(signal.SIGABRT)
                _, said = program.communicate(timeout=WITHIN)
                sys.stderr.write(said.decode())
                raise

    @property
    def numbers(self) -> list[Number]:
        return self.simulator.numbers[self._first_number :]

    @property
    def requests(self) -> list[Request]:
        return [request for request in self.simulator.requests if request.number > self._first_request]

    def asked(self) -> dict[str, int]:
        """How often each paying act was asked for."""
        return {act: sum(request.act == act for request in self.requests) for act in PAYING}

    def has_paid(self, seconds: float) -> bool:
        """Wait until a paying act has reached the service."""
        return self.simulator.wait_until(lambda: any(self.asked().values()), seconds)

    def runs_on(self, program: subprocess.Popen[bytes], seconds: float) -> None:
        """Let it run on for so long, or until it has ended by itself."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            program.wait(seconds)

    def left(self) -> Found:
        """What the stop left in the journal, once the service is done with all it was asked."""
        over = self.simulator.wait_until(
            lambda: all(request.ended is not None for request in self.requests), WITHIN
        )
        assert over
        return in_journal(self.folder)

    def hold(self) -> Found:
        """What the next start finds, held against the books."""
        found = at_next_start(self.folder)
        hold_against_the_books(found, self.numbers, self.requests)
        return found

    def go_on(self) -> Found:
        """Start the program anew, let it end what it ends by itself, and hold all against the books."""
        before, asked = at_next_start(self.folder), self.asked()
        run = _Run(self.folder, self.simulator)
        wished = [lease for lease in before.leases if goes_on(lease)]
        try:
            run.link.start()
            self._qtbot.waitUntil(run.is_in, timeout=WITHIN * 1000)
            over = [lease.lease_id for lease in wished]
            self._qtbot.waitUntil(
                lambda: all(run.leases[one].state not in _WISHED for one in over), timeout=WITHIN * 1000
            )
        finally:
            with self._qtbot.waitSignal(run.link.stopped, timeout=WITHIN * 1000):
                run.link.stop()
        assert run.link.given_up == ()
        assert self.asked() == asked, "the start itself asked for something that costs"
        found = self.hold()
        now = {lease.lease_id: lease for lease in found.leases}
        for lease in wished:
            assert now[lease.lease_id].state in (State.RELEASED, State.BLACKLISTED)
        for lease in before.leases:
            if lease.state in _WISHED and lease not in wished:
                assert now[lease.lease_id].state is lease.state, "done without asking"
        return found


_WISHED = (State.RELEASING, State.BLACKLISTING)


class _Run:
    """The program, as it starts anew, with its token kept."""

    def __init__(self, folder: Path, simulator: Simulator) -> None:
        credentials = MemoryCredentials()
        journal = Journal.open(folder, SystemClock())
        for account in journal.accounts():
            credentials.keep(account, Secrets(simulator.account.token, PASSWORD))
        self._has_accounts = bool(journal.accounts())
        journal.close_all()
        self.link = Link(parts_for(folder, simulator.url, credentials))
        self.leases: dict[int, Lease] = {}
        self._loaded = False
        self.link.leases_loaded.connect(self._leases_loaded)
        self.link.lease_changed.connect(self._lease_changed)

    def _leases_loaded(self, leases: tuple[Lease, ...]) -> None:
        self._loaded = True
        self.leases = {lease.lease_id: lease for lease in leases}

    def _lease_changed(self, lease: Lease) -> None:
        self.leases[lease.lease_id] = lease

    def is_in(self) -> bool:
        accounts: Accounts = self.link.accounts
        signed_in = any(state.phase is SignInPhase.IN for state in accounts.states)
        return self._loaded and (signed_in or not self._has_accounts)


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    with Simulator(rows=50, balance="1000000") as running:
        running.set_behaviour(Behaviour(code_after=0.0), WITH_CODE)
        yield running


@pytest.fixture
def profiles(tmp_path: Path, simulator: Simulator, qtbot: QtBot, qapp: QCoreApplication) -> Iterator[Profile]:
    """New profiles, each with nothing bought yet."""

    def made() -> Iterator[Profile]:
        number = 0
        while True:
            number += 1
            yield Profile(tmp_path / f"profile {number}", simulator, qtbot)

    return made()
