# SPDX-License-Identifier: MIT
"""Say what each purchase does to the balance, by either way of charging."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from fxdesk.core.books import Between, Kind, Outcome, Price, Purchase, Way
from fxdesk.core.clock import Stamp, later
from fxdesk.core.model import LeaseId

GIVE_BACK_SECONDS = 240.0
"""How long a held price may take to be given back before it counts as kept."""


class Known(NamedTuple):
    """A movement that is known, or may be: `low` and `high` as of Item."""

    lease_id: LeaseId
    kind: Kind
    when: Between
    low: Decimal
    high: Decimal
    must: bool = True


def movements(purchase: Purchase, way: Way) -> tuple[Known, ...]:
    """What a purchase does to the balance, if the service charges this way."""
    if purchase.outcome in (Outcome.UNKNOWN, Outcome.DENIED):
        return ()
    if purchase.act == "setAgain":
        return _used_again(purchase)
    if purchase.answered is None:
        # Settled as lost: the person says that it was charged, and no answer tells when.
        settled = purchase.settled or purchase.asked
        return (_taken(purchase, Kind.LOST, Between(purchase.asked, settled), must=False),)
    if way is Way.AT_SMS:
        return _charged_at_sms(purchase)
    return _held_at_get_phone(purchase, purchase.answered)


def _used_again(purchase: Purchase) -> tuple[Known, ...]:
    """The document says that it is charged again, not whether at once or at the SMS."""
    until = purchase.sms.until if purchase.sms else purchase.answered or purchase.settled or purchase.asked
    kind = Kind.LOST if purchase.outcome is Outcome.LOST else Kind.USED_AGAIN
    return (_taken(purchase, kind, Between(purchase.asked, until), must=kind is Kind.USED_AGAIN),)


def _charged_at_sms(purchase: Purchase) -> tuple[Known, ...]:
    if purchase.charged_after_end is not None:
        return (_taken(purchase, Kind.CHARGED_AFTER_END, purchase.charged_after_end),)
    if purchase.sms is not None:
        return (_taken(purchase, Kind.SMS, purchase.sms, must=not purchase.shared),)
    if purchase.late_sms is not None:
        return (_taken(purchase, Kind.LATE_SMS, purchase.late_sms, must=False),)
    if purchase.doubtful is not None:
        return (_taken(purchase, Kind.DOUBTFUL, purchase.doubtful, must=False),)
    return ()


def _held_at_get_phone(purchase: Purchase, answered: Stamp) -> tuple[Known, ...]:
    held = _taken(purchase, Kind.HELD, Between(purchase.asked, answered))
    if purchase.charged_after_end is not None or purchase.sms is not None:
        return (held,)
    if purchase.end is not None:
        back = purchase.end._replace(until=later(purchase.end.until, GIVE_BACK_SECONDS))
        return (held, _given(purchase, back, must=purchase.late_sms is None and purchase.doubtful is None))
    if purchase.doubtful is not None:
        return (held, _given(purchase, purchase.doubtful, must=False))
    return (held,)


def _taken(purchase: Purchase, kind: Kind, when: Between, *, must: bool = True) -> Known:
    low, high = purchase.price
    return Known(purchase.lease_id, kind, when, -high, -low, must)


def _given(purchase: Purchase, when: Between, *, must: bool) -> Known:
    price: Price = purchase.price
    return Known(purchase.lease_id, Kind.GIVEN_BACK, when, price.low, price.high, must)
