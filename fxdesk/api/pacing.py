# SPDX-License-Identifier: MIT
"""Keeps the gaps between two requests that the service's document asks for."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from fxdesk.core.clock import Stamp, remaining

GAPS: dict[str, float] = {"myInfo": 60.0, "getPhoneCode": 5.0, "login": 60.0}
"""Seconds from the end of a request to the start of the next: myInfo for each account, getPhoneCode for each
pkey, login for each host after a sign-in that failed. Other acts have none."""

_SWEEP_AT = 1_000


class Pacing:
    """Remembers when what was last asked; any thread may ask. Keys are the account, the pkey or the host."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ended: dict[tuple[str, str], Stamp] = {}
        self._rests: dict[tuple[str, str], tuple[Stamp, float]] = {}

    def load(self, stamps: Mapping[tuple[str, str], Stamp]) -> None:
        """Take over what an earlier run asked last, as (act, key) → moment."""
        with self._lock:
            self._ended.update(stamps)

    def ready_in(self, act: str, key: str, now: Stamp) -> float:
        """Seconds until `act` may be asked again for `key`; 0.0: now."""
        with self._lock:
            ended = self._ended.get((act, key))
        gap = remaining(ended, GAPS[act], now) if ended is not None and act in GAPS else 0.0
        return max(gap, self.rests_for(act, key, now))

    def rests_for(self, act: str, key: str, now: Stamp) -> float:
        """Seconds that the service still wants no `act` for `key`, beyond the gap; 0.0: it said nothing."""
        with self._lock:
            since, seconds = self._rests.get((act, key), (now, 0.0))
        return remaining(since, seconds, now)

    def rest(self, act: str, key: str, now: Stamp, seconds: float) -> None:
        """The service wants no `act` for `key` for so long (Retry-After), whoever wishes for one."""
        with self._lock:
            self._rests = {of: rest for of, rest in self._rests.items() if remaining(*rest, now) > 0}
            self._rests[act, key] = (now, seconds)

    def ended(self, act: str, key: str, now: Stamp) -> None:
        """Note that a request of `act` for `key` has just ended."""
        with self._lock:
            self._ended[act, key] = now
            if len(self._ended) > _SWEEP_AT:
                # Keys of numbers long gone would pile up.
                self._ended = {
                    (one, of): stamp
                    for (one, of), stamp in self._ended.items()
                    if one in GAPS and remaining(stamp, GAPS[one], now) > 0
                }
