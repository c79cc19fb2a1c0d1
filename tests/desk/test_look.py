# SPDX-License-Identifier: MIT
"""Hold a look to what each answer of getPhoneCode means."""

from __future__ import annotations

import pytest

from fxdesk.core.errors import (
    Garbled,
    JournalFailed,
    NoAnswer,
    NotAllowed,
    NumberGone,
    OutcomeUnknown,
    SignInNeeded,
    TooSoon,
    UnknownNumber,
)
from fxdesk.core.lease_state import Mark, State
from fxdesk.core.model import Sms
from fxdesk.core.notice import Topic
from fxdesk.core.schedule import GAP, GAP_WHEN_OLD
from fxdesk.desk.look import GAP_AFTER_RELEASE, GAP_WHEN_UNKNOWN, LOOKS_AFTER_RELEASE
from fxdesk.store.journal import Journal
from tests.desk.conftest import Office


def test_that_a_code_is_kept_before_it_is_told(office: Office) -> None:
    lease = office.rent()
    look = office.look(lease.lease_id, Sms("4711", "Your code is 4711"))
    shown = office.now(lease.lease_id)
    assert (shown.state, shown.code, look.gap) == (State.RECEIVED, "4711", None)
    assert office.journal.lease(lease.lease_id).text == "Your code is 4711"
    assert Topic.CODE_ARRIVED in office.heard.topics()


def test_that_waiting_is_no_event(office: Office) -> None:
    lease = office.rent()
    before = office.events(lease.lease_id)
    assert office.look(lease.lease_id, None).gap == GAP
    assert office.events(lease.lease_id) == before


def test_that_looks_are_counted_with_the_next_event(office: Office) -> None:
    lease = office.rent()
    for _ in range(3):
        office.look(lease.lease_id, None)
    office.look(lease.lease_id, Sms("1", "1"))
    assert office.now(lease.lease_id).looks == 3


def test_that_minus_four_closes_and_minus_five_blacklists(office: Office) -> None:
    first, second = office.rent(), office.rent()
    office.look(first.lease_id, NumberGone("getPhoneCode", "-4"))
    office.look(second.lease_id, NumberGone("getPhoneCode", "-5"))
    assert office.now(first.lease_id).state is State.GONE
    assert office.now(second.lease_id).state is State.BLACKLISTED


def test_that_a_number_that_is_not_reached_backs_off_and_recovers(office: Office) -> None:
    lease = office.rent()
    gaps = [office.look(lease.lease_id, NoAnswer("getPhoneCode", "timeout")).gap for _ in range(3)]
    assert 5 <= gaps[0] <= 6
    assert 10 <= gaps[1] <= 12
    assert 20 <= gaps[2] <= 24
    shown = office.now(lease.lease_id)
    assert Mark.NOT_REACHED in shown.marks
    assert shown.trouble is not None
    assert shown.trouble.tries == 3
    office.look(lease.lease_id, None)
    assert Mark.NOT_REACHED not in office.now(lease.lease_id).marks


def test_that_garbage_is_trouble_but_the_service_was_reached(office: Office) -> None:
    lease = office.rent()
    assert office.look(lease.lease_id, Garbled("getPhoneCode", b"?")).reached


def test_that_a_void_token_parks_all_numbers_of_the_account(office: Office) -> None:
    first, second = office.rent(), office.rent()
    look = office.look(first.lease_id, SignInNeeded("getPhoneCode", "-1"))
    assert look.void_token == "token_1"
    assert not office.desk.looking.wants(office.now(second.lease_id))
    assert office.events(first.lease_id).count("look_token_void") == 1


def test_that_an_unknown_number_is_asked_once_more_and_then_left_to_the_person(office: Office) -> None:
    lease = office.rent()
    assert office.look(lease.lease_id, UnknownNumber("getPhoneCode", "-2")).gap == GAP_WHEN_UNKNOWN
    assert Topic.UNKNOWN_TO_SERVICE not in office.heard.topics()
    assert office.look(lease.lease_id, UnknownNumber("getPhoneCode", "-2")).gap is None
    assert Topic.UNKNOWN_TO_SERVICE in office.heard.topics()
    assert office.desk.settlement.settle(lease.lease_id, charged=False)
    assert office.now(lease.lease_id).state is State.GONE


def test_that_a_number_that_is_known_again_is_watched_on(office: Office) -> None:
    lease = office.rent()
    office.look(lease.lease_id, UnknownNumber("getPhoneCode", "-2"))
    assert office.look(lease.lease_id, None).gap == GAP
    assert Mark.UNKNOWN_TO_SERVICE not in office.now(lease.lease_id).marks


def test_that_after_half_an_hour_the_person_is_asked_once_and_looks_are_rarer(office: Office) -> None:
    lease = office.rent()
    office.clock.advance(30 * 60)
    assert office.look(lease.lease_id, None).gap == GAP_WHEN_OLD
    assert office.look(lease.lease_id, None).gap == GAP_WHEN_OLD
    assert Mark.STILL_WAITING in office.now(lease.lease_id).marks
    assert office.heard.topics().count(Topic.STILL_WAITING) == 1


def test_that_an_sms_after_the_release_is_kept_as_late(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    office.send_release(lease.lease_id, None)
    assert office.look(lease.lease_id, None).gap is not None
    office.look(lease.lease_id, Sms("99", "late 99"))
    shown = office.now(lease.lease_id)
    assert (shown.state, shown.code) == (State.RELEASED, "99")
    assert Mark.LATE_SMS in shown.marks
    assert not office.desk.looking.wants(shown)


@pytest.mark.usefixtures("noise_expected")
def test_that_a_row_with_a_late_sms_that_is_not_written_can_not_be_cleared(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise JournalFailed("disk full")

    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    office.send_release(lease.lease_id, None)
    with monkeypatch.context() as broken:
        broken.setattr(Journal, "record", full)
        office.look(lease.lease_id, Sms("99", "late 99"))
    assert office.desk.settlement.clear((lease.lease_id,)) == ()
    shown = office.now(lease.lease_id)
    assert shown.code == "99"
    assert Mark.NOT_SAVED in shown.marks
    assert office.desk.record.retry()
    assert office.desk.settlement.clear((lease.lease_id,)) == (lease.lease_id,)


def test_that_a_released_number_is_looked_up_only_a_few_times(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    office.send_release(lease.lease_id, None)
    gaps = []
    while office.desk.looking.wants(office.now(lease.lease_id)):
        gaps.append(office.look(lease.lease_id, None).gap)
    assert gaps == [30.0] * 4 + [None]


@pytest.mark.parametrize("when", ["before the last looks", "after them"])
def test_that_nothing_is_kept_in_memory_of_a_number_that_was_cleared(office: Office, when: str) -> None:
    lease = office.rent()
    looking, board = office.desk.looking, office.desk.board
    office.look(lease.lease_id, None)
    office.desk.releasing.want(lease.lease_id, 0)
    office.send_release(lease.lease_id, None)
    if when == "before the last looks":
        office.desk.settlement.clear((lease.lease_id,))
    while looking.wants(office.journal.lease(lease.lease_id)):
        office.look(lease.lease_id, None)
    if when == "after them":
        assert looking.silence.until(lease.lease_id) is not None
        office.desk.settlement.clear((lease.lease_id,))
    assert looking.silence.until(lease.lease_id) is None
    assert board.take_looks(lease.lease_id) == 0
    assert looking._late_looks == {}


def test_that_an_sms_that_is_known_already_is_no_news(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    office.send_release(lease.lease_id, NotAllowed("setRel", "-5"))
    office.look(lease.lease_id, Sms("", "sent"))
    assert office.now(lease.lease_id).state is State.RECEIPT
    for _ in range(2):
        look = office.look(lease.lease_id, Sms("", "sent"))
        assert (look.gap, look.money) == (GAP, False)
    assert Topic.CODE_ARRIVED not in office.heard.topics()
    assert len(office.now(lease.lease_id).sms) == 1
    office.look(lease.lease_id, Sms("55", "55 is the code"))
    assert office.now(lease.lease_id).state is State.RECEIVED
    assert Topic.CODE_ARRIVED in office.heard.topics()


def test_that_a_look_that_overtakes_the_answer_to_a_release_does_not_hide_who_ended_it(
    office: Office,
) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)

    def overtake(act: str) -> None:
        office.client.before = lambda act: None
        answers = tuple(office.client.answers)
        office.client.answers.clear()
        office.look(lease.lease_id, NumberGone("getPhoneCode", "-4"))
        office.client.answers.extend(answers)

    office.client.before = overtake
    office.send_release(lease.lease_id, None)
    assert office.now(lease.lease_id).state is State.RELEASED


def test_that_a_number_gone_by_a_release_alone_is_watched_for_a_late_sms(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    office.send_release(lease.lease_id, NumberGone("setRel", "-3"))
    assert office.look(lease.lease_id, None).gap is not None
    gone = office.now(lease.lease_id)
    assert gone.state is State.GONE
    assert office.desk.looking.wants(gone)
    office.look(lease.lease_id, Sms("88", "88"))
    assert Mark.LATE_SMS in office.now(lease.lease_id).marks


def test_that_a_released_number_is_watched_to_the_end_though_its_row_was_cleared(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    office.send_release(lease.lease_id, None)
    assert office.desk.settlement.clear((lease.lease_id,)) == (lease.lease_id,)
    assert office.look(lease.lease_id, None).gap == GAP_AFTER_RELEASE
    assert office.desk.board.get(lease.lease_id) is None
    office.look(lease.lease_id, Sms("4711", "Your code is 4711"))
    assert Mark.LATE_SMS in office.now(lease.lease_id).marks
    assert Topic.LATE_SMS in office.heard.topics()
    assert lease.lease_id in [shown.lease_id for shown in office.journal.leases()]


def test_that_a_restart_looks_on_for_an_sms_that_crossed_a_release(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    office.send_release(lease.lease_id, None)
    office.clock.advance(2 * GAP_AFTER_RELEASE + 1)
    with office.desk.looking._lock:
        office.desk.looking._late_looks.clear()
    released = office.now(lease.lease_id)
    assert not office.desk.looking.wants(released)
    office.desk.looking.take_up(released)
    assert office.desk.looking.wants(released)
    looks = [office.look(lease.lease_id, None).gap for _ in range(LOOKS_AFTER_RELEASE - 2)]
    assert looks == [GAP_AFTER_RELEASE, GAP_AFTER_RELEASE, None]
    office.clock.advance(LOOKS_AFTER_RELEASE * GAP_AFTER_RELEASE)
    office.desk.looking.take_up(released)
    assert not office.desk.looking.wants(released)


def test_that_a_purchase_without_an_answer_is_told_at_the_next_start(office: Office) -> None:
    lease = office.rent(OutcomeUnknown("getPhone", "timeout"))
    office.heard.notices.clear()
    office.desk.looking.take_up(lease)
    (told,) = office.heard.notices
    assert (told.topic, told.lease_id) == (Topic.RENT_UNCERTAIN, lease.lease_id)
    office.desk.settlement.settle(lease.lease_id, charged=False)
    assert told.key in office.heard.withdrawn


@pytest.mark.parametrize("undo", [0, 3])
def test_that_an_sms_which_ends_a_wanted_release_is_told_as_charged(office: Office, undo: int) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, undo)
    if not undo:
        office.send_release(lease.lease_id, TooSoon("setRel", "24", 24))
    office.look(lease.lease_id, Sms("1", "code 1"))
    assert office.now(lease.lease_id).state is State.RECEIVED
    assert Topic.SMS_FIRST in office.heard.topics()
