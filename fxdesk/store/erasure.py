# SPDX-License-Identifier: MIT
"""Take the SMS texts out of a journal's rows and leave the money: that one came, when, and in which round.

What goes: code and text of an SMS; receiver and text of a sent one; answers of the service that say anything
but what the document has them say, for a wrong answer may hold an SMS. What stays: every row, the user's own
words (a blacklist reason, labels), and the answers by which an unsettled purchase can still be judged.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import OPEN, UNSETTLED, Event, State
from fxdesk.core.model import Sms
from fxdesk.core.upkeep import TextCount
from fxdesk.store import sms_digest

DELETED = b"(deleted)"
"""Stands where an answer was."""

_NO_PKEY_YET = (State.ASKING, State.UNCERTAIN)
_REFUSAL = re.compile(rb"0\|-?[0-9]{1,4}\|?")
_MOST_FIELDS = 9
"""Of a getPhone answer in the document's form."""

Identity = tuple[str, float, str, float, str]
"""What tells a lease in every copy of the journal: host, when it was asked for, and for which service."""


class Spared(NamedTuple):
    """The leases whose texts, and those whose answers, are not to be touched."""

    texts: frozenset[Identity]
    answers: frozenset[Identity]


def spared(connection: sqlite3.Connection, *, open_too: bool) -> Spared:
    """What the program still needs: texts of watched numbers, unless `open_too`; proofs of unsettled acts."""
    rows = connection.execute(f"SELECT {_IDENTITY}, state, marks FROM leases").fetchall()
    unsettled = {
        _identity(row)
        for row in rows
        if row["state"] in _NO_PKEY_YET or UNSETTLED & set(row["marks"].split())
    }
    is_open = {_identity(row) for row in rows if row["state"] in OPEN} | unsettled
    return Spared(frozenset() if open_too else frozenset(is_open), frozenset(unsettled))


def count(connection: sqlite3.Connection, before: Stamp | None) -> TextCount:
    """How many SMS still have their text."""
    kept = spared(connection, open_too=False).texts
    found = [_identity(row) in kept for row in _texts(connection, before)]
    return TextCount(over=found.count(False), open=found.count(True))


def is_due(connection: sqlite3.Connection, before: Stamp | None) -> bool:
    """Whether `erase` would find anything, with open and unsettled numbers spared."""
    keep = spared(connection, open_too=False)
    return (
        any(_identity(row) not in keep.texts for row in _texts(connection, before))
        or any(_identity(row) not in keep.texts | keep.answers for row in _sent(connection, before))
        or any(
            _identity(row) not in keep.answers and not _says_no_text(row["act"], row["raw"], row["pkey"])
            for row in _answers(connection, before)
        )
    )


def erase(connection: sqlite3.Connection, before: Stamp | None, keep: Spared) -> tuple[int, int]:
    """Empty what came before this moment (None: all); how many SMS, and how many rows in all, were emptied.

    Runs in the caller's transaction, also on a copy of an older version.
    """
    columns = [row[1] for row in connection.execute("PRAGMA table_info(sms)")]
    texts = [row for row in _texts(connection, before) if _identity(row) not in keep.texts]
    for row in texts:
        connection.execute("UPDATE sms SET code = '', text = '' WHERE sms_id = ?", (row["sms_id"],))
        if "digest" in columns:
            digest = sms_digest.digest_of(Sms(row["code"], row["text"]))
            connection.execute("UPDATE sms SET digest = ? WHERE sms_id = ?", (digest, row["sms_id"]))
    others = 0
    for row in list(_sent(connection, before)):
        if _identity(row) not in keep.texts | keep.answers:
            connection.execute("UPDATE events SET detail = ? WHERE event_id = ?", (_NOTHING, row["event_id"]))
            others += 1
    for row in list(_answers(connection, before)):
        if _identity(row) not in keep.answers and not _says_no_text(row["act"], row["raw"], row["pkey"]):
            connection.execute("UPDATE answers SET raw = ? WHERE answer_id = ?", (DELETED, row["answer_id"]))
            others += 1
    return len(texts), len(texts) + others


_IDENTITY = "leases.host, leases.asked_utc, leases.asked_boot, leases.asked_elapsed, leases.service_id"
_NOTHING = json.dumps({"deleted": "1"}, separators=(",", ":"))


def _identity(row: sqlite3.Row) -> Identity:
    return (row["host"], row["asked_utc"], row["asked_boot"], row["asked_elapsed"], row["service_id"])


def _is_before(row: sqlite3.Row, name: str, before: Stamp | None) -> bool:
    """Within one boot by the time that passed, so that a wall clock set forward deletes nothing."""
    if before is None:
        return True
    if row[f"{name}boot"] == before.boot:
        return bool(row[f"{name}elapsed"] < before.elapsed)
    return bool(row[f"{name}utc"] < before.utc)


def _texts(connection: sqlite3.Connection, before: Stamp | None) -> Iterator[sqlite3.Row]:
    rows = connection.execute(
        f"SELECT sms.*, {_IDENTITY} FROM sms JOIN leases USING (lease_id) WHERE code <> '' OR text <> ''"
    ).fetchall()
    return (row for row in rows if _is_before(row, "received_", before))


def _sent(connection: sqlite3.Connection, before: Stamp | None) -> Iterator[sqlite3.Row]:
    rows = connection.execute(
        f"SELECT event_id, utc, boot, elapsed, {_IDENTITY} FROM events JOIN leases USING (lease_id)"
        " WHERE event = ? AND detail <> ?",
        (Event.SEND_INTENDED, _NOTHING),
    ).fetchall()
    return (row for row in rows if _is_before(row, "", before))


def _answers(connection: sqlite3.Connection, before: Stamp | None) -> Iterator[sqlite3.Row]:
    rows = connection.execute(
        f"""
        SELECT answer_id, answers.act, raw, utc, boot, elapsed, pkey, {_IDENTITY}
        FROM answers JOIN events USING (event_id) JOIN leases ON leases.lease_id = answers.lease_id
        WHERE raw <> ?
        """,
        (DELETED,),
    ).fetchall()
    return (row for row in rows if _is_before(row, "", before))


def _says_no_text(act: str, raw: bytes, pkey: str | None) -> bool:
    """Whether the answer is a plain yes or no of the document, or the grant of this very number."""
    if not raw or _REFUSAL.fullmatch(raw.strip()) or raw.strip() in (b"1", b"1|"):
        return True
    fields = raw.split(b"|")
    return act == "getPhone" and len(fields) <= _MOST_FIELDS and fields[1:2] == [(pkey or "").encode()]
