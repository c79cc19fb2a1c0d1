# SPDX-License-Identifier: MIT
"""Hold the program to buying nothing that can't be written down, whatever the disk and the journal are."""

from __future__ import annotations

import errno
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fxdesk.core.errors import JournalFailed
from fxdesk.core.lease_state import OPEN, Mark, State
from fxdesk.core.model import Lease, LeaseId
from fxdesk.core.notice import Notice, Topic
from fxdesk.core.preferences import Preferences
from fxdesk.simulator import Behaviour, Simulator
from fxdesk.store import opening, schema
from fxdesk.store.credentials import MemoryCredentials
from fxdesk.store.journal import Journal
from fxdesk.store.opening import NAME
from fxdesk.store.recovery import Reader
from fxdesk.workers.system_clock import SystemClock
from tests.workers.conftest import House, order_for

QUIET = order_for()
"""Its code does not come by itself here."""

pytestmark = pytest.mark.usefixtures("noise_expected")


def told(house: House, topic: Topic) -> Notice | None:
    return next((notice for notice in reversed(house.notices) if notice.topic is topic), None)


def cause(house: House) -> str:
    notice = told(house, Topic.JOURNAL_FAILED)
    return notice.error.cause if notice and isinstance(notice.error, JournalFailed) else ""


@pytest.fixture
def houses(
    qtbot: QtBot, simulator: Simulator, credentials: MemoryCredentials
) -> Iterator[Callable[[Path], House]]:
    """Make houses, started and not waited for."""
    simulator.set_behaviour(Behaviour(code_after=None))
    made: list[House] = []

    def make(folder: Path) -> House:
        for earlier in made:
            earlier.stop()
        house = House(qtbot, folder, simulator.url, credentials, Preferences(undo_seconds=0))
        made.append(house)
        # The same offer again within seconds is asked about.
        house.link.purchase.question_raised.connect(house.link.purchase.agree)
        house.link.start()
        return house

    yield make
    for house in made:
        house.stop()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m,mode=0700", "fxdesk-test", str(place)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this machine lets no test mount a file system")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path) -> Path:
    """Leave no byte on the disk."""
    ballast = disk / "ballast"
    with ballast.open("ab", buffering=0) as file:
        size = 1 << 16
        while size:
            try:
                file.write(bytes(size))
            except OSError:
                size //= 2
    return ballast


def remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)


def with_one_open_number(houses: Callable[[Path], House], folder: Path) -> None:
    house = houses(folder)
    house.wait(lambda: house.loaded)
    house.sign_in()
    assert house.rent(QUIET).state is State.WAITING
    house.stop()


def tries_to_rent(house: House, simulator: Simulator) -> None:
    """Press the button and wait for what is told; the service must not hear of it."""
    before, told_before = simulator.count("getPhone"), len(house.notices)
    house.link.purchase.rent(QUIET)
    house.wait(lambda: Topic.JOURNAL_FAILED in [one.topic for one in house.notices[told_before:]])
    assert simulator.count("getPhone") == before


def test_that_nothing_is_bought_on_a_full_disk_and_renting_goes_on_once_there_is_room(
    houses: Callable[[Path], House], disk: Path, simulator: Simulator
) -> None:
    house = houses(disk / "profile")
    house.wait(lambda: house.loaded)
    house.sign_in()
    lease = house.rent(QUIET)
    ballast = fill(disk)
    # The room that is held back for an answer is gone too.
    (disk / "profile" / "journal.reserve").unlink()
    fill(disk)
    tries_to_rent(house, simulator)
    assert cause(house) == "disk full"
    assert house.state(lease) is State.WAITING
    ballast.unlink()
    house.wait(lambda: "journal" in house.withdrawn)
    house.rent(QUIET)
    assert simulator.count("getPhone") == 2
    assert len(house.leases) == 2


def test_that_a_start_on_a_full_disk_shows_what_is_there_and_buys_nothing(
    houses: Callable[[Path], House], disk: Path, simulator: Simulator
) -> None:
    folder = disk / "profile"
    with_one_open_number(houses, folder)
    for name in ("journal.reserve", NAME + "-wal", NAME + "-shm"):
        (folder / name).unlink(missing_ok=True)
    ballast = fill(disk)
    house = houses(folder)
    house.wait(lambda: house.loaded)
    assert [lease.state for lease in house.leases.values()] == [State.WAITING]
    house.wait(house.is_in)
    tries_to_rent(house, simulator)
    assert cause(house) == "disk full"
    ballast.unlink()
    house = houses(folder)
    house.wait(lambda: house.loaded)
    house.wait(house.is_in)
    assert house.rent(QUIET).state is State.WAITING


def test_that_a_folder_that_cannot_be_written_is_shown_watched_and_bought_nothing_in(
    houses: Callable[[Path], House], disk: Path, simulator: Simulator
) -> None:
    folder = disk / "profile"
    with_one_open_number(houses, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    remount(disk, "ro")
    house = houses(folder)
    house.wait(lambda: house.loaded)
    (lease,) = house.leases.values()
    assert lease.state is State.WAITING
    house.wait(lambda: cause(house) == "read-only")
    notice = told(house, Topic.JOURNAL_FAILED)
    assert notice is not None
    assert isinstance(notice.error, JournalFailed)
    assert notice.error.frozen
    house.wait(house.is_in)
    tries_to_rent(house, simulator)
    # What comes is shown from memory: it was paid for.
    simulator.deliver(lease.pkey or "", "482913", "Your code is 482913")
    house.link.numbers.look_again(lease.lease_id)
    house.wait(lambda: house.leases[lease.lease_id].code == "482913", 30_000)
    assert Mark.NOT_SAVED in house.leases[lease.lease_id].marks
    house.stop()
    remount(disk, "rw")
    assert {name: (folder / name).read_bytes() for name in before} == before


def test_that_what_the_last_stop_left_half_done_is_settled_before_anything_is_bought(
    houses: Callable[[Path], House], tmp_path: Path, simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "profile"
    with_one_open_number(houses, folder)
    journal = Journal.open(folder, SystemClock())
    journal.intend(QUIET, account=journal.accounts()[0], balance=None)
    journal.close_all()
    full, real = [True], Journal.recover_one

    def recover_one(self: Journal, lease_id: LeaseId, read: Reader) -> Lease | None:
        if full:
            raise JournalFailed("disk full")
        return real(self, lease_id, read)

    monkeypatch.setattr(Journal, "recover_one", recover_one)
    house = houses(folder)
    house.wait(lambda: house.loaded)
    states = [lease.state for lease in house.leases.values()]
    assert states == [State.WAITING, State.ASKING]
    house.wait(house.is_in)
    tries_to_rent(house, simulator)
    assert cause(house) == "disk full"
    full.clear()
    house.wait(lambda: house.newest().state is State.UNCERTAIN)
    house.wait(lambda: "journal" in house.withdrawn)
    assert house.rent(QUIET).state is State.WAITING


def test_that_a_disk_that_gives_nothing_back_is_told_and_bought_nothing_on(
    houses: Callable[[Path], House],
    tmp_path: Path,
    simulator: Simulator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "profile"
    with_one_open_number(houses, folder)
    bought, real = simulator.count("getPhone"), Path.read_bytes

    def unreadable(self: Path) -> bytes:
        if self.name.startswith("journal"):
            raise OSError(errno.EIO, "input/output error")
        return real(self)

    def refuse(*_args: object) -> None:
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr(Path, "read_bytes", unreadable)
    monkeypatch.setattr(opening, "connect", refuse)
    house = houses(folder)
    house.wait(lambda: cause(house) == "i/o error")
    assert not house.link.purchase.rent(QUIET)
    assert simulator.count("getPhone") == bought
    house.stop()
    assert not list(folder.glob("journal.corrupt-*"))


def test_that_a_newer_journal_is_left_alone_and_nothing_bought(
    houses: Callable[[Path], House], tmp_path: Path, simulator: Simulator
) -> None:
    folder = tmp_path / "profile"
    with_one_open_number(houses, folder)
    with closing(sqlite3.connect(folder / NAME)) as connection:
        connection.execute("ALTER TABLE leases ADD COLUMN note TEXT")
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    before = (folder / NAME).read_bytes()
    bought = simulator.count("getPhone")
    house = houses(folder)
    house.wait(lambda: cause(house) == "newer version")
    assert not house.link.purchase.rent(QUIET)
    house.link.sign_in("12348", "secret", keep=False, keep_password=False)
    house.wait(lambda: told(house, Topic.SIGN_IN_FAILED) is not None)
    house.stop()
    assert simulator.count("getPhone") == bought
    assert (folder / NAME).read_bytes() == before
    assert not list(folder.glob("journal.corrupt-*"))


def test_that_the_open_numbers_of_a_damaged_journal_are_told_watched_and_can_be_released(
    houses: Callable[[Path], House], tmp_path: Path, simulator: Simulator
) -> None:
    folder = tmp_path / "profile"
    with_one_open_number(houses, folder)
    path = folder / NAME
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    house = houses(folder)
    house.wait(lambda: house.loaded)
    notice = told(house, Topic.JOURNAL_SALVAGED)
    assert notice is not None
    facts = dict(notice.facts)
    assert (facts["kind"], facts["numbers"], facts["open"]) == ("damaged", "1", "1")
    assert (folder / facts["aside"]).exists()
    (lease,) = house.leases.values()
    assert lease.state in OPEN
    house.wait(house.is_in)
    house.link.numbers.release(lease.lease_id, now=True)
    house.wait_for_state(lease, State.RELEASED)
    house.rent(QUIET)
    assert simulator.count("getPhone") == 2


def make_foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")


def make_zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def make_empty(path: Path) -> None:
    path.write_bytes(b"")


def make_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("spoil", [make_foreign, make_zeros, make_empty, make_half])
def test_that_what_was_bought_in_the_last_run_is_there_whatever_became_of_the_journal(
    houses: Callable[[Path], House], tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    folder = tmp_path / "profile"
    house = houses(folder)
    house.wait(lambda: house.loaded)
    house.sign_in()
    keys = {house.rent(order_for(service)).pkey for service in ("1001", "1002", "1003")} - {None}
    assert len(keys) >= 2
    house.stop()
    spoil(folder / NAME)
    house = houses(folder)
    house.wait(lambda: house.loaded)
    assert {lease.pkey for lease in house.leases.values() if lease.state is State.WAITING} == keys
    notice = told(house, Topic.JOURNAL_SALVAGED)
    assert notice is not None
    facts = dict(notice.facts)
    assert (facts["numbers"], facts["open"]) == (str(len(house.leases)), str(len(keys)))
    assert facts["copied"]


def test_that_a_broken_or_closed_price_list_costs_only_itself(
    houses: Callable[[Path], House], tmp_path: Path
) -> None:
    folder = tmp_path / "profile"
    with_one_open_number(houses, folder)
    for kept in (folder / "prices").iterdir():
        kept.unlink()
        # What stands in its place can be neither read nor replaced.
        kept.mkdir()
        (kept / "inside").touch()
    house = houses(folder)
    house.wait(lambda: house.loaded and house.catalogue is not None)
    house.wait(house.is_in)
    house.wait(lambda: Topic.SETTINGS_FAILED in house.topics())
    assert house.rent(QUIET).state is State.WAITING


def test_that_settings_that_cannot_be_saved_are_told_and_hold(
    houses: Callable[[Path], House], tmp_path: Path
) -> None:
    folder = tmp_path / "profile"
    house = houses(folder)
    house.wait(lambda: house.loaded)
    settings = folder / "settings.json"
    settings.unlink(missing_ok=True)
    (settings / "inside").mkdir(parents=True)
    house.link.change_preferences(undo_seconds=4)
    house.wait(lambda: Topic.SETTINGS_FAILED in house.topics())
    assert house.link.preferences.undo_seconds == 4
