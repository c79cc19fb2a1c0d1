# SPDX-License-Identifier: MIT
"""Show what a journal holds that can be read and not written: nothing can be bought over it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from fxdesk.core.errors import JournalFailed
from fxdesk.store.database import Database
from fxdesk.store.failure import journal_failures
from fxdesk.store.reserve import Reserve

T = TypeVar("T")


class FrozenDatabase(Database):
    """The file as it was at the start, in memory. Whatever would change it raises JournalFailed(`cause`)."""

    def __init__(self, path: Path, connection: sqlite3.Connection, cause: str) -> None:
        super().__init__(path, Reserve(path.parent))
        self.cause = cause
        self._memory = connection
        self._reading = threading.Lock()

    def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What `work` finds."""
        with journal_failures(), self._reading:
            return work(self._memory)

    def outside(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Nothing: raises JournalFailed."""
        raise JournalFailed(self.cause, frozen=True)

    def change(
        self, work: Callable[[sqlite3.Connection], T], *, answer: bool = False, buys: bool = False
    ) -> T:
        """Nothing: raises JournalFailed."""
        raise JournalFailed(self.cause, frozen=True)

    def clean(self) -> None:
        """Nothing: raises JournalFailed."""
        raise JournalFailed(self.cause, frozen=True)

    def close(self) -> None:
        """Nothing: all threads share the one connection."""

    def close_all(self) -> None:
        """Let the memory go."""
        self._memory.close()
