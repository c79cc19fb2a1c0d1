# SPDX-License-Identifier: MIT
"""Show the evidence of one number before it is copied or saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from fxdesk.core.evidence import Evidence
from fxdesk.core.text import isolate
from fxdesk.ui.evidence_words import evidence_text
from fxdesk.ui.lease_row import LeaseRow
from fxdesk.ui.preview_dialog import PaperCopier, PreviewDialog

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

translate = QCoreApplication.translate


class EvidenceDialog(PreviewDialog):
    """The evidence; its switch begins as the preference says and holds for this one. Signals: QDialog's."""

    def __init__(
        self, link: Link, copier: PaperCopier, evidence: Evidence, parent: QWidget | None = None
    ) -> None:
        made = link.clock.now()
        row = LeaseRow(evidence.lease, made)
        heading = translate("EvidenceDialog", "Evidence for {number}, {service}")
        super().__init__(
            link,
            copier,
            lambda masked: evidence_text(evidence, made, masked=masked),
            name="evidence",
            # Of our own words only: a name of the service's could be a path.
            stem=f"fxdesk-evidence-{evidence.lease.lease_id}",
            title=translate("EvidenceDialog", "Evidence"),
            heading=heading.format(
                number=isolate(row.phone or translate("EvidenceDialog", "a number that is not known")),
                service=isolate(row.service),
            ),
            hint=translate(
                "EvidenceDialog",
                "This is what is copied or saved. The password and the token are never in it.",
            ),
            switch=translate("EvidenceDialog", "Mask numbers, keys and codes"),
            masked=link.preferences.mask_evidence,
            parent=parent,
        )
