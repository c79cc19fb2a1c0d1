# SPDX-License-Identifier: MIT
"""Tell which of two events came last where the wall clock may have been set back between two boots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]


class Boots:
    """The order of the machine's boots, as far as the order of a journal's events tells it."""

    def __init__(self, events: Iterable[Row]) -> None:
        self._first: dict[str, int] = {}
        self._last: dict[str, int] = {}
        for row in events:
            boot, event_id = row["boot"], row["event_id"]
            self._first[boot] = min(self._first.get(boot, event_id), event_id)
            self._last[boot] = max(self._last.get(boot, event_id), event_id)

    def is_after(self, boot: str, other: str) -> bool | None:
        """Whether a boot came after another; None: these events don't say."""
        if boot not in self._first or other not in self._first:
            return None
        if self._first[boot] > self._last[other]:
            return True
        return False if self._last[boot] < self._first[other] else None


def is_after(one: Row, other: Row, known: Iterable[Boots]) -> bool | None:
    """Whether one moment (boot, elapsed) came after another; None: nobody knows. No wall clock is asked."""
    if one["boot"] == other["boot"]:
        return bool(one["elapsed"] > other["elapsed"])
    found = (boots.is_after(one["boot"], other["boot"]) for boots in known)
    return next((said for said in found if said is not None), None)
