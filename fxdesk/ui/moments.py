# SPDX-License-Identifier: MIT
"""Write when something was seen, as short as it stays clear."""

from __future__ import annotations

from datetime import datetime

from fxdesk.core.clock import Stamp


def time_of(moment: Stamp, now: Stamp) -> str:
    """The local time of `moment`: "10:32" on the same day, else with its date."""
    then = datetime.fromtimestamp(moment.utc)
    same_day = then.date() == datetime.fromtimestamp(now.utc).date()
    return then.strftime("%H:%M" if same_day else "%Y-%m-%d %H:%M")
