# SPDX-License-Identifier: MIT
"""Tell before the service does what it will refuse in an API name or a password, by its own codes."""

from __future__ import annotations

import re

SHORTEST, LONGEST = 3, 30

_CHINESE = re.compile("[\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def refused_api_name(api_name: str) -> str:
    """The document's failure code that login would answer to this API name, "" when it is well formed."""
    if not api_name:
        return "-1"
    if not SHORTEST <= len(api_name) <= LONGEST:
        return "-2"
    if "|" in api_name:
        return "-3"
    return "-4" if _CHINESE.search(api_name) else ""


def refused_password(password: str) -> str:
    """The document's failure code that login would answer to this password, "" when it is well formed."""
    if not password:
        return "-5"
    return "" if SHORTEST <= len(password) <= LONGEST else "-6"
