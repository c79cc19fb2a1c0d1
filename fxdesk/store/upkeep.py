# SPDX-License-Identifier: MIT
"""Take care of the journal's file: delete texts, write backups, take a backup in again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from fxdesk.core.clock import Clock, Stamp
from fxdesk.core.errors import FileFailed
from fxdesk.core.upkeep import BackupSeen, TextCount, TextsDeleted
from fxdesk.store import backup, erasure, mending, merging, retention
from fxdesk.store.database import Database
from fxdesk.store.holdings import read_whole
from fxdesk.store.merging import Merged
from fxdesk.store.recovery import Reader


class Upkeep:
    """What concerns the file as a whole. For one thread at a time; all raise JournalFailed."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._folder = database.path.parent

    def count_texts(self, before: Stamp | None = None) -> TextCount:
        """How many SMS that came before this moment (None: all) still have their text, and what may too."""
        count = self._database.read(lambda file: erasure.count(file, before))
        return count._replace(left=retention.left_behind(self._folder))

    def is_due(self, before: Stamp) -> bool:
        """Whether there is anything to delete of what came before this moment."""
        return self._database.read(lambda file: erasure.is_due(file, before))

    def delete_texts(self, before: Stamp | None, *, open_too: bool = False) -> TextsDeleted:
        """Delete texts of SMS that came before this moment (None: all), from the copies too.

        Those of open and unsettled numbers stay, unless `open_too`.
        """
        return retention.delete(self._database, before, open_too=open_too)

    def finish_deletion(self) -> TextsDeleted | None:
        """Do what a deletion that was stopped left undone; None: there was none."""
        return retention.finish(self._database)

    def delete_left_behind(self, names: tuple[str, ...]) -> None:
        """Delete files that were put aside."""
        retention.delete_left_behind(self._folder, names)

    def back_up_to(self, target: Path) -> None:
        """Write a whole copy, read again before it takes its name. Raises FileFailed too."""
        # Also of a journal that can only be read: then most of all.
        self._database.read(lambda file: backup.write(file, target, self._folder))

    def look_into(self, source: Path, read: Reader | None = None) -> BackupSeen:
        """What a backup holds; the error in it says why it can't be used.

        `read` reads a kept answer of a paying act.
        """
        try:
            # Not within a transaction: the file is copied, to see what the backup would bring.
            return self._database.outside(lambda file: backup.look_into(file, source, read))
        except FileFailed as error:
            return BackupSeen(str(source), error=error)

    def restore(self, source: Path, read: Reader) -> Merged:
        """Take in what a backup knows, beside what the journal knows: no number of either is lost.

        The journal as it was is kept as `journal.before-restore-DATE.sqlite`. Raises FileFailed too.
        """
        with closing(backup.open_backup(source)) as opened:
            held = read_whole(opened)
        mending.mend(held, read)
        day = self._clock.now().iso[:19].replace(":", "").replace("-", "").replace("T", "-")
        kept = self._folder / f"journal.before-restore-{day}.sqlite"
        self._database.outside(lambda file: backup.copy_of(file, kept))

        def work(file: sqlite3.Connection) -> Merged:
            return merging.merge(file, held)

        return self._database.change(work)
