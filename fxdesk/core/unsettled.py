# SPDX-License-Identifier: MIT
"""Reckon what an account's balance says about an act whose outcome nobody knows, and when it says nothing."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from fxdesk.core.clock import Stamp
from fxdesk.core.model import BalanceSeen, LeaseId


class Since(NamedTuple):
    """A balance seen after the act, and what else may have moved it since the balance before: purchases and
    other paying acts, and SMS of other numbers, or of this one's earlier use.
    """

    balance: BalanceSeen
    purchases: int = 0
    charges: int = 0


class Unsettled(NamedTuple):
    """What is known about it. `act` is the document's, "" where the service no longer knows the number.

    `detail` are the facts of the request; `first` and `last` are the first and the last balance seen since.
    """

    lease_id: LeaseId
    act: str
    asked: Stamp
    price: Decimal | None
    detail: tuple[tuple[str, str], ...] = ()
    before: BalanceSeen | None = None
    first: Since | None = None
    last: Since | None = None


class Sign(StrEnum):
    """What the balance says."""

    NOTHING_YET = "nothing_yet"  # it was not seen before, or not since
    MIXED = "mixed"  # other charges fall into this time
    SAME = "same"
    FELL_BY_PRICE = "fell_by_price"
    FELL = "fell"
    ROSE = "rose"


class Reading(NamedTuple):
    """What the balance says, by how much it moved, and from which balance that is read."""

    sign: Sign
    moved: Decimal = Decimal(0)
    since: Since | None = None


def read(unsettled: Unsettled) -> Reading:
    """Read the last balance, or, where other charges have moved it meanwhile, the first one."""
    if unsettled.before is None or unsettled.last is None:
        return Reading(Sign.NOTHING_YET)
    for since in (unsettled.last, unsettled.first):
        if since is not None and not since.purchases and not since.charges:
            moved = unsettled.before.amount - since.balance.amount
            return Reading(_sign(moved, unsettled.price), abs(moved), since)
    return Reading(Sign.MIXED, since=unsettled.last)


def _sign(moved: Decimal, price: Decimal | None) -> Sign:
    if moved == 0:
        return Sign.SAME
    if moved < 0:
        return Sign.ROSE
    return Sign.FELL_BY_PRICE if moved == price else Sign.FELL
