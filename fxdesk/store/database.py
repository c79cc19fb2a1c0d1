# SPDX-License-Identifier: MIT
"""Open the journal's file, for each thread on its own, and make every change durable at once."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from fxdesk.core.errors import JournalFailed
from fxdesk.store.failure import journal_failures, sqlite_cause
from fxdesk.store.reserve import Reserve

T = TypeVar("T")
BUSY_SECONDS = 5.0
CLEANING_SECONDS = 60.0


def connect(path: Path) -> sqlite3.Connection:
    """A connection that writes durably, and only inside the profile. Raises sqlite3.Error."""
    # One thread uses it; another one closes it at the end.
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA synchronous = FULL")
    except (sqlite3.Error, UnicodeDecodeError):
        connection.close()
        raise
    return connection


class Database:
    """The open file. All methods may be called from any thread and raise JournalFailed."""

    def __init__(self, path: Path, reserve: Reserve) -> None:
        self.path = path
        self.reserve = reserve
        # By thread number, not threading.local: Qt's threads forget their locals between two slots.
        self._connections: dict[int, sqlite3.Connection] = {}
        self._guard = threading.Lock()
        # Writers queue here rather than in SQLite's busy handler, which sleeps and lets some starve.
        self._writing = threading.Lock()

    def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What `work` finds, all of it at one moment."""
        with journal_failures():
            connection = self._connection()
            connection.execute("BEGIN")
            try:
                return work(connection)
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def outside(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What `work` does with the file as a whole, in no transaction of ours."""
        with journal_failures():
            return work(self._connection())

    def change(
        self, work: Callable[[sqlite3.Connection], T], *, answer: bool = False, buys: bool = False
    ) -> T:
        """Do `work` as one durable transaction.

        `answer`: it keeps what the service said; on a full disk the reserve is given up for it, once.
        `buys`: a purchase follows, so the reserve must be there for its answer.
        """
        with journal_failures(), self._writing:
            if buys:
                self.reserve.ensure()
            connection = self._connection()
            try:
                return self._commit(connection, work)
            except sqlite3.Error as error:
                cause = sqlite_cause(error)
                if cause == "i/o error":
                    # After a failed sync the system may call written what is not: begin afresh.
                    self._reopen()
                full = cause in ("disk full", "i/o error")
                if not (answer and full and self.reserve.give_up()):
                    raise
            return self._commit(self._connection(), work)

    def clean(self) -> None:
        """Write the file anew without what was deleted from it, and empty its log.

        Readers are waited for, writers wait. Needs as much room as the file has; raises JournalFailed.
        """
        with journal_failures(), self._writing:
            connection = self._connection()
            connection.execute("VACUUM")
            end = time.monotonic() + CLEANING_SECONDS
            while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                if time.monotonic() > end:
                    raise JournalFailed("in use")

    def close(self) -> None:
        """Close this thread's connection."""
        self._reopen()

    def _reopen(self) -> None:
        with self._guard:
            connection = self._connections.pop(threading.get_ident(), None)
        if connection is not None:
            connection.close()

    def close_all(self) -> None:
        """Close every connection: no thread may use the journal any more."""
        with self._guard:
            connections = list(self._connections.values())
            self._connections.clear()
        for connection in connections:
            connection.close()

    def _connection(self) -> sqlite3.Connection:
        with self._guard:
            connection = self._connections.get(threading.get_ident())
        if connection is None:
            connection = connect(self.path)
            with self._guard:
                self._connections[threading.get_ident()] = connection
        return connection

    @staticmethod
    def _commit(connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
        connection.execute("BEGIN IMMEDIATE")
        try:
            result = work(connection)
            connection.execute("COMMIT")
        except BaseException:
            # SQLite has rolled back by itself after some failures, and after some it has not.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        return result
