# SPDX-License-Identifier: MIT
"""Say when something happened, so that waiting is exact through clock jumps and suspend."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple, Protocol


class Stamp(NamedTuple):
    """One moment: wall clock for people, boot and elapsed time for sums.

    `utc` is in seconds since 1970, `elapsed` in seconds since the machine's boot (suspend included),
    `boot` names that boot.
    """

    utc: float
    boot: str
    elapsed: float

    @property
    def iso(self) -> str:
        """The wall clock as ISO 8601 in UTC, with milliseconds."""
        return datetime.fromtimestamp(self.utc, UTC).isoformat(timespec="milliseconds")


class Clock(Protocol):
    """The port through which the program reads time."""

    def now(self) -> Stamp: ...

    def elapsed(self) -> float: ...


class Span(NamedTuple):
    """Seconds between two moments; `exact` is False when they lie in two boots."""

    seconds: float
    exact: bool


def span(since: Stamp, until: Stamp) -> Span:
    """How long it took: exact within one boot, else by the wall clock, and never negative."""
    if since.boot == until.boot:
        return Span(max(0.0, until.elapsed - since.elapsed), True)
    return Span(max(0.0, until.utc - since.utc), False)


def later(now: Stamp, seconds: float) -> Stamp:
    """The moment `seconds` after `now`."""
    return Stamp(now.utc + seconds, now.boot, now.elapsed + seconds)


def until(due: Stamp, now: Stamp) -> float:
    """Seconds until a moment that another boot may have named; 0.0 when it is past."""
    if due.boot == now.boot:
        return max(0.0, due.elapsed - now.elapsed)
    return max(0.0, due.utc - now.utc)


def remaining(since: Stamp, gap: float, now: Stamp) -> float:
    """Seconds of `gap` still to wait; a wall clock that went back across a boot counts as "just asked"."""
    if since.boot == now.boot:
        return max(0.0, gap - (now.elapsed - since.elapsed))
    if now.utc < since.utc:
        return gap
    return max(0.0, gap - (now.utc - since.utc))
