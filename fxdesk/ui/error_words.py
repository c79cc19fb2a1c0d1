# SPDX-License-Identifier: MIT
"""Put what went wrong into sentences of our own: what happened, and what to do next."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from fxdesk.core.errors import (
    FileFailed,
    FxError,
    Garbled,
    JournalFailed,
    KeyringFailed,
    NoAnswer,
    NotSent,
    OutcomeUnknown,
    Refused,
    TooSoon,
)
from fxdesk.core.text import clean, isolate
from fxdesk.ui.refusal_words import refusal_sentence
from fxdesk.ui.upkeep_words import backup_error, journal_failed

translate = QCoreApplication.translate

_CAUSE_LIMIT = 80

_CAUSES: dict[str, object] = {
    "dns": QT_TRANSLATE_NOOP("Causes", "the service's address could not be found"),
    "connect": QT_TRANSLATE_NOOP("Causes", "the service could not be reached"),
    "timeout": QT_TRANSLATE_NOOP("Causes", "it took too long"),
    "tls": QT_TRANSLATE_NOOP("Causes", "no encrypted connection could be made"),
    "untrusted": QT_TRANSLATE_NOOP("Causes", "the service's certificate is not to be trusted"),
    "insecure": QT_TRANSLATE_NOOP("Causes", "the connection would not be encrypted"),
    "stopped": QT_TRANSLATE_NOOP("Causes", "the program was stopping"),
    "reset": QT_TRANSLATE_NOOP("Causes", "the connection broke off"),
    "cut": QT_TRANSLATE_NOOP("Causes", "the answer was cut short"),
    "redirect": QT_TRANSLATE_NOOP("Causes", "the service pointed to another address"),
    "too large": QT_TRANSLATE_NOOP("Causes", "the answer was too large"),
    "unreadable": QT_TRANSLATE_NOOP("Causes", "the answer could not be read"),
    "proxy": QT_TRANSLATE_NOOP("Causes", "the proxy of this system is of a kind that cannot be used"),
    "disk full": QT_TRANSLATE_NOOP("Causes", "the disk is full"),
    "read-only": QT_TRANSLATE_NOOP("Causes", "the folder cannot be written"),
    "damaged": QT_TRANSLATE_NOOP("Causes", "the file is damaged"),
    "newer version": QT_TRANSLATE_NOOP("Causes", "a newer version of FX Desk has written it"),
    "in use": QT_TRANSLATE_NOOP("Causes", "another program holds it"),
    "i/o error": QT_TRANSLATE_NOOP("Causes", "the disk reports an error"),
}


def cause_words(cause: str) -> str:
    """A short cause of the error tree as the end of a sentence; an unknown one as it is."""
    known = _CAUSES.get(cause)
    if known is not None:
        return translate("Causes", cast("str", known))
    if cause.startswith("status "):
        return translate("Causes", "the service answered with status {status}").format(
            status=clean(cause.removeprefix("status "), _CAUSE_LIMIT, one_line=True)
        )
    return clean(cause, _CAUSE_LIMIT, one_line=True)


def error_sentence(error: FxError) -> str:
    """What happened and what to do next. Raises TypeError for an error that has no words."""
    match error:
        case TooSoon():
            return translate(
                "Errors", "The service allows the release in {n} s. FX Desk sends it then."
            ).format(n=error.retry_after)
        case Refused():
            return refusal_sentence(error.act, error.code)
        case NotSent():
            return _not_sent(error)
        case OutcomeUnknown():
            return translate(
                "Errors",
                "It was sent and no answer came: {cause}. It may have been charged and is not sent again.",
            ).format(cause=cause_words(error.cause))
        case NoAnswer():
            return translate("Errors", "No answer: {cause}. It is tried again by itself.").format(
                cause=cause_words(error.cause)
            )
        case Garbled():
            return translate(
                "Errors", "The answer could not be read. It stands in the log; it is tried again by itself."
            )
        case JournalFailed():
            return journal_failed(error)
        case FileFailed():
            return backup_error(error) or translate(
                "Errors", "The file {name} could not be read or written: {cause}."
            ).format(name=isolate(clean(error.name, 80, one_line=True)), cause=cause_words(error.cause))
        case KeyringFailed():
            return _keyring_failed(error)
        case _:
            raise TypeError(type(error).__name__)


def _not_sent(error: NotSent) -> str:
    if error.cause == "untrusted":
        return translate(
            "Errors",
            "Nothing was sent: the service's certificate is not to be trusted. Someone may be listening in.",
        )
    if error.cause == "insecure":
        return translate(
            "Errors",
            "Nothing was sent: the connection would not be encrypted. Allow it in the preferences first.",
        )
    if error.cause == "state":
        return translate("Errors", "Nothing was sent: the number does not allow it any more.")
    return translate("Errors", "Nothing was sent: {cause}. Check the connection and try again.").format(
        cause=cause_words(error.cause)
    )


def _keyring_failed(error: KeyringFailed) -> str:
    match error.cause:
        case "locked":
            return translate(
                "Errors",
                "The system's keyring is locked. Unlock it, or stay signed in for this session only.",
            )
        case "refused":
            return translate(
                "Errors", "The system's keyring refused. You stay signed in for this session only."
            )
        case "unsafe":
            return translate(
                "Errors",
                "The system's keyring keeps secrets unprotected. You stay signed in for this session only.",
            )
        case _:
            return translate(
                "Errors", "This system has no keyring. You stay signed in for this session only."
            )
