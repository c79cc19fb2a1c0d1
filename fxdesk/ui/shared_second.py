# SPDX-License-Identifier: MIT
"""Give all countdowns of a page the same now, so that two of one release never say different seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from fxdesk.core.clock import Clock, Stamp

SECOND = 0.9
"""Somewhat less than a second: timers that ask each second may ask a little early."""


class SharedSecond(QObject):
    """A clock that stands still for a second. turned() -- it went on: what counts is to be said anew."""

    turned = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._now = clock.now()
        # Whoever finds it out of date may be in the midst of painting.
        self._teller = QTimer(self, interval=0, singleShot=True)
        self._teller.timeout.connect(self.turned)

    def now(self) -> Stamp:
        """The moment that holds for all, not a second ago."""
        passed = self._clock.elapsed() - self._now.elapsed
        if not 0 <= passed < SECOND:
            self.turn()
        return self._now

    def elapsed(self) -> float:
        """The elapsed time of `now`."""
        return self.now().elapsed

    def turn(self) -> None:
        """Go on at once: a number came with another countdown, which is told from its beginning."""
        self._now = self._clock.now()
        self._teller.start()
