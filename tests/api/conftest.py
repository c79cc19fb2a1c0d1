# SPDX-License-Identifier: MIT
"""A server that answers what it is told to, down to the single byte, and clients that speak to it."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from fxdesk.api.client import Client, Clients
from fxdesk.api.deadlines import Deadlines
from fxdesk.api.endpoint import Endpoint
from fxdesk.api.transport import TransportShared
from fxdesk.core.clock import Stamp
from fxdesk.core.model import CountryId, Order, ServiceId
from fxdesk.core.notice import Exchange

TOKEN = "b7c94daad5e3dd71ffca9298976ec0d4_3"
PKEY = "0524EA1B2A4DC810E3E535BE036C2C170E914ECC4D46ED19"
PASSWORD = "p%c&an ary+é|"
ORDER = Order(ServiceId("1096"), "Lumen Mail", CountryId("mys"), "+60/马来西亚/malaysia", None)
GRANT = f"1|{PKEY}|2026-11-23T10:31:02|mys|60||COM31|1159100274"

SHORT = Deadlines(paying=0.25, settling=0.25, account=0.25, looking=0.25, prices=0.25)
AMPLE = Deadlines(paying=10.0, settling=10.0, account=10.0, looking=10.0, prices=10.0)


class WallClock:
    """The machine's own time."""

    def now(self) -> Stamp:
        return Stamp(time.time(), "boot", time.monotonic())

    def elapsed(self) -> float:
        return time.monotonic()


class Visit(NamedTuple):
    """One request at the rogue server: its connection and what was read of it."""

    connection: socket.socket
    request: bytes
    over: threading.Event

    def send(self, data: bytes) -> bool:
        """Whether the other side still took it."""
        try:
            self.connection.sendall(data)
        except OSError:
            return False
        return True

    def reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def wait_until_left(self) -> None:
        """Return when the other side has closed, or the test is over."""
        with contextlib.suppress(OSError):
            while self.connection.recv(1024):
                pass


Behaviour = Callable[[Visit], bool | None]
"""What the server does with a request; True keeps the connection for another one."""


class Rogue:
    """A raw server on loopback; `behaviour` may be changed between requests.

    Without `reads` it doesn't wait for a request.
    """

    def __init__(
        self, behaviour: Behaviour, tls: ssl.SSLContext | None = None, *, reads: bool = True
    ) -> None:
        self.behaviour = behaviour
        self.requests: list[bytes] = []
        self.connections = 0
        self.visited = threading.Event()
        self._tls, self._reads = tls, reads
        self._over = threading.Event()
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._accepting = threading.Thread(target=self._accept)
        self._accepting.start()

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}/yhapi.ashx"

    def close(self) -> None:
        self._over.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._accepting.join()
        self._listener.close()
        for connection in tuple(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while not self._over.is_set():
                connection, _ = self._listener.accept()
                self.connections += 1
                thread = threading.Thread(target=self._serve, args=(connection,))
                self._threads.append(thread)
                thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            stack.callback(connection.close)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.settimeout(10)
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
                stack.callback(connection.close)
            self._open.append(connection)
            while True:
                request = self._read(connection) if self._reads else b"-"
                if not request:
                    return
                self.requests.append(request)
                self.visited.set()
                if not self.behaviour(Visit(connection, request, self._over)):
                    return

    def _read(self, connection: socket.socket) -> bytes:
        request = b""
        while b"\r\n\r\n" not in request:
            piece = connection.recv(65536)
            if not piece:
                return b""
            request += piece
        return request


def http(body: bytes | str, *headers: str, status: str = "200 OK") -> bytes:
    """A whole and correct answer."""
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(raw)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + raw


def sends(data: bytes, *, keep: bool = False) -> Behaviour:
    """Send `data`, then close or wait for the next request."""

    def behave(visit: Visit) -> bool:
        return visit.send(data) and keep

    return behave


def answers(body: bytes | str, *headers: str, status: str = "200 OK") -> Behaviour:
    """Answer correctly and keep the connection."""
    return sends(http(body, *headers, status=status), keep=True)


@pytest.fixture
def rogue() -> Iterator[Callable[..., Rogue]]:
    """Makes servers; they are closed at the end."""
    made: list[Rogue] = []

    def make(behaviour: Behaviour, tls: ssl.SSLContext | None = None, *, reads: bool = True) -> Rogue:
        made.append(Rogue(behaviour, tls, reads=reads))
        return made[-1]

    yield make
    for server in made:
        server.close()


@pytest.fixture
def exchanges() -> list[Exchange]:
    """What the clients of this test told."""
    return []


@pytest.fixture
def client_to(exchanges: list[Exchange]) -> Iterator[Callable[..., Client]]:
    """Makes clients: url → client, with the deadlines, trust and limit for connecting that are asked for."""
    made: list[tuple[Client, Clients]] = []

    def make(
        url: str,
        deadlines: Deadlines = AMPLE,
        *,
        trusted: ssl.SSLContext | None = None,
        connect_seconds: float = 10.0,
        http_allowed: bool = False,
    ) -> Client:
        shared = TransportShared(trusted, connect_seconds=connect_seconds)
        clients = Clients(shared, WallClock(), exchanges.append, deadlines)
        client = clients.make(Endpoint(url, http_allowed))
        made.append((client, clients))
        return client

    yield make
    for client, clients in made:
        client.close()
        clients.close()
