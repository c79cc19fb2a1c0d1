# SPDX-License-Identifier: MIT
"""What was spent is read from the journal exactly, over restarts, late answers and clock jumps."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from fxdesk.core.budget import Spending
from fxdesk.core.lease_state import OPEN, Event, State
from fxdesk.core.model import CountryId, Lease, Sms
from fxdesk.store import spending
from fxdesk.store.journal import Journal
from tests.store.conftest import GRANT, ORDER, Rented, SteppedClock

PRICE = Decimal("0.65")
DAY = 86_400
WAYS = {
    "_NOT_OVER": "leases_not_over",
    "_WAITING": "leases_not_over",
    "_ASKED": "rounds_undecided",
    "_ACT_IN_DOUBT": "leases_in_doubt",
    "_GIVEN_UP": "rounds_given_up",
    "_AGAIN": "rounds_again",
    "_CHARGED": "sms_by_time",
}


@pytest.fixture(autouse=True)
def noon(clock: SteppedClock) -> None:
    """Begin at noon of the fifteenth, so that a step of hours stays within the day and the month."""
    utc = datetime(2026, 9, 15, 12).timestamp()
    clock.stamp = clock.stamp._replace(utc=utc)


def received(rented: Rented, code: str = "4711") -> Lease:
    lease = rented.waiting()
    return rented.journal.record(lease.lease_id, Event.SMS, sms=Sms(code, f"Code {code}"))


def again(rented: Rented, lease: Lease, price: str | None = "0.80") -> None:
    amount = None if price is None else Decimal(price)
    rented.journal.record(lease.lease_id, Event.AGAIN_INTENDED, act="setAgain", price=amount)


def figures(rented: Rented) -> tuple[Decimal | int, ...]:
    """Today, month, in doubt, open."""
    found = rented.journal.spending()
    return found.today, found.month, found.doubtful, found.waiting


def test_that_a_new_journal_has_spent_nothing(journal: Journal) -> None:
    assert journal.spending() == Spending()


def test_that_a_number_counts_as_asked_for_then_as_open_then_as_charged_once(rented: Rented) -> None:
    lease = rented.asking()
    assert figures(rented) == (0, 0, PRICE, 0)
    rented.journal.record(lease.lease_id, Event.GRANTED, act="getPhone", grant=GRANT)
    assert figures(rented) == (0, 0, 0, PRICE)
    rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("4711", "Code 4711"))
    assert figures(rented) == (PRICE, PRICE, 0, 0)
    # A second SMS on the same round is no second charge.
    rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("4712", "Code 4712"))
    assert figures(rented) == (PRICE, PRICE, 0, 0)
    rented.after(lease, Event.BLACKLIST_WANTED, Event.BLACKLISTED)
    assert figures(rented) == (PRICE, PRICE, 0, 0)


@pytest.mark.parametrize(
    "events",
    [
        (Event.RELEASE_WANTED, Event.RELEASED),
        (Event.LOOK_GONE,),
        (Event.LOOK_BLACKED,),
        (Event.LOOK_UNKNOWN, Event.SETTLED_GONE),
    ],
)
def test_that_a_number_that_ends_without_an_sms_costs_nothing_and_a_late_one_does(
    rented: Rented, events: tuple[Event, ...]
) -> None:
    lease = rented.after(rented.waiting(), *events)
    assert lease.state not in OPEN
    assert figures(rented) == (0, 0, 0, 0)
    rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("4711", "late"))
    assert figures(rented) == (PRICE, PRICE, 0, 0)


@pytest.mark.parametrize("event", [Event.REFUSED, Event.NOT_SENT])
def test_that_what_was_refused_or_never_sent_costs_nothing(rented: Rented, event: Event) -> None:
    rented.journal.record(rented.asking().lease_id, event, act="getPhone", refusal=("getPhone", "-1"))
    assert rented.journal.spending() == Spending()


def test_that_an_unknown_outcome_counts_on_every_day_until_it_is_settled(
    rented: Rented, clock: SteppedClock
) -> None:
    lease = rented.asking()
    rented.after(lease, Event.OUTCOME_UNKNOWN)
    clock.step(40 * DAY)
    assert figures(rented) == (0, 0, PRICE, 0)
    rented.after(lease, Event.SETTLED_NOT_CHARGED)
    assert figures(rented) == (0, 0, 0, 0)
    # Its answer comes after all.
    rented.journal.record(lease.lease_id, Event.GRANTED, act="getPhone", grant=GRANT)
    assert figures(rented) == (0, 0, 0, PRICE)


def test_that_what_was_settled_as_lost_counts_on_the_day_it_was_asked_for(
    rented: Rented, clock: SteppedClock
) -> None:
    lease = rented.after(rented.asking(), Event.OUTCOME_UNKNOWN)
    clock.step(DAY)
    rented.after(lease, Event.SETTLED_LOST)
    assert figures(rented) == (0, PRICE, 0, 0)
    clock.step(20 * DAY)
    assert figures(rented) == (0, 0, 0, 0)


def test_that_a_lost_number_whose_sms_comes_late_is_counted_once(rented: Rented) -> None:
    lease = rented.after(rented.waiting(), Event.LOOK_UNKNOWN, Event.SETTLED_LOST)
    assert figures(rented) == (PRICE, PRICE, 0, 0)
    rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("4711", "late"))
    assert figures(rented) == (PRICE, PRICE, 0, 0)


def test_that_the_day_and_the_month_end_at_local_midnight(rented: Rented, clock: SteppedClock) -> None:
    received(rented)
    clock.step(11.99 * 3_600)
    assert figures(rented)[:2] == (PRICE, PRICE)
    clock.step(0.02 * 3_600)
    assert figures(rented)[:2] == (0, PRICE)
    clock.stamp = clock.stamp._replace(utc=datetime(2026, 10, 1).timestamp())
    assert figures(rented)[:2] == (0, 0)


def test_that_a_second_sms_next_month_moves_no_charge_into_it(rented: Rented, clock: SteppedClock) -> None:
    lease = received(rented)
    clock.step(20 * DAY)
    rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("4712", "Code 4712"))
    assert figures(rented) == (0, 0, 0, 0)


def test_that_a_wall_clock_that_went_back_forgets_nothing(rented: Rented, clock: SteppedClock) -> None:
    received(rented)
    rented.after(rented.waiting(), Event.LOOK_UNKNOWN, Event.SETTLED_LOST)
    for back in (3_600, DAY, 40 * DAY):
        clock.stamp = clock.stamp._replace(utc=clock.stamp.utc - back)
        assert figures(rented)[:2] == (2 * PRICE, 2 * PRICE)


def test_that_a_round_of_use_again_has_its_own_price_and_outcome(rented: Rented) -> None:
    lease = received(rented)
    again(rented, lease)
    assert figures(rented) == (PRICE, PRICE, Decimal("0.80"), 0)
    rented.after(lease, Event.AGAIN_REFUSED)
    assert figures(rented) == (PRICE, PRICE, 0, 0)
    again(rented, lease, "0.90")
    rented.after(lease, Event.AGAIN_ACCEPTED)
    assert figures(rented) == (PRICE + Decimal("0.90"), PRICE + Decimal("0.90"), 0, 0)
    rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("9", "another"))
    assert figures(rented)[:2] == (PRICE + Decimal("0.90"), PRICE + Decimal("0.90"))


def test_that_a_round_of_use_again_that_is_released_was_paid_all_the_same(rented: Rented) -> None:
    lease = received(rented)
    again(rented, lease)
    rented.after(lease, Event.AGAIN_ACCEPTED, Event.RELEASE_WANTED, Event.RELEASED)
    assert figures(rented) == (PRICE + Decimal("0.80"), PRICE + Decimal("0.80"), 0, 0)


def test_that_a_use_again_of_unknown_outcome_counts_until_it_is_settled(rented: Rented) -> None:
    lease = received(rented)
    again(rented, lease)
    rented.after(lease, Event.AGAIN_UNKNOWN)
    assert figures(rented) == (PRICE, PRICE, Decimal("0.80"), 0)
    rented.after(lease, Event.AGAIN_SETTLED_NOT_CHARGED)
    assert figures(rented) == (PRICE, PRICE, 0, 0)


def test_that_a_use_again_that_was_charged_after_the_number_ended_is_spent(rented: Rented) -> None:
    lease = received(rented)
    again(rented, lease)
    rented.after(lease, Event.AGAIN_UNKNOWN, Event.BLACKLIST_WANTED, Event.BLACKLISTED)
    rented.after(lease, Event.AGAIN_SETTLED_CHARGED)
    assert figures(rented) == (PRICE + Decimal("0.80"), PRICE + Decimal("0.80"), 0, 0)


def test_that_a_sent_sms_of_unknown_outcome_keeps_its_number_counted_after_the_end(rented: Rented) -> None:
    lease = rented.after(rented.waiting(), Event.SEND_INTENDED, Event.SEND_UNKNOWN)
    # Its number counts anyway while it is open.
    assert figures(rented) == (0, 0, PRICE, 0)
    rented.after(lease, Event.RELEASE_WANTED, Event.RELEASED)
    assert figures(rented) == (0, 0, PRICE, 0)
    rented.after(lease, Event.SEND_SETTLED_NOT_CHARGED)
    assert figures(rented) == (0, 0, 0, 0)


def test_that_what_may_be_a_receipt_leaves_its_number_unsettled(rented: Rented) -> None:
    lease = rented.waiting()
    rented.journal.record(lease.lease_id, Event.SEND_INTENDED, act="sendCode")
    lease = rented.after(lease, Event.SEND_UNKNOWN)
    assert figures(rented) == (0, 0, PRICE, 0)
    kept = rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("", "短信发送成功"))
    assert (kept.state, kept.sms[-1].receipt) == (State.RECEIPT, True)
    assert figures(rented) == (0, 0, PRICE, 0)
    # A code that follows is charged, whatever became of the sending.
    rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("4711", "Code 4711"))
    assert figures(rented) == (PRICE, PRICE, 0, 0)


@pytest.mark.parametrize("settled", [Event.SEND_SETTLED_CHARGED, Event.SEND_SETTLED_NOT_CHARGED])
def test_that_once_it_is_settled_its_number_counts_as_spent(rented: Rented, settled: Event) -> None:
    lease = rented.waiting()
    rented.journal.record(lease.lease_id, Event.SEND_INTENDED, act="sendCode")
    rented.after(lease, Event.SEND_UNKNOWN)
    rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("", "短信发送成功"))
    rented.after(lease, settled)
    assert figures(rented) == (PRICE, PRICE, 0, 0)


def test_that_a_number_done_after_sending_counts_as_spent(rented: Rented) -> None:
    lease = rented.after(rented.waiting(), Event.SEND_INTENDED, Event.SEND_ACCEPTED)
    assert figures(rented) == (0, 0, 0, PRICE)
    rented.after(lease, Event.DONE)
    assert figures(rented) == (PRICE, PRICE, 0, 0)


def test_that_a_receipt_and_done_are_one_charge(rented: Rented) -> None:
    lease = rented.after(rented.waiting(), Event.SEND_INTENDED, Event.SEND_ACCEPTED)
    rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("", "sent"))
    assert figures(rented) == (PRICE, PRICE, 0, 0)
    rented.after(lease, Event.DONE)
    assert figures(rented) == (PRICE, PRICE, 0, 0)


def test_that_a_charge_that_the_balance_showed_after_the_end_counts_once(
    rented: Rented, clock: SteppedClock
) -> None:
    lease = rented.after(rented.waiting(), Event.RELEASE_WANTED, Event.RELEASED)
    clock.step(DAY)
    rented.after(lease, Event.CHARGED_AFTER_END, Event.CHARGED_AFTER_END)
    assert figures(rented) == (PRICE, PRICE, 0, 0)
    rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("4711", "late"))
    assert figures(rented) == (PRICE, PRICE, 0, 0)
    clock.step(DAY)
    assert figures(rented) == (0, PRICE, 0, 0)


def test_that_any_country_counts_at_the_dearest_and_a_max_price_at_what_it_allows(rented: Rented) -> None:
    rented.asking(ORDER._replace(country_id=CountryId(""), dearest=Decimal("2.5")))
    assert figures(rented)[2] == Decimal("2.5")
    rented.asking(ORDER._replace(max_price=Decimal("1.25")))
    assert figures(rented)[2] == Decimal("3.75")
    rented.asking(ORDER._replace(max_price=Decimal("0.5")))
    assert figures(rented)[2] == Decimal("4.40")


def test_that_what_had_no_price_is_counted_apart(rented: Rented) -> None:
    rented.asking(ORDER._replace(list_price=None))
    found = rented.journal.spending()
    assert not found.doubtful
    assert (found.unpriced, found.open_numbers) == (1, 1)


def test_that_open_numbers_are_those_of_all_accounts(rented: Rented) -> None:
    rented.asking()
    rented.account = rented.journal.add_account(label="Other", host="127.0.0.1:2", api_name="2")
    rented.waiting()
    received(rented)
    rented.after(rented.waiting(), Event.RELEASE_WANTED)
    assert rented.journal.spending().open_numbers == 3
    assert rented.journal.spending().unsettled == 0


def test_that_of_the_open_numbers_those_without_an_answer_are_known(rented: Rented) -> None:
    rented.waiting()
    rented.after(rented.asking(), Event.OUTCOME_UNKNOWN)
    found = rented.journal.spending()
    assert (found.open_numbers, found.unsettled) == (2, 1)


def test_that_the_figures_are_the_same_after_a_restart_and_when_rows_were_cleared(
    rented: Rented, folder: Path, clock: SteppedClock
) -> None:
    lease = received(rented)
    rented.asking()
    rented.waiting()
    before = rented.journal.spending()
    rented.journal.clear([lease.lease_id])
    rented.journal.close_all()
    reopened = Journal.open(folder, clock)
    assert reopened.spending() == before
    reopened.close_all()


def test_that_every_state_that_is_open_is_in_the_index_of_what_is_not_over(journal: Journal) -> None:
    plans = journal._database.read(plans_of)
    for name, index in WAYS.items():
        first, *others = plans[name]
        assert index in first, (name, first)
        # Each of the others is looked up by a key.
        assert not [step for step in others if step.startswith("SCAN")], (name, others)


def plans_of(file: sqlite3.Connection) -> dict[str, list[str]]:
    """How SQLite would find what each question is about."""
    plans = {}
    for name in WAYS:
        statement: str = getattr(spending, name)
        rows = file.execute(f"EXPLAIN QUERY PLAN {statement}", (0.0,) * statement.count("?"))
        plans[name] = [row["detail"] for row in rows]
    return plans


@pytest.mark.parametrize("leases", [pytest.param(2_000), pytest.param(100_000, marks=pytest.mark.soak)])
def test_that_years_of_numbers_do_not_slow_a_purchase(
    rented: Rented, clock: SteppedClock, leases: int, figure: Callable[[str], None]
) -> None:
    """All of them charged over the last years, a few today, and a few open."""
    received(rented)
    rented.asking()
    rented.waiting()
    expected = rented.journal.spending()
    rented.journal._database.change(lambda file: fill(file, leases, clock.stamp.utc))
    found, taken = expected, []
    for _ in range(5):
        since = time.perf_counter()
        found = rented.journal.spending()
        taken.append(time.perf_counter() - since)
    assert (found.today, found.doubtful, found.waiting) == (
        expected.today,
        expected.doubtful,
        expected.waiting,
    )
    assert found.month > expected.month
    figure(f"{leases} numbers: {1000 * min(taken):.1f} ms")
    assert min(taken) < 0.25


def fill(file: sqlite3.Connection, leases: int, now: float) -> None:
    """Copies of the first number with its round and its SMS, one an hour backwards from yesterday."""
    for table, key in (("leases", "lease_id"), ("rounds", "round_id"), ("sms", "sms_id")):
        row = dict(file.execute(f"SELECT * FROM {table} WHERE lease_id = 1").fetchone())
        rows = []
        for count in range(leases):
            copy = row | {key: 1_000 + count, "lease_id": 1_000 + count}
            if table == "sms":
                copy["received_utc"] = now - DAY - 3_600 * count
            if table == "leases":
                copy["pkey"], copy["shown"] = f"PKEY{count}", 0
            rows.append(tuple(copy.values()))
        marks = ",".join("?" * len(row))
        file.executemany(f"INSERT INTO {table} ({','.join(row)}) VALUES ({marks})", rows)
