# SPDX-License-Identifier: MIT
"""Write down what the person decides or does by hand about a number, without asking the service."""

from __future__ import annotations

from collections.abc import Sequence

from fxdesk.core.lease_state import OPEN, POLLED, UNSETTLED, Event, Mark, State
from fxdesk.core.model import LeaseId
from fxdesk.desk.board import Board
from fxdesk.desk.look import Looking
from fxdesk.desk.record import Record
from fxdesk.store.journal import Journal


class Settlement:
    """The person's own word: settled, done, copied, cleared from the table."""

    def __init__(self, journal: Journal, record: Record, board: Board, looking: Looking) -> None:
        self._journal, self._record, self._board, self._looking = journal, record, board, looking

    def settle(self, lease_id: LeaseId, *, charged: bool, note: str = "") -> bool:
        """Say whether an uncertain or unknown number was charged; True if that could be said of it.

        `note` is what the person knows besides, such as the number as the service's site shows it.
        """
        lease = self._board.get(lease_id)
        if lease is None:
            return False
        if lease.state is State.UNCERTAIN:
            event = Event.SETTLED_LOST if charged else Event.SETTLED_NOT_CHARGED
        elif lease.state in POLLED and Mark.UNKNOWN_TO_SERVICE in lease.marks:
            event = Event.SETTLED_LOST if charged else Event.SETTLED_GONE
        else:
            return False
        self._record.event(lease_id, event, detail={"note": note} if note else {})
        return True

    def done(self, lease_id: LeaseId) -> None:
        """A sent SMS has no code to come."""
        lease = self._board.get(lease_id)
        if lease is not None and lease.state in (State.SENDING, State.RECEIPT):
            self._record.event(lease_id, Event.DONE)

    def copied(self, lease_id: LeaseId, what: str) -> None:
        """Something of the row went to the clipboard; `what` names it, it is not it."""
        if self._board.get(lease_id) is not None:
            self._record.event(lease_id, Event.COPIED, detail={"what": what})

    def clear(self, lease_ids: Sequence[LeaseId]) -> tuple[LeaseId, ...]:
        """Take closed rows out of the table; those that went."""
        closed = tuple(
            lease_id
            for lease_id in lease_ids
            if (lease := self._board.get(lease_id)) is not None
            and lease.state not in OPEN
            and not lease.marks & (UNSETTLED | {Mark.NOT_SAVED})
        )
        # What has begun to be used again since stays: the journal knows better.
        gone = self._journal.clear(closed) if closed else ()
        self._board.drop(gone)
        self._looking.cleared(gone)
        return gone
