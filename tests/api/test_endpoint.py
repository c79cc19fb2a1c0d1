# SPDX-License-Identifier: MIT
"""Which addresses may be spoken to."""

from __future__ import annotations

import pytest

from fxdesk.api.endpoint import Endpoint


def test_that_the_host_is_named_with_its_port_in_lower_case() -> None:
    assert Endpoint("https://WWW.Firefox.fun/yhapi.ashx").host == "www.firefox.fun"
    assert Endpoint("http://127.0.0.1:8123/yhapi.ashx").host == "127.0.0.1:8123"


@pytest.mark.parametrize(
    "url",
    ["https://www.firefox.fun/yhapi.ashx", "http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]:1/"],
)
def test_that_https_and_loopback_may_always_be_spoken_to(url: str) -> None:
    assert Endpoint(url).permitted


def test_that_plain_http_needs_the_persons_word() -> None:
    assert not Endpoint("http://www.firefox.fun/yhapi.ashx").permitted
    assert Endpoint("http://www.firefox.fun/yhapi.ashx", http_allowed=True).permitted


@pytest.mark.parametrize(
    "url",
    [
        "",
        "www.firefox.fun",
        "ftp://www.firefox.fun/",
        "https:///yhapi.ashx",
        "https://a:b@www.firefox.fun/",
        "https://www.firefox.fun/?a=b",
        "https://www.firefox.fun/#a",
        "http://localhost.example/",
        "http://127.0.0.1.example/",
        "http://128.0.0.1/",
        "https://[",
        "https://www.firefox.fun:99999/",
    ],
)
def test_that_odd_addresses_are_not_spoken_to(url: str) -> None:
    assert not Endpoint(url).permitted
