# SPDX-License-Identifier: MIT
"""Put the books into words: how the service charges, what a day brought, what may explain a difference."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from fxdesk.core.books import Books, Day, Entry, Interval, Kind, Name, Suspect, Verdict, Way
from fxdesk.core.clock import Stamp
from fxdesk.core.figures import format_money, split_phone
from fxdesk.core.model import LeaseId
from fxdesk.core.text import clean, isolate
from fxdesk.ui.country_names import country_name

translate = QCoreApplication.translate

Names = Mapping[LeaseId, Name]

_NAME_LIMIT = 60
_NUMBER_LIMIT = 40
_MOST_SUSPECTS = 5
_MOST_WARNINGS = 3


def verdict_words(verdict: Verdict) -> str:
    """How the service charges, and from how many balances that is known."""
    match verdict.way:
        case Way.AT_SMS:
            words = translate("Books", "The service charges when the SMS arrives.")
        case Way.AT_GET_PHONE:
            words = translate(
                "Books",
                "The service holds the price from getPhone on and gives it back at the release.",
            )
        case _:
            return translate(
                "Books",
                "Whether the service charges at the SMS or holds the price from getPhone on can't be told "
                "yet: no two balances have shown the difference.",
            )
    told = [words, translate("Books", "Seen {times}.").format(times=_times(verdict.seen))]
    if verdict.against:
        told.append(translate("Books", "It looked otherwise {times}.").format(times=_times(verdict.against)))
    return " ".join(told)


def _times(count: int) -> str:
    return translate("Books", "once") if count == 1 else translate("Books", "{n} times").format(n=count)


def now_words(books: Books, now: Stamp) -> str:
    """The last balance, and what is to be expected of the next one."""
    if books.last is None:
        return ""
    seen = translate("Books", "Last seen: {amount}, {time}.").format(
        amount=format_money(books.last.amount), time=moment_words(books.last.seen, now)
    )
    if not books.since:
        return seen
    if books.expected is None:
        more = translate("Books", "Charged since at a price that is not known exactly.")
        return f"{seen} {more}"
    change = books.last.amount - books.expected
    if change > 0:
        words = translate("Books", "Expected now: {amount}, {change} less for what came since.")
    elif change < 0:
        words = translate("Books", "Expected now: {amount}, {change} more for what was given back since.")
    else:
        words = translate("Books", "Expected now: {amount}.")
    told = words.format(amount=format_money(books.expected), change=format_money(abs(change)))
    return f"{seen} {told}"


def moment_words(moment: Stamp, now: Stamp) -> str:
    """The local time, with its date where it is another day's."""
    then = datetime.fromtimestamp(moment.utc)
    same = then.date() == datetime.fromtimestamp(now.utc).date()
    return then.strftime("%H:%M:%S" if same else "%Y-%m-%d %H:%M:%S")


def balance_words(before: Decimal, after: Decimal, charges: int = 1) -> str:
    """A balance that went from one amount to another, and by how many charges where there were several."""
    told = translate("Books", "Balance {before} → {after}").format(
        before=format_money(before), after=format_money(after)
    )
    if charges > 1:
        told += " " + translate("Books", "({n} charges)").format(n=charges)
    return told


def signed(amount: Decimal) -> str:
    """An amount with its sign, "–" for none."""
    if not amount:
        return "–"
    return f"+{format_money(amount)}" if amount > 0 else format_money(amount)


def difference_words(amount: Decimal) -> str:
    """What is missing, or ""."""
    if not amount:
        return ""
    return translate("Books", "{amount} less than expected").format(amount=format_money(-amount))


def credited_words(amount: Decimal) -> str:
    """A rise that nothing of ours explains."""
    return translate("Books", "Topped up, or credited by the service: {amount}").format(amount=signed(amount))


def day_warning(day: Day, names: Names) -> str:
    """What is missing on a day and what may explain it, "" when nothing is."""
    told = []
    for interval in day.intervals:
        if interval.unexplained:
            words = translate("Books", "{from}–{to}: {difference}. {explanation}")
            told.append(
                words.format_map(
                    {
                        "from": _clock(interval.before.seen),
                        "to": _clock(interval.after.seen),
                        "difference": difference_words(interval.unexplained),
                        "explanation": explanation_words(interval, names),
                    }
                )
            )
    if len(told) > _MOST_WARNINGS:
        more = translate("Books", "{n} more times of this day have differences.")
        told[_MOST_WARNINGS:] = [more.format(n=len(told) - _MOST_WARNINGS)]
    return "\n".join(told)


def _clock(moment: Stamp) -> str:
    return datetime.fromtimestamp(moment.utc).strftime("%H:%M")


def day_sentence(day: Day) -> str:
    """A day as a sentence, for screen readers."""
    parts = [
        day.day.isoformat(),
        translate("Books", "charged by our count {amount}").format(amount=format_money(day.charged)),
        translate("Books", "balance moved by {amount}").format(amount=signed(day.movement)),
        difference_words(day.unexplained) or translate("Books", "nothing unexplained"),
    ]
    if day.credited:
        parts.append(translate("Books", "topped up or credited {amount}").format(amount=signed(day.credited)))
    return translate("Books", ", ").join(parts)


def name_words(lease_id: LeaseId, names: Names) -> str:
    """A number: its service and the number itself, or its country where there is none."""
    name = names.get(lease_id)
    if name is None:
        return translate("Books", "number {n} of the journal").format(n=lease_id)
    service = clean(name.service, _NAME_LIMIT, one_line=True).strip()
    number = clean(name.number, _NUMBER_LIMIT, one_line=True).strip()
    if number and number.isascii() and number.isdigit():
        dial, national = split_phone(clean(name.area_code, 12, one_line=True), number)
        number = f"{dial} {national}".strip()
    place = number or (country_name(name.country, name.country_id) if name.country_id else "")
    return isolate(f"{service}, {place}" if place else service)


def entry_words(entry: Entry, names: Names) -> str:
    """One known movement: what it was, whose, and how much."""
    return f"{_kind_words(entry.kind)} · {name_words(entry.lease_id, names)} · {signed(entry.change)}"


def _kind_words(kind: Kind) -> str:
    match kind:
        case Kind.SMS:
            return translate("Books", "SMS arrived")
        case Kind.LATE_SMS:
            return translate("Books", "SMS after the end")
        case Kind.HELD:
            return translate("Books", "Held at getPhone")
        case Kind.GIVEN_BACK:
            return translate("Books", "Given back")
        case Kind.USED_AGAIN:
            return translate("Books", "Used again")
        case Kind.CHARGED_AFTER_END:
            return translate("Books", "Charged after the end")
        case Kind.LOST:
            return translate("Books", "Settled as charged and lost")
        case Kind.DOUBTFUL:
            return translate("Books", "Charged or given back without a code")
        case Kind.UNSETTLED:
            return translate("Books", "no answer came, not settled")
        case Kind.DENIED:
            return translate("Books", "no answer came, settled as not charged")
        case Kind.ENDED:
            return translate("Books", "released or over without an SMS")
        case Kind.OPEN:
            return translate("Books", "open, its SMS may not be fetched yet")


def suspect_words(suspect: Suspect, names: Names) -> str:
    """Who may explain a difference, and why."""
    return f"{name_words(suspect.lease_id, names)} ({_kind_words(suspect.kind)})"


def explanation_words(interval: Interval, names: Names) -> str:
    """What may explain what is missing in this time."""
    suspects = interval.suspects
    elsewhere = translate(
        "Books", "Something bought elsewhere with this account, or a price that has changed, may explain it."
    )
    if not suspects:
        return elsewhere
    listed = [suspect_words(one, names) for one in suspects[:_MOST_SUSPECTS]]
    if len(suspects) > _MOST_SUSPECTS:
        listed.append(translate("Books", "{n} more").format(n=len(suspects) - _MOST_SUSPECTS))
    if len(suspects) == 1:
        words = translate("Books", "This may explain it: {list}. Or something bought elsewhere.")
    else:
        words = translate("Books", "One of these {n} may explain it: {list}. Or something bought elsewhere.")
    return words.format(n=len(suspects), list=translate("Books", "; ").join(listed))
