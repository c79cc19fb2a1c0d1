# SPDX-License-Identifier: MIT
"""What bears on an uncertain act is read from the journal: the act, the balances, what fell between them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fxdesk.core.lease_state import Event
from fxdesk.core.model import AccountInfo, CountryId, Lease, PKey, Sms
from fxdesk.core.unsettled import Sign, Unsettled, read
from tests.store.conftest import GRANT, ORDER, Rented

PRICE = Decimal("0.65")


class Desk:
    """A journal in which balances are seen and numbers bought, a minute apart each."""

    def __init__(self, rented: Rented) -> None:
        self.rented, self.journal = rented, rented.journal
        self._numbers = 0

    def see(self, amount: str) -> None:
        self.rented.clock.step(60)
        self.journal.see_balance(self.rented.account.account_id, AccountInfo(Decimal(amount), "1", "0"))

    def uncertain(self) -> Lease:
        """A purchase without an answer, with the last balance before it."""
        self.rented.clock.step(60)
        last = self.journal.last_balance(self.rented.account.account_id)
        lease = self.rented.asking(balance=None if last is None else last[1])
        return self.rented.after(lease, Event.OUTCOME_UNKNOWN)

    def buy(self) -> Lease:
        self.rented.clock.step(60)
        self._numbers += 1
        lease = self.rented.asking()
        grant = GRANT._replace(pkey=PKey(f"{self._numbers:048X}"))
        return self.journal.record(lease.lease_id, Event.GRANTED, act="getPhone", grant=grant)

    def receive(self, lease: Lease) -> Lease:
        self.rented.clock.step(60)
        sms = Sms("1", f"code {lease.lease_id}")
        return self.journal.record(lease.lease_id, Event.SMS, act="getPhoneCode", sms=sms)

    def known(self, lease: Lease, *, of_act: bool = False) -> Unsettled:
        return self.journal.unsettled(lease.lease_id, of_act=of_act)


@pytest.fixture
def desk(rented: Rented) -> Desk:
    return Desk(rented)


def test_that_both_balances_and_what_was_asked_are_read(desk: Desk) -> None:
    desk.see("10")
    lease = desk.uncertain()
    assert desk.known(lease).last is None
    desk.see("9.35")
    desk.see("9.35")
    known = desk.known(lease)
    assert (known.act, known.price, known.asked) == ("getPhone", PRICE, lease.asked)
    assert known.before is not None
    assert known.first is not None
    assert known.last is not None
    assert known.before.amount == 10
    assert known.first.balance.seen.utc < known.last.balance.seen.utc
    assert read(known)[:2] == (Sign.FELL_BY_PRICE, PRICE)


def test_that_a_balance_seen_before_the_act_says_nothing_of_it(desk: Desk) -> None:
    desk.see("10")
    lease = desk.uncertain()
    assert read(desk.known(lease)).sign is Sign.NOTHING_YET


def test_that_other_purchases_and_charges_are_counted(desk: Desk) -> None:
    early = desk.buy()
    desk.see("10")
    lease = desk.uncertain()
    desk.buy()
    desk.receive(early)
    desk.see("8.70")
    known = desk.known(lease)
    assert known.last is not None
    assert (known.last.purchases, known.last.charges) == (1, 1)
    assert read(known).sign is Sign.MIXED


def test_that_rows_that_were_cleared_count_too(desk: Desk) -> None:
    desk.see("10")
    lease = desk.uncertain()
    other = desk.receive(desk.buy())
    assert desk.journal.clear([other.lease_id])
    desk.see("9.35")
    assert read(desk.known(lease)).sign is Sign.MIXED


def test_that_what_was_refused_moved_nothing(desk: Desk) -> None:
    desk.see("10")
    lease = desk.uncertain()
    desk.rented.after(desk.rented.asking(), Event.NOT_SENT)
    desk.see("10")
    assert read(desk.known(lease)).sign is Sign.SAME


def test_that_the_first_balance_is_read_where_later_ones_are_mixed(desk: Desk) -> None:
    desk.see("10")
    lease = desk.uncertain()
    desk.see("10")
    desk.buy()
    desk.see("9.35")
    found = read(desk.known(lease))
    assert found.sign is Sign.SAME
    assert found.since == desk.known(lease).first


def test_that_an_act_on_a_number_has_its_own_price_and_the_earlier_sms_counts_against_it(desk: Desk) -> None:
    desk.see("10")
    seen = desk.journal.last_balance(desk.rented.account.account_id)
    assert seen is not None
    lease = desk.receive(desk.buy())
    desk.rented.clock.step(60)
    detail = {"minutes": "30", "price": "0.4"}
    desk.journal.record(lease.lease_id, Event.AGAIN_INTENDED, act="setAgain", balance=seen[1], detail=detail)
    desk.rented.after(lease, Event.AGAIN_UNKNOWN)
    desk.see("9.35")
    known = desk.known(lease, of_act=True)
    assert (known.act, known.price, dict(known.detail)["minutes"]) == ("setAgain", Decimal("0.4"), "30")
    assert known.last is not None
    assert (known.last.purchases, known.last.charges) == (1, 1)


def test_that_a_number_that_the_service_no_longer_knows_is_no_act(desk: Desk) -> None:
    desk.see("10")
    lease = desk.rented.after(desk.buy(), Event.LOOK_UNKNOWN)
    assert desk.known(lease).act == ""


def test_that_other_accounts_move_nothing_here(desk: Desk) -> None:
    desk.see("10")
    lease = desk.uncertain()
    mine = desk.rented.account
    desk.rented.account = desk.journal.add_account(label="Other", host=mine.host, api_name="other")
    desk.buy()
    desk.rented.account = mine
    desk.see("9.35")
    assert read(desk.known(lease)).sign is Sign.FELL_BY_PRICE


def test_that_a_fall_which_another_act_in_doubt_may_explain_is_told_as_that(desk: Desk) -> None:
    desk.see("10")
    lease = desk.uncertain()
    desk.rented.after(desk.rented.asking(), Event.OUTCOME_UNKNOWN)
    desk.see("9.35")
    assert read(desk.known(lease))[:2] == (Sign.FELL_BY_SOME, PRICE)


@pytest.mark.parametrize(
    ("amount", "sign"),
    [("10", Sign.SAME), ("9.35", Sign.FELL_BY_PRICE), ("9", Sign.MIXED), ("11", Sign.MIXED)],
)
def test_that_numbers_without_an_sms_leave_the_balance_readable(desk: Desk, amount: str, sign: Sign) -> None:
    desk.see("10")
    lease = desk.uncertain()
    desk.buy()
    desk.rented.after(desk.buy(), Event.RELEASE_WANTED, Event.RELEASE_SENT, Event.RELEASED)
    desk.see(amount)
    known = desk.known(lease)
    assert known.first is not None
    assert (known.first.purchases, known.first.silent) == (2, 2)
    assert read(known).sign is sign


def test_that_a_sending_in_doubt_is_not_hidden_by_its_own_number(desk: Desk) -> None:
    desk.see("10")
    seen = desk.journal.last_balance(desk.rented.account.account_id)
    assert seen is not None
    lease = desk.buy()
    desk.journal.record(lease.lease_id, Event.SEND_INTENDED, act="sendCode", balance=seen[1])
    desk.rented.after(lease, Event.SEND_UNKNOWN)
    desk.see("10")
    assert read(desk.known(lease, of_act=True)).sign is Sign.SAME


@pytest.mark.parametrize(
    ("amount", "sign"),
    [("9.35", Sign.FELL_WITHIN), ("9", Sign.FELL_WITHIN), ("8", Sign.FELL_WITHIN), ("7.9", Sign.FELL)],
)
def test_that_any_country_may_have_cost_what_each_of_them_costs(desk: Desk, amount: str, sign: Sign) -> None:
    desk.see("10")
    last = desk.journal.last_balance(desk.rented.account.account_id)
    assert last is not None
    order = ORDER._replace(country_id=CountryId(""), dearest=Decimal("2"))
    lease = desk.rented.after(desk.rented.asking(order, last[1]), Event.OUTCOME_UNKNOWN)
    desk.see(amount)
    assert read(desk.known(lease)).sign is sign
