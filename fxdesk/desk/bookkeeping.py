# SPDX-License-Identifier: MIT
"""Keep each account's books: what the balance should be, and what was charged though it was over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from fxdesk.core.balance_lines import BalanceLine, balance_lines
from fxdesk.core.books import AccountBooks, AccountRecord, Books, Kind, LateCharge
from fxdesk.core.clock import Clock, Stamp, later, span
from fxdesk.core.figures import format_money
from fxdesk.core.late_charge import WATCH_SECONDS
from fxdesk.core.lease_state import ENDED, Event, Mark, State
from fxdesk.core.model import AccountId, Lease, LeaseId
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.core.reconcile import reconcile
from fxdesk.desk.account_book import AccountBook
from fxdesk.desk.board import Board
from fxdesk.desk.news import News
from fxdesk.desk.record import Record
from fxdesk.desk.silence import Silence
from fxdesk.store.journal import Journal

REACH_SECONDS = 86_400.0
"""How far back is reckoned after each movement of money: longer than any number lives."""

FOLLOW_SECONDS = 300.0
"""So long after its end a number's account is asked once more for its balance."""

_LATEST_FOLLOW_SECONDS = 600.0
_LOOK_SECONDS = 30.0


class Reckoned(NamedTuple):
    """What reckoning leaves to be done: seconds until another balance, or another reckoning, is wanted."""

    balance_in: float | None = None
    again_in: float | None = None


class Bookkeeping:
    """Reads the journal and compares; writes down only a charge that came after a number's end.

    `go_on` raises Interrupted once the program ends: a long reckoning does not hold it up.
    """

    def __init__(
        self,
        journal: Journal,
        record: Record,
        board: Board,
        book: AccountBook,
        news: News,
        clock: Clock,
        silence: Silence,
        go_on: Callable[[], None],
    ) -> None:
        self._journal, self._record, self._board, self._book = journal, record, board, book
        self._news, self._clock, self._silence = news, clock, silence
        self._go_on = go_on

    def books(self, account_id: AccountId, days: int) -> AccountBooks:
        """The books of the last `days` days."""
        now = self._clock.now()
        record = self._journal.books(account_id, later(now, -days * 86_400.0), now)
        return AccountBooks(account_id, self._reconciled(record), dict(record.names))

    def balance_lines(self, lease_id: LeaseId) -> tuple[BalanceLine, ...]:
        """The balances around each movement that this number made."""
        lease = self._journal.lease(lease_id)
        until = min(self._clock.now(), later(lease.changed, REACH_SECONDS), key=lambda moment: moment.utc)
        record = self._journal.books(lease.account_id, later(lease.asked, -WATCH_SECONDS), until)
        return balance_lines(self._reconciled(record), lease_id)

    def reckon(self, account_id: AccountId) -> Reckoned:
        """Say what the balance should be now, and write down what was charged after its end."""
        now = self._clock.now()
        record = self._journal.books(account_id, later(now, -REACH_SECONDS), now)
        books = self._reconciled(record)
        for charge in books.contradicted:
            self._contradict(charge)
        written = [charge for charge in books.late if self._charged_late(charge)]
        if written:
            record = self._journal.books(account_id, later(now, -REACH_SECONDS), now)
            books = self._reconciled(record)
        state = self._book.get(account_id)
        if state is not None and (state.balance is None or state.balance == books.last):
            # A balance that came meanwhile is reckoned with after this.
            self._book.update(account_id, expected=books.expected)
        return Reckoned(_follow_in(record, now), _LOOK_SECONDS if _waits_for_looks(books, now) else None)

    def _reconciled(self, record: AccountRecord) -> Books:
        return reconcile(record, self._silent(record), self._go_on)

    def take_up(self, lease: Lease) -> None:
        """After a restart: tell again of a charge after the end until the person has noted it."""
        if Mark.CHARGED_AFTER_END not in lease.marks:
            return
        told = (Event.CHARGED_AFTER_END, Event.CHARGE_NOTED)
        lines = [line for line in self._journal.timeline(lease.lease_id) if line.event in told]
        if lines and lines[-1].event is Event.CHARGED_AFTER_END:
            self._tell_charge(lease.lease_id, dict(lines[-1].detail))

    def note_charge(self, lease_id: LeaseId) -> None:
        """The person has seen what was told of a charge after the end: it is not told at the next start."""
        lease = self._board.get(lease_id)
        if lease is not None and Mark.CHARGED_AFTER_END in lease.marks and not self._journal.frozen:
            self._record.event(lease_id, Event.CHARGE_NOTED)

    def _silent(self, record: AccountRecord) -> frozenset[LeaseId]:
        """The open numbers that were looked up after the last balance and had no SMS."""
        if not record.balances:
            return frozenset()
        last = record.balances[-1].seen
        return frozenset(
            purchase.lease_id
            for purchase in record.purchases
            if purchase.open
            and (known := self._silence.until(purchase.lease_id)) is not None
            and known.boot == last.boot
            and known.elapsed >= last.elapsed
        )

    def _charged_late(self, charge: LateCharge) -> bool:
        """Write it down, once, and tell; whether it was written."""
        lease = self._board.get(charge.lease_id) or self._journal.lease(charge.lease_id)
        if self._record.failed or lease.state not in ENDED - {State.LOST}:
            return False
        # A row that was cleared from the table is shown again.
        self._board.put(lease)
        seconds = span(charge.before.seen, charge.after.seen).seconds / 2
        ago = seconds + span(charge.after.seen, self._clock.now()).seconds
        facts = {
            "before": format_money(charge.before.amount),
            "after": format_money(charge.after.amount),
            "amount": format_money(charge.amount),
        }
        detail = {**facts, "ago": f"{ago:.3f}"}
        self._record.event(charge.lease_id, Event.CHARGED_AFTER_END, act="myInfo", detail=detail)
        self._tell_charge(charge.lease_id, facts)
        return True

    def _contradict(self, charge: LateCharge) -> None:
        """Mark, once, what the person settled as not charged and the balance tells otherwise of."""
        lease = self._board.get(charge.lease_id) or self._journal.lease(charge.lease_id)
        settled = lease.state in (State.REFUSED, State.RECEIVED)
        if self._record.failed or not settled or Mark.CONTRADICTED in lease.marks:
            return
        self._board.put(lease)
        detail = {
            "before": format_money(charge.before.amount),
            "after": format_money(charge.after.amount),
            "amount": format_money(charge.amount),
        }
        self._record.event(charge.lease_id, Event.CONTRADICTED, act="myInfo", detail=detail)

    def _tell_charge(self, lease_id: LeaseId, detail: Mapping[str, str]) -> None:
        facts = tuple((name, detail[name]) for name in ("before", "after", "amount") if name in detail)
        key = f"charged {lease_id}"
        self._news.notice(Notice(key, Topic.CHARGED_AFTER_END, Rank.WARN, lease_id, facts=facts))


def _follow_in(record: AccountRecord, now: Stamp) -> float | None:
    """Seconds until the balance is to be asked for once more because of numbers that are over."""
    last = record.balances[-1].seen if record.balances else None
    ages = [
        span(purchase.end.until, now).seconds
        for purchase in record.purchases
        if purchase.end is not None
        and purchase.charged_after_end is None
        and (last is None or span(purchase.end.until, last).seconds < FOLLOW_SECONDS)
    ]
    watched = [age for age in ages if age < WATCH_SECONDS]
    if not watched:
        return None
    # One question for all of them, but for none too late.
    return max(0.0, min(FOLLOW_SECONDS - min(watched), _LATEST_FOLLOW_SECONDS - max(watched)))


def _waits_for_looks(books: Books, now: Stamp) -> bool:
    """Whether a look at open numbers may tell what is missing."""
    return any(
        span(interval.after.seen, now).seconds < WATCH_SECONDS
        and {suspect.kind for suspect in interval.suspects} >= {Kind.OPEN, Kind.ENDED}
        for interval in books.intervals
        if interval.unexplained
    )
