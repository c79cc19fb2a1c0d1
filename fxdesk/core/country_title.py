# SPDX-License-Identifier: MIT
"""Take a Country_Title of the price list apart into dial code, Chinese and English name."""

from __future__ import annotations

import re
from functools import lru_cache

from fxdesk.core.model import CountryTitle

# "+1/美国/usa"; some dial codes carry a hyphen or a space ("+1-684").
_USUAL = re.compile(r"\s*\+?\s*(?P<dial>[0-9][0-9 -]{0,9})/(?P<chinese>[^/]*)/(?P<english>.*)", re.DOTALL)
_SMALL_WORDS = frozenset({"and", "of", "the"})


@lru_cache(maxsize=1024)
def take_apart(title: str) -> CountryTitle:
    """Split on the first two slashes; a title of any other form comes back whole as the English name."""
    usual = _USUAL.fullmatch(title)
    if usual is None:
        return CountryTitle("", "", title.strip())
    dial = re.sub(r"[^0-9]", "", usual["dial"])
    chinese, english = usual["chinese"].strip(), usual["english"].strip()
    if not chinese and not english:
        return CountryTitle("", "", title.strip())
    return CountryTitle(dial, chinese, english)


def capitalised(english: str) -> str:
    """The English name as a person writes it: "hong kong" → "Hong Kong", "usa" → "USA".

    A name that already has a capital letter stays as it is.
    """
    if english != english.lower():
        return english
    words = english.split(" ")
    if len(words) == 1 and len(english) <= 3:
        return english.upper()
    return " ".join(
        word if place and word in _SMALL_WORDS else word[:1].upper() + word[1:]
        for place, word in enumerate(words)
    )
