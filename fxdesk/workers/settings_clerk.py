# SPDX-License-Identifier: MIT
"""Save the settings in a thread of their own, so that nothing else keeps a change from the disk."""

from __future__ import annotations

from fxdesk.core.preferences import Preferences
from fxdesk.store.settings import Settings
from fxdesk.workers.lane import Lane


class SettingsClerk:
    """Saves the newest settings only. `lane` is its own: a backup may hold the archive's for seconds."""

    def __init__(self, settings: Settings, preferences: Preferences, lane: Lane) -> None:
        """`preferences` are those that the file has."""
        self._settings, self._lane = settings, lane
        self._newest = self._saved = preferences

    def save(self, preferences: Preferences) -> None:
        """Save these, and not those of before if they wait still."""
        self._newest = preferences
        self._lane.post(self._save, name="save")

    def finish(self) -> None:
        """Save what was set after the lane was stopped, or could not be saved. Raises FileFailed."""
        if self._saved is not self._newest:
            self._save()

    def _save(self) -> None:
        newest = self._newest
        self._settings.save(newest)
        self._saved = newest
