# SPDX-License-Identifier: MIT
"""Make sure that the journal's file is sound, ours and of today's version before anything relies on it."""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from fxdesk.core.clock import Stamp
from fxdesk.core.errors import JournalFailed
from fxdesk.core.lease_state import State
from fxdesk.core.upkeep import Salvage
from fxdesk.store import backup, private_file, salvage, schema, snapshot
from fxdesk.store.backup import copy_of
from fxdesk.store.database import connect
from fxdesk.store.failure import journal_failures
from fxdesk.store.lease_row import all_leases, read_event
from fxdesk.store.recovery import Reader

NAME = "journal.sqlite"
# What SQLite says of a file that was damaged: ERROR where its header names a format that there is none of.
_NO_GOOD = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_READ_AT_START = (
    "SELECT * FROM accounts",
    "SELECT * FROM pacing",
    "SELECT DISTINCT level, points, seen_boot FROM balances",
    "SELECT DISTINCT act, outcome FROM rounds",
)
"""What every start needs besides the numbers; of years of balances only the texts."""


class Opened(NamedTuple):
    """The journal's path; where a file that is no good was put; what of it, or of a copy, was taken over."""

    path: Path
    aside: Path | None = None
    salvage: Salvage | None = None


def open_file(folder: Path, now: Stamp, read: Reader | None = None) -> Opened:
    """The journal's file, made if missing, migrated if older, rebuilt if it is no good.

    `read` reads a kept answer of a paying act. Raises JournalFailed; a newer file is left as it is.
    """
    path = folder / NAME
    with journal_failures():
        private_file.make_folder(folder)
        private_file.close_files(folder.glob("journal.*"))
        found = salvage.take_up(path)
        aside = folder / found.aside if found is not None and found.aside else None
        was_there = path.exists()
        private_file.make_file(path)
        kind, content = _look_at(path, was_there=was_there)
        if kind:
            found, aside = salvage.rebuild(path, content, now, kind, read)
        with closing(connect(path)) as connection:
            _bring_up(connection, path)
            found = found or salvage.catch_up(connection, folder, read)
    return Opened(path, aside, found)


def open_to_read(folder: Path, read: Reader | None = None) -> sqlite3.Connection:
    """What the journal holds, in memory and as far as it can be read; the file stays untouched.

    Raises JournalFailed.
    """
    with journal_failures():
        try:
            content = snapshot.read_bytes(folder / NAME)
        except FileNotFoundError:
            content = b""
        _refuse_newer(content, content)
        try:
            connection = snapshot.open_bytes(content)
            if schema.is_foreign(connection) or not _is_readable(connection):
                connection.close()
                return salvage.readable(content, read)
            schema.migrate(connection)
        except snapshot.BROKEN:
            return salvage.readable(content, read)
        return connection


def _look_at(path: Path, *, was_there: bool) -> tuple[str, bytes]:
    """The kind of Salvage that the file needs ("" for a sound one), and the bytes that it holds.

    Raises JournalFailed for a newer file.
    """
    if path.stat().st_size == 0:
        if content := snapshot.read_bytes(path):
            # Only its log is there; SQLite would delete it.
            return "damaged", content
        lost = any(backup.last_event(copy) for copy in path.parent.glob(backup.COPIES))
        return (("empty" if was_there else "missing") if lost else ""), b""
    with path.open("rb") as file:
        head = file.read(snapshot.HEADER)
    _refuse_newer(head, path)
    try:
        with closing(connect(path)) as connection:
            foreign = schema.is_foreign(connection)
            if not foreign and schema.is_newer(connection):
                raise JournalFailed("newer version")
            # Not the quick one: a damaged index hides numbers that their table still has.
            sound = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            if sound and not foreign and _is_readable(connection):
                return "", b""
            # Before SQLite writes the log back into the file.
            return ("foreign" if foreign else "damaged"), snapshot.read_bytes(path)
    except sqlite3.DatabaseError as error:
        # A text that is no text has no code of SQLite's.
        code = getattr(error, "sqlite_errorcode", None)
        if code is not None and code & 0xFF not in _NO_GOOD:
            raise
    except UnicodeDecodeError:
        # Words about a table whose name is no text any more.
        pass
    strange = any(head[:16]) and not head.startswith(snapshot.MAGIC)
    return ("foreign" if strange else "damaged"), snapshot.read_bytes(path)


def _refuse_newer(head: bytes, file: Path | bytes) -> None:
    """Raise JournalFailed for a newer file, known by its first bytes and its tables; it is only read."""
    if len(head) < snapshot.HEADER or not head.startswith(snapshot.MAGIC):
        return
    version, application = struct.unpack(">I", head[60:64])[0], struct.unpack(">I", head[68:72])[0]
    if application != schema.APPLICATION_ID or version <= schema.VERSION:
        return
    try:
        with closing(
            snapshot.open_bytes(file if isinstance(file, bytes) else snapshot.read_bytes(file))
        ) as held:
            newer = schema.is_newer(held)
    except snapshot.BROKEN:
        # What can't be read can't be told from what only a newer one can read.
        newer = True
    if newer:
        raise JournalFailed("newer version")


def _is_readable(connection: sqlite3.Connection) -> bool:
    """Whether what the table shows means something; a flipped bit in a text is no fault to SQLite."""
    states = ",".join("?" * len(State))
    try:
        if not schema.is_whole(connection):
            return False
        if not schema.version_of(connection):
            return True
        for statement in _READ_AT_START:
            connection.execute(statement).fetchall()
        odd = connection.execute(
            f"SELECT count(*) FROM leases WHERE state NOT IN ({states})", tuple(State)
        ).fetchone()[0]
        if schema.version_of(connection) == schema.VERSION:
            all_leases(connection, shown_only=True)
        for row in connection.execute(
            "SELECT events.* FROM events JOIN leases USING (lease_id) WHERE shown = 1"
        ):
            read_event(row)
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    except sqlite3.OperationalError as error:
        # A text that is no text has no code of SQLite's.
        if getattr(error, "sqlite_errorcode", None) is not None:
            raise
        return False
    return not odd


def _bring_up(connection: sqlite3.Connection, path: Path) -> None:
    version = schema.version_of(connection)
    if 0 < version < schema.VERSION:
        copy_of(connection, path.with_name(f"journal.before-version-{schema.VERSION}.sqlite"))
    connection.execute("PRAGMA journal_mode = WAL")
    if version < schema.VERSION:
        schema.migrate(connection)
        private_file.sync_folder(path.parent)
