# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.core.lease_state import State
from fxdesk.core.model import AccountId, Lease
from fxdesk.ui.confirm_dialog import ConfirmDialog
from fxdesk.ui.sign_out import SignOut
from tests.ui import samples
from tests.ui.fake_link import FakeLink

WHO = samples.ACCOUNT.account_id


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def asked(window: QWidget) -> ConfirmDialog | None:
    dialogs = [dialog for dialog in window.findChildren(ConfirmDialog) if dialog.isVisible()]
    return dialogs[0] if dialogs else None


def press(dialog: ConfirmDialog | None, name: str) -> None:
    assert dialog is not None
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def ask(link: FakeLink, window: QWidget, *leases: Lease) -> SignOut:
    link.set_accounts(samples.account_state())
    sign_out = SignOut(link.link, lambda: leases, window)
    sign_out.ask(WHO)
    return sign_out


def test_that_without_open_numbers_it_signs_out_at_once(fake_link: FakeLink, window: QWidget) -> None:
    others = samples.lease(State.WAITING, 2)._replace(account_id=AccountId(9))
    ask(fake_link, window, samples.lease(State.RECEIVED), others)
    assert asked(window) is None
    assert [call.positional for call in fake_link.asked("sign_out")] == [(WHO,)]


def test_that_staying_changes_nothing(fake_link: FakeLink, window: QWidget) -> None:
    ask(fake_link, window, samples.lease())
    dialog = asked(window)
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert fake_link.calls == []
    assert asked(window) is None


def test_that_numbers_can_be_left_open(fake_link: FakeLink, window: QWidget) -> None:
    ask(fake_link, window, samples.lease())
    press(asked(window), "confirmOtherButton")
    assert [call.act for call in fake_link.calls] == ["sign_out"]
    assert asked(window) is None


def test_that_it_signs_out_only_when_all_releases_are_through(fake_link: FakeLink, window: QWidget) -> None:
    uncertain = samples.lease(State.UNCERTAIN, 3)
    ask(fake_link, window, samples.lease(lease_id=1), samples.lease(State.RELEASING, 2), uncertain)
    dialog = asked(window)
    assert dialog is not None
    heading = dialog.findChild(QLabel, "confirmHeading")
    assert heading is not None
    assert heading.text().startswith("3 numbers of ")
    press(dialog, "confirmButton")
    press(dialog, "confirmButton")
    assert [call.positional for call in fake_link.asked("release_all")] == [((1, 2),)]
    fake_link.tell_lease(samples.lease(State.RELEASING, 1))
    fake_link.tell_lease(samples.lease(State.RELEASED, 2))
    assert fake_link.asked("sign_out") == []
    note = dialog.findChild(QLabel, "confirmNote")
    assert note is not None
    assert note.text().startswith("1 of 2 released")
    fake_link.tell_lease(samples.lease(State.RECEIVED, 1))
    assert [call.positional for call in fake_link.asked("sign_out")] == [(WHO,)]
    assert asked(window) is None


def test_that_a_release_on_its_way_does_not_keep_a_person_from_staying(
    fake_link: FakeLink, window: QWidget
) -> None:
    ask(fake_link, window, samples.lease())
    press(asked(window), "confirmButton")
    press(asked(window), "confirmStayButton")
    fake_link.tell_lease(samples.lease(State.RELEASED))
    assert fake_link.asked("sign_out") == []


def test_that_numbers_that_can_not_be_released_are_only_told(fake_link: FakeLink, window: QWidget) -> None:
    ask(fake_link, window, samples.lease(State.UNCERTAIN))
    dialog = asked(window)
    assert dialog is not None
    assert not dialog.other_button.isVisible()
    press(dialog, "confirmButton")
    assert [call.act for call in fake_link.calls] == ["sign_out"]


def test_that_numbers_that_end_before_the_answer_sign_out_with_it(
    fake_link: FakeLink, window: QWidget
) -> None:
    ask(fake_link, window, samples.lease())
    fake_link.tell_lease(samples.lease(State.RECEIVED))
    press(asked(window), "confirmButton")
    assert [call.act for call in fake_link.calls] == ["sign_out"]


def test_that_asking_twice_asks_once(fake_link: FakeLink, window: QWidget) -> None:
    sign_out = ask(fake_link, window, samples.lease())
    sign_out.ask(WHO)
    assert len(window.findChildren(ConfirmDialog)) == 1
