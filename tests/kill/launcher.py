# SPDX-License-Identifier: MIT
"""Do the main job once without a window, and die by SIGKILL when the named step is reached.

Only tests run this: the program itself has no way to rent without a hand on a mouse.
"""

from __future__ import annotations

import os
import signal
import sys
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from fxdesk.api.endpoint import Endpoint
from fxdesk.core.lease_state import State
from fxdesk.core.model import CountryId, Lease, Order, ServiceId
from fxdesk.core.notice import Accounts, SignInPhase
from fxdesk.core.preferences import Preferences
from fxdesk.desk import steps
from fxdesk.store.credentials import MemoryCredentials
from fxdesk.store.profile import Profile
from fxdesk.store.settings import Settings
from fxdesk.workers.link import Link
from fxdesk.workers.parts import Parts
from fxdesk.workers.system_clock import SystemClock


def main(folder: str, url: str, name: str, password: str, step: str) -> int:
    """Sign in, rent one number, wait for its code; 0 when the step was never reached."""

    def die_there(reached: str) -> None:
        if reached == step:
            os.kill(os.getpid(), signal.SIGKILL)

    steps.install(die_there)
    application = QCoreApplication([])
    profile = Profile(Path(folder))
    profile.make()
    link = Link(
        Parts(
            clock=SystemClock(),
            profile=profile,
            settings=Settings(profile.folder),
            preferences=Preferences(),
            credentials=MemoryCredentials(),
            endpoint=Endpoint(url),
            learn=lambda secret: None,
        )
    )
    order = Order(ServiceId("1001"), "Service", CountryId("mys"), "+60/马来西亚/Malaysia", Decimal("0.6500"))

    def sign_in(_: object) -> None:
        link.sign_in(name, password, keep=False, keep_password=False)

    def rent_once(accounts: Accounts) -> None:
        if any(state.phase is SignInPhase.IN for state in accounts.states):
            link.accounts_changed.disconnect(rent_once)
            link.rent(order)

    def stop_at_code(lease: Lease) -> None:
        if lease.state is State.RECEIVED:
            link.stop()

    link.leases_loaded.connect(sign_in)
    link.accounts_changed.connect(rent_once)
    link.lease_changed.connect(stop_at_code)
    link.stopped.connect(application.quit)
    link.start()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
