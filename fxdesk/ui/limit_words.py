# SPDX-License-Identifier: MIT
"""Say which limit stopped a purchase, with the figures and the way to change it, and that money runs low."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from fxdesk.core.figures import format_money
from fxdesk.core.notice import Topic
from fxdesk.ui.message_strip import Link

translate = QCoreApplication.translate

FIELDS = {
    Topic.LIMIT_PRICE_UNKNOWN: "price_cap",
    Topic.LIMIT_PRICE: "price_cap",
    Topic.LIMIT_MAX_PRICE: "price_cap",
    Topic.LIMIT_DAY: "day_limit",
    Topic.LIMIT_MONTH: "month_limit",
    Topic.LIMIT_OPEN: "most_open",
    Topic.LOW_BALANCE: "low_balance",
}
"""The topics that have their words here, each with the setting behind it."""

_BY_TIME = frozenset({Topic.LIMIT_DAY, Topic.LIMIT_MONTH})
_AMOUNTS = ("allowed", "price", "spent", "waiting", "doubtful", "balance", "least")


def limit_words(
    topic: Topic, words: Mapping[str, str], facts: Mapping[str, str]
) -> tuple[str, tuple[Link, ...], str]:
    """The sentence of a topic of FIELDS, its links and its icon; `words` name what was to be bought.

    `facts` are the notice's own, with the amounts as plain figures.
    """
    told = {name: _money(facts.get(name)) for name in _AMOUNTS}
    told |= {"subject": words["subject"], "account": words.get("account", "")}
    if topic is Topic.LOW_BALANCE:
        sentence = translate("Limits", "The balance of {account} is {balance}, which is below {least}.")
        return sentence.format_map(told), (_top_up(), _change()), "circle-alert"
    if topic is Topic.LIMIT_OPEN:
        told |= {name: facts.get(name, "?") for name in ("open_numbers", "allowed", "unsettled")}
    sentences = [translate("Limits", "{subject}: nothing was asked for."), _reason(topic, facts)]
    if Decimal(facts.get("doubtful", "0")):
        sentences.append(translate("Limits", "{doubtful} of it is not settled and counts as spent."))
    if topic in _BY_TIME:
        sentences.append(_sum(more=Decimal(facts.get("price", "0")) > 0))
    return " ".join(sentences).format_map(told), _ways_on(topic), "shield"


def _reason(topic: Topic, facts: Mapping[str, str]) -> str:
    match topic:
        case Topic.LIMIT_PRICE if "any" in facts:
            return translate(
                "Limits", "The dearest country costs {price}, above your cap of {allowed} per number."
            )
        case Topic.LIMIT_PRICE:
            return translate("Limits", "Its price of {price} is above your cap of {allowed} per number.")
        case Topic.LIMIT_MAX_PRICE:
            return translate(
                "Limits",
                "With a max price of {price} it may cost more than your cap of {allowed}. "
                "Lower the max price, or change the cap.",
            )
        case Topic.LIMIT_DAY:
            return translate("Limits", "Your limit is {allowed} a day; today spent {spent}, open {waiting}.")
        case Topic.LIMIT_MONTH:
            return translate(
                "Limits", "Your limit is {allowed} a month; this month spent {spent}, open {waiting}."
            )
        case Topic.LIMIT_OPEN if facts.get("unsettled", "0") != "0":
            return translate(
                "Limits",
                "Numbers that are not over: {open_numbers}, {unsettled} of them not settled. "
                "Your limit is {allowed}.",
            )
        case Topic.LIMIT_OPEN:
            return translate("Limits", "Open numbers: {open_numbers}. Your limit is {allowed}.")
        case _:
            return translate("Limits", "Its price is not known, so it can't be held against your limits.")


def _sum(*, more: bool) -> str:
    """What is too much: this purchase, or all that there is already."""
    if more:
        return translate("Limits", "This one may cost {price}.")
    return translate("Limits", "That is too much already.")


def _ways_on(topic: Topic) -> tuple[Link, ...]:
    if topic is Topic.LIMIT_PRICE_UNKNOWN:
        again = Link("refresh_prices", translate("Limits", "Refresh prices"), "refreshPricesLink")
        return again, _change()
    if topic is Topic.LIMIT_OPEN:
        return Link("open_numbers", translate("Notices", "Open numbers…"), "openNumbersLink"), _change()
    return (_change(),)


def _change() -> Link:
    return Link("limits", translate("Limits", "Change the limit…"), "changeLimitLink")


def _top_up() -> Link:
    return Link("top_up", translate("Notices", "Top up"), "topUpLink")


def _money(figures: str | None) -> str:
    return "?" if figures is None else format_money(Decimal(figures))
