# SPDX-License-Identifier: MIT
"""Ask, before the window closes, what becomes of the numbers that may still be charged."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from fxdesk.core.figures import format_money
from fxdesk.core.lease_state import Mark, State, owes_release
from fxdesk.core.model import Lease, LeaseId
from fxdesk.core.text import isolate
from fxdesk.ui.buttons import Button
from fxdesk.ui.icon_label import IconLabel
from fxdesk.ui.lease_row import LeaseRow
from fxdesk.ui.open_numbers import OpenNumbersFrame
from fxdesk.ui.safe import label
from fxdesk.ui.sheet_dialog import SheetDialog
from fxdesk.ui.state_words import seconds_until
from fxdesk.ui.tokens import SPACE_M, SPACE_S

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

WIDTH = 592


def is_to_be_asked(lease: Lease) -> bool:
    """Whether leaving now may cost something of this number: money, or what only the memory holds."""
    return owes_release(lease.state) or lease.state is State.ASKING or Mark.NOT_SAVED in lease.marks


class QuitDialog(SheetDialog):
    """Releases all, leaves them open, or stays.

    leave() -- the person has decided to go, and what was to be released is released or given up.
    """

    leave = Signal()

    def __init__(self, link: Link, leases: Sequence[Lease], parent: QWidget | None = None) -> None:
        super().__init__("", width=WIDTH, object_name="quitDialog", parent=parent)
        self.setWindowTitle(self.tr("Leave FX Desk"))
        self._link = link
        self._leases = {lease.lease_id: lease for lease in leases}
        self._awaited: set[LeaseId] = set()
        self._told: set[LeaseId] = set()
        self._all = 0
        self._releasing = self._leaving = False
        self._heading = label(role="price", wrap=True, object_name="quitHeading")
        self._sentence = label(tone="text2", wrap=True)
        self.body.addWidget(self._heading)
        self.body.addWidget(self._sentence)
        self.body.addSpacing(SPACE_S)
        self._frame = OpenNumbersFrame(self)
        self._numbers = self._frame.list
        self.body.addWidget(self._frame)
        self.body.addLayout(self._sum_line())
        self.body.addLayout(self._doubt_line())
        self._add_buttons()
        self._ticker = QTimer(self, interval=1000)
        self._ticker.timeout.connect(self._show)
        self._ticker.start()
        link.lease_changed.connect(self._take)
        self._show()
        self.release_all.setFocus()

    # What is shown

    def _sum_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(0, SPACE_S, SPACE_M + 1, 0)
        self._sum_words = label(self.tr("If every SMS arrives, at most"), tone="text2")
        self._sum = label(weight=600, object_name="quitSum")
        line.addWidget(self._sum_words)
        line.addStretch(1)
        line.addWidget(self._sum)
        return line

    def _doubt_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(0, SPACE_S, 0, 0)
        line.setSpacing(SPACE_S)
        self._doubt_icon = IconLabel("triangle-alert", "warn")
        self._doubt = label(wrap=True, object_name="quitDoubt")
        line.addWidget(self._doubt_icon)
        line.addWidget(self._doubt, 1)
        return line

    def _add_buttons(self) -> None:
        self.stay = Button(self.tr("Stay"), object_name="stayButton")
        self.stay.clicked.connect(self.reject)
        self.leave_open = Button(self.tr("Leave them open"), object_name="leaveOpenButton")
        self.leave_open.clicked.connect(self._leave_open)
        self.release_all = Button(
            self.tr("Release all and leave"), kind="primary", object_name="releaseAllButton"
        )
        self.release_all.setDefault(True)
        self.release_all.clicked.connect(self._release_all)
        self._progress_words = label(tone="text2", object_name="quitProgressLabel")
        self._progress = QProgressBar()
        self._progress.setObjectName("quitProgress")
        self._progress.setAccessibleName(self.tr("Progress"))
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(120)
        self.add_left(self.stay)
        self.foot.addWidget(self._progress_words)
        self.foot.addWidget(self._progress)
        self.add_act(self.leave_open)
        self.add_act(self.release_all)

    def _open(self) -> list[Lease]:
        """Those that may still be charged, newest first as in the table."""
        owing = [lease for lease in self._leases.values() if owes_release(lease.state)]
        return sorted(owing, key=lambda lease: lease.lease_id, reverse=True)

    def _asking(self) -> list[Lease]:
        return [lease for lease in self._leases.values() if lease.state is State.ASKING]

    def _unsaved(self) -> list[Lease]:
        return [lease for lease in self._leases.values() if Mark.NOT_SAVED in lease.marks]

    def _show(self) -> None:
        now = self._link.clock.now()
        self._go_on()
        if not any(map(is_to_be_asked, self._leases.values())):
            # What there was to ask about has settled itself.
            self._go()
            return
        owing = self._open()
        rows = [LeaseRow(lease, now) for lease in owing]
        self._frame.setVisible(bool(rows))
        self._numbers.show_rows(rows)
        at_most = sum((lease.order.list_price or Decimal(0) for lease in owing), Decimal(0))
        self._sum.setText(format_money(at_most))
        for part in (self._sum, self._sum_words):
            part.setVisible(bool(owing))
        self._show_words(len(owing))
        self._show_doubt()
        self._show_foot()
        self.fit()

    def _show_words(self, owing: int) -> None:
        stuck = self._all and not self._awaited
        if stuck and owing == 1:
            heading = self.tr("One number could not be released")
        elif stuck and owing:
            heading = self.tr("{n} numbers could not be released").format(n=owing)
        elif owing == 1:
            heading = self.tr("One number is still open")
        elif owing:
            heading = self.tr("{n} numbers are still open").format(n=owing)
        elif self._asking():
            heading = self.tr("A number is still being asked for")
        else:
            heading = self.tr("The journal is not saved yet")
        self._heading.setText(heading)
        self._sentence.setText(
            self.tr(
                "A number left open is charged if its SMS arrives before the service closes it. What stays "
                "open is back in the table at the next start."
            )
        )
        self._sentence.setVisible(bool(owing or self._asking()))

    def _show_doubt(self) -> None:
        said = []
        for lease in self._leases.values():
            row = LeaseRow(lease, self._link.clock.now())
            facts = {"service": isolate(row.service), "country": isolate(row.country)}
            if lease.state is State.UNCERTAIN:
                words = self.tr(
                    "{service}, {country}: no answer came, so it may have been charged. Its record stays, "
                    "whatever you choose."
                )
                said.append(words.format(**facts))
            elif lease.state is State.ASKING:
                words = self.tr(
                    "{service}, {country} is still being asked for. If you leave before the answer comes, "
                    "it is listed as uncertain."
                )
                said.append(words.format(**facts))
            if Mark.NOT_SAVED in lease.marks:
                words = self.tr(
                    "{service}, {country}: what came last could not be written to the disk and is lost if "
                    "you leave now. Copy number, key and code first, or make room and wait."
                )
                said.append(words.format(**facts))
        self._doubt.setText("\n".join(said))
        for part in (self._doubt, self._doubt_icon):
            part.setVisible(bool(said))

    def _show_foot(self) -> None:
        busy = bool(self._awaited)
        self._progress.setVisible(busy)
        self._progress_words.setVisible(busy)
        self.release_all.setVisible(not busy and bool(self._open() or self._asking()))
        if busy:
            done = self._all - len(self._awaited)
            self._progress.setRange(0, self._all)
            self._progress.setValue(done)
            if self._releasing:
                words = self.tr("{done} of {all} released").format(done=done, all=self._all)
            else:
                words = self.tr("Waiting for the answer…")
            self._progress_words.setText(words)
            self.leave_open.setText(self.tr("Leave anyway"))
        elif self._all:
            self.release_all.setText(self.tr("Try again"))
            self.leave_open.setText(self.tr("Leave them open"))
        elif not self._open() and not self._asking():
            self.leave_open.setText(self.tr("Leave anyway"))

    # What is done

    def _release_all(self) -> None:
        self._releasing = True
        owing = [lease.lease_id for lease in self._open()]
        self._awaited = {*owing, *(lease.lease_id for lease in self._asking())}
        self._all = len(self._awaited)
        self._told.clear()
        if owing:
            self._link.release_all(owing)
        self.stay.setFocus()
        self._show()

    def _leave_open(self) -> None:
        asking = {lease.lease_id for lease in self._asking()}
        if self._awaited or not asking:
            self._go()
            return
        self._awaited, self._all, self._releasing = asking, len(asking), False
        self._show()

    def _take(self, lease: Lease) -> None:
        if lease.lease_id not in self._leases and lease.state not in (State.ASKING, State.WAITING):
            return
        before = self._leases.get(lease.lease_id)
        self._leases[lease.lease_id] = lease
        self._told.add(lease.lease_id)
        if before is not None and before.state is State.ASKING and lease.state is State.WAITING:
            self._granted(lease)
        self._show()

    def _granted(self, lease: Lease) -> None:
        """What was asked for while leaving is there now: it goes the way of the others."""
        if self._releasing and lease.lease_id in self._awaited:
            self._link.release_all([lease.lease_id])

    def _go_on(self) -> None:
        """Strike what is settled or stuck off the awaited, and leave once nothing is awaited or open."""
        if not self._awaited:
            return
        self._awaited = {lease_id for lease_id in self._awaited if self._in_progress(self._leases[lease_id])}
        if not self._awaited and not (self._releasing and self._open()) and not self._unsaved():
            self._go()

    def _in_progress(self, lease: Lease) -> bool:
        if lease.state is State.ASKING:
            return True
        if not self._releasing or not owes_release(lease.state):
            return False
        if lease.lease_id not in self._told:
            # Its marks are of an earlier try.
            return True
        if Mark.RELEASE_UNCONFIRMED in lease.marks or Mark.NOT_WATCHED in lease.marks:
            return False
        # The service's own wait is shown, not sat through.
        waits = seconds_until(lease.due, self._link.clock.now()) > 0 and lease.sent_once
        return not waits and lease.state is not State.SENDING

    def _go(self) -> None:
        if not self._leaving:
            self._leaving = True
            self._ticker.stop()
            self.leave.emit()
            self.accept()
