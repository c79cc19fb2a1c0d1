# SPDX-License-Identifier: MIT
"""Hold the numbers to their gaps, their own accounts and the person's wishes, over restarts too."""

from __future__ import annotations

from collections.abc import Callable

from fxdesk.core.lease_state import Event, Mark, State
from fxdesk.core.model import Lease, Sms
from fxdesk.core.notice import Topic
from fxdesk.core.schedule import GAP
from fxdesk.simulator import API_NAME, Simulator
from fxdesk.store.journal import Journal
from fxdesk.workers.system_clock import SystemClock
from tests.workers.conftest import House


def test_that_a_restart_looks_at_no_number_before_its_gap_is_over(
    open_house: Callable[..., House], simulator: Simulator
) -> None:
    house = open_house()
    house.sign_in()
    lease = house.rent()
    assert lease.grant is not None
    pkey = lease.grant.pkey
    house.wait(lambda: len(simulator.requests_of("getPhoneCode", pkey)) == 1)
    house.wait(lambda: house.link.accounts.states[0].kept_in_keyring)
    open_house()
    house.wait(lambda: len(simulator.requests_of("getPhoneCode", pkey)) == 2)
    (gap,) = simulator.gaps(pkey)
    assert gap.end_to_start >= GAP


def test_that_a_release_without_a_token_asks_to_sign_in_and_goes_on_then(
    house: House, simulator: Simulator
) -> None:
    lease = house.rent()
    house.link.sign_out(lease.account_id)
    house.wait(lambda: Mark.NOT_WATCHED in house.leases[lease.lease_id].marks)
    house.link.numbers.release(lease.lease_id, now=True)
    house.wait(lambda: Topic.SIGN_IN_NEEDED in house.topics())
    assert simulator.count("setRel") == 0
    house.sign_in(API_NAME)
    house.wait_for_state(lease, State.RELEASED)


def test_that_numbers_of_another_service_stay_listed_and_unwatched(
    open_house: Callable[..., House], simulator: Simulator
) -> None:
    house = open_house()
    house.sign_in()
    lease = house.rent()
    house.wait(lambda: house.link.accounts.states[0].kept_in_keyring)
    with Simulator(rows=20) as other:
        house = open_house(url=other.url)
        house.wait(lambda: Mark.NOT_WATCHED in house.leases[lease.lease_id].marks)
        house.link.numbers.release(lease.lease_id, now=True)
        house.wait(lambda: Topic.SIGN_IN_NEEDED in house.topics())
        assert house.state(lease) is State.RELEASING
        assert other.count("getPhoneCode") == other.count("setRel") == 0
        house.stop()
    house = open_house()
    assert house.leases[lease.lease_id].grant == lease.grant
    house.wait(lambda: Topic.RELEASE_ASK in house.topics())


def test_that_a_release_within_the_wait_of_the_service_is_answered_by_the_row_and_not_sent(
    house: House, simulator: Simulator
) -> None:
    lease = house.rent()
    simulator.script("setRel", "0|30")
    house.link.numbers.release(lease.lease_id)
    house.wait(lambda: Topic.RELEASE_LATER in house.topics())
    with house.qtbot.waitSignal(house.link.lease_changed):
        house.link.numbers.release_all([lease.lease_id])
    assert simulator.count("setRel") == 1


def left_so(house: House, lease: Lease, *events: Event) -> None:
    """End the run, and write what a run that was killed would have left."""
    house.wait(lambda: house.link.accounts.states[0].kept_in_keyring)
    house.stop()
    journal = Journal.open(house.folder, SystemClock())
    for event in events:
        sms = Sms("7777", "7777") if event is Event.SMS else None
        journal.record(lease.lease_id, event, sms=sms)
    journal.close_all()


def test_that_signing_in_does_not_send_a_release_that_was_given_up(
    open_house: Callable[..., House], simulator: Simulator
) -> None:
    first = open_house()
    first.sign_in()
    lease = first.rent()
    assert lease.grant is not None
    left_so(first, lease, Event.RELEASE_WANTED, *[Event.RELEASE_SENT] * 4)
    looks = simulator.count("getPhoneCode")
    second = open_house()
    second.wait(lambda: Topic.RELEASE_UNCONFIRMED in second.topics())
    second.wait(second.is_in)
    # It is watched again, and its gap is long over for whatever was to be sent at once.
    second.wait(lambda: simulator.count("getPhoneCode") > looks)
    assert simulator.count("setRel") == 0
    second.link.numbers.release_all([lease.lease_id])
    second.wait_for_state(lease, State.RELEASED)


def test_that_signing_in_does_not_release_a_number_whose_sms_came_first(
    open_house: Callable[..., House], simulator: Simulator
) -> None:
    house = open_house()
    house.sign_in()
    lease = house.rent()
    simulator.script("setRel", "0|-4")
    house.link.numbers.release(lease.lease_id)
    house.wait(lambda: Topic.SMS_FIRST in house.topics())
    left_so(house, lease)
    looks = simulator.count("getPhoneCode")
    second = open_house()
    second.wait(second.is_in)
    second.wait(lambda: simulator.count("getPhoneCode") > looks)
    assert simulator.count("setRel") == 1


def test_that_a_blacklisting_that_was_never_sent_is_asked_about_after_a_restart(
    open_house: Callable[..., House], simulator: Simulator
) -> None:
    first = open_house()
    first.sign_in()
    lease = first.rent()
    left_so(first, lease, Event.SMS, Event.BLACKLIST_WANTED)
    second = open_house()
    second.wait(second.is_in)
    second.wait(lambda: Topic.BLACKLIST_ASK in second.topics())
    assert Topic.RELEASE_ASK not in second.topics()
    assert simulator.count("addBlack") == 0
    second.link.numbers.keep(lease.lease_id)
    second.wait_for_state(lease, State.RECEIVED)


def test_that_an_sms_that_crosses_a_release_is_found_after_a_restart_too(
    open_house: Callable[..., House], simulator: Simulator
) -> None:
    first = open_house()
    first.sign_in()
    lease = first.rent()
    assert lease.grant is not None
    first.link.numbers.release(lease.lease_id)
    first.wait_for_state(lease, State.RELEASED)
    first.wait(lambda: first.link.accounts.states[0].kept_in_keyring)
    simulator.script("getPhoneCode", "1|7777|7777 is your code", times=None)
    second = open_house()
    second.wait(lambda: Topic.LATE_SMS in second.topics())
    assert second.leases[lease.lease_id].text == "7777 is your code"
