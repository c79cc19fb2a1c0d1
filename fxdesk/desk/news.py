# SPDX-License-Identifier: MIT
"""Name the port through which the use cases tell what changed; whoever listens may live in another thread."""

from __future__ import annotations

from typing import Protocol

from fxdesk.core.model import Lease
from fxdesk.core.notice import Accounts, Notice


class News(Protocol):
    """What is told, each time as one immutable value, from any thread, without waiting."""

    def tell_lease(self, lease: Lease) -> None:
        """A lease is new or stands differently."""

    def tell_accounts(self, accounts: Accounts) -> None:
        """An account, or who buys, changed."""

    def notice(self, notice: Notice) -> None:
        """Something to say; the same key replaces what was said before."""

    def withdraw(self, key: str) -> None:
        """What was said under `key` holds no longer."""
