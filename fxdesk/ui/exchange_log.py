# SPDX-License-Identifier: MIT
"""Keep the last requests and answers for the log dock, and say which of them a filter shows."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from fxdesk.core.model import LeaseId
from fxdesk.core.notice import Exchange
from fxdesk.core.text import clean

KEPT = 5_000
ALL, TROUBLE = "all", "trouble"
ACT_WIDTH = 13
_LONGEST = 500


class Shown(NamedTuple):
    """What the person asked to see: words that must all be there, a level, one number only."""

    words: str = ""
    level: str = ALL
    lease_id: LeaseId | None = None


def line(exchange: Exchange) -> str:
    """One line of the log: local time, direction, act, what was said, how long it took."""
    at = datetime.fromtimestamp(exchange.at.utc).strftime("%H:%M:%S.%f")[:-3]
    took = "" if exchange.milliseconds is None else f"    {exchange.milliseconds} ms"
    return f"{at}  {exchange.direction} {exchange.act:<{ACT_WIDTH}} {exchange.text}{took}"


class ExchangeLog:
    """A ring of the last 5,000 exchanges."""

    def __init__(self) -> None:
        self._ring: deque[Exchange] = deque(maxlen=KEPT)

    def __len__(self) -> int:
        return len(self._ring)

    def add(self, exchange: Exchange) -> Exchange:
        """Keep one, as it may be shown; the oldest makes room."""
        shown = exchange._replace(text=clean(exchange.text, _LONGEST, one_line=True))
        self._ring.append(shown)
        return shown

    def shown(self, shown: Shown) -> Iterator[Exchange]:
        """Those that the filter lets through, oldest first."""
        return (exchange for exchange in self._ring if passes(exchange, shown))

    def text(self, shown: Shown) -> str:
        """The shown ones as one text, for copying and saving."""
        return "".join(line(exchange) + "\n" for exchange in self.shown(shown))


def passes(exchange: Exchange, shown: Shown) -> bool:
    """Whether the filter lets one exchange through."""
    if shown.level == TROUBLE and exchange.direction in "→←":
        return False
    if shown.lease_id is not None and exchange.lease_id != shown.lease_id:
        return False
    if not shown.words:
        return True
    said = line(exchange).casefold()
    return all(word in said for word in shown.words.casefold().split())
