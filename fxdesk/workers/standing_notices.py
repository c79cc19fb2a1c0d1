# SPDX-License-Identifier: MIT
"""Remember which warnings still stand, so that a new window and a changed setting find them."""

from __future__ import annotations

from collections.abc import Container

from fxdesk.core.notice import Notice, Rank, Topic


class StandingNotices:
    """The newest notice of each key, if it warns and was not withdrawn, oldest first."""

    def __init__(self) -> None:
        self._standing: dict[str, Notice] = {}

    def hear(self, notice: Notice) -> None:
        """A notice was told: it takes the place of the one before it."""
        self._standing.pop(notice.key, None)
        if notice.rank >= Rank.WARN:
            self._standing[notice.key] = notice

    def withdraw(self, key: str) -> None:
        """What was told under this key holds no longer."""
        self._standing.pop(key, None)

    def get(self, key: str) -> Notice | None:
        """What stands under a key."""
        return self._standing.get(key)

    def all(self) -> tuple[Notice, ...]:
        """All that stand."""
        return tuple(self._standing.values())

    def keys_of(self, topics: Container[Topic]) -> list[str]:
        """The keys of those with one of these topics."""
        return [key for key, told in self._standing.items() if told.topic in topics]
