# SPDX-License-Identifier: MIT
"""Reckon when a number without a code is released by itself: from its grant on, until it is in use."""

from __future__ import annotations

from fxdesk.core.clock import Stamp, later, span, until
from fxdesk.core.lease_state import Event, Mark, State
from fxdesk.core.model import Lease

CHOICES = (2, 3, 5, 10, 15, 20)
"""Minutes that are offered for one number."""

LONGEST = 24 * 60
"""Minutes beyond which waiting is no rule but forgetting."""

OPENINGS = frozenset({Event.GRANTED, Event.AGAIN_ACCEPTED, Event.AGAIN_SETTLED_CHARGED})
"""Events with which a number may begin to wait, each time anew."""

_COUNTS_ON = frozenset({State.WAITING, State.RELEASING})


def counted_from_grant(lease: Lease, minutes: int) -> Stamp | None:
    """The moment `minutes` after the grant of the current round; None for a number that has none."""
    return None if lease.granted is None else later(lease.granted, minutes * 60.0)


def minutes_of(lease: Lease) -> int:
    """After how many minutes the number is released by itself, 0 never."""
    if lease.auto_release is None or lease.granted is None:
        return 0
    return max(1, round(span(lease.granted, lease.auto_release).seconds / 60))


def seconds_left(lease: Lease, now: Stamp) -> float | None:
    """Seconds until the number is released by itself, 0.0 when that is due; None: it is not."""
    return None if lease.auto_release is None else until(lease.auto_release, now)


def counts_down(lease: Lease) -> bool:
    """Whether its time is to come: it waits, or a stop of the program left its release unsent."""
    if lease.auto_release is None:
        return False
    return lease.state is State.WAITING or (lease.state is State.RELEASING and Mark.ASK_AGAIN in lease.marks)


def is_due(lease: Lease, now: Stamp) -> bool:
    """Whether the number has waited for as long as it was to wait."""
    return counts_down(lease) and seconds_left(lease, now) == 0.0


def of_this_boot(lease: Lease, now: Stamp) -> Stamp | None:
    """The moment reckoned by this boot's clock, if another boot has named it; None: nothing is to change.

    A wall clock that lies before the grant tells nothing: the whole time runs anew.
    """
    due, granted = lease.auto_release, lease.granted
    if due is None or granted is None or due.boot == now.boot:
        return None
    whole = max(0.0, due.utc - granted.utc)
    return later(now, whole if now.utc < granted.utc else min(whole, until(due, now)))


def opens(lease: Lease, state: State, event: Event) -> bool:
    """Whether `lease` begins to wait, once more or for the first time, as `event` brings it into `state`."""
    return event in OPENINGS and state is State.WAITING and lease.state not in _COUNTS_ON


def after_event(lease: Lease, state: State, event: Event, due: Stamp | None, now: Stamp) -> Stamp | None:
    """What holds once `event` has brought `lease` into `state`; `due` is the moment that came with it.

    A release that the person takes back leaves it in force; what was due and is kept all the same is kept
    for good. An SMS that is sent from the number puts it to a use that must not end by a countdown.
    """
    if opens(lease, state, event):
        return due
    if not {lease.state, state} <= _COUNTS_ON or event is Event.SEND_INTENDED:
        return None
    if event is Event.AUTO_RELEASE_SET and state is State.WAITING:
        return due
    if event is Event.AUTO_RELEASE_OFF:
        return None
    if event is Event.RELEASE_KEPT and lease.auto_release is not None:
        return None if until(lease.auto_release, now) == 0.0 else lease.auto_release
    return lease.auto_release
