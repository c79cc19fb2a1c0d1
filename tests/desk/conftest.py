# SPDX-License-Identifier: MIT
"""A desk over a real journal, and a client that answers what the test wrote down."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest

from fxdesk.api.client import Client
from fxdesk.api.pacing import Pacing
from fxdesk.core.clock import Stamp
from fxdesk.core.model import (
    Account,
    AccountInfo,
    CountryId,
    Grant,
    Lease,
    LeaseId,
    Order,
    PKey,
    ServiceId,
)
from fxdesk.core.notice import Accounts, Notice, Topic
from fxdesk.core.preferences import Preferences
from fxdesk.desk.desk import Desk
from fxdesk.desk.tokens import Tokens
from fxdesk.store.credentials import Secrets
from fxdesk.store.journal import Journal

HOST = "127.0.0.1:1"
ORDER = Order(
    service_id=ServiceId("1001"),
    service="Harbour",
    country_id=CountryId("mys"),
    country="+60/马来西亚/Malaysia",
    list_price=Decimal("0.6500"),
)


class SteerableClock:
    """Stands still until the test moves it."""

    def __init__(self) -> None:
        self._now = Stamp(1_800_000_000.0, "boot", 1_000.0)

    def now(self) -> Stamp:
        return self._now

    def elapsed(self) -> float:
        return self._now.elapsed

    def advance(self, seconds: float) -> None:
        utc, boot, elapsed = self._now
        self._now = Stamp(utc + seconds, boot, elapsed + seconds)


class Heard:
    """Keeps all that was told."""

    def __init__(self) -> None:
        self.notices: list[Notice] = []
        self.withdrawn: list[str] = []
        self.accounts = Accounts()

    def tell_lease(self, lease: Lease) -> None: ...

    def tell_accounts(self, accounts: Accounts) -> None:
        self.accounts = accounts

    def notice(self, notice: Notice) -> None:
        self.notices.append(notice)

    def withdraw(self, key: str) -> None:
        self.withdrawn.append(key)

    def topics(self) -> list[Topic]:
        return [notice.topic for notice in self.notices]


class ScriptedClient:
    """Answers each act from the test's list; an exception is raised. `asked` keeps what was asked for."""

    def __init__(self) -> None:
        self.answers: deque[Any] = deque()
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.before: Callable[[str], None] = lambda act: None

    @property
    def as_client(self) -> Client:
        return cast(Client, self)

    def acts(self) -> list[str]:
        return [act for act, _ in self.asked]

    def _answer(self, act: str, asked: dict[str, Any]) -> Any:
        self.before(act)
        self.asked.append((act, asked))
        answer = self.answers.popleft()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def get_phone(self, *, keep: Callable[[bytes], None], **asked: Any) -> Grant:
        answer = self._answer("getPhone", asked)
        keep(b"1|")
        return cast(Grant, answer)

    def __getattr__(self, name: str) -> Any:
        return lambda **asked: self._answer(name, asked)


class Office:
    """The desk under test with everything around it."""

    def __init__(self, folder: Path, clock: SteerableClock | None = None) -> None:
        self.clock = clock or SteerableClock()
        self.heard = Heard()
        self.client = ScriptedClient()
        self.preferences = Preferences()
        self.journal = Journal.open(folder, self.clock)
        self.tokens = Tokens(lambda secret: None)
        self.retries = 0
        self.desk = Desk(
            self.journal,
            self.clock,
            self.heard,
            self.tokens,
            Pacing(),
            lambda: self.preferences,
            self.heard.tell_lease,
            self._retry_later,
        )
        self.account = self.add_account("12348", "token_1")

    def _retry_later(self) -> None:
        self.retries += 1

    def add_account(self, name: str, token: str, password: str | None = None) -> Account:
        account = self.journal.add_account(label=name, host=HOST, api_name=name)
        self.tokens.put(account.account_id, Secrets(token, password))
        self.desk.book.add(account, buys=True)
        return account

    def rent(self, answer: Grant | Exception | None = None) -> Lease:
        """Ask for a number; the newest lease then."""
        self.client.answers.append(answer if answer is not None else grant())
        self.desk.renting.rent(ORDER, self.account, None, self.client.as_client)
        return self.desk.board.all()[-1]

    def look(self, lease_id: LeaseId, answer: Any) -> Any:
        self.client.answers.append(answer)
        return self.desk.looking.look(lease_id, self.client.as_client)

    def send_release(self, lease_id: LeaseId, answer: Any) -> Any:
        self.client.answers.append(answer)
        return self.desk.releasing.send(lease_id, self.client.as_client)

    def now(self, lease_id: LeaseId) -> Lease:
        """The lease as it is shown; what the journal says must agree but for the passing marks."""
        shown = self.desk.board.get(lease_id)
        assert shown is not None
        assert self.journal.lease(lease_id).state == shown.state
        return shown

    def events(self, lease_id: LeaseId) -> list[str]:
        return [str(line.event) for line in self.journal.timeline(lease_id)]


_pkeys = iter(range(1, 1_000_000))


def grant(mobile: str = "1159100274") -> Grant:
    pkey = PKey(f"{next(_pkeys):048X}")
    return Grant(pkey, "2026-11-23T10:00:00", CountryId("mys"), "60", "", "COM1", mobile, "")


def info(balance: str = "41.65") -> AccountInfo:
    return AccountInfo(Decimal(balance), "1", "0")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "profile")
    yield made
    made.journal.close_all()
