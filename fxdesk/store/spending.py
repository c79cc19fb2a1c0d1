# SPDX-License-Identifier: MIT
"""Read what was spent from the journal: each paying round once, at the most that it can have cost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from fxdesk.core.budget import Spending, day_began, month_began
from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import OPEN, State, owes_release
from fxdesk.core.model import from_millionths
from fxdesk.store.lease_row import GRANTED_PRICE

# What getPhone may cost: the price of the country that came, or while that is not known the dearest one's, or
# the max price that lets exclusive offers match.
_PRICE = f"""
    CASE WHEN rounds.act = 'getPhone'
        THEN coalesce(
            {GRANTED_PRICE},
            max(coalesce(leases.dearest, rounds.list_price), coalesce(leases.max_price, 0))
        )
        ELSE rounds.list_price
    END AS price
"""
_OPEN = ",".join(f"'{state}'" for state in sorted(OPEN))
_MAY_COST = ",".join(f"'{state}'" for state in sorted(OPEN) if owes_release(state))

# Each "WHERE" is that of an index of the schema, word for word, and a CROSS JOIN begins at its left: only so
# does SQLite go by the index whatever it believes of the sizes.
_NOT_OVER = f"SELECT state FROM leases WHERE state IN ({_OPEN})"
_WAITING = f"""
    SELECT round_id, {_PRICE} FROM leases
    CROSS JOIN rounds ON rounds.lease_id = leases.lease_id AND rounds.round = leases.rounds
    WHERE leases.state IN ({_OPEN}) AND leases.state IN ({_MAY_COST}) AND rounds.outcome = 'accepted'
"""
_ASKED = f"""
    SELECT round_id, {_PRICE} FROM rounds CROSS JOIN leases USING (lease_id)
    WHERE rounds.outcome IN ('asked','unknown')
"""
# A sent SMS that nobody knows the outcome of is paid, if at all, with its number.
_ACT_IN_DOUBT = f"""
    SELECT round_id, {_PRICE} FROM leases
    CROSS JOIN rounds ON rounds.lease_id = leases.lease_id AND rounds.round = leases.rounds
    WHERE (instr(leases.marks, 'uncertain_act') OR instr(leases.marks, 'act_out'))
        AND rounds.outcome = 'accepted'
"""
# What nobody saw come counts where it was asked for, but for a charge that the balance showed later.
_GIVEN_UP = f"""
    SELECT round_id, {_PRICE}, events.utc AS utc FROM rounds
    CROSS JOIN leases USING (lease_id)
    JOIN events ON events.event_id = iif(rounds.outcome = 'late', rounds.decided, rounds.intended)
    WHERE rounds.outcome IN ('done','late','lost') AND events.utc >= ?
"""
# The document settles it when it is asked for: a release gives nothing back.
_AGAIN = f"""
    SELECT round_id, {_PRICE}, events.utc AS utc FROM rounds
    CROSS JOIN leases USING (lease_id) JOIN events ON events.event_id = rounds.intended
    WHERE rounds.act = 'setAgain' AND rounds.outcome = 'accepted' AND events.utc >= ?
"""
# Of a sent SMS that nobody knows the outcome of, what came may be the receipt: it shows no charge by itself.
_TELLS = """
    NOT ({sms}.receipt AND rounds.round = leases.rounds AND instr(leases.marks, 'uncertain_act'))
"""
# By the first SMS of the round: a second one is no second charge.
_CHARGED = f"""
    SELECT round_id, {_PRICE}, min(every.received_utc) AS utc FROM sms AS recent
    CROSS JOIN sms AS every ON every.lease_id = recent.lease_id AND every.round = recent.round
    CROSS JOIN rounds ON rounds.lease_id = recent.lease_id AND rounds.round = recent.round
        AND rounds.outcome <> 'refused'
    CROSS JOIN leases ON leases.lease_id = recent.lease_id
    WHERE recent.received_utc >= ? AND {_TELLS.format(sms="recent")} AND {_TELLS.format(sms="every")}
    GROUP BY round_id
"""
_HAS_SMS = f"""
    SELECT 1 FROM rounds JOIN sms ON sms.lease_id = rounds.lease_id AND sms.round = rounds.round
    JOIN leases ON leases.lease_id = rounds.lease_id
    WHERE rounds.round_id = ? AND {_TELLS.format(sms="sms")} LIMIT 1
"""


def spending(connection: sqlite3.Connection, now: Stamp) -> Spending:
    """What all accounts have spent as things stand."""
    day, month = day_began(now.utc), month_began(now.utc)
    sums = _Sums()
    # A round that falls under several of these counts once, by the first.
    for row in connection.execute(_CHARGED, (month,)):
        if row["utc"] >= month:
            sums.charge(row, today=row["utc"] >= day)
        else:
            sums.known.add(row["round_id"])
    for taken in (_GIVEN_UP, _AGAIN):
        for row in connection.execute(taken, (month,)):
            sums.charge(row, today=row["utc"] >= day)
    charged_before = (
        row
        for row in connection.execute(_ASKED + " UNION ALL " + _ACT_IN_DOUBT)
        if connection.execute(_HAS_SMS, (row["round_id"],)).fetchone() is None
    )
    sums.doubtful += sums.add(charged_before)
    sums.waiting += sums.add(
        row
        for row in connection.execute(_WAITING)
        if connection.execute(_HAS_SMS, (row["round_id"],)).fetchone() is None
    )
    not_over = [row["state"] for row in connection.execute(_NOT_OVER)]
    return Spending(
        today=from_millionths(sums.today),
        month=from_millionths(sums.month),
        doubtful=from_millionths(sums.doubtful),
        waiting=from_millionths(sums.waiting),
        open_numbers=len(not_over),
        unpriced=sums.unpriced,
        unsettled=not_over.count(State.UNCERTAIN),
    )


class _Sums:
    """Sums in millionths, each round once."""

    def __init__(self) -> None:
        self.known: set[int] = set()
        self.today = self.month = self.doubtful = self.waiting = self.unpriced = 0

    def add(self, rows: Iterable[sqlite3.Row]) -> int:
        """What these cost together, but for those that were counted already."""
        total = 0
        for row in rows:
            if row["round_id"] not in self.known:
                self.known.add(row["round_id"])
                self.unpriced += row["price"] is None
                total += row["price"] or 0
        return total

    def charge(self, row: sqlite3.Row, *, today: bool) -> None:
        """Count a round as spent this month, or today."""
        cost = self.add((row,))
        self.month += cost
        self.today += cost if today else 0
