# SPDX-License-Identifier: MIT
"""Hold deletion, backup and restore to what the window shows while the program works."""

from __future__ import annotations

import json
import logging
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from fxdesk.core.clock import Stamp
from fxdesk.core.errors import FileFailed
from fxdesk.core.lease_state import Mark, State
from fxdesk.core.model import Lease
from fxdesk.core.notice import Notice, Topic
from fxdesk.core.preferences import Preferences
from fxdesk.core.upkeep import BackupSeen, TextCount
from fxdesk.simulator import Behaviour, Simulator
from fxdesk.store import retention
from fxdesk.store.journal import Journal
from fxdesk.workers import upkeep_clerk
from fxdesk.workers.system_clock import SystemClock
from tests.store.every_byte import places_of
from tests.workers.conftest import House

DAY = 86_400.0
CODE, TEXT = "7364518290", "您的验证码 7364518290 never tell it"


class OlderClock(SystemClock):
    """A clock of some days ago, on a boot before this one."""

    def now(self) -> Stamp:
        utc, _, elapsed = super().now()
        return Stamp(utc - 5 * DAY, "an earlier boot", elapsed)


def received(house: House, simulator: Simulator) -> Lease:
    """Rent a number and let its SMS come."""
    simulator.set_behaviour(Behaviour(code_after=None))
    lease = house.rent()
    simulator.deliver(lease.pkey or "", CODE, TEXT)
    house.link.numbers.look_again(lease.lease_id)
    house.wait_for_state(lease, State.RECEIVED, 30_000)
    return house.leases[lease.lease_id]


def told(house: House, topic: Topic) -> Notice:
    house.wait(lambda: topic in house.topics(), 20_000)
    return next(notice for notice in reversed(house.notices) if notice.topic is topic)


def test_that_texts_go_at_once_from_the_window_and_from_every_file(
    house: House, simulator: Simulator
) -> None:
    lease = received(house, simulator)
    assert places_of(house.folder, [TEXT])
    counts: list[TextCount] = []
    house.link.upkeep.texts_counted.connect(counts.append)
    house.link.upkeep.ask_texts()
    house.wait(lambda: bool(counts))
    assert counts == [TextCount(over=1, open=0)]
    house.link.upkeep.delete_texts_now()
    assert dict(told(house, Topic.TEXTS_DELETED).facts) == {"texts": "1"}
    shown = house.leases[lease.lease_id]
    assert (shown.text, shown.code, shown.text_deleted, shown.state) == ("", "", True, State.RECEIVED)
    # Logs and all else of the profile too, while the program runs.
    assert places_of(house.folder, [CODE, TEXT]) == []
    house.stop()
    assert places_of(house.folder, [CODE, TEXT]) == []


def test_that_the_log_never_holds_an_sms(
    open_house: Callable[..., House], simulator: Simulator, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    house = open_house()
    house.sign_in()
    received(house, simulator)
    assert "getPhoneCode" in caplog.text
    assert CODE not in caplog.text
    assert TEXT not in caplog.text


def test_that_an_open_numbers_text_stays_unless_all_is_said(house: House, simulator: Simulator) -> None:
    lease = received(house, simulator)
    house.link.purchase.use_again(lease.lease_id, 5)
    house.wait_for_state(lease, State.WAITING)
    house.link.upkeep.delete_texts_now()
    told(house, Topic.TEXTS_DELETED)
    assert house.leases[lease.lease_id].sms[0].text == TEXT
    house.notices.clear()
    house.link.upkeep.delete_texts_now(open_too=True)
    told(house, Topic.TEXTS_DELETED)
    assert house.leases[lease.lease_id].sms[0].deleted
    assert places_of(house.folder, [CODE, TEXT]) == []


def test_that_the_days_of_the_preferences_are_kept_from_the_start_on(
    open_house: Callable[..., House], simulator: Simulator
) -> None:
    house = open_house(clock=OlderClock())
    house.sign_in()
    old = received(house, simulator)
    house.stop()
    house = open_house(preferences=Preferences(undo_seconds=0, keep_sms_days=3))
    house.wait(lambda: house.leases[old.lease_id].text_deleted, 20_000)
    # Nobody asked now, so nothing is said.
    assert Topic.TEXTS_DELETED not in house.topics()
    house.wait(lambda: places_of(house.folder, [CODE, TEXT]) == [])


def test_that_fewer_days_hold_as_soon_as_they_are_chosen(
    open_house: Callable[..., House], simulator: Simulator
) -> None:
    house = open_house(clock=OlderClock())
    house.sign_in()
    old = received(house, simulator)
    house.stop()
    house = open_house(preferences=Preferences(undo_seconds=0, keep_sms_days=30))
    assert house.leases[old.lease_id].text == TEXT
    house.link.change_preferences(keep_sms_days=3)
    house.wait(lambda: house.leases[old.lease_id].text_deleted)
    house.wait(lambda: places_of(house.folder, [CODE, TEXT]) == [])


def test_that_a_deletion_that_was_stopped_is_finished_by_the_next_start(
    open_house: Callable[..., House], simulator: Simulator
) -> None:
    house = open_house()
    house.sign_in()
    lease = received(house, simulator)
    house.stop()
    note = {"before": None, "open_too": False}
    (house.folder / retention.NOTE).write_text(json.dumps(note))
    house = open_house()
    assert dict(told(house, Topic.TEXTS_DELETED).facts) == {"texts": "1"}
    assert house.leases[lease.lease_id].text_deleted
    assert places_of(house.folder, [CODE, TEXT]) == []


def test_that_files_put_aside_are_told_by_name_and_go_when_asked(
    open_house: Callable[..., House], simulator: Simulator
) -> None:
    house = open_house()
    house.sign_in()
    received(house, simulator)
    aside = house.folder / "journal.corrupt-20260101-000000.sqlite"
    aside.write_text(TEXT)
    counts: list[TextCount] = []
    house.link.upkeep.texts_counted.connect(counts.append)
    house.link.upkeep.ask_texts()
    house.wait(lambda: bool(counts))
    assert counts == [TextCount(over=1, left=(aside.name,))]
    house.link.upkeep.delete_texts_now()
    facts = dict(told(house, Topic.TEXTS_LEFT).facts)
    assert facts["files"] == aside.name
    house.link.upkeep.delete_left_behind([aside.name])
    house.wait(lambda: not aside.exists())
    house.wait(lambda: "upkeep left" in house.withdrawn)
    assert places_of(house.folder, [CODE, TEXT]) == []


def test_that_no_byte_is_left_once_what_was_put_aside_is_deleted_with_the_texts(
    house: House, simulator: Simulator
) -> None:
    lease = received(house, simulator)
    aside = house.folder / "journal.corrupt-20260101-000000.sqlite"
    aside.write_text(TEXT)
    house.link.upkeep.delete_left_behind([aside.name])
    house.link.upkeep.delete_texts_now()
    told(house, Topic.TEXTS_DELETED)
    assert Topic.TEXTS_LEFT not in house.topics()
    assert places_of(house.folder, [CODE, TEXT]) == []
    assert house.leases[lease.lease_id].state is State.RECEIVED


def test_that_a_backup_is_written_without_what_is_to_be_deleted(
    open_house: Callable[..., House], simulator: Simulator, tmp_path: Path
) -> None:
    house = open_house(clock=OlderClock())
    house.sign_in()
    received(house, simulator)
    house.stop()
    house = open_house(preferences=Preferences(keep_sms_days=3))
    target = tmp_path / "elsewhere"
    target.mkdir()
    house.link.upkeep.back_up(str(target / "backup.sqlite"))
    assert dict(told(house, Topic.BACKED_UP).facts)["file"] == "backup.sqlite"
    assert stat.S_IMODE((target / "backup.sqlite").stat().st_mode) == 0o600
    assert places_of(target, [CODE, TEXT]) == []


def test_that_a_backup_that_cannot_be_written_is_told(house: House, tmp_path: Path) -> None:
    house.link.upkeep.back_up(str(tmp_path / "no such folder" / "backup.sqlite"))
    notice = told(house, Topic.BACKUP_FAILED)
    assert isinstance(notice.error, FileFailed)


def test_that_restored_numbers_are_in_the_window_at_once_watched_and_can_be_released(
    open_house: Callable[..., House], simulator: Simulator, tmp_path: Path
) -> None:
    house = open_house()
    house.sign_in()
    simulator.set_behaviour(Behaviour(code_after=None))
    lost = house.rent()
    target = tmp_path / "backup.sqlite"
    house.link.upkeep.back_up(str(target))
    told(house, Topic.BACKED_UP)
    house.stop()
    for path in house.folder.glob("journal*"):
        path.unlink()
    house = open_house()
    house.sign_in()
    house.link.purchase.question_raised.connect(house.link.purchase.agree)
    here = house.rent()
    assert list(house.leases.values()) == [here]
    seen: list[BackupSeen] = []
    house.link.upkeep.backup_seen.connect(seen.append)
    house.link.upkeep.look_into_backup(str(target))
    house.wait(lambda: bool(seen))
    assert (seen[0].error, seen[0].numbers, seen[0].open, seen[0].added, seen[0].newer) == (
        None,
        1,
        1,
        1,
        1,
    )
    house.link.upkeep.restore(str(target))
    facts = dict(told(house, Topic.RESTORED).facts)
    assert (facts["numbers"], facts["open"]) == ("1", "1")
    found = next(lease for lease in house.leases.values() if lease.pkey == lost.pkey)
    assert found.state is State.WAITING
    assert Mark.NOT_WATCHED not in found.marks
    simulator.deliver(lost.pkey or "", CODE, TEXT)
    house.link.numbers.look_again(found.lease_id)
    house.wait_for_state(found, State.RECEIVED, 30_000)
    house.link.numbers.release(here.lease_id, now=True)
    house.wait_for_state(here, State.RELEASED)
    house.stop()
    journal = Journal.open(house.folder, SystemClock())
    assert {lease.pkey for lease in journal.leases()} == {lost.pkey, here.pkey}
    journal.close_all()


def test_that_what_a_backup_brings_of_old_texts_is_deleted_at_once(
    open_house: Callable[..., House],
    simulator: Simulator,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What is deleted each hour, and soon after the start, comes too late to be meant here.
    monkeypatch.setattr(upkeep_clerk, "FIRST_SECONDS", 3600.0)
    house = open_house(clock=OlderClock())
    house.sign_in()
    received(house, simulator)
    target = tmp_path / "elsewhere" / "backup.sqlite"
    target.parent.mkdir()
    house.link.upkeep.back_up(str(target))
    told(house, Topic.BACKED_UP)
    house.stop()
    for path in house.folder.glob("journal*"):
        path.unlink()
    house = open_house(preferences=Preferences(keep_sms_days=3))
    house.link.upkeep.restore(str(target))
    told(house, Topic.RESTORED)
    assert house.newest().text == TEXT or house.newest().text_deleted
    house.wait(lambda: house.newest().text_deleted)
    house.wait(lambda: places_of(house.folder, [CODE, TEXT]) == [])
    assert house.newest().state is State.RECEIVED


def test_that_a_release_that_a_backup_has_half_done_goes_on_once_it_is_restored(
    open_house: Callable[..., House], simulator: Simulator, tmp_path: Path
) -> None:
    house = open_house()
    house.sign_in()
    simulator.set_behaviour(Behaviour(code_after=None))
    lease = house.rent()
    simulator.fault("setRel", "lose", times=None, booked=False)
    house.link.numbers.release(lease.lease_id, now=True)
    house.wait(lambda: Mark.RELEASE_UNCONFIRMED in house.leases[lease.lease_id].marks)
    target = tmp_path / "backup.sqlite"
    house.link.upkeep.back_up(str(target))
    told(house, Topic.BACKED_UP)
    house.stop()
    for path in house.folder.glob("journal*"):
        path.unlink()
    simulator.clear_faults()
    house = open_house()
    house.sign_in()
    house.link.upkeep.restore(str(target))
    told(house, Topic.RESTORED)
    house.wait_for_state(house.newest(), State.RELEASED, 20_000)


@pytest.mark.parametrize("content", [b"", b"a shopping list", b"SQLite format 3\0" + bytes(5000)])
def test_that_a_file_that_is_no_backup_is_told_and_changes_nothing(
    house: House, simulator: Simulator, tmp_path: Path, content: bytes
) -> None:
    simulator.set_behaviour(Behaviour(code_after=None))
    lease = house.rent()
    wrong = tmp_path / "wrong.sqlite"
    wrong.write_bytes(content)
    seen: list[BackupSeen] = []
    house.link.upkeep.backup_seen.connect(seen.append)
    house.link.upkeep.look_into_backup(str(wrong))
    house.wait(lambda: bool(seen))
    assert isinstance(seen[0].error, FileFailed)
    house.link.upkeep.restore(str(wrong))
    told(house, Topic.RESTORE_FAILED)
    assert list(house.leases) == [lease.lease_id]
