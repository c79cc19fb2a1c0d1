# SPDX-License-Identifier: MIT
"""A fake service that does nothing by itself, and somebody who asks it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fxdesk.simulator import Simulator
from tests.simulator.caller import Caller


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator(rows=1000) as simulator:
        yield simulator


@pytest.fixture
def caller(sim: Simulator) -> Iterator[Caller]:
    with Caller(sim) as asking:
        yield asking
