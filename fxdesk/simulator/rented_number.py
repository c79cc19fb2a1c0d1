# SPDX-License-Identifier: MIT
"""A number that the simulated service has given away, and how it behaves by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from fxdesk.simulator.countries import Country

ZERO = Decimal("0.0000")


class NumberState(StrEnum):
    """Where a rented number stands."""

    WAITING = "waiting"
    RECEIVED = "received"
    RELEASED = "released"
    GONE = "gone"  # closed by the service
    BLACKED = "blacked"


@dataclass(frozen=True)
class Behaviour:
    """How numbers behave by themselves; times are seconds of the simulated clock, None is never."""

    code_after: float | None = None
    code_jitter: float = 0.0  # up to so much is added to code_after
    release_locked_for: float = 0.0  # setRel answers 0|n so long
    forced_release_after: float | None = None
    receipt_after: float | None = 2.0  # from sendCode to its receipt
    in_stock: bool = True
    empty_code: bool = False  # the code field is empty, the text holds the code


@dataclass(frozen=True)
class Message:
    """One SMS as getPhoneCode gives it."""

    code: str
    text: str
    at: float
    late: bool  # it came after the number's end


@dataclass
class Number:
    """One purchase: a number rented by an account."""

    pkey: str
    account: str
    service_id: str
    service_name: str
    country: Country
    city: str
    port: str
    mobile: str
    docking_code: str
    price: Decimal
    got_at: float
    got_time: str
    behaviour: Behaviour
    asked: dict[str, str]
    state: NumberState = NumberState.WAITING
    messages: list[Message] = field(default_factory=list)
    round: int = 1
    plan: int = 0  # events of an earlier plan are void
    held: Decimal = ZERO
    charged: Decimal = ZERO
    release_locked_until: float = 0.0
    release_calls: int = 0
    sending: bool = False
    sent: list[tuple[str, str]] = field(default_factory=list)
    receipt: str | None = None
    black_reason: str | None = None
    blacked_for_releases: bool = False
    reports: list[str] = field(default_factory=list)

    @property
    def open(self) -> bool:
        return self.state is NumberState.WAITING

    @property
    def push_url(self) -> str:
        return self.asked.get("pushUrl", "")
