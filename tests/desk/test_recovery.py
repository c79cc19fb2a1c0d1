# SPDX-License-Identifier: MIT
"""The same answer makes the same row, read at once or at the next start."""

from __future__ import annotations

import pytest

from fxdesk.api import wire
from fxdesk.core.errors import OutcomeUnknown
from fxdesk.core.lease_state import Event, State
from fxdesk.desk.recovery import read_answer

PKEY = "0524EA1B2A4DC810E3E535BE036C2C170E914ECC4D46ED19"
GRANT = f"1|{PKEY}|2026-11-23T10:31:02|mys|60||COM31|1159100274"


def at_once(raw: bytes, fault: str) -> State:
    """What the client makes of an answer to getPhone while the program runs."""
    if fault:
        return State.UNCERTAIN if wire.read_broken_get_phone(raw) is None else State.WAITING
    try:
        wire.read_get_phone(raw)
    except OutcomeUnknown:
        return State.UNCERTAIN
    return State.WAITING


def at_the_next_start(raw: bytes, fault: str) -> State:
    reading = read_answer("getPhone", raw, fault)
    if reading is None:
        return State.UNCERTAIN
    assert reading.event is Event.GRANTED
    return State.WAITING


@pytest.mark.parametrize("fault", ["", "cut", "status 502", "redirect", "timeout"])
def test_that_each_length_of_an_answer_means_the_same_now_and_at_the_next_start(fault: str) -> None:
    for end in range(len(GRANT) + 1):
        raw = GRANT[:end].encode()
        assert at_once(raw, fault) is at_the_next_start(raw, fault), raw


@pytest.mark.parametrize("act", ["setAgain", "sendCode"])
@pytest.mark.parametrize("raw", [b"1|", b"0|-1", b"0|-11"])
def test_that_half_a_yes_or_no_to_another_paying_act_says_nothing(act: str, raw: bytes) -> None:
    assert read_answer(act, raw, "cut") is None
    assert read_answer(act, raw, "") is not None
