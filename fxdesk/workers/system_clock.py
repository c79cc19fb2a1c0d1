# SPDX-License-Identifier: MIT
"""Read the machine's clocks: one that goes on while it sleeps, and the name of this boot."""

from __future__ import annotations

import time
from pathlib import Path

from fxdesk.core.clock import Stamp

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def _boot() -> str:
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        # Without a name the boot's own moment must do, in steps that clock corrections don't cross.
        return f"about {round((time.time() - time.monotonic()) / 600)}"


class SystemClock:
    """The clock port over CLOCK_BOOTTIME, or the monotonic clock where there is none."""

    def __init__(self) -> None:
        self._clock = getattr(time, "CLOCK_BOOTTIME", None)
        self._boot = _boot()

    def now(self) -> Stamp:
        return Stamp(time.time(), self._boot, self.elapsed())

    def elapsed(self) -> float:
        return time.monotonic() if self._clock is None else time.clock_gettime(self._clock)
