# SPDX-License-Identifier: MIT
"""Take what a person wishes of the journal as a whole: delete texts, write a backup, take one in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from fxdesk.workers.crew import Crew
from fxdesk.workers.messenger import Messenger


class JournalUpkeep(QObject):
    """Each act returns at once; before the journal is open it does nothing.

    texts_counted (TextCount) · backup_seen (BackupSeen).
    """

    texts_counted = Signal(object)
    backup_seen = Signal(object)

    def __init__(self, crew: Crew, messenger: Messenger, parent: QObject) -> None:
        super().__init__(parent)
        self._crew = crew
        messenger.texts_counted.connect(self.texts_counted)
        messenger.backup_seen.connect(self.backup_seen)

    def ask_texts(self) -> None:
        """Have `texts_counted` tell how many SMS texts are kept."""
        if self._crew.upkeep is not None:
            self._crew.upkeep.count_texts()

    def delete_texts_now(self, *, open_too: bool = False) -> None:
        """Delete all SMS texts, of open numbers only with `open_too`; a notice tells of it."""
        if self._crew.upkeep is not None:
            self._crew.upkeep.delete_texts(open_too=open_too)

    def delete_left_behind(self, names: Sequence[str]) -> None:
        """Delete files that were put aside and may hold SMS texts."""
        if self._crew.upkeep is not None:
            self._crew.upkeep.delete_left_behind(tuple(names))

    def back_up(self, path: str) -> None:
        """Write a backup of the journal; a notice tells of it."""
        if self._crew.upkeep is not None:
            self._crew.upkeep.back_up(Path(path))

    def look_into_backup(self, path: str) -> None:
        """Have `backup_seen` tell what a backup holds."""
        if self._crew.upkeep is not None:
            self._crew.upkeep.look_into(Path(path))

    def restore(self, path: str) -> None:
        """Take in what a backup knows, beside what is known here; a notice tells of it."""
        if self._crew.upkeep is not None:
            self._crew.upkeep.restore(Path(path))
