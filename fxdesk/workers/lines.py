# SPDX-License-Identifier: MIT
"""Give each thread its own client for each host, and cut them all from outside."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from fxdesk.core.errors import NotSent

if TYPE_CHECKING:
    from fxdesk.api.client import Client


class Lines:
    """The clients of one lane's threads. `make` gives a new client for a host, in the calling thread."""

    def __init__(self, make: Callable[[str], Client]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._clients: dict[tuple[int, str], Client] = {}
        self._over = False

    def to(self, host: str) -> Client:
        """This thread's client for `host`; raises NotSent once the lane was stopped."""
        place = threading.get_ident(), host
        with self._lock:
            client = self._clients.get(place)
        if client is None:
            client = self._make(host)
            with self._lock:
                self._clients[place] = client
        # Asked last: a lane that was stopped meanwhile has not cut the client that is new.
        if self._is_over():
            raise NotSent("", "stopped")
        return client

    def hang_up(self, *, for_good: bool = False) -> None:
        """Cut whatever is on its way; later calls start afresh, or, `for_good`, never."""
        with self._lock:
            self._over = self._over or for_good
            clients = list(self._clients.values())
            if not for_good:
                # A cut client stays cut: its thread gets another one for the next call.
                self._clients.clear()
        for client in clients:
            client.abort()

    def _is_over(self) -> bool:
        with self._lock:
            return self._over

    def close_mine(self) -> None:
        """Close the calling thread's clients, at its end."""
        me = threading.get_ident()
        with self._lock:
            mine = [self._clients.pop(place) for place in tuple(self._clients) if place[0] == me]
        for client in mine:
            client.close()
