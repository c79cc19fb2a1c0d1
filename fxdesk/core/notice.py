# SPDX-License-Identifier: MIT
"""Hold what the workers tell the window: values without words, which the window puts into sentences."""

from __future__ import annotations

from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import NamedTuple

from fxdesk.core.clock import Stamp
from fxdesk.core.errors import FxError
from fxdesk.core.model import Account, AccountId, AccountInfo, BalanceSeen, LeaseId


class Rank(IntEnum):
    """How much a notice matters; the strip shows the highest."""

    OK = 0
    INFO = 1
    WARN = 2
    BAD = 3


class Topic(StrEnum):
    """What a notice is about; the window has one sentence for each."""

    RENT_REFUSED = "rent_refused"
    RENT_NOT_SENT = "rent_not_sent"
    RENT_UNCERTAIN = "rent_uncertain"
    RENT_SLOW = "rent_slow"
    RENT_SIGNED_IN_AGAIN = "rent_signed_in_again"
    RENT_BUSY = "rent_busy"
    GRANT_INCOMPLETE = "grant_incomplete"
    CODE_ARRIVED = "code_arrived"
    LATE_SMS = "late_sms"
    CHARGED_AFTER_END = "charged_after_end"
    RELEASE_UNDO = "release_undo"
    RELEASE_LATER = "release_later"
    RELEASE_UNCONFIRMED = "release_unconfirmed"
    RELEASE_ASK = "release_ask"
    SMS_FIRST = "sms_first"
    RELEASED_TOO_OFTEN = "released_too_often"
    RELEASE_WHILE_SENDING = "release_while_sending"
    AUTO_RELEASED = "auto_released"
    AUTO_RELEASE_WAITS = "auto_release_waits"
    BLACKLIST_REFUSED = "blacklist_refused"
    BLACKLIST_UNCONFIRMED = "blacklist_unconfirmed"
    BLACKLIST_ASK = "blacklist_ask"
    AGAIN_ACCEPTED = "again_accepted"
    AGAIN_REFUSED = "again_refused"
    AGAIN_NOT_SENT = "again_not_sent"
    AGAIN_UNCERTAIN = "again_uncertain"
    AGAIN_SLOW = "again_slow"
    SEND_ACCEPTED = "send_accepted"
    SEND_REFUSED = "send_refused"
    SEND_NOT_SENT = "send_not_sent"
    SEND_UNCERTAIN = "send_uncertain"
    SEND_SLOW = "send_slow"
    SEND_WENT_THROUGH = "send_went_through"
    RECEIPT_ARRIVED = "receipt_arrived"
    RECEIPT_OR_CODE = "receipt_or_code"
    OLD_SMS_AGAIN = "old_sms_again"
    REPORTED = "reported"
    REPORT_REFUSED = "report_refused"
    REPORT_FORBIDDEN = "report_forbidden"
    REPORT_FAILED = "report_failed"
    UNKNOWN_TO_SERVICE = "unknown_to_service"
    STILL_WAITING = "still_waiting"
    LOOK_LATER = "look_later"
    SIGN_IN_NEEDED = "sign_in_needed"
    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    KEYRING_FAILED = "keyring_failed"
    ACCOUNT_FAILED = "account_failed"
    PRICES_FAILED = "prices_failed"
    PRICES_SKIPPED = "prices_skipped"
    JOURNAL_FAILED = "journal_failed"
    NOT_SAVED = "not_saved"
    SETTINGS_FAILED = "settings_failed"
    JOURNAL_SALVAGED = "journal_salvaged"
    TEXTS_DELETED = "texts_deleted"
    TEXTS_LEFT = "texts_left"
    BACKED_UP = "backed_up"
    BACKUP_FAILED = "backup_failed"
    RESTORED = "restored"
    RESTORE_FAILED = "restore_failed"
    LIMIT_PRICE_UNKNOWN = "limit_price_unknown"
    LIMIT_PRICE = "limit_price"
    LIMIT_MAX_PRICE = "limit_max_price"
    LIMIT_DAY = "limit_day"
    LIMIT_MONTH = "limit_month"
    LIMIT_OPEN = "limit_open"
    LOW_BALANCE = "low_balance"
    FILE_SAVED = "file_saved"
    FILE_FAILED = "file_failed"


class Notice(NamedTuple):
    """One thing to tell. The same `key` replaces; `facts` are named values for the sentence."""

    key: str
    topic: Topic
    rank: Rank
    lease_id: LeaseId | None = None
    error: FxError | None = None
    facts: tuple[tuple[str, str], ...] = ()


class SignInPhase(StrEnum):
    """Where an account stands with the service."""

    OUT = "out"
    KEYRING = "keyring"
    ASKING = "asking"
    IN = "in"
    VOID = "void"


class AccountState(NamedTuple):
    """An account as the panel shows it. The `_at` are elapsed times, 0.0: nothing to await.

    `expected` is what the balance should be by now: the last one seen less what is known to be charged since.
    """

    account: Account
    phase: SignInPhase
    info: AccountInfo | None = None
    balance: BalanceSeen | None = None
    refresh_at: float = 0.0
    sign_in_at: float = 0.0
    kept_in_keyring: bool = False
    open_numbers: int = 0
    expected: Decimal | None = None


class Accounts(NamedTuple):
    """All accounts, and the one that buys."""

    states: tuple[AccountState, ...] = ()
    buyer: AccountId | None = None

    @property
    def current(self) -> AccountState | None:
        """The state of the account that buys."""
        return next((state for state in self.states if state.account.account_id == self.buyer), None)


class Exchange(NamedTuple):
    """One request or answer for the log, without secrets and without SMS text.

    `direction` is "→" asked, "←" answered, "!" failed, "?" outcome unknown.
    """

    at: Stamp
    direction: str
    act: str
    text: str
    milliseconds: int | None = None
    lease_id: LeaseId | None = None


class Watch(NamedTuple):
    """How the looking goes: numbers looked up, the elapsed time of the next look, last answer good or not."""

    watched: int
    next_look: float
    reached: bool
    online: bool = True


class PricesProgress(NamedTuple):
    """The price list on its way: bytes read so far; `running` False ends it."""

    running: bool
    read: int = 0


class ConnectionTest(NamedTuple):
    """What asking an address for its price list brought: its rows, or the error."""

    url: str
    offers: int = 0
    skipped: int = 0
    seconds: float = 0.0
    error: FxError | None = None
