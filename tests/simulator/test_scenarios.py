# SPDX-License-Identifier: MIT
"""Each named scenario plays as its title says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fxdesk.simulator import SCENARIOS, NumberState, Simulator
from fxdesk.simulator import service_names as named
from tests.simulator.caller import Aside, Caller, raw_exchange

RENT = {"iid": named.LUMEN_MAIL.id, "country": "mys"}
Play = Callable[[Simulator, Caller], None]


def staged(scenario: str) -> Simulator:
    """Return a simulator whose time stands still until it is advanced."""
    return Simulator(scenario=scenario, rows=1000, clock=lambda: 0.0)


def by_hand(sim: Simulator, caller: Caller) -> None:
    pkey = caller.rent()
    sim.advance(86_400)
    assert caller.ask("getPhoneCode", pkey=pkey) == "0|-3"


def demo(sim: Simulator, caller: Caller) -> None:
    pkey = caller.rent()
    sim.advance(8)
    assert caller.ask("getPhoneCode", pkey=pkey).startswith("1|")


def slow_code(sim: Simulator, caller: Caller) -> None:
    pkey = caller.rent()
    sim.advance(59)
    assert caller.ask("getPhoneCode", pkey=pkey) == "0|-3"
    sim.advance(61)
    assert caller.ask("getPhoneCode", pkey=pkey).startswith("1|")


def dead_number(sim: Simulator, caller: Caller) -> None:
    pkey = caller.rent()
    sim.advance(3600)
    assert caller.ask("getPhoneCode", pkey=pkey) == "0|-3"


def empty_purse(sim: Simulator, caller: Caller) -> None:
    assert caller.ask("getPhone", **RENT) == "0|-8"


def release_later(sim: Simulator, caller: Caller) -> None:
    pkey = caller.rent()
    assert caller.ask("setRel", pkey=pkey) == "0|30"
    sim.advance(30)
    assert caller.ask("setRel", pkey=pkey) == "1|"


def send_receipt(sim: Simulator, caller: Caller) -> None:
    pkey = caller.rent()
    caller.ask("sendCode", pkey=pkey, receiver="10086", smscontent="cxye")
    sim.advance(3)
    assert "短信发送成功" in caller.ask("getPhoneCode", pkey=pkey)
    sim.advance(10)
    assert "短信发送成功" not in caller.ask("getPhoneCode", pkey=pkey)


def forced_release(sim: Simulator, caller: Caller) -> None:
    pkey = caller.rent()
    sim.advance(60)
    assert caller.ask("getPhoneCode", pkey=pkey) == "0|-4"


def lost_answer(sim: Simulator, caller: Caller) -> None:
    assert raw_exchange(sim, "getPhone", **RENT) == (b"", False)
    assert len(sim.numbers) == 1


def late_answer(sim: Simulator, caller: Caller) -> None:
    aside = Aside(sim, "getPhone", **RENT)
    assert sim.wait_until(lambda: len(sim.numbers) == 1)
    sim.advance(20)
    assert aside.wait() is not None


def garbage(sim: Simulator, caller: Caller) -> None:
    for act in ("login", "getPhone", "getItem"):
        body = caller.whole({"act": act, "token": sim.account.token})[1]
        with pytest.raises(UnicodeDecodeError):
            body.decode()


def hanging(sim: Simulator, caller: Caller) -> None:
    aside = Aside(sim, "getItem", key="")
    assert sim.wait_for("getItem")
    assert not sim.requests[0].answered
    sim.stop()
    assert aside.wait() is None


PLAYS: dict[str, Play] = {
    "by-hand": by_hand,
    "demo": demo,
    "slow-code": slow_code,
    "dead-number": dead_number,
    "empty-purse": empty_purse,
    "release-later": release_later,
    "send-receipt": send_receipt,
    "forced-release": forced_release,
    "lost-answer": lost_answer,
    "late-answer": late_answer,
    "garbage": garbage,
    "hanging": hanging,
}


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_that_a_scenario_plays_as_named(scenario: str) -> None:
    with staged(scenario) as sim, Caller(sim) as caller:
        PLAYS[scenario](sim, caller)


def test_that_a_scenario_is_fresh_in_every_simulator() -> None:
    for _ in range(2):
        with staged("lost-answer") as sim:
            assert raw_exchange(sim, "getPhone", **RENT) == (b"", False)


def test_that_the_demo_shows_each_trouble_under_its_own_service() -> None:
    with staged("demo") as sim, Caller(sim) as caller:
        assert raw_exchange(sim, "getPhone", iid=named.HARBOUR_PAY.id, country="bra") == (b"", False)
        assert caller.ask("getPhone", iid=named.BLUE_WHALE_FOOD.id, country="idn") == "0|-1"
        refused = caller.rent(iid=named.NORTHBANK.id, country="idn")
        assert caller.ask("setRel", pkey=refused) == "0|24"
        dead = caller.rent(iid=named.MARLIN_MARKET.id, country="idn")
        slow = caller.rent(iid=named.QUILL_NOTES.id, country="idn")
        closed = caller.rent(iid=named.TANDEM_RIDE.id, country="idn")
        bare = caller.rent(iid=named.ORCHID_SOCIAL.id, country="idn")
        sim.advance(44)
        assert caller.ask("getPhoneCode", pkey=slow) == "0|-3"
        assert caller.ask("getPhoneCode", pkey=closed) == "0|-4"
        assert caller.ask("getPhoneCode", pkey=bare).startswith("1||")
        assert caller.ask("setRel", pkey=refused) == "1|"
        sim.advance(2)
        assert caller.ask("getPhoneCode", pkey=slow).startswith("1|")
        assert caller.ask("getPhoneCode", pkey=dead) == "0|-3"
        assert sim.numbers[0].state is NumberState.RECEIVED
