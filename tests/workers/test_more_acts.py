# SPDX-License-Identifier: MIT
"""Hold the acts beyond the first SMS to the service with live threads: each asked once, each outcome kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fxdesk.core.errors import NotSent, OutcomeUnknown, Refused
from fxdesk.core.lease_state import Event, Mark, State
from fxdesk.core.model import Lease, LeaseId, PKey
from fxdesk.core.notice import ConnectionTest, Topic
from fxdesk.core.preferences import Preferences
from fxdesk.simulator import Number, Simulator
from tests.workers.conftest import WITHIN, House, order_for

AGAIN_CODES = ("-1", "-2", "-3", "-4", "-5")
SEND_CODES = ("-1", "-2", "-3", "-4", "-5", "-6", "-7", "-8", "-9", "-10", "-11")
REPORT_CODES = ("-1", "-2", "-3", "-4")
LOSSES = ("lose", "empty", "cut-body", "status")


def pkey(lease: Lease) -> PKey:
    assert lease.pkey is not None, (lease.state, lease.refusal)
    return lease.pkey


def number(simulator: Simulator, lease: Lease) -> Number:
    return simulator.number(pkey(lease))


def received(house: House, simulator: Simulator, code: str = "482913") -> Lease:
    lease = house.rent()
    simulator.deliver(pkey(lease), code, f"Your code is {code}")
    house.link.numbers.look_again(lease.lease_id)
    return house.wait_for_state(lease, State.RECEIVED)


def pays(house: House, act: Callable[[], int], lease: Lease) -> Lease:
    """Do a paying act and wait until its asking is over."""
    with house.qtbot.waitSignal(
        house.link.purchase.buying_changed, timeout=WITHIN, check_params_cb=lambda out: not out
    ):
        assert act()
    return house.leases[lease.lease_id]


def use(house: House, lease: Lease, minutes: int = 5) -> Lease:
    return pays(house, lambda: house.link.purchase.use_again(lease.lease_id, minutes), lease)


def send(house: House, lease: Lease, text: str = "cxye") -> Lease:
    return pays(house, lambda: house.link.purchase.send_sms(lease.lease_id, "10086", text), lease)


def marks(lease: Lease) -> set[Mark]:
    return set(lease.marks) & {Mark.ACT_OUT, Mark.UNCERTAIN_ACT}


def refusal_told(house: House, topic: Topic) -> tuple[str, str]:
    error = next(notice.error for notice in reversed(house.notices) if notice.topic is topic)
    assert isinstance(error, Refused)
    return error.act, error.code


def timeline(house: House, lease_id: LeaseId) -> list[Event]:
    with house.qtbot.waitSignal(house.link.papers.timeline_ready) as ready:
        house.link.papers.ask_timeline(lease_id)
    assert ready.args is not None
    return [line.event for line in ready.args[0][1]]


# Use again


def test_that_a_number_used_again_waits_for_a_new_sms_and_takes_no_old_one_for_it(
    house: House, simulator: Simulator
) -> None:
    simulator.house.old_sms_after_reuse = True
    lease = received(house, simulator, "111111")
    again = use(house, lease, 30)
    assert (again.state, again.rounds, again.code) == (State.WAITING, 2, "")
    assert simulator.requests_of("setAgain")[-1].params["min"] == "30"
    assert Topic.AGAIN_ACCEPTED in house.topics()
    house.link.numbers.look_again(lease.lease_id)
    house.wait(lambda: Mark.OLD_SMS in house.leases[lease.lease_id].marks)
    assert house.state(lease) is State.WAITING
    house.wait(lambda: Topic.OLD_SMS_AGAIN in house.topics())
    simulator.deliver(pkey(lease), "222222", "Your code is 222222")
    assert house.wait_for_state(lease, State.RECEIVED).code == "222222"
    assert Mark.OLD_SMS not in house.leases[lease.lease_id].marks
    assert [entry.act for entry in simulator.charges] == ["getPhone", "setAgain"]


def test_that_a_repeated_sms_is_a_new_one_when_the_person_says_so(house: House, simulator: Simulator) -> None:
    simulator.house.old_sms_after_reuse = True
    lease = received(house, simulator, "111111")
    use(house, lease)
    house.link.numbers.look_again(lease.lease_id)
    house.wait(lambda: Mark.OLD_SMS in house.leases[lease.lease_id].marks)
    house.link.numbers.take_as_code(lease.lease_id)
    got = house.wait_for_state(lease, State.RECEIVED)
    assert (got.code, [sms.round for sms in got.sms]) == ("111111", [1, 2])


@pytest.mark.parametrize("code", AGAIN_CODES)
def test_that_a_refused_use_again_leaves_the_code_there_and_says_why(
    house: House, simulator: Simulator, code: str
) -> None:
    lease = received(house, simulator)
    simulator.script("setAgain", f"0|{code}")
    after = use(house, lease)
    assert (after.state, after.code, after.refusal) == (State.RECEIVED, "482913", ("setAgain", code))
    assert not marks(after)
    assert refusal_told(house, Topic.AGAIN_REFUSED) == ("setAgain", code)
    assert simulator.count("setAgain") == 1


@pytest.mark.parametrize("kind", LOSSES)
@pytest.mark.parametrize("charged", [True, False])
def test_that_a_lost_answer_to_use_again_is_settled_by_the_person_and_never_sent_twice(
    house: House, simulator: Simulator, kind: str, charged: bool
) -> None:
    lease = received(house, simulator)
    simulator.fault("setAgain", kind)
    after = use(house, lease)
    assert (after.state, after.code, marks(after)) == (State.RECEIVED, "482913", {Mark.UNCERTAIN_ACT})
    told = next(notice for notice in house.notices if notice.topic is Topic.AGAIN_UNCERTAIN)
    assert isinstance(told.error, OutcomeUnknown)
    # While it may have been charged, it is not asked for again.
    use(house, lease)
    assert simulator.count("setAgain") == 1
    house.link.numbers.clear((lease.lease_id,))
    house.link.numbers.settle_act(lease.lease_id, charged=charged)
    settled = house.wait_for_state(lease, State.WAITING if charged else State.RECEIVED)
    house.wait(lambda: not marks(house.leases[lease.lease_id]))
    settled = house.leases[lease.lease_id]
    assert settled.rounds == (2 if charged else 1)
    assert simulator.count("setAgain") == 1


def test_that_a_use_again_that_never_left_may_be_pressed_again(house: House, simulator: Simulator) -> None:
    lease = received(house, simulator)
    simulator.go_away()
    after = use(house, lease)
    assert (after.state, marks(after)) == (State.RECEIVED, set())
    told = next(notice for notice in house.notices if notice.topic is Topic.AGAIN_NOT_SENT)
    assert isinstance(told.error, NotSent)
    simulator.come_back()
    assert use(house, lease).state is State.WAITING


def test_that_minutes_are_those_of_the_document(house: House) -> None:
    for minutes in (1, 301):
        with pytest.raises(ValueError, match=str(minutes)):
            house.link.purchase.use_again(LeaseId(1), minutes)


def test_that_no_second_paying_act_goes_out_beside_one(house: House, simulator: Simulator) -> None:
    lease = received(house, simulator)
    pause = simulator.pause("setAgain", "before-booking")
    assert house.link.purchase.use_again(lease.lease_id, 5)
    assert pause.reached.wait(5)
    house.wait(lambda: Mark.ACT_OUT in house.leases[lease.lease_id].marks)
    assert not house.link.purchase.use_again(lease.lease_id, 5)
    assert not house.link.purchase.rent(order_for())
    house.link.numbers.blacklist(lease.lease_id, "used")
    house.link.numbers.clear((lease.lease_id,))
    pause.release()
    house.wait_for_state(lease, State.WAITING)
    assert (simulator.count("setAgain"), simulator.count("addBlack")) == (1, 0)


def test_that_no_sms_is_handed_in_beside_another_paying_request_nor_one_beside_it(
    house: House, simulator: Simulator
) -> None:
    lease = house.rent()
    pause = simulator.pause("getPhone", "before-booking")
    assert house.link.purchase.rent(order_for())
    assert pause.reached.wait(5)
    for _ in range(5):
        assert not house.link.purchase.send_sms(lease.lease_id, "10086", "cxye")
    pause.release()
    house.wait(lambda: not house.link.purchase.is_buying)
    pause = simulator.pause("sendCode", "before-booking")
    assert house.link.purchase.send_sms(lease.lease_id, "10086", "cxye")
    assert pause.reached.wait(5)
    for _ in range(5):
        assert not house.link.purchase.send_sms(lease.lease_id, "10086", "cxye")
        assert not house.link.purchase.rent(order_for())
    pause.release()
    house.wait_for_state(lease, State.SENDING)
    house.wait(lambda: not house.link.purchase.is_buying)
    assert (simulator.count("getPhone"), simulator.count("sendCode")) == (2, 1)


# Send an SMS


def test_that_a_sent_sms_has_its_receipt_and_then_its_code(house: House, simulator: Simulator) -> None:
    lease = house.rent()
    assert send(house, lease, "验证 cxye").state is State.SENDING
    assert simulator.requests_of("sendCode")[-1].params["smscontent"] == "验证 cxye"
    simulator.give_receipt(pkey(lease))
    got = house.wait_for_state(lease, State.RECEIPT)
    assert (got.code, got.text, marks(got)) == ("", "", set())
    house.wait(lambda: Topic.RECEIPT_ARRIVED in house.topics())
    assert Topic.CODE_ARRIVED not in house.topics()
    simulator.deliver(pkey(lease), "7788", "Your code is 7788")
    assert house.wait_for_state(lease, State.RECEIVED).code == "7788"


@pytest.mark.parametrize("code", SEND_CODES)
def test_that_a_refused_sms_leaves_the_number_waiting_and_says_why(
    house: House, simulator: Simulator, code: str
) -> None:
    lease = house.rent()
    simulator.script("sendCode", f"0|{code}")
    after = send(house, lease)
    assert (after.state, after.refusal, marks(after)) == (State.WAITING, ("sendCode", code), set())
    assert refusal_told(house, Topic.SEND_REFUSED) == ("sendCode", code)
    assert simulator.count("sendCode") == 1


@pytest.mark.parametrize("kind", LOSSES)
def test_that_after_a_lost_answer_the_next_sms_is_offered_as_no_code(
    house: House, simulator: Simulator, kind: str
) -> None:
    lease = house.rent()
    simulator.fault("sendCode", kind)
    after = send(house, lease)
    assert (after.state, marks(after)) == (State.WAITING, {Mark.UNCERTAIN_ACT})
    assert Topic.SEND_UNCERTAIN in house.topics()
    simulator.give_receipt(pkey(lease))
    house.link.numbers.look_again(lease.lease_id)
    held = house.wait_for_state(lease, State.RECEIPT)
    assert (held.code, held.text, marks(held)) == ("", "", {Mark.UNCERTAIN_ACT})
    house.wait(lambda: Topic.RECEIPT_OR_CODE in house.topics())
    assert Topic.CODE_ARRIVED not in house.topics()
    house.link.numbers.settle_act(lease.lease_id, charged=True)
    house.wait(lambda: not marks(house.leases[lease.lease_id]))
    assert house.state(lease) is State.RECEIPT
    simulator.deliver(pkey(lease), "7788", "Your code is 7788")
    assert house.wait_for_state(lease, State.RECEIVED).code == "7788"
    assert simulator.count("sendCode") == 1


@pytest.mark.parametrize("word", ["it is a code", "nothing was sent"])
def test_that_what_was_held_for_a_receipt_is_a_code_by_the_persons_word(
    house: House, simulator: Simulator, word: str
) -> None:
    lease = house.rent()
    simulator.fault("sendCode", "refuse-before")
    send(house, lease)
    simulator.deliver(pkey(lease), "4711", "Your code is 4711")
    house.link.numbers.look_again(lease.lease_id)
    house.wait_for_state(lease, State.RECEIPT)
    if word == "it is a code":
        house.link.numbers.take_as_code(lease.lease_id)
    else:
        house.link.numbers.settle_act(lease.lease_id, charged=False)
    assert house.wait_for_state(lease, State.RECEIVED).code == "4711"
    house.wait(lambda: Topic.CODE_ARRIVED in house.topics())


def test_that_a_second_try_that_is_one_too_many_says_that_the_first_went_through(
    house: House, simulator: Simulator
) -> None:
    lease = house.rent()
    simulator.fault("sendCode", "lose")
    send(house, lease)
    after = send(house, lease)
    assert (after.state, marks(after)) == (State.SENDING, set())
    assert refusal_told(house, Topic.SEND_WENT_THROUGH) == ("sendCode", "-11")
    assert len(number(simulator, lease).sent) == 1


def test_that_an_sms_that_comes_while_one_is_handed_in_waits_for_its_answer(
    house: House, simulator: Simulator
) -> None:
    lease = house.rent()
    pause = simulator.pause("sendCode", "before-booking")
    simulator.script("sendCode", "0|-8")
    assert house.link.purchase.send_sms(lease.lease_id, "10086", "cxye")
    assert pause.reached.wait(5)
    simulator.deliver(pkey(lease), "4711", "Your code is 4711")
    house.link.numbers.look_again(lease.lease_id)
    assert house.wait_for_state(lease, State.RECEIPT).code == ""
    pause.release()
    # Nothing was sent, so what came is the code.
    assert house.wait_for_state(lease, State.RECEIVED).code == "4711"
    house.wait(lambda: Topic.CODE_ARRIVED in house.topics())


def test_that_an_sms_without_receiver_or_text_is_not_sent(house: House) -> None:
    for receiver, text in ((" ", "a"), ("10086", " ")):
        with pytest.raises(ValueError, match="required"):
            house.link.purchase.send_sms(LeaseId(1), receiver, text)


@pytest.mark.parametrize("act", ["setAgain", "sendCode"])
@pytest.mark.parametrize("wait_for_purchase", [True, False])
def test_that_stopping_during_a_paying_act_waits_or_lists_it_as_uncertain(
    open_house: Callable[..., House], simulator: Simulator, act: str, wait_for_purchase: bool
) -> None:
    house = open_house()
    house.sign_in()
    lease = received(house, simulator) if act == "setAgain" else house.rent()
    pause = simulator.pause(act, "after-booking")
    if act == "setAgain":
        assert house.link.purchase.use_again(lease.lease_id, 5)
    else:
        assert house.link.purchase.send_sms(lease.lease_id, "10086", "cxye")
    assert pause.reached.wait(5)
    with house.qtbot.waitSignal(house.link.stopped, timeout=WITHIN):
        house.link.stop(wait_for_purchase=wait_for_purchase)
        if wait_for_purchase:
            pause.release()
    pause.release()
    found = open_house().leases[lease.lease_id]
    if wait_for_purchase:
        assert found.state is (State.WAITING if act == "setAgain" else State.SENDING)
    else:
        assert found.state is (State.RECEIVED if act == "setAgain" else State.WAITING)
    assert marks(found) == (set() if wait_for_purchase else {Mark.UNCERTAIN_ACT})
    assert simulator.count(act) == 1


def test_that_a_void_token_signs_in_again_and_pays_for_nothing_by_itself(
    house: House, simulator: Simulator
) -> None:
    lease = received(house, simulator)
    simulator.void_tokens()
    logins = simulator.count("login")
    assert use(house, lease).refusal == ("setAgain", "-1")
    house.wait(lambda: simulator.count("login") == logins + 1)
    house.wait(house.is_in)
    assert simulator.count("setAgain") == 1
    assert use(house, lease).state is State.WAITING


# Request this number


def test_that_the_same_number_is_asked_for_again_and_linked(house: House, simulator: Simulator) -> None:
    lease = received(house, simulator)
    assert lease.grant is not None
    order = order_for()._replace(
        mobile=lease.grant.mobile,
        linked=lease.lease_id,
        did="10000",
        dock=True,
        push_url="http://push.example/",
    )
    again = house.rent(order)
    assert again.grant is not None
    assert (again.state, again.grant.mobile) == (State.WAITING, lease.grant.mobile)
    assert again.order.linked == lease.lease_id
    assert again.pkey != lease.pkey
    assert again.grant.docking_code == "mys-1001-10000"
    assert simulator.requests_of("getPhone")[-1].params["pushUrl"] == "http://push.example/"
    assert simulator.requests_of("getPhone")[-1].params["dock"] == "1"
    simulator.deliver(pkey(again), "9", "9")
    house.link.numbers.look_again(again.lease_id)
    assert house.wait_for_state(again, State.RECEIVED).code == "9"


def test_that_a_beginning_of_a_number_is_asked_for(house: House, simulator: Simulator) -> None:
    lease = house.rent(order_for()._replace(mobile="1159"))
    assert lease.grant is not None
    assert lease.grant.mobile.startswith("1159")


def test_that_a_service_that_allows_no_choice_of_number_says_so(house: House, simulator: Simulator) -> None:
    simulator.set_service("1001", mobile_allowed=False)
    lease = house.rent(order_for()._replace(mobile="1159"))
    assert (lease.state, lease.refusal) == (State.REFUSED, ("getPhone", "-10"))
    assert refusal_told(house, Topic.RENT_REFUSED) == ("getPhone", "-10")
    assert len(simulator.numbers) == 0


# Report the result


@pytest.fixture
def reporting(open_house: Callable[..., House]) -> House:
    house = open_house(preferences=Preferences(undo_seconds=0, report_results=True))
    house.sign_in()
    return house


@pytest.mark.parametrize("remark", [0, -1, -2, -3])
def test_that_a_result_is_reported(reporting: House, simulator: Simulator, remark: int) -> None:
    simulator.set_account(may_report=True)
    lease = received(reporting, simulator)
    reporting.link.numbers.report(lease.lease_id, remark)
    reporting.wait(lambda: Topic.REPORTED in reporting.topics())
    assert number(simulator, lease).reports == [str(remark)]
    assert timeline(reporting, lease.lease_id)[-2:] == [Event.REPORT_SENT, Event.REPORTED]


def test_that_nothing_is_reported_unless_it_is_switched_on(house: House, simulator: Simulator) -> None:
    lease = received(house, simulator)
    house.link.numbers.report(lease.lease_id, 0)
    assert Event.REPORT_SENT not in timeline(house, lease.lease_id)
    assert simulator.count("apiReturn") == 0


def test_that_without_permission_reporting_is_switched_off_again_and_said(
    reporting: House, simulator: Simulator
) -> None:
    simulator.set_account(may_report=False)
    lease = received(reporting, simulator)
    with reporting.qtbot.waitSignal(reporting.link.preferences_changed, timeout=WITHIN):
        reporting.link.numbers.report(lease.lease_id, 0)
    assert not reporting.link.preferences.report_results
    assert refusal_told(reporting, Topic.REPORT_FORBIDDEN) == ("apiReturn", "-5")
    reporting.link.numbers.report(lease.lease_id, 0)
    assert timeline(reporting, lease.lease_id).count(Event.REPORT_SENT) == 1
    assert simulator.count("apiReturn") == 1


@pytest.mark.parametrize("code", REPORT_CODES)
def test_that_a_refused_report_says_why(reporting: House, simulator: Simulator, code: str) -> None:
    lease = received(reporting, simulator)
    simulator.script("apiReturn", f"0|{code}")
    reporting.link.numbers.report(lease.lease_id, -3)
    reporting.wait(lambda: Topic.REPORT_REFUSED in reporting.topics())
    assert refusal_told(reporting, Topic.REPORT_REFUSED) == ("apiReturn", code)
    assert reporting.state(lease) is State.RECEIVED
    assert reporting.link.preferences.report_results


def test_that_a_report_without_an_answer_is_said_and_not_repeated(
    reporting: House, simulator: Simulator
) -> None:
    lease = received(reporting, simulator)
    simulator.fault("apiReturn", "lose")
    reporting.link.numbers.report(lease.lease_id, 0)
    reporting.wait(lambda: Topic.REPORT_FAILED in reporting.topics())
    assert timeline(reporting, lease.lease_id)[-1] is Event.REPORT_FAILED
    assert simulator.count("apiReturn") == 1


# The service's address


def tried(house: House, url: str) -> ConnectionTest:
    with house.qtbot.waitSignal(house.link.connection_tested, timeout=WITHIN) as told:
        house.link.test_connection(url)
    assert told.args is not None
    result = told.args[0]
    assert isinstance(result, ConnectionTest)
    assert result.url == url
    return result


def test_that_an_address_is_tried_by_its_price_list_alone(house: House) -> None:
    with Simulator(rows=40) as other:
        result = tried(house, other.url)
        assert (result.error, result.offers) == (None, 40)
        assert {request.act for request in other.requests} == {"getItem"}


@pytest.mark.parametrize(
    ("url", "cause"),
    [
        ("http://service.example/yhapi.ashx", "insecure"),
        ("https://[", "insecure"),
        ("http://127.0.0.1:1/yhapi.ashx", "connect"),
    ],
)
def test_that_an_address_that_may_or_can_not_be_reached_says_why(house: House, url: str, cause: str) -> None:
    error = tried(house, url).error
    assert isinstance(error, NotSent)
    assert error.cause == cause


def test_that_http_is_tried_only_where_https_never_worked(open_house: Callable[..., House]) -> None:
    allowed = ("service.example",)
    house = open_house(preferences=Preferences(http_allowed=allowed, https_seen=allowed))
    error = tried(house, "http://service.example/yhapi.ashx").error
    assert isinstance(error, NotSent)
    assert error.cause == "insecure"


def test_that_prices_of_a_round_are_told(house: House, simulator: Simulator) -> None:
    lease = received(house, simulator)
    house.wait(lambda: house.catalogue is not None)
    assert house.catalogue is not None
    offer = house.catalogue.offer("1001", "mys")
    assert offer is not None
    # The list has risen since this was seen: it is paid, and told, what the list says now.
    pays(house, lambda: house.link.purchase.use_again(lease.lease_id, 5, price=offer.price / 2), lease)
    told = next(notice for notice in house.notices if notice.topic is Topic.AGAIN_ACCEPTED)
    assert dict(told.facts) == {"minutes": "5", "price": str(offer.price)}


def test_that_a_use_without_an_answer_is_looked_for_after_a_restart_too(
    open_house: Callable[..., House], simulator: Simulator
) -> None:
    house = open_house()
    house.sign_in()
    lease = house.rent()
    simulator.deliver(str(lease.pkey), "111", "111 is your code")
    house.wait_for_state(lease, State.RECEIVED)
    simulator.fault("setAgain", "lose")
    house.link.purchase.use_again(lease.lease_id, 5)
    house.wait(lambda: Mark.UNCERTAIN_ACT in house.leases[lease.lease_id].marks)
    house.stop()
    simulator.deliver(str(lease.pkey), "444", "444 is your code")
    again = open_house()
    again.wait(lambda: again.leases[lease.lease_id].code == "444", 20_000)
    assert Mark.UNCERTAIN_ACT not in again.leases[lease.lease_id].marks
