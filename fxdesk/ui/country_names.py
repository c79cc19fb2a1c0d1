# SPDX-License-Identifier: MIT
"""Name a country of the price list in the language of the window."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QLocale

from fxdesk.core.country import alpha2
from fxdesk.core.country_title import capitalised, take_apart
from fxdesk.core.text import clean

_LIMIT = 60


def country_name(title: str, country_id: str = "") -> str:
    """The country's name, fit to be shown, from its Country_Title and id; either may be "".

    Chinese windows show the title's Chinese part; others the English name of the territory that the id
    stands for, or the title's own English. An id that is in no list shows with its title, or as it is.
    """
    return _name(title, country_id, QLocale().language() is QLocale.Language.Chinese)


def dial_code(title: str) -> str:
    """The country's dial code as "+60", "" where the title has none."""
    dial = take_apart(title).dial
    return f"+{dial}" if dial else ""


@lru_cache(maxsize=2048)
def _name(title: str, country_id: str, chinese: bool) -> str:
    parts = take_apart(title)
    territory = _territory(country_id)
    english = capitalised(parts.english)
    wanted = (parts.chinese, territory, english) if chinese else (territory, english, parts.chinese)
    name = next((name for name in wanted if name), country_id)
    return clean(name, _LIMIT, one_line=True)


def _territory(country_id: str) -> str:
    code = alpha2(country_id)
    if not code:
        return ""
    territory = QLocale.codeToTerritory(code)
    if territory is QLocale.Country.AnyTerritory:
        return ""
    # "Hong Kong SAR China" would be cut off in every list, and its first words say enough.
    return QLocale.territoryToString(territory).removesuffix(" SAR China")
