# SPDX-License-Identifier: MIT
"""The desk over a journal of its own as a program that may be killed at any step, and started anew."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from fxdesk.api.client import Client, Clients
from fxdesk.api.deadlines import Deadlines
from fxdesk.api.endpoint import Endpoint
from fxdesk.api.pacing import Pacing
from fxdesk.api.transport import TransportShared
from fxdesk.core.clock import Stamp, until
from fxdesk.core.lease_state import Mark, State
from fxdesk.core.model import Account, AccountId, Lease, LeaseId
from fxdesk.core.notice import AccountState, SignInPhase
from fxdesk.core.preferences import Preferences
from fxdesk.desk import steps
from fxdesk.desk.desk import Desk
from fxdesk.desk.next_step import NextStep
from fxdesk.desk.recovery import read_answer
from fxdesk.desk.tokens import Tokens
from fxdesk.simulator import Simulator
from fxdesk.store.credentials import Secrets
from fxdesk.store.journal import Journal
from tests.desk.conftest import Heard, SteerableClock

WISHED = (State.RELEASING, State.BLACKLISTING)
# Some thousand commits wait for no disk.
_MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


class Killed(BaseException):
    """The program ends here."""


class BootingClock(SteerableClock):
    """A clock that goes on over a start of the machine, under the new boot's name."""

    def boot_anew(self) -> None:
        self._now = Stamp(self._now.utc, self._now.boot + "'", self._now.elapsed)


class MortalProgram:
    """Everything is done in one thread, one after another, as the lanes do it for one number.

    `kills` and `starts` count; `journal`, `desk` and `client` are others after each start.
    """

    def __init__(self, simulator: Simulator, clock: BootingClock) -> None:
        self.clock, self._simulator = clock, simulator
        self._folder = Path(tempfile.mkdtemp(prefix="trade-", dir=_MEMORY))
        self._shared = TransportShared()
        self._clients = Clients(
            self._shared, self.clock, lambda exchange: None, Deadlines(paying=1.0, settling=1.0, looking=1.0)
        )
        self._secrets: Secrets | None = None
        self._due: dict[LeaseId, float] = {}
        self._dies_in: int | None = None
        self.kills = self.starts = 0
        steps.install(self._step)
        self._open()

    def close(self) -> None:
        steps.install(lambda step: None)
        self.client.close()
        self._shared.close()
        self.journal.close_all()
        shutil.rmtree(self._folder)

    def _step(self, step: str) -> None:
        if self._dies_in is not None:
            self._dies_in -= 1
            if self._dies_in <= 0:
                self._dies_in = None
                raise Killed

    def die_in(self, steps_from_now: int | None) -> None:
        """Kill the program at so many steps from now, if the next act has so many; None: not any more."""
        self._dies_in = steps_from_now

    def do(self, act: Callable[[], object], lease_id: LeaseId | None = None) -> None:
        try:
            step = act()
        except Killed:
            self.kills += 1
            self.start_anew()
            return
        finally:
            self._dies_in = None
        if not isinstance(step, NextStep):
            return
        if lease_id is not None and step.again_in is not None:
            self._due[lease_id] = self.clock.elapsed() + step.again_in
        if lease_id is not None and step.look:
            self.desk.looking.once_more(lease_id)
        if step.void_token is not None:
            self._token_is_void(step.void_token)

    def start_anew(self, *, boot: bool = False) -> None:
        """Stop without a word, and start: the start itself asks for nothing."""
        self.starts += 1
        asked = len(self._simulator.requests)
        self.client.close()
        self.journal.close_all()
        self._due.clear()
        if boot:
            self.clock.boot_anew()
        self._open()
        assert len(self._simulator.requests) == asked
        for lease in self.leases():
            if lease.state is State.RELEASING:
                seconds = self.desk.releasing.take_up(lease)
                if seconds is not None:
                    self._due[lease.lease_id] = self.clock.elapsed() + seconds
            elif lease.state is State.BLACKLISTING and Mark.ASK_AGAIN not in lease.marks:
                self._due[lease.lease_id] = self.clock.elapsed()

    def _open(self) -> None:
        self.journal = Journal.open(self._folder, self.clock)
        assert self.journal.kept_aside is None
        self.journal.recover(read_answer)
        assert self.journal.recover(read_answer) == ()
        for lease in self.journal.leases(shown_only=False):
            self._hold_answers(lease)
        self.tokens, self.heard = Tokens(lambda secret: None), Heard()
        self.client: Client = self._clients.make(Endpoint(self._simulator.url))
        self.desk = Desk(
            self.journal,
            self.clock,
            self.heard,
            self.tokens,
            Pacing(),
            Preferences,
            self.heard.tell_lease,
            lambda: None,
        )
        self.desk.board.fill(self.journal.leases())
        if accounts := self.journal.accounts():
            (account,) = accounts
            if self._secrets is not None:
                self.tokens.put(account.account_id, self._secrets)
            self.desk.book.fill([AccountState(account, SignInPhase.IN)], account.account_id)

    def _hold_answers(self, lease: Lease) -> None:
        """An answer that was kept is not forgotten: a start knows the number that it names."""
        for answer in self.journal.raw_answers(lease.lease_id):
            fields = answer.raw.split(b"|")
            if answer.act == "getPhone" and fields[0] == b"1" and len(fields) == 8:
                assert lease.pkey == fields[1].decode()

    @property
    def account(self) -> Account:
        (account,) = self.journal.accounts()
        return account

    @property
    def account_id(self) -> AccountId:
        return self.account.account_id

    def leases(self) -> tuple[Lease, ...]:
        """As the table shows them."""
        return self.desk.board.all()

    def _token_is_void(self, token: str) -> None:
        self.desk.signing_in.void(self.account_id, token)
        self.desk.signing_in.again(self.account_id, token, self.client)
        self.token_changed()

    def token_changed(self) -> None:
        account_id = self.account_id
        self.desk.board.watched_changed(account_id)
        self._secrets = self.tokens.secrets(account_id)
        if self.tokens.of(account_id) is None:
            return
        for lease in self.leases():
            refused = lease.refusal is not None and lease.refusal[1] == "-1"
            given_up = Mark.RELEASE_UNCONFIRMED in lease.marks and not refused
            if lease.state in WISHED and Mark.ASK_AGAIN not in lease.marks and not given_up:
                self._due[lease.lease_id] = until(lease.due, self.clock.now()) if lease.due else 0.0
                self._due[lease.lease_id] += self.clock.elapsed()

    @property
    def has_due(self) -> bool:
        """Whether a wish of the person waits to be sent."""
        return bool(self._due)

    def due_act(self) -> str:
        """What the settling lane would ask for next."""
        lease = self.desk.board.get(min(self._due, key=lambda one: self._due[one])) if self._due else None
        return "addBlack" if lease is not None and lease.state is State.BLACKLISTING else "setRel"

    def settle_due(self) -> None:
        """What the settling lane does next: the wish that is due first."""
        if not self._due:
            return
        lease_id = min(self._due, key=lambda one: self._due[one])
        self.clock.advance(max(0.0, self._due.pop(lease_id) - self.clock.elapsed()))
        lease = self.desk.board.get(lease_id)
        if lease is not None and lease.state is State.RELEASING:
            self.do(lambda: self.desk.releasing.send(lease_id, self.client), lease_id)
        elif lease is not None and lease.state is State.BLACKLISTING:
            self.do(lambda: self.desk.blacklisting.send(lease_id, self.client), lease_id)
