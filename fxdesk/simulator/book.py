# SPDX-License-Identifier: MIT
"""The service's book of rented numbers, and the ledger of what was taken for them and given back."""

from __future__ import annotations

import hashlib
import heapq
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from fxdesk.simulator.account import Account
from fxdesk.simulator.clock import SimulatedClock
from fxdesk.simulator.countries import Country
from fxdesk.simulator.messages import RECEIPT, code_for, text_for
from fxdesk.simulator.register import Register
from fxdesk.simulator.rented_number import ZERO, Behaviour, Message, Number, NumberState


class Settling(StrEnum):
    """When a number's price is taken."""

    CHARGES = "charges"  # at the SMS
    HOLDS = "holds"  # at getPhone; given back when the number ends without an SMS


@dataclass(frozen=True)
class Entry:
    """One line of the ledger; `amount` is what the balance changed by, `price` what the number costs."""

    at: float
    account: str
    kind: str  # "hold", "charge", "give-back", "penalty"
    amount: Decimal
    price: Decimal
    pkey: str
    act: str
    why: str


class Book:
    """All that the service knows of its numbers. Every method takes the lock; nothing here waits."""

    def __init__(self, *, seed: int, clock: SimulatedClock, settling: Settling = Settling.CHARGES) -> None:
        self.seed = seed
        self.clock = clock
        self.settling = settling
        self.lock = threading.RLock()
        self.register = Register(seed, self.lock)
        self.numbers: list[Number] = []
        self.by_pkey: dict[str, Number] = {}
        self.ledger: list[Entry] = []
        self.forced_pkey: str | None = None  # the next number gets this key, sold before
        self._events: list[tuple[float, int, str, Number, int]] = []
        self._serial = 0
        self.on_change: Callable[[], None] = lambda: None

    # numbers

    def open_numbers(self, api_name: str) -> list[Number]:
        with self.lock:
            return [number for number in self.numbers if number.account == api_name and number.open]

    def number_of(self, account: Account, pkey: str) -> Number | None:
        """Return the account's number with that key."""
        number = self.by_pkey.get(pkey)
        return number if number is not None and number.account == account.api_name else None

    def chance(self, purpose: str) -> random.Random:
        """Return a chance of its own for each purpose, so that the order of requests changes nothing else."""
        return random.Random(f"{self.seed} {purpose}")

    def new_mobile(self, country: Country, starts: str = "") -> str:
        with self.lock:
            for attempt in range(1000):
                chance = self.chance(f"mobile {country.id} {len(self.numbers)} {attempt}")
                head = starts or country.starts
                tail = max(0, country.digits - len(head))
                mobile = head + "".join(chance.choice("0123456789") for _ in range(tail))
                if not any(number.mobile == mobile for number in self.numbers):
                    return mobile
        raise ValueError(f"no mobile is left in {country.id}")

    def rent(
        self,
        account: Account,
        *,
        service_id: str,
        service_name: str,
        country: Country,
        price: Decimal,
        mobile: str,
        developer: str,
        behaviour: Behaviour,
        asked: dict[str, str],
    ) -> Number:
        """Book one purchase and plan what will happen to the number."""
        with self.lock:
            now = self.clock.now()
            place = len(self.numbers) + 1
            digest = hashlib.sha256(f"{self.seed} number {place}".encode()).hexdigest().upper()
            chance = self.chance(f"line {place}")
            city = ""
            if chance.random() < 0.2:
                city = f"8960{chance.randrange(10**8):08d}-5021{chance.randrange(10**8):08d}"
            number = Number(
                pkey=self.forced_pkey or digest[:48],
                account=account.api_name,
                service_id=service_id,
                service_name=service_name,
                country=country,
                city=city,
                port="" if chance.random() < 0.1 else f"COM{chance.randrange(1, 65)}",
                mobile=mobile,
                docking_code=f"{country.id}-{service_id}-{developer}",
                price=price,
                got_at=now,
                got_time=self.clock.wall(),
                behaviour=behaviour,
                asked=asked,
                release_locked_until=now + behaviour.release_locked_for,
            )
            self.forced_pkey = None
            self.numbers.append(number)
            self.by_pkey[number.pkey] = number
            if self.settling is Settling.HOLDS:
                number.held = price
                self._move(account, "hold", -price, number, "getPhone", "held when the number was given")
            self._plan(number, behaviour.code_after, behaviour.forced_release_after)
            self.on_change()
            return number

    def deliver(
        self, pkey: str, code: str | None = None, text: str | None = None, *, charge: bool | None = None
    ) -> Message:
        """Deliver an SMS now; a number that is over gets it late, charged only if `charge` says so."""
        with self.lock:
            number = self.by_pkey[pkey]
            self.settle()
            if code is None:
                code = code_for(self.chance(f"code {pkey} {number.round} {len(number.messages)}"))
            if text is None:
                text = text_for(number.service_name, code, self.chance(f"text {pkey} {number.round}"))
            late = number.state in (NumberState.RELEASED, NumberState.GONE, NumberState.BLACKED)
            message = Message(code, text, self.clock.now(), late)
            number.messages.append(message)
            number.sending = False
            if number.state is NumberState.WAITING:
                number.state = NumberState.RECEIVED
                if number.round == 1 and charge is not False:
                    self._charge(number, "getPhone", "the SMS came")
            elif charge:
                self._charge(number, "getPhone", "an SMS came after the end")
            self.on_change()
            return message

    def release(self, number: Number) -> None:
        self._end(number, NumberState.RELEASED, "setRel", "released")

    def force_release(self, pkey: str) -> None:
        """Close a number as the service does by itself."""
        with self.lock:
            number = self.by_pkey[pkey]
            if number.open:
                self._end(number, NumberState.GONE, "", "closed by the service")

    def black(self, number: Number, reason: str, *, for_releases: bool = False) -> None:
        with self.lock:
            number.black_reason = reason
            number.blacked_for_releases = for_releases
            self._end(number, NumberState.BLACKED, "addBlack", "blacked")

    def reuse(self, number: Number, minutes: int) -> None:
        """Open a further round of a number that has had its SMS, at the same price again."""
        with self.lock:
            number.round += 1
            number.state = NumberState.WAITING
            number.receipt = None
            self._charge(number, "setAgain", f"used again for {minutes} minutes")
            self._plan(number, number.behaviour.code_after, minutes * 60.0)
            self.on_change()

    def send(self, number: Number, receiver: str, text: str) -> None:
        """Take an SMS to be sent: its receipt comes first, a code may follow."""
        with self.lock:
            number.sending = True
            number.sent.append((receiver, text))
            number.plan += 1
            receipt_after = number.behaviour.receipt_after
            if receipt_after is not None:
                self._later(receipt_after, "receipt", number)
                if number.behaviour.code_after is not None:
                    self._later(receipt_after + number.behaviour.code_after, "code", number)
            forced = number.behaviour.forced_release_after
            if forced is not None:
                self._later(number.got_at + forced - self.clock.now(), "forced", number)

    def give_receipt(self, pkey: str, text: str = RECEIPT) -> None:
        with self.lock:
            number = self.by_pkey[pkey]
            number.sending = False
            number.receipt = text
            self.on_change()

    def lock_release(self, seconds: float, pkey: str | None = None) -> None:
        """Let setRel answer `0|n` for so many seconds from now, for one number or all open ones."""
        with self.lock:
            until = self.clock.now() + seconds
            for number in [self.by_pkey[pkey]] if pkey else self.numbers:
                number.release_locked_until = until

    def penalise(self, account: Account, amount: Decimal, number: Number, act: str, why: str) -> None:
        self._move(account, "penalty", -amount, number, act, why)

    # time

    def settle(self) -> None:
        """Let everything happen that was due by now."""
        with self.lock:
            now = self.clock.now()
            while self._events and self._events[0][0] <= now:
                _, _, kind, number, plan = heapq.heappop(self._events)
                if plan != number.plan or not number.open:
                    continue
                if kind == "code":
                    self._deliver_planned(number)
                elif kind == "receipt":
                    self.give_receipt(number.pkey)
                else:
                    self._end(number, NumberState.GONE, "", "closed by the service")

    def _deliver_planned(self, number: Number) -> None:
        if not number.behaviour.empty_code:
            self.deliver(number.pkey)
            return
        code = code_for(self.chance(f"code {number.pkey} {number.round}"))
        self.deliver(number.pkey, "", text_for(number.service_name, code, self.chance(number.pkey)))

    def _plan(self, number: Number, code_after: float | None, forced_after: float | None) -> None:
        number.plan += 1
        if code_after is not None:
            jitter = self.chance(f"wait {number.pkey} {number.round}").random() * number.behaviour.code_jitter
            self._later(code_after + jitter, "code", number)
        if forced_after is not None:
            self._later(forced_after, "forced", number)

    def _later(self, seconds: float, kind: str, number: Number) -> None:
        self._serial += 1
        due = self.clock.now() + seconds
        heapq.heappush(self._events, (due, self._serial, kind, number, number.plan))

    # money

    def _end(self, number: Number, state: NumberState, act: str, why: str) -> None:
        with self.lock:
            number.state = state
            number.sending = False
            if number.held and not number.charged:
                account = self.register.accounts[number.account]
                held, number.held = number.held, ZERO
                self._move(account, "give-back", held, number, act, f"given back: {why}")
            self.on_change()

    def _charge(self, number: Number, act: str, why: str) -> None:
        account = self.register.accounts[number.account]
        held, number.held = number.held, ZERO
        number.charged += number.price
        self._move(account, "charge", held - number.price, number, act, why)

    def _move(self, account: Account, kind: str, amount: Decimal, number: Number, act: str, why: str) -> None:
        with self.lock:
            account.balance += amount
            entry = Entry(
                self.clock.now(), account.api_name, kind, amount, number.price, number.pkey, act, why
            )
            self.ledger.append(entry)
