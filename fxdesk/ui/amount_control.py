# SPDX-License-Identifier: MIT
"""A setting that is an amount or none: what is typed holds when it is whole, and is kept while it is not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from fxdesk.core.amount_text import Fault, NoAmount, read_limit
from fxdesk.core.figures import format_money
from fxdesk.ui import theme
from fxdesk.ui.fields import Field
from fxdesk.ui.preference_controls import WIDTH


class AmountControl(Field):
    """An amount, or none while it is empty.

    changed(object) -- the person set this Decimal, or None.
    faulted(str) -- what was typed is no amount, and why; "" when that is over.
    """

    changed = Signal(object)
    faulted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setPlaceholderText(self.tr("none"))
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFixedWidth(theme.current().px(WIDTH))
        self._value: Decimal | None = None
        self._faulty = False
        self.editingFinished.connect(self._finish)

    @property
    def faulty(self) -> bool:
        """Whether what stands here is no amount, so that another value is in force."""
        return self._faulty

    def show_value(self, value: Any) -> None:
        """Show what is in force; what a person has typed half stays while that is the same."""
        if value == self._value and (self._faulty or self.isModified()):
            return
        self._value = value
        self.setText("" if value is None else f"{value:f}")
        self._blame("")

    def take_back(self) -> None:
        """Show what is in force in place of what was typed and is no amount."""
        self.setText("" if self._value is None else f"{self._value:f}")
        self._blame("")

    def words_of(self, value: Any) -> str:
        """A value as it is said."""
        return self.tr("none") if value is None else format_money(value)

    def _finish(self) -> None:
        try:
            value = read_limit(self.text())
        except NoAmount as error:
            self._blame(self._sentence(error.fault))
            return
        self._blame("")
        self.setModified(False)
        if value != self._value:
            self.changed.emit(value)
        else:
            self.setText("" if value is None else f"{value:f}")

    def _blame(self, sentence: str) -> None:
        self._faulty = bool(sentence)
        self.set_wrong(self._faulty)
        self.faulted.emit(sentence)

    def _sentence(self, fault: Fault) -> str:
        match fault:
            case Fault.NOUGHT:
                why = self.tr("0 would stop every purchase. Leave it empty for none.")
            case Fault.TOO_LARGE:
                why = self.tr("This has more than nine digits before the point.")
            case Fault.TOO_FINE:
                why = self.tr("This has more than six decimals.")
            case _:
                why = self.tr("This is no amount. Type one such as 2.50, or leave it empty for none.")
        if self._value is None:
            return f"{why} " + self.tr("None is in force.")
        return f"{why} " + self.tr("{amount} stays in force.").format(amount=format_money(self._value))
