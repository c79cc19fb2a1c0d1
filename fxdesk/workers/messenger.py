# SPDX-License-Identifier: MIT
"""Carry what worker threads tell over to the window's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from fxdesk.core.model import Lease
from fxdesk.core.notice import Accounts, Exchange, Notice


class Messenger(QObject):
    """Lives in the window's thread; its signals may be emitted from any.

    lease (Lease) · opened (tuple of Lease) · not_opened (JournalFailed) · cleared (tuple of LeaseId) ·
    accounts (Accounts) · catalogue (Catalogue) · prices (PricesProgress) · noticed (Notice) · withdrawn
    (str) · bought (None) · release_doubted (ReleaseDoubt) · watch (Watch) · exchanged (Exchange) ·
    timeline ((LeaseId, tuple of TimelineEvent)) · spending (Spending) · keyring (bool) · no_reports
    (None: the account may not report results) · tested (ConnectionTest) · texts_counted (TextCount) ·
    backup_seen (BackupSeen) · books (AccountBooks) · balances ((LeaseId, tuple of BalanceLine)) ·
    unsettled (Unsettled) · evidence (Evidence) · support_log (SupportFacts).
    """

    lease = Signal(object)
    opened = Signal(object)
    not_opened = Signal(object)
    cleared = Signal(object)
    accounts = Signal(object)
    catalogue = Signal(object)
    prices = Signal(object)
    noticed = Signal(object)
    withdrawn = Signal(object)
    bought = Signal(object)
    watch = Signal(object)
    exchanged = Signal(object)
    timeline = Signal(object)
    spending = Signal(object)
    keyring = Signal(object)
    no_reports = Signal(object)
    release_doubted = Signal(object)
    tested = Signal(object)
    books = Signal(object)
    balances = Signal(object)
    texts_counted = Signal(object)
    backup_seen = Signal(object)
    evidence = Signal(object)
    unsettled = Signal(object)
    support_log = Signal(object)

    def tell_lease(self, lease: Lease) -> None:
        """As News.tell_lease."""
        self.lease.emit(lease)

    def tell_accounts(self, accounts: Accounts) -> None:
        """As News.tell_accounts."""
        self.accounts.emit(accounts)

    def notice(self, notice: Notice) -> None:
        """As News.notice."""
        self.noticed.emit(notice)

    def withdraw(self, key: str) -> None:
        """As News.withdraw."""
        self.withdrawn.emit(key)

    def exchange(self, exchange: Exchange) -> None:
        """One line of the log."""
        self.exchanged.emit(exchange)
