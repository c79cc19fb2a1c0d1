# SPDX-License-Identifier: MIT
"""The listening socket and a thread for each connection, all of them gone within a moment of stop()."""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
import threading
import time
from collections.abc import Callable

from fxdesk.simulator.http_line import HttpRequest, Line, Reply

# request, line, the caller's address, the connection's number, place on the connection → keep it open?
Handler = Callable[[HttpRequest, Line, str, int, int], bool]

STOP_WITHIN = 5.0


class Server:
    """Accepts connections on loopback; each is read and answered on a thread of its own."""

    def __init__(self, handler: Handler, tls: ssl.SSLContext | None) -> None:
        self._handler = handler
        self.tls = tls
        self._lock = threading.Lock()
        self._lines: dict[int, Line] = {}
        self._threads: set[threading.Thread] = set()
        self._listener: socket.socket | None = None
        self._waker: socket.socket | None = None
        self._accepting: threading.Thread | None = None
        self._connections = 0
        self.hold_handshakes = False  # a TLS client gets no answer to its hello
        self.port = 0

    @property
    def connections(self) -> int:
        """How many connections were ever accepted."""
        with self._lock:
            return self._connections

    @property
    def open_connections(self) -> int:
        with self._lock:
            return len(self._lines)

    def open(self, host: str, port: int) -> None:
        """Listen; port 0 takes a free one."""
        listener = socket.create_server((host, port), backlog=128)
        waker, woken = socket.socketpair()
        self._listener, self._waker = listener, waker
        self.port = int(listener.getsockname()[1])
        self._accepting = threading.Thread(
            target=self._accept, args=(listener, woken), name="simulator-accept", daemon=True
        )
        self._accepting.start()

    def close(self) -> None:
        """Refuse new connections and cut the open ones."""
        if self._accepting is None or self._waker is None or self._listener is None:
            return
        self._waker.close()
        self._accepting.join(STOP_WITHIN)
        self._listener.close()
        self._accepting = self._waker = self._listener = None
        with self._lock:
            lines = list(self._lines.values())
        for line in lines:
            line.shut()

    def join(self) -> None:
        """Wait for the threads of all connections; close() and whatever they wait for comes first."""
        end = time.monotonic() + STOP_WITHIN
        with self._lock:
            threads = list(self._threads)
        for thread in threads:
            if thread is not threading.current_thread():
                thread.join(max(0.0, end - time.monotonic()))

    def _accept(self, listener: socket.socket, woken: socket.socket) -> None:
        with woken:
            while True:
                readable, _, _ = select.select([listener, woken], [], [])
                if woken in readable:
                    return
                with contextlib.suppress(OSError):
                    connected, address = listener.accept()
                    self._take(connected, str(address[0]))

    def _take(self, connected: socket.socket, caller: str) -> None:
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self._lock:
            self._connections += 1
            number = self._connections
            line = self._lines[number] = Line(connected)
            thread = threading.Thread(
                target=self._converse,
                args=(connected, line, caller, number),
                name=f"simulator-connection-{number}",
                daemon=True,
            )
            self._threads.add(thread)
            thread.start()

    def _converse(self, connected: socket.socket, line: Line, caller: str, number: int) -> None:
        try:
            tls = self.tls
            if tls is not None:
                if self.hold_handshakes:
                    connected.recv(1 << 16)
                    while connected.recv(1 << 16):
                        pass
                    return
                wrapped = tls.wrap_socket(connected, server_side=True, do_handshake_on_connect=False)
                line = Line(wrapped)
                with self._lock:
                    self._lines[number] = line
                wrapped.do_handshake()
            place = 0
            while (request := line.read_request()) is not None:
                place += 1
                if not self._handler(request, line, caller, number, place):
                    return
        except OSError:
            # The client broke off, or it did not trust the certificate: its right.
            return
        finally:
            line.close()
            with self._lock:
                self._lines.pop(number, None)
                self._threads.discard(threading.current_thread())


def plain_reply(line: Line, http: HttpRequest, reply: Reply) -> bool:
    """Send an answer that is no act's; True when the connection may be kept."""
    return line.send(reply.head(close=http.wants_close) + reply.body) and not http.wants_close
