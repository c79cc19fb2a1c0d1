# SPDX-License-Identifier: MIT
"""Give the acts on a number that go beyond its one SMS to the threads whose work they are."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from fxdesk.core.model import LeaseId
from fxdesk.desk.desk import Desk
from fxdesk.desk.next_step import NextStep
from fxdesk.workers.lane import Lane
from fxdesk.workers.messenger import Messenger
from fxdesk.workers.number_clerk import NumberClerk

if TYPE_CHECKING:
    from fxdesk.api.client import Client


class ActClerk:
    """Paying acts on a number in the buying thread, reports among the settling acts, the person's word.

    What follows an act is done by the clerk of numbers.
    """

    def __init__(
        self, desk: Desk, numbers: NumberClerk, buying: Lane, settling: Lane, messenger: Messenger
    ) -> None:
        self._desk, self._numbers = desk, numbers
        self._buying, self._settling, self._messenger = buying, settling, messenger

    def use_again(self, lease_id: LeaseId, minutes: int, price: Decimal | None) -> None:
        """Use a number again; Messenger.bought tells that the asking is over."""
        self._pay(lease_id, lambda client: self._desk.using_again.use(lease_id, minutes, price, client))

    def send_sms(self, lease_id: LeaseId, receiver: str, text: str) -> None:
        """Send an SMS from a number; Messenger.bought tells that the asking is over."""
        self._pay(lease_id, lambda client: self._desk.sending.send(lease_id, receiver, text, client))

    def report(self, lease_id: LeaseId, remark: int) -> None:
        """Report the result; one that still waits is replaced."""

        def job() -> None:
            lease = self._desk.board.get(lease_id)
            if lease is None:
                return
            client = self._settling.lines.to(lease.host)
            step = self._desk.reporting.report(lease_id, remark, client)
            self._numbers.follow(lease_id, step)
            if step.no_reports:
                self._messenger.no_reports.emit(None)

        self._settling.post(job, key=lease_id, name="report")

    def settle_act(self, lease_id: LeaseId, *, charged: bool, note: str) -> None:
        """Write down the person's word on an act of unknown outcome."""

        def job() -> None:
            if self._desk.verdict.settle_act(lease_id, charged=charged, note=note):
                self._numbers.follow(lease_id, NextStep(look=True, money=True))

        self._numbers.wish(lease_id, job)

    def take_as_code(self, lease_id: LeaseId) -> None:
        """Write down that the SMS at hand is a new code."""
        self._numbers.wish(lease_id, lambda: self._desk.verdict.take_as_code(lease_id))

    def _pay(self, lease_id: LeaseId, act: Callable[[Client], NextStep]) -> None:
        def job() -> None:
            try:
                lease = self._desk.board.get(lease_id)
                if lease is not None:
                    self._numbers.follow(lease_id, act(self._buying.lines.to(lease.host)))
            finally:
                self._messenger.bought.emit(None)

        if not self._buying.post(job):
            self._messenger.bought.emit(None)
