# SPDX-License-Identifier: MIT
"""Offer the results that may be reported of a number, where the person has switched reporting on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from fxdesk.core.lease_state import Act
from fxdesk.core.model import Lease
from fxdesk.ui.act_words import act_name
from fxdesk.ui.lease_row import may
from fxdesk.ui.naming import named
from fxdesk.ui.result_words import REMARKS, result_choice
from fxdesk.ui.safe import set_tooltip
from fxdesk.ui.state_words import why_not

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

_NAMES = {
    0: "actionReportSuccess",
    -1: "actionReportFailed",
    -2: "actionReportNoCode",
    -3: "actionReportUsed",
}


class ReportMenu(QMenu):
    """The submenu "Report result"; its menuAction() is actionReportResult. `report` takes a remark."""

    def __init__(self, link: Link, report: Callable[[int], None], parent: QWidget) -> None:
        super().__init__(act_name(Act.REPORT), parent)
        self.setObjectName("reportMenu")
        self._link = link
        self._lease: Lease | None = None
        self.menuAction().setObjectName("actionReportResult")
        self.results: dict[int, QAction] = {}
        for remark in REMARKS:
            action = named(QAction(result_choice(remark), self), _NAMES[remark])
            action.triggered.connect(lambda _checked=False, remark=remark: report(remark))
            self.addAction(action)
            self.results[remark] = action
        self.addSeparator()
        warning = named(QAction(self.tr("Without the permission for it, this can cost balance"), self), "")
        warning.setEnabled(False)
        self.addAction(warning)
        link.preferences_changed.connect(self._follow)
        self._follow()

    def show_for(self, lease: Lease | None) -> None:
        """Open it for a number, or say why it is closed."""
        self._lease = lease
        self._follow()

    def _follow(self) -> None:
        answer = may(self._lease, Act.REPORT) if self._lease is not None else None
        is_open = answer is not None and answer.yes
        switched_on = self._link.preferences.report_results
        action = self.menuAction()
        action.setVisible(switched_on)
        action.setEnabled(is_open)
        for one in self.results.values():
            one.setEnabled(is_open and switched_on)
        reason = "" if answer is None or answer.yes else why_not(answer.why, Act.REPORT)
        set_tooltip(action, reason or act_name(Act.REPORT))
