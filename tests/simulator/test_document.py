# SPDX-License-Identifier: MIT
"""Hold the simulator to the transcribed document, and the transcription to the document where it is there."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fxdesk.simulator import Behaviour, Simulator
from fxdesk.simulator.acts import ACTS
from fxdesk.simulator.document_rules import PARAMETERS
from fxdesk.simulator.service_names import DISABLED_SERVICE, LUMEN_MAIL, UNAUDITED_SERVICE
from tests.simulator.caller import Caller

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT: dict[str, Any] = json.loads((ROOT / "tests/data/document.json").read_text(encoding="utf-8"))
ORIGINAL = ROOT.parent / "shared" / "api-document.txt"
CODES = [(act, code) for act, told in DOCUMENT["acts"].items() for code in told["failures"]]


def original_sections() -> dict[str, list[str]]:
    """Return the document's lines by section title, without bullets and blank lines."""
    if not ORIGINAL.is_file():
        pytest.skip("the document itself is not kept with the program; only its transcription is")
    titles = [told["title"] for told in DOCUMENT["acts"].values()]
    titles += [DOCUMENT["receipt"]["title"], *DOCUMENT["lists"]]
    sections: dict[str, list[str]] = {"": []}
    for line in ORIGINAL.read_text(encoding="utf-8").splitlines():
        words = line.strip().removeprefix("•").strip()
        if words in titles and words not in sections:
            sections[words] = []
        elif words:
            sections[list(sections)[-1]].append(words)
    return sections


def rendered(told: dict[str, Any]) -> list[str]:
    """Return the lines that a section of the document has, made from the transcription."""
    lines = [*told["notes"], "Request parameters:", "Field Value Required Remark"]
    for row in told["parameters"]:
        required = "Required" if row["required"] else ""
        parts = [row["name"], row["value"], required, row["remark"]]
        lines.append(" ".join(part for part in parts if part))
    lines += [f"Request example:{told['example']}", f"Successfully returned:{told['success']}"]
    if told["failures"]:
        lines += ["Failure return:0|Failure code", "Failure code description:"]
        lines.append("Failure code Failure code description")
        lines += [f"{code} {words}" for code, words in told["failures"].items()]
    if "fields" in told:
        lines.append("Field Description:")
        lines += [f"{name}:{words}" for name, words in told["fields"].items()]
    return lines


@pytest.mark.parametrize("act", DOCUMENT["acts"])
def test_that_the_transcription_of_an_act_is_the_document_line_by_line(act: str) -> None:
    told = DOCUMENT["acts"][act]
    assert Counter(rendered(told)) == Counter(original_sections()[told["title"]])


def test_that_the_transcription_holds_every_other_line_of_the_document() -> None:
    sections = original_sections()
    rules = DOCUMENT["rules"]
    head = [
        rules["warning"],
        "API Document",
        "Affirmation",
        f"Request url:{rules['request_url']}",
        f"Remark:{rules['remark']}",
        f"Method:{rules['method']}",
        rules["log"],
        rules["answers"],
    ]
    assert Counter(head) == Counter(sections[""])
    assert sections[DOCUMENT["receipt"]["title"]] == DOCUMENT["receipt"]["notes"]
    for title, columns in DOCUMENT["lists"].items():
        assert sections[title] == [" ".join(columns)]
    known = {told["title"] for told in DOCUMENT["acts"].values()}
    assert set(sections) == {"", DOCUMENT["receipt"]["title"], *DOCUMENT["lists"], *known}


def test_that_the_simulator_knows_the_acts_of_the_document_and_no_others() -> None:
    assert set(ACTS) == set(DOCUMENT["acts"]) == set(PARAMETERS)


@pytest.mark.parametrize("act", DOCUMENT["acts"])
def test_that_the_simulator_knows_each_parameter_and_whether_it_is_required(act: str) -> None:
    rows = [row for row in DOCUMENT["acts"][act]["parameters"] if row["name"] != "act"]
    required, optional = PARAMETERS[act]
    assert list(required) == [row["name"] for row in rows if row["required"]]
    assert list(optional) == [row["name"] for row in rows if not row["required"]]


# How each failure code comes about by itself: (act, code) → what was answered.


def _login(**params: str) -> Callable[[Simulator, Caller], str]:
    return lambda sim, caller: caller.ask("login", **params)


def _login_disabled(sim: Simulator, caller: Caller) -> str:
    sim.set_account(disabled=True)
    return caller.ask("login", ApiName="demo", PassWord="demo-password")


def _login_again(sim: Simulator, caller: Caller) -> str:
    caller.ask("login", ApiName="demo", PassWord="wrong-one")
    return caller.ask("login", ApiName="demo", PassWord="demo-password")


def _no_token(act: str) -> Callable[[Simulator, Caller], str]:
    return lambda sim, caller: caller.ask(act, token="nobody", pkey="A" * 48, iid=LUMEN_MAIL.id)


def _info_void(sim: Simulator, caller: Caller) -> str:
    token = sim.account.token
    sim.void_tokens()
    return caller.ask("myInfo", token=token)


def _info_twice(sim: Simulator, caller: Caller) -> str:
    caller.ask("myInfo")
    return caller.ask("myInfo")


def _rent(**params: str) -> Callable[[Simulator, Caller], str]:
    return lambda sim, caller: caller.ask("getPhone", **{"iid": LUMEN_MAIL.id, **params})


def _rent_out_of_stock(sim: Simulator, caller: Caller) -> str:
    sim.set_behaviour(Behaviour(in_stock=False))
    return caller.ask("getPhone", iid=LUMEN_MAIL.id, country="mys")


def _rent_disabled_token(sim: Simulator, caller: Caller) -> str:
    sim.set_account(token_disabled=True)
    return caller.ask("getPhone", iid=LUMEN_MAIL.id)


def _rent_poor(sim: Simulator, caller: Caller) -> str:
    sim.set_balance("0.0100")
    return caller.ask("getPhone", iid=LUMEN_MAIL.id, country="mys")


def _rent_too_many(sim: Simulator, caller: Caller) -> str:
    sim.set_balance("0.6000")
    caller.rent()
    return caller.ask("getPhone", iid=LUMEN_MAIL.id, country="mys")


def _rent_mobile(sim: Simulator, caller: Caller) -> str:
    sim.set_service(LUMEN_MAIL.id, mobile_allowed=False)
    return caller.ask("getPhone", iid=LUMEN_MAIL.id, country="mys", mobile="1159100274")


def _with(act: str, state: str, **params: str) -> Callable[[Simulator, Caller], str]:
    """Ask an act of a number that is in a certain state."""

    def recipe(sim: Simulator, caller: Caller) -> str:
        sim.set_account(may_report=True)
        pkey = caller.rent()
        if state == "received":
            sim.deliver(pkey)
        elif state == "gone":
            sim.force_release(pkey)
        elif state == "black":
            sim.black(pkey)
        elif state == "sending":
            assert caller.ask("sendCode", pkey=pkey, receiver="10086", smscontent="cxye") == "1|"
        else:
            assert state == "waiting"
        return caller.ask(act, pkey=pkey, **params)

    return recipe


def _unknown_pkey(act: str) -> Callable[[Simulator, Caller], str]:
    return lambda sim, caller: caller.ask(act, pkey="A" * 48)


def _send_forbidden(sim: Simulator, caller: Caller) -> str:
    sim.set_service(LUMEN_MAIL.id, send_allowed=False)
    return caller.ask("sendCode", pkey=caller.rent(), receiver="10086", smscontent="cxye")


def _send_no_keyword(sim: Simulator, caller: Caller) -> str:
    sim.set_service(LUMEN_MAIL.id, send_keyword="cxye")
    return caller.ask("sendCode", pkey=caller.rent(), receiver="10086", smscontent="hello")


def _send_unknown_error(sim: Simulator, caller: Caller) -> str:
    # The document tells no rule for it: only a script brings it about.
    sim.script("sendCode", "0|-5")
    return caller.ask("sendCode", pkey=caller.rent(), receiver="10086", smscontent="cxye")


def _release_later(sim: Simulator, caller: Caller) -> str:
    pkey = caller.rent()
    sim.lock_release(30, pkey)
    return caller.ask("setRel", pkey=pkey)


def _release_too_often(sim: Simulator, caller: Caller) -> str:
    pkey = caller.rent()
    sim.lock_release(30, pkey)
    for _ in range(sim.house.releases_allowed):
        caller.ask("setRel", pkey=pkey)
    return caller.ask("setRel", pkey=pkey)


def _black_not_allowed(sim: Simulator, caller: Caller) -> str:
    sim.set_account(may_blacklist=False)
    return caller.ask("addBlack", pkey=caller.rent(), reason="used")


def _report_not_allowed(sim: Simulator, caller: Caller) -> str:
    return caller.ask("apiReturn", pkey=caller.rent(), remark="0")


SEND = {"receiver": "10086", "smscontent": "cxye"}
RECIPES: dict[tuple[str, str], Callable[[Simulator, Caller], str]] = {
    ("login", "-1"): _login(ApiName="", PassWord="demo-password"),
    ("login", "-2"): _login(ApiName="ab", PassWord="demo-password"),
    ("login", "-3"): _login(ApiName="de|mo", PassWord="demo-password"),
    ("login", "-4"): _login(ApiName="明灯邮箱", PassWord="demo-password"),
    ("login", "-5"): _login(ApiName="demo", PassWord=""),
    ("login", "-6"): _login(ApiName="demo", PassWord="x" * 31),
    ("login", "-7"): _login_again,
    ("login", "-8"): _login_disabled,
    ("login", "-9"): _login(ApiName="demo", PassWord="wrong-one"),
    ("myInfo", "-1"): _no_token("myInfo"),
    ("myInfo", "-2"): _info_void,
    ("myInfo", "-3"): _info_twice,
    ("getPhone", "-1"): _rent_out_of_stock,
    ("getPhone", "-2"): _no_token("getPhone"),
    ("getPhone", "-3"): _rent(iid="123456789"),
    ("getPhone", "-4"): _rent(country="atlantis"),
    ("getPhone", "-5"): _rent(iid=UNAUDITED_SERVICE),
    ("getPhone", "-6"): _rent(iid=DISABLED_SERVICE),
    ("getPhone", "-7"): _rent_disabled_token,
    ("getPhone", "-8"): _rent_poor,
    ("getPhone", "-9"): _rent_too_many,
    ("getPhone", "-10"): _rent_mobile,
    ("getPhoneCode", "-3"): _with("getPhoneCode", "waiting"),
    ("getPhoneCode", "-4"): _with("getPhoneCode", "gone"),
    ("getPhoneCode", "-5"): _with("getPhoneCode", "black"),
    ("sendCode", "-3"): _with("sendCode", "waiting", receiver="", smscontent="cxye"),
    ("sendCode", "-4"): _with("sendCode", "waiting", receiver="10086", smscontent=""),
    ("sendCode", "-5"): _send_unknown_error,
    ("sendCode", "-6"): _with("sendCode", "gone", **SEND),
    ("sendCode", "-7"): _with("sendCode", "black", **SEND),
    ("sendCode", "-8"): _send_forbidden,
    ("sendCode", "-9"): _send_no_keyword,
    ("sendCode", "-10"): _with("sendCode", "waiting", receiver="10086", smscontent="x" * 500),
    ("sendCode", "-11"): _with("sendCode", "sending", **SEND),
    ("setRel", "x"): _release_later,
    ("setRel", "-3"): _with("setRel", "gone"),
    ("setRel", "-4"): _with("setRel", "received"),
    ("setRel", "-5"): _with("setRel", "sending"),
    ("setRel", "-6"): _release_too_often,
    ("addBlack", "-3"): _with("addBlack", "received", reason=""),
    ("addBlack", "-4"): _with("addBlack", "gone", reason="used"),
    ("addBlack", "-5"): _with("addBlack", "waiting", reason="used"),
    ("addBlack", "-6"): _black_not_allowed,
    ("apiReturn", "-3"): _with("apiReturn", "received", remark=""),
    ("apiReturn", "-4"): _with("apiReturn", "gone", remark="0"),
    ("apiReturn", "-5"): _report_not_allowed,
    ("setAgain", "-3"): _with("setAgain", "received", min="301"),
    ("setAgain", "-4"): _with("setAgain", "gone", min="5"),
    ("setAgain", "-5"): _with("setAgain", "waiting", min="5"),
}
for _act in ("getPhoneCode", "sendCode", "setRel", "addBlack", "apiReturn", "setAgain"):
    RECIPES[_act, "-1"] = _no_token(_act)
    RECIPES[_act, "-2"] = _unknown_pkey(_act)


@pytest.mark.parametrize(("act", "code"), CODES)
def test_that_each_failure_code_comes_about(sim: Simulator, caller: Caller, act: str, code: str) -> None:
    expected = "0|30" if code == "x" else f"0|{code}"
    assert RECIPES[act, code](sim, caller) == expected


def test_that_no_recipe_tells_of_a_code_that_the_document_does_not_have() -> None:
    assert set(RECIPES) == set(CODES)


@pytest.mark.parametrize(("act", "code"), CODES)
def test_that_each_failure_code_can_be_scripted(sim: Simulator, caller: Caller, act: str, code: str) -> None:
    answer = "0|17" if code == "x" else f"0|{code}"
    sim.script(act, answer)
    assert caller.ask(act) == answer
    assert not sim.requests[-1].booked


def test_that_the_examples_of_the_document_break_no_rule_of_it(sim: Simulator, caller: Caller) -> None:
    for told in DOCUMENT["acts"].values():
        query = told["example"].removeprefix("?")
        caller.whole(dict(pair.split("=") for pair in query.split("&")))
    assert sim.complaints == []
