# SPDX-License-Identifier: MIT
"""Nothing is paid for where nobody would hear of it."""

from __future__ import annotations

from fxdesk.core.guards import Taken
from fxdesk.simulator import Simulator
from tests.workers.conftest import House, order_for


def test_that_nothing_is_bought_or_asked_about_once_the_link_stops(
    house: House, simulator: Simulator
) -> None:
    lease = house.rent()
    asked = simulator.count("getPhone")
    house.link.stop()
    purchase, questions = house.link.purchase, list[object]()
    purchase.question_raised.connect(questions.append)
    assert purchase.rent(order_for()) is Taken.NO
    assert purchase.use_again(lease.lease_id, 5) is Taken.NO
    assert not purchase.send_sms(lease.lease_id, "10086", "text")
    assert not purchase.is_buying
    with house.qtbot.waitSignal(house.link.stopped, timeout=10_000):
        house.link.stop()
    assert (questions, simulator.count("getPhone")) == ([], asked)
