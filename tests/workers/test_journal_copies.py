# SPDX-License-Identifier: MIT
"""Hold the copies of the journal to having what was bought soon, and to costing the disk little."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from fxdesk.core.clock import Stamp
from fxdesk.core.errors import FileFailed, JournalFailed
from fxdesk.core.lease_state import State
from fxdesk.core.notice import Topic
from fxdesk.simulator import Behaviour, Simulator
from fxdesk.store.journal import Journal
from fxdesk.workers import journal_copies
from fxdesk.workers.journal_copies import EVERY_SECONDS, LEAST_SECONDS, SHARE, JournalCopies
from fxdesk.workers.lane import Lane
from tests.workers.conftest import House

LATEST = "journal.backup-latest.sqlite"


class Bench:
    """A clock, a lane and a journal in one: jobs run when a test says how late it is."""

    frozen = ""

    def __init__(self) -> None:
        self.now, self.tries, self.takes = 1000.0, 0, 0.1
        self.fails = False
        self.posted: list[tuple[float, str, bool, Callable[[], None]]] = []
        self.copies = JournalCopies(lambda: cast(Journal, self), cast(Lane, self), cast(Any, self))

    def elapsed(self) -> float:
        return self.now

    def post(
        self, job: Callable[[], None], *, due: float = 0.0, name: str = "", passing: bool = False
    ) -> bool:
        self.posted = [task for task in self.posted if not name or task[1] != name]
        self.posted.append((due, name, passing, job))
        return True

    def copy_now(self, largest: int | None = None) -> Path | None:
        self.tries += 1
        self.now += self.takes
        if self.fails:
            raise JournalFailed("disk full")
        return Path(LATEST)

    def until(self, moment: float) -> None:
        """Let time pass, and run what falls due."""
        while due := [task for task in self.posted if task[0] <= moment]:
            task = min(due, key=lambda task: task[0])
            self.posted.remove(task)
            self.now = max(self.now, task[0])
            try:
                task[3]()
            except FileFailed:
                assert self.fails
        self.now = max(self.now, moment)


def test_that_many_changes_make_few_copies() -> None:
    bench = Bench()
    for second in range(10 * 60):
        bench.copies.changed()
        bench.until(1000 + second)
    assert 8 <= bench.tries <= 10 * 60 / LEAST_SECONDS + 1


def test_that_nothing_is_copied_while_nothing_happens() -> None:
    bench = Bench()
    bench.copies.changed()
    bench.until(1000 + 86_400)
    assert bench.tries == 1
    assert bench.posted == []


def test_that_what_happens_while_a_copy_is_made_is_copied_too() -> None:
    bench = Bench()
    bench.copies.changed()
    copy_now = bench.copy_now

    def meanwhile(largest: int | None = None) -> Path | None:
        bench.copies.changed()
        bench.copy_now = copy_now  # type: ignore[method-assign]
        return copy_now(largest)

    bench.copy_now = meanwhile  # type: ignore[method-assign]
    bench.until(1000 + 2 * LEAST_SECONDS)
    assert bench.tries == 2


def test_that_a_journal_that_takes_long_is_copied_seldom() -> None:
    bench = Bench()
    bench.takes = 5.0
    for second in range(3600):
        bench.copies.changed()
        bench.until(1000 + second)
    assert 1 <= bench.tries <= 3600 / (SHARE * bench.takes) + 1


def test_that_a_copy_that_fails_is_not_tried_again_for_an_hour() -> None:
    bench = Bench()
    bench.fails = True
    for second in range(int(EVERY_SECONDS)):
        bench.copies.changed()
        bench.until(1000 + second)
    assert bench.tries == 1
    # Nor does the end wait for a disk that has just said no.
    bench.copies.last()
    bench.until(bench.now)
    assert bench.tries == 1
    bench.fails = False
    bench.until(1000 + EVERY_SECONDS + 10)
    assert bench.tries == 2


def test_that_the_end_copies_what_is_not_copied_yet_and_cannot_be_dropped() -> None:
    bench = Bench()
    bench.copies.last()
    assert bench.posted == []
    bench.copies.changed()
    bench.copies.last()
    assert [(due, passing) for due, _, passing, _ in bench.posted] == [(0.0, False)]


def keys_of(path: Path, tmp_path: Path) -> set[str]:
    """The numbers that a copy alone brings back."""
    folder = tmp_path / "only the copy"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    (folder / LATEST).write_bytes(path.read_bytes())
    journal = Journal.open(folder, Still())
    found = {str(lease.pkey) for lease in journal.leases() if lease.state is State.WAITING}
    journal.close_all()
    return found


class Still:
    def now(self) -> Stamp:
        return Stamp(1_790_000_000.0, "boot", 1.0)

    def elapsed(self) -> float:
        return 1.0


def test_that_a_number_is_in_a_copy_soon_after_it_was_got_and_all_are_when_the_program_ends(
    open_house: Callable[..., House],
    simulator: Simulator,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(journal_copies, "SOON_SECONDS", 0.0)
    simulator.set_behaviour(Behaviour(code_after=None))
    house = open_house()
    house.sign_in()
    # A sign-in changes no number: this one is what the copy is made for.
    first = house.rent()
    latest = house.folder / LATEST
    house.wait(lambda: latest.exists() and first.pkey in keys_of(latest, tmp_path))
    second = house.rent()
    house.wait_for_state(second, State.WAITING)
    house.stop()
    assert keys_of(latest, tmp_path) == {first.pkey, house.leases[second.lease_id].pkey}


@pytest.mark.usefixtures("noise_expected")
def test_that_a_copy_that_cannot_be_made_is_told_and_hinders_no_purchase(
    open_house: Callable[..., House], simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_copies, "SOON_SECONDS", 0.0)

    def full(*_: object) -> None:
        raise JournalFailed("disk full")

    monkeypatch.setattr(Journal, "copy_now", full)
    simulator.set_behaviour(Behaviour(code_after=None))
    house = open_house()
    house.sign_in()
    assert house.rent().state is State.WAITING
    house.wait(lambda: Topic.SETTINGS_FAILED in house.topics())
    assert house.rent().state is State.WAITING
    assert house.topics().count(Topic.SETTINGS_FAILED) == 1
