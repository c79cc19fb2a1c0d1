# SPDX-License-Identifier: MIT
"""Make clients where they are used, so that the first thread that needs the network library loads it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from fxdesk.core.clock import Clock
from fxdesk.core.notice import Exchange
from fxdesk.workers.lines import Lines

if TYPE_CHECKING:
    from fxdesk.api.client import Client, Clients


class Switchboard:
    """The one factory of clients for all lanes.

    `addresses` gives the URL of each host that may be spoken to; an http one was allowed by whoever named it.
    """

    def __init__(
        self, addresses: dict[str, str], clock: Clock, on_exchange: Callable[[Exchange], None]
    ) -> None:
        self._addresses, self._clock, self._on_exchange = addresses, clock, on_exchange
        self._lock = threading.Lock()
        self._clients: Clients | None = None

    def knows(self, host: str) -> bool:
        """Whether this host has an address."""
        return host in self._addresses

    def lines(self) -> Lines:
        """Lines for the threads of one lane."""
        return Lines(self._make)

    def close(self) -> None:
        """Close what all clients share, when every thread that had one has ended."""
        with self._lock:
            if self._clients is not None:
                self._clients.close()
                self._clients = None

    def _make(self, host: str) -> Client:
        from fxdesk.api.client import Clients
        from fxdesk.api.transport import Endpoint, TransportShared

        with self._lock:
            if self._clients is None:
                self._clients = Clients(TransportShared(), self._clock, self._on_exchange)
            url = self._addresses[host]
            return self._clients.make(Endpoint(url, http_allowed=url.startswith("http:")))
