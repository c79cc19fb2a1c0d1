# SPDX-License-Identifier: MIT
"""Write a price or a range of prices, and the age of a list, the one way that dialogs show them."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from fxdesk.core.figures import format_money

translate = QCoreApplication.translate


def price_words(least: Decimal, most: Decimal) -> str:
    """One price, or the cheapest and the dearest: "0.4500 – 2.0000"."""
    if least == most:
        return format_money(least)
    return f"{format_money(least)}\u2009–\u200b\u2009{format_money(most)}"


def age_words(seconds: float) -> str:
    """An age in whole minutes, hours or days: "42 min", "3 h 10 min", "2 d"."""
    minutes = int(max(0.0, seconds) // 60)
    if minutes < 60:
        return translate("Prices", "{n} min").format(n=minutes)
    if minutes < 48 * 60:
        return translate("Prices", "{h} h {n} min").format(h=minutes // 60, n=minutes % 60)
    return translate("Prices", "{n} d").format(n=minutes // (24 * 60))
