# SPDX-License-Identifier: MIT
"""Hold a full disk to this: an answer that was paid for is still written, and nothing more is bought."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fxdesk.core.errors import JournalFailed
from fxdesk.core.lease_state import Event, State
from fxdesk.store.journal import Journal
from fxdesk.store.reserve import SIZE, Reserve
from tests.store.conftest import GRANT, ORDER, Rented

PAGES = "PRAGMA max_page_count = {}"


def fill_disk(journal: Journal) -> None:
    """Let the file grow no more."""
    journal._database.outside(lambda file: file.execute(PAGES.format(1)))


def free_some(journal: Journal) -> None:
    journal._database.outside(lambda file: file.execute(PAGES.format(1_000_000)))


def test_that_the_reserve_is_really_there_from_the_first_purchase_on(rented: Rented, folder: Path) -> None:
    before = rented.journal.reserve_whole
    rented.asking()
    assert (before, rented.journal.reserve_whole) == (False, True)
    found = (folder / "journal.reserve").stat()
    assert found.st_size == SIZE == 256 * 1024
    assert found.st_blocks * 512 >= SIZE


def test_that_a_reserve_with_holes_or_cut_short_is_none(folder: Path) -> None:
    folder.mkdir()
    reserve = Reserve(folder)
    with reserve.path.open("wb") as file:
        file.truncate(SIZE)
    assert not reserve.whole
    reserve.path.write_bytes(bytes(100))
    assert not reserve.whole
    reserve.ensure()
    assert reserve.whole


BIG = b"1|" + bytes(range(256)) * 100


def test_that_an_answer_that_finds_no_room_at_all_is_told_and_not_half_written(rented: Rented) -> None:
    lease = rented.asking()
    fill_disk(rented.journal)
    with pytest.raises(JournalFailed) as caught:
        rented.journal.answered(lease.lease_id, "getPhone", BIG)
    assert caught.value.cause == "disk full"
    assert not rented.journal.reserve_whole
    assert rented.journal.raw_answers(lease.lease_id) == ()


def test_that_the_room_of_the_reserve_is_used_for_an_answer_and_taken_back_before_a_purchase(
    rented: Rented, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease = rented.asking()
    fill_disk(rented.journal)
    give_up, asked = Reserve.give_up, []

    def giving_room(reserve: Reserve) -> bool:
        asked.append(reserve.whole)
        free_some(rented.journal)
        return give_up(reserve)

    monkeypatch.setattr(Reserve, "give_up", giving_room)
    rented.journal.answered(lease.lease_id, "getPhone", BIG)
    assert asked == [True]
    assert not rented.journal.reserve_whole
    assert [answer.raw for answer in rented.journal.raw_answers(lease.lease_id)] == [BIG]
    granted = rented.journal.record(lease.lease_id, Event.GRANTED, grant=GRANT)
    assert granted.state is State.WAITING
    assert asked == [True]
    rented.asking()
    assert rented.journal.reserve_whole


def test_that_nothing_is_bought_without_the_reserve(rented: Rented, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = rented.waiting()

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("fxdesk.store.private_file.write_whole", no_room)
    Reserve(rented.journal._database.path.parent).path.unlink()
    with pytest.raises(JournalFailed, match="disk full"):
        rented.asking()
    with pytest.raises(JournalFailed, match="disk full"):
        rented.after(waiting, Event.SEND_INTENDED)
    with pytest.raises(JournalFailed):
        rented.journal.remake_reserve()
    assert rented.journal.leases() == (waiting,)


def test_that_an_intent_does_not_cost_the_reserve_only_an_answer_does(rented: Rented) -> None:
    rented.asking()
    fill_disk(rented.journal)
    with pytest.raises(JournalFailed):
        rented.asking(ORDER._replace(push_url="x" * 20_000))
    assert rented.journal.reserve_whole


ON_A_SMALL_DISK = """
import json, sys
from pathlib import Path
from fxdesk.core.errors import JournalFailed
from fxdesk.core.lease_state import Event
from fxdesk.store.journal import Journal
from tests.store.conftest import GRANT, Rented, SteppedClock

disk = Path(sys.argv[1])
clock = SteppedClock()
journal = Journal.open(disk / "profile", clock)
rented = Rented(journal, clock)
lease = rented.asking()
told = {}
with open(disk / "someone else's", "wb", buffering=0) as other:
    try:
        while other.write(bytes(4096)) == 4096:
            pass
    except OSError as error:
        told["full"] = error.errno
assert journal.reserve_whole
journal.answered(lease.lease_id, "getPhone", b"1|" + bytes(30_000))
lease = journal.record(lease.lease_id, Event.GRANTED, act="getPhone", grant=GRANT)
told["state"], told["raw"] = lease.state, len(journal.raw_answers(lease.lease_id)[0].raw)
try:
    rented.asking()
except JournalFailed as error:
    told["asking"] = error.cause
try:
    for number in range(1000):
        journal.answered(lease.lease_id, "getPhone", bytes(30_000))
except JournalFailed as error:
    told["at last"] = error.cause
journal.close_all()
(disk / "someone else's").unlink()
journal = Journal.open(disk / "profile", clock)
told["after"] = journal.lease(lease.lease_id).state
rented.journal = journal
told["bought"] = rented.asking().state
journal.close_all()
print(json.dumps(told))
"""


def can_mount() -> bool:
    tried = ["unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return shutil.which("unshare") is not None and subprocess.run(tried, capture_output=True).returncode == 0


def test_that_a_disk_that_is_really_full_loses_no_answer(tmp_path: Path) -> None:
    if not can_mount():
        pytest.skip("this system lets its users mount no small disk of their own")
    disk = tmp_path / "disk"
    disk.mkdir()
    own = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
    mounted = 'mount -t tmpfs -o size=2m tmpfs "$0" && exec "$@"'
    done = subprocess.run(
        [*own, mounted, str(disk), sys.executable, "-c", ON_A_SMALL_DISK, str(disk)],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "full": 28,
        "state": "waiting",
        "raw": 30_002,
        "asking": "disk full",
        "at last": "disk full",
        "after": "waiting",
        "bought": "asking",
    }
