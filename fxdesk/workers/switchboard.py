# SPDX-License-Identifier: MIT
"""Make clients where they are used, so that the first thread that needs the network library loads it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from fxdesk.api.deadlines import Deadlines
from fxdesk.api.endpoint import Endpoint
from fxdesk.core.clock import Clock
from fxdesk.core.errors import NotSent
from fxdesk.core.notice import Exchange
from fxdesk.workers.lines import Lines

if TYPE_CHECKING:
    from fxdesk.api.client import Client, Clients


class Switchboard:
    """The one factory of clients for all lanes.

    Only the one service of this run is spoken to: a token never goes to a host that it was not made for.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        clock: Clock,
        on_exchange: Callable[[Exchange], None],
        deadlines: Deadlines,
    ) -> None:
        self._endpoint, self._clock, self._on_exchange = endpoint, clock, on_exchange
        self._deadlines = deadlines
        self._lock = threading.Lock()
        self._clients: Clients | None = None

    def knows(self, host: str) -> bool:
        """Whether this host is the service of this run."""
        return host == self._endpoint.host

    def lines(self) -> Lines:
        """Lines for the threads of one lane."""
        return Lines(self._make)

    def lines_anywhere(self, endpoint_of: Callable[[str], Endpoint]) -> Lines:
        """Lines to any address, by its URL, for what needs no token."""
        return Lines(lambda url: self._make_to(endpoint_of(url)))

    def close(self) -> None:
        """Close what all clients share, when every thread that had one has ended."""
        with self._lock:
            if self._clients is not None:
                self._clients.close()
                self._clients = None

    def _make(self, host: str) -> Client:
        if not self.knows(host):
            raise NotSent("", "other host")
        return self._make_to(self._endpoint)

    def _make_to(self, endpoint: Endpoint) -> Client:
        from fxdesk.api.client import Clients
        from fxdesk.api.transport import TransportShared

        with self._lock:
            if self._clients is None:
                shared = TransportShared()
                self._clients = Clients(shared, self._clock, self._on_exchange, self._deadlines)
            return self._clients.make(endpoint)
