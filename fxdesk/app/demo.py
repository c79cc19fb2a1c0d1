# SPDX-License-Identifier: MIT
"""Run the simulated service in this process, so that the whole program can be tried and nothing costs."""

from __future__ import annotations

from fxdesk.simulator import Simulator


class Demo:
    """A service of its own on a free loopback port, until `close`."""

    def __init__(self) -> None:
        self.simulator = Simulator(scenario="demo").start()
        self.url = self.simulator.url

    def close(self) -> None:
        """Stop the service."""
        self.simulator.stop()
