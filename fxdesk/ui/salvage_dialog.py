# SPDX-License-Identifier: MIT
"""List the open numbers that were read of a broken journal or came with a backup, and what is lacking."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from fxdesk.core.notice import Notice
from fxdesk.ui.buttons import Button
from fxdesk.ui.lease_row import LeaseRow
from fxdesk.ui.open_numbers import OpenNumbersFrame
from fxdesk.ui.safe import label
from fxdesk.ui.sheet_dialog import SheetDialog

WIDTH = 592


class SalvageDialog(SheetDialog):
    """The sentence of the notice, the figures, the open numbers. Its signals are QDialog's."""

    def __init__(
        self,
        notice: Notice,
        sentence: str,
        figures: str,
        rows: Sequence[LeaseRow],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", width=WIDTH, object_name="salvageDialog", parent=parent)
        self.setWindowTitle(self.tr("Open numbers"))
        self.notice = notice
        heading = self.tr("Check the open numbers") if rows else self.tr("No number is open")
        self.body.addWidget(label(heading, role="price", wrap=True, object_name="salvageHeading"))
        self.body.addWidget(label(sentence, tone="text2", wrap=True, object_name="salvageSentence"))
        if figures:
            self.body.addWidget(label(figures, tone="warn", wrap=True, object_name="salvageFigures"))
        if rows:
            frame = OpenNumbersFrame(self)
            frame.list.show_rows(rows)
            self.body.addSpacing(4)
            self.body.addWidget(frame)
            words = self.tr(
                "Each is looked up again as soon as its account is signed in. One that you do not know "
                "belongs to you all the same: it may be charged until it is released."
            )
            self.body.addWidget(label(words, role="small", tone="muted", wrap=True))
        close = Button(self.tr("Close"), kind="primary", object_name="salvageCloseButton")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.add_act(close)
