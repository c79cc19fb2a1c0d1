# SPDX-License-Identifier: MIT
"""Lead on from what was told of the journal's file: list its open numbers, delete what was put aside."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from fxdesk.core.lease_state import OPEN
from fxdesk.core.model import Lease
from fxdesk.core.notice import Notice, Topic
from fxdesk.core.text import clean, isolate
from fxdesk.ui.confirm_dialog import ConfirmDialog
from fxdesk.ui.lease_row import LeaseRow
from fxdesk.ui.salvage_dialog import SalvageDialog
from fxdesk.ui.salvage_words import unread_sentence
from fxdesk.ui.upkeep_words import upkeep_words

if TYPE_CHECKING:
    from fxdesk.workers.link import Link


class UpkeepLinks(QObject):
    """Opens the dialogs of one window. Its signals are QObject's."""

    def __init__(self, link: Link, leases: Callable[[], tuple[Lease, ...]], owner: QWidget) -> None:
        super().__init__(owner)
        self._link, self._leases, self._owner = link, leases, owner

    def follow(self, notice: Notice) -> None:
        """Do what the link of such a notice says."""
        if notice.topic is Topic.TEXTS_LEFT:
            self._ask_to_delete(tuple(dict(notice.facts).get("files", "").split(", ")))
        else:
            now = self._link.clock.now()
            rows = [LeaseRow(lease, now) for lease in self._leases() if lease.state in OPEN]
            sentence = upkeep_words(notice, "")[0]
            dialog = SalvageDialog(notice, sentence, unread_sentence(notice), rows, self._owner.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _ask_to_delete(self, names: tuple[str, ...]) -> None:
        words = self.tr(
            "They were put aside because they could not be used: {files}. What could be read of them is in "
            "the journal. Once deleted they cannot be searched again."
        )
        shown = ", ".join(isolate(clean(name, 120, one_line=True)) for name in names)
        dialog = ConfirmDialog(
            self.tr("Delete files"),
            self.tr("Delete the files that were put aside?"),
            words.format(files=shown),
            confirm=self.tr("Delete"),
            stay=self.tr("Keep them"),
            parent=self._owner.window(),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.confirmed.connect(lambda: self._link.upkeep.delete_left_behind(names))
        dialog.confirmed.connect(dialog.accept)
        dialog.open()
