# SPDX-License-Identifier: MIT
"""Hold the link to the main job with live threads: price, number, code, release, blacklist."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fxdesk.core.lease_state import Mark, State
from fxdesk.core.model import Lease, PKey
from fxdesk.core.notice import Topic
from fxdesk.core.preferences import Preferences
from fxdesk.simulator import Simulator
from fxdesk.store.credentials import MemoryCredentials
from tests.workers.conftest import House, order_for


def pkey(lease: Lease) -> PKey:
    assert lease.pkey is not None, (lease.state, lease.refusal)
    return lease.pkey


def test_that_prices_come_before_anybody_signs_in(open_house: Callable[..., House]) -> None:
    house = open_house()
    house.wait(lambda: house.catalogue is not None)
    assert not house.link.accounts.states


def test_that_the_last_list_is_there_at_the_next_start_without_asking(
    open_house: Callable[..., House], simulator: Simulator
) -> None:
    first = open_house()
    first.wait(lambda: first.catalogue is not None)
    second = open_house()
    second.wait(lambda: second.catalogue is not None)
    assert simulator.count("getItem") == 1


def test_that_a_code_reaches_the_row(house: House, simulator: Simulator) -> None:
    lease = house.rent()
    assert lease.state is State.WAITING
    simulator.deliver(pkey(lease), "482913", "Your code is 482913")
    got = house.wait_for_state(lease, State.RECEIVED)
    assert got.code == "482913"
    assert len(simulator.numbers) == 1


def test_that_a_code_in_a_huge_sms_reaches_the_row(house: House, simulator: Simulator) -> None:
    lease = house.rent()
    text = "482913 is your code. " + "Ж" * 100_000
    simulator.deliver(lease.pkey or "", "482913", text)
    house.link.numbers.look_again(lease.lease_id)
    got = house.wait_for_state(lease, State.RECEIVED, 20_000)
    assert (got.code, got.text) == ("482913", text)


def test_that_only_one_purchase_is_out_at_a_time(house: House, simulator: Simulator) -> None:
    pause = simulator.pause("getPhone", "before-booking")
    assert house.link.purchase.rent(order_for())
    assert pause.reached.wait(5)
    assert not house.link.purchase.rent(order_for())
    pause.release()
    house.wait(lambda: any(lease.state is State.WAITING for lease in house.leases.values()))
    assert simulator.count("getPhone") == 1


def test_that_a_release_has_its_undo_time_and_can_be_kept(
    open_house: Callable[..., House], simulator: Simulator
) -> None:
    house = open_house(preferences=Preferences(undo_seconds=5))
    house.sign_in()
    lease = house.rent()
    house.link.numbers.release(lease.lease_id)
    house.wait_for_state(lease, State.RELEASING)
    assert Topic.RELEASE_UNDO in house.topics()
    house.link.numbers.keep(lease.lease_id)
    house.wait_for_state(lease, State.WAITING)
    house.link.numbers.release(lease.lease_id)
    house.wait_for_state(lease, State.RELEASING)
    house.link.numbers.release(lease.lease_id)
    house.wait_for_state(lease, State.RELEASED, 3_000)
    assert simulator.count("setRel") == 1


def test_that_a_second_release_puts_the_first_one_through(
    open_house: Callable[..., House], simulator: Simulator
) -> None:
    house = open_house(preferences=Preferences(undo_seconds=5))
    house.sign_in()
    first, second = house.rent(), house.rent()
    house.link.numbers.release(first.lease_id)
    house.link.numbers.release(second.lease_id)
    house.wait_for_state(first, State.RELEASED, 3_000)
    assert house.state(second) is State.RELEASING


def test_that_a_release_that_comes_too_soon_is_sent_again_by_itself(
    house: House, simulator: Simulator
) -> None:
    lease = house.rent()
    simulator.lock_release(1.0)
    house.link.numbers.release(lease.lease_id)
    house.wait_for_state(lease, State.RELEASED)
    assert simulator.count("setRel") == 2
    assert Topic.RELEASE_LATER in house.topics()


def test_that_a_number_is_blacklisted_with_its_reason(house: House, simulator: Simulator) -> None:
    lease = house.rent()
    simulator.deliver(pkey(lease))
    house.wait_for_state(lease, State.RECEIVED)
    house.link.numbers.blacklist(lease.lease_id, "用过")
    house.wait_for_state(lease, State.BLACKLISTED)
    assert simulator.number(pkey(lease)).black_reason == "用过"


def test_that_a_lost_answer_is_an_uncertain_row_that_the_person_settles(
    house: House, simulator: Simulator
) -> None:
    simulator.fault("getPhone", "lose")
    lease = house.rent()
    assert lease.state is State.UNCERTAIN
    house.link.numbers.settle(lease.lease_id, charged=True)
    house.wait_for_state(lease, State.LOST)
    assert simulator.count("getPhone") == 1


def test_that_a_void_token_at_a_purchase_signs_in_again_and_buys_nothing_by_itself(
    house: House, simulator: Simulator
) -> None:
    simulator.void_tokens()
    lease = house.rent()
    assert lease.state is State.REFUSED
    house.wait(lambda: Topic.RENT_SIGNED_IN_AGAIN in house.topics())
    assert simulator.count("getPhone") == 1
    assert house.rent().state is State.WAITING


def test_that_a_void_token_is_renewed_once_for_all_watched_numbers(
    house: House, simulator: Simulator
) -> None:
    simulator.set_balance("1000")
    leases = [house.rent() for _ in range(5)]
    before = simulator.count("login")
    simulator.void_tokens()
    for lease in leases:
        house.link.numbers.look_again(lease.lease_id)
    house.wait(lambda: simulator.count("login") == before + 1)
    for lease in leases:
        simulator.deliver(pkey(lease))
    for lease in leases:
        house.wait_for_state(lease, State.RECEIVED, 15_000)
    assert simulator.count("login") == before + 1


@pytest.mark.parametrize("act", ["setRel", "addBlack"])
def test_that_a_wish_refused_with_every_token_does_not_storm_the_service(
    house: House, simulator: Simulator, act: str
) -> None:
    lease = house.rent()
    for number in range(100):
        simulator.script("login", f"1|another_token_{number}")
    simulator.script(act, "0|-1", times=None)
    before = simulator.count("login")
    if act == "setRel":
        simulator.script("getPhoneCode", "0|-3", times=None)
        house.link.numbers.release(lease.lease_id)
    else:
        simulator.deliver(pkey(lease))
        house.wait_for_state(lease, State.RECEIVED)
        house.link.numbers.blacklist(lease.lease_id, "used")
    house.wait(lambda: simulator.count("login") >= before + 2)
    first, second = (request.at for request in simulator.requests_of("login")[before : before + 2])
    assert second - first > 4.5
    assert simulator.count(act) <= 3


def test_that_a_sign_out_leaves_the_numbers_listed_and_unwatched(
    house: House, simulator: Simulator, credentials: MemoryCredentials
) -> None:
    lease = house.rent()
    account = house.link.accounts.states[0].account
    house.wait(lambda: credentials.load(account) is not None)
    house.link.sign_out(account.account_id)
    house.wait(lambda: Mark.NOT_WATCHED in house.leases[lease.lease_id].marks)
    house.wait(lambda: credentials.load(account) is None)
    house.sign_in()
    house.wait(lambda: Mark.NOT_WATCHED not in house.leases[lease.lease_id].marks)
    simulator.deliver(pkey(lease))
    house.wait_for_state(lease, State.RECEIVED)


def test_that_numbers_and_the_token_are_there_after_a_restart(
    open_house: Callable[..., House], simulator: Simulator
) -> None:
    first = open_house()
    first.sign_in()
    lease = first.rent()
    second = open_house()
    assert second.state(lease) is State.WAITING
    simulator.deliver(pkey(lease), "7777", "7777")
    assert second.wait_for_state(lease, State.RECEIVED, 15_000).code == "7777"
    assert simulator.count("login") == 1


def test_that_a_wish_that_was_never_sent_is_asked_about_after_a_restart(
    open_house: Callable[..., House], simulator: Simulator
) -> None:
    first = open_house(preferences=Preferences(undo_seconds=5))
    first.sign_in()
    lease = first.rent()
    first.link.numbers.release(lease.lease_id)
    first.wait_for_state(lease, State.RELEASING)
    second = open_house()
    assert Mark.ASK_AGAIN in second.leases[lease.lease_id].marks
    second.wait(lambda: Topic.RELEASE_ASK in second.topics())
    assert simulator.count("setRel") == 0
    second.wait(second.is_in)
    second.link.numbers.release(lease.lease_id)
    second.wait_for_state(lease, State.RELEASED)


def test_that_two_accounts_are_watched_each_with_its_own_token(house: House, simulator: Simulator) -> None:
    from fxdesk.simulator import SECOND_API_NAME, SECOND_PASSWORD

    first = house.rent()
    house.sign_in(SECOND_API_NAME, SECOND_PASSWORD)
    second = house.rent()
    assert first.account_id != second.account_id
    for lease in (first, second):
        simulator.deliver(pkey(lease))
    house.wait_for_state(first, State.RECEIVED)
    house.wait_for_state(second, State.RECEIVED)
    assert not simulator.complaints


def test_that_closed_rows_are_cleared_and_open_ones_stay(house: House) -> None:
    open_one, closed = house.rent(), house.rent()
    house.link.numbers.release(closed.lease_id)
    house.wait_for_state(closed, State.RELEASED)
    with house.qtbot.waitSignal(house.link.leases_cleared) as cleared:
        house.link.numbers.clear((open_one.lease_id, closed.lease_id))
    assert cleared.args == [(closed.lease_id,)]


def test_that_the_timeline_tells_the_whole_life(house: House) -> None:
    lease = house.rent()
    house.link.numbers.copied(lease.lease_id, "number")
    house.link.numbers.release(lease.lease_id)
    house.wait_for_state(lease, State.RELEASED)
    with house.qtbot.waitSignal(house.link.papers.timeline_ready) as ready:
        house.link.papers.ask_timeline(lease.lease_id)
    assert ready.args is not None
    events = [line.event for line in ready.args[0][1]]
    assert events == [
        "intended",
        "answered",
        "granted",
        "copied",
        "release_wanted",
        "release_sent",
        "released",
    ]


def test_that_preferences_are_used_told_and_saved(open_house: Callable[..., House]) -> None:
    from fxdesk.store.settings import Settings

    house = open_house()
    with house.qtbot.waitSignal(house.link.preferences_changed):
        house.link.change_preferences(undo_seconds=4)
    house.stop()
    folder = house.folder
    assert Settings(folder).load().undo_seconds == 4


@pytest.mark.parametrize("wait_for_purchase", [True, False])
def test_that_stopping_during_a_purchase_waits_or_lists_it_as_uncertain(
    open_house: Callable[..., House], simulator: Simulator, wait_for_purchase: bool
) -> None:
    house = open_house()
    house.sign_in()
    pause = simulator.pause("getPhone", "after-booking")
    house.link.purchase.rent(order_for())
    assert pause.reached.wait(5)
    with house.qtbot.waitSignal(house.link.stopped, timeout=10_000):
        house.link.stop(wait_for_purchase=wait_for_purchase)
        if wait_for_purchase:
            pause.release()
    expected = State.WAITING if wait_for_purchase else State.UNCERTAIN
    pause.release()
    again = open_house()
    assert [lease.state for lease in again.leases.values()] == [expected]
