# SPDX-License-Identifier: MIT
"""Read what moved an account's balance in a time: every paying round with what came of it."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from fxdesk.core.books import AccountRecord, Name
from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import OPEN, Event
from fxdesk.core.model import AccountId, BalanceSeen, LeaseId, from_millionths
from fxdesk.store.lease_row import stamp_of
from fxdesk.store.purchase_row import LONG_SECONDS, MONEY_EVENTS, Line, Story, purchases
from fxdesk.store.round_row import DENIALS


def read(connection: sqlite3.Connection, account_id: AccountId, since: Stamp, until: Stamp) -> AccountRecord:
    """Everything from `since` to `until`, with the last balance before it and the whole of each purchase."""
    balances = _balances(connection, account_id, since.utc, until.utc)
    begin = min([since.utc, *(balance.seen.utc for balance in balances[:1])]) - LONG_SECONDS
    lease_ids = _touched(connection, account_id, begin, until.utc)
    stories = list(_stories(connection, lease_ids))
    bought = tuple(purchase for story in stories for purchase in purchases(story))
    return AccountRecord(balances, bought, tuple(_name(story.lease) for story in stories))


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


def _stories(connection: sqlite3.Connection, lease_ids: str) -> Iterator[Story]:
    lines: defaultdict[int, list[Line]] = defaultdict(list)
    places = ",".join("?" * len(MONEY_EVENTS))
    among = "lease_id IN (SELECT value FROM json_each(?))"
    for row in connection.execute(
        f"SELECT * FROM events WHERE {among} AND event IN ({places}) ORDER BY event_id",
        (lease_ids, *MONEY_EVENTS),
    ):
        at = Stamp(row["utc"], row["boot"], row["elapsed"])
        detail = {} if row["detail"] == "{}" else json.loads(row["detail"])
        lines[row["lease_id"]].append(Line(row["event_id"], Event(row["event"]), at, detail))
    rounds: defaultdict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in connection.execute(
        f"""
        SELECT * FROM rounds WHERE {among} AND (outcome <> 'refused' OR (
            SELECT event FROM events WHERE event_id = decided
        ) IN ({",".join("?" * len(DENIALS))})) ORDER BY round_id
        """,
        (lease_ids, *DENIALS),
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
        yield Story(row, lines[number], rounds[number], sms[number], shared)
