# SPDX-License-Identifier: MIT
"""Judge an address for the service before it is kept: encrypted, or unencrypted by the person's own word."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from enum import StrEnum
from urllib.parse import SplitResult, urlsplit


class Verdict(StrEnum):
    """What may be done with an address."""

    GOOD = "good"
    ASK = "ask"  # plain http: only after an explicit yes
    REFUSED = "refused"  # plain http where https has worked before: never again
    NO_ADDRESS = "no_address"


def completed(typed: str) -> str:
    """The address that a person means: spaces cut off, https where no scheme was typed."""
    url = typed.strip()
    return url if not url or "://" in url else f"https://{url}"


def judged(url: str, *, http_allowed: Collection[str], https_seen: Collection[str]) -> Verdict:
    """What may be done with this address, given the hosts that the person allowed and that spoke https."""
    parts = _parts(url)
    if not _is_one(parts):
        return Verdict.NO_ADDRESS
    if parts.scheme.lower() == "https" or is_loopback(url):
        return Verdict.GOOD
    if host_of(url) in https_seen:
        return Verdict.REFUSED
    return Verdict.GOOD if host_of(url) in http_allowed else Verdict.ASK


def host_of(url: str) -> str:
    """The host in lower case, with its port if one is named; "" where there is none."""
    return _parts(url).netloc.lower()


def encrypted(url: str) -> bool:
    """Whether nobody on the way can read along."""
    return _parts(url).scheme.lower() == "https"


def with_https(url: str) -> str:
    """The same address, encrypted."""
    return _parts(url)._replace(scheme="https").geturl()


def site_of(url: str) -> str:
    """The site's own first page; "" where the address names no host.

    It is over https, but on this machine, where nobody reads along; a port belongs to the scheme it is for.
    """
    parts = _parts(url)
    if not parts.hostname:
        return ""
    if parts.scheme.lower() == "https" or is_loopback(url):
        return f"{parts.scheme.lower()}://{parts.netloc.lower()}/"
    return f"https://{parts.hostname}/"


def is_loopback(url: str) -> bool:
    """Whether the address is this machine's own."""
    name = (_parts(url).hostname or "").lower()
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _parts(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")


def _is_one(parts: SplitResult) -> bool:
    if parts.scheme.lower() not in ("https", "http") or not parts.hostname:
        return False
    if parts.username or parts.password or parts.query or parts.fragment:
        return False
    if any(letter.isspace() for letter in parts.netloc + parts.path):
        return False
    try:
        _ = parts.port
    except ValueError:
        return False
    return True
