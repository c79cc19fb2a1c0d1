# SPDX-License-Identifier: MIT
"""Hold the journal to keeping what was asked, what came of it, and whose it is."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from fxdesk.core.clock import Stamp
from fxdesk.core.errors import JournalFailed
from fxdesk.core.lease_state import Event, State
from fxdesk.core.model import AccountInfo, BalanceSeen, CountryId, LeaseId, PKey, Sms
from fxdesk.store.journal import Journal
from tests.store.conftest import GRANT, ORDER, Rented, SteppedClock

FULL_ORDER = ORDER._replace(
    country_id=CountryId(""),
    list_price=Decimal("0.000001"),
    dearest=Decimal("123456.789012"),
    max_price=Decimal("1.5"),
    did="vnm-1008-99991",
    dock=True,
    mobile="4455123",
    push_url="https://example.org/push?a=1",
)


def reopened(journal: Journal, folder: Path, clock: SteppedClock) -> Journal:
    journal.close_all()
    return Journal.open(folder, clock)


def test_that_a_purchase_is_written_whole_before_it_is_asked_for(
    rented: Rented, folder: Path, clock: SteppedClock
) -> None:
    balance = BalanceSeen(Decimal("12.345678"), clock.now())
    asked = clock.step(30)
    earlier = rented.asking()
    lease = rented.asking(FULL_ORDER._replace(linked=earlier.lease_id), balance)
    assert lease.state is State.ASKING
    assert lease.order == FULL_ORDER._replace(linked=earlier.lease_id)
    assert (lease.asked, lease.balance_before) == (asked, balance)
    assert (lease.account_id, lease.host) == (rented.account.account_id, rented.account.host)
    journal = reopened(rented.journal, folder, clock)
    assert journal.lease(lease.lease_id) == lease
    assert [line.event for line in journal.timeline(lease.lease_id)] == [Event.INTENDED]
    journal.close_all()


def test_that_answers_are_kept_byte_for_byte_in_their_order(rented: Rented, clock: SteppedClock) -> None:
    lease = rented.asking()
    first = clock.step(1)
    rented.journal.answered(lease.lease_id, "getPhone", b"1|\x00\xff\xb2\xe2|")
    clock.step(1)
    rented.journal.answered(lease.lease_id, "getPhone", b"")
    answers = rented.journal.raw_answers(lease.lease_id)
    assert [(answer.act, answer.raw) for answer in answers] == [
        ("getPhone", b"1|\x00\xff\xb2\xe2|"),
        ("getPhone", b""),
    ]
    assert answers[0].at == first
    assert rented.journal.lease(lease.lease_id).state is State.ASKING


def test_that_foreign_text_comes_back_as_it_was(rented: Rented) -> None:
    text = "a|b\r\n\x00您的验证码 \u202e4711\u2066 <b>x</b> =1+1" + "Ж" * 100_000
    lease = rented.waiting(GRANT._replace(city="城市\x00|\u200f"))
    lease = rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("", text))
    assert lease.text == text
    assert lease.code == ""
    assert lease.grant is not None
    assert lease.grant.city == "城市\x00|\u200f"


def test_that_the_timeline_says_when_what_was_done_and_what_came(rented: Rented, clock: SteppedClock) -> None:
    lease = rented.asking()
    at = clock.step(2.5)
    rented.journal.record(
        lease.lease_id,
        Event.REFUSED,
        act="getPhone",
        refusal=("getPhone", "-1"),
        detail={"cause": "none there"},
    )
    line = rented.journal.timeline(lease.lease_id)[-1]
    assert (line.at, line.event, line.act, line.state) == (at, Event.REFUSED, "getPhone", State.REFUSED)
    assert dict(line.detail) == {"cause": "none there", "code": "-1"}


def test_that_the_table_gets_its_rows_oldest_first_each_with_its_own_sms(rented: Rented) -> None:
    one, two = rented.waiting(), rented.waiting(GRANT._replace(pkey=PKey("another")))
    three = rented.asking()
    two = rented.journal.record(two.lease_id, Event.SMS, sms=Sms("22", "code 22"))
    one = rented.journal.record(one.lease_id, Event.SMS, sms=Sms("11", "code 11"))
    assert rented.journal.leases() == (one, two, three)


def test_that_only_closed_rows_can_be_cleared_and_stay_in_the_journal(rented: Rented) -> None:
    opened, closed = rented.waiting(), rented.after(rented.asking(), Event.NOT_SENT)
    assert rented.journal.clear([opened.lease_id, closed.lease_id, LeaseId(99)]) == (closed.lease_id,)
    assert rented.journal.clear([closed.lease_id]) == (closed.lease_id,)
    assert rented.journal.leases() == (opened,)
    assert rented.journal.leases(shown_only=False) == (opened, closed)


def test_that_news_of_a_cleared_row_brings_it_back(rented: Rented) -> None:
    released = rented.after(rented.waiting(), Event.RELEASE_WANTED, Event.RELEASED)
    settled = rented.after(rented.asking(), Event.OUTCOME_UNKNOWN, Event.SETTLED_NOT_CHARGED)
    rented.journal.clear([released.lease_id, settled.lease_id])
    rented.journal.record(released.lease_id, Event.SMS, sms=Sms("1", "late"))
    rented.journal.answered(settled.lease_id, "getPhone", b"1|late")
    assert [lease.lease_id for lease in rented.journal.leases()] == [released.lease_id, settled.lease_id]


def test_that_an_account_is_one_for_each_name_and_host(rented: Rented) -> None:
    again = rented.journal.add_account(label="Other label", host="127.0.0.1:1", api_name="12348")
    assert again == rented.account
    elsewhere = rented.journal.add_account(label="Mine", host="other.example", api_name="12348")
    pasted = rented.journal.add_account(label="Token", host="127.0.0.1:1", api_name="")
    assert rented.journal.add_account(label="Token", host="127.0.0.1:1", api_name="") == pasted
    second = rented.journal.add_account(label="Token 2", host="127.0.0.1:1", api_name="")
    assert rented.journal.accounts() == (rented.account, elsewhere, pasted, second)


def test_that_balances_are_kept_with_their_moments(rented: Rented, clock: SteppedClock) -> None:
    account_id = rented.account.account_id
    assert rented.journal.last_balance(account_id) is None
    first = rented.journal.see_balance(account_id, AccountInfo(Decimal("10"), "1", "5"))
    clock.step(60)
    info = AccountInfo(Decimal("9.35"), "2", "6")
    second = rented.journal.see_balance(account_id, info)
    assert second.seen == clock.now()
    assert rented.journal.last_balance(account_id) == (info, second)
    assert rented.journal.balances(account_id, first.seen, second.seen) == (first, second)
    assert rented.journal.balances(account_id, second.seen, second.seen) == (second,)


def test_that_the_gaps_of_the_service_outlive_the_program(
    rented: Rented, folder: Path, clock: SteppedClock
) -> None:
    rented.journal.keep_pacing_stamp("myInfo", "1", Stamp(1, "a", 2))
    rented.journal.keep_pacing_stamp("myInfo", "1", Stamp(3, "b", 4))
    rented.journal.keep_pacing_stamp("login", "127.0.0.1:1", Stamp(5, "b", 6))
    journal = reopened(rented.journal, folder, clock)
    assert journal.pacing_stamps() == {
        ("myInfo", "1"): Stamp(3, "b", 4),
        ("login", "127.0.0.1:1"): Stamp(5, "b", 6),
    }
    journal.close_all()


def test_that_a_journal_that_cannot_be_written_says_so(rented: Rented) -> None:
    lease = rented.waiting()
    rented.journal._database.outside(lambda file: file.execute("PRAGMA query_only = ON"))
    with pytest.raises(JournalFailed) as caught:
        rented.journal.record(lease.lease_id, Event.COPIED)
    assert caught.value.cause == "read-only"
    with pytest.raises(JournalFailed):
        rented.asking()
    assert rented.journal.leases() == (lease,)
