# SPDX-License-Identifier: MIT
"""List the open numbers when the service gives no more of them, with Release beside each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from fxdesk.core.lease_state import OPEN, Act
from fxdesk.core.model import Lease, LeaseId
from fxdesk.ui import theme
from fxdesk.ui.buttons import Button
from fxdesk.ui.lease_row import LeaseRow, may
from fxdesk.ui.naming import named
from fxdesk.ui.safe import ElidedLabel, SafeLabel, label, set_tooltip
from fxdesk.ui.sheet_dialog import SheetDialog
from fxdesk.ui.state_words import why_not
from fxdesk.ui.steady_scroll import SteadyScroll

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

WIDTH = 592
MOST_ROWS = 7
ROW = 38


class TooManyDialog(SheetDialog):
    """The open numbers of the account. Its signals are QDialog's."""

    def __init__(self, link: Link, leases: Iterable[Lease], parent: QWidget | None = None) -> None:
        super().__init__("", width=WIDTH, object_name="tooManyDialog", parent=parent)
        self.setWindowTitle(self.tr("Too many numbers in use"))
        self._link = link
        self._states: dict[LeaseId, SafeLabel] = {}
        self._buttons: dict[LeaseId, Button] = {}
        self.body.addWidget(label(self.tr("Too many numbers in use"), role="price"))
        words = self.tr(
            "The service gives no more numbers for this balance. Release those that you do not need, or top "
            "up on the site. A release is sent at once."
        )
        self.body.addWidget(label(words, tone="text2", wrap=True))
        holder = named(QWidget(), "tooManyRows")
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 4, 8, 4)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 3)
        found = [lease for lease in leases if lease.state in OPEN and lease.grant is not None]
        for place, lease in enumerate(found):
            self._add(place, lease)
        area = named(SteadyScroll(), "tooManyScroll")
        area.setWidget(holder)
        area.setFixedHeight(theme.current().px(ROW) * max(1, min(len(found), MOST_ROWS)) + 10)
        self.body.addWidget(area)
        if not found:
            self.body.addWidget(label(self.tr("FX Desk knows of no open number."), tone="muted"))
        close = Button(self.tr("Close"), kind="primary", object_name="tooManyCloseButton")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.add_act(close)
        link.lease_changed.connect(self._take)

    def _add(self, place: int, lease: Lease) -> None:
        row = LeaseRow(lease, self._link.clock.now())
        state = ElidedLabel(row.words.text, object_name=f"openState_{lease.lease_id}")
        release = Button(self.tr("Release"), object_name=f"releaseOpenButton_{lease.lease_id}", height=30)
        release.setAccessibleName(
            self.tr("Release {number}, {service}").format(number=row.phone, service=row.service)
        )
        release.clicked.connect(lambda: self._link.numbers.release(lease.lease_id, now=True))
        self._grid.addWidget(ElidedLabel(row.service, weight=500), place, 0)
        self._grid.addWidget(ElidedLabel(row.phone, tone="text2"), place, 1)
        self._grid.addWidget(state, place, 2)
        self._grid.addWidget(release, place, 3)
        self._states[lease.lease_id], self._buttons[lease.lease_id] = state, release
        self._show(lease)

    def _take(self, lease: Lease) -> None:
        if lease.lease_id in self._buttons:
            self._show(lease)

    def _show(self, lease: Lease) -> None:
        words = LeaseRow(lease, self._link.clock.now()).words
        self._states[lease.lease_id].setText(words.text)
        self._states[lease.lease_id].set_tone(words.role)
        answer = may(lease, Act.RELEASE)
        button = self._buttons[lease.lease_id]
        if not answer.yes and button.hasFocus():
            self.focusNextChild()
        button.setEnabled(answer.yes)
        set_tooltip(button, "" if answer.yes else why_not(answer.why, Act.RELEASE))
