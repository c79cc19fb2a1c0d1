# SPDX-License-Identifier: MIT
from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.core.notice import SignInPhase
from fxdesk.ui.account_panel import AccountPanel
from tests.ui import samples
from tests.ui.fake_link import FakeLink


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def panel(qtbot: QtBot, fake_link: FakeLink) -> AccountPanel:
    made = AccountPanel(fake_link.link)
    qtbot.addWidget(made)
    made.resize(272, 97)
    made.show()
    return made


def part(panel: AccountPanel, name: str) -> QWidget:
    found = panel.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def words(panel: AccountPanel, name: str) -> str:
    found = part(panel, name)
    assert isinstance(found, QLabel | QPushButton)
    return found.text() if found.isVisible() else ""


def press(panel: AccountPanel, name: str) -> None:
    QTest.mouseClick(part(panel, name), Qt.MouseButton.LeftButton)


def test_that_nobody_is_signed_in_at_first(qtbot: QtBot, panel: AccountPanel) -> None:
    assert words(panel, "notSignedInLabel") == "Not signed in"
    assert words(panel, "signInButton") == "Sign in…"
    assert not part(panel, "signOutButton").isVisible()
    with qtbot.waitSignal(panel.sign_in_wanted) as wanted:
        press(panel, "signInButton")
    assert wanted.args == [None]


def test_that_balance_level_points_and_their_age_are_shown(panel: AccountPanel, fake_link: FakeLink) -> None:
    fake_link.set_accounts(samples.account_state())
    assert words(panel, "balanceLabel") == "41.2050"
    assert words(panel, "levelLabel") == "Level 3"
    assert words(panel, "pointsLabel") == "1,280 points"
    assert words(panel, "balanceAgeLabel").startswith("as of ")
    assert words(panel, "accountButton") == "yz_8841"
    assert words(panel, "signInButton") == ""


def test_that_the_refresh_counts_down_and_asks_for_the_account_that_buys(
    qtbot: QtBot, panel: AccountPanel, fake_link: FakeLink
) -> None:
    fake_link.set_accounts(samples.account_state(refresh_in=42))
    assert words(panel, "refreshAccountButton") == "42 s"
    assert "42" in part(panel, "refreshAccountButton").accessibleName()
    press(panel, "refreshAccountButton")
    assert fake_link.asked("refresh_account") == []
    fake_link.clock.advance(41.5)
    qtbot.waitUntil(lambda: words(panel, "refreshAccountButton") == "1 s")
    fake_link.clock.advance(1)
    qtbot.waitUntil(part(panel, "refreshAccountButton").isEnabled)
    press(panel, "refreshAccountButton")
    assert [call.positional for call in fake_link.asked("refresh_account")] == [(1,)]


def test_that_nothing_ticks_when_nothing_counts(panel: AccountPanel, fake_link: FakeLink) -> None:
    fake_link.set_accounts(samples.account_state(refresh_in=0))
    assert not panel.findChild(QWidget, "refreshAccountButton").property("tells")  # type: ignore[union-attr]  # it is there
    assert not panel._tick.isActive()
    fake_link.set_accounts(samples.account_state(refresh_in=30))
    assert panel._tick.isActive()
    fake_link.set_accounts()
    assert not panel._tick.isActive()


def test_that_a_void_token_leads_to_signing_in_that_account(
    qtbot: QtBot, panel: AccountPanel, fake_link: FakeLink
) -> None:
    fake_link.set_accounts(samples.account_state(phase=SignInPhase.VOID))
    assert words(panel, "signInButton") == "Sign in to go on…"
    assert words(panel, "balanceLabel") == "41.2050"
    with qtbot.waitSignal(panel.sign_in_wanted) as wanted:
        press(panel, "signInButton")
    assert wanted.args == [samples.ACCOUNT]


def test_that_waiting_for_the_keyring_and_signing_in_are_said(
    panel: AccountPanel, fake_link: FakeLink
) -> None:
    fake_link.set_accounts(samples.account_state(phase=SignInPhase.KEYRING))
    assert words(panel, "pointsLabel") == "Waiting for your keyring…"
    fake_link.set_accounts(samples.account_state(phase=SignInPhase.ASKING))
    assert words(panel, "pointsLabel") == "Signing in…"
    assert words(panel, "balanceLabel") == "–"


def test_that_signing_out_names_the_account_that_buys(
    qtbot: QtBot, panel: AccountPanel, fake_link: FakeLink
) -> None:
    fake_link.set_accounts(
        samples.account_state(),
        samples.account_state(samples.OTHER_ACCOUNT),
        buyer=samples.OTHER_ACCOUNT.account_id,
    )
    with qtbot.waitSignal(panel.sign_out_wanted) as wanted:
        press(panel, "signOutButton")
    assert wanted.args == [2]


def test_that_the_menu_tells_each_account_and_chooses_who_buys(
    qtbot: QtBot, panel: AccountPanel, fake_link: FakeLink
) -> None:
    fake_link.set_accounts(
        samples.account_state(open_numbers=3),
        samples.account_state(samples.OTHER_ACCOUNT, SignInPhase.VOID, open_numbers=1),
    )
    menu = QMenu(panel)
    panel.name.fill(menu)
    first, second, _, another = menu.actions()
    assert [first.text(), second.text()] == [
        "yz_8841 · 3 open",
        "Second desk · sign in to go on · 1 open",
    ]
    assert (first.isChecked(), second.isChecked()) == (True, False)
    second.trigger()
    assert [call.positional for call in fake_link.asked("choose_buyer")] == [(2,)]
    with qtbot.waitSignal(panel.sign_in_wanted) as wanted:
        another.trigger()
    assert wanted.args == [None]


def test_that_a_lone_account_that_is_out_is_offered_again(
    qtbot: QtBot, panel: AccountPanel, fake_link: FakeLink
) -> None:
    fake_link.set_accounts(samples.account_state(phase=SignInPhase.OUT))
    assert words(panel, "notSignedInLabel") == "Not signed in"
    with qtbot.waitSignal(panel.sign_in_wanted) as wanted:
        press(panel, "signInButton")
    assert wanted.args == [samples.ACCOUNT]


def test_that_among_several_an_account_that_is_out_leads_to_the_others(
    panel: AccountPanel, fake_link: FakeLink
) -> None:
    fake_link.set_accounts(
        samples.account_state(phase=SignInPhase.OUT), samples.account_state(samples.OTHER_ACCOUNT)
    )
    assert words(panel, "accountButton") == "yz_8841"
    assert words(panel, "signInButton") == "Sign in…"
    assert not part(panel, "signOutButton").isVisible()


def test_that_odd_words_of_the_service_are_shown_whole_and_harmless(
    panel: AccountPanel, fake_link: FakeLink
) -> None:
    state = samples.account_state()
    assert state.info is not None
    odd = state._replace(
        info=state.info._replace(level="<b>VIP</b>\u202e", points="12.5"),
        account=state.account._replace(label="A & B"),
    )
    fake_link.set_accounts(odd)
    assert words(panel, "levelLabel") == "Level <b>VIP</b>▯"
    assert words(panel, "pointsLabel") == "12.5 points"
    assert words(panel, "accountButton") == "A && B"
