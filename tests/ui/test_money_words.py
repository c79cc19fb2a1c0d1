# SPDX-License-Identifier: MIT
"""Where money or open numbers are in the way, the person sees figures and a way on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from fxdesk.core.errors import NoMoney, TooManyNumbers
from fxdesk.core.lease_state import State
from fxdesk.core.model import LeaseId
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.ui.confirm_dialog import ConfirmDialog
from fxdesk.ui.main_window import MainWindow
from fxdesk.ui.too_many_dialog import TooManyDialog
from tests.ui import samples
from tests.ui.fake_link import FakeLink


@pytest.fixture
def window(qtbot: QtBot, fake_link: FakeLink) -> MainWindow:
    """The window, signed in, with a number in each state."""
    made = MainWindow(fake_link.link)
    qtbot.addWidget(made)
    made.show()
    fake_link.set_accounts(samples.account_state())
    fake_link.leases_loaded.emit(samples.leases_in_each_state())
    return made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that a browser was asked to open."""
    pages: list[str] = []

    def open_url(url: QUrl) -> bool:
        pages.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return pages


def press(window: MainWindow, name: str) -> None:
    found = window.findChild(QAbstractButton, name)
    assert found is not None, name
    found.click()


def in_state(state: State) -> LeaseId:
    return next(lease.lease_id for lease in samples.leases_in_each_state() if lease.state is state)


def test_that_too_little_balance_shows_price_and_balance_and_leads_to_the_site(
    window: MainWindow, fake_link: FakeLink, opened: list[str]
) -> None:
    error = NoMoney("getPhone", "-8")
    refused = in_state(State.REFUSED)
    fake_link.noticed.emit(Notice("rent", Topic.RENT_REFUSED, Rank.WARN, refused, error))
    said = window.numbers.strip.text()
    assert "0.4500" in said
    assert "41.2050" in said
    assert "Last known balance" in said
    press(window, "topUpLink")
    assert opened == ["https://www.firefox.fun/"]


def test_that_too_many_numbers_lists_the_open_ones_with_release_beside_each(
    window: MainWindow, fake_link: FakeLink
) -> None:
    error = TooManyNumbers("getPhone", "-9")
    fake_link.noticed.emit(Notice("rent", Topic.RENT_REFUSED, Rank.WARN, in_state(State.REFUSED), error))
    press(window, "openNumbersLink")
    dialog = window.findChild(TooManyDialog)
    assert dialog is not None
    waiting = in_state(State.WAITING)
    press(window, f"releaseOpenButton_{waiting}")
    assert fake_link.asked("release")[-1].positional == (waiting,)
    fake_link.tell_lease(samples.lease(State.RELEASED, waiting))
    button = dialog.findChild(QAbstractButton, f"releaseOpenButton_{waiting}")
    assert button is not None
    assert not button.isEnabled()
    state = dialog.findChild(QLabel, f"openState_{waiting}")
    assert state is not None
    assert "Released" in state.text()


def test_that_the_site_is_one_press_away_and_the_account_explains_itself(
    window: MainWindow, opened: list[str]
) -> None:
    press(window, "topUpButton")
    assert opened == ["https://www.firefox.fun/"]
    account = window.sidebar.account
    standing = account.level.parentWidget()
    assert standing is not None
    told = standing.toolTip()
    assert "Level" in told
    assert "Points" in told


def test_that_a_service_on_this_machine_has_no_site(qtbot: QtBot, fake_link: FakeLink) -> None:
    fake_link.endpoint_url = "http://127.0.0.1:8080/yhapi.ashx"
    window = MainWindow(fake_link.link)
    qtbot.addWidget(window)
    window.show()
    fake_link.set_accounts(samples.account_state())
    assert not window.sidebar.account.top_up.isVisible()


def test_that_before_an_sms_release_is_offered_in_place_of_the_blacklist(
    window: MainWindow, fake_link: FakeLink
) -> None:
    waiting = in_state(State.WAITING)
    window.numbers.show_lease(waiting)
    window.numbers.actions_.blacklist.trigger()
    question = window.findChild(ConfirmDialog)
    assert question is not None
    assert any("only after its SMS" in label.text() for label in question.findChildren(QLabel))
    question.confirm_button.click()
    assert fake_link.asked("release")[-1].positional == (waiting,)
    assert not fake_link.asked("blacklist")
