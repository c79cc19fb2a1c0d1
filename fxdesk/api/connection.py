# SPDX-License-Identifier: MIT
"""Let connections know their call: they can be cut, and they say when a request was handed over."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from typing import TYPE_CHECKING, Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NewConnectionError

from fxdesk.api.dialing import DialingFailed, NameBook, dial
from fxdesk.api.watchdog import Call, Cutter

_PLAIN_ON_THIS_PORT = frozenset(
    {
        "WRONG_VERSION_NUMBER",
        "UNKNOWN_PROTOCOL",
        "HTTP_REQUEST",
        "HTTPS_PROXY_REQUEST",
        "PACKET_LENGTH_TOO_LONG",
        "RECORD_LAYER_FAILURE",
    }
)
"""What TLS says when the other side answers in plain text. Whatever else goes wrong counts as distrust."""


class InHand(threading.local):
    """What the calling thread is doing: a request begins and ends in one thread."""

    call: Call
    book: NameBook


in_hand = InHand()

if TYPE_CHECKING:
    _Base = HTTPConnection
else:
    _Base = object


class _Watched(_Base):
    """What plain and encrypted connections have in common; stands before urllib3's class."""

    _cutter: Cutter | None = None
    _is_connecting = False

    def _new_conn(self) -> socket.socket:
        call = in_hand.call
        try:
            dialed = dial(in_hand.book, self._dns_host, self.port, call, self.socket_options or ())
        except DialingFailed as error:
            call.fault = error.cause
            raise NewConnectionError(self, error.cause) from None
        self._cutter = Cutter(dialed)
        if not call.watch(self._cutter):
            dialed.close()
            raise NewConnectionError(self, call.cut_by)
        return dialed

    def connect(self) -> None:
        call = in_hand.call
        call.connecting()
        self._is_connecting = True
        try:
            super().connect()
        except ssl.SSLError as error:
            call.fault = fault_of(error)
            raise
        except TimeoutError:
            call.fault = "timeout"
            raise
        finally:
            self._is_connecting = False
            call.connected()

    def send(self, data: Any) -> None:
        # What a proxy is told to reach the service is no request yet.
        if not self._is_connecting:
            if self.sock is None:
                # Inside super().send() it would come after the mark.
                self.connect()
            if self._cutter is None or not in_hand.call.hand_over(self._cutter):
                raise NewConnectionError(self, "cut")
        super().send(data)

    def close(self) -> None:
        super().close()
        if self._cutter is not None:
            self._cutter.drop()
            self._cutter = None


class WatchedHTTPConnection(_Watched, HTTPConnection):
    """Plain http."""


class WatchedHTTPSConnection(_Watched, HTTPSConnection):
    """http over TLS."""


class WatchedHTTPPool(HTTPConnectionPool):
    """Makes plain connections."""

    ConnectionCls = WatchedHTTPConnection


class WatchedHTTPSPool(HTTPSConnectionPool):
    """Makes encrypted connections."""

    ConnectionCls = WatchedHTTPSConnection


POOLS = {"http": WatchedHTTPPool, "https": WatchedHTTPSPool}


def fault_of(error: ssl.SSLError) -> str:
    """Whether there is no TLS on this port ("tls"), or it is not to be trusted, which is also the answer when
    that is not certain ("untrusted").
    """
    if isinstance(error, ssl.SSLCertVerificationError):
        return "untrusted"
    return "tls" if getattr(error, "reason", None) in _PLAIN_ON_THIS_PORT else "untrusted"


def seconds_left(call: Call) -> float:
    """What is left of the whole call, for the time-out of a single read."""
    return max(0.001, call.until - time.monotonic())
