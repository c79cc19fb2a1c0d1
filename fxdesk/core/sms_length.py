# SPDX-License-Identifier: MIT
"""Count what a text takes as an SMS: its characters, and the parts that networks cut it into."""

from __future__ import annotations

from typing import NamedTuple

_PLAIN = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_DOUBLE = frozenset("\f^{}\\[~]|€")

PLAIN_PART, PLAIN_PART_OF_SEVERAL = 160, 153
WIDE_PART, WIDE_PART_OF_SEVERAL = 70, 67


class SmsLength(NamedTuple):
    """Characters as a person counts them, parts, and the units that one part holds (160 or 70 alone)."""

    characters: int
    parts: int
    per_part: int


def sms_length(text: str) -> SmsLength:
    """Measure a text: the GSM alphabet (GSM 03.38) goes 160 to an SMS, all else 70 in units of UTF-16."""
    if all(letter in _PLAIN or letter in _DOUBLE for letter in text):
        units = sum(2 if letter in _DOUBLE else 1 for letter in text)
        alone, of_several = PLAIN_PART, PLAIN_PART_OF_SEVERAL
    else:
        units = len(text.encode("utf-16-le", "surrogatepass")) // 2
        alone, of_several = WIDE_PART, WIDE_PART_OF_SEVERAL
    if units <= alone:
        return SmsLength(len(text), 1 if units else 0, alone)
    return SmsLength(len(text), -(-units // of_several), of_several)
