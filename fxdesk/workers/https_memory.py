# SPDX-License-Identifier: MIT
"""Remember where https has worked: http is refused there for ever."""

from __future__ import annotations

from collections.abc import Callable

from fxdesk.core.notice import ConnectionTest, Exchange
from fxdesk.core.service_address import encrypted, host_of, is_loopback


class HttpsMemory:
    """Hears answers and connection tests. `url` is the address that all answers but those of tests come from.

    `seen` gives the hosts that are known; `keep` takes them all with a new one.
    """

    def __init__(
        self, url: str, seen: Callable[[], tuple[str, ...]], keep: Callable[[tuple[str, ...]], None]
    ) -> None:
        self._url, self._seen, self._keep = url, seen, keep

    def hear_exchange(self, exchange: Exchange) -> None:
        """An answer of the service came."""
        # getItem is asked of other addresses too, when one is tried.
        if exchange.direction == "←" and exchange.act != "getItem":
            self._worked(self._url)

    def hear_test(self, test: ConnectionTest) -> None:
        """An address was tried."""
        if test.error is None:
            self._worked(test.url)

    def _worked(self, url: str) -> None:
        host, seen = host_of(url), self._seen()
        if encrypted(url) and not is_loopback(url) and host not in seen:
            self._keep((*seen, host))
