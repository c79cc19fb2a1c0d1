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

translate = QCoreApplication.translate

_TOKEN = QT_TRANSLATE_NOOP("Errors", "The sign-in is no longer valid. Sign in again.")
_PKEY = QT_TRANSLATE_NOOP(
    "Errors", "The service does not know this number's key. It is looked up once more; then settle the row."
)
_OFFLINE = QT_TRANSLATE_NOOP(
    "Errors", "The number is offline or was closed by the service. Nothing more can be done with it."
)
_RELEASE_INSTEAD = QT_TRANSLATE_NOOP(
    "Errors", "No SMS has come, so this is not possible. Release the number instead."
)

# The document's failure codes, act by act; a code means something else for each act.
_REFUSALS: dict[tuple[str, str], object] = {
    ("login", "-1"): QT_TRANSLATE_NOOP(
        "Errors", "The API name is empty. Type it as the site shows it under API, My API name."
    ),
    ("login", "-2"): QT_TRANSLATE_NOOP(
        "Errors", "The API name must have 3 to 30 characters. Check it on the site under API."
    ),
    ("login", "-3"): QT_TRANSLATE_NOOP(
        "Errors", "The API name cannot contain the character |. Check it on the site under API."
    ),
    ("login", "-4"): QT_TRANSLATE_NOOP(
        "Errors",
        "The API name cannot contain Chinese characters. It is not the name you sign in to the site with.",
    ),
    ("login", "-5"): QT_TRANSLATE_NOOP(
        "Errors", "The password is empty. Type the one that you registered with."
    ),
    ("login", "-6"): QT_TRANSLATE_NOOP("Errors", "The password must have 3 to 30 characters. Check it."),
    ("login", "-7"): QT_TRANSLATE_NOOP(
        "Errors",
        "The last sign-in from this connection failed. The service allows the next one after a minute.",
    ),
    ("login", "-8"): QT_TRANSLATE_NOOP("Errors", "This API name is disabled. Ask the service's support."),
    ("login", "-9"): QT_TRANSLATE_NOOP(
        "Errors", "API name or password is wrong. The API name is shown on the site under API, My API name."
    ),
    ("myInfo", "-1"): _TOKEN,
    ("myInfo", "-2"): _TOKEN,
    ("myInfo", "-3"): QT_TRANSLATE_NOOP(
        "Errors", "The balance can be asked for once a minute. Try again when the button counts no more."
    ),
    ("getPhone", "-1"): QT_TRANSLATE_NOOP(
        "Errors", "There is no number for this choice right now. Try again, or choose another country."
    ),
    ("getPhone", "-2"): _TOKEN,
    ("getPhone", "-3"): QT_TRANSLATE_NOOP(
        "Errors", "This service does not exist any more. Refresh the price list."
    ),
    ("getPhone", "-4"): QT_TRANSLATE_NOOP(
        "Errors", "The service does not know this country. Refresh the price list or choose another."
    ),
    ("getPhone", "-5"): QT_TRANSLATE_NOOP(
        "Errors", "This service has not been approved yet. Choose another."
    ),
    ("getPhone", "-6"): QT_TRANSLATE_NOOP("Errors", "This service is disabled. Choose another."),
    ("getPhone", "-7"): QT_TRANSLATE_NOOP("Errors", "The account is disabled. Ask the service's support."),
    ("getPhone", "-8"): QT_TRANSLATE_NOOP(
        "Errors", "The balance is too low. Top up on the site, then try again."
    ),
    ("getPhone", "-9"): QT_TRANSLATE_NOOP(
        "Errors",
        "Too many numbers are in use for this balance. Release those that you do not need, or top up.",
    ),
    ("getPhone", "-10"): QT_TRANSLATE_NOOP(
        "Errors", "This service does not let you choose the number. Leave the number field empty."
    ),
    ("getPhoneCode", "-1"): _TOKEN,
    ("getPhoneCode", "-2"): _PKEY,
    ("getPhoneCode", "-3"): QT_TRANSLATE_NOOP("Errors", "No SMS has come yet. FX Desk goes on looking."),
    ("getPhoneCode", "-4"): _OFFLINE,
    ("getPhoneCode", "-5"): QT_TRANSLATE_NOOP("Errors", "The number has been blacklisted. Get another one."),
    ("sendCode", "-1"): _TOKEN,
    ("sendCode", "-2"): _PKEY,
    ("sendCode", "-3"): QT_TRANSLATE_NOOP(
        "Errors", "The receiver is empty. Type the number that the SMS goes to."
    ),
    ("sendCode", "-4"): QT_TRANSLATE_NOOP("Errors", "The text is empty. Type what the SMS is to say."),
    ("sendCode", "-5"): QT_TRANSLATE_NOOP(
        "Errors", "The service could not send the SMS and names no reason. Try again later."
    ),
    ("sendCode", "-6"): _OFFLINE,
    ("sendCode", "-7"): _OFFLINE,
    ("sendCode", "-8"): QT_TRANSLATE_NOOP("Errors", "This service does not allow sending an SMS."),
    ("sendCode", "-9"): QT_TRANSLATE_NOOP(
        "Errors", "The text lacks a keyword that this service needs. Ask the service's support."
    ),
    ("sendCode", "-10"): QT_TRANSLATE_NOOP(
        "Errors", "The text is not to the rules of this service. Change it and try again."
    ),
    ("sendCode", "-11"): QT_TRANSLATE_NOOP(
        "Errors", "This SMS was submitted before. It is not sent a second time."
    ),
    ("setRel", "-1"): _TOKEN,
    ("setRel", "-2"): _PKEY,
    ("setRel", "-3"): _OFFLINE,
    ("setRel", "-4"): QT_TRANSLATE_NOOP(
        "Errors", "The SMS came first: the number is charged. Its code is being fetched."
    ),
    ("setRel", "-5"): QT_TRANSLATE_NOOP(
        "Errors", "An SMS is being sent from this number. Release it after that."
    ),
    ("setRel", "-6"): QT_TRANSLATE_NOOP(
        "Errors", "The number was released too often and is blacklisted now."
    ),
    ("addBlack", "-1"): _TOKEN,
    ("addBlack", "-2"): _PKEY,
    ("addBlack", "-3"): QT_TRANSLATE_NOOP("Errors", "The reason is empty. Say why the number is bad."),
    ("addBlack", "-4"): _OFFLINE,
    ("addBlack", "-5"): _RELEASE_INSTEAD,
    ("addBlack", "-6"): QT_TRANSLATE_NOOP(
        "Errors", "Your account may not blacklist numbers. Ask the service's support."
    ),
    ("apiReturn", "-1"): _TOKEN,
    ("apiReturn", "-2"): _PKEY,
    ("apiReturn", "-3"): QT_TRANSLATE_NOOP("Errors", "The result to report is empty. Choose one."),
    ("apiReturn", "-4"): _OFFLINE,
    ("apiReturn", "-5"): QT_TRANSLATE_NOOP(
        "Errors", "Your account may not report results. Ask the service's support."
    ),
    ("setAgain", "-1"): _TOKEN,
    ("setAgain", "-2"): _PKEY,
    ("setAgain", "-3"): QT_TRANSLATE_NOOP("Errors", "The minutes must lie between 2 and 300. Change them."),
    ("setAgain", "-4"): _OFFLINE,
    ("setAgain", "-5"): _RELEASE_INSTEAD,
}

_SHORT_REFUSALS: dict[str, object] = {
    "-1": QT_TRANSLATE_NOOP("Refusals", "No numbers"),
    "-2": QT_TRANSLATE_NOOP("Refusals", "Not signed in"),
    "-3": QT_TRANSLATE_NOOP("Refusals", "No such service"),
    "-4": QT_TRANSLATE_NOOP("Refusals", "No such country"),
    "-5": QT_TRANSLATE_NOOP("Refusals", "Not approved"),
    "-6": QT_TRANSLATE_NOOP("Refusals", "Service disabled"),
    "-7": QT_TRANSLATE_NOOP("Refusals", "Account disabled"),
    "-8": QT_TRANSLATE_NOOP("Refusals", "Balance too low"),
    "-9": QT_TRANSLATE_NOOP("Refusals", "Too many in use"),
    "-10": QT_TRANSLATE_NOOP("Refusals", "Not this number"),
}

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
            status=cause.removeprefix("status ")
        )
    return cause


def refusal_words(refusal: tuple[str, str] | None) -> str:
    """The reason of a refused purchase in a word or two; without one, nothing was bought."""
    if refusal is None:
        return translate("Refusals", "Not charged")
    act, code = refusal
    known = _SHORT_REFUSALS.get(code) if act == "getPhone" else None
    if known is None:
        return translate("Refusals", "Refused ({code})").format(code=code)
    return translate("Refusals", cast("str", known))


def refusal_sentence(act: str, code: str) -> str:
    """What a failure code of an act means and what to do; a code without meaning stands in the sentence."""
    known = _REFUSALS.get((act, code))
    if known is None:
        return translate(
            "Errors", "The service refused with code {code}, which its document does not describe."
        ).format(code=code)
    return translate("Errors", cast("str", known))


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
            return _journal_failed(error)
        case FileFailed():
            return translate("Errors", "The file {name} could not be read or written: {cause}.").format(
                name=isolate(clean(error.name, 80, one_line=True)), cause=cause_words(error.cause)
            )
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
    return translate("Errors", "Nothing was sent: {cause}. Check the connection and try again.").format(
        cause=cause_words(error.cause)
    )


def _journal_failed(error: JournalFailed) -> str:
    if error.cause == "disk full":
        return translate(
            "Errors",
            "The journal cannot be written: the disk is full. Free some space; renting waits for it.",
        )
    return translate(
        "Errors", "The journal cannot be used: {cause}. No number can be rented until it can."
    ).format(cause=cause_words(error.cause))


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
