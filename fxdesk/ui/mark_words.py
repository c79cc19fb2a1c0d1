# SPDX-License-Identifier: MIT
"""Say of each mark of a number what it means and what to do next."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import ENDED, POLLED, Mark, State
from fxdesk.core.model import Lease
from fxdesk.core.use_again_rules import may_be_in_use
from fxdesk.ui.error_words import cause_words
from fxdesk.ui.state_words import next_try

translate = QCoreApplication.translate


def mark_sentences(lease: Lease) -> list[str]:
    """One sentence for each mark that wants one, the gravest first, and for what has to be settled."""
    said = [
        (Mark.NOT_SAVED, _not_saved(lease)),
        (
            Mark.ACT_OUT,
            translate(
                "Marks", "What you asked for is on its way to the service. FX Desk listens for two minutes."
            ),
        ),
        (Mark.UNCERTAIN_ACT, _uncertain(lease)),
        (Mark.UNKNOWN_TO_SERVICE, _unknown(lease)),
        (Mark.NOT_WATCHED, _not_watched(lease)),
        (Mark.ASK_AGAIN, _ask_again(lease)),
        (Mark.RELEASE_UNCONFIRMED, _unconfirmed(lease)),
        (Mark.OLD_SMS, _old_sms(lease)),
        (
            Mark.CHARGED_AFTER_END,
            translate(
                "Marks",
                "The balance shows that it was charged after its end. Save the evidence for the service.",
            ),
        ),
        (
            Mark.CONTRADICTED,
            translate(
                "Marks",
                "The balance contradicts what you settled: it fell by what this costs. Look at the balance "
                "check.",
            ),
        ),
        (
            Mark.LATE_SMS,
            translate("Marks", "The SMS came after the end. It counts as charged; its text can be copied."),
        ),
        (Mark.STILL_WAITING, _still_waiting(lease)),
        (Mark.SOLD_TWICE, _sold_twice(lease)),
        (Mark.INCOMPLETE, _incomplete(lease)),
    ]
    sentences = [sentence for mark, sentence in said if mark in lease.marks and sentence]
    if lease.state is State.UNCERTAIN:
        sentences.append(
            translate("Marks", "FX Desk does not ask again by itself. Settle it when the balance is clear.")
        )
    return sentences


def trouble_sentence(lease: Lease, now: Stamp) -> str:
    """The last error, how many tries there were, when the next one is; "" while the service is reached."""
    trouble = lease.trouble
    if trouble is None:
        return ""
    cause = cause_words(trouble.cause)
    match trouble.kind:
        case "not sent":
            words = translate("Story", "Last error: nothing was sent, {cause}; {tries}.")
        case "unreadable":
            words = translate("Story", "Last error: the answer could not be read; {tries}.")
        case _:
            words = translate("Story", "Last error: no answer, {cause}; {tries}.")
    if trouble.tries == 1:
        tries = translate("Story", "one try")
    else:
        tries = translate("Story", "{n} tries").format(n=trouble.tries)
    left = next_try(lease, now)
    if left:
        said = translate("Story", "Next try in {n} s.").format(n=left)
    else:
        said = translate("Story", "Trying again now.")
    return f"{words.format(cause=cause, tries=tries)} {said}"


def _not_saved(lease: Lease) -> str:
    if lease.grant is None:
        return translate(
            "Marks",
            "NOT SAVED: what came last is not on the disk. Make room; FX Desk tries again each second.",
        )
    return translate(
        "Marks",
        "NOT SAVED: copy this number and key now. The journal cannot be written at the moment; FX Desk tries "
        "again each second.",
    )


def _uncertain(lease: Lease) -> str:
    if lease.state is State.RECEIPT:
        return translate(
            "Marks", "Your SMS was handed over and no answer came. Settle whether it was sent and charged."
        )
    if may_be_in_use(lease) and lease.again_until is not None:
        words = translate(
            "Marks",
            "Using it again was sent and no answer came. It may have been charged, and is then in use until "
            "{time} at most. FX Desk looks for its SMS; a new one settles it, or you do.",
        )
        return words.format(time=datetime.fromtimestamp(lease.again_until.utc).strftime("%H:%M"))
    return translate(
        "Marks", "An act on this number was sent and no answer came. It may have been charged. Settle it."
    )


def _unknown(lease: Lease) -> str:
    if lease.state not in POLLED:
        return ""
    return translate(
        "Marks",
        "The service does not know this number any more. Look for its SMS once more, then settle it by the "
        "balance.",
    )


def _not_watched(lease: Lease) -> str:
    if lease.state is State.RELEASING:
        return translate("Marks", "Its account is signed out, so it is not released. Sign in to go on.")
    return translate("Marks", "Its account is signed out, so nobody looks for the SMS. Sign in to watch it.")


def _ask_again(lease: Lease) -> str:
    if lease.state is State.BLACKLISTING:
        return translate(
            "Marks",
            "You wanted to blacklist this number before the program ended. Blacklist it now, or keep it.",
        )
    return translate(
        "Marks", "You wanted to release this number before the program ended. Release it now, or keep it."
    )


def _unconfirmed(lease: Lease) -> str:
    if lease.state is State.BLACKLISTING:
        return translate(
            "Marks", "The service has not confirmed the blacklisting. You can blacklist it again."
        )
    if lease.state is not State.RELEASING:
        return ""
    return translate(
        "Marks",
        "The service has not confirmed the release, so it may still be charged. You can release it again.",
    )


def _old_sms(lease: Lease) -> str:
    if lease.state not in (State.WAITING, State.RELEASING):
        return ""
    return translate(
        "Marks",
        "The service shows the earlier SMS again; that is no new code. If you know that it came anew, "
        "choose It is the code.",
    )


def _still_waiting(lease: Lease) -> str:
    if lease.state is not State.WAITING:
        return ""
    return translate("Marks", "No SMS for a long time. Release the number if you do not need it.")


def _sold_twice(lease: Lease) -> str:
    return translate(
        "Marks",
        "The service sold this very number before, so its SMS may be charged on both rows. Show the linked "
        "number.",
    )


def _incomplete(lease: Lease) -> str:
    if lease.state in ENDED or lease.state is State.RECEIVED:
        return translate("Marks", "The service's answer named no number. The evidence shows the answer.")
    return translate(
        "Marks",
        "The service's answer named no number, but it may be charged. The evidence shows the answer; release "
        "what you cannot use.",
    )
