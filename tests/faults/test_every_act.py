# SPDX-License-Identifier: MIT
"""Each act met by each misbehaviour: the row tells the truth, the next good answer mends it, and no act is
sent more often than its rule allows.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import pytest

from fxdesk.core.catalogue import Catalogue
from fxdesk.core.errors import Refused
from fxdesk.core.lease_state import Mark, State
from fxdesk.core.model import BalanceSeen, Lease
from fxdesk.core.notice import AccountState, Notice, SignInPhase, Topic
from fxdesk.core.schedule import GAP
from fxdesk.simulator import API_NAME, PASSWORD
from fxdesk.simulator.faults import Fault
from tests.faults.conftest import Bench
from tests.faults.misbehaviours import (
    ACTS,
    BY_NAME,
    Misbehaviour,
    all_for,
    some_for,
)

Cases = Sequence[Misbehaviour]
UNTIL_THE_NEXT_TRY = 6.5
"""Seconds after which the first back-off is over, its jitter included."""


def the_window_lives(bench: Bench) -> None:
    """Whatever came before: a number is rented, its code arrives, and nothing strayed from the document."""
    lease = bench.house.rent()
    assert lease.state is State.WAITING, (lease.state, lease.refusal)
    bench.simulator.script("getPhoneCode", "1|482913|482913 | your code\nline two", pkey=lease.pkey)
    bench.house.link.numbers.look_again(lease.lease_id)
    bench.push(UNTIL_THE_NEXT_TRY)
    bench.wait(lambda: bench.lease(lease).state is State.RECEIVED)
    assert bench.lease(lease).text == "482913 | your code\nline two"
    assert not bench.simulator.complaints


def drive_get_phone(bench: Bench, cases: Cases) -> None:
    for case in cases:
        before, booked = bench.simulator.count("getPhone"), len(bench.simulator.numbers)
        fault = bench.order("getPhone", case)
        lease = bench.house.rent()
        assert fault.hits == 1
        assert bench.simulator.count("getPhone") == before + 1, case.name
        allowed = {State.WAITING} if "getPhone" in case.readable else {State.UNCERTAIN}
        if "getPhone" in case.either:
            allowed = {State.WAITING, State.UNCERTAIN}
        assert lease.state in allowed, case.name
        if lease.state is State.WAITING:
            (sold,) = bench.simulator.numbers[booked:]
            assert lease.pkey == sold.pkey, case.name
        else:
            (told,) = bench.told(Topic.RENT_UNCERTAIN, lease)
            assert told.key == f"uncertain {lease.lease_id}"
            assert lease.balance_before is not None
        fault.release()
    kept = {lease.pkey for lease in bench.house.leases.values()}
    unknown = [number for number in bench.simulator.numbers if number.pkey not in kept]
    uncertain = [lease for lease in bench.house.leases.values() if lease.state is State.UNCERTAIN]
    assert len(unknown) <= len(uncertain)
    bench.push(600)
    assert bench.simulator.count("getPhone") == len(cases)


def drive_set_again(bench: Bench, cases: Cases) -> None:
    leases = bench.received(len(cases))
    for lease, case in zip(leases, cases, strict=True):
        fault = bench.order("setAgain", case, lease.pkey)
        bench.pays(partial(bench.house.link.purchase.use_again, lease.lease_id, 5))
        after = bench.lease(lease)
        assert bench.asked("setAgain", lease) == fault.hits == 1, case.name
        if "setAgain" in case.readable:
            assert after.rounds == 2, case.name
        else:
            assert (after.state, after.rounds) == (State.RECEIVED, 1), case.name
            assert Mark.UNCERTAIN_ACT in after.marks, case.name
            assert bench.told(Topic.AGAIN_UNCERTAIN, lease), case.name
            assert not bench.simulator.number(lease.pkey or "").open or fault.booked
        fault.release()
    bench.push(600)
    assert [bench.asked("setAgain", lease) for lease in leases] == [1] * len(cases)


def drive_send_code(bench: Bench, cases: Cases) -> None:
    leases = bench.waiting(len(cases))
    for lease, case in zip(leases, cases, strict=True):
        fault = bench.order("sendCode", case, lease.pkey)
        bench.pays(partial(bench.house.link.purchase.send_sms, lease.lease_id, "10086", "cxye"))
        after = bench.lease(lease)
        assert bench.asked("sendCode", lease) == fault.hits == 1, case.name
        if "sendCode" in case.readable:
            assert after.state in (State.SENDING, State.RECEIPT), case.name
        else:
            assert after.state in (State.WAITING, State.RECEIPT), case.name
            assert Mark.UNCERTAIN_ACT in after.marks, case.name
            assert bench.told(Topic.SEND_UNCERTAIN, lease), case.name
        fault.release()
    bench.push(600)
    assert [bench.asked("sendCode", lease) for lease in leases] == [1] * len(cases)


def drive_get_phone_code(bench: Bench, cases: Cases) -> None:
    leases = bench.waiting(len(cases))
    began = time.monotonic()
    ordered: list[Fault] = []
    before: list[int] = []
    for lease, case in zip(leases, cases, strict=True):
        ordered.append(bench.order("getPhoneCode", case, lease.pkey))
        before.append(bench.asked("getPhoneCode", lease))
    bench.push(5.2)
    for lease, case, fault in zip(leases, cases, ordered, strict=True):
        bench.wait(fault.reached.is_set, case.name)
        if "getPhoneCode" in case.readable:
            bench.wait(partial(_is_over, bench, lease), case.name)
            continue
        at, shown = bench.wait_to_see(lease, lambda now: now.trouble is not None, case.name)
        assert shown.state is State.WAITING, case.name
        assert Mark.NOT_REACHED in shown.marks
        assert shown.trouble is not None
        assert shown.trouble.tries == 1, case.name
        longest = 121.0 if case.how.get("status") == 429 else 6.1
        assert longest - 20.0 < shown.trouble.next_try - at <= longest, case.name
        fault.release()
    for lease in leases:
        bench.simulator.deliver(lease.pkey or "", "482913", "Your code is 482913")
    bench.push(UNTIL_THE_NEXT_TRY)
    late = [lease for lease, case in zip(leases, cases, strict=True) if case.how.get("status") == 429]
    for lease, case in zip(leases, cases, strict=True):
        if lease not in late:
            bench.wait_for_state(lease, State.RECEIVED, what=case.name)
    for lease in late:
        assert bench.lease(lease).state is State.WAITING, "the service's own wish to wait"
    bench.push(120)
    for lease, case, before_it in zip(leases, cases, before, strict=True):
        bench.wait_for_state(lease, State.RECEIVED, what=case.name)
        assert Mark.NOT_REACHED not in bench.lease(lease).marks
        # One more for each five seconds that the machine took for all this.
        allowed = 2 + int((time.monotonic() - began) / GAP)
        assert 2 <= bench.asked("getPhoneCode", lease) - before_it <= allowed


def drive_set_rel(bench: Bench, cases: Cases) -> None:
    leases = bench.waiting(len(cases))
    ordered = [bench.order("setRel", case, lease.pkey) for lease, case in zip(leases, cases, strict=True)]
    for lease in leases:
        bench.house.link.numbers.release(lease.lease_id, sure=True)
    for lease, case, fault in zip(leases, cases, ordered, strict=True):
        if "setRel" in case.readable:
            bench.wait_for_state(lease, State.RELEASED, what=case.name)
            continue
        # Where the service did release it, a look may see that before the time for the answer is over.
        _, shown = bench.wait_to_see(lease, _is_unconfirmed_or_gone, case.name)
        assert shown.state is State.RELEASING or fault.booked, case.name
        fault.release()
    bench.push(2.2)
    for lease, case in zip(leases, cases, strict=True):
        readable = "setRel" in case.readable
        # A look may see first that it is over.
        over = {State.RELEASED} if readable else {State.RELEASED, State.GONE}
        bench.wait_for_state(lease, *over, what=case.name)
        assert not bench.simulator.number(lease.pkey or "").open, case.name
        assert not bench.lease(lease).marks & {Mark.RELEASE_UNCONFIRMED, Mark.NOT_REACHED}, case.name
    bench.push(600)
    for lease, case in zip(leases, cases, strict=True):
        seen_gone = case.slow or bench.lease(lease).state is State.GONE
        asked = {1} if "setRel" in case.readable else {1, 2} if seen_gone else {2}
        assert bench.asked("setRel", lease) in asked, case.name


def drive_add_black(bench: Bench, cases: Cases) -> None:
    leases = bench.received(len(cases))
    ordered = [bench.order("addBlack", case, lease.pkey) for lease, case in zip(leases, cases, strict=True)]
    for lease in leases:
        bench.house.link.numbers.blacklist(lease.lease_id, "used")
    for lease, case, fault in zip(leases, cases, ordered, strict=True):
        if "addBlack" in case.readable:
            bench.wait_for_state(lease, State.BLACKLISTED, what=case.name)
            continue
        _, shown = bench.wait_to_see(lease, lambda now: Mark.RELEASE_UNCONFIRMED in now.marks, case.name)
        assert shown.state is State.BLACKLISTING, case.name
        fault.release()
    bench.push(2.2)
    late = [lease for lease, case in zip(leases, cases, strict=True) if case.how.get("status") == 429]
    for lease, case in zip(leases, cases, strict=True):
        if lease not in late:
            bench.wait_for_state(lease, State.BLACKLISTED, what=case.name)
    for lease in late:
        assert bench.asked("addBlack", lease) == 1, "the service's own wish to wait"
    bench.push(121)
    for lease, case in zip(leases, cases, strict=True):
        bench.wait_for_state(lease, State.BLACKLISTED, what=case.name)
        assert bench.simulator.number(lease.pkey or "").black_reason == "used", case.name
    bench.push(600)
    for lease, case in zip(leases, cases, strict=True):
        assert bench.asked("addBlack", lease) == (1 if "addBlack" in case.readable else 2), case.name


def drive_api_return(bench: Bench, cases: Cases) -> None:
    leases = bench.received(len(cases))
    ordered = [bench.order("apiReturn", case, lease.pkey) for lease, case in zip(leases, cases, strict=True)]
    for lease in leases:
        bench.house.link.numbers.report(lease.lease_id, -3)
    for lease, case, fault in zip(leases, cases, ordered, strict=True):
        topic = Topic.REPORTED if "apiReturn" in case.readable else Topic.REPORT_FAILED
        bench.wait_for(lease, partial(_is_told, bench, topic), case.name)
        assert bench.lease(lease).state is State.RECEIVED
        assert fault.hits == 1, case.name
        fault.release()
    bench.push(600)
    # It can cost balance: never twice by itself.
    assert [bench.asked("apiReturn", lease) for lease in leases] == [1] * len(cases)


def drive_login(bench: Bench, cases: Cases) -> None:
    account = bench.house.link.accounts.states[0].account.account_id
    for case in cases:
        bench.house.link.sign_out(account)
        bench.wait(lambda: not bench.house.is_in())
        asked, seen = bench.simulator.count("login"), len(bench.house.notices)
        fault = bench.order("login", case)
        bench.house.link.sign_in(API_NAME, PASSWORD, keep=False, keep_password=False)
        came = _next_of(bench, seen, {Topic.SIGN_IN_FAILED, Topic.SIGNED_IN})
        assert fault.hits == 1
        if "login" not in case.either:
            good = "login" in case.readable
            assert came.topic is (Topic.SIGNED_IN if good else Topic.SIGN_IN_FAILED), case.name
            assert bench.house.is_in() is good, case.name
            assert not isinstance(came.error, Refused), case.name
            assert bench.simulator.count("login") == asked + 1, case.name
        fault.release()
    bench.house.link.sign_out(account)
    bench.wait(lambda: not bench.house.is_in())
    bench.house.sign_in()


def drive_my_info(bench: Bench, cases: Cases) -> None:
    for case in cases:
        bench.push(61)
        asked, seen = bench.simulator.count("myInfo"), len(bench.house.notices)
        balance = _state(bench).balance
        fault = bench.order("myInfo", case)
        bench.house.link.refresh_account()
        if "myInfo" in case.readable:
            bench.wait(partial(_is_seen_anew, bench, balance), case.name)
        else:
            came = _next_of(bench, seen, {Topic.ACCOUNT_FAILED})
            assert _state(bench).balance == balance, case.name
            assert _state(bench).phase is SignInPhase.IN, case.name
            assert not isinstance(came.error, Refused), case.name
        assert fault.hits == 1
        # Asked again, it waits for the service's minute.
        bench.house.link.refresh_account()
        bench.push(5)
        assert bench.simulator.count("myInfo") == asked + 1, case.name
        fault.release()
        if case.how.get("status") == 429:
            bench.push(56)
            bench.house.link.refresh_account()
            assert bench.simulator.count("myInfo") == asked + 1, "the service's own wish to wait"
            bench.push(64)
        bench.push(56)
        bench.wait(partial(_is_seen_anew, bench, _state(bench).balance), case.name)
        assert bench.simulator.count("myInfo") == asked + 2, case.name


def drive_get_item(bench: Bench, cases: Cases) -> None:
    rows = _rows(bench)
    for case in cases:
        asked, seen = bench.simulator.count("getItem"), len(bench.house.notices)
        listed = bench.house.catalogue
        fault = bench.order("getItem", case)
        with bench.house.qtbot.waitSignal(
            bench.house.link.prices_progress, check_params_cb=lambda p: not p.running, timeout=30_000
        ):
            bench.house.link.refresh_prices()
        assert fault.hits == 1
        if "getItem" in case.readable:
            bench.wait(partial(_is_listed_anew, bench, listed), case.name)
            assert _rows(bench) == rows, case.name
        elif "getItem" in case.either:
            bench.wait(partial(_is_listed_or_failed, bench, listed, seen), case.name)
        else:
            _next_of(bench, seen, {Topic.PRICES_FAILED})
            assert bench.house.catalogue is listed, case.name
        fault.release()
        assert bench.simulator.count("getItem") == asked + 1, case.name
    listed = bench.house.catalogue
    bench.house.link.refresh_prices()
    bench.wait(partial(_is_listed_anew, bench, listed))
    assert _rows(bench) == rows


DRIVERS: dict[str, Callable[[Bench, Cases], None]] = {
    "login": drive_login,
    "myInfo": drive_my_info,
    "getPhone": drive_get_phone,
    "getPhoneCode": drive_get_phone_code,
    "sendCode": drive_send_code,
    "setRel": drive_set_rel,
    "addBlack": drive_add_black,
    "apiReturn": drive_api_return,
    "setAgain": drive_set_again,
    "getItem": drive_get_item,
}


def _is_unconfirmed_or_gone(lease: Lease) -> bool:
    return Mark.RELEASE_UNCONFIRMED in lease.marks or lease.state is State.GONE


def _is_told(bench: Bench, topic: Topic, lease: Lease) -> bool:
    return bool(bench.told(topic, lease))


def _is_over(bench: Bench, lease: Lease) -> bool:
    return bench.answers("getPhoneCode", lease) == bench.asked("getPhoneCode", lease)


def _next_of(bench: Bench, seen: int, topics: set[Topic]) -> Notice:
    def come() -> list[Notice]:
        return [notice for notice in bench.house.notices[seen:] if notice.topic in topics]

    bench.wait(lambda: bool(come()))
    return come()[0]


def _state(bench: Bench) -> AccountState:
    state = bench.house.link.accounts.current
    assert state is not None
    return state


def _is_seen_anew(bench: Bench, balance: BalanceSeen | None) -> bool:
    return _state(bench).balance != balance


def _is_listed_anew(bench: Bench, listed: Catalogue | None) -> bool:
    return bench.house.catalogue is not listed


def _is_listed_or_failed(bench: Bench, listed: Catalogue | None, seen: int) -> bool:
    return _is_listed_anew(bench, listed) or Topic.PRICES_FAILED in bench.house.topics()[seen:]


def _rows(bench: Bench) -> int:
    catalogue = bench.house.catalogue
    assert catalogue is not None
    return len(catalogue)


def test_that_the_shares_of_all_acts_meet_the_whole_list() -> None:
    met = Counter(case.name for act in ACTS for case in some_for(act))
    assert set(met) == set(BY_NAME)


@pytest.fixture
def strangers(elsewhere: tuple[str, list[str]]) -> Iterator[None]:
    """No other host ever hears of a request."""
    yield
    assert not elsewhere[1]


@pytest.mark.usefixtures("noise_expected", "strangers")
@pytest.mark.parametrize("act", ACTS)
def test_that_an_act_stands_its_share_of_the_misbehaviours(bench: Bench, act: str) -> None:
    DRIVERS[act](bench, some_for(act))
    the_window_lives(bench)


@pytest.mark.soak
@pytest.mark.timeout(600)
@pytest.mark.usefixtures("noise_expected", "strangers")
@pytest.mark.parametrize("act", ACTS)
def test_that_an_act_stands_every_misbehaviour(bench: Bench, act: str, figure: Callable[[str], None]) -> None:
    cases = all_for(act)
    DRIVERS[act](bench, cases)
    the_window_lives(bench)
    simulator = bench.simulator
    figure(
        f"{len(cases)} misbehaviours of {act}, {len(simulator.requests)} requests, "
        f"{len(simulator.complaints)} complaints"
    )
