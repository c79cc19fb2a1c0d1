# SPDX-License-Identifier: MIT
"""Be the one way to the clipboard: copy, read back, and clear only what is still ours."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

from fxdesk.core.text import clean

if TYPE_CHECKING:
    from fxdesk.core.model import Lease, LeaseId
    from fxdesk.workers.link import Link

# What clipboard managers look for before they keep a history of what was copied.
SECRET_HINT = "x-kde-passwordManagerHint"
TEXT_LIMIT = 100_000


class Seen(StrEnum):
    """What the clipboard held when it was looked into after the time for a secret was over."""

    GONE = "gone"
    STILL_THERE = "still_there"
    FOREIGN = "foreign"


class Clipboard(QObject):
    """Copies numbers, codes and texts, and counts down to clearing what is secret.

    Signals: `copied(lease_id or None, what)` once the clipboard was read back and holds the text, `what`
    being "code", "number", "sms" or "text"; `failed(str)` with `what` when it does not; `countdown(int)`
    with the seconds until clearing, 0 when nothing is counted; `seen(Seen)`: what was found when a secret
    was to be cleared, or when something else took its place.
    """

    copied = Signal(object, str)
    failed = Signal(str)
    countdown = Signal(int)
    seen = Signal(object)

    def __init__(self, link: Link, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._board: QClipboard = QGuiApplication.clipboard()
        self._ours = ""
        self._secret = False
        self._clear_at = 0.0
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count)
        self._board.dataChanged.connect(self._changed)
        application = QGuiApplication.instance()
        assert application is not None
        application.aboutToQuit.connect(self._leave)

    def copy_code(self, lease: Lease) -> bool:
        """The newest code; where the service named none, the whole SMS text."""
        if lease.code:
            code = clean(lease.code, TEXT_LIMIT, one_line=True)
            return self._put(code, lease.lease_id, "code", secret=True)
        return self.copy_sms(lease)

    def copy_sms(self, lease: Lease) -> bool:
        """The whole SMS text."""
        return self._put(clean(lease.text, TEXT_LIMIT), lease.lease_id, "sms", secret=True)

    def copy_number(self, lease: Lease, with_code: bool | None = None) -> bool:
        """The number; `with_code` None follows the preference for the country code."""
        if lease.grant is None:
            return False
        if with_code is None:
            with_code = self._link.preferences.copy_with_country_code
        area = lease.grant.area_code if with_code else ""
        number = f"+{area}{lease.grant.mobile}" if area else lease.grant.mobile
        return self._put(clean(number, TEXT_LIMIT, one_line=True), lease.lease_id, "number", secret=False)

    def copy_text(self, text: str, lease: Lease | None = None) -> bool:
        """Any other text, such as a group of digits picked from an SMS."""
        lease_id = lease.lease_id if lease else None
        return self._put(clean(text, TEXT_LIMIT), lease_id, "text", secret=lease is not None)

    def copy_paper(self, text: str, *, secret: bool) -> bool:
        """A text that the program has written itself, of any length."""
        return self._put(text, None, "text", secret=secret)

    def clear_now(self) -> None:
        """Take our text out of the clipboard, if it is still ours, and tell what was seen then."""
        self._stop_counting()
        ours, self._ours = self._ours, ""
        if not ours:
            return
        if self._board.text() != ours:
            self.seen.emit(Seen.FOREIGN)
            return
        self._board.clear()
        self.seen.emit(Seen.STILL_THERE if self._board.text() == ours else Seen.GONE)

    def take_over(self, other: Clipboard) -> None:
        """Go on counting for a clipboard whose window goes."""
        self._ours, self._secret, self._clear_at = other._ours, other._secret, other._clear_at
        if other._tick.isActive():
            self._tick.start()
            self._count()
        other._ours = ""
        other._stop_counting()

    def _put(self, text: str, lease_id: LeaseId | None, what: str, *, secret: bool) -> bool:
        if not text:
            self.failed.emit(what)
            return False
        data = QMimeData()
        data.setText(text)
        if secret:
            data.setData(SECRET_HINT, b"secret")
        self._ours, self._secret = text, secret
        self._board.setMimeData(data)
        if self._board.text() != text:
            self._ours = ""
            self._stop_counting()
            self.failed.emit(what)
            return False
        seconds = self._link.preferences.clipboard_clear_seconds
        if secret and seconds:
            self._clear_at = self._link.clock.elapsed() + seconds
            self._tick.start()
            self.countdown.emit(seconds)
        else:
            self._stop_counting()
        if lease_id is not None:
            self._link.numbers.copied(lease_id, what)
        self.copied.emit(lease_id, what)
        return True

    def _count(self) -> None:
        left = self._clear_at - self._link.clock.elapsed()
        if left <= 0:
            self.clear_now()
        else:
            self.countdown.emit(math.ceil(left))

    def _changed(self) -> None:
        if self._ours and self._board.text() != self._ours:
            self._ours = ""
            if self._tick.isActive():
                self._stop_counting()
                self.seen.emit(Seen.FOREIGN)

    def _leave(self) -> None:
        """At the end a secret goes, if it is still ours; a number stays."""
        if not self._ours or self._board.text() != self._ours:
            return
        if self._secret:
            self._board.clear()
        else:
            # Where Qt itself holds the clipboard it deletes what lies there after Python, and crashes.
            self._board.setText(self._ours)

    def _stop_counting(self) -> None:
        if self._tick.isActive():
            self._tick.stop()
            self.countdown.emit(0)
