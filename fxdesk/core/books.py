# SPDX-License-Identifier: MIT
"""Hold an account's books: what the journal knows about its money, and what the balances make of it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from fxdesk.core.clock import Stamp
from fxdesk.core.model import AccountId, BalanceSeen, LeaseId

NOTHING = Decimal(0)
UNBOUNDED = Decimal(1_000_000)
"""The dearest that a purchase of unknown price may have been: more than any fall of a balance."""


class Between(NamedTuple):
    """Something happened after `since` and not after `until`: it was not there yet, and then it was."""

    since: Stamp
    until: Stamp


class Price(NamedTuple):
    """What a round costs: exact, or from `low` to `high` where the price list leaves it open."""

    low: Decimal
    high: Decimal

    @property
    def known(self) -> bool:
        """Whether there is a price at all."""
        return self.high < UNBOUNDED

    def fits(self, amount: Decimal) -> bool:
        """Whether it may have cost this much."""
        return self.low <= amount <= self.high


class Outcome(StrEnum):
    """What came of asking to pay."""

    ACCEPTED = "accepted"
    UNKNOWN = "unknown"
    LOST = "lost"
    DENIED = "denied"  # the person settled it as not charged


class Purchase(NamedTuple):
    """One paying round of a number: getPhone, or setAgain for a further use.

    `answered`: the service said yes; `sms`: its first SMS that is no receipt, `late_sms` one that came after
    `end`; `end`: released, gone or blacklisted without an SMS; `doubtful`: within this time it may have been
    charged, or given back, and nobody can know (an SMS was sent from it; the person settled it);
    `charged_after_end`: between these two balances it was charged all the same; `shared`: another row has
    the same number, so that one SMS is on both; `open`: it may still be charged.
    """

    lease_id: LeaseId
    act: str
    price: Price
    asked: Stamp
    outcome: Outcome
    answered: Stamp | None = None
    settled: Stamp | None = None
    sms: Between | None = None
    late_sms: Between | None = None
    end: Between | None = None
    doubtful: Between | None = None
    charged_after_end: Between | None = None
    shared: bool = False
    open: bool = False


class Name(NamedTuple):
    """What a number is called: its service, its Country_Title, dial code and number; "" where not known."""

    service: str
    country_id: str
    country: str
    area_code: str = ""
    number: str = ""


class AccountRecord(NamedTuple):
    """What the journal knows of an account's money: balances in the order seen, purchases as asked."""

    balances: tuple[BalanceSeen, ...] = ()
    purchases: tuple[Purchase, ...] = ()
    names: tuple[tuple[LeaseId, Name], ...] = ()


class Way(StrEnum):
    """When the service takes a number's price."""

    AT_SMS = "at_sms"
    AT_GET_PHONE = "at_get_phone"


class Verdict(NamedTuple):
    """How the service was seen to charge: `seen` observations say so, `against` say otherwise.

    `way` None: nothing told the two ways apart yet.
    """

    way: Way | None = None
    seen: int = 0
    against: int = 0


class Kind(StrEnum):
    """What moved, or may have moved, a balance."""

    SMS = "sms"
    LATE_SMS = "late_sms"
    HELD = "held"
    GIVEN_BACK = "given_back"
    USED_AGAIN = "used_again"
    CHARGED_AFTER_END = "charged_after_end"
    LOST = "lost"
    DOUBTFUL = "doubtful"
    UNSETTLED = "unsettled"
    DENIED = "denied"
    ENDED = "ended"
    OPEN = "open"


class Entry(NamedTuple):
    """One known movement of a balance: `change` is negative for what was taken; `at` is when it was known."""

    lease_id: LeaseId
    kind: Kind
    change: Decimal
    at: Stamp


class Suspect(NamedTuple):
    """Something that may explain what is missing: an act that is not settled, or was settled as not charged,
    an ended number, an open one.
    """

    lease_id: LeaseId
    kind: Kind
    price: Price


class Interval(NamedTuple):
    """From one balance to the next: movement = expected + credited + unexplained, always.

    `expected` is the sum of `entries`; `credited` is a rise that nothing of ours explains (a top-up), never
    negative; `unexplained` is a fall that nothing explains, never positive; `sure` is False where so much
    happened at once that not all could be told apart.
    """

    before: BalanceSeen
    after: BalanceSeen
    expected: Decimal
    credited: Decimal
    unexplained: Decimal
    entries: tuple[Entry, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    sure: bool = True

    @property
    def movement(self) -> Decimal:
        """What the balance changed by."""
        return self.after.amount - self.before.amount

    @property
    def day(self) -> date:
        """The local day on which the later balance was seen."""
        return day_of(self.after.seen)


class Day(NamedTuple):
    """One local day: movement = credited + unexplained − charged, always."""

    day: date
    charged: Decimal
    movement: Decimal
    unexplained: Decimal
    credited: Decimal
    intervals: tuple[Interval, ...]


class LateCharge(NamedTuple):
    """A number that was charged after its end, with the two balances that show it."""

    lease_id: LeaseId
    amount: Decimal
    before: BalanceSeen
    after: BalanceSeen


class Books(NamedTuple):
    """What the balances tell, oldest first.

    `since`: known movements that no balance shows yet; `expected`: what the balance should be now, None when
    none was seen or a price is not known; `late`: numbers charged after their end that are not recorded yet;
    `contradicted`: what the person settled as not charged, where a balance fell by just this price.
    """

    verdict: Verdict = Verdict()
    intervals: tuple[Interval, ...] = ()
    since: tuple[Entry, ...] = ()
    last: BalanceSeen | None = None
    expected: Decimal | None = None
    late: tuple[LateCharge, ...] = ()
    contradicted: tuple[LateCharge, ...] = ()

    @property
    def days(self) -> tuple[Day, ...]:
        """The same by local days, newest first; days without a balance are not in it."""
        found: dict[date, list[Interval]] = {}
        for interval in self.intervals:
            found.setdefault(interval.day, []).append(interval)
        return tuple(_day(day, tuple(found[day])) for day in sorted(found, reverse=True))


class AccountBooks(NamedTuple):
    """An account's books with the names of the numbers in them."""

    account_id: AccountId
    books: Books
    names: dict[LeaseId, Name]


def day_of(stamp: Stamp) -> date:
    """The local day of a moment."""
    return datetime.fromtimestamp(stamp.utc).date()


def _day(day: date, intervals: tuple[Interval, ...]) -> Day:
    return Day(
        day,
        charged=-sum((one.expected for one in intervals), NOTHING),
        movement=sum((one.movement for one in intervals), NOTHING),
        unexplained=sum((one.unexplained for one in intervals), NOTHING),
        credited=sum((one.credited for one in intervals), NOTHING),
        intervals=intervals,
    )
