# SPDX-License-Identifier: MIT
from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fxdesk.core.word_search import fold, matched_ranges, search_words


def test_that_case_accents_and_width_do_not_matter() -> None:
    assert fold("Café ＦＯＯ") == fold("CAFE foo")


def test_that_the_letters_found_are_told_in_the_text_as_it_is_written() -> None:
    assert matched_ranges("Lumen Mail", search_words("mail LUM")) == ((0, 3), (6, 10))
    assert matched_ranges("明灯邮箱", search_words("灯")) == ((1, 2),)


def test_that_a_letter_which_folds_to_two_is_marked_whole() -> None:
    assert matched_ranges("Große Post", search_words("gross")) == ((0, 4),)
    assert matched_ranges("Große Post", search_words("sse p")) == ((3, 5), (6, 7))


def test_that_ranges_that_touch_are_one() -> None:
    assert matched_ranges("abcd", ("ab", "bc", "d")) == ((0, 4),)


def test_that_a_word_that_is_not_there_marks_nothing() -> None:
    assert matched_ranges("Lumen", ("x", "")) == ()


@given(st.text(max_size=30), st.lists(st.text(min_size=1, max_size=4), max_size=3))
def test_that_ranges_lie_in_the_text_apart_and_in_order(text: str, words: list[str]) -> None:
    ranges = matched_ranges(text, [fold(word) for word in words])
    end = -1
    for start, stop in ranges:
        assert end < start < stop <= len(text)
        end = stop


@given(st.text(max_size=30), st.integers(0, 29), st.integers(1, 5))
def test_that_a_piece_of_the_text_is_always_found(text: str, start: int, length: int) -> None:
    piece = fold(text[start : start + length])
    assert bool(matched_ranges(text, [piece])) == bool(piece)
