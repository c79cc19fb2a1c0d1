# SPDX-License-Identifier: MIT
"""Say in words which options a purchase carries, so that nobody buys by a forgotten one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from fxdesk.core.figures import format_money
from fxdesk.core.preferences import Options
from fxdesk.core.text import clean, isolate

translate = QCoreApplication.translate

_SHOWN = 32


def option_words(options: Options) -> str:
    """One line that names each option in force; "" when none is."""
    parts = []
    if options.mobile:
        parts.append(translate("Options", "number {number}").format(number=_shown(options.mobile)))
    if options.did:
        parts.append(translate("Options", "developer ID {did}").format(did=_shown(options.did)))
    if options.dock:
        parts.append(translate("Options", "docking code asked for"))
    if options.max_price is not None:
        parts.append(translate("Options", "max price {price}").format(price=format_money(options.max_price)))
    if options.push_url:
        parts.append(translate("Options", "SMS pushed to your link"))
    if not parts:
        return ""
    return translate("Options", "Options in force: {options}").format(options=" · ".join(parts))


def _shown(text: str) -> str:
    return isolate(clean(text, _SHOWN, one_line=True))
