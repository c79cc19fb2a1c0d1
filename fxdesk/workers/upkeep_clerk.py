# SPDX-License-Identifier: MIT
"""Take care of the journal in the archive's thread: delete texts in time, write backups, take one in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fxdesk.core.clock import Clock, Stamp
from fxdesk.core.errors import FileFailed, JournalFailed
from fxdesk.core.lease_state import OPEN
from fxdesk.core.model import Lease
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.core.preferences import Preferences
from fxdesk.core.upkeep import TextsDeleted
from fxdesk.desk.desk import Desk
from fxdesk.desk.recovery import read_answer
from fxdesk.store.upkeep import Upkeep
from fxdesk.workers.account_clerk import AccountClerk
from fxdesk.workers.lane import Lane
from fxdesk.workers.messenger import Messenger

KEY = "upkeep"
LEFT = "upkeep left"
FIRST_SECONDS = 1.0
"""Before the daily copy is made, so that it holds none of what is deleted."""
EVERY_SECONDS = 3600.0
_DAY = 86_400.0


class UpkeepClerk:
    """Retention, backup and restore. All work is posted to the archive's lane.

    `take_up` goes on with what an earlier run left of a number.
    """

    def __init__(
        self,
        desk: Desk,
        archive: Lane,
        accounts: AccountClerk,
        messenger: Messenger,
        clock: Clock,
        preferences: Callable[[], Preferences],
        take_up: Callable[[Lease], None],
    ) -> None:
        self._desk, self._archive, self._accounts = desk, archive, accounts
        self._messenger, self._clock, self._preferences = messenger, clock, preferences
        self._take_up = take_up

    @property
    def _upkeep(self) -> Upkeep:
        return self._desk.journal.upkeep

    def begin(self) -> None:
        """Finish a deletion that was stopped, and delete each hour what has become old."""
        if not self._desk.journal.frozen:
            self._archive.post(self._finish, due=self._clock.elapsed() + FIRST_SECONDS)

    def preferences_changed(self) -> None:
        """Another number of days holds at once."""
        if not self._desk.journal.frozen:
            self._archive.post(self._delete_old, key="retention", name="retention")

    def count_texts(self) -> None:
        """Tell how many texts there are (Messenger.texts_counted)."""
        self._archive.post(
            lambda: self._messenger.texts_counted.emit(self._upkeep.count_texts()), passing=True
        )

    def delete_texts(self, *, open_too: bool) -> None:
        """Delete all texts now."""
        self._archive.post(lambda: self._delete(None, open_too=open_too, asked=True))

    def delete_left_behind(self, names: tuple[str, ...]) -> None:
        """Delete files that were put aside and may hold texts."""

        def job() -> None:
            self._upkeep.delete_left_behind(names)
            self._messenger.withdraw(LEFT)

        self._archive.post(job)

    def back_up(self, target: Path) -> None:
        """Write a backup; what is to be deleted by now is deleted first."""

        def job() -> None:
            facts = (("file", target.name), ("folder", str(target.parent)))
            try:
                self._delete_old()
                self._upkeep.back_up_to(target)
            except (FileFailed, JournalFailed) as error:
                self._tell(Topic.BACKUP_FAILED, Rank.WARN, facts, error)
                return
            self._tell(Topic.BACKED_UP, Rank.OK, facts)

        self._archive.post(job)

    def look_into(self, source: Path) -> None:
        """Tell what a backup holds (Messenger.backup_seen)."""
        self._archive.post(
            lambda: self._messenger.backup_seen.emit(self._upkeep.look_into(source, read_answer)),
            passing=True,
        )

    def restore(self, source: Path) -> None:
        """Take in what a backup knows; its numbers are watched from now on."""

        def job() -> None:
            facts = (("file", source.name),)
            try:
                merged = self._upkeep.restore(source, read_answer)
                brought = (*merged.added, *merged.updated)
                for lease_id in brought:
                    self._desk.journal.recover_one(lease_id, read_answer)
            except (FileFailed, JournalFailed) as error:
                self._tell(Topic.RESTORE_FAILED, Rank.WARN, facts, error)
                return
            shown = {lease.lease_id for lease in self._desk.journal.leases()}
            came = [lease_id for lease_id in brought if lease_id in shown]
            self._accounts.take_in(self._desk.journal.accounts())
            self._desk.record.reload(came)
            leases = [self._desk.journal.lease(lease_id) for lease_id in merged.added]
            self._accounts.load_for([self._desk.journal.lease(lease_id) for lease_id in brought])
            for lease_id in came:
                if (lease := self._desk.board.get(lease_id)) is not None:
                    self._take_up(lease)
            numbers = (
                ("numbers", str(len(merged.added))),
                (
                    "open",
                    str(sum(lease.state in OPEN for lease in leases)),
                ),
            )
            self._tell(Topic.RESTORED, Rank.OK, (*facts, *numbers))
            self._delete_old()

        self._archive.post(job)

    def _finish(self) -> None:
        try:
            done = self._upkeep.finish_deletion()
            if done is not None:
                self._told(done, asked=True)
            self._delete_old()
        finally:
            self._archive.post(self._finish, due=self._clock.elapsed() + EVERY_SECONDS, name="upkeep")

    def _delete_old(self) -> None:
        days = self._preferences().keep_sms_days
        if days > 0 and not self._desk.journal.frozen:
            now = self._clock.now()
            before = Stamp(now.utc - days * _DAY, now.boot, now.elapsed - days * _DAY)
            if self._upkeep.is_due(before):
                self._delete(before, open_too=False, asked=False)

    def _delete(self, before: Stamp | None, *, open_too: bool, asked: bool) -> None:
        self._told(self._upkeep.delete_texts(before, open_too=open_too), asked=asked)

    def _told(self, done: TextsDeleted, *, asked: bool) -> None:
        self._desk.record.reload(lease.lease_id for lease in self._desk.board.all() if lease.sms)
        if asked:
            self._tell(Topic.TEXTS_DELETED, Rank.OK, (("texts", str(done.texts)),))
        if done.left:
            facts = (("files", ", ".join(done.left)), ("texts", str(done.texts)))
            self._messenger.notice(Notice(LEFT, Topic.TEXTS_LEFT, Rank.WARN, facts=facts))

    def _tell(
        self,
        topic: Topic,
        rank: Rank,
        facts: tuple[tuple[str, str], ...],
        error: FileFailed | JournalFailed | None = None,
    ) -> None:
        self._messenger.notice(Notice(KEY, topic, rank, error=error, facts=facts))
