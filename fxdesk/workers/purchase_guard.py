# SPDX-License-Identifier: MIT
"""Hold what the guards before a purchase go by: the price list, and when each offer was sent last."""

from __future__ import annotations

from decimal import Decimal

from fxdesk.core.budget import TOPICS
from fxdesk.core.catalogue import Catalogue
from fxdesk.core.clock import Clock
from fxdesk.core.guards import (
    SAME_OFFER_SECONDS,
    Circumstances,
    PriceRange,
    Question,
    Wish,
    question,
)
from fxdesk.core.model import CountryId, Lease, Order
from fxdesk.core.notice import Notice, Topic

NOTHING_BOUGHT = frozenset(
    {
        Topic.RENT_REFUSED,
        Topic.RENT_NOT_SENT,
        Topic.AGAIN_REFUSED,
        Topic.AGAIN_NOT_SENT,
        Topic.SIGN_IN_NEEDED,
        *TOPICS.values(),
    }
)
"""What is told where a paying request was refused, or stopped before it was sent."""


class PurchaseGuard:
    """Lives in the window's thread, where every wish to buy begins."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._sent: dict[tuple[str, ...], float] = {}
        self._out: Wish | None = None
        self.catalogue: Catalogue | None = None

    def question(self, wish: Wish, agreed: Question | None = None) -> Question:
        """What is in doubt before `wish` is sent; see guards.question."""
        return question(wish, self._circumstances(wish), self._clock.now(), agreed)

    def sends(self, wish: Wish) -> Wish:
        """Note that `wish` is sent now; it is returned at the price that the list says."""
        now = self._clock.elapsed()
        self._sent = {what: at for what, at in self._sent.items() if now - at < SAME_OFFER_SECONDS}
        self._sent[wish.sameness] = now
        self._out = wish
        return wish.at(self._price(wish))

    def ends(self) -> None:
        """What was sent last is out no more."""
        self._out = None

    def hear(self, notice: Notice) -> None:
        """Where nothing came of what is out, asking again is no second one: "no numbers" comes every day."""
        if self._out is not None and notice.topic in NOTHING_BOUGHT and notice.key == _key_of(self._out):
            self._sent.pop(self._out.sameness, None)

    def prices(self, order: Order) -> dict[CountryId, Decimal]:
        """What each country costs by the list where `order` leaves it open, {} where it names one."""
        if self.catalogue is None or order.country_id:
            return {}
        return {offer.country_id: offer.price for offer in self.catalogue.countries(order.service_id)}

    def _circumstances(self, wish: Wish) -> Circumstances:
        listed = None if self.catalogue is None else self.catalogue.listed
        return Circumstances(self._price(wish), listed, self._sent.get(wish.sameness))

    def _price(self, wish: Wish) -> PriceRange | None:
        if self.catalogue is None:
            return None
        service_id, country_id = wish.order.service_id, wish.order.country_id
        if country_id:
            offer = self.catalogue.offer(service_id, country_id)
            return None if offer is None else PriceRange(offer.price, offer.price)
        service = self.catalogue.service(service_id)
        return None if service is None else PriceRange(service.cheapest, service.dearest)


def _key_of(wish: Wish) -> str:
    """The key of what is told about it: another account's sign-in says nothing of this purchase."""
    return "rent" if wish.again is None else f"again {wish.again[0]}"


def again_wish(lease: Lease, minutes: int, price: Decimal | None) -> Wish:
    """The wish to use the number of `lease` again; `price` is what was seen, None: that of the first time."""
    was = lease.order
    country_id = was.country_id if lease.grant is None else lease.grant.country_id or was.country_id
    order = Order(was.service_id, was.service, country_id, was.country, price)
    if price is None:
        order = order._replace(list_price=was.list_price, dearest=was.dearest)
        if lease.granted_price is not None:
            order = order._replace(list_price=lease.granted_price, dearest=None)
    return Wish(order, (lease.lease_id, minutes))
