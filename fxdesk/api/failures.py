# SPDX-License-Identifier: MIT
"""Lists what each failure code means, act by act, because a code means something else for each."""

from __future__ import annotations

from typing import NamedTuple

from fxdesk.core.errors import (
    AccountDisabled,
    AskedTooSoon,
    BadCredentials,
    BadRequest,
    NoMoney,
    NoNumbers,
    NoSmsYet,
    NotAllowed,
    NumberGone,
    Refused,
    SignInNeeded,
    SignInTooSoon,
    SmsCameFirst,
    TooManyNumbers,
    TooSoon,
    UnknownNumber,
    UnknownOffer,
)


class Failure(NamedTuple):
    """The error that a code becomes (None: "waiting" is none) and the document's words for it."""

    error: type[Refused] | None
    meaning: str


SECONDS = "x"
"""The document's letter for "a positive number of seconds" instead of a code."""

FAILURES: dict[tuple[str, str], Failure] = {
    ("login", "-1"): Failure(BadCredentials, "The ApiName cannot be empty"),
    ("login", "-2"): Failure(BadCredentials, "The ApiName length must be between 3-30"),
    ("login", "-3"): Failure(BadCredentials, "ApiName cannot contain the special symbol '|'"),
    ("login", "-4"): Failure(BadCredentials, "ApiName cannot contain Chinese characters"),
    ("login", "-5"): Failure(BadCredentials, "The PassWord cannot be empty"),
    ("login", "-6"): Failure(BadCredentials, "The PassWord length must be between 3-30"),
    ("login", "-7"): Failure(
        SignInTooSoon, "In the same IP case, the last request failed and will be retried in 1 minute"
    ),
    ("login", "-8"): Failure(AccountDisabled, "ApiName has been disabled"),
    ("login", "-9"): Failure(BadCredentials, "ApiName or PassWord is error"),
    ("myInfo", "-1"): Failure(SignInNeeded, "Token does not exist"),
    ("myInfo", "-2"): Failure(SignInNeeded, "Token is invalid, please call the login interface"),
    ("myInfo", "-3"): Failure(AskedTooSoon, "Please wait 60 seconds before requesting"),
    ("getPhone", "-1"): Failure(NoNumbers, "There is no number for the condition you selected"),
    ("getPhone", "-2"): Failure(SignInNeeded, "Token does not exist"),
    ("getPhone", "-3"): Failure(UnknownOffer, "The service does not exist"),
    ("getPhone", "-4"): Failure(UnknownOffer, "The country is error"),
    ("getPhone", "-5"): Failure(UnknownOffer, "The service not audit"),
    ("getPhone", "-6"): Failure(UnknownOffer, "The service disabled"),
    ("getPhone", "-7"): Failure(AccountDisabled, "The token disabled"),
    ("getPhone", "-8"): Failure(NoMoney, "Your balance is insufficient, please recharge"),
    ("getPhone", "-9"): Failure(
        TooManyNumbers,
        "Too many numbers, please supplement the balance"
        "【Actively call the release interface when unavailable】",
    ),
    ("getPhone", "-10"): Failure(NotAllowed, "The service does not allow specifying the number"),
    ("getPhoneCode", "-1"): Failure(SignInNeeded, "Token does not exist"),
    ("getPhoneCode", "-2"): Failure(UnknownNumber, "The pkey invalid"),
    ("getPhoneCode", "-3"): Failure(None, "Waiting for verification code,Continue to call after 5 seconds"),
    ("getPhoneCode", "-4"): Failure(NumberGone, "Mobile number is unavailable, please give up its work"),
    ("getPhoneCode", "-5"): Failure(
        NumberGone, "The mobile number has been blacked, please give up its work"
    ),
    ("sendCode", "-1"): Failure(SignInNeeded, "Token does not exist"),
    ("sendCode", "-2"): Failure(UnknownNumber, "The pkey invalid"),
    ("sendCode", "-3"): Failure(BadRequest, "The receiver cannot be empty"),
    ("sendCode", "-4"): Failure(BadRequest, "The smscontent cannot be empty"),
    ("sendCode", "-5"): Failure(Refused, "unknown error"),
    ("sendCode", "-6"): Failure(NumberGone, "Mobile number is unavailable, please give up its work"),
    ("sendCode", "-7"): Failure(NumberGone, "Mobile number is unavailable, please give up its work"),
    ("sendCode", "-8"): Failure(NotAllowed, "SMS is not allowed for this service"),
    ("sendCode", "-9"): Failure(BadRequest, "No keyword ,Please contact customer service"),
    ("sendCode", "-10"): Failure(BadRequest, "SmsContent does not conform to rules"),
    ("sendCode", "-11"): Failure(NotAllowed, "Do not submit repeatedly"),
    ("setRel", SECONDS): Failure(
        TooSoon,
        "X is a positive integer, which means that it is allowed to be released after x seconds。"
        "example:0|30",
    ),
    ("setRel", "-1"): Failure(SignInNeeded, "Token does not exist"),
    ("setRel", "-2"): Failure(UnknownNumber, "The pkey invalid"),
    ("setRel", "-3"): Failure(NumberGone, "Mobile number is unavailable, please give up its work"),
    ("setRel", "-4"): Failure(SmsCameFirst, "SMS has been received and cannot be released"),
    ("setRel", "-5"): Failure(NotAllowed, "SMS is being sent, release not allowed"),
    ("setRel", "-6"): Failure(NumberGone, "Released more than times, automatically blacked"),
    ("addBlack", "-1"): Failure(SignInNeeded, "Token does not exist"),
    ("addBlack", "-2"): Failure(UnknownNumber, "The pkey invalid"),
    ("addBlack", "-3"): Failure(BadRequest, "The reason cannot be empty"),
    ("addBlack", "-4"): Failure(NumberGone, "Mobile number is unavailable, please give up its work"),
    ("addBlack", "-5"): Failure(NoSmsYet, "No SMS received, please call [Release number]"),
    ("addBlack", "-6"): Failure(NotAllowed, "Your account does not allow access to [Black number]"),
    ("apiReturn", "-1"): Failure(SignInNeeded, "Token does not exist"),
    ("apiReturn", "-2"): Failure(UnknownNumber, "The pkey invalid"),
    ("apiReturn", "-3"): Failure(BadRequest, "The remark cannot be empty"),
    ("apiReturn", "-4"): Failure(NumberGone, "Mobile number is unavailable, please give up its work"),
    ("apiReturn", "-5"): Failure(NotAllowed, "You don't have permission"),
    ("setAgain", "-1"): Failure(SignInNeeded, "Token does not exist"),
    ("setAgain", "-2"): Failure(UnknownNumber, "The pkey invalid"),
    ("setAgain", "-3"): Failure(BadRequest, "The min value error"),
    ("setAgain", "-4"): Failure(NumberGone, "Mobile number is unavailable, please give up its work"),
    ("setAgain", "-5"): Failure(NoSmsYet, "No SMS received, please call [Release number]"),
}


def is_documented(error: Refused) -> bool:
    """Whether the document knows this "no" of this act."""
    return isinstance(error, TooSoon) or (error.act, error.code) in FAILURES
