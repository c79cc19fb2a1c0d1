# SPDX-License-Identifier: MIT
"""Say how long each kind of act may take, apart from the network library that keeps to it."""

from __future__ import annotations

from typing import NamedTuple


class Deadlines(NamedTuple):
    """Seconds that an act may take in all, from the look-up of the name to the last byte."""

    paying: float = 120.0
    settling: float = 20.0
    account: float = 20.0
    looking: float = 15.0
    prices: float = 120.0


DEADLINES = Deadlines()
