# SPDX-License-Identifier: MIT
"""Hold many threads, and a second program, to one journal in which nothing is lost or half seen."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from fxdesk.core.errors import JournalFailed
from fxdesk.core.lease_state import Event, State
from fxdesk.core.model import LeaseId, PKey, Sms
from fxdesk.store import database
from fxdesk.store.journal import Journal
from fxdesk.store.opening import NAME
from tests.store.conftest import GRANT, Rented, SteppedClock


def run_all(*works: threading.Thread) -> None:
    for work in works:
        work.start()
    for work in works:
        work.join(60)
        assert not work.is_alive()


def test_that_sixteen_threads_write_at_once_and_nothing_is_lost(rented: Rented) -> None:
    def rent(thread: int) -> None:
        for number in range(10):
            lease = rented.asking()
            grant = GRANT._replace(pkey=PKey(f"{thread}-{number}"))
            rented.journal.record(lease.lease_id, Event.GRANTED, grant=grant)
            rented.journal.record(lease.lease_id, Event.SMS, sms=Sms(f"{number}", "text"))
        rented.journal.close()

    run_all(*(threading.Thread(target=rent, args=(thread,)) for thread in range(16)))
    leases = rented.journal.leases()
    assert len(leases) == 160
    assert {lease.state for lease in leases} == {State.RECEIVED}
    assert {lease.pkey for lease in leases} == {f"{a}-{b}" for a in range(16) for b in range(10)}


def test_that_of_two_events_of_one_moment_the_second_sees_the_first(rented: Rented) -> None:
    def happen(start: threading.Barrier, lease_id: LeaseId, event: Event, sms: Sms | None) -> None:
        start.wait(10)
        rented.journal.record(lease_id, event, sms=sms)

    for number in range(20):
        lease = rented.waiting(GRANT._replace(pkey=PKey(f"race {number}")))
        rented.after(lease, Event.RELEASE_WANTED, Event.RELEASE_SENT)
        start = threading.Barrier(2)
        run_all(
            threading.Thread(target=happen, args=(start, lease.lease_id, Event.SMS, Sms("1", "one"))),
            threading.Thread(target=happen, args=(start, lease.lease_id, Event.RELEASED, None)),
        )
        now = rented.journal.lease(lease.lease_id)
        late = now.state is State.RELEASED and now.sms[0].late
        assert late or (now.state is State.RECEIVED and not now.sms[0].late)
        assert now.code == "1"


def test_that_two_programs_that_write_at_once_wait_for_each_other(
    rented: Rented, folder: Path, clock: SteppedClock
) -> None:
    second = Journal.open(folder, clock)
    lease_id = rented.waiting().lease_id
    failed: list[JournalFailed] = []

    def write(journal: Journal) -> None:
        try:
            for _ in range(100):
                journal.record(lease_id, Event.COPIED)
        except JournalFailed as error:
            failed.append(error)

    run_all(*(threading.Thread(target=write, args=(each,)) for each in (rented.journal, second)))
    second.close_all()
    assert not failed
    assert len(rented.journal.timeline(lease_id)) == 202


def test_that_a_thread_without_an_end_of_its_own_is_closed_with_the_journal(rented: Rented) -> None:
    run_all(threading.Thread(target=rented.journal.leases))
    rented.journal.close_all()
    links = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.exists()]
    assert not [link for link in links if str(rented.journal._database.path) in link]


def test_that_a_journal_held_by_another_program_is_told_and_written_once_it_is_free(
    rented: Rented, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease = rented.waiting()
    rented.journal.close()
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(folder / NAME, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalFailed) as caught:
            rented.journal.record(lease.lease_id, Event.LOOK_GONE)
        assert caught.value.cause == "in use"
        assert rented.journal.lease(lease.lease_id) == lease
        other.execute("ROLLBACK")
    assert rented.journal.record(lease.lease_id, Event.LOOK_GONE).state is State.GONE


def test_that_a_fault_of_the_program_is_not_called_a_failure_of_the_disk(rented: Rented) -> None:
    with pytest.raises(sqlite3.OperationalError):
        rented.journal._database.change(lambda file: file.execute("INSERT INTO nowhere VALUES (1)"))
    assert rented.asking().state is State.ASKING
