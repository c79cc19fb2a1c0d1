# SPDX-License-Identifier: MIT
"""Put each event of a number's life into a line of its timeline."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from fxdesk.core.figures import format_money
from fxdesk.core.lease_state import Event
from fxdesk.core.model import Lease, TimelineEvent
from fxdesk.core.text import clean, isolate
from fxdesk.ui.auto_release_words import auto_release_event
from fxdesk.ui.error_words import cause_words
from fxdesk.ui.lease_row import phone
from fxdesk.ui.refusal_words import refusal_sentence
from fxdesk.ui.tokens import Role

translate = QCoreApplication.translate

_FACT_LIMIT = 120


class EventWords(NamedTuple):
    """A line of the timeline: the role of its dot, its words, and whether it stands out."""

    role: Role
    text: str
    strong: bool = False


def event_words(event: TimelineEvent, lease: Lease) -> EventWords:
    """What happened, in a few words."""
    # Whoever wrote it: none of the words below need think of it.
    detail = {name: clean(value, _FACT_LIMIT, one_line=True) for name, value in event.detail}
    said = _purchase(event, lease, detail) or _look(event, detail) or _release(event, detail)
    return said or _blacklist(event, detail) or _more(event, detail) or _other(event, detail)


def looks_words(event: TimelineEvent) -> str:
    """The looks for a code before this event, "" when there were none."""
    looks = dict(event.detail).get("looks", "")
    return looked_words(int(looks)) if looks.isdecimal() and int(looks) else ""


def looked_words(times: int) -> str:
    """So many looks found no SMS."""
    if times == 1:
        return translate("Events", "Looked once, no SMS yet")
    return translate("Events", "Looked {n} times, no SMS yet").format(n=times)


def _fact(detail: dict[str, str], name: str) -> str:
    return isolate(clean(detail.get(name, ""), _FACT_LIMIT, one_line=True))


def _amount(detail: dict[str, str], name: str) -> str:
    """An amount as the window writes it; as it stands where it is none."""
    try:
        return format_money(Decimal(detail.get(name, "")))
    except (InvalidOperation, ValueError):
        return _fact(detail, name)


def _refused(event: TimelineEvent, detail: dict[str, str]) -> str:
    return refusal_sentence(event.act, detail["code"]) if "code" in detail else ""


def _purchase(event: TimelineEvent, lease: Lease, detail: dict[str, str]) -> EventWords | None:
    match event.event:
        case Event.INTENDED:
            order = lease.order
            if order.most is None:
                return EventWords("control", translate("Events", "Asked for a number"))
            words = translate("Events", "Asked, price {price}")
            if order.most != order.list_price:
                words = translate("Events", "Asked, price at most {price}")
            return EventWords("control", words.format(price=format_money(order.most)))
        case Event.ANSWERED:
            if "fault" in detail:
                words = translate("Events", "A part of an answer came and was kept: {cause}")
                return EventWords("warn", words.format(cause=cause_words(detail["fault"])))
            return EventWords("control", translate("Events", "An answer came and was kept"))
        case Event.GRANTED:
            dial, number = phone(lease)
            if not number:
                return EventWords("warn", translate("Events", "Got a number that the answer does not name"))
            words = translate("Events", "Got {number}")
            if "price" in detail:
                words = translate("Events", "Got {number}, price {price}")
            shown = isolate(f"{dial} {number}".strip())
            return EventWords("control", words.format(number=shown, price=_amount(detail, "price")))
        case Event.OUTCOME_UNKNOWN:
            words = translate("Events", "Sent, no answer: {cause}")
            return EventWords("warn", words.format(cause=cause_words(detail.get("cause", "")) or "?"), True)
        case Event.REFUSED:
            return EventWords("bad", _refused(event, detail) or translate("Events", "Refused"))
        case Event.NOT_SENT:
            words = translate("Events", "Not sent: {cause}")
            return EventWords("bad", words.format(cause=cause_words(detail.get("cause", "")) or "?"))
        case Event.SETTLED_NOT_CHARGED:
            return EventWords("control", _noted(translate("Events", "You settled it: not charged"), detail))
        case Event.SETTLED_LOST:
            return EventWords("warn", _noted(translate("Events", "You settled it: charged and lost"), detail))
        case Event.SETTLED_GONE:
            words = translate("Events", "You settled it: gone, not charged")
            return EventWords("control", _noted(words, detail))
    return None


def _look(event: TimelineEvent, detail: dict[str, str]) -> EventWords | None:
    match event.event:
        case Event.SMS:
            return EventWords("ok", translate("Events", "SMS arrived"), True)
        case Event.LOOK_GONE:
            return EventWords("muted", translate("Events", "Closed by the service"))
        case Event.LOOK_BLACKED:
            return EventWords("muted", translate("Events", "Blacklisted by the service"))
        case Event.LOOK_TOKEN_VOID:
            return EventWords("warn", translate("Events", "The sign-in was no longer valid"))
        case Event.LOOK_UNKNOWN:
            return EventWords("warn", translate("Events", "The service does not know this number"))
        case Event.LOOK_KNOWN:
            return EventWords("control", translate("Events", "The service knows this number again"))
        case Event.STILL_WAITING:
            words = translate("Events", "No SMS after {n} min; looking every 30 s from now on")
            return EventWords("warn", words.format(n=_fact(detail, "minutes")))
    return None


def _release(event: TimelineEvent, detail: dict[str, str]) -> EventWords | None:
    match event.event:
        case Event.RELEASE_WANTED if detail.get("by") == "itself":
            return EventWords("control", translate("Events", "No code in time: released by itself"))
        case Event.RELEASE_WANTED:
            return EventWords("control", translate("Events", "Release wanted"))
        case Event.RELEASE_SENT:
            return EventWords("control", translate("Events", "Release sent"))
        case Event.RELEASE_KEPT:
            return EventWords("control", translate("Events", "Kept after all"))
        case Event.RELEASED:
            return EventWords("ok", translate("Events", "Released"), True)
        case Event.RELEASE_TOO_SOON:
            words = translate("Events", "Release allowed in {n} s")
            return EventWords("control", words.format(n=_fact(detail, "seconds")))
        case Event.RELEASE_GONE:
            return EventWords("muted", translate("Events", "Gone before the release"))
        case Event.RELEASE_SMS_FIRST:
            return EventWords("warn", translate("Events", "Not released: the SMS came first"), True)
        case Event.RELEASE_SENDING:
            return EventWords("warn", translate("Events", "Not released: an SMS is being sent"))
        case Event.RELEASE_BLACKED:
            return EventWords("muted", translate("Events", "Released too often: blacklisted"))
        case Event.RELEASE_NO_ANSWER:
            words = translate("Events", "Release not confirmed: {cause}")
            return EventWords("bad", words.format(cause=cause_words(detail.get("cause", "")) or "?"))
        case Event.RELEASE_REFUSED:
            return EventWords("bad", _refused(event, detail) or translate("Events", "Release refused"))
        case Event.RELEASE_NOT_SENT:
            words = translate("Events", "Release did not leave: {cause}")
            return EventWords("bad", words.format(cause=cause_words(detail.get("cause", "")) or "?"))
        case Event.AUTO_RELEASE_SET | Event.AUTO_RELEASE_OFF:
            return EventWords("control", auto_release_event(event.event, detail))
    return None


def _blacklist(event: TimelineEvent, detail: dict[str, str]) -> EventWords | None:
    match event.event:
        case Event.BLACKLIST_WANTED:
            reason = _fact(detail, "reason")
            words = translate("Events", "Blacklist wanted: {reason}").format(reason=reason)
            return EventWords("control", words)
        case Event.BLACKLIST_SENT:
            return EventWords("control", translate("Events", "Blacklist sent"))
        case Event.BLACKLISTED:
            return EventWords("muted", translate("Events", "Blacklisted"), True)
        case Event.BLACKLIST_REFUSED:
            return EventWords("bad", _refused(event, detail) or translate("Events", "Blacklist refused"))
        case Event.BLACKLIST_NO_ANSWER:
            words = translate("Events", "Blacklist not confirmed: {cause}")
            return EventWords("bad", words.format(cause=cause_words(detail.get("cause", "")) or "?"))
        case Event.BLACKLIST_NOT_SENT:
            words = translate("Events", "Blacklist did not leave: {cause}")
            return EventWords("bad", words.format(cause=cause_words(detail.get("cause", "")) or "?"))
    return None


def _more(event: TimelineEvent, detail: dict[str, str]) -> EventWords | None:
    cause = cause_words(detail.get("cause", "")) or "?"
    match event.event:
        case Event.AGAIN_NOT_SENT:
            return EventWords("bad", translate("Events", "Use again not sent: {cause}").format(cause=cause))
        case Event.AGAIN_SETTLED_CHARGED:
            words = translate("Events", "You settled it: used again and charged")
            return EventWords("warn", _noted(words, detail))
        case Event.AGAIN_SETTLED_NOT_CHARGED:
            return EventWords(
                "control", _noted(translate("Events", "You settled it: not used again"), detail)
            )
        case Event.SEND_REPEATED:
            return EventWords("warn", translate("Events", "The service has this SMS already"))
        case Event.SEND_NOT_SENT:
            return EventWords("bad", translate("Events", "SMS not handed in: {cause}").format(cause=cause))
        case Event.SEND_SETTLED_CHARGED:
            words = translate("Events", "You settled it: the SMS was sent")
            return EventWords("warn", _noted(words, detail))
        case Event.SEND_SETTLED_NOT_CHARGED:
            words = translate("Events", "You settled it: no SMS was sent")
            return EventWords("control", _noted(words, detail))
        case Event.CHARGED_AFTER_END:
            words = translate("Events", "Charged after the end: balance {before} → {after}")
            told = words.format(before=_amount(detail, "before"), after=_amount(detail, "after"))
            return EventWords("warn", told, True)
        case Event.CONTRADICTED:
            words = translate("Events", "The balance contradicts what you settled: {before} → {after}")
            told = words.format(before=_amount(detail, "before"), after=_amount(detail, "after"))
            return EventWords("warn", told, True)
        case Event.CHARGE_NOTED:
            return EventWords("control", translate("Events", "You saw the notice of this charge"))
        case Event.OLD_SMS_SEEN:
            return EventWords("control", translate("Events", "The service shows the earlier SMS again"))
        case Event.TAKEN_AS_CODE:
            return EventWords("ok", translate("Events", "You took it for a new code"), True)
        case Event.REPORT_SENT:
            return EventWords("control", translate("Events", "Report of the result sent"))
        case Event.REPORT_REFUSED:
            return EventWords("bad", _refused(event, detail) or translate("Events", "Report refused"))
        case Event.REPORT_FAILED if detail.get("kind") == "not sent":
            return EventWords("bad", translate("Events", "Report did not leave: {cause}").format(cause=cause))
        case Event.REPORT_FAILED:
            words = translate("Events", "Report not confirmed: {cause}")
            return EventWords("bad", words.format(cause=cause))
    return None


def _other(event: TimelineEvent, detail: dict[str, str]) -> EventWords:
    match event.event:
        case Event.AGAIN_INTENDED:
            return EventWords("control", translate("Events", "Asked to use it again"))
        case Event.AGAIN_ACCEPTED if detail.get("found") == "by SMS":
            return EventWords("control", translate("Events", "In use again: the new SMS below shows it"))
        case Event.AGAIN_ACCEPTED:
            return EventWords("control", translate("Events", "In use again"))
        case Event.AGAIN_REFUSED:
            return EventWords("bad", _refused(event, detail) or translate("Events", "Use again refused"))
        case Event.AGAIN_UNKNOWN:
            return EventWords("warn", translate("Events", "Use again sent, no answer"), True)
        case Event.SEND_INTENDED:
            return EventWords("control", translate("Events", "Asked to send an SMS"))
        case Event.SEND_ACCEPTED:
            return EventWords("control", translate("Events", "The SMS was handed in"))
        case Event.SEND_REFUSED:
            return EventWords("bad", _refused(event, detail) or translate("Events", "Sending refused"))
        case Event.SEND_UNKNOWN:
            return EventWords("warn", translate("Events", "Sending sent, no answer"), True)
        case Event.REPORTED:
            return EventWords("control", translate("Events", "Result reported"))
        case Event.DONE:
            return EventWords("control", translate("Events", "Done, no code is to come"))
        case Event.COPIED:
            return EventWords("control", _copied(detail.get("what", "")))
        case _:
            raise ValueError(event.event)


def _noted(words: str, detail: dict[str, str]) -> str:
    """What the person added in their own words, behind ours."""
    if not detail.get("note"):
        return words
    return translate("Events", "{words}. Note: {note}").format(words=words, note=_fact(detail, "note"))


def _copied(what: str) -> str:
    match what:
        case "code":
            return translate("Events", "Code copied")
        case "number":
            return translate("Events", "Number copied")
        case "sms":
            return translate("Events", "SMS text copied")
        case _:
            return translate("Events", "Part of the SMS copied")
