# SPDX-License-Identifier: MIT
"""Hold the lanes to not waiting for each other, and the end of the program to its two seconds."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from fxdesk.core.errors import KeyringFailed
from fxdesk.core.lease_state import Mark, State
from fxdesk.core.model import Account
from fxdesk.core.notice import Topic
from fxdesk.simulator import Simulator
from fxdesk.store.credentials import MemoryCredentials, Secrets
from tests.workers.conftest import House, order_for


class PromptingKeyring(MemoryCredentials):
    """Asks the person, who does not answer until `answered` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.answered = threading.Event(), threading.Event()

    def keep(self, account: Account, secrets: Secrets) -> None:
        self.asked.set()
        self.answered.wait()
        super().keep(account, secrets)


class LockedKeyring(MemoryCredentials):
    """Is locked, and has no display to ask on."""

    def load(self, account: Account) -> Secrets | None:
        raise KeyringFailed("locked")


def test_that_with_everything_hanging_another_release_is_at_the_service_within_a_second(
    open_house: Callable[..., House], simulator: Simulator
) -> None:
    keyring = PromptingKeyring()
    house = open_house(keyring=keyring)
    house.wait(lambda: house.catalogue is not None)
    house.sign_in()
    assert keyring.asked.wait(5)
    stuck, other = house.rent(), house.rent()
    for act in ("getPhone", "getItem"):
        simulator.fault(act, "hang")
    simulator.fault("setRel", "hang", match=stuck.pkey)
    house.link.refresh_prices()
    house.link.purchase.rent(order_for())
    house.link.numbers.release(stuck.lease_id)
    assert simulator.wait_for("getItem", 2)
    assert simulator.wait_for("getPhone", 3)
    assert simulator.wait_for("setRel", 1)
    asked = time.monotonic()
    house.link.numbers.release(other.lease_id)
    house.wait_for_state(other, State.RELEASED, 2_000)
    (request,) = simulator.requests_of("setRel", other.pkey)
    assert request.at - asked < 1.0
    assert house.state(stuck) is State.RELEASING
    keyring.answered.set()


@pytest.mark.usefixtures("noise_expected")
def test_that_the_link_stops_within_two_seconds_whatever_hangs(
    open_house: Callable[..., House], simulator: Simulator
) -> None:
    keyring = PromptingKeyring()
    house = open_house(keyring=keyring)
    house.sign_in()
    assert keyring.asked.wait(5)
    house.rent()
    simulator.fault("*", "hang", times=None)
    house.link.refresh_prices()
    house.link.purchase.rent(order_for())
    assert simulator.wait_for("getPhone", 2)
    began = time.monotonic()
    house.stop()
    assert time.monotonic() - began < 2.0
    assert house.link.given_up == ("keyring",)
    keyring.answered.set()
    house.wait(lambda: not house.link.threads_left())


def test_that_a_locked_keyring_is_said_and_the_account_stays(
    open_house: Callable[..., House], simulator: Simulator
) -> None:
    first = open_house()
    first.sign_in()
    lease = first.rent()
    second = open_house(keyring=LockedKeyring())
    second.wait(lambda: Topic.KEYRING_FAILED in second.topics())
    assert [state.account.api_name for state in second.link.accounts.states] == ["demo"]
    second.wait(lambda: Mark.NOT_WATCHED in second.leases[lease.lease_id].marks)


def test_that_a_slow_list_can_be_cancelled_and_asked_again(
    open_house: Callable[..., House], simulator: Simulator
) -> None:
    fault = simulator.fault("getItem", "hang")
    house = open_house()
    assert simulator.wait_for("getItem", 1)
    with house.qtbot.waitSignal(
        house.link.prices_progress, check_params_cb=lambda progress: not progress.running
    ):
        house.link.cancel_prices()
    assert Topic.PRICES_FAILED not in house.topics()
    fault.release()
    house.link.refresh_prices()
    house.wait(lambda: house.catalogue is not None)


def test_that_a_hanging_look_does_not_keep_others_from_their_codes(
    house: House, simulator: Simulator
) -> None:
    hanging, other = house.rent(), house.rent()
    simulator.fault("getPhoneCode", "hang", times=None, match=hanging.pkey)
    looked = simulator.count("getPhoneCode")
    house.wait(lambda: simulator.count("getPhoneCode") > looked)
    assert other.pkey is not None
    simulator.deliver(other.pkey)
    house.wait_for_state(other, State.RECEIVED)


def test_that_looks_keep_their_gap_at_the_service(house: House, simulator: Simulator) -> None:
    lease = house.rent()
    house.wait(lambda: len(simulator.requests_of("getPhoneCode", lease.pkey)) >= 3, 20_000)
    gaps = [gap.end_to_start for gap in simulator.gaps(lease.pkey)]
    assert min(gaps) >= 5.0
    assert max(gaps) < 5.5
    assert not simulator.complaints


class UnansweredKeyring(PromptingKeyring):
    """Prompts already when it is read."""

    def load(self, account: Account) -> Secrets | None:
        self.asked.set()
        self.answered.wait()
        return super().load(account)


def test_that_numbers_behind_an_unanswered_keyring_prompt_are_shown_as_not_watched(
    open_house: Callable[..., House],
) -> None:
    first = open_house()
    first.sign_in()
    lease = first.rent()
    keyring = UnansweredKeyring()
    second = open_house(keyring=keyring)
    assert keyring.asked.wait(5)
    second.wait(lambda: Mark.NOT_WATCHED in second.leases[lease.lease_id].marks)
    keyring.answered.set()


def test_that_a_purchase_without_an_answer_says_so_after_a_while(house: House, simulator: Simulator) -> None:
    pause = simulator.pause("getPhone", "after-booking")
    house.link.purchase._slow.setInterval(200)
    house.link.purchase.rent(order_for())
    house.wait(lambda: Topic.RENT_SLOW in house.topics())
    slow = next(notice for notice in house.notices if notice.topic is Topic.RENT_SLOW)
    assert slow.lease_id == house.newest().lease_id
    pause.release()
    house.wait(lambda: house.newest().state is State.WAITING)


def test_that_a_release_that_was_sent_goes_on_by_itself_after_a_restart(
    open_house: Callable[..., House], simulator: Simulator
) -> None:
    first = open_house()
    first.sign_in()
    lease = first.rent()
    # Booked at the service, but the answer never comes: the second try finds the number gone.
    simulator.fault("setRel", "lose")
    first.link.numbers.release(lease.lease_id)
    first.wait(lambda: Mark.RELEASE_UNCONFIRMED in first.leases[lease.lease_id].marks)
    second = open_house()
    second.wait_for_state(lease, State.RELEASED)
    assert simulator.count("setRel") == 2
