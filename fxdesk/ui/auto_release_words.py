# SPDX-License-Identifier: MIT
"""Say when a number is released by itself, on its row, in its story and in its timeline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from fxdesk.core.auto_release import LONGEST, minutes_of, seconds_left
from fxdesk.core.clock import Stamp
from fxdesk.core.figures import format_waited
from fxdesk.core.lease_state import Event, Mark, State
from fxdesk.core.model import Lease
from fxdesk.core.preferences import Preferences

translate = QCoreApplication.translate


def default_words(preferences: Preferences) -> str:
    """What a number that is got now will do by itself, "" for nothing."""
    minutes = preferences.auto_release_minutes
    if not 0 < minutes <= LONGEST:
        return ""
    return translate("OfferPicker", "Released by itself after {n} min without a code.").format(n=minutes)


def limit_words(lease: Lease) -> str:
    """How long the number waits before it is released by itself, as "5:00"; "" while it is not."""
    if lease.state is not State.WAITING or lease.auto_release is None:
        return ""
    return format_waited(minutes_of(lease) * 60)


def countdown_words(lease: Lease, now: Stamp) -> str:
    """The time left, as a part of the row's sentence; "" where the number is not released by itself."""
    left = seconds_left(lease, now)
    if lease.state is not State.WAITING or left is None:
        return ""
    if left == 0:
        return translate("Row", "released by itself after one last look")
    return translate("Row", "released by itself in {time}").format(time=format_waited(left + 0.999))


def last_look_word(lease: Lease, now: Stamp) -> str:
    """The word of the State cell once the time is up; "" before that."""
    if lease.state is State.WAITING and seconds_left(lease, now) == 0:
        return translate("State", "Last look…")
    return ""


def auto_release_story(lease: Lease, now: Stamp) -> str:
    """A sentence for the details; "" where the number is not released by itself."""
    left = seconds_left(lease, now)
    if lease.state is not State.WAITING or left is None or lease.auto_release is None:
        return ""
    if Mark.NOT_WATCHED in lease.marks:
        return translate("Story", "It is not released by itself while its account is signed out.")
    if Mark.UNKNOWN_TO_SERVICE in lease.marks:
        return translate("Story", "It is not released by itself, since the service does not know it.")
    if left == 0 and lease.trouble is not None:
        return translate(
            "Story",
            "Its time is up. It is released by itself once the service can be asked a last time for a code.",
        )
    if left == 0:
        return translate("Story", "Its time is up. After one last look for a code it is released.")
    words = translate("Story", "Without a code it is released by itself at {clock}, in {time}.")
    return words.format(clock=clock_words(lease.auto_release.utc), time=format_waited(left + 0.999))


def auto_release_event(event: Event, detail: Mapping[str, str]) -> str:
    """A line of the timeline."""
    if event is Event.AUTO_RELEASE_OFF:
        return translate("Events", "Release by itself switched off")
    words = translate("Events", "Without a code released by itself after {n} min, at {clock}")
    return words.format(n=detail.get("minutes", "?"), clock=_clock_of(detail.get("due", "")))


def clock_words(utc: float) -> str:
    """A moment as the clock on the wall shows it."""
    return datetime.fromtimestamp(utc).strftime("%H:%M:%S")


def _clock_of(told: str) -> str:
    try:
        return clock_words(float(told))
    except (ValueError, OverflowError, OSError):
        return "?"
