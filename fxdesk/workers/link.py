# SPDX-License-Identifier: MIT
"""Be the one door between the window and everything that works in threads."""

from __future__ import annotations

import logging
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from fxdesk.core.budget import TOPICS, limits_of
from fxdesk.core.clock import Clock
from fxdesk.core.lease_state import State
from fxdesk.core.model import AccountId, Lease
from fxdesk.core.notice import Accounts, Notice, Rank, Topic, Watch
from fxdesk.core.preferences import Preferences
from fxdesk.desk.steps import reached
from fxdesk.workers.crew import Crew
from fxdesk.workers.https_memory import HttpsMemory
from fxdesk.workers.journal_upkeep import JournalUpkeep
from fxdesk.workers.low_balance import LowBalance
from fxdesk.workers.messenger import Messenger
from fxdesk.workers.numbers import Numbers
from fxdesk.workers.papers import Papers
from fxdesk.workers.parts import Parts
from fxdesk.workers.purchase import Purchase
from fxdesk.workers.standing_notices import StandingNotices
from fxdesk.workers.stopping import Stopping
from fxdesk.workers.wakefulness import Wakefulness

log = logging.getLogger(__name__)


class Link(QObject):
    """Signals and acts for the window; lives in its thread. Each signal carries one immutable value.

    lease_changed (Lease, new or changed) · leases_loaded (tuple of Lease, at start) · leases_cleared (tuple
    of LeaseId) · accounts_changed (Accounts) · catalogue_changed (Catalogue) · prices_progress
    (PricesProgress) · noticed (Notice) · withdrawn (str, a notice's key) · watch_changed (Watch) · exchanged
    (Exchange) · preferences_changed (Preferences) · keyring_waiting (bool) · connection_tested
    (ConnectionTest) · stopped (nothing: all threads have ended, or were given up).

    What else there is to ask for stands behind it: `purchase`, all that costs money; `numbers`, all that
    does not; `papers`, what the journal tells; `upkeep`, the journal as a whole.

    Every act returns at once; what it leads to is told by the signals.
    """

    lease_changed = Signal(object)
    leases_loaded = Signal(object)
    leases_cleared = Signal(object)
    accounts_changed = Signal(object)
    catalogue_changed = Signal(object)
    prices_progress = Signal(object)
    noticed = Signal(object)
    withdrawn = Signal(object)
    watch_changed = Signal(object)
    exchanged = Signal(object)
    preferences_changed = Signal(object)
    keyring_waiting = Signal(object)
    connection_tested = Signal(object)
    stopped = Signal()

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clock: Clock = parts.clock
        self.preferences: Preferences = parts.preferences
        self.accounts = Accounts()
        self.endpoint_url = parts.endpoint.url
        self.encrypted = parts.endpoint.encrypted
        self.demo = parts.demo
        self.data_folder = str(parts.profile.folder)
        self._settings = parts.settings
        self._messenger = Messenger(self)
        self._crew = Crew(parts, self._messenger)
        self.purchase = Purchase(self._crew, self._messenger, parts.clock, self)
        self.numbers = Numbers(self._crew, self._messenger, self)
        self.papers = Papers(self._crew, self._messenger, self)
        self.upkeep = JournalUpkeep(self._crew, self._messenger, self)
        self._stopping = Stopping(self._crew, self.purchase, self)
        self._wakefulness = Wakefulness(parts.clock, parts.awake, self)
        self._low_balance = LowBalance(self.noticed.emit, self.withdrawn.emit)
        self._standing = StandingNotices()
        self._https = HttpsMemory(self.endpoint_url, lambda: self.preferences.https_seen, self._keep_https)
        self._watch: Watch | None = None
        self._join()

    def start(self) -> None:
        """Fill the table from the journal, then begin to work."""
        self._tell_settings()
        self._crew.start()
        self._wakefulness.start()

    def tell_all(self) -> None:
        """Tell a new window what the one before it knew."""
        self.leases_loaded.emit(self._crew.leases())
        self.accounts_changed.emit(self.accounts)
        if self.purchase.catalogue is not None:
            self.catalogue_changed.emit(self.purchase.catalogue)
        self.purchase.buying_changed.emit(self.purchase.is_buying)
        if self._watch is not None:
            self.watch_changed.emit(self._watch)
        for notice in self._standing.all():
            self.noticed.emit(notice)

    def stop(self, *, wait_for_purchase: bool = False) -> None:
        """End all threads within two seconds, then `stopped`.

        With `wait_for_purchase` a purchase that is on its way is waited for, until it ends or this is called
        again without. Asked once more when all has ended, it says `stopped` again.
        """
        self._stopping.stop(wait_for_purchase=wait_for_purchase)

    def sign_in(self, api_name: str, password: str, *, keep: bool, keep_password: bool) -> None:
        """Sign in by API name and password; keep the token, and the password if wished, in the keyring."""
        if self._crew.accounts is None:
            self._tell_no_journal()
        else:
            self._crew.accounts.sign_in(api_name, password, keep=keep, keep_password=keep_password)

    def sign_in_with_token(self, label: str, token: str, *, keep: bool) -> None:
        """Sign in by a token that the person pasted."""
        if self._crew.accounts is None:
            self._tell_no_journal()
        else:
            self._crew.accounts.sign_in_with_token(label, token, keep=keep)

    def sign_out(self, account_id: AccountId, *, forget: bool = True) -> None:
        """Use the account no more; with `forget` its secrets leave the keyring."""
        if self._crew.accounts is not None:
            self._crew.accounts.sign_out(account_id, forget=forget)

    def choose_buyer(self, account_id: AccountId) -> None:
        """Let this account buy from now on."""
        if self._crew.accounts is not None:
            self._crew.accounts.choose_buyer(account_id)

    def refresh_account(self, account_id: AccountId | None = None) -> None:
        """Ask for balance, level and points at the first moment that is allowed."""
        if self._crew.accounts is not None:
            self._crew.accounts.refresh(account_id)

    def refresh_prices(self) -> None:
        """Fetch the price list anew."""
        self._crew.prices.refresh()

    def cancel_prices(self) -> None:
        """Give up the price list that is on its way."""
        self._crew.prices.cancel()

    def test_connection(self, url: str) -> None:
        """Ask an address for its price list; `connection_tested` tells what came."""
        self._crew.tester.test(url)

    def change_preferences(self, **changes: Any) -> None:
        """Change settings by name, use them at once and save them."""
        changed = self.preferences._replace(**changes)
        if changed != self.preferences:
            before, self.preferences = self.preferences, changed
            self._crew.save_preferences(changed)
            self.preferences_changed.emit(changed)
            self._low_balance.look(self.accounts.current, changed.low_balance)
            if limits_of(before) != limits_of(changed):
                self._withdraw_limits()

    @property
    def is_stopped(self) -> bool:
        """Whether all threads have ended, or were given up."""
        return self._stopping.is_over

    @property
    def given_up(self) -> tuple[str, ...]:
        """The names of the threads that had not ended when `stopped` was told."""
        return self._stopping.given_up

    def threads_left(self) -> tuple[str, ...]:
        """The names of the threads that still run."""
        return self._stopping.threads_left()

    def _join(self) -> None:
        """Signal to signal where nothing is to be done on the way: no code runs in a worker's thread."""
        heard = self._messenger
        heard.lease.connect(self._lease_told)
        heard.opened.connect(self._opened)
        heard.cleared.connect(self.leases_cleared)
        heard.accounts.connect(self._accounts_told)
        heard.catalogue.connect(self.catalogue_changed)
        heard.prices.connect(self.prices_progress)
        heard.noticed.connect(self.noticed)
        heard.withdrawn.connect(self.withdrawn)
        heard.watch.connect(self._watch_told)
        heard.exchanged.connect(self.exchanged)
        heard.keyring.connect(self.keyring_waiting)
        heard.tested.connect(self.connection_tested)
        heard.no_reports.connect(self._reports_forbidden)
        # What lives in no QObject hears the link's own signals, which are emitted in the window's thread.
        self.noticed.connect(self._standing.hear)
        self.withdrawn.connect(self._standing.withdraw)
        self.exchanged.connect(self._https.hear_exchange)
        self.connection_tested.connect(self._https.hear_test)
        self._wakefulness.woke.connect(self._woke)
        self._stopping.stopped.connect(self._wakefulness.stop)
        self._stopping.stopped.connect(self.stopped)

    def _tell_no_journal(self) -> None:
        """Without the journal there are no accounts: whoever waits for a sign-in hears why."""
        if (told := self._standing.get("journal")) is not None:
            self.noticed.emit(Notice("sign in", Topic.SIGN_IN_FAILED, Rank.BAD, error=told.error))

    def _tell_settings(self) -> None:
        aside, faults, error = self._settings.kept_aside, self._settings.faults, self._settings.failure
        if error is not None or faults:
            facts = (
                ("kept_aside", aside.name if aside is not None else ""),
                ("faults", ", ".join(faults)),
                ("unread", "1" if error is not None else ""),
            )
            self.noticed.emit(Notice("settings", Topic.SETTINGS_FAILED, Rank.WARN, error=error, facts=facts))

    @Slot(object)
    def _opened(self, leases: tuple[Lease, ...]) -> None:
        self.leases_loaded.emit(leases)
        if not self._stopping.has_begun:
            self._crew.begin()

    @Slot(object)
    def _lease_told(self, lease: Lease) -> None:
        self.lease_changed.emit(lease)
        if lease.state is State.WAITING:
            reached("getPhone shown")
        elif lease.state is State.RECEIVED:
            reached("getPhoneCode shown")

    @Slot(object)
    def _accounts_told(self, accounts: Accounts) -> None:
        self.accounts = accounts
        self.accounts_changed.emit(accounts)
        self._low_balance.look(accounts.current, self.preferences.low_balance)
        if accounts.buyer is not None and accounts.buyer != self.preferences.buyer:
            self.change_preferences(buyer=accounts.buyer)

    def _keep_https(self, hosts: tuple[str, ...]) -> None:
        self.change_preferences(https_seen=hosts)

    def _withdraw_limits(self) -> None:
        """What was said of limits that are no longer these holds no longer."""
        for key in self._standing.keys_of(TOPICS.values()):
            self.withdrawn.emit(key)

    @Slot(object)
    def _watch_told(self, watch: Watch) -> None:
        if not self._stopping.has_begun:
            self._crew.grow()
        self._watch = watch
        self.watch_changed.emit(watch)

    @Slot(object)
    def _reports_forbidden(self, _nothing: None) -> None:
        self.change_preferences(report_results=False)

    @Slot(float)
    def _woke(self, seconds: float) -> None:
        log.info("awake again after %.0f s", seconds)
        if not self._stopping.has_begun:
            self._crew.wake()
