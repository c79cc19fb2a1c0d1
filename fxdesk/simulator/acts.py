# SPDX-License-Identifier: MIT
"""The document's acts, one function each: parameters in, the text of the answer out."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from decimal import Decimal

from fxdesk.simulator.account import Account
from fxdesk.simulator.allotment import developer_of, mobile_for, offer_for, price_for
from fxdesk.simulator.countries import COUNTRY_BY_ID
from fxdesk.simulator.house import House, Params, Refusal
from fxdesk.simulator.rented_number import Number, NumberState

MINUTE = 60.0
INFO_GAP = 60.0
LONGEST_SMS = 70
# What the document only warns of: feedback without permission costs something.
REPORT_PENALTY = Decimal("0.0100")
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")

Act = Callable[[House, Params, str], str | bytes]


def answer(house: House, params: Params, caller: str) -> bytes | None:
    """Return the body that the service answers, None for an act that the document does not know."""
    act = ACTS.get(params.get("act", ""))
    if act is None:
        return None
    with house.book.lock:
        house.book.settle()
        try:
            body = act(house, params, caller)
        except Refusal as refusal:
            body = f"0|{refusal.code}"
    return body.encode() if isinstance(body, str) else body


def login(house: House, params: Params, caller: str) -> str:
    """`1|token`; a wrong password makes the caller's address wait a minute."""
    name, password = params.get("ApiName", ""), params.get("PassWord", "")
    if not name:
        raise Refusal(-1)
    if "|" in name:
        raise Refusal(-3)
    if _CHINESE.search(name):
        raise Refusal(-4)
    if not 3 <= len(name) <= 30:
        raise Refusal(-2)
    if not password:
        raise Refusal(-5)
    if not 3 <= len(password) <= 30:
        raise Refusal(-6)
    book = house.book
    failed_at = book.register.failed_login_at.get(caller)
    if failed_at is not None and book.clock.now() - failed_at < MINUTE:
        raise Refusal(-7)
    account = book.register.accounts.get(name)
    if account is not None and account.disabled:
        book.register.failed_login_at[caller] = book.clock.now()
        raise Refusal(-8)
    if account is None or account.password != password:
        book.register.failed_login_at[caller] = book.clock.now()
        raise Refusal(-9)
    book.register.failed_login_at.pop(caller, None)
    return f"1|{account.token}"


def my_info(house: House, params: Params, caller: str) -> str:
    """`1|balance|level|integral`, at most once in 60 seconds an account."""
    token = params.get("token", "")
    if house.book.register.was_valid(token):
        raise Refusal(-2)
    account = _account(house, params)
    now = house.book.clock.now()
    if account.info_given_at is not None and now - account.info_given_at < INFO_GAP:
        raise Refusal(-3)
    account.info_given_at = now
    return f"1|{account.balance:.4f}|{account.level}|{account.points}"


def get_phone(house: House, params: Params, caller: str) -> str:
    """`1|pkey|get time|country id|area code|city|port|mobile` and, with dock=1, the docking code."""
    account = _account(house, params, missing=-2)
    if account.token_disabled or account.disabled:
        raise Refusal(-7)
    service_id = params.get("iid", "")
    rule = house.rule(service_id)
    if not rule.audited:
        raise Refusal(-5)
    if not rule.enabled:
        raise Refusal(-6)
    offers = house.prices.offers_of(service_id)
    if not offers:
        raise Refusal(-3)
    developer = developer_of(params, service_id)
    offer = offer_for(house, params, offers)
    country = COUNTRY_BY_ID[offer.country_id]
    mobile = mobile_for(house, params, rule, country)
    behaviour = house.scenario.behaviour(service_id, country.id)
    if not behaviour.in_stock:
        raise Refusal(-1)
    price = price_for(params, offer)
    if price > account.balance:
        raise Refusal(-8)
    open_ones = house.book.open_numbers(account.api_name)
    owed = sum((number.price - number.held for number in open_ones), start=price)
    if owed > account.balance or (
        account.number_limit is not None and len(open_ones) >= account.number_limit
    ):
        raise Refusal(-9)
    number = house.book.rent(
        account,
        service_id=service_id,
        service_name=offer.service_name,
        country=country,
        price=price,
        mobile=mobile,
        developer=developer,
        behaviour=behaviour,
        asked={name: value for name, value in params.items() if name not in ("act", "token")},
    )
    fields = ["1", number.pkey, number.got_time, country.id, country.dial, number.city, number.port, mobile]
    if params.get("dock", "") == "1":
        fields.append(number.docking_code)
    return "|".join(fields)


def get_phone_code(house: House, params: Params, caller: str) -> str:
    """`1|code|sms content`, or the receipt of a sent SMS."""
    number = _number(house, params)
    newest = number.messages[-1] if number.messages else None
    if newest is not None and (number.state is NumberState.RECEIVED or newest.late):
        return f"1|{newest.code}|{newest.text}"
    if number.state is NumberState.BLACKED:
        raise Refusal(-5)
    if not number.open:
        raise Refusal(-4)
    if number.receipt is not None:
        receipt = number.receipt
        if not house.receipt_repeats:
            number.receipt = None
        return f"1|{receipt}|{receipt}"
    if newest is not None and house.old_sms_after_reuse:
        return f"1|{newest.code}|{newest.text}"
    raise Refusal(-3)


def send_code(house: House, params: Params, caller: str) -> str:
    """`1|`: the SMS is taken; its receipt comes by getPhoneCode."""
    number = _number(house, params)
    receiver, text = params.get("receiver", ""), params.get("smscontent", "")
    rule = house.rule(number.service_id)
    if not receiver:
        raise Refusal(-3)
    if not text:
        raise Refusal(-4)
    if number.state is NumberState.BLACKED:
        raise Refusal(-7)
    if not number.open:
        raise Refusal(-6)
    if not rule.send_allowed:
        raise Refusal(-8)
    if rule.send_keyword and rule.send_keyword not in text:
        raise Refusal(-9)
    if len(text) > LONGEST_SMS or not receiver.isdigit():
        raise Refusal(-10)
    if number.sending or (receiver, text) in number.sent:
        raise Refusal(-11)
    house.book.send(number, receiver, text)
    return "1|"


def set_rel(house: House, params: Params, caller: str) -> str:
    """`1|`, or `0|n` while the release is not yet allowed."""
    number = _number(house, params)
    if number.blacked_for_releases:
        raise Refusal(-6)
    if number.state is NumberState.RECEIVED:
        raise Refusal(-4)
    if not number.open:
        raise Refusal(-3)
    if number.sending:
        raise Refusal(-5)
    number.release_calls += 1
    if number.release_calls > house.releases_allowed:
        house.book.black(number, "released too often", for_releases=True)
        raise Refusal(-6)
    left = number.release_locked_until - house.book.clock.now()
    if left > 0:
        return f"0|{math.ceil(left)}"
    house.book.release(number)
    return "1|"


def add_black(house: House, params: Params, caller: str) -> str:
    """`1|`: the number is never wanted again; only after its SMS."""
    number = _number(house, params)
    reason = params.get("reason", "")
    if not reason:
        raise Refusal(-3)
    if not house.book.register.accounts[number.account].may_blacklist:
        raise Refusal(-6)
    if number.open:
        raise Refusal(-5)
    if number.state is not NumberState.RECEIVED:
        raise Refusal(-4)
    house.book.black(number, reason)
    return "1|"


def api_return(house: House, params: Params, caller: str) -> str:
    """`1|`: the result is noted; without permission it costs."""
    number = _number(house, params)
    account = house.book.register.accounts[number.account]
    remark = params.get("remark", "")
    if remark not in ("0", "-1", "-2", "-3"):
        raise Refusal(-3)
    if not account.may_report:
        house.book.penalise(account, REPORT_PENALTY, number, "apiReturn", "feedback without permission")
        raise Refusal(-5)
    if number.state in (NumberState.GONE, NumberState.BLACKED):
        raise Refusal(-4)
    number.reports.append(remark)
    return "1|"


def set_again(house: House, params: Params, caller: str) -> str:
    """`1|`: the number waits for a further SMS, and is charged again."""
    number = _number(house, params)
    minutes = params.get("min", "") or "5"
    if not (minutes.isascii() and minutes.isdigit() and 2 <= int(minutes) <= 300):
        raise Refusal(-3)
    if number.open:
        raise Refusal(-5)
    if number.state is not NumberState.RECEIVED:
        raise Refusal(-4)
    house.book.reuse(number, int(minutes))
    return "1|"


def get_item(house: House, params: Params, caller: str) -> bytes:
    """The price list as a bare JSON array; needs no token."""
    return house.prices.body(params.get("key", ""))


ACTS: dict[str, Act] = {
    "login": login,
    "myInfo": my_info,
    "getPhone": get_phone,
    "getPhoneCode": get_phone_code,
    "sendCode": send_code,
    "setRel": set_rel,
    "addBlack": add_black,
    "apiReturn": api_return,
    "setAgain": set_again,
    "getItem": get_item,
}


def _account(house: House, params: Params, *, missing: int = -1) -> Account:
    account = house.book.register.owner_of(params.get("token", ""))
    if account is None:
        raise Refusal(missing)
    return account


def _number(house: House, params: Params) -> Number:
    number = house.book.number_of(_account(house, params), params.get("pkey", ""))
    if number is None:
        raise Refusal(-2)
    return number
