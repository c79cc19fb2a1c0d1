# SPDX-License-Identifier: MIT
"""One HTTP/1.1 connection as the simulator sees it: requests in, bytes out, broken off at will."""

from __future__ import annotations

import contextlib
import select
import socket
import struct
from collections.abc import Sequence
from http import HTTPStatus
from typing import NamedTuple

LONGEST_HEAD = 65536
LONGEST_BODY = 1 << 20


class HttpRequest(NamedTuple):
    """One request: header names in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def wants_close(self) -> bool:
        return "close" in self.headers.get("connection", "").lower()

    @property
    def takes_gzip(self) -> bool:
        return "gzip" in self.headers.get("accept-encoding", "").lower()


class Reply(NamedTuple):
    """One answer before it becomes bytes."""

    body: bytes
    status: int = 200
    headers: Sequence[tuple[str, str]] = ()
    content_type: str = "text/plain; charset=utf-8"

    def head(self, *, close: bool = False, length: int | None = -1) -> bytes:
        """Return the head; `length` is the stated Content-Length, -1 the true one, None states none."""
        phrase = HTTPStatus(self.status).phrase
        lines = [f"HTTP/1.1 {self.status} {phrase}", f"Content-Type: {self.content_type}"]
        if length is not None:
            lines.append(f"Content-Length: {len(self.body) if length < 0 else length}")
        lines += [f"{name}: {value}" for name, value in self.headers]
        if close:
            lines.append("Connection: close")
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


class Line:
    """A connected socket; every method is safe to call after either side has closed it."""

    def __init__(self, connected: socket.socket) -> None:
        self._socket = connected
        self._rest = b""
        self.sent_bytes = 0

    def read_request(self) -> HttpRequest | None:
        """Return the next request, None when the client has closed or sent no HTTP."""
        head = self._read_head()
        if head is None:
            return None
        first, *lines = head.decode("latin-1").split("\r\n")
        words = first.split(" ")
        if len(words) != 3:
            return None
        headers = {}
        for line in lines:
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        length = headers.get("content-length", "0")
        body = self._read_body(int(length)) if length.isdigit() else None
        if body is None:
            return None
        return HttpRequest(words[0], words[1], headers, body)

    def send(self, data: bytes) -> bool:
        """Send all of it; False when the other side is gone."""
        try:
            self._socket.sendall(data)
        except (OSError, ValueError):
            return False
        self.sent_bytes += len(data)
        return True

    def gone(self) -> bool:
        """Tell whether the other side (or a stop) has closed the connection."""
        try:
            readable, _, _ = select.select([self._socket], [], [], 0)
            # The base class's recv looks at the raw bytes, also of a TLS connection.
            return bool(readable) and not socket.socket.recv(self._socket, 1, socket.MSG_PEEK)
        except (OSError, ValueError):
            return True

    def reset(self) -> None:
        """Break the connection off with a reset."""
        with contextlib.suppress(OSError):
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._socket.close()

    def shut(self) -> None:
        """Wake whoever reads or writes: nothing goes in or out any more."""
        with contextlib.suppress(OSError, ValueError):
            socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def close(self) -> None:
        self.shut()
        self._socket.close()

    def _read_head(self) -> bytes | None:
        while b"\r\n\r\n" not in self._rest:
            if len(self._rest) > LONGEST_HEAD or not self._read_more():
                return None
        head, _, self._rest = self._rest.partition(b"\r\n\r\n")
        return head

    def _read_body(self, length: int) -> bytes | None:
        if length > LONGEST_BODY:
            return None
        while len(self._rest) < length:
            if not self._read_more():
                return None
        body, self._rest = self._rest[:length], self._rest[length:]
        return body

    def _read_more(self) -> bool:
        try:
            more = self._socket.recv(16384)
        except (OSError, ValueError):
            return False
        self._rest += more
        return bool(more)
