# SPDX-License-Identifier: MIT
"""Count the releases that have left, for one number and for its account."""

from __future__ import annotations

import sqlite3

from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import Event, State
from fxdesk.core.model import LeaseId
from fxdesk.core.release_rules import WINDOW, ReleaseCount
from fxdesk.store.lease_row import lease_by_id

# What never left counts for nothing; each is written after the one that it takes back.
_LEFT = f"sum(event = '{Event.RELEASE_SENT}') - sum(event = '{Event.RELEASE_NOT_SENT}')"


def count(connection: sqlite3.Connection, now: Stamp, lease_id: LeaseId) -> ReleaseCount:
    """The releases sent before `now`. Raises KeyError for an unknown lease."""
    lease = lease_by_id(connection, lease_id)
    of_number = connection.execute(
        f"""
        SELECT coalesce({_LEFT}, 0) FROM events JOIN leases USING (lease_id)
        WHERE leases.pkey = ? AND leases.host = ?
        """,
        (lease.pkey, lease.host),
    ).fetchone()[0]
    # A number that was released within the time has also changed its state then, or is being released still.
    of_account = connection.execute(
        f"""
        SELECT coalesce({_LEFT}, 0) FROM events JOIN leases USING (lease_id)
        WHERE leases.account_id = ? AND (leases.changed_utc > ? OR leases.state = ?)
        AND (events.boot = ? AND events.elapsed > ? OR events.boot <> ? AND events.utc > ?)
        """,
        (
            *(lease.account_id, now.utc - WINDOW, State.RELEASING),
            *(now.boot, now.elapsed - WINDOW, now.boot, now.utc - WINDOW),
        ),
    ).fetchone()[0]
    blacked = connection.execute(
        """
        SELECT 1 FROM leases
        WHERE account_id = ? AND state = ? AND refusal_act = 'setRel' AND refusal_code = '-6' LIMIT 1
        """,
        (lease.account_id, State.BLACKLISTED),
    ).fetchone()
    return ReleaseCount(of_number, of_account, blacked is not None)
