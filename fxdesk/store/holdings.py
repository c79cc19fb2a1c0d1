# SPDX-License-Identifier: MIT
"""Read what a journal's file holds, row by row, also where some of its pages can't be read any more."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from functools import cache
from typing import Any

from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import Event, Mark, State
from fxdesk.store import page_repair, schema, snapshot
from fxdesk.store.sms_digest import LOST

TABLES = ("accounts", "leases", "events", "answers", "sms", "rounds", "balances", "pacing")
"""In the order in which they refer to each other."""

_KEYS = {
    "accounts": "account_id",
    "leases": "lease_id",
    "events": "event_id",
    "answers": "answer_id",
    "sms": "sms_id",
    "rounds": "round_id",
    "balances": "balance_id",
    "pacing": "rowid",
}
_FIRST_PROBES = 2_000
"""Row numbers tried one by one behind the last that could be read, where nothing says how many there are."""
_STATES, _EVENTS, _MARKS = frozenset(State), frozenset(Event), frozenset(Mark)

Row = dict[str, Any]


class Holdings:
    """The rows of each table by their number; `unread` counts those that are known of and could not be read.

    `pkeys` are keys of numbers, by lease, that an index still knows.
    """

    def __init__(self) -> None:
        self.rows: dict[str, dict[int, Row]] = {table: {} for table in TABLES}
        self.pkeys: dict[int, str] = {}
        self.unread = 0
        self._answers: dict[int, list[Row]] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that a person would miss."""
        return not (self.rows["leases"] or self.rows["events"])

    @property
    def told_of(self) -> frozenset[int]:
        """The leases of which anything is known."""
        others = (row["lease_id"] for table in ("events", "sms") for row in self.rows[table].values())
        return frozenset((*self.rows["leases"], *others, *self.pkeys))

    @property
    def lost_texts(self) -> int:
        """How many SMS there are of which only is known that they came."""
        return sum(row.get("digest") == LOST for row in self.rows["sms"].values())

    @property
    def last(self) -> Stamp | None:
        """The moment of the last event."""
        if not self.rows["events"]:
            return None
        row = self.rows["events"][max(self.rows["events"])]
        return Stamp(row["utc"], row["boot"], row["elapsed"])

    def answers_of(self, lease_id: int) -> list[Row]:
        """The answers about a lease, oldest first."""
        if self._answers is None:
            self._answers = {}
            for _, row in sorted(self.rows["answers"].items()):
                self._answers.setdefault(row["lease_id"], []).append(row)
        return self._answers.get(lease_id, [])

    def events_of(self) -> dict[int, list[Row]]:
        """The events of each lease, oldest first."""
        found: dict[int, list[Row]] = {}
        for _, row in sorted(self.rows["events"].items()):
            found.setdefault(row["lease_id"], []).append(row)
        return found


def read_whole(connection: sqlite3.Connection) -> Holdings:
    """All rows of a file, as far as they can be read and mean something."""
    usual = connection.text_factory
    # What a flipped bit made of a text is still shown, not refused.
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    try:
        return _read_tables(connection)
    finally:
        connection.text_factory = usual


def _read_tables(connection: sqlite3.Connection) -> Holdings:
    found = Holdings()
    for table in TABLES:
        columns = _columns(table)
        rows, lost = _read_table(connection, table)
        found.unread += lost
        for key, row in rows.items():
            sensible = _sensible(table, key, row, columns)
            if sensible is None:
                found.unread += 1
            else:
                found.rows[table][key] = sensible
    with suppress(sqlite3.Error):
        for row in connection.execute(
            "SELECT lease_id, pkey FROM leases INDEXED BY leases_by_pkey WHERE pkey IS NOT NULL"
        ):
            found.pkeys[row["lease_id"]] = row["pkey"]
    return found


def read_broken(content: bytes, like: bytes = b"") -> Holdings:
    """What can be read of a damaged file, in one way or another.

    `like`: a sound file of the same journal, whose first page may stand for one that is gone.
    """
    best = Holdings()
    for attempt in page_repair.attempts(content, like):
        try:
            with closing(snapshot.open_bytes(attempt)) as connection:
                found = read_whole(connection)
        except snapshot.BROKEN:
            continue
        if _worth(found) > _worth(best):
            best = found
            if not found.unread:
                break
    return best


def _worth(found: Holdings) -> int:
    return sum(len(rows) for rows in found.rows.values())


@cache
def _columns(table: str) -> Mapping[str, tuple[str, bool, bool]]:
    """Of each column of today's table: its type, whether it must be filled, whether it has a default."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.migrate(connection)
        return {
            name: (kind, bool(filled), default is not None)
            for _, name, kind, filled, default, _ in connection.execute(f"PRAGMA table_info({table})")
        }


def _read_table(connection: sqlite3.Connection, table: str) -> tuple[dict[int, Row], int]:
    """The rows that can be read, from both ends and then one by one; and how many are missing between."""
    rows: dict[int, Row] = {}
    if _read_run(connection, table, "ASC", rows):
        return rows, 0
    first = max(rows, default=0)
    _read_run(connection, table, "DESC", rows)
    last = min((key for key in rows if key > first), default=0) or _last_known(connection, table, first)
    lost = 0
    for key in range(first + 1, last):
        try:
            cursor = connection.execute(f"SELECT rowid AS _key, * FROM {table} WHERE rowid = ?", (key,))
            row = cursor.fetchone()
        except sqlite3.Error:
            lost += 1
        else:
            if row is not None:
                rows[row["_key"]] = _row(row)
    return rows, max(lost, 1)


def _read_run(connection: sqlite3.Connection, table: str, order: str, rows: dict[int, Row]) -> bool:
    """Read from one end on until a page can't be read; True: until the other end."""
    try:
        for row in connection.execute(f"SELECT rowid AS _key, * FROM {table} ORDER BY rowid {order}"):
            if row["_key"] in rows:
                return True
            rows[row["_key"]] = _row(row)
    except sqlite3.Error:
        return False
    return True


def _last_known(connection: sqlite3.Connection, table: str, first: int) -> int:
    """A number behind the last row, by an index, or else far enough."""
    indexes = {
        "leases": "leases_by_account",
        "balances": "balances_by_account",
        "accounts": "accounts_by_name",
    }
    with suppress(sqlite3.Error):
        name = indexes.get(table, f"{table}_by_lease")
        found: int | None = connection.execute(
            f"SELECT max({_KEYS[table]}) FROM {table} INDEXED BY {name}"
        ).fetchone()[0]
        if found is not None:
            return found + 1
    return first + _FIRST_PROBES


def _row(row: sqlite3.Row) -> Row:
    return {name: row[name] for name in row.keys() if name != "_key"}  # noqa: SIM118 - a Row is no mapping


def _sensible(table: str, key: int, row: Row, columns: Mapping[str, tuple[str, bool, bool]]) -> Row | None:
    """The row as today's table takes it, mended where that is safe; None: its content means nothing."""
    found: Row = {}
    for name, (kind, filled, has_default) in columns.items():
        if name not in row:
            if filled and not has_default:
                return None
            continue
        value = row[name]
        # The key of a row is its number.
        if (name != _KEYS[table] and value is None and filled) or not _is(kind, value):
            return None
        found[name] = value
    if table != "pacing":
        found[_KEYS[table]] = key
    mender = _MENDERS.get(table)
    return found if mender is None else mender(found)


def _is(kind: str, value: object) -> bool:
    if value is None:
        return True
    match kind:
        case "INTEGER":
            return type(value) is int
        case "REAL":
            return isinstance(value, float) and math.isfinite(value)
        case "TEXT":
            return isinstance(value, str)
        case _:
            return isinstance(value, bytes)


def _mend_lease(row: Row) -> Row:
    if row["state"] not in _STATES:
        # What is not known may have cost something: the events say more, if there are any.
        row["state"] = ""
    row["marks"] = " ".join(mark for mark in row["marks"].split() if mark in _MARKS)
    return row


def _mend_event(row: Row) -> Row | None:
    try:
        detail = json.loads(row["detail"])
    except ValueError:
        detail = None
    if not isinstance(detail, dict) or not all(isinstance(value, str) for value in detail.values()):
        row["detail"] = "{}"
    known = row["event"] in _EVENTS and row["state"] in _STATES
    return row if known else None


_MENDERS: dict[str, Callable[[Row], Row | None]] = {"leases": _mend_lease, "events": _mend_event}
