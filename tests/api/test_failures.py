# SPDX-License-Identifier: MIT
"""The table of failure codes against the document."""

from __future__ import annotations

import json
from pathlib import Path

from fxdesk.api.failures import FAILURES, SECONDS
from fxdesk.api.wire import refusal
from fxdesk.core.errors import Refused, TooSoon

DOCUMENT = json.loads((Path(__file__).parents[1] / "data" / "document.json").read_text(encoding="utf-8"))
DOCUMENTED = {
    (act, code): words for act, page in DOCUMENT["acts"].items() for code, words in page["failures"].items()
}


def test_that_every_documented_code_is_known_and_none_is_invented() -> None:
    assert FAILURES.keys() == DOCUMENTED.keys()


def test_that_each_meaning_is_the_documents() -> None:
    assert {key: failure.meaning for key, failure in FAILURES.items()} == DOCUMENTED


def test_that_waiting_is_the_only_failure_that_is_no_error() -> None:
    assert [key for key, failure in FAILURES.items() if failure.error is None] == [("getPhoneCode", "-3")]


def test_that_each_code_becomes_the_error_of_its_act() -> None:
    for (act, code), failure in FAILURES.items():
        if code == SECONDS or failure.error is None:
            continue
        refused = refusal(act, f"0|{code}")
        assert type(refused) is failure.error
        assert (refused.act, refused.code) == (act, code)


def test_that_only_a_release_counts_seconds() -> None:
    assert isinstance(refusal("setRel", "0|30"), TooSoon)
    assert type(refusal("addBlack", "0|30")) is Refused
