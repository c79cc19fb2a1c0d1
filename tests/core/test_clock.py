# SPDX-License-Identifier: MIT
"""Hold waiting to the truth through clock jumps, suspend and restarts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fxdesk.core.clock import Stamp, remaining, span

moments = st.builds(Stamp, st.floats(0, 4e9), st.sampled_from(["boot-one", "boot-two"]), st.floats(0, 1e8))


def test_that_a_moment_reads_as_utc_with_milliseconds() -> None:
    assert Stamp(0.25, "boot", 1).iso == "1970-01-01T00:00:00.250+00:00"


def test_that_within_one_boot_a_jump_of_the_wall_clock_changes_nothing() -> None:
    assert span(Stamp(1_000, "a", 10), Stamp(99, "a", 70)) == (60, True)
    assert remaining(Stamp(1_000, "a", 10), 60, Stamp(99_999, "a", 50)) == 20


def test_that_across_boots_the_wall_clock_counts_and_is_called_inexact() -> None:
    assert span(Stamp(1_000, "a", 5_000), Stamp(1_060, "b", 3)) == (60, False)
    assert remaining(Stamp(1_000, "a", 5_000), 60, Stamp(1_045, "b", 3)) == 15


def test_that_a_wall_clock_that_went_back_over_a_boot_counts_as_just_asked() -> None:
    assert remaining(Stamp(1_000, "a", 5), 60, Stamp(10, "b", 3)) == 60


@given(moments, moments, st.floats(0, 1_000))
def test_that_nothing_lasts_less_than_nothing_nor_waits_longer_than_its_gap(
    since: Stamp, until: Stamp, gap: float
) -> None:
    assert span(since, until).seconds >= 0
    assert remaining(since, gap, until) >= 0
    if since.boot != until.boot or until.elapsed >= since.elapsed:
        assert remaining(since, gap, until) <= gap
