# SPDX-License-Identifier: MIT
"""A further use that had no answer: the code that was paid for is fetched, whatever the person believes."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel

from fxdesk.core.lease_state import Mark, State
from fxdesk.core.model import Lease
from fxdesk.ui import language
from tests.window.conftest import Room

pytestmark = [
    pytest.mark.timeout(60),
    pytest.mark.parametrize("spoken", [language.ENGLISH], indirect=True),
]
_AFTER_THE_GAP = 20_000


def use_again_unanswered(room: Room) -> Lease:
    """A number with its code whose further use the service took up, and whose answer was lost."""
    lease = room.rent()
    room.simulator.deliver(str(lease.pkey), "111", "111 is your code")
    room.house.wait_for_state(lease, State.RECEIVED)
    room.simulator.fault("setAgain", "lose")
    room.act("actionUseAgain")
    room.press("useAgainAcceptButton")
    room.house.wait(lambda: Mark.UNCERTAIN_ACT in now(room, lease).marks)
    return now(room, lease)


def now(room: Room, lease: Lease) -> Lease:
    return room.house.leases[lease.lease_id]


def test_that_the_code_of_a_use_without_an_answer_is_fetched_and_settles_it(room: Room) -> None:
    lease = use_again_unanswered(room)
    looks = room.simulator.count("getPhoneCode")
    room.house.wait(lambda: room.simulator.count("getPhoneCode") > looks, _AFTER_THE_GAP)
    assert now(room, lease).code == "111"
    assert Mark.UNCERTAIN_ACT in now(room, lease).marks, "the SMS of before says nothing"

    room.simulator.deliver(str(lease.pkey), "444", "444 is your code")
    room.house.wait(lambda: now(room, lease).code == "444", _AFTER_THE_GAP)
    room.house.wait(lambda: room.row().startswith("Code received"))
    assert now(room, lease).rounds == 2
    assert "the code has arrived" in room.strip()
    assert room.simulator.count("setAgain") == 1


def test_that_it_is_said_until_when_the_number_may_be_in_use(room: Room) -> None:
    lease = use_again_unanswered(room)
    assert lease.again_until is not None
    time = datetime.fromtimestamp(lease.again_until.utc).strftime("%H:%M")
    assert 4 * 60 < lease.again_until.utc - lease.changed.utc < 8 * 60
    room.house.wait(lambda: f"in use until {time} at most" in room.strip())
    room.house.wait(lambda: f"in use until {time} at most" in room.row())
    look = room.window.findChild(QAction, "actionLookAgain")
    assert look is not None
    room.house.wait(look.isEnabled)
    room.act("actionSettle")
    room.house.wait(lambda: f"in use until {time} at most" in _known(room))


def _known(room: Room) -> str:
    return " ".join(part.text() for part in room.part("settleDialog").findChildren(QLabel))


def test_that_a_code_comes_also_after_it_was_settled_as_not_in_use(room: Room) -> None:
    lease = use_again_unanswered(room)
    room.house.link.numbers.settle_act(lease.lease_id, charged=False)
    room.house.wait(lambda: Mark.UNCERTAIN_ACT not in now(room, lease).marks)
    room.simulator.deliver(str(lease.pkey), "444", "444 is your code")
    room.house.wait(lambda: now(room, lease).code == "444", _AFTER_THE_GAP)
