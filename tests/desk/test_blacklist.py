# SPDX-License-Identifier: MIT
"""Hold blacklisting to its order: after the SMS, with a reason, bounded."""

from __future__ import annotations

import pytest

from fxdesk.core.errors import (
    FxError,
    NoAnswer,
    NoSmsYet,
    NotAllowed,
    NumberGone,
    OutcomeUnknown,
    SignInNeeded,
)
from fxdesk.core.lease_state import Act, Allowed, State, allowed
from fxdesk.core.model import LeaseId, Sms
from fxdesk.core.notice import Topic
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
