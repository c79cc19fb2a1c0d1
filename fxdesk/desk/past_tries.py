# SPDX-License-Identifier: MIT
"""Count by a number's timeline which tries of a settling act left and were never answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fxdesk.core.lease_state import Event, State
from fxdesk.core.model import TimelineEvent


class Trying(NamedTuple):
    """The state in which a settling act is tried, and its events; `answers` are those that leave it there."""

    state: State
    wanted: Event
    sent: Event
    not_sent: Event
    no_answer: Event
    answers: frozenset[Event] = frozenset()


RELEASE = Trying(
    State.RELEASING,
    Event.RELEASE_WANTED,
    Event.RELEASE_SENT,
    Event.RELEASE_NOT_SENT,
    Event.RELEASE_NO_ANSWER,
    frozenset({Event.RELEASE_TOO_SOON, Event.RELEASE_REFUSED, Event.RELEASE_SMS_FIRST}),
)
BLACKLIST = Trying(
    State.BLACKLISTING,
    Event.BLACKLIST_WANTED,
    Event.BLACKLIST_SENT,
    Event.BLACKLIST_NOT_SENT,
    Event.BLACKLIST_NO_ANSWER,
)


class Unanswered(NamedTuple):
    """How many tries in a row left, up to the newest, and no answer came; why none came to the last one."""

    tries: int
    cause: str


def unanswered(timeline: Sequence[TimelineEvent], trying: Trying, *, since_wanted: bool) -> Unanswered:
    """Count them; `since_wanted`: only those after the person's last wish, which begins the count anew.

    A try that nothing more is known of may have left: the program was stopped in it.
    """
    tries, cause = 0, "stopped"
    for line in reversed(timeline):
        if line.state is not trying.state:
            break
        detail = dict(line.detail)
        match line.event:
            case trying.sent:
                tries += 1
            case trying.not_sent:
                tries -= 1
            case trying.no_answer if "code" in detail:
                # A "no" to the token is an answer, and what was asked for was not done.
                break
            case trying.no_answer:
                cause = detail.get("cause", "") if cause == "stopped" else cause
            case trying.wanted if since_wanted:
                break
            case event if event in trying.answers:
                break
    return Unanswered(tries, cause)
