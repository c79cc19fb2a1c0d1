# SPDX-License-Identifier: MIT
"""Send one GET and bring back its whole answer, within limits of time and size, or say what became of it."""

from __future__ import annotations

import contextlib
import http.client
import logging
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, cast
from urllib.parse import quote, urlencode

import requests
from requests.adapters import HTTPAdapter
from requests.cookies import RequestsCookieJar
from requests.structures import CaseInsensitiveDict
from requests.utils import DEFAULT_CA_BUNDLE_PATH, get_environ_proxies, select_proxy
from urllib3.exceptions import HTTPError

from fxdesk import __version__
from fxdesk.api.body import Body, fault_of_read
from fxdesk.api.connection import POOLS, in_hand, seconds_left
from fxdesk.api.dialing import NameBook
from fxdesk.api.endpoint import Endpoint as Endpoint
from fxdesk.api.watchdog import Call, Watchdog
from fxdesk.core.errors import NotSent

CONNECT_SECONDS = 10.0
"""For the name, the connection and the TLS handshake together."""

TEXT_LIMIT = 64 * 1024
SMS_LIMIT = 1024 * 1024
"""What an SMS may have: one that is too large to be read was paid for all the same."""
LIST_LIMIT = 32 * 1024 * 1024

_PIECE = 16 * 1024
_LONGEST_RETRY_AFTER = 3600.0
_NETWORK_ERRORS = (requests.RequestException, HTTPError, http.client.HTTPException, OSError, ValueError)


class Answer(NamedTuple):
    """A whole answer with status 200."""

    body: bytes
    milliseconds: int


class Broken(Exception):
    """A request was handed over and no whole answer with status 200 came back.

    `cause` is as in NoAnswer, `raw` what was read of the body, `retry_after` the service's wish in seconds.
    """

    def __init__(self, cause: str, raw: bytes, retry_after: float | None) -> None:
        super().__init__(cause)
        self.cause, self.raw, self.retry_after = cause, raw, retry_after


class TransportShared:
    """What all transports share: the TLS context, the watchdog and the look-up of names.

    `trusted` replaces the context that trusts the system's and certifi's authorities.
    """

    def __init__(
        self, trusted: ssl.SSLContext | None = None, *, connect_seconds: float = CONNECT_SECONDS
    ) -> None:
        self.connect_seconds = connect_seconds
        self.watchdog = Watchdog()
        self.book = NameBook()
        self._lock = threading.Lock()
        self._context = trusted
        # Its debug lines and its one warning repeat the address with the whole query.
        logging.getLogger("urllib3").setLevel(logging.ERROR)

    @property
    def context(self) -> ssl.SSLContext:
        """Made with the first use: reading the authorities takes longer than a request."""
        with self._lock:
            if self._context is None:
                context = ssl.create_default_context()
                context.load_verify_locations(DEFAULT_CA_BUNDLE_PATH)
                self._context = context
            return self._context

    def close(self) -> None:
        """End the watchdog; every transport is to be closed before."""
        self.watchdog.close()


class _Adapter(HTTPAdapter):
    """requests' adapter with the watched connections, the shared TLS context and one kept connection.

    Used without a Session: that would look into .netrc, keep cookies, and read the body of a redirect whole.
    """

    def __init__(self, context: ssl.SSLContext | None) -> None:
        self._tls: dict[str, Any] = {} if context is None else {"ssl_context": context}
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(
        self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any
    ) -> None:
        super().init_poolmanager(connections, maxsize, block, **self._tls, **pool_kwargs)
        self.poolmanager.pool_classes_by_scheme = cast(Any, POOLS)

    def proxy_manager_for(self, proxy: str, **proxy_kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **self._tls, **proxy_kwargs)
        manager.pool_classes_by_scheme = POOLS
        return manager

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """The shared context verifies; naming a file here would have it read for each connection."""


class _Read(NamedTuple):
    """What came back: `fault` "" is a whole answer with status 200."""

    body: bytes
    fault: str
    retry_after: float | None = None


class _Wanted(NamedTuple):
    """How an answer is to be read."""

    limit: int
    gzip: bool
    body_of_errors: bool
    progress: Callable[[int], None] | None
    cancelled: Callable[[], bool] | None


class Transport:
    """The way to one endpoint, for one thread; `abort` may come from any other."""

    def __init__(self, shared: TransportShared, endpoint: Endpoint) -> None:
        self._shared, self._endpoint = shared, endpoint
        self._lock = threading.Lock()
        self._call: Call | None = None
        self._stopped = False
        self._adapter: _Adapter | None = None
        self._proxies: dict[str, str] | None = None

    def get(
        self,
        act: str,
        query: Sequence[tuple[str, str]],
        *,
        deadline: float,
        limit: int = TEXT_LIMIT,
        fresh_connection: bool = False,
        gzip: bool = False,
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        handed_over: Callable[[], None] | None = None,
    ) -> Answer:
        """One GET; never repeated, never redirected.

        `deadline` is in seconds for everything, `limit` in bytes of the body. `fresh_connection` makes one
        for this request alone; then the body of a failed answer is brought back too. `progress` is told the
        bytes read; `cancelled` is asked between two reads; `handed_over` is called just before the first byte
        leaves.
        Raises NotSent and Broken.
        """
        if not self._endpoint.permitted:
            raise NotSent(act, "insecure")
        began = time.monotonic()
        call = Call(began + deadline, began + min(deadline, self._shared.connect_seconds), handed_over)
        with self._lock:
            if self._stopped:
                raise NotSent(act, "stopped")
            self._call = call
        wanted = _Wanted(limit, gzip, fresh_connection, progress, cancelled)
        try:
            read = self._fetch(call, query, wanted, fresh=fresh_connection)
        finally:
            # From here on nothing can cut it: what was cut before is an error, whatever was read.
            cut_by = call.finish()
            self._ended()
        if not call.handed_over:
            raise NotSent(act, cut_by or call.fault or "connect")
        if cut_by or read.fault:
            raise Broken(cut_by or read.fault, read.body, read.retry_after)
        return Answer(read.body, round((time.monotonic() - began) * 1000))

    def _ended(self) -> None:
        with self._lock:
            self._call = None
            stopped = self._stopped
        if stopped:
            self.close()

    def abort(self) -> None:
        """Cut what is on its way; every later request raises NotSent with the cause "stopped"."""
        with self._lock:
            self._stopped = True
            if self._call is not None:
                self._call.cut("stopped")
                return
        self.close()

    def close(self) -> None:
        """Let the kept connection go."""
        with self._lock:
            adapter, self._adapter = self._adapter, None
        if adapter is not None:
            adapter.close()

    def _fetch(self, call: Call, query: Sequence[tuple[str, str]], wanted: _Wanted, *, fresh: bool) -> _Read:
        in_hand.call, in_hand.book = call, self._shared.book
        if self._proxies is None:
            self._proxies = {} if self._endpoint.is_loopback else get_environ_proxies(self._endpoint.url)
        proxy = select_proxy(self._endpoint.url, self._proxies)
        if proxy is not None and proxy.lower().startswith("socks"):
            # Its connections are not ours: they could neither be cut nor say what was handed over.
            call.fault = "proxy"
            return _Read(b"", "")
        adapter = self._new_adapter() if fresh else self._kept_adapter()
        self._shared.watchdog.watch(call.until, call)
        self._shared.watchdog.watch(call.connect_until, call)
        failure: BaseException | None = None
        try:
            with contextlib.closing(adapter) if fresh else contextlib.nullcontext():
                response = adapter.send(
                    self._request(query, wanted, fresh=fresh),
                    stream=True,
                    timeout=(self._shared.connect_seconds, seconds_left(call)),
                    proxies=self._proxies,
                )
                return self._read(response, call, wanted)
        except _NETWORK_ERRORS as error:
            failure = error
        # Outside the handler, so that nothing raised later carries the address in its context.
        return _Read(b"", fault_of_read(failure))

    def _kept_adapter(self) -> _Adapter:
        with self._lock:
            if self._adapter is not None:
                return self._adapter
        adapter = self._new_adapter()
        with self._lock:
            self._adapter = adapter
        return adapter

    def _new_adapter(self) -> _Adapter:
        return _Adapter(self._shared.context if self._endpoint.encrypted else None)

    def _request(
        self, query: Sequence[tuple[str, str]], wanted: _Wanted, *, fresh: bool
    ) -> requests.PreparedRequest:
        # By hand: preparing would parse and encode again what is known to be right.
        request = requests.PreparedRequest()
        request.method = "GET"
        request.url = self._endpoint.url + "?" + urlencode(query, quote_via=quote, safe="", errors="replace")
        request.headers = CaseInsensitiveDict(
            {
                "User-Agent": f"FXDesk/{__version__}",
                "Accept-Encoding": "gzip" if wanted.gzip else "identity",
                "Cache-Control": "no-cache, no-store",
                "Connection": "close" if fresh else "keep-alive",
            }
        )
        cast(Any, request)._cookies = RequestsCookieJar()
        return request

    def _read(self, response: requests.Response, call: Call, wanted: _Wanted) -> _Read:
        raw, status = response.raw, response.status_code
        fault, retry_after = "", None
        inflater = None
        if 300 <= status < 400:
            fault = "redirect"
        elif status != 200:
            fault, retry_after = f"status {status}", _retry_after(response.headers.get("Retry-After", ""))
        encoding = response.headers.get("Content-Encoding", "").strip().lower()
        if encoding not in ("", "identity"):
            if wanted.gzip and encoding in ("gzip", "x-gzip"):
                inflater = zlib.decompressobj(wbits=31)
            else:
                fault = fault or "unreadable"
        body = Body(wanted.limit, inflater)
        if not fault or wanted.body_of_errors:
            fault = fault or ""
            reading = self._read_body(raw, call, wanted, body)
            fault = fault or reading
        if fault or call.cut_by:
            raw.close()
        return _Read(bytes(body.content), fault, retry_after)

    def _read_body(self, raw: Any, call: Call, wanted: _Wanted, body: Body) -> str:
        """Fill `body`; returns what went wrong, or ""."""
        failure: BaseException | None = None
        try:
            while piece := raw.read1(_PIECE, decode_content=False):
                if fault := body.add(piece):
                    return fault
                if wanted.progress is not None:
                    wanted.progress(body.taken)
                call.expire(time.monotonic())
                if call.cut_by:
                    return call.cut_by
                if wanted.cancelled is not None and wanted.cancelled():
                    return "stopped"
        except _NETWORK_ERRORS as error:
            failure = error
        return fault_of_read(failure) if failure is not None else body.fault_at_end()


def _retry_after(header: str) -> float | None:
    """Seconds; a date is not taken, because the service's clock is not known."""
    text = header.strip()
    return min(float(text), _LONGEST_RETRY_AFTER) if text.isdecimal() and len(text) < 10 else None
