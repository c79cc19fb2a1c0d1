# SPDX-License-Identifier: MIT
"""Reckon, while a person leaves, what may still cost, what is being released and what can't be."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import UNSETTLED, Mark, State, owes_release
from fxdesk.core.model import Lease, LeaseId
from fxdesk.ui.state_words import seconds_until

LIMIT = 30.0
"""Seconds that leaving waits for releases and for a purchase."""

_RELEASABLE = frozenset({State.WAITING, State.RELEASING})
# A repeat that is due has its word told a moment later.
_GRACE = 2.0


class AtMost(NamedTuple):
    """What open numbers can cost: the sum of the known prices, and how many have no known price."""

    known: Decimal
    unknown: int


def is_paying(lease: Lease) -> bool:
    """Whether something that is paid for is on its way to the service."""
    return lease.state is State.ASKING or Mark.ACT_OUT in lease.marks


def is_unsettled(lease: Lease) -> bool:
    """Whether it is not known what something cost, and nothing is on its way any more."""
    return lease.state is State.UNCERTAIN or Mark.UNCERTAIN_ACT in lease.marks


def is_to_be_asked(lease: Lease) -> bool:
    """Whether leaving now may cost something of this number: money, or what only the memory holds."""
    return owes_release(lease.state) or is_paying(lease) or Mark.NOT_SAVED in lease.marks


def _sum_of(prices: list[Decimal | None]) -> AtMost:
    known = [price for price in prices if price is not None]
    return AtMost(sum(known, Decimal(0)), len(prices) - len(known))


class Departure:
    """The numbers as they stand while a person leaves, and what became of the wish to release them.

    `until` is the elapsed time at which the waiting ends; None: nothing is waited for yet.
    """

    def __init__(self, leases: Iterable[Lease]) -> None:
        self._leases = {lease.lease_id: lease for lease in leases}
        self._owed = {lease.lease_id for lease in self.owing()}
        self._wanted: set[LeaseId] = set()
        self._told: set[LeaseId] = set()
        self.until: float | None = None

    def take(self, lease: Lease) -> bool:
        """Note how a number stands now; whether it waits and no release was asked for."""
        if lease.lease_id not in self._leases and not is_to_be_asked(lease):
            return False
        self._leases[lease.lease_id] = lease
        self._told.add(lease.lease_id)
        if owes_release(lease.state):
            self._owed.add(lease.lease_id)
        return lease.lease_id not in self._wanted and lease.state is State.WAITING

    def release(self, lease_ids: Iterable[LeaseId]) -> None:
        """These are to be released; what was told of them before doesn't count."""
        wanted = set(lease_ids)
        self._wanted |= wanted
        self._told -= wanted

    # What there is

    def owing(self) -> list[Lease]:
        """Those that may still be charged, newest first as in the table."""
        owing = [lease for lease in self._leases.values() if owes_release(lease.state)]
        return sorted(owing, key=lambda lease: lease.lease_id, reverse=True)

    def releasable(self) -> list[Lease]:
        """Those of them that a release can be asked for."""
        return [lease for lease in self.owing() if lease.state in _RELEASABLE]

    def paying(self) -> list[Lease]:
        """Those with something paid for on its way."""
        return [lease for lease in self._leases.values() if is_paying(lease)]

    def unsettled(self) -> list[Lease]:
        """Those whose cost is not known."""
        return [lease for lease in self._leases.values() if is_unsettled(lease)]

    def unsaved(self) -> list[Lease]:
        """Those of which only the memory holds the last word."""
        return [lease for lease in self._leases.values() if Mark.NOT_SAVED in lease.marks]

    def arrived(self) -> list[Lease]:
        """Those whose SMS came while the person was leaving."""
        return [
            lease
            for lease in self._leases.values()
            if lease.lease_id in self._owed and lease.state is State.RECEIVED and not lease.marks & UNSETTLED
        ]

    def at_most(self) -> AtMost:
        """What it costs if every SMS arrives."""
        return _sum_of([lease.at_most for lease in self.owing()])

    def in_doubt(self) -> AtMost | None:
        """What it costs besides if all that has no answer was charged; None: all has its answer."""
        doubtful = [
            lease
            for lease in self._leases.values()
            if (is_paying(lease) or is_unsettled(lease)) and not owes_release(lease.state)
        ]
        if not doubtful:
            return None
        # What a further use may have cost belongs to a round that has not begun.
        asked = (State.ASKING, State.UNCERTAIN)
        return _sum_of([lease.at_most if lease.state in asked else None for lease in doubtful])

    def later(self, now: Stamp) -> list[Lease]:
        """Those that the service lets be released only after the waiting."""
        left = LIMIT if self.until is None else max(0.0, self.until - now.elapsed)
        return [
            lease
            for lease in self.owing()
            if lease.state is State.RELEASING
            and lease.sent_once
            and Mark.RELEASE_UNCONFIRMED not in lease.marks
            and seconds_until(lease.due, now) > left
        ]

    def unanswered(self, now: Stamp) -> frozenset[LeaseId]:
        """Those whose release was sent and had no answer when the waiting was over: nobody knows more."""
        if self.until is None or now.elapsed < self.until:
            return frozenset()
        later = {lease.lease_id for lease in self.later(now)}
        return frozenset(
            lease.lease_id
            for lease in self._leases.values()
            if lease.lease_id in self._wanted - later
            and lease.state is State.RELEASING
            and lease.sent_once
            and not lease.marks & {Mark.NOT_WATCHED, Mark.ASK_AGAIN, Mark.RELEASE_UNCONFIRMED}
            and lease.refusal is None
        )

    # How it goes on

    @property
    def wanted(self) -> int:
        """How many numbers were to be released."""
        return len(self._wanted)

    def released(self) -> int:
        """How many of them are no longer owing."""
        return sum(not owes_release(self._leases[lease_id].state) for lease_id in self._wanted)

    def awaited(self, now: Stamp) -> set[LeaseId]:
        """The releases that are on their way and may still succeed in time."""
        if self.until is None or now.elapsed >= self.until:
            return set()
        later = {lease.lease_id for lease in self.later(now)}
        return {
            lease_id
            for lease_id in self._wanted - later
            if self._on_its_way(self._leases[lease_id], now.elapsed)
        }

    def _on_its_way(self, lease: Lease, elapsed: float) -> bool:
        if lease.state not in _RELEASABLE:
            return False
        if lease.lease_id not in self._told:
            # Its marks are of an earlier try.
            return True
        if Mark.NOT_WATCHED in lease.marks or Mark.ASK_AGAIN in lease.marks:
            return False
        if Mark.RELEASE_UNCONFIRMED in lease.marks:
            if lease.due is not None and lease.due.elapsed + _GRACE > elapsed:
                return True
            return lease.trouble is not None and lease.trouble.next_try + _GRACE > elapsed
        return True
