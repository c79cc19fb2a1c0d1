# SPDX-License-Identifier: MIT
"""Each act of the document against the simulated service: its success, its refusals, its place in the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest

from fxdesk.api.client import Client
from fxdesk.api.failures import FAILURES, SECONDS
from fxdesk.core.errors import (
    AskedTooSoon,
    BadCredentials,
    NoAnswer,
    NoMoney,
    NoSmsYet,
    NotAllowed,
    NotSent,
    NumberGone,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    SignInTooSoon,
    SmsCameFirst,
    TooSoon,
    UnknownNumber,
)
from fxdesk.core.model import Grant, LeaseId, Sms
from fxdesk.core.notice import Exchange
from fxdesk.simulator import API_NAME, PASSWORD, Simulator
from tests.api.conftest import ORDER, PKEY, SHORT, TOKEN


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator(seed=1, scenario="by-hand") as simulator:
        yield simulator


@pytest.fixture
def client(sim: Simulator, client_to: Callable[..., Client]) -> Client:
    made: Client = client_to(sim.url)
    return made


def ignore(raw: bytes, fault: str = "") -> None:
    """Nobody keeps it."""


def rent(sim: Simulator, client: Client) -> Grant:
    return client.get_phone(token=sim.account.token, order=ORDER, keep=ignore)


def got_sms(sim: Simulator, client: Client) -> Grant:
    grant = rent(sim, client)
    sim.deliver(grant.pkey, "482913", "[Lumen Mail] 482913 | code")
    return grant


def test_that_signing_in_gives_the_token(sim: Simulator, client: Client) -> None:
    assert client.login(api_name=API_NAME, password=PASSWORD) == sim.account.token


def test_that_a_wrong_password_is_told_and_then_the_wait(sim: Simulator, client: Client) -> None:
    with pytest.raises(BadCredentials):
        client.login(api_name=API_NAME, password="wrong")
    with pytest.raises(SignInTooSoon):
        client.login(api_name=API_NAME, password=PASSWORD)


def test_that_the_balance_is_asked_for(sim: Simulator, client: Client) -> None:
    assert client.my_info(token=sim.account.token).balance == Decimal("41.6500")
    with pytest.raises(AskedTooSoon):
        client.my_info(token=sim.account.token)


def test_that_a_void_token_asks_for_signing_in(client: Client) -> None:
    with pytest.raises(SignInNeeded):
        client.my_info(token=TOKEN)


def test_that_a_number_is_rented_once_and_kept_before_it_is_read(sim: Simulator, client: Client) -> None:
    kept: list[bytes] = []
    grant = client.get_phone(
        token=sim.account.token, order=ORDER, keep=lambda raw, fault="": kept.append(raw)
    )
    assert [raw.split(b"|")[1].decode() for raw in kept] == [grant.pkey]
    assert (grant.country_id, grant.area_code) == ("mys", "60")
    assert sim.count("getPhone") == 1


def test_that_a_refused_purchase_is_kept_too(sim: Simulator, client: Client) -> None:
    sim.set_balance("0")
    kept: list[bytes] = []
    with pytest.raises(NoMoney):
        client.get_phone(token=sim.account.token, order=ORDER, keep=lambda raw, fault="": kept.append(raw))
    assert kept == [b"0|-8"]


def test_that_a_purchase_lost_on_its_way_back_is_uncertain(
    sim: Simulator, client_to: Callable[..., Client]
) -> None:
    sim.fault("getPhone", "lose")
    with pytest.raises(OutcomeUnknown):
        rent(sim, client_to(sim.url, SHORT))
    assert len(sim.numbers) == sim.count("getPhone") == 1


def test_that_a_number_is_looked_up(sim: Simulator, client: Client) -> None:
    grant = rent(sim, client)
    assert client.get_phone_code(token=sim.account.token, pkey=grant.pkey) is None
    sim.deliver(grant.pkey, "482913", "[Lumen Mail] 482913 | code\nbye")
    sms = client.get_phone_code(token=sim.account.token, pkey=grant.pkey)
    assert sms == Sms("482913", "[Lumen Mail] 482913 | code\nbye")


def test_that_an_unknown_and_an_ended_number_are_told_apart(sim: Simulator, client: Client) -> None:
    grant = rent(sim, client)
    sim.force_release(grant.pkey)
    with pytest.raises(NumberGone):
        client.get_phone_code(token=sim.account.token, pkey=grant.pkey)
    with pytest.raises(UnknownNumber):
        client.get_phone_code(token=sim.account.token, pkey=PKEY)


def test_that_a_number_is_released(sim: Simulator, client: Client) -> None:
    grant = rent(sim, client)
    client.set_rel(token=sim.account.token, pkey=grant.pkey)
    with pytest.raises(NumberGone):
        client.set_rel(token=sim.account.token, pkey=grant.pkey)


def test_that_an_early_and_a_late_release_are_told_apart(sim: Simulator, client: Client) -> None:
    grant = got_sms(sim, client)
    with pytest.raises(SmsCameFirst):
        client.set_rel(token=sim.account.token, pkey=grant.pkey)
    sim.script("setRel", "0|24")
    with pytest.raises(TooSoon) as caught:
        client.set_rel(token=sim.account.token, pkey=grant.pkey)
    assert caught.value.retry_after == 24


def test_that_a_number_is_blacklisted_after_its_sms_only(sim: Simulator, client: Client) -> None:
    waiting, received = rent(sim, client), got_sms(sim, client)
    client.add_black(token=sim.account.token, pkey=received.pkey, reason="已用过")
    assert sim.requests_of("addBlack")[0].params["reason"] == "已用过"
    with pytest.raises(NoSmsYet):
        client.add_black(token=sim.account.token, pkey=waiting.pkey, reason="x")


def test_that_a_number_is_used_again(sim: Simulator, client: Client) -> None:
    grant = got_sms(sim, client)
    kept: list[bytes] = []
    client.set_again(
        token=sim.account.token, pkey=grant.pkey, minutes=5, keep=lambda raw, fault="": kept.append(raw)
    )
    assert kept == [b"1|"]
    assert sim.requests_of("setAgain")[0].params["min"] == "5"


def test_that_an_sms_is_sent(sim: Simulator, client: Client) -> None:
    grant = rent(sim, client)
    kept: list[bytes] = []
    client.send_code(
        token=sim.account.token,
        pkey=grant.pkey,
        receiver="10086",
        text="cxye",
        keep=lambda raw, fault="": kept.append(raw),
    )
    assert kept == [b"1|"]
    assert sim.requests_of("sendCode")[0].params["smscontent"] == "cxye"


def test_that_a_result_is_reported_only_with_permission(sim: Simulator, client: Client) -> None:
    grant = got_sms(sim, client)
    with pytest.raises(NotAllowed):
        client.api_return(token=sim.account.token, pkey=grant.pkey, remark=0)
    sim.script("apiReturn", "1|")
    client.api_return(token=sim.account.token, pkey=grant.pkey, remark=-3)
    assert [request.params["remark"] for request in sim.requests_of("apiReturn")] == ["0", "-3"]


def test_that_the_price_list_is_fetched_deflated(sim: Simulator, client: Client) -> None:
    read: list[int] = []
    listed = client.get_item(progress=read.append)
    assert (len(listed.offers), listed.skipped, listed.duplicates) == (6000, 0, 0)
    assert sim.requests_of("getItem")[0].gzip_asked
    assert read == sorted(read)


def test_that_a_list_given_up_while_it_is_read_is_none(client: Client) -> None:
    asked: list[None] = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > 2

    with pytest.raises(NoAnswer) as caught:
        client.get_item(cancelled=cancelled)
    assert caught.value.cause == "stopped"


ACTS: dict[str, Callable[[Client], object]] = {
    "login": lambda client: client.login(api_name="demo", password="1234"),
    "myInfo": lambda client: client.my_info(token=TOKEN),
    "getPhone": lambda client: client.get_phone(token=TOKEN, order=ORDER, keep=ignore),
    "getPhoneCode": lambda client: client.get_phone_code(token=TOKEN, pkey=PKEY),
    "sendCode": lambda client: client.send_code(token=TOKEN, pkey=PKEY, receiver="1", text="x", keep=ignore),
    "setRel": lambda client: client.set_rel(token=TOKEN, pkey=PKEY),
    "addBlack": lambda client: client.add_black(token=TOKEN, pkey=PKEY, reason="x"),
    "apiReturn": lambda client: client.api_return(token=TOKEN, pkey=PKEY, remark=0),
    "setAgain": lambda client: client.set_again(token=TOKEN, pkey=PKEY, minutes=5, keep=ignore),
}


@pytest.mark.parametrize("act", ACTS)
def test_that_each_documented_code_reaches_the_caller_as_its_error(
    act: str, sim: Simulator, client: Client
) -> None:
    for (of, code), failure in FAILURES.items():
        if of != act or code == SECONDS or failure.error is None:
            continue
        sim.script(act, f"0|{code}")
        with pytest.raises(Refused) as caught:
            ACTS[act](client)
        assert (type(caught.value), caught.value.code) == (failure.error, code)


def test_that_request_and_answer_are_told_with_their_row(
    sim: Simulator, client: Client, exchanges: list[Exchange]
) -> None:
    client.get_phone(token=sim.account.token, order=ORDER, keep=ignore, lease_id=LeaseId(7))
    asked, answered = exchanges
    assert (asked.direction, asked.act, asked.text) == ("→", "getPhone", "iid=1096 country=mys token=***")
    assert (answered.direction, answered.act) == ("←", "getPhone")
    assert answered.text.startswith("1|")
    assert asked.milliseconds is None
    assert answered.milliseconds is not None
    assert asked.lease_id == answered.lease_id == 7


def test_that_a_service_that_is_down_is_told_as_not_sent(
    sim: Simulator, client: Client, exchanges: list[Exchange]
) -> None:
    sim.go_away()
    with pytest.raises(NotSent):
        rent(sim, client)
    assert [exchange.direction for exchange in exchanges] == ["→", "!"]


def test_that_nothing_secret_is_ever_told(sim: Simulator, client: Client, exchanges: list[Exchange]) -> None:
    client.login(api_name=API_NAME, password=PASSWORD)
    grant = got_sms(sim, client)
    client.get_phone_code(token=sim.account.token, pkey=grant.pkey)
    client.set_again(token=sim.account.token, pkey=grant.pkey, minutes=5, keep=ignore)
    said = " ".join(exchange.text for exchange in exchanges)
    for secret in (PASSWORD, sim.account.token, grant.pkey, grant.mobile, "482913", "Lumen"):
        assert secret not in said


def test_that_no_request_broke_the_documents_rules(sim: Simulator, client: Client) -> None:
    client.login(api_name=API_NAME, password=PASSWORD)
    grant = got_sms(sim, client)
    client.get_phone_code(token=sim.account.token, pkey=grant.pkey)
    client.get_item()
    assert not sim.complaints
