# SPDX-License-Identifier: MIT
"""Notice that the machine has slept, or that the program was stopped for a while."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from fxdesk.core.clock import Clock

TICK_MS = 5_000
"""A window in which nothing happens is to wake the machine seldom."""
SLEPT_SECONDS = 5.0
"""So far may the clock that goes on in sleep and the one that stands still drift apart unnoticed."""
STOOD_STILL_SECONDS = 30.0
"""Between two ticks; a busy machine is not taken for a stopped program."""


class Wakefulness(QObject):
    """Compares two clocks: the port's, which goes on while the machine sleeps, and `awake`, which does not.

    woke (float, the seconds that were missed) -- whatever fell due meanwhile is to be done now.
    """

    woke = Signal(float)

    def __init__(self, clock: Clock, awake: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock, self._awake = clock, awake
        self._seen = clock.elapsed(), awake()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look from now on."""
        self._seen = self._clock.elapsed(), self._awake()
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Compare the clocks with what they said the last time."""
        elapsed, awake = self._clock.elapsed(), self._awake()
        passed, lived = elapsed - self._seen[0], awake - self._seen[1]
        self._seen = elapsed, awake
        if passed - lived > SLEPT_SECONDS or lived > STOOD_STILL_SECONDS:
            self.woke.emit(max(passed, lived))
