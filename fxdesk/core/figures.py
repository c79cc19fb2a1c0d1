# SPDX-License-Identifier: MIT
"""Writes money, waiting times and phone numbers the one way that the window shows them."""

import re
from decimal import Decimal
from functools import lru_cache

MINUS = "\u2212"

_NOT_DIGITS = re.compile(r"[^0-9]+")
_SEPARATORS = re.compile(r"[^0-9+]+")


def format_money(value: Decimal) -> str:
    """Write an amount with at least four decimals and all that it has: "0.6500", "0.00125", "−0.0150".

    Raises ValueError for what is no finite amount.
    """
    if not value.is_finite():
        raise ValueError("an amount of money must be finite")
    exponent = value.as_tuple().exponent
    decimals = max(4, -exponent) if isinstance(exponent, int) else 4
    figures = f"{abs(value):.{decimals}f}"
    if decimals > 4:
        figures = figures[: -(decimals - 4)] + figures[-(decimals - 4) :].rstrip("0")
    return MINUS + figures if value < 0 else figures


def split_money(figures: str) -> tuple[str, str]:
    """Split written money into what counts and the zeros after its second decimal: ("0.65", "00")."""
    point = figures.find(".")
    if point < 0:
        return figures, ""
    strong = figures[: point + 3] + figures[point + 3 :].rstrip("0")
    return strong, figures[len(strong) :]


def format_waited(seconds: float) -> str:
    """Write a time as m:ss, from an hour on as h:mm:ss; less than nothing is 0:00."""
    whole = max(0, int(seconds))
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes}:{rest:02d}"
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}"


@lru_cache(maxsize=2048)
def split_phone(area: str, national: str) -> tuple[str, str]:
    """Return the dial code with its plus and the national number, grouped by spaces as its country does.

    The digits are those that were given, in their order: a number that the library does not know, or would
    write with other digits, comes back ungrouped. Without a dial code the first part is empty.
    """
    dial, number = _NOT_DIGITS.sub("", area), _NOT_DIGITS.sub("", national)
    if not dial:
        return "", number
    # Its tables cost some 20 ms, and most starts show no number at once.
    import phonenumbers

    try:
        parsed = phonenumbers.parse(f"+{dial}{number}", None)
    except phonenumbers.NumberParseException:
        return f"+{dial}", number
    international = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    groups = _SEPARATORS.sub(" ", international).split()
    if not groups or groups[0] != f"+{dial}" or "".join(groups[1:]) != number:
        return f"+{dial}", number
    return groups[0], " ".join(groups[1:])
