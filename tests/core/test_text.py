# SPDX-License-Identifier: MIT
"""Foreign text is bounded, visible and keeps its codes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxdesk.core.text import BOX, ELLIPSIS, clean, digit_groups, isolate

# All of Unicode with surrogates, rich in what clean() has to deal with.
HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=()),
        st.characters(categories=["Cs", "Cc", "Cf", "Mn", "Me", "Zl", "Zp"]),
    ),
    max_size=200,
)
HIDING = [*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF, 0x061C]


@given(HOSTILE, st.integers(1, 300))
def test_that_cleaned_text_is_never_longer_than_asked(text: str, limit: int) -> None:
    assert len(clean(text, limit)) <= limit


@given(HOSTILE)
def test_that_cleaned_text_holds_nothing_that_hides_or_reorders(text: str) -> None:
    shown = clean(text)
    assert not any(ord(character) in HIDING for character in shown)
    assert not any(0xE0000 <= ord(character) <= 0xE007F for character in shown)
    controls = {character for character in shown if unicodedata.category(character) in ("Cc", "Cs")}
    assert controls <= {"\n", "\t"}


@given(HOSTILE)
def test_that_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(HOSTILE)
def test_that_a_line_stays_one_line(text: str) -> None:
    assert len(clean(text, one_line=True).splitlines()) <= 1


@given(st.text(st.characters(codec="ascii", min_codepoint=0x20, max_codepoint=0x7E), max_size=200))
def test_that_plain_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


@given(HOSTILE)
def test_that_cleaned_text_can_be_encoded(text: str) -> None:
    clean(text).encode("utf-8")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Your code is 4829\x0013", f"Your code is 4829{BOX}13"),
        ("a\u202eb", f"a{BOX}b"),
        ("48\u200b29\ufeff13", "482913"),
        ("a\U000e0041b", "ab"),
        ("\ud800x", "\ufffdx"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("e\u0301", "é"),
        ("\uff14\uff18", "\uff14\uff18"),
        ("【明灯邮箱】482913 是您的验证码", "【明灯邮箱】482913 是您的验证码"),
    ],
)
def test_that_each_kind_of_trick_is_dealt_with(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_that_newlines_and_tabs_become_spaces_in_one_line() -> None:
    assert clean("one\r\ntwo\tthree", one_line=True) == "one two three"


def test_that_a_tower_of_marks_is_cut_to_three() -> None:
    shown = clean("a" + "\u0338" * 50 + "b")
    assert shown == "a" + "\u0338" * 3 + "b"


def test_that_a_long_text_ends_in_an_ellipsis() -> None:
    assert clean("x" * 3000) == "x" * 1999 + ELLIPSIS


def test_that_a_long_run_of_invisible_characters_cannot_hide_a_cut() -> None:
    assert clean("a" + "\u200b" * 100_000 + "b", 10) == "a" + ELLIPSIS


def test_that_no_room_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="limit"):
        clean("x", 0)


@given(HOSTILE)
def test_that_isolated_text_cannot_break_out(text: str) -> None:
    wrapped = isolate(text)
    assert wrapped[0] == "\u2068"
    assert wrapped[-1] == "\u2069"
    assert not any("\u2066" <= character <= "\u2069" for character in wrapped[1:-1])


def test_that_digit_groups_are_found_where_they_stand_alone() -> None:
    text = "[Lumen Mail] 482913 is your code, help: 1800-88-2210, ref AB1234, year 26"
    assert [text[start:end] for start, end in digit_groups(text)] == ["482913", "1800-88-2210"]
