# SPDX-License-Identifier: MIT
"""Own all threads: build what they work with, start them once the journal is open, stop them in time."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QThread

from fxdesk.api.endpoint import Endpoint
from fxdesk.api.pacing import Pacing
from fxdesk.core.errors import FileFailed, FxError, Interrupted, JournalFailed, NotSent
from fxdesk.core.lease_state import State
from fxdesk.core.model import AccountId, Lease, LeaseId
from fxdesk.core.notice import Exchange, Notice, Rank, Topic
from fxdesk.core.preferences import Preferences
from fxdesk.workers.connection_tester import ConnectionTester
from fxdesk.workers.journal_copies import JournalCopies
from fxdesk.workers.journal_reader import JournalReader
from fxdesk.workers.lane import Lane
from fxdesk.workers.messenger import Messenger
from fxdesk.workers.paper_clerk import PaperClerk
from fxdesk.workers.parts import Parts
from fxdesk.workers.price_clerk import PriceClerk
from fxdesk.workers.retrial import Retrial
from fxdesk.workers.settings_clerk import SettingsClerk
from fxdesk.workers.switchboard import Switchboard

if TYPE_CHECKING:
    # Loaded by the threads that work with them: the window stands before the database is there.
    from fxdesk.desk.desk import Desk
    from fxdesk.desk.prices import Prices
    from fxdesk.store.journal import Journal
    from fxdesk.workers.account_clerk import AccountClerk
    from fxdesk.workers.act_clerk import ActClerk
    from fxdesk.workers.books_clerk import BooksClerk
    from fxdesk.workers.number_clerk import NumberClerk
    from fxdesk.workers.rounds import Rounds
    from fxdesk.workers.upkeep_clerk import UpkeepClerk

log = logging.getLogger(__name__)
exchanges = logging.getLogger("fxdesk.exchange")

SETTLING_THREADS = 4


class Crew:
    """All lanes and the rounds. Lives in the window's thread, which starts and stops it.

    `numbers`, `acts` and `accounts` are there once the journal is open (Messenger.opened).
    """

    def __init__(self, parts: Parts, messenger: Messenger) -> None:
        self._parts, self._messenger, self._clock = parts, messenger, parts.clock
        self.preferences: Preferences = parts.preferences
        self._journal: Journal | None = None
        self._desk: Desk | None = None
        self._ending = threading.Event()
        self._pacing = Pacing()
        self._switchboard = Switchboard(parts.endpoint, parts.clock, self._exchanged, parts.deadlines)
        self.wishes = self._lane("wishes")
        self.archive = self._lane("archive")
        self.settings = self._lane("settings")
        self.account = self._lane("account")
        self.buying = self._lane("buying")
        self.settling = self._lane("settling", SETTLING_THREADS)
        self.price = self._lane("prices")
        self.keyring = self._lane("keyring")
        self.prices = PriceClerk(
            self._prices,
            parts.endpoint.host,
            self.price,
            messenger,
            self._clock,
        )
        self.tester = ConnectionTester(
            self.price, self._switchboard.lines_anywhere(self._endpoint_of), messenger, self._clock
        )
        self.papers = PaperClerk(
            lambda: self._desk, parts.profile, self.archive, messenger, self._clock, self._go_on
        )
        self._copies = JournalCopies(lambda: self._journal, self.archive, self._clock)
        self._retrial = Retrial(lambda: self._desk, self.wishes, self._clock)
        self.reader = JournalReader(lambda: self._desk, self.archive, messenger)
        self._settings_clerk = SettingsClerk(parts.settings, parts.preferences, self.settings)
        self.numbers: NumberClerk | None = None
        self.acts: ActClerk | None = None
        self.accounts: AccountClerk | None = None
        self.books: BooksClerk | None = None
        self.upkeep: UpkeepClerk | None = None
        self.rounds: Rounds | None = None

    def start(self) -> None:
        """Open the journal and show the kept prices; nothing is asked before the table is filled."""
        self.wishes.start()
        self.archive.start()
        self.settings.start()
        self.price.start()
        self.wishes.post(self._open)
        self.prices.begin()

    def begin(self) -> None:
        """The journal is open and the table filled: start everybody else."""
        for lane in (self.account, self.buying, self.settling, self.keyring):
            lane.start()
        if self.accounts is not None and self.numbers is not None:
            self.accounts.begin()
            self.numbers.begin()
        self.grow()
        if self.upkeep is not None:
            self.upkeep.begin()
        self._copies.begin()

    def grow(self) -> None:
        """Have as many pollers as the open numbers deserve."""
        if self.rounds is not None:
            self.rounds.grow()

    def wake(self) -> None:
        """The machine slept, or the program was stopped: do what fell due, and see what became of it all."""
        self.catch_up()
        if self.accounts is not None:
            self.accounts.wake()
        self.prices.wake()

    def catch_up(self) -> None:
        """The clock went on while all waited: do at once what is due by it."""
        for lane in self._lanes():
            lane.agenda.wake()
        if self.rounds is not None:
            self.rounds.wake()

    def leases(self) -> tuple[Lease, ...]:
        """What the table shows."""
        return () if self._desk is None else self._desk.board.all()

    def lease(self, lease_id: LeaseId) -> Lease | None:
        """One lease as it stands, if the table shows it."""
        return None if self._desk is None else self._desk.board.get(lease_id)

    def save_preferences(self, preferences: Preferences) -> None:
        """Use and save the settings."""
        days, self.preferences = self.preferences.keep_sms_days, preferences
        if self.upkeep is not None and days != preferences.keep_sms_days:
            self.upkeep.preferences_changed()
        self._settings_clerk.save(preferences)

    def stop(self) -> None:
        """Refuse new work, cut polls, reads and reckonings, write what is due; returns at once.

        A purchase on its way is left alone: see `cut_purchase`.
        """
        self._ending.set()
        if self.rounds is not None:
            self.rounds.stop()
        for lane in (self.price, self.account, self.settling, self.keyring):
            lane.stop()
        self.tester.stop()
        self.buying.stop(hang_up=False)
        self._retrial.last()
        self.wishes.stop(drain=True)
        self._copies.last()
        self.archive.stop(drain=True)
        self.settings.stop(drain=True)

    def cut_purchase(self) -> None:
        """Wait no longer for the answer to a purchase: it will be listed as uncertain."""
        self.buying.lines.hang_up(for_good=True)

    def running(self) -> list[QThread]:
        """The threads that have not ended."""
        threads: list[QThread] = [thread for lane in self._lanes() for thread in lane.threads]
        if self.rounds is not None:
            threads += self.rounds.threads
        return [thread for thread in threads if thread.isRunning()]

    def close(self) -> None:
        """Close what the threads shared, when all of them have ended; save what was set since `stop`."""
        try:
            self._settings_clerk.finish()
        except FileFailed as error:
            self._failed(error)
        self._switchboard.close()
        if self._journal is not None:
            self._journal.close_all()

    def _lanes(self) -> tuple[Lane, ...]:
        return (
            self.wishes,
            self.archive,
            self.settings,
            self.account,
            self.buying,
            self.settling,
            self.price,
            self.keyring,
        )

    def _lane(self, name: str, threads: int = 1) -> Lane:
        lines = self._switchboard.lines()
        return Lane(name, self._clock, lines, self._failed, self._thread_ends, threads)

    def _prices(self) -> Prices:
        """In the price thread: the kept list and the way to a new one."""
        from fxdesk.desk.prices import Prices
        from fxdesk.store.price_cache import PriceCache

        return Prices(PriceCache(self._parts.profile.prices), self._messenger, self._clock)

    def _open(self) -> None:
        """In the wishes' thread: the journal, what the last run left half done, the table."""
        from fxdesk.workers.journal_start import open_journal, recover, salvage_notice

        try:
            journal = open_journal(self._parts.profile.folder, self._clock, self._parts.hindrance)
            desk = self._desk_of(journal)
            self._pacing.load(journal.pacing_stamps())
            recovered = recover(desk)
            desk.board.fill(journal.leases())
            if not journal.frozen:
                for lease in desk.board.all():
                    desk.auto_releasing.take_up(lease, recovered=lease.lease_id in recovered)
            self._rest(desk.board.all())
            self._employ(desk)
        except JournalFailed as error:
            self._failed(error)
            return
        if journal.salvage is not None:
            open_numbers = sum(desk.board.open_by_account().values())
            self._messenger.notice(salvage_notice(journal.salvage, open_numbers))
        self._messenger.opened.emit(desk.board.all())

    def _rest(self, leases: Iterable[Lease]) -> None:
        """Count every number as just looked up: when the last run did so was not worth a write each time."""
        from fxdesk.workers.rounds import ACT as LOOK

        now = self._clock.now()
        for lease in leases:
            if lease.pkey:
                self._pacing.ended(LOOK, lease.pkey, now)

    def _go_on(self) -> None:
        if self._ending.is_set():
            raise Interrupted

    def _desk_of(self, journal: Journal) -> Desk:
        from fxdesk.desk.desk import Desk
        from fxdesk.desk.tokens import Tokens

        self._journal = journal
        desk = Desk(
            journal,
            self._clock,
            self._messenger,
            Tokens(self._parts.learn),
            self._pacing,
            lambda: self.preferences,
            self._lease_told,
            self._retrial.later,
            self._go_on,
        )
        self._desk = desk
        return desk

    def _employ(self, desk: Desk) -> None:
        from fxdesk.workers.account_clerk import AccountClerk
        from fxdesk.workers.act_clerk import ActClerk
        from fxdesk.workers.books_clerk import BooksClerk
        from fxdesk.workers.key_clerk import KeyClerk
        from fxdesk.workers.number_clerk import NumberClerk
        from fxdesk.workers.rounds import Rounds
        from fxdesk.workers.upkeep_clerk import UpkeepClerk

        keys = KeyClerk(self._parts.credentials, desk.book, self.keyring, self._messenger)
        numbers = NumberClerk(desk, self.wishes, self.buying, self.settling, self._messenger, self._clock)
        accounts = AccountClerk(
            desk,
            self._parts.endpoint.host,
            self.account,
            keys,
            self._messenger,
            self._clock,
            self._switchboard.knows,
            numbers.token_changed,
        )
        rounds = Rounds(
            self._clock,
            self._pacing,
            self._switchboard.lines(),
            numbers.look,
            numbers.follow_look,
            self._messenger.watch.emit,
            self._failed,
            self._thread_ends,
        )
        numbers.employ(rounds, accounts)
        self.acts = ActClerk(desk, numbers, self.buying, self.settling, self._messenger)
        self.books = BooksClerk(desk, self.archive, accounts, self._messenger, self._clock, self._parts.awake)
        accounts.employ(self.books.money_moved)
        self.upkeep = UpkeepClerk(
            desk,
            self.archive,
            accounts,
            self._messenger,
            self._clock,
            lambda: self.preferences,
            numbers.take_up,
        )
        accounts.fill(AccountId(self.preferences.buyer))
        self.numbers, self.accounts, self.rounds = numbers, accounts, rounds

    def _endpoint_of(self, url: str) -> Endpoint:
        """An address to try; where https has worked there is no way back to http."""
        host, known = Endpoint(url).host, self.preferences
        return Endpoint(url, http_allowed=host in known.http_allowed and host not in known.https_seen)

    def _exchanged(self, exchange: Exchange) -> None:
        """One request or answer, for the log file and the window's log."""
        # Keys are masked: without its number nobody could tell whose line it is.
        whose = f"number {exchange.lease_id} " if exchange.lease_id is not None else ""
        exchanges.info("%s %s %s%s", exchange.direction, exchange.act, whose, exchange.text)
        self._messenger.exchange(exchange)

    def _lease_told(self, lease: Lease) -> None:
        if self.numbers is not None:
            self.numbers.lease_told(lease)
            if lease.state is not State.ASKING:
                # A copy made between question and answer would keep the answer waiting for the next one.
                self._copies.changed()

    def _thread_ends(self) -> None:
        if self._journal is not None:
            self._journal.close()

    def _failed(self, error: FxError) -> None:
        """What no use case had words of its own for."""
        if isinstance(error, JournalFailed) and self._desk is not None:
            self._desk.record.tell_failure(error)
        elif isinstance(error, JournalFailed):
            log.error("journal failed: %s", error.cause)
            self._messenger.notice(Notice("journal", Topic.JOURNAL_FAILED, Rank.BAD, error=error))
        elif isinstance(error, FileFailed):
            log.error("%s", error)
            self._messenger.notice(Notice("settings", Topic.SETTINGS_FAILED, Rank.WARN, error=error))
        elif not isinstance(error, NotSent):
            log.error("%s", error)
