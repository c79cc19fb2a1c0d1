# SPDX-License-Identifier: MIT
"""Say where the service is and whether its address may be spoken to."""

from __future__ import annotations

import ipaddress
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit


class Endpoint(NamedTuple):
    """The service's address, such as https://www.firefox.fun/yhapi.ashx.

    `http_allowed`: the person accepted that nothing is encrypted. Loopback needs no such word.
    """

    url: str
    http_allowed: bool = False

    @property
    def _parts(self) -> SplitResult:
        try:
            return urlsplit(self.url)
        except ValueError:
            return SplitResult("", "", "", "", "")

    @property
    def host(self) -> str:
        """The host in lower case, with its port if one is named: what accounts and tokens belong to."""
        return self._parts.netloc.lower()

    @property
    def encrypted(self) -> bool:
        """Whether nobody on the way can read along."""
        return self._parts.scheme.lower() == "https"

    @property
    def is_loopback(self) -> bool:
        """Whether the address is this machine's own."""
        name = (self._parts.hostname or "").lower()
        if name == "localhost":
            return True
        try:
            return ipaddress.ip_address(name).is_loopback
        except ValueError:
            return False

    @property
    def permitted(self) -> bool:
        """Whether a request may leave: encrypted, or plain http to loopback or by the person's word."""
        parts = self._parts
        if not parts.hostname or parts.username or parts.password or parts.query or parts.fragment:
            return False
        try:
            _ = parts.port
        except ValueError:
            return False
        if self.encrypted:
            return True
        return parts.scheme.lower() == "http" and (self.http_allowed or self.is_loopback)
