# SPDX-License-Identifier: MIT
"""Hold the journal's start to sound files of its own, and to losing nothing of any other."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from fxdesk.core.errors import JournalFailed
from fxdesk.core.lease_state import Event, Mark, State
from fxdesk.store import schema
from fxdesk.store.journal import Journal
from fxdesk.store.opening import NAME
from tests.store.conftest import Rented, SteppedClock
from tests.store.old_journal import fill, restore

VERSIONS = range(1, schema.VERSION + 1)


def pragma(path: Path, name: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def leave_rented(folder: Path, clock: SteppedClock) -> None:
    """A journal with a waiting number, closed."""
    journal = Journal.open(folder, clock)
    Rented(journal, clock).waiting()
    journal.close_all()


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_that_nobody_else_can_read_the_journal_whatever_the_umask(
    tmp_path: Path, clock: SteppedClock, umask: int
) -> None:
    folder = tmp_path / "above" / "profile"
    before = os.umask(umask)
    try:
        journal = Journal.open(folder, clock)
        Rented(journal, clock).waiting()
        journal.back_up()
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
        journal.close_all()
    finally:
        os.umask(before)
    assert len(modes) == 5
    assert set(modes.values()) == {0o600}, modes
    assert {stat.S_IMODE(each.stat().st_mode) for each in (folder, folder.parent)} == {0o700}


def test_that_a_journal_left_open_to_others_is_closed_to_them(folder: Path, clock: SteppedClock) -> None:
    """As one is that was copied back from elsewhere with its log, which a kill had left."""
    elsewhere = folder.parent / "elsewhere"
    journal = Journal.open(elsewhere, clock)
    Rented(journal, clock).waiting()
    shutil.copytree(elsewhere, folder)
    journal.close_all()
    for path in (folder, *folder.iterdir()):
        path.chmod(0o755 if path.is_dir() else 0o644)
    journal = Journal.open(folder, clock)
    assert len(journal.leases()) == 1
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    journal.close_all()
    assert {NAME, f"{NAME}-wal", f"{NAME}-shm"} <= modes.keys()
    assert set(modes.values()) == {0o600}, modes
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def pragma_of(name: str, file: sqlite3.Connection) -> object:
    return file.execute(f"PRAGMA {name}").fetchone()[0]


def test_that_every_commit_waits_for_the_disk(journal: Journal) -> None:
    for name, value in (
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
    ):
        found = journal._database.read(partial(pragma_of, name))
        assert found == value, name


@pytest.mark.parametrize("version", VERSIONS)
def test_that_a_journal_of_each_version_opens_with_all_it_holds(
    folder: Path, clock: SteppedClock, version: int
) -> None:
    restore(version, folder)
    journal = Journal.open(folder, clock)
    received, uncertain, refused, releasing = journal.leases(shown_only=False)
    assert (received.state, received.code, received.looks) == (State.RECEIVED, "4711", 7)
    assert str(received.order.list_price) == "0.65"
    assert received.balance_before is not None
    assert str(received.balance_before.amount) == "12.5"
    assert journal.raw_answers(received.lease_id)[0].raw.startswith(b"1|7FE78DCB|")
    assert uncertain.state is State.UNCERTAIN
    assert str(uncertain.order.max_price) == "1"
    assert refused.refusal == ("getPhone", "-1")
    assert refused not in journal.leases()
    assert releasing.state is State.RELEASING
    assert releasing.marks == frozenset({Mark.SOLD_TWICE})
    assert releasing.order.linked == received.lease_id
    assert [line.event for line in journal.timeline(uncertain.lease_id)] == [
        Event.INTENDED,
        Event.OUTCOME_UNKNOWN,
    ]
    assert [account.label for account in journal.accounts()] == ["Mine", "Pasted"]
    assert journal.pacing_stamps()["myInfo", "1"].elapsed == 100
    journal.close_all()
    assert pragma(folder / NAME, "user_version") == schema.VERSION
    assert (folder / f"journal.before-version-{schema.VERSION}.sqlite").exists() == (version < schema.VERSION)


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {row[0] for row in connection.execute("SELECT sql FROM sqlite_schema WHERE sql <> ''")}


def test_that_the_tables_of_todays_version_are_kept_for_later_ones(
    folder: Path, tmp_path: Path, clock: SteppedClock
) -> None:
    restore(schema.VERSION, tmp_path / "kept")
    leave_rented(folder, clock)
    assert tables(tmp_path / "kept" / NAME) == tables(folder / NAME)


def next_version(monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, statements))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)


def test_that_a_migration_keeps_every_lease_and_a_copy_of_the_file_before(
    folder: Path, clock: SteppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal.open(folder, clock)
    fill(journal)
    before = journal.leases(shown_only=False)
    journal.close_all()
    next_version(monkeypatch, "ALTER TABLE leases ADD COLUMN note TEXT NOT NULL DEFAULT ''")
    journal = Journal.open(folder, clock)
    assert journal.leases(shown_only=False) == before
    journal.close_all()
    copy = folder / f"journal.before-version-{schema.VERSION}.sqlite"
    assert pragma(copy, "user_version") == schema.VERSION - 1
    assert pragma(copy, "quick_check") == "ok"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_that_a_migration_that_fails_changes_nothing(
    folder: Path, clock: SteppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_rented(folder, clock)
    with monkeypatch.context() as later:
        next_version(later, "ALTER TABLE leases ADD COLUMN note TEXT", "ALTER TABLE nothing ADD COLUMN a")
        with pytest.raises(sqlite3.OperationalError):
            Journal.open(folder, clock)
    journal = Journal.open(folder, clock)
    assert journal.leases()[0].state is State.WAITING
    columns = journal._database.read(
        lambda file: list(file.execute("SELECT * FROM leases").fetchone().keys())
    )
    assert "note" not in columns
    journal.close_all()


def test_that_every_version_is_known_by_its_tables() -> None:
    assert len({schema._tables_of(version) for version in range(schema.VERSION + 1)}) == schema.VERSION + 1


def test_that_a_newer_journal_is_refused_and_left_as_it_is(
    folder: Path, clock: SteppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        next_version(later, "CREATE TABLE notes (note TEXT) STRICT")
        leave_rented(folder, clock)
    before = (folder / NAME).read_bytes()
    with pytest.raises(JournalFailed) as caught:
        Journal.open(folder, clock)
    assert caught.value.cause == "newer version"
    assert (folder / NAME).read_bytes() == before


def damage_header(path: Path) -> None:
    path.write_bytes(bytes(100) + path.read_bytes()[100:])


def damage_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for start in range(4096 + 200, len(content), 4096):
        content[start - 200 : start + 1000] = b"\xa5" * 1200
    path.write_bytes(content)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 4096 * 2 + 100])


def text_instead(path: Path) -> None:
    path.write_text("my shopping list\n" * 500)


def foreign_tables(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")


@pytest.mark.parametrize("spoil", [damage_header, damage_pages, cut_short, text_instead, foreign_tables])
def test_that_a_broken_or_foreign_file_is_put_aside_whole_and_a_new_one_begun(
    folder: Path, clock: SteppedClock, spoil: object
) -> None:
    leave_rented(folder, clock)
    assert callable(spoil)
    spoil(folder / NAME)
    broken = (folder / NAME).read_bytes()
    for number in range(1, 3):
        journal = Journal.open(folder, clock)
        assert journal.kept_aside is not None
        assert journal.kept_aside.name.startswith("journal.corrupt-2026")
        assert journal.kept_aside.read_bytes() == broken
        assert Rented(journal, clock).waiting().state is State.WAITING
        journal.close_all()
        (folder / NAME).write_bytes(broken)
        assert len(list(folder.glob("journal.corrupt-*.sqlite"))) == number


def test_that_a_sound_journal_is_not_put_aside(folder: Path, clock: SteppedClock) -> None:
    leave_rented(folder, clock)
    journal = Journal.open(folder, clock)
    assert journal.kept_aside is None
    assert len(journal.leases()) == 1
    journal.close_all()


def test_that_a_place_where_nothing_can_be_written_is_told_in_a_word(
    tmp_path: Path, clock: SteppedClock
) -> None:
    (tmp_path / "profile").write_text("a file where the folder should be")
    with pytest.raises(JournalFailed) as caught:
        Journal.open(tmp_path / "profile" / "deeper", clock)
    assert caught.value.cause == "i/o error"


def test_that_a_copy_is_made_once_a_day_and_the_newest_three_are_kept(
    rented: Rented, clock: SteppedClock, folder: Path
) -> None:
    lease = rented.waiting()
    made = []
    for _ in range(5):
        made.append(rented.journal.back_up())
        assert rented.journal.back_up() is None
        clock.step(86_400)
    kept = sorted(folder.glob("journal.backup-*.sqlite"))
    assert kept == made[-3:]
    with closing(sqlite3.connect(kept[-1])) as connection:
        found = connection.execute("SELECT pkey, state FROM leases").fetchall()
    assert found == [(lease.pkey, "waiting")]
    assert not list(folder.glob("*.new*"))
    assert not list(folder.glob("journal.backup-*-wal"))
