# SPDX-License-Identifier: MIT
"""Repeat a settling act that had no answer, but not for ever: the service punishes many of them."""

from __future__ import annotations

import random
import threading

from fxdesk.core.clock import Clock, Stamp, until
from fxdesk.core.errors import Garbled, NoAnswer, NotSent
from fxdesk.core.model import LeaseId
from fxdesk.core.schedule import back_off
from fxdesk.desk.board import Board
from fxdesk.desk.look import LONGEST_REST, kind_of
from fxdesk.desk.next_step import NextStep

GAPS = (2.0, 5.0, 15.0)
"""Seconds before each repeat of an unanswered settling act."""

# A clock that was set back over a restart must not put an act off for days.
_LONGEST_OVER_BOOTS = 60.0


class Repeats:
    """Counts, for one kind of act, how often each lease's was sent without an answer."""

    def __init__(self, board: Board, clock: Clock) -> None:
        self._board, self._clock = board, clock
        self._lock = threading.Lock()
        self._unanswered: dict[LeaseId, int] = {}
        self._waits: dict[LeaseId, int] = {}

    def go_on(self, lease_id: LeaseId, unanswered: int) -> bool:
        """Count on from an earlier run; False when it was repeated often enough already."""
        with self._lock:
            self._unanswered[lease_id] = unanswered
        return unanswered <= len(GAPS)

    def put_off_for(self, due: Stamp | None) -> float:
        """Seconds until a try that an earlier run put off until `due`; None: it is due now."""
        now = self._clock.now()
        if due is None:
            return 0.0
        left = until(due, now)
        return left if due.boot == now.boot else min(left, _LONGEST_OVER_BOOTS)

    def put_off(self, lease_id: LeaseId) -> int:
        """The service has answered that it wants it later; how often it has said so in a row."""
        with self._lock:
            self._unanswered.pop(lease_id, None)
            self._waits[lease_id] = self._waits.get(lease_id, 0) + 1
            return self._waits[lease_id]

    def forget(self, lease_id: LeaseId) -> None:
        """Count anew: the service has answered, or the person asks again."""
        with self._lock:
            self._unanswered.pop(lease_id, None)
            self._waits.pop(lease_id, None)

    def not_sent(self, lease_id: LeaseId, error: NotSent) -> NextStep:
        """Nothing reached the service, so nothing counts against us: it is tried until it does."""
        if error.cause == "stopped":
            return NextStep()
        lease = self._board.get(lease_id)
        gap = back_off(lease.trouble.tries + 1 if lease and lease.trouble else 1, random.random())
        return self._again_in(lease_id, error, gap)

    def no_answer(self, lease_id: LeaseId, error: NoAnswer | Garbled) -> NextStep | None:
        """The repeat that is due; None: it was repeated often enough, the person is to be told."""
        with self._lock:
            tries = self._unanswered.get(lease_id, 0)
            self._unanswered[lease_id] = tries + 1
        if tries >= len(GAPS):
            return None
        rest = min(error.retry_after or 0.0, LONGEST_REST) if isinstance(error, NoAnswer) else 0.0
        return self._again_in(lease_id, error, max(GAPS[tries], rest))

    def _again_in(self, lease_id: LeaseId, error: NotSent | NoAnswer | Garbled, gap: float) -> NextStep:
        kind, cause = kind_of(error)
        self._board.failed(lease_id, kind, cause, self._clock.elapsed() + gap)
        return NextStep(again_in=gap)
