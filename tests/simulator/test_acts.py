# SPDX-License-Identifier: MIT
"""What the fake service does when nothing goes wrong, as its document and recorded answers tell."""

from __future__ import annotations

import json
import re
from decimal import Decimal

from fxdesk.simulator import Behaviour, NumberState, Simulator
from fxdesk.simulator.service_names import LUMEN_MAIL
from tests.simulator.caller import Caller


def test_that_a_token_looks_like_the_services_and_stays_the_same_until_the_password_changes(
    sim: Simulator, caller: Caller
) -> None:
    first = caller.ask("login", ApiName="demo", PassWord="demo-password")
    assert re.fullmatch(r"1\|[0-9a-f]{32}_\d+", first)
    assert caller.ask("login", ApiName="demo", PassWord="demo-password") == first
    sim.change_password("another-password")
    assert caller.ask("login", ApiName="demo", PassWord="another-password") != first


def test_that_a_void_token_opens_nothing(sim: Simulator, caller: Caller) -> None:
    pkey = caller.rent()
    old = sim.account.token
    sim.void_tokens()
    assert caller.ask("getPhoneCode", token=old, pkey=pkey) == "0|-1"
    assert caller.ask("getPhone", token=old, iid=LUMEN_MAIL.id) == "0|-2"
    assert caller.ask("getPhoneCode", pkey=pkey) == "0|-3"


def test_that_a_failed_login_is_forgiven_after_a_minute(sim: Simulator, caller: Caller) -> None:
    assert caller.ask("login", ApiName="demo", PassWord="wrong-one") == "0|-9"
    sim.advance(59)
    assert caller.ask("login", ApiName="demo", PassWord="demo-password") == "0|-7"
    sim.advance(2)
    assert caller.ask("login", ApiName="demo", PassWord="demo-password").startswith("1|")


def test_that_balance_level_and_points_are_told_once_a_minute(sim: Simulator, caller: Caller) -> None:
    assert caller.ask("myInfo") == "1|41.6500|3|1280"
    sim.advance(59)
    assert caller.ask("myInfo") == "0|-3"
    sim.advance(2)
    assert caller.ask("myInfo") == "1|41.6500|3|1280"


def test_that_a_number_comes_in_eight_fields_and_without_its_country_code(
    sim: Simulator, caller: Caller
) -> None:
    fields = caller.ask("getPhone", iid=LUMEN_MAIL.id, country="mys").split("|")
    assert len(fields) == 8
    one, pkey, time, country, area, _, _, mobile = fields
    assert one == "1"
    assert re.fullmatch(r"[0-9A-F]{48}", pkey)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", time)
    assert (country, area) == ("mys", "60")
    assert re.fullmatch(r"11\d{8}", mobile)


def test_that_a_docking_code_is_a_ninth_field_only_when_asked_for(sim: Simulator, caller: Caller) -> None:
    fields = caller.ask("getPhone", iid=LUMEN_MAIL.id, country="mys", dock="1").split("|")
    assert len(fields) == 9
    docking = fields[8]
    assert re.fullmatch(r"mys-1096-\d+", docking)
    again = caller.ask("getPhone", iid=LUMEN_MAIL.id, did=docking, dock="1").split("|")
    assert again[8] == docking
    assert again[3] == "mys"


def test_that_the_united_kingdom_is_eng(sim: Simulator, caller: Caller) -> None:
    service = next(offer.service_id for offer in sim.house.prices.offers if offer.country_id == "eng")
    fields = caller.ask("getPhone", iid=service, country="eng").split("|")
    assert fields[3:5] == ["eng", "44"]


def test_that_any_country_is_chosen_by_the_service_among_those_in_the_list(
    sim: Simulator, caller: Caller
) -> None:
    offered = sim.house.prices.offers_of(LUMEN_MAIL.id)
    sim.set_balance("100")
    chosen = {caller.ask("getPhone", iid=LUMEN_MAIL.id, country="").split("|")[3] for _ in range(12)}
    assert chosen <= set(offered)
    assert len(chosen) > 3


def test_that_max_price_is_no_cap_and_lets_dearer_offers_in(sim: Simulator, caller: Caller) -> None:
    low = sim.number(caller.rent(maxPrice="0.1000"))
    high = sim.number(caller.rent(maxPrice="1"))
    off = sim.number(caller.rent(maxPrice="0"))
    assert [low.price, high.price, off.price] == [Decimal("0.4500"), Decimal("0.5625"), Decimal("0.4500")]


def test_that_the_push_link_is_noted(sim: Simulator, caller: Caller) -> None:
    assert sim.number(caller.rent(pushUrl="http://127.0.0.1/push?a=1&b=2")).push_url.endswith("a=1&b=2")


def test_that_an_sms_is_charged_once_and_told_at_every_look(sim: Simulator, caller: Caller) -> None:
    pkey = caller.rent()
    assert caller.ask("getPhoneCode", pkey=pkey) == "0|-3"
    assert sim.account.balance == Decimal("41.6500")
    sim.deliver(pkey, "482913", "[Lumen Mail] 482913 | is your code\nkeep it")
    for _ in range(2):
        assert caller.ask("getPhoneCode", pkey=pkey) == "1|482913|[Lumen Mail] 482913 | is your code\nkeep it"
    assert sim.account.balance == Decimal("41.2000")
    assert [(entry.price, entry.pkey, entry.act) for entry in sim.charges] == [
        (Decimal("0.4500"), pkey, "getPhone")
    ]


def test_that_the_code_may_be_empty_while_the_text_is_there(sim: Simulator, caller: Caller) -> None:
    pkey = caller.rent()
    sim.deliver(pkey, "", "Use 4711 to sign in")
    assert caller.ask("getPhoneCode", pkey=pkey) == "1||Use 4711 to sign in"


def test_that_a_released_number_costs_nothing(sim: Simulator, caller: Caller) -> None:
    pkey = caller.rent()
    assert caller.ask("setRel", pkey=pkey) == "1|"
    assert sim.number(pkey).state is NumberState.RELEASED
    assert caller.ask("setRel", pkey=pkey) == "0|-3"
    assert caller.ask("getPhoneCode", pkey=pkey) == "0|-4"
    assert sim.ledger == []


def test_that_a_held_price_comes_back_at_the_release_and_stays_gone_at_the_sms() -> None:
    with Simulator(rows=1000, books="holds") as sim, Caller(sim) as caller:
        released, kept = caller.rent(), caller.rent()
        assert sim.account.balance == Decimal("40.7500")
        caller.ask("setRel", pkey=released)
        sim.deliver(kept)
        assert sim.account.balance == Decimal("41.2000")
        told = [(entry.kind, entry.amount, entry.pkey) for entry in sim.ledger]
        price = Decimal("0.4500")
        assert told == [
            ("hold", -price, released),
            ("hold", -price, kept),
            ("give-back", price, released),
            ("charge", Decimal(0), kept),
        ]


def test_that_a_release_is_allowed_when_its_time_has_come(sim: Simulator, caller: Caller) -> None:
    sim.set_behaviour(Behaviour(release_locked_for=30.0))
    pkey = caller.rent()
    answer = caller.ask("setRel", pkey=pkey)
    assert answer in ("0|30", "0|29")
    sim.advance(10)
    assert caller.ask("setRel", pkey=pkey) in ("0|20", "0|19")
    sim.advance(20)
    assert caller.ask("setRel", pkey=pkey) == "1|"


def test_that_an_sms_after_the_release_is_still_told_and_free_unless_said(
    sim: Simulator, caller: Caller
) -> None:
    free, charged = caller.rent(), caller.rent()
    for pkey in (free, charged):
        caller.ask("setRel", pkey=pkey)
    sim.deliver(free, "1111", "late")
    sim.deliver(charged, "2222", "late", charge=True)
    assert caller.ask("getPhoneCode", pkey=free) == "1|1111|late"
    assert sim.number(free).state is NumberState.RELEASED
    assert [entry.pkey for entry in sim.charges] == [charged]


def test_that_the_service_closes_a_number_by_itself(sim: Simulator, caller: Caller) -> None:
    sim.set_behaviour(Behaviour(forced_release_after=60.0))
    pkey = caller.rent()
    sim.advance(61)
    assert caller.ask("getPhoneCode", pkey=pkey) == "0|-4"
    assert sim.number(pkey).state is NumberState.GONE


def test_that_a_sent_sms_has_its_receipt_first_and_a_code_may_follow(sim: Simulator, caller: Caller) -> None:
    sim.set_behaviour(Behaviour(code_after=10.0, receipt_after=3.0))
    pkey = caller.rent()
    assert caller.ask("sendCode", pkey=pkey, receiver="10086", smscontent="查询") == "1|"
    assert caller.ask("getPhoneCode", pkey=pkey) == "0|-3"
    sim.advance(4)
    assert caller.ask("getPhoneCode", pkey=pkey) == "1|短信发送成功|短信发送成功"
    assert caller.ask("getPhoneCode", pkey=pkey) == "0|-3"
    sim.advance(10)
    assert re.match(r"1\|\d+\|.+", caller.ask("getPhoneCode", pkey=pkey))
    assert sim.number(pkey).sent == [("10086", "查询")]


def test_that_a_receipt_may_be_repeated_by_lever(sim: Simulator, caller: Caller) -> None:
    sim.house.receipt_repeats = True
    pkey = caller.rent()
    caller.ask("sendCode", pkey=pkey, receiver="10086", smscontent="cxye")
    sim.give_receipt(pkey, "sent")
    assert [caller.ask("getPhoneCode", pkey=pkey) for _ in range(2)] == ["1|sent|sent"] * 2


def test_that_a_blacked_number_keeps_its_reason(sim: Simulator, caller: Caller) -> None:
    pkey = caller.rent()
    sim.deliver(pkey)
    assert caller.ask("addBlack", pkey=pkey, reason="已被使用") == "1|"
    assert sim.number(pkey).black_reason == "已被使用"
    assert caller.ask("getPhoneCode", pkey=pkey) == "0|-5"


def test_that_using_a_number_again_is_charged_at_once_and_waits_anew(sim: Simulator, caller: Caller) -> None:
    pkey = caller.rent()
    sim.deliver(pkey, "1111", "first")
    assert caller.ask("setAgain", pkey=pkey) == "1|"
    assert [entry.act for entry in sim.charges] == ["getPhone", "setAgain"]
    assert caller.ask("getPhoneCode", pkey=pkey) == "0|-3"
    sim.house.old_sms_after_reuse = True
    assert caller.ask("getPhoneCode", pkey=pkey) == "1|1111|first"
    sim.deliver(pkey, "2222", "second")
    assert caller.ask("getPhoneCode", pkey=pkey) == "1|2222|second"
    assert len(sim.charges) == 2


def test_that_a_number_used_again_is_closed_after_its_minutes(sim: Simulator, caller: Caller) -> None:
    pkey = caller.rent()
    sim.deliver(pkey)
    caller.ask("setAgain", pkey=pkey, min="2")
    sim.advance(121)
    assert caller.ask("getPhoneCode", pkey=pkey) == "0|-4"


def test_that_the_same_number_comes_again_under_a_new_key_and_costs_again(
    sim: Simulator, caller: Caller
) -> None:
    first = caller.rent()
    sim.deliver(first)
    mobile = sim.number(first).mobile
    second = caller.rent(mobile=mobile)
    assert second != first
    assert sim.number(second).mobile == mobile
    assert caller.ask("getPhone", iid=LUMEN_MAIL.id, country="mys", mobile="1100000000") == "0|-1"


def test_that_the_first_digits_alone_choose_a_number_of_that_segment(sim: Simulator, caller: Caller) -> None:
    assert sim.number(caller.rent(mobile="1159")).mobile.startswith("1159")


def test_that_feedback_without_permission_costs(sim: Simulator, caller: Caller) -> None:
    pkey = caller.rent()
    assert caller.ask("apiReturn", pkey=pkey, remark="0") == "0|-5"
    assert sim.account.balance == Decimal("41.6400")
    sim.set_account(may_report=True)
    assert caller.ask("apiReturn", pkey=pkey, remark="-2") == "1|"
    assert sim.number(pkey).reports == ["-2"]


def test_that_one_account_cannot_reach_anothers_number(sim: Simulator, caller: Caller) -> None:
    pkey = caller.rent()
    assert caller.ask("setRel", token=sim.second_account.token, pkey=pkey) == "0|-2"
    assert sim.number(pkey).open


def test_that_the_price_list_needs_no_token_and_is_a_bare_array_of_strings(caller: Caller) -> None:
    rows = json.loads(caller.ask("getItem", key=""))
    assert len(rows) == 1000
    assert rows[0] == {
        "Item_ID": "1096",
        "Item_Name": "Lumen Mail",
        "Item_UPrice": "0.0450",
        "Country_ID": "idn",
        "Country_Title": "+62/印度尼西亚/indonesia",
    }
    found = json.loads(caller.ask("getItem", key="lumen m"))
    assert {row["Item_Name"] for row in found} == {"Lumen Mail", "Lumen Meet"}


def test_that_the_displayed_time_can_be_days_off(sim: Simulator, caller: Caller) -> None:
    right = caller.ask("getPhone", iid=LUMEN_MAIL.id, country="mys").split("|")[2]
    sim.set_wall_offset(-40 * 86400)
    wrong = caller.ask("getPhone", iid=LUMEN_MAIL.id, country="mys").split("|")[2]
    assert wrong[:7] != right[:7]


def test_that_two_simulators_of_one_seed_do_the_same() -> None:
    told = []
    for seed in (7, 7, 8):
        with Simulator(seed=seed, rows=1000, clock=lambda: 0.0) as sim, Caller(sim) as caller:
            sim.set_behaviour(Behaviour(code_after=4.0, code_jitter=4.0))
            pkeys = [caller.rent(country="") for _ in range(5)]
            sim.advance(20)
            numbers = [sim.number(pkey) for pkey in pkeys]
            told.append(
                [
                    (number.pkey, number.mobile, number.country.id, number.messages[0].text, number.port)
                    for number in numbers
                ]
            )
    assert told[0] == told[1]
    assert told[0] != told[2]
