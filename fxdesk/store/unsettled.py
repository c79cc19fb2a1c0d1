# SPDX-License-Identifier: MIT
"""Gather from the journal what bears on an act whose outcome nobody knows."""

from __future__ import annotations

import sqlite3
from decimal import Decimal

from fxdesk.core.lease_state import Event, State
from fxdesk.core.model import BalanceSeen, Lease, LeaseId, TimelineEvent
from fxdesk.core.unsettled import Since, Unsettled
from fxdesk.store import account_row
from fxdesk.store.lease_row import lease_by_id, read_event

_INTENTS = {"getPhone": Event.INTENDED, "setAgain": Event.AGAIN_INTENDED, "sendCode": Event.SEND_INTENDED}
_FOR_EVER = 1e18


def read(connection: sqlite3.Connection, lease_id: LeaseId, *, of_act: bool) -> Unsettled:
    """What is known: of the last act on the number, or of the number itself. Raises KeyError without one."""
    lease = lease_by_id(connection, lease_id)
    intent = _last_intent(connection, lease_id, of_act=of_act)
    detail = dict(intent.detail)
    price = Decimal(detail["price"]) if detail.get("price") else None
    most = None
    if intent.event is Event.INTENDED:
        price = lease.granted_price or lease.order.list_price
        most = lease.granted_price or lease.order.most
    seen = () if lease.balance_before is None else _seen_since(connection, lease, intent)
    known = lease.state is not State.UNCERTAIN and not of_act
    return Unsettled(
        lease_id,
        "" if known else next(act for act, event in _INTENTS.items() if event is intent.event),
        intent.at,
        price,
        intent.detail,
        lease.balance_before,
        _since(connection, lease, intent, seen[0]) if seen else None,
        _since(connection, lease, intent, seen[-1]) if seen else None,
        most,
    )


def _last_intent(connection: sqlite3.Connection, lease_id: LeaseId, *, of_act: bool) -> TimelineEvent:
    wanted = [event for act, event in _INTENTS.items() if not of_act or act != "getPhone"]
    places = ",".join("?" * len(wanted))
    row = connection.execute(
        f"SELECT * FROM events WHERE lease_id = ? AND event IN ({places}) ORDER BY event_id DESC LIMIT 1",
        (lease_id, *wanted),
    ).fetchone()
    if row is None:
        raise KeyError(lease_id)
    return read_event(row)


def _seen_since(
    connection: sqlite3.Connection, lease: Lease, intent: TimelineEvent
) -> tuple[BalanceSeen, ...]:
    return account_row.balances(connection, lease.account_id, intent.at.utc, _FOR_EVER)


def _since(connection: sqlite3.Connection, lease: Lease, intent: TimelineEvent, seen: BalanceSeen) -> Since:
    assert lease.balance_before is not None
    facts = {
        "account": lease.account_id,
        "since": lease.balance_before.seen.utc,
        "until": seen.seen.utc,
        "lease": lease.lease_id,
        "intent": intent.event_id,
    }
    rounds, silent = connection.execute(
        """
        SELECT count(*), total(rounds.act = 'getPhone' AND outcome = 'accepted' AND NOT EXISTS (
            SELECT 1 FROM sms WHERE sms.lease_id = rounds.lease_id AND received_utc <= :until AND receipt = 0
        )) FROM rounds
        JOIN events ON events.event_id = rounds.intended JOIN leases ON leases.lease_id = rounds.lease_id
        WHERE account_id = :account AND utc BETWEEN :since AND :until
        AND outcome <> 'refused' AND intended <> :intent
        """,
        facts,
    ).fetchone()
    sent = connection.execute(
        """
        SELECT count(*) FROM events JOIN leases USING (lease_id)
        WHERE account_id = :account AND utc BETWEEN :since AND :until
        AND event IN ('send_accepted', 'send_unknown') AND NOT (lease_id = :lease AND event_id > :intent)
        """,
        facts,
    ).fetchone()[0]
    # What arrived on this number after the act is what the act was for.
    charges = connection.execute(
        """
        SELECT count(*) FROM sms JOIN leases USING (lease_id)
        WHERE account_id = :account AND received_utc BETWEEN :since AND :until
        AND receipt = 0 AND NOT (lease_id = :lease AND event_id > :intent)
        """,
        facts,
    ).fetchone()[0]
    return Since(seen, rounds + sent, charges, int(silent))
