# SPDX-License-Identifier: MIT
"""Set where the service is, try an address, and give or take back the word for an unencrypted one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fxdesk.core.preferences import Preferences
from fxdesk.core.service_address import Verdict, completed, encrypted, host_of, judged, with_https
from fxdesk.core.text import clean, isolate
from fxdesk.core.word_search import fold, search_words
from fxdesk.ui.buttons import Button
from fxdesk.ui.confirm_dialog import ConfirmDialog
from fxdesk.ui.error_words import error_sentence
from fxdesk.ui.fields import Field
from fxdesk.ui.naming import named
from fxdesk.ui.notice_box import NoticeBox
from fxdesk.ui.safe import label, literal, set_tooltip

if TYPE_CHECKING:
    from fxdesk.core.notice import ConnectionTest
    from fxdesk.workers.link import Link

DEFAULT_URL = Preferences().service_url
LONGEST = 300


class ServiceSettings(QWidget):
    """The service's address. Its signals are QWidget's."""

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("serviceSettings")
        self._link = link
        self._testing = ""
        self._title = label(self.tr("Address of the service"))
        words = self.tr(
            "The same service runs on other sites. A sign-in is never sent to a host that it was not made "
            "for: sign in again there."
        )
        self._hint = label(words, role="small", tone="muted", wrap=True)
        self._searched = fold(f"{self._title.text()} {words} url https http test connection service_url")
        self.field = Field(DEFAULT_URL, name=self._title.text(), object_name="serviceUrlEdit")
        self.field.setMaxLength(LONGEST)
        self._title.setBuddy(self.field)
        self.reset = Button(
            self.tr("Changed"),
            kind="link",
            icon="rotate-ccw",
            height=22,
            object_name="preference_service_url_reset",
        )
        back = self.tr("Back to the default: {value}").format(value=DEFAULT_URL)
        self.reset.setAccessibleName(back)
        set_tooltip(self.reset, back)
        self.use = Button(self.tr("Use this address"), object_name="serviceUseButton")
        self.test = Button(self.tr("Test connection"), object_name="testConnectionButton")
        self.take_back = Button(object_name="httpTakeBackButton")
        self.message = NoticeBox(object_name="serviceMessage")
        self.result = NoticeBox(object_name="connectionTestMessage")
        self._lay_out()
        self._connect()
        self.field.setText(link.preferences.service_url)
        self._show(link.preferences)

    def matches(self, typed: str) -> bool:
        """Whether all words that were searched for stand in this setting."""
        return all(word in self._searched for word in search_words(typed))

    def set_dimmed(self, dimmed: bool) -> None:
        """Step back while something else is searched for."""
        self._title.set_tone("disabled" if dimmed else "text")
        self._hint.set_tone("disabled" if dimmed else "muted")

    def restore(self) -> None:
        """Go back to the address that the document names, encrypted."""
        self.field.setText(DEFAULT_URL)
        self._use()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 9, 0, 9)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._title)
        head.addWidget(self.reset)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self._hint)
        column.addWidget(self.field)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.use)
        row.addWidget(self.test)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.message)
        column.addWidget(self.result)
        self._allowed = named(QWidget(), "httpAllowedRow")
        allowed = QHBoxLayout(self._allowed)
        allowed.setContentsMargins(0, 6, 0, 0)
        self._allowed_words = label("", tone="warn", wrap=True, object_name="httpAllowedLabel")
        allowed.addWidget(self._allowed_words, 1)
        allowed.addWidget(self.take_back)
        column.addWidget(self._allowed)

    def _connect(self) -> None:
        self.field.returnPressed.connect(self._use)
        self.field.textChanged.connect(self._edited)
        self.use.clicked.connect(self._use)
        self.reset.clicked.connect(self.restore)
        self.test.clicked.connect(self._test)
        self.take_back.clicked.connect(self._take_back)
        self._link.preferences_changed.connect(self._show)
        self._link.connection_tested.connect(self._tell_test)

    def _typed(self) -> str:
        return completed(self.field.text())

    def _verdict(self, url: str) -> Verdict:
        known = self._link.preferences
        return judged(url, http_allowed=known.http_allowed, https_seen=known.https_seen)

    def _edited(self) -> None:
        self.field.set_wrong(False)
        self.result.say("")
        self._show(self._link.preferences)

    def _use(self) -> None:
        url = self._typed()
        match self._verdict(url):
            case Verdict.GOOD:
                self._keep(url)
            case Verdict.ASK:
                self._ask(url)
            case Verdict.REFUSED:
                self._refuse(
                    self.tr(
                        "{host} has answered encrypted before, so FX Desk does not speak to it unencrypted. "
                        "Use the https address."
                    ).format(host=_shown(host_of(url)))
                )
            case Verdict.NO_ADDRESS:
                self._refuse(self._no_address())

    def _no_address(self) -> str:
        return self.tr("This is no address. It looks like {example}.").format(example=DEFAULT_URL)

    def _refuse(self, sentence: str) -> None:
        self.field.set_wrong(True)
        self.message.say(sentence, "bad")
        self.field.setFocus()

    def _ask(self, url: str) -> None:
        host = host_of(url)
        question = ConfirmDialog(
            self.tr("Unencrypted connection"),
            self.tr("Speak to {host} without encryption?").format(host=_shown(host)),
            self.tr(
                "Your password, your sign-in and every message can be read on the way, and changed. "
                "Try the https address first. You can take this back here at any time."
            ),
            confirm=self.tr("Allow unencrypted"),
            stay=self.tr("No"),
            parent=self.window(),
        )
        # Enter by reflex is a No.
        question.confirm_button.setDefault(False)
        question.stay_button.setDefault(True)
        question.stay_button.setFocus()
        question.confirmed.connect(lambda: self._allow(question, url, host))
        question.open()

    def _allow(self, question: ConfirmDialog, url: str, host: str) -> None:
        question.accept()
        allowed = (*self._link.preferences.http_allowed, host)
        self._link.change_preferences(http_allowed=allowed, service_url=url)
        self.field.setText(url)

    def _take_back(self) -> None:
        url = self._link.preferences.service_url
        here = host_of(url)
        changes: dict[str, object] = {"http_allowed": ()}
        if not encrypted(url) and here in self._link.preferences.http_allowed:
            changes["service_url"] = with_https(url)
        self._link.change_preferences(**changes)
        self.field.setText(self._link.preferences.service_url)

    def _keep(self, url: str) -> None:
        self._link.change_preferences(service_url=url)
        self.field.setText(url)
        self._show(self._link.preferences)

    def _test(self) -> None:
        url = self._typed()
        if self._verdict(url) is Verdict.NO_ADDRESS:
            self._refuse(self._no_address())
            return
        self._testing = url
        self.test.setEnabled(False)
        self.result.say(
            self.tr("Asking {host} for its price list. Nothing else is sent.").format(
                host=_shown(host_of(url))
            ),
            "info",
            "network",
        )
        self._link.test_connection(url)

    def _tell_test(self, test: ConnectionTest) -> None:
        if test.url != self._testing:
            return
        self._testing = ""
        self.test.setEnabled(True)
        if test.error is not None:
            words = self.tr("{host} was asked for its price list. {why}")
            self.result.say(
                words.format(host=_shown(host_of(test.url)), why=error_sentence(test.error)), "bad"
            )
            return
        words = self.tr("{host} answered in {seconds} s with {n} prices.")
        said = words.format(host=_shown(host_of(test.url)), seconds=f"{test.seconds:.1f}", n=test.offers)
        self.result.say(said, "info", "circle-check")

    def _show(self, preferences: Preferences) -> None:
        kept = preferences.service_url
        self.reset.setVisible(kept != DEFAULT_URL)
        self.use.setEnabled(self._typed() != kept)
        if not self.field.property("wrong"):
            self.message.say(self._kept_words(kept), "info", "info")
        hosts = preferences.http_allowed
        self._allowed.setVisible(bool(hosts))
        if hosts:
            words = self.tr("Unencrypted connections are allowed to: {hosts}")
            self._allowed_words.setText(words.format(hosts=", ".join(_shown(host) for host in hosts)))
            self.take_back.setText(literal(self.tr("Take back")))

    def _kept_words(self, kept: str) -> str:
        if self._link.demo:
            return self.tr("The demo uses a service of its own, whatever stands here.")
        if kept == self._link.endpoint_url:
            return ""
        words = self.tr("{new} is used from the next start of FX Desk. Until then it stays with {now}.")
        return words.format(new=_shown(kept), now=_shown(self._link.endpoint_url))


def _shown(text: str) -> str:
    return isolate(clean(text, 80, one_line=True))
