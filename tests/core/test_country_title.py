# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxdesk.core.country_title import capitalised, take_apart
from fxdesk.core.model import CountryTitle


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("+1/美国/usa", CountryTitle("1", "美国", "usa")),
        ("+852/中国香港/hong kong", CountryTitle("852", "中国香港", "hong kong")),
        ("90/土耳其/turkey", CountryTitle("90", "土耳其", "turkey")),
        ("+1-684/美属萨摩亚/american samoa", CountryTitle("1684", "美属萨摩亚", "american samoa")),
        (
            "+225/科特迪瓦/côte d'ivoire/ivory coast",
            CountryTitle("225", "科特迪瓦", "côte d'ivoire/ivory coast"),
        ),
        (" +7/哈萨克斯坦/ kazakhstan ", CountryTitle("7", "哈萨克斯坦", "kazakhstan")),
        ("+44//england", CountryTitle("44", "", "england")),
        ("+44/英国/", CountryTitle("44", "英国", "")),
    ],
)
def test_that_the_usual_form_splits_on_the_first_two_slashes(title: str, parts: CountryTitle) -> None:
    assert take_apart(title) == parts


@pytest.mark.parametrize("title", ["Narnia", "+1/美国", "美国/usa/+1", "", "a/b/c", "+1//", "++1/美国/usa"])
def test_that_any_other_form_is_kept_whole(title: str) -> None:
    assert take_apart(title) == CountryTitle("", "", title)


@given(st.text())
def test_that_no_title_is_refused_and_a_dial_code_is_digits_only(title: str) -> None:
    parts = take_apart(title)
    assert all(character in "0123456789" for character in parts.dial)
    if title.strip():
        assert any(parts)


@pytest.mark.parametrize(
    ("english", "shown"),
    [
        ("hong kong", "Hong Kong"),
        ("usa", "USA"),
        ("iran", "Iran"),
        ("trinidad and tobago", "Trinidad and Tobago"),
        ("McMurdo", "McMurdo"),
        ("", ""),
    ],
)
def test_that_an_english_name_is_capitalised_as_people_write_it(english: str, shown: str) -> None:
    assert capitalised(english) == shown
