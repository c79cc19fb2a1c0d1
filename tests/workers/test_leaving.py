# SPDX-License-Identifier: MIT
"""Hold the end of the program to losing no setting, and to waiting for nothing that another day will do."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from fxdesk.core.books import Books
from fxdesk.desk import bookkeeping
from fxdesk.store.journal import Journal
from fxdesk.store.settings import Settings
from fxdesk.workers.agenda import Agenda
from tests.desk.conftest import SteerableClock
from tests.workers.conftest import House

PATIENCE = 20.0


@pytest.mark.usefixtures("noise_expected")
def test_that_a_setting_is_saved_at_the_end_whatever_the_archive_is_busy_with(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, over = threading.Event(), threading.Event()

    def read(_: Journal) -> None:
        begun.set()
        over.wait(PATIENCE)

    monkeypatch.setattr(Journal, "spending", read)
    house.link.papers.ask_spending()
    assert begun.wait(PATIENCE)
    house.link.change_preferences(compact_rows=True)
    house.stop()
    assert house.link.given_up == ("archive",)
    assert Settings(house.folder).load().compact_rows
    over.set()
    house.wait(lambda: not house.link.threads_left())


def test_that_a_setting_changed_while_all_ends_is_saved(house: House) -> None:
    with house.qtbot.waitSignal(house.link.stopped):
        house.link.stop()
        house.link.change_preferences(compact_rows=True)
    assert Settings(house.folder).load().compact_rows


def test_that_the_end_does_not_wait_for_a_reckoning(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, over = threading.Event(), threading.Event()

    def reckon(_record: object, _silent: object, go_on: Callable[[], None], *_: Any) -> Books:
        begun.set()
        while not over.wait(0.01):
            go_on()
        return Books()

    monkeypatch.setattr(bookkeeping, "reconcile", reckon)
    account = house.link.accounts.current
    assert account is not None
    house.link.papers.ask_books(account.account.account_id, 2)
    house.link.papers.ask_books(account.account.account_id, 7)
    assert begun.wait(PATIENCE)
    house.stop()
    over.set()
    assert house.link.given_up == ()


def test_that_an_agenda_that_ends_does_what_must_be_done_and_leaves_the_rest() -> None:
    agenda = Agenda(SteerableClock())
    agenda.post(lambda: None, name="tell", passing=True)
    agenda.post(lambda: None, name="write")
    agenda.close(drain=True)
    task = agenda.take()
    assert task is not None
    assert task.name == "write"
    assert agenda.take() is None
