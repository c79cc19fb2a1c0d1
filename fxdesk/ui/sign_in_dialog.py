# SPDX-License-Identifier: MIT
"""Sign in, told what is wrong before and after the service is asked, and when it may be asked again."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontMetrics, QShowEvent
from PySide6.QtWidgets import QWidget

from fxdesk.core.errors import FxError, KeyringFailed, SignInTooSoon
from fxdesk.core.model import Account
from fxdesk.core.notice import Notice, Topic
from fxdesk.ui import theme
from fxdesk.ui.buttons import Button
from fxdesk.ui.error_words import error_sentence
from fxdesk.ui.icon_label import IconLabel
from fxdesk.ui.notice_box import NoticeBox
from fxdesk.ui.safe import label
from fxdesk.ui.sheet_dialog import SheetDialog
from fxdesk.ui.sign_in_form import SignInForm

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

WIDTH = 456

_BUTTON_PADDING = 28
_COOL_DOWN = 60.0


class SignInDialog(SheetDialog):
    """The dialog of signing in; it closes by itself when the account is in.

    accepted() -- the account is in; rejected() -- the person gave up.
    """

    def __init__(self, link: Link, account: Account | None = None, parent: QWidget | None = None) -> None:
        super().__init__("", width=WIDTH, object_name="signInDialog", parent=parent)
        self.setWindowTitle(self.tr("Sign in to FX Desk"))
        self._link = link
        self._asking = False
        self._keyring = False
        self._again_at = max((state.sign_in_at for state in link.accounts.states), default=0.0)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count_down)
        self.form = SignInForm(account, self)
        self._message = NoticeBox(object_name="signInMessage", parent=self)
        self.body.addWidget(self.form)
        self.body.addSpacing(4)
        self.body.addWidget(self._message)
        self._build_foot()
        self.form.edited.connect(self._edited)
        link.noticed.connect(self._take_notice)
        link.keyring_waiting.connect(self._take_keyring)
        self.finished.connect(self.form.forget)
        if self._seconds_left():
            self._say_too_soon()
        self._count_down()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.form.take_focus()

    def _build_foot(self) -> None:
        secure = self._link.encrypted
        icon = IconLabel("lock" if secure else "lock-open", "text2" if secure else "warn", parent=self)
        host = urlsplit(self._link.endpoint_url).netloc
        words = "https · {host}" if secure else self.tr("http, not encrypted · {host}")
        where = label(
            words.format(host=host),
            role="small",
            tone="text2" if secure else "warn",
            object_name="signInHostLabel",
        )
        self.add_left(icon)
        self.add_left(where)
        cancel = Button(self.tr("Cancel"), object_name="signInCancelButton")
        cancel.clicked.connect(self.reject)
        self.accept_button = Button(self.tr("Sign in"), kind="primary", object_name="signInAcceptButton")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._send)
        self.add_act(cancel)
        self.add_act(self.accept_button)
        widest = (self.tr("Sign in"), self.tr("Signing in…"), self.tr("Sign in in {n} s").format(n=60))
        metrics = QFontMetrics(theme.current().font("body", 600))
        self.accept_button.setMinimumWidth(
            max(metrics.horizontalAdvance(words) for words in widest) + _BUTTON_PADDING
        )

    def _send(self) -> None:
        if self._asking or self._seconds_left():
            return
        refusal = self.form.refusal()
        if refusal:
            self._say(refusal)
            return
        self._say("")
        entry = self.form.entry()
        self._asking = True
        self._count_down()
        if entry.by_token:
            self._link.sign_in_with_token(entry.name, entry.secret, keep=entry.keep)
        else:
            self._link.sign_in(entry.name, entry.secret, keep=entry.keep, keep_password=entry.keep_password)

    def _take_notice(self, notice: Notice) -> None:
        if not self._asking:
            return
        if notice.topic is Topic.SIGNED_IN:
            self.accept()
        elif notice.topic is Topic.SIGN_IN_FAILED:
            self._asking = False
            self._again_at = _again_at(notice) or (
                self._link.clock.elapsed() + _COOL_DOWN if isinstance(notice.error, SignInTooSoon) else 0.0
            )
            self._say_failed(notice.error)
            self._count_down()
            self.form.take_focus()
        elif isinstance(notice.error, KeyringFailed):
            self._say(error_sentence(notice.error))

    def _take_keyring(self, waiting: bool) -> None:
        self._keyring = waiting
        self._count_down()

    def _edited(self) -> None:
        if not self._seconds_left():
            self._say("")
        self.fit()

    def _say_failed(self, error: FxError | None) -> None:
        if isinstance(error, SignInTooSoon):
            self._say_too_soon()
        elif error is not None and self._seconds_left():
            why = error_sentence(error)
            self._say(self.tr("{why} The service allows the next try after a minute.").format(why=why))
        elif error is not None:
            self._say(error_sentence(error))

    def _say_too_soon(self) -> None:
        self._say(
            self.tr(
                "The service refused the last sign-in. From the same address it allows the next one after a"
                " minute; FX Desk does not try by itself."
            )
        )

    def _say(self, sentence: str) -> None:
        self._message.say(sentence, "warn", "timer" if self._seconds_left() else "")
        if self.isVisible():
            self.fit()

    def _seconds_left(self) -> int:
        return max(0, math.ceil(self._again_at - self._link.clock.elapsed())) if self._again_at else 0

    def _count_down(self) -> None:
        seconds = self._seconds_left()
        self.form.setEnabled(not self._asking)
        self.accept_button.setEnabled(not self._asking and not seconds)
        self.accept_button.set_telling(self._asking or bool(seconds))
        if self._asking:
            words = self.tr("Waiting for your keyring…") if self._keyring else self.tr("Signing in…")
        elif seconds:
            words = self.tr("Sign in in {n} s").format(n=seconds)
        else:
            words = self.tr("Sign in")
        self.accept_button.setText(words)
        if bool(seconds) and not self._tick.isActive():
            self._tick.start()
        elif not seconds and self._tick.isActive():
            self._tick.stop()
            self._say("")


def _again_at(notice: Notice) -> float:
    """The elapsed time from which the service allows a sign-in, 0.0 when the notice names none."""
    return next((float(value) for name, value in notice.facts if name == "sign_in_at"), 0.0)
