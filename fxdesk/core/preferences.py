# SPDX-License-Identifier: MIT
"""Name every setting once, with its type and its default."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple


class Choice(NamedTuple):
    """A picked service and country; "" as country is "any country"."""

    service_id: str = ""
    country_id: str = ""


class Preferences(NamedTuple):
    """All settings. A field's annotation is its type in the file, its value here is the default."""

    language: str = ""  # "" follows the system
    palette: Literal["system", "light", "dark"] = "system"
    text_percent: int = 100
    compact_rows: bool = False
    service_url: str = "https://www.firefox.fun/yhapi.ashx"
    http_allowed: tuple[str, ...] = ()  # hosts for which the person accepted unencrypted http
    https_seen: tuple[str, ...] = ()  # hosts where https has worked: http is refused there from then on
    undo_seconds: int = 3  # 0 to 5
    still_waiting_minutes: int = 30
    copy_with_country_code: bool = True
    clipboard_clear_seconds: int = 60  # 0 never
    max_price: Decimal | None = None
    favourites: tuple[Choice, ...] = ()
    recents: tuple[Choice, ...] = ()
    last_choice: Choice = Choice()
    buyer: int = 0  # account_id of the account that buys, 0 none
    blacklist_reasons: tuple[str, ...] = ()
    only_open: bool = False
    window_geometry: str = ""  # base64
    window_state: str = ""  # base64
    columns: tuple[str, ...] = ()  # keys of the number table's columns, in order
    column_widths: tuple[tuple[str, int], ...] = ()
    log_shown: bool = False
