# SPDX-License-Identifier: MIT
"""Find the words that a person types in names of any script, whatever their case, accents and width."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    plain = "".join(
        part for part in unicodedata.normalize("NFKD", character) if unicodedata.category(part) != "Mn"
    )
    return plain.casefold()


def fold(text: str) -> str:
    """The text as it is compared: no case, no accents, full-width letters as narrow ones."""
    if text.isascii():
        return text.lower()
    return "".join(map(_fold_character, text))


def search_words(typed: str) -> tuple[str, ...]:
    """The folded words of what was typed, in their order; () when there are none."""
    return tuple(fold(typed).split())


def matched_ranges(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Where in `text` each of the folded `words` stands first: (start, end) pairs, apart and in order."""
    folded = fold(text)
    if len(folded) == len(text) and text.isascii():
        origins: Sequence[int] = range(len(text))
    else:
        origins = [place for place, character in enumerate(text) for _ in _fold_character(character)]
    hit = bytearray(len(text))
    for word in words:
        start = folded.find(word) if word else -1
        if start >= 0:
            first, last = origins[start], origins[start + len(word) - 1]
            hit[first : last + 1] = b"\x01" * (last + 1 - first)
    ranges: list[tuple[int, int]] = []
    start = hit.find(1)
    while start >= 0:
        end = hit.find(0, start)
        end = len(hit) if end < 0 else end
        ranges.append((start, end))
        start = hit.find(1, end)
    return tuple(ranges)
