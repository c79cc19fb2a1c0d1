# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.core.errors import BadCredentials, FxError, NoAnswer, SignInTooSoon
from fxdesk.core.model import Account
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.ui.sign_in_dialog import SignInDialog
from tests.ui import samples
from tests.ui.fake_link import FakeLink


def shown(qtbot: QtBot, link: FakeLink, account: Account | None = None) -> SignInDialog:
    dialog = SignInDialog(link.link, account)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def part(dialog: SignInDialog, name: str) -> QWidget:
    found = dialog.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def words(dialog: SignInDialog, name: str) -> str:
    found = part(dialog, name)
    assert isinstance(found, QLabel | QPushButton)
    return found.text() if found.isVisible() else ""


def write(dialog: SignInDialog, **texts: str) -> None:
    for name, text in texts.items():
        field = part(dialog, name)
        assert isinstance(field, QLineEdit)
        field.clear()
        if text.isascii():
            QTest.keyClicks(field, text)
        else:
            # QTest types ASCII only; other scripts come by an input method.
            written = QInputMethodEvent()
            written.setCommitString(text)
            QApplication.sendEvent(field, written)


def sign_in(dialog: SignInDialog) -> None:
    QTest.mouseClick(part(dialog, "signInAcceptButton"), Qt.MouseButton.LeftButton)


def by_token(dialog: SignInDialog) -> None:
    QTest.mouseClick(part(dialog, "signInWays_token"), Qt.MouseButton.LeftButton)


def failed(link: FakeLink, error: FxError, **facts: str) -> None:
    link.noticed.emit(
        Notice("sign in", Topic.SIGN_IN_FAILED, Rank.BAD, error=error, facts=tuple(facts.items()))
    )


def test_that_name_and_password_sign_in_and_the_password_is_kept_only_if_ticked(
    qtbot: QtBot, fake_link: FakeLink
) -> None:
    dialog = shown(qtbot, fake_link)
    write(dialog, apiNameEdit="yz_8841", passwordEdit="secret pass")
    sign_in(dialog)
    (call,) = fake_link.asked("sign_in")
    assert call.positional == ("yz_8841", "secret pass")
    assert call.named == {"keep": True, "keep_password": False}
    assert words(dialog, "signInAcceptButton") == "Signing in…"
    sign_in(dialog)
    assert len(fake_link.asked("sign_in")) == 1


def test_that_what_is_not_to_be_kept_is_not(qtbot: QtBot, fake_link: FakeLink) -> None:
    dialog = shown(qtbot, fake_link)
    dialog.form.remember_password.setChecked(True)
    dialog.form.remember.setChecked(False)
    assert not dialog.form.remember_password.isEnabled()
    write(dialog, apiNameEdit="yz_8841", passwordEdit="secret pass")
    QTest.keyClick(part(dialog, "passwordEdit"), Qt.Key.Key_Return)
    assert fake_link.asked("sign_in")[0].named == {"keep": False, "keep_password": False}


def test_that_the_dialog_closes_when_the_account_is_in_and_forgets_the_secrets(
    qtbot: QtBot, fake_link: FakeLink
) -> None:
    dialog = shown(qtbot, fake_link)
    write(dialog, apiNameEdit="yz_8841", passwordEdit="secret pass")
    sign_in(dialog)
    fake_link.noticed.emit(Notice("signed in", Topic.SIGNED_IN, Rank.OK))
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.form.password.text() == ""


def test_that_a_pasted_token_signs_in(qtbot: QtBot, fake_link: FakeLink) -> None:
    dialog = shown(qtbot, fake_link)
    by_token(dialog)
    assert not part(dialog, "rememberPasswordCheck").isVisible()
    write(dialog, tokenEdit=" b7c94daad5e3_3 ", tokenNameEdit="Desk two")
    sign_in(dialog)
    (call,) = fake_link.asked("sign_in_with_token")
    assert call.positional == ("Desk two", "b7c94daad5e3_3")
    assert call.named == {"keep": True}


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [
        ("", "secret", "The API name is empty."),
        ("ab", "secret", "3 to 30 characters"),
        ("ab|c", "secret", "cannot contain the character |"),
        ("用户名字", "secret", "cannot contain Chinese characters"),
        ("yz_8841", "", "The password is empty."),
        ("yz_8841", "ab", "The password must have 3 to 30 characters"),
    ],
)
def test_that_what_the_service_would_refuse_is_said_before_it_is_sent(
    qtbot: QtBot, fake_link: FakeLink, name: str, password: str, said: str
) -> None:
    dialog = shown(qtbot, fake_link)
    write(dialog, apiNameEdit=name, passwordEdit=password)
    sign_in(dialog)
    assert said in words(dialog, "signInMessage")
    assert fake_link.calls == []
    write(dialog, apiNameEdit="yz_8841")
    assert words(dialog, "signInMessage") == ""


@pytest.mark.parametrize("token", ["", "two words", "1|b7c9_3"])
def test_that_what_is_no_token_is_not_sent(qtbot: QtBot, fake_link: FakeLink, token: str) -> None:
    dialog = shown(qtbot, fake_link)
    by_token(dialog)
    write(dialog, tokenEdit=token)
    sign_in(dialog)
    assert words(dialog, "signInMessage") != ""
    assert fake_link.calls == []


def test_that_after_minus_seven_the_button_counts_a_minute_down(qtbot: QtBot, fake_link: FakeLink) -> None:
    dialog = shown(qtbot, fake_link)
    write(dialog, apiNameEdit="yz_8841", passwordEdit="secret pass")
    sign_in(dialog)
    failed(fake_link, SignInTooSoon("login", "-7"))
    assert words(dialog, "signInAcceptButton") == "Sign in in 60 s"
    assert "after a minute" in words(dialog, "signInMessage")
    fake_link.clock.advance(12.5)
    qtbot.waitUntil(lambda: words(dialog, "signInAcceptButton") == "Sign in in 48 s")
    sign_in(dialog)
    QTest.keyClick(part(dialog, "passwordEdit"), Qt.Key.Key_Return)
    assert len(fake_link.asked("sign_in")) == 1
    fake_link.clock.advance(50)
    qtbot.waitUntil(lambda: words(dialog, "signInAcceptButton") == "Sign in")
    assert words(dialog, "signInMessage") == ""
    sign_in(dialog)
    assert len(fake_link.asked("sign_in")) == 2


def test_that_a_wrong_password_says_so_and_when_the_next_try_is_allowed(
    qtbot: QtBot, fake_link: FakeLink
) -> None:
    dialog = shown(qtbot, fake_link)
    write(dialog, apiNameEdit="yz_8841", passwordEdit="secret pass")
    sign_in(dialog)
    at = fake_link.clock.elapsed() + 60
    failed(fake_link, BadCredentials("login", "-9"), sign_in_at=f"{at:.3f}")
    assert "API name or password is wrong" in words(dialog, "signInMessage")
    assert words(dialog, "signInAcceptButton") == "Sign in in 60 s"
    assert dialog.form.password.hasFocus()
    assert dialog.form.password.text() == "secret pass"


def test_that_without_an_answer_it_can_be_tried_again_at_once(qtbot: QtBot, fake_link: FakeLink) -> None:
    dialog = shown(qtbot, fake_link)
    write(dialog, apiNameEdit="yz_8841", passwordEdit="secret pass")
    sign_in(dialog)
    failed(fake_link, NoAnswer("login", "timeout"))
    assert "it took too long" in words(dialog, "signInMessage")
    assert part(dialog, "signInAcceptButton").isEnabled()


def test_that_a_wait_from_before_is_counted_when_the_dialog_opens(qtbot: QtBot, fake_link: FakeLink) -> None:
    fake_link.set_accounts(samples.account_state(sign_in_in=47))
    dialog = shown(qtbot, fake_link, samples.ACCOUNT)
    assert words(dialog, "signInAcceptButton") == "Sign in in 47 s"
    assert words(dialog, "signInMessage") != ""


def test_that_the_keyring_is_named_while_it_is_waited_for(qtbot: QtBot, fake_link: FakeLink) -> None:
    dialog = shown(qtbot, fake_link)
    write(dialog, apiNameEdit="yz_8841", passwordEdit="secret pass")
    sign_in(dialog)
    fake_link.keyring_waiting.emit(True)
    assert words(dialog, "signInAcceptButton") == "Waiting for your keyring…"


def test_that_the_account_to_sign_in_again_stands_in_the_form(qtbot: QtBot, fake_link: FakeLink) -> None:
    dialog = shown(qtbot, fake_link, samples.ACCOUNT)
    assert dialog.form.api_name.text() == "yz_8841"
    assert dialog.form.password.hasFocus()
    pasted = shown(qtbot, fake_link, samples.ACCOUNT._replace(api_name="", label="Desk two"))
    assert part(pasted, "tokenEdit").isVisible()
    assert pasted.form.label.text() == "Desk two"


def test_that_the_foot_says_where_and_whether_it_is_encrypted(qtbot: QtBot, fake_link: FakeLink) -> None:
    assert words(shown(qtbot, fake_link), "signInHostLabel") == "https · www.firefox.fun"
    fake_link.endpoint_url, fake_link.encrypted = "http://10.0.0.2:8080/yhapi.ashx", False
    assert words(shown(qtbot, fake_link), "signInHostLabel") == "http, not encrypted · 10.0.0.2:8080"


def test_that_secrets_stand_as_dots_until_the_eye_is_pressed(qtbot: QtBot, fake_link: FakeLink) -> None:
    dialog = shown(qtbot, fake_link)
    field = dialog.form.password
    assert field.echoMode() is QLineEdit.EchoMode.Password
    QTest.mouseClick(part(dialog, "passwordEditEye"), Qt.MouseButton.LeftButton)
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    field.forget()
    assert field.echoMode() is QLineEdit.EchoMode.Password


def test_that_the_dialog_is_as_high_as_its_words_need(qtbot: QtBot, fake_link: FakeLink) -> None:
    dialog = shown(qtbot, fake_link)
    before = dialog.height()
    sign_in(dialog)
    qtbot.waitUntil(lambda: dialog.height() > before)
    message = part(dialog, "signInMessage")
    assert message.height() >= message.heightForWidth(message.width())


def test_that_every_part_that_takes_the_focus_has_a_name(qtbot: QtBot, fake_link: FakeLink) -> None:
    dialog = shown(qtbot, fake_link)
    unnamed = [
        child
        for child in dialog.findChildren(QWidget)
        if not child.objectName() and child.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    assert unnamed == []
    assert dialog.objectName() == "signInDialog"
