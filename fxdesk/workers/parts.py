# SPDX-License-Identifier: MIT
"""Hold what the program is put together from, so that only the composition root knows where it comes from."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit

from fxdesk.core.clock import Clock
from fxdesk.core.preferences import Preferences
from fxdesk.store.credentials import Credentials
from fxdesk.store.profile import Profile
from fxdesk.store.settings import Settings


class Parts(NamedTuple):
    """What the link works with. `http_allowed`: the address may be an unencrypted one.

    `learn` makes the log mask a secret.
    """

    clock: Clock
    profile: Profile
    settings: Settings
    preferences: Preferences
    credentials: Credentials
    endpoint_url: str
    http_allowed: bool
    learn: Callable[[str], None]
    demo: bool = False

    @property
    def host(self) -> str:
        """The service's host, with its port if one is named."""
        return urlsplit(self.endpoint_url).netloc.lower()

    @property
    def encrypted(self) -> bool:
        """Whether nobody on the way can read along."""
        return urlsplit(self.endpoint_url).scheme == "https"
