# SPDX-License-Identifier: MIT
"""Let the person say whether a further use, or an SMS, that had no answer went through."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fxdesk.core.figures import format_money
from fxdesk.core.lease_state import Event
from fxdesk.core.model import Lease, LeaseId, TimelineEvent
from fxdesk.core.text import clean, isolate
from fxdesk.ui.safe import label
from fxdesk.ui.settle_dialog import SettleDialog, when

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

_INTENTS = (Event.AGAIN_INTENDED, Event.SEND_INTENDED)
_FACT_LIMIT = 120


class SettleActDialog(SettleDialog):
    """As SettleDialog, for an act on a number that is there: what was asked is read from its timeline."""

    def __init__(self, link: Link, lease: Lease, others: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(link, lease, others, parent)
        # When this act was asked stands in the timeline only; until it is read nothing can be told.
        self._asked_at = None
        self._take_accounts(link.accounts)
        link.timeline_ready.connect(self._take_timeline)
        link.ask_timeline(lease.lease_id)

    def _question(self) -> str:
        return self.tr("Did it go through?")

    def _answers(self) -> tuple[str, str]:
        return self.tr("It went through"), self.tr("It did not")

    def _add_asked(self) -> None:
        self._what = label(self.tr("…"), wrap=True, object_name="askedForLabel")
        self._time = label(self.tr("…"))
        self._cost = label(self._row.price or self.tr("not known"))
        number = isolate(self._row.phone or self._row.service)
        self._add_line(self.tr("Number"), label(f"{self._row.service}, {number}", wrap=True))
        self._add_line(self.tr("Asked for"), self._what)
        self._add_line(self.tr("Sent at"), self._time)
        self._add_line(self.tr("Price"), self._cost)
        self._add_line(self.tr("Balance before"), label(self._balance(self._lease.balance_before), wrap=True))

    def _settle(self, *, charged: bool) -> None:
        self._link.settle_act(self._lease.lease_id, charged=charged)
        self.accept()

    def _take_timeline(self, answer: tuple[LeaseId, tuple[TimelineEvent, ...]]) -> None:
        lease_id, events = answer
        intent = next((one for one in reversed(events) if one.event in _INTENTS), None)
        if lease_id != self._lease.lease_id or intent is None:
            return
        detail = {name: isolate(clean(value, _FACT_LIMIT, one_line=True)) for name, value in intent.detail}
        self._asked_at = intent.at
        self._time.setText(when(intent.at))
        if intent.event is Event.AGAIN_INTENDED:
            words = self.tr("using it again for {minutes} min").format(minutes=detail.get("minutes", "?"))
            price = dict(intent.detail).get("price", "")
            self._cost.setText(format_money(Decimal(price)) if price else self.tr("not known"))
        else:
            words = self.tr("an SMS to {receiver}: {text}").format(
                receiver=detail.get("receiver", "?"), text=detail.get("text", "?")
            )
            self._cost.setText(self.tr("not known"))
        self._what.setText(words)
        self._take_accounts(self._link.accounts)
