# SPDX-License-Identifier: MIT
"""Put a row's state and marks into an icon, a colour role and a few words, and say why an act is not open."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from fxdesk.core.clock import Stamp, span
from fxdesk.core.lease_state import ENDED, OPEN, POLLED, Act, Mark, State
from fxdesk.core.model import Lease
from fxdesk.core.release_rules import ABSURD_WAIT
from fxdesk.ui.auto_release_words import last_look_word
from fxdesk.ui.refusal_words import refusal_words
from fxdesk.ui.tokens import Role

SMS_FIRST = ("setRel", "-4")
"""The refusal of a release that says that the SMS came first."""

SLOW_AFTER = 15
"""Seconds after which a row that asks for a number says that no answer has come yet."""

translate = QCoreApplication.translate


class StateWords(NamedTuple):
    """What the State cell shows: an icon's name, the role of its colour, and the words."""

    icon: str
    role: Role
    text: str


def seconds_until(due: Stamp | None, now: Stamp) -> int:
    """Whole seconds until `due`, rounded up; 0 when it is past or nothing is due."""
    if due is None:
        return 0
    left = due.elapsed - now.elapsed if due.boot == now.boot else due.utc - now.utc
    return max(0, math.ceil(left))


def next_try(lease: Lease, now: Stamp) -> int:
    """Whole seconds until the next try after a failure; 0 when it is due or none is planned."""
    if lease.trouble is None:
        return 0
    return max(0, math.ceil(lease.trouble.next_try - now.elapsed))


def is_past(lease: Lease) -> bool:
    """Whether the row is over and shown as past; an SMS that came late keeps it in full colour."""
    if lease.marks & {Mark.NOT_SAVED, Mark.LATE_SMS, Mark.CHARGED_AFTER_END, Mark.CONTRADICTED}:
        return False
    return lease.state in ENDED or lease.state is State.REFUSED


def is_uncertain(lease: Lease) -> bool:
    """Whether the money of the row is uncertain, so that it stands on a tinted ground."""
    if lease.state is State.UNCERTAIN or Mark.UNCERTAIN_ACT in lease.marks:
        return True
    return Mark.UNKNOWN_TO_SERVICE in lease.marks and lease.state in POLLED


def ticks(lease: Lease) -> bool:
    """Whether the row's words or its waiting time change with the clock."""
    return lease.state in OPEN or bool(lease.trouble)


def state_words(lease: Lease, now: Stamp) -> StateWords:
    """The words for a row. The first that is true of it counts, what endangers money before what is usual."""
    return _marked(lease, now) or _plain(lease, now)


def _marked(lease: Lease, now: Stamp) -> StateWords | None:
    marks, state = lease.marks, lease.state
    if Mark.NOT_SAVED in marks:
        return StateWords("circle-alert", "bad", translate("State", "NOT SAVED"))
    if Mark.UNCERTAIN_ACT in marks and state is State.RECEIPT:
        return StateWords("triangle-alert", "warn", translate("State", "Receipt or code?"))
    if Mark.ACT_OUT in marks:
        return StateWords("loader-circle", "text2", translate("State", "Asking…"))
    if Mark.UNCERTAIN_ACT in marks:
        return StateWords("triangle-alert", "warn", translate("State", "Sent, no answer"))
    if Mark.CHARGED_AFTER_END in marks and state in ENDED:
        if state is State.RELEASED:
            return StateWords("triangle-alert", "warn", translate("State", "Charged after release"))
        return StateWords("triangle-alert", "warn", translate("State", "Charged after the end"))
    if Mark.CONTRADICTED in marks and state is State.REFUSED:
        return StateWords("triangle-alert", "warn", translate("State", "Charged after all?"))
    if Mark.LATE_SMS in marks and state in ENDED:
        return StateWords("message", "ok", translate("State", "Late SMS"))
    if state is State.BLACKLISTING:
        return _marked_blacklisting(lease, now)
    if state not in POLLED:
        return None
    if Mark.UNKNOWN_TO_SERVICE in marks:
        return StateWords("triangle-alert", "warn", translate("State", "Unknown to service"))
    if Mark.NOT_WATCHED in marks:
        return StateWords("eye-off", "warn", translate("State", "Not watched"))
    if state is State.RELEASING:
        return _marked_releasing(lease, now)
    if Mark.NOT_REACHED in marks or lease.trouble is not None:
        return _not_reached(lease, now)
    if word := last_look_word(lease, now):
        return StateWords("clock", "accent_text", word)
    if Mark.OLD_SMS in marks and state is State.WAITING:
        return StateWords("message", "accent_text", translate("State", "Earlier SMS again"))
    if Mark.INCOMPLETE in marks and state is State.WAITING:
        return StateWords("circle-alert", "warn", translate("State", "Number unknown"))
    if Mark.STILL_WAITING in marks and state is State.WAITING:
        return StateWords("clock", "warn", translate("State", "Still waiting: release?"))
    if Mark.SOLD_TWICE in marks and state is State.WAITING:
        return StateWords("clock", "warn", translate("State", "Waiting, sold twice"))
    return None


def _marked_releasing(lease: Lease, now: Stamp) -> StateWords | None:
    if Mark.ASK_AGAIN in lease.marks:
        return StateWords("timer", "warn", translate("State", "Release or keep?"))
    if lease.refusal == SMS_FIRST:
        return StateWords("message", "accent_text", translate("State", "Fetching the SMS…"))
    if lease.sent_once and (left := seconds_until(lease.due, now)) > ABSURD_WAIT:
        hours = math.ceil(left / 3600)
        return StateWords("timer", "warn", translate("State", "Releasing in {n} h").format(n=hours))
    if Mark.RELEASE_UNCONFIRMED not in lease.marks:
        return None
    left = seconds_until(lease.due, now) or next_try(lease, now)
    if left:
        return StateWords(
            "cloud-off", "bad", translate("State", "Not released, retry in {n} s").format(n=left)
        )
    if lease.refusal is None:
        # It was sent and may have gone through.
        return StateWords("cloud-off", "bad", translate("State", "Release not confirmed"))
    return StateWords("cloud-off", "bad", translate("State", "Not released"))


def _marked_blacklisting(lease: Lease, now: Stamp) -> StateWords | None:
    if Mark.ASK_AGAIN in lease.marks:
        return StateWords("ban", "warn", translate("State", "Blacklist now?"))
    if Mark.RELEASE_UNCONFIRMED not in lease.marks:
        return None
    left = seconds_until(lease.due, now) or next_try(lease, now)
    if left:
        return StateWords(
            "cloud-off", "bad", translate("State", "Not blacklisted, retry in {n} s").format(n=left)
        )
    if lease.refusal is None:
        return StateWords("cloud-off", "bad", translate("State", "Blacklist not confirmed"))
    return StateWords("cloud-off", "bad", translate("State", "Not blacklisted"))


def _not_reached(lease: Lease, now: Stamp) -> StateWords:
    if lease.trouble is not None and lease.trouble.kind == "unreadable":
        return StateWords("circle-alert", "bad", translate("State", "Unreadable answer"))
    left = next_try(lease, now)
    if left:
        return StateWords("cloud-off", "bad", translate("State", "Retrying in {n} s").format(n=left))
    return StateWords("cloud-off", "bad", translate("State", "Retrying…"))


def _plain(lease: Lease, now: Stamp) -> StateWords:
    match lease.state:
        case State.ASKING:
            if span(lease.asked, now).seconds >= SLOW_AFTER:
                return StateWords("loader-circle", "text2", translate("State", "No answer yet…"))
            return StateWords("loader-circle", "text2", translate("State", "Asking…"))
        case State.UNCERTAIN:
            return StateWords("triangle-alert", "warn", translate("State", "Sent, no answer"))
        case State.REFUSED:
            return StateWords("circle-minus", "muted", refusal_words(lease.refusal))
        case State.WAITING:
            return StateWords("clock", "accent_text", translate("State", "Waiting for code"))
        case State.SENDING:
            return StateWords("send", "accent_text", translate("State", "Sending SMS"))
        case State.RECEIPT:
            return StateWords("mail-check", "ok", translate("State", "SMS sent"))
        case State.RECEIVED:
            if lease.text_lost:
                return StateWords("triangle-alert", "warn", translate("State", "Text lost"))
            if not lease.text and not lease.code and not lease.text_deleted:
                return StateWords("circle-check", "muted", translate("State", "Done"))
            return StateWords("circle-check", "ok", translate("State", "Code received"))
        case State.RELEASING:
            left = seconds_until(lease.due, now)
            if left:
                return StateWords(
                    "timer", "accent_text", translate("State", "Releasing in {n} s").format(n=left)
                )
            return StateWords("timer", "accent_text", translate("State", "Releasing…"))
        case State.RELEASED:
            return StateWords("undo-2", "muted", translate("State", "Released"))
        case State.BLACKLISTING:
            return StateWords("ban", "accent_text", translate("State", "Blacklisting…"))
        case State.BLACKLISTED:
            return StateWords("ban", "muted", translate("State", "Blacklisted"))
        case State.GONE:
            return StateWords("circle-minus", "muted", translate("State", "Closed by service"))
        case State.LOST:
            return StateWords("circle-dashed", "muted", translate("State", "Charged, lost"))


def usual_words() -> tuple[str, ...]:
    """The words that a day with numbers brings, with wide figures: what the State column is measured by."""
    return (
        translate("State", "Asking…"),
        translate("State", "No answer yet…"),
        translate("State", "Waiting for code"),
        translate("State", "Code received"),
        translate("State", "Releasing in {n} s").format(n=88),
        translate("State", "Released"),
        translate("State", "Sent, no answer"),
        translate("State", "Retrying in {n} s").format(n=88),
        translate("State", "Closed by service"),
        translate("State", "Blacklisted"),
    )


def why_not(why: str, act: Act) -> str:
    """Why an act is not open, as a sentence; `why` is a key of lease_state.Allowed."""
    if act in (Act.COPY_CODE, Act.COPY_SMS) and why in ("sms_arrived", "refused"):
        return translate("Reasons", "There is no SMS here.")
    if act is Act.BLACKLIST and why == "no_sms_yet":
        return translate("Reasons", "No SMS has come yet: release the number instead.")
    match why:
        case "asking":
            return translate("Reasons", "The number is still being asked for.")
        case "uncertain":
            return translate("Reasons", "No answer came, so there is no number. Settle the row first.")
        case "refused":
            return translate("Reasons", "The service gave no number.")
        case "no_sms_yet":
            return translate("Reasons", "No SMS has come yet.")
        case "sending":
            return translate("Reasons", "An SMS is being sent from this number.")
        case "sms_arrived":
            return translate("Reasons", "The SMS has arrived: the number is charged and cannot be released.")
        case "releasing":
            return translate("Reasons", "The number is being released.")
        case "released":
            return translate("Reasons", "The number has been released.")
        case "blacklisting":
            return translate("Reasons", "The number is being blacklisted.")
        case "blacklisted":
            return translate("Reasons", "The number is blacklisted.")
        case "gone":
            return translate("Reasons", "The service has closed this number.")
        case "lost":
            return translate("Reasons", "This row was settled as charged and lost.")
        case "act_out":
            return translate(
                "Reasons", "Something paid for on this number is on its way. Wait for its answer."
            )
        case "uncertain_act":
            return translate("Reasons", "An act on this number was sent and no answer came. Settle it first.")
        case "no_uncertain_act":
            return translate("Reasons", "Nothing on this number is left to be settled.")
        case "no_sms_to_take":
            return translate("Reasons", "No message is here that could be taken for the code.")
        case "sms_first":
            return translate("Reasons", "The SMS came first, so the number is charged. It is being fetched.")
        case "no_number":
            return translate("Reasons", "There is no number yet.")
        case _:
            raise KeyError(why)
