# SPDX-License-Identifier: MIT
"""Play acts one after another without a window, and stop as told when the named step is reached.

Only tests run this: the program itself has no way to rent without a hand on a mouse.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject

from fxdesk.api.endpoint import Endpoint
from fxdesk.app.termination import Termination
from fxdesk.core.guards import Taken
from fxdesk.core.lease_state import State
from fxdesk.core.model import CountryId, Lease, LeaseId, Order, ServiceId
from fxdesk.core.notice import Accounts, SignInPhase
from fxdesk.core.preferences import Preferences
from fxdesk.desk import steps
from fxdesk.store.credentials import MemoryCredentials
from fxdesk.store.profile import Profile
from fxdesk.store.settings import Settings
from fxdesk.workers.link import Link
from fxdesk.workers.parts import Parts
from fxdesk.workers.system_clock import SystemClock

WITH_CODE, QUIET = "1001", "1002"
"""A service whose code comes at once, and one whose code never comes."""

SAID, ENDED = b"reached: ", b"ended\n"


def order_for(act: str) -> Order:
    """What is rented in order to play an act."""
    service = ServiceId(QUIET if act in ("setRel", "sendCode") else WITH_CODE)
    return Order(service, "Service", CountryId("mys"), "+60/马来西亚/Malaysia", Decimal("0.6500"))


def parts_for(folder: Path, url: str, credentials: MemoryCredentials) -> Parts:
    """One run of the program over a profile, but for its window."""
    profile = Profile(folder)
    profile.make()
    return Parts(
        clock=SystemClock(),
        profile=profile,
        settings=Settings(folder),
        preferences=Preferences(),
        credentials=credentials,
        endpoint=Endpoint(url),
        learn=lambda secret: None,
    )


class Player(QObject):
    """Rents a number for each act in turn and does the act; at the end of the last it stops the link."""

    def __init__(self, link: Link, acts: list[str]) -> None:
        super().__init__()
        self._link, self._acts = link, acts
        self._lease: Lease | None = None
        self._last = LeaseId(0)
        self._signed_in = self._busy = self._rented = self._asked = False
        link.accounts_changed.connect(self._accounts_told)
        link.purchase.buying_changed.connect(self._buying_told)
        link.lease_changed.connect(self._lease_told)
        link.purchase.question_raised.connect(link.purchase.agree)

    def _accounts_told(self, accounts: Accounts) -> None:
        self._signed_in = any(state.phase is SignInPhase.IN for state in accounts.states)
        self._go_on()

    def _buying_told(self, busy: bool) -> None:
        self._busy = busy
        self._go_on()

    def _lease_told(self, lease: Lease) -> None:
        if lease.lease_id > self._last or (self._lease and lease.lease_id == self._lease.lease_id):
            self._lease, self._last = lease, lease.lease_id
            self._go_on()

    def _go_on(self) -> None:
        if self._busy or not self._signed_in:
            return
        if not self._acts:
            self._link.stop()
        elif self._lease is None:
            if not self._rented:
                self._rented = True
                self._link.purchase.rent(order_for(self._acts[0]))
        elif self._is_over(self._lease):
            self._lease, self._rented, self._asked = None, False, False
            del self._acts[0]
            self._go_on()
        elif not self._asked:
            self._asked = self._ask(self._lease)

    def _is_over(self, lease: Lease) -> bool:
        return {
            "getPhoneCode": lease.state is State.RECEIVED,
            "setRel": lease.state is State.RELEASED,
            "addBlack": lease.state is State.BLACKLISTED,
            "setAgain": (lease.state, lease.rounds) == (State.WAITING, 2),
            "sendCode": lease.state is State.SENDING,
        }[self._acts[0]]

    def _ask(self, lease: Lease) -> bool:
        act, state, lease_id = self._acts[0], lease.state, lease.lease_id
        if act == "setRel" and state is State.WAITING:
            self._link.numbers.release(lease_id, now=True)
        elif act == "addBlack" and state is State.RECEIVED:
            self._link.numbers.blacklist(lease_id, "used before")
        elif act == "setAgain" and state is State.RECEIVED:
            return self._link.purchase.use_again(lease_id, 5) is not Taken.NO
        elif act == "sendCode" and state is State.WAITING:
            return bool(self._link.purchase.send_sms(lease_id, "10086", "cxye"))
        else:
            return False
        return True


def main(folder: str, url: str, name: str, password: str, acts: str, step: str, way: str) -> int:
    """Play `acts` and stop at `step`: way "KILL", "TERM", or "SAY", which only says each step."""
    asked_to_end: list[float] = []

    def stop_there(reached: str) -> None:
        if way == "SAY":
            os.write(2, SAID + reached.encode() + b"\n")
        elif reached == step and not asked_to_end:
            asked_to_end.append(time.monotonic())
            os.kill(os.getpid(), signal.Signals[f"SIG{way}"])

    application = QCoreApplication([])
    termination = Termination(application)
    termination.listen()
    link = Link(parts_for(Path(folder), url, MemoryCredentials()))
    # Held for as long as it listens.
    player = Player(link, acts.split(","))
    termination.asked.connect(link.stop)
    link.leases_loaded.connect(lambda _: link.sign_in(name, password, keep=False, keep_password=False))
    link.stopped.connect(application.quit)
    steps.install(stop_there)
    link.start()
    status = application.exec()
    steps.install(lambda _: None)
    if asked_to_end:
        took = time.monotonic() - asked_to_end[0]
        os.write(1, f"{took:.3f} {len(link.given_up)}\n".encode())
    os.write(1, ENDED)
    player.deleteLater()
    termination.close()
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
