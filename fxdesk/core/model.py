# SPDX-License-Identifier: MIT
"""Hold the values that travel between journal, service and window."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple, NewType

from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import Event, Mark, State

LeaseId = NewType("LeaseId", int)
AccountId = NewType("AccountId", int)
PKey = NewType("PKey", str)
ServiceId = NewType("ServiceId", str)
CountryId = NewType("CountryId", str)

MILLIONTH = Decimal("0.000001")


def to_millionths(amount: Decimal) -> int:
    """An amount as the journal keeps it; digits past the sixth decimal are rounded half to even."""
    return int(amount.quantize(MILLIONTH) * 1_000_000)


def from_millionths(amount: int) -> Decimal:
    """An amount as the program reckons with it."""
    return Decimal(amount) / 1_000_000


class Offer(NamedTuple):
    """One row of the price list. `country` is the service's Country_Title, whole."""

    service_id: ServiceId
    service: str
    country_id: CountryId
    country: str
    price: Decimal


class CountryTitle(NamedTuple):
    """A Country_Title taken apart: dial code without "+", Chinese and English name; "" where absent."""

    dial: str
    chinese: str
    english: str


class Order(NamedTuple):
    """What a person asks getPhone for, with the price they saw.

    `country_id` "" is "any country"; `list_price` is then the cheapest and `dearest` the dearest country's.
    `max_price`, `did`, `dock`, `mobile` and `push_url` go to the service only if filled in.
    """

    service_id: ServiceId
    service: str
    country_id: CountryId
    country: str
    list_price: Decimal | None
    dearest: Decimal | None = None
    max_price: Decimal | None = None
    did: str = ""
    dock: bool = False
    mobile: str = ""
    push_url: str = ""
    linked: LeaseId | None = None

    @property
    def most(self) -> Decimal | None:
        """The most that it can cost by the list and the max price; None where the list names no price."""
        if self.list_price is None:
            return None
        return max(self.list_price, self.dearest or self.list_price, self.max_price or self.list_price)


class Looks(NamedTuple):
    """Looks for an SMS of one number that found nothing, and when the last of them was answered."""

    times: int
    last: Stamp


class Grant(NamedTuple):
    """getPhone's answer `1|pkey|get time|country id|area code|city|prot name|mobile number|docking code`.

    Fields that the answer lacks are "". `got` is the service's own time, for display only.
    """

    pkey: PKey
    got: str
    country_id: CountryId
    area_code: str
    city: str
    port: str
    mobile: str
    docking_code: str


class Sms(NamedTuple):
    """getPhoneCode's answer `1|code|sms content`; `code` may be empty."""

    code: str
    text: str


class KeptSms(NamedTuple):
    """An SMS as the journal keeps it; `round` is 1, or more after "use again".

    `deleted`: its code and text are gone and are ""; that it came is still known. `lost`: nobody deleted
    them, a part of the journal could not be read.
    """

    sms_id: int
    code: str
    text: str
    received: Stamp
    receipt: bool
    late: bool
    round: int = 1
    deleted: bool = False
    lost: bool = False


class AccountInfo(NamedTuple):
    """myInfo's answer `1|balance|level|integral`."""

    balance: Decimal
    level: str
    points: str


class BalanceSeen(NamedTuple):
    """A balance and the moment at which the service said it."""

    amount: Decimal
    seen: Stamp


class Account(NamedTuple):
    """A local account: its secrets lie in the keyring under `account_id` and `host`."""

    account_id: AccountId
    label: str
    host: str
    api_name: str


class Trouble(NamedTuple):
    """Why a look or a settling act had no answer: `kind` is "not sent", "no answer" or "unreadable".

    `next_try` is an elapsed time; `tries` counts failures in a row.
    """

    kind: str
    cause: str
    tries: int
    next_try: float


class Lease(NamedTuple):
    """One purchase, or one attempt at it, as it stands now.

    `granted` is when its current round began; `changed` is when the state last changed; `due` is the moment
    at which a wanted release is sent (undo time, the service's own wait or the next try); `auto_release` is
    the moment at which it is released by itself if no code came, None never; `refusal` is (act, code) of the
    last "no"; `looks` counts the looks for a code; `round_price` is what the person was shown for the current
    round; `granted_price` is the list price, when it was asked, of the country that came for any country;
    `again_until` is the moment at which a further use would be over at the latest that was asked for and
    had no answer, None: there is no such use.
    """

    lease_id: LeaseId
    account_id: AccountId
    host: str
    order: Order
    state: State
    marks: frozenset[Mark]
    asked: Stamp
    changed: Stamp
    granted: Stamp | None = None
    grant: Grant | None = None
    sms: tuple[KeptSms, ...] = ()
    refusal: tuple[str, str] | None = None
    due: Stamp | None = None
    reason: str = ""
    looks: int = 0
    rounds: int = 1
    sent_once: bool = False
    balance_before: BalanceSeen | None = None
    auto_release: Stamp | None = None
    trouble: Trouble | None = None
    round_price: Decimal | None = None
    granted_price: Decimal | None = None
    again_until: Stamp | None = None

    @property
    def price(self) -> Decimal | None:
        """The least that its current round costs by the list: a further use has a price of its own."""
        if self.rounds > 1 and self.round_price is not None:
            return self.round_price
        return self.order.list_price if self.granted_price is None else self.granted_price

    @property
    def at_most(self) -> Decimal | None:
        """The most that its current round can cost: `price` but where country or max price leave it open."""
        if self.rounds > 1 and self.round_price is not None:
            return self.round_price
        return self.order.most if self.granted_price is None else self.granted_price

    @property
    def first_price(self) -> Decimal | None:
        """The list price of getPhone; the dearest country's where it is not known which came for what."""
        return self.granted_price or self.order.dearest or self.order.list_price

    @property
    def pkey(self) -> PKey | None:
        """The service's key of this number, if one was granted."""
        return self.grant.pkey if self.grant else None

    @property
    def code(self) -> str:
        """The newest code of this round that is no receipt, or ""."""
        return next((sms.code for sms in reversed(self.sms) if self._current(sms)), "")

    @property
    def text(self) -> str:
        """The newest SMS text of this round that is no receipt, or ""."""
        return next((sms.text for sms in reversed(self.sms) if self._current(sms)), "")

    @property
    def text_deleted(self) -> bool:
        """Whether an SMS of this round came and its text was deleted since."""
        return not self.text and not self.code and any(sms.deleted and self._current(sms) for sms in self.sms)

    @property
    def text_lost(self) -> bool:
        """Whether an SMS of this round came and its text was lost with a part of the journal."""
        return not self.text and not self.code and any(sms.lost and self._current(sms) for sms in self.sms)

    def _current(self, sms: KeptSms) -> bool:
        return sms.round == self.rounds and not sms.receipt


class RawAnswer(NamedTuple):
    """One answer as it came, less the token: the act that it answers, its moment, its bytes, its event."""

    act: str
    at: Stamp
    raw: bytes
    event_id: int = 0


class TimelineEvent(NamedTuple):
    """One line of a lease's history: `event` is a lease_state.Event, `detail` its facts as text pairs."""

    event_id: int
    at: Stamp
    event: Event
    act: str
    state: State
    detail: tuple[tuple[str, str], ...]
