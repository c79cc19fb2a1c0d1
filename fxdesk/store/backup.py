# SPDX-License-Identifier: MIT
"""Copy the journal while it is in use, and look into a copy before it is used."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from fxdesk.core.clock import Stamp
from fxdesk.core.errors import FileFailed
from fxdesk.core.lease_state import OPEN
from fxdesk.core.upkeep import BackupSeen
from fxdesk.store import mending, merging, private_file, schema, snapshot
from fxdesk.store.failure import file_failures
from fxdesk.store.holdings import Holdings, read_whole
from fxdesk.store.profile import Profile
from fxdesk.store.recovery import Reader

KEPT = 3
COPIES = "journal.backup-*.sqlite"
LATEST = "journal.backup-latest.sqlite"
_DAILY = "journal.backup-[0-9]*.sqlite"
_LAST = "SELECT utc, boot, elapsed, event FROM events ORDER BY event_id DESC LIMIT 1"


def copy_of(connection: sqlite3.Connection, target: Path) -> None:
    """Write a whole, sound copy; an older one of that name stays until then.

    Other connections may read and write meanwhile. Raises sqlite3.Error, OSError.
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
    _need_room(connection, folder)
    copy_of(connection, target)
    for old in _by_knowledge(folder.glob(_DAILY))[KEPT:]:
        if old != target:
            old.unlink()
    return target


def latest(connection: sqlite3.Connection, folder: Path, largest: int | None = None) -> Path | None:
    """Bring the copy of all that happened up to now, unless it is.

    A journal of more than `largest` bytes is not copied. Raises sqlite3.Error, OSError.
    """
    target = folder / LATEST
    end = connection.execute(_LAST).fetchone()
    if (
        end is None
        or tuple(end) == last_event(target)
        or (largest is not None and _size(connection) > largest)
    ):
        return None
    _need_room(connection, folder)
    copy_of(connection, target)
    return target


def copies(folder: Path) -> list[Path]:
    """The copies, first the one that knows most: a clock that was set wrong gave some a wrong day."""
    return _by_knowledge(folder.glob(COPIES))


def _by_knowledge(paths: Iterable[Path]) -> list[Path]:
    return sorted(paths, key=lambda path: (_events_in(path), path.name), reverse=True)


def _size(connection: sqlite3.Connection) -> int:
    pages: int = connection.execute("PRAGMA page_count").fetchone()[0]
    each: int = connection.execute("PRAGMA page_size").fetchone()[0]
    return pages * each


def _need_room(connection: sqlite3.Connection, folder: Path) -> None:
    """Raise OSError where a copy would take the room that the journal itself needs."""
    if shutil.disk_usage(folder).free < 2 * _size(connection):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _events_in(path: Path) -> int:
    """The number of the last event in a copy of ours, -1 where it can't be read."""
    with suppress(*snapshot.BROKEN), closing(_open_unlocked(path)) as copy:
        found: int = copy.execute("SELECT coalesce(max(event_id), 0) FROM events").fetchone()[0]
        return found
    return -1


def _open_unlocked(path: Path) -> sqlite3.Connection:
    """A connection that makes no file beside the one that it reads."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def write(connection: sqlite3.Connection, target: Path, folder: Path) -> None:
    """Write a copy where the person wants it, and read it again before it takes that name.

    Raises FileFailed, with the cause "own file" for a name that the profile in `folder` uses itself;
    sqlite3.Error when the journal can't be read.
    """
    if Profile(folder).owns(target):
        raise FileFailed(target.name, "own file")
    with closing(sqlite3.connect(":memory:")) as memory:
        connection.backup(memory)
        # In memory there is no log, and the pages are not to say that there is.
        content = snapshot.with_log(memory.serialize(), b"")
    beside = target.with_name(f"{target.name}.new")
    with file_failures(target.name):
        try:
            beside.unlink(missing_ok=True)
            descriptor = os.open(
                beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
            )
            with open(descriptor, "wb") as file:
                with suppress(PermissionError):
                    # A memory stick may know no owners.
                    beside.chmod(private_file.FILE_MODE)
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if beside.read_bytes() != content or not _is_sound(content):
                raise FileFailed(target.name, "i/o error")
            beside.replace(target)
        except (OSError, FileFailed):
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise
        with suppress(OSError):
            private_file.sync_folder(target.parent)


def open_backup(path: Path) -> sqlite3.Connection:
    """What a backup holds, in memory and untouched.

    Raises FileFailed with the cause "damaged", "foreign", "newer version" or one of the system's.
    """
    with file_failures(path.name):
        content = snapshot.read_bytes(path)
    if content[: len(snapshot.MAGIC)] != snapshot.MAGIC:
        raise FileFailed(path.name, "foreign")
    try:
        connection = snapshot.open_bytes(content)
    except snapshot.BROKEN as error:
        raise FileFailed(path.name, "damaged") from error
    try:
        if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
            raise FileFailed(path.name, "foreign")
        if schema.is_newer(connection):
            raise FileFailed(path.name, "newer version")
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise FileFailed(path.name, "damaged")
    except FileFailed:
        connection.close()
        raise
    except snapshot.BROKEN as error:
        connection.close()
        raise FileFailed(path.name, "damaged") from error
    return connection


def look_into(connection: sqlite3.Connection, path: Path, read: Reader | None) -> BackupSeen:
    """What a backup holds, beside what the journal does. Raises FileFailed as `open_backup`."""
    states = ",".join("?" * len(OPEN))
    with closing(open_backup(path)) as backup:
        try:
            numbers = backup.execute("SELECT count(*) FROM leases").fetchone()[0]
            is_open = f"SELECT count(*) FROM leases WHERE state IN ({states})"
            last = backup.execute(
                "SELECT utc, boot, elapsed FROM events ORDER BY event_id DESC LIMIT 1"
            ).fetchone()
            difference = merging.compare(connection, backup)
            return BackupSeen(
                str(path),
                numbers=numbers,
                open=backup.execute(is_open, tuple(OPEN)).fetchone()[0],
                last=None if last is None else Stamp(*last),
                added=difference.added,
                newer=difference.newer,
                brings=_brings(connection, backup, read),
            )
        except snapshot.BROKEN as error:
            raise FileFailed(path.name, "damaged") from error


def _brings(connection: sqlite3.Connection, backup: sqlite3.Connection, read: Reader | None) -> bool:
    """Whether taking the backup in would change anything: tried in memory."""
    held = read_whole(backup)
    mending.mend(held, read)
    with closing(snapshot.open_bytes(b"")) as tried:
        connection.backup(tried)
        before = tried.total_changes
        tried.execute("BEGIN")
        merging.merge(tried, held)
        return tried.total_changes > before


def last_event(path: Path) -> tuple[float, str, float, str] | None:
    """The moment and the name of the last event in a copy of ours, read without reading the rest.

    None where there is none, or where the copy can't be read.
    """
    with suppress(*snapshot.BROKEN), closing(_open_unlocked(path)) as copy:
        found: tuple[float, str, float, str] | None = copy.execute(_LAST).fetchone()
        return found
    return None


def newest(folder: Path) -> Iterator[tuple[Path, Holdings]]:
    """What the daily copies hold, the newest first; those that can't be read are left out."""
    for path in copies(folder):
        with suppress(FileFailed), closing(open_backup(path)) as backup:
            yield path, read_whole(backup)


def _is_sound(content: bytes) -> bool:
    try:
        with closing(snapshot.open_bytes(content)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except snapshot.BROKEN:
        return False
