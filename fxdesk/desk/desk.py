# SPDX-License-Identifier: MIT
"""Put the use cases together around one journal."""

from __future__ import annotations

from collections.abc import Callable

from fxdesk.api.pacing import Pacing
from fxdesk.core.clock import Clock
from fxdesk.core.model import Lease
from fxdesk.core.preferences import Preferences
from fxdesk.desk.account_book import AccountBook
from fxdesk.desk.auto_release import AutoReleasing, default_due
from fxdesk.desk.balance import Balance
from fxdesk.desk.blacklist import Blacklisting
from fxdesk.desk.board import Board
from fxdesk.desk.bookkeeping import Bookkeeping
from fxdesk.desk.look import Looking
from fxdesk.desk.news import News
from fxdesk.desk.paying_act import PayingAct
from fxdesk.desk.record import Record
from fxdesk.desk.release import Releasing
from fxdesk.desk.rent import Renting
from fxdesk.desk.report import Reporting
from fxdesk.desk.send_sms import Sending
from fxdesk.desk.settlement import Settlement
from fxdesk.desk.sign_in import SigningIn
from fxdesk.desk.spending_limits import SpendingLimits
from fxdesk.desk.tokens import Tokens
from fxdesk.desk.use_again import UsingAgain
from fxdesk.desk.verdict import Verdict
from fxdesk.store.journal import Journal


class Desk:
    """The use cases of one profile, each blocking and called from the thread whose work it is.

    `go_on` raises Interrupted once the program ends; what only reads and reckons asks it again and again.
    """

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        news: News,
        tokens: Tokens,
        pacing: Pacing,
        preferences: Callable[[], Preferences],
        lease_told: Callable[[Lease], None],
        retry_later: Callable[[], None],
        go_on: Callable[[], None] = lambda: None,
    ) -> None:
        self.journal, self.tokens = journal, tokens
        self.book = AccountBook(news)
        self.board = Board(lease_told, lambda account_id: tokens.of(account_id) is not None)
        self.record = Record(
            journal, self.board, news, clock, retry_later, lambda now: default_due(preferences(), now)
        )
        self.looking = Looking(self.record, self.board, tokens, news, clock, preferences)
        limits = SpendingLimits(journal, news, preferences)
        self.renting = Renting(journal, self.record, self.board, tokens, news, limits)
        self.releasing = Releasing(journal, self.record, self.board, tokens, news, clock, self.looking)
        self.auto_releasing = AutoReleasing(self.record, self.board, news, clock, preferences, self.releasing)
        self.blacklisting = Blacklisting(journal, self.record, self.board, tokens, news, clock, self.looking)
        paying = PayingAct(self.record, self.board, self.book, tokens, news, limits)
        self.using_again = UsingAgain(self.board, paying)
        self.sending = Sending(self.record, self.board, news, paying)
        self.reporting = Reporting(self.record, self.board, self.book, tokens, news, preferences)
        self.verdict = Verdict(journal, self.record, self.board, news)
        self.settlement = Settlement(journal, self.record, self.board, self.looking)
        self.balance = Balance(journal, self.book, tokens, pacing, news, clock, self.record)
        self.bookkeeping = Bookkeeping(
            journal, self.record, self.board, self.book, news, clock, self.looking.silence, go_on
        )
        self.signing_in = SigningIn(
            journal, self.book, tokens, pacing, news, clock, self.balance, self.record
        )
