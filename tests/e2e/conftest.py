# SPDX-License-Identifier: MIT
"""A desktop and a service of one's own for each test, and what to look at when it failed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fxdesk.simulator import Control
from tests.e2e.desktop import Desktop


class Service:
    """The simulator as a process of its own: its address and its levers."""

    def __init__(self, scenario: str, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "fxdesk.simulator", "--scenario", scenario, *arguments],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()
        assert self.url, "the simulator did not start"
        self.levers = Control(self.url)

    def close(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(10)
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def service() -> Iterator[Service]:
    """A service in which nothing happens but what the test does."""
    running = Service("by-hand")
    yield running
    running.close()


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    """A private screen, bus and unlocked keyring."""
    laid_out = Desktop(tmp_path / "desktop")
    yield laid_out
    laid_out.close()
