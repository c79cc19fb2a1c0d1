# SPDX-License-Identifier: MIT
"""Hold each purchase against the limits that the person has set, before it is even intended."""

from __future__ import annotations

from collections.abc import Callable

from fxdesk.core.budget import TOPICS, Purchase, Stop, first_stop, limits_of
from fxdesk.core.model import LeaseId
from fxdesk.core.notice import Notice, Rank
from fxdesk.core.preferences import Preferences
from fxdesk.desk.news import News
from fxdesk.store.journal import Journal


class SpendingLimits:
    """The limits on money and on open numbers; only the buying thread asks, so what it reads holds."""

    def __init__(self, journal: Journal, news: News, preferences: Callable[[], Preferences]) -> None:
        self._journal, self._news, self._preferences = journal, news, preferences

    def stop(
        self,
        purchase: Purchase,
        key: str,
        facts: tuple[tuple[str, str], ...],
        lease_id: LeaseId | None = None,
    ) -> bool:
        """Whether a limit forbids it, which is then told under `key`. Raises JournalFailed.

        `facts` name what was to be bought.
        """
        limits = limits_of(self._preferences())
        if not limits.any:
            return False
        broken = first_stop(limits, self._journal.spending(), purchase)
        if broken is None:
            return False
        topic = TOPICS[broken.limit]
        self._news.notice(Notice(key, topic, Rank.WARN, lease_id, facts=(*facts, *_facts(broken))))
        return True


def _facts(broken: Stop) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in broken._asdict().items() if name != "limit")
