# SPDX-License-Identifier: MIT
"""Turn rows of the journal into leases and their parts, and moments and amounts into columns."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from decimal import Decimal

from fxdesk.core import use_again_rules
from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import Event, Mark, State
from fxdesk.core.model import (
    AccountId,
    BalanceSeen,
    CountryId,
    Grant,
    KeptSms,
    Lease,
    LeaseId,
    Order,
    PKey,
    ServiceId,
    TimelineEvent,
    from_millionths,
    to_millionths,
)
from fxdesk.store import sms_digest

# Known to this run only: each start finds out anew.
MEMORY_ONLY = frozenset({Mark.NOT_REACHED, Mark.NOT_WATCHED, Mark.NOT_SAVED})

Moment = tuple[float, str, float] | tuple[None, None, None]


def moment(stamp: Stamp | None) -> Moment:
    """The three columns of a moment."""
    return (None, None, None) if stamp is None else (stamp.utc, stamp.boot, stamp.elapsed)


def stamp_of(row: sqlite3.Row, name: str) -> Stamp:
    """The moment in the three columns that begin with `name`."""
    return Stamp(row[f"{name}_utc"], row[f"{name}_boot"], row[f"{name}_elapsed"])


def millionths(amount: Decimal | None) -> int | None:
    """The column of an amount that may be absent."""
    return None if amount is None else to_millionths(amount)


def amount_of(value: int | None) -> Decimal | None:
    """The amount in a column that may be empty."""
    return None if value is None else from_millionths(value)


def marks_text(marks: Iterable[Mark]) -> str:
    """The column of those marks that outlive the program."""
    return " ".join(sorted(mark for mark in marks if mark not in MEMORY_ONLY))


def detail_text(detail: Mapping[str, str]) -> str:
    """The column of an event's facts."""
    return json.dumps(dict(detail), ensure_ascii=False, separators=(",", ":"))


def read_sms(row: sqlite3.Row) -> KeptSms:
    """A row of the table `sms`."""
    return KeptSms(
        sms_id=row["sms_id"],
        code=row["code"],
        text=row["text"],
        received=stamp_of(row, "received"),
        receipt=bool(row["receipt"]),
        late=bool(row["late"]),
        round=row["round"],
        deleted=row["digest"] is not None,
        lost=row["digest"] == sms_digest.LOST,
    )


def read_event(row: sqlite3.Row) -> TimelineEvent:
    """A row of the table `events`; looks made before it are the detail "looks"."""
    detail: dict[str, str] = json.loads(row["detail"])
    if row["looks"]:
        detail["looks"] = str(row["looks"])
    return TimelineEvent(
        event_id=row["event_id"],
        at=Stamp(row["utc"], row["boot"], row["elapsed"]),
        event=Event(row["event"]),
        act=row["act"],
        state=State(row["state"]),
        detail=tuple(detail.items()),
    )


def read_lease(row: sqlite3.Row, sms: tuple[KeptSms, ...]) -> Lease:
    """A row of the table `leases`, with the price of its round and its use in doubt, and its SMS."""
    balance = amount_of(row["balance_before"])
    return Lease(
        lease_id=LeaseId(row["lease_id"]),
        account_id=AccountId(row["account_id"]),
        host=row["host"],
        order=_read_order(row),
        state=State(row["state"]),
        marks=frozenset(Mark(mark) for mark in row["marks"].split()),
        asked=stamp_of(row, "asked"),
        changed=stamp_of(row, "changed"),
        granted=None if row["granted_utc"] is None else stamp_of(row, "granted"),
        grant=_read_grant(row),
        sms=sms,
        refusal=None if row["refusal_act"] is None else (row["refusal_act"], row["refusal_code"]),
        due=None if row["due_utc"] is None else stamp_of(row, "due"),
        reason=row["reason"],
        looks=row["looks"],
        rounds=row["rounds"],
        sent_once=bool(row["sent_once"]),
        balance_before=None if balance is None else BalanceSeen(balance, stamp_of(row, "balance")),
        auto_release=None if row["auto_utc"] is None else stamp_of(row, "auto"),
        round_price=amount_of(row["round_price"]),
        granted_price=amount_of(row["granted_price"]),
        again_until=_read_again(row),
    )


def _read_again(row: sqlite3.Row) -> Stamp | None:
    if row["again_asked_utc"] is None:
        return None
    given_up = None if row["again_decided_utc"] is None else stamp_of(row, "again_decided")
    # A journal that was rebuilt may have lost how long it was asked for.
    minutes = int(json.loads(row["again_detail"]).get("minutes", use_again_rules.USUAL))
    return use_again_rules.over_at_the_latest(stamp_of(row, "again_asked"), given_up, minutes)


def _read_order(row: sqlite3.Row) -> Order:
    return Order(
        service_id=ServiceId(row["service_id"]),
        service=row["service"],
        country_id=CountryId(row["country_id"]),
        country=row["country"],
        list_price=amount_of(row["list_price"]),
        dearest=amount_of(row["dearest"]),
        max_price=amount_of(row["max_price"]),
        did=row["did"],
        dock=bool(row["dock"]),
        mobile=row["mobile"],
        push_url=row["push_url"],
        linked=None if row["linked"] is None else LeaseId(row["linked"]),
    )


def _read_grant(row: sqlite3.Row) -> Grant | None:
    if row["pkey"] is None:
        return None
    return Grant(
        pkey=PKey(row["pkey"]),
        got=row["got"],
        country_id=CountryId(row["granted_country"]),
        area_code=row["area_code"],
        city=row["city"],
        port=row["port"],
        mobile=row["number"],
        docking_code=row["docking_code"],
    )


GRANTED_PRICE = """
    CASE WHEN leases.country_id = '' AND leases.pkey IS NOT NULL THEN (
        SELECT cast(round(json_extract(grants.detail, '$.price') * 1000000) AS INTEGER) FROM events AS grants
        WHERE grants.lease_id = leases.lease_id AND grants.event = 'granted' ORDER BY grants.event_id LIMIT 1
    ) END
"""
"""Of a row of `leases`: what the country that came for any country cost in the list when it was asked."""

_LEASES = f"""
    SELECT leases.*, {GRANTED_PRICE} AS granted_price, (
        SELECT rounds.list_price FROM rounds
        WHERE rounds.lease_id = leases.lease_id AND rounds.round = leases.rounds
        ORDER BY rounds.round_id DESC LIMIT 1
    ) AS round_price,
    again_asked.utc AS again_asked_utc, again_asked.boot AS again_asked_boot,
    again_asked.elapsed AS again_asked_elapsed, again_asked.detail AS again_detail,
    again_decided.utc AS again_decided_utc, again_decided.boot AS again_decided_boot,
    again_decided.elapsed AS again_decided_elapsed
    FROM leases
    LEFT JOIN rounds AS again ON again.round_id = (
        SELECT max(round_id) FROM rounds WHERE rounds.lease_id = leases.lease_id
    ) AND again.act = 'setAgain' AND again.round = leases.rounds + 1 AND (
        again.outcome = 'unknown' OR again.decided IN (
            SELECT event_id FROM events
            WHERE event_id = again.decided AND event = 'again_settled_not_charged'
        )
    )
    LEFT JOIN events AS again_asked ON again_asked.event_id = again.intended
    LEFT JOIN events AS again_decided ON again_decided.event_id = again.decided
"""


def lease_by_id(connection: sqlite3.Connection, lease_id: LeaseId) -> Lease:
    """The lease as it stands. Raises KeyError when there is none."""
    row = connection.execute(f"{_LEASES} WHERE leases.lease_id = ?", (lease_id,)).fetchone()
    if row is None:
        raise KeyError(lease_id)
    kept = connection.execute("SELECT * FROM sms WHERE lease_id = ? ORDER BY sms_id", (lease_id,))
    return read_lease(row, tuple(map(read_sms, kept)))


def all_leases(connection: sqlite3.Connection, *, shown_only: bool) -> tuple[Lease, ...]:
    """All leases, or those that the table shows, in the order in which they were asked for."""
    which = "SELECT lease_id FROM leases WHERE shown = 1" if shown_only else "SELECT lease_id FROM leases"
    texts: dict[int, list[KeptSms]] = {}
    for row in connection.execute(f"SELECT * FROM sms WHERE lease_id IN ({which}) ORDER BY sms_id"):
        texts.setdefault(row["lease_id"], []).append(read_sms(row))
    rows = connection.execute(f"{_LEASES} WHERE leases.lease_id IN ({which}) ORDER BY leases.lease_id")
    return tuple(read_lease(row, tuple(texts.get(row["lease_id"], ()))) for row in rows)
