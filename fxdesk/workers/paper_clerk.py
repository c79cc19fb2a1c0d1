# SPDX-License-Identifier: MIT
"""Gather in the archive's thread what a person takes out of the program, and save it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from fxdesk.core.clock import Clock
from fxdesk.core.errors import FileFailed, JournalFailed
from fxdesk.core.model import LeaseId
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.workers.lane import Lane
from fxdesk.workers.messenger import Messenger

if TYPE_CHECKING:
    from fxdesk.core.number_table import TableWords
    from fxdesk.core.support_log import SupportFacts
    from fxdesk.desk.desk import Desk
    from fxdesk.store.profile import Profile

KEY = "file"


class PaperClerk:
    """Evidence, the log for support, the table of numbers, and any text that the window has made.

    `desk` gives the desk once the journal is open, None before; the log for support can do without. `go_on`
    raises Interrupted once the program ends.
    """

    def __init__(
        self,
        desk: Callable[[], Desk | None],
        profile: Profile,
        archive: Lane,
        messenger: Messenger,
        clock: Clock,
        go_on: Callable[[], None],
    ) -> None:
        self._desk, self._profile, self._archive = desk, profile, archive
        self._messenger, self._clock, self._go_on = messenger, clock, go_on

    def evidence(self, lease_id: LeaseId) -> None:
        """Messenger.evidence tells what proves this number's life."""

        def job() -> None:
            from fxdesk.desk.evidence import gather

            desk = self._desk()
            if desk is not None:
                looks = desk.board.looks(lease_id)
                found = gather(desk.journal, desk.tokens, lease_id, self._clock.now(), self._go_on, looks)
                self._messenger.evidence.emit(found)

        self._archive.post(job, key="evidence", passing=True)

    def support_log(self) -> None:
        """Messenger.support_log tells what a support asks for."""
        self._archive.post(
            lambda: self._messenger.support_log.emit(self._support_facts()), key="support log", passing=True
        )

    def save_text(self, path: Path, text: str) -> None:
        """Write a text where the person wants it, and say so."""

        def job() -> None:
            from fxdesk.store.export import save_text

            save_text(path, text)

        self._save(path, job)

    def save_numbers(self, path: Path, words: TableWords) -> None:
        """Write every number of the journal as a table, and say so."""

        def job() -> None:
            from fxdesk.core.number_table import table
            from fxdesk.store.export import save_table

            desk = self._desk()
            if desk is None:
                raise JournalFailed("in use")
            labels = {account.account_id: account.label for account in desk.journal.accounts()}
            save_table(path, table(desk.journal.leases(shown_only=False), labels, words))

        self._save(path, job)

    def _save(self, path: Path, job: Callable[[], None]) -> None:
        def told() -> None:
            facts = (("name", path.name),)
            try:
                if self._profile.owns(path):
                    # A text in the journal's place would be all that the next start finds.
                    raise FileFailed(path.name, "own file")
                job()
            except FileFailed as error:
                self._messenger.notice(Notice(KEY, Topic.FILE_FAILED, Rank.WARN, error=error, facts=facts))
                return
            self._messenger.notice(Notice(KEY, Topic.FILE_SAVED, Rank.OK, facts=facts))

        self._archive.post(told)

    def _support_facts(self) -> SupportFacts:
        from fxdesk.core.repeated_looks import folded
        from fxdesk.core.support_log import EVENTS, SupportFacts
        from fxdesk.core.text import clean
        from fxdesk.store import log_tail
        from fxdesk.store.credentials import backend_in_use

        log = clean(log_tail.last_runs(self._profile.logs), 2 * log_tail.MOST)
        facts = SupportFacts(
            keyring=backend_in_use(),
            log="\n".join(folded(log.split("\n"))),
            crashes=clean(log_tail.last_crashes(self._profile.logs), 2 * log_tail.MOST),
        )
        desk = self._desk()
        if desk is None:
            return facts
        phases = tuple((state.account.account_id, state.phase.value) for state in desk.book.now.states)
        facts = facts._replace(journal="open", accounts=phases)
        looks = {lease.lease_id: desk.board.looks(lease.lease_id) for lease in desk.board.all()}
        try:
            events = desk.journal.newest_events(EVENTS)
            told = dict.fromkeys(lease_id for lease_id, _ in events)
            leases = tuple(desk.journal.lease(lease_id) for lease_id in told)
        except JournalFailed as error:
            return facts._replace(journal=error.cause)
        return facts._replace(events=events, leases=leases, looks=looks)
