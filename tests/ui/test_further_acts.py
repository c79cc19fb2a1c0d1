# SPDX-License-Identifier: MIT
"""Using a number again, requesting it anew, sending an SMS, settling and reporting, asked for by hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.core.catalogue import Catalogue
from fxdesk.core.lease_state import Event, Mark, State
from fxdesk.core.model import KeptSms, Lease, TimelineEvent
from fxdesk.core.sms_length import sms_length
from fxdesk.ui.main_window import MainWindow
from tests.ui import samples
from tests.ui.fake_link import START, FakeLink

UNCERTAIN = frozenset({Mark.UNCERTAIN_ACT})


@pytest.fixture
def window(qtbot: QtBot, fake_link: FakeLink, catalogue: Catalogue) -> MainWindow:
    made = MainWindow(fake_link.link)
    qtbot.addWidget(made, before_close_func=lambda _: fake_link.stopped.emit())
    made.show()
    fake_link.catalogue_changed.emit(catalogue)
    return made


def show(window: MainWindow, link: FakeLink, lease: Lease) -> Lease:
    link.leases_loaded.emit((lease,))
    window.numbers.show_lease(lease.lease_id)
    return lease


def act(window: MainWindow, name: str) -> QAction:
    found = window.findChild(QAction, name)
    assert found is not None, name
    return found


def part(window: MainWindow, name: str) -> QWidget:
    found = window.findChild(QWidget, name)
    assert found is not None, name
    return found


def press(window: MainWindow, name: str) -> None:
    button = part(window, name)
    assert isinstance(button, QAbstractButton)
    button.click()


def words(window: MainWindow, name: str) -> str:
    found = part(window, name)
    assert isinstance(found, QLabel)
    return found.text()


def test_that_a_number_is_used_again_for_the_price_of_the_list_and_the_minutes_typed(
    window: MainWindow, fake_link: FakeLink, catalogue: Catalogue
) -> None:
    lease = show(window, fake_link, samples.lease(State.RECEIVED))
    act(window, "actionUseAgain").trigger()
    offer = catalogue.offer(lease.order.service_id, lease.order.country_id)
    assert offer is not None
    assert f"{offer.price:.4f}" in words(window, "againPrice")
    assert "lowers the balance" in words(window, "useAgainWarning")
    minutes = part(window, "minutesEdit")
    assert isinstance(minutes, QSpinBox)
    assert (minutes.minimum(), minutes.value(), minutes.maximum()) == (2, 5, 300)
    minutes.setValue(30)
    press(window, "useAgainAcceptButton")
    (call,) = fake_link.asked("use_again")
    assert (call.positional, call.named) == ((lease.lease_id, 30), {"price": offer.price})


def test_that_the_dialog_stays_while_another_request_that_costs_is_out(
    window: MainWindow, fake_link: FakeLink
) -> None:
    fake_link.answers["use_again"] = False
    show(window, fake_link, samples.lease(State.RECEIVED))
    act(window, "actionUseAgain").trigger()
    press(window, "useAgainAcceptButton")
    assert part(window, "useAgainDialog").isVisible()
    assert "Wait for its answer" in words(window, "useAgainRefusal")


def test_that_the_same_number_is_ordered_as_a_purchase_linked_to_the_first(
    window: MainWindow, fake_link: FakeLink
) -> None:
    lease = show(window, fake_link, samples.lease(State.RECEIVED))
    act(window, "actionRequestAgain").trigger()
    press(window, "requestAgainAcceptButton")
    order = fake_link.asked("rent")[0].positional[0]
    assert lease.grant is not None
    assert (order.mobile, order.linked) == (lease.grant.mobile, lease.lease_id)
    assert (order.service_id, order.country_id) == (lease.order.service_id, lease.grant.country_id)


def test_that_an_sms_needs_receiver_and_text_and_its_length_is_counted(
    window: MainWindow, fake_link: FakeLink
) -> None:
    lease = show(window, fake_link, samples.lease(State.WAITING))
    act(window, "actionSendSms").trigger()
    receiver, text = part(window, "receiverEdit"), part(window, "smsContentEdit")
    assert isinstance(receiver, QLineEdit)
    assert isinstance(text, QPlainTextEdit)
    assert not part(window, "sendSmsAcceptButton").isEnabled()
    receiver.setText(" 10086 ")
    text.setPlainText("查询余额")
    assert words(window, "smsLengthLabel") == "4 characters · 1 SMS of up to 70"
    press(window, "sendSmsAcceptButton")
    assert fake_link.asked("send_sms")[0].positional == (lease.lease_id, "10086", "查询余额")


def test_that_a_second_try_shows_what_the_first_one_was(window: MainWindow, fake_link: FakeLink) -> None:
    lease = show(window, fake_link, samples.lease(State.WAITING, marks=UNCERTAIN))
    act(window, "actionSendSms").trigger()
    detail = (("receiver", "10086"), ("text", "cxye"))
    sent = TimelineEvent(1, START, Event.SEND_INTENDED, "sendCode", State.WAITING, detail)
    fake_link.papers.timeline_ready.emit((lease.lease_id, (sent,)))
    receiver, text = part(window, "receiverEdit"), part(window, "smsContentEdit")
    assert isinstance(receiver, QLineEdit)
    assert isinstance(text, QPlainTextEdit)
    assert (receiver.text(), text.toPlainText()) == ("10086", "cxye")
    assert "submitted already" in words(window, "sendSmsNote")


def test_that_a_receipt_is_shown_as_one_and_never_as_the_code(
    window: MainWindow, fake_link: FakeLink
) -> None:
    lease = show(window, fake_link, samples.lease(State.RECEIPT))
    view = part(window, "smsTextView")
    assert isinstance(view, QPlainTextEdit)
    assert "receipt of the sent SMS" in view.toPlainText()
    assert not part(window, "copyCodeButton").isVisible()
    assert not act(window, "actionCopyCode").isEnabled()
    act(window, "actionTakeAsCode").trigger()
    assert fake_link.asked("take_as_code")[0].positional == (lease.lease_id,)
    act(window, "actionDone").trigger()
    assert fake_link.asked("done")[0].positional == (lease.lease_id,)


def test_that_the_sms_of_an_earlier_use_stays_readable(window: MainWindow, fake_link: FakeLink) -> None:
    old = KeptSms(1, "111111", "Old 111111", START, False, False, 1)
    new = KeptSms(2, "222222", "New 222222", START, False, False, 2)
    lease = samples.lease(State.RECEIVED)._replace(sms=(old, new), rounds=2)
    show(window, fake_link, lease)
    view = part(window, "smsTextView")
    assert isinstance(view, QPlainTextEdit)
    assert view.toPlainText().index("New 222222") < view.toPlainText().index("before it was used again")
    assert words(window, "codeLabel") == "222222"


def test_that_results_are_reported_only_where_that_is_switched_on(
    window: MainWindow, fake_link: FakeLink
) -> None:
    lease = show(window, fake_link, samples.lease(State.RECEIVED))
    assert not act(window, "actionReportResult").isVisible()
    fake_link.change_preferences(report_results=True)
    assert act(window, "actionReportResult").isVisible()
    act(window, "actionReportUsed").trigger()
    assert fake_link.asked("report")[0].positional == (lease.lease_id, -3)
    fake_link.change_preferences(report_results=False)
    assert not act(window, "actionReportResult").isVisible()


@pytest.mark.parametrize(
    ("text", "parts", "per_part"),
    [("", 0, 160), ("a" * 160, 1, 160), ("a" * 161, 2, 153), ("€" * 81, 2, 153), ("查" * 70, 1, 70)],
)
def test_that_an_sms_is_counted_as_networks_cut_it(text: str, parts: int, per_part: int) -> None:
    assert sms_length(text) == (len(text), parts, per_part)


def test_that_keys_open_the_dialogs(window: MainWindow, fake_link: FakeLink) -> None:
    show(window, fake_link, samples.lease(State.RECEIVED))
    QTest.keyClick(window.numbers.table, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert part(window, "useAgainDialog").isVisible()
