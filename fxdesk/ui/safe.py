# SPDX-License-Identifier: MIT
"""The only place that makes labels, boxes, tooltips and notifications, so that all of them are plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QPaintEvent, QResizeEvent, QTextCharFormat, QTextCursor
    from PySide6.QtWidgets import QMessageBox, QTextEdit

    from fxdesk.ui.tokens import Role, TypeRole


class SafeLabel(QLabel):
    """A label that shows its text as it is, in a step of the type scale and a colour role.

    `weight` (500, 600) is another weight than the step's own.

    It reads `setText` like any label; foreign text goes through `core.text.clean` before.
    """

    def __init__(
        self,
        text: str = "",
        *,
        role: TypeRole = "body",
        tone: Role = "text",
        weight: int | None = None,
        wrap: bool = False,
        selectable: bool = False,
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(object_name)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        if weight is not None:
            self.setProperty("weight", weight)
        if wrap:
            # Without this a long sentence would set the window's minimum width.
            self.setWordWrap(True)
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setText(text)

    def set_tone(self, tone: Role) -> None:
        """Change the colour role."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().polish(self)


class ElidedLabel(SafeLabel):
    """A label in one line that ends in "…" where there is no room; its tooltip then says all of it."""

    def __init__(
        self,
        text: str = "",
        *,
        role: TypeRole = "body",
        tone: Role = "text",
        weight: int | None = None,
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._whole = ""
        super().__init__("", role=role, tone=tone, weight=weight, object_name=object_name, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._whole = text
        self._elide()

    def whole_text(self) -> str:
        """Return the text as it was set."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        if shown != self.text():
            super().setText(shown)
        set_tooltip(self, self._whole if shown != self._whole else "")


class YieldingLabel(SafeLabel):
    """A label in one line that takes the room its text needs and gives way to others.

    However long a text others write, it never widens the window: it ends in "…", or, where it can be
    selected, at its edge.
    """

    def __init__(
        self,
        *,
        role: TypeRole = "body",
        tone: Role = "text",
        selectable: bool = False,
        object_name: str = "",
    ) -> None:
        super().__init__("", role=role, tone=tone, selectable=selectable, object_name=object_name)
        self._selectable = selectable
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        if self._selectable or shown == self.text():
            super().paintEvent(event)
            return
        from PySide6.QtGui import QPainter

        painter = QPainter(self)
        flags = self.alignment().value | Qt.TextFlag.TextSingleLine.value
        self.style().drawItemText(
            painter, room, flags, self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )
        painter.end()


class Choice(NamedTuple):
    """A button of a box: what it says and what it stands for."""

    text: str
    role: QMessageBox.ButtonRole


def label(
    text: str = "",
    *,
    role: TypeRole = "body",
    tone: Role = "text",
    weight: int | None = None,
    wrap: bool = False,
    selectable: bool = False,
    object_name: str = "",
    parent: QWidget | None = None,
) -> SafeLabel:
    """Make a label; see SafeLabel."""
    return SafeLabel(
        text,
        role=role,
        tone=tone,
        weight=weight,
        wrap=wrap,
        selectable=selectable,
        object_name=object_name,
        parent=parent,
    )


def plain_tooltip(text: str) -> str:
    """Return what a model gives for Qt.ToolTipRole so that Qt shows `text` as it is."""
    if "<" not in text and "&" not in text:
        return text
    import html

    return f'<span style="white-space: pre-wrap">{html.escape(text, quote=False)}</span>'


def set_tooltip(target: QWidget | QAction, text: str) -> None:
    """Give a widget or an action a tooltip that shows `text` as it is."""
    if target.toolTip() != (shown := plain_tooltip(text)):
        target.setToolTip(shown)
        # A screen reader reads the tooltip as it was set, tags and all, unless there is a description.
        if isinstance(target, QWidget) and not isinstance(target, QLabel):
            target.setAccessibleDescription(text)


def show_tooltip(position: QPoint, text: str, view: QWidget, rect: QRect) -> None:
    """Show a tooltip at a place of the screen for as long as the mouse is in `rect` of `view`."""
    from PySide6.QtWidgets import QToolTip

    QToolTip.showText(position, plain_tooltip(text), view, rect)


def marked(cursor: QTextCursor, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
    """Return the mark of a part of a plain text, for QPlainTextEdit.setExtraSelections."""
    from PySide6.QtWidgets import QTextEdit

    mark = QTextEdit.ExtraSelection()
    mark.cursor, mark.format = cursor, form
    return mark


def literal(text: str) -> str:
    """Return `text` for a button, tab or menu with every & doubled, so that none becomes a shortcut."""
    return text.replace("&", "&&")


def box(
    parent: QWidget | None,
    title: str,
    text: str,
    choices: Sequence[Choice],
    *,
    icon: QMessageBox.Icon | None = None,
    default: int = 0,
    escape: int | None = None,
    object_name: str = "",
) -> QMessageBox:
    """Make a box that shows a plain text over `choices`; the caller opens it.

    `default` is the choice that Enter takes, `escape` the one of Esc. `box.buttons()` has the choices' order.
    """
    from PySide6.QtWidgets import QMessageBox

    made = QMessageBox(parent)
    made.setObjectName(object_name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setIcon(QMessageBox.Icon.NoIcon if icon is None else icon)
    made.setWindowTitle(title)
    made.setText(text)
    buttons = [made.addButton(literal(choice.text), choice.role) for choice in choices]
    made.setDefaultButton(buttons[default])
    if escape is not None:
        made.setEscapeButton(buttons[escape])
    return made
