# SPDX-License-Identifier: MIT
"""Ask after how many minutes a number without a code is released by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fxdesk.core.auto_release import LONGEST, minutes_of
from fxdesk.core.clock import span
from fxdesk.core.lease_state import State
from fxdesk.core.model import Lease
from fxdesk.core.text import isolate
from fxdesk.ui.buttons import Button
from fxdesk.ui.lease_row import LeaseRow
from fxdesk.ui.naming import named
from fxdesk.ui.preference_controls import NumberControl
from fxdesk.ui.safe import label
from fxdesk.ui.sheet_dialog import SheetDialog

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

WIDTH = 456
USUAL = 5


class AutoReleaseDialog(SheetDialog):
    """Asks for the minutes and sets them; closes when the number stops waiting. Its signals are QDialog's."""

    def __init__(self, link: Link, lease: Lease, parent: QWidget | None = None) -> None:
        super().__init__("", width=WIDTH, object_name="autoReleaseDialog", parent=parent)
        self.setWindowTitle(self.tr("Release by itself"))
        self._link, self._lease_id = link, lease.lease_id
        row, now = LeaseRow(lease, link.clock.now()), link.clock.now()
        heading = self.tr("Release {number} by itself").format(number=isolate(row.phone or row.service))
        self.body.addWidget(label(heading, role="price", wrap=True))
        sentence = self.tr(
            "If no code has come by then, FX Desk looks once more and then releases the number. The minutes "
            "count from when you got it. Sending an SMS from it switches this off."
        )
        self.body.addWidget(label(sentence, tone="text2", wrap=True))
        passed = int(span(lease.granted or lease.asked, now).seconds // 60) + 1
        least = min(LONGEST, passed)
        caption = label(self.tr("Minutes, {least} to {most}").format(least=least, most=LONGEST))
        self.minutes = named(NumberControl(least, LONGEST), "autoReleaseEdit")
        self.minutes.setAccessibleName(self.tr("Minutes"))
        self.minutes.setValue(minutes_of(lease) or max(USUAL, least))
        caption.setBuddy(self.minutes)
        self.body.addSpacing(8)
        self.body.addWidget(caption)
        self.body.addWidget(self.minutes, 0, Qt.AlignmentFlag.AlignLeft)
        cancel = Button(self.tr("Cancel"), object_name="autoReleaseCancelButton")
        cancel.clicked.connect(self.reject)
        self.confirm = Button(self.tr("Set"), kind="primary", object_name="autoReleaseButton")
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(self._set)
        self.add_act(cancel)
        self.add_act(self.confirm)
        link.lease_changed.connect(self._follow)
        self.minutes.setFocus(Qt.FocusReason.OtherFocusReason)
        self.minutes.selectAll()

    def _set(self) -> None:
        self._link.numbers.set_auto_release(self._lease_id, self.minutes.value())
        self.accept()

    def _follow(self, lease: Lease) -> None:
        if lease.lease_id == self._lease_id and lease.state is not State.WAITING:
            self.reject()
