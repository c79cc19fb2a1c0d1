# SPDX-License-Identifier: MIT
"""What goes wrong for long: looks back off, settling is repeated three times, paying never; all recovers."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import trustme
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from fxdesk.core.errors import FxError, NotSent
from fxdesk.core.lease_state import Mark, State
from fxdesk.core.model import Lease
from fxdesk.core.notice import Topic
from fxdesk.core.preferences import Preferences
from fxdesk.core.schedule import BACK_OFF
from fxdesk.simulator import API_NAME, PASSWORD, Simulator
from fxdesk.store.credentials import MemoryCredentials
from tests.faults.conftest import SHORT, Bench, PushedClock
from tests.faults.misbehaviours import BY_NAME, Misbehaviour
from tests.workers.conftest import House

pytestmark = pytest.mark.usefixtures("noise_expected")

FOR_EVER = (
    "status 502",
    "html",
    *(pytest.param(name, marks=pytest.mark.soak) for name in ("refuse-before", "empty")),
)


def unbooked(name: str) -> Misbehaviour:
    """A misbehaviour of a service that did not do what was asked."""
    case = BY_NAME[name]
    return case._replace(how={**case.how, "booked": False})


def push_to_the_next_try(bench: Bench, lease: Lease) -> None:
    trouble = bench.lease(lease).trouble
    assert trouble is not None
    bench.push(max(0.0, trouble.next_try - bench.clock.elapsed()) + 0.1)


def has_tried(tries: int, lease: Lease) -> bool:
    return lease.trouble is not None and lease.trouble.tries == tries


def will_try(bench: Bench, lease: Lease) -> bool:
    return lease.trouble is not None and lease.trouble.next_try > bench.clock.elapsed()


def has_asked(bench: Bench, act: str, lease: Lease, times: int) -> bool:
    """Whether the service was asked so often, and the last answer was told."""
    return bench.asked(act, lease) == times == bench.answers(act, lease)


@pytest.mark.parametrize("name", FOR_EVER)
def test_that_looks_back_off_for_as_long_as_it_lasts_and_the_first_answer_mends(
    bench: Bench, name: str
) -> None:
    (lease,) = bench.waiting(1)
    fault = bench.order("getPhoneCode", unbooked(name), times=None)
    asked = bench.asked("getPhoneCode", lease)
    bench.push(5.1)
    for tries, step in enumerate((*BACK_OFF, BACK_OFF[-1]), 1):
        bench.wait_for(lease, partial(has_tried, tries), f"try {tries}")
        trouble = bench.lease(lease).trouble
        assert trouble is not None
        assert step - 5.0 < trouble.next_try - bench.clock.elapsed() <= step * 1.2
        assert bench.asked("getPhoneCode", lease) == asked + tries
        push_to_the_next_try(bench, lease)
    bench.wait_for(lease, partial(has_tried, len(BACK_OFF) + 2))
    fault.release()
    bench.simulator.deliver(lease.pkey or "", "482913")
    push_to_the_next_try(bench, lease)
    bench.wait_for_state(lease, State.RECEIVED)
    assert Mark.NOT_REACHED not in bench.lease(lease).marks
    assert not bench.simulator.complaints


def test_that_the_service_is_left_alone_as_long_as_it_asks_whoever_wishes_for_a_look(bench: Bench) -> None:
    (lease,) = bench.waiting(1)
    bench.order("getPhoneCode", unbooked("status 429"))
    bench.push(5.1)
    bench.wait_for(lease, partial(has_tried, 1))
    asked = bench.asked("getPhoneCode", lease)
    link = bench.house.link
    bench.push(20)
    link.numbers.look_again(lease.lease_id)
    bench.wait(lambda: bool(bench.told(Topic.LOOK_LATER, lease)))
    (told,) = bench.told(Topic.LOOK_LATER, lease)
    assert 80 <= int(dict(told.facts)["seconds"]) <= 100
    bench.push(60)
    # Whoever signs in again has the number watched anew; that is no way round either.
    link.sign_out(lease.account_id)
    bench.wait_for(lease, lambda now: Mark.NOT_WATCHED in now.marks)
    bench.house.sign_in()
    bench.push(6)
    other = bench.house.rent()
    bench.wait_for(other, bench.looked)
    assert bench.asked("getPhoneCode", lease) == asked
    bench.push(60)
    bench.wait(partial(has_asked, bench, "getPhoneCode", lease, asked + 1))
    bench.wait(lambda: told.key in bench.house.withdrawn)
    # Nothing is put off any more, so there is nothing to tell.
    link.numbers.look_again(lease.lease_id)
    bench.push(5.1)
    bench.wait(lambda: bench.asked("getPhoneCode", lease) == asked + 2)
    assert len(bench.told(Topic.LOOK_LATER)) == 1


@pytest.mark.parametrize("act", ["setRel", "addBlack"])
def test_that_the_service_is_left_alone_as_long_as_it_asks_before_an_act_is_repeated(
    bench: Bench, act: str
) -> None:
    black = act == "addBlack"
    (lease,) = bench.received(1) if black else bench.waiting(1)
    bench.order(act, unbooked("status 429"))
    if black:
        bench.house.link.numbers.blacklist(lease.lease_id, "used")
    else:
        bench.house.link.numbers.release(lease.lease_id, sure=True)
    bench.wait_for(lease, lambda now: Mark.RELEASE_UNCONFIRMED in now.marks)
    due = bench.lease(lease).due
    assert due is not None
    assert 100 <= due.elapsed - bench.clock.elapsed() <= 120
    bench.push(90)
    other = bench.house.rent()
    bench.wait_for(other, bench.looked)
    assert bench.asked(act, lease) == 1
    bench.push(121)
    bench.wait_for_state(lease, State.BLACKLISTED if black else State.RELEASED)
    assert bench.asked(act, lease) == 2


@pytest.mark.parametrize("act", ["setRel", "addBlack"])
@pytest.mark.parametrize("name", FOR_EVER)
def test_that_settling_is_repeated_three_times_and_then_left_to_the_person(
    bench: Bench, act: str, name: str
) -> None:
    black = act == "addBlack"
    (lease,) = bench.received(1) if black else bench.waiting(1)
    link = bench.house.link
    wish = (
        partial(link.numbers.blacklist, lease.lease_id, "used")
        if black
        else partial(link.numbers.release, lease.lease_id, sure=True)
    )
    topic = Topic.BLACKLIST_UNCONFIRMED if black else Topic.RELEASE_UNCONFIRMED
    fault = bench.order(act, unbooked(name), times=None)
    wish()
    for tries, gap in enumerate((2.1, 5.1, 15.1), 1):
        # Looks in between are answered, so that "not reached" comes and goes; "not confirmed" stays.
        bench.wait(partial(has_asked, bench, act, lease, tries), f"try {tries}")
        bench.wait_for(lease, lambda now: Mark.RELEASE_UNCONFIRMED in now.marks)
        bench.wait_to_see(lease, partial(will_try, bench), f"a next try after {tries}")
        assert not bench.told(topic)
        bench.push(gap)
    bench.wait(lambda: bool(bench.told(topic, lease)))
    bench.push(600)
    assert bench.asked(act, lease) == fault.hits == 4
    assert bench.lease(lease).state is (State.BLACKLISTING if black else State.RELEASING)
    fault.release()
    wish()
    bench.wait_for_state(lease, State.BLACKLISTED if black else State.RELEASED)
    assert bench.asked(act, lease) == 5


def test_that_waiting_for_ever_is_asked_about_and_looked_at_more_seldom(bench: Bench) -> None:
    (lease,) = bench.waiting(1)
    bench.push(30 * 60 + 1)
    bench.wait(lambda: bool(bench.told(Topic.STILL_WAITING, lease)))
    bench.wait_for(lease, bench.looked)
    asked = bench.asked("getPhoneCode", lease)
    bench.push(20)
    bench.house.wait(lambda: bench.house.link.threads_left() != ())
    assert bench.asked("getPhoneCode", lease) == asked
    bench.simulator.deliver(lease.pkey or "", "482913")
    bench.push(11)
    bench.wait_for_state(lease, State.RECEIVED)
    assert bench.asked("getPhoneCode", lease) == asked + 1


def test_that_a_late_sms_is_kept_and_said(bench: Bench) -> None:
    (lease,) = bench.waiting(1)
    bench.house.link.numbers.release(lease.lease_id)
    bench.wait_for_state(lease, State.RELEASED)
    bench.simulator.deliver(lease.pkey or "", "482913", "too late", charge=True)
    bench.push(31)
    bench.wait_for(lease, lambda now: Mark.LATE_SMS in now.marks)
    bench.wait(lambda: bool(bench.told(Topic.LATE_SMS, lease)))
    assert [sms.text for sms in bench.lease(lease).sms] == ["too late"]


def test_that_a_key_sold_twice_is_two_rows_and_looked_at_no_more_often(bench: Bench) -> None:
    (first,) = bench.waiting(1)
    bench.simulator.fault("getPhone", "same-pkey")
    second = bench.house.rent()
    assert first.pkey == second.pkey
    assert second.state is State.WAITING
    assert Mark.SOLD_TWICE in second.marks
    for _ in range(4):
        bench.push(2.6)
        bench.house.qtbot.waitUntil(lambda: bench.looked(first))
    assert len(bench.simulator.numbers) == 2
    assert not bench.simulator.complaints


@pytest.mark.parametrize("days", [-400, 3])
def test_that_the_services_clock_decides_nothing(bench: Bench, days: int) -> None:
    bench.simulator.set_wall_offset(days * 86400.0)
    (lease,) = bench.waiting(1)
    granted = bench.lease(lease).granted
    assert granted is not None
    assert abs(granted.utc - bench.clock.now().utc) < 60
    bench.push(6)
    bench.simulator.deliver(lease.pkey or "", "482913")
    bench.push(6)
    bench.wait_for_state(lease, State.RECEIVED)


@pytest.mark.parametrize("act", ["setRel", "addBlack", "setAgain", "sendCode", "apiReturn"])
def test_that_a_token_void_midway_repeats_no_paying_act_and_loses_no_wish(bench: Bench, act: str) -> None:
    link = bench.house.link
    (lease,) = bench.waiting(1) if act in ("setRel", "sendCode") else bench.received(1)
    logins = bench.simulator.count("login")
    bench.simulator.void_tokens()
    match act:
        case "setRel":
            link.numbers.release(lease.lease_id)
            bench.wait_for_state(lease, State.RELEASED)
        case "addBlack":
            link.numbers.blacklist(lease.lease_id, "used")
            bench.wait_for_state(lease, State.BLACKLISTED)
        case "setAgain":
            bench.pays(partial(link.purchase.use_again, lease.lease_id, 5))
        case "sendCode":
            bench.pays(partial(link.purchase.send_sms, lease.lease_id, "10086", "cxye"))
        case _:
            link.numbers.report(lease.lease_id, 0)
            bench.wait(lambda: bool(bench.told(Topic.REPORT_REFUSED, lease)))
    bench.wait(lambda: bench.simulator.count("login") == logins + 1)
    bench.wait(bench.house.is_in)
    bench.push(120)
    assert bench.asked(act, lease) == (2 if act in ("setRel", "addBlack") else 1)
    assert bench.simulator.count("login") == logins + 1
    assert not bench.lease(lease).marks & {Mark.UNCERTAIN_ACT, Mark.ACT_OUT}


class Everything:
    """One of each act, asked of a service that can't be reached; what then is to be seen."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.used, self.blacked, self.reported = bench.received(3)
        self.looked, self.freed, self.sender = bench.waiting(3)
        self.before = self._counts()

    def _counts(self) -> dict[str, int]:
        acts = ("getPhone", "setAgain", "sendCode", "setRel", "addBlack", "apiReturn", "login", "getItem")
        return {act: self.bench.simulator.count(act) for act in acts}

    def error_of(self, topic: Topic) -> FxError | None:
        """The error in the newest notice of this topic."""
        self.bench.wait(lambda: bool(self.bench.told(topic)), topic)
        return self.bench.told(topic)[-1].error

    def try_all(self, causes: set[str]) -> None:
        """Each act says that nothing left; paying acts are over with that, the others wait."""
        bench, link = self.bench, self.bench.house.link
        lease = bench.house.rent()
        assert (lease.state, lease.pkey) == (State.REFUSED, None)
        bench.pays(partial(link.purchase.use_again, self.used.lease_id, 5))
        bench.pays(partial(link.purchase.send_sms, self.sender.lease_id, "10086", "cxye"))
        link.numbers.release(self.freed.lease_id)
        link.numbers.blacklist(self.blacked.lease_id, "used")
        link.numbers.report(self.reported.lease_id, 0)
        link.refresh_prices()
        bench.push(61)
        link.refresh_account()
        link.sign_in(API_NAME, PASSWORD, keep=False, keep_password=False)
        for topic in (
            Topic.RENT_NOT_SENT,
            Topic.AGAIN_NOT_SENT,
            Topic.SEND_NOT_SENT,
            Topic.REPORT_FAILED,
            Topic.PRICES_FAILED,
            Topic.ACCOUNT_FAILED,
            Topic.SIGN_IN_FAILED,
        ):
            error = self.error_of(topic)
            assert isinstance(error, NotSent), topic
            assert error.cause in causes, topic
        for waits in (self.looked, self.freed, self.blacked):
            bench.wait_for_trouble(waits, str(waits.lease_id))
            trouble = bench.lease(waits).trouble
            assert trouble is not None
            assert trouble.kind == "not sent"
        assert not bench.lease(self.used).marks & {Mark.ACT_OUT, Mark.UNCERTAIN_ACT}
        assert not bench.lease(self.sender).marks & {Mark.ACT_OUT, Mark.UNCERTAIN_ACT}
        assert self._counts() == self.before

    def recovers(self) -> None:
        """By itself, each wish with one request, the paying acts with none."""
        bench = self.bench
        bench.simulator.deliver(self.looked.pkey or "", "482913")
        bench.push(75)
        bench.wait_for_state(self.looked, State.RECEIVED)
        bench.wait_for_state(self.freed, State.RELEASED)
        bench.wait_for_state(self.blacked, State.BLACKLISTED)
        bench.push(120)
        after = {act: count - self.before[act] for act, count in self._counts().items()}
        assert after == dict.fromkeys(self.before, 0) | {"setRel": 1, "addBlack": 1}
        assert not bench.simulator.complaints


def test_that_numbers_are_watched_again_once_the_network_lets_their_account_in(bench: Bench) -> None:
    (lease,) = bench.waiting(1)
    account = bench.house.link.accounts.states[0].account.account_id
    accounts, secrets = bench.house.link._crew.accounts, bench.house.link._crew._desk
    assert accounts is not None
    assert secrets is not None
    token = secrets.tokens.of(account)
    assert token is not None
    asked = bench.simulator.count("login")
    bench.simulator.void_tokens()
    bench.simulator.go_away()
    accounts.void(account, token)
    bench.wait(lambda: bool(bench.told(Topic.SIGN_IN_NEEDED)))
    for _ in range(8):
        bench.push(75)
    assert bench.simulator.count("login") == asked
    assert len(bench.told(Topic.SIGN_IN_NEEDED)) == 1
    bench.simulator.come_back()
    bench.simulator.deliver(lease.pkey or "", "482913")
    for _ in range(2):
        bench.push(75)
    bench.wait(bench.house.is_in)
    bench.wait_for_state(lease, State.RECEIVED)
    assert bench.simulator.count("login") == asked + 1
    assert not bench.simulator.complaints


def test_that_a_network_that_is_gone_is_told_as_offline_and_all_recovers_by_itself(bench: Bench) -> None:
    watches: list[bool] = []
    bench.house.link.watch_changed.connect(lambda watch: watches.append(watch.online))
    everything = Everything(bench)
    bench.simulator.go_away()
    everything.try_all({"connect"})
    bench.wait(lambda: watches[-1:] == [False])
    before = len(bench.simulator.requests)
    bench.push(3600)
    bench.wait(lambda: watches[-1:] == [False])
    bench.simulator.come_back()
    everything.recovers()
    bench.wait(lambda: watches[-1:] == [True])
    # No storm: three numbers are looked at, two wishes sent, one balance asked for.
    assert len(bench.simulator.requests) - before < 20


def context_of(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


@pytest.fixture
def tls_bench(
    qtbot: QtBot, qapp: QCoreApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Bench]:
    """A bench whose service is encrypted and trusted."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    with Simulator(rows=60, balance="100000", tls=context_of(authority.issue_cert("127.0.0.1"))) as simulator:
        simulator.set_account(may_report=True)
        clock = PushedClock()
        house = House(
            qtbot,
            tmp_path / "profile",
            simulator.url,
            MemoryCredentials(),
            Preferences(undo_seconds=0, report_results=True),
            clock=clock,
            deadlines=SHORT,
        )
        house.start()
        house.sign_in()
        house.wait(lambda: house.catalogue is not None)
        yield Bench(house, simulator, clock, simulator.url)
        house.stop()


@pytest.mark.parametrize(
    "fault",
    [
        "unknown authority",
        "another name",
        # Each act waits its whole time for an answer to its greeting.
        pytest.param("no encryption any more", marks=pytest.mark.soak),
    ],
)
def test_that_a_service_that_can_not_be_trusted_is_told_nothing(tls_bench: Bench, fault: str) -> None:
    simulator = tls_bench.simulator
    good = simulator.server.tls
    everything = Everything(tls_bench)
    bad: dict[str, Callable[[], ssl.SSLContext | None]] = {
        "unknown authority": lambda: context_of(trustme.CA().issue_cert("127.0.0.1")),
        "another name": lambda: context_of(trustme.CA().issue_cert("elsewhere.example")),
        "no encryption any more": lambda: None,
    }
    simulator.go_away()
    simulator.show_certificate(bad[fault]())
    simulator.come_back()
    # One that speaks no TLS does not answer the greeting either.
    everything.try_all({"untrusted", "tls", "timeout"})
    simulator.go_away()
    simulator.show_certificate(good)
    simulator.come_back()
    everything.recovers()


def test_that_no_connection_is_used_again_after_a_call_that_failed(bench: Bench) -> None:
    leases = bench.waiting(6)
    late = BY_NAME["an answer after the deadline"]
    cut = [late, BY_NAME["accepted, then silence"], late, BY_NAME["cut-body"], BY_NAME["status 502"]]
    bad = [bench.order("getPhoneCode", case, lease.pkey) for lease, case in zip(leases[:5], cut, strict=True)]
    bench.push(5.2)
    for lease in leases[:5]:
        bench.wait_for_trouble(lease, "")
    bench.simulator.advance(60)
    bench.clock.pushed += 60
    for fault in bad:
        fault.release()
    for at, lease in enumerate(leases):
        bench.simulator.deliver(lease.pkey or "", f"10000{at}")
    bench.push(1)
    for at, lease in enumerate(leases):
        bench.wait_for_state(lease, State.RECEIVED)
        assert bench.lease(lease).code == f"10000{at}"
    requests = bench.simulator.requests
    failed = [request for request in requests if not request.answered]
    assert len(failed) >= 4
    for request in failed:
        later = [
            other
            for other in requests
            if other.connection == request.connection and other.number > request.number
        ]
        assert not later
