# SPDX-License-Identifier: MIT
"""The foot of the frame: what it costs, the max price, and the one button that buys."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from fxdesk.ui import theme
from fxdesk.ui.deaf_time import DeafTime
from fxdesk.ui.fields import MoneyField
from fxdesk.ui.get_number_button import GetNumberButton
from fxdesk.ui.loader import Loader
from fxdesk.ui.options_button import OptionsButton
from fxdesk.ui.price_words import price_words
from fxdesk.ui.safe import label, set_tooltip
from fxdesk.ui.tokens import TypeRole

_FIELD_WIDTH = 84
_NOTHING = "–"
_PRICE_STEPS: tuple[TypeRole, ...] = ("price", "title", "body", "small")


class PurchaseFoot(QWidget):
    """Price, max price and Get number.

    wanted() -- a person pressed Get number.
    max_price_edited(object) -- the max price that a person finished to type: a Decimal, None for off.
    max_price_changed() -- the field's content is another one.
    options_wanted() -- a person wants to see the options.
    """

    wanted = Signal()
    options_wanted = Signal()
    max_price_edited = Signal(object)
    max_price_changed = Signal()

    def __init__(self, deaf: DeafTime, loader: Loader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("purchaseFoot")
        self._build(deaf, loader)
        self.button.pressed_to_buy.connect(self.wanted)
        self.field.textChanged.connect(self._check)
        self.field.editingFinished.connect(self._finish)
        theme.current().changed.connect(self._measure)
        self._measure()

    def max_price(self) -> Decimal | None:
        """The max price to send; None when the field is empty or says zero, which is off to the service."""
        return self.field.amount() or None

    def max_price_readable(self) -> bool:
        """Whether the field holds an amount or nothing."""
        return not self.field.text() or self.field.amount() is not None

    def set_max_price(self, amount: Decimal | None, *, of_another: bool = False) -> None:
        """Show a max price, unless a person is typing one; that of another offer is shown at once."""
        typing = self.field.hasFocus() and not of_another
        if not typing and (of_another or self.max_price() != amount):
            self.field.set_amount(amount)

    def say_options(self, in_force: str) -> None:
        """Say which options are in force, "" for none."""
        self.options.say(in_force)
        self.in_force.setText(in_force)
        self.in_force.setVisible(bool(in_force))

    def say_price(self, cheapest: Decimal | None, dearest: Decimal | None = None) -> None:
        """Show one price, a range when `dearest` is another one, or that there is none."""
        if cheapest is None:
            self.price.setText(_NOTHING)
        else:
            self.price.setText(price_words(cheapest, dearest or cheapest))
        self._fit_price()

    def say(self, sentence: str) -> None:
        """Show a sentence below the button, or nothing."""
        self.reason.setText(sentence)
        self.reason.setVisible(bool(sentence))
        self.button.setAccessibleDescription(sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_price()

    def _build(self, deaf: DeafTime, loader: Loader) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 16)
        whole.setSpacing(12)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        caption = label(self.tr("Price"), role="small", tone="text2", object_name="offerPriceCaption")
        self.price = label(_NOTHING, role="price", object_name="offerPriceLabel")
        self.price.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        most = label(self.tr("Max price"), role="small", tone="text2", object_name="maxPriceCaption")
        self.field = MoneyField(self.tr("off"), name=self.tr("Max price"), object_name="maxPriceEdit")
        set_tooltip(
            self.field,
            self.tr(
                "Sent to the service only if you fill it in. The service then also matches exclusive offers"
                " up to this price, so a number may cost more than the list says."
            ),
        )
        most.setBuddy(self.field)
        grid.addWidget(caption, 0, 0)
        grid.addWidget(most, 0, 1)
        grid.addWidget(self.price, 1, 0)
        grid.addWidget(self.field, 1, 1)
        whole.addLayout(grid)
        self.button = GetNumberButton(deaf, loader, self)
        self.options = OptionsButton(self)
        self.options.clicked.connect(self.options_wanted)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.button, 1)
        line.addWidget(self.options)
        whole.addLayout(line)
        self.in_force = label("", role="small", tone="warn", wrap=True, object_name="optionsInForceLabel")
        self.in_force.hide()
        whole.addWidget(self.in_force)
        self.reason = label("", role="small", tone="muted", wrap=True, object_name="getNumberReasonLabel")
        self.reason.hide()
        whole.addWidget(self.reason)

    def _check(self) -> None:
        self.field.set_wrong(not self.max_price_readable())
        self.max_price_changed.emit()

    def _finish(self) -> None:
        if self.max_price_readable():
            self.max_price_edited.emit(self.max_price())

    def _fit_price(self) -> None:
        """Write the price as large as it can stand whole: a range in a narrow frame is a long text."""
        room = self.width() - 32 - self.field.width() - 8
        dress = theme.current()
        fitting = (
            step
            for step in _PRICE_STEPS
            if QFontMetrics(dress.font(step)).horizontalAdvance(self.price.text()) <= room
        )
        step = next(fitting, _PRICE_STEPS[-1])
        if self.price.property("role") != step:
            self.price.setProperty("role", step)
            self.price.setWordWrap(step == _PRICE_STEPS[-1])
            self.price.style().polish(self.price)

    def _measure(self) -> None:
        self.field.setFixedWidth(theme.current().px(_FIELD_WIDTH))
        self._fit_price()
