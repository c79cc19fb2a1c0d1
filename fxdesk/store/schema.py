# SPDX-License-Identifier: MIT
"""Define the journal's tables and how an older file becomes one of today's."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache

APPLICATION_ID = 0x4658444B  # "FXDK"

# Amounts are millionths. Each moment is three columns: UTC seconds, boot id, seconds since that boot.
_VERSION_1 = (
    """
    CREATE TABLE accounts (
        account_id INTEGER PRIMARY KEY,
        label TEXT NOT NULL,
        host TEXT NOT NULL,
        api_name TEXT NOT NULL,
        added_utc REAL NOT NULL, added_boot TEXT NOT NULL, added_elapsed REAL NOT NULL
    ) STRICT
    """,
    # An account that came as a pasted token has no API name: its label tells it from others.
    "CREATE UNIQUE INDEX accounts_by_name ON accounts (host, api_name) WHERE api_name <> ''",
    "CREATE UNIQUE INDEX accounts_by_label ON accounts (host, label) WHERE api_name = ''",
    """
    CREATE TABLE leases (
        lease_id INTEGER PRIMARY KEY,
        account_id INTEGER NOT NULL REFERENCES accounts,
        host TEXT NOT NULL,
        service_id TEXT NOT NULL,
        service TEXT NOT NULL,
        country_id TEXT NOT NULL,
        country TEXT NOT NULL,
        list_price INTEGER,
        dearest INTEGER,
        max_price INTEGER,
        did TEXT NOT NULL,
        dock INTEGER NOT NULL,
        mobile TEXT NOT NULL,
        push_url TEXT NOT NULL,
        linked INTEGER REFERENCES leases,
        balance_before INTEGER,
        balance_utc REAL, balance_boot TEXT, balance_elapsed REAL,
        asked_utc REAL NOT NULL, asked_boot TEXT NOT NULL, asked_elapsed REAL NOT NULL,
        state TEXT NOT NULL,
        marks TEXT NOT NULL,
        changed_utc REAL NOT NULL, changed_boot TEXT NOT NULL, changed_elapsed REAL NOT NULL,
        granted_utc REAL, granted_boot TEXT, granted_elapsed REAL,
        pkey TEXT,
        got TEXT, granted_country TEXT, area_code TEXT, city TEXT, port TEXT, number TEXT, docking_code TEXT,
        refusal_act TEXT, refusal_code TEXT,
        due_utc REAL, due_boot TEXT, due_elapsed REAL,
        reason TEXT NOT NULL,
        looks INTEGER NOT NULL,
        rounds INTEGER NOT NULL,
        sent_once INTEGER NOT NULL,
        shown INTEGER NOT NULL
    ) STRICT
    """,
    # The service may repeat a pkey, and "use again" keeps it: never unique.
    "CREATE INDEX leases_by_pkey ON leases (pkey) WHERE pkey IS NOT NULL",
    "CREATE INDEX leases_shown ON leases (lease_id) WHERE shown = 1",
    "CREATE INDEX leases_by_account ON leases (account_id)",
    """
    CREATE TABLE events (
        event_id INTEGER PRIMARY KEY,
        lease_id INTEGER NOT NULL REFERENCES leases,
        utc REAL NOT NULL, boot TEXT NOT NULL, elapsed REAL NOT NULL,
        event TEXT NOT NULL,
        act TEXT NOT NULL,
        detail TEXT NOT NULL,
        looks INTEGER NOT NULL,
        state TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX events_by_lease ON events (lease_id)",
    # What the service answered, byte for byte: committed before anything reads it.
    """
    CREATE TABLE answers (
        answer_id INTEGER PRIMARY KEY,
        lease_id INTEGER NOT NULL REFERENCES leases,
        event_id INTEGER NOT NULL REFERENCES events,
        act TEXT NOT NULL,
        raw BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX answers_by_lease ON answers (lease_id)",
    # SMS texts lie apart from the money, so that they can be deleted without it.
    """
    CREATE TABLE sms (
        sms_id INTEGER PRIMARY KEY,
        lease_id INTEGER NOT NULL REFERENCES leases,
        event_id INTEGER NOT NULL REFERENCES events,
        pkey TEXT NOT NULL,
        round INTEGER NOT NULL,
        code TEXT NOT NULL,
        text TEXT NOT NULL,
        receipt INTEGER NOT NULL,
        late INTEGER NOT NULL,
        received_utc REAL NOT NULL, received_boot TEXT NOT NULL, received_elapsed REAL NOT NULL
    ) STRICT
    """,
    "CREATE INDEX sms_by_lease ON sms (lease_id)",
    "CREATE INDEX sms_by_pkey ON sms (pkey)",
    # Each paying intent and what came of it: a lease has one, and one more for every "use again".
    """
    CREATE TABLE rounds (
        round_id INTEGER PRIMARY KEY,
        lease_id INTEGER NOT NULL REFERENCES leases,
        round INTEGER NOT NULL,
        act TEXT NOT NULL,
        list_price INTEGER,
        intended INTEGER NOT NULL REFERENCES events,
        outcome TEXT NOT NULL,
        decided INTEGER REFERENCES events
    ) STRICT
    """,
    "CREATE INDEX rounds_by_lease ON rounds (lease_id)",
    """
    CREATE TABLE balances (
        balance_id INTEGER PRIMARY KEY,
        account_id INTEGER NOT NULL REFERENCES accounts,
        amount INTEGER NOT NULL,
        level TEXT NOT NULL,
        points TEXT NOT NULL,
        seen_utc REAL NOT NULL, seen_boot TEXT NOT NULL, seen_elapsed REAL NOT NULL
    ) STRICT
    """,
    "CREATE INDEX balances_by_account ON balances (account_id, seen_utc)",
    """
    CREATE TABLE pacing (
        act TEXT NOT NULL,
        key TEXT NOT NULL,
        utc REAL NOT NULL, boot TEXT NOT NULL, elapsed REAL NOT NULL,
        PRIMARY KEY (act, key)
    ) STRICT
    """,
)

_VERSION_2 = (
    # When a number without a code is to be released by itself.
    "ALTER TABLE leases ADD COLUMN auto_utc REAL",
    "ALTER TABLE leases ADD COLUMN auto_boot TEXT",
    "ALTER TABLE leases ADD COLUMN auto_elapsed REAL",
    # What remains of a deleted SMS: enough to know it again when the service repeats it.
    "ALTER TABLE sms ADD COLUMN digest BLOB",
    # What was spent, and what is not over: looked up before every purchase, among years of both.
    "CREATE INDEX sms_by_time ON sms (received_utc)",
    """
    CREATE INDEX leases_not_over ON leases (lease_id) WHERE state IN
        ('asking','blacklisting','receipt','releasing','sending','uncertain','waiting')
    """,
    """
    CREATE INDEX leases_in_doubt ON leases (lease_id)
        WHERE instr(marks, 'uncertain_act') OR instr(marks, 'act_out')
    """,
    "CREATE INDEX rounds_undecided ON rounds (lease_id) WHERE outcome IN ('asked','unknown')",
    "CREATE INDEX rounds_given_up ON rounds (lease_id) WHERE outcome IN ('done','late','lost')",
    "CREATE INDEX rounds_again ON rounds (lease_id) WHERE act = 'setAgain' AND outcome = 'accepted'",
    # What happened in a time: the books are read by days, among years of events.
    "CREATE INDEX events_by_time ON events (utc)",
)

# MIGRATIONS[n] makes a file of version n + 1 out of one of version n. Each changes the tables or the indexes:
# by them a file is known of which only the number is damaged.
MIGRATIONS: tuple[tuple[str, ...], ...] = (_VERSION_1, _VERSION_2)
VERSION = len(MIGRATIONS)


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the file; 0: nothing was ever written to it."""
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def is_foreign(connection: sqlite3.Connection) -> bool:
    """Whether the file holds tables that are not FX Desk's."""
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    tables: int = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    return tables > 0 and application != APPLICATION_ID


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether the tables are those of the file's version: a flipped bit in a column's name is no fault to
    SQLite, nor is one in the version.

    Raises sqlite3.Error, and UnicodeDecodeError for a name that is no text any more.
    """
    version = version_of(connection)
    return 0 <= version <= VERSION and _tables(connection) == _tables_of(version)


def is_newer(connection: sqlite3.Connection) -> bool:
    """Whether a newer FX Desk made the file: its number and its tables say so.

    A higher number over tables that are known is a damaged number. Raises as `is_whole`.
    """
    if version_of(connection) <= VERSION:
        return False
    return _tables(connection) not in [_tables_of(version) for version in range(1, VERSION + 1)]


@cache
def _tables_of(version: int) -> frozenset[tuple[object, ...]]:
    """What a file of this version has."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for statements in MIGRATIONS[:version]:
            for statement in statements:
                connection.execute(statement)
        return _tables(connection)


def _tables(connection: sqlite3.Connection) -> frozenset[tuple[object, ...]]:
    """Every column of every table, and every index, but for those that SQLite makes for itself."""
    statement = """
        SELECT part.type, part.name, info.name, info.type
        FROM sqlite_schema AS part LEFT JOIN pragma_table_info(part.name) AS info ON part.type = 'table'
        WHERE part.name NOT GLOB 'sqlite_*'
    """
    return frozenset(tuple(row) for row in connection.execute(statement))


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to VERSION, all or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statements in MIGRATIONS[version_of(connection) :]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
