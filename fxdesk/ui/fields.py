# SPDX-License-Identifier: MIT
"""The fields of the window: a search field with its icon and clear button, and a field for an amount."""

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QEvent, QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QRegularExpressionValidator, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from fxdesk.ui import icons, theme
from fxdesk.ui.buttons import IconButton
from fxdesk.ui.paint import draw_icon
from fxdesk.ui.tokens import Role

_ICON_LEFT = 7
_TEXT_LEFT = 26
_CLEAR_SIDE = 22
_CLEAR_RIGHT = 5


class Field(QLineEdit):
    """A line of text as high as the other fields; `set_wrong` outlines it in red."""

    def __init__(
        self,
        placeholder: str = "",
        *,
        name: str = "",
        height: int = 32,
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self._height = height
        theme.current().changed.connect(self._measure)
        self._measure()

    def set_wrong(self, wrong: bool) -> None:
        """Show or take back the mark of an entry that can't be used."""
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.style().polish(self)

    def _measure(self) -> None:
        self.setFixedHeight(theme.current().px(self._height))


class SearchField(Field):
    """A field to filter by, with an icon before the text and a button that clears it.

    textChanged(str) -- as of any line edit.
    escaped() -- Esc was pressed with nothing left to clear.
    """

    escaped = Signal()

    def __init__(
        self,
        placeholder: str,
        *,
        name: str,
        icon: str = "search",
        height: int = 32,
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._icon = icon
        self._clear: IconButton | None = None
        super().__init__(placeholder, name=name, height=height, object_name=object_name, parent=parent)
        self.setTextMargins(_TEXT_LEFT, 0, 0, 0)
        self.textChanged.connect(self._offer_clearing)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        role: Role = "muted" if self.isEnabled() else "disabled"
        picture = icons.pixmap(self._icon, role, 16, self.devicePixelRatioF())
        draw_icon(painter, _ICON_LEFT, (self.height() - 16) / 2, picture)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_clearing()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.escaped.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._clear is not None:
            self._clear.set_name(self.tr("Clear"))

    def _offer_clearing(self, text: str) -> None:
        if self._clear is None:
            if not text:
                return
            self._clear = IconButton(
                "x", self.tr("Clear"), size=14, side=_CLEAR_SIDE, focus=Qt.FocusPolicy.NoFocus, parent=self
            )
            self._clear.setCursor(Qt.CursorShape.ArrowCursor)
            self._clear.clicked.connect(self.clear)
            self._place_clearing()
        self._clear.setVisible(bool(text))
        self.setTextMargins(_TEXT_LEFT, 0, _CLEAR_SIDE if text else 0, 0)

    def _place_clearing(self) -> None:
        if self._clear is not None:
            self._clear.move(
                self.width() - self._clear.width() - _CLEAR_RIGHT, (self.height() - self._clear.height()) // 2
            )


class MoneyField(Field):
    """A field for an amount, which may be empty.

    amount_changed(object) -- the Decimal, or None while the field is empty or holds no whole amount.
    """

    amount_changed = Signal(object)

    def __init__(
        self,
        placeholder: str = "",
        *,
        name: str = "",
        height: int = 32,
        object_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(placeholder, name=name, height=height, object_name=object_name, parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # Both marks are taken, because people type their own; nine digits are more than any balance.
        pattern = QRegularExpression(r"[0-9]{0,9}([.,][0-9]{0,4})?")
        self.setValidator(QRegularExpressionValidator(pattern, self))
        self.textChanged.connect(lambda: self.amount_changed.emit(self.amount()))

    def amount(self) -> Decimal | None:
        """Return the amount, None for an empty or unfinished entry."""
        try:
            return Decimal(self.text().replace(",", "."))
        except InvalidOperation:
            return None

    def set_amount(self, amount: Decimal | None) -> None:
        """Show an amount, or nothing."""
        self.setText("" if amount is None else f"{amount:f}")
