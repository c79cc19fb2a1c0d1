# SPDX-License-Identifier: MIT
"""Hold what a start finds in a profile against the books of the simulator that the profile bought from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from fxdesk.core.lease_state import Event, Mark, State
from fxdesk.core.model import Lease, LeaseId
from fxdesk.desk.recovery import read_answer
from fxdesk.simulator import Number, NumberState, Request
from fxdesk.store.journal import Journal
from fxdesk.workers.system_clock import SystemClock

PAYING = ("getPhone", "setAgain", "sendCode")
_WISHES = {
    State.RELEASING: (Event.RELEASE_SENT, NumberState.RELEASED),
    State.BLACKLISTING: (Event.BLACKLIST_SENT, NumberState.BLACKED),
}
_ENDS = {NumberState.RELEASED: State.RELEASED, NumberState.BLACKED: State.BLACKLISTED}
_INTENTS = {"setAgain": Event.AGAIN_INTENDED, "sendCode": Event.SEND_INTENDED}


def goes_on(lease: Lease) -> bool:
    """Whether the next start ends this by itself: a wish that had been sent."""
    return lease.state in _WISHES and lease.sent_once and Mark.ASK_AGAIN not in lease.marks


class Found(NamedTuple):
    """All leases of a profile, and what happened to each, oldest first."""

    leases: tuple[Lease, ...]
    events: dict[LeaseId, tuple[Event, ...]]

    @property
    def last(self) -> LeaseId:
        return self.leases[-1].lease_id

    def last_event(self) -> str:
        """Where the run was stopped, as the journal has it."""
        if not self.leases:
            return "nothing"
        return str(self.events[self.last][-1])


def in_journal(folder: Path) -> Found:
    """What was written, as it was left."""
    return _read(folder, recover=False)


def at_next_start(folder: Path) -> Found:
    """The table as the next start fills it, before any request."""
    return _read(folder, recover=True)


def _read(folder: Path, *, recover: bool) -> Found:
    journal = Journal.open(folder, SystemClock())
    try:
        assert journal.kept_aside is None, "the journal was damaged"
        if recover:
            journal.recover(read_answer)
        leases = journal.leases(shown_only=False)
        events = {
            lease.lease_id: tuple(line.event for line in journal.timeline(lease.lease_id)) for lease in leases
        }
        return Found(leases, events)
    finally:
        journal.close_all()


def hold_against_the_books(found: Found, numbers: Sequence[Number], requests: Sequence[Request]) -> None:
    """Never neither, never both: nothing that was bought is missing, nothing is made up or bought twice.

    `numbers` and `requests` are those of the profile's runs, all of them over.
    """
    _hold_purchases(found, numbers, requests)
    given = {number.pkey: number for number in numbers}
    for lease in found.leases:
        if lease.pkey is not None:
            _hold_further_acts(lease, found.events[lease.lease_id], given[lease.pkey], requests)
            _hold_end(lease, found.events[lease.lease_id], given[lease.pkey], requests)


def _hold_purchases(found: Found, numbers: Sequence[Number], requests: Sequence[Request]) -> None:
    known = [lease.pkey for lease in found.leases if lease.pkey is not None]
    uncertain = [lease for lease in found.leases if lease.state is State.UNCERTAIN]
    assert len(known) == len(set(known))
    assert set(known) <= {number.pkey for number in numbers}
    missing = [number for number in numbers if number.pkey not in known]
    assert len(missing) <= len(uncertain), "a number was given that no row knows of"
    unsent = [lease for lease in found.leases if Event.NOT_SENT in found.events[lease.lease_id]]
    assert len(found.leases) == len(known) + len(uncertain) + len(unsent)
    for lease in uncertain:
        assert lease.order.service == "Service"
        assert lease.order.list_price is not None
        assert lease.asked.utc > 0
    asked = Counter(request.act for request in requests)
    assert asked["getPhone"] <= len(known) + len(uncertain), "asked for without an intent, or twice"


def _hold_further_acts(
    lease: Lease, events: Sequence[Event], number: Number, requests: Sequence[Request]
) -> None:
    uncertain = Mark.UNCERTAIN_ACT in lease.marks
    assert Mark.ACT_OUT not in lease.marks
    for act, intent in _INTENTS.items():
        asked = sum((request.act, request.pkey) == (act, number.pkey) for request in requests)
        assert asked <= events.count(intent) <= 1, f"{act} without an intent, or twice"
    if number.round > 1:
        assert lease.rounds == number.round or uncertain, "paid for again, and no row says so"
    assert lease.rounds <= number.round
    if number.sent:
        assert Event.SEND_ACCEPTED in events or uncertain, "an SMS was sent, and no row says so"
    assert Event.SEND_ACCEPTED not in events or number.sent


def _hold_end(lease: Lease, events: Sequence[Event], number: Number, requests: Sequence[Request]) -> None:
    if lease.state in _WISHES:
        sent, end = _WISHES[lease.state]
        assert goes_on(lease) == (sent in events)
        assert (Mark.ASK_AGAIN in lease.marks) == (sent not in events)
        assert sent in events or number.state is not end, "ended, and no row says that it was asked for"
    elif number.state in _ENDS:
        assert lease.state is _ENDS[number.state]
    for state, end_state in _ENDS.items():
        assert lease.state is not end_state or number.state is state, "only the program holds it for ended"
    if lease.sms:
        assert [(sms.code, sms.text) for sms in lease.sms] == [
            (message.code, message.text) for message in number.messages[: len(lease.sms)]
        ]
