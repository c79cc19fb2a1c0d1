# SPDX-License-Identifier: MIT
"""Hold what the keyring says late to what the person did meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from fxdesk.core.model import Account
from fxdesk.core.notice import SignInPhase
from fxdesk.simulator import API_NAME, Simulator
from fxdesk.store.credentials import MemoryCredentials, Secrets
from tests.workers.conftest import House


class SlowKeyring(MemoryCredentials):
    """Once `slow`, reading waits until `answered` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.slow, self.asked, self.answered = False, threading.Event(), threading.Event()

    def load(self, account: Account) -> Secrets | None:
        found = super().load(account)
        if self.slow:
            self.asked.set()
            self.answered.wait()
        return found


@pytest.fixture
def keyring() -> Iterator[SlowKeyring]:
    made = SlowKeyring()
    yield made
    made.answered.set()


def _phase(house: House) -> SignInPhase:
    return house.link.accounts.states[0].phase


def _restarted(open_house: Callable[..., House], keyring: SlowKeyring, *, keep: bool) -> House:
    house = open_house(keyring=keyring)
    house.sign_in(keep=keep)
    house.wait(lambda: house.link.accounts.states[0].kept_in_keyring is keep)
    keyring.slow = True
    house = open_house(keyring=keyring)
    house.wait(keyring.asked.is_set)
    return house


def test_that_a_sign_in_outlives_a_keyring_that_answers_after_it(
    open_house: Callable[..., House], keyring: SlowKeyring, simulator: Simulator
) -> None:
    house = _restarted(open_house, keyring, keep=False)
    house.sign_in(keep=False)
    with house.qtbot.waitSignal(house.link.keyring_waiting, check_params_cb=lambda waits: not waits):
        keyring.answered.set()
    lease = house.rent()
    assert house.is_in()
    assert lease.grant is not None
    assert house.link.accounts.states[0].account.api_name == API_NAME


def test_that_a_sign_out_outlives_a_keyring_that_answers_after_it(
    open_house: Callable[..., House], keyring: SlowKeyring, simulator: Simulator
) -> None:
    house = _restarted(open_house, keyring, keep=True)
    asked = simulator.count("myInfo")
    house.link.sign_out(house.link.accounts.states[0].account.account_id)
    house.wait(lambda: _phase(house) is SignInPhase.OUT)
    with house.qtbot.waitSignal(house.link.keyring_waiting, check_params_cb=lambda waits: not waits):
        keyring.answered.set()
    assert _phase(house) is SignInPhase.OUT
    assert simulator.count("myInfo") == asked
