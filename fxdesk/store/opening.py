# SPDX-License-Identifier: MIT
"""Make sure that the journal's file is sound, ours and of today's version before anything relies on it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from fxdesk.core.clock import Stamp
from fxdesk.core.errors import JournalFailed
from fxdesk.store import private_file, schema
from fxdesk.store.backup import copy_of
from fxdesk.store.database import connect
from fxdesk.store.failure import journal_failures

NAME = "journal.sqlite"
_WITH_IT = ("-wal", "-shm")


def open_file(folder: Path, now: Stamp) -> tuple[Path, Path | None]:
    """The journal's path, and where a damaged or foreign file was put aside, if there was one.

    A missing file is made, an older one copied and then migrated. Raises JournalFailed.
    """
    path = folder / NAME
    aside = None
    with journal_failures():
        private_file.make_folder(folder)
        private_file.make_file(path)
        if not _is_sound(path):
            aside = _put_aside(path, now)
            private_file.make_file(path)
        with closing(connect(path)) as connection:
            _bring_up(connection, path)
        for suffix in _WITH_IT:
            beside = path.with_name(path.name + suffix)
            if beside.exists():
                beside.chmod(private_file.FILE_MODE)
    return path, aside


def _is_sound(path: Path) -> bool:
    """Whether SQLite can read the whole file and it is ours. Raises JournalFailed for a newer one."""
    try:
        with closing(connect(path)) as connection:
            if schema.is_foreign(connection):
                return False
            if schema.version_of(connection) > schema.VERSION:
                raise JournalFailed("newer version")
            found: str = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            return found == "ok"
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return False
        raise


def _put_aside(path: Path, now: Stamp) -> Path:
    """Move the file, with what belongs to it, out of the way and lose nothing of it."""
    day = now.iso[:19].replace(":", "").replace("-", "").replace("T", "-")
    aside = path.with_name(f"journal.corrupt-{day}.sqlite")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"journal.corrupt-{day}-{number}.sqlite")
    for suffix in (*_WITH_IT, ""):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    private_file.sync_folder(path.parent)
    return aside


def _bring_up(connection: sqlite3.Connection, path: Path) -> None:
    version = schema.version_of(connection)
    if 0 < version < schema.VERSION:
        copy_of(connection, path.with_name(f"journal.before-version-{schema.VERSION}.sqlite"))
    connection.execute("PRAGMA journal_mode = WAL")
    if version < schema.VERSION:
        schema.migrate(connection)
        private_file.sync_folder(path.parent)
