# SPDX-License-Identifier: MIT
"""Decide which numbers are shown, and in which order: filter, "Open", sorting, and rows that must stay."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from fxdesk.core.lease_state import State
from fxdesk.core.model import LeaseId
from fxdesk.core.word_search import fold
from fxdesk.ui.lease_row import LeaseRow

# What wants a person's eye comes first.
_STATE_ORDER = {
    state: place
    for place, state in enumerate(
        (
            State.UNCERTAIN,
            State.RECEIVED,
            State.RECEIPT,
            State.WAITING,
            State.SENDING,
            State.RELEASING,
            State.BLACKLISTING,
            State.ASKING,
            State.LOST,
            State.BLACKLISTED,
            State.GONE,
            State.RELEASED,
            State.REFUSED,
        )
    )
}

SORT_KEYS: dict[str, Callable[[LeaseRow], Any]] = {
    "state": lambda row: _STATE_ORDER[row.lease.state],
    "service": lambda row: fold(row.service),
    "country": lambda row: fold(row.country),
    "number": lambda row: row.phone,
    "waited": lambda row: -(row.lease.granted or row.lease.asked).utc,
    "price": lambda row: -1 if row.lease.at_most is None else row.lease.at_most,
    "account": lambda row: fold(row.account),
    "code": lambda row: (not row.code, row.code),
    "actions": lambda row: 0,
}
"""What each column is sorted by; ties stay newest first."""


class LeaseOrder:
    """The person's wishes about the table. `words` are folded; `sort_key` "" is by time, newest first.

    `pinned` is the row that the person is at: what happens to it doesn't take it out of view.
    """

    def __init__(self) -> None:
        self.words: tuple[str, ...] = ()
        self.only_open = False
        self.sort_key = ""
        self.descending = False
        self.pinned: LeaseId | None = None
        self._holds: set[str] = set()

    @property
    def held(self) -> bool:
        """Whether rows must stay where they are."""
        return bool(self._holds)

    def hold(self, reason: str) -> None:
        """Keep all rows where they are until `let_go` with the same reason."""
        self._holds.add(reason)

    def let_go(self, reason: str) -> bool:
        """End a hold; whether it was the last one."""
        if reason not in self._holds:
            return False
        self._holds.discard(reason)
        return not self._holds

    def wanted(self, rows: Iterable[LeaseRow], keep: Collection[LeaseId] = ()) -> list[LeaseRow]:
        """The rows to show, from the top; the pinned one stays among them if it is in `keep`."""
        pinned = self.pinned if self.pinned in keep else None
        found = [row for row in rows if row.lease.lease_id == pinned or self._passes(row)]
        found.sort(key=lambda row: row.lease.lease_id, reverse=True)
        if self.sort_key:
            found.sort(key=SORT_KEYS[self.sort_key], reverse=self.descending)
        return found

    def _passes(self, row: LeaseRow) -> bool:
        if self.only_open and not row.in_open_view:
            return False
        return all(word in row.haystack for word in self.words)
