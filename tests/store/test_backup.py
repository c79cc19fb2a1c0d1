# SPDX-License-Identifier: MIT
"""Hold a backup to being whole, private and ours, and its restoring to losing no number of either side."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from fxdesk.core.clock import Stamp
from fxdesk.core.errors import FileFailed, JournalFailed
from fxdesk.core.lease_state import Event, State
from fxdesk.core.model import Lease, PKey, Sms
from fxdesk.desk.recovery import read_answer
from fxdesk.store import schema
from fxdesk.store.journal import Journal
from fxdesk.store.opening import NAME
from tests.store.conftest import GRANT, Rented, SteppedClock
from tests.store.every_byte import places_of
from tests.store.old_journal import restore


def number(rented: Rented, key: str) -> Lease:
    rented.clock.step(10)
    return rented.waiting(GRANT._replace(pkey=PKey(key)))


def keys(journal: Journal) -> dict[str, State]:
    return {str(lease.pkey): lease.state for lease in journal.leases(shown_only=False)}


def test_that_a_backup_is_one_private_file_that_holds_everything(
    rented: Rented, folder: Path, tmp_path: Path
) -> None:
    lease = number(rented, "A1")
    rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("4711", "code 4711"))
    before = os.umask(0)
    try:
        rented.journal.upkeep.back_up_to(tmp_path / "my backup.sqlite")
    finally:
        os.umask(before)
    made = [path for path in tmp_path.iterdir() if path.is_file()]
    assert [path.name for path in made] == ["my backup.sqlite"]
    assert stat.S_IMODE(made[0].stat().st_mode) == 0o600
    seen = rented.journal.upkeep.look_into(made[0])
    assert (seen.error, seen.numbers, seen.open, seen.added, seen.newer) == (None, 1, 0, 0, 0)
    assert seen.last is not None
    assert seen.last.utc == rented.clock.now().utc
    with closing(sqlite3.connect(made[0])) as connection:
        assert connection.execute("SELECT code FROM sms").fetchone() == ("4711",)


def test_that_a_backup_replaces_an_older_file_only_when_it_is_whole(
    rented: Rented, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number(rented, "A1")
    target = tmp_path / "backup.sqlite"
    target.write_bytes(b"the backup of last week")

    def torn(self: Path) -> bytes:
        return b"what a bad disk gives back"

    with monkeypatch.context() as later:
        later.setattr(Path, "read_bytes", torn)
        with pytest.raises(FileFailed) as caught:
            rented.journal.upkeep.back_up_to(target)
    assert caught.value.cause == "i/o error"
    assert target.read_bytes() == b"the backup of last week"
    assert not list(tmp_path.glob("*.new"))


@pytest.mark.parametrize("name", [NAME, "journal.backup-2026-01-01.sqlite", "journal.reserve"])
def test_that_a_backup_never_takes_the_place_of_the_profiles_own_files(
    rented: Rented, folder: Path, name: str
) -> None:
    number(rented, "A1")
    with pytest.raises(FileFailed) as caught:
        rented.journal.upkeep.back_up_to(folder / ".." / folder.name / name)
    assert caught.value.cause == "own file"
    assert keys(rented.journal) == {"A1": State.WAITING}


def test_that_a_folder_that_is_not_there_is_told(rented: Rented, tmp_path: Path) -> None:
    with pytest.raises(FileFailed):
        rented.journal.upkeep.back_up_to(tmp_path / "no such folder" / "b.sqlite")


def make_foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")


def make_text(path: Path) -> None:
    path.write_text("a shopping list")


def make_newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE leases ADD COLUMN note TEXT")
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")


def make_damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:12000] = b"\xa5" * (12000 - 4096)
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize(
    ("spoil", "cause"),
    [
        (make_foreign, "foreign"),
        (make_text, "foreign"),
        (make_newer, "newer version"),
        (make_damaged, "damaged"),
        (cut, "damaged"),
        (Path.unlink, "i/o error"),
    ],
)
def test_that_a_file_that_is_no_sound_backup_is_refused_and_nothing_changes(
    rented: Rented, folder: Path, tmp_path: Path, spoil: Callable[[Path], None], cause: str
) -> None:
    number(rented, "A1")
    target = tmp_path / "backup.sqlite"
    rented.journal.upkeep.back_up_to(target)
    spoil(target)
    seen = rented.journal.upkeep.look_into(target)
    assert isinstance(seen.error, FileFailed)
    assert seen.error.cause == cause
    with pytest.raises(FileFailed):
        rented.journal.upkeep.restore(target, read_answer)
    assert keys(rented.journal) == {"A1": State.WAITING}
    assert not list(folder.glob("journal.before-restore-*"))


def test_that_a_restore_brings_what_is_missing_and_forgets_nothing(
    rented: Rented, folder: Path, tmp_path: Path, clock: SteppedClock
) -> None:
    old = number(rented, "OLD")
    number(rented, "BOTH")
    target = tmp_path / "backup.sqlite"
    rented.journal.upkeep.back_up_to(target)
    # On another machine, with a journal of its own that has gone on.
    journal = Journal.open(tmp_path / "other", clock)
    there = Rented(journal, clock)
    number(there, "NEW")
    number(there, "NEWER")
    seen = journal.upkeep.look_into(target)
    assert (seen.numbers, seen.open, seen.added, seen.newer) == (2, 2, 2, 2)
    merged = journal.upkeep.restore(target, read_answer)
    assert len(merged.added) == 2
    assert keys(journal) == dict.fromkeys(("OLD", "BOTH", "NEW", "NEWER"), State.WAITING)
    brought = next(lease for lease in journal.leases() if lease.pkey == "OLD")
    assert brought.order == old.order
    assert brought.asked == old.asked
    assert [line.event for line in journal.timeline(brought.lease_id)] == [Event.INTENDED, Event.GRANTED]
    kept = next((tmp_path / "other").glob("journal.before-restore-*.sqlite"))
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert journal.upkeep.look_into(kept).numbers == 2
    # A second time nothing more comes.
    assert journal.upkeep.restore(target, read_answer).added == ()
    assert len(keys(journal)) == 4
    journal.close_all()


def test_that_a_restore_over_the_same_journal_keeps_what_happened_since(
    rented: Rented, tmp_path: Path
) -> None:
    first, second = number(rented, "A1"), number(rented, "A2")
    target = tmp_path / "backup.sqlite"
    rented.journal.upkeep.back_up_to(target)
    rented.clock.step(60)
    rented.journal.record(first.lease_id, Event.SMS, sms=Sms("4711", "code 4711"))
    rented.after(second, Event.LOOK_GONE)
    number(rented, "A3")
    before = [(lease, rented.journal.timeline(lease.lease_id)) for lease in rented.journal.leases()]
    merged = rented.journal.upkeep.restore(target, read_answer)
    assert merged == ((), ())
    assert [(lease, rented.journal.timeline(lease.lease_id)) for lease in rented.journal.leases()] == before


def test_that_a_number_that_went_on_in_the_backup_goes_on_here(
    rented: Rented, folder: Path, tmp_path: Path, clock: SteppedClock
) -> None:
    lease = number(rented, "A1")
    early, late = tmp_path / "early.sqlite", tmp_path / "late.sqlite"
    rented.journal.upkeep.back_up_to(early)
    clock.step(60)
    rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("4711", "code 4711"))
    rented.journal.upkeep.back_up_to(late)
    # An older journal, as after the loss of a disk.
    other = tmp_path / "other"
    other.mkdir(mode=0o700)
    (other / NAME).write_bytes(early.read_bytes())
    journal = Journal.open(other, clock)
    assert keys(journal) == {"A1": State.WAITING}
    merged = journal.upkeep.restore(late, read_answer)
    assert len(merged.updated) == 1
    assert keys(journal) == {"A1": State.RECEIVED}
    assert journal.leases()[0].code == "4711"
    assert len(journal.leases()) == 1
    journal.close_all()


def test_that_an_account_is_known_again_and_another_one_comes_along(
    rented: Rented, tmp_path: Path, clock: SteppedClock
) -> None:
    number(rented, "A1")
    target = tmp_path / "backup.sqlite"
    rented.journal.upkeep.back_up_to(target)
    journal = Journal.open(tmp_path / "other", clock)
    mine = journal.add_account(label="Somebody", host="127.0.0.1:1", api_name="99999")
    journal.upkeep.restore(target, read_answer)
    accounts = {account.api_name: account for account in journal.accounts()}
    assert set(accounts) == {"99999", "12348"}
    # The keyring knows accounts by their number: those that are here keep it.
    assert accounts["99999"].account_id == mine.account_id
    (lease,) = journal.leases()
    assert lease.account_id == accounts["12348"].account_id
    journal.close_all()


def test_that_texts_deleted_here_stay_deleted(rented: Rented, folder: Path, tmp_path: Path) -> None:
    lease = number(rented, "A1")
    rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("471142", "code 471142"))
    target = tmp_path / "backup.sqlite"
    rented.journal.upkeep.back_up_to(target)
    rented.journal.upkeep.delete_texts(None)
    rented.journal.upkeep.restore(target, read_answer)
    assert places_of(folder, ["471142"]) == []


def test_that_a_backup_of_an_older_version_can_be_taken_in(rented: Rented, tmp_path: Path) -> None:
    restore(1, tmp_path / "old")
    merged = rented.journal.upkeep.restore(tmp_path / "old" / NAME, read_answer)
    assert len(merged.added) == 4
    received = next(lease for lease in rented.journal.leases() if lease.state is State.RECEIVED)
    assert (received.code, received.auto_release) == ("4711", None)


def test_that_an_intent_without_an_outcome_in_a_backup_becomes_uncertain(
    rented: Rented, tmp_path: Path, clock: SteppedClock
) -> None:
    rented.asking()
    target = tmp_path / "backup.sqlite"
    rented.journal.upkeep.back_up_to(target)
    journal = Journal.open(tmp_path / "other", clock)
    (added,) = journal.upkeep.restore(target, read_answer).added
    journal.recover_one(added, read_answer)
    assert journal.lease(added).state is State.UNCERTAIN
    journal.close_all()


AHEAD = 4 * 366 * 86_400.0
"""A wall clock that was set wrong by so much, until it was set right between two boots."""


def journal_of(backup: Path, folder: Path, clock: SteppedClock) -> Journal:
    """A journal that begins with what a backup holds."""
    folder.mkdir(mode=0o700)
    (folder / NAME).write_bytes(backup.read_bytes())
    return Journal.open(folder, clock)


def rebooted(clock: SteppedClock, boot: str, utc: float) -> None:
    clock.stamp = Stamp(clock.stamp.utc + utc, boot, 10.0)


def test_that_a_restore_does_not_take_a_number_back_to_what_a_fast_clock_wrote_earlier(
    rented: Rented, tmp_path: Path, clock: SteppedClock
) -> None:
    rebooted(clock, "boot-ahead", AHEAD)
    used, released = number(rented, "A1"), number(rented, "A2")
    rented.journal.record(used.lease_id, Event.SMS, sms=Sms("4711", "code 4711"))
    target = tmp_path / "backup.sqlite"
    rented.journal.upkeep.back_up_to(target)
    rebooted(clock, "boot-right", -AHEAD)
    # Paid for a second time, and watched: the backup knows only of the first.
    rented.after(used, Event.AGAIN_INTENDED, Event.AGAIN_ACCEPTED)
    rented.after(released, Event.RELEASE_WANTED, Event.RELEASE_SENT, Event.RELEASED)
    merged = rented.journal.upkeep.restore(target, read_answer)
    assert merged.updated == ()
    assert keys(rented.journal) == {"A1": State.WAITING, "A2": State.RELEASED}
    assert rented.journal.lease(used.lease_id).rounds == 2


def test_that_a_number_that_went_on_under_a_clock_set_back_goes_on_here(
    rented: Rented, tmp_path: Path, clock: SteppedClock
) -> None:
    rebooted(clock, "boot-ahead", AHEAD)
    lease = number(rented, "A1")
    rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("4711", "code 4711"))
    early, late = tmp_path / "early.sqlite", tmp_path / "late.sqlite"
    rented.journal.upkeep.back_up_to(early)
    rebooted(clock, "boot-right", -AHEAD)
    rented.after(lease, Event.AGAIN_INTENDED, Event.AGAIN_ACCEPTED)
    rented.journal.upkeep.back_up_to(late)
    journal = journal_of(early, tmp_path / "other", clock)
    assert len(journal.upkeep.restore(late, read_answer).updated) == 1
    assert keys(journal) == {"A1": State.WAITING}
    journal.close_all()


@pytest.mark.parametrize("ahead", [AHEAD, -AHEAD])
def test_that_of_two_histories_of_a_number_the_one_that_may_still_cost_counts(
    rented: Rented, tmp_path: Path, clock: SteppedClock, ahead: float
) -> None:
    rebooted(clock, "boot-wrong", ahead)
    used_here, used_there = number(rented, "A1"), number(rented, "A2")
    for lease in (used_here, used_there):
        rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("4711", "code 4711"))
    common, other = tmp_path / "common.sqlite", tmp_path / "other.sqlite"
    rented.journal.upkeep.back_up_to(common)
    there = journal_of(common, tmp_path / "there", clock)
    clock.step(10)
    there.record(used_here.lease_id, Event.COPIED)
    for event in (Event.AGAIN_INTENDED, Event.AGAIN_ACCEPTED):
        there.record(used_there.lease_id, event)
    there.upkeep.back_up_to(other)
    there.close_all()
    rebooted(clock, "boot-right", -ahead)
    rented.after(used_here, Event.AGAIN_INTENDED, Event.AGAIN_ACCEPTED)
    rented.after(used_there, Event.COPIED)
    rented.journal.upkeep.restore(other, read_answer)
    assert keys(rented.journal) == {"A1": State.WAITING, "A2": State.WAITING}
    assert [lease.rounds for lease in rented.journal.leases()] == [2, 2]


def test_that_the_latest_copy_is_of_now_and_is_left_alone_while_nothing_happens(
    rented: Rented, folder: Path
) -> None:
    assert rented.journal.copy_now() is None
    number(rented, "A1")
    made = rented.journal.copy_now()
    assert made is not None
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert rented.journal.copy_now() is None
    number(rented, "A2")
    assert rented.journal.copy_now(1) is None
    assert rented.journal.copy_now() == made
    assert rented.journal.upkeep.look_into(made).added == 0
    assert rented.journal.upkeep.look_into(made).numbers == 2


def test_that_the_latest_copy_takes_no_days_place(rented: Rented, folder: Path, clock: SteppedClock) -> None:
    for day in range(5):
        number(rented, f"DAY{day}")
        rented.journal.back_up()
        rented.journal.copy_now()
        clock.step(86_400)
    assert len(list(folder.glob("journal.backup-2*.sqlite"))) == 3
    assert (folder / "journal.backup-latest.sqlite").exists()


def test_that_a_purchase_is_written_while_a_copy_is_made(
    rented: Rented, monkeypatch: pytest.MonkeyPatch
) -> None:
    number(rented, "A1")
    replace = Path.replace
    meanwhile: list[Lease] = []

    def slow(self: Path, target: Path) -> Path:
        if self.name.endswith(".new") and not meanwhile:
            with ThreadPoolExecutor(1) as buyer:
                meanwhile.append(buyer.submit(number, rented, "A2").result(timeout=30))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", slow)
    assert rented.journal.copy_now() is not None
    assert [lease.pkey for lease in meanwhile] == ["A2"]
    # It came after the copy was begun, so another one is due.
    assert rented.journal.copy_now() is not None


def test_that_a_copy_leaves_the_room_that_the_journal_needs(
    rented: Rented, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number(rented, "A1")
    usage = shutil.disk_usage(folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=100_000))
    for copy in (rented.journal.copy_now, rented.journal.back_up):
        with pytest.raises(JournalFailed) as caught:
            copy()
        assert caught.value.cause == "disk full"
    assert not list(folder.glob("journal.backup-*"))


def test_that_it_is_known_before_whether_a_backup_brings_anything(
    rented: Rented, folder: Path, tmp_path: Path, clock: SteppedClock
) -> None:
    lease = number(rented, "A1")
    upkeep, backup = rented.journal.upkeep, tmp_path / "backup.sqlite"
    upkeep.back_up_to(backup)
    assert not upkeep.look_into(backup, read_answer).brings
    rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("4711", "code 4711"))
    # The journal knows more, the backup does not.
    assert not upkeep.look_into(backup, read_answer).brings
    upkeep.back_up_to(tmp_path / "later.sqlite")
    other = Journal.open(tmp_path / "other", clock)
    assert other.upkeep.look_into(tmp_path / "later.sqlite", read_answer).brings
    assert other.leases() == ()
    other.upkeep.restore(backup, read_answer)
    seen = other.upkeep.look_into(tmp_path / "later.sqlite", read_answer)
    # No number is new, but one went on.
    assert (seen.added, seen.brings) == (0, True)
    other.upkeep.restore(tmp_path / "later.sqlite", read_answer)
    assert not other.upkeep.look_into(tmp_path / "later.sqlite", read_answer).brings
    other.close_all()
