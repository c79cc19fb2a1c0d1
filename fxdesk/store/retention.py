# SPDX-License-Identifier: MIT
"""Delete SMS texts so that no byte of them stays in the profile, also when it is stopped half way.

A note is written first of what is to be deleted, and goes last: a start that finds it finishes the work.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from fxdesk.core.clock import Stamp
from fxdesk.core.upkeep import TextsDeleted
from fxdesk.store import erasure, private_file, snapshot
from fxdesk.store.database import Database
from fxdesk.store.erasure import Spared
from fxdesk.store.failure import journal_failures

NOTE = "journal.deleting"
_COPIES = ("journal.backup-*.sqlite", "journal.before-*.sqlite")
_PUT_ASIDE = "journal.corrupt-*.sqlite"
_HALF_WRITTEN = "journal.*.sqlite.new*"


def delete(database: Database, before: Stamp | None, *, open_too: bool) -> TextsDeleted:
    """Delete the texts of SMS that came before this moment (None: all) from the journal and its copies.

    Those of numbers that are open or not settled stay unless `open_too`. Raises JournalFailed; what is not
    done then is done at the next call of `finish`.
    """
    folder = database.path.parent
    with journal_failures():
        note = {"before": before, "open_too": open_too}
        private_file.write_whole(folder / NOTE, json.dumps(note).encode())
    return _delete(database, before, open_too=open_too, always=False)


def finish(database: Database) -> TextsDeleted | None:
    """Do what a deletion that was stopped left undone; None: there was none. Raises JournalFailed."""
    with journal_failures():
        try:
            note = json.loads((database.path.parent / NOTE).read_bytes())
            before = None if note["before"] is None else Stamp(*note["before"])
            open_too = bool(note["open_too"])
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError):
            # What it said can't be known; it is written whole, so nothing was begun.
            (database.path.parent / NOTE).unlink()
            return None
    return _delete(database, before, open_too=open_too, always=True)


def is_begun(folder: Path) -> bool:
    """Whether a deletion is begun and not done."""
    return (folder / NOTE).exists()


def left_behind(folder: Path) -> tuple[str, ...]:
    """The names of the files that were put aside as they were, and so may hold any text."""
    return tuple(sorted(path.name for path in folder.glob(_PUT_ASIDE)))


def delete_left_behind(folder: Path, names: tuple[str, ...]) -> None:
    """Delete files that were put aside, with their logs. Raises JournalFailed."""
    with journal_failures():
        for name in set(names) & set(left_behind(folder)):
            for suffix in ("-wal", "-shm", ""):
                (folder / f"{name}{suffix}").unlink(missing_ok=True)
        private_file.sync_folder(folder)


def _delete(database: Database, before: Stamp | None, *, open_too: bool, always: bool) -> TextsDeleted:
    folder = database.path.parent

    def work(connection: sqlite3.Connection) -> tuple[Spared, int, int]:
        keep = erasure.spared(connection, open_too=open_too)
        return keep, *erasure.erase(connection, before, keep)

    keep, texts, rows = database.change(work)
    if rows or always:
        database.clean()
    with journal_failures():
        for half in folder.glob(_HALF_WRITTEN):
            half.unlink(missing_ok=True)
        left = [name for pattern in _COPIES for name in _clean_copies(folder, pattern, before, keep)]
        (folder / NOTE).unlink(missing_ok=True)
        private_file.sync_folder(folder)
    return TextsDeleted(texts, (*left, *left_behind(folder)))


def _clean_copies(folder: Path, pattern: str, before: Stamp | None, keep: Spared) -> list[str]:
    """Write each copy anew without the texts; the names of those that can't be read."""
    left = []
    for path in sorted(folder.glob(pattern)):
        try:
            with closing(snapshot.open_file(path)) as copy:
                copy.execute("PRAGMA secure_delete = ON")
                copy.execute("BEGIN")
                _, rows = erasure.erase(copy, before, keep)
                copy.execute("COMMIT")
                if rows:
                    copy.execute("VACUUM")
                    private_file.write_whole(path, copy.serialize())
        except snapshot.BROKEN:
            left.append(path.name)
    return left
