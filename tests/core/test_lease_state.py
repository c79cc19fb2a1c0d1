# SPDX-License-Identifier: MIT
"""Hold the table of moves to a second, independent writing of a rented number's life."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest

from fxdesk.core.lease_state import ENDED, OPEN, POLLED, Act, Event, Mark, State, allowed, owes_release, step

# One line for each way of going on: states, the event, the state after it, and marks set (+), cleared (-) or
# needed (?). Each pair of a state and an event that is in no line is recorded and changes nothing.
LIFE = """
asking uncertain refused lost       granted               waiting
asking uncertain lost               refused               refused
asking                              not_sent              refused
asking                              outcome_unknown       uncertain
uncertain                           settled_not_charged   refused
uncertain                           settled_lost          lost

waiting receipt releasing           sms                   received      -over
sending                             sms                   receipt       -reached
received blacklisting               sms                   =
released gone blacklisted lost      sms                   =             +late_sms -reached
waiting sending receipt releasing   look_gone             gone          -over
waiting sending receipt releasing   look_blacked          blacklisted   -over
waiting sending receipt releasing   look_token_void       =
waiting sending receipt releasing   look_unknown          =             +unknown_to_service
waiting sending receipt releasing   look_known            =             -unknown_to_service
waiting sending receipt releasing   still_waiting         =             +still_waiting
waiting sending receipt releasing   settled_gone          gone          ?unknown_to_service -over
waiting sending receipt releasing   settled_lost          lost          ?unknown_to_service -over

waiting                             release_wanted        releasing     -still_waiting
releasing                           release_wanted        =             -unanswered
releasing                           release_sent          =             -unanswered
releasing                           release_kept          waiting       -unanswered
releasing gone                      released              released      -over
releasing                           release_too_soon      =             -release_unconfirmed
releasing                           release_gone          gone          -over
releasing                           release_sms_first     =             -release_unconfirmed
releasing                           release_sending       sending       -release_unconfirmed
releasing                           release_blacked       blacklisted   -over
releasing                           release_no_answer     =             +release_unconfirmed
releasing                           release_refused       =             +release_unconfirmed

received                            blacklist_wanted      blacklisting
blacklisting                        blacklist_wanted      =             -unanswered
blacklisting                        blacklist_sent        =             -unanswered
blacklisting                        release_kept          received      ?ask_again -unanswered
blacklisting                        blacklisted           blacklisted   -over
blacklisting                        blacklist_refused     received      -unanswered
blacklisting                        blacklist_no_answer   =             +release_unconfirmed

received                            again_intended        =
received                            again_accepted        waiting       -uncertain_act
received                            again_refused         =
received                            again_unknown         =             +uncertain_act
waiting                             send_intended         =
waiting                             send_accepted         sending       -uncertain_act
waiting                             send_refused          =
waiting                             send_unknown          =             +uncertain_act
sending receipt                     done                  received      -over
"""

GROUPS = {
    "reached": {"not_reached", "unknown_to_service"},
    "unanswered": {"release_unconfirmed", "ask_again"},
    "over": {"not_reached", "unknown_to_service", "still_waiting", "release_unconfirmed", "ask_again"},
}


@cache
def written() -> dict[tuple[str, str], tuple[str, set[str], set[str], set[str]]]:
    """The lines above: after, set, cleared, needed."""
    life = {}
    for line in filter(str.strip, LIFE.splitlines()):
        words = line.split()
        plain = [word for word in words if word[0] not in "+-?"]
        froms, event, after = plain[:-2], plain[-2], plain[-1]
        marks: dict[str, set[str]] = {"+": set(), "-": set(), "?": set()}
        for word in words[len(plain) :]:
            marks[word[0]] |= GROUPS.get(word[1:], {word[1:]})
        for state in froms:
            assert (state, event) not in life, line
            life[state, event] = (state if after == "=" else after, marks["+"], marks["-"], marks["?"])
    return life


@pytest.mark.parametrize(("state", "event"), list(product(State, Event)))
def test_that_each_state_answers_each_event_as_written(state: State, event: Event) -> None:
    every = frozenset(Mark)
    move = step(state, event, every)
    expected = written().get((state.value, event.value))
    if expected is None:
        assert move is None
        return
    after, sets, clears, needs = expected
    assert move is not None
    assert (move.to.value, set(move.sets), set(move.clears)) == (after, sets, clears)
    for needed in needs:
        assert step(state, event, every - {Mark(needed)}) is None
    if not needs:
        assert step(state, event) == move


def test_that_no_event_opens_an_ended_number_but_the_late_answer_to_its_purchase() -> None:
    opening = {
        (state, event)
        for state, event in product(ENDED | {State.REFUSED, State.RECEIVED}, Event)
        if (move := step(state, event, frozenset(Mark))) is not None and move.to in OPEN
    }
    assert opening == {
        (State.LOST, Event.GRANTED),
        (State.REFUSED, Event.GRANTED),
        (State.RECEIVED, Event.BLACKLIST_WANTED),
        (State.RECEIVED, Event.AGAIN_ACCEPTED),
    }


def test_that_an_sms_is_never_dropped_once_a_number_was_granted() -> None:
    numberless = {State.ASKING, State.UNCERTAIN, State.REFUSED}
    assert all(step(state, Event.SMS) is not None for state in State if state not in numberless)


def test_that_every_polled_number_is_open_and_asked_about_at_quitting() -> None:
    assert POLLED <= OPEN
    assert {state for state in State if owes_release(state)} == POLLED
    assert not ENDED & OPEN


def test_that_an_sms_is_seen_whether_it_comes_before_or_after_the_end_of_its_number() -> None:
    ends = {Event.RELEASED, Event.LOOK_GONE, Event.LOOK_BLACKED, Event.RELEASE_GONE, Event.RELEASE_BLACKED}
    for state, end in product(POLLED - {State.SENDING}, ends):
        for order in ((end, Event.SMS), (Event.SMS, end)):
            now, marks = state, frozenset[Mark]()
            for event in order:
                move = step(now, event, marks)
                if move is not None:
                    now, marks = move.to, (marks | move.sets) - move.clears
            assert now is State.RECEIVED or (now in ENDED and Mark.LATE_SMS in marks), (state, order)


def test_that_each_act_is_open_in_the_states_that_have_its_button() -> None:
    buttons = {
        Act.SETTLE: {State.UNCERTAIN},
        Act.RELEASE: {State.WAITING},
        Act.KEEP: {State.RELEASING},
        Act.BLACKLIST: {State.RECEIVED},
        Act.USE_AGAIN: {State.RECEIVED},
        Act.REQUEST_AGAIN: {State.RECEIVED, State.RECEIPT},
        Act.DONE: {State.SENDING, State.RECEIPT},
        Act.ASK_AGAIN: {State.REFUSED, State.RELEASED, State.GONE},
        Act.SEND_SMS: {State.WAITING},
        Act.LOOK_AGAIN: POLLED,
    }
    for act, state in product(buttons, State):
        answer = allowed(act, state)
        assert answer.yes == (state in buttons[act]), (act, state)
        assert answer.yes or answer.why


@pytest.mark.parametrize("mark", [Mark.RELEASE_UNCONFIRMED, Mark.ASK_AGAIN])
@pytest.mark.parametrize(
    ("act", "state"), [(Act.RELEASE, State.RELEASING), (Act.BLACKLIST, State.BLACKLISTING)]
)
def test_that_a_wish_without_an_answer_may_be_sent_again_by_hand(act: Act, state: State, mark: Mark) -> None:
    assert not allowed(act, state).yes
    assert allowed(act, state, frozenset({mark})).yes


def test_that_a_blacklisting_may_be_dropped_only_before_it_was_sent() -> None:
    assert allowed(Act.KEEP, State.BLACKLISTING, frozenset({Mark.ASK_AGAIN})).yes
    assert not allowed(Act.KEEP, State.BLACKLISTING, frozenset({Mark.RELEASE_UNCONFIRMED})).yes


def test_that_what_the_service_does_not_know_can_be_settled_while_it_is_watched() -> None:
    unknown = frozenset({Mark.UNKNOWN_TO_SERVICE})
    assert {state for state in State if allowed(Act.SETTLE, state, unknown).yes} == POLLED | {State.UNCERTAIN}


def test_that_copying_needs_something_to_copy() -> None:
    for state in State:
        assert allowed(Act.COPY_CODE, state, has_text=True).yes
        assert not allowed(Act.COPY_SMS, state).yes
        assert not allowed(Act.COPY_NUMBER, state).yes
    assert allowed(Act.COPY_NUMBER, State.RELEASED, has_number=True).yes
