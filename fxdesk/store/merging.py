# SPDX-License-Identifier: MIT
"""Put the rows of another file into a journal: what it has already is known again, the rest is added."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import NamedTuple

from fxdesk.core.lease_state import OPEN, UNSETTLED
from fxdesk.core.model import LeaseId
from fxdesk.store.holdings import Holdings, Row, read_whole
from fxdesk.store.sequence import Boots, is_after
from fxdesk.store.sms_digest import LOST

_MOMENT = ("utc", "boot", "elapsed")


class Merged(NamedTuple):
    """The leases that are new in the journal, and those that it knew and that the other file knew better."""

    added: tuple[LeaseId, ...]
    updated: tuple[LeaseId, ...]


class Comparison(NamedTuple):
    """How many leases only the other file has, and how many only the journal."""

    added: int
    newer: int


def compare(connection: sqlite3.Connection, other: sqlite3.Connection) -> Comparison:
    """What a merge would bring, and what the other file does not have."""
    ours, theirs = (
        {_lease_identity(dict(row)) for row in each.execute("SELECT * FROM leases")}
        for each in (connection, other)
    )
    return Comparison(added=len(theirs - ours), newer=len(ours - theirs))


def merge(connection: sqlite3.Connection, other: Holdings) -> Merged:
    """Add what the journal lacks, in the caller's transaction; nothing that it has is changed or lost.

    Only a lease that went on in the other file, after what the journal knows of it, takes that file's state.
    """
    return _Merge(connection, other).run()


def _lease_identity(row: Mapping[str, object]) -> Hashable:
    names = ("host", "asked_utc", "asked_boot", "asked_elapsed", "service_id", "country_id", "mobile")
    return tuple(row[name] for name in names)


class _Merge:
    """One run; `_ids` says for each table which number a row of the other file has in the journal."""

    def __init__(self, connection: sqlite3.Connection, other: Holdings) -> None:
        self._connection, self._other = connection, other
        self._ours = read_whole(connection)
        self._ids: dict[str, dict[int, int]] = {}

    def run(self) -> Merged:
        known = set(self._ours.rows["leases"])
        self._join("accounts", "account_id", _account_identity)
        self._join("leases", "lease_id", _lease_identity, account_id="accounts", linked=None)
        self._join(
            "events",
            "event_id",
            lambda row: (row["lease_id"], *(row[part] for part in _MOMENT), row["event"], row["act"]),
            lease_id="leases",
        )
        self._join("answers", "answer_id", _of_event, lease_id="leases", event_id="events")
        self._join("sms", "sms_id", _of_event, lease_id="leases", event_id="events")
        self._fill_texts()
        self._join(
            "rounds",
            "round_id",
            lambda row: (row["lease_id"], row["round"], row["act"], row["intended"]),
            lease_id="leases",
            intended="events",
            decided="events",
        )
        self._join(
            "balances",
            "balance_id",
            lambda row: (row["account_id"], row["amount"], *(row[f"seen_{part}"] for part in _MOMENT)),
            account_id="accounts",
        )
        self._link()
        self._keep_pacing()
        leases = self._ids["leases"]
        here, there = self._ours.events_of(), self._other.events_of()
        updated = [
            self._update(number, ours)
            for number, ours in leases.items()
            if ours in known and self._went_on(number, there.get(number, []), here.get(ours, []))
        ]
        return Merged(
            tuple(LeaseId(ours) for ours in leases.values() if ours not in known),
            tuple(LeaseId(ours) for ours in updated),
        )

    def _went_on(self, number: int, theirs: Sequence[Row], ours: Sequence[Row]) -> bool:
        """Whether a lease went on in the other file after what the journal knows of it.

        Each file's events say what it knows. Where both know more than the other, the lease goes on that may
        still cost; a later moment decides only between two that may, or two that may not.
        """
        if not theirs or not ours:
            return False
        numbers = self._ids["events"]
        if numbers[theirs[-1]["event_id"]] in self._ours.rows["events"]:
            return False
        if ours[-1]["event_id"] in {numbers[row["event_id"]] for row in theirs}:
            return True
        there = _may_cost(self._other.rows["leases"][number])
        here = _may_cost(self._ours.rows["leases"][ours[-1]["lease_id"]])
        if there != here:
            return there
        boots = (Boots(held.rows["events"].values()) for held in (self._ours, self._other))
        return bool(is_after(theirs[-1], ours[-1], boots))

    def _join(
        self, table: str, key: str, identity: Callable[[Row], Hashable], **references: str | None
    ) -> None:
        """Know rows again or add them; `references` names the table that a column points to, None: later."""
        ours = {name: number for number, name in _named(self._ours.rows[table], identity)}
        rows: dict[int, Row] = {}
        for number, row in sorted(self._other.rows[table].items()):
            rows[number] = row | {
                column: None if target is None or row[column] is None else self._ids[target][row[column]]
                for column, target in references.items()
            }
        found = self._ids[table] = {}
        new: dict[int, Row] = {}
        for number, name in _named(rows, identity):
            if name in ours:
                found[number] = ours[name]
            else:
                new[number] = rows[number]
        taken = self._ours.rows[table].keys()
        # Numbers are kept as they are where none is taken: their order is the order of what happened.
        shift = max(taken, default=0) if new.keys() & taken else 0
        for number, row in new.items():
            found[number] = number + shift
            self._insert(table, row | {key: number + shift})

    def _insert(self, table: str, row: Row) -> None:
        places = ",".join("?" * len(row))
        self._connection.execute(
            f"INSERT INTO {table} ({','.join(row)}) VALUES ({places})", tuple(row.values())
        )

    def _fill_texts(self) -> None:
        """A text that was lost here, and that nobody deleted, is taken from the other file."""
        for number, row in self._other.rows["sms"].items():
            ours = self._ours.rows["sms"].get(self._ids["sms"][number])
            if ours is not None and ours.get("digest") == LOST and row.get("digest") != LOST:
                self._connection.execute(
                    "UPDATE sms SET code = ?, text = ?, digest = ? WHERE sms_id = ?",
                    (row["code"], row["text"], row.get("digest"), ours["sms_id"]),
                )

    def _link(self) -> None:
        leases = self._ids["leases"]
        for number, row in self._other.rows["leases"].items():
            if row["linked"] in leases:
                self._connection.execute(
                    "UPDATE leases SET linked = ? WHERE lease_id = ? AND linked IS NULL",
                    (leases[row["linked"]], leases[number]),
                )

    def _keep_pacing(self) -> None:
        # Their keys name accounts by number.
        if all(number == ours for number, ours in self._ids["accounts"].items()):
            for row in self._other.rows["pacing"].values():
                self._connection.execute(
                    "INSERT OR IGNORE INTO pacing (act, key, utc, boot, elapsed) VALUES (?,?,?,?,?)",
                    (row["act"], row["key"], row["utc"], row["boot"], row["elapsed"]),
                )

    def _update(self, number: int, ours: int) -> int:
        kept = ("lease_id", "account_id", "linked")
        row = {name: value for name, value in self._other.rows["leases"][number].items() if name not in kept}
        places = ", ".join(f"{name} = ?" for name in row)
        self._connection.execute(f"UPDATE leases SET {places} WHERE lease_id = ?", (*row.values(), ours))
        return ours


def _may_cost(row: Row) -> bool:
    """Whether a lease is open, or something that was paid for on it is not settled."""
    return row["state"] in OPEN or not UNSETTLED.isdisjoint(row["marks"].split())


def _account_identity(row: Mapping[str, object]) -> Hashable:
    return (row["host"], row["api_name"], "" if row["api_name"] else row["label"])


def _of_event(row: Mapping[str, object]) -> Hashable:
    return (row["lease_id"], row["event_id"])


def _named(rows: Mapping[int, Row], identity: Callable[[Row], Hashable]) -> list[tuple[int, Hashable]]:
    """Each row's number and identity; what is twice the same is told apart by its place."""
    seen: Counter[Hashable] = Counter()
    found: list[tuple[int, Hashable]] = []
    for number, row in sorted(rows.items()):
        name = identity(row)
        seen[name] += 1
        found.append((number, (name, seen[name])))
    return found
