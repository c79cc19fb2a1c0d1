# SPDX-License-Identifier: MIT
"""Move a lease: one event in, by the one table of legal moves, within the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from fxdesk.core import auto_release
from fxdesk.core.clock import Stamp
from fxdesk.core.errors import NotSent
from fxdesk.core.lease_state import OPEN, Event, Mark, State, step
from fxdesk.core.model import Account, BalanceSeen, Grant, Lease, LeaseId, Order, Sms
from fxdesk.core.use_again_rules import may_be_in_use
from fxdesk.store import round_row, sms_row
from fxdesk.store.lease_row import MEMORY_ONLY, detail_text, lease_by_id, marks_text, millionths, moment

PAYING_INTENTS = frozenset({Event.INTENDED, Event.AGAIN_INTENDED, Event.SEND_INTENDED})
_SENT = frozenset({Event.RELEASE_SENT, Event.BLACKLIST_SENT})
_WISHES = frozenset({State.RELEASING, State.BLACKLISTING})
_ROUND_OPENS = frozenset({Event.AGAIN_ACCEPTED, Event.AGAIN_SETTLED_CHARGED})
_IN_DOUBT = frozenset({Event.AGAIN_INTENDED, Event.AGAIN_UNKNOWN, Event.AGAIN_SETTLED_NOT_CHARGED})
"""With these the lease's further use becomes one that may be going on, or another than before."""
# A row that was cleared from the table comes back with these.
_BRING_BACK = frozenset({Event.CHARGED_AFTER_END, Event.CONTRADICTED})
# What these say of an SMS that was held for a send receipt: it is none.
_NO_RECEIPT = frozenset(
    {Event.TAKEN_AS_CODE, Event.SEND_REFUSED, Event.SEND_NOT_SENT, Event.SEND_SETTLED_NOT_CHARGED}
)
_READ_ANEW = _NO_RECEIPT | _ROUND_OPENS | _IN_DOUBT


class Facts(NamedTuple):
    """What came with an event. `looks` counts the looks for a code since the last event."""

    act: str = ""
    grant: Grant | None = None
    sms: Sms | None = None
    refusal: tuple[str, str] | None = None
    due: Stamp | None = None
    reason: str | None = None
    price: Decimal | None = None
    balance: BalanceSeen | None = None
    detail: Mapping[str, str] = {}
    looks: int = 0
    answer: bytes = b""


def open_lease(
    connection: sqlite3.Connection, now: Stamp, order: Order, account: Account, balance: BalanceSeen | None
) -> Lease:
    """Write down that a number is about to be asked for: a new lease in `asking`."""
    cursor = connection.execute(
        """
        INSERT INTO leases (
            account_id, host, service_id, service, country_id, country, list_price, dearest, max_price,
            did, dock, mobile, push_url, linked,
            balance_before, balance_utc, balance_boot, balance_elapsed,
            asked_utc, asked_boot, asked_elapsed, state, marks, changed_utc, changed_boot, changed_elapsed,
            reason, looks, rounds, sent_once, shown
        ) VALUES (?,?,?,?,?,?,?,?,?, ?,?,?,?,?, ?,?,?,?, ?,?,?,?,'',?,?,?, '',0,1,0,1)
        """,
        (
            account.account_id,
            account.host,
            *(order.service_id, order.service, order.country_id, order.country),
            *(millionths(order.list_price), millionths(order.dearest), millionths(order.max_price)),
            *(order.did, order.dock, order.mobile, order.push_url, order.linked),
            None if balance is None else millionths(balance.amount),
            *moment(None if balance is None else balance.seen),
            *moment(now),
            State.ASKING,
            *moment(now),
        ),
    )
    lease_id = LeaseId(cursor.lastrowid or 0)
    event_id = add_event(connection, now, lease_id, Event.INTENDED, State.ASKING, Facts(act="getPhone"))
    round_row.intend(connection, lease_id, 1, "getPhone", order.list_price, event_id)
    return lease_by_id(connection, lease_id)


def move_lease(
    connection: sqlite3.Connection, now: Stamp, lease_id: LeaseId, event: Event, facts: Facts
) -> Lease:
    """Record the event and make its move, if it has one.

    An SMS that this number is known to have had already changes nothing; a new one proves a further use that
    had no answer. Raises NotSent for a paying intent that the state does not allow, KeyError for an unknown
    lease.
    """
    lease = lease_by_id(connection, lease_id)
    if facts.sms is not None and sms_row.is_known(connection, lease, facts.sms):
        return lease_by_id(connection, lease_id)
    if facts.sms is not None and may_be_in_use(lease):
        proof = Facts(act="setAgain", detail={"found": "by SMS"})
        lease = move_lease(connection, now, lease_id, Event.AGAIN_ACCEPTED, proof)
    move = step(lease.state, event, lease.marks)
    if move is None and event in PAYING_INTENTS:
        raise NotSent(facts.act, "state")
    state = lease.state if move is None else move.to
    marks = lease.marks if move is None else (lease.marks | move.sets) - move.clears
    event_id = add_event(connection, now, lease_id, event, state, facts)
    due = auto_release.after_event(lease, state, event, facts.due, now)
    opens = auto_release.opens(lease, state, event)
    if due is not None and opens:
        # With the event that opens, or a stop between the two would lose it.
        add_event(connection, now, lease_id, Event.AUTO_RELEASE_SET, state, _auto_facts(now, due))

    if facts.answer:
        keep_answer(connection, lease_id, event_id, facts.act, facts.answer)
    if facts.grant is not None and lease.grant is None:
        marks |= _keep_grant(connection, now, lease, facts.grant)
    if facts.sms is not None:
        sms_row.keep(connection, now, lease, event_id, facts.sms, receipt=state is State.RECEIPT)
    if event in _NO_RECEIPT and (lease.state, state) == (State.RECEIPT, State.RECEIVED):
        sms_row.call_code(connection, lease)
    elif event is Event.TAKEN_AS_CODE and move is not None:
        sms_row.call_new(connection, now, lease, event_id)
    if event is Event.AGAIN_INTENDED:
        round_row.intend(connection, lease_id, lease.rounds + 1, facts.act, facts.price, event_id)
    elif move is not None:
        round_row.decide(connection, lease_id, event, event_id, state)

    after = lease._replace(
        state=state,
        marks=marks - MEMORY_ONLY,
        changed=now if state is not lease.state else lease.changed,
        refusal=_refusal(lease, state, event, facts),
        due=_due(lease, state, event, facts),
        reason=lease.reason if facts.reason is None else facts.reason,
        looks=lease.looks + facts.looks,
        rounds=lease.rounds + (opens and event in _ROUND_OPENS),
        sent_once=_sent_once(lease, state, event),
        balance_before=facts.balance if event in PAYING_INTENTS else lease.balance_before,
        granted=now if opens or (facts.grant is not None and lease.grant is None) else lease.granted,
        auto_release=due,
    )
    _keep_lease(connection, after, shown=state in OPEN or facts.sms is not None or event in _BRING_BACK)
    brought = facts.grant is not None or facts.sms is not None or event in _READ_ANEW
    return lease_by_id(connection, lease_id) if brought else after


def _auto_facts(now: Stamp, due: Stamp) -> Facts:
    minutes = round((due.elapsed - now.elapsed) / 60)
    return Facts(detail={"minutes": str(minutes), "due": f"{due.utc:.3f}"})


def add_event(
    connection: sqlite3.Connection, now: Stamp, lease_id: LeaseId, event: Event, state: State, facts: Facts
) -> int:
    """Write one line of the lease's history and return its event_id."""
    detail = dict(facts.detail)
    if facts.refusal is not None:
        detail.setdefault("code", facts.refusal[1])
    if facts.reason:
        detail.setdefault("reason", facts.reason)
    cursor = connection.execute(
        """
        INSERT INTO events (lease_id, utc, boot, elapsed, event, act, detail, looks, state)
        VALUES (?,?,?,?,?,?,?,?,?)
        """,
        (lease_id, *moment(now), event, facts.act, detail_text(detail), facts.looks, state),
    )
    return cursor.lastrowid or 0


def keep_answer(
    connection: sqlite3.Connection, lease_id: LeaseId, event_id: int, act: str, raw: bytes
) -> None:
    """Keep what the service answered, byte for byte, with its event."""
    connection.execute(
        "INSERT INTO answers (lease_id, event_id, act, raw) VALUES (?,?,?,?)", (lease_id, event_id, act, raw)
    )


def _keep_lease(connection: sqlite3.Connection, lease: Lease, *, shown: bool) -> None:
    connection.execute(
        """
        UPDATE leases SET
            state = ?, marks = ?, changed_utc = ?, changed_boot = ?, changed_elapsed = ?,
            refusal_act = ?, refusal_code = ?, due_utc = ?, due_boot = ?, due_elapsed = ?,
            reason = ?, looks = ?, rounds = ?, sent_once = ?, shown = shown OR ?,
            balance_before = ?, balance_utc = ?, balance_boot = ?, balance_elapsed = ?,
            auto_utc = ?, auto_boot = ?, auto_elapsed = ?,
            granted_utc = ?, granted_boot = ?, granted_elapsed = ?
        WHERE lease_id = ?
        """,
        (
            *(lease.state, marks_text(lease.marks), *moment(lease.changed)),
            *(lease.refusal or (None, None)),
            *moment(lease.due),
            *(lease.reason, lease.looks, lease.rounds, lease.sent_once, shown),
            None if lease.balance_before is None else millionths(lease.balance_before.amount),
            *moment(None if lease.balance_before is None else lease.balance_before.seen),
            *moment(lease.auto_release),
            *moment(lease.granted),
            lease.lease_id,
        ),
    )


def _keep_grant(connection: sqlite3.Connection, now: Stamp, lease: Lease, grant: Grant) -> set[Mark]:
    marks = set()
    if not grant.mobile:
        marks.add(Mark.INCOMPLETE)
    earlier = connection.execute(
        "SELECT max(lease_id) FROM leases WHERE pkey = ? AND host = ? AND lease_id <> ?",
        (grant.pkey, lease.host, lease.lease_id),
    ).fetchone()[0]
    if earlier is not None:
        marks.add(Mark.SOLD_TWICE)
    connection.execute(
        """
        UPDATE leases SET
            pkey = ?, got = ?, granted_country = ?, area_code = ?, city = ?, port = ?, number = ?,
            docking_code = ?, granted_utc = ?, granted_boot = ?, granted_elapsed = ?,
            linked = coalesce(linked, ?)
        WHERE lease_id = ?
        """,
        (*grant, *moment(now), earlier, lease.lease_id),
    )
    return marks


def _refusal(lease: Lease, state: State, event: Event, facts: Facts) -> tuple[str, str] | None:
    """The last "no" stays until another, a new try or a new state."""
    if facts.refusal is not None:
        return facts.refusal
    if state is not lease.state or event in _SENT or event in PAYING_INTENTS:
        return None
    return lease.refusal


def _due(lease: Lease, state: State, event: Event, facts: Facts) -> Stamp | None:
    """When a wish is to be sent; nothing is due while it is on its way, or once it is settled."""
    if state not in _WISHES:
        return None
    if facts.due is not None or event in _SENT:
        return facts.due
    return lease.due


def _sent_once(lease: Lease, state: State, event: Event) -> bool:
    """Whether the wish of this state has left at least once; every wish starts anew."""
    if state not in _WISHES:
        return False
    return event in _SENT or (state is lease.state and lease.sent_once)
