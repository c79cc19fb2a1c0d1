# SPDX-License-Identifier: MIT
"""Put what the workers tell into one sentence for the strip, with the links that lead on from it."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from fxdesk.core.clock import Stamp
from fxdesk.core.errors import FxError, NoMoney, SignInNeeded, TooManyNumbers
from fxdesk.core.model import Lease
from fxdesk.core.notice import Notice, Topic
from fxdesk.core.text import clean, isolate
from fxdesk.ui.error_words import error_sentence
from fxdesk.ui.further_notice_words import FURTHER, further_words
from fxdesk.ui.lease_row import LeaseRow
from fxdesk.ui.limit_words import FIELDS, limit_words
from fxdesk.ui.message_strip import Link
from fxdesk.ui.release_notice_words import RELEASE_NEWS, release_news
from fxdesk.ui.state_words import seconds_until
from fxdesk.ui.upkeep_words import UPKEEP, upkeep_words

translate = QCoreApplication.translate

_FACT_LIMIT = 80


class NoticeWords(NamedTuple):
    """A sentence, or what makes one from the seconds left; its links; how long it stays; its icon."""

    text: str | Callable[[int], str]
    links: tuple[Link, ...] = ()
    seconds: float | None = None
    icon: str = ""


def notice_words(notice: Notice, lease: Lease | None, now: Stamp) -> NoticeWords:
    """The words for a notice; `lease` is the newest snapshot of the number that it is about."""
    facts = {name: isolate(clean(value, _FACT_LIMIT, one_line=True)) for name, value in notice.facts}
    if lease is not None:
        row = LeaseRow(lease, now)
        facts |= {"service": isolate(row.service), "country": isolate(row.country)}
        facts["number"] = isolate(row.phone) if row.phone else translate("Notices", "this number")
    if "until" in facts:
        facts["until"] = datetime.fromtimestamp(float(dict(notice.facts)["until"])).strftime("%H:%M")
    facts.setdefault("service", translate("Notices", "A number"))
    facts.setdefault("country", "")
    for name in ("before", "after"):
        facts.setdefault(name, "?")
    facts.setdefault("number", translate("Notices", "the number"))
    subject = translate("Notices", "{service}, {country}") if facts["country"] else "{service}"
    facts["subject"] = subject.format_map(facts)
    facts["why"] = error_sentence(notice.error) if notice.error is not None else ""
    if notice.topic in FIELDS:
        text, links, icon = limit_words(notice.topic, facts, dict(notice.facts))
        return NoticeWords(text, links, icon=icon)
    if notice.topic in _MONEY:
        return _about_money(notice.topic, facts, notice.error)
    if notice.topic in _RELEASE:
        due = seconds_until(lease.due, now) if lease else 0
        # The notice may come before the row that carries the moment.
        told = dict(notice.facts).get("seconds", "")
        return _about_release(notice.topic, facts, due or (math.ceil(float(told)) if told else 0))
    if notice.topic is Topic.LOOK_LATER:
        return _look_later(facts, int(dict(notice.facts).get("seconds", "0")))
    if notice.topic in FURTHER:
        text, links, icon = further_words(notice.topic, facts, notice.error)
        return NoticeWords(text, links, icon=icon)
    if notice.topic in RELEASE_NEWS:
        text, links, icon = release_news(notice.topic, facts, dict(notice.facts).get("why", ""))
        return NoticeWords(text, links, icon=icon)
    if notice.topic in UPKEEP:
        text, links, icon = upkeep_words(notice, facts["why"])
        return NoticeWords(text, links, icon=icon)
    if notice.topic in _NUMBER:
        return _about_number(notice.topic, facts)
    return _about_account(notice.topic, facts)


_MONEY = frozenset(
    {
        Topic.RENT_REFUSED,
        Topic.RENT_NOT_SENT,
        Topic.RENT_UNCERTAIN,
        Topic.RENT_SLOW,
        Topic.RENT_SIGNED_IN_AGAIN,
        Topic.RENT_BUSY,
        Topic.GRANT_INCOMPLETE,
    }
)
_RELEASE = frozenset(
    {
        Topic.RELEASE_UNDO,
        Topic.RELEASE_LATER,
        Topic.RELEASE_UNCONFIRMED,
        Topic.RELEASE_ASK,
        Topic.SMS_FIRST,
        Topic.STILL_WAITING,
    }
)
_NUMBER = frozenset(
    {
        Topic.CODE_ARRIVED,
        Topic.LATE_SMS,
        Topic.CHARGED_AFTER_END,
        Topic.BLACKLIST_REFUSED,
        Topic.BLACKLIST_UNCONFIRMED,
        Topic.BLACKLIST_ASK,
        Topic.UNKNOWN_TO_SERVICE,
        Topic.NOT_SAVED,
    }
)


def _show_row() -> Link:
    return Link("show_row", translate("Notices", "Show row"), "showRowButton")


def _settle() -> Link:
    return Link("settle", translate("Notices", "Settle…"), "settleButton")


def _sign_in() -> Link:
    return Link("sign_in", translate("Notices", "Sign in…"), "signInLink")


def _log() -> Link:
    return Link("log", translate("Notices", "Log"), "showLogButton")


def _release_now() -> Link:
    return Link("release_now", translate("Notices", "Release now"), "releaseNowButton")


def _keep() -> Link:
    return Link("keep", translate("Notices", "Keep it"), "keepButton")


def _about_money(topic: Topic, facts: dict[str, str], error: FxError | None) -> NoticeWords:
    match topic:
        case Topic.RENT_UNCERTAIN:
            words = translate(
                "Notices",
                "{subject}: the request was sent, no answer came. It may have been charged. "
                "FX Desk will not ask again by itself.",
            )
            return NoticeWords(words.format_map(facts), (_show_row(), _settle()))
        case Topic.RENT_SLOW:
            words = translate("Notices", "{subject}: no answer yet. FX Desk is still listening.")
            return NoticeWords(words.format_map(facts), icon="clock")
        case Topic.RENT_SIGNED_IN_AGAIN:
            return NoticeWords(translate("Notices", "Signed in again. Press Get number."))
        case Topic.RENT_BUSY:
            return NoticeWords(
                translate("Notices", "A number is being asked for already. Wait for its answer first.")
            )
        case Topic.GRANT_INCOMPLETE:
            words = translate(
                "Notices", "{subject}: the answer names no number, but it may be charged. See it in the log."
            )
            return NoticeWords(words.format_map(facts), (_show_row(), _log()))
        case _:
            words = translate("Notices", "{subject}: {why}").format_map(facts)
            return NoticeWords(f"{words}{_what_there_is(facts)}", _ways_on(error))


def _ways_on(error: FxError | None) -> tuple[Link, ...]:
    """What helps against a refusal."""
    top_up = Link("top_up", translate("Notices", "Top up"), "topUpLink")
    match error:
        case SignInNeeded():
            return (_sign_in(),)
        case NoMoney():
            return (top_up,)
        case TooManyNumbers():
            return (Link("open_numbers", translate("Notices", "Open numbers…"), "openNumbersLink"), top_up)
        case _:
            return ()


def _what_there_is(facts: dict[str, str]) -> str:
    """The balance and the price, where the money does not reach."""
    said = ""
    if "price" in facts:
        said += " " + translate("Notices", "Price {price}.").format_map(facts)
    if "balance" in facts:
        said += " " + translate("Notices", "Last known balance {balance}.").format_map(facts)
    return said


def _about_release(topic: Topic, facts: dict[str, str], left: int) -> NoticeWords:
    match topic:
        case Topic.RELEASE_UNDO:
            words = translate("Notices", "Releasing {number} ({service}) in {n} s")
            undo = Link("undo", translate("Notices", "Undo"), "undoButton")
            return NoticeWords(
                lambda seconds: words.format(n=seconds, **facts),
                (undo, _release_now()),
                max(1, left),
                "timer",
            )
        case Topic.RELEASE_LATER:
            words = translate(
                "Notices", "The service allows the release of {number} in {n} s. It is sent then."
            )
            return NoticeWords(
                lambda seconds: words.format(n=seconds, **facts), (_keep(),), max(1, left), "timer"
            )
        case Topic.RELEASE_UNCONFIRMED:
            words = translate(
                "Notices", "The release of {number} ({service}) is not confirmed. It may still be charged."
            )
            again = Link("release_now", translate("Notices", "Release again"), "releaseNowButton")
            return NoticeWords(words.format_map(facts), (_show_row(), again), icon="cloud-off")
        case Topic.RELEASE_ASK if "seconds" in facts:
            words = translate(
                "Notices", "The service wants {seconds} s to pass before {number} may be released. Keep it?"
            )
            return NoticeWords(words.format_map(facts), (_show_row(), _keep()), icon="timer")
        case Topic.RELEASE_ASK:
            words = translate(
                "Notices", "You wanted to release {number} ({service}) before the program ended. Release it?"
            )
            return NoticeWords(words.format_map(facts), (_release_now(), _keep()), icon="timer")
        case Topic.SMS_FIRST:
            words = translate("Notices", "The SMS came first: {number} ({service}) is charged. See its code.")
            return NoticeWords(words.format_map(facts), (_show_row(),), icon="message")
        case _:
            words = translate("Notices", "{number} ({service}) has waited long without a code. Release it?")
            release = Link("release", translate("Notices", "Release"), "releaseButton")
            return NoticeWords(words.format_map(facts), (_show_row(), release), icon="clock")


def _look_later(facts: dict[str, str], left: int) -> NoticeWords:
    words = translate(
        "Notices", "The service asks for a pause: {number} ({service}) is looked up again in {n} s."
    )
    return NoticeWords(
        lambda seconds: words.format(n=seconds, **facts), (_show_row(),), max(1, left), "clock"
    )


def _about_number(topic: Topic, facts: dict[str, str]) -> NoticeWords:
    match topic:
        case Topic.CODE_ARRIVED:
            words = translate("Notices", "{subject}: the code has arrived.")
            copy = Link("copy_code", translate("Notices", "Copy code"), "copyCodeLink")
            return NoticeWords(words.format_map(facts), (_show_row(), copy))
        case Topic.LATE_SMS:
            words = translate("Notices", "{subject}: an SMS came after the end. It counts as charged.")
            return NoticeWords(words.format_map(facts), (_show_row(),), icon="message")
        case Topic.NOT_SAVED:
            words = translate(
                "Notices",
                "{subject}: NOT SAVED. Copy number and key now; FX Desk tries to save it again each second.",
            )
            copy = Link("copy_key", translate("Notices", "Copy number and key"), "copyKeyLink")
            return NoticeWords(words.format_map(facts), (_show_row(), copy), icon="database")
        case Topic.CHARGED_AFTER_END:
            words = translate(
                "Notices",
                "{subject}: charged after its end. The balance went from {before} to {after}, and nothing "
                "else that FX Desk knows of explains it.",
            )
            evidence = Link("evidence", translate("Notices", "Evidence…"), "evidenceLink")
            return NoticeWords(words.format_map(facts), (_show_row(), evidence))
        case Topic.BLACKLIST_REFUSED:
            words = translate("Notices", "{number} ({service}) is not blacklisted. {why}")
            return NoticeWords(words.format_map(facts), (_show_row(),), icon="ban")
        case Topic.BLACKLIST_UNCONFIRMED:
            words = translate("Notices", "The blacklisting of {number} ({service}) is not confirmed.")
            again = Link("blacklist", translate("Notices", "Blacklist again"), "blacklistButton")
            return NoticeWords(words.format_map(facts), (_show_row(), again), icon="ban")
        case Topic.BLACKLIST_ASK:
            words = translate(
                "Notices",
                "You wanted to blacklist {number} ({service}) before the program ended. Blacklist it?",
            )
            now = Link("blacklist", translate("Notices", "Blacklist…"), "blacklistButton")
            return NoticeWords(words.format_map(facts), (now, _keep()), icon="ban")
        case _:
            words = translate(
                "Notices", "{subject}: the service does not know {number} any more. Settle it by the balance."
            )
            return NoticeWords(words.format_map(facts), (_show_row(), _settle()))


def _about_account(topic: Topic, facts: dict[str, str]) -> NoticeWords:
    facts.setdefault("account", translate("Notices", "the account"))
    match topic:
        case Topic.SIGN_IN_NEEDED:
            words = translate("Notices", "Sign in to go on: {account} is not signed in any more.")
            return NoticeWords(words.format_map(facts), (_sign_in(),), icon="log-in")
        case Topic.SIGNED_IN:
            return NoticeWords(translate("Notices", "Signed in: {account}.").format_map(facts))
        case Topic.SIGN_IN_FAILED:
            words = translate("Notices", "Not signed in. {why}")
            return NoticeWords(words.format_map(facts).strip(), (_sign_in(),))
        case Topic.ACCOUNT_FAILED:
            return NoticeWords(
                translate("Notices", "The balance is not known. {why}").format_map(facts).strip()
            )
        case Topic.PRICES_FAILED:
            again = Link("refresh_prices", translate("Notices", "Try again"), "refreshPricesLink")
            return NoticeWords(
                translate("Notices", "No new prices. {why}").format_map(facts).strip(), (again,)
            )
        case Topic.PRICES_SKIPPED:
            facts.setdefault("skipped", "?")
            words = translate(
                "Notices", "{skipped} rows of the price list could not be read and are left out."
            )
            return NoticeWords(words.format_map(facts), (_log(),))
        case Topic.FILE_SAVED:
            facts.setdefault("name", "?")
            words = translate("Notices", "Saved: {name}")
            return NoticeWords(words.format_map(facts), icon="download")
        case Topic.FILE_FAILED:
            return NoticeWords(translate("Notices", "Not saved. {why}").format_map(facts).strip())
        case Topic.JOURNAL_FAILED:
            return NoticeWords(facts["why"], (_log(),), icon="database")
        case _:
            return NoticeWords(facts["why"])
