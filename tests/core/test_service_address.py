# SPDX-License-Identifier: MIT
"""An address is kept only when nobody can read along, or when the person said that it may be so."""

from __future__ import annotations

import pytest

from fxdesk.core.service_address import Verdict, completed, host_of, judged, site_of, with_https


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("https://www.firefox.fun/yhapi.ashx", Verdict.GOOD),
        ("http://new.example/yhapi.ashx", Verdict.ASK),
        ("http://allowed.example/yhapi.ashx", Verdict.GOOD),
        ("http://seen.example/yhapi.ashx", Verdict.REFUSED),
        ("HTTP://SEEN.example/yhapi.ashx", Verdict.REFUSED),
        ("http://both.example/yhapi.ashx", Verdict.REFUSED),
        ("https://seen.example/yhapi.ashx", Verdict.GOOD),
        ("http://127.0.0.1:8080/yhapi.ashx", Verdict.GOOD),
        ("http://localhost:8080/yhapi.ashx", Verdict.GOOD),
        ("", Verdict.NO_ADDRESS),
        ("https://", Verdict.NO_ADDRESS),
        ("ftp://new.example/", Verdict.NO_ADDRESS),
        ("https://me:secret@new.example/", Verdict.NO_ADDRESS),
        ("https://new.example/?act=login", Verdict.NO_ADDRESS),
        ("https://new.example:99999/", Verdict.NO_ADDRESS),
        ("https://new example/", Verdict.NO_ADDRESS),
        ("https://[", Verdict.NO_ADDRESS),
    ],
)
def test_that_http_needs_a_yes_and_never_follows_https(url: str, verdict: Verdict) -> None:
    allowed, seen = ("allowed.example", "both.example"), ("seen.example", "both.example")
    assert judged(url, http_allowed=allowed, https_seen=seen) is verdict


def test_that_https_is_meant_where_no_scheme_was_typed() -> None:
    assert completed("  www.firefox.fun/yhapi.ashx ") == "https://www.firefox.fun/yhapi.ashx"
    assert completed("http://a.example/") == "http://a.example/"
    assert completed(" ") == ""


def test_that_the_site_is_opened_encrypted_whatever_the_address_says() -> None:
    assert site_of("http://Www.Example:8080/yhapi.ashx?x=1") == "https://www.example/"
    assert site_of("nothing") == ""
    assert site_of("https://Www.Example:8443/yhapi.ashx") == "https://www.example:8443/"
    assert site_of("http://127.0.0.1:8080/yhapi.ashx") == "http://127.0.0.1:8080/"
    assert with_https("http://a.example:81/x") == "https://a.example:81/x"
    assert host_of("http://A.example:81/x") == "a.example:81"
