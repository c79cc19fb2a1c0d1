# SPDX-License-Identifier: MIT
"""Say what is to be settled, what was asked, what the balance says of it, and what to do next."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from fxdesk.core.clock import Stamp, span
from fxdesk.core.figures import format_money, format_waited
from fxdesk.core.model import BalanceSeen, Lease
from fxdesk.core.preferences import Options
from fxdesk.core.text import clean, isolate
from fxdesk.core.unsettled import Sign, Since, Unsettled, read
from fxdesk.ui.lease_row import LeaseRow
from fxdesk.ui.option_words import option_words

translate = QCoreApplication.translate

_FACT_LIMIT = 400


class SettleWords(NamedTuple):
    """The question, what is known, the two answers, and what each of them does."""

    question: str
    known: str
    charged: str
    not_charged: str
    effect: str


def settle_words(act: str, again_until: Stamp | None = None) -> SettleWords:
    """The words for an uncertain act of the document; "": for a number that the service no longer knows.

    `again_until` is when a further use would be over at the latest.
    """
    match act:
        case "getPhone":
            return SettleWords(
                translate("Settle", "Was the number charged?"),
                translate("Settle", "A number was asked for and no answer came, so it is not known."),
                translate("Settle", "It was charged and is lost"),
                translate("Settle", "It was not charged"),
                translate(
                    "Settle",
                    "Charged: it counts as spent. Not charged: the row is closed. If the answer still comes, "
                    "it counts, whatever you say now.",
                ),
            )
        case "setAgain":
            return SettleWords(
                translate("Settle", "Is the number in use again?"),
                _again_known(again_until),
                translate("Settle", "It is in use again"),
                translate("Settle", "It is not"),
                translate(
                    "Settle", "In use again: FX Desk looks for its next SMS. Not: the number stays as it was."
                ),
            )
        case "sendCode":
            return SettleWords(
                translate("Settle", "Was the SMS sent?"),
                translate(
                    "Settle", "It was handed over and no answer came. It may have been sent and charged."
                ),
                translate("Settle", "It was sent"),
                translate("Settle", "It was not sent"),
                translate(
                    "Settle",
                    "Sent: FX Desk looks for its receipt. Not sent: the number goes on waiting, and you may "
                    "send it again.",
                ),
            )
        case _:
            return SettleWords(
                translate("Settle", "Was the number charged?"),
                translate(
                    "Settle", "The service does not know this number any more, so nothing can be asked."
                ),
                translate("Settle", "It was charged and is lost"),
                translate("Settle", "It is gone, not charged"),
                translate(
                    "Settle",
                    "Charged: it counts as spent. Gone: the row is closed. An SMS that still comes is shown.",
                ),
            )


def _again_known(again_until: Stamp | None) -> str:
    if again_until is None:
        return translate("Settle", "It was asked for and no answer came. It may have been charged.")
    words = translate(
        "Settle",
        "It was asked for and no answer came. It may have been charged, and is then in use until {time} at "
        "most. A new SMS settles it by itself.",
    )
    return words.format(time=datetime.fromtimestamp(again_until.utc).strftime("%H:%M"))


def asked_words(unsettled: Unsettled, lease: Lease) -> str:
    """What the request asked for, with its options."""
    row = LeaseRow(lease, lease.asked)
    detail = {name: isolate(clean(value, _FACT_LIMIT)) for name, value in unsettled.detail}
    number = isolate(row.phone) if row.phone else isolate(row.country)
    match unsettled.act:
        case "setAgain":
            words = translate("Settle", "{service}, {number}: used again for {minutes} min").format(
                service=isolate(row.service), number=number, minutes=detail.get("minutes", "?")
            )
        case "sendCode":
            words = translate("Settle", "{service}, {number}: an SMS to {receiver}: {text}").format(
                service=isolate(row.service),
                number=number,
                receiver=detail.get("receiver", "?"),
                text=detail.get("text", "?"),
            )
        case _:
            words = translate("Settle", "{service}, {place}").format(
                service=isolate(row.service), place=number if unsettled.act == "" else isolate(row.country)
            )
            order = lease.order
            options = option_words(
                Options(
                    mobile=order.mobile,
                    did=order.did,
                    dock=order.dock,
                    max_price=order.max_price,
                    push_url=order.push_url,
                )
            )
            words = f"{words}\n{options}" if options else words
    return words


def price_words(unsettled: Unsettled, lease: Lease) -> str:
    """At what price; for any country from the cheapest to the dearest."""
    if unsettled.price is None:
        return translate("Settle", "not known")
    dearest = lease.order.dearest
    if unsettled.act != "getPhone" or dearest is None or dearest == unsettled.price:
        return format_money(unsettled.price)
    return translate("Settle", "{least} to {most}, by country").format(
        least=format_money(unsettled.price), most=format_money(dearest)
    )


def moment_words(stamp: Stamp, now: Stamp) -> str:
    """A moment with its local date and time, and how long ago it was."""
    time = datetime.fromtimestamp(stamp.utc).strftime("%Y-%m-%d %H:%M:%S")
    return translate("Settle", "{time}, {span} ago").format(
        time=time, span=format_waited(span(stamp, now).seconds)
    )


def balance_words(seen: BalanceSeen | None, now: Stamp) -> str:
    """A balance and when it was seen."""
    if seen is None:
        return translate("Settle", "not known")
    return translate("Settle", "{amount} at {time}").format(
        amount=format_money(seen.amount), time=moment_words(seen.seen, now)
    )


def verdict_words(unsettled: Unsettled) -> str:
    """What the balance says, and when it can't tell."""
    found = read(unsettled)
    amount = format_money(found.moved)
    words = {
        Sign.NOTHING_YET: translate(
            "Settle", "The balance has not been seen since then, so nothing can be told yet."
        ),
        Sign.MIXED: _mixed_words(found.since),
        Sign.SAME: translate(
            "Settle",
            "The balance has not moved: nothing was charged for it so far. It may still be charged when an "
            "SMS comes.",
        ),
        Sign.FELL_BY_PRICE: _price_words(found.since),
        Sign.FELL_WITHIN: translate(
            "Settle",
            "The balance has fallen by {amount}, which is between its lowest and its highest price: it was "
            "most likely charged.",
        ),
        Sign.FELL_BY_SOME: translate(
            "Settle",
            "The balance has fallen by {amount}, which this may have cost. Others in this time may have cost "
            "it too: {others}.",
        ),
        Sign.FELL: translate("Settle", "The balance has fallen by {amount}, which is not the price."),
        Sign.ROSE: translate("Settle", "The balance has risen by {amount}, so it can't tell."),
    }[found.sign]
    if unsettled.price is None and found.sign is Sign.FELL:
        words = translate("Settle", "The balance has fallen by {amount}.")
    said = words.format(amount=amount, others=_others(found.since))
    if found.since is not None and found.since != unsettled.last and found.sign is not Sign.MIXED:
        said += " " + translate(
            "Settle", "This is read from the first balance; the later ones may have other charges in them."
        )
    return said


def _price_words(since: Since | None) -> str:
    if since is None or not since.purchases:
        return translate(
            "Settle", "The balance has fallen by {amount}, which is the price: it was most likely charged."
        )
    return translate(
        "Settle",
        "The balance has fallen by {amount}, exactly this price, and nothing else bought in this time "
        "({others}) had an SMS: it was most likely charged, unless the service holds prices from getPhone "
        "on.",
    )


def _mixed_words(since: Since | None) -> str:
    return translate("Settle", "The balance can't tell: {others} in this time.").format(others=_others(since))


def _others(since: Since | None) -> str:
    purchases, charges = (since.purchases, since.charges) if since is not None else (0, 0)
    parts = []
    if purchases == 1:
        parts.append(translate("Settle", "1 other purchase"))
    elif purchases:
        parts.append(translate("Settle", "{n} other purchases").format(n=purchases))
    if charges == 1:
        parts.append(translate("Settle", "1 SMS on another number"))
    elif charges:
        parts.append(translate("Settle", "{n} SMS on other numbers").format(n=charges))
    return translate("Settle", " and ").join(parts)


def step_words(unsettled: Unsettled, *, signed_in: bool, site: str) -> str:
    """What to do next, a line each."""
    steps = []
    if unsettled.last is None:
        if signed_in:
            steps.append(translate("Settle", "Ask for the balance now; the service allows it once a minute."))
        else:
            steps.append(translate("Settle", "Sign in to this account, then ask for the balance."))
    if site:
        steps.append(translate("Settle", "Look at {site}, what the service lists there.").format(site=site))
    else:
        steps.append(translate("Settle", "Look at the service's site, what it lists there."))
    steps.append(translate("Settle", "Then say what happened. Nothing is sent by that."))
    return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, start=1))
