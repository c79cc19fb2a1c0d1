# SPDX-License-Identifier: MIT
"""Keep a second Enter or click from buying what only the first was meant for."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent

from fxdesk.core.clock import Clock

DEAF_SECONDS = 0.4


class DeafTime:
    """Deaf to keys for 0.4 s after the focus came, to clicks too after a request or other prices."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until = 0.0
        self._keys_until = 0.0

    def wake(self) -> None:
        """A request went out or was answered, or the price changed: nothing buys for a moment."""
        self._until = self._clock.elapsed() + DEAF_SECONDS

    def wake_keys(self) -> None:
        """The focus came to where Enter buys: no key buys for a moment."""
        self._keys_until = self._clock.elapsed() + DEAF_SECONDS

    def over(self) -> bool:
        """Whether a click may buy."""
        return self._clock.elapsed() >= self._until

    def hears(self, event: QKeyEvent) -> bool:
        """Whether this key press may buy: no time runs and the key is not held down."""
        return not event.isAutoRepeat() and self._clock.elapsed() >= max(self._until, self._keys_until)
