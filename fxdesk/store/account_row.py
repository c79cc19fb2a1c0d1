# SPDX-License-Identifier: MIT
"""Keep the accounts, the balances that the service told of them, and when it was last asked what."""

from __future__ import annotations

import sqlite3

from fxdesk.core.clock import Stamp
from fxdesk.core.model import Account, AccountId, AccountInfo, BalanceSeen, from_millionths, to_millionths
from fxdesk.store.lease_row import moment, stamp_of


def _read_account(row: sqlite3.Row) -> Account:
    return Account(AccountId(row["account_id"]), row["label"], row["host"], row["api_name"])


def _read_balance(row: sqlite3.Row) -> tuple[AccountInfo, BalanceSeen]:
    amount = from_millionths(row["amount"])
    return AccountInfo(amount, row["level"], row["points"]), BalanceSeen(amount, stamp_of(row, "seen"))


def add(connection: sqlite3.Connection, now: Stamp, label: str, host: str, api_name: str) -> Account:
    """The account of this API name at this host, or of this label where there is no API name; new or not."""
    known = connection.execute(
        "SELECT * FROM accounts WHERE host = ? AND api_name = ? AND (api_name <> '' OR label = ?)",
        (host, api_name, label),
    ).fetchone()
    if known is not None:
        return _read_account(known)
    cursor = connection.execute(
        """
        INSERT INTO accounts (label, host, api_name, added_utc, added_boot, added_elapsed)
        VALUES (?,?,?,?,?,?)
        """,
        (label, host, api_name, *moment(now)),
    )
    return Account(AccountId(cursor.lastrowid or 0), label, host, api_name)


def every(connection: sqlite3.Connection) -> tuple[Account, ...]:
    """All accounts, oldest first."""
    return tuple(map(_read_account, connection.execute("SELECT * FROM accounts ORDER BY account_id")))


def see_balance(
    connection: sqlite3.Connection, now: Stamp, account_id: AccountId, info: AccountInfo
) -> BalanceSeen:
    """Write down what myInfo said."""
    connection.execute(
        """
        INSERT INTO balances (account_id, amount, level, points, seen_utc, seen_boot, seen_elapsed)
        VALUES (?,?,?,?,?,?,?)
        """,
        (account_id, to_millionths(info.balance), info.level, info.points, *moment(now)),
    )
    return BalanceSeen(info.balance, now)


def last_balance(
    connection: sqlite3.Connection, account_id: AccountId
) -> tuple[AccountInfo, BalanceSeen] | None:
    """What myInfo said last."""
    row = connection.execute(
        "SELECT * FROM balances WHERE account_id = ? ORDER BY balance_id DESC LIMIT 1", (account_id,)
    ).fetchone()
    return None if row is None else _read_balance(row)


def balances(
    connection: sqlite3.Connection, account_id: AccountId, since: float, until: float
) -> tuple[BalanceSeen, ...]:
    """Every balance seen from `since` to `until` (UTC seconds), oldest first."""
    rows = connection.execute(
        "SELECT * FROM balances WHERE account_id = ? AND seen_utc BETWEEN ? AND ? ORDER BY balance_id",
        (account_id, since, until),
    )
    return tuple(_read_balance(row)[1] for row in rows)


def keep_pacing_stamp(connection: sqlite3.Connection, act: str, key: str, at: Stamp) -> None:
    """Write down when the act was last asked for this key."""
    connection.execute("INSERT OR REPLACE INTO pacing VALUES (?,?,?,?,?)", (act, key, *moment(at)))


def pacing_stamps(connection: sqlite3.Connection) -> dict[tuple[str, str], Stamp]:
    """When each act was last asked, by act and key."""
    return {
        (row["act"], row["key"]): Stamp(row["utc"], row["boot"], row["elapsed"])
        for row in connection.execute("SELECT * FROM pacing")
    }
