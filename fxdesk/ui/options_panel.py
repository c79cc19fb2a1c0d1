# SPDX-License-Identifier: MIT
"""Ask for what getPhone takes besides service and country, with the document's words beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from fxdesk.core.preferences import Options
from fxdesk.core.text import clean, isolate
from fxdesk.ui.buttons import Button
from fxdesk.ui.fields import Field, MoneyField
from fxdesk.ui.naming import named
from fxdesk.ui.notice_box import NoticeBox
from fxdesk.ui.safe import label
from fxdesk.ui.sheet_dialog import SheetDialog

WIDTH = 456
LONGEST_NUMBER = 20
LONGEST_DID = 64
LONGEST_LINK = 500


class OptionsPanel(SheetDialog):
    """The options of one service and country.

    chosen(object) -- the Options that hold from now on. Its other signals are QDialog's.
    """

    chosen = Signal(object)

    def __init__(self, options: Options, *, place: str, parent: QWidget | None = None) -> None:
        super().__init__("", width=WIDTH, object_name="optionsPanel", parent=parent)
        self.setWindowTitle(self.tr("Options"))
        heading = self.tr("Options for {place}").format(place=isolate(clean(place, 60, one_line=True)))
        self.body.addWidget(label(heading, role="price", wrap=True))
        words = self.tr("They hold for this choice each time you come back to it, until you clear them.")
        self.body.addWidget(label(words, tone="text2", wrap=True))
        self.body.addSpacing(4)
        self.mobile = self._field(
            "optionMobileEdit",
            self.tr("Number of your choice"),
            self.tr("any number"),
            self.tr(
                "A whole number without its country code, or its first digits. Not all services allow it."
            ),
        )
        self.mobile.setMaxLength(2 * LONGEST_NUMBER)
        self.did = self._field(
            "optionDidEdit",
            self.tr("Developer ID"),
            self.tr("none"),
            self.tr("The ID as shown on the developer side, or a docking code that you were given."),
        )
        self.did.setMaxLength(LONGEST_DID)
        self.dock = named(QCheckBox(self.tr("Ask for the docking code")), "optionDockCheck")
        self.body.addWidget(self.dock)
        self.body.addWidget(
            label(
                self.tr("It comes with the number and stands in its details, to be copied."),
                role="small",
                tone="muted",
                wrap=True,
            )
        )
        self.max_price = MoneyField(
            self.tr("off"), name=self.tr("Max price"), object_name="optionMaxPriceEdit"
        )
        self._add(
            self.body,
            self.max_price,
            self.tr("Max price"),
            self.tr(
                "The document says: if you don't enter it or enter 0, it is not enabled; after entering, the "
                "request is added to the exclusive matchmaking that meets it. So a number can cost more than "
                "the list price."
            ),
        )
        self._build_advanced()
        self.fault = NoticeBox(object_name="optionsMessage")
        self.body.addWidget(self.fault)
        self._build_foot()
        self._show(options)

    def accept(self) -> None:
        """Let what is filled in hold, unless a field can't be sent."""
        options = self._typed()
        if options is not None:
            self.chosen.emit(options)
            super().accept()

    def _build_advanced(self) -> None:
        self.advanced = Button(
            self.tr("Advanced"),
            kind="link",
            icon="chevron-right",
            checkable=True,
            object_name="optionsAdvancedButton",
        )
        self.advanced.toggled.connect(self._show_advanced)
        self.body.addWidget(self.advanced, 0, Qt.AlignmentFlag.AlignLeft)
        self._more = named(QWidget(), "optionsAdvanced")
        column = QVBoxLayout(self._more)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.push_url = Field("https://", name=self.tr("Push link"), object_name="optionPushUrlEdit")
        self.push_url.setMaxLength(LONGEST_LINK)
        self._add(
            column,
            self.push_url,
            self.tr("Push link"),
            self.tr(
                "Passed on to the service as it is. The service says that it pushes the SMS to this link; "
                "what it sends, and whether, FX Desk does not know."
            ),
        )
        self.body.addWidget(self._more)
        self._more.hide()

    def _build_foot(self) -> None:
        clear = Button(self.tr("Clear options"), kind="quiet", object_name="optionsClearButton")
        clear.clicked.connect(self._clear)
        cancel = Button(self.tr("Cancel"), object_name="optionsCancelButton")
        cancel.clicked.connect(self.reject)
        accept = Button(self.tr("Use options"), kind="primary", object_name="optionsAcceptButton")
        accept.setDefault(True)
        accept.clicked.connect(self.accept)
        self.add_left(clear)
        self.add_act(cancel)
        self.add_act(accept)

    def _field(self, name: str, caption: str, placeholder: str, hint: str) -> Field:
        field = Field(placeholder, name=caption, object_name=name)
        self._add(self.body, field, caption, hint)
        return field

    def _add(self, column: QVBoxLayout, field: Field, caption: str, hint: str) -> None:
        above = label(caption, role="small", tone="text2")
        above.setBuddy(field)
        field.setAccessibleDescription(hint)
        column.addWidget(above)
        column.addWidget(field)
        column.addWidget(label(hint, role="small", tone="muted", wrap=True))

    def _show(self, options: Options) -> None:
        self.mobile.setText(options.mobile)
        self.did.setText(options.did)
        self.dock.setChecked(options.dock)
        self.max_price.set_amount(options.max_price)
        self.push_url.setText(options.push_url)
        self.advanced.setChecked(bool(options.push_url))
        self.mobile.setFocus()

    def _show_advanced(self, shown: bool) -> None:
        self._more.setVisible(shown)
        self.advanced.set_icon("chevron-down" if shown else "chevron-right")

    def _clear(self) -> None:
        self.chosen.emit(Options())
        super().accept()

    def _typed(self) -> Options | None:
        """What is filled in; None after saying which field can't be sent."""
        mobile = "".join(self.mobile.text().split()).replace("-", "")
        number_is_one = not mobile or (
            mobile.isascii() and mobile.isdigit() and len(mobile) <= LONGEST_NUMBER
        )
        amount = self.max_price.amount()
        price_is_one = not self.max_price.text() or amount is not None
        link = self.push_url.text().strip()
        link_is_one = not link or (link.startswith(("http://", "https://")) and len(link.split()) == 1)
        self.mobile.set_wrong(not number_is_one)
        self.max_price.set_wrong(not price_is_one)
        self.push_url.set_wrong(not link_is_one)
        if not number_is_one:
            self._refuse(
                self.mobile, self.tr("The number may hold digits only, without + and the country code.")
            )
        elif not price_is_one:
            self._refuse(self.max_price, self.tr("The max price is no amount."))
        elif not link_is_one:
            self._refuse(self.push_url, self.tr("The push link must begin with https:// or http://."))
        else:
            return Options(self.did.text().strip(), self.dock.isChecked(), link, amount or None, mobile)
        return None

    def _refuse(self, field: Field, sentence: str) -> None:
        self.fault.say(sentence)
        field.setFocus()
