# SPDX-License-Identifier: MIT
"""Warn while the balance of the account that buys is below what the person has set."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from fxdesk.core.budget import is_low
from fxdesk.core.notice import AccountState, Notice, Rank, Topic

KEY = "low balance"


class LowBalance:
    """Tells it once for each balance, and takes it back when that is enough or another account buys."""

    def __init__(self, tell: Callable[[Notice], None], withdraw: Callable[[str], None]) -> None:
        self._tell, self._withdraw = tell, withdraw
        self._told: Notice | None = None

    def look(self, buyer: AccountState | None, least: Decimal | None) -> None:
        """See whether what is known now is too little."""
        seen = None if buyer is None or buyer.balance is None else buyer.balance.amount
        if buyer is None or seen is None or least is None or not is_low(seen, least):
            if self._told is not None:
                self._told = None
                self._withdraw(KEY)
            return
        facts = (("account", buyer.account.label), ("balance", str(seen)), ("least", str(least)))
        notice = Notice(KEY, Topic.LOW_BALANCE, Rank.WARN, facts=facts)
        if notice != self._told:
            self._told = notice
            self._tell(notice)
