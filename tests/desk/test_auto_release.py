# SPDX-License-Identifier: MIT
"""Hold the release by itself to its moment, to its one last look, and to what switches it off."""

from __future__ import annotations

from pathlib import Path

import pytest

from fxdesk.core.auto_release import minutes_of, seconds_left
from fxdesk.core.clock import Stamp
from fxdesk.core.errors import JournalFailed, NoAnswer, NotSent, SmsCameFirst, TooSoon
from fxdesk.core.lease_state import State
from fxdesk.core.model import Lease, Sms
from fxdesk.core.notice import Topic
from fxdesk.desk.recovery import read_answer
from tests.desk.conftest import ORDER, Office, SteerableClock, grant


def with_default(office: Office, minutes: int = 5) -> Lease:
    """A number that was got while the default was this."""
    office.preferences = office.preferences._replace(auto_release_minutes=minutes)
    return office.rent()


def test_that_a_new_number_has_the_default_counted_from_its_grant(office: Office) -> None:
    office.clock.advance(100)
    lease = with_default(office, 5)
    assert lease.granted is not None
    assert lease.auto_release is not None
    assert lease.auto_release.elapsed == lease.granted.elapsed + 300
    assert (minutes_of(lease), seconds_left(lease, office.clock.now())) == (5, 300)
    assert office.journal.lease(lease.lease_id).auto_release == lease.auto_release
    assert office.events(lease.lease_id)[-2:] == ["granted", "auto_release_set"]


@pytest.mark.parametrize("minutes", [0, -3, 10**9])
def test_that_without_a_sensible_default_no_number_is_released_by_itself(
    office: Office, minutes: int
) -> None:
    assert with_default(office, minutes).auto_release is None


def test_that_a_person_sets_another_time_for_one_number_and_switches_it_off(office: Office) -> None:
    lease = office.rent()
    assert lease.auto_release is None
    office.clock.advance(30)
    office.desk.auto_releasing.set(lease.lease_id, 2)
    assert seconds_left(office.now(lease.lease_id), office.clock.now()) == 90
    office.desk.auto_releasing.set(lease.lease_id, 0)
    assert office.now(lease.lease_id).auto_release is None
    assert office.events(lease.lease_id)[-2:] == ["auto_release_set", "auto_release_off"]


def test_that_nothing_is_wanted_before_the_time_is_up(office: Office) -> None:
    lease = with_default(office)
    office.clock.advance(299)
    assert office.desk.auto_releasing.want(lease.lease_id).again_in is None
    assert office.now(lease.lease_id).state is State.WAITING
    office.clock.advance(1)
    assert office.desk.auto_releasing.want(lease.lease_id).again_in == 0
    assert office.now(lease.lease_id).state is State.RELEASING
    assert Topic.AUTO_RELEASED in office.heard.topics()
    assert Topic.RELEASE_UNDO not in office.heard.topics()


def test_that_a_look_tells_when_it_began_and_whether_it_found_nothing(office: Office) -> None:
    lease = office.rent()
    office.client.before = lambda act: office.clock.advance(7)
    began = office.clock.now()
    found = office.look(lease.lease_id, None)
    assert (found.began, found.nothing) == (began, True)
    for answer in (NoAnswer("getPhoneCode", "timeout"), NotSent("getPhoneCode", "dns")):
        assert not office.look(lease.lease_id, answer).nothing
    assert not office.look(lease.lease_id, Sms("1", "1")).nothing


def test_that_an_earlier_sms_that_is_shown_again_is_not_taken_for_nothing(office: Office) -> None:
    lease = used_again(office)
    look = office.look(lease.lease_id, Sms("1", "one"))
    assert office.now(lease.lease_id).state is State.WAITING
    assert not look.nothing


def test_that_undoing_a_release_keeps_the_countdown(office: Office) -> None:
    lease = with_default(office)
    office.desk.releasing.want(lease.lease_id, 3)
    office.desk.releasing.keep(lease.lease_id)
    assert office.now(lease.lease_id).auto_release == lease.auto_release


def test_that_what_is_kept_when_its_time_is_up_is_kept_for_good(office: Office) -> None:
    lease = with_default(office)
    office.clock.advance(300)
    office.desk.auto_releasing.want(lease.lease_id)
    office.send_release(lease.lease_id, TooSoon("setRel", "24", 24))
    office.desk.releasing.keep(lease.lease_id)
    kept = office.now(lease.lease_id)
    assert (kept.state, kept.auto_release) == (State.WAITING, None)
    assert office.desk.auto_releasing.want(lease.lease_id).again_in is None


def test_that_an_sms_that_crosses_the_release_is_still_received(office: Office) -> None:
    lease = with_default(office)
    office.clock.advance(300)
    office.desk.auto_releasing.want(lease.lease_id)
    assert office.send_release(lease.lease_id, SmsCameFirst("setRel", "-4")).look
    office.look(lease.lease_id, Sms("7", "7"))
    done = office.now(lease.lease_id)
    assert (done.state, done.auto_release) == (State.RECEIVED, None)


def test_that_sending_an_sms_switches_it_off(office: Office) -> None:
    lease = with_default(office)
    office.client.answers.append(NotSent("sendCode", "dns"))
    office.desk.sending.send(lease.lease_id, "10086", "hello", office.client.as_client)
    after = office.now(lease.lease_id)
    assert (after.state, after.auto_release) == (State.WAITING, None)


def used_again(office: Office) -> Lease:
    """A number that got an SMS, was left for ten minutes and is in use again."""
    lease = office.rent()
    office.look(lease.lease_id, Sms("1", "one"))
    office.clock.advance(600)
    office.client.answers.append(None)
    office.desk.using_again.use(lease.lease_id, 20, None, office.client.as_client)
    return office.now(lease.lease_id)


def test_that_use_again_counts_the_default_and_the_waiting_anew(office: Office) -> None:
    office.preferences = office.preferences._replace(auto_release_minutes=5, still_waiting_minutes=8)
    lease = used_again(office)
    assert (lease.rounds, lease.granted) == (2, office.clock.now())
    assert seconds_left(lease, office.clock.now()) == 300
    office.desk.auto_releasing.set(lease.lease_id, 0)
    office.clock.advance(400)
    assert office.look(lease.lease_id, None).gap == 5
    assert Topic.STILL_WAITING not in office.heard.topics()
    office.clock.advance(100)
    assert office.look(lease.lease_id, None).gap == 30
    assert Topic.STILL_WAITING in office.heard.topics()


def reopened(office: Office, folder: Path, clock: SteerableClock) -> Lease:
    """The newest lease as a new desk over the same journal takes it up."""
    office.journal.close_all()
    office.clock = clock
    again = Office(folder, clock=clock)
    again.preferences = office.preferences
    again.desk.board.fill(again.journal.leases())
    for lease in again.desk.board.all():
        again.desk.auto_releasing.take_up(lease, recovered=False)
    newest = again.desk.board.all()[-1]
    again.journal.close_all()
    return newest


def clock_at(utc: float, boot: str, elapsed: float) -> SteerableClock:
    clock = SteerableClock()
    clock._now = Stamp(utc, boot, elapsed)
    return clock


def test_that_a_restart_in_the_same_boot_keeps_the_exact_moment_whatever_the_wall_clock_says(
    office: Office, tmp_path: Path
) -> None:
    lease = with_default(office)
    utc, boot, elapsed = office.clock.now()
    clock = clock_at(utc - 86_400, boot, elapsed + 120)
    again = reopened(office, tmp_path / "profile", clock)
    assert again.auto_release == lease.auto_release
    assert seconds_left(again, clock.now()) == 180


@pytest.mark.parametrize(
    ("passed", "left"), [(120.0, 180.0), (4_000.0, 0.0), (-86_400.0, 300.0)], ids=["later", "over", "back"]
)
def test_that_after_a_new_boot_the_wall_clock_counts_and_none_that_went_back_puts_it_off_for_ever(
    office: Office, tmp_path: Path, passed: float, left: float
) -> None:
    with_default(office)
    clock = clock_at(office.clock.now().utc + passed, "another boot", 50.0)
    again = reopened(office, tmp_path / "profile", clock)
    assert seconds_left(again, clock.now()) == pytest.approx(left)
    assert again.auto_release is not None
    assert again.auto_release.boot == "another boot"


def test_that_a_grant_that_a_kill_left_unread_has_the_default_at_the_next_start(
    office: Office, tmp_path: Path
) -> None:
    office.preferences = office.preferences._replace(auto_release_minutes=5)
    lease = office.journal.intend(ORDER, account=office.account, balance=None)
    key = "0524EA1B2A4DC810E3E535BE036C2C170E914ECC4D46ED19"
    raw = f"1|{key}|2026-11-23T10:00:00|mys|60||COM1|1159100274".encode()
    office.journal.answered(lease.lease_id, "getPhone", raw)
    recovered = {one.lease_id for one in office.journal.recover(read_answer)}
    office.desk.board.fill(office.journal.leases())
    for one in office.desk.board.all():
        office.desk.auto_releasing.take_up(one, recovered=one.lease_id in recovered)
    assert seconds_left(office.now(lease.lease_id), office.clock.now()) == 300


def test_that_what_holds_it_up_is_told_once_and_something_else_again(office: Office) -> None:
    lease = with_default(office)
    office.desk.auto_releasing.tell_delay(lease.lease_id, "unreached")
    assert office.heard.topics() == []
    office.clock.advance(300)
    for why in ("unreached", "unreached", "signed_out", "unreached"):
        office.desk.auto_releasing.tell_delay(lease.lease_id, why)
    told = [dict(notice.facts)["why"] for notice in office.heard.notices]
    assert told == ["unreached", "signed_out", "unreached"]


@pytest.mark.usefixtures("noise_expected")
def test_that_what_the_disk_refuses_counts_down_all_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **facts: object) -> Lease:
        raise JournalFailed("disk full")

    office.preferences = office.preferences._replace(auto_release_minutes=5)
    record = office.journal.record
    monkeypatch.setattr(office.journal, "record", refuse)
    office.client.answers.append(grant())
    office.desk.renting.rent(ORDER, office.account, None, office.client.as_client)
    shown = office.desk.board.all()[-1]
    assert (shown.state, shown.due) == (State.WAITING, None)
    assert seconds_left(shown, office.clock.now()) == 300
    monkeypatch.setattr(office.journal, "record", record)
    assert office.desk.record.retry()
    assert seconds_left(office.now(shown.lease_id), office.clock.now()) == 300
