# SPDX-License-Identifier: MIT
"""Hold the start with a broken journal to losing no number that can still be read from anywhere."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from fxdesk.core.clock import Stamp
from fxdesk.core.errors import JournalFailed
from fxdesk.core.lease_state import OPEN, Event, State
from fxdesk.core.model import Lease, PKey, Sms
from fxdesk.desk.recovery import read_answer
from fxdesk.store import salvage, schema, snapshot
from fxdesk.store.journal import Journal
from fxdesk.store.opening import NAME
from fxdesk.store.page_repair import schema_pages
from tests.store.conftest import GRANT, ORDER, Rented, SteppedClock

PAGE = 4096
NUMBERS = 60
FAST = (0, 1, 30, 69)


class Kept(NamedTuple):
    """A profile whose last numbers came after the daily copy; `leases` are all there were."""

    folder: Path
    leases: dict[str, Lease]
    clock: SteppedClock


def rent(rented: Rented, number: int) -> str:
    key = f"ABE{number:045}"
    lease = rented.asking()
    raw = f"1|{key}|2026-08-10T08:28:21|usa|1||COM26|44551{number:04}".encode()
    rented.journal.answered(lease.lease_id, "getPhone", raw)
    grant = GRANT._replace(pkey=PKey(key), mobile=f"44551{number:04}")
    rented.journal.record(lease.lease_id, Event.GRANTED, act="getPhone", grant=grant)
    if number % 3:
        rented.journal.record(lease.lease_id, Event.SMS, sms=Sms(f"{number:06}", f"Your code is {number:06}"))
    rented.clock.step(60)
    return key


@pytest.fixture(scope="module")
def kept_once(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    folder, clock = tmp_path_factory.mktemp("kept") / "profile", SteppedClock()
    journal = Journal.open(folder, clock)
    rented = Rented(journal, clock)
    for number in range(NUMBERS):
        if number == NUMBERS - 20:
            journal.back_up()
        rent(rented, number)
    leases = {str(lease.pkey): lease for lease in journal.leases()}
    journal.close_all()
    return Kept(folder, leases, clock)


@pytest.fixture
def kept(kept_once: Kept, folder: Path) -> Kept:
    """A copy for one test."""
    shutil.copytree(kept_once.folder, folder)
    clock = SteppedClock()
    clock.stamp = kept_once.clock.stamp
    return kept_once._replace(folder=folder, clock=clock)


@pytest.fixture
def reopen(kept: Kept) -> Iterator[Callable[[], Journal]]:
    opened: list[Journal] = []

    def again() -> Journal:
        for journal in opened:
            journal.close_all()
        journal = Journal.open(kept.folder, kept.clock, read_answer)
        opened.append(journal)
        return journal

    yield again
    for journal in opened:
        journal.close_all()


def pages_of(path: Path, table: str) -> list[int]:
    """The leaf pages of a table, by number."""
    with closing(sqlite3.connect(path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
    content = path.read_bytes()
    found, left = [], [root]
    while left:
        number = left.pop()
        page = content[(number - 1) * PAGE :][:PAGE]
        if page[0] == 13:
            found.append(number)
        else:
            cells = int.from_bytes(page[3:5], "big")
            left.append(int.from_bytes(page[8:12], "big"))
            for cell in range(cells):
                place = int.from_bytes(page[12 + 2 * cell : 14 + 2 * cell], "big")
                left.append(int.from_bytes(page[place : place + 4], "big"))
    return sorted(found)


def wreck(path: Path, pages: list[int]) -> None:
    content = bytearray(path.read_bytes())
    for number in pages:
        content[(number - 1) * PAGE : number * PAGE] = b"\xa5" * PAGE
    path.write_bytes(content)


def test_that_neither_the_new_journal_nor_what_is_put_aside_is_open_to_others(
    kept: Kept, reopen: Callable[[], Journal]
) -> None:
    wreck(kept.folder / NAME, [1])
    for each in kept.folder.iterdir():
        each.chmod(0o644)
    before = os.umask(0)
    try:
        journal = reopen()
    finally:
        os.umask(before)
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in kept.folder.iterdir()}
    assert journal.salvage is not None
    assert {NAME, journal.salvage.aside} <= modes.keys()
    assert set(modes.values()) == {0o600}, modes


def all_there(journal: Journal, kept: Kept) -> bool:
    return {str(lease.pkey) for lease in journal.leases()} == set(kept.leases)


def no_copies(kept: Kept) -> None:
    for copy in kept.folder.glob("journal.backup-*"):
        copy.unlink()


def zero_header(path: Path) -> None:
    path.write_bytes(bytes(100) + path.read_bytes()[100:])


def zero_page(path: Path) -> None:
    path.write_bytes(bytes(PAGE) + path.read_bytes()[PAGE:])


@pytest.mark.parametrize("spoil", [zero_header, zero_page])
@pytest.mark.parametrize("with_copy", [True, False])
def test_that_a_journal_without_its_beginning_comes_back_whole(
    kept: Kept, reopen: Callable[[], Journal], spoil: Callable[[Path], None], with_copy: bool
) -> None:
    if not with_copy:
        no_copies(kept)
    spoil(kept.folder / NAME)
    broken = (kept.folder / NAME).read_bytes()
    journal = reopen()
    assert {str(lease.pkey): lease for lease in journal.leases()} == kept.leases
    found = journal.salvage
    assert found is not None
    assert (found.kind, len(found.leases), found.unread, found.mended) == ("damaged", NUMBERS, 0, ())
    assert (kept.folder / found.aside).read_bytes() == broken
    assert reopen().salvage is None


def test_that_a_journal_that_was_written_anew_comes_back_without_its_beginning_too(
    kept: Kept, reopen: Callable[[], Journal]
) -> None:
    no_copies(kept)
    before = reopen()
    before.upkeep.delete_texts(None)
    leases = before.leases()
    before.close_all()
    zero_page(kept.folder / NAME)
    assert reopen().leases() == leases


def test_that_each_page_that_names_the_tables_may_be_lost(kept: Kept, reopen: Callable[[], Journal]) -> None:
    no_copies(kept)
    path = kept.folder / NAME
    naming = schema_pages(path.read_bytes())
    assert len(naming) > 1
    wreck(path, naming)
    assert {str(lease.pkey): lease for lease in reopen().leases()} == kept.leases


@pytest.mark.parametrize("table", ["leases", "events", "answers", "rounds", "sms", "accounts"])
@pytest.mark.parametrize("with_copy", [True, False])
def test_that_no_key_is_lost_when_a_page_of_any_table_is(
    kept: Kept, reopen: Callable[[], Journal], table: str, with_copy: bool
) -> None:
    if not with_copy:
        no_copies(kept)
    # The last page holds what is newest, and no copy has.
    wreck(kept.folder / NAME, pages_of(kept.folder / NAME, table)[-1:])
    journal = reopen()
    assert journal.salvage is not None
    assert all_there(journal, kept)
    journal.recover(read_answer)
    leases = {str(lease.pkey): lease for lease in journal.leases()}
    for key, before in kept.leases.items():
        now = leases[key]
        assert now.grant is not None
        assert before.grant is not None
        assert now.grant.mobile == before.grant.mobile
        if table != "sms":
            assert (now.state, now.code) == (before.state, before.code), key
        else:
            assert now.state is before.state


def test_that_every_page_of_the_numbers_may_be_lost_and_their_answers_tell_them(
    kept: Kept, reopen: Callable[[], Journal]
) -> None:
    no_copies(kept)
    path = kept.folder / NAME
    wreck(path, pages_of(path, "leases"))
    journal = reopen()
    assert journal.salvage is not None
    assert len(journal.salvage.mended) == NUMBERS
    assert all_there(journal, kept)
    for lease in journal.leases():
        assert lease.host == "127.0.0.1:1"
        assert lease.state is kept.leases[str(lease.pkey)].state


def test_that_what_lies_around_and_between_lost_pages_is_read(
    kept: Kept, reopen: Callable[[], Journal]
) -> None:
    no_copies(kept)
    path = kept.folder / NAME
    before = reopen()
    lines = {lease.lease_id: before.timeline(lease.lease_id) for lease in before.leases()}
    before.close_all()
    pages = pages_of(path, "events")
    with closing(sqlite3.connect(path)) as connection:
        total = connection.execute("SELECT count(*) FROM events").fetchone()[0]
    assert len(pages) >= 4
    wreck(path, [pages[0], pages[2]])
    journal = reopen()
    assert journal.salvage is not None
    kept_whole = [
        lease.lease_id
        for lease in journal.leases()
        if journal.timeline(lease.lease_id) == lines[lease.lease_id]
    ]
    # Two of the pages are lost, and no more.
    assert len(kept_whole) >= len(lines) * (1 - 3 / len(pages))
    assert 0 < journal.salvage.unread <= 3 * total / len(pages)


def test_that_an_intent_whose_row_is_lost_is_uncertain(kept: Kept, reopen: Callable[[], Journal]) -> None:
    journal = reopen()
    Rented(journal, kept.clock).asking(ORDER)
    journal.close_all()
    no_copies(kept)
    path = kept.folder / NAME
    wreck(path, pages_of(path, "leases")[-1:])
    journal = reopen()
    journal.recover(read_answer)
    assert len(journal.leases()) == NUMBERS + 1
    assert journal.leases()[-1].state is State.UNCERTAIN


def test_that_the_copy_fills_what_the_journal_lost_and_the_newest_word_wins(
    kept: Kept, reopen: Callable[[], Journal]
) -> None:
    journal = reopen()
    first = journal.leases()[0]
    assert first.state is State.WAITING
    journal.record(first.lease_id, Event.LOOK_GONE)
    journal.close_all()
    path = kept.folder / NAME
    # The page of the first numbers: the copy knows the first one as waiting, its events know better.
    wreck(path, pages_of(path, "leases")[:1])
    journal = reopen()
    assert all_there(journal, kept)
    assert journal.lease(first.lease_id).state is State.GONE
    assert journal.lease(first.lease_id).order == first.order
    assert journal.salvage is not None
    assert journal.salvage.copied is not None


@pytest.mark.parametrize(
    ("seed", "with_copy"),
    [
        # Among them a table's column, and SQLite's own words, that are no text any more.
        *((seed, True) for seed in FAST),
        (2, False),
        *(
            pytest.param(seed, with_copy, marks=pytest.mark.soak)
            for seed in range(400)
            for with_copy in (True, False)
            if not (with_copy and seed in FAST)
        ),
    ],
)
def test_that_whatever_is_overwritten_the_program_starts_and_knows_most_numbers(
    kept: Kept, reopen: Callable[[], Journal], seed: int, with_copy: bool
) -> None:
    if not with_copy:
        no_copies(kept)
    chance = random.Random(seed)
    path = kept.folder / NAME
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 3, 10))):
        start = chance.randrange(len(content))
        length = chance.choice((1, 8, 100, 2000))
        content[start : start + length] = chance.randbytes(len(content[start : start + length]))
    path.write_bytes(content)
    journal = reopen()
    journal.recover(read_answer)
    found = {str(lease.pkey) for lease in journal.leases(shown_only=False)} & set(kept.leases)
    assert len(found) >= (NUMBERS - 20 if with_copy else NUMBERS // 2)
    for lease in journal.leases(shown_only=False):
        journal.timeline(lease.lease_id)
    # The new journal is a sound one.
    assert Rented(journal, kept.clock).waiting(GRANT._replace(pkey=PKey("NEW"))).state is State.WAITING
    journal.close_all()
    assert reopen().salvage is None


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_that_a_file_cut_short_gives_what_its_rest_and_the_copy_hold(
    kept: Kept, reopen: Callable[[], Journal], share: float
) -> None:
    path = kept.folder / NAME
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    journal = reopen()
    assert journal.salvage is not None
    assert len(journal.leases()) >= NUMBERS - 20


@pytest.mark.parametrize("flipped", ["state", "marks", "event", "text"])
def test_that_flipped_bits_that_sqlite_does_not_see_are_mended(
    kept: Kept, reopen: Callable[[], Journal], flipped: str
) -> None:
    no_copies(kept)
    path = kept.folder / NAME
    statements = {
        "state": "UPDATE leases SET state = 'waitjng' WHERE lease_id = 1",
        "marks": "UPDATE leases SET marks = 'lqte_sms' WHERE lease_id = 1",
        "event": "UPDATE events SET event = 'grqnted' WHERE event_id = 3",
        "text": "UPDATE leases SET service = CAST(x'ff80ff' AS TEXT) WHERE lease_id = 1",
    }
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statements[flipped])
        connection.commit()
    journal = reopen()
    assert journal.salvage is not None
    assert journal.salvage.kind == "damaged"
    assert all_there(journal, kept)
    assert journal.leases()[0].state is State.WAITING
    journal.close_all()
    assert reopen().salvage is None


def delete_log(path: Path) -> None:
    path.with_name(path.name + "-wal").unlink(missing_ok=True)


def garble_log(path: Path) -> None:
    path.with_name(path.name + "-wal").write_bytes(b"\x5a" * 40_000)


@pytest.mark.parametrize("spoil", [delete_log, garble_log])
def test_that_what_a_lost_log_held_comes_back_from_the_copy(
    folder: Path, clock: SteppedClock, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    journal = Journal.open(folder, clock)
    rented = Rented(journal, clock)
    rent(rented, 0)
    # Copied while it is open: all is in the log, little in the file.
    rent(rented, 1)
    journal.back_up()
    lost = tmp_path / "lost"
    shutil.copytree(folder, lost)
    journal.close_all()
    with closing(snapshot.open_bytes(snapshot.with_log((lost / NAME).read_bytes(), b""))) as without_log:
        assert without_log.execute("SELECT count(*) FROM leases").fetchone()[0] == 0
    spoil(lost / NAME)
    journal = Journal.open(lost, clock, read_answer)
    assert [str(lease.pkey) for lease in journal.leases()] == [f"ABE{number:045}" for number in range(2)]
    found = journal.salvage
    assert found is not None
    assert found.kind in ("behind", "missing")
    assert found.copied is not None
    journal.close_all()


def test_that_a_journal_that_is_gone_comes_back_from_its_copy(
    kept: Kept, reopen: Callable[[], Journal]
) -> None:
    (kept.folder / NAME).unlink()
    journal = reopen()
    assert journal.salvage is not None
    assert (journal.salvage.kind, journal.salvage.aside) == ("missing", "")
    assert len(journal.leases()) == NUMBERS - 20


def test_that_another_programs_file_is_put_aside_and_the_copy_taken(
    kept: Kept, reopen: Callable[[], Journal]
) -> None:
    path = kept.folder / NAME
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    journal = reopen()
    assert journal.salvage is not None
    assert journal.salvage.kind == "foreign"
    assert len(journal.leases()) == NUMBERS - 20
    assert journal.kept_aside is not None
    with closing(sqlite3.connect(journal.kept_aside)) as connection:
        assert connection.execute("SELECT count(*) FROM bookmarks").fetchone()[0] == 0


def test_that_a_journal_whose_mark_is_flipped_is_still_ours(
    kept: Kept, reopen: Callable[[], Journal]
) -> None:
    with closing(sqlite3.connect(kept.folder / NAME)) as connection:
        connection.execute("PRAGMA application_id = 4711")
    journal = reopen()
    assert journal.salvage is not None
    assert journal.salvage.kind == "damaged"
    assert all_there(journal, kept)


def index_entry(path: Path, index: str) -> int:
    """The place of the number that the last entry of an index names."""
    with closing(sqlite3.connect(path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (index,)).fetchone()[0]
    start: int = (root - 1) * PAGE
    # The first cell is the last that was written, and its last byte is the lowest of the row's number.
    cell = start + int.from_bytes(path.read_bytes()[start + 5 : start + 7], "big")
    return cell + path.read_bytes()[cell]


@pytest.mark.parametrize(
    ("where", "bit"),
    [
        ("a column's name", 0x80),
        ("another column's name", 0x01),
        ("the account's host", 0x80),
        ("the format", 0x40),
        ("the version", 0x02),
        ("the version", 0x01),
        ("the version", 0x40),
        ("the version's sign", 0x80),
        ("an index", 0x02),
    ],
)
def test_that_one_flipped_bit_where_sqlite_sees_no_fault_loses_no_number(
    kept: Kept, reopen: Callable[[], Journal], where: str, bit: int
) -> None:
    path = kept.folder / NAME
    no_copies(kept)
    content = bytearray(path.read_bytes())
    place = {
        "a column's name": content.index(b"added_boot"),
        "another column's name": content.index(b"granted_utc"),
        "the account's host": content.index(b"127.0.0.1:1"),
        "the format": 47,
        "the version": 63,
        "the version's sign": 60,
        "an index": index_entry(path, "leases_shown"),
    }[where]
    content[place] ^= bit
    path.write_bytes(content)
    journal = reopen()
    assert all_there(journal, kept)
    assert journal.salvage is not None
    assert (journal.salvage.kind, len(journal.accounts())) == ("damaged", 1)
    assert journal.pacing_stamps() == {}


def test_that_a_journal_whose_number_is_too_high_can_be_read_where_nothing_can_be_written(kept: Kept) -> None:
    path = kept.folder / NAME
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 64}")
    before = path.read_bytes()
    journal = Journal.open_to_read(kept.folder, kept.clock, "read-only", read_answer)
    assert all_there(journal, kept)
    journal.close_all()
    assert path.read_bytes() == before


def test_that_a_copy_whose_number_is_too_high_still_mends_the_journal(
    kept: Kept, reopen: Callable[[], Journal]
) -> None:
    (copy,) = kept.folder.glob("journal.backup-*")
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 64}")
    (kept.folder / NAME).unlink()
    journal = reopen()
    assert journal.salvage is not None
    assert journal.salvage.kind == "missing"
    assert journal.salvage.copied is not None
    assert journal.leases()


def test_that_a_higher_number_over_tables_that_can_not_be_read_is_left_untouched(
    kept: Kept, reopen: Callable[[], Journal]
) -> None:
    path = kept.folder / NAME
    content = bytearray(path.read_bytes())
    content[63] = schema.VERSION + 1
    content[100] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(JournalFailed) as caught:
        reopen()
    assert caught.value.cause == "newer version"
    assert path.read_bytes() == content


@pytest.mark.parametrize("step", ["put_aside", "after"])
def test_that_a_stop_amid_the_rebuilding_begins_no_empty_journal(
    kept: Kept, reopen: Callable[[], Journal], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    zero_header(kept.folder / NAME)
    real = salvage.put_aside

    def stopped(*args: object) -> Path:
        if step == "after":
            real(*args)  # type: ignore[arg-type]  # handed on as it came
        raise KeyboardInterrupt

    with monkeypatch.context() as later:
        later.setattr(salvage, "put_aside", stopped)
        with pytest.raises(KeyboardInterrupt):
            reopen()
    journal = reopen()
    assert all_there(journal, kept)
    assert journal.salvage is not None
    assert journal.salvage.aside.startswith("journal.corrupt-")
    assert not (kept.folder / salvage.READY).exists()


def test_that_a_stop_between_file_and_log_leaves_no_old_log_to_the_new_journal(
    kept: Kept, reopen: Callable[[], Journal]
) -> None:
    path = kept.folder / NAME
    shutil.copy(path, kept.folder / salvage.READY)
    aside = kept.folder / "journal.corrupt-20260101-000000.sqlite"
    path.rename(aside)
    garble_log(path)
    old = path.with_name(f"{NAME}-wal").read_bytes()
    journal = reopen()
    assert all_there(journal, kept)
    assert journal.kept_aside == aside
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == old


def test_that_what_only_the_log_still_holds_is_read(
    folder: Path, clock: SteppedClock, tmp_path: Path
) -> None:
    journal = Journal.open(folder, clock)
    rented = Rented(journal, clock)
    for number in range(5):
        rent(rented, number)
    without = tmp_path / "without"
    shutil.copytree(folder, without)
    journal.close_all()
    (without / NAME).unlink()
    journal = Journal.open(without, clock, read_answer)
    assert [str(lease.pkey) for lease in journal.leases()] == [f"ABE{number:045}" for number in range(5)]
    assert journal.salvage is not None
    journal.close_all()


def test_that_open_numbers_are_those_of_the_broken_journal(kept: Kept, reopen: Callable[[], Journal]) -> None:
    zero_header(kept.folder / NAME)
    journal = reopen()
    now = {str(lease.pkey) for lease in journal.leases() if lease.state in OPEN}
    assert now == {key for key, lease in kept.leases.items() if lease.state in OPEN}
    assert len(now) == NUMBERS // 3


def test_that_a_newer_journal_is_not_even_opened(kept: Kept, reopen: Callable[[], Journal]) -> None:
    path = kept.folder / NAME
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE leases ADD COLUMN note TEXT")
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    before = {each.name: each.read_bytes() for each in kept.folder.iterdir()}
    with pytest.raises(JournalFailed) as caught:
        reopen()
    assert caught.value.cause == "newer version"
    with pytest.raises(JournalFailed):
        Journal.open_to_read(kept.folder, kept.clock, "read-only")
    assert {each.name: each.read_bytes() for each in kept.folder.iterdir()} == before


def test_that_a_damaged_journal_can_be_read_where_nothing_can_be_written(kept: Kept) -> None:
    wreck(kept.folder / NAME, pages_of(kept.folder / NAME, "leases")[-1:])
    before = {each.name: each.read_bytes() for each in kept.folder.iterdir()}
    journal = Journal.open_to_read(kept.folder, kept.clock, "read-only", read_answer)
    assert all_there(journal, kept)
    assert journal.frozen == "read-only"
    with pytest.raises(JournalFailed) as caught:
        journal.intend(ORDER, account=journal.accounts()[0], balance=None)
    assert (caught.value.cause, caught.value.frozen) == ("read-only", True)
    journal.close_all()
    assert {each.name: each.read_bytes() for each in kept.folder.iterdir()} == before


def test_that_the_log_is_read_with_the_file_and_neither_changes(folder: Path, clock: SteppedClock) -> None:
    journal = Journal.open(folder, clock)
    rented = Rented(journal, clock)
    for number in range(5):
        rent(rented, number)
    before = {path: path.read_bytes() for path in (folder / NAME, folder / f"{NAME}-wal")}
    assert b"ABE" in before[folder / f"{NAME}-wal"]
    frozen = Journal.open_to_read(folder, clock, "read-only")
    assert frozen.leases() == journal.leases()
    frozen.close_all()
    assert {path: path.read_bytes() for path in before} == before
    journal.close_all()


def test_that_a_log_counts_up_to_its_last_whole_transaction(
    folder: Path, clock: SteppedClock, tmp_path: Path
) -> None:
    journal = Journal.open(folder, clock)
    rented = Rented(journal, clock)
    for number in range(3):
        rent(rented, number)
    content, log = (folder / NAME).read_bytes(), (folder / f"{NAME}-wal").read_bytes()
    journal.close_all()
    for cut in range(32, len(log), 6_007):
        torn = tmp_path / f"torn-{cut}"
        torn.mkdir()
        (torn / NAME).write_bytes(content)
        (torn / f"{NAME}-wal").write_bytes(log[:cut])
        with closing(snapshot.open_file(torn / NAME)) as ours:
            mine = [tuple(row) for row in ours.execute("SELECT name FROM sqlite_schema")]
            if mine:
                mine += [tuple(row) for row in ours.execute("SELECT event_id, event FROM events")]
        with closing(sqlite3.connect(torn / NAME)) as theirs:
            found = theirs.execute("SELECT name FROM sqlite_schema").fetchall()
            if found:
                found += theirs.execute("SELECT event_id, event FROM events").fetchall()
        assert mine == found, cut


def test_that_a_clock_that_ran_ahead_hides_no_newer_copy(folder: Path, clock: SteppedClock) -> None:
    journal = Journal.open(folder, clock)
    rented = Rented(journal, clock)
    today = clock.now()
    rent(rented, 1)
    for years in (1, 2, 3):
        clock.stamp = today._replace(utc=today.utc + years * 366 * 86_400, elapsed=clock.stamp.elapsed)
        journal.back_up()
    clock.stamp = today._replace(elapsed=clock.stamp.elapsed)
    known = {rent(rented, 1), rent(rented, 2)}
    made = journal.back_up()
    assert made is not None
    assert made.exists()
    assert journal.back_up() is None
    journal.close_all()
    wreck(folder / NAME, list(range(1, 1 + (folder / NAME).stat().st_size // PAGE)))
    again = Journal.open(folder, clock, read_answer)
    assert {str(lease.pkey) for lease in again.leases()} == known
    again.close_all()


def test_that_a_copy_from_under_a_fast_clock_takes_no_number_back(folder: Path, clock: SteppedClock) -> None:
    right = clock.now()
    clock.stamp = Stamp(right.utc + 4 * 366 * 86_400, "boot-ahead", 10.0)
    journal = Journal.open(folder, clock)
    rented = Rented(journal, clock)
    lease = rented.waiting()
    journal.record(lease.lease_id, Event.SMS, sms=Sms("4711", "code 4711"))
    journal.back_up()
    clock.stamp = Stamp(right.utc, "boot-right", 20.0)
    # Paid for once more; the copy knows nothing of it.
    rented.after(lease, Event.AGAIN_INTENDED, Event.AGAIN_ACCEPTED)
    journal.close_all()
    path = folder / NAME
    wreck(path, pages_of(path, "pacing"))
    again = Journal.open(folder, clock, read_answer)
    assert again.salvage is not None
    assert again.salvage.copied is not None
    (found,) = again.leases()
    assert (found.state, found.rounds) == (State.WAITING, 2)
    again.close_all()


def test_that_a_row_from_under_a_fast_clock_is_brought_up_to_its_events(
    folder: Path, clock: SteppedClock
) -> None:
    right = clock.now()
    clock.stamp = Stamp(right.utc + 4 * 366 * 86_400, "boot-ahead", 10.0)
    journal = Journal.open(folder, clock)
    rented = Rented(journal, clock)
    lease = rented.waiting()
    journal.record(lease.lease_id, Event.SMS, sms=Sms("4711", "code 4711"))
    journal.back_up()
    clock.stamp = Stamp(right.utc, "boot-right", 20.0)
    rented.after(lease, Event.AGAIN_INTENDED, Event.AGAIN_ACCEPTED)
    journal.close_all()
    path = folder / NAME
    # Only the copy's row is left of the number; its events are all there.
    wreck(path, pages_of(path, "leases"))
    again = Journal.open(folder, clock, read_answer)
    (found,) = again.leases()
    assert found.state is State.WAITING
    again.close_all()


def zero_all(path: Path) -> None:
    path.write_bytes(bytes(len(path.read_bytes())))


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("spoil", "kind"), [(zero_all, "damaged"), (empty, "empty"), (Path.unlink, "missing")]
)
def test_that_what_came_from_the_copy_is_not_said_to_be_read_from_the_file(
    kept: Kept, reopen: Callable[[], Journal], spoil: Callable[[Path], None], kind: str
) -> None:
    spoil(kept.folder / NAME)
    found = reopen().salvage
    assert found is not None
    assert (found.kind, found.read, len(found.leases)) == (kind, 0, NUMBERS - 20)
    # The copy's last entry, and not when somebody touched its file.
    assert found.copied is not None
    assert 0 < kept.clock.now().utc - 20 * 60 - found.copied.utc <= 60


def test_that_numbers_of_the_file_and_of_the_copy_are_counted_apart(
    kept: Kept, reopen: Callable[[], Journal]
) -> None:
    path = kept.folder / NAME
    wreck(path, pages_of(path, "leases")[-1:])
    found = reopen().salvage
    assert found is not None
    assert (found.read, len(found.leases)) == (NUMBERS, NUMBERS)


@pytest.mark.parametrize("events_too", [False, True])
def test_that_an_sms_of_which_only_a_trace_is_left_is_called_lost_and_stays_charged(
    kept: Kept, reopen: Callable[[], Journal], events_too: bool
) -> None:
    no_copies(kept)
    path = kept.folder / NAME
    if events_too:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("DELETE FROM events WHERE event = 'sms'")
            connection.commit()
    wreck(path, pages_of(path, "sms"))
    journal = reopen()
    journal.recover(read_answer)
    lost = [lease for lease in journal.leases() if lease.text_lost]
    assert {str(lease.pkey) for lease in lost} == {key for key, was in kept.leases.items() if was.code}
    for lease in lost:
        assert (lease.state, lease.code, [sms.round for sms in lease.sms]) == (State.RECEIVED, "", [1])
    assert journal.salvage is not None
    assert journal.salvage.texts == len(lost) == NUMBERS * 2 // 3
    # A code that comes now is a new one.
    first = lost[0]
    journal.record(first.lease_id, Event.AGAIN_INTENDED, act="setAgain")
    journal.record(first.lease_id, Event.AGAIN_ACCEPTED, act="setAgain")
    again = journal.record(first.lease_id, Event.SMS, sms=Sms("1234", "Your code is 1234"))
    assert (again.state, again.code, again.text_lost) == (State.RECEIVED, "1234", False)


def test_that_a_text_that_was_lost_comes_back_with_a_backup(
    kept: Kept, reopen: Callable[[], Journal], tmp_path: Path
) -> None:
    journal, backup = reopen(), tmp_path / "backup.sqlite"
    journal.upkeep.back_up_to(backup)
    journal.close_all()
    no_copies(kept)
    wreck(kept.folder / NAME, pages_of(kept.folder / NAME, "sms"))
    journal = reopen()
    assert any(lease.text_lost for lease in journal.leases())
    journal.upkeep.restore(backup, read_answer)
    assert {str(lease.pkey): lease.code for lease in journal.leases()} == {
        key: lease.code for key, lease in kept.leases.items()
    }


def test_that_a_number_that_the_person_ended_lost_no_text(kept: Kept, reopen: Callable[[], Journal]) -> None:
    journal = reopen()
    ended = Rented(journal, kept.clock).waiting(GRANT._replace(pkey=PKey("ENDED")))
    journal.record(ended.lease_id, Event.SEND_INTENDED, act="sendCode")
    Rented(journal, kept.clock).after(ended, Event.SEND_ACCEPTED, Event.DONE)
    journal.close_all()
    no_copies(kept)
    wreck(kept.folder / NAME, pages_of(kept.folder / NAME, "sms"))
    journal = reopen()
    assert not journal.lease(ended.lease_id).sms
    assert not journal.lease(ended.lease_id).text_lost


def test_that_of_three_numbers_no_code_is_lost_without_a_word_whatever_third_of_the_file_is(
    folder: Path, clock: SteppedClock, tmp_path: Path
) -> None:
    journal = Journal.open(folder, clock)
    rented = Rented(journal, clock)
    keys = [rent(rented, number) for number in (0, 1, 3)]
    journal.close_all()
    size = (folder / NAME).stat().st_size
    for third in range(3):
        lost = tmp_path / f"third {third}"
        shutil.copytree(folder, lost)
        content = bytearray((lost / NAME).read_bytes())
        content[third * size // 3 : (third + 1) * size // 3] = b"\xa5" * (
            (third + 1) * size // 3 - third * size // 3
        )
        (lost / NAME).write_bytes(content)
        journal = Journal.open(lost, clock, read_answer)
        journal.recover(read_answer)
        found = {str(lease.pkey): lease for lease in journal.leases()}
        assert found.keys() == set(keys)
        with_code = found[keys[1]]
        assert with_code.code or with_code.text_lost or with_code.state in OPEN, third
        journal.close_all()
