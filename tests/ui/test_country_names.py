# SPDX-License-Identifier: MIT
from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from fxdesk.ui.country_names import country_name, dial_code


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en"))
    yield
    QLocale.setDefault(before)


def test_that_a_country_has_its_english_name_by_its_id() -> None:
    assert country_name("+44/英国/england", "eng") == "United Kingdom"
    assert country_name("+852/中国香港/hong kong", "hkg") == "Hong Kong"
    assert country_name("", "mys") == "Malaysia"


def test_that_a_country_has_its_chinese_name_in_a_chinese_window() -> None:
    QLocale.setDefault(QLocale("zh_CN"))
    assert country_name("+60/马来西亚/malaysia", "mys") == "马来西亚"
    assert country_name("+60//malaysia", "mys") == "Malaysia"


def test_that_an_unknown_id_shows_with_its_title_or_as_it_is() -> None:
    assert country_name("+99/某地/some land", "xq9") == "Some Land"
    assert country_name("Somewhere else", "xq9") == "Somewhere else"
    assert country_name("", "xq9") == "xq9"


def test_that_a_name_is_shown_without_what_reorders_text() -> None:
    assert "\u202e" not in country_name("Ab\u202ecd", "xq9")


def test_that_a_dial_code_has_its_plus() -> None:
    assert dial_code("+60/马来西亚/malaysia") == "+60"
    assert dial_code("Somewhere else") == ""
