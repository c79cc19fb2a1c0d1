# SPDX-License-Identifier: MIT
"""Hold back some of the disk, so that an answer that was paid for can still be written on a full one."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from fxdesk.core.errors import JournalFailed
from fxdesk.store import private_file
from fxdesk.store.failure import journal_failures

SIZE = 256 * 1024


class Reserve:
    """A file of 256 KB beside the journal, given up when an answer's commit needs its room."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "journal.reserve"
        self._guard = threading.Lock()

    @property
    def whole(self) -> bool:
        """Whether the room is really held: long enough and allocated."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return False
        allocated: int = getattr(found, "st_blocks", SIZE // 512) * 512
        return found.st_size >= SIZE and allocated >= SIZE

    def make(self) -> None:
        """Take the room if it is not held. Raises JournalFailed."""
        with journal_failures(), self._guard:
            if self.whole:
                return
            try:
                # Random bytes: file systems that compress or skip zeros would hold no room for them.
                private_file.write_whole(self.path, os.urandom(SIZE))
            except OSError:
                self.path.unlink(missing_ok=True)
                raise

    def ensure(self) -> None:
        """Take the room, or raise JournalFailed: without it nothing may be bought."""
        self.make()
        if not self.whole:
            raise JournalFailed("disk full")

    def give_up(self) -> bool:
        """Free the room; False when none was held. Raises JournalFailed."""
        with journal_failures(), self._guard:
            try:
                self.path.unlink()
            except FileNotFoundError:
                return False
            private_file.sync_folder(self.path.parent)
            return True
