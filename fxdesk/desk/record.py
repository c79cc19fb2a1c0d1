# SPDX-License-Identifier: MIT
"""Write each event down before it is told, and hold in memory what the disk refuses until it takes it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from fxdesk.core.auto_release import OPENINGS, after_event
from fxdesk.core.clock import Clock, Stamp
from fxdesk.core.errors import JournalFailed
from fxdesk.core.lease_state import ENDED, UNSETTLED, Event, Mark, State, step
from fxdesk.core.model import KeptSms, Lease, LeaseId
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.core.use_again_rules import may_be_in_use
from fxdesk.desk.board import Board
from fxdesk.desk.news import News
from fxdesk.desk.steps import reached
from fxdesk.store.journal import Journal

log = logging.getLogger(__name__)

_WHILE_THE_STATE_HOLDS = (
    "uncertain",
    "release",
    "blacklist",
    "old",
    "unknown",
    "again",
    "send",
    "receipt",
    "same",
    "auto",
    "not released",
    "look",
)
"""What is told of a lease under these words is over when its state is, or its round."""


class Record:
    """The journal as the use cases write it: one event at a time, told only when it is kept.

    An answer that could not be written is shown from memory as NOT SAVED and tried again by `retry`; until
    that succeeds `failed` holds and nothing may be bought. `retry_later` asks for a `retry` in a second;
    `auto_release` says when a number that begins to wait now is released by itself.
    """

    def __init__(
        self,
        journal: Journal,
        board: Board,
        news: News,
        clock: Clock,
        retry_later: Callable[[], None],
        auto_release: Callable[[Stamp], Stamp | None] = lambda now: None,
    ) -> None:
        self._journal, self._board, self._news, self._clock = journal, board, news, clock
        self._retry_later, self._auto_release = retry_later, auto_release
        self._lock = threading.RLock()
        self._unsaved: list[tuple[LeaseId, Callable[[], object]]] = []
        self._failure = JournalFailed("disk full")

    @property
    def failed(self) -> bool:
        """Whether something is known that the journal does not hold."""
        return bool(self._unsaved)

    @property
    def failure(self) -> JournalFailed | None:
        """Why something is known that the journal does not hold; None: it holds all."""
        return self._failure if self._unsaved else None

    def answered(self, lease_id: LeaseId, act: str, raw: bytes, fault: str = "") -> None:
        """Keep an answer as it came, before it is read; `fault` is what broke it off."""

        def write() -> None:
            self._journal.answered(lease_id, act, raw, fault)

        with self._lock:
            self._write(lease_id, write)

    def intend(self, lease_id: LeaseId, event: Event, **facts: Any) -> Lease:
        """Write a paying intent and show it; what is not written must not be asked for.

        `facts` are those of Journal.record. Raises JournalFailed, and NotSent where the state forbids it.
        """
        with self._lock:
            if (failure := self.failure) is not None:
                raise failure
            lease = self._board.put(self._journal.record(lease_id, event, **facts))
            reached(f"kept {event}")
            return lease

    def event(self, lease_id: LeaseId, event: Event, **facts: Any) -> Lease:
        """Write an event, show the lease as it stands after it and return it.

        `facts` are those of Journal.record.
        """
        facts.setdefault("looks", self._board.take_looks(lease_id))
        before = self._board.get(lease_id)
        if event in OPENINGS:
            facts.setdefault("due", self._auto_release(self._clock.now()))

        def write() -> None:
            lease = self._journal.record(lease_id, event, **facts)
            reached(f"kept {event}")
            self._board.put(lease, unsaved=self._pending(lease_id))

        with self._lock:
            if not self._write(lease_id, write):
                self._board.put(self._imagined(lease_id, event, facts), unsaved=True)
                self._news.notice(Notice(f"unsaved {lease_id}", Topic.NOT_SAVED, Rank.BAD, lease_id))
            lease = self._board.get(lease_id)
            if lease is None:
                lease = self._journal.lease(lease_id)
        if before is not None and (lease.state, lease.rounds) != (before.state, before.rounds):
            for word in _WHILE_THE_STATE_HOLDS:
                self._news.withdraw(f"{word} {lease_id}")
        return lease

    def kept(self, lease_id: LeaseId) -> Lease:
        """A lease as the journal has it, in the table or not. Raises JournalFailed."""
        return self._journal.lease(lease_id)

    def owe(self, lease_id: LeaseId, write: Callable[[], object]) -> None:
        """Write this as soon as the journal takes it; until then nothing may be bought."""
        with self._lock:
            self._unsaved.append((lease_id, write))

    def reload(self, lease_ids: Iterable[LeaseId]) -> None:
        """Show these as the journal has them now, but for what it does not hold yet."""
        for lease_id in tuple(lease_ids):
            with self._lock:
                if not self._pending(lease_id):
                    self._board.put(self._journal.lease(lease_id))

    def retry(self) -> bool:
        """Write what could not be written before, oldest first; True when all is kept."""
        with self._lock:
            waiting = self._unsaved
            lease_ids = {lease_id for lease_id, _ in waiting}
            while waiting:
                try:
                    waiting[0][1]()
                except JournalFailed:
                    return False
                del waiting[0]
            for lease_id in lease_ids:
                self._board.put(self._journal.lease(lease_id))
                self._news.withdraw(f"unsaved {lease_id}")
            return self._whole()

    def tell_failure(self, error: JournalFailed) -> None:
        """Say that the journal can't be written, until a `retry` finds that it can."""
        log.error("journal failed: %s", error.cause)
        self._failure = error
        self._news.notice(Notice("journal", Topic.JOURNAL_FAILED, Rank.BAD, error=error))
        self._retry_later()

    def _whole(self) -> bool:
        """Take back the room that the disk cost; only then all is well again."""
        try:
            self._journal.remake_reserve()
            self._journal.keep_pacing_stamp("retry", "", self._clock.now())
        except JournalFailed:
            return False
        self._news.withdraw("journal")
        return True

    def _pending(self, lease_id: LeaseId) -> bool:
        return any(waiting == lease_id for waiting, _ in self._unsaved)

    def _write(self, lease_id: LeaseId, write: Callable[[], None]) -> bool:
        # What comes after an unsaved event of the same lease must be written after it.
        if not self._pending(lease_id):
            try:
                write()
                return True
            except JournalFailed as error:
                self.tell_failure(error)
        self._unsaved.append((lease_id, write))
        return False

    def _imagined(self, lease_id: LeaseId, event: Event, facts: dict[str, Any]) -> Lease:
        """The lease as the journal would have it."""
        lease = self._board.get(lease_id)
        if lease is None:
            raise LookupError(f"no lease {lease_id}")
        now: Stamp = self._clock.now()
        changes: dict[str, Any] = {
            name: facts[name] for name in ("grant", "refusal", "due", "reason") if facts.get(name) is not None
        }
        if facts.get("grant") is not None:
            changes["granted"] = now
            if price := facts.get("detail", {}).get("price"):
                changes["granted_price"] = Decimal(price)
        move = step(lease.state, event, lease.marks)
        if (sms := facts.get("sms")) is not None:
            if sms in [(known.code, known.text) for known in lease.sms[-1:]]:
                return lease
            if may_be_in_use(lease):
                # It proves that the number is in use again.
                changes |= {"rounds": lease.rounds + 1, "marks": lease.marks - UNSETTLED, "again_until": None}
                lease = lease._replace(**changes)
            receipt = move is not None and move.to is State.RECEIPT
            kept = KeptSms(-1, sms.code, sms.text, now, receipt, lease.state in ENDED, lease.rounds)
            changes["sms"] = (*lease.sms, kept)
        state = lease.state if move is None else move.to
        changes["auto_release"] = after_event(lease, state, event, facts.get("due"), now)
        if event in OPENINGS:
            changes.pop("due", None)
            if state is not lease.state:
                changes["granted"] = now
        if move is not None:
            changes["rounds"] = lease.rounds + ((lease.state, move.to) == (State.RECEIVED, State.WAITING))
            changes["state"] = move.to
            changes["marks"] = (lease.marks | move.sets) - move.clears | {Mark.NOT_SAVED}
        return lease._replace(changed=now, **changes)
