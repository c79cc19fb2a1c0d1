# SPDX-License-Identifier: MIT
"""Make the purchases of one lease out of its rows: what each round cost, and between which moments."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from fxdesk.core.books import NOTHING, UNBOUNDED, Between, Outcome, Price, Purchase
from fxdesk.core.clock import Stamp, later
from fxdesk.core.lease_state import POLLED, Event
from fxdesk.core.model import LeaseId
from fxdesk.store.lease_row import amount_of, stamp_of
from fxdesk.store.round_row import DENIALS

LONG_SECONDS = 3600.0
"""How long a number whose end is not known may still cost, or be given back."""

_ENDS = (
    Event.RELEASED,
    Event.RELEASE_GONE,
    Event.RELEASE_BLACKED,
    Event.LOOK_GONE,
    Event.LOOK_BLACKED,
)
_SENDS = (Event.SEND_ACCEPTED, Event.SEND_UNKNOWN)
_SEND_OUTCOMES = (
    *_SENDS,
    Event.SEND_REPEATED,
    Event.SEND_SETTLED_CHARGED,
    Event.SEND_SETTLED_NOT_CHARGED,
)
_SETTLED = (Event.SETTLED_LOST, Event.SETTLED_GONE)
MONEY_EVENTS = (
    Event.INTENDED,
    Event.GRANTED,
    Event.SMS,
    Event.TAKEN_AS_CODE,
    Event.RELEASE_SENT,
    Event.AGAIN_INTENDED,
    Event.AGAIN_ACCEPTED,
    Event.AGAIN_SETTLED_CHARGED,
    Event.CHARGED_AFTER_END,
    *DENIALS,
    *_ENDS,
    *_SEND_OUTCOMES,
    *_SETTLED,
)
"""The events that say something about money."""


class Line(NamedTuple):
    """One event that says something about money."""

    event_id: int
    event: Event
    at: Stamp
    detail: Mapping[str, str]


class Story(NamedTuple):
    """All that is read of one lease."""

    lease: sqlite3.Row
    lines: list[Line]
    rounds: list[sqlite3.Row]
    sms: list[sqlite3.Row]
    shared: bool

    def first(self, *events: Event) -> Line | None:
        """The first of these events."""
        return next((line for line in self.lines if line.event in events), None)

    def last(self, *events: Event) -> Line | None:
        """The last of these events."""
        return next((line for line in reversed(self.lines) if line.event in events), None)

    def at(self, event_id: int | None) -> Stamp | None:
        """When an event was."""
        return next((line.at for line in self.lines if line.event_id == event_id), None)


def purchases(story: Story) -> Iterator[Purchase]:
    """One for each round that the service did not refuse, and one for an SMS that may have been sent."""
    for row in story.rounds:
        if row["act"] == "getPhone":
            yield _first_round(story, row)
        else:
            yield _further_round(story, row)
    sent = story.last(*_SEND_OUTCOMES)
    if sent is not None and sent.event is Event.SEND_UNKNOWN:
        nobody_knows = Price(NOTHING, UNBOUNDED)
        lease_id = LeaseId(story.lease["lease_id"])
        yield Purchase(lease_id, "sendCode", nobody_knows, sent.at, Outcome.UNKNOWN)


def _first_round(story: Story, row: sqlite3.Row) -> Purchase:
    lease = story.lease
    granted, late = story.first(Event.GRANTED), story.first(Event.CHARGED_AFTER_END)
    answered = granted.at if granted else None
    sms = _sms(story, 1, answered)
    return Purchase(
        LeaseId(lease["lease_id"]),
        "getPhone",
        _first_price(story, amount_of(row["list_price"])),
        story.at(row["intended"]) or stamp_of(lease, "asked"),
        _outcome(row),
        answered,
        settled=story.at(row["decided"]),
        sms=sms,
        late_sms=_sms(story, None, answered, late=True),
        end=_end(story, answered) if sms is None else None,
        doubtful=_doubtful(story, answered) if sms is None else None,
        charged_after_end=_between_the_balances(late) if late else None,
        shared=story.shared,
        open=lease["state"] in POLLED and sms is None,
    )


def _further_round(story: Story, row: sqlite3.Row) -> Purchase:
    lease, decided = story.lease, story.at(row["decided"])
    outcome = _outcome(row)
    asked = story.at(row["intended"]) or stamp_of(lease, "asked")
    first = _first_price(story, amount_of(lease["list_price"]))
    shown = amount_of(row["list_price"])
    # The service may ask for what the number cost at first, or for what the list says by now.
    price = first if shown is None else Price(min(first.low, shown), _most(first.high, shown))
    return Purchase(
        LeaseId(lease["lease_id"]),
        row["act"],
        price,
        asked,
        outcome,
        decided if outcome is Outcome.ACCEPTED else None,
        settled=decided,
        sms=_sms(story, row["round"], asked),
    )


def _outcome(row: sqlite3.Row) -> Outcome:
    match row["outcome"]:
        case "asked" | "unknown":
            return Outcome.UNKNOWN
        case "lost":
            return Outcome.LOST
        case "refused":
            return Outcome.DENIED
        case _:
            return Outcome.ACCEPTED


def _most(high: Decimal, shown: Decimal) -> Decimal:
    return shown if high >= UNBOUNDED else max(high, shown)


def _first_price(story: Story, listed: Decimal | None) -> Price:
    """What getPhone cost: of any country the price of the one that came, where it is known."""
    granted = story.first(Event.GRANTED)
    told = granted.detail.get("price", "") if granted is not None else ""
    return Price(Decimal(told), Decimal(told)) if told else _price(story.lease, listed)


def _price(lease: sqlite3.Row, listed: Decimal | None) -> Price:
    """The list price, or the range in which it was: any country, or a price of the person's own at most."""
    dearest, most = amount_of(lease["dearest"]), amount_of(lease["max_price"])
    if listed is None:
        return Price(NOTHING, UNBOUNDED if most is None else most)
    known = [listed]
    if dearest is not None and lease["country_id"] == "":
        known.append(dearest)
    if most:
        known.append(most)
    return Price(min(known), max(known))


def _sms(story: Story, number: int | None, not_before: Stamp | None, *, late: bool = False) -> Between | None:
    """When the first SMS of a round came; the last look that found nothing says after what."""
    row = next(
        (one for one in story.sms if one["late"] == late and number in (None, one["round"])),
        None,
    )
    if row is None:
        return None
    received = stamp_of(row, "received")
    line = next((line for line in story.lines if line.event_id == row["event_id"]), None)
    return Between(_quiet_until(line, received) or not_before or received, received)


def _quiet_until(line: Line | None, at: Stamp) -> Stamp | None:
    quiet = "" if line is None else line.detail.get("quiet", "")
    return later(at, -float(quiet)) if quiet else None


def _end(story: Story, answered: Stamp | None) -> Between | None:
    over = story.first(*_ENDS)
    if over is None:
        return None
    asked = story.first(Event.RELEASE_SENT)
    if over.event in (Event.LOOK_GONE, Event.LOOK_BLACKED) or asked is None:
        return Between(_quiet_until(over, over.at) or answered or over.at, over.at)
    return Between(asked.at, over.at)


def _doubtful(story: Story, answered: Stamp | None) -> Between | None:
    """When money may have moved without anybody knowing."""
    begun = story.first(*_SENDS)
    settled = story.first(*_SETTLED)
    if answered is None or (begun is None and settled is None):
        return None
    lasts = story.lines[-1].at
    return Between(begun.at if begun else answered, later(lasts, LONG_SECONDS))


def _between_the_balances(line: Line) -> Between:
    """The middle between the two balances that show the charge: nowhere else can it be placed."""
    middle = later(line.at, -float(line.detail["ago"]))
    return Between(middle, middle)
