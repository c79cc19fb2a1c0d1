# SPDX-License-Identifier: MIT
"""Hold the document's bounds for using a number again, in minutes."""

from __future__ import annotations

SHORTEST = 2
LONGEST = 300
USUAL = 5
