# SPDX-License-Identifier: MIT
"""Whatever is raised on the way of any act: neither the error nor the log of it holds a secret."""

from __future__ import annotations

import io
import logging
import traceback
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import requests

from fxdesk.api import client as clients
from fxdesk.api import transport, wire
from fxdesk.api.body import Body
from fxdesk.api.client import Client
from fxdesk.core.errors import FxError
from fxdesk.core.redact import RedactingFilter, Redactor
from tests.api.conftest import GRANT, ORDER, PASSWORD, PKEY, TOKEN, Rogue, answers
from tests.e2e.byte_search import forms

SECRETS = (PASSWORD, TOKEN)


def kept(raw: bytes, fault: str = "") -> None:
    """The raw answer, which this test has no use for."""


ACTS: dict[str, Callable[[Client], object]] = {
    "login": lambda client: client.login(api_name="canary", password=PASSWORD),
    "myInfo": lambda client: client.my_info(token=TOKEN),
    "getPhone": lambda client: client.get_phone(token=TOKEN, order=ORDER, keep=kept),
    "getPhoneCode": lambda client: client.get_phone_code(token=TOKEN, pkey=PKEY),
    "sendCode": lambda client: client.send_code(
        token=TOKEN, pkey=PKEY, receiver="10086", text="hi", keep=kept
    ),
    "setRel": lambda client: client.set_rel(token=TOKEN, pkey=PKEY),
    "addBlack": lambda client: client.add_black(token=TOKEN, pkey=PKEY, reason="used"),
    "apiReturn": lambda client: client.api_return(token=TOKEN, pkey=PKEY, remark=0),
    "setAgain": lambda client: client.set_again(token=TOKEN, pkey=PKEY, minutes=5, keep=kept),
    "getItem": lambda client: client.get_item(keyword=TOKEN),
}

QUERY = urlencode([("act", "login"), ("PassWord", PASSWORD), ("token", TOKEN)], quote_via=quote)
URL = f"http://127.0.0.1/yhapi.ashx?{QUERY}"
WORDS = f"HTTPConnectionPool: Max retries exceeded with url: {URL} ({PASSWORD!r}, {TOKEN!r})"


def raising(error: Exception) -> Callable[..., Any]:
    def fail(*about: object, **more: object) -> Any:
        try:
            raise ConnectionError(WORDS)
        except ConnectionError as cause:
            raise error from cause

    return fail


def places(error: Exception) -> dict[str, tuple[object, tuple[str, ...], Exception]]:
    """Where it is raised: an object and names in it."""
    readers = tuple(name for name in vars(wire) if name.startswith("read_"))
    return {
        "the network library": (transport._Adapter, ("send",), error),
        "the reading of a body": (Body, ("add",), error),
        "the reading of an answer": (wire, readers, error),
        "the reading of a list": (clients, ("read_get_item",), error),
        "the preparing of a request": (transport.Transport, ("_request",), error),
    }


ERRORS = {
    "requests'": requests.ConnectionError(WORDS),
    "the system's": OSError(WORDS),
    "nobody's": RuntimeError(WORDS),
    "of a value": ValueError(WORDS),
}


def logged(error: BaseException) -> str:
    """The error as the log file gets it, where the secrets were learned."""
    redactor = Redactor()
    for secret in SECRETS:
        redactor.learn(secret)
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(RedactingFilter(redactor))
    record = logging.LogRecord(
        "test", logging.ERROR, __file__, 1, "failed: %s", (error,), (type(error), error, error.__traceback__)
    )
    handler.handle(record)
    return stream.getvalue()


def secret_in(text: str) -> list[str]:
    wide = text.encode()
    return [name for secret in SECRETS for name, form in forms(secret).items() if form in wide]


CASES = [
    (act, place)
    for act in ACTS
    for place in places(OSError())
    if {"the reading of an answer": act != "getItem", "the reading of a list": act == "getItem"}.get(
        place, True
    )
]


@pytest.mark.parametrize(("act", "place"), CASES)
@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
def test_that_no_error_on_the_way_of_an_act_tells_a_secret(
    rogue: Callable[..., Rogue],
    client_to: Callable[..., Client],
    monkeypatch: pytest.MonkeyPatch,
    act: str,
    place: str,
    error: Exception,
) -> None:
    server = rogue(answers("[]" if act == "getItem" else GRANT))
    where, names, raised = places(error)[place]
    for name in names:
        monkeypatch.setattr(where, name, raising(raised))
    with pytest.raises((FxError, RuntimeError, ValueError, OSError)) as caught:
        ACTS[act](client_to(server.url))
    text = logged(caught.value)
    assert not secret_in(text)
    if isinstance(caught.value, FxError):
        # Ours tell nothing by themselves, not even in what hangs on them.
        assert not secret_in("".join(traceback.format_exception(caught.value)))
    else:
        assert "Max retries exceeded" in text
