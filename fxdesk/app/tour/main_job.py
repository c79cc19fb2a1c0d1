# SPDX-License-Identifier: MIT
"""Do the main job step by step as a person does, and hold the window to what each step must show."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QWidget

from fxdesk.app.run import House
from fxdesk.app.tour.further_acts import FurtherActs
from fxdesk.app.tour.hand import Hand, NotSeen
from fxdesk.app.tour.rows import Rows
from fxdesk.app.tour.shopper import Shopper
from fxdesk.core.figures import format_money
from fxdesk.core.lease_state import Act, State
from fxdesk.simulator import API_NAME, PASSWORD, Simulator
from fxdesk.simulator import service_names as named

CODE = "482913"
TEXT = (
    "[Lumen Mail] 482913 is your verification code. It is valid for 10 minutes. If this wasn't you, "
    "ignore this message and never share the code. Help: 1800-88-2210"
)
OTHER_CODE = "730562"
OTHER_TEXT = "Quill Notes: 730562 is your code. It is valid for 10 minutes. Questions? Call 1800-88-2210"
REASON = "Already used"
COUNTRY, PRICE = "phl", "0.0750"

translate = QCoreApplication.translate


class Step(NamedTuple):
    """One step: its name in file names, its title in what is printed, and what is done and looked for."""

    name: str
    title: str
    do: Callable[[], None]


class MainJob:
    """The steps from the first start to a table full of numbers; each raises NotSeen if it is not seen."""

    def __init__(self, hand: Hand, house: House, simulator: Simulator) -> None:
        self.hand = hand
        self.house = house
        self.simulator = simulator
        self._rows = Rows(hand)
        self._shopper = Shopper(hand, simulator, self._rows)

    def steps(self) -> tuple[Step, ...]:
        """The steps, in their order."""
        further = FurtherActs(self.hand, self.simulator, self._rows, self._shopper)
        return (
            Step("first-start", "see prices before signing in", self._start),
            Step("sign-in", "fill in the sign-in", self._fill_sign_in),
            Step("signed-in", "sign in", self._sign_in),
            Step("service", "filter the services", self._filter),
            Step("country", "choose a country", self._choose_country),
            Step("number", "get a number", self._get_number),
            Step("release-undo", "release another, with undo", self._release),
            Step("released", "released after the undo time", self._released),
            Step("code", "the code arrives", self._receive_code),
            Step("copied", "copy the code", self._copy),
            Step("reason", "blacklist: the reason", self._fill_reason),
            Step("blacklisted", "blacklisted", self._blacklist),
            Step("uncertain", "an answer is lost", self._lose_answer),
            Step("settle", "settle: the question", self._open_settle),
            Step("settled", "settled", self._settle),
            Step("request", "request the same number: the question", further.open_request),
            Step("requested", "the same number once more", further.request),
            Step("send", "write an SMS", further.write_sms),
            Step("sent", "the SMS is sent", further.send_sms),
            Step("use-again", "use a number again: the question", further.open_use_again),
            Step("used-again", "in use again", further.use_again),
            Step("full", "a table full of numbers", self._fill_table),
        )

    # sign in

    def _start(self) -> None:
        hand = self.hand
        services = hand.find(QListView, "serviceList")
        hand.wait_for("services with prices", lambda: services.model().rowCount() > 1)
        hand.wait_for("the sign-in button", lambda: hand.look_for(QWidget, "signInButton"))
        hand.wait_for("the band of the demo", lambda: hand.look_for(QWidget, "demoBand"))
        if hand.find(QWidget, "getNumberButton").isEnabled():
            raise NotSeen("Get number closed until the sign-in")

    def _fill_sign_in(self) -> None:
        hand = self.hand
        hand.click("signInButton")
        hand.focus_is("apiNameEdit")
        hand.type(API_NAME)
        hand.key(Qt.Key.Key_Tab)
        hand.focus_is("passwordEdit")
        hand.type(PASSWORD)
        if hand.find(QLineEdit, "apiNameEdit").text() != API_NAME:
            raise NotSeen("the API name in its field")
        if hand.find(QLineEdit, "passwordEdit").displayText() == PASSWORD:
            raise NotSeen("a hidden password")

    def _sign_in(self) -> None:
        hand = self.hand
        hand.key(Qt.Key.Key_Return)
        hand.wait_for("the sign-in closed", lambda: hand.look_for(QWidget, "signInDialog") is None)
        balance = format_money(self.simulator.account.balance)
        hand.wait_for(f"the balance {balance}", lambda: self._label("balanceLabel") == balance)
        hand.wait_for("the level", lambda: self.simulator.account.level in self._label("levelLabel"))
        hand.wait_for("the points", lambda: "1,280" in self._label("pointsLabel"))

    # choose and get

    def _filter(self) -> None:
        self._shopper.type_service("lumen mail")
        services = self.hand.find(QListView, "serviceList")
        self.hand.wait_for("one service found", lambda: services.model().rowCount() == 1)
        shown = str(services.model().index(0, 0).data())
        if not shown.startswith(named.LUMEN_MAIL.name):
            raise NotSeen(f"{named.LUMEN_MAIL.name} in the list")

    def _choose_country(self) -> None:
        self._shopper.go_to_countries()
        self._shopper.walk_to_country(COUNTRY)
        self.hand.wait_for(f"the price {PRICE}", lambda: self._label("offerPriceLabel") == PRICE)

    def _get_number(self) -> None:
        self._shopper.press_enter()
        number = self._shopper.newest()
        self._rows.wait_for(number, State.WAITING, translate("State", "Waiting for code"))
        shown = self._rows.text(self._rows.place_of(number), "number").replace(" ", "")
        if number.mobile not in shown.replace("\u00a0", ""):
            raise NotSeen(f"the number {number.mobile} in its row")
        # The SMS is on its way from now on; the window looks for it while the next steps are done.
        self.simulator.deliver(number.pkey, CODE, TEXT)

    def _receive_code(self) -> None:
        number = self.simulator.numbers[0]
        place = self._rows.wait_for(number, State.RECEIVED, translate("State", "Code received"))
        if self._rows.text(place, "code") != CODE:
            raise NotSeen(f"the code {CODE} in its row")
        self._rows.select(place)
        view = self.hand.find(QWidget, "smsTextView")
        self.hand.wait_for("the whole SMS below the table", lambda: TEXT in str(view.property("plainText")))

    def _copy(self) -> None:
        number = self.simulator.numbers[0]
        QGuiApplication.clipboard().setText("what was there before")

        def press() -> bool:
            # A click on rows that moved a moment ago does nothing: like a person, the hand clicks once more.
            self._rows.press(self._rows.place_of(number), Act.COPY_CODE)
            return QGuiApplication.clipboard().text() == CODE

        self.hand.wait_for(f"{CODE} on the clipboard", press)
        self.hand.wait_for("the row says that it was copied", lambda: self._rows.says_copied(number))

    # release and blacklist

    def _release(self) -> None:
        hand = self.hand
        self._shopper.get(named.LUMEN_DRIVE, 3)
        number = self._shopper.newest()
        place = self._rows.wait_for(number, State.WAITING, translate("State", "Waiting for code"))
        self._rows.select(place)
        hand.key(Qt.Key.Key_Delete)
        self._rows.wait_for(number, State.RELEASING)
        hand.click("undoButton")
        self._rows.wait_for(number, State.WAITING, translate("State", "Waiting for code"))
        if self.simulator.count("setRel"):
            raise NotSeen("no release at the service before the undo time is over")
        self._rows.select(self._rows.place_of(number))
        hand.key(Qt.Key.Key_Delete)
        self._rows.wait_for(number, State.RELEASING)
        hand.find(QWidget, "undoButton")

    def _released(self) -> None:
        number = self._shopper.newest()
        self._rows.wait_for(number, State.RELEASED, translate("State", "Released"))
        if number.state.value != "released":
            raise NotSeen("released at the service")

    def _fill_reason(self) -> None:
        first = self.simulator.numbers[0]
        self._rows.select(self._rows.place_of(first))
        self.hand.key(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
        self.hand.focus_is("reasonEdit")
        self.hand.type(REASON)
        if self.hand.find(QLineEdit, "reasonEdit").text() != REASON:
            raise NotSeen("the reason in its field")

    def _blacklist(self) -> None:
        first = self.simulator.numbers[0]
        self.hand.key(Qt.Key.Key_Return)
        self._rows.wait_for(first, State.BLACKLISTED, translate("State", "Blacklisted"))
        if first.black_reason != REASON:
            raise NotSeen("the reason at the service")

    # an uncertain row

    def _lose_answer(self) -> None:
        self.simulator.fault("getPhone", "lose", match=named.HARBOUR_PAY.id)
        self._shopper.get(named.HARBOUR_PAY, 7)
        self._rows.wait_for_place(
            "Sent, no answer",
            lambda: self._rows.first(State.UNCERTAIN, translate("State", "Sent, no answer")),
        )
        asked = self.simulator.count("getPhone")
        if asked != len(self.simulator.numbers):
            raise NotSeen("the purchase asked for once")

    def _open_settle(self) -> None:
        self.hand.click("settleButton")
        self.hand.find(QWidget, "settleDialog")
        self.hand.wait_for("what was asked", lambda: self._dialog_says(named.HARBOUR_PAY.name))

    def _settle(self) -> None:
        self.hand.click("settleLostButton")
        self.hand.wait_for("the question closed", lambda: not self.hand.look_for(QWidget, "settleDialog"))
        self._rows.wait_for_place(
            "Charged, lost", lambda: self._rows.first(State.LOST, translate("State", "Charged, lost"))
        )

    # a table full of numbers

    def _fill_table(self) -> None:
        simulator = self.simulator
        # Under the mouse the rows would keep their places.
        self.hand.point_at("getNumberButton")
        closed = self._shopper.get_waiting(named.TANDEM_RIDE, 4)
        simulator.force_release(closed.pkey)
        coded = self._shopper.get_waiting(named.QUILL_NOTES, 0)
        simulator.deliver(coded.pkey, OTHER_CODE, OTHER_TEXT)
        locked = self._shopper.get_waiting(named.NORTHBANK, 5)
        simulator.lock_release(24, locked.pkey)
        self._rows.press(self._rows.place_of(locked), Act.RELEASE)
        self.hand.point_at("getNumberButton")
        unheard = self._shopper.get_waiting(named.MARLIN_MARKET, 1)
        simulator.fault("getPhoneCode", "refuse-before", times=None, match=unheard.pkey)
        simulator.fault("getPhone", "lose", match=named.HARBOUR_PAY.id)
        self._shopper.get(named.HARBOUR_PAY, 6)
        self._shopper.get_waiting(named.ORCHID_SOCIAL, 8)
        self._rows.wait_for(closed, State.GONE, translate("State", "Closed by service"))
        self._rows.select(self._rows.wait_for(coded, State.RECEIVED, translate("State", "Code received")))
        self.hand.point_at("getNumberButton")
        self._rows.wait_for(locked, State.RELEASING)
        timeline = self.hand.find(QListView, "timelineView")
        self.hand.wait_for("the timeline", lambda: timeline.model().rowCount() > 0)

    def _label(self, name: str) -> str:
        label = self.hand.look_for(QLabel, name)
        return label.text() if label is not None else ""

    def _dialog_says(self, words: str) -> bool:
        dialog = self.hand.find(QWidget, "settleDialog")
        return any(words in label.text() for label in dialog.findChildren(QLabel))
