# SPDX-License-Identifier: MIT
"""Keep each paying round of a lease with its own price and what came of it."""

from __future__ import annotations

import sqlite3
from decimal import Decimal

from fxdesk.core.lease_state import Event, State
from fxdesk.core.model import LeaseId
from fxdesk.store.lease_row import millionths

# The act whose last round an event decides ("": whichever was last), and what it says of it. A later word
# replaces an earlier one.
_OUTCOMES: dict[Event, tuple[str, str]] = {
    Event.GRANTED: ("getPhone", "accepted"),
    Event.REFUSED: ("getPhone", "refused"),
    Event.NOT_SENT: ("getPhone", "refused"),
    Event.OUTCOME_UNKNOWN: ("getPhone", "unknown"),
    Event.SETTLED_NOT_CHARGED: ("getPhone", "refused"),
    Event.SETTLED_LOST: ("", "lost"),
    Event.AGAIN_ACCEPTED: ("setAgain", "accepted"),
    Event.AGAIN_REFUSED: ("setAgain", "refused"),
    Event.AGAIN_NOT_SENT: ("setAgain", "refused"),
    Event.AGAIN_UNKNOWN: ("setAgain", "unknown"),
    Event.AGAIN_SETTLED_CHARGED: ("setAgain", "accepted"),
    Event.AGAIN_SETTLED_NOT_CHARGED: ("setAgain", "refused"),
    # Whether its SMS was charged nobody will learn any more; it counts as spent.
    Event.DONE: ("", "done"),
    # The balance shows that it was charged though it was over.
    Event.CHARGED_AFTER_END: ("getPhone", "late"),
}


DENIALS = (Event.SETTLED_NOT_CHARGED, Event.AGAIN_SETTLED_NOT_CHARGED)
"""By these the person says of a round that it was not charged."""


def intend(
    connection: sqlite3.Connection,
    lease_id: LeaseId,
    number: int,
    act: str,
    price: Decimal | None,
    event_id: int,
) -> None:
    """Write down a round before it is asked for."""
    connection.execute(
        """
        INSERT INTO rounds (lease_id, round, act, list_price, intended, outcome)
        VALUES (?,?,?,?,?,'asked')
        """,
        (lease_id, number, act, millionths(price), event_id),
    )


def decide(
    connection: sqlite3.Connection, lease_id: LeaseId, event: Event, event_id: int, state: State
) -> None:
    """Write down what came of the round that the event speaks of, if it speaks of one.

    `state` is the lease's after the event: a round that is paid for and does not open the number is lost.
    """
    if event not in _OUTCOMES:
        return
    act, outcome = _OUTCOMES[event]
    if (act, outcome) == ("setAgain", "accepted") and state is not State.WAITING:
        outcome = "lost"
    connection.execute(
        """
        UPDATE rounds SET outcome = ?, decided = ?
        WHERE round_id = (SELECT max(round_id) FROM rounds WHERE lease_id = ? AND ? IN (act, ''))
        """,
        (outcome, event_id, lease_id, act),
    )
