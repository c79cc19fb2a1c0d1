# SPDX-License-Identifier: MIT
"""Say quietly, at the foot of the window, how the connection, the prices and the clipboard stand."""

from __future__ import annotations

import math
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStatusBar, QWidget

from fxdesk.ui import safe, theme
from fxdesk.ui.bands import DemoBand, NotEncryptedMark
from fxdesk.ui.buttons import Button
from fxdesk.ui.clipboard import Seen
from fxdesk.ui.icon_label import IconLabel
from fxdesk.ui.naming import named

if TYPE_CHECKING:
    from fxdesk.core.catalogue import Catalogue
    from fxdesk.core.notice import Accounts, Watch
    from fxdesk.ui.clipboard import Clipboard
    from fxdesk.ui.tokens import Role
    from fxdesk.workers.link import Link

HEIGHT = 32
TOLD_MS = 8_000
BUTTON_HEIGHT = 24


class StatusBar(QStatusBar):
    """Connection and next look, age of the prices, clipboard countdown, and the way to the log.

    Signal: `log_wanted(bool)`: the person opened or closed the log.
    """

    log_wanted = Signal(bool)

    def __init__(self, link: Link, clipboard: Clipboard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self.setSizeGripEnabled(False)
        self._link = link
        self._watch: Watch | None = None
        self._build()
        self._clear.clicked.connect(clipboard.clear_now)
        clipboard.countdown.connect(self._count_clipboard)
        clipboard.seen.connect(self._tell_clipboard)
        self._forget = QTimer(self, singleShot=True, interval=TOLD_MS)
        self._forget.timeout.connect(self._told.hide)
        link.watch_changed.connect(self._take_watch)
        link.accounts_changed.connect(self._take_accounts)
        link.catalogue_changed.connect(self._take_catalogue)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._say_connection)
        self._say_connection()

    def _build(self) -> None:
        row_holder = named(QWidget(self), "statusRow")
        row = QHBoxLayout(row_holder)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(8)
        if self._link.demo:
            row.addWidget(DemoBand(row_holder))
        self._not_encrypted = NotEncryptedMark(row_holder)
        self._not_encrypted.setVisible(not self._link.encrypted and not self._link.demo)
        row.addWidget(self._not_encrypted)
        self._icon = IconLabel("circle-dashed", "muted", 14, parent=row_holder)
        self._icon.setObjectName("connectionIcon")
        self._connection = safe.ElidedLabel("", role="small", tone="text2", object_name="connectionLabel")
        self._prices = safe.label("", role="small", tone="muted", object_name="pricesAgeLabel")
        self._clear = Button(
            self.tr("Clear the clipboard now"),
            kind="quiet",
            icon="clipboard-x",
            height=BUTTON_HEIGHT,
            object_name="clipboardCountdownButton",
        )
        self._clear.hide()
        self.log_button = Button(
            self.tr("Log"),
            kind="quiet",
            icon="scroll",
            height=BUTTON_HEIGHT,
            checkable=True,
            object_name="logButton",
        )
        self.log_button.toggled.connect(self.log_wanted)
        row.addWidget(self._icon)
        # It takes what its words need, and gives way before the buttons do.
        row.addWidget(self._connection, 100)
        row.addSpacing(12)
        row.addWidget(self._prices)
        row.addStretch(1)
        self._told = safe.label("", role="small", tone="text2", object_name="clipboardLabel")
        self._told.hide()
        row.addWidget(self._told)
        row.addWidget(self._clear)
        row.addWidget(self.log_button)
        self.addWidget(row_holder, 1)
        theme.current().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setFixedHeight(theme.current().px(HEIGHT))
        words = self._connection.whole_text()
        self._connection.setMaximumWidth(self._connection.fontMetrics().horizontalAdvance(words) + 2)

    def buttons(self) -> tuple[Button, ...]:
        """Where the Tab key stops."""
        return self._clear, self.log_button

    def _take_watch(self, watch: Watch) -> None:
        self._watch = watch
        self._say_connection()

    def _take_accounts(self, accounts: Accounts) -> None:
        self._say_connection()

    def _take_catalogue(self, catalogue: Catalogue) -> None:
        listed = datetime.fromtimestamp(catalogue.listed.utc)
        today = datetime.fromtimestamp(self._link.clock.now().utc).date() == listed.date()
        when = listed.strftime("%H:%M") if today else listed.strftime("%Y-%m-%d %H:%M")
        self._prices.setText(self.tr("Prices as of {time}").format(time=when))

    def _say_connection(self) -> None:
        icon, tone, words = self._connection_words()
        self._icon.set_icon(icon, tone)
        self._connection.setText(words)
        self._measure()
        # Nothing counts while nothing is looked up: the bar then costs no wake-ups.
        counting = self._watch is not None and self._watch.watched > 0
        if counting != self._tick.isActive():
            if counting:
                self._tick.start()
            else:
                self._tick.stop()

    def _connection_words(self) -> tuple[str, Role, str]:
        watch = self._watch
        if watch is not None and watch.watched:
            next_in = max(0, math.ceil(watch.next_look - self._link.clock.elapsed()))
            one, many = self.tr("1 number looked up"), self.tr("{n} numbers looked up")
            looked = one if watch.watched == 1 else many.format(n=watch.watched)
            if not watch.online:
                said = self.tr("No connection · {looked}, next try in {n} s").format(looked=looked, n=next_in)
                return "wifi-off", "bad", said
            if not watch.reached:
                said = self.tr("Service not reached · {looked}, next try in {n} s").format(
                    looked=looked, n=next_in
                )
                return "wifi-off", "bad", said
            said = self.tr("Connected · {looked}, next in {n} s").format(looked=looked, n=next_in)
            return "wifi", "ok", said
        current = self._link.accounts.current
        if current is None:
            return "circle-dashed", "muted", self.tr("Not signed in · prices only")
        if current.info is None:
            return "circle-dashed", "muted", self.tr("No open numbers")
        return "wifi", "ok", self.tr("Connected · nothing to look up")

    def _tell_clipboard(self, seen: Seen) -> None:
        """Say what was seen, never what was only asked for."""
        match seen:
            case Seen.GONE:
                words = self.tr("Clipboard cleared")
            case Seen.STILL_THERE:
                words = self.tr("Clipboard not cleared, the system kept it: clear it yourself")
            case Seen.FOREIGN:
                words = self.tr("Clipboard holds something else, left alone")
        self._told.set_tone("bad" if seen is Seen.STILL_THERE else "text2")
        self._told.setText(words)
        self._told.show()
        self._forget.start()

    def _count_clipboard(self, seconds: int) -> None:
        self._clear.setVisible(seconds > 0)
        if seconds:
            self._told.hide()
        self._clear.setText(self.tr("Clipboard clears in {n} s").format(n=seconds))
        safe.set_tooltip(self._clear, self.tr("Clear the clipboard now"))
