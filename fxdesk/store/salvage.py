# SPDX-License-Identifier: MIT
"""Build a new journal from what a broken one and its newest copy still hold.

The new file is whole before the broken one is put aside, so that no stop in between begins an empty one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from fxdesk.core.clock import Stamp
from fxdesk.core.model import LeaseId
from fxdesk.core.upkeep import Salvage
from fxdesk.store import backup, mending, merging, private_file, schema, snapshot
from fxdesk.store.database import connect
from fxdesk.store.holdings import Holdings, read_broken
from fxdesk.store.recovery import Reader

READY = "journal.salvaged.sqlite"
_WITH_IT = ("-wal", "-shm")


def rebuild(
    path: Path, content: bytes, now: Stamp, kind: str, read: Reader | None
) -> tuple[Salvage, Path | None]:
    """Put a new journal in the place of the one at `path`, whose bytes are `content`; what came of it.

    `kind` is Salvage's. The second value is where the old file is. Raises sqlite3.Error, OSError.
    """
    copies = list(islice(backup.newest(path.parent), 1))
    gone = kind in ("missing", "empty")
    found = Holdings() if gone else read_broken(content, _bytes_of(copies))
    if kind == "foreign" and not found.is_empty:
        kind = "damaged"
    told_of, lost_before = len(found.told_of), found.lost_texts
    sources, mended = _sources(found, [held for _, held in copies], read)
    leases = _build(path.parent, sources)
    aside = None if gone else put_aside(path, now)
    # Where nothing was put aside an empty file has the name.
    (path.parent / READY).replace(path)
    private_file.sync_folder(path.parent)
    salvage = Salvage(
        kind,
        aside.name if aside is not None else "",
        leases,
        tuple(lease_id for lease_id in leases if lease_id in mended),
        unread=sum(held.unread for held in sources),
        read=min(told_of, len(leases)),
        texts=max(0, sources[0].lost_texts - lost_before),
        copied=copies[0][1].last if copies else None,
    )
    return salvage, aside


def take_up(path: Path) -> Salvage | None:
    """Finish what `rebuild` was stopped in: the new journal was ready, the old one was put aside."""
    ready = path.parent / READY
    if path.exists():
        # It is built anew from the old one, which is there still.
        ready.unlink(missing_ok=True)
        return None
    if not ready.exists():
        return None
    asides = sorted(path.parent.glob("journal.corrupt-*.sqlite"))
    for suffix in _WITH_IT:
        # The log of the old file would be written into the new one.
        left = path.with_name(path.name + suffix)
        if left.exists() and asides:
            left.rename(asides[-1].with_name(asides[-1].name + suffix))
        left.unlink(missing_ok=True)
    ready.rename(path)
    private_file.sync_folder(path.parent)
    with closing(connect(path)) as connection:
        leases = tuple(LeaseId(row[0]) for row in connection.execute("SELECT lease_id FROM leases"))
    return Salvage("damaged", asides[-1].name if asides else "", leases, read=len(leases))


def catch_up(connection: sqlite3.Connection, folder: Path, read: Reader | None) -> Salvage | None:
    """Take over what the newest copy knows and a sound journal does not, if there is anything.

    So it is when the journal's log was deleted, or an older file put in its place.
    """
    ends = (backup.last_event(path) for path in backup.copies(folder))
    end = next((end for end in ends if end is not None), None)
    if end is None or _knows(connection, end):
        return None
    for _, held in backup.newest(folder):
        mending.mend(held, read)
        connection.execute("BEGIN IMMEDIATE")
        try:
            merged = merging.merge(connection, held)
            connection.execute("COMMIT")
        except sqlite3.Error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        leases = tuple(sorted({*merged.added, *merged.updated}))
        return Salvage("behind", leases=leases, copied=held.last) if leases else None
    return None


def readable(content: bytes, read: Reader | None) -> sqlite3.Connection:
    """A journal in memory with all that can be read of a file. Raises sqlite3.Error."""
    connection = snapshot.open_bytes(b"")
    found = read_broken(content)
    mending.mend(found, read)
    schema.migrate(connection)
    connection.execute("BEGIN")
    merging.merge(connection, found)
    connection.execute("COMMIT")
    return connection


def put_aside(path: Path, now: Stamp) -> Path:
    """Move the file, with what belongs to it, out of the way and lose nothing of it."""
    day = now.iso[:19].replace(":", "").replace("-", "").replace("T", "-")
    aside = path.with_name(f"journal.corrupt-{day}.sqlite")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"journal.corrupt-{day}-{number}.sqlite")
    # The file first: while it has its name its log must not lose its own.
    for suffix in ("", *_WITH_IT):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    private_file.sync_folder(path.parent)
    return aside


def _bytes_of(copies: Sequence[tuple[Path, Holdings]]) -> bytes:
    return copies[0][0].read_bytes() if copies else b""


def _sources(
    found: Holdings, copies: Sequence[Holdings], read: Reader | None
) -> tuple[list[Holdings], frozenset[int]]:
    """What is to be merged, in this order, and the leases whose own row was lost."""
    sources = [found, *copies]
    if copies and mending.is_same_journal(found, copies[0]):
        sources = [mending.join(found, copies[0])]
    mended = [mending.mend(held, read) for held in sources]
    return sources, mended[0]


def _build(folder: Path, sources: Sequence[Holdings]) -> tuple[LeaseId, ...]:
    """Write the new journal under a name of its own, whole; its leases."""
    beside = folder / f"{READY}.new"
    for suffix in ("", "-journal"):
        beside.with_name(beside.name + suffix).unlink(missing_ok=True)
    private_file.make_file(beside)
    with closing(connect(beside)) as connection:
        schema.migrate(connection)
        connection.execute("BEGIN")
        for held in sources:
            merging.merge(connection, held)
        connection.execute("COMMIT")
        rows = connection.execute("SELECT lease_id FROM leases ORDER BY lease_id").fetchall()
    beside.rename(folder / READY)
    private_file.sync_folder(folder)
    return tuple(LeaseId(row["lease_id"]) for row in rows)


def _knows(connection: sqlite3.Connection, end: tuple[float, str, float, str]) -> bool:
    """Whether the journal has this event."""
    where = "utc = ? AND boot = ? AND elapsed = ? AND event = ?"
    return connection.execute(f"SELECT 1 FROM events WHERE {where}", end).fetchone() is not None
