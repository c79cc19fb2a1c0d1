# SPDX-License-Identifier: MIT
"""Find who may have been charged where a balance fell and nothing known explains it."""

from __future__ import annotations

import itertools
import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from fxdesk.core.books import (
    NOTHING,
    AccountRecord,
    Interval,
    Kind,
    LateCharge,
    Outcome,
    Purchase,
    Suspect,
)
from fxdesk.core.clock import Stamp
from fxdesk.core.model import LeaseId

WATCH_SECONDS = 1800.0
"""How long after its end a number is watched for a charge."""

UNSETTLED_SECONDS = 21_600.0
"""How long an act of unknown outcome may still cost: longer than the longest further use."""

MOST_SUSPECTS = 10
"""More than these can't be told apart, whatever their prices are."""

At = Callable[[Stamp], float]
_Priced = Purchase | Suspect


class _Watched(NamedTuple):
    """A purchase that may explain a fall between `began` and `over`; `order` is its place in the record."""

    began: float
    over: float
    order: int
    purchase: Purchase
    kind: Kind


class Suspicions:
    """Who may have been charged when.

    `silent`: open numbers that are known to have no SMS yet; `early`: a number that ended without an SMS may
    have been charged before its end, too.
    """

    def __init__(
        self, record: AccountRecord, silent: frozenset[LeaseId], at: At, *, early: bool = False
    ) -> None:
        self._at = at
        self._long: list[_Watched] = []
        ended: list[_Watched] = []
        for order, purchase in enumerate(record.purchases):
            watched = _watched(order, purchase, silent, at, early)
            if watched is not None:
                (ended if watched.kind is Kind.ENDED else self._long).append(watched)
        # An account that something else uses too has a fall in each interval, and most purchases are long
        # over by then: to ask each of them about each fall would take the square of the time.
        self._ended = sorted(ended)
        self._begins = [one.began for one in self._ended]
        self._overs = list(itertools.accumulate((one.over for one in self._ended), max))

    def of(self, interval: Interval) -> tuple[Suspect, ...]:
        """Whose price may be what is missing, alone or with others, the likeliest first."""
        missing = -interval.unexplained
        found = [
            (watched.purchase, watched.kind)
            for watched in self._between(self._at(interval.before.seen), self._at(interval.after.seen))
            if watched.purchase.price.low <= missing
        ]
        fitting = [one for one in found if any(one in many for many in _sets(found, missing))]
        return tuple(Suspect(purchase.lease_id, kind, purchase.price) for purchase, kind in fitting)

    def _between(self, since: float, until: float) -> list[_Watched]:
        """Those that something may have happened to in this time, as they stand in the record."""
        found = [one for one in self._long if one.began <= until and since <= one.over]
        for place in range(bisect_right(self._begins, until) - 1, -1, -1):
            if self._overs[place] < since:
                break
            if since <= self._ended[place].over:
                found.append(self._ended[place])
        return sorted(found, key=lambda one: one.order)


def late_charges(intervals: Iterable[Interval]) -> tuple[LateCharge, ...]:
    """The numbers charged after their end: only where nothing else can explain what is missing.

    An act of unknown outcome, or settled as not charged, and a number that may have an SMS nobody has seen
    yet are other explanations.
    """
    found: dict[LeaseId, LateCharge | None] = {}
    for interval in intervals:
        if not interval.unexplained or not interval.sure:
            continue
        choices = list(_sets([(one, one.kind) for one in interval.suspects], -interval.unexplained))
        if len(choices) != 1 or [kind for _, kind in choices[0]] != [Kind.ENDED]:
            continue
        lease_id = choices[0][0][0].lease_id
        charge = LateCharge(lease_id, -interval.unexplained, interval.before, interval.after)
        # No number is charged twice: what two intervals blame on it is told by neither.
        found[lease_id] = None if lease_id in found else charge
    return tuple(charge for charge in found.values() if charge is not None)


def contradictions(intervals: Iterable[Interval]) -> tuple[LateCharge, ...]:
    """What was settled as not charged and is what a balance fell by, where no known number fits too."""
    found: dict[LeaseId, LateCharge] = {}
    for interval in intervals:
        if not interval.unexplained or not interval.sure:
            continue
        fitting = [
            one for one in interval.suspects if one.price.known and one.price.fits(-interval.unexplained)
        ]
        if all(one.kind in (Kind.DENIED, Kind.UNSETTLED) for one in fitting):
            for one in fitting:
                if one.kind is Kind.DENIED:
                    charge = LateCharge(one.lease_id, -interval.unexplained, interval.before, interval.after)
                    found.setdefault(one.lease_id, charge)
    return tuple(found.values())


def charges_of_late_sms(
    intervals: Iterable[Interval], record: AccountRecord, silent: frozenset[LeaseId], at: At
) -> tuple[LateCharge, ...]:
    """The numbers whose SMS came after their end and was charged, where the service charges at the SMS.

    A number that was over without an SMS is no better explanation; anything else that fits is one.
    """
    late = {purchase.lease_id for purchase in record.purchases if purchase.late_sms is not None}
    suspicions = Suspicions(record, silent, at)
    found = []
    for interval in intervals:
        if not interval.sure:
            continue
        charged = {entry.lease_id: entry.change for entry in interval.entries if entry.kind is Kind.LATE_SMS}
        for lease_id, change in charged.items():
            without = interval._replace(unexplained=change)
            others = [
                one
                for one in suspicions.of(without)
                if one.lease_id not in charged and (one.kind is not Kind.ENDED or one.lease_id in late)
            ]
            if change and not others:
                found.append(LateCharge(lease_id, -change, interval.before, interval.after))
    return tuple(found)


def kept_for_late_sms(
    intervals: Sequence[Interval], record: AccountRecord, at: At, patience: float
) -> tuple[LateCharge, ...]:
    """The same where the service holds the price from getPhone on: it was not given back in `patience`."""
    given = {entry.lease_id for one in intervals for entry in one.entries if entry.kind is Kind.GIVEN_BACK}
    found = []
    for purchase in record.purchases:
        if purchase.late_sms is None or purchase.end is None or purchase.charged_after_end is not None:
            continue
        over = at(purchase.end.until) + patience
        interval = next((one for one in intervals if at(one.after.seen) > over), None)
        # What ended before the first balance may have been given back before it.
        known = bool(intervals) and at(intervals[0].before.seen) <= at(purchase.end.since)
        if interval is not None and interval.sure and known and purchase.lease_id not in given:
            found.append(LateCharge(purchase.lease_id, purchase.price.low, interval.before, interval.after))
    return tuple(found)


def _watched(
    order: int, purchase: Purchase, silent: frozenset[LeaseId], at: At, early: bool
) -> _Watched | None:
    asked = at(purchase.asked)
    if purchase.outcome is Outcome.UNKNOWN:
        return _Watched(asked, asked + UNSETTLED_SECONDS, order, purchase, Kind.UNSETTLED)
    if purchase.outcome is Outcome.DENIED:
        return _Watched(asked, asked + UNSETTLED_SECONDS, order, purchase, Kind.DENIED)
    if purchase.act != "getPhone" or purchase.charged_after_end is not None or purchase.sms is not None:
        return None
    if purchase.end is not None:
        began = asked if early else at(purchase.end.since)
        return _Watched(began, at(purchase.end.until) + WATCH_SECONDS, order, purchase, Kind.ENDED)
    if purchase.open and purchase.lease_id not in silent:
        return _Watched(asked, math.inf, order, purchase, Kind.OPEN)
    return None


def _sets(
    candidates: Sequence[tuple[_Priced, Kind]], missing: Decimal
) -> Iterable[tuple[tuple[_Priced, Kind], ...]]:
    """Every set of candidates whose prices add up to what is missing, one alone before several."""
    alone = [(one,) for one in candidates if one[0].price.fits(missing)]
    yield from alone
    if len(candidates) > MOST_SUSPECTS:
        return
    for size in range(2, len(candidates) + 1):
        for many in itertools.combinations(candidates, size):
            low = sum((one[0].price.low for one in many), NOTHING)
            high = sum((one[0].price.high for one in many), NOTHING)
            if low <= missing <= high:
                yield many
