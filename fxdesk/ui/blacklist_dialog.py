# SPDX-License-Identifier: MIT
"""Ask why a number is bad before it goes onto the service's blacklist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fxdesk.core.model import Lease
from fxdesk.core.text import clean, isolate
from fxdesk.ui import theme
from fxdesk.ui.buttons import Button
from fxdesk.ui.fields import Field
from fxdesk.ui.lease_row import LeaseRow
from fxdesk.ui.safe import label, literal
from fxdesk.ui.sheet_dialog import SheetDialog
from fxdesk.ui.tokens import SPACE_XL

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

WIDTH = 456
KEPT_REASONS = 3
REASON_LIMIT = 200
SHORT = 24
_CHIP_GAP = 4


class BlacklistDialog(SheetDialog):
    """Asks for the reason and blacklists the number. Its signals are QDialog's."""

    def __init__(self, link: Link, lease: Lease, parent: QWidget | None = None) -> None:
        super().__init__("", width=WIDTH, object_name="blacklistDialog", parent=parent)
        self.setWindowTitle(self.tr("Blacklist a number"))
        self._link, self._lease_id = link, lease.lease_id
        row = LeaseRow(lease, link.clock.now())
        heading = self.tr("Blacklist {number}").format(number=isolate(row.phone or row.service))
        self.body.addWidget(label(heading, role="price", wrap=True))
        words = self.tr(
            "{service}: tell the service that this number is of no use. It is charged all the same, "
            "and this cannot be taken back."
        ).format(service=isolate(row.service))
        self.body.addWidget(label(words, tone="text2", wrap=True))
        self.body.addSpacing(8)
        caption = label(self.tr("Reason"), role="small", tone="text2")
        self.body.addWidget(caption)
        self.reason = Field(
            self.tr("Say why, in your words"), name=self.tr("Reason"), object_name="reasonEdit"
        )
        self.reason.setMaxLength(REASON_LIMIT)
        caption.setBuddy(self.reason)
        self.body.addWidget(self.reason)
        self.body.addLayout(self._usual_reasons())
        cancel = Button(self.tr("Cancel"), object_name="blacklistCancelButton")
        cancel.clicked.connect(self.reject)
        self._accept = Button(self.tr("Blacklist"), kind="primary", object_name="blacklistAcceptButton")
        self._accept.setDefault(True)
        self._accept.clicked.connect(self.accept)
        self.add_act(cancel)
        self.add_act(self._accept)
        self.reason.textChanged.connect(self._check)
        self._check()
        self.reason.setFocus()

    def accept(self) -> None:
        """Blacklist the number, and keep the reason at hand for the next time."""
        reason = self._typed()
        if not reason:
            return
        kept = [known for known in self._link.preferences.blacklist_reasons if known != reason]
        if reason not in self._first_reasons():
            self._link.change_preferences(blacklist_reasons=(reason, *kept)[:KEPT_REASONS])
        self._link.numbers.blacklist(self._lease_id, reason)
        super().accept()

    def _first_reasons(self) -> tuple[str, ...]:
        return (
            self.tr("Already used"),
            self.tr("Wrong code"),
            self.tr("Number already registered"),
            self.tr("No longer needed"),
        )

    def _usual_reasons(self) -> QVBoxLayout:
        """The usual reasons, then the person's own, as many to a line as there is room for."""
        lines = QVBoxLayout()
        lines.setSpacing(0)
        room, line = 0, QHBoxLayout()
        reasons = (*self._first_reasons(), *self._link.preferences.blacklist_reasons)
        for place, reason in enumerate(reasons):
            # Ours are written out; what a person typed once may be long.
            is_ours = place < len(self._first_reasons())
            short = reason if is_ours else clean(reason, SHORT, one_line=True)
            chip = Button(literal(short), kind="link", object_name=f"usualReasonButton_{place}")
            chip.clicked.connect(lambda _checked=False, reason=reason: self._take(reason))
            used = chip.sizeHint().width() + _CHIP_GAP
            if used > room:
                line = QHBoxLayout()
                line.setSpacing(_CHIP_GAP)
                line.addStretch(1)
                lines.addLayout(line)
                room = theme.current().px(WIDTH) - 2 * SPACE_XL
            room -= used
            line.insertWidget(line.count() - 1, chip)
        return lines

    def _take(self, reason: str) -> None:
        self.reason.setText(reason)
        self.reason.setFocus()

    def _typed(self) -> str:
        return self.reason.text().strip()

    def _check(self) -> None:
        self._accept.setEnabled(bool(self._typed()))
