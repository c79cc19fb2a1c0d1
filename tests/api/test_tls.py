# SPDX-License-Identifier: MIT
"""Encrypted connections: trusted, not to be trusted, and none at all."""

from __future__ import annotations

import contextlib
import datetime
import socket
import ssl
import threading
from collections.abc import Callable
from typing import Any

import pytest
import trustme

from fxdesk.api.client import Client
from fxdesk.api.connection import fault_of
from fxdesk.core.errors import NoAnswer, NotSent, OutcomeUnknown
from tests.api.conftest import AMPLE, GRANT, ORDER, PKEY, SHORT, TOKEN, Rogue, Visit, answers

LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def served_with(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def ignore(raw: bytes, fault: str = "") -> None:
    """Nobody keeps it."""


def look(client: Client) -> Any:
    return client.get_phone_code(token=TOKEN, pkey=PKEY)


def rent(client: Client) -> Any:
    return client.get_phone(token=TOKEN, order=ORDER, keep=ignore)


both = pytest.mark.parametrize("asks", [look, rent])


def test_that_a_trusted_service_is_spoken_to(
    authority: trustme.CA,
    trusted: ssl.SSLContext,
    rogue: Callable[..., Rogue],
    client_to: Callable[..., Client],
) -> None:
    server = rogue(answers("0|-3"), served_with(authority.issue_cert("127.0.0.1")))
    client = client_to(server.url, trusted=trusted)
    for _ in range(20):
        assert look(client) is None
    assert server.connections == 1
    server.behaviour = answers(GRANT)
    assert rent(client).pkey == PKEY
    assert server.connections == 2


@both
def test_that_an_unknown_authority_is_not_trusted(
    asks: Callable[[Client], Any], rogue: Callable[..., Rogue], client_to: Callable[..., Client]
) -> None:
    server = rogue(answers("0|-3"), served_with(trustme.CA().issue_cert("127.0.0.1")))
    with pytest.raises(NotSent) as caught:
        asks(client_to(server.url))
    assert caught.value.cause == "untrusted"
    assert server.requests == []


@both
def test_that_a_certificate_of_another_name_is_not_trusted(
    asks: Callable[[Client], Any],
    authority: trustme.CA,
    trusted: ssl.SSLContext,
    rogue: Callable[..., Rogue],
    client_to: Callable[..., Client],
) -> None:
    server = rogue(answers("0|-3"), served_with(authority.issue_cert("other.example")))
    with pytest.raises(NotSent) as caught:
        asks(client_to(server.url, trusted=trusted))
    assert caught.value.cause == "untrusted"
    assert server.requests == []


@both
def test_that_an_expired_certificate_is_not_trusted(
    asks: Callable[[Client], Any],
    authority: trustme.CA,
    trusted: ssl.SSLContext,
    rogue: Callable[..., Rogue],
    client_to: Callable[..., Client],
) -> None:
    expired = authority.issue_cert(
        "127.0.0.1", not_before=LONG_AGO, not_after=LONG_AGO + datetime.timedelta(days=1)
    )
    server = rogue(answers("0|-3"), served_with(expired))
    with pytest.raises(NotSent) as caught:
        asks(client_to(server.url, trusted=trusted))
    assert caught.value.cause == "untrusted"
    assert server.requests == []


@both
def test_that_a_plain_port_is_told_apart(
    asks: Callable[[Client], Any], rogue: Callable[..., Rogue], client_to: Callable[..., Client]
) -> None:
    def plain(visit: Visit) -> None:
        visit.send(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        visit.wait_until_left()

    server = rogue(plain, reads=False)
    with pytest.raises(NotSent) as caught:
        asks(client_to(server.url.replace("http:", "https:")))
    assert caught.value.cause == "tls"


@both
def test_that_a_handshake_that_ends_early_is_not_trusted(
    asks: Callable[[Client], Any], rogue: Callable[..., Rogue], client_to: Callable[..., Client]
) -> None:
    def leaves(visit: Visit) -> None:
        visit.connection.recv(65536)

    server = rogue(leaves, reads=False)
    with pytest.raises(NotSent) as caught:
        asks(client_to(server.url.replace("http:", "https:")))
    assert caught.value.cause == "untrusted"


@both
def test_that_a_closed_port_is_neither(
    asks: Callable[[Client], Any], client_to: Callable[..., Client]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(NotSent) as caught:
        asks(client_to(f"https://127.0.0.1:{port}/"))
    assert caught.value.cause == "connect"


@both
@pytest.mark.parametrize("drips", [False, True])
def test_that_a_handshake_without_end_has_a_limit(
    asks: Callable[[Client], Any],
    drips: bool,
    rogue: Callable[..., Rogue],
    client_to: Callable[..., Client],
) -> None:
    def stalls(visit: Visit) -> None:
        # The beginning of a record that says that 16 KB follow.
        sent = visit.send(b"\x16\x03\x03\x40\x00") if drips else False
        while sent and not visit.over.wait(0.02):
            sent = visit.send(b"\x02")
        visit.wait_until_left()

    server = rogue(stalls, reads=False)
    with pytest.raises(NotSent) as caught:
        asks(client_to(server.url.replace("http:", "https:"), AMPLE, connect_seconds=0.3))
    assert caught.value.cause == "timeout"


@both
def test_that_abort_ends_a_handshake(
    asks: Callable[[Client], Any], rogue: Callable[..., Rogue], client_to: Callable[..., Client]
) -> None:
    server = rogue(lambda visit: visit.wait_until_left(), reads=False)
    client = client_to(server.url.replace("http:", "https:"))
    caught: list[NotSent] = []

    def call() -> None:
        with pytest.raises(NotSent) as raised:
            asks(client)
        caught.append(raised.value)

    thread = threading.Thread(target=call)
    thread.start()
    assert server.visited.wait(5)
    client.abort()
    thread.join(5)
    assert [error.cause for error in caught] == ["stopped"]


def tunnel_to(port: int) -> Callable[[Visit], None]:
    """A proxy that leads every CONNECT to this port and understands nothing of what goes through."""

    def pump(source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                sink.sendall(piece)
            sink.shutdown(socket.SHUT_WR)

    def behave(visit: Visit) -> None:
        with socket.create_connection(("127.0.0.1", port)) as service:
            visit.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=pump, args=(service, visit.connection))
            back.start()
            pump(visit.connection, service)
            back.join()

    return behave


@both
@pytest.mark.parametrize("is_trusted", [True, False])
def test_that_a_proxy_changes_nothing_in_who_is_trusted(
    asks: Callable[[Client], Any],
    is_trusted: bool,
    authority: trustme.CA,
    trusted: ssl.SSLContext,
    rogue: Callable[..., Rogue],
    client_to: Callable[..., Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    issuer = authority if is_trusted else trustme.CA()
    server = rogue(answers(GRANT if asks is rent else "0|-3"), served_with(issuer.issue_cert("service.test")))
    proxy = rogue(tunnel_to(server.port))
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
    client = client_to("https://service.test/yhapi.ashx", trusted=trusted)
    if is_trusted:
        asks(client)
        assert len(server.requests) == 1
    else:
        with pytest.raises(NotSent) as caught:
            asks(client)
        assert caught.value.cause == "untrusted"
        assert server.requests == []
    client.close()
    assert TOKEN.encode() not in b"".join(proxy.requests)


@pytest.mark.parametrize("length", [b"", b"Content-Length: 999\r\n"])
def test_that_the_end_holds_over_tls_too(
    length: bytes,
    authority: trustme.CA,
    trusted: ssl.SSLContext,
    rogue: Callable[..., Rogue],
    client_to: Callable[..., Client],
) -> None:
    def stalls(visit: Visit) -> None:
        visit.send(b"HTTP/1.1 200 OK\r\nConnection: close\r\n" + length + b"\r\n" + GRANT.encode()[:40])
        visit.wait_until_left()

    server = rogue(stalls, served_with(authority.issue_cert("127.0.0.1")))
    client = client_to(server.url, SHORT, trusted=trusted)
    with pytest.raises(OutcomeUnknown) as unknown:
        rent(client)
    assert (unknown.value.cause, unknown.value.raw) == ("timeout", GRANT.encode()[:40])
    with pytest.raises(NoAnswer) as unanswered:
        look(client)
    assert unanswered.value.cause == "timeout"


def test_that_whatever_is_not_known_to_be_plain_counts_as_distrust() -> None:
    assert fault_of(ssl.SSLError(1, "[SSL: SOMETHING_NEW] something new")) == "untrusted"
