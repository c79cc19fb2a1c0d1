# SPDX-License-Identifier: MIT
"""Hold the start after a stop to: never neither, never both."""

from __future__ import annotations

import pytest

from fxdesk.core.lease_state import Event, Mark, State
from fxdesk.core.model import Lease, LeaseId, Sms
from fxdesk.store.recovery import Reading
from tests.store.conftest import GRANT, Rented


def read(act: str, raw: bytes, fault: str) -> Reading | None:
    """A reader as the desk has one: the first field decides, and what broke off says nothing."""
    if fault:
        return None
    if act == "getPhone":
        if raw == b"1|whole":
            return Reading(Event.GRANTED, grant=GRANT)
        return Reading(Event.REFUSED, refusal=(act, "-1")) if raw == b"0|-1" else None
    accepted = {"setAgain": Event.AGAIN_ACCEPTED, "sendCode": Event.SEND_ACCEPTED}
    return Reading(accepted[act]) if raw == b"1|" else None


def events(rented: Rented, lease_id: LeaseId) -> list[Event]:
    return [line.event for line in rented.journal.timeline(lease_id)]


def test_that_a_purchase_without_an_answer_is_uncertain_at_the_next_start(rented: Rented) -> None:
    lease = rented.asking()
    (found,) = rented.journal.recover(read)
    assert found.lease_id == lease.lease_id
    assert found.state is State.UNCERTAIN
    assert found.order == lease.order
    assert events(rented, lease.lease_id) == [Event.INTENDED, Event.OUTCOME_UNKNOWN]


@pytest.mark.parametrize(
    ("raw", "state"),
    [
        (b"1|whole", State.WAITING),
        (b"0|-1", State.REFUSED),
        (b"1|cut", State.UNCERTAIN),
        (b"", State.UNCERTAIN),
    ],
)
def test_that_an_answer_that_was_kept_and_not_read_is_read_at_the_next_start(
    rented: Rented, raw: bytes, state: State
) -> None:
    lease = rented.asking()
    rented.journal.answered(lease.lease_id, "getPhone", raw)
    (found,) = rented.journal.recover(read)
    assert found.state is state
    assert (found.grant == GRANT) == (state is State.WAITING)


def test_that_an_answer_that_came_after_all_is_read_at_the_next_start(rented: Rented) -> None:
    for settled in ((), (Event.SETTLED_LOST,)):
        lease = rented.after(rented.asking(), Event.OUTCOME_UNKNOWN, *settled)
        rented.journal.answered(lease.lease_id, "getPhone", b"1|whole")
        (found,) = rented.journal.recover(read)
        assert found.state is State.WAITING


def test_that_an_answer_that_broke_off_is_read_as_such(rented: Rented) -> None:
    lease = rented.asking()
    rented.journal.answered(lease.lease_id, "getPhone", b"1|whole", "cut")
    (found,) = rented.journal.recover(read)
    assert found.state is State.UNCERTAIN


def test_that_recovering_twice_changes_nothing_more(rented: Rented) -> None:
    rented.asking()
    kept = rented.asking()
    rented.journal.answered(kept.lease_id, "getPhone", b"1|cut")
    wished = rented.after(rented.waiting(), Event.RELEASE_WANTED)
    assert len(rented.journal.recover(read)) == 3
    before = rented.journal.leases()
    timelines = [events(rented, lease.lease_id) for lease in before]
    assert rented.journal.recover(read) == ()
    assert rented.journal.leases() == before
    assert [events(rented, lease.lease_id) for lease in before] == timelines
    assert wished.lease_id == before[-1].lease_id


def test_that_what_is_whole_is_left_alone(rented: Rented) -> None:
    waiting = rented.waiting()
    refused = rented.after(rented.asking(), Event.NOT_SENT)
    assert rented.journal.recover(read) == ()
    assert rented.journal.leases() == (waiting, refused)


def received(rented: Rented) -> Lease:
    return rented.journal.record(rented.waiting().lease_id, Event.SMS, sms=Sms("1", "code 1"))


@pytest.mark.parametrize(
    ("act", "intent", "unknown", "state", "after"),
    [
        ("setAgain", Event.AGAIN_INTENDED, Event.AGAIN_UNKNOWN, State.RECEIVED, State.WAITING),
        ("sendCode", Event.SEND_INTENDED, Event.SEND_UNKNOWN, State.WAITING, State.SENDING),
    ],
)
def test_that_a_paying_act_on_a_number_is_uncertain_or_its_kept_answer_counts(
    rented: Rented, act: str, intent: Event, unknown: Event, state: State, after: State
) -> None:
    lease = received(rented) if state is State.RECEIVED else rented.waiting()
    rented.journal.record(lease.lease_id, intent, act=act)
    (found,) = rented.journal.recover(read)
    assert (found.state, Mark.UNCERTAIN_ACT in found.marks) == (state, True)
    assert events(rented, lease.lease_id)[-1] is unknown
    rented.after(lease, Event(f"{intent.partition('_')[0]}_settled_not_charged"))
    rented.journal.record(lease.lease_id, intent, act=act)
    rented.journal.answered(lease.lease_id, act, b"1|")
    (found,) = rented.journal.recover(read)
    assert (found.state, Mark.UNCERTAIN_ACT in found.marks) == (after, False)


def test_that_a_wish_that_was_never_sent_is_asked_about_and_one_that_was_goes_on(rented: Rented) -> None:
    unsent = rented.journal.record(rented.waiting().lease_id, Event.RELEASE_WANTED, due=rented.clock.step(3))
    sent = rented.after(rented.waiting(), Event.RELEASE_WANTED, Event.RELEASE_SENT)
    blacklisting = rented.after(
        rented.journal.record(rented.waiting().lease_id, Event.SMS, sms=Sms("2", "code 2")),
        Event.BLACKLIST_WANTED,
    )
    found = {lease.lease_id: lease for lease in rented.journal.recover(read)}
    assert set(found) == {unsent.lease_id, blacklisting.lease_id}
    for lease in found.values():
        assert Mark.ASK_AGAIN in lease.marks
        assert lease.due is None
    assert rented.journal.lease(sent.lease_id) == sent
    wanted = rented.journal.record(unsent.lease_id, Event.RELEASE_WANTED, due=rented.clock.now())
    assert Mark.ASK_AGAIN not in wanted.marks
    kept = rented.journal.record(blacklisting.lease_id, Event.RELEASE_KEPT)
    assert kept.state is State.RECEIVED
