# SPDX-License-Identifier: MIT
"""What leaves, over which connection, and how soon it can be ended."""

from __future__ import annotations

import gzip
import logging
import socket
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from fxdesk.api.client import Client
from fxdesk.api.transport import Broken, Endpoint, Transport, TransportShared
from fxdesk.core.errors import FxError, Garbled, NoAnswer, NotSent, OutcomeUnknown
from tests.api.conftest import (
    AMPLE,
    GRANT,
    ORDER,
    PASSWORD,
    PKEY,
    TOKEN,
    Rogue,
    Visit,
    answers,
    http,
    sends,
)


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def ignore(raw: bytes, fault: str = "") -> None:
    """Nobody keeps it."""


def look(client: Client) -> Any:
    return client.get_phone_code(token=TOKEN, pkey=PKEY)


def rent(client: Client) -> Any:
    return client.get_phone(token=TOKEN, order=ORDER, keep=ignore)


def target(request: bytes) -> str:
    return request.split(b" ", 2)[1].decode("ascii")


def headers(request: bytes) -> dict[str, str]:
    lines = request.decode("ascii").split("\r\n")[1:]
    return {name.lower(): value for name, _, value in (line.partition(": ") for line in lines if line)}


class InThread:
    """Runs a call in a thread of its own and keeps what it raised."""

    def __init__(self, call: Callable[[], Any]) -> None:
        self.error: BaseException | None = None
        self._call = call
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._call()
        except FxError as error:
            self.error = error

    def ended_within(self, seconds: float) -> bool:
        self._thread.join(seconds)
        return not self._thread.is_alive()


def test_that_fields_are_percent_encoded_utf_8(
    rogue: Callable[..., Rogue], client_to: Callable[..., Client]
) -> None:
    server = rogue(answers("1|"))
    client_to(server.url).add_black(token=TOKEN, pkey=PKEY, reason="坏号 50%&x=1#|+")
    sent = target(server.requests[0])
    assert "reason=%E5%9D%8F%E5%8F%B7%2050%25%26x%3D1%23%7C%2B" in sent
    assert dict(parse_qsl(urlsplit(sent).query)) == {
        "act": "addBlack",
        "token": TOKEN,
        "pkey": PKEY,
        "reason": "坏号 50%&x=1#|+",
    }


def test_that_no_cache_and_no_compression_come_between(
    rogue: Callable[..., Rogue], client_to: Callable[..., Client]
) -> None:
    server = rogue(answers("0|-3"))
    look(client_to(server.url))
    sent = headers(server.requests[0])
    assert sent["cache-control"] == "no-cache, no-store"
    assert sent["accept-encoding"] == "identity"
    assert server.requests[0].startswith(b"GET /yhapi.ashx?act=getPhoneCode&")


def test_that_neither_netrc_nor_cookies_are_sent(
    rogue: Callable[..., Rogue],
    client_to: Callable[..., Client],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\ndefault login me password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    server = rogue(answers("0|-3", "Set-Cookie: a=b; Path=/"))
    client = client_to(server.url)
    look(client)
    look(client)
    for request in server.requests:
        assert "authorization" not in headers(request)
        assert "cookie" not in headers(request)


def test_that_looks_share_one_connection(
    rogue: Callable[..., Rogue], client_to: Callable[..., Client]
) -> None:
    server = rogue(answers("0|-3"))
    client = client_to(server.url)
    for _ in range(100):
        look(client)
    assert (len(server.requests), server.connections) == (100, 1)


def test_that_each_purchase_has_a_connection_of_its_own(
    rogue: Callable[..., Rogue], client_to: Callable[..., Client]
) -> None:
    server = rogue(answers(GRANT))
    client = client_to(server.url)
    for _ in range(2):
        client.get_phone(token=TOKEN, order=ORDER, keep=ignore)
    server.behaviour = answers("0|-3")
    look(client)
    look(client)
    assert server.connections == 3
    assert [headers(request)["connection"] for request in server.requests] == [
        "close",
        "close",
        "keep-alive",
        "keep-alive",
    ]


def test_that_a_kept_connection_that_was_closed_is_replaced(
    rogue: Callable[..., Rogue], client_to: Callable[..., Client]
) -> None:
    left = threading.Event()

    def once(visit: Visit) -> None:
        visit.send(http("0|-3"))
        visit.connection.close()
        left.set()

    server = rogue(once)
    client = client_to(server.url)
    look(client)
    assert left.wait(5)
    look(client)
    assert server.connections == 2


def test_that_a_purchase_is_marked_before_its_first_byte_leaves(rogue: Callable[..., Rogue]) -> None:
    server = rogue(answers(GRANT))
    shared = TransportShared()
    transport = Transport(shared, Endpoint(server.url))
    seen: list[int] = []
    transport.get(
        "getPhone",
        [("act", "getPhone")],
        deadline=5,
        fresh_connection=True,
        handed_over=lambda: seen.append(len(server.requests)),
    )
    assert seen == [0]
    transport.close()
    shared.close()


@pytest.mark.parametrize("asks", [rent, look])
def test_that_a_closed_port_is_told_as_not_sent(
    asks: Callable[[Client], Any], client_to: Callable[..., Client]
) -> None:
    client = client_to(f"http://127.0.0.1:{closed_port()}/yhapi.ashx")
    with pytest.raises(NotSent) as caught:
        asks(client)
    assert caught.value.cause == "connect"


def test_that_plain_http_to_elsewhere_is_not_sent(client_to: Callable[..., Client]) -> None:
    with pytest.raises(NotSent) as caught:
        look(client_to("http://www.firefox.fun/yhapi.ashx"))
    assert caught.value.cause == "insecure"


def test_that_an_unknown_name_is_told_as_not_sent(
    client_to: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(NotSent) as caught:
        look(client_to("https://service.test/yhapi.ashx"))
    assert caught.value.cause == "dns"


@pytest.mark.parametrize("name", ["a" * 70 + ".test", "..", "xn--zzzzzz\u00e9.test"])
def test_that_an_impossible_name_is_told_as_not_sent(name: str, client_to: Callable[..., Client]) -> None:
    with pytest.raises(NotSent):
        look(client_to(f"https://{name}/yhapi.ashx"))


def test_that_a_second_address_is_tried(
    rogue: Callable[..., Rogue], client_to: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = rogue(answers("0|-3"))
    dead = closed_port()

    def both(host: str, port: int, *_: Any) -> list[Any]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", dead)),
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", server.port)),
        ]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    look(client_to("http://localhost:1/yhapi.ashx"))
    assert len(server.requests) == 1


def test_that_no_redirect_is_followed(rogue: Callable[..., Rogue], client_to: Callable[..., Client]) -> None:
    other = rogue(answers("1|x"))
    server = rogue(answers("", f"Location: {other.url}", status="302 Found"))
    with pytest.raises(NoAnswer) as caught:
        client_to(server.url).login(api_name="demo", password=PASSWORD)
    assert caught.value.cause == "redirect"
    assert (len(server.requests), other.connections) == (1, 0)


def test_that_the_price_list_may_be_deflated(
    rogue: Callable[..., Rogue], client_to: Callable[..., Client]
) -> None:
    list_ = b'[{"Item_ID":"1","Item_UPrice":"1","Country_ID":"usa"}]'
    server = rogue(answers(gzip.compress(list_), "Content-Encoding: gzip"))
    read: list[int] = []
    assert len(client_to(server.url).get_item(progress=read.append).offers) == 1
    assert headers(server.requests[0])["accept-encoding"] == "gzip"
    assert read[-1] == len(gzip.compress(list_))


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (gzip.compress(b"[" + b" " * 40_000_000 + b"]", 9), "too large"),
        (gzip.compress(b"[]")[:-4], "cut"),
        (b"[]", "unreadable"),
        (gzip.compress(b"[]") + b"more", "unreadable"),
        (gzip.compress(b"[]") * 2, "unreadable"),
    ],
    ids=["bomb", "cut", "no gzip", "more after it", "two in one"],
)
def test_that_a_bad_deflated_list_is_refused(
    body: bytes, cause: str, rogue: Callable[..., Rogue], client_to: Callable[..., Client]
) -> None:
    server = rogue(answers(body, "Content-Encoding: gzip"))
    with pytest.raises(NoAnswer) as caught:
        client_to(server.url).get_item()
    assert caught.value.cause == cause


def test_that_a_text_in_place_of_the_list_is_told(
    rogue: Callable[..., Rogue], client_to: Callable[..., Client]
) -> None:
    with pytest.raises(Garbled):
        client_to(rogue(answers("1|x")).url).get_item()


def test_that_a_list_can_be_given_up_between_two_reads(
    rogue: Callable[..., Rogue], client_to: Callable[..., Client]
) -> None:
    def endless(visit: Visit) -> None:
        visit.send(b"HTTP/1.1 200 OK\r\n\r\n[")
        while visit.send(b" " * 1000) and not visit.over.wait(0.001):
            pass

    server = rogue(endless)
    read: list[int] = []
    with pytest.raises(NoAnswer) as caught:
        client_to(server.url).get_item(progress=read.append, cancelled=lambda: len(read) > 3)
    assert caught.value.cause == "stopped"


@pytest.mark.parametrize(("asks", "told"), [(rent, OutcomeUnknown), (look, NoAnswer)])
def test_that_abort_ends_what_is_on_its_way_at_once(
    asks: Callable[[Client], Any],
    told: type[OutcomeUnknown | NoAnswer],
    rogue: Callable[..., Rogue],
    client_to: Callable[..., Client],
) -> None:
    server = rogue(lambda visit: visit.wait_until_left())
    client = client_to(server.url, AMPLE)
    call = InThread(lambda: asks(client))
    assert server.visited.wait(5)
    began = time.monotonic()
    client.abort()
    assert call.ended_within(5)
    assert time.monotonic() - began < 1
    assert isinstance(call.error, told)
    assert call.error.cause == "stopped"


def test_that_nothing_is_sent_after_abort(
    rogue: Callable[..., Rogue], client_to: Callable[..., Client]
) -> None:
    server = rogue(answers("0|-3"))
    client = client_to(server.url)
    look(client)
    client.abort()
    with pytest.raises(NotSent) as caught:
        look(client)
    assert caught.value.cause == "stopped"
    assert len(server.requests) == 1


class Deaf:
    """A listener that completes no connection: its queue is full."""

    def __init__(self) -> None:
        self.listener = socket.socket()
        self.listener.bind(("127.0.0.1", 0))
        self.listener.listen(0)
        self.port = int(self.listener.getsockname()[1])
        self._fillers = [socket.socket() for _ in range(4)]
        for filler in self._fillers:
            filler.setblocking(False)
            filler.connect_ex(("127.0.0.1", self.port))

    def close(self) -> None:
        for filler in (*self._fillers, self.listener):
            filler.close()


@pytest.mark.parametrize("asks", [rent, look])
def test_that_a_connection_that_does_not_come_about_has_a_limit_of_its_own(
    asks: Callable[[Client], Any], client_to: Callable[..., Client]
) -> None:
    deaf = Deaf()
    client = client_to(f"http://127.0.0.1:{deaf.port}/", AMPLE, connect_seconds=0.3)
    with pytest.raises(NotSent) as caught:
        asks(client)
    assert caught.value.cause == "timeout"
    deaf.close()


def test_that_abort_ends_connecting_at_once(client_to: Callable[..., Client]) -> None:
    deaf = Deaf()
    client = client_to(f"http://127.0.0.1:{deaf.port}/", AMPLE)
    call = InThread(lambda: look(client))
    began = time.monotonic()
    client.abort()
    assert call.ended_within(5)
    assert time.monotonic() - began < 1
    assert isinstance(call.error, NotSent)
    assert call.error.cause == "stopped"
    deaf.close()


@pytest.mark.parametrize("aborted", [True, False])
def test_that_a_look_up_without_end_is_left(
    aborted: bool, client_to: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, answer = threading.Event(), threading.Event()

    def slow(host: str, port: int, *_: Any) -> list[Any]:
        asked.set()
        answer.wait(20)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    client = client_to("https://service.test/", AMPLE, connect_seconds=10 if aborted else 0.3)
    call = InThread(lambda: look(client))
    assert asked.wait(5)
    if aborted:
        client.abort()
    assert call.ended_within(2)
    assert isinstance(call.error, NotSent)
    assert call.error.cause == ("stopped" if aborted else "timeout")
    answer.set()


def test_that_one_name_is_looked_up_once_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    answer, asked = threading.Event(), threading.Semaphore(0)
    count: list[str] = []

    def slow(host: str, port: int, *_: Any) -> list[Any]:
        count.append(host)
        asked.release()
        answer.wait(20)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    shared = TransportShared(connect_seconds=0.2)
    for _ in range(3):
        transport = Transport(shared, Endpoint("https://service.test/"))
        with pytest.raises(NotSent):
            transport.get("myInfo", [("act", "myInfo")], deadline=5)
        transport.close()
    answer.set()
    shared.close()
    assert count == ["service.test"]


def test_that_a_proxy_of_the_environment_is_used(
    rogue: Callable[..., Rogue], client_to: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = rogue(answers("0|-3"))
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
    look(client_to("http://service.test/yhapi.ashx", http_allowed=True))
    assert target(proxy.requests[0]).startswith("http://service.test/yhapi.ashx?act=getPhoneCode")


def test_that_a_proxy_is_not_told_what_is_encrypted(
    rogue: Callable[..., Rogue], client_to: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = rogue(sends(b"HTTP/1.1 502 No way\r\n\r\n"))
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
    with pytest.raises(NotSent):
        client_to("https://service.test/yhapi.ashx").get_phone(token=TOKEN, order=ORDER, keep=ignore)
    assert proxy.requests[0].startswith(b"CONNECT service.test:443 ")
    assert TOKEN.encode() not in proxy.requests[0]


def test_that_a_proxy_that_drips_does_not_outlast_the_limit(
    rogue: Callable[..., Rogue], client_to: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def drip(visit: Visit) -> None:
        while visit.send(b"H") and not visit.over.wait(0.02):
            pass

    proxy = rogue(drip)
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
    with pytest.raises(NotSent) as caught:
        look(client_to("https://service.test/yhapi.ashx", connect_seconds=0.3))
    assert caught.value.cause == "timeout"


def test_that_loopback_goes_past_every_proxy(
    rogue: Callable[..., Rogue], client_to: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    server, proxy = rogue(answers("0|-3")), rogue(answers("0|-3"))
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
    look(client_to(server.url))
    assert (len(server.requests), proxy.connections) == (1, 0)


def test_that_a_socks_proxy_is_declined(
    client_to: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("all_proxy", "socks5://127.0.0.1:9")
    with pytest.raises(NotSent) as caught:
        look(client_to("https://service.test/yhapi.ashx"))
    assert caught.value.cause == "proxy"


@pytest.mark.parametrize("head", ["Bad Line", "X: a\r\n b\r\n: c", "\u00e9: x"])
def test_that_the_network_library_logs_no_address(
    head: str,
    rogue: Callable[..., Rogue],
    client_to: Callable[..., Client],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    server = rogue(sends(f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode("latin-1") + b"0|-9"))
    client = client_to(server.url)
    with pytest.raises(FxError):
        client.login(api_name="demo", password=PASSWORD)
    server.behaviour = answers(f"1|{TOKEN}")
    client.login(api_name="demo", password=PASSWORD)
    said = "".join(record.getMessage() + str(record.exc_text) for record in caplog.records)
    assert "PassWord" not in said


@pytest.mark.parametrize("url", ["https://127.0.0.1:{}/", "http://127.0.0.1:{}/"])
def test_that_a_password_is_in_no_traceback(url: str, client_to: Callable[..., Client]) -> None:
    client = client_to(url.format(closed_port()))
    with pytest.raises(NotSent) as caught:
        client.login(api_name="demo", password=PASSWORD)
    assert caught.value.__context__ is None
    assert "ary" not in "".join(traceback.format_exception(caught.value))


def test_that_the_watchdog_wakes_for_the_nearest_end(rogue: Callable[..., Rogue]) -> None:
    server = rogue(lambda visit: visit.wait_until_left())
    shared = TransportShared()
    far, near = (Transport(shared, Endpoint(server.url)) for _ in range(2))

    def far_call() -> None:
        with pytest.raises(Broken):
            far.get("getPhone", [("act", "getPhone")], deadline=60)

    waiting = InThread(far_call)
    assert server.visited.wait(5)
    began = time.monotonic()
    with pytest.raises(Broken) as caught:
        near.get("myInfo", [("act", "myInfo")], deadline=0.2)
    assert caught.value.cause == "timeout"
    assert time.monotonic() - began < 2
    far.abort()
    assert waiting.ended_within(5)
    near.close()
    shared.close()


def test_that_after_the_end_every_call_is_cut(rogue: Callable[..., Rogue]) -> None:
    server = rogue(answers("0|-3"))
    shared = TransportShared()
    transport = Transport(shared, Endpoint(server.url))
    shared.close()
    with pytest.raises(NotSent) as caught:
        transport.get("myInfo", [("act", "myInfo")], deadline=5)
    assert caught.value.cause == "stopped"
    transport.close()
    assert server.requests == []
