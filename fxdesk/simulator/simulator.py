# SPDX-License-Identifier: MIT
"""The fake service as one object: starts, stops, and has every lever that a test may pull."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from types import TracebackType
from typing import Self

from fxdesk.simulator.account import Account
from fxdesk.simulator.book import Book, Entry, Settling
from fxdesk.simulator.clock import SimulatedClock
from fxdesk.simulator.control_door import CONTROL_PATH, ControlDoor
from fxdesk.simulator.exchange import PATH, Desk
from fxdesk.simulator.faults import Fault, Faults, Match
from fxdesk.simulator.house import House, ServiceRule
from fxdesk.simulator.http_line import HttpRequest, Line, Reply
from fxdesk.simulator.pauses import Pause, Pauses
from fxdesk.simulator.price_list import DEFAULT_ROWS, price_list
from fxdesk.simulator.record import Gap, Record, Request
from fxdesk.simulator.rented_number import Behaviour, Message, Number
from fxdesk.simulator.scenarios import SCENARIOS
from fxdesk.simulator.server import Server, plain_reply

API_NAME = "demo"
PASSWORD = "demo-password"
SECOND_API_NAME = "second"
SECOND_PASSWORD = "second-password"
HOST = "127.0.0.1"


class Simulator:
    """A service of one's own on a loopback port; pull its levers from any thread, at any time."""

    def __init__(
        self,
        *,
        seed: int = 1,
        scenario: str = "by-hand",
        port: int = 0,
        rows: int = DEFAULT_ROWS,
        latency: float = 0.0,
        books: str = "charges",
        balance: Decimal | str | None = None,
        clock: Callable[[], float] = time.monotonic,
        control: bool = False,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        staged = SCENARIOS[scenario]
        self._wanted_port = port
        self._tls = tls
        self._clock = SimulatedClock(clock)
        self.record = Record()
        self.book = Book(seed=seed, clock=self._clock, settling=Settling(books))
        self.book.on_change = self.record.changed
        purse = staged.balance if balance is None else Decimal(balance)
        self.account = self.book.register.open(API_NAME, PASSWORD, purse)
        self.second_account = self.book.register.open(SECOND_API_NAME, SECOND_PASSWORD, purse)
        self.house = House(self.book, price_list(seed, rows), staged)
        self._faults = Faults()
        for fault in staged.fresh_faults():
            self._add(fault)
        self._pauses = Pauses()
        self._desk = Desk(self.house, self._clock, self._faults, self._pauses, self.record)
        self._desk.latency = latency
        self._door = ControlDoor(self) if control else None
        self.server = Server(self._handle, tls)

    # running

    def start(self) -> Self:
        self.server.open(HOST, self._wanted_port)
        return self

    def stop(self) -> None:
        """End everything, also what hangs, for good; no thread is left. May be called twice."""
        self._desk.stop()
        self._clock.stop()
        self._pauses.stop()
        self.server.close()
        self.server.join()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def port(self) -> int:
        return self.server.port

    @property
    def url(self) -> str:
        scheme = "http" if self._tls is None else "https"
        return f"{scheme}://{HOST}:{self.port}{PATH}"

    @property
    def control_url(self) -> str:
        return self.url.removesuffix(PATH) + CONTROL_PATH

    @property
    def latency(self) -> float:
        """Seconds that every answer takes at least, in real time."""
        return self._desk.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self._desk.latency = seconds

    def go_away(self) -> None:
        """Refuse connections and cut the open ones, as a service that is down."""
        self.server.close()

    def show_certificate(self, tls: ssl.SSLContext | None) -> None:
        """Encrypt new connections so from now on, or not at all."""
        self.server.tls = tls

    def come_back(self) -> None:
        """Listen again on the same port."""
        self.server.open(HOST, self.server.port)

    # time

    def now(self) -> float:
        return self._clock.now()

    def advance(self, seconds: float) -> None:
        """Push the service's time forward; what was due happens at once."""
        self._clock.advance(seconds)
        self.book.settle()

    def set_wall_offset(self, seconds: float) -> None:
        """Make the displayed time of the service wrong by so much."""
        self._clock.wall_offset = timedelta(seconds=seconds)

    # what was asked, and the truth about it

    @property
    def requests(self) -> list[Request]:
        """The requests as they came, oldest first (at most the newest 20,000)."""
        return self.record.requests()

    def requests_of(self, act: str, pkey: str | None = None) -> list[Request]:
        return self.record.requests(act, pkey)

    def count(self, act: str) -> int:
        return self.record.count(act)

    def gaps(self, pkey: str | None = None) -> list[Gap]:
        """The gaps between polls of each number: end to start and start to start, in seconds."""
        return self.record.gaps(pkey)

    @property
    def complaints(self) -> list[str]:
        """Where the client strayed from the document."""
        return list(self.record.complaints)

    def wait_until(self, condition: Callable[[], bool], timeout: float = 5.0) -> bool:
        """Wait until the condition holds; it is looked at after each request, answer and booking."""
        return self.record.wait_for(condition, timeout)

    def wait_for(self, act: str, count: int = 1, timeout: float = 5.0) -> bool:
        """Wait until so many requests of this act have come."""
        return self.wait_until(lambda: self.count(act) >= count, timeout)

    @property
    def numbers(self) -> list[Number]:
        """All purchases ever booked, oldest first."""
        self.book.settle()
        return list(self.book.numbers)

    def number(self, pkey: str) -> Number:
        self.book.settle()
        return self.book.by_pkey[pkey]

    @property
    def ledger(self) -> list[Entry]:
        self.book.settle()
        return list(self.book.ledger)

    @property
    def charges(self) -> list[Entry]:
        """The ledger's entries of numbers that were charged."""
        return [entry for entry in self.ledger if entry.kind == "charge"]

    # numbers and accounts

    def deliver(
        self,
        pkey: str,
        code: str | None = None,
        text: str | None = None,
        *,
        charge: bool | None = None,
    ) -> Message:
        """Deliver an SMS now (its code may be empty); after the number's end it is late, free unless said."""
        return self.book.deliver(pkey, code, text, charge=charge)

    def give_receipt(self, pkey: str, text: str | None = None) -> None:
        """Let the receipt of a sent SMS come now."""
        if text is None:
            self.book.give_receipt(pkey)
        else:
            self.book.give_receipt(pkey, text)

    def force_release(self, pkey: str) -> None:
        """Close a number as the service does by itself."""
        self.book.force_release(pkey)

    def black(self, pkey: str) -> None:
        """Blacken a number as the service does by itself."""
        self.book.black(self.book.by_pkey[pkey], "by the service")

    def lock_release(self, seconds: float, pkey: str | None = None) -> None:
        """Let setRel answer `0|n` for so long from now: for one number, or for all that there are."""
        self.book.lock_release(seconds, pkey)

    def set_behaviour(self, behaviour: Behaviour, service_id: str | None = None) -> None:
        """Change how numbers behave from now on (see Behaviour): of one service, or of all others."""
        staged = self.house.scenario
        if service_id is None:
            self.house.scenario = replace(staged, usual=behaviour)
        else:
            services = {**staged.by_service, service_id: behaviour}
            self.house.scenario = replace(staged, by_service=services)

    def set_service(
        self,
        service_id: str,
        *,
        audited: bool = True,
        enabled: bool = True,
        mobile_allowed: bool = True,
        send_allowed: bool = True,
        send_keyword: str = "",
    ) -> None:
        """Change the special rules of a service."""
        self.house.rules[service_id] = ServiceRule(
            audited, enabled, mobile_allowed, send_allowed, send_keyword
        )

    def add_account(self, api_name: str, password: str, balance: Decimal | str = "41.6500") -> Account:
        return self.book.register.open(api_name, password, Decimal(balance))

    def set_balance(self, amount: Decimal | str, api_name: str = API_NAME) -> None:
        self.book.register.accounts[api_name].balance = Decimal(amount)

    def set_account(
        self,
        api_name: str = API_NAME,
        *,
        disabled: bool | None = None,
        token_disabled: bool | None = None,
        may_blacklist: bool | None = None,
        may_report: bool | None = None,
        number_limit: int | None = None,
        token: str | None = None,
    ) -> None:
        """Change what an account may do; what is None stays as it is."""
        account = self.book.register.accounts[api_name]
        account.token = account.token if token is None else token
        account.disabled = account.disabled if disabled is None else disabled
        account.token_disabled = account.token_disabled if token_disabled is None else token_disabled
        account.may_blacklist = account.may_blacklist if may_blacklist is None else may_blacklist
        account.may_report = account.may_report if may_report is None else may_report
        account.number_limit = account.number_limit if number_limit is None else number_limit

    def change_password(self, password: str, api_name: str = API_NAME) -> None:
        """Give the account a new password, which voids its token."""
        self.book.register.change_password(api_name, password)

    def void_tokens(self, api_name: str | None = None) -> None:
        """Make tokens void; a new login gives another one."""
        for name in [api_name] if api_name else list(self.book.register.accounts):
            self.book.register.void_token(name)

    def forget_pacing(self) -> None:
        """Forget when myInfo was last asked and a login last failed."""
        for account in self.book.register.accounts.values():
            account.info_given_at = None
        self.book.register.failed_login_at.clear()

    # what goes wrong

    def script(
        self,
        act: str,
        answer: str | bytes,
        times: int | None = 1,
        pkey: str | None = None,
        match: Match = None,
    ) -> None:
        """Answer so instead of the truth, unbooked; scripts are used in their order."""
        body = answer.encode() if isinstance(answer, str) else answer
        self._faults.add_script(act, body, times, pkey if match is None else match)

    def fault(
        self,
        act: str,
        kind: str,
        *,
        times: int | None = 1,
        seconds: float = 0.0,
        match: Match = None,
        status: int = 502,
        location: str = "",
        body: bytes = b"",
        booked: bool | None = None,
    ) -> Fault:
        """Order a fault (faults.KINDS); `act` may be "*". The newest that fits goes first."""
        fault = Fault(
            act,
            kind,
            times=times,
            seconds=seconds,
            match=match,
            status=status,
            location=location,
            body=body,
            booked=booked,
        )
        self._add(fault)
        return fault

    def clear_faults(self) -> None:
        """Take back all faults and scripts; what hangs by them goes on."""
        self._faults.clear()

    def pause(self, act: str, point: str, *, times: int | None = 1, match: Match = None) -> Pause:
        """Let the next request of this act stand still at a point (pauses.POINTS) until released."""
        pause = Pause(act, point, times, match)
        self._pauses.add(pause)
        return pause

    def _add(self, fault: Fault) -> None:
        fault.on_release = self._clock.wake
        self._faults.add(fault)

    def _handle(self, http: HttpRequest, line: Line, caller: str, connection: int, place: int) -> bool:
        path = http.target.partition("?")[0]
        if self._door is not None and path.startswith(CONTROL_PATH):
            return plain_reply(line, http, self._door.answer(http))
        if path != PATH:
            return plain_reply(line, http, Reply(b"", 404))
        if http.method != "GET":
            self.record.complain(f"{http.method} instead of GET")
            return plain_reply(line, http, Reply(b"", 405))
        return self._desk.serve(http, line, caller, connection, place)
