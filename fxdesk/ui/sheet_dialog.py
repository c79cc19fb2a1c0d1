# SPDX-License-Identifier: MIT
"""The form that all dialogs share: a sheet with what is asked, a foot with the ways to answer."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from fxdesk.ui import theme
from fxdesk.ui.hairline import Hairline
from fxdesk.ui.held_keys import HeldKeys
from fxdesk.ui.screen_room import centre_on, room_on_screen, stay_on_screen
from fxdesk.ui.sheet_scroll import Sheet, SheetScroll
from fxdesk.ui.tokens import SPACE_M, SPACE_S, SPACE_XL


class SheetDialog(QDialog):
    """A dialog of fixed width whose height follows its words. `body` takes the content, the foot the buttons.

    finished(int), accepted(), rejected() -- as of any dialog; Esc rejects.
    """

    def __init__(
        self, title: str, *, width: int, object_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._wanted_width = width
        self._held_keys: HeldKeys | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.sheet = Sheet(self)
        self.sheet.setBackgroundRole(QPalette.ColorRole.Base)
        self.sheet.setAutoFillBackground(True)
        self.body = QVBoxLayout(self.sheet)
        self.body.setContentsMargins(SPACE_XL, 20, SPACE_XL, 20)
        self.body.setSpacing(SPACE_S)
        whole.addWidget(SheetScroll(self.sheet), 1)
        whole.addWidget(Hairline())
        foot = QWidget(self)
        self.foot = QHBoxLayout(foot)
        self.foot.setContentsMargins(SPACE_XL, SPACE_M, SPACE_XL, SPACE_M)
        self.foot.setSpacing(SPACE_S)
        self._acts_from = 0
        self.foot.addStretch(1)
        whole.addWidget(foot)
        theme.current().changed.connect(self.fit)

    def add_left(self, widget: QWidget) -> None:
        """Put a widget at the left of the foot: the way out that stands on its own, or a word."""
        self.foot.insertWidget(self._acts_from, widget)
        self._acts_from += 1

    def add_act(self, button: QAbstractButton) -> None:
        """Put a button at the right of the foot; the main act is added last and stands rightmost."""
        self.foot.addWidget(button)

    def fit(self) -> None:
        """Give the dialog the height that its words need at its width, as far as the screen has room."""
        room = room_on_screen(self)
        # Buttons with long words need more than the usual width.
        wanted = min(theme.current().px(self._wanted_width), room.width())
        self.setFixedWidth(max(wanted, self.foot.sizeHint().width()))
        layout = self.layout()
        if layout is not None:
            layout.activate()
            height = layout.totalHeightForWidth(self.width())
            wanted = height if height > 0 else layout.totalSizeHint().height()
            self.setFixedHeight(min(wanted, room.height()))
        if self.isVisible():
            # A dialog that grew must not have its buttons below the screen, nor its title above it.
            stay_on_screen(self)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            # Words changed somewhere inside: only now do the nested layouts know their new height.
            self.fit()
        return done

    def setVisible(self, visible: bool) -> None:
        """Find the size first, and by it the place in the middle of the window."""
        if visible:
            self.fit()
            owner = self.parentWidget()
            if owner is not None and not self.isVisible():
                # Until a window manager has found a place, it reads as 0, 0, and growing keeps it there.
                centre_on(self, owner.window())
        super().setVisible(visible)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None and self._held_keys is None:
            self._held_keys = HeldKeys(handle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An Enter that was held down as the dialog opened answers nothing."""
        if event.isAutoRepeat() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)
