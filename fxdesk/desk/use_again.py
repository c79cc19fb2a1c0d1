# SPDX-License-Identifier: MIT
"""Use a number again after its SMS: paid for anew, for so many minutes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from fxdesk.core.budget import Purchase, dearest
from fxdesk.core.model import LeaseId
from fxdesk.desk.board import Board
from fxdesk.desk.next_step import NextStep
from fxdesk.desk.paying_act import USE_AGAIN, PayingAct

if TYPE_CHECKING:
    from fxdesk.api.client import Client, Keep


class UsingAgain:
    """The paying act setAgain."""

    def __init__(self, board: Board, paying: PayingAct) -> None:
        self._board, self._paying = board, paying

    def use(self, lease_id: LeaseId, minutes: int, price: Decimal | None, client: Client) -> NextStep:
        """Ask once; `price` is the one that the person was shown, None: that of the first time."""

        def ask(token: str, pkey: str, keep: Keep) -> None:
            client.set_again(token=token, pkey=pkey, minutes=minutes, keep=keep, lease_id=lease_id)

        lease = self._board.get(lease_id)
        if lease is not None and price is None:
            price = dearest(lease.order)
        facts = (("minutes", str(minutes)), *(() if price is None else (("price", str(price)),)))
        costs = Purchase(price)
        return self._paying.pay(USE_AGAIN, lease_id, ask, detail=dict(facts), facts=facts, costs=costs)
