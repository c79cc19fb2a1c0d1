# SPDX-License-Identifier: MIT
"""Open the journal for a run: whole, rebuilt, or only to be read, and say which."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from fxdesk.core.clock import Clock
from fxdesk.core.errors import JournalFailed
from fxdesk.core.model import LeaseId
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.core.upkeep import Salvage
from fxdesk.desk.desk import Desk
from fxdesk.desk.recovery import read_answer
from fxdesk.store.journal import Journal

KEY = "salvage"


def open_journal(folder: Path, clock: Clock, hindrance: str = "") -> Journal:
    """The journal, or what can be read of one that can't be written, or must not be for a `hindrance`.

    Raises JournalFailed where nothing can be read, and for a newer version, which is left alone.
    """
    try:
        if hindrance:
            raise JournalFailed(hindrance)
        return Journal.open(folder, clock, read_answer)
    except JournalFailed as error:
        if error.cause == "newer version":
            raise
        try:
            return Journal.open_to_read(folder, clock, error.cause, read_answer)
        except JournalFailed:
            # Why it can't be written says more than why it can't be read either.
            raise JournalFailed(error.cause, frozen=True) from None


def recover(desk: Desk) -> frozenset[LeaseId]:
    """Settle what the last stop left half done; the leases that changed.

    What the disk does not take now is owed: it is tried again each second, and nothing is bought before.
    """
    if desk.journal.frozen:
        desk.record.tell_failure(JournalFailed(desk.journal.frozen, frozen=True))
        return frozenset()
    changed = set()
    for lease in desk.journal.leases():
        settle = partial(desk.journal.recover_one, lease.lease_id, read_answer)
        try:
            if settle() is not None:
                changed.add(lease.lease_id)
        except JournalFailed as error:
            desk.record.owe(lease.lease_id, settle)
            desk.record.tell_failure(error)
    return frozenset(changed)


def salvage_notice(salvage: Salvage, open_numbers: int) -> Notice:
    """What is told of a journal that was no good: how many numbers there are, how many of them open."""
    facts = (
        ("kind", salvage.kind),
        ("aside", salvage.aside),
        ("numbers", str(len(salvage.leases))),
        ("open", str(open_numbers)),
        ("mended", str(len(salvage.mended))),
        ("unread", str(salvage.unread)),
        ("read", str(salvage.read)),
        ("texts", str(salvage.texts)),
        ("copied", "" if salvage.copied is None else f"{salvage.copied.utc:.3f}"),
    )
    rank = Rank.WARN if salvage.kind in ("behind", "missing", "empty") else Rank.BAD
    return Notice(KEY, Topic.JOURNAL_SALVAGED, rank, facts=facts)
