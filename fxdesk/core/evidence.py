# SPDX-License-Identifier: MIT
"""Hold what proves the life of one number: what was asked, what came, what was charged, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple

from fxdesk.core.books import Interval
from fxdesk.core.clock import Stamp
from fxdesk.core.model import BalanceSeen, Lease, Looks, TimelineEvent

ASKED, ANSWERED, FAILED = "→", "←", "!"


class Passage(NamedTuple):
    """One request or answer in the document's words.

    `sign` is ASKED, ANSWERED or FAILED. A request has its `fields`, without the token; an answer its `text`,
    as it came; a failure its `cause`. `times` counts equal looks for a code.
    """

    at: Stamp
    sign: str
    act: str
    fields: tuple[tuple[str, str], ...] = ()
    text: str = ""
    cause: str = ""
    times: int = 1

    @property
    def is_wait(self) -> bool:
        """Whether it says no more than that no SMS has come yet."""
        return (self.act, self.text) == ("getPhoneCode", "0|-3")


class Evidence(NamedTuple):
    """All that is known of one number.

    `account` is its account's label, `balances` are those around its money, `charges` the falls and rises of
    the balance that it had a part in, or may have had; `looks` came after the last event of the timeline.
    """

    lease: Lease
    account: str
    timeline: tuple[TimelineEvent, ...]
    passages: tuple[Passage, ...]
    balances: tuple[BalanceSeen, ...]
    charges: tuple[Interval, ...] = ()
    looks: Looks | None = None


def around(balances: Sequence[BalanceSeen], moments: Iterable[Stamp]) -> tuple[BalanceSeen, ...]:
    """Of balances, oldest first, the last one before and the first one after each moment of money."""
    kept: set[int] = set()
    for moment in moments:
        before = [place for place, seen in enumerate(balances) if seen.seen.utc <= moment.utc]
        kept |= {before[-1]} if before else set()
        after = len(before)
        kept |= {after} if after < len(balances) else set()
    return tuple(balances[place] for place in sorted(kept))


def both_times(at: Stamp, zone: tzinfo | None = None) -> str:
    """A moment as people and machines read it: local time with its distance to UTC, then UTC."""
    exact = datetime.fromtimestamp(at.utc, UTC)
    local = exact.astimezone(zone)
    written = local.isoformat(sep=" ", timespec="milliseconds")
    return f"{written[:-6]} {written[-6:]} (UTC {exact:%Y-%m-%d %H:%M:%S}.{exact.microsecond // 1000:03d})"
