# SPDX-License-Identifier: MIT
"""Be the one door between the window and everything that works in threads."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from fxdesk.core import auto_release, use_again_rules
from fxdesk.core.budget import TOPICS, limits_of
from fxdesk.core.catalogue import Catalogue
from fxdesk.core.clock import Clock
from fxdesk.core.guards import Question, Taken, Wish
from fxdesk.core.lease_state import State
from fxdesk.core.model import AccountId, Lease, LeaseId, Order
from fxdesk.core.notice import Accounts, ConnectionTest, Exchange, Notice, Rank, Topic, Watch
from fxdesk.core.preferences import Preferences
from fxdesk.core.release_rules import LONGEST_UNDO
from fxdesk.core.service_address import encrypted, host_of, is_loopback
from fxdesk.desk.steps import reached
from fxdesk.workers.crew import Crew
from fxdesk.workers.low_balance import LowBalance
from fxdesk.workers.messenger import Messenger
from fxdesk.workers.parts import Parts
from fxdesk.workers.purchase_guard import PurchaseGuard, again_wish
from fxdesk.workers.wakefulness import Wakefulness

if TYPE_CHECKING:
    from fxdesk.core.number_table import TableWords
    from fxdesk.workers.number_clerk import NumberClerk

log = logging.getLogger(__name__)

SLOW_PURCHASE_MS = 15_000
_RENT_SLOW = Notice("rent", Topic.RENT_SLOW, Rank.INFO)
STOP_MS = 1_800


class Link(QObject):
    """Signals and acts for the window; lives in its thread. Each signal carries one immutable value.

    lease_changed (Lease, new or changed) · leases_loaded (tuple of Lease, at start) · leases_cleared (tuple
    of LeaseId) · accounts_changed (Accounts) · catalogue_changed (Catalogue) · prices_progress
    (PricesProgress) · noticed (Notice) · withdrawn (str, a notice's key) · buying_changed (bool: a paying
    request is out) · release_doubted (ReleaseDoubt: a release to be agreed to) ·
    question_raised (Question: to be agreed to before something is bought) · watch_changed
    (Watch) · exchanged (Exchange) · timeline_ready ((LeaseId, tuple of TimelineEvent)) · preferences_changed
    (Preferences) · keyring_waiting (bool) · connection_tested (ConnectionTest) · evidence_ready
    (Evidence) · support_log_ready (SupportFacts) · stopped (nothing: all threads have ended, or were given
    up).

    unsettled_ready (Unsettled) · texts_counted (TextCount) · backup_seen (BackupSeen) ·
    spending_ready (Spending) · books_ready (AccountBooks) · balances_ready ((LeaseId, tuple of BalanceLine)).

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
    buying_changed = Signal(object)
    question_raised = Signal(object)
    watch_changed = Signal(object)
    exchanged = Signal(object)
    timeline_ready = Signal(object)
    spending_ready = Signal(object)
    preferences_changed = Signal(object)
    keyring_waiting = Signal(object)
    connection_tested = Signal(object)
    books_ready = Signal(object)
    texts_counted = Signal(object)
    backup_seen = Signal(object)
    balances_ready = Signal(object)
    release_doubted = Signal(object)
    evidence_ready = Signal(object)
    unsettled_ready = Signal(object)
    support_log_ready = Signal(object)
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
        self.given_up: tuple[str, ...] = ()
        self._settings = parts.settings
        self._messenger = Messenger(self)
        self._crew = Crew(parts, self._messenger)
        self._guard = PurchaseGuard(parts.clock)
        self._low_balance = LowBalance(self.noticed.emit, self.withdrawn.emit)
        self._watch: Watch | None = None
        self._warnings: dict[str, Notice] = {}
        self._buying = False
        self._asking: LeaseId | None = None
        self._slow_notice = _RENT_SLOW
        self._stopping = self._is_stopped = self._is_closed = self._waits_for_purchase = False
        self._slow = self._timer(SLOW_PURCHASE_MS, self._purchase_is_slow)
        self._deadline = self._timer(STOP_MS, self._give_up)
        self._wakefulness = Wakefulness(parts.clock, parts.awake, self)
        self._wakefulness.woke.connect(self._woke)
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
        if self._guard.catalogue is not None:
            self.catalogue_changed.emit(self._guard.catalogue)
        self.buying_changed.emit(self._buying)
        if self._watch is not None:
            self.watch_changed.emit(self._watch)
        for notice in tuple(self._warnings.values()):
            self.noticed.emit(notice)

    def stop(self, *, wait_for_purchase: bool = False) -> None:
        """End all threads within two seconds, then `stopped`.

        With `wait_for_purchase` a purchase that is on its way is waited for, until it ends or this is called
        again without. Asked once more when all has ended, it says `stopped` again.
        """
        if self._is_stopped:
            QTimer.singleShot(0, self, self.stopped.emit)
            return
        if not self._stopping:
            self._stopping = True
            self._crew.stop()
            for thread in self._crew.running():
                thread.finished.connect(self._thread_ended, Qt.ConnectionType.QueuedConnection)
        self._waits_for_purchase = wait_for_purchase and self._buying
        if not self._waits_for_purchase:
            self._crew.cut_purchase()
            self._deadline.start()
        # Never before this returns: whoever asked may be in the middle of closing.
        QTimer.singleShot(0, self, self._thread_ended)

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

    def rent(self, order: Order) -> Taken:
        """Ask for one number, at the price that `order` says the person saw.

        NO while another paying request is out, or before the journal is open; ASKED: question_raised says
        what has to be agreed to first.
        """
        return self._buy(Wish(order))

    def use_again(self, lease_id: LeaseId, minutes: int, *, price: Decimal | None = None) -> Taken:
        """Use a number again after its SMS, charged again; the answers are those of `rent`.

        `price` is the one that the person was shown, None: that of the first time. Raises ValueError for
        minutes that the document does not allow.
        """
        if not use_again_rules.SHORTEST <= minutes <= use_again_rules.LONGEST:
            raise ValueError(minutes)
        lease = self._crew.lease(lease_id)
        return Taken.NO if lease is None else self._buy(again_wish(lease, minutes, price))

    def agree(self, question: Question) -> Taken:
        """Buy what `question` asked about; what has changed since it was shown is asked about anew."""
        return self._buy(question.wish, question)

    def question_now(self, question: Question) -> Question:
        """The same question by what is known now: it may have no doubts any more."""
        return self._guard.question(question.wish)

    def send_sms(self, lease_id: LeaseId, receiver: str, text: str) -> bool:
        """Send an SMS from a waiting number; False as with `rent`. Raises ValueError for blank fields."""
        if not receiver.strip() or not text.strip():
            raise ValueError("receiver and text are required")
        slow = Notice(f"send {lease_id}", Topic.SEND_SLOW, Rank.INFO, lease_id)
        if self._crew.acts is None or not self._begins_to_pay(slow):
            return False
        self._crew.acts.send_sms(lease_id, receiver.strip(), text)
        return True

    def take_as_code(self, lease_id: LeaseId) -> None:
        """What came is a code and no receipt, or, where the service repeats an SMS, a new one."""
        if self._crew.acts is not None:
            self._crew.acts.take_as_code(lease_id)

    def settle_act(self, lease_id: LeaseId, *, charged: bool, note: str = "") -> None:
        """Say whether an act on a number whose outcome is unknown went through; `note` is kept with it."""
        if self._crew.acts is not None:
            self._crew.acts.settle_act(lease_id, charged=charged, note=note)

    def report(self, lease_id: LeaseId, remark: int) -> None:
        """Report a result: 0 success, -1 fail, -2 no verification code, -3 number already used.

        Does nothing unless the preferences switch it on. Raises ValueError for another remark.
        """
        if remark not in (0, -1, -2, -3):
            raise ValueError(remark)
        if self._crew.acts is not None and self.preferences.report_results:
            self._crew.acts.report(lease_id, remark)

    def test_connection(self, url: str) -> None:
        """Ask an address for its price list; `connection_tested` tells what came."""
        self._crew.tester.test(url)

    def release(self, lease_id: LeaseId, *, now: bool = False, sure: bool = False) -> None:
        """Release after the undo time of the preferences; a second call, or `now`, without it.

        One of many releases is asked about first, by `release_doubted`, unless the person is `sure`.
        """
        if self._numbers is not None:
            undo = 0.0 if now else float(max(0, min(self.preferences.undo_seconds, LONGEST_UNDO)))
            self._numbers.release(lease_id, undo, sure=sure)

    def release_all(self, lease_ids: Sequence[LeaseId]) -> None:
        """Release all these at once, asking nothing more."""
        for lease_id in lease_ids:
            self.release(lease_id, now=True, sure=True)

    def set_auto_release(self, lease_id: LeaseId, minutes: int) -> None:
        """Release a waiting number by itself so many minutes after its grant if no code came; 0: never.

        Raises ValueError for other minutes than 0 to auto_release.LONGEST.
        """
        if not 0 <= minutes <= auto_release.LONGEST:
            raise ValueError(minutes)
        if self._numbers is not None:
            self._numbers.auto_releases.set(lease_id, minutes)

    def keep(self, lease_id: LeaseId) -> None:
        """Take a wish to release back."""
        if self._numbers is not None:
            self._numbers.keep(lease_id)

    def blacklist(self, lease_id: LeaseId, reason: str) -> None:
        """Blacklist a number after its SMS; the service wants a reason."""
        if self._numbers is not None:
            self._numbers.blacklist(lease_id, reason)

    def settle(self, lease_id: LeaseId, *, charged: bool, note: str = "") -> None:
        """Say whether an uncertain number was charged; `note` is kept with it."""
        if self._numbers is not None:
            self._numbers.settle(lease_id, charged=charged, note=note)

    def look_again(self, lease_id: LeaseId) -> None:
        """Look for the SMS as soon as the gap allows."""
        if self._numbers is not None:
            self._numbers.look_again(lease_id)

    def done(self, lease_id: LeaseId) -> None:
        """No code is to come after a sent SMS."""
        if self._numbers is not None:
            self._numbers.done(lease_id)

    def copied(self, lease_id: LeaseId, what: str) -> None:
        """Something of this row was copied; `what` is its name, not its text."""
        if self._numbers is not None:
            self._numbers.copied(lease_id, what)

    def clear(self, lease_ids: Sequence[LeaseId]) -> None:
        """Take closed rows out of the table."""
        if self._numbers is not None:
            self._numbers.clear(tuple(lease_ids))

    def ask_unsettled(self, lease_id: LeaseId, *, of_act: bool) -> None:
        """Have `unsettled_ready` tell what bears on an uncertain number, or on an act on it."""
        self._crew.ask_unsettled(lease_id, of_act=of_act)

    def ask_timeline(self, lease_id: LeaseId) -> None:
        """Have `timeline_ready` tell the lease's history."""
        self._crew.ask_timeline(lease_id)

    def ask_books(self, account_id: AccountId, days: int) -> None:
        """Have `books_ready` tell the account's books of the last so many days."""
        if self._crew.books is not None:
            self._crew.books.ask(account_id, days)

    def ask_texts(self) -> None:
        """Have `texts_counted` tell how many SMS texts are kept."""
        if self._crew.upkeep is not None:
            self._crew.upkeep.count_texts()

    def delete_texts_now(self, *, open_too: bool = False) -> None:
        """Delete all SMS texts, of open numbers only with `open_too`; a notice tells of it."""
        if self._crew.upkeep is not None:
            self._crew.upkeep.delete_texts(open_too=open_too)

    def delete_left_behind(self, names: Sequence[str]) -> None:
        """Delete files that were put aside and may hold SMS texts."""
        if self._crew.upkeep is not None:
            self._crew.upkeep.delete_left_behind(tuple(names))

    def back_up(self, path: str) -> None:
        """Write a backup of the journal; a notice tells of it."""
        if self._crew.upkeep is not None:
            self._crew.upkeep.back_up(Path(path))

    def look_into_backup(self, path: str) -> None:
        """Have `backup_seen` tell what a backup holds."""
        if self._crew.upkeep is not None:
            self._crew.upkeep.look_into(Path(path))

    def restore(self, path: str) -> None:
        """Take in what a backup knows, beside what is known here; a notice tells of it."""
        if self._crew.upkeep is not None:
            self._crew.upkeep.restore(Path(path))

    def ask_spending(self) -> None:
        """Have `spending_ready` tell what was spent today and this month."""
        self._crew.ask_spending()

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

    @property
    def is_buying(self) -> bool:
        """Whether a paying request is out, or about to be."""
        return self._buying

    @property
    def is_stopped(self) -> bool:
        """Whether all threads have ended, or were given up."""
        return self._is_stopped

    def threads_left(self) -> tuple[str, ...]:
        """The names of the threads that still run."""
        return tuple(thread.objectName() for thread in self._crew.running())

    @property
    def _numbers(self) -> NumberClerk | None:
        return self._crew.numbers

    def _buy(self, wish: Wish, agreed: Question | None = None) -> Taken:
        """Send what is to be bought, or ask first: no way to buy leads past this."""
        numbers, acts = self._numbers, self._crew.acts
        if numbers is None or acts is None or self._buying or self._stopping:
            return Taken.NO
        question = self._guard.question(wish, agreed)
        if question.doubts:
            self.question_raised.emit(question)
            return Taken.ASKED
        order = self._guard.sends(wish).order
        if wish.again is None:
            self._begins_to_pay(_RENT_SLOW)
            numbers.rent(order)
        else:
            lease_id, minutes = wish.again
            self._begins_to_pay(Notice(f"again {lease_id}", Topic.AGAIN_SLOW, Rank.INFO, lease_id))
            acts.use_again(lease_id, minutes, order.dearest or order.list_price)
        return Taken.SENT

    def _begins_to_pay(self, slow: Notice) -> bool:
        """Let one paying request out, unless one is; `slow` is told when its answer takes long."""
        if self._buying or self._stopping:
            return False
        self._buying = True
        self._slow_notice = slow
        self.buying_changed.emit(True)
        self._slow.start()
        return True

    def _join(self) -> None:
        """Signal to signal where nothing is to be done on the way: no code runs in a worker's thread."""
        heard = self._messenger
        heard.lease.connect(self._lease_told)
        heard.opened.connect(self._opened)
        heard.cleared.connect(self.leases_cleared)
        heard.accounts.connect(self._accounts_told)
        heard.catalogue.connect(self._catalogue_told)
        heard.prices.connect(self.prices_progress)
        heard.noticed.connect(self.noticed)
        self.noticed.connect(self._keep_warning)
        self.noticed.connect(self._guard.hear)
        self.withdrawn.connect(self._drop_warning)
        heard.withdrawn.connect(self.withdrawn)
        heard.bought.connect(self._bought)
        heard.watch.connect(self._watch_told)
        heard.exchanged.connect(self.exchanged)
        heard.timeline.connect(self.timeline_ready)
        heard.books.connect(self.books_ready)
        heard.texts_counted.connect(self.texts_counted)
        heard.backup_seen.connect(self.backup_seen)
        heard.balances.connect(self.balances_ready)
        heard.spending.connect(self.spending_ready)
        heard.keyring.connect(self.keyring_waiting)
        heard.tested.connect(self.connection_tested)
        heard.evidence.connect(self.evidence_ready)
        heard.unsettled.connect(self.unsettled_ready)
        heard.support_log.connect(self.support_log_ready)
        self.exchanged.connect(self._remember_answer)
        self.connection_tested.connect(self._remember_test)
        heard.no_reports.connect(self._reports_forbidden)
        heard.release_doubted.connect(self.release_doubted)

    def _timer(self, milliseconds: int, act: Any) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(act)
        return timer

    def _tell_no_journal(self) -> None:
        """Without the journal there are no accounts: whoever waits for a sign-in hears why."""
        if (told := self._warnings.get("journal")) is not None:
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
        if not self._stopping:
            self._crew.begin()

    @Slot(object)
    def _lease_told(self, lease: Lease) -> None:
        if lease.state is State.ASKING:
            self._asking = lease.lease_id
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

    @Slot(object)
    def _remember_answer(self, exchange: Exchange) -> None:
        # getItem is asked of other addresses too, when one is tried.
        if exchange.direction == "←" and exchange.act != "getItem":
            self._remember_https(self.endpoint_url)

    @Slot(object)
    def _remember_test(self, test: ConnectionTest) -> None:
        if test.error is None:
            self._remember_https(test.url)

    def _remember_https(self, url: str) -> None:
        """Where https has worked, http is refused for ever."""
        host, seen = host_of(url), self.preferences.https_seen
        if encrypted(url) and not is_loopback(url) and host not in seen:
            self.change_preferences(https_seen=(*seen, host))

    def _withdraw_limits(self) -> None:
        """What was said of limits that are no longer these holds no longer."""
        for key in [key for key, told in self._warnings.items() if told.topic in TOPICS.values()]:
            self.withdrawn.emit(key)

    @Slot(object)
    def _keep_warning(self, notice: Notice) -> None:
        self._warnings.pop(notice.key, None)
        if notice.rank >= Rank.WARN:
            self._warnings[notice.key] = notice

    @Slot(object)
    def _drop_warning(self, key: str) -> None:
        self._warnings.pop(key, None)

    @Slot(object)
    def _watch_told(self, watch: Watch) -> None:
        if not self._stopping:
            self._crew.grow()
        self._watch = watch
        self.watch_changed.emit(watch)

    @Slot(object)
    def _catalogue_told(self, catalogue: Catalogue) -> None:
        self._guard.catalogue = catalogue
        self.catalogue_changed.emit(catalogue)

    @Slot(object)
    def _bought(self, _nothing: None) -> None:
        self._slow.stop()
        self._buying = False
        self._guard.ends()
        self._asking = None
        self.buying_changed.emit(False)

    @Slot(object)
    def _reports_forbidden(self, _nothing: None) -> None:
        self.change_preferences(report_results=False)

    @Slot(float)
    def _woke(self, seconds: float) -> None:
        log.info("awake again after %.0f s", seconds)
        if not self._stopping:
            self._crew.wake()

    @Slot()
    def _purchase_is_slow(self) -> None:
        notice = self._slow_notice
        lease_id = self._asking if notice.lease_id is None else notice.lease_id
        self.noticed.emit(notice._replace(lease_id=lease_id))

    @Slot()
    def _thread_ended(self) -> None:
        running = self._crew.running()
        if self._stopping and not running:
            self._close()
            self._end(())
        elif self._waits_for_purchase and not self._buying:
            self._waits_for_purchase = False
            self._deadline.start()

    @Slot()
    def _give_up(self) -> None:
        names = self.threads_left()
        if names:
            log.warning("threads did not end in time: %s", ", ".join(names))
        self._end(names)

    def _end(self, given_up: tuple[str, ...]) -> None:
        if self._is_stopped:
            return
        self._is_stopped = True
        self._deadline.stop()
        self._slow.stop()
        self._wakefulness.stop()
        self.given_up = given_up
        self.stopped.emit()

    def _close(self) -> None:
        """All threads have ended, in time or later: what they shared is not needed any more."""
        if not self._is_closed:
            self._is_closed = True
            self._crew.close()
