# SPDX-License-Identifier: MIT
"""Say what each failure code of each act means: in a sentence, and a refused purchase in a word or two."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from fxdesk.core.text import clean, isolate

translate = QCoreApplication.translate

_CODE_LIMIT = 20

_TOKEN = QT_TRANSLATE_NOOP("Errors", "The sign-in is no longer valid. Sign in again.")
_PKEY = QT_TRANSLATE_NOOP(
    "Errors", "The service does not know this number's key. It is looked up once more; then settle the row."
)
_PKEY_ACT = QT_TRANSLATE_NOOP(
    "Errors",
    "The service does not know this number any more. Look for its SMS, then settle it by the balance.",
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
        "Errors",
        "This service does not let you choose the number. Press Get number with no number under Options.",
    ),
    ("getPhoneCode", "-1"): _TOKEN,
    ("getPhoneCode", "-2"): _PKEY,
    ("getPhoneCode", "-3"): QT_TRANSLATE_NOOP("Errors", "No SMS has come yet. FX Desk goes on looking."),
    ("getPhoneCode", "-4"): _OFFLINE,
    ("getPhoneCode", "-5"): QT_TRANSLATE_NOOP("Errors", "The number has been blacklisted. Get another one."),
    ("sendCode", "-1"): _TOKEN,
    ("sendCode", "-2"): _PKEY_ACT,
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
    ("addBlack", "-2"): _PKEY_ACT,
    ("addBlack", "-3"): QT_TRANSLATE_NOOP("Errors", "The reason is empty. Say why the number is bad."),
    ("addBlack", "-4"): _OFFLINE,
    ("addBlack", "-5"): _RELEASE_INSTEAD,
    ("addBlack", "-6"): QT_TRANSLATE_NOOP(
        "Errors", "Your account may not blacklist numbers. Ask the service's support."
    ),
    ("apiReturn", "-1"): _TOKEN,
    ("apiReturn", "-2"): _PKEY_ACT,
    ("apiReturn", "-3"): QT_TRANSLATE_NOOP("Errors", "The result to report is empty. Choose one."),
    ("apiReturn", "-4"): _OFFLINE,
    ("apiReturn", "-5"): QT_TRANSLATE_NOOP(
        "Errors", "Your account may not report results. Ask the service's support."
    ),
    ("setAgain", "-1"): _TOKEN,
    ("setAgain", "-2"): _PKEY_ACT,
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


def refusal_words(refusal: tuple[str, str] | None) -> str:
    """The reason of a refused purchase in a word or two; without one, nothing was bought."""
    if refusal is None:
        return translate("Refusals", "Not charged")
    act, code = refusal
    known = _SHORT_REFUSALS.get(code) if act == "getPhone" else None
    if known is None:
        return translate("Refusals", "Refused ({code})").format(code=_shown(code))
    return translate("Refusals", cast("str", known))


def refusal_sentence(act: str, code: str) -> str:
    """What a failure code of an act means and what to do; a code without meaning stands in the sentence."""
    known = _REFUSALS.get((act, code))
    if known is None:
        return translate(
            "Errors", "The service refused with code {code}, which its document does not describe."
        ).format(code=_shown(code))
    return translate("Errors", cast("str", known))


def _shown(code: str) -> str:
    """A code that the document does not know: only its form was ever looked at."""
    return isolate(clean(code, _CODE_LIMIT, one_line=True))
