# SPDX-License-Identifier: MIT
"""Looks in vain are one line of the log for support, and nothing else is lost from it."""

from __future__ import annotations

from fxdesk.core.repeated_looks import folded


def at(second: int) -> str:
    return f"2026-11-23T20:19:{second:02d}.000+00:00"


def exchange(second: int, text: str) -> str:
    return f"{at(second)} INFO fxdesk.exchange: {text}"


def look(second: int, number: str = "number 2 ") -> list[str]:
    return [
        exchange(second, f"→ getPhoneCode {number}pkey=*** token=***"),
        exchange(second, f"← getPhoneCode {number}0|-3 waiting"),
    ]


def test_that_looks_of_two_numbers_in_turn_are_one_line_each() -> None:
    lines = [line for second in range(0, 30, 5) for line in look(second) + look(second, "number 31 ")]
    assert folded(lines) == [
        f"{at(0)} 6 × number 2 getPhoneCode 0|-3 until {at(25)}",
        f"{at(0)} 6 × number 31 getPhoneCode 0|-3 until {at(25)}",
    ]


def test_that_looks_as_they_were_logged_before_are_folded_too() -> None:
    lines = [line.replace("T20", " 20").replace(".000+00:00", ",000") for line in look(1, "") + look(6, "")]
    assert folded(lines) == ["2026-11-23 20:19:01,000 2 × getPhoneCode 0|-3 until 2026-11-23 20:19:06,000"]


def test_that_a_single_look_stays_as_it_was() -> None:
    assert folded(look(1)) == look(1)


def test_that_what_came_between_stays_in_its_place_and_ends_the_fold_of_its_number() -> None:
    release = exchange(12, "→ setRel number 2 pkey=*** token=***")
    balance = exchange(3, "← myInfo 1|9.5|1|0")
    lines = [*look(1), balance, *look(6), release, *look(15), *look(20)]
    assert folded(lines) == [
        f"{at(1)} 2 × number 2 getPhoneCode 0|-3 until {at(6)}",
        balance,
        release,
        f"{at(15)} 2 × number 2 getPhoneCode 0|-3 until {at(20)}",
    ]


def test_that_an_sms_a_look_without_an_answer_and_an_error_are_never_folded() -> None:
    sms = [look(11)[0], exchange(11, "← getPhoneCode number 2 1|***|*** (14 characters)")]
    unanswered = [look(16)[0], exchange(17, "! getPhoneCode number 2 no answer: timeout")]
    error = [f"{at(25)} ERROR fxdesk.desk.record: journal failed: disk full"]
    lines = look(1) + sms + look(12) + unanswered + look(20) + error + look(30)
    assert folded(lines) == lines
    assert folded(["", "a torn line"]) == ["", "a torn line"]
