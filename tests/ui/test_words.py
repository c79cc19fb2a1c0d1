# SPDX-License-Identifier: MIT
"""Every state, mark, reason, error, notice and event has words that a person can act on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from fxdesk.core import errors
from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import POLLED, Act, Event, Mark, State, allowed
from fxdesk.core.model import Lease, LeaseId, TimelineEvent, Trouble
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.ui import icons
from fxdesk.ui.act_words import act_name
from fxdesk.ui.error_words import error_sentence
from fxdesk.ui.event_words import event_words, looks_words
from fxdesk.ui.lease_story import lease_story
from fxdesk.ui.mark_words import mark_sentences
from fxdesk.ui.notice_words import notice_words
from fxdesk.ui.refusal_words import refusal_sentence, refusal_words
from fxdesk.ui.state_words import is_past, is_uncertain, state_words, why_not
from fxdesk.ui.tokens import ROLES
from tests.ui import samples
from tests.ui.fake_link import START

DOCUMENT = json.loads((Path(__file__).resolve().parents[1] / "data" / "document.json").read_text("utf-8"))


def is_plain(words: str) -> bool:
    """Whether words are whole and calm: nothing left to fill in, no exclamation mark, no stray space."""
    return bool(words) and not set("{}!") & set(words) and words == words.strip() and "  " not in words


@pytest.mark.parametrize("state", State)
def test_that_each_state_has_an_icon_a_role_and_words(state: State) -> None:
    words = state_words(samples.lease(state), START)
    assert is_plain(words.text)
    assert words.role in ROLES
    assert not icons.pixmap(words.icon, words.role).isNull()


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("mark", Mark)
def test_that_each_mark_leaves_each_state_with_words(state: State, mark: Mark) -> None:
    lease = samples.lease(state, marks=frozenset({mark}))
    words = state_words(lease, START)
    assert is_plain(words.text)
    assert not icons.pixmap(words.icon, words.role).isNull()
    assert all(is_plain(sentence) for sentence in mark_sentences(lease))
    role, story = lease_story(lease, START)
    assert role in ROLES
    assert not story or is_plain(story)


@pytest.mark.parametrize(
    ("lease", "icon", "role", "text"),
    [
        (samples.lease(State.ASKING, ago=3), "loader-circle", "text2", "Asking…"),
        (samples.lease(State.ASKING, ago=16), "loader-circle", "text2", "No answer yet…"),
        (samples.lease(State.WAITING), "clock", "accent_text", "Waiting for code"),
        (samples.lease(State.RECEIVED), "circle-check", "ok", "Code received"),
        (samples.lease(State.RELEASING, due_in=2.2), "timer", "accent_text", "Releasing in 3 s"),
        (samples.lease(State.RELEASED), "undo-2", "muted", "Released"),
        (samples.lease(State.UNCERTAIN), "triangle-alert", "warn", "Sent, no answer"),
        (samples.lease(State.GONE), "circle-minus", "muted", "Closed by service"),
        (samples.lease(State.BLACKLISTED), "ban", "muted", "Blacklisted"),
        (samples.lease(State.SENDING), "send", "accent_text", "Sending SMS"),
        (samples.lease(State.RECEIPT), "mail-check", "ok", "SMS sent"),
        (samples.lease(State.REFUSED), "circle-minus", "muted", "No numbers"),
    ],
)
def test_that_the_rows_say_the_words_of_the_table_of_states(
    lease: Lease, icon: str, role: str, text: str
) -> None:
    assert state_words(lease, START) == (icon, role, text)


def test_that_a_back_off_counts_down_and_an_unreadable_answer_is_named() -> None:
    trouble = Trouble("no answer", "timeout", 2, START.elapsed + 11.3)
    marks = frozenset({Mark.NOT_REACHED})
    lease = samples.lease(State.WAITING, marks=marks, trouble=trouble)
    assert state_words(lease, START).text == "Retrying in 12 s"
    garbled = lease._replace(trouble=trouble._replace(kind="unreadable"))
    assert state_words(garbled, START) == ("circle-alert", "bad", "Unreadable answer")
    assert "Next try in 12 s." in lease_story(lease, START)[1]


def test_that_what_is_not_saved_outranks_every_other_word() -> None:
    for state in State:
        marks = frozenset(Mark)
        assert state_words(samples.lease(state, marks=marks), START).text == "NOT SAVED"


def test_that_a_release_that_failed_says_when_it_is_tried_again() -> None:
    lease = samples.lease(
        State.RELEASING,
        marks=frozenset({Mark.RELEASE_UNCONFIRMED}),
        due_in=0,
        trouble=Trouble("no answer", "timeout", 1, START.elapsed + 5),
    )
    assert state_words(lease, START).text == "Not released, retry in 5 s"


def test_that_a_countdown_of_another_boot_goes_by_the_wall_clock() -> None:
    lease = samples.lease(State.RELEASING)._replace(due=Stamp(START.utc + 30, "boot-before", 5.0))
    assert state_words(lease, START).text == "Releasing in 30 s"


def test_that_only_ended_rows_without_late_sms_look_past() -> None:
    past = {state for state in State if is_past(samples.lease(state))}
    assert past == {State.REFUSED, State.RELEASED, State.BLACKLISTED, State.GONE, State.LOST}
    assert not is_past(samples.lease(State.RELEASED, marks=frozenset({Mark.LATE_SMS})))


def test_that_uncertain_money_stands_out() -> None:
    assert is_uncertain(samples.lease(State.UNCERTAIN))
    unknown = frozenset({Mark.UNKNOWN_TO_SERVICE})
    assert {state for state in State if is_uncertain(samples.lease(state, marks=unknown))} == {
        *POLLED,
        State.UNCERTAIN,
    }


def test_that_each_closed_act_says_why() -> None:
    for state in State:
        for act in Act:
            for has_text in (False, True):
                answer = allowed(act, state, has_text=has_text, has_number=has_text)
                if not answer.yes:
                    assert is_plain(why_not(answer.why, act))


def test_that_each_act_of_a_row_has_a_name() -> None:
    assert all(is_plain(act_name(act)) for act in (Act.COPY_CODE, Act.RELEASE, Act.BLACKLIST))


def failures() -> Iterator[tuple[str, str]]:
    for act, described in DOCUMENT["acts"].items():
        for code in described["failures"]:
            if code != "x":
                yield act, code


@pytest.mark.parametrize(("act", "code"), list(failures()))
def test_that_each_failure_code_of_the_document_has_a_sentence_of_its_own(act: str, code: str) -> None:
    sentence = refusal_sentence(act, code)
    assert is_plain(sentence)
    assert code not in sentence
    assert is_plain(refusal_words((act, code)))


def test_that_a_code_that_no_document_has_is_told_with_its_number() -> None:
    assert "-77" in refusal_sentence("getPhone", "-77")
    assert "-77" in refusal_words(("getPhone", "-77"))


def every_error() -> list[errors.FxError]:
    made: list[errors.FxError] = []

    def collect(kind: type[errors.FxError]) -> None:
        for sub in kind.__subclasses__():
            collect(sub)
            if sub is errors.Interrupted:
                # When it is raised the window is gone: there is nobody to tell.
                continue
            if sub is errors.TooSoon:
                made.append(errors.TooSoon("setRel", "30", 30))
            elif issubclass(sub, errors.Refused):
                made.append(sub("getPhone", "-1"))
            elif sub is errors.Garbled:
                made.append(errors.Garbled("getItem", b"<html>"))
            elif sub is errors.FileFailed:
                made.append(errors.FileFailed("settings.json", "disk full"))
            elif sub in (errors.JournalFailed, errors.KeyringFailed):
                made.extend(sub(cause) for cause in ("disk full", "locked", "none", "refused", "unsafe"))
            else:
                made.extend(sub("myInfo", cause) for cause in ("timeout", "status 502", "untrusted", "odd"))

    collect(errors.FxError)
    return made


@pytest.mark.parametrize("error", every_error(), ids=repr)
def test_that_each_error_has_a_sentence(error: errors.FxError) -> None:
    assert is_plain(error_sentence(error))


@pytest.mark.parametrize("topic", Topic)
@pytest.mark.parametrize("with_lease", [False, True])
def test_that_each_notice_has_a_sentence(topic: Topic, with_lease: bool) -> None:
    error = errors.NoNumbers("getPhone", "-1")
    facts = (("account", "yz_8841"), ("skipped", "3"), ("minutes", "30"))
    notice = Notice("key", topic, Rank.INFO, LeaseId(1) if with_lease else None, error, facts)
    words = notice_words(notice, samples.lease(State.RELEASING) if with_lease else None, START)
    sentence = words.text if isinstance(words.text, str) else words.text(3)
    assert is_plain(sentence)
    assert all(is_plain(link.text) for link in words.links)


def test_that_foreign_names_cannot_turn_a_sentence_round() -> None:
    lease = samples.lease(State.UNCERTAIN, service="Evil\u202eknaB {x} <b>")
    words = notice_words(Notice("k", Topic.RENT_UNCERTAIN, Rank.WARN, LeaseId(1)), lease, START)
    assert isinstance(words.text, str)
    assert "\u202e" not in words.text
    assert "{x} <b>" in words.text


def test_that_a_look_that_the_service_puts_off_counts_down() -> None:
    notice = Notice("k", Topic.LOOK_LATER, Rank.INFO, LeaseId(1), facts=(("seconds", "97"),))
    words = notice_words(notice, samples.lease(State.WAITING), START)
    assert callable(words.text)
    assert "again in 96 s" in words.text(96)
    assert words.seconds == 97


def test_that_an_absurd_wait_is_told_with_its_seconds() -> None:
    notice = Notice("k", Topic.RELEASE_ASK, Rank.WARN, LeaseId(1), facts=(("seconds", "86400"),))
    words = notice_words(notice, samples.lease(State.RELEASING), START)
    assert isinstance(words.text, str)
    assert "86400" in words.text
    assert [link.link_id for link in words.links] == ["show_row", "keep"]


@pytest.mark.parametrize("event", Event)
@pytest.mark.parametrize("detail", [(), (("code", "-1"), ("cause", "timeout"), ("reason", "used"))])
def test_that_each_event_has_a_line_in_the_timeline(
    event: Event, detail: tuple[tuple[str, str], ...]
) -> None:
    line = event_words(
        TimelineEvent(1, START, event, "getPhone", State.WAITING, detail), samples.lease(State.WAITING)
    )
    assert line.text
    assert not set("{}!") & set(line.text)
    assert line.role in ROLES


def test_that_counted_looks_become_a_line() -> None:
    event = TimelineEvent(1, START, Event.SMS, "getPhoneCode", State.RECEIVED, (("looks", "9"),))
    assert looks_words(event) == "Looked 9 times, no SMS yet"
    assert looks_words(event._replace(detail=())) == ""


def test_that_the_timeline_says_what_any_country_costs_as_far_as_it_was_known() -> None:
    lease = samples.lease(State.WAITING, 1)
    order = lease.order._replace(list_price=Decimal("0.045"), dearest=Decimal("1.05"))
    lease = lease._replace(order=order)
    asked = TimelineEvent(1, START, Event.INTENDED, "getPhone", State.ASKING, ())
    got = TimelineEvent(2, START, Event.GRANTED, "getPhone", State.WAITING, (("price", "0.5152"),))
    assert event_words(asked, lease).text == "Asked, price at most 1.0500"
    assert event_words(got, lease).text.endswith(", price 0.5152")
    assert "for at most 1.0500" in lease_story(lease._replace(state=State.UNCERTAIN, grant=None), START)[1]


def test_that_the_timeline_writes_money_with_four_decimals() -> None:
    detail = (("before", "41.65"), ("after", "41.6050"), ("ago", "3"))
    event = TimelineEvent(1, START, Event.CHARGED_AFTER_END, "", State.RELEASED, detail)
    assert event_words(event, samples.lease(State.RELEASED)).text.endswith("balance 41.6500 → 41.6050")
