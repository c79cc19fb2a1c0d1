# SPDX-License-Identifier: MIT
"""A field for a secret: dots, and an eye that shows what they stand for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from fxdesk.ui.buttons import IconButton
from fxdesk.ui.fields import Field

_SIDE = 26
_RIGHT = 3


class SecretField(Field):
    """A field whose text stands as dots until the eye is pressed; `forget` empties it and closes the eye."""

    def __init__(self, *, name: str, show: str, object_name: str, parent: QWidget | None = None) -> None:
        self._eye: IconButton | None = None
        super().__init__(name=name, object_name=object_name, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._eye = IconButton(
            "eye",
            show,
            side=_SIDE,
            checkable=True,
            focus=Qt.FocusPolicy.TabFocus,
            object_name=f"{object_name}Eye",
            parent=self,
        )
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        self._eye.toggled.connect(self._show)
        self.setTextMargins(0, 0, _SIDE, 0)

    def forget(self) -> None:
        """Empty the field and hide what will be typed next."""
        self.clear()
        if self._eye is not None:
            self._eye.setChecked(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._eye is not None:
            eye = self._eye
            eye.move(self.width() - eye.width() - _RIGHT, (self.height() - eye.height()) // 2)

    def _show(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        if self._eye is not None:
            self._eye.set_icon("eye-off" if shown else "eye")
