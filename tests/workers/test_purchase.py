# SPDX-License-Identifier: MIT
"""Nothing is paid for where nobody would hear of it."""

from __future__ import annotations

from fxdesk.core.guards import Taken
from fxdesk.core.lease_state import State
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


def test_that_a_number_of_any_country_shows_its_own_price_as_soon_as_it_comes(house: House) -> None:
    house.wait(lambda: house.catalogue is not None)
    assert house.catalogue is not None
    service = house.catalogue.services[0]
    order = order_for(service.service_id, "")._replace(list_price=service.cheapest, dearest=service.dearest)
    lease = house.wait_for_state(house.rent(order), State.WAITING)
    assert lease.grant is not None
    offer = house.catalogue.offer(service.service_id, lease.grant.country_id)
    assert offer is not None
    assert service.cheapest < service.dearest
    assert (lease.price, lease.at_most) == (offer.price, offer.price)
