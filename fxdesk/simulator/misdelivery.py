# SPDX-License-Identifier: MIT
"""How each ordered fault is done: the odd answers, and the ways to break an answer on the wire."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import lru_cache

from fxdesk.simulator.clock import SimulatedClock
from fxdesk.simulator.faults import Fault
from fxdesk.simulator.http_line import Line, Reply

HUGE = 64 << 20
LONG_LINE = 10 << 20
DRIP = 0.1
_HTML = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body><form>Sign in</form></body></html>"
_CHINESE = "\u9a8c\u8bc1\u7801"

Shape = Callable[[Fault, bytes], Reply]


def shaped(fault: Fault, body: bytes) -> Reply | None:
    """Return the odd answer that the fault makes of a body, None when the fault is one of the wire."""
    shape = _SHAPES.get(fault.kind)
    return None if shape is None else shape(fault, body)


def broken(fault: Fault, line: Line, reply: Reply, clock: SimulatedClock) -> None:
    """Break the answer on the wire as the fault says; the connection is to be closed afterwards."""
    _WIRE[fault.kind](fault, line, reply, clock)


def _status(fault: Fault, body: bytes) -> Reply:
    headers = [("Location", fault.location)] if fault.location else []
    if fault.status == 429:
        headers.append(("Retry-After", "120"))
    return Reply(fault.body or _HTML, fault.status, headers, "text/html")


def _html(fault: Fault, body: bytes) -> Reply:
    return Reply(_HTML, content_type="text/html")


def _gbk(fault: Fault, body: bytes) -> Reply:
    text = body.decode()
    if text.isascii():
        text += f"|{_CHINESE}" if text.startswith("1|") else _CHINESE
    return Reply(text.encode("gbk", "replace"), content_type="text/html")


def _fewer(fault: Fault, body: bytes) -> Reply:
    fields = body.split(b"|")
    return Reply(b"|".join(fields[: max(1, len(fields) // 2)]))


def _gzip_unasked(fault: Fault, body: bytes) -> Reply:
    packer = zlib.compressobj(wbits=31)
    return Reply(packer.compress(body) + packer.flush(), headers=[("Content-Encoding", "gzip")])


def _bomb(fault: Fault, body: bytes) -> Reply:
    return Reply(_bomb_bytes(), headers=[("Content-Encoding", "gzip")])


@lru_cache(maxsize=1)
def _bomb_bytes() -> bytes:
    packer = zlib.compressobj(level=1, wbits=31)
    block = b"1|" + b"0" * ((1 << 20) - 2)
    return b"".join(packer.compress(block) for _ in range(HUGE >> 20)) + packer.flush()


def _body(make: Callable[[bytes], bytes]) -> Shape:
    return lambda fault, body: Reply(make(body))


def _json(body: bytes) -> Shape:
    return lambda fault, _: Reply(body, content_type="application/json")


_ROW = b'"Item_ID":"1096","Item_Name":"Lumen Mail","Country_ID":"mys","Country_Title":"+60//malaysia"'

_SHAPES: dict[str, Shape] = {
    "status": _status,
    "html": _html,
    "gbk": _gbk,
    "too-few-fields": _fewer,
    "gzip-unasked": _gzip_unasked,
    "gzip-bomb": _bomb,
    "other-body": lambda fault, body: Reply(fault.body),
    "empty": _body(lambda body: b""),
    "utf16": _body(lambda body: body.decode().encode("utf-16")),
    "bom": _body(lambda body: b"\xef\xbb\xbf" + body),
    "crlf": _body(lambda body: b"\r\n" + body + b"\r\n"),
    "nul": _body(lambda body: body + b"\x00\x00"),
    "invalid-utf8": _body(lambda body: b"1|\xff\xfe\x80" + b"\x81" * 8 + b"|\xc3("),
    "too-many-fields": _body(lambda body: body + b"|more|and|more"),
    "long-line": _body(lambda body: b"1|" + b"9" * LONG_LINE),
    "many-headers": lambda fault, body: Reply(body, headers=[(f"X-Odd-{n}", str(n)) for n in range(500)]),
    "long-header": lambda fault, body: Reply(body, headers=[("X-Long", "x" * 65536)]),
    "json-deep": _json(b"[" * 100_000 + b"]" * 100_000),
    "json-duplicates": _json(b'[{"Item_UPrice":"0.1000","Item_UPrice":"9.0000",' + _ROW + b"}]"),
    "json-nan": _json(b'[{"Item_UPrice":NaN,' + _ROW + b'},{"Item_UPrice":1e999,' + _ROW + b"}]"),
    "json-big": _json(b'[{"Item_UPrice":' + b"9" * 5000 + b"," + _ROW + b"}]"),
    "json-for-text": _json(b'[{"Item_UPrice":"0.4500",' + _ROW + b"}]"),
    "text-for-json": _body(lambda body: b"1|41.6500|3|1280"),
}


def _nothing(fault: Fault, line: Line, reply: Reply, clock: SimulatedClock) -> None:
    """Close without a byte."""


def _reset(fault: Fault, line: Line, reply: Reply, clock: SimulatedClock) -> None:
    line.reset()


def _reset_amid(fault: Fault, line: Line, reply: Reply, clock: SimulatedClock) -> None:
    head = reply.head()
    line.send(head[: len(head) // 2])
    line.reset()


def _reset_after(fault: Fault, line: Line, reply: Reply, clock: SimulatedClock) -> None:
    line.send(reply.head())
    line.reset()


def _drip(line: Line, data: bytes, seconds: float, clock: SimulatedClock) -> None:
    for place in range(len(data)):
        if not line.send(data[place : place + 1]):
            return
        if not clock.wait_until(clock.now() + (seconds or DRIP), line.gone):
            return


def _drip_body(fault: Fault, line: Line, reply: Reply, clock: SimulatedClock) -> None:
    line.send(reply.head(close=True))
    _drip(line, reply.body, fault.seconds, clock)


def _drip_head(fault: Fault, line: Line, reply: Reply, clock: SimulatedClock) -> None:
    _drip(line, reply.head(close=True) + reply.body, fault.seconds, clock)


def _half(reply: Reply) -> bytes:
    return reply.body[: max(1, len(reply.body) // 2)]


def _cut(fault: Fault, line: Line, reply: Reply, clock: SimulatedClock) -> None:
    line.send(reply.head(close=True) + _half(reply))


def _cut_no_length(fault: Fault, line: Line, reply: Reply, clock: SimulatedClock) -> None:
    line.send(reply.head(close=True, length=None) + _half(reply))


def _cut_chunked(fault: Fault, line: Line, reply: Reply, clock: SimulatedClock) -> None:
    chunked = reply._replace(headers=[*reply.headers, ("Transfer-Encoding", "chunked")])
    stated = f"{len(reply.body):x}\r\n".encode()
    line.send(chunked.head(close=True, length=None) + stated + _half(reply))


def _too_short(fault: Fault, line: Line, reply: Reply, clock: SimulatedClock) -> None:
    line.send(reply.head(close=True, length=len(_half(reply))) + reply.body)


def _no_length(fault: Fault, line: Line, reply: Reply, clock: SimulatedClock) -> None:
    line.send(reply.head(close=True, length=None) + reply.body)


def _not_http(fault: Fault, line: Line, reply: Reply, clock: SimulatedClock) -> None:
    line.send(b"SSH-2.0-NotTheServiceAtAll\r\n")


def _raw(fault: Fault, line: Line, reply: Reply, clock: SimulatedClock) -> None:
    line.send(fault.body)


def _huge(fault: Fault, line: Line, reply: Reply, clock: SimulatedClock) -> None:
    block = b"1|" + b"0" * 65534
    if not line.send(reply.head(close=True, length=HUGE)):
        return
    for _ in range(HUGE // len(block)):
        if clock.stopped or not line.send(block):
            return


_WIRE: dict[str, Callable[[Fault, Line, Reply, SimulatedClock], None]] = {
    "lose": _nothing,
    "refuse-before": _nothing,
    "reset-before": _reset,
    "reset-amid": _reset_amid,
    "reset-after": _reset_after,
    "drip-body": _drip_body,
    "drip-head": _drip_head,
    "cut-body": _cut,
    "cut-body-no-length": _cut_no_length,
    "cut-chunked": _cut_chunked,
    "length-too-short": _too_short,
    "length-absent": _no_length,
    "not-http": _not_http,
    "raw": _raw,
    "huge": _huge,
}
