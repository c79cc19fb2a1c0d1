# SPDX-License-Identifier: MIT
"""Hold each event to the move, the marks and the facts that a person sees afterwards."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from fxdesk.core.clock import Stamp
from fxdesk.core.errors import NotSent
from fxdesk.core.lease_state import Event, Mark, State, step
from fxdesk.core.model import Lease, PKey, Sms
from fxdesk.store.journal import Journal
from fxdesk.store.transition import PAYING_INTENTS
from tests.store.conftest import GRANT, ORDER, Rented, SteppedClock

CODE = Sms("4711", "Your code is 4711")
LATER = Stamp(1_790_000_100.0, "boot-one", 600.0)

# The shortest way from a new lease to each state.
WAYS: dict[State, tuple[Event, ...]] = {
    State.ASKING: (),
    State.UNCERTAIN: (Event.OUTCOME_UNKNOWN,),
    State.REFUSED: (Event.REFUSED,),
    State.WAITING: (Event.GRANTED,),
    State.SENDING: (Event.GRANTED, Event.SEND_ACCEPTED),
    State.RECEIPT: (Event.GRANTED, Event.SEND_ACCEPTED, Event.SMS),
    State.RECEIVED: (Event.GRANTED, Event.SMS),
    State.RELEASING: (Event.GRANTED, Event.RELEASE_WANTED),
    State.RELEASED: (Event.GRANTED, Event.RELEASE_WANTED, Event.RELEASED),
    State.BLACKLISTING: (Event.GRANTED, Event.SMS, Event.BLACKLIST_WANTED),
    State.BLACKLISTED: (Event.GRANTED, Event.LOOK_BLACKED),
    State.GONE: (Event.GRANTED, Event.LOOK_GONE),
    State.LOST: (Event.OUTCOME_UNKNOWN, Event.SETTLED_LOST),
}


def happen(journal: Journal, lease: Lease, event: Event, number: int = 0) -> Lease:
    own = GRANT._replace(pkey=PKey(f"key of {lease.lease_id}"))
    grant = own if event is Event.GRANTED else None
    sms = Sms("", f"text {number}") if event is Event.SMS else None
    return journal.record(lease.lease_id, event, grant=grant, sms=sms)


def lease_in(rented: Rented, state: State) -> Lease:
    lease = rented.asking()
    for number, event in enumerate(WAYS[state]):
        lease = happen(rented.journal, lease, event, number)
    assert lease.state is state
    return lease


@pytest.mark.parametrize("state", list(State))
def test_that_the_journal_makes_the_moves_of_the_table_and_records_all_else(
    rented: Rented, state: State
) -> None:
    for event in Event:
        lease = lease_in(rented, state)
        move = step(state, event, lease.marks)
        if move is None and event in PAYING_INTENTS:
            with pytest.raises(NotSent):
                happen(rented.journal, lease, event, 99)
            assert rented.journal.lease(lease.lease_id) == lease
            continue
        after = happen(rented.journal, lease, event, 99)
        assert after.state is (move.to if move else state)
        kept = rented.journal.timeline(lease.lease_id)[-1]
        assert (kept.event, kept.state) == (event, after.state)
        assert rented.journal.lease(lease.lease_id) == after


def test_that_marks_are_set_and_cleared_by_the_table_and_outlive_the_program(
    rented: Rented, folder: Path, clock: SteppedClock
) -> None:
    lease = rented.after(rented.waiting(), Event.LOOK_UNKNOWN, Event.STILL_WAITING)
    assert lease.marks == frozenset({Mark.UNKNOWN_TO_SERVICE, Mark.STILL_WAITING})
    rented.journal.close_all()
    journal = Journal.open(folder, clock)
    assert journal.lease(lease.lease_id) == lease
    assert journal.record(lease.lease_id, Event.LOOK_KNOWN).marks == frozenset({Mark.STILL_WAITING})
    journal.close_all()


def test_that_a_watched_number_is_settled_by_hand_only_if_the_service_does_not_know_it(
    rented: Rented,
) -> None:
    lease = rented.waiting()
    assert rented.after(lease, Event.SETTLED_LOST).state is State.WAITING
    assert rented.after(lease, Event.LOOK_UNKNOWN, Event.SETTLED_LOST).state is State.LOST


def test_that_a_grant_is_kept_whole_even_without_a_number(rented: Rented, clock: SteppedClock) -> None:
    lease = rented.asking()
    at = clock.step(3)
    bare = GRANT._replace(mobile="", got="", docking_code="vnm-1008-99991")
    lease = rented.journal.record(lease.lease_id, Event.GRANTED, grant=bare)
    assert (lease.grant, lease.granted, lease.changed) == (bare, at, at)
    assert lease.marks == frozenset({Mark.INCOMPLETE})


def test_that_a_late_answer_opens_the_row_again_also_after_it_was_settled(rented: Rented) -> None:
    for settled in (Event.SETTLED_LOST, Event.SETTLED_NOT_CHARGED):
        lease = rented.after(rented.asking(), Event.OUTCOME_UNKNOWN, settled)
        late = rented.journal.record(
            lease.lease_id, Event.GRANTED, grant=GRANT._replace(pkey=PKey(GRANT.pkey + settled))
        )
        assert late.state is State.WAITING
        assert late.grant is not None


def test_that_a_number_sold_twice_is_linked_and_both_rows_get_the_code(rented: Rented) -> None:
    first, second = rented.waiting(), rented.waiting()
    assert second.marks == frozenset({Mark.SOLD_TWICE})
    assert second.order.linked == first.lease_id
    for lease in (first, second):
        assert rented.journal.record(lease.lease_id, Event.SMS, sms=CODE).code == "4711"


def test_that_a_number_sold_again_does_not_show_the_code_of_before(rented: Rented) -> None:
    first = rented.waiting()
    rented.journal.record(first.lease_id, Event.SMS, sms=CODE)
    second = rented.waiting()
    assert rented.journal.record(second.lease_id, Event.SMS, sms=CODE) == second
    assert rented.journal.record(second.lease_id, Event.SMS, sms=Sms("5", "new")).code == "5"


def test_that_the_same_pkey_at_another_host_is_another_number(rented: Rented) -> None:
    rented.journal.record(rented.waiting().lease_id, Event.SMS, sms=CODE)
    elsewhere = rented.journal.add_account(label="B", host="other.example", api_name="12348")
    lease = rented.journal.intend(rented.waiting().order, account=elsewhere, balance=None)
    lease = rented.journal.record(lease.lease_id, Event.GRANTED, grant=GRANT)
    assert lease.marks == frozenset()
    assert rented.journal.record(lease.lease_id, Event.SMS, sms=CODE).code == "4711"


def test_that_an_sms_is_kept_once_and_its_repeat_is_no_news(rented: Rented, clock: SteppedClock) -> None:
    lease = rented.waiting()
    at = clock.step(9)
    lease = rented.journal.record(lease.lease_id, Event.SMS, act="getPhoneCode", sms=CODE, looks=3)
    assert (lease.state, lease.code, lease.looks) == (State.RECEIVED, "4711", 3)
    assert (lease.sms[0].received, lease.sms[0].late, lease.sms[0].receipt) == (at, False, False)
    before = rented.journal.timeline(lease.lease_id)
    assert rented.journal.record(lease.lease_id, Event.SMS, sms=CODE) == lease
    assert rented.journal.timeline(lease.lease_id) == before
    assert "4711" not in str(before)


def test_that_an_sms_after_the_end_is_kept_shown_and_marked(rented: Rented) -> None:
    lease = rented.after(rented.waiting(), Event.RELEASE_WANTED, Event.RELEASED)
    lease = rented.journal.record(lease.lease_id, Event.SMS, sms=CODE)
    assert lease.state is State.RELEASED
    assert lease.marks == frozenset({Mark.LATE_SMS})
    assert lease.sms[0].late
    assert lease.code == "4711"


def test_that_the_first_answer_after_sending_is_the_receipt_and_never_a_code(rented: Rented) -> None:
    lease = rented.after(rented.waiting(), Event.SEND_INTENDED, Event.SEND_ACCEPTED)
    receipt = Sms("", "短信发送成功")
    lease = rented.journal.record(lease.lease_id, Event.SMS, sms=receipt)
    assert (lease.state, lease.text) == (State.RECEIPT, "")
    assert lease.sms[0].receipt
    assert rented.journal.record(lease.lease_id, Event.SMS, sms=receipt).state is State.RECEIPT
    lease = rented.journal.record(lease.lease_id, Event.SMS, sms=CODE)
    assert (lease.state, lease.code) == (State.RECEIVED, "4711")


def test_that_using_a_number_again_is_a_round_with_its_own_price_that_waits_for_a_new_sms(
    rented: Rented,
) -> None:
    lease = rented.journal.record(rented.waiting().lease_id, Event.SMS, sms=CODE)
    rented.journal.record(lease.lease_id, Event.AGAIN_INTENDED, act="setAgain", price=Decimal("0.7"))
    lease = rented.journal.record(lease.lease_id, Event.AGAIN_ACCEPTED, act="setAgain")
    assert (lease.state, lease.rounds, lease.code) == (State.WAITING, 2, "")
    assert rented.journal.record(lease.lease_id, Event.SMS, sms=CODE) == lease
    new = rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("22", "second"))
    assert (new.state, new.code, [sms.round for sms in new.sms]) == (State.RECEIVED, "22", [1, 2])
    columns = "SELECT round, act, list_price, outcome FROM rounds"
    rows = rented.journal._database.read(lambda file: [tuple(row) for row in file.execute(columns)])
    assert rows == [(1, "getPhone", 650_000, "accepted"), (2, "setAgain", 700_000, "accepted")]


def test_that_a_use_again_of_unknown_outcome_changes_nothing_but_is_marked(rented: Rented) -> None:
    lease = rented.journal.record(rented.waiting().lease_id, Event.SMS, sms=CODE)
    lease = rented.after(lease, Event.AGAIN_INTENDED, Event.AGAIN_UNKNOWN)
    assert (lease.state, lease.rounds, lease.code) == (State.RECEIVED, 1, "4711")
    assert lease.marks == frozenset({Mark.UNCERTAIN_ACT})


@pytest.mark.parametrize(
    ("state", "event"),
    list(product((State.ASKING, State.RELEASED), (Event.AGAIN_INTENDED, Event.SEND_INTENDED))),
)
def test_that_a_paying_act_is_not_begun_in_a_state_that_forbids_it(
    rented: Rented, state: State, event: Event
) -> None:
    lease = lease_in(rented, state)
    before = rented.journal.timeline(lease.lease_id)
    with pytest.raises(NotSent) as caught:
        rented.journal.record(lease.lease_id, event, act="setAgain")
    assert (caught.value.act, caught.value.cause) == ("setAgain", "state")
    assert rented.journal.timeline(lease.lease_id) == before


def test_that_a_wanted_release_has_its_moment_until_it_is_sent_kept_or_over(rented: Rented) -> None:
    journal, lease_id = rented.journal, rented.waiting().lease_id
    lease = journal.record(lease_id, Event.RELEASE_WANTED, due=LATER)
    assert (lease.due, lease.sent_once) == (LATER, False)
    lease = journal.record(lease_id, Event.RELEASE_SENT)
    assert (lease.due, lease.sent_once) == (None, True)
    lease = journal.record(lease_id, Event.RELEASE_TOO_SOON, due=LATER, refusal=("setRel", "30"))
    assert (lease.due, lease.sent_once, lease.refusal) == (LATER, True, ("setRel", "30"))
    lease = journal.record(lease_id, Event.COPIED)
    assert (lease.due, lease.refusal) == (LATER, ("setRel", "30"))
    lease = journal.record(lease_id, Event.RELEASE_KEPT)
    assert (lease.state, lease.due, lease.sent_once, lease.refusal) == (State.WAITING, None, False, None)


def test_that_a_blacklisting_starts_unsent_with_its_reason(rented: Rented) -> None:
    lease = rented.after(rented.waiting(), Event.RELEASE_WANTED, Event.RELEASE_SENT)
    lease = rented.journal.record(lease.lease_id, Event.SMS, sms=CODE)
    lease = rented.journal.record(lease.lease_id, Event.BLACKLIST_WANTED, reason="used before")
    assert (lease.state, lease.sent_once, lease.reason) == (State.BLACKLISTING, False, "used before")
    lease = rented.journal.record(lease.lease_id, Event.BLACKLIST_REFUSED, refusal=("addBlack", "-6"))
    assert (lease.state, lease.refusal) == (State.RECEIVED, ("addBlack", "-6"))


def test_that_a_state_dates_from_its_move_not_from_later_events(rented: Rented, clock: SteppedClock) -> None:
    lease = rented.waiting()
    clock.step(5)
    assert rented.after(lease, Event.COPIED, Event.LOOK_TOKEN_VOID).changed == lease.changed


def test_that_an_unknown_lease_is_a_fault_not_a_row(rented: Rented) -> None:
    lease = rented.waiting()
    with pytest.raises(KeyError):
        rented.journal.record(type(lease.lease_id)(lease.lease_id + 1), Event.COPIED)


def test_that_a_further_use_has_its_own_price(rented: Rented) -> None:
    lease = rented.journal.record(rented.waiting().lease_id, Event.SMS, sms=Sms("1", "code 1"))
    assert lease.price == ORDER.list_price
    rented.journal.record(lease.lease_id, Event.AGAIN_INTENDED, act="setAgain", price=Decimal("0.2"))
    assert rented.journal.lease(lease.lease_id).price == ORDER.list_price
    told = rented.journal.record(lease.lease_id, Event.AGAIN_ACCEPTED, act="setAgain")
    assert (told.price, told.at_most) == (Decimal("0.2"), Decimal("0.2"))
    assert rented.journal.leases() == (told,)
