# SPDX-License-Identifier: MIT
"""Copy the journal while it is in use."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from fxdesk.core.clock import Stamp
from fxdesk.store import private_file

KEPT = 3


def copy_of(connection: sqlite3.Connection, target: Path) -> None:
    """Write a whole, sound copy; an older one of that name stays until then.

    Raises sqlite3.Error, OSError.
    """
    beside = target.with_name(f"{target.name}.new")
    beside.unlink(missing_ok=True)
    try:
        private_file.make_file(beside)
        with closing(sqlite3.connect(beside)) as copy:
            # The pages say WAL; a copy is one file.
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        beside.replace(target)
    except (sqlite3.Error, OSError):
        beside.unlink(missing_ok=True)
        raise
    private_file.sync_folder(target.parent)


def daily(connection: sqlite3.Connection, folder: Path, now: Stamp) -> Path | None:
    """Make today's copy unless there is one, and keep the newest few. Raises sqlite3.Error, OSError."""
    target = folder / f"journal.backup-{now.iso[:10]}.sqlite"
    if target.exists():
        return None
    copy_of(connection, target)
    for old in sorted(folder.glob("journal.backup-*.sqlite"))[:-KEPT]:
        old.unlink()
    return target
