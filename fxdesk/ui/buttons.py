# SPDX-License-Identifier: MIT
"""The buttons of the window: one filled kind, outlined, quiet and link ones, and icons with a name."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from fxdesk.ui import icons, theme
from fxdesk.ui.safe import set_tooltip
from fxdesk.ui.tokens import Role

Kind = Literal["primary", "outline", "quiet", "link", "segment"]

_HEIGHT = {"primary": 32, "outline": 32, "quiet": 30, "link": 28, "segment": 26}
_ICON_ROLE: dict[Kind, Role] = {
    "primary": "on_accent",
    "outline": "text2",
    "quiet": "text2",
    "link": "accent_text",
    "segment": "text2",
}


class Button(QPushButton):
    """A button with words. Its `kind`: primary is the one filled act of a view, outline stands beside it,
    quiet shows its outline under the mouse only, link reads as a word in a sentence.

    clicked(bool) -- as of any button.
    """

    def __init__(
        self,
        text: str = "",
        *,
        kind: Kind = "outline",
        icon: str = "",
        icon_role: Role | None = None,
        height: int | None = None,
        checkable: bool = False,
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setObjectName(object_name)
        self.setProperty("kind", kind)
        self.setCheckable(checkable)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._kind: Kind = kind
        self._height = height or _HEIGHT[kind]
        if icon:
            self.set_icon(icon, icon_role)
        theme.current().changed.connect(self._measure)
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A default button presses itself at each repeat of a held Enter; here one press is one act."""
        if event.isAutoRepeat() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)

    def set_icon(self, name: str, role: Role | None = None) -> None:
        """Show a line icon before the text."""
        checked: Role | None = "accent_text" if self._kind == "quiet" and self.isCheckable() else None
        icons.give(self, name, role or _ICON_ROLE[self._kind], checked_role=checked, gap=bool(self.text()))

    def set_telling(self, telling: bool) -> None:
        """Say whether the text informs while the button is disabled ("42 s"), and must stay readable then."""
        if bool(self.property("tells")) != telling:
            self.setProperty("tells", telling)
            self.style().polish(self)

    def _measure(self) -> None:
        self.setFixedHeight(theme.current().px(self._height))


class IconButton(QToolButton):
    """A square button that shows an icon only; its name is for screen readers and its tooltip.

    clicked(bool) -- as of any button.
    """

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        role: Role = "text2",
        checked_role: Role | None = None,
        size: int = 16,
        side: int = 28,
        checkable: bool = False,
        focus: Qt.FocusPolicy = Qt.FocusPolicy.StrongFocus,
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setCheckable(checkable)
        self.setFocusPolicy(focus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._side = side
        self.set_name(name)
        self.set_icon(icon, role, size, checked_role=checked_role)
        theme.current().changed.connect(self._measure)
        self._measure()

    def set_name(self, name: str) -> None:
        """Say what the button does, to screen readers and as its tooltip."""
        self.setAccessibleName(name)
        set_tooltip(self, name)

    def set_icon(
        self, name: str, role: Role = "text2", size: int = 16, *, checked_role: Role | None = None
    ) -> None:
        """Show another icon or another colour."""
        icons.give(self, name, role, size, checked_role=checked_role)

    def _measure(self) -> None:
        side = theme.current().px(self._side)
        self.setFixedSize(side, side)
