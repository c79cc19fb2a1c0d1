# SPDX-License-Identifier: MIT
"""The gaps that the document asks for."""

from __future__ import annotations

import pytest

from fxdesk.api.pacing import GAPS, Pacing
from fxdesk.core.clock import Stamp


def at(elapsed: float, boot: str = "a", utc: float | None = None) -> Stamp:
    return Stamp(1_000_000 + elapsed if utc is None else utc, boot, elapsed)


@pytest.mark.parametrize(("act", "gap"), [("myInfo", 60), ("getPhoneCode", 5), ("login", 60)])
def test_that_the_gap_runs_from_the_end_of_a_request(act: str, gap: float) -> None:
    pacing = Pacing()
    pacing.ended(act, "key", at(100))
    assert pacing.ready_in(act, "key", at(100)) == gap
    assert pacing.ready_in(act, "key", at(101)) == gap - 1
    assert pacing.ready_in(act, "key", at(100 + gap)) == 0


def test_that_each_key_and_act_has_a_gap_of_its_own() -> None:
    pacing = Pacing()
    pacing.ended("getPhoneCode", "one", at(0))
    assert pacing.ready_in("getPhoneCode", "two", at(0)) == 0
    assert pacing.ready_in("myInfo", "one", at(0)) == 0


def test_that_a_wait_that_the_service_asks_for_goes_beyond_the_gap() -> None:
    pacing = Pacing()
    pacing.ended("getPhoneCode", "key", at(0))
    pacing.rest("getPhoneCode", "key", at(0), 120)
    assert (
        pacing.ready_in("getPhoneCode", "key", at(30))
        == pacing.rests_for("getPhoneCode", "key", at(30))
        == 90
    )
    assert pacing.ready_in("getPhoneCode", "other", at(30)) == 0
    assert pacing.rests_for("getPhoneCode", "key", at(120)) == 0
    # Asked meanwhile all the same, the usual gap counts.
    pacing.ended("getPhoneCode", "key", at(120))
    assert pacing.ready_in("getPhoneCode", "key", at(121)) == 4


def test_that_acts_without_a_gap_are_always_ready() -> None:
    pacing = Pacing()
    pacing.ended("setRel", "key", at(0))
    assert pacing.ready_in("setRel", "key", at(0)) == 0


def test_that_the_gap_holds_over_a_restart() -> None:
    pacing = Pacing()
    pacing.load({("myInfo", "1"): at(100)})
    assert pacing.ready_in("myInfo", "1", at(110)) == 50


def test_that_a_wall_clock_that_went_back_over_a_boot_counts_as_just_asked() -> None:
    pacing = Pacing()
    pacing.load({("myInfo", "1"): at(100, utc=5000)})
    assert pacing.ready_in("myInfo", "1", at(3, boot="b", utc=4000)) == 60


def test_that_numbers_long_gone_do_not_pile_up() -> None:
    pacing = Pacing()
    for number in range(5000):
        pacing.ended("getPhoneCode", str(number), at(number))
    assert pacing.ready_in("getPhoneCode", "4999", at(4999)) == GAPS["getPhoneCode"]
    assert len(pacing._ended) <= 1001
