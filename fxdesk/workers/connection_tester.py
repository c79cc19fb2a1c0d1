# SPDX-License-Identifier: MIT
"""Try an address for the service with the one act that costs nothing and needs no token."""

from __future__ import annotations

from fxdesk.core.clock import Clock
from fxdesk.core.errors import FxError
from fxdesk.core.notice import ConnectionTest
from fxdesk.workers.lane import Lane
from fxdesk.workers.lines import Lines
from fxdesk.workers.messenger import Messenger


class ConnectionTester:
    """Asks getItem in the price thread; its `lines` lead to any address, not to the service of this run."""

    def __init__(self, lane: Lane, lines: Lines, messenger: Messenger, clock: Clock) -> None:
        self._lane, self._lines, self._messenger, self._clock = lane, lines, messenger, clock

    def test(self, url: str) -> None:
        """Ask once; Messenger.tested tells what came. A test that still waits is replaced."""
        self._lane.post(lambda: self._messenger.tested.emit(self._tested(url)), name="test")

    def stop(self) -> None:
        """Cut a test that is on its way; returns at once."""
        self._lines.hang_up(for_good=True)

    def _tested(self, url: str) -> ConnectionTest:
        began = self._clock.elapsed()
        try:
            listed = self._lines.to(url).get_item()
        except FxError as error:
            return ConnectionTest(url, seconds=self._clock.elapsed() - began, error=error)
        finally:
            self._lines.close_mine()
        return ConnectionTest(url, len(listed.offers), listed.skipped, self._clock.elapsed() - began)
