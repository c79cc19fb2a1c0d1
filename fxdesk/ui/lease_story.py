# SPDX-License-Identifier: MIT
"""Say in sentences how a number stands: what is awaited, what went wrong last, and when it is tried again."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from fxdesk.core.clock import Stamp
from fxdesk.core.figures import format_money
from fxdesk.core.lease_state import Mark, State
from fxdesk.core.model import Lease
from fxdesk.core.release_rules import ABSURD_WAIT
from fxdesk.ui.auto_release_words import auto_release_story
from fxdesk.ui.mark_words import mark_sentences, trouble_sentence
from fxdesk.ui.refusal_words import refusal_sentence
from fxdesk.ui.state_words import SMS_FIRST, is_uncertain, seconds_until
from fxdesk.ui.tokens import Role

translate = QCoreApplication.translate


def lease_story(lease: Lease, now: Stamp) -> tuple[Role, str]:
    """The role of its colour, and the sentences; "" when the SMS says it all."""
    sentences = [*mark_sentences(lease), trouble_sentence(lease, now), _state(lease, now), _deleted(lease)]
    if lease.state is State.UNCERTAIN:
        # What was asked comes before what to do about it.
        sentences.insert(0, sentences.pop(-2))
    sentences.append(auto_release_story(lease, now))
    words = " ".join(sentence for sentence in sentences if sentence)
    if Mark.NOT_SAVED in lease.marks:
        return "bad", words
    return ("warn" if is_uncertain(lease) else "text2"), words


def _deleted(lease: Lease) -> str:
    """That an SMS came, where nothing else of it is left to show."""
    if not lease.text_deleted:
        return ""
    at = next(sms.received.utc for sms in reversed(lease.sms) if sms.deleted)
    words = (
        translate("Story", "Text lost with a part of the journal. The SMS came on {day} at {time}.")
        if lease.text_lost
        else translate("Story", "Text deleted. The SMS came on {day} at {time}.")
    )
    came = datetime.fromtimestamp(at)
    return words.format(day=f"{came:%Y-%m-%d}", time=f"{came:%H:%M:%S}")


def _state(lease: Lease, now: Stamp) -> str:
    match lease.state:
        case State.ASKING:
            return translate("Story", "Asked the service for a number. FX Desk listens for two minutes.")
        case State.UNCERTAIN:
            return _uncertain(lease)
        case State.REFUSED if lease.refusal is not None:
            return refusal_sentence(*lease.refusal)
        case State.REFUSED:
            return translate(
                "Story", "Closed without a number. If an answer still comes, the row opens again."
            )
        case State.SENDING:
            return translate("Story", "The SMS was handed in. FX Desk looks for its receipt.")
        case State.RECEIPT if Mark.UNCERTAIN_ACT in lease.marks:
            return translate(
                "Story",
                "This message may be the receipt of your SMS, or a code. Say which: choose It is the code, "
                "or settle whether the SMS was sent.",
            )
        case State.RECEIPT:
            return translate(
                "Story", "The service confirms the SMS; this is its receipt, not a code. A code may follow."
            )
        case State.WAITING if not lease.trouble and lease.rounds > 1:
            return translate("Story", "In use again, use {n} of this number. No new SMS yet.").format(
                n=lease.rounds
            )
        case State.WAITING if not lease.trouble:
            if lease.looks > 1:
                return translate("Story", "No SMS yet, looked {n} times.").format(n=lease.looks)
            return translate("Story", "No SMS yet.")
        case State.RELEASING if lease.refusal == SMS_FIRST:
            return translate("Story", "The SMS came first, so it is charged. FX Desk fetches it now.")
        case State.RELEASING if lease.sent_once and seconds_until(lease.due, now) > ABSURD_WAIT:
            return translate(
                "Story",
                "The service wants {n} s to pass before the release. You can keep the number instead.",
            ).format(n=seconds_until(lease.due, now))
        case State.RELEASING if Mark.RELEASE_UNCONFIRMED in lease.marks:
            return ""
        case State.RELEASING if seconds_until(lease.due, now) and not lease.sent_once:
            return translate("Story", "It is released when the time is up. Until then you can keep it.")
        case State.RELEASING if seconds_until(lease.due, now):
            return translate("Story", "The service allows the release later. It is sent when the time is up.")
        case State.RELEASED:
            return translate("Story", "The service has taken it back. An SMS that comes late is still shown.")
        case State.GONE:
            return translate("Story", "The service closed this number before an SMS came.")
        case State.BLACKLISTED if not lease.text:
            return translate("Story", "The number is blacklisted; no SMS will come.")
        case State.LOST:
            return translate("Story", "You settled it as charged and lost. It counts as spent.")
    return ""


def _uncertain(lease: Lease) -> str:
    asked = datetime.fromtimestamp(lease.asked.utc).strftime("%H:%M:%S")
    price = lease.order.most
    if price is None:
        words = translate("Story", "Sent at {time}, no answer came. It may have been charged.")
        return words.format(time=asked)
    words = translate("Story", "Sent at {time} for {price}, no answer came. It may have been charged.")
    if price != lease.order.list_price:
        words = translate(
            "Story", "Sent at {time} for at most {price}, no answer came. It may have been charged."
        )
    return words.format(time=asked, price=format_money(price))
