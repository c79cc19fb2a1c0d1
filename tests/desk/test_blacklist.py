# SPDX-License-Identifier: MIT
"""Hold blacklisting to its order: after the SMS, with a reason, bounded."""

from __future__ import annotations

import pytest

from fxdesk.core.errors import (
    FxError,
    NoAnswer,
    NoSmsYet,
    NotAllowed,
    NotSent,
    NumberGone,
    OutcomeUnknown,
    SignInNeeded,
)
from fxdesk.core.lease_state import Act, Allowed, Mark, State, allowed
from fxdesk.core.model import LeaseId, Sms
from fxdesk.core.notice import Topic
from fxdesk.desk.next_step import NextStep
from fxdesk.desk.repeats import Repeats
from tests.desk.conftest import Office


def received(office: Office) -> LeaseId:
    lease = office.rent()
    office.look(lease.lease_id, Sms("1", "1"))
    return lease.lease_id


def test_that_the_reason_is_kept_and_sent(office: Office) -> None:
    lease_id = received(office)
    office.desk.blacklisting.want(lease_id, "used")
    assert office.now(lease_id).state is State.BLACKLISTING
    office.client.answers.append(None)
    office.desk.blacklisting.send(lease_id, office.client.as_client)
    assert office.client.asked[-1][1]["reason"] == "used"
    assert office.now(lease_id).state is State.BLACKLISTED


def test_that_without_a_reason_nothing_is_wanted(office: Office) -> None:
    lease_id = received(office)
    office.desk.blacklisting.want(lease_id, "  ")
    assert office.now(lease_id).state is State.RECEIVED


def test_that_a_refusal_is_said_and_the_number_stays_received(office: Office) -> None:
    for error in (NoSmsYet("addBlack", "-5"), NotAllowed("addBlack", "-6")):
        lease_id = received(office)
        office.desk.blacklisting.want(lease_id, "used")
        office.client.answers.append(error)
        office.desk.blacklisting.send(lease_id, office.client.as_client)
        assert office.now(lease_id).state is State.RECEIVED
    assert office.heard.topics().count(Topic.BLACKLIST_REFUSED) == 2


def test_that_no_answer_is_repeated_three_times_and_then_said(office: Office) -> None:
    lease_id = received(office)
    office.desk.blacklisting.want(lease_id, "used")
    waits = []
    for _ in range(4):
        office.client.answers.append(NoAnswer("addBlack", "timeout"))
        waits.append(office.desk.blacklisting.send(lease_id, office.client.as_client).again_in)
    assert waits == [2, 5, 15, None]
    assert Topic.BLACKLIST_UNCONFIRMED in office.heard.topics()
    assert office.now(lease_id).state is State.BLACKLISTING


@pytest.mark.parametrize(
    ("first", "state"),
    [
        (NoAnswer("addBlack", "timeout"), State.BLACKLISTED),
        (NotSent("addBlack", "connect"), State.RECEIVED),
        # Nothing of ours can have taken it away.
        (SignInNeeded("addBlack", "-1"), State.RECEIVED),
    ],
)
def test_that_a_number_that_is_gone_after_our_own_unanswered_try_is_blacklisted(
    office: Office, first: FxError, state: State
) -> None:
    lease_id = received(office)
    office.desk.blacklisting.want(lease_id, "used")
    for answer in (first, NumberGone("addBlack", "-4")):
        office.client.answers.append(answer)
        office.desk.blacklisting.send(lease_id, office.client.as_client)
    assert office.now(lease_id).state is state
    assert (Topic.BLACKLIST_REFUSED in office.heard.topics()) == (state is State.RECEIVED)


def test_that_a_service_that_knows_of_no_sms_is_asked_once_more_what_there_is(office: Office) -> None:
    lease = office.rent()
    office.look(lease.lease_id, Sms("1", "1"))
    office.desk.blacklisting.want(lease.lease_id, "used")
    office.client.answers.append(NoSmsYet("addBlack", "-5"))
    assert office.desk.blacklisting.send(lease.lease_id, office.client.as_client).look
    assert office.desk.looking.wants(office.now(lease.lease_id))
    assert office.look(lease.lease_id, None).gap is None
    shown = office.now(lease.lease_id)
    assert shown.state is State.RECEIVED
    assert not office.desk.looking.wants(shown)


def test_that_a_number_that_may_have_been_used_again_is_settled_before_it_is_blacklisted(
    office: Office,
) -> None:
    lease_id = received(office)
    office.client.answers.append(OutcomeUnknown("setAgain", "timeout"))
    office.desk.using_again.use(lease_id, 5, None, office.client.as_client)
    office.desk.blacklisting.want(lease_id, "used")
    lease = office.now(lease_id)
    assert lease.state is State.RECEIVED
    assert allowed(Act.BLACKLIST, lease.state, lease.marks) == Allowed(False, "uncertain_act")
    # Settled as charged it is waited for: blacklisting would have left what was paid for unseen.
    assert office.desk.verdict.settle_act(lease_id, charged=True)
    assert office.now(lease_id).state is State.WAITING


def send(office: Office, lease_id: LeaseId, answer: object) -> NextStep:
    office.client.answers.append(answer)
    return office.desk.blacklisting.send(lease_id, office.client.as_client)


def taken_up(office: Office, lease_id: LeaseId) -> float | None:
    """What a new start does with the blacklisting that the last run left."""
    office.heard.notices.clear()
    office.desk.blacklisting._repeats = Repeats(office.desk.board, office.clock)
    return office.desk.blacklisting.take_up(office.journal.lease(lease_id))


def test_that_a_blacklisting_that_never_left_says_so_and_when_the_next_try_is_due(office: Office) -> None:
    lease_id = received(office)
    office.desk.blacklisting.want(lease_id, "used")
    step = send(office, lease_id, NotSent("addBlack", "connect"))
    assert office.events(lease_id)[-2:] == ["blacklist_sent", "blacklist_not_sent"]
    lease = office.now(lease_id)
    assert lease.state is State.BLACKLISTING
    assert Mark.RELEASE_UNCONFIRMED in lease.marks
    assert step.again_in is not None
    assert lease.due is not None
    assert lease.due.elapsed == pytest.approx(office.clock.elapsed() + step.again_in)
    # A restart does not shorten the wait.
    assert taken_up(office, lease_id) == pytest.approx(step.again_in)


def test_that_a_try_that_left_is_not_forgotten_for_later_ones_that_did_not(office: Office) -> None:
    lease_id = received(office)
    office.desk.blacklisting.want(lease_id, "used")
    for answer in (
        NoAnswer("addBlack", "timeout"),
        NotSent("addBlack", "connect"),
        NumberGone("addBlack", "-4"),
    ):
        send(office, lease_id, answer)
    assert office.now(lease_id).state is State.BLACKLISTED


def test_that_a_restart_goes_on_counting_unanswered_blacklistings(office: Office) -> None:
    lease_id = received(office)
    office.desk.blacklisting.want(lease_id, "used")
    waits = []
    for _ in range(4):
        waits.append(send(office, lease_id, NoAnswer("addBlack", "timeout")).again_in)
        assert taken_up(office, lease_id) == waits[-1]
    assert waits == [2, 5, 15, None]
    assert office.heard.topics() == [Topic.BLACKLIST_UNCONFIRMED]
    # The person may ask once more.
    assert office.desk.blacklisting.want(lease_id, "used").again_in == 0


def test_that_a_kill_amid_each_try_leaves_the_last_word_to_the_person(office: Office) -> None:
    class Kill(BaseException):
        """The process ends."""

    def die(act: str) -> None:
        raise Kill

    lease_id = received(office)
    office.desk.blacklisting.want(lease_id, "used")
    office.client.before = die
    sent = 0
    while sent < 20:
        with pytest.raises(Kill):
            office.desk.blacklisting.send(lease_id, office.client.as_client)
        sent += 1
        if taken_up(office, lease_id) is None:
            break
    assert sent == 4
    assert office.heard.topics() == [Topic.BLACKLIST_UNCONFIRMED]
    lease = office.now(lease_id)
    assert allowed(Act.BLACKLIST, lease.state, lease.marks).yes
    assert office.desk.blacklisting.want(lease_id, "used").again_in == 0


def test_that_a_wish_that_was_never_sent_is_asked_about_as_what_it_is(office: Office) -> None:
    lease_id = received(office)
    office.desk.blacklisting.want(lease_id, "used")
    assert taken_up(office, lease_id) is None
    assert office.heard.topics() == [Topic.BLACKLIST_ASK]


def test_that_a_second_click_on_a_blacklisting_on_its_way_asks_for_nothing_more(office: Office) -> None:
    lease_id = received(office)
    office.desk.blacklisting.want(lease_id, "used")
    assert office.desk.blacklisting.want(lease_id, "used").again_in is None
    assert office.events(lease_id).count("blacklist_wanted") == 1
