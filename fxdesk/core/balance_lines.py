# SPDX-License-Identifier: MIT
"""Find the two balances around each movement that one number made."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from fxdesk.core.books import Books, Kind
from fxdesk.core.clock import Stamp
from fxdesk.core.model import LeaseId


class BalanceLine(NamedTuple):
    """The balance went from `before` to `after`, seen at `at`; `charges` numbers moved it, this one too."""

    at: Stamp
    before: Decimal
    after: Decimal
    charges: int


def balance_lines(books: Books, lease_id: LeaseId) -> tuple[BalanceLine, ...]:
    """The movements in which the number had a part, oldest first.

    One that its own event tells already (charged after its end) is not among them.
    """
    return tuple(
        BalanceLine(
            interval.after.seen,
            interval.before.amount,
            interval.after.amount,
            len({entry.lease_id for entry in interval.entries if entry.change}),
        )
        for interval in books.intervals
        if interval.movement
        and any(
            entry.lease_id == lease_id and entry.change and entry.kind is not Kind.CHARGED_AFTER_END
            for entry in interval.entries
        )
    )
