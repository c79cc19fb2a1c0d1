# SPDX-License-Identifier: MIT
"""An answer that is found later counts as if in time, also after the person had settled the row by guess."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fxdesk.core.lease_state import Event, Mark, State
from fxdesk.core.model import Lease
from fxdesk.simulator import Simulator
from fxdesk.store.journal import Journal
from tests.workers.conftest import WITHIN, House


def events(house: House, lease: Lease) -> list[Event]:
    with house.qtbot.waitSignal(house.link.papers.timeline_ready, timeout=WITHIN) as ready:
        house.link.papers.ask_timeline(lease.lease_id)
    assert ready.args is not None
    return [line.event for line in ready.args[0][1]]


def answer_found(house: House, lease: Lease, act: str, raw: bytes) -> None:
    """Between two runs the answer turns up in the journal."""
    house.stop()
    journal = Journal.open(house.folder, house.link.clock)
    journal.answered(lease.lease_id, act, raw)
    journal.close_all()


@pytest.mark.parametrize("settled", [None, State.LOST, State.REFUSED])
def test_that_a_purchase_is_revived_by_its_answer(
    house: House, open_house: Callable[..., House], simulator: Simulator, settled: State | None
) -> None:
    simulator.fault("getPhone", "lose")
    lease = house.rent()
    assert house.state(lease) is State.UNCERTAIN
    if settled is not None:
        house.link.numbers.settle(lease.lease_id, charged=settled is State.LOST, note="by guess")
        house.wait_for_state(lease, settled)
    (sold,) = simulator.numbers
    raw = f"1|{sold.pkey}|2026-11-23T10:31:02|mys|60||COM31|1159100274".encode()
    answer_found(house, lease, "getPhone", raw)
    again = open_house()
    again.sign_in()
    revived = again.leases[lease.lease_id]
    assert (revived.state, revived.pkey) == (State.WAITING, sold.pkey)
    if settled is State.LOST:
        # The look keeps the document's gap of five seconds, counted from the start.
        simulator.deliver(sold.pkey, "482913", "482913 is your code")
        again.link.numbers.look_again(lease.lease_id)
        again.wait_for_state(lease, State.RECEIVED, 20_000)
    assert simulator.count("getPhone") == 1, "nothing was bought twice"
    assert Event.GRANTED in events(again, lease)


def test_that_a_use_again_is_revived_by_its_answer_after_it_was_settled(
    house: House, open_house: Callable[..., House], simulator: Simulator
) -> None:
    simulator.script("getPhoneCode", "1|1111|1111 is your code")
    lease = house.rent()
    house.wait_for_state(lease, State.RECEIVED)
    simulator.fault("setAgain", "lose")
    assert house.link.purchase.use_again(lease.lease_id, 5)
    house.wait(lambda: Mark.UNCERTAIN_ACT in house.leases[lease.lease_id].marks)
    house.link.numbers.settle_act(lease.lease_id, charged=False)
    house.wait(lambda: Mark.UNCERTAIN_ACT not in house.leases[lease.lease_id].marks)
    answer_found(house, lease, "setAgain", b"1|")
    again = open_house()
    assert again.state(lease) is State.WAITING
    assert simulator.count("setAgain") == 1
