# SPDX-License-Identifier: MIT
"""Let a person take papers out of the program: evidence, the log for support, the table of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from fxdesk.core.evidence import Evidence
from fxdesk.core.support_log import SupportFacts
from fxdesk.ui.evidence_dialog import EvidenceDialog
from fxdesk.ui.preview_dialog import PaperCopier, PreviewDialog
from fxdesk.ui.save_file import SaveFile
from fxdesk.ui.support_log_dialog import SupportLogDialog
from fxdesk.ui.table_words import table_words

if TYPE_CHECKING:
    from fxdesk.workers.link import Link


class Papers(QObject):
    """Opens what the link has gathered, over the window that `owner` is in."""

    def __init__(self, link: Link, copier: PaperCopier, owner: QWidget) -> None:
        super().__init__(owner)
        self._link, self._copier, self._owner = link, copier, owner
        self._table_file = SaveFile(owner)
        self._table_file.chosen.connect(self._save_numbers)
        link.papers.evidence_ready.connect(self._show_evidence)
        link.papers.support_log_ready.connect(self._show_support_log)

    def save_numbers(self) -> None:
        """Ask where the table of all numbers is to be saved."""
        self._table_file.ask(
            self.tr("Save numbers as CSV"),
            "fxdesk-numbers",
            self.tr("Table (*.csv)"),
            suffix="csv",
            object_name="saveNumbersDialog",
        )

    def _save_numbers(self, path: str) -> None:
        self._link.papers.save_numbers(path, table_words())

    def _show_evidence(self, evidence: Evidence) -> None:
        self._open(EvidenceDialog(self._link, self._copier, evidence, self._owner.window()))

    def _show_support_log(self, facts: SupportFacts) -> None:
        self._open(SupportLogDialog(self._link, self._copier, facts, self._owner.window()))

    def _open(self, dialog: PreviewDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
