# SPDX-License-Identifier: MIT
"""Be the only way to pay: ask what is in doubt, let one paying request out, say when its answer is slow."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from fxdesk.core import use_again_rules
from fxdesk.core.catalogue import Catalogue
from fxdesk.core.clock import Clock
from fxdesk.core.guards import Question, Taken, Wish
from fxdesk.core.lease_state import State
from fxdesk.core.model import Lease, LeaseId, Order
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.workers.crew import Crew
from fxdesk.workers.messenger import Messenger
from fxdesk.workers.purchase_guard import PurchaseGuard, again_wish

SLOW_PURCHASE_MS = 15_000
_RENT_SLOW = Notice("rent", Topic.RENT_SLOW, Rank.INFO)


class Purchase(QObject):
    """All acts that cost money; lives in the window's thread.

    buying_changed (bool: a paying request is out) · question_raised (Question: to be agreed to before
    something is bought).
    """

    buying_changed = Signal(object)
    question_raised = Signal(object)

    def __init__(self, crew: Crew, messenger: Messenger, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._crew, self._messenger = crew, messenger
        self._guard = PurchaseGuard(clock)
        self._buying = self._stopped = False
        self._asking: LeaseId | None = None
        self._slow_notice = _RENT_SLOW
        self._slow = QTimer(self, singleShot=True, interval=SLOW_PURCHASE_MS)
        self._slow.timeout.connect(self._is_slow)
        messenger.lease.connect(self._lease_told)
        messenger.catalogue.connect(self._catalogue_told)
        messenger.noticed.connect(self._noticed)
        messenger.bought.connect(self._bought)

    @property
    def is_buying(self) -> bool:
        """Whether a paying request is out, or about to be."""
        return self._buying

    @property
    def catalogue(self) -> Catalogue | None:
        """The price list that the questions go by; None before the first."""
        return self._guard.catalogue

    def rent(self, order: Order) -> Taken:
        """Ask for one number, at the price that `order` says the person saw.

        NO while another paying request is out, or before the journal is open; ASKED: question_raised says
        what has to be agreed to first.
        """
        return self._buy(Wish(order))

    def use_again(self, lease_id: LeaseId, minutes: int, *, price: Decimal | None = None) -> Taken:
        """Use a number again after its SMS, charged again; the answers are those of `rent`.

        `price` is the one that the person was shown, None: that of the first time. Raises ValueError for
        minutes that the document does not allow.
        """
        if not use_again_rules.SHORTEST <= minutes <= use_again_rules.LONGEST:
            raise ValueError(minutes)
        lease = self._crew.lease(lease_id)
        return Taken.NO if lease is None else self._buy(again_wish(lease, minutes, price))

    def agree(self, question: Question) -> Taken:
        """Buy what `question` asked about; what has changed since it was shown is asked about anew."""
        return self._buy(question.wish, question)

    def question_now(self, question: Question) -> Question:
        """The same question by what is known now: it may have no doubts any more."""
        return self._guard.question(question.wish)

    def send_sms(self, lease_id: LeaseId, receiver: str, text: str) -> bool:
        """Send an SMS from a waiting number; False as with `rent`. Raises ValueError for blank fields."""
        if not receiver.strip() or not text.strip():
            raise ValueError("receiver and text are required")
        slow = Notice(f"send {lease_id}", Topic.SEND_SLOW, Rank.INFO, lease_id)
        if self._crew.acts is None or not self._begins(slow):
            return False
        self._crew.acts.send_sms(lease_id, receiver.strip(), text)
        return True

    def stop(self) -> None:
        """Let nothing out from now on; what is out already is left alone."""
        self._stopped = True

    @Slot()
    def close(self) -> None:
        """Tell nothing more of what is out."""
        self._slow.stop()

    def _buy(self, wish: Wish, agreed: Question | None = None) -> Taken:
        """Send what is to be bought, or ask first: no way to buy leads past this."""
        numbers, acts = self._crew.numbers, self._crew.acts
        if numbers is None or acts is None or self._buying or self._stopped:
            return Taken.NO
        question = self._guard.question(wish, agreed)
        if question.doubts:
            self.question_raised.emit(question)
            return Taken.ASKED
        order = self._guard.sends(wish).order
        if wish.again is None:
            self._begins(_RENT_SLOW)
            numbers.rent(order, self._guard.prices(order))
        else:
            lease_id, minutes = wish.again
            self._begins(Notice(f"again {lease_id}", Topic.AGAIN_SLOW, Rank.INFO, lease_id))
            acts.use_again(lease_id, minutes, order.dearest or order.list_price)
        return Taken.SENT

    def _begins(self, slow: Notice) -> bool:
        """Let one paying request out, unless one is; `slow` is told when its answer takes long."""
        if self._buying or self._stopped:
            return False
        self._buying = True
        self._slow_notice = slow
        self.buying_changed.emit(True)
        self._slow.start()
        return True

    @Slot(object)
    def _bought(self, _nothing: None) -> None:
        self._slow.stop()
        self._buying = False
        self._guard.ends()
        self._asking = None
        self.buying_changed.emit(False)

    @Slot(object)
    def _lease_told(self, lease: Lease) -> None:
        if lease.state is State.ASKING:
            self._asking = lease.lease_id

    @Slot(object)
    def _catalogue_told(self, catalogue: Catalogue) -> None:
        self._guard.catalogue = catalogue

    @Slot(object)
    def _noticed(self, notice: Notice) -> None:
        self._guard.hear(notice)

    @Slot()
    def _is_slow(self) -> None:
        notice = self._slow_notice
        lease_id = self._asking if notice.lease_id is None else notice.lease_id
        self._messenger.notice(notice._replace(lease_id=lease_id))
