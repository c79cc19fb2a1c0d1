# SPDX-License-Identifier: MIT
"""Name every setting once, with its type and its default."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple


class Choice(NamedTuple):
    """A picked service and country; "" as country is "any country"."""

    service_id: str = ""
    country_id: str = ""


class Options(NamedTuple):
    """What getPhone takes besides service and country; a field left as it is here is not sent.

    `did` is a developer ID or a docking code, `mobile` a whole number or its beginning.
    """

    did: str = ""
    dock: bool = False
    push_url: str = ""
    max_price: Decimal | None = None
    mobile: str = ""

    @property
    def in_force(self) -> bool:
        """Whether any of them would be sent: what a person must not buy by unawares."""
        return self != Options()


class RememberedOptions(NamedTuple):
    """The options that a person used last for a choice."""

    choice: Choice
    options: Options


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
    auto_release_minutes: int = 0  # of new numbers; 0 never
    price_cap: Decimal | None = None  # of one number, held against the list price
    day_limit: Decimal | None = None
    month_limit: Decimal | None = None
    most_open: int = 0  # 0 any number of them
    low_balance: Decimal | None = None  # below it a warning stands
    keep_sms_days: int = 0  # 0 for ever
    mask_evidence: bool = False
    copy_with_country_code: bool = True
    clipboard_clear_seconds: int = 60  # 0 never
    favourites: tuple[Choice, ...] = ()
    recents: tuple[Choice, ...] = ()
    last_choice: Choice = Choice()
    buyer: int = 0  # account_id of the account that buys, 0 none
    blacklist_reasons: tuple[str, ...] = ()
    report_results: bool = False  # apiReturn can cost balance where the account has no permission
    auto_copy_number: bool = False
    auto_copy_code: bool = False
    options: tuple[RememberedOptions, ...] = ()
    only_open: bool = False
    window_geometry: str = ""  # base64
    window_state: str = ""  # base64
    columns: tuple[str, ...] = ()  # keys of the number table's columns, in order
    column_widths: tuple[tuple[str, int], ...] = ()
    log_shown: bool = False

    def options_of(self, choice: Choice) -> Options:
        """The options remembered for this choice."""
        return next((kept.options for kept in self.options if kept.choice == choice), Options())

    def with_options(self, choice: Choice, options: Options) -> Preferences:
        """These settings with other options for this choice; what is not in force is not remembered."""
        others = tuple(kept for kept in self.options if kept.choice != choice)
        added = (RememberedOptions(choice, options),) if options.in_force else ()
        return self._replace(options=others + added)
