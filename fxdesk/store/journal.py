# SPDX-License-Identifier: MIT
"""Keep every rented number and every event of its life, written first and told later."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import partial
from pathlib import Path
from types import MappingProxyType

from fxdesk.core.books import AccountRecord
from fxdesk.core.budget import Spending
from fxdesk.core.clock import Clock, Stamp
from fxdesk.core.lease_state import OPEN, UNSETTLED, Event
from fxdesk.core.model import (
    Account,
    AccountId,
    AccountInfo,
    BalanceSeen,
    Grant,
    Lease,
    LeaseId,
    Order,
    RawAnswer,
    Sms,
    TimelineEvent,
)
from fxdesk.core.release_rules import ReleaseCount
from fxdesk.core.unsettled import Unsettled
from fxdesk.core.upkeep import Salvage
from fxdesk.store import account_row, backup, books, opening, release_count, retention, spending, unsettled
from fxdesk.store.database import Database
from fxdesk.store.frozen_database import FrozenDatabase
from fxdesk.store.lease_row import all_leases, lease_by_id, read_event
from fxdesk.store.recovery import Reader, recover_lease
from fxdesk.store.reserve import Reserve
from fxdesk.store.transition import PAYING_INTENTS, Facts, add_event, keep_answer, move_lease, open_lease
from fxdesk.store.upkeep import Upkeep

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Journal:
    """The only record there is of what was bought.

    Every method may be called from any thread; what changes something is durable when it returns. All raise
    JournalFailed, and KeyError for a lease or an account that does not exist. `kept_aside` is where a damaged
    or foreign file was put at the start, `salvage` what was read of it; `frozen` is why nothing can be
    written, "" when it can; `upkeep` takes care of the file.
    """

    def __init__(
        self, database: Database, clock: Clock, kept_aside: Path | None = None, salvage: Salvage | None = None
    ) -> None:
        self._database = database
        self._clock = clock
        self.kept_aside, self.salvage = kept_aside, salvage
        self.frozen = database.cause if isinstance(database, FrozenDatabase) else ""
        self.upkeep = Upkeep(database, clock)

    @classmethod
    def open(cls, folder: Path, clock: Clock, read: Reader | None = None) -> Journal:
        """The journal in this folder: made if missing, migrated if old, rebuilt if damaged.

        `read(act, raw, fault)` reads the answer of a number whose own row was lost.
        """
        opened = opening.open_file(folder, clock.now(), read)
        return cls(Database(opened.path, Reserve(folder)), clock, opened.aside, opened.salvage)

    @classmethod
    def open_to_read(cls, folder: Path, clock: Clock, cause: str, read: Reader | None = None) -> Journal:
        """What can be read of a journal that `open` failed on with `cause`: nothing can be written."""
        connection = opening.open_to_read(folder, read)
        return cls(FrozenDatabase(folder / opening.NAME, connection, cause), clock)

    def close(self) -> None:
        """Let go of the file in this thread: each thread does so at its end."""
        self._database.close()

    def close_all(self) -> None:
        """Let go of the file for good, when every thread that used it has ended."""
        self._database.close_all()

    @property
    def reserve_whole(self) -> bool:
        """Whether the room for a last answer is held: nothing is bought without."""
        return self._database.reserve.whole

    def remake_reserve(self) -> None:
        """Take back the room that a full disk cost. Raises JournalFailed while there is none."""
        self._database.reserve.ensure()

    # What is bought

    def intend(self, order: Order, *, account: Account, balance: BalanceSeen | None) -> Lease:
        """Write down a purchase before it is asked for (getPhone): a lease in `asking`."""
        now = self._clock.now()
        return self._database.change(lambda file: open_lease(file, now, order, account, balance), buys=True)

    def answered(self, lease_id: LeaseId, act: str, raw: bytes, fault: str = "") -> None:
        """Write down what the service answered to a paying act, before anything reads it.

        `fault` is what broke the answer off, "" for a whole one.
        """
        now = self._clock.now()
        facts = Facts(act=act, detail={"fault": fault} if fault else {})

        def keep(file: sqlite3.Connection) -> None:
            lease = lease_by_id(file, lease_id)
            event_id = add_event(file, now, lease_id, Event.ANSWERED, lease.state, facts)
            keep_answer(file, lease_id, event_id, act, raw)
            # An answer that comes after all brings its row back into the table.
            file.execute("UPDATE leases SET shown = 1 WHERE lease_id = ?", (lease_id,))

        self._database.change(keep, answer=True)

    def record(
        self,
        lease_id: LeaseId,
        event: Event,
        *,
        act: str = "",
        grant: Grant | None = None,
        sms: Sms | None = None,
        refusal: tuple[str, str] | None = None,
        due: Stamp | None = None,
        reason: str | None = None,
        price: Decimal | None = None,
        balance: BalanceSeen | None = None,
        detail: Mapping[str, str] = _NOTHING,
        looks: int = 0,
        answer: bytes = b"",
    ) -> Lease:
        """Write down what happened and make its move; the lease as it stands then.

        An event that is no legal move is written down and changes nothing else; an SMS that this number has
        had already is not written at all. `price` is what a new round ("use again") will cost, `balance` what
        was last known of it before a paying intent; `looks` counts the looks for a code since the last event;
        `answer` is what came, where the event does not say all of it.
        A paying intent whose state does not allow it raises NotSent(act, "state") and is not written.
        """
        facts = Facts(act, grant, sms, refusal, due, reason, price, balance, detail, looks, answer)
        buys = event in PAYING_INTENTS
        now = self._clock.now()
        return self._database.change(
            lambda file: move_lease(file, now, lease_id, event, facts), answer=not buys, buys=buys
        )

    def recover(self, read: Reader) -> tuple[Lease, ...]:
        """At the start, before any request: settle what the last stop left half done; the changed leases.

        `read(act, raw, fault)` reads a kept answer that was not applied yet.
        """
        found = (self.recover_one(lease.lease_id, read) for lease in self.leases())
        return tuple(lease for lease in found if lease is not None)

    def recover_one(self, lease_id: LeaseId, read: Reader) -> Lease | None:
        """As `recover`, for one lease; None when nothing of it was left half done."""
        now = self._clock.now()
        return self._database.change(
            partial(recover_lease, now=now, lease_id=lease_id, read=read), answer=True
        )

    # What is known

    def lease(self, lease_id: LeaseId) -> Lease:
        """The lease as it stands."""
        return self._database.read(lambda file: lease_by_id(file, lease_id))

    def leases(self, *, shown_only: bool = True) -> tuple[Lease, ...]:
        """What the table shows, newest last: open leases, and closed ones that were not cleared."""
        return self._database.read(lambda file: all_leases(file, shown_only=shown_only))

    def clear(self, lease_ids: Iterable[LeaseId]) -> tuple[LeaseId, ...]:
        """Take closed leases out of the table, never open or unsettled ones; those that are out of it now."""
        wanted = tuple(lease_ids)
        states = ",".join("?" * len(OPEN))

        def hide(file: sqlite3.Connection) -> tuple[LeaseId, ...]:
            statement = (
                f"UPDATE leases SET shown = 0 WHERE lease_id = ? AND state NOT IN ({states})"
                + " AND NOT instr(marks, ?)" * len(UNSETTLED)
            )
            return tuple(one for one in wanted if file.execute(statement, (one, *OPEN, *UNSETTLED)).rowcount)

        return self._database.change(hide)

    def timeline(self, lease_id: LeaseId) -> tuple[TimelineEvent, ...]:
        """Everything that happened to the lease, oldest first."""
        statement = "SELECT * FROM events WHERE lease_id = ? ORDER BY event_id"
        return self._database.read(lambda file: tuple(map(read_event, file.execute(statement, (lease_id,)))))

    def release_count(self, lease_id: LeaseId) -> ReleaseCount:
        """How many releases have left for this number, and of late for its account."""
        now = self._clock.now()
        return self._database.read(lambda file: release_count.count(file, now, lease_id))

    def newest_events(self, most: int) -> tuple[tuple[LeaseId, TimelineEvent], ...]:
        """The newest events of all leases, at most `most`, oldest first."""
        statement = "SELECT * FROM (SELECT * FROM events ORDER BY event_id DESC LIMIT ?) ORDER BY event_id"
        return self._database.read(
            lambda file: tuple(
                (LeaseId(row["lease_id"]), read_event(row)) for row in file.execute(statement, (most,))
            )
        )

    def unsettled(self, lease_id: LeaseId, *, of_act: bool) -> Unsettled:
        """What bears on the number, or with `of_act` on the last act on it, whose outcome is not known."""
        return self._database.read(lambda file: unsettled.read(file, lease_id, of_act=of_act))

    def raw_answers(self, lease_id: LeaseId) -> tuple[RawAnswer, ...]:
        """The lease's answers as they came, oldest first: all of its paying acts, the odd ones of others."""
        statement = """
            SELECT answers.act, utc, boot, elapsed, raw, event_id FROM answers JOIN events USING (event_id)
            WHERE answers.lease_id = ? ORDER BY answer_id
        """
        return self._database.read(
            lambda file: tuple(
                RawAnswer(
                    row["act"],
                    Stamp(row["utc"], row["boot"], row["elapsed"]),
                    row["raw"],
                    row["event_id"],
                )
                for row in file.execute(statement, (lease_id,))
            )
        )

    def spending(self) -> Spending:
        """What was spent today and this month, by all accounts, and what may be charged still."""
        now = self._clock.now()
        return self._database.read(lambda file: spending.spending(file, now))

    # Whose it is

    def add_account(self, *, label: str, host: str, api_name: str) -> Account:
        """The account of this API name at this host; one known already is returned as it is.

        An account that came as a pasted token has no API name, and its label tells it from others.
        """
        now = self._clock.now()
        return self._database.change(lambda file: account_row.add(file, now, label, host, api_name))

    def accounts(self) -> tuple[Account, ...]:
        """All accounts, oldest first."""
        return self._database.read(account_row.every)

    def see_balance(self, account_id: AccountId, info: AccountInfo) -> BalanceSeen:
        """Write down what myInfo said now."""
        now = self._clock.now()
        return self._database.change(
            lambda file: account_row.see_balance(file, now, account_id, info), answer=True
        )

    def last_balance(self, account_id: AccountId) -> tuple[AccountInfo, BalanceSeen] | None:
        """What myInfo said last, and when."""
        return self._database.read(lambda file: account_row.last_balance(file, account_id))

    def balances(self, account_id: AccountId, since: Stamp, until: Stamp) -> tuple[BalanceSeen, ...]:
        """Every balance seen between two moments, oldest first."""
        return self._database.read(lambda file: account_row.balances(file, account_id, since.utc, until.utc))

    def books(self, account_id: AccountId, since: Stamp, until: Stamp) -> AccountRecord:
        """What moved the account's balance between two moments, with the last balance before them."""
        return self._database.read(lambda file: books.read(file, account_id, since, until))

    def pacing_stamps(self) -> dict[tuple[str, str], Stamp]:
        """When each act was last asked, by act and key."""
        return self._database.read(account_row.pacing_stamps)

    def keep_pacing_stamp(self, act: str, key: str, at: Stamp) -> None:
        """Write down when an act was last asked, so that its gap is kept over a restart."""
        self._database.change(lambda file: account_row.keep_pacing_stamp(file, act, key, at))

    def back_up(self) -> Path | None:
        """Copy the journal once a day and keep the last few copies; None when today's is there."""
        now, folder = self._clock.now(), self._database.path.parent
        if retention.is_begun(folder):
            # What is to be deleted is in no new copy.
            return None
        return self._database.outside(lambda file: backup.daily(file, folder, now))

    def copy_now(self, largest: int | None = None) -> Path | None:
        """Have a copy of all that happened up to now; None when there is one, or none can be made now.

        A journal of more than `largest` bytes is left alone.
        """
        folder = self._database.path.parent
        if retention.is_begun(folder):
            return None
        return self._database.outside(lambda file: backup.latest(file, folder, largest))
