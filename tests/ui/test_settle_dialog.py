# SPDX-License-Identifier: MIT
"""Settling tells all that is known, says when the balance can't tell, and gives way to a late answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import Act, Mark, State
from fxdesk.core.model import BalanceSeen, Lease, LeaseId
from fxdesk.core.notice import SignInPhase
from fxdesk.core.unsettled import Since, Unsettled
from fxdesk.ui.main_window import MainWindow
from fxdesk.ui.settle_dialog import SettleDialog
from tests.ui import samples
from tests.ui.fake_link import START, FakeLink

AGAIN = (("minutes", "30"), ("price", "0.45"))
SEND = (("receiver", "10086"), ("text", "查询 <b>balance</b>"))
DOUBT = frozenset({Mark.UNCERTAIN_ACT})
UNKNOWN = frozenset({Mark.UNKNOWN_TO_SERVICE})

CASES: dict[str, tuple[Lease, tuple[tuple[str, str], ...]]] = {
    "getPhone": (samples.lease(State.UNCERTAIN), ()),
    "setAgain": (samples.lease(State.RECEIVED, marks=DOUBT), AGAIN),
    "sendCode": (samples.lease(State.WAITING, marks=DOUBT), SEND),
    "": (samples.lease(State.WAITING, marks=UNKNOWN), ()),
}


class Settling:
    """The dialog with what a person sees and does."""

    def __init__(self, dialog: SettleDialog, link: FakeLink) -> None:
        self.dialog, self.link = dialog, link

    def says(self, name: str) -> str:
        found = self.dialog.findChild(QLabel, name)
        assert found is not None, name
        return found.text() if found.isVisible() else ""

    def button(self, name: str) -> QAbstractButton:
        found = self.dialog.findChild(QAbstractButton, name)
        assert found is not None, name
        return found

    def press(self, name: str) -> None:
        assert self.button(name).isVisible(), name
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def tell(self, unsettled: Unsettled) -> None:
        self.link.papers.unsettled_ready.emit(unsettled)


OpenDialog = Callable[..., Settling]


@pytest.fixture
def settling(qtbot: QtBot, fake_link: FakeLink) -> OpenDialog:
    fake_link.set_accounts(samples.account_state())

    def make(lease: Lease, *, of_act: bool = False) -> Settling:
        dialog = SettleDialog(fake_link.link, lease, of_act=of_act)
        qtbot.addWidget(dialog)
        dialog.open()
        qtbot.waitExposed(dialog)
        return Settling(dialog, fake_link)

    return make


def opened(settling: OpenDialog, act: str) -> Settling:
    lease, detail = CASES[act]
    shown = settling(lease, of_act=act in ("setAgain", "sendCode"))
    shown.tell(samples.unsettled(act, detail=detail))
    return shown


@pytest.mark.parametrize("act", CASES)
def test_that_each_act_is_told_in_full(settling: OpenDialog, act: str) -> None:
    shown = opened(settling, act)
    assert shown.says("settleQuestion").endswith("?")
    assert "Lumen Mail" in shown.says("askedForLabel")
    for _, fact in CASES[act][1]:
        assert fact in f"{shown.says('askedForLabel')} {shown.says('askedPriceLabel')}"
    assert ", 0:48 ago" in shown.says("askedAtLabel")
    assert shown.says("askedPriceLabel") == ("not known" if act == "sendCode" else "0.4500")
    assert shown.says("balanceBeforeLabel").startswith("41.6500 at ")
    assert shown.says("balanceBeforeLabel").endswith(", 1:48 ago")
    assert shown.says("balanceAfterLabel").startswith("41.2000 at ")
    assert "has fallen by 0.4500" in shown.says("settleVerdict")
    assert "1. Look at https://www.firefox.fun/" in shown.says("settleSteps")
    assert shown.says("settleEffect")


def test_that_options_are_part_of_what_was_asked(settling: OpenDialog) -> None:
    lease = samples.lease(State.UNCERTAIN)
    shown = settling(lease._replace(order=lease.order._replace(mobile="1159100274", dock=True)))
    shown.tell(samples.unsettled())
    assert "1159100274" in shown.says("askedForLabel")
    assert "docking code asked for" in shown.says("askedForLabel")


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ({"purchases": 2, "now": "41.0000"}, "can't tell: 2 other purchases in this time"),
        ({"purchases": 2}, "Others in this time may have cost it too: 2 other purchases."),
        ({"purchases": 4, "silent": 4}, "exactly this price, and nothing else bought in this time (4 other"),
        ({"purchases": 4, "now": "41.6500"}, "It may still be charged when an SMS comes."),
        ({"charges": 1}, "can't tell: 1 SMS on another number in this time"),
        ({"purchases": 1, "charges": 3}, "1 other purchase and 3 SMS on other numbers"),
        ({"now": "41.6500"}, "has not moved"),
        ({"now": "51.6500"}, "has risen by 10.0000, so it can't tell"),
        ({"now": "41.5000"}, "has fallen by 0.1500, which is not the price"),
        ({"now": None}, "nothing can be told yet"),
    ],
)
def test_that_the_balance_says_what_it_can(
    settling: OpenDialog, since: dict[str, object], words: str
) -> None:
    shown = settling(samples.lease(State.UNCERTAIN))
    shown.tell(samples.unsettled(**since))  # type: ignore[arg-type]  # fields by name
    assert words in shown.says("settleVerdict")


def test_that_the_first_balance_is_read_where_the_last_has_other_charges(settling: OpenDialog) -> None:
    known = samples.unsettled(purchases=1)
    assert known.last is not None
    earlier = BalanceSeen(known.last.balance.amount, Stamp(START.utc - 20, START.boot, START.elapsed - 20))
    shown = settling(samples.lease(State.UNCERTAIN))
    shown.tell(known._replace(first=Since(earlier)))
    assert shown.says("balanceFirstLabel").endswith(", 0:20 ago")
    assert "which is the price" in shown.says("settleVerdict")
    assert "read from the first balance" in shown.says("settleVerdict")


def test_that_an_old_balance_is_asked_for_anew_and_what_it_brings_is_read(settling: OpenDialog) -> None:
    shown = settling(samples.lease(State.UNCERTAIN))
    shown.tell(samples.unsettled(now=None))
    assert "1. Ask for the balance now" in shown.says("settleSteps")
    assert shown.button("settleRefreshButton").text() == "Ask for the balance in 42 s"
    shown.link.set_accounts(samples.account_state(refresh_in=0))
    shown.press("settleRefreshButton")
    assert [call.positional for call in shown.link.asked("refresh_account")] == [(1,)]
    asked = len(shown.link.asked("ask_unsettled"))
    newer = samples.account_state()
    assert newer.balance is not None
    later = Stamp(START.utc + 5, START.boot, START.elapsed + 5)
    shown.link.set_accounts(newer._replace(balance=newer.balance._replace(seen=later)))
    assert len(shown.link.asked("ask_unsettled")) == asked + 1


def test_that_a_signed_out_account_is_to_be_signed_in_first(settling: OpenDialog) -> None:
    shown = settling(samples.lease(State.UNCERTAIN))
    shown.link.set_accounts(samples.account_state(phase=SignInPhase.OUT))
    shown.tell(samples.unsettled(now=None))
    assert "1. Sign in to this account" in shown.says("settleSteps")
    assert not shown.button("settleRefreshButton").isEnabled()


@pytest.mark.parametrize("act", CASES)
@pytest.mark.parametrize("charged", [True, False])
def test_that_the_word_is_taken_with_its_note(settling: OpenDialog, act: str, charged: bool) -> None:
    shown = opened(settling, act)
    note = shown.dialog.findChild(QLineEdit, "settleNoteEdit")
    assert note is not None
    note.setText(" the site lists +60 11 5910 0274 ")
    shown.press("settleLostButton" if charged else "settleNotChargedButton")
    said = "settle_act" if act in ("setAgain", "sendCode") else "settle"
    (call,) = shown.link.asked(said)
    assert call.named == {"charged": charged, "note": "the site lists +60 11 5910 0274"}
    assert not shown.dialog.isVisible()


def test_that_nothing_can_be_said_before_what_was_asked_is_read(settling: OpenDialog) -> None:
    shown = settling(samples.lease(State.UNCERTAIN))
    assert not shown.button("settleLostButton").isVisible()
    assert not shown.button("settleNotChargedButton").isVisible()


@pytest.mark.parametrize(
    ("act", "after"),
    [
        ("getPhone", samples.lease(State.WAITING)),
        ("getPhone", samples.lease(State.REFUSED)),
        ("setAgain", samples.lease(State.WAITING)),
        ("sendCode", samples.lease(State.SENDING)),
        ("", samples.lease(State.WAITING)),
        ("", samples.lease(State.RECEIVED)),
    ],
)
def test_that_a_late_answer_closes_the_question(settling: OpenDialog, act: str, after: Lease) -> None:
    shown = opened(settling, act)
    shown.link.tell_lease(after)
    assert "An answer came after all" in shown.says("settleLate")
    assert not shown.button("settleLostButton").isVisible()
    assert not shown.button("settleNotChargedButton").isVisible()
    shown.tell(samples.unsettled(act))
    assert not shown.button("settleLostButton").isVisible(), "the question does not come back"
    assert shown.button("settleLaterButton").text() == "Close"
    shown.press("settleLaterButton")
    assert not shown.link.asked("settle")
    assert not shown.link.asked("settle_act")


@pytest.mark.parametrize("act", CASES)
def test_that_one_action_opens_the_one_dialog(qtbot: QtBot, fake_link: FakeLink, act: str) -> None:
    window = MainWindow(fake_link.link)
    qtbot.addWidget(window)
    window.show()
    fake_link.leases_loaded.emit((CASES[act][0],))
    window.numbers.show_lease(LeaseId(1))
    window.numbers.actions_.do(Act.SETTLE, LeaseId(1))
    dialog = window.findChild(SettleDialog)
    assert dialog is not None
    (call,) = fake_link.asked("ask_unsettled")
    assert call.named == {"of_act": act in ("setAgain", "sendCode")}
