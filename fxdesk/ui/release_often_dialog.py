# SPDX-License-Identifier: MIT
"""Ask before one more of many releases: the service blacklists what is released too often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fxdesk.core.lease_state import Act, State
from fxdesk.core.model import Lease
from fxdesk.core.release_rules import OFTEN_FOR_NUMBER, WINDOW, ReleaseCount
from fxdesk.core.text import isolate
from fxdesk.ui.confirm_dialog import ConfirmDialog
from fxdesk.ui.lease_row import LeaseRow, may

if TYPE_CHECKING:
    from fxdesk.workers.link import Link


class ReleaseOftenDialog(ConfirmDialog):
    """Says how often was released before; Enter and Esc keep waiting. Its signals are ConfirmDialog's."""

    def __init__(self, link: Link, lease: Lease, counts: ReleaseCount, parent: QWidget | None = None) -> None:
        super().__init__("", "", "", confirm="", stay="", parent=parent)
        self.setObjectName("releaseOftenDialog")
        self._link, self._lease = link, lease
        row = LeaseRow(lease, link.clock.now())
        self.setWindowTitle(self.tr("Release once more"))
        self.ask(self.tr("Release {number} now?").format(number=isolate(row.phone or row.service)))
        self.say(self._sentence_of(counts))
        waits = lease.state is State.WAITING
        self.stay_button.setText(self.tr("Keep waiting") if waits else self.tr("Not now"))
        self.confirm_button.setText(self.tr("Release"))
        # What can't be taken back must not be a reflex.
        self.confirm_button.setDefault(False)
        self.confirm_button.setAutoDefault(False)
        self.stay_button.setDefault(True)
        self.stay_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.confirmed.connect(self._release)
        link.lease_changed.connect(self._follow)

    def _sentence_of(self, counts: ReleaseCount) -> str:
        if counts.of_number >= OFTEN_FOR_NUMBER:
            said = self.tr("This number was asked to be released {n} times already.")
            said = said.format(n=counts.of_number)
        else:
            said = self.tr("This account has asked for releases {n} times within {m} minutes.")
            said = said.format(n=counts.of_account, m=round(WINDOW / 60))
        told = self.tr(
            "The service blacklists numbers that are released too often; it does not say how often."
        )
        before = self.tr("It has done so to this account before.") if counts.blacked_before else ""
        return " ".join(part for part in (said, told, before) if part)

    def _release(self) -> None:
        self._link.numbers.release(self._lease.lease_id, now=self._lease.state is State.RELEASING, sure=True)
        self.accept()

    def _follow(self, lease: Lease) -> None:
        if lease.lease_id == self._lease.lease_id and not may(lease, Act.RELEASE).yes:
            self.reject()
