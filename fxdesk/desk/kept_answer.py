# SPDX-License-Identifier: MIT
"""Decide what of an answer is kept beside its event: what the event does not say, and never the token."""

from __future__ import annotations

from fxdesk.api.wire import decode
from fxdesk.core.errors import FxError, Garbled, NoAnswer, Refused
from fxdesk.core.redact import without_secrets

MOST = 2048
"""Bytes of one odd answer; those of paying acts are kept whole, by Record.answered."""


def odd_answer(error: FxError, token: str) -> bytes:
    """What came with this error, less the token; b"" where nothing came, or no more than a plain `0|code`."""
    if not isinstance(error, NoAnswer | Garbled | Refused):
        return b""
    if isinstance(error, Refused) and decode(error.raw) == f"0|{error.code}":
        return b""
    # Cut last, so that no half of the token stays.
    return without_secrets(error.raw, (token,))[:MOST]
