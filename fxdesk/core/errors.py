# SPDX-License-Identifier: MIT
"""Name what can go wrong at the service, on the way and in the journal, and who may try again.

    FxError
    ├── NotSent            no byte of the request left: safe to press again
    ├── NoAnswer           a reading or settling act had no readable answer: the schedule asks again
    ├── OutcomeUnknown     a paying act had no readable answer: may have been charged, never sent again
    ├── Garbled            a reading act's answer that the document does not describe
    ├── Refused            the service said no: act and code
    │   ├── SignInNeeded     the token is void
    │   ├── BadCredentials   API name or password is wrong
    │   ├── SignInTooSoon    one minute must pass after a failed sign-in
    │   ├── AccountDisabled  the account or API name is disabled
    │   ├── AskedTooSoon     account information: once in 60 s
    │   ├── NoNumbers        nothing to be had for this choice
    │   ├── NoMoney          the balance does not cover it
    │   ├── TooManyNumbers   too many numbers in use
    │   ├── UnknownOffer     service or country does not exist, is not audited or is disabled
    │   ├── NumberGone       offline, released by the service, or blacked
    │   ├── UnknownNumber    the service does not know this pkey
    │   ├── TooSoon          may be released in `retry_after` seconds
    │   ├── SmsCameFirst     the SMS has arrived: no release any more
    │   ├── NoSmsYet         no SMS yet: release instead
    │   ├── NotAllowed       the account or the service does not permit the act
    │   └── BadRequest       a field of the request was refused
    ├── JournalFailed      it could not be written down: renting stops at once
    ├── FileFailed         another file (settings, price list, a saved log) could not be read or written
    ├── KeyringFailed      the system's keyring is missing, locked or refused
    └── Interrupted        the program ends: what only the window would have been told was given up

None of NotSent, NoAnswer and OutcomeUnknown is a subclass of another, so that no "try again" can
ever repeat a purchase.
"""

from __future__ import annotations


class FxError(Exception):
    """Something the program expects to happen and has words for."""


class NotSent(FxError):
    """The request never left.

    `act` is the document's; `cause` is short: "dns", "connect", "timeout", "tls", "untrusted", "insecure",
    "stopped", "state" (the number's state no longer allows the act).
    """

    def __init__(self, act: str, cause: str) -> None:
        super().__init__(f"{act}: not sent ({cause})")
        self.act, self.cause = act, cause


class NoAnswer(FxError):
    """A reading or settling act was sent and no readable answer came.

    `cause` is short ("timeout", "reset", "cut", "status 502", "redirect", "too large", …); `raw` is
    what was read, if anything; `retry_after` is the service's wish in seconds, if it named one.
    """

    def __init__(self, act: str, cause: str, raw: bytes = b"", retry_after: float | None = None) -> None:
        super().__init__(f"{act}: no answer ({cause})")
        self.act, self.cause, self.raw, self.retry_after = act, cause, raw, retry_after


class OutcomeUnknown(FxError):
    """A paying act was handed over and no readable answer came: it may have been charged."""

    def __init__(self, act: str, cause: str, raw: bytes = b"") -> None:
        super().__init__(f"{act}: outcome unknown ({cause})")
        self.act, self.cause, self.raw = act, cause, raw


class Garbled(FxError):
    """A reading act's answer is none that the document describes; `raw` is kept for the log."""

    def __init__(self, act: str, raw: bytes) -> None:
        super().__init__(f"{act}: unreadable answer")
        self.act, self.raw = act, raw


class Refused(FxError):
    """The service answered `0|code`: `act` and `code` are the document's, `raw` is all that it answered."""

    def __init__(self, act: str, code: str) -> None:
        super().__init__(f"{act}: refused with {code}")
        self.act, self.code = act, code
        self.raw = b""


class SignInNeeded(Refused):
    """The token does not exist or is void."""


class BadCredentials(Refused):
    """API name or password is wrong or malformed."""


class SignInTooSoon(Refused):
    """The last sign-in from this address failed: one minute must pass."""


class AccountDisabled(Refused):
    """The API name, or the account behind the token, is disabled."""


class AskedTooSoon(Refused):
    """Account information was asked for within 60 seconds."""


class NoNumbers(Refused):
    """There is no number for this choice at the moment."""


class NoMoney(Refused):
    """The balance is insufficient."""


class TooManyNumbers(Refused):
    """Too many numbers are in use for this balance."""


class UnknownOffer(Refused):
    """The service or country does not exist, is not audited or is disabled."""


class NumberGone(Refused):
    """The number is offline, was released by the service, or is blacked."""


class UnknownNumber(Refused):
    """The service does not know this pkey."""


class TooSoon(Refused):
    """The release is allowed after `retry_after` seconds."""

    def __init__(self, act: str, code: str, retry_after: int) -> None:
        super().__init__(act, code)
        self.retry_after = retry_after


class SmsCameFirst(Refused):
    """The SMS has been received: the number cannot be released and is charged."""


class NoSmsYet(Refused):
    """No SMS was received: the number is to be released, not blacklisted or used again."""


class NotAllowed(Refused):
    """The account or the service does not permit the act."""


class BadRequest(Refused):
    """A field of the request was empty, malformed or not to the rules."""


class JournalFailed(FxError):
    """The journal could not be read or written: nothing may be bought until it can.

    `cause` is short: "disk full", "read-only", "damaged", "newer version", "in use", "i/o error"; `frozen`:
    it could only be read when the program started, and stays so until the next start.
    """

    def __init__(self, cause: str, *, frozen: bool = False) -> None:
        super().__init__(f"journal failed ({cause})")
        self.cause, self.frozen = cause, frozen


class FileFailed(FxError):
    """A file besides the journal could not be read or written.

    `name` is the file's; `cause` is "disk full", "read-only" or "i/o error", and of a backup also "damaged",
    "foreign", "newer version" and "own file" (a name that the profile uses itself).
    """

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(f"{name}: file failed ({cause})")
        self.name, self.cause = name, cause


class KeyringFailed(FxError):
    """No safe keyring, a locked or a refusing one: `cause` is "none", "locked", "refused" or "unsafe"."""

    def __init__(self, cause: str) -> None:
        super().__init__(f"keyring failed ({cause})")
        self.cause = cause


class Interrupted(FxError):
    """The program ends and nobody waits for this any more: nothing of it was begun to be written."""
