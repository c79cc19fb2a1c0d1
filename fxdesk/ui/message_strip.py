# SPDX-License-Identifier: MIT
"""Tells what happened in one line under the page bar, without taking the hand off the work."""

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QDeadlineTimer, QEvent, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from fxdesk.core.notice import Rank
from fxdesk.ui import theme
from fxdesk.ui.buttons import Button, IconButton
from fxdesk.ui.icon_label import IconLabel
from fxdesk.ui.safe import label
from fxdesk.ui.tokens import SPACE_L, SPACE_S, Role

OK_MILLISECONDS = 6000
"""How long a good word stays, unless the mouse or the focus is on it."""

_AFTER_LEAVING_MILLISECONDS = 2000
_MIN_HEIGHT = 40

_LOOK: dict[Rank, tuple[str, str, Role]] = {
    Rank.OK: ("ok", "circle-check", "ok"),
    Rank.INFO: ("info", "info", "accent_text"),
    Rank.WARN: ("warn", "triangle-alert", "warn"),
    Rank.BAD: ("bad", "circle-alert", "bad"),
}


class Link(NamedTuple):
    """A link of a message: what it stands for, what it says, and its objectName."""

    link_id: str
    text: str
    object_name: str = ""


class Message(NamedTuple):
    """One thing to tell, in words. The same `key` replaces.

    `text` is a sentence, or makes one from the whole seconds that are left. `seconds` is how long the message
    stays; without it a message of rank OK stays six seconds and every other until it is withdrawn. `left`
    reckons the seconds where others count the same moment, None for not known. What can be taken back for
    these seconds only is `first`: it stands before every rank. What tells of uncertain `money` stands before
    all others of its rank.
    """

    key: str
    rank: Rank
    text: str | Callable[[int], str]
    links: tuple[Link, ...] = ()
    seconds: float | None = None
    icon: str = ""
    first: bool = False
    money: bool = False
    left: Callable[[], int | None] | None = None


class _Held(NamedTuple):
    message: Message
    order: int
    ends: QDeadlineTimer


class MessageStrip(QFrame):
    """Shows one message: what is first, else the newest of the highest rank; the others wait behind it.

    link_pressed(str, str) -- the message's key and the link's id.
    dismissed(str) -- the key of a message that the person closed.
    expired(str) -- the key of a message whose time is over.
    more_pressed() -- the person wants to see what else there is.
    shown_changed(str) -- the key of the message now in view, "" for none.
    """

    link_pressed = Signal(str, str)
    dismissed = Signal(str)
    expired = Signal(str)
    more_pressed = Signal()
    shown_changed = Signal(str)

    def __init__(self, *, ok_milliseconds: int = OK_MILLISECONDS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageStrip")
        self._ok_milliseconds = ok_milliseconds
        self._held: dict[str, _Held] = {}
        self._order = 0
        self._shown = ""
        self._focus_return: QWidget | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, 4, SPACE_S + 4, 4)
        row.setSpacing(SPACE_S)
        self._icon = IconLabel("info")
        self._text = label(wrap=True, object_name="messageText")
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        self._links = QHBoxLayout()
        self._links.setSpacing(SPACE_S)
        row.addLayout(self._links)
        self._buttons: list[Button] = []
        self._more = Button(kind="link", object_name="moreMessagesButton")
        self._more.setAccessibleName(self.tr("More messages"))
        self._more.clicked.connect(self.more_pressed)
        row.addWidget(self._more)
        self._close = IconButton("x", self.tr("Dismiss"), size=14, object_name="dismissButton")
        self._close.clicked.connect(self._dismiss)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._pass_time)
        theme.current().changed.connect(self._measure)
        self._measure()
        self.hide()

    def show_message(self, message: Message) -> None:
        """Hold a message, in place of one with the same key, and show it if none ranks above it."""
        self._order += 1
        if message.seconds is not None:
            ends = QDeadlineTimer(round(message.seconds * 1000))
        elif message.rank is Rank.OK:
            ends = QDeadlineTimer(self._ok_milliseconds)
        else:
            ends = QDeadlineTimer(QDeadlineTimer.ForeverConstant.Forever)
        before = self._held.get(message.key)
        # A sentence that is said anew each second must not push itself before a newer message.
        renewed = before is not None and before.message.rank == message.rank
        order = before.order if before is not None and renewed else self._order
        self._held[message.key] = _Held(message, order, ends)
        self._renew()

    def withdraw(self, key: str) -> None:
        """Take a message back: it is settled. A key that is not held changes nothing."""
        if self._held.pop(key, None) is not None:
            self._renew()

    def say_anew(self) -> None:
        """Say the sentence in view for the seconds that are left now."""
        held = self._held.get(self._shown)
        if held is not None:
            self._text.setText(_sentence(held.message, held.ends))

    def current(self) -> str:
        """Return the key of the message in view, "" for none."""
        return self._shown

    def keys(self) -> tuple[str, ...]:
        """Return the keys of all messages held, the one in view first."""
        return tuple(held.message.key for held in self._ranked())

    def text(self) -> str:
        """Return the sentence in view."""
        return self._text.text()

    def set_focus_return(self, widget: QWidget) -> None:
        """Name the widget that gets the focus when the strip goes while it has it."""
        self._focus_return = widget

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._close.set_name(self.tr("Dismiss"))
            self._say_more()

    def _ranked(self) -> list[_Held]:
        return sorted(
            self._held.values(),
            key=lambda held: (held.message.first, held.message.rank, held.message.money, held.order),
            reverse=True,
        )

    def _renew(self) -> None:
        ranked = self._ranked()
        top = ranked[0].message if ranked else None
        if top is None:
            self._give_back_focus()
            self.hide()
        else:
            self._show(top, ranked[0].ends)
        shown = top.key if top is not None else ""
        if shown != self._shown:
            self._shown = shown
            self.shown_changed.emit(shown)
        self._await_next()

    def _show(self, message: Message, ends: QDeadlineTimer) -> None:
        word, icon, tone = _LOOK[message.rank]
        self._icon.set_icon(message.icon or icon, tone)
        self._text.setText(_sentence(message, ends))
        if self.property("rank") != word:
            self.setProperty("rank", word)
            self.style().polish(self)
        self._set_links(message)
        self._say_more()
        self.show()

    def _set_links(self, message: Message) -> None:
        same = self._shown == message.key and [button.objectName() for button in self._buttons] == [
            link.object_name for link in message.links
        ]
        if same:
            for button, link in zip(self._buttons, message.links, strict=True):
                button.setText(link.text)
            return
        if any(button.hasFocus() for button in self._buttons):
            self._give_back_focus()
        for button in self._buttons:
            self._links.removeWidget(button)
            button.hide()
            button.setParent(None)
            button.deleteLater()
        self._buttons = []
        for link in message.links:
            button = Button(link.text, kind="link", object_name=link.object_name, parent=self)
            button.clicked.connect(
                lambda _checked=False, key=message.key, link_id=link.link_id: self.link_pressed.emit(
                    key, link_id
                )
            )
            self._links.addWidget(button)
            self._buttons.append(button)
        chain: list[QWidget] = [*self._buttons, self._more, self._close]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _say_more(self) -> None:
        others = len(self._held) - 1
        self._more.setVisible(others > 0)
        if others > 0:
            self._more.setText(self.tr("{n} more").format(n=others))

    def _dismiss(self) -> None:
        key = self._shown
        self.withdraw(key)
        self.dismissed.emit(key)

    def _attended(self) -> bool:
        focus = QApplication.focusWidget()
        return self.underMouse() or (focus is not None and self.isAncestorOf(focus))

    def _await_next(self) -> None:
        waits = [held.ends.remainingTime() for held in self._held.values() if not held.ends.isForever()]
        top = self._held.get(self._shown)
        if top is not None and callable(top.message.text) and not top.ends.isForever():
            # The next whole second of the countdown in view.
            waits.append(top.ends.remainingTime() % 1000 + 1)
        if waits:
            self._timer.start(max(1, min(waits)))
        else:
            self._timer.stop()

    def _pass_time(self) -> None:
        attended = self._attended()
        over = []
        for key, held in list(self._held.items()):
            if not held.ends.hasExpired():
                continue
            if key == self._shown and attended and held.message.rank is Rank.OK:
                self._held[key] = held._replace(ends=QDeadlineTimer(_AFTER_LEAVING_MILLISECONDS))
            else:
                del self._held[key]
                over.append(key)
        self._renew()
        for key in over:
            self.expired.emit(key)

    def _give_back_focus(self) -> None:
        focus = QApplication.focusWidget()
        if self._focus_return is not None and focus is not None and self.isAncestorOf(focus):
            self._focus_return.setFocus()

    def _measure(self) -> None:
        self.setMinimumHeight(theme.current().px(_MIN_HEIGHT))


def _sentence(message: Message, ends: QDeadlineTimer) -> str:
    if isinstance(message.text, str):
        return message.text
    if message.left is not None and (left := message.left()) is not None:
        return message.text(left)
    return message.text(0 if ends.isForever() else -(-ends.remainingTime() // 1000))
