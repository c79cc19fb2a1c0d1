# SPDX-License-Identifier: MIT
"""A low balance is warned of once for each account and amount, and taken back when it is enough."""

from __future__ import annotations

from decimal import Decimal

from fxdesk.core.clock import Stamp
from fxdesk.core.model import Account, AccountId, BalanceSeen
from fxdesk.core.notice import AccountState, Notice, SignInPhase
from fxdesk.workers.low_balance import KEY, LowBalance

LEAST = Decimal(5)


def account(number: int, balance: str | None) -> AccountState:
    seen = None if balance is None else BalanceSeen(Decimal(balance), Stamp(1.0, "boot", 1.0))
    known = Account(AccountId(number), f"yz_{number}", "127.0.0.1:1", f"yz_{number}")
    return AccountState(known, SignInPhase.IN, balance=seen)


class Watched:
    def __init__(self) -> None:
        self.told: list[Notice] = []
        self.withdrawn: list[str] = []
        self.watch = LowBalance(self.told.append, self.withdrawn.append)

    def labels(self) -> list[str]:
        return [dict(notice.facts)["account"] for notice in self.told]


def test_that_it_is_told_once_below_and_taken_back_at_the_amount() -> None:
    watched = Watched()
    for balance in ("6", "4.9999", "4.9999"):
        watched.watch.look(account(1, balance), LEAST)
    assert [dict(notice.facts)["balance"] for notice in watched.told] == ["4.9999"]
    assert watched.withdrawn == []
    watched.watch.look(account(1, "5"), LEAST)
    watched.watch.look(account(1, "5"), LEAST)
    assert watched.withdrawn == [KEY]
    watched.watch.look(account(1, "4"), LEAST)
    assert [dict(notice.facts)["balance"] for notice in watched.told] == ["4.9999", "4"]


def test_that_it_is_about_the_account_that_buys() -> None:
    watched = Watched()
    watched.watch.look(account(1, "1"), LEAST)
    watched.watch.look(account(2, "1"), LEAST)
    assert watched.labels() == ["yz_1", "yz_2"]
    watched.watch.look(account(3, "9"), LEAST)
    assert watched.withdrawn == [KEY]


def test_that_nothing_is_said_of_what_is_not_known() -> None:
    watched = Watched()
    watched.watch.look(None, LEAST)
    watched.watch.look(account(1, None), LEAST)
    watched.watch.look(account(1, "1"), None)
    assert watched.told == []
    assert watched.withdrawn == []
