# SPDX-License-Identifier: MIT
"""Put into sentences what became of using a number again, of a sent SMS, and of a reported result."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from fxdesk.core.errors import FxError, NotSent, SignInNeeded
from fxdesk.core.notice import Topic
from fxdesk.ui.error_words import cause_words
from fxdesk.ui.message_strip import Link
from fxdesk.ui.result_words import result_word

translate = QCoreApplication.translate

FURTHER = frozenset(
    {
        Topic.AGAIN_ACCEPTED,
        Topic.AGAIN_REFUSED,
        Topic.AGAIN_NOT_SENT,
        Topic.AGAIN_UNCERTAIN,
        Topic.AGAIN_SLOW,
        Topic.SEND_ACCEPTED,
        Topic.SEND_REFUSED,
        Topic.SEND_NOT_SENT,
        Topic.SEND_UNCERTAIN,
        Topic.SEND_SLOW,
        Topic.SEND_WENT_THROUGH,
        Topic.RECEIPT_ARRIVED,
        Topic.RECEIPT_OR_CODE,
        Topic.OLD_SMS_AGAIN,
        Topic.REPORTED,
        Topic.REPORT_REFUSED,
        Topic.REPORT_FORBIDDEN,
        Topic.REPORT_FAILED,
    }
)
"""The topics that have their words here."""


def further_words(
    topic: Topic, facts: Mapping[str, str], error: FxError | None
) -> tuple[str, tuple[Link, ...], str]:
    """The sentence of a topic of FURTHER, its links and its icon ("" for the rank's own)."""
    match topic:
        case Topic.RECEIPT_ARRIVED | Topic.RECEIPT_OR_CODE | Topic.OLD_SMS_AGAIN:
            return _about_arrival(topic, facts)
        case Topic.REPORTED | Topic.REPORT_REFUSED | Topic.REPORT_FORBIDDEN | Topic.REPORT_FAILED:
            return _about_report(topic, facts, error)
        case Topic.AGAIN_ACCEPTED | Topic.AGAIN_REFUSED | Topic.AGAIN_NOT_SENT:
            return _about_use(topic, facts, error)
        case Topic.AGAIN_UNCERTAIN | Topic.AGAIN_SLOW:
            return _about_use(topic, facts, error)
        case _:
            return _about_sending(topic, facts, error)


def _show_row() -> Link:
    return Link("show_row", translate("Notices", "Show row"), "showRowButton")


def _settle() -> Link:
    return Link("settle", translate("Notices", "Settle…"), "settleButton")


def _take_as_code() -> Link:
    return Link("take_as_code", translate("Notices", "It is the code"), "takeAsCodeButton")


def _sign_in(error: FxError | None) -> tuple[Link, ...]:
    if isinstance(error, SignInNeeded):
        return (Link("sign_in", translate("Notices", "Sign in…"), "signInLink"),)
    return ()


def _cause(error: FxError | None) -> str:
    return cause_words(getattr(error, "cause", "unreadable"))


def _about_use(
    topic: Topic, facts: Mapping[str, str], error: FxError | None
) -> tuple[str, tuple[Link, ...], str]:
    match topic:
        case Topic.AGAIN_ACCEPTED:
            words = translate(
                "Notices", "{number} ({service}) is in use again for {minutes} min. Its next SMS is awaited."
            )
            return words.format_map(facts), (_show_row(),), ""
        case Topic.AGAIN_UNCERTAIN if "until" in facts:
            words = translate(
                "Notices",
                "Using {number} ({service}) again was sent, no answer came. It may have been charged, and is "
                "then in use until {until} at most. FX Desk looks for its SMS and asks no second time.",
            )
            return words.format_map(facts), (_show_row(), _settle()), ""
        case Topic.AGAIN_UNCERTAIN:
            words = translate(
                "Notices",
                "Using {number} ({service}) again was sent, no answer came. It may have been charged. "
                "FX Desk will not ask again by itself.",
            )
            return words.format_map(facts), (_show_row(), _settle()), ""
        case Topic.AGAIN_SLOW:
            words = translate("Notices", "No answer yet to using {number} again. FX Desk is still listening.")
            return words.format_map(facts), (), "clock"
        case _:
            words = translate("Notices", "{number} ({service}) is not used again, nothing is charged. {why}")
            return words.format_map(facts), (_show_row(), *_sign_in(error)), ""


def _about_sending(
    topic: Topic, facts: Mapping[str, str], error: FxError | None
) -> tuple[str, tuple[Link, ...], str]:
    match topic:
        case Topic.SEND_ACCEPTED:
            words = translate(
                "Notices", "The SMS from {number} ({service}) was handed in. Its receipt is awaited."
            )
            return words.format_map(facts), (_show_row(),), "send"
        case Topic.SEND_WENT_THROUGH:
            words = translate(
                "Notices",
                "The service has this SMS from {number} already: the first try went through. "
                "Its receipt is awaited.",
            )
            return words.format_map(facts), (_show_row(),), "send"
        case Topic.SEND_UNCERTAIN:
            words = translate(
                "Notices",
                "The SMS from {number} ({service}) was handed over, no answer came. It may have been sent "
                "and charged. FX Desk will not send it again by itself.",
            )
            return words.format_map(facts), (_show_row(), _settle()), ""
        case Topic.SEND_SLOW:
            words = translate(
                "Notices", "No answer yet to the SMS from {number}. FX Desk is still listening."
            )
            return words.format_map(facts), (), "clock"
        case _:
            words = translate("Notices", "The SMS from {number} ({service}) is not sent. {why}")
            return words.format_map(facts), (_show_row(), *_sign_in(error)), ""


def _about_arrival(topic: Topic, facts: Mapping[str, str]) -> tuple[str, tuple[Link, ...], str]:
    match topic:
        case Topic.RECEIPT_ARRIVED:
            words = translate(
                "Notices", "{subject}: the SMS was sent, its receipt is here. A code may still follow."
            )
            return words.format_map(facts), (_show_row(),), "mail-check"
        case Topic.RECEIPT_OR_CODE:
            words = translate(
                "Notices",
                "{subject}: a message came while it is not known whether your SMS was sent. "
                "It may be its receipt or a code.",
            )
            return words.format_map(facts), (_show_row(), _take_as_code(), _settle()), "message"
        case _:
            words = translate(
                "Notices",
                "{subject}: the service shows the earlier SMS again. That is no new code, unless you know "
                "that it came anew.",
            )
            return words.format_map(facts), (_show_row(), _take_as_code()), "message"


def _about_report(
    topic: Topic, facts: Mapping[str, str], error: FxError | None
) -> tuple[str, tuple[Link, ...], str]:
    told = {**facts, "result": result_word(facts.get("remark", "")), "cause": _cause(error)}
    match topic:
        case Topic.REPORTED:
            words = translate("Notices", "Reported for {number} ({service}): {result}.")
            return words.format_map(told), (), ""
        case Topic.REPORT_FORBIDDEN:
            words = translate(
                "Notices",
                "Your account may not report results, and each try can cost balance. "
                "Reporting is switched off again.",
            )
            return words, (), ""
        case Topic.REPORT_FAILED if isinstance(error, NotSent):
            words = translate(
                "Notices", "The result for {number} is not reported: nothing was sent, {cause}."
            )
            return words.format_map(told), (), ""
        case Topic.REPORT_FAILED:
            words = translate(
                "Notices", "The report for {number} was sent, no answer came: {cause}. It is not repeated."
            )
            return words.format_map(told), (), ""
        case _:
            words = translate("Notices", "The result for {number} ({service}) is not reported. {why}")
            return words.format_map(told), (_show_row(), *_sign_in(error)), ""
