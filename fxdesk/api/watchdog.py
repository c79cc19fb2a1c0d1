# SPDX-License-Identifier: MIT
"""End every request in time, from outside: a time-out of one read says nothing about the whole."""

from __future__ import annotations

import contextlib
import heapq
import itertools
import socket
import threading
import time
from collections.abc import Callable


class Cutter:
    """A second handle on a connection's socket, which any thread may shut.

    It outlives what the connection does to the first: TLS takes that over, and a body without a length is
    read after the connection has let go of it. Whoever shares it drops it once.
    """

    def __init__(self, connected: socket.socket) -> None:
        self._lock = threading.Lock()
        self._shares = 1
        self._handle: socket.socket | None = connected.dup()

    def share(self) -> None:
        with self._lock:
            self._shares += 1

    def drop(self) -> None:
        with self._lock:
            self._shares -= 1
            if self._shares == 0 and self._handle is not None:
                self._handle.close()
                self._handle = None

    def shut(self) -> None:
        """End reading and writing for both sides at once."""
        with self._lock:
            if self._handle is not None:
                # The other side may have ended it before.
                with contextlib.suppress(OSError):
                    self._handle.shutdown(socket.SHUT_RDWR)


class Call:
    """One request on its way.

    `cut_by` is why it was cut ("timeout", "stopped"), `fault` why no connection came about; `handed_over` is
    set just before the first byte of the request is given to the socket: the one word on "sent or not".
    """

    def __init__(self, until: float, connect_until: float, on_handed_over: Callable[[], None] | None) -> None:
        self.until, self.connect_until = until, connect_until
        self.cut_by = self.fault = ""
        self.handed_over = self.over = False
        self._on_handed_over = on_handed_over
        self._lock = threading.Lock()
        self._cutter: Cutter | None = None
        self._connecting = False

    def connecting(self) -> None:
        self._connecting = True

    def watch(self, cutter: Cutter) -> bool:
        """Let `cutter` end this call; False: it has been cut already."""
        with self._lock:
            if self._cutter is not cutter:
                cutter.share()
                if self._cutter is not None:
                    self._cutter.drop()
                self._cutter = cutter
            return not self.cut_by

    def connected(self) -> None:
        self._connecting = False

    def hand_over(self, cutter: Cutter) -> bool:
        """Set the mark; False: the call was cut before, so nothing may be sent."""
        if self.handed_over:
            raise RuntimeError("a request is handed over once")
        if not self.watch(cutter):
            return False
        self._connecting = False
        self.handed_over = True
        if self._on_handed_over is not None:
            self._on_handed_over()
        return True

    def cut(self, why: str) -> None:
        """End it now, from any thread; the first reason stays."""
        with self._lock:
            if self.over or self.cut_by:
                return
            self.cut_by = why
            if self._cutter is not None:
                self._cutter.shut()

    def expire(self, now: float) -> None:
        """Cut it if its time, or that for connecting, has come."""
        if now >= self.until or (self._connecting and now >= self.connect_until):
            self.cut("timeout")

    def finish(self) -> str:
        """Nothing can cut it any more; returns `cut_by`."""
        with self._lock:
            self.over = True
            if self._cutter is not None:
                self._cutter.drop()
                self._cutter = None
            return self.cut_by


class Watchdog:
    """One thread for all calls of the program, started with the first."""

    def __init__(self) -> None:
        self._wake = threading.Condition()
        self._heap: list[tuple[float, int, Call]] = []
        self._numbers = itertools.count()
        self._thread: threading.Thread | None = None
        self._closed = False

    def watch(self, when: float, call: Call) -> None:
        """Look at `call` at `when`, a time.monotonic()."""
        with self._wake:
            if self._closed:
                call.cut("stopped")
                return
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="fxdesk-watchdog", daemon=True)
                self._thread.start()
            heapq.heappush(self._heap, (when, next(self._numbers), call))
            if self._heap[0][2] is call:
                self._wake.notify()

    def close(self) -> None:
        """End the thread; calls that come later are cut at once."""
        with self._wake:
            self._closed = True
            thread, self._thread = self._thread, None
            self._wake.notify()
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while (due := self._due()) is not None:
            now = time.monotonic()
            for call in due:
                call.expire(now)

    def _due(self) -> list[Call] | None:
        """Wait for the next calls whose moment has come; None: the watchdog was closed."""
        with self._wake:
            while not self._closed:
                now = time.monotonic()
                due: list[Call] = []
                while self._heap and (self._heap[0][2].over or self._heap[0][0] <= now):
                    call = heapq.heappop(self._heap)[2]
                    if not call.over:
                        due.append(call)
                if due:
                    return due
                self._wake.wait(self._heap[0][0] - now if self._heap else None)
            return None
