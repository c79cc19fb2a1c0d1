# SPDX-License-Identifier: MIT
"""Whatever the service does wrong: a paying act is uncertain and sent once, any other may be asked again."""

from __future__ import annotations

import gzip
import traceback
from collections.abc import Callable
from typing import NamedTuple

import pytest

from fxdesk.api.client import Client
from fxdesk.core.errors import FxError, Garbled, NoAnswer, OutcomeUnknown, Refused
from fxdesk.core.notice import Exchange
from tests.api.conftest import (
    GRANT,
    ORDER,
    PKEY,
    SHORT,
    TOKEN,
    Behaviour,
    Rogue,
    Visit,
    answers,
    http,
    sends,
)

HEAD = b"HTTP/1.1 200 OK\r\n"
OPEN_HEAD = HEAD + b"Connection: close\r\n\r\n"


def silent(visit: Visit) -> None:
    visit.wait_until_left()


def resets(visit: Visit) -> None:
    visit.reset()


def closes(visit: Visit) -> None:
    """Nothing at all."""


def then(data: bytes, after: Callable[[Visit], None]) -> Behaviour:
    def behave(visit: Visit) -> None:
        visit.send(data)
        after(visit)

    return behave


def drips(data: bytes, drop: bytes) -> Behaviour:
    """Send `data`, then `drop` again and again until the other side leaves."""

    def behave(visit: Visit) -> None:
        sent = visit.send(data)
        while sent and not visit.over.wait(0.02):
            sent = visit.send(drop)

    return behave


def floods(head: bytes) -> Behaviour:
    """A body that has no end."""

    def behave(visit: Visit) -> None:
        sent = visit.send(head)
        while sent and not visit.over.is_set():
            sent = visit.send(b"1" * 65536)

    return behave


class Case(NamedTuple):
    """`cause` is that of OutcomeUnknown; a reading act raises NoAnswer with it, or Garbled.

    `brings` is what of a grant comes before it breaks off.
    """

    behaviour: Behaviour
    cause: str
    garbled: bool = False
    brings: str = ""


def garbled(body: bytes | str, *headers: str) -> Case:
    return Case(answers(body, *headers), "unreadable", garbled=True)


CASES: dict[str, Case] = {
    "silence": Case(silent, "timeout"),
    "closed without an answer": Case(closes, "reset"),
    "reset before the head": Case(resets, "reset"),
    "reset amid the head": Case(then(HEAD, resets), "reset"),
    "reset after the head": Case(then(HEAD + b"Content-Length: 9\r\n\r\n", resets), "reset"),
    "closed amid the head": Case(sends(HEAD + b"Content-Le"), "unreadable", garbled=True),
    "silence after the head": Case(then(HEAD + b"Content-Length: 9\r\n\r\n", silent), "timeout"),
    "drip of the body": Case(drips(HEAD + b"Content-Length: 9999\r\n\r\n1|", b"1"), "timeout"),
    "drip of a body without a length": Case(drips(OPEN_HEAD + GRANT.encode(), b" "), "timeout", brings=GRANT),
    "drip of the head": Case(drips(HEAD + b"X-Slow: ", b"1"), "timeout"),
    "head lines without end": Case(drips(HEAD, b"X: y\r\n"), "timeout"),
    "continue without end": Case(drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "timeout"),
    "cut body that looks whole": Case(then(OPEN_HEAD + GRANT.encode(), silent), "timeout", brings=GRANT),
    "cut body, length too long": Case(
        sends(HEAD + b"Content-Length: 999\r\n\r\n" + GRANT.encode()), "cut", brings=GRANT
    ),
    "cut body behind the key": Case(
        sends(HEAD + b"Content-Length: 999\r\n\r\n" + GRANT.encode()[:51]), "cut", brings=GRANT[:51]
    ),
    "cut body at the end of the key": Case(
        sends(HEAD + b"Content-Length: 999\r\n\r\n" + GRANT.encode()[:50]), "cut"
    ),
    "cut body without a length": Case(sends(OPEN_HEAD + GRANT.encode()[:30]), "unreadable", garbled=True),
    "length too short": Case(
        sends(HEAD + b"Content-Length: 9\r\n\r\n" + GRANT.encode()), "unreadable", garbled=True
    ),
    "cut chunk": Case(sends(HEAD + b"Transfer-Encoding: chunked\r\n\r\n40\r\n" + GRANT.encode()[:40]), "cut"),
    "missing last chunk": Case(sends(HEAD + b"Transfer-Encoding: chunked\r\n\r\n4\r\n1|7F\r\n"), "cut"),
    "chunk of no size": Case(sends(HEAD + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n1|\r\n"), "cut"),
    "not http": Case(sends(b"SSH-2.0-OpenSSH_9.2\r\n"), "unreadable"),
    "500 head lines": Case(sends(HEAD + b"X: y\r\n" * 500 + b"\r\n" + GRANT.encode()), "unreadable"),
    "head line of 128 KB": Case(sends(HEAD + b"X: " + b"y" * 131072 + b"\r\n\r\n"), "unreadable"),
    "a sign-in page": garbled("<!doctype html><html><body>Sign in</body></html>"),
    "nothing": garbled(""),
    "a bar": garbled("|"),
    "half a yes": garbled("1"),
    "half a no": garbled("0|"),
    "no code": garbled("0|abc"),
    "neither yes nor no": garbled("2|x"),
    "nul": garbled(b"\0" * 40),
    "utf-16": garbled(GRANT.encode("utf-16")),
    "json": garbled('[{"Item_ID":"1"}]'),
    "more than 1 MB": Case(answers("1|" + "x" * 1024 * 1024), "too large"),
    "a flood": Case(floods(OPEN_HEAD), "too large"),
    "a flood of chunks": Case(
        floods(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"40000000\r\n"), "too large"
    ),
    "gzip unasked": Case(answers(gzip.compress(GRANT.encode()), "Content-Encoding: gzip"), "unreadable"),
    "brotli": Case(answers(b"1|", "Content-Encoding: br"), "unreadable"),
    **{
        f"status {status}": Case(answers(GRANT, status=f"{status} Odd"), f"status {status}", brings=GRANT)
        for status in (201, 206, 400, 401, 403, 404, 429, 500, 502, 503, 504)
    },
    "status 204": Case(sends(b"HTTP/1.1 204 No Content\r\n\r\n"), "status 204"),
    **{
        f"redirect {status}": Case(
            answers(GRANT, "Location: /yhapi.ashx", status=f"{status} Away"), "redirect", brings=GRANT
        )
        for status in (301, 302, 303, 307, 308)
    },
}


def drop(raw: bytes, fault: str = "") -> None:
    """Nothing is kept."""


def use_again(client: Client) -> None:
    client.set_again(token=TOKEN, pkey=PKEY, minutes=5, keep=drop)


def send(client: Client) -> None:
    client.send_code(token=TOKEN, pkey=PKEY, receiver="10086", text="hi", keep=drop)


cases = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


@cases
def test_that_a_purchase_is_uncertain_and_sent_once(
    case: Case,
    rogue: Callable[..., Rogue],
    client_to: Callable[..., Client],
    exchanges: list[Exchange],
) -> None:
    server = rogue(case.behaviour)
    kept: list[tuple[bytes, str]] = []
    client = client_to(server.url, SHORT)

    def keep(raw: bytes, fault: str = "") -> None:
        kept.append((raw, fault))

    if PKEY in case.brings:
        # What it was broken off behind is a number all the same, but for the field that may be half.
        grant = client.get_phone(token=TOKEN, order=ORDER, keep=keep)
        assert (grant.pkey, grant.mobile) == (PKEY, "")
        assert [fault for _, fault in kept] == [case.cause]
        assert [exchange.direction for exchange in exchanges] == ["→", "←"]
        tells_nothing_secret(None, exchanges)
    else:
        with pytest.raises(OutcomeUnknown) as caught:
            client.get_phone(token=TOKEN, order=ORDER, keep=keep)
        assert (caught.value.act, caught.value.cause) == ("getPhone", case.cause)
        fault = "" if case.garbled else case.cause
        assert kept == ([(caught.value.raw, fault)] if caught.value.raw or case.garbled else [])
        assert [exchange.direction for exchange in exchanges] == ["→", "?"]
        tells_nothing_secret(caught.value, exchanges)
    assert len(server.requests) == server.connections == 1


@cases
def test_that_a_look_has_no_answer_and_is_sent_once(
    case: Case,
    rogue: Callable[..., Rogue],
    client_to: Callable[..., Client],
    exchanges: list[Exchange],
) -> None:
    server = rogue(case.behaviour)
    with pytest.raises(Garbled if case.garbled else NoAnswer) as caught:
        client_to(server.url, SHORT).get_phone_code(token=TOKEN, pkey=PKEY)
    if isinstance(caught.value, NoAnswer):
        assert caught.value.cause == case.cause
    assert len(server.requests) == server.connections == 1
    assert [exchange.direction for exchange in exchanges] == ["→", "!"]
    tells_nothing_secret(caught.value, exchanges)


def test_that_a_purchase_takes_no_more_than_64_kb_and_an_sms_may_be_longer(
    rogue: Callable[..., Rogue], client_to: Callable[..., Client]
) -> None:
    server = rogue(answers("1|482913|" + "x" * 65536))
    client = client_to(server.url)
    with pytest.raises(OutcomeUnknown) as caught:
        client.get_phone(token=TOKEN, order=ORDER, keep=drop)
    assert caught.value.cause == "too large"
    sms = client.get_phone_code(token=TOKEN, pkey=PKEY)
    assert sms is not None
    assert (sms.code, len(sms.text)) == ("482913", 65536)


@pytest.mark.parametrize(
    "name", ["silence", "cut body, length too long", "status 502", "a flood", "not http"]
)
def test_that_a_connection_whose_call_failed_is_not_used_again(
    name: str, rogue: Callable[..., Rogue], client_to: Callable[..., Client]
) -> None:
    server = rogue(CASES[name].behaviour)
    client = client_to(server.url, SHORT)
    with pytest.raises(NoAnswer):
        client.get_phone_code(token=TOKEN, pkey=PKEY)
    server.behaviour = answers("0|-3")
    assert client.get_phone_code(token=TOKEN, pkey=PKEY) is None
    assert server.connections == 2


@pytest.mark.parametrize(
    "body", [GRANT, "1|41.6500|3|1280", "1|", "0|-77", "<html></html>"], ids=lambda body: body[:12]
)
def test_that_after_an_answer_to_another_request_its_connection_is_not_used_again(
    body: str, rogue: Callable[..., Rogue], client_to: Callable[..., Client]
) -> None:
    """One answer too many on a connection, and each look would get the SMS of the number before it."""
    server = rogue(answers(body))
    client = client_to(server.url)
    with pytest.raises((Garbled, Refused)):
        client.get_phone_code(token=TOKEN, pkey=PKEY)
    server.behaviour = answers("0|-3")
    assert client.get_phone_code(token=TOKEN, pkey=PKEY) is None
    assert client.get_phone_code(token=TOKEN, pkey=PKEY) is None
    assert server.connections == 2


@pytest.mark.parametrize("pays", [use_again, send])
@pytest.mark.parametrize("name", ["silence", "reset before the head", "status 500", "half a yes", "nothing"])
def test_that_the_other_paying_acts_are_uncertain_too(
    pays: Callable[[Client], None],
    name: str,
    rogue: Callable[..., Rogue],
    client_to: Callable[..., Client],
) -> None:
    server = rogue(CASES[name].behaviour)
    client = client_to(server.url, SHORT)
    with pytest.raises(OutcomeUnknown):
        pays(client)
    assert len(server.requests) == 1


def test_that_what_was_read_of_a_failed_purchase_is_kept(
    rogue: Callable[..., Rogue], client_to: Callable[..., Client]
) -> None:
    server = rogue(CASES["status 500"].behaviour)
    kept: list[tuple[bytes, str]] = []

    def keep(raw: bytes, fault: str = "") -> None:
        kept.append((raw, fault))

    with pytest.raises(OutcomeUnknown):
        client_to(server.url, SHORT).set_again(token=TOKEN, pkey=PKEY, minutes=5, keep=keep)
    assert kept == [(GRANT.encode(), "status 500")]


def test_that_the_services_wish_to_wait_is_told(
    rogue: Callable[..., Rogue], client_to: Callable[..., Client]
) -> None:
    server = rogue(sends(http("", "Retry-After: 17", status="429 Slow")))
    with pytest.raises(NoAnswer) as caught:
        client_to(server.url).get_phone_code(token=TOKEN, pkey=PKEY)
    assert caught.value.retry_after == 17


def test_that_a_wish_to_wait_for_days_is_held_to_an_hour(
    rogue: Callable[..., Rogue], client_to: Callable[..., Client]
) -> None:
    server = rogue(sends(http("", "Retry-After: 999999", status="429 Slow")))
    with pytest.raises(NoAnswer) as caught:
        client_to(server.url).get_phone_code(token=TOKEN, pkey=PKEY)
    assert caught.value.retry_after == 3600


@pytest.mark.parametrize("wish", ["", "soon", "-5", "Mon, 23 Nov 2026 13:00:00 GMT", "9" * 30])
def test_that_an_odd_wish_to_wait_is_none(
    wish: str, rogue: Callable[..., Rogue], client_to: Callable[..., Client]
) -> None:
    server = rogue(sends(http("", f"Retry-After: {wish}", status="503 Busy")))
    with pytest.raises(NoAnswer) as caught:
        client_to(server.url).get_phone_code(token=TOKEN, pkey=PKEY)
    assert caught.value.retry_after is None


def tells_nothing_secret(error: FxError | None, exchanges: list[Exchange]) -> None:
    """Neither the error, nor what hangs on it, nor the log names the token, the key or the address."""
    said = "".join(traceback.format_exception(error)) if error else ""
    said += "".join(exchange.text for exchange in exchanges)
    chain: BaseException | None = error
    while chain is not None:
        said += repr(chain) + str(getattr(chain, "request", ""))
        chain = chain.__cause__ or chain.__context__
    for secret in (TOKEN, PKEY, "yhapi"):
        assert secret not in said
