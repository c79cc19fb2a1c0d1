# SPDX-License-Identifier: MIT
"""Points at which a request stands still until a test lets it go on, so that a kill can be aimed."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from fxdesk.simulator.faults import EVERY_ACT, Match, matches

POINTS = ("before-booking", "after-booking", "mid-answer", "after-answer")


class Pause:
    """One ordered stand-still: wait for `reached`, then `release()`."""

    def __init__(self, act: str, point: str, times: int | None, match: Match) -> None:
        if point not in POINTS:
            raise ValueError(f"unknown point: {point}")
        self.act = act
        self.point = point
        self.times = times
        self.match = match
        self.reached = threading.Event()
        self._go_on = threading.Event()

    def release(self) -> None:
        self._go_on.set()

    def stand(self) -> None:
        """Stand still here (on the connection's thread) until released."""
        self.reached.set()
        self._go_on.wait()


class Pauses:
    """The pauses in force; thread-safe. Once stopped nothing pauses any more."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pauses: list[Pause] = []
        self._stopped = False

    def add(self, pause: Pause) -> None:
        with self._lock:
            self._pauses.append(pause)

    def pass_by(self, act: str, point: str, params: Mapping[str, str]) -> None:
        """Stand still if a pause is ordered for this act, point and request."""
        with self._lock:
            pause = None if self._stopped else self._find(act, point, params)
        if pause is not None:
            pause.stand()

    def wanted(self, act: str, point: str) -> bool:
        with self._lock:
            return any(pause.act in (EVERY_ACT, act) and pause.point == point for pause in self._pauses)

    def stop(self) -> None:
        with self._lock:
            self._stopped = True
            pauses, self._pauses = self._pauses, []
        for pause in pauses:
            pause.release()

    def _find(self, act: str, point: str, params: Mapping[str, str]) -> Pause | None:
        for pause in self._pauses:
            meant = pause.act in (EVERY_ACT, act) and pause.point == point and pause.times != 0
            if meant and matches(pause.match, params):
                if pause.times is not None:
                    pause.times -= 1
                return pause
        return None
