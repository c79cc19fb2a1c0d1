# SPDX-License-Identifier: MIT
"""Write a journal of today's version as SQL text, so that later versions can be tested against it.

`python -m tests.store.old_journal > tests/data/journal-version-N.sql`, once for each version, before the next
one is begun. `restore` makes the file again.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import Event
from fxdesk.core.model import AccountInfo, CountryId, Grant, Order, PKey, ServiceId, Sms
from fxdesk.store import schema
from fxdesk.store.journal import Journal
from fxdesk.store.opening import NAME

DATA = Path(__file__).parent.parent / "data"


class _Ticking:
    def __init__(self) -> None:
        self._ticks = 0

    def now(self) -> Stamp:
        self._ticks += 1
        return Stamp(1_790_000_000.0 + self._ticks, "boot-one", 100.0 + self._ticks)

    def elapsed(self) -> float:
        return 100.0 + self._ticks


def fill(journal: Journal) -> None:
    """Give the journal one lease of each kind that a migration must carry over."""
    account = journal.add_account(label="Mine", host="www.firefox.fun", api_name="12348")
    journal.add_account(label="Pasted", host="www.firefox.fun", api_name="")
    balance = journal.see_balance(account.account_id, AccountInfo(Decimal("12.5"), "1", "30"))
    order = Order(
        ServiceId("1096"), "Some service", CountryId("tur"), "+90/土耳其/turkey", Decimal("0.65"), None
    )
    received = journal.intend(order, account=account, balance=balance).lease_id
    journal.answered(received, "getPhone", b"1|7FE78DCB|2026-08-10T08:28:21|tur|90||COM26|5551234567")
    grant = Grant(
        PKey("7FE78DCB"), "2026-08-10T08:28:21", CountryId("tur"), "90", "", "COM26", "5551234567", ""
    )
    journal.record(received, Event.GRANTED, act="getPhone", grant=grant)
    journal.record(received, Event.SMS, act="getPhoneCode", sms=Sms("4711", "您的验证码 4711"), looks=7)
    uncertain = journal.intend(order._replace(max_price=Decimal("1")), account=account, balance=None).lease_id
    journal.record(uncertain, Event.OUTCOME_UNKNOWN, act="getPhone", detail={"cause": "timeout"})
    refused = journal.intend(order, account=account, balance=None).lease_id
    journal.record(refused, Event.REFUSED, act="getPhone", refusal=("getPhone", "-1"))
    journal.clear([refused])
    waiting = journal.intend(order, account=account, balance=balance).lease_id
    journal.record(waiting, Event.GRANTED, act="getPhone", grant=grant)
    journal.record(waiting, Event.RELEASE_WANTED, due=Stamp(1_790_000_100.0, "boot-one", 200.0))
    journal.keep_pacing_stamp("myInfo", "1", Stamp(1_790_000_000.0, "boot-one", 100.0))


def text() -> str:
    """The whole file as SQL."""
    with tempfile.TemporaryDirectory() as name:
        journal = Journal.open(Path(name), _Ticking())
        fill(journal)
        journal.close_all()
        with closing(sqlite3.connect(Path(name) / NAME)) as connection:
            pragmas = (
                f"PRAGMA application_id = {schema.APPLICATION_ID};\nPRAGMA user_version = {schema.VERSION};\n"
            )
            return pragmas + "\n".join(connection.iterdump()) + "\n"


def restore(version: int, folder: Path) -> None:
    """Make the journal of that version in the folder."""
    folder.mkdir(exist_ok=True)
    with closing(sqlite3.connect(folder / NAME)) as connection:
        connection.executescript((DATA / f"journal-version-{version}.sql").read_text("utf-8"))


if __name__ == "__main__":
    sys.stdout.write(text())
