# SPDX-License-Identifier: MIT
"""Collect the body of an answer within its limit, and tell what it means when reading it fails."""

from __future__ import annotations

import http.client
import ssl
import zlib
from typing import Any


class Body:
    """Collects a body up to its limit, inflating it on the way."""

    def __init__(self, limit: int, inflater: Any) -> None:
        self.content = bytearray()
        self.taken = 0
        self._limit, self._inflater = limit, inflater

    def add(self, piece: bytes) -> str:
        """Take one piece; returns what is wrong with it, or ""."""
        self.taken += len(piece)
        if self._inflater is not None:
            if self._inflater.eof:
                return "unreadable"
            try:
                # One byte above the limit tells that there is more.
                piece = self._inflater.decompress(piece, self._limit + 1 - len(self.content))
            except zlib.error:
                return "unreadable"
            if self._inflater.unused_data:
                return "unreadable"
        room = self._limit - len(self.content)
        self.content += piece[:room]
        return "too large" if len(piece) > room or self.taken > self._limit else ""

    def fault_at_end(self) -> str:
        """A deflated body must have come to its own end."""
        return "cut" if self._inflater is not None and not self._inflater.eof else ""


def fault_of_read(failure: BaseException) -> str:
    """The cause, as in NoAnswer, that lies at the bottom of what requests, urllib3 and http.client raise."""
    chain = [failure]
    while (below := chain[-1].__cause__ or chain[-1].__context__) is not None:
        chain.append(below)
    if any(isinstance(error, http.client.IncompleteRead) for error in chain):
        return "cut"
    match chain[-1]:
        case TimeoutError():
            return "timeout"
        case http.client.RemoteDisconnected():
            return "reset"
        case http.client.HTTPException() | ValueError():
            return "unreadable"
        case ssl.SSLError():
            return "cut"
        case OSError():
            return "reset"
        case _:
            return "cut"
