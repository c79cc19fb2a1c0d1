# SPDX-License-Identifier: MIT
"""Read what moved an account's balance in a time: every paying round with what came of it."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from fxdesk.core.books import NOTHING, UNBOUNDED, AccountRecord, Between, Name, Outcome, Price, Purchase
from fxdesk.core.clock import Stamp, later
from fxdesk.core.lease_state import OPEN, POLLED, Event
from fxdesk.core.model import AccountId, BalanceSeen, LeaseId, from_millionths
from fxdesk.store.lease_row import amount_of, stamp_of

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
_TOLD = (
    Event.INTENDED,
    Event.GRANTED,
    Event.SMS,
    Event.TAKEN_AS_CODE,
    Event.RELEASE_SENT,
    Event.AGAIN_INTENDED,
    Event.AGAIN_ACCEPTED,
    Event.AGAIN_SETTLED_CHARGED,
    Event.CHARGED_AFTER_END,
    *_ENDS,
    *_SEND_OUTCOMES,
    *_SETTLED,
)
"""The events that say something about money."""


class _Line(NamedTuple):
    event_id: int
    event: Event
    at: Stamp
    detail: Mapping[str, str]


class _Story(NamedTuple):
    """All that is read of one lease."""

    lease: sqlite3.Row
    lines: list[_Line]
    rounds: list[sqlite3.Row]
    sms: list[sqlite3.Row]
    shared: bool

    def first(self, *events: Event) -> _Line | None:
        return next((line for line in self.lines if line.event in events), None)

    def last(self, *events: Event) -> _Line | None:
        return next((line for line in reversed(self.lines) if line.event in events), None)

    def at(self, event_id: int | None) -> Stamp | None:
        return next((line.at for line in self.lines if line.event_id == event_id), None)


def read(connection: sqlite3.Connection, account_id: AccountId, since: Stamp, until: Stamp) -> AccountRecord:
    """Everything from `since` to `until`, with the last balance before it and the whole of each purchase."""
    balances = _balances(connection, account_id, since.utc, until.utc)
    begin = min([since.utc, *(balance.seen.utc for balance in balances[:1])]) - LONG_SECONDS
    lease_ids = _touched(connection, account_id, begin, until.utc)
    stories = list(_stories(connection, lease_ids))
    purchases = tuple(purchase for story in stories for purchase in _purchases(story))
    return AccountRecord(balances, purchases, tuple(_name(story.lease) for story in stories))


def _name(lease: sqlite3.Row) -> tuple[LeaseId, Name]:
    granted = lease["granted_country"] or lease["country_id"]
    title = lease["country"] if lease["country_id"] else ""
    return LeaseId(lease["lease_id"]), Name(
        lease["service"] or lease["service_id"],
        granted,
        title,
        lease["area_code"] or "",
        lease["number"] or "",
    )


def _balances(
    connection: sqlite3.Connection, account_id: AccountId, since: float, until: float
) -> tuple[BalanceSeen, ...]:
    rows = connection.execute(
        """
        SELECT * FROM balances WHERE account_id = ?1 AND seen_utc <= ?3 AND seen_utc >= coalesce(
            (SELECT max(seen_utc) FROM balances WHERE account_id = ?1 AND seen_utc < ?2), ?2
        ) ORDER BY balance_id
        """,
        (account_id, since, until),
    )
    return tuple(BalanceSeen(from_millionths(row["amount"]), stamp_of(row, "seen")) for row in rows)


def _touched(connection: sqlite3.Connection, account_id: AccountId, since: float, until: float) -> str:
    """The leases of the account that something happened to in this time, or that are open; as JSON."""
    states = ",".join("?" * len(OPEN))
    rows = connection.execute(
        f"""
        SELECT DISTINCT lease_id FROM events CROSS JOIN leases USING (lease_id)
        WHERE events.utc BETWEEN ? AND ? AND account_id = ?
        UNION SELECT lease_id FROM leases WHERE shown = 1 AND account_id = ? AND state IN ({states})
        """,
        (since, until, account_id, account_id, *OPEN),
    )
    return json.dumps([row[0] for row in rows])


def _stories(connection: sqlite3.Connection, lease_ids: str) -> Iterator[_Story]:
    lines: defaultdict[int, list[_Line]] = defaultdict(list)
    places = ",".join("?" * len(_TOLD))
    among = "lease_id IN (SELECT value FROM json_each(?))"
    for row in connection.execute(
        f"SELECT * FROM events WHERE {among} AND event IN ({places}) ORDER BY event_id", (lease_ids, *_TOLD)
    ):
        at = Stamp(row["utc"], row["boot"], row["elapsed"])
        detail = {} if row["detail"] == "{}" else json.loads(row["detail"])
        lines[row["lease_id"]].append(_Line(row["event_id"], Event(row["event"]), at, detail))
    rounds: defaultdict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in connection.execute(
        f"SELECT * FROM rounds WHERE {among} AND outcome <> 'refused' ORDER BY round_id", (lease_ids,)
    ):
        rounds[row["lease_id"]].append(row)
    sms: defaultdict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in connection.execute(
        f"""
        SELECT lease_id, event_id, round, late, received_utc, received_boot, received_elapsed
        FROM sms WHERE {among} AND receipt = 0 ORDER BY sms_id
        """,
        (lease_ids,),
    ):
        sms[row["lease_id"]].append(row)
    leases = connection.execute(
        f"SELECT * FROM leases WHERE {among} ORDER BY lease_id", (lease_ids,)
    ).fetchall()
    newest = {row["pkey"]: row["lease_id"] for row in leases}
    for row in leases:
        number = row["lease_id"]
        shared = row["pkey"] is not None and newest[row["pkey"]] != number
        yield _Story(row, lines[number], rounds[number], sms[number], shared)


def _purchases(story: _Story) -> Iterator[Purchase]:
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


def _first_round(story: _Story, row: sqlite3.Row) -> Purchase:
    lease = story.lease
    granted, late = story.first(Event.GRANTED), story.first(Event.CHARGED_AFTER_END)
    answered = granted.at if granted else None
    sms = _sms(story, 1, answered)
    return Purchase(
        LeaseId(lease["lease_id"]),
        "getPhone",
        _price(lease, amount_of(row["list_price"])),
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


def _further_round(story: _Story, row: sqlite3.Row) -> Purchase:
    lease, decided = story.lease, story.at(row["decided"])
    outcome = _outcome(row)
    asked = story.at(row["intended"]) or stamp_of(lease, "asked")
    first = _price(lease, amount_of(lease["list_price"]))
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
        case _:
            return Outcome.ACCEPTED


def _most(high: Decimal, shown: Decimal) -> Decimal:
    return shown if high >= UNBOUNDED else max(high, shown)


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


def _sms(
    story: _Story, number: int | None, not_before: Stamp | None, *, late: bool = False
) -> Between | None:
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


def _quiet_until(line: _Line | None, at: Stamp) -> Stamp | None:
    quiet = "" if line is None else line.detail.get("quiet", "")
    return later(at, -float(quiet)) if quiet else None


def _end(story: _Story, answered: Stamp | None) -> Between | None:
    over = story.first(*_ENDS)
    if over is None:
        return None
    asked = story.first(Event.RELEASE_SENT)
    if over.event in (Event.LOOK_GONE, Event.LOOK_BLACKED) or asked is None:
        return Between(_quiet_until(over, over.at) or answered or over.at, over.at)
    return Between(asked.at, over.at)


def _doubtful(story: _Story, answered: Stamp | None) -> Between | None:
    """When money may have moved without anybody knowing."""
    begun = story.first(*_SENDS)
    settled = story.first(*_SETTLED)
    if answered is None or (begun is None and settled is None):
        return None
    lasts = story.lines[-1].at
    return Between(begun.at if begun else answered, later(lasts, LONG_SECONDS))


def _between_the_balances(line: _Line) -> Between:
    """The middle between the two balances that show the charge: nowhere else can it be placed."""
    middle = later(line.at, -float(line.detail["ago"]))
    return Between(middle, middle)
