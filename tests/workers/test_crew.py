# SPDX-License-Identifier: MIT
"""Hold the crew to keeping what was paid for: a copy each day, and a last try at the end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fxdesk.core.errors import JournalFailed
from fxdesk.core.lease_state import Mark, State
from fxdesk.core.notice import Topic
from fxdesk.simulator import Simulator
from fxdesk.store.database import Database
from fxdesk.store.journal import Journal
from fxdesk.workers import journal_copies, retrial
from fxdesk.workers.system_clock import SystemClock
from tests.workers.conftest import House, order_for


def full(*_: object, **__: object) -> None:
    raise JournalFailed("disk full")


def test_that_the_journal_is_copied_at_the_first_start_of_a_day(
    open_house: Callable[..., House], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_copies, "AFTER_SECONDS", 0.0)
    house = open_house()
    house.wait(lambda: any(house.folder.glob("journal.backup-*.sqlite")))


@pytest.mark.usefixtures("noise_expected")
def test_that_what_only_the_memory_holds_is_tried_once_more_at_the_end(
    open_house: Callable[..., House], simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrial, "RETRY_SECONDS", 3600.0)
    house = open_house()
    house.sign_in()
    lease = house.rent()
    assert lease.grant is not None
    with monkeypatch.context() as broken:
        broken.setattr(Database, "change", full)
        simulator.deliver(lease.grant.pkey, "4711", "4711 is the code")
        house.wait_for_state(lease, State.RECEIVED)
        assert Mark.NOT_SAVED in house.leases[lease.lease_id].marks
    house.stop()
    journal = Journal.open(house.folder, SystemClock())
    kept = journal.lease(lease.lease_id)
    journal.close_all()
    assert (kept.state, kept.code) == (State.RECEIVED, "4711")


@pytest.mark.usefixtures("noise_expected")
def test_that_renting_goes_on_by_itself_when_the_journal_can_be_written_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(Database, "change", full)
        house.link.purchase.rent(order_for())
        house.wait(lambda: Topic.JOURNAL_FAILED in house.topics())
        house.withdrawn.clear()
    house.wait(lambda: "journal" in house.withdrawn)
    assert house.rent().state is State.WAITING
