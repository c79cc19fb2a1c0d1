# SPDX-License-Identifier: MIT
"""Where https has worked, the link remembers it, so that there is no way back to http."""

from __future__ import annotations

from fxdesk.core.clock import Stamp
from fxdesk.core.errors import NotSent
from fxdesk.core.notice import ConnectionTest, Exchange
from tests.workers.conftest import House

OTHER = "https://other.example/yhapi.ashx"
AT = Stamp(1.0, "boot", 1.0)


def test_that_a_good_test_over_https_is_remembered_and_a_bad_one_is_not(house: House) -> None:
    link = house.link
    link.connection_tested.emit(ConnectionTest(OTHER, error=NotSent("getItem", "tls")))
    link.connection_tested.emit(ConnectionTest("http://plain.example/yhapi.ashx", 3))
    link.connection_tested.emit(ConnectionTest("https://127.0.0.1:1/yhapi.ashx", 3))
    assert not link.preferences.https_seen
    link.connection_tested.emit(ConnectionTest(OTHER, 3))
    link.connection_tested.emit(ConnectionTest(OTHER, 3))
    assert link.preferences.https_seen == ("other.example",)


def test_that_an_answer_over_https_is_remembered_but_not_one_of_a_tried_address(house: House) -> None:
    link = house.link
    link._https._url = OTHER
    link.exchanged.emit(Exchange(AT, "→", "login", ""))
    link.exchanged.emit(Exchange(AT, "!", "login", ""))
    link.exchanged.emit(Exchange(AT, "←", "getItem", ""))
    assert not link.preferences.https_seen
    link.exchanged.emit(Exchange(AT, "←", "login", ""))
    assert link.preferences.https_seen == ("other.example",)
