# SPDX-License-Identifier: MIT
"""Hold the document's bounds for using a number again, in minutes, and say when it may go on unseen."""

from __future__ import annotations

from fxdesk.core.clock import Stamp, later, span
from fxdesk.core.lease_state import State
from fxdesk.core.model import Lease

SHORTEST = 2
LONGEST = 300
USUAL = 5

LONGEST_ON_ITS_WAY = 120.0
"""Seconds after which a request that had no answer was given up."""


def may_be_in_use(lease: Lease) -> bool:
    """Whether a further use had no answer and may be going on, so that a new SMS would be its proof."""
    return lease.state is State.RECEIVED and lease.again_until is not None


def over_at_the_latest(asked: Stamp, given_up: Stamp | None, minutes: int) -> Stamp:
    """When a use for `minutes` ends that the service may have taken up at any time from `asked` on."""
    waited = LONGEST_ON_ITS_WAY if given_up is None else span(asked, given_up).seconds
    return later(asked, min(waited, LONGEST_ON_ITS_WAY) + minutes * 60.0)
