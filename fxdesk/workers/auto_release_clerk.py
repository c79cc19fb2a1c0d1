# SPDX-License-Identifier: MIT
"""See to it that a number without a code is looked up a last time when its time is up, and then released."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from fxdesk.core.auto_release import counts_down, is_due, seconds_left
from fxdesk.core.clock import Clock, Stamp
from fxdesk.core.lease_state import Mark
from fxdesk.core.model import LeaseId
from fxdesk.core.notice import SignInPhase
from fxdesk.desk.desk import Desk
from fxdesk.desk.look import Look
from fxdesk.desk.next_step import NextStep
from fxdesk.workers.lane import Lane

_JOB = "release by itself"
PATIENCE = 5.0
"""Seconds between two tries while an account is on its way in."""


class AutoReleaseClerk:
    """Plans each number's last look in the settling lane.

    `soon` asks for a look as soon as the gap allows; `wish` runs a job once nothing of the lease is on its
    way; `follow` does what follows it. May be called from any thread.
    """

    def __init__(
        self,
        desk: Desk,
        settling: Lane,
        clock: Clock,
        soon: Callable[[LeaseId], None],
        wish: Callable[[LeaseId, Callable[[], None]], None],
        follow: Callable[[LeaseId, NextStep], None],
    ) -> None:
        self._desk, self._settling, self._clock = desk, settling, clock
        self._soon, self._wish, self._follow = soon, wish, follow
        self._planned: dict[LeaseId, Stamp] = {}

    def set(self, lease_id: LeaseId, minutes: int) -> None:
        """Release it by itself so many minutes after its grant, 0: never."""
        self._wish(lease_id, lambda: self._desk.auto_releasing.set(lease_id, minutes))

    def plan(self, lease_id: LeaseId) -> None:
        """Let the number's time come as it now is."""
        lease = self._desk.board.get(lease_id)
        due = lease.auto_release if lease is not None and counts_down(lease) else None
        if due is None or lease is None:
            if self._planned.pop(lease_id, None) is not None:
                self._settling.agenda.drop(lease_id, _JOB)
        elif self._planned.get(lease_id) != due:
            self._planned[lease_id] = due
            self._post(lease_id, seconds_left(lease, self._clock.now()) or 0.0)

    def follow_look(self, lease_id: LeaseId, look: Look) -> None:
        """Only a look that began when the time was up, and found nothing, lets the number go."""
        lease = self._desk.board.get(lease_id)
        if lease is None or look.began is None or not is_due(lease, look.began):
            return
        if look.nothing:
            self._wish(lease_id, lambda: self._follow(lease_id, self._desk.auto_releasing.want(lease_id)))
        elif lease.trouble is not None:
            self._desk.auto_releasing.tell_delay(lease_id, "unreached")
        elif Mark.OLD_SMS in lease.marks:
            self._desk.auto_releasing.tell_delay(lease_id, "old_sms")

    def _post(self, lease_id: LeaseId, seconds: float) -> None:
        due = self._clock.elapsed() + seconds
        self._settling.post(partial(self._look_last, lease_id), due=due, key=lease_id, name=_JOB)

    def _look_last(self, lease_id: LeaseId) -> None:
        """Its time is up: look it up, at the first moment that its gap allows."""
        lease = self._desk.board.get(lease_id)
        if lease is None or not is_due(lease, self._clock.now()):
            return
        if self._desk.tokens.of(lease.account_id) is None:
            state = self._desk.book.get(lease.account_id)
            if state is not None and state.phase in (SignInPhase.KEYRING, SignInPhase.ASKING):
                self._post(lease_id, PATIENCE)
            else:
                self._desk.auto_releasing.tell_delay(lease_id, "signed_out")
        elif lease.trouble is not None:
            # The next look has its moment, which the service may have asked for.
            self._desk.auto_releasing.tell_delay(lease_id, "unreached")
        else:
            self._soon(lease_id)
