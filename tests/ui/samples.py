# SPDX-License-Identifier: MIT
"""Invent accounts, leases in each state and a price list for the tests of the window."""

from __future__ import annotations

import random
from decimal import Decimal

from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import Mark, State
from fxdesk.core.model import (
    Account,
    AccountId,
    AccountInfo,
    BalanceSeen,
    CountryId,
    Grant,
    KeptSms,
    Lease,
    LeaseId,
    Offer,
    Order,
    PKey,
    ServiceId,
    Trouble,
)
from fxdesk.core.notice import AccountState, SignInPhase
from fxdesk.core.unsettled import Since, Unsettled
from tests.ui.fake_link import START

COUNTRIES = (
    ("idn", "+62/印度尼西亚/indonesia"),
    ("vnm", "+84/越南/vietnam"),
    ("phl", "+63/菲律宾/philippines"),
    ("ind", "+91/印度/india"),
    ("mys", "+60/马来西亚/malaysia"),
    ("rou", "+40/罗马尼亚/romania"),
    ("pol", "+48/波兰/poland"),
    ("bra", "+55/巴西/brazil"),
    ("esp", "+34/西班牙/spain"),
    ("hkg", "+852/中国香港/hong kong"),
    ("eng", "+44/英国/united kingdom"),
    ("tur", "+90/土耳其/turkey"),
    ("nld", "+31/荷兰/netherlands"),
    ("usa", "+1/美国/usa"),
    ("kaz", "+7/哈萨克斯坦/kazakhstan"),
    ("rus", "+7/俄罗斯/russia"),
    ("xq9", "Somewhere else"),
)
"""Country ids and titles as the service writes them; the last is in no list of countries."""

_NAMED = (
    ("1096", "Lumen Mail 明灯邮箱"),
    ("1102", "Lumen Drive"),
    ("2267", "Lumen Meet"),
    ("310", "Harbour Pay"),
    ("77", "Orchid Social"),
    ("78", "Paperplane"),
    ("79", "Quill Notes"),
    ("80", "Tandem Ride"),
    ("81", "Marlin Market"),
    ("82", "Blue Whale Food"),
    ("83", "Northbank"),
    ("84", "兰花社区"),
    ("85", "双轮出行"),
)
_FIRST = (
    "Amber",
    "Cedar",
    "Delta",
    "Ember",
    "Fable",
    "Grove",
    "Hazel",
    "Ivory",
    "Juniper",
    "Koi",
    "云雀",
    "海港",
)
_SECOND = ("Chat", "Bank", "Games", "Shop", "Pay", "Taxi", "Mail", "Cloud", "News", "支付", "邮箱", "外卖")


def offers(services: int = 1204, seed: int = 7) -> tuple[Offer, ...]:
    """A price list: each service in 1 to 17 countries, the named ones in all, the same for the same seed."""
    chance = random.Random(seed)
    rows: list[Offer] = []
    for index in range(services):
        if index < len(_NAMED):
            service_id, name = _NAMED[index]
            countries: tuple[tuple[str, str], ...] = COUNTRIES
        else:
            service_id = str(3000 + index)
            name = f"{chance.choice(_FIRST)} {chance.choice(_SECOND)} {index}"
            countries = tuple(chance.sample(COUNTRIES, chance.randint(1, len(COUNTRIES))))
        for place, (country_id, title) in enumerate(countries):
            cents = 450 + place * 275 if index < len(_NAMED) else chance.randint(200, 30_000)
            rows.append(
                Offer(ServiceId(service_id), name, CountryId(country_id), title, Decimal(cents) / 10_000)
            )
    chance.shuffle(rows)
    return tuple(rows)


ACCOUNT = Account(AccountId(1), "yz_8841", "www.firefox.fun", "yz_8841")
OTHER_ACCOUNT = Account(AccountId(2), "Second desk", "www.firefox.fun", "desk_two")


def account_state(
    account: Account = ACCOUNT,
    phase: SignInPhase = SignInPhase.IN,
    *,
    refresh_in: float = 42.0,
    open_numbers: int = 0,
    sign_in_in: float = 0.0,
) -> AccountState:
    """An account as the link tells of it; the times are seconds from the sample clock's start."""
    seen = phase in (SignInPhase.IN, SignInPhase.VOID)
    return AccountState(
        account,
        phase,
        AccountInfo(Decimal("41.2050"), "3", "1280") if seen else None,
        BalanceSeen(Decimal("41.2050"), START) if seen else None,
        START.elapsed + refresh_in if refresh_in else 0.0,
        START.elapsed + sign_in_in if sign_in_in else 0.0,
        True,
        open_numbers,
    )


def order(service: str = "Lumen Mail", country: int = 4, price: str = "0.4500") -> Order:
    """An order for one of the sample countries."""
    country_id, title = COUNTRIES[country]
    return Order(ServiceId("1096"), service, CountryId(country_id), title, Decimal(price))


def stamp(ago: float) -> Stamp:
    """The moment `ago` seconds before the sample clock's start."""
    return Stamp(START.utc - ago, START.boot, START.elapsed - ago)


def lease(
    state: State = State.WAITING,
    lease_id: int = 1,
    *,
    marks: frozenset[Mark] = frozenset(),
    ago: float = 48.0,
    service: str = "Lumen Mail",
    country: int = 4,
    price: str = "0.4500",
    mobile: str = "1159100274",
    code: str = "482913",
    due_in: float = 24.0,
    trouble: Trouble | None = None,
) -> Lease:
    """A lease that has come as far as `state`: with a number, an SMS, a due time where the state has them."""
    country_id, title = COUNTRIES[country]
    dial = title.split("/", 1)[0].lstrip("+") if "/" in title else ""
    bought = state not in (State.ASKING, State.UNCERTAIN, State.REFUSED)
    has_sms = state in (State.RECEIVED, State.BLACKLISTING, State.BLACKLISTED) or Mark.LATE_SMS in marks
    kept: tuple[KeptSms, ...] = ()
    if has_sms:
        text = f"[{service}] {code} is your verification code. Help: 1800-88-2210"
        kept = (KeptSms(lease_id, code, text, stamp(ago / 2), False, Mark.LATE_SMS in marks),)
    elif state is State.RECEIPT:
        kept = (KeptSms(lease_id, "", "短信发送成功", stamp(ago / 2), True, False),)
    grant = Grant(
        PKey(f"PKEY{lease_id:044d}"),
        "2024-03-10T21:04:54",
        CountryId(country_id),
        dial,
        "",
        "COM26",
        mobile,
        "",
    )
    return Lease(
        LeaseId(lease_id),
        ACCOUNT.account_id,
        ACCOUNT.host,
        order(service, country, price),
        state,
        marks,
        asked=stamp(ago),
        changed=stamp(0 if state is State.ASKING else ago / 2),
        granted=stamp(ago - 1) if bought else None,
        grant=grant if bought else None,
        sms=kept,
        refusal=("getPhone", "-1") if state is State.REFUSED else None,
        due=stamp(-due_in) if state is State.RELEASING else None,
        reason="used" if state in (State.BLACKLISTING, State.BLACKLISTED) else "",
        looks=9 if bought else 0,
        balance_before=BalanceSeen(Decimal("41.6500"), stamp(ago + 60)),
        trouble=trouble,
    )


def unsettled(
    act: str = "getPhone",
    *,
    purchases: int = 0,
    charges: int = 0,
    silent: int = 0,
    now: str | None = "41.2000",
    detail: tuple[tuple[str, str], ...] = (),
) -> Unsettled:
    """What is known of an act of lease 1 that had no answer; `now` is the balance seen since, if any."""
    since = None
    if now is not None:
        since = Since(BalanceSeen(Decimal(now), START), purchases, charges, silent)
    before = BalanceSeen(Decimal("41.6500"), stamp(108))
    price = None if act == "sendCode" else Decimal("0.4500")
    return Unsettled(LeaseId(1), act, stamp(48), price, detail, before, since, since)


def leases_in_each_state() -> tuple[Lease, ...]:
    """One lease for each state, oldest first, with ids from 1."""
    return tuple(
        lease(
            state,
            number,
            ago=30.0 * (len(State) - number + 1),
            service=_NAMED[number % len(_NAMED)][1],
            country=number % len(COUNTRIES),
        )
        for number, state in enumerate(State, start=1)
    )
