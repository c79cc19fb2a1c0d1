# SPDX-License-Identifier: MIT
"""Copy the journal once a day, in the archive's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fxdesk.core.clock import Clock
from fxdesk.core.errors import FileFailed, JournalFailed
from fxdesk.workers.lane import Lane

if TYPE_CHECKING:
    from fxdesk.store.journal import Journal

AFTER_SECONDS = 5.0
"""Nothing of the start waits for the copy."""
EVERY_SECONDS = 3600.0
"""Between two looks at whether today's copy is there."""


class DailyCopy:
    """`journal` gives the journal once it is open, None before."""

    def __init__(self, journal: Callable[[], Journal | None], archive: Lane, clock: Clock) -> None:
        self._journal, self._archive, self._clock = journal, archive, clock

    def begin(self) -> None:
        """Look soon, and every hour from then on."""
        self._copy_in(AFTER_SECONDS)

    def _copy(self) -> None:
        journal = self._journal()
        try:
            if journal is not None and not journal.frozen:
                journal.back_up()
        except JournalFailed as error:
            # The journal itself may well be written still: only its copy is missing.
            raise FileFailed("journal.backup.sqlite", error.cause) from error
        finally:
            self._copy_in(EVERY_SECONDS)

    def _copy_in(self, seconds: float) -> None:
        self._archive.post(self._copy, due=self._clock.elapsed() + seconds, passing=True)
