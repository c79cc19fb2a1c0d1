# SPDX-License-Identifier: MIT
"""Answer what the window asks of the journal, and save what a person takes out of the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from fxdesk.core.model import AccountId, LeaseId
from fxdesk.workers.crew import Crew
from fxdesk.workers.messenger import Messenger

if TYPE_CHECKING:
    from fxdesk.core.number_table import TableWords


class Papers(QObject):
    """Each question is answered by its signal; what is saved is told by a notice.

    timeline_ready ((LeaseId, tuple of TimelineEvent)) · balances_ready ((LeaseId, tuple of BalanceLine)) ·
    unsettled_ready (Unsettled) · spending_ready (Spending) · books_ready (AccountBooks) · evidence_ready
    (Evidence) · support_log_ready (SupportFacts).
    """

    timeline_ready = Signal(object)
    balances_ready = Signal(object)
    unsettled_ready = Signal(object)
    spending_ready = Signal(object)
    books_ready = Signal(object)
    evidence_ready = Signal(object)
    support_log_ready = Signal(object)

    def __init__(self, crew: Crew, messenger: Messenger, parent: QObject) -> None:
        super().__init__(parent)
        self._crew = crew
        messenger.timeline.connect(self.timeline_ready)
        messenger.balances.connect(self.balances_ready)
        messenger.unsettled.connect(self.unsettled_ready)
        messenger.spending.connect(self.spending_ready)
        messenger.books.connect(self.books_ready)
        messenger.evidence.connect(self.evidence_ready)
        messenger.support_log.connect(self.support_log_ready)

    def ask_timeline(self, lease_id: LeaseId) -> None:
        """Have `timeline_ready` tell the lease's history, and `balances_ready` the balances around it."""
        self._crew.reader.timeline(lease_id)

    def ask_unsettled(self, lease_id: LeaseId, *, of_act: bool) -> None:
        """Have `unsettled_ready` tell what bears on an uncertain number, or on an act on it."""
        self._crew.reader.unsettled(lease_id, of_act=of_act)

    def ask_spending(self) -> None:
        """Have `spending_ready` tell what was spent today and this month."""
        self._crew.reader.spending()

    def ask_books(self, account_id: AccountId, days: int) -> None:
        """Have `books_ready` tell the account's books of the last so many days."""
        if self._crew.books is not None:
            self._crew.books.ask(account_id, days)

    def ask_evidence(self, lease_id: LeaseId) -> None:
        """Have `evidence_ready` tell what proves the number's life."""
        self._crew.papers.evidence(lease_id)

    def ask_support_log(self) -> None:
        """Have `support_log_ready` tell what a support asks for."""
        self._crew.papers.support_log()

    def save_text(self, path: str, text: str) -> None:
        """Write a text where the person wants it."""
        self._crew.papers.save_text(Path(path), text)

    def save_numbers(self, path: str, words: TableWords) -> None:
        """Write every number of the journal as CSV where the person wants it."""
        self._crew.papers.save_numbers(Path(path), words)
