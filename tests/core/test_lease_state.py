# SPDX-License-Identifier: MIT
"""Hold the table of moves to a second, independent writing of a rented number's life."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest

from fxdesk.core.lease_state import (
    ENDED,
    OPEN,
    POLLED,
    UNSETTLED,
    Act,
    Event,
    Mark,
    State,
    allowed,
    owes_release,
    step,
)

# One line for each way of going on: states, the event, the state after it, and marks set (+), cleared (-) or
# needed (?). Each pair of a state and an event that is in no line is recorded and changes nothing.
LIFE = """
asking uncertain lost               granted               waiting
refused                             granted               waiting       -contradicted
refused received                    contradicted          =             +contradicted
asking uncertain lost               refused               refused
asking                              not_sent              refused
asking                              outcome_unknown       uncertain
uncertain                           settled_not_charged   refused
uncertain                           settled_lost          lost

waiting receipt releasing           sms                   received      -over
sending                             sms                   receipt       -reached
received blacklisting               sms                   =
released gone blacklisted lost      sms                   =             +late_sms -reached
released gone blacklisted           charged_after_end     =             +charged_after_end
released gone blacklisted           charge_noted          =             ?charged_after_end
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
releasing                           release_not_sent      =             +release_unconfirmed
waiting                             auto_release_set      =             !act_out
waiting releasing                   auto_release_off      =

received                            blacklist_wanted      blacklisting  !unsettled
blacklisting                        blacklist_wanted      =             -unanswered
blacklisting                        blacklist_sent        =             -unanswered
blacklisting                        release_kept          received      ?ask_again -unanswered
blacklisting                        blacklisted           blacklisted   -over
blacklisting                        blacklist_refused     received      -unanswered
blacklisting                        blacklist_no_answer   =             +release_unconfirmed
blacklisting                        blacklist_not_sent    =             +release_unconfirmed

received                            again_intended        =             +act_out !act_out !uncertain_act
received                            again_accepted        waiting       -unsettled
received                            again_settled_charged waiting       ?uncertain_act -uncertain_act
waiting                             send_intended         =             +act_out !act_out
waiting releasing                   send_accepted         sending       -unsettled
waiting releasing                   send_settled_charged  sending       ?uncertain_act -uncertain_act
receipt                             send_refused          received      -over -act_out
receipt                             send_not_sent         received      -over -act_out
receipt                             send_settled_not_charged  received  ?uncertain_act -over -uncertain_act
sending receipt                     done                  received      -over
waiting releasing                   old_sms_seen          =             +old_sms
waiting releasing                   taken_as_code         received      ?old_sms -over
receipt                             taken_as_code         received      -over
"""

# What is learnt of an act that pays for more of a number counts in every state that a number can be in.
ANYWHERE = """
again_accepted                      -unsettled
again_refused                       -act_out
again_not_sent                      -act_out
again_unknown                       +uncertain_act -act_out
again_settled_charged               ?uncertain_act -uncertain_act
again_settled_not_charged           ?uncertain_act -uncertain_act
send_accepted                       -unsettled
send_refused                        -act_out
send_repeated                       -act_out
send_not_sent                       -act_out
send_unknown                        +uncertain_act -act_out
send_settled_charged                ?uncertain_act -uncertain_act
send_settled_not_charged            ?uncertain_act -uncertain_act
"""

# With the mark named last the event does this instead: a sent SMS may have its receipt due.
IN_DOUBT = """
waiting releasing                   sms                   receipt       -over         act_out
waiting releasing                   sms                   receipt       -over         uncertain_act
waiting releasing                   send_repeated         sending       -unsettled    uncertain_act
receipt                             send_repeated         receipt       -unsettled    uncertain_act
receipt                             send_refused          receipt       -act_out      uncertain_act
receipt                             send_not_sent         receipt       -act_out      uncertain_act
"""

GROUPS = {
    "reached": {"not_reached", "unknown_to_service"},
    "unanswered": {"release_unconfirmed", "ask_again"},
    "over": {
        "not_reached",
        "unknown_to_service",
        "still_waiting",
        "release_unconfirmed",
        "ask_again",
        "old_sms",
    },
    "unsettled": {"act_out", "uncertain_act"},
}
Written = dict[tuple[str, str], tuple[str, dict[str, set[str]]]]


def marks_of(words: list[str]) -> dict[str, set[str]]:
    marks: dict[str, set[str]] = {"+": set(), "-": set(), "?": set(), "!": set()}
    for word in words:
        marks[word[0]] |= GROUPS.get(word[1:], {word[1:]})
    return marks


@cache
def written() -> Written:
    """The lines above: the state after, and the marks that are set, cleared, needed and in the way."""
    life: Written = {}
    for line in filter(str.strip, LIFE.splitlines()):
        words = line.split()
        plain = [word for word in words if word[0] not in "+-?!"]
        froms, event, after = plain[:-2], plain[-2], plain[-1]
        for state in froms:
            assert (state, event) not in life, line
            life[state, event] = (state if after == "=" else after, marks_of(words[len(plain) :]))
    for line in filter(str.strip, ANYWHERE.splitlines()):
        event, *marks = line.split()
        for state in set(State) - {State.ASKING, State.UNCERTAIN, State.REFUSED}:
            life.setdefault((state.value, event), (state.value, marks_of(marks)))
    return life


@pytest.mark.parametrize(("state", "event"), list(product(State, Event)))
def test_that_each_state_answers_each_event_as_written(state: State, event: Event) -> None:
    expected = written().get((state.value, event.value))
    if expected is None:
        assert step(state, event, frozenset(Mark)) is None
        return
    after, marks = expected
    every = frozenset(Mark) - UNSETTLED | {Mark(needed) for needed in marks["?"]}
    move = step(state, event, every)
    assert move is not None
    assert (move.to.value, set(move.sets), set(move.clears)) == (after, marks["+"], marks["-"])
    for needed in marks["?"]:
        assert step(state, event, every - {Mark(needed)}) is None
    for barring in marks["!"]:
        assert step(state, event, every | {Mark(barring)}) is None
    if not marks["?"]:
        assert step(state, event) == move


def test_that_a_paying_act_in_doubt_changes_what_follows_and_nothing_else() -> None:
    doubtful = set()
    for line in filter(str.strip, IN_DOUBT.splitlines()):
        *froms, event, after, cleared, mark = line.split()
        for state in froms:
            move = step(State(state), Event(event), frozenset({Mark(mark)}))
            assert move is not None
            assert (move.to.value, set(move.clears), move.sets) == (
                after,
                marks_of([cleared])["-"],
                frozenset(),
            )
            doubtful.add((State(state), Event(event), Mark(mark)))
    for state, event, mark in set(product(State, Event, UNSETTLED)) - doubtful:
        plain, marked = step(state, event), step(state, event, frozenset({mark}))
        named = written().get((state.value, event.value), ("", marks_of([])))[1]
        if mark.value not in named["?"] | named["!"]:
            assert marked == plain


def test_that_no_event_opens_an_ended_number_but_the_late_answer_to_its_purchase() -> None:
    opening = {
        (state, event)
        for state, event in product(ENDED | {State.REFUSED, State.RECEIVED}, Event)
        if any(
            (move := step(state, event, marks)) is not None and move.to in OPEN
            for marks in (frozenset(Mark), frozenset(Mark) - UNSETTLED)
        )
    }
    assert opening == {
        (State.LOST, Event.GRANTED),
        (State.REFUSED, Event.GRANTED),
        (State.RECEIVED, Event.BLACKLIST_WANTED),
        (State.RECEIVED, Event.AGAIN_ACCEPTED),
        (State.RECEIVED, Event.AGAIN_SETTLED_CHARGED),
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
        Act.AUTO_RELEASE: {State.WAITING},
        Act.KEEP: {State.RELEASING},
        Act.BLACKLIST: {State.RECEIVED},
        Act.USE_AGAIN: {State.RECEIVED},
        Act.REQUEST_AGAIN: {State.RECEIVED, State.RECEIPT},
        Act.DONE: {State.SENDING, State.RECEIPT},
        Act.ASK_AGAIN: {State.REFUSED, State.RELEASED, State.GONE},
        Act.SEND_SMS: {State.WAITING},
        Act.LOOK_AGAIN: POLLED,
        Act.TAKE_AS_CODE: {State.RECEIPT},
        Act.SETTLE_ACT: set(),
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


def test_that_nothing_more_is_done_to_a_number_while_a_paying_act_on_it_is_on_its_way() -> None:
    out = frozenset({Mark.ACT_OUT})
    for act, state in product((Act.USE_AGAIN, Act.SEND_SMS, Act.BLACKLIST, Act.AUTO_RELEASE), State):
        assert not allowed(act, state, out).yes
    assert allowed(Act.RELEASE, State.WAITING, out).yes


def test_that_after_a_paying_act_of_unknown_outcome_it_is_settled_before_it_could_be_paid_twice() -> None:
    doubt = frozenset({Mark.UNCERTAIN_ACT})
    assert all(allowed(Act.SETTLE_ACT, state, doubt).yes for state in State)
    assert allowed(Act.USE_AGAIN, State.RECEIVED, doubt) == (False, "uncertain_act")
    # The service itself refuses a second submission, so this one may be tried.
    assert allowed(Act.SEND_SMS, State.WAITING, doubt).yes


def test_that_an_sms_that_the_service_repeats_may_be_called_new_by_the_person() -> None:
    assert not allowed(Act.TAKE_AS_CODE, State.WAITING).yes
    assert allowed(Act.TAKE_AS_CODE, State.WAITING, frozenset({Mark.OLD_SMS})).yes


def test_that_copying_needs_something_to_copy() -> None:
    for state in State:
        assert allowed(Act.COPY_CODE, state, has_text=True).yes
        assert not allowed(Act.COPY_SMS, state).yes
        assert not allowed(Act.COPY_NUMBER, state).yes
    assert allowed(Act.COPY_NUMBER, State.RELEASED, has_number=True).yes
