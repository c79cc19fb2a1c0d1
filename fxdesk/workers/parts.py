# SPDX-License-Identifier: MIT
"""Hold what the program is put together from, so that only the composition root knows where it comes from."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from fxdesk.api.deadlines import DEADLINES, Deadlines
from fxdesk.api.endpoint import Endpoint
from fxdesk.core.clock import Clock
from fxdesk.core.preferences import Preferences
from fxdesk.store.credentials import Credentials
from fxdesk.store.profile import Profile
from fxdesk.store.settings import Settings


class Parts(NamedTuple):
    """What the link works with. `learn` makes the log mask a secret.

    `awake` is a clock in seconds that stands still while the machine sleeps, beside `clock`, which does not.
    `hindrance` is why the profile's lock could not be taken, though nobody holds it: "read-only" or "disk
    full". The journal is only read then, for two windows could buy over it.
    """

    clock: Clock
    profile: Profile
    settings: Settings
    preferences: Preferences
    credentials: Credentials
    endpoint: Endpoint
    learn: Callable[[str], None]
    demo: bool = False
    deadlines: Deadlines = DEADLINES
    awake: Callable[[], float] = time.monotonic
    hindrance: str = ""
