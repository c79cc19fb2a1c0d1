# SPDX-License-Identifier: MIT
"""Show an SMS as plain text with its code marked, and let each other group of digits be copied by a click."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from fxdesk.core.text import clean, digit_groups
from fxdesk.ui import theme
from fxdesk.ui.safe import marked, set_tooltip

MOST_GROUPS = 50
"""Groups of digits, besides the code, that can be picked: each mark takes time, and some write thousands."""

TEXT_LIMIT = 20_000
"""Characters of an SMS that are shown; the journal keeps the whole."""


class Group(NamedTuple):
    """A group of digits in the text: where it stands, in Qt's UTF-16 units, and whether it is the code."""

    start: int
    end: int
    is_code: bool
    text: str


class SmsText(QPlainTextEdit):
    """The text of an SMS, to be read, selected and picked from.

    picked(str) -- a group of digits was clicked.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("smsTextView")
        self.setAccessibleName(self.tr("SMS text"))
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.document().setDocumentMargin(0)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._told = "", ""
        self._groups: tuple[Group, ...] = ()
        self._hovered: Group | None = None
        self._pressed: Group | None = None
        theme.current().changed.connect(self._dress)
        self._dress()

    def show_text(self, text: str, code: str) -> None:
        """Show an SMS whose code, if the service named one, is `code`."""
        if (text, code) == self._told:
            return
        self._told = text, code
        shown = clean(text, TEXT_LIMIT)
        self.setPlainText(shown)
        self._groups = _groups_of(shown, clean(code, one_line=True))
        self._hovered = self._pressed = None
        self._mark()

    def groups(self) -> tuple[Group, ...]:
        """The groups of digits in the text, in their order."""
        return self._groups

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        here = self._at(event.position().toPoint())
        if here != self._hovered:
            self._hovered = here
            self.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor if here else Qt.CursorShape.IBeamCursor
            )
            set_tooltip(self.viewport(), self.tr("Click to copy") if here else "")
            self._mark()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = self._at(event.position().toPoint()) if left else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is None or self.textCursor().hasSelection():
            return
        if pressed == self._at(event.position().toPoint()):
            self.picked.emit(pressed.text)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self._hovered is not None:
            self._hovered = None
            self._mark()

    def _at(self, point: QPoint) -> Group | None:
        position = self.cursorForPosition(point).position()
        for group in self._groups:
            if group.start <= position <= group.end and self._covers(group, point):
                return group
        return None

    def _covers(self, group: Group, point: QPoint) -> bool:
        first, last = self._cursor(group.start, group.start), self._cursor(group.end, group.end)
        start, end = self.cursorRect(first), self.cursorRect(last)
        if start.top() != end.top():
            return True
        return start.left() <= point.x() <= end.right() and start.top() <= point.y() <= start.bottom()

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _mark(self) -> None:
        dress, marks = theme.current(), []
        for group in self._groups:
            form = QTextCharFormat()
            if group.is_code:
                form.setBackground(dress.colour("mark"))
            else:
                form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
                form.setUnderlineColor(dress.colour("muted"))
            if group == self._hovered:
                form.setForeground(dress.colour("accent_text"))
                form.setBackground(dress.colour("mark"))
            marks.append(marked(self._cursor(group.start, group.end), form))
        self.setExtraSelections(marks)

    def _dress(self) -> None:
        self.setFont(theme.current().font("code", 400))
        self._mark()


def _groups_of(text: str, code: str) -> tuple[Group, ...]:
    """The code's first place that stands alone, else its first place, and the first of the other groups."""
    spans = digit_groups(text)
    at = next((start for start, end in spans if text[start:end] == code), text.find(code)) if code else -1
    others = (span for span in spans if not (at <= span[0] < at + len(code)))
    found = [(start, end, False) for start, end in islice(others, MOST_GROUPS)]
    if at >= 0:
        found.append((at, at + len(code), True))
    return tuple(
        Group(_units(text[:start]), _units(text[:end]), is_code, text[start:end])
        for start, end, is_code in sorted(found)
    )


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
