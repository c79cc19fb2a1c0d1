# SPDX-License-Identifier: MIT
"""Know the bounds of releasing: which wait is absurd, and from when on one more release is one of many."""

from __future__ import annotations

from typing import NamedTuple

from fxdesk.core.model import LeaseId

LONGEST_UNDO = 5
"""Seconds; a number goes on costing while a person thinks it over."""

ABSURD_WAIT = 3600
"""A wait in seconds that no person expects of a release."""

PATIENCE = 3
"""Waits that the service may name in a row before the next ones grow by themselves."""

# The document names no threshold for its -6; these are guesses on the careful side.
OFTEN_FOR_NUMBER = 2
"""Releases that were sent for one number; the next one is worth a question."""
OFTEN_FOR_ACCOUNT = 10
"""Releases that an account has sent within WINDOW."""
WINDOW = 600.0
"""Seconds."""


class ReleaseCount(NamedTuple):
    """Releases that were sent: for this number ever, by its account within WINDOW.

    `blacked_before`: the service has once blacklisted a number of this account for it.
    """

    of_number: int
    of_account: int
    blacked_before: bool = False

    @property
    def often(self) -> bool:
        """Whether one more is to be asked about."""
        return self.of_number >= OFTEN_FOR_NUMBER or self.of_account >= OFTEN_FOR_ACCOUNT


class ReleaseDoubt(NamedTuple):
    """A release that the person is to agree to first, because of what was released before."""

    lease_id: LeaseId
    counts: ReleaseCount
