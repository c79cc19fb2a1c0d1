# SPDX-License-Identifier: MIT
"""Hold what the journal knows of money to the events that brought it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from decimal import Decimal

import pytest

from fxdesk.core.books import UNBOUNDED, AccountRecord, Between, Kind, Outcome, Price, Purchase
from fxdesk.core.clock import Stamp, later
from fxdesk.core.lease_state import Event, State
from fxdesk.core.model import AccountInfo, CountryId, Order, Sms
from fxdesk.core.reconcile import reconcile
from fxdesk.store.journal import Journal
from tests.store.conftest import GRANT, ORDER, Rented, SteppedClock

PRICE = Price(Decimal("0.65"), Decimal("0.65"))
CODE = Sms("4711", "Your code is 4711")


@pytest.fixture
def begin(clock: SteppedClock) -> Stamp:
    return clock.now()


def read(rented: Rented, begin: Stamp) -> AccountRecord:
    return rented.journal.books(rented.account.account_id, begin, rented.clock.now())


def only(rented: Rented, begin: Stamp) -> Purchase:
    (purchase,) = read(rented, begin).purchases
    return purchase


def see(rented: Rented, amount: str) -> None:
    rented.journal.see_balance(rented.account.account_id, AccountInfo(Decimal(amount), "1", "0"))


def test_that_an_sms_is_dated_by_the_last_look_that_found_nothing(
    rented: Rented, clock: SteppedClock, begin: Stamp
) -> None:
    lease = rented.waiting()
    received = clock.step(60)
    rented.journal.record(lease.lease_id, Event.SMS, sms=CODE, detail={"quiet": "5.250"})
    purchase = only(rented, begin)
    assert purchase.sms == Between(later(received, -5.25), received)
    assert (purchase.price, purchase.outcome, purchase.open) == (PRICE, Outcome.ACCEPTED, False)
    assert purchase.end is purchase.late_sms is purchase.doubtful is None
    clock.step(10)
    rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("", "another"))
    assert only(rented, begin).sms == purchase.sms


def test_that_an_sms_without_a_look_before_it_may_have_come_since_the_number_was_got(
    rented: Rented, clock: SteppedClock, begin: Stamp
) -> None:
    lease = rented.waiting()
    got = clock.now()
    received = clock.step(60)
    rented.journal.record(lease.lease_id, Event.SMS, sms=CODE)
    assert only(rented, begin).sms == Between(got, received)


def test_that_a_release_lies_between_its_sending_and_its_answer(
    rented: Rented, clock: SteppedClock, begin: Stamp
) -> None:
    lease = rented.waiting()
    assert only(rented, begin).open
    clock.step(30)
    rented.after(lease, Event.RELEASE_WANTED)
    sent = clock.step(3)
    rented.after(lease, Event.RELEASE_SENT)
    answered = clock.step(1)
    rented.after(lease, Event.RELEASED)
    purchase = only(rented, begin)
    assert purchase.end == Between(sent, answered)
    assert not purchase.open
    clock.step(20)
    rented.journal.record(lease.lease_id, Event.SMS, sms=CODE)
    purchase = only(rented, begin)
    assert purchase.sms is None
    assert purchase.late_sms is not None
    assert purchase.end == Between(sent, answered)


def test_that_a_number_closed_by_the_service_ended_since_the_last_look(
    rented: Rented, clock: SteppedClock, begin: Stamp
) -> None:
    lease = rented.waiting()
    gone = clock.step(300)
    rented.journal.record(lease.lease_id, Event.LOOK_GONE, detail={"quiet": "6"})
    assert only(rented, begin).end == Between(later(gone, -6), gone)


def test_that_each_use_of_a_number_is_a_purchase_with_its_own_sms_and_price(
    rented: Rented, clock: SteppedClock, begin: Stamp
) -> None:
    lease = rented.waiting()
    clock.step(10)
    rented.journal.record(lease.lease_id, Event.SMS, sms=CODE)
    asked = clock.step(10)
    rented.journal.record(
        lease.lease_id, Event.AGAIN_INTENDED, act="setAgain", price=Decimal("0.80"), detail={"minutes": "5"}
    )
    accepted = clock.step(2)
    rented.journal.record(lease.lease_id, Event.AGAIN_ACCEPTED, act="setAgain")
    clock.step(9)
    rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("1", "second"), detail={"quiet": "5"})
    first, second = read(rented, begin).purchases
    assert (second.act, second.asked, second.answered) == ("setAgain", asked, accepted)
    assert second.price == Price(Decimal("0.65"), Decimal("0.80"))
    assert second.sms == Between(later(clock.now(), -5), clock.now())
    assert first.sms is not None
    assert first.sms.until.elapsed < second.asked.elapsed


def test_that_what_nobody_answered_is_unknown_until_it_is_settled(
    rented: Rented, clock: SteppedClock, begin: Stamp
) -> None:
    lease = rented.asking()
    assert only(rented, begin).outcome is Outcome.UNKNOWN
    rented.after(lease, Event.OUTCOME_UNKNOWN)
    assert only(rented, begin).outcome is Outcome.UNKNOWN
    settled = clock.step(90)
    rented.after(lease, Event.SETTLED_LOST)
    purchase = only(rented, begin)
    assert (purchase.outcome, purchase.settled, purchase.answered) == (Outcome.LOST, settled, None)
    rented.after(rented.asking(), Event.REFUSED)
    assert len(read(rented, begin).purchases) == 1


def test_that_what_was_settled_as_not_charged_stays_suspected_until_an_answer_tells(
    rented: Rented, clock: SteppedClock, begin: Stamp
) -> None:
    lease = rented.after(rented.asking(), Event.OUTCOME_UNKNOWN)
    settled = clock.step(90)
    rented.after(lease, Event.SETTLED_NOT_CHARGED)
    purchase = only(rented, begin)
    assert (purchase.act, purchase.outcome, purchase.price) == ("getPhone", Outcome.DENIED, PRICE)
    assert (purchase.settled, purchase.answered) == (settled, None)
    rented.journal.record(lease.lease_id, Event.GRANTED, act="getPhone", grant=GRANT)
    assert only(rented, begin).outcome is Outcome.ACCEPTED


def test_that_a_further_use_that_was_settled_as_not_charged_explains_a_fall(
    rented: Rented, clock: SteppedClock, begin: Stamp
) -> None:
    lease = rented.journal.record(rented.waiting().lease_id, Event.SMS, sms=CODE)
    clock.step(60)
    see(rented, "41.65")
    clock.step(60)
    rented.journal.record(lease.lease_id, Event.AGAIN_INTENDED, act="setAgain", price=Decimal("0.65"))
    rented.after(lease, Event.AGAIN_UNKNOWN, Event.AGAIN_SETTLED_NOT_CHARGED)
    clock.step(60)
    see(rented, "41")
    (interval,) = reconcile(read(rented, begin)).intervals
    assert interval.unexplained == Decimal("-0.65")
    assert [(one.lease_id, one.kind) for one in interval.suspects] == [(lease.lease_id, Kind.DENIED)]


def test_that_a_sent_sms_leaves_it_open_what_was_charged(
    rented: Rented, clock: SteppedClock, begin: Stamp
) -> None:
    lease = rented.waiting()
    clock.step(5)
    rented.after(lease, Event.SEND_INTENDED, Event.SEND_UNKNOWN)
    number, sent = read(rented, begin).purchases
    assert number.doubtful is not None
    assert (sent.act, sent.outcome, sent.price.high) == ("sendCode", Outcome.UNKNOWN, UNBOUNDED)
    rented.after(lease, Event.SEND_SETTLED_CHARGED)
    assert [one.act for one in read(rented, begin).purchases] == ["getPhone"]
    # The receipt is no code, and no charge.
    lease = rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("ok", "sent"))
    assert lease.state is State.RECEIPT
    assert only(rented, begin).sms is None
    rented.after(lease, Event.DONE)
    purchase = only(rented, begin)
    assert (purchase.outcome, purchase.open) == (Outcome.ACCEPTED, False)


@pytest.mark.parametrize(
    ("order", "price"),
    [
        (ORDER, PRICE),
        (ORDER._replace(max_price=Decimal("0.9")), Price(Decimal("0.65"), Decimal("0.9"))),
        (
            ORDER._replace(country_id=CountryId(""), dearest=Decimal("2")),
            Price(Decimal("0.65"), Decimal("2")),
        ),
        (ORDER._replace(list_price=None), Price(Decimal(0), UNBOUNDED)),
        (ORDER._replace(list_price=None, max_price=Decimal("1")), Price(Decimal(0), Decimal("1"))),
    ],
)
def test_that_a_price_is_as_exact_as_the_list_and_the_order_leave_it(
    rented: Rented, begin: Stamp, order: Order, price: Price
) -> None:
    lease = rented.asking(order)
    rented.journal.record(lease.lease_id, Event.GRANTED, act="getPhone", grant=GRANT)
    assert only(rented, begin).price == price


def test_that_a_number_sold_twice_has_its_sms_counted_on_the_newer_row(
    rented: Rented, clock: SteppedClock, begin: Stamp
) -> None:
    rows = [rented.waiting(), rented.waiting()]
    clock.step(20)
    for lease in rows:
        rented.journal.record(lease.lease_id, Event.SMS, sms=CODE)
    assert [one.shared for one in read(rented, begin).purchases] == [True, False]


def test_that_the_books_begin_with_the_last_balance_before_and_hold_one_account_only(
    rented: Rented, clock: SteppedClock
) -> None:
    see(rented, "50")
    clock.step(86_400)
    see(rented, "40")
    rented.waiting()
    begin = clock.step(3_600)
    other = rented.journal.add_account(label="Other", host="127.0.0.1:1", api_name="other")
    rented.journal.intend(ORDER, account=other, balance=None)
    clock.step(60)
    see(rented, "39.35")
    record = read(rented, begin)
    assert [str(one.amount) for one in record.balances] == ["40", "39.35"]
    assert len(record.purchases) == 1
    assert [name.service for _, name in record.names] == ["Some service"]
    assert rented.journal.books(other.account_id, begin, clock.now()).balances == ()


def test_that_a_charge_written_down_after_the_end_lies_between_its_two_balances(
    rented: Rented, clock: SteppedClock, begin: Stamp
) -> None:
    see(rented, "10")
    clock.step(5)
    lease = rented.waiting()
    clock.step(20)
    rented.after(lease, Event.RELEASE_WANTED, Event.RELEASE_SENT, Event.RELEASED)
    clock.step(65)
    see(rented, "10")
    clock.step(200)
    see(rented, "9.35")
    clock.step(3)
    books = reconcile(read(rented, begin))
    assert [one.lease_id for one in books.late] == [lease.lease_id]
    rented.journal.record(lease.lease_id, Event.CHARGED_AFTER_END, detail={"ago": "103.0"})
    books = reconcile(read(rented, begin))
    assert books.late == ()
    assert [one.unexplained for one in books.intervals] == [0, 0]
    assert books.intervals[1].entries[0].kind is Kind.CHARGED_AFTER_END


def fill(journal: Journal, account_id: int, count: int, step: float, clock: SteppedClock) -> None:
    """Write `count` received numbers, one each `step` seconds, as the journal would have written them."""
    begin = clock.now()

    def rows() -> None:
        connection = journal._database._connection()
        connection.execute("BEGIN IMMEDIATE")
        for number in range(count):
            moment = later(begin, number * step)
            connection.execute(
                "INSERT INTO leases (lease_id, account_id, host, service_id, service, country_id, country,"
                " list_price, did, dock, mobile, push_url, asked_utc, asked_boot, asked_elapsed, state,"
                " marks, changed_utc, changed_boot, changed_elapsed, pkey, reason, looks, rounds, sent_once,"
                " shown) VALUES (?,?,'h','1','s','usa','c',650000,'',0,'','',?,?,?,'received','',?,?,?,?,'',"
                "0,1,0,0)",
                (number + 1, account_id, *moment, *moment, f"key{number}"),
            )
            first = number * 4 + 1
            for place, event in enumerate(("intended", "answered", "granted", "sms")):
                connection.execute(
                    "INSERT INTO events VALUES (?,?,?,?,?,?,'',?,0,'waiting')",
                    (
                        *(first + place, number + 1, *later(moment, place * 5), event),
                        json.dumps({"quiet": "5"} if event == "sms" else {}),
                    ),
                )
            connection.execute(
                "INSERT INTO rounds VALUES (?,?,1,'getPhone',650000,?,'accepted',?)",
                (number + 1, number + 1, first, first + 2),
            )
            connection.execute(
                "INSERT INTO sms (lease_id, event_id, pkey, round, code, text, receipt, late, received_utc,"
                " received_boot, received_elapsed) VALUES (?,?,?,1,'1','t',0,0,?,?,?)",
                (number + 1, first + 3, f"key{number}", *later(moment, 15)),
            )
            connection.execute(
                "INSERT INTO balances (account_id, amount, level, points, seen_utc, seen_boot, seen_elapsed)"
                " VALUES (?,?,'1','0',?,?,?)",
                (account_id, 10**12 - (number + 1) * 650_000, *later(moment, 60)),
            )
        connection.execute("COMMIT")

    rows()
    clock.step(count * step)


@pytest.mark.soak
def test_that_the_books_of_a_month_among_a_hundred_thousand_numbers_are_read_at_once(
    rented: Rented, clock: SteppedClock, figure: Callable[[str], None]
) -> None:
    # Three years, some ninety numbers a day.
    fill(rented.journal, rented.account.account_id, 100_000, 946.0, clock)
    for days, most in ((1, 0.5), (30, 5.0), (90, 15.0)):
        begin = time.perf_counter()
        record = rented.journal.books(
            rented.account.account_id, later(clock.now(), -days * 86_400.0), clock.now()
        )
        middle = time.perf_counter()
        books = reconcile(record)
        end = time.perf_counter()
        figure(
            f"{days} days, {len(record.purchases)} of 100,000 numbers: read {middle - begin:.3f} s, "
            f"reckoned {end - middle:.3f} s"
        )
        assert end - begin < most
        assert [one for one in books.intervals if one.unexplained or one.credited] == []


def test_that_the_books_are_read_by_the_index_of_time(rented: Rented, clock: SteppedClock) -> None:
    fill(rented.journal, rented.account.account_id, 2_000, 946.0, clock)
    plan = rented.journal._database.read(
        lambda file: [
            row["detail"]
            for row in file.execute(
                "EXPLAIN QUERY PLAN SELECT DISTINCT lease_id FROM events CROSS JOIN leases USING (lease_id)"
                " WHERE events.utc BETWEEN 0 AND 1 AND account_id = 1"
            )
        ]
    )
    assert any("events_by_time" in line for line in plan)
    record = rented.journal.books(rented.account.account_id, later(clock.now(), -86_400.0), clock.now())
    assert 90 <= len(record.purchases) <= 100


def test_that_a_charge_after_the_end_counts_as_spent_once_with_its_late_sms(
    rented: Rented, clock: SteppedClock
) -> None:
    lease = rented.waiting()
    rented.after(lease, Event.RELEASE_WANTED, Event.RELEASE_SENT, Event.RELEASED)
    assert rented.journal.spending().today == 0
    clock.step(100)
    rented.journal.record(lease.lease_id, Event.CHARGED_AFTER_END, detail={"ago": "50"})
    assert rented.journal.spending().month == PRICE.low
    rented.journal.record(lease.lease_id, Event.SMS, sms=CODE)
    assert rented.journal.spending().month == PRICE.low
