# SPDX-License-Identifier: MIT
"""Rent one number: committed before it is asked for, asked for once, its answer kept before it is read."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from fxdesk.core.budget import purchase_of
from fxdesk.core.errors import JournalFailed, NotSent, OutcomeUnknown, Refused, SignInNeeded
from fxdesk.core.lease_state import Event, Mark
from fxdesk.core.model import Account, BalanceSeen, CountryId, Grant, Lease, Order
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.core.redact import without_secret_words, without_secrets
from fxdesk.desk.board import Board
from fxdesk.desk.news import News
from fxdesk.desk.next_step import NextStep
from fxdesk.desk.record import Record
from fxdesk.desk.spending_limits import SpendingLimits
from fxdesk.desk.steps import reached
from fxdesk.desk.tokens import Tokens
from fxdesk.store.journal import Journal

if TYPE_CHECKING:
    from fxdesk.api.client import Client

KEY = "rent"
NO_PRICES: Mapping[CountryId, Decimal] = MappingProxyType({})


class Renting:
    """The paying act getPhone. One at a time: the buying thread is the only one that calls it."""

    def __init__(
        self,
        journal: Journal,
        record: Record,
        board: Board,
        tokens: Tokens,
        news: News,
        limits: SpendingLimits,
    ) -> None:
        self._journal, self._record, self._board = journal, record, board
        self._tokens, self._news, self._limits = tokens, news, limits

    def rent(
        self,
        order: Order,
        account: Account,
        balance: BalanceSeen | None,
        client: Client,
        prices: Mapping[CountryId, Decimal] = NO_PRICES,
    ) -> NextStep:
        """Ask for one number as `account`; every outcome is written down and told.

        `prices` are the list's by country, where `order` leaves the country open.
        """
        reached("getPhone asked")
        self._news.withdraw(KEY)
        token = self._tokens.of(account.account_id)
        if token is None:
            # Without a token nothing can be asked, so nothing is intended.
            self._news.notice(
                Notice(KEY, Topic.SIGN_IN_NEEDED, Rank.WARN, facts=(("account", account.label),))
            )
            return NextStep()
        try:
            lease = self._intended(order, account, balance)
        except JournalFailed as error:
            self._record.tell_failure(error)
            return NextStep()
        return NextStep() if lease is None else self._asked(lease, token, client, prices)

    def _intended(self, order: Order, account: Account, balance: BalanceSeen | None) -> Lease | None:
        """The intent, written down; None: a limit of the person's stops it before anything is asked."""
        if (failure := self._record.failure) is not None:
            raise failure
        facts = (("service", order.service), *(() if order.country_id else (("any", "1"),)))
        if self._limits.stop(purchase_of(order), KEY, facts):
            return None
        lease = self._journal.intend(order, account=account, balance=balance)
        reached(f"kept {Event.INTENDED}")
        return self._board.put(lease)

    def _asked(
        self, lease: Lease, token: str, client: Client, prices: Mapping[CountryId, Decimal]
    ) -> NextStep:
        lease_id = lease.lease_id

        def keep(raw: bytes, fault: str = "") -> None:
            reached("getPhone read")
            self._record.answered(lease_id, "getPhone", without_secrets(raw, (token,)), fault)
            reached("getPhone answered")

        reached("getPhone sending")
        try:
            grant = client.get_phone(token=token, order=lease.order, keep=keep, lease_id=lease_id)
        except NotSent as error:
            self._record.event(lease_id, Event.NOT_SENT, act="getPhone", detail={"cause": error.cause})
            self._news.notice(Notice(KEY, Topic.RENT_NOT_SENT, Rank.WARN, lease_id, error))
            return NextStep()
        except OutcomeUnknown as error:
            self._record.event(lease_id, Event.OUTCOME_UNKNOWN, act="getPhone", detail={"cause": error.cause})
            # It stays until the row is settled, whatever is rented meanwhile.
            self._news.withdraw(KEY)
            self._news.notice(
                Notice(f"uncertain {lease_id}", Topic.RENT_UNCERTAIN, Rank.WARN, lease_id, error)
            )
            return NextStep(money=True)
        except Refused as error:
            self._record.event(lease_id, Event.REFUSED, act="getPhone", refusal=(error.act, error.code))
            self._news.notice(Notice(KEY, Topic.RENT_REFUSED, Rank.WARN, lease_id, error))
            return NextStep(void_token=token if isinstance(error, SignInNeeded) else None)
        # As the answer is kept, and as the next start would read it: without the token, wherever it stands.
        grant = Grant._make(without_secret_words(field, (token,)) for field in grant)
        reached("getPhone parsed")
        self._news.withdraw(KEY)
        detail = {}
        price = prices.get(grant.country_id)
        # With a max price, an exclusive offer may have matched instead.
        if price is not None and not lease.order.country_id and not lease.order.max_price:
            detail["price"] = str(price)
        lease = self._record.event(lease_id, Event.GRANTED, act="getPhone", grant=grant, detail=detail)
        reached("getPhone told")
        if Mark.INCOMPLETE in lease.marks:
            self._news.notice(Notice(KEY, Topic.GRANT_INCOMPLETE, Rank.WARN, lease_id))
        return NextStep(money=True)
