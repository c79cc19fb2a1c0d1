# SPDX-License-Identifier: MIT
"""Run the simulated service in this process, so that the whole program can be tried and nothing costs."""

from __future__ import annotations

import sys

from PySide6.QtCore import QProcess

from fxdesk.api.endpoint import Endpoint
from fxdesk.core.clock import Clock
from fxdesk.simulator import Simulator
from fxdesk.store.credentials import Credentials, Secrets
from fxdesk.store.journal import Journal
from fxdesk.store.profile import Profile


class Demo:
    """A service of its own on a free loopback port, until `close`."""

    def __init__(self) -> None:
        self._simulator = Simulator(scenario="demo").start()
        self.url = self._simulator.url

    def introduce(self, profile: Profile, credentials: Credentials, clock: Clock) -> None:
        """Make the demo's account known: nobody must find out how to sign in. Raises JournalFailed."""
        account = self._simulator.account
        journal = Journal.open(profile.folder, clock)
        host = Endpoint(self.url).host
        known = journal.add_account(label=account.api_name, host=host, api_name=account.api_name)
        journal.close_all()
        credentials.keep(known, Secrets(account.token, account.password))

    def close(self) -> None:
        """Stop the service."""
        self._simulator.stop()


def start_beside() -> None:
    """Open the demo in a program of its own: the person's profile stays as it is."""
    # A bundle is its own program; from the tree the interpreter is told what to run.
    program = [] if getattr(sys, "frozen", False) else ["-m", "fxdesk"]
    QProcess.startDetached(sys.executable, [*program, "--demo"])
