# SPDX-License-Identifier: MIT
"""Read an amount that a person typed as a limit, and name what is wrong with one that is none."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from enum import StrEnum

MOST_DIGITS = 9
MOST_DECIMALS = 6

_AMOUNT = re.compile(r"([0-9]*)(?:[.,]([0-9]*))?")


class Fault(StrEnum):
    """Why a text is no limit."""

    NO_AMOUNT = "no_amount"
    NOUGHT = "nought"
    TOO_LARGE = "too_large"
    TOO_FINE = "too_fine"


class NoAmount(ValueError):
    """A text that is no limit; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def read_limit(text: str) -> Decimal | None:
    """The amount, None for an empty text. Both marks are taken, because people type their own.

    Raises NoAmount: also for 0, which would stop every purchase where most people mean none.
    """
    typed = unicodedata.normalize("NFKC", text).strip()
    if not typed:
        return None
    found = _AMOUNT.fullmatch(typed)
    if found is None or not (found[1] or found[2]):
        raise NoAmount(Fault.NO_AMOUNT)
    whole, fraction = found[1].lstrip("0"), (found[2] or "").rstrip("0")
    if len(whole) > MOST_DIGITS:
        raise NoAmount(Fault.TOO_LARGE)
    if len(fraction) > MOST_DECIMALS:
        raise NoAmount(Fault.TOO_FINE)
    if not (whole or fraction):
        raise NoAmount(Fault.NOUGHT)
    return Decimal(f"{whole or '0'}.{fraction or '0'}").normalize()
