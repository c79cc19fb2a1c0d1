# SPDX-License-Identifier: MIT
"""Say what exactly would be bought, what it may cost, and what is missing before it can be."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from fxdesk.core.budget import Limit, Limits, Spending, first_stop, purchase_of
from fxdesk.core.catalogue import Service
from fxdesk.core.figures import format_money
from fxdesk.core.model import CountryId, Offer, Order
from fxdesk.core.notice import AccountState, SignInPhase
from fxdesk.core.preferences import Options

translate = QCoreApplication.translate


def order(
    service: Service | None, offer: Offer | None, *, any_country: bool, options: Options
) -> Order | None:
    """The order that the choice stands for, with the prices that are seen; None while nothing is chosen."""
    if service is None:
        return None
    if any_country:
        plain = Order(
            service.service_id,
            service.name,
            CountryId(""),
            "",
            service.cheapest,
            dearest=service.dearest,
        )
    elif offer is not None:
        plain = Order(offer.service_id, offer.service, offer.country_id, offer.country, offer.price)
    else:
        return None
    return plain._replace(**options._asdict())


def why_not(
    account: AccountState | None,
    wanted: Order | None,
    *,
    priced: bool,
    max_price_readable: bool,
    journal_fails: bool,
) -> str:
    """The sentence that says what is missing before a number can be had; "" when nothing is."""
    if journal_fails:
        return translate("Purchase", "Renting waits until the journal can be written")
    phase = account.phase if account is not None else SignInPhase.OUT
    if phase is SignInPhase.OUT:
        return translate("Purchase", "Sign in to get numbers")
    if phase is SignInPhase.VOID:
        return translate("Purchase", "Sign in again to get numbers")
    if phase is not SignInPhase.IN:
        return translate("Purchase", "Signing in…")
    if not priced:
        return translate("Purchase", "Prices are needed first")
    if wanted is None:
        return translate("Purchase", "Choose a service and a country")
    if not max_price_readable:
        return translate("Purchase", "The max price is no amount")
    return ""


def hint(wanted: Order | None, cap: Decimal | None) -> str:
    """What the cap per number forbids, or what a max price above the list price may mean; "" for neither."""
    if wanted is None:
        return ""
    stop = first_stop(Limits(price=cap), Spending(), purchase_of(wanted))
    if stop is not None and stop.limit is Limit.MAX_PRICE:
        words = translate("Purchase", "The max price is above your cap of {cap} per number")
        return words.format(cap=format_money(Decimal(stop.allowed)))
    if stop is not None and stop.limit is Limit.PRICE:
        words = translate("Purchase", "Above your cap of {cap} per number")
        return words.format(cap=format_money(Decimal(stop.allowed)))
    if wanted.max_price is None or wanted.list_price is None:
        return ""
    if wanted.max_price <= (wanted.dearest or wanted.list_price):
        return ""
    return translate("Purchase", "May cost up to {price}: exclusive offers match too").format(
        price=format_money(wanted.max_price)
    )
