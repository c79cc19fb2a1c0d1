# SPDX-License-Identifier: MIT
"""Keep each SMS beside its lease, and know one again that the service repeats."""

from __future__ import annotations

import sqlite3

from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import ENDED
from fxdesk.core.model import Lease, Sms
from fxdesk.store import sms_digest
from fxdesk.store.lease_row import moment


def is_known(connection: sqlite3.Connection, lease: Lease, sms: Sms) -> bool:
    """Whether the last SMS of this pkey was the same one, or the last but for send receipts.

    One whose text was deleted, and that this one may be, has its text again: it came, and is to be seen.
    """
    known = False
    for last in (_last(connection, lease, receipts=True), _last(connection, lease)):
        if last is None:
            continue
        if last["digest"] is None:
            known = known or sms == (last["code"], last["text"])
        elif sms_digest.fits(last["digest"], sms):
            connection.execute(
                "UPDATE sms SET code = ?, text = ?, digest = NULL WHERE sms_id = ?", (*sms, last["sms_id"])
            )
            known = True
    return known


def keep(
    connection: sqlite3.Connection, now: Stamp, lease: Lease, event_id: int, sms: Sms, *, receipt: bool
) -> None:
    """Write down an SMS that came."""
    _insert(connection, now, lease, event_id, sms, receipt=receipt, digest=None)


def call_code(connection: sqlite3.Connection, lease: Lease) -> None:
    """What was held for a send receipt is a code."""
    connection.execute(
        "UPDATE sms SET receipt = 0 WHERE sms_id = ("
        "SELECT max(sms_id) FROM sms WHERE lease_id = ? AND round = ? AND receipt = 1)",
        (lease.lease_id, lease.rounds),
    )


def call_new(connection: sqlite3.Connection, now: Stamp, lease: Lease, event_id: int) -> None:
    """The SMS that the service repeats came anew."""
    last = _last(connection, lease)
    if last is not None:
        repeated, digest = Sms(last["code"], last["text"]), last["digest"]
        _insert(connection, now, lease, event_id, repeated, receipt=False, digest=digest)


def _last(connection: sqlite3.Connection, lease: Lease, *, receipts: bool = False) -> sqlite3.Row | None:
    """The last SMS of this pkey, with or without the receipts of sent ones.

    Another lease's SMS counts if it came before this lease's round was paid for: a number sold twice shows
    the new SMS on both rows, and an old one on neither anew.
    """
    found: sqlite3.Row | None = connection.execute(
        """
        SELECT sms.* FROM sms JOIN leases USING (lease_id)
        WHERE sms.pkey = ? AND leases.host = ? AND sms.receipt <= ? AND (
            sms.lease_id = ? OR sms.event_id < (SELECT max(intended) FROM rounds WHERE lease_id = ?)
        )
        ORDER BY sms.sms_id DESC LIMIT 1
        """,
        (lease.pkey, lease.host, receipts, lease.lease_id, lease.lease_id),
    ).fetchone()
    return found


def _insert(
    connection: sqlite3.Connection,
    now: Stamp,
    lease: Lease,
    event_id: int,
    sms: Sms,
    *,
    receipt: bool,
    digest: bytes | None,
) -> None:
    connection.execute(
        """
        INSERT INTO sms (
            lease_id, event_id, pkey, round, code, text, receipt, late,
            received_utc, received_boot, received_elapsed, digest
        ) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)
        """,
        (
            *(lease.lease_id, event_id, lease.pkey or "", lease.rounds, *sms),
            receipt,
            lease.state in ENDED,
            *moment(now),
            digest,
        ),
    )
