# SPDX-License-Identifier: MIT
"""Fetch the price list, keep the last good one, and make it searchable."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fxdesk.core.catalogue import Catalogue
from fxdesk.core.clock import Clock
from fxdesk.core.errors import FileFailed, FxError, NotSent
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.desk.news import News
from fxdesk.store.price_cache import PriceCache

if TYPE_CHECKING:
    from fxdesk.api.client import Client

KEY = "prices"


class Prices:
    """The act getItem, called by the price thread alone."""

    def __init__(self, cache: PriceCache, news: News, clock: Clock) -> None:
        self._cache, self._news, self._clock = cache, news, clock

    def kept(self, host: str) -> Catalogue | None:
        """The last good list of this host, if one was kept."""
        try:
            kept = self._cache.load(host)
        except FileFailed as error:
            self._news.notice(Notice(KEY, Topic.PRICES_FAILED, Rank.WARN, error=error))
            return None
        return Catalogue.build(kept[0], kept[1]) if kept else None

    def fetch(
        self, host: str, client: Client, progress: Callable[[int], None], cancelled: Callable[[], bool]
    ) -> Catalogue | None:
        """Ask for the whole list and keep it; None when cancelled or failed."""
        try:
            listed = client.get_item(progress=progress, cancelled=cancelled)
        except FxError as error:
            if not (cancelled() or (isinstance(error, NotSent) and error.cause == "stopped")):
                self._news.notice(Notice(KEY, Topic.PRICES_FAILED, Rank.WARN, error=error))
            return None
        if cancelled():
            return None
        now = self._clock.now()
        self._news.withdraw(KEY)
        if listed.skipped or listed.duplicates:
            facts = (("skipped", str(listed.skipped)), ("duplicates", str(listed.duplicates)))
            self._news.notice(Notice(KEY, Topic.PRICES_SKIPPED, Rank.INFO, facts=facts))
        catalogue = Catalogue.build(listed.offers, now)
        try:
            self._cache.keep(host, listed.offers, now)
        except FileFailed as error:
            self._news.notice(Notice(KEY, Topic.SETTINGS_FAILED, Rank.WARN, error=error))
        return catalogue
