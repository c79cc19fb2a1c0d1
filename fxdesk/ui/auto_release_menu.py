# SPDX-License-Identifier: MIT
"""Offer the times after which a number without a code is released by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from fxdesk.core.auto_release import CHOICES, counted_from_grant, minutes_of
from fxdesk.core.clock import until
from fxdesk.core.lease_state import Act
from fxdesk.core.model import Lease
from fxdesk.ui import icons
from fxdesk.ui.act_words import act_name
from fxdesk.ui.lease_row import may
from fxdesk.ui.naming import named
from fxdesk.ui.safe import set_tooltip
from fxdesk.ui.state_words import why_not

if TYPE_CHECKING:
    from fxdesk.workers.link import Link


class AutoReleaseMenu(QMenu):
    """The submenu "Release by itself"; its menuAction() is actionAutoRelease. Its signals are QMenu's.

    `choose` takes minutes, 0 for never; `ask` wants other minutes asked for.
    """

    def __init__(
        self, link: Link, choose: Callable[[int], None], ask: Callable[[], None], parent: QWidget
    ) -> None:
        super().__init__(act_name(Act.AUTO_RELEASE), parent)
        self.setObjectName("autoReleaseMenu")
        self._link = link
        self._lease: Lease | None = None
        self.menuAction().setObjectName("actionAutoRelease")
        icons.give(self.menuAction(), "timer")
        group = QActionGroup(self)
        self.choices: dict[int, QAction] = {}
        for minutes in (0, *CHOICES):
            words = self.tr("After {n} min without a code").format(n=minutes) if minutes else self.tr("Never")
            action = named(QAction(words, group), f"actionAutoRelease_{minutes}")
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, minutes=minutes: choose(minutes))
            self.addAction(action)
            self.choices[minutes] = action
        self.other = named(QAction(self.tr("Other…"), group), "actionAutoReleaseOther")
        self.other.setCheckable(True)
        self.other.triggered.connect(ask)
        # A choice that the person only looks into must not look chosen.
        self.other.triggered.connect(self._show)
        self.addAction(self.other)
        self.aboutToShow.connect(self._show)

    def show_for(self, lease: Lease | None) -> None:
        """Open it for a number, or say why it is closed."""
        self._lease = lease
        answer = may(lease, Act.AUTO_RELEASE) if lease is not None else None
        action = self.menuAction()
        action.setEnabled(answer is not None and answer.yes)
        reason = "" if answer is None or answer.yes else why_not(answer.why, Act.AUTO_RELEASE)
        set_tooltip(action, reason or act_name(Act.AUTO_RELEASE))
        self._show()

    def _show(self) -> None:
        lease, now = self._lease, self._link.clock.now()
        chosen = minutes_of(lease) if lease is not None else 0
        for minutes, action in self.choices.items():
            due = counted_from_grant(lease, minutes) if lease is not None else None
            # What is over already would be a release at once, which has a button of its own.
            action.setEnabled(not minutes or (due is not None and until(due, now) > 0))
            action.setChecked(minutes == chosen)
        self.other.setChecked(chosen not in self.choices)
