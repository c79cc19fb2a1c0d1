# SPDX-License-Identifier: MIT
"""Hold the release to the document's answers and to its bounds."""

from __future__ import annotations

import pytest

from fxdesk.core.clock import Stamp
from fxdesk.core.errors import NoAnswer, NotSent, NumberGone, Refused, SmsCameFirst, TooSoon, UnknownNumber
from fxdesk.core.lease_state import Act, Mark, State, allowed
from fxdesk.core.model import Lease, Sms
from fxdesk.core.notice import Topic
from fxdesk.desk.repeats import Repeats
from tests.desk.conftest import Office


def test_that_the_wish_is_kept_with_its_undo_time_and_can_be_taken_back(office: Office) -> None:
    lease = office.rent()
    step = office.desk.releasing.want(lease.lease_id, 3)
    wished = office.journal.lease(lease.lease_id)
    assert (wished.state, step.again_in) == (State.RELEASING, 3)
    assert wished.due is not None
    assert wished.due.elapsed == office.clock.elapsed() + 3
    office.desk.releasing.keep(lease.lease_id)
    assert office.now(lease.lease_id).state is State.WAITING
    assert office.desk.releasing.send(lease.lease_id, office.client.as_client).again_in is None
    assert office.client.acts() == ["getPhone"]


def test_that_sending_is_committed_before_the_service_is_asked(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    sent: list[bool] = []
    office.client.before = lambda act: sent.append(office.journal.lease(lease.lease_id).sent_once)
    office.send_release(lease.lease_id, None)
    assert sent == [True]
    assert office.now(lease.lease_id).state is State.RELEASED


def test_that_too_soon_counts_down_and_comes_again(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    step = office.send_release(lease.lease_id, TooSoon("setRel", "24", 24))
    shown = office.now(lease.lease_id)
    assert step.again_in == 24
    assert shown.due is not None
    assert shown.due.elapsed == office.clock.elapsed() + 24
    assert Topic.RELEASE_LATER in office.heard.topics()
    office.send_release(lease.lease_id, None)
    assert office.now(lease.lease_id).state is State.RELEASED


def test_that_an_absurd_wait_is_asked_about(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    office.send_release(lease.lease_id, TooSoon("setRel", "999999999999", 999999999999))
    assert Topic.RELEASE_ASK in office.heard.topics()


def test_that_an_sms_that_came_first_is_fetched(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    assert office.send_release(lease.lease_id, SmsCameFirst("setRel", "-4")).look
    assert Topic.SMS_FIRST in office.heard.topics()
    office.look(lease.lease_id, Sms("1234", "1234"))
    assert office.now(lease.lease_id).state is State.RECEIVED


@pytest.mark.parametrize(("code", "state"), [("-5", State.SENDING), ("-6", State.BLACKLISTED)])
def test_that_sending_and_blacked_are_what_the_service_says(office: Office, code: str, state: State) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    office.send_release(lease.lease_id, Refused("setRel", code))
    assert office.now(lease.lease_id).state is state


def test_that_no_answer_is_repeated_after_two_five_and_fifteen_seconds_and_then_asked(
    office: Office,
) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    waits = []
    for _ in range(4):
        waits.append(office.send_release(lease.lease_id, NoAnswer("setRel", "timeout")).again_in)
    assert waits == [2, 5, 15, None]
    assert Mark.RELEASE_UNCONFIRMED in office.now(lease.lease_id).marks
    assert office.heard.topics().count(Topic.RELEASE_UNCONFIRMED) == 1


def test_that_gone_after_an_unanswered_release_of_ours_is_released(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    office.send_release(lease.lease_id, NoAnswer("setRel", "timeout"))
    office.send_release(lease.lease_id, NumberGone("setRel", "-3"))
    assert office.now(lease.lease_id).state is State.RELEASED


def test_that_gone_without_one_is_looked_at_once_more_and_then_gone(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    assert office.send_release(lease.lease_id, NumberGone("setRel", "-3")).look
    assert office.now(lease.lease_id).state is State.RELEASING
    office.look(lease.lease_id, None)
    assert office.now(lease.lease_id).state is State.GONE


def test_that_gone_without_one_is_received_when_the_look_finds_an_sms(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    office.send_release(lease.lease_id, NumberGone("setRel", "-3"))
    office.look(lease.lease_id, Sms("7", "7"))
    assert office.now(lease.lease_id).state is State.RECEIVED


def test_that_what_never_left_is_tried_on_and_counts_for_nothing(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    for _ in range(6):
        assert office.send_release(lease.lease_id, NotSent("setRel", "connect")).again_in
    assert Topic.RELEASE_UNCONFIRMED not in office.heard.topics()


def test_that_an_sms_by_a_look_ends_the_release(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 3)
    office.look(lease.lease_id, Sms("5", "5"))
    office.desk.releasing.send(lease.lease_id, office.client.as_client)
    assert office.client.acts() == ["getPhone", "get_phone_code"]


def test_that_a_release_on_its_way_is_not_sent_twice_by_a_second_click(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    wanted_again: list[float | None] = []
    office.client.before = lambda act: wanted_again.append(
        office.desk.releasing.want(lease.lease_id, 0).again_in
    )
    office.send_release(lease.lease_id, None)
    assert wanted_again == [None]


def test_that_a_number_the_service_does_not_know_is_said_and_looked_at(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    assert office.send_release(lease.lease_id, UnknownNumber("setRel", "-2")).look
    assert Topic.RELEASE_UNCONFIRMED in office.heard.topics()


def test_that_pressing_release_again_does_not_ask_before_the_wait_that_the_service_named(
    office: Office,
) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    office.send_release(lease.lease_id, TooSoon("setRel", "24", 24))
    assert office.desk.releasing.want(lease.lease_id, 0).again_in is None
    office.clock.advance(24)
    assert office.desk.releasing.want(lease.lease_id, 0).again_in == 0


def test_that_a_release_that_goes_out_leaves_the_undo_of_another_standing(office: Office) -> None:
    first, second = office.rent(), office.rent()
    office.desk.releasing.want(first.lease_id, 3)
    office.desk.releasing.want(second.lease_id, 3)
    undo = office.heard.notices[-1]
    assert (undo.topic, undo.lease_id) == (Topic.RELEASE_UNDO, second.lease_id)
    office.heard.withdrawn.clear()
    office.send_release(first.lease_id, None)
    assert undo.key not in office.heard.withdrawn


def test_that_what_was_said_of_a_release_is_taken_back_when_it_is_over(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 3)
    undo = office.heard.notices[-1]
    office.look(lease.lease_id, Sms("77", "77"))
    assert office.now(lease.lease_id).state is State.RECEIVED
    assert undo.key in office.heard.withdrawn
    other = office.rent()
    office.desk.releasing.want(other.lease_id, 0)
    for _ in range(4):
        office.send_release(other.lease_id, NoAnswer("setRel", "timeout"))
    unconfirmed = office.heard.notices[-1]
    assert unconfirmed.topic is Topic.RELEASE_UNCONFIRMED
    office.heard.withdrawn.clear()
    office.look(other.lease_id, NumberGone("getPhoneCode", "-4"))
    assert unconfirmed.key in office.heard.withdrawn


def unanswered(office: Office, tries: int) -> Lease:
    """A number whose release was sent so often without an answer."""
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    for _ in range(tries):
        office.send_release(lease.lease_id, NoAnswer("setRel", "timeout"))
    return office.now(lease.lease_id)


def taken_up(office: Office, lease: Lease) -> float | None:
    """What a new start does with the release that the last run left."""
    office.heard.notices.clear()
    office.desk.releasing._repeats = Repeats(office.desk.board, office.clock)
    return office.desk.releasing.take_up(office.journal.lease(lease.lease_id))


def test_that_a_try_that_came_to_nothing_says_when_the_next_one_is_due(office: Office) -> None:
    lease = unanswered(office, 1)
    assert lease.due is not None
    assert lease.due.elapsed == office.clock.elapsed() + 2
    step = office.send_release(lease.lease_id, NotSent("setRel", "connect"))
    again = office.now(lease.lease_id)
    assert Mark.RELEASE_UNCONFIRMED in again.marks
    assert again.due is not None
    assert again.due.elapsed == office.clock.elapsed() + step.again_in


def test_that_release_again_does_not_wait_for_the_next_try_of_an_unconfirmed_one(office: Office) -> None:
    lease = unanswered(office, 2)
    assert office.desk.releasing.want(lease.lease_id, 0).again_in == 0


@pytest.mark.parametrize("answer", [NoAnswer("setRel", "timeout"), NotSent("setRel", "connect")])
def test_that_gone_is_called_released_only_after_a_release_of_ours_that_left(
    office: Office, answer: Exception
) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    office.send_release(lease.lease_id, answer)
    step = office.send_release(lease.lease_id, NumberGone("setRel", "-3"))
    left = isinstance(answer, NoAnswer)
    assert step.look is not left
    assert office.now(lease.lease_id).state is (State.RELEASED if left else State.RELEASING)


def test_that_a_restart_goes_on_counting_unanswered_releases(office: Office) -> None:
    lease = unanswered(office, 2)
    assert taken_up(office, lease) == 5
    waits = [office.send_release(lease.lease_id, NoAnswer("setRel", "timeout")).again_in for _ in range(2)]
    assert waits == [15, None]


def test_that_a_release_that_was_given_up_stays_told_over_a_restart_and_is_not_sent(office: Office) -> None:
    lease = unanswered(office, 4)
    assert taken_up(office, lease) is None
    assert office.heard.topics() == [Topic.RELEASE_UNCONFIRMED]
    assert office.desk.releasing.want(lease.lease_id, 0).again_in == 0


def test_that_a_kill_amid_each_try_does_not_make_endless_releases(office: Office) -> None:
    class Kill(BaseException):
        """The process ends."""

    def die(act: str) -> None:
        raise Kill

    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    office.client.before = die
    sent = 0
    while sent < 20:
        with pytest.raises(Kill):
            office.desk.releasing.send(lease.lease_id, office.client.as_client)
        sent += 1
        if taken_up(office, lease) is None:
            break
    assert sent == 4
    assert office.heard.topics() == [Topic.RELEASE_UNCONFIRMED]
    again = office.now(lease.lease_id)
    assert allowed(Act.RELEASE, again.state, again.marks).yes
    assert office.desk.releasing.want(lease.lease_id, 0).again_in == 0


def test_that_a_release_of_an_earlier_use_explains_nothing_of_this_one(office: Office) -> None:
    lease = unanswered(office, 1)
    office.look(lease.lease_id, Sms("1", "1"))
    office.client.answers.append(None)
    office.desk.using_again.use(lease.lease_id, 5, None, office.client.as_client)
    office.desk.releasing.want(lease.lease_id, 0)
    office.send_release(lease.lease_id, NotSent("setRel", "connect"))
    assert office.send_release(lease.lease_id, NumberGone("setRel", "-3")).look
    assert office.now(lease.lease_id).state is State.RELEASING


def test_that_a_refused_release_is_the_persons_after_a_restart(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    office.send_release(lease.lease_id, UnknownNumber("setRel", "-2"))
    assert taken_up(office, lease) is None
    (told,) = office.heard.notices
    assert (told.topic, getattr(told.error, "code", "")) == (Topic.RELEASE_UNCONFIRMED, "-2")


def test_that_an_sms_that_came_first_is_fetched_after_a_restart_and_not_released_again(
    office: Office,
) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    office.send_release(lease.lease_id, SmsCameFirst("setRel", "-4"))
    assert taken_up(office, lease) is None
    assert office.look(lease.lease_id, Sms("7", "7")).money
    assert office.now(lease.lease_id).state is State.RECEIVED


def test_that_a_wait_of_the_service_counts_on_over_a_restart(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    office.send_release(lease.lease_id, TooSoon("setRel", "30", 30))
    office.clock.advance(10)
    assert taken_up(office, lease) == 20
    assert office.heard.topics() == [Topic.RELEASE_LATER]
    utc, _, elapsed = office.clock.now()
    office.clock._now = Stamp(utc - 86_400, "another boot", elapsed)
    assert taken_up(office, lease) == 60


def test_that_a_number_can_be_kept_while_the_service_lets_it_wait(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    office.send_release(lease.lease_id, TooSoon("setRel", "24", 24))
    office.desk.releasing.keep(lease.lease_id)
    office.clock.advance(24)
    office.desk.releasing.send(lease.lease_id, office.client.as_client)
    assert office.now(lease.lease_id).state is State.WAITING
    assert office.client.acts() == ["getPhone", "set_rel"]


def test_that_a_service_that_says_in_a_second_for_ever_is_asked_ever_more_rarely(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    waits = [office.send_release(lease.lease_id, TooSoon("setRel", "1", 1)).again_in for _ in range(9)]
    assert waits == [1, 1, 1, 5, 10, 20, 40, 60, 60]
    shown = office.now(lease.lease_id)
    assert shown.due is not None
    assert shown.due.elapsed == office.clock.elapsed() + 60


def test_that_the_third_release_of_a_number_is_asked_about_and_no_earlier_one(office: Office) -> None:
    lease = office.rent()
    for sent in range(2):
        assert office.desk.releasing.often(lease.lease_id) is None, sent
        office.desk.releasing.want(lease.lease_id, 0)
        office.send_release(lease.lease_id, TooSoon("setRel", "24", 24))
        office.desk.releasing.keep(lease.lease_id)
    assert office.desk.releasing.often(lease.lease_id) == (2, 2, False)


def test_that_what_never_left_is_not_counted_among_the_releases(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    for _ in range(5):
        office.send_release(lease.lease_id, NotSent("setRel", "connect"))
    office.desk.releasing.keep(lease.lease_id)
    assert office.desk.releasing.often(lease.lease_id) is None


def test_that_many_releases_of_an_account_within_ten_minutes_are_asked_about(office: Office) -> None:
    for _ in range(10):
        lease = office.rent()
        office.desk.releasing.want(lease.lease_id, 0)
        office.send_release(lease.lease_id, None)
    waiting = office.rent()
    assert office.desk.releasing.often(waiting.lease_id) == (0, 10, False)
    office.clock.advance(601)
    assert office.desk.releasing.often(waiting.lease_id) is None


def test_that_a_number_that_the_service_blacked_for_it_is_told_and_remembered(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    office.send_release(lease.lease_id, Refused("setRel", "-6"))
    assert Topic.RELEASED_TOO_OFTEN in office.heard.topics()
    other = office.rent()
    assert office.journal.release_count(other.lease_id) == (0, 1, True)


def test_that_a_second_click_on_a_release_that_is_under_way_is_not_asked_about(office: Office) -> None:
    lease = office.rent()
    for _ in range(2):
        office.desk.releasing.want(lease.lease_id, 0)
        office.send_release(lease.lease_id, TooSoon("setRel", "24", 24))
        office.desk.releasing.keep(lease.lease_id)
    office.desk.releasing.want(lease.lease_id, 3)
    assert office.desk.releasing.often(lease.lease_id) is None
    office.send_release(lease.lease_id, NoAnswer("setRel", "timeout"))
    assert office.desk.releasing.often(lease.lease_id) is not None


def test_that_a_release_that_meets_an_sms_being_sent_is_told(office: Office) -> None:
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0)
    assert office.send_release(lease.lease_id, Refused("setRel", "-5")).look
    assert Topic.RELEASE_WHILE_SENDING in office.heard.topics()
