# SPDX-License-Identifier: MIT
"""Remember until when each number is known to have had no SMS, so that a charge can be dated."""

from __future__ import annotations

import threading

from fxdesk.core.clock import Clock, Stamp, span
from fxdesk.core.model import LeaseId


class Silence:
    """The beginning of the last look at each number that found nothing; for all threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._until: dict[LeaseId, Stamp] = {}

    def heard_nothing(self, lease_id: LeaseId, began: Stamp) -> None:
        """A look that began then found no SMS."""
        with self._lock:
            self._until[lease_id] = began

    def until(self, lease_id: LeaseId) -> Stamp | None:
        """No SMS had come by then."""
        with self._lock:
            return self._until.get(lease_id)

    def broken(self, lease_id: LeaseId) -> None:
        """An SMS came, or the number is over."""
        with self._lock:
            self._until.pop(lease_id, None)

    def detail(self, lease_id: LeaseId) -> dict[str, str]:
        """The fact for the event that breaks it: seconds since nothing had come yet."""
        known = self.until(lease_id)
        return {} if known is None else {"quiet": f"{span(known, self._clock.now()).seconds:.3f}"}
