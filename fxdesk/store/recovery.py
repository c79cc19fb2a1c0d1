# SPDX-License-Identifier: MIT
"""After a stop in the middle: apply what was answered, and call uncertain what was asked and not answered."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import NamedTuple

from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import Event, Mark, State
from fxdesk.core.model import Grant, Lease, LeaseId
from fxdesk.store.lease_row import lease_by_id, marks_text
from fxdesk.store.transition import Facts, move_lease


class Reading(NamedTuple):
    """What a kept answer says: the event it makes, and what it brings."""

    event: Event
    grant: Grant | None = None
    refusal: tuple[str, str] | None = None


# Reads a kept answer of a paying act, whole or broken off by the fault that is named; None: it can't be read,
# so the outcome is unknown.
Reader = Callable[[str, bytes, str], Reading | None]


class _Paying(NamedTuple):
    act: str
    intent: Event
    unknown: Event
    outcomes: tuple[Event, ...]


_PAYING = (
    _Paying(
        "getPhone",
        Event.INTENDED,
        Event.OUTCOME_UNKNOWN,
        (Event.GRANTED, Event.REFUSED, Event.NOT_SENT, Event.OUTCOME_UNKNOWN),
    ),
    _Paying(
        "setAgain",
        Event.AGAIN_INTENDED,
        Event.AGAIN_UNKNOWN,
        (Event.AGAIN_ACCEPTED, Event.AGAIN_REFUSED, Event.AGAIN_NOT_SENT, Event.AGAIN_UNKNOWN),
    ),
    _Paying(
        "sendCode",
        Event.SEND_INTENDED,
        Event.SEND_UNKNOWN,
        (
            Event.SEND_ACCEPTED,
            Event.SEND_REFUSED,
            Event.SEND_REPEATED,
            Event.SEND_NOT_SENT,
            Event.SEND_UNKNOWN,
        ),
    ),
)


def recover_lease(
    connection: sqlite3.Connection, now: Stamp, lease_id: LeaseId, read: Reader
) -> Lease | None:
    """Bring one lease to what is known of it; None when nothing was left half done."""
    changed = False
    for paying in _PAYING:
        decided = _last(connection, lease_id, paying.outcomes)
        facts = Facts(act=paying.act, detail={"found": "at start"})
        answer = connection.execute(
            "SELECT raw, detail FROM answers JOIN events USING (event_id)"
            " WHERE answers.lease_id = ? AND answers.act = ? AND event_id > ? ORDER BY answer_id DESC",
            (lease_id, paying.act, decided),
        ).fetchone()
        fault = "" if answer is None else json.loads(answer["detail"]).get("fault", "")
        reading = None if answer is None else read(paying.act, answer["raw"], fault)
        if reading is not None:
            facts = facts._replace(grant=reading.grant, refusal=reading.refusal)
            move_lease(connection, now, lease_id, reading.event, facts)
        elif _last(connection, lease_id, (paying.intent,)) > decided:
            move_lease(connection, now, lease_id, paying.unknown, facts)
        else:
            continue
        changed = True
    lease = lease_by_id(connection, lease_id)
    unsent = lease.state in (State.RELEASING, State.BLACKLISTING) and not lease.sent_once
    if unsent and Mark.ASK_AGAIN not in lease.marks:
        # Nothing happened to the number, so there is no event: only the wish is to be asked about again.
        connection.execute(
            "UPDATE leases SET marks = ?, due_utc = NULL, due_boot = NULL, due_elapsed = NULL"
            " WHERE lease_id = ?",
            (marks_text(lease.marks | {Mark.ASK_AGAIN}), lease_id),
        )
        lease, changed = lease_by_id(connection, lease_id), True
    return lease if changed else None


def _last(connection: sqlite3.Connection, lease_id: LeaseId, events: tuple[Event, ...]) -> int:
    places = ",".join("?" * len(events))
    found: int = connection.execute(
        f"SELECT coalesce(max(event_id), 0) FROM events WHERE lease_id = ? AND event IN ({places})",
        (lease_id, *events),
    ).fetchone()[0]
    return found
