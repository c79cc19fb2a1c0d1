# SPDX-License-Identifier: MIT
"""Show in the tour what is done with a number beyond its first SMS: had anew, sent from, used again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from fxdesk.app.tour.hand import Hand, NotSeen
from fxdesk.app.tour.rows import Rows
from fxdesk.app.tour.shopper import Shopper
from fxdesk.core.lease_state import State
from fxdesk.simulator import Behaviour, Number, Simulator
from fxdesk.simulator.service_names import PAPERPLANE
from fxdesk.ui.deaf_time import DEAF_SECONDS

RECEIVER, TEXT = "10086", "查询余额"
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier

translate = QCoreApplication.translate


class FurtherActs:
    """The steps with one number of a service. Each raises NotSeen if it is not seen."""

    def __init__(self, hand: Hand, simulator: Simulator, rows: Rows, shopper: Shopper) -> None:
        self._hand, self._simulator, self._rows, self._shopper = hand, simulator, rows, shopper

    def open_request(self) -> None:
        """Ask for the very number that has had its SMS once more."""
        # Its SMS is there at the first look, so that nobody has to wait for the second.
        self._simulator.set_behaviour(Behaviour(code_after=0.0), PAPERPLANE.id)
        self._shopper.get(PAPERPLANE, 2)
        self._rows.select(self._received())
        self._simulator.set_behaviour(Behaviour(receipt_after=0.0), PAPERPLANE.id)
        self._hand.key(Qt.Key.Key_U, _CONTROL | _SHIFT)
        self._hand.find(QWidget, "requestAgainDialog")

    def request(self) -> None:
        """Have it as a purchase of its own."""
        before = self._simulator.count("getPhone")
        self._press_enter("requestAgainAcceptButton", "requestAgainDialog")
        self._agree(lambda: self._simulator.count("getPhone") > before)
        place = self._rows.wait_for_place("the number once more", self._waiting)
        first, again = self._two()
        if first.mobile != again.mobile or first.pkey == again.pkey:
            raise NotSeen("the same number under another key")
        self._rows.select(place)

    def write_sms(self) -> None:
        """Write an SMS from it."""
        hand = self._hand
        hand.key(Qt.Key.Key_M, _CONTROL)
        hand.focus_is("receiverEdit")
        hand.type(RECEIVER)
        hand.key(Qt.Key.Key_Tab)
        hand.focus_is("smsContentEdit")
        # No keyboard has these letters as keys: they come from an input method.
        hand.find(QPlainTextEdit, "smsContentEdit").setPlainText(TEXT)

    def send_sms(self) -> None:
        """Hand it in and see its receipt."""
        self._press_enter("sendSmsAcceptButton", "sendSmsDialog")
        self._rows.select(self._rows.wait_for_place("SMS sent", self._sent))
        sent = self._simulator.requests_of("sendCode")[-1].params
        if (sent["receiver"], sent["smscontent"]) != (RECEIVER, TEXT):
            raise NotSeen("receiver and text at the service")

    def open_use_again(self) -> None:
        """Ask to use the first one again."""
        self._rows.select(self._received())
        self._hand.key(Qt.Key.Key_U, _CONTROL)
        self._hand.focus_is("minutesEdit")

    def use_again(self) -> None:
        """Use it again and see that its next SMS is awaited."""
        # This time nothing comes by itself, so that the waiting can be seen.
        self._two()[0].behaviour = Behaviour()
        self._press_enter("useAgainAcceptButton", "useAgainDialog")
        self._rows.select(self._rows.wait_for_place("the number waiting again", self._waiting))
        if self._simulator.count("setAgain") != 1:
            raise NotSeen("asked for once")

    def _received(self) -> int:
        words = translate("State", "Code received")
        return self._rows.wait_for_place(words, lambda: self._rows.first(State.RECEIVED, words))

    def _waiting(self) -> int:
        return self._rows.first(State.WAITING, translate("State", "Waiting for code"))

    def _sent(self) -> int:
        return self._rows.first(State.RECEIPT, translate("State", "SMS sent"))

    def _press_enter(self, button: str, dialog: str) -> None:
        self._hand.find(QWidget, button).setFocus()
        self._hand.key(Qt.Key.Key_Return)
        self._hand.wait_for(f"{dialog} closed", lambda: self._hand.look_for(QWidget, dialog) is None)

    def _agree(self, asked: Callable[[], bool]) -> None:
        """Say yes where the window asks because the same was bought a moment ago."""
        hand, name = self._hand, "priceWarningDialog"
        hand.wait_for("the request", lambda: asked() or hand.look_for(QWidget, name) is not None)
        if hand.look_for(QWidget, name) is not None:
            hand.pause(2 * DEAF_SECONDS)
            self._press_enter("confirmButton", name)

    def _two(self) -> tuple[Number, Number]:
        numbers = self._simulator.numbers
        return numbers[-2], numbers[-1]
