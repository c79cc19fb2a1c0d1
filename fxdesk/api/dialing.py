# SPDX-License-Identifier: MIT
"""Find the service's addresses and connect to one of them, in steps that can be given up at any moment."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
import time
from collections.abc import Sequence
from typing import Any

from urllib3.util import wait_for_write

from fxdesk.api.watchdog import Call

STEP = 0.05
"""Seconds between two looks at whether a call that is still connecting was cut."""

Address = tuple[Any, ...]
_Found = tuple[socket.AddressFamily, socket.SocketKind, int, str, Address]
_Options = Sequence[tuple[int, int, int | bytes]]


class DialingFailed(Exception):
    """No connection: `cause` is "dns", "connect", "timeout" or what the call was cut by."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class _Search:
    """One look-up of a name, which cannot be cut: whoever waits for it may leave."""

    def __init__(self, host: str, port: int) -> None:
        self.done = threading.Event()
        self.found: list[_Found] = []
        self._host, self._port = host, port

    def run(self) -> None:
        # A name that is none at all fails in its encoding.
        with contextlib.suppress(OSError, UnicodeError):
            self.found = _look_up(self._host, self._port)
        self.done.set()


class NameBook:
    """Looks names up in threads of their own, one for each name at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._searches: dict[tuple[str, int], _Search] = {}

    def addresses(self, host: str, port: int, call: Call) -> list[_Found]:
        """The addresses of `host`; raises DialingFailed when there are none, in time or at all."""
        if _is_address(host):
            return _look_up(host, port)
        with self._lock:
            search = self._searches.get((host, port))
            if search is None or search.done.is_set():
                search = self._searches[host, port] = _Search(host, port)
                threading.Thread(target=search.run, name=f"fxdesk-dns {host}", daemon=True).start()
        while not search.done.wait(STEP):
            _stay(call)
        if not search.found:
            raise DialingFailed("dns")
        return search.found


def dial(book: NameBook, host: str, port: int, call: Call, options: _Options) -> socket.socket:
    """A connected socket whose time-out is what is left for connecting. Raises DialingFailed."""
    found = book.addresses(host, port, call)
    for place, (family, kind, protocol, _, address) in enumerate(found):
        left = _stay(call)
        try:
            dialed = socket.socket(family, kind, protocol)
        except OSError:
            # This machine lacks the family; another address may have one that it has.
            continue
        try:
            for option in options:
                dialed.setsockopt(*option)
            if _connect(dialed, address, time.monotonic() + left / (len(found) - place), call):
                dialed.settimeout(_stay(call))
                return dialed
        except BaseException:
            dialed.close()
            raise
        dialed.close()
    _stay(call)
    raise DialingFailed("connect")


def _connect(dialed: socket.socket, address: Address, until: float, call: Call) -> bool:
    dialed.setblocking(False)
    try:
        dialed.connect(address)
    except (BlockingIOError, InterruptedError):
        pass
    except OSError:
        return False
    else:
        return True
    while not wait_for_write(dialed, min(STEP, max(0.0, until - time.monotonic()))):
        _stay(call)
        if time.monotonic() >= until:
            return False
    return dialed.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0


def _stay(call: Call) -> float:
    """Seconds left for connecting; raises DialingFailed when there are none or the call was cut."""
    if call.cut_by:
        raise DialingFailed(call.cut_by)
    left = min(call.connect_until, call.until) - time.monotonic()
    if left <= 0:
        raise DialingFailed("timeout")
    return left


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _look_up(host: str, port: int) -> list[_Found]:
    return list(socket.getaddrinfo(host.strip("[]"), port, socket.AF_UNSPEC, socket.SOCK_STREAM))
