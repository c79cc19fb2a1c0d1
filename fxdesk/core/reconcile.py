# SPDX-License-Identifier: MIT
"""Compare the balances seen with what is known to have been charged, held and given back between them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from fxdesk.core.books import (
    NOTHING,
    AccountRecord,
    Books,
    Entry,
    Interval,
    Kind,
    Verdict,
    Way,
)
from fxdesk.core.clock import Stamp
from fxdesk.core.late_charge import (
    Suspicions,
    charges_of_late_sms,
    contradictions,
    kept_for_late_sms,
    late_charges,
)
from fxdesk.core.model import BalanceSeen, LeaseId
from fxdesk.core.placement import Formed, Item, Placement, place
from fxdesk.core.ways import GIVE_BACK_SECONDS, Known, movements

ANSWER_SECONDS = 20.0
"""The longest from the forming of a balance to its being seen: the deadline of myInfo."""


class Account(NamedTuple):
    """The books as one way of charging has them."""

    way: Way
    known: tuple[Known, ...]
    placement: Placement
    intervals: tuple[Interval, ...]


class Axis:
    """One line of seconds through all boots: exact within one, by the wall clock between two."""

    def __init__(self, stamps: Iterable[Stamp]) -> None:
        self._offsets: dict[str, float] = {}
        for stamp in stamps:
            self._offsets.setdefault(stamp.boot, stamp.utc - stamp.elapsed)

    def at(self, stamp: Stamp) -> float:
        """The place of a moment."""
        return self._offsets.setdefault(stamp.boot, stamp.utc - stamp.elapsed) + stamp.elapsed


def reconcile(
    record: AccountRecord,
    silent: frozenset[LeaseId] = frozenset(),
    go_on: Callable[[], None] = lambda: None,
) -> Books:
    """What the balances tell of the purchases.

    `silent`: open numbers that were looked up after the last balance and had no SMS, so that none of them can
    have been charged. `go_on` is called again and again: what it raises ends the reckoning.
    """
    axis = Axis(balance.seen for balance in record.balances)
    accounts = {way: _account(way, record, axis, go_on) for way in Way}
    verdict = _verdict(accounts[Way.AT_SMS], accounts[Way.AT_GET_PHONE])
    likely = verdict.way or _likelier(accounts[Way.AT_SMS], accounts[Way.AT_GET_PHONE])
    chosen = accounts[likely or Way.AT_SMS]

    def suspected(way: Way, *, early: bool = False) -> tuple[Interval, ...]:
        suspicions = Suspicions(record, silent, axis.at, early=early)
        found = []
        for one in _merged(accounts[way].intervals):
            go_on()
            found.append(one._replace(suspects=suspicions.of(one)) if one.unexplained else one)
        return tuple(found)

    intervals = suspected(chosen.way)
    late = late_charges(intervals)
    if likely is None:
        # Which way is the service's is not known: a number must have been charged by either.
        told = {one.lease_id: one for one in late}
        by_sms = {one.lease_id for one in late_charges(suspected(Way.AT_SMS, early=True))} | told.keys()
        held = late_charges(suspected(Way.AT_GET_PHONE))
        late = tuple(told.get(one.lease_id, one) for one in held if one.lease_id in by_sms)
    of_sms = charges_of_late_sms(intervals, record, silent, axis.at)
    if likely is Way.AT_GET_PHONE:
        of_sms = kept_for_late_sms(intervals, record, axis.at, GIVE_BACK_SECONDS + ANSWER_SECONDS)
    late = (*late, *(one for one in of_sms if one.lease_id not in {other.lease_id for other in late}))
    after = [chosen.known[number] for number in chosen.placement.after]
    since = tuple(_entry(known) for known in after if known.must)
    last = record.balances[-1] if record.balances else None
    return Books(verdict, intervals, since, last, _expected(last, chosen), late, contradictions(intervals))


def _account(way: Way, record: AccountRecord, axis: Axis, go_on: Callable[[], None]) -> Account:
    known = tuple(one for purchase in record.purchases for one in movements(purchase, way))
    # A clock that was set back between two boots must not turn the order round.
    moments = list(itertools.accumulate((axis.at(balance.seen) for balance in record.balances), max))
    formed = [Formed(moment - ANSWER_SECONDS, moment) for moment in moments]
    pairs = list(zip(record.balances, record.balances[1:], strict=False))
    items = [_item(one, axis) for one in known]
    if not record.balances:
        empty = Placement((), (), tuple(range(len(items))), ())
        return Account(way, known, empty, ())
    placement = place(formed, [after.amount - before.amount for before, after in pairs], items, go_on)
    intervals = tuple(
        _interval(before, after, rest, [known[number] for number in inside])._replace(sure=sure)
        for (before, after), rest, inside, sure in zip(
            pairs, placement.rest, placement.inside, placement.sure, strict=True
        )
    )
    return Account(way, known, placement, intervals)


def _merged(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Where too much happened at once to tell in which interval it fell, those intervals are one."""
    found: list[Interval] = []
    for one in intervals:
        if one.sure or not found or found[-1].sure:
            found.append(one)
            continue
        before = found.pop()
        rest = before.credited + before.unexplained + one.credited + one.unexplained
        found.append(
            before._replace(
                after=one.after,
                expected=before.expected + one.expected,
                credited=max(rest, NOTHING),
                unexplained=min(rest, NOTHING),
                entries=(*before.entries, *one.entries),
            )
        )
    return tuple(found)


def _item(known: Known, axis: Axis) -> Item:
    since, until = axis.at(known.when.since), axis.at(known.when.until)
    return Item(min(since, until), max(since, until), known.low, known.high, known.must)


def _interval(before: BalanceSeen, after: BalanceSeen, rest: Decimal, inside: list[Known]) -> Interval:
    expected = after.amount - before.amount - rest
    return Interval(
        before,
        after,
        expected,
        credited=max(rest, NOTHING),
        unexplained=min(rest, NOTHING),
        entries=_entries(inside, expected, after.seen),
    )


def _entries(inside: list[Known], expected: Decimal, seen: Stamp) -> tuple[Entry, ...]:
    """The known movements with the amounts that make up `expected`, where a price leaves it open.

    What was known only after the balance was `seen` stands where it was asked for, or at the balance.
    """
    over = expected - sum((one.high for one in inside), NOTHING)
    entries = []
    for one in inside:
        slack = max(over, one.low - one.high)
        over -= slack
        entry = _entry(one)._replace(change=one.high + slack)
        if entry.at.utc > seen.utc:
            asked = one.kind in (Kind.USED_AGAIN, Kind.LOST) and one.when.since.utc <= seen.utc
            entry = entry._replace(at=one.when.since if asked else seen)
        entries.append(entry)
    return tuple(entries)


def _entry(known: Known) -> Entry:
    # What is given back is so from the end on, however long the balance may take to show it.
    at = known.when.since if known.kind is Kind.GIVEN_BACK else known.when.until
    return Entry(known.lease_id, known.kind, known.high, at)


def _expected(last: BalanceSeen | None, account: Account) -> Decimal | None:
    after = [account.known[number] for number in account.placement.after]
    coming = [one for one in after if one.must]
    if last is None or any(one.low != one.high for one in coming):
        return None
    return last.amount + sum((one.high for one in coming), NOTHING)


def _verdict(at_sms: Account, at_get_phone: Account) -> Verdict:
    """Which way explains what the other does not; a balance that moved says more than one that stood."""
    moved, stood = dict.fromkeys(Way, 0), dict.fromkeys(Way, 0)
    for one, other in zip(at_sms.intervals, at_get_phone.intervals, strict=True):
        explained = _explained(one)
        if explained is not _explained(other):
            (moved if one.movement else stood)[Way.AT_SMS if explained else Way.AT_GET_PHONE] += 1
    for votes in (moved, stood):
        if votes[Way.AT_SMS] != votes[Way.AT_GET_PHONE]:
            way = max(Way, key=lambda one: votes[one])
            other_way = Way.AT_GET_PHONE if way is Way.AT_SMS else Way.AT_SMS
            agreeing = votes[way] if votes is stood else moved[way] + stood[way]
            return Verdict(way, agreeing, moved[other_way])
    return Verdict()


def _likelier(at_sms: Account, at_get_phone: Account) -> Way | None:
    """Where no single balance tells: the way by which less is missing, None when it is the same."""
    missing = [sum(one.unexplained for one in account.intervals) for account in (at_sms, at_get_phone)]
    if missing[0] == missing[1]:
        return None
    return Way.AT_SMS if missing[0] > missing[1] else Way.AT_GET_PHONE


def _explained(interval: Interval) -> bool:
    return not interval.unexplained and not interval.credited
