# SPDX-License-Identifier: MIT
"""Release a number without a code by itself when its time is up, after one last look that found nothing."""

from __future__ import annotations

from collections.abc import Callable

from fxdesk.core.auto_release import LONGEST, counted_from_grant, is_due, minutes_of, of_this_boot
from fxdesk.core.clock import Clock, Stamp, later
from fxdesk.core.lease_state import Event, State
from fxdesk.core.model import Lease, LeaseId
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.core.preferences import Preferences
from fxdesk.desk.board import Board
from fxdesk.desk.news import News
from fxdesk.desk.next_step import NextStep
from fxdesk.desk.record import Record
from fxdesk.desk.release import Releasing


def default_due(preferences: Preferences, now: Stamp) -> Stamp | None:
    """When a number that begins to wait now is released by itself, by the default; None: never."""
    minutes = preferences.auto_release_minutes
    return later(now, minutes * 60.0) if 0 < minutes <= LONGEST else None


class AutoReleasing:
    """What a person has opted into for a number: a release without a click, never without a last look."""

    def __init__(
        self,
        record: Record,
        board: Board,
        news: News,
        clock: Clock,
        preferences: Callable[[], Preferences],
        releasing: Releasing,
    ) -> None:
        self._record, self._board, self._news, self._clock = record, board, news, clock
        self._preferences, self._releasing = preferences, releasing
        self._told: dict[LeaseId, str] = {}

    def set(self, lease_id: LeaseId, minutes: int) -> None:
        """Release it by itself so many minutes after its grant, 0: never."""
        lease = self._board.get(lease_id)
        if lease is None or lease.state is not State.WAITING:
            return
        due = counted_from_grant(lease, minutes) if minutes else None
        self._news.withdraw(key_of(lease_id))
        self._told.pop(lease_id, None)
        if due is not None:
            self._write(lease_id, due, minutes)
        elif lease.auto_release is not None:
            self._record.event(lease_id, Event.AUTO_RELEASE_OFF)

    def take_up(self, lease: Lease, *, recovered: bool) -> None:
        """After a restart: reckon by this boot's clock; what was granted only now has the default."""
        now = self._clock.now()
        if recovered and lease.state is State.WAITING and lease.auto_release is None:
            due = default_due(self._preferences(), now)
            minutes = self._preferences().auto_release_minutes
        else:
            due, minutes = of_this_boot(lease, now), minutes_of(lease)
        if due is not None and lease.state is State.WAITING:
            self._write(lease.lease_id, due, minutes)

    def want(self, lease_id: LeaseId) -> NextStep:
        """The last look has found nothing: write down that it is released, unless that was changed since."""
        lease = self._board.get(lease_id)
        if lease is None or not is_due(lease, self._clock.now()):
            return NextStep()
        minutes = minutes_of(lease)
        self._told.pop(lease_id, None)
        step = self._releasing.want(lease_id, 0.0, by_itself=True)
        if step.again_in is not None:
            self._tell(f"released by itself {lease_id}", Topic.AUTO_RELEASED, Rank.OK, lease_id, minutes)
        return step

    def tell_delay(self, lease_id: LeaseId, why: str) -> None:
        """Its time is up, but it can't be looked up: `why` is "unreached", "signed_out" or "old_sms".

        Each is told once: what a person has put aside does not come back with every try.
        """
        lease = self._board.get(lease_id)
        told = self._told.get(lease_id) == why
        if lease is not None and not told and is_due(lease, self._clock.now()):
            self._told[lease_id] = why
            facts = (("minutes", str(minutes_of(lease))), ("why", why))
            notice = Notice(key_of(lease_id), Topic.AUTO_RELEASE_WAITS, Rank.WARN, lease_id, facts=facts)
            self._news.notice(notice)

    def _write(self, lease_id: LeaseId, due: Stamp, minutes: int) -> None:
        detail = {"minutes": str(minutes), "due": f"{due.utc:.3f}"}
        self._record.event(lease_id, Event.AUTO_RELEASE_SET, due=due, detail=detail)

    def _tell(self, key: str, topic: Topic, rank: Rank, lease_id: LeaseId, minutes: int) -> None:
        self._news.notice(Notice(key, topic, rank, lease_id, facts=(("minutes", str(minutes)),)))


def key_of(lease_id: LeaseId) -> str:
    """What is told of a lease's release by itself holds while its state does."""
    return f"auto {lease_id}"
