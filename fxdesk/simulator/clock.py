# SPDX-License-Identifier: MIT
"""The simulator's own time, which a test can push forward, so that nobody has to wait for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

# A test's own clock may stand still while somebody waits: look again this often, in seconds.
_LOOK_AGAIN = 0.5


class SimulatedClock:
    """Seconds from a given clock plus all that was advanced; thread-safe."""

    def __init__(self, base: Callable[[], float] = time.monotonic) -> None:
        self._base = base
        self._ahead = 0.0
        self._moved = threading.Condition()
        self._started = datetime.now(UTC)
        self._began = base()
        self.wall_offset = timedelta()  # how wrong the service's displayed time is
        self.stopped = False

    def now(self) -> float:
        return self._base() + self._ahead

    def wall(self) -> str:
        """Return the service's displayed time, without a zone: `2024-03-10T21:04:54` (China's, in fact)."""
        passed = timedelta(seconds=self.now() - self._began)
        china = self._started + passed + timedelta(hours=8) + self.wall_offset
        return china.strftime("%Y-%m-%dT%H:%M:%S")

    def advance(self, seconds: float) -> None:
        with self._moved:
            self._ahead += seconds
            self._moved.notify_all()

    def wake(self) -> None:
        """Let everybody who waits look again."""
        with self._moved:
            self._moved.notify_all()

    def stop(self) -> None:
        """End all waiting for good."""
        self.stopped = True
        self.wake()

    def wait_until(self, due: float | None, given_up: Callable[[], bool]) -> bool:
        """Wait for a moment of this clock (None: for ever) or until `given_up` says so; True when it came."""
        with self._moved:
            while not self.stopped and not given_up():
                left = _LOOK_AGAIN if due is None else due - self.now()
                if left <= 0:
                    return True
                self._moved.wait(min(left, _LOOK_AGAIN))
        return False
