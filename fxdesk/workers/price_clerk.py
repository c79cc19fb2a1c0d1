# SPDX-License-Identifier: MIT
"""Keep the price list in the price thread, away from everything that must not wait for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from fxdesk.core.clock import Clock, Stamp, span
from fxdesk.core.notice import PricesProgress
from fxdesk.workers.lane import Lane
from fxdesk.workers.messenger import Messenger

if TYPE_CHECKING:
    from fxdesk.desk.prices import Prices

OLD = 24 * 3600.0
"""A kept list older than this is fetched anew at the start."""

_TELL_EVERY = 0.1


class PriceClerk:
    """The lane of getItem. `prices` makes what it works with, in the lane's thread."""

    def __init__(
        self, prices: Callable[[], Prices], host: str, lane: Lane, messenger: Messenger, clock: Clock
    ) -> None:
        self._make_prices, self._host, self._lane = prices, host, lane
        self._messenger, self._clock = messenger, clock
        self._cancelled = threading.Event()
        self._told_at = 0.0
        self._listed: Stamp | None = None

    def begin(self) -> None:
        """Show the kept list, and fetch one where there is none or an old one."""
        self._lane.post(self._show_kept)

    def wake(self) -> None:
        """Fetch the list anew if it grew old while nobody looked."""
        self._lane.post(self._fetch_if_old, name="if old")

    def refresh(self) -> None:
        """Fetch the list anew; while one is on its way this does nothing more."""
        self._cancelled.clear()
        self._lane.post(self._fetch, name="fetch", key="fetch")

    def cancel(self) -> None:
        """Give up the list that is on its way."""
        self._cancelled.set()
        self._lane.agenda.drop("fetch", "fetch")
        self._lane.lines.hang_up()

    @cached_property
    def _prices(self) -> Prices:
        return self._make_prices()

    def _show_kept(self) -> None:
        catalogue = self._prices.kept(self._host)
        if catalogue is not None:
            self._messenger.catalogue.emit(catalogue)
            self._listed = catalogue.listed
        self._fetch_if_old()

    def _fetch_if_old(self) -> None:
        if self._listed is None or span(self._listed, self._clock.now()).seconds > OLD:
            self.refresh()

    def _fetch(self) -> None:
        self._messenger.prices.emit(PricesProgress(True))
        try:
            client = self._lane.lines.to(self._host)
            catalogue = self._prices.fetch(self._host, client, self._progress, self._cancelled.is_set)
        finally:
            self._messenger.prices.emit(PricesProgress(False))
        if catalogue is not None:
            self._listed = catalogue.listed
            self._messenger.catalogue.emit(catalogue)

    def _progress(self, read: int) -> None:
        now = self._clock.elapsed()
        if now - self._told_at >= _TELL_EVERY:
            self._told_at = now
            self._messenger.prices.emit(PricesProgress(True, read))
