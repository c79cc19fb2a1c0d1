# SPDX-License-Identifier: MIT
"""Copy the journal in the archive's thread: once a day, and soon after something happened to a number."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from fxdesk.core.clock import Clock
from fxdesk.core.errors import FileFailed, JournalFailed
from fxdesk.workers.lane import Lane

if TYPE_CHECKING:
    from fxdesk.store.journal import Journal

AFTER_SECONDS = 5.0
"""Nothing of the start waits for the copy."""
EVERY_SECONDS = 3600.0
"""Between two looks at whether today's copy is there, and after a copy that failed."""
SOON_SECONDS = 2.0
"""What follows a purchase at once is copied with it."""
LEAST_SECONDS = 20.0
"""Between two copies of what happens."""
SHARE = 100.0
"""A copy that took long is not made again before that many times as long: it never takes more of the disk."""
LARGEST_AT_END = 32 * 2**20
"""Bytes that are copied well within the time that the threads have to end."""


class JournalCopies:
    """`journal` gives the journal once it is open, None before. `changed` may be called from any thread."""

    def __init__(self, journal: Callable[[], Journal | None], archive: Lane, clock: Clock) -> None:
        self._journal, self._archive, self._clock = journal, archive, clock
        self._guard = threading.Lock()
        self._is_due = self._has_failed = False
        self._not_before = 0.0

    def begin(self) -> None:
        """Look soon, and every hour from then on."""
        self._look_in(AFTER_SECONDS)
        self.changed()

    def changed(self) -> None:
        """Something happened to a number: have a copy of it soon, if that is not too often."""
        with self._guard:
            if self._is_due:
                return
            self._is_due = True
        self._copy_at(self._clock.elapsed() + SOON_SECONDS)

    def last(self) -> None:
        """The threads end: what is not copied yet is copied now, if that is quickly done."""
        if self._is_due and not self._has_failed:
            self._archive.post(lambda: self._copy(LARGEST_AT_END), name="copy")

    def _copy_at(self, due: float) -> None:
        self._archive.post(self._copy_unless_too_often, due=due, name="copy", passing=True)

    def _copy_unless_too_often(self) -> None:
        if self._clock.elapsed() < self._not_before:
            self._copy_at(self._not_before)
        else:
            self._copy()

    def _copy(self, largest: int | None = None) -> None:
        with self._guard:
            self._is_due = False
        begun, wait = self._clock.elapsed(), EVERY_SECONDS
        self._has_failed = True
        try:
            made = self._ask(lambda journal: journal.copy_now(largest))
            wait = 0.0 if made is None else max(LEAST_SECONDS, SHARE * (self._clock.elapsed() - begun))
            self._has_failed = False
        finally:
            self._not_before = self._clock.elapsed() + wait

    def _look(self) -> None:
        try:
            self._ask(lambda journal: journal.back_up())
        finally:
            self._look_in(EVERY_SECONDS)

    def _look_in(self, seconds: float) -> None:
        self._archive.post(self._look, due=self._clock.elapsed() + seconds, passing=True)

    def _ask(self, copy: Callable[[Journal], Path | None]) -> Path | None:
        journal = self._journal()
        try:
            return None if journal is None or journal.frozen else copy(journal)
        except JournalFailed as error:
            # The journal itself may well be written still: only its copy is missing.
            raise FileFailed("journal.backup.sqlite", error.cause) from error
