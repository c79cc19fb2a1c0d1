# SPDX-License-Identifier: MIT
"""The controls of the preferences: a choice, a number and a switch, each speaking in the setting's value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QWidget

from fxdesk.ui import theme

WIDTH = 184
HEIGHT = 32


class ChoiceControl(QComboBox):
    """One of several values. changed(object) -- the person chose this value."""

    changed = Signal(object)

    def __init__(self, options: Sequence[tuple[Any, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for value, words in options:
            self.addItem(words, value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        _measure(self)
        self.activated.connect(lambda place: self.changed.emit(self.itemData(place)))

    def show_value(self, value: Any) -> None:
        """Show what is in force."""
        self.setCurrentIndex(max(0, self.findData(value)))

    def words_of(self, value: Any) -> str:
        """A value as it is shown."""
        return self.itemText(self.findData(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Nothing: a wheel that scrolls the page must not change a setting."""
        event.ignore()


class NumberControl(QSpinBox):
    """A whole number. changed(object) -- the person set this value."""

    changed = Signal(object)

    def __init__(
        self,
        least: int,
        most: int,
        *,
        step: int = 1,
        suffix: str = "",
        least_words: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setSuffix(suffix)
        self.setSpecialValueText(least_words)
        # What is half typed is no wish yet.
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # A spin box takes no padding from the style sheet.
        self.lineEdit().setTextMargins(6, 0, 0, 0)
        _measure(self)
        self.valueChanged.connect(lambda value: self.changed.emit(value))

    def show_value(self, value: Any) -> None:
        """Show what is in force."""
        if value != self.value():
            self.blockSignals(True)
            self.setValue(value)
            self.blockSignals(False)

    def words_of(self, value: Any) -> str:
        """A value as it is shown."""
        if value == self.minimum() and self.specialValueText():
            return self.specialValueText()
        return f"{value}{self.suffix()}"

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Nothing: a wheel that scrolls the page must not change a setting."""
        event.ignore()


class SwitchControl(QCheckBox):
    """On or off. changed(object) -- the person switched it."""

    changed = Signal(object)

    def __init__(self, on: str, off: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._on, self._off = on, off
        self.setFixedWidth(theme.current().px(WIDTH))
        self.clicked.connect(lambda on: self.changed.emit(on))

    def show_value(self, value: Any) -> None:
        """Show what is in force."""
        self.setChecked(value)

    def words_of(self, value: Any) -> str:
        """A value as it is said."""
        return self._on if value else self._off


Control = ChoiceControl | NumberControl | SwitchControl


def _measure(control: QWidget) -> None:
    control.setFixedSize(theme.current().px(WIDTH), theme.current().px(HEIGHT))
