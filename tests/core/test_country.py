# SPDX-License-Identifier: MIT
"""Country ids find their two letters."""

import phonenumbers
import pytest

from fxdesk.core import country
from fxdesk.core.country import alpha2


@pytest.mark.parametrize(
    ("country_id", "letters"),
    [("mys", "MY"), ("eng", "GB"), ("gbr", "GB"), ("USA", "US"), ("hkg", "HK"), ("xyz", ""), ("", "")],
)
def test_that_ids_have_their_letters(country_id: str, letters: str) -> None:
    assert alpha2(country_id) == letters


def test_that_every_region_with_phone_numbers_has_an_id() -> None:
    # XK, AC and TA have dial codes but no three letters of ISO's.
    assert set(phonenumbers.SUPPORTED_REGIONS) - {"XK", "AC", "TA"} <= set(country._table().values())


def test_that_no_id_is_listed_twice() -> None:
    entries = country._CODES.split()
    assert len({entry[:3] for entry in entries}) == len(entries)
