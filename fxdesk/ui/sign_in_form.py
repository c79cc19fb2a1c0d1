# SPDX-License-Identifier: MIT
"""The fields of the sign-in: API name and password, or a pasted token, and what is kept of them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QVBoxLayout, QWidget

from fxdesk.core.model import Account
from fxdesk.core.sign_in_rules import refused_api_name, refused_password
from fxdesk.core.text import clean
from fxdesk.ui.fields import Field
from fxdesk.ui.naming import named
from fxdesk.ui.refusal_words import refusal_sentence
from fxdesk.ui.safe import label
from fxdesk.ui.secret_field import SecretField
from fxdesk.ui.segmented import Segmented

BY_NAME, BY_TOKEN = "name", "token"

_LABEL_LIMIT = 60


class Entry(NamedTuple):
    """What was filled in; `secret` is the password, or the token."""

    by_token: bool
    name: str
    secret: str
    keep: bool
    keep_password: bool


class SignInForm(QWidget):
    """Two ways to sign in, one of them in view.

    edited() -- anything was changed.
    """

    edited = Signal()

    def __init__(self, account: Account | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("signInForm")
        self._build()
        if account is not None:
            self._fill(account)
        for field in (self.api_name, self.password, self.token, self.label):
            field.textEdited.connect(self._edit)
        self.ways.chosen.connect(self._turn)
        self.remember.toggled.connect(self._remember)

    def entry(self) -> Entry:
        """What is filled in now."""
        if self.ways.current() == BY_TOKEN:
            token = self.token.text().strip()
            return Entry(True, self.label.text().strip(), token, self.remember.isChecked(), False)
        return Entry(
            False,
            self.api_name.text().strip(),
            self.password.text(),
            self.remember.isChecked(),
            self.remember.isChecked() and self.remember_password.isChecked(),
        )

    def refusal(self) -> str:
        """The sentence that says what can't be sent, "" when all can; its field is marked and focused."""
        entry = self.entry()
        if entry.by_token:
            if not entry.secret:
                return self._mark(
                    self.token, self.tr("The token is empty. Copy it from the site and paste it.")
                )
            if "|" in entry.secret or any(character.isspace() for character in entry.secret):
                return self._mark(
                    self.token, self.tr("A token has no spaces and no |. Copy it from the site once more.")
                )
            return ""
        if code := refused_api_name(entry.name):
            return self._mark(self.api_name, refusal_sentence("login", code))
        if code := refused_password(entry.secret):
            return self._mark(self.password, refusal_sentence("login", code))
        return ""

    def take_focus(self) -> None:
        """Put the focus into the first field that is still empty."""
        if self.ways.current() == BY_TOKEN:
            self.token.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.api_name.text():
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)
            self.password.selectAll()
        else:
            self.api_name.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Empty the fields that hold secrets."""
        self.password.forget()
        self.token.forget()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.ways = Segmented(
            [(BY_NAME, self.tr("API name and password")), (BY_TOKEN, self.tr("Token"))],
            name=self.tr("Way to sign in"),
            object_name="signInWays",
        )
        column.addWidget(self.ways, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        self._pages = named(QStackedWidget(self), "signInPages")
        self._pages.addWidget(self._name_page())
        self._pages.addWidget(self._token_page())
        column.addWidget(self._pages)
        column.addSpacing(4)
        self.remember = named(QCheckBox(self.tr("Keep in the system keyring")), "rememberCheck")
        self.remember.setChecked(True)
        self.remember_password = named(QCheckBox(self.tr("Keep the password too")), "rememberPasswordCheck")
        column.addWidget(self.remember)
        column.addWidget(self.remember_password)

    def _name_page(self) -> QWidget:
        page = named(QWidget(self), "signInNamePage")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.api_name = Field(name=self.tr("API name"), object_name="apiNameEdit")
        self.api_name.setInputMethodHints(Qt.InputMethodHint.ImhNoAutoUppercase)
        self.password = SecretField(
            name=self.tr("Password"), show=self.tr("Show the password"), object_name="passwordEdit"
        )
        _add_field(column, self.tr("API name"), self.api_name)
        hint = self.tr("On the site: API → My API name. It is not your login name.")
        column.addWidget(label(hint, role="small", tone="muted", wrap=True, object_name="apiNameHint"))
        column.addSpacing(8)
        _add_field(column, self.tr("Password"), self.password)
        return page

    def _token_page(self) -> QWidget:
        page = named(QWidget(self), "signInTokenPage")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.token = SecretField(
            name=self.tr("Token"), show=self.tr("Show the token"), object_name="tokenEdit"
        )
        self.label = Field(
            self.tr("optional"), name=self.tr("Name in this window"), object_name="tokenNameEdit"
        )
        _add_field(column, self.tr("Token"), self.token)
        hint = self.tr("The site shows it under API. It stays the same until the password changes.")
        column.addWidget(label(hint, role="small", tone="muted", wrap=True, object_name="tokenHint"))
        column.addSpacing(8)
        _add_field(column, self.tr("Name in this window"), self.label)
        return page

    def _fill(self, account: Account) -> None:
        if account.api_name:
            self.api_name.setText(account.api_name)
        else:
            self.label.setText(clean(account.label, _LABEL_LIMIT, one_line=True))
            self.ways.choose(BY_TOKEN)
            self._turn(BY_TOKEN)

    def _turn(self, way: str) -> None:
        self._pages.setCurrentIndex(int(way == BY_TOKEN))
        self.remember_password.setVisible(way == BY_NAME)
        self._edit()

    def _remember(self, kept: bool) -> None:
        self.remember_password.setEnabled(kept)
        self._edit()

    def _edit(self) -> None:
        for field in (self.api_name, self.password, self.token):
            field.set_wrong(False)
        self.edited.emit()

    def _mark(self, field: Field, sentence: str) -> str:
        field.set_wrong(True)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return sentence


def _add_field(column: QVBoxLayout, caption: str, field: Field) -> None:
    above = label(caption, weight=500, object_name=f"{field.objectName()}Caption")
    above.setBuddy(field)
    column.addWidget(above)
    column.addWidget(field)
