# SPDX-License-Identifier: MIT
"""Show the log for support before it is copied or saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from fxdesk.core.support_log import SupportFacts, support_text
from fxdesk.ui.preview_dialog import PaperCopier, PreviewDialog
from fxdesk.ui.versions import program_versions

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

translate = QCoreApplication.translate


class SupportLogDialog(PreviewDialog):
    """The log for support; masked each time until the person says otherwise. Signals: QDialog's."""

    def __init__(
        self, link: Link, copier: PaperCopier, facts: SupportFacts, parent: QWidget | None = None
    ) -> None:
        made = link.clock.now()
        super().__init__(
            link,
            copier,
            lambda masked: support_text(
                facts,
                link.preferences,
                program_versions(),
                made,
                endpoint=link.endpoint_url,
                masked=masked,
            ),
            name="supportLog",
            stem="fxdesk-support",
            title=translate("SupportLogDialog", "Log for support"),
            heading=translate("SupportLogDialog", "Log for support"),
            hint=translate(
                "SupportLogDialog",
                "Versions, settings, the end of the journal and the log. No password, token, SMS text or "
                "code is in it. It is in English, for those who read it.",
            ),
            switch=translate("SupportLogDialog", "Mask numbers, keys and favourites"),
            masked=True,
            parent=parent,
        )
