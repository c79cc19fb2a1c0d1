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

    `silent` of the purchases are numbers that are known to have had no SMS by then.
    """

    balance: BalanceSeen
    purchases: int = 0
    charges: int = 0
    silent: int = 0


class Unsettled(NamedTuple):
    """What is known about it. `act` is the document's, "" where the service no longer knows the number.

    `price` is the least that it may have cost, `most` the most where that is left open. `detail` are the
    facts of the request; `first` and `last` are the first and the last balance seen since.
    """

    lease_id: LeaseId
    act: str
    asked: Stamp
    price: Decimal | None
    detail: tuple[tuple[str, str], ...] = ()
    before: BalanceSeen | None = None
    first: Since | None = None
    last: Since | None = None
    most: Decimal | None = None


class Sign(StrEnum):
    """What the balance says."""

    NOTHING_YET = "nothing_yet"  # it was not seen before, or not since
    MIXED = "mixed"  # other charges fall into this time
    SAME = "same"
    FELL_BY_PRICE = "fell_by_price"
    FELL_WITHIN = "fell_within"  # its price was left open, and it may have been this
    FELL_BY_SOME = "fell_by_some"  # by its price, and others of unknown outcome may have cost as much
    FELL = "fell"
    ROSE = "rose"


class Reading(NamedTuple):
    """What the balance says, by how much it moved, and from which balance that is read."""

    sign: Sign
    moved: Decimal = Decimal(0)
    since: Since | None = None


def read(unsettled: Unsettled) -> Reading:
    """Read the last balance, or, where other charges may have moved it meanwhile, the first one.

    Numbers that had no SMS leave a balance readable that did not move, or that fell by this very price.
    """
    if unsettled.before is None or unsettled.last is None:
        return Reading(Sign.NOTHING_YET)
    first = unsettled.first or unsettled.last
    alone = [one for one in (unsettled.last, first) if not one.purchases and not one.charges]
    readings = [_read(unsettled, unsettled.before, one) for one in (*alone, first, unsettled.last)]
    for vague in (frozenset({Sign.MIXED, Sign.FELL_BY_SOME}), frozenset({Sign.MIXED})):
        if (found := next((one for one in readings if one.sign not in vague), None)) is not None:
            return found
    return Reading(Sign.MIXED, since=unsettled.last)


def _read(unsettled: Unsettled, before: BalanceSeen, since: Since) -> Reading:
    moved = before.amount - since.balance.amount
    sign = _sign(moved, unsettled)
    if since.charges or (since.purchases and sign in (Sign.FELL, Sign.ROSE)):
        return Reading(Sign.MIXED, since=since)
    if since.purchases > since.silent and sign in (Sign.FELL_BY_PRICE, Sign.FELL_WITHIN):
        sign = Sign.FELL_BY_SOME
    return Reading(sign, abs(moved), since)


def _sign(moved: Decimal, unsettled: Unsettled) -> Sign:
    if moved == 0:
        return Sign.SAME
    if moved < 0:
        return Sign.ROSE
    least, most = unsettled.price, unsettled.most
    if least is None or not least <= moved <= (least if most is None else most):
        return Sign.FELL
    return Sign.FELL_BY_PRICE if most is None or most == least else Sign.FELL_WITHIN
