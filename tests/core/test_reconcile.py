# SPDX-License-Identifier: MIT
from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fxdesk.core.books import AccountRecord, Between, Books, Kind, Outcome, Price, Purchase, Way
from fxdesk.core.model import BalanceSeen, LeaseId
from fxdesk.core.reconcile import reconcile
from tests.core.ledger import BEGIN, TOP_UPS, Plan, Service, build, gaps, plans, stamp, top_ups

PRICE = Decimal("0.65")
ways = st.sampled_from(tuple(Way))


def balance(amount: str, seconds: float) -> BalanceSeen:
    return BalanceSeen(Decimal(amount), stamp(seconds))


def rented(lease_id: int, at: float, *, price: Decimal = PRICE, **facts: Any) -> Purchase:
    purchase = Purchase(
        LeaseId(lease_id),
        "getPhone",
        Price(price, price),
        stamp(at),
        Outcome.ACCEPTED,
        stamp(at + 1),
        open=not facts,
    )
    return purchase._replace(**facts)


def between(since: float, until: float) -> Between:
    return Between(stamp(since), stamp(until))


def books_of(balances: list[BalanceSeen], *purchases: Purchase, silent: set[int] | None = None) -> Books:
    quiet = frozenset(LeaseId(one) for one in silent or ())
    return reconcile(AccountRecord(tuple(balances), purchases), quiet)


def assert_conserved(books: Books) -> None:
    for interval in books.intervals:
        assert interval.movement == interval.expected + interval.credited + interval.unexplained
        assert interval.expected == sum((one.change for one in interval.entries), Decimal(0))
        assert interval.credited >= 0 >= interval.unexplained
    for day in books.days:
        assert day.movement == day.credited + day.unexplained - day.charged
    if books.intervals:
        whole = books.intervals[-1].after.amount - books.intervals[0].before.amount
        assert whole == sum((day.movement for day in books.days), Decimal(0))


def assert_honest(
    way: Way, numbers: list[Plan], seen: list[tuple[float, float]], rises: list[tuple[float, Decimal]]
) -> None:
    service = build(way, numbers, seen, rises)
    books = reconcile(service.record)
    assert_conserved(books)
    assert [one for one in books.intervals if one.unexplained] == []
    assert books.late == ()
    assert books.verdict.way in (way, None)


@settings(max_examples=150, deadline=None)
@given(way=ways, numbers=st.lists(plans, max_size=7), seen=gaps, rises=top_ups)
def test_that_an_honest_service_of_either_kind_leaves_nothing_unexplained(
    way: Way, numbers: list[Plan], seen: list[tuple[float, float]], rises: list[tuple[float, Decimal]]
) -> None:
    assert_honest(way, numbers, seen, rises)


@pytest.mark.soak
@settings(max_examples=5_000, deadline=None)
@given(way=ways, numbers=st.lists(plans, max_size=12), seen=gaps, rises=top_ups)
def test_that_of_thousands_of_honest_services_none_is_accused(
    way: Way, numbers: list[Plan], seen: list[tuple[float, float]], rises: list[tuple[float, Decimal]]
) -> None:
    assert_honest(way, numbers, seen, rises)


@settings(max_examples=100, deadline=None)
@given(
    balances=st.lists(st.tuples(st.integers(0, 500), st.floats(61, 600)), min_size=1, max_size=9),
    numbers=st.lists(plans, max_size=6),
    way=ways,
)
def test_that_no_money_is_lost_in_the_reckoning_whatever_the_service_says(
    balances: list[tuple[int, float]], numbers: list[Plan], way: Way
) -> None:
    service = build(way, numbers, [], [])
    at = 0.0
    for cents, gap in balances:
        service.balances.append(BalanceSeen(Decimal(cents) / 100, stamp(at)))
        at += gap
    assert_conserved(reconcile(service.record))


@settings(max_examples=150, deadline=None)
@given(
    way=ways,
    numbers=st.lists(plans, max_size=5),
    seen=gaps,
    # What is topped up in the very interval hides the fall from everybody.
    rises=st.lists(st.tuples(st.floats(9_100.0, 9_400.0), st.sampled_from(TOP_UPS)), max_size=2),
    lag=st.floats(1.0, 900.0),
    price=st.sampled_from((Decimal("0.33"), Decimal("2.75"))),
)
def test_that_a_charge_after_the_release_is_always_found_when_only_one_number_can_explain_it(
    way: Way,
    numbers: list[Plan],
    seen: list[tuple[float, float]],
    rises: list[tuple[float, Decimal]],
    lag: float,
    price: Decimal,
) -> None:
    # Known prices of which none, and no sum of others, is the price of the number in question.
    released = Plan(100.0, price, "released", 130.0, 1.0, 1.0, 1.0, 1.0, charged_late=lag)
    others = [replace(one, fate="sms") if one.fate != "sms" else one for one in numbers]
    service = build(way, [*others, released], [(70.0, 1.0), *seen], rises, quiet_after=(9_000.0, 9_500.0))
    books = reconcile(service.record)
    assert_conserved(books)
    assert {one.lease_id for one in books.late} == service.late
    assert [one.amount for one in books.late] == [price]


def test_that_an_sms_seen_after_the_balance_may_have_been_charged_before_it() -> None:
    books = books_of(
        [balance("10", 0), balance("9.35", 603), balance("9.35", 700)],
        rented(1, 500, sms=between(600, 605)),
    )
    assert [one.unexplained for one in books.intervals] == [0, 0]
    assert [one.kind for one in books.intervals[0].entries] == [Kind.SMS]
    assert books.expected == Decimal("9.35")


def test_that_a_charge_which_no_balance_shows_yet_is_expected() -> None:
    books = books_of([balance("41.0", 0)], rented(1, 100, sms=between(150, 155)))
    assert books.expected == Decimal("40.35")
    assert [one.lease_id for one in books.since] == [1]


def test_that_without_a_known_price_nothing_is_expected() -> None:
    unknown = rented(1, 100, sms=between(150, 155))._replace(price=Price(Decimal(0), Decimal(1_000_000)))
    books = books_of([balance("41.0", 0)], unknown)
    assert books.expected is None
    later = books_of([balance("41.0", 0), balance("39.8", 300)], unknown)
    assert later.intervals[0].unexplained == 0
    assert later.intervals[0].expected == Decimal("-1.2")


def test_that_of_two_released_numbers_at_one_price_neither_is_blamed() -> None:
    ends = [rented(n, 100 + n, end=between(200 + n, 201 + n)) for n in (1, 2)]
    books = books_of([balance("10", 0), balance("10", 90), balance("10", 150), balance("9.35", 600)], *ends)
    assert books.late == ()
    (fall,) = [one for one in books.intervals if one.unexplained]
    assert fall.unexplained == -PRICE
    assert [(one.lease_id, one.kind) for one in fall.suspects] == [(1, Kind.ENDED), (2, Kind.ENDED)]


def test_that_a_fall_which_an_unsettled_act_may_explain_is_blamed_on_no_released_number() -> None:
    unsettled = rented(2, 160)._replace(outcome=Outcome.UNKNOWN, answered=None)
    ended = rented(1, 100, end=between(200, 201))
    balances = [balance("10", 0), balance("10", 150), balance("9.35", 600)]
    books = books_of(balances, ended, unsettled)
    assert books.late == ()
    assert {one.kind for one in books.intervals[-1].suspects} == {Kind.ENDED, Kind.UNSETTLED}
    assert [one.lease_id for one in books_of(balances, ended).late] == [1]


def test_that_what_was_settled_as_not_charged_may_explain_a_fall_all_the_same() -> None:
    denied = rented(2, 160)._replace(outcome=Outcome.DENIED, answered=None, settled=stamp(170))
    unsettled = rented(3, 100)._replace(outcome=Outcome.UNKNOWN, answered=None)
    balances = [balance("10", 0), balance("10", 150), balance("9.35", 600)]
    books = books_of(balances, denied, unsettled)
    suspects = [(one.lease_id, one.kind) for one in books.intervals[-1].suspects]
    assert suspects == [(2, Kind.DENIED), (3, Kind.UNSETTLED)]
    assert [one.lease_id for one in books.contradicted] == [2]
    # Where a released number may have cost it, nobody is contradicted, and it is no number's late charge.
    assert books_of(balances, denied, rented(1, 100, end=between(200, 201))).contradicted == ()
    assert books_of(balances, denied, rented(1, 100, end=between(200, 201))).late == ()


def test_that_an_open_number_nobody_has_looked_up_since_may_be_the_one_that_was_charged() -> None:
    ended, still_open = rented(1, 100, end=between(200, 201)), rented(2, 110)
    balances = [balance("10", 0), balance("10", 190), balance("9.35", 600)]
    assert books_of(balances, ended, still_open).late == ()
    assert [one.lease_id for one in books_of(balances, ended, still_open, silent={2}).late] == [1]


def test_that_a_fall_long_after_the_release_is_not_blamed_on_it() -> None:
    ended = rented(1, 100, end=between(200, 201))
    books = books_of(
        [balance("10", 0), balance("10", 190), balance("10", 2_100), balance("9.35", 2_300)], ended
    )
    assert books.late == ()
    assert books.intervals[-1].unexplained == -PRICE
    assert books.intervals[-1].suspects == ()


def test_that_a_recorded_late_charge_is_explained_and_blamed_once() -> None:
    ended = rented(1, 100, end=between(200, 201), charged_after_end=between(190, 600))
    books = books_of([balance("10", 0), balance("10", 190), balance("9.35", 600)], ended)
    assert books.late == ()
    assert [one.unexplained for one in books.intervals] == [0, 0]
    assert books.intervals[-1].entries[0].kind is Kind.CHARGED_AFTER_END


def test_that_a_late_sms_that_was_charged_is_a_charge_after_the_end() -> None:
    late = rented(1, 100, end=between(200, 201), late_sms=between(250, 255))
    seen = [balance("10", 0), balance("10", 240), balance("9.35", 600)]
    assert [(one.lease_id, one.amount) for one in books_of(seen, late).late] == [(1, PRICE)]
    # Another that ended without an SMS explains it no better; one with a late SMS does, as an unsettled act.
    other = rented(2, 110, end=between(210, 211))
    assert [one.lease_id for one in books_of(seen, late, other).late] == [1]
    as_late = other._replace(late_sms=between(260, 265))
    assert books_of(seen, late, as_late).late == ()
    unsettled = other._replace(outcome=Outcome.UNKNOWN, answered=None, end=None)
    assert books_of(seen, late, unsettled).late == ()


def test_that_a_held_price_kept_for_a_late_sms_is_a_charge_after_the_end() -> None:
    before = rented(9, 30, sms=between(140, 145))
    late = rented(1, 200, end=between(300, 301), late_sms=between(350, 355))
    first = [balance("20", 0), balance("19.35", 100), balance("19.35", 190), balance("18.70", 280)]
    kept = books_of([*first, balance("18.70", 400), balance("18.70", 700)], before, late)
    assert kept.verdict.way is Way.AT_GET_PHONE
    assert [(one.lease_id, one.amount) for one in kept.late] == [(1, PRICE)]
    given = books_of([*first, balance("19.35", 400), balance("19.35", 700)], before, late)
    assert given.late == ()
    assert books_of([*first, balance("18.70", 400)], before, late).late == ()


@pytest.mark.parametrize("way", list(Way))
def test_that_hundreds_of_charges_in_minutes_are_reckoned_in_bounds_and_accuse_nobody(way: Way) -> None:
    chance = random.Random(1)
    prices = [Decimal(chance.randrange(100, 20_000)) / 10_000 for _ in range(12)]
    numbers = [
        Plan(
            chance.uniform(30, 700),
            chance.choice(prices),
            chance.choice(("sms", "sms", "released", "forced")),
            chance.uniform(5, 60),
            *(chance.uniform(0, 1), chance.uniform(0, 1), chance.uniform(0, 6), chance.uniform(0, 2)),
        )
        for _ in range(150)
    ]
    books = reconcile(build(way, numbers, [(61.0, 1.0)] * 14, []).record)
    assert_conserved(books)
    assert books.late == ()
    assert [one for one in books.intervals if one.unexplained] == []


def test_that_a_number_is_blamed_for_one_charge_only() -> None:
    ended = rented(1, 100, end=between(200, 201), charged_after_end=between(250, 251))
    books = books_of([balance("10", 0), balance("9.35", 600), balance("8.70", 900)], ended)
    assert books.late == ()
    assert books.intervals[-1].unexplained == -PRICE
    assert books.intervals[-1].suspects == ()


def test_that_a_late_sms_explains_a_charge_and_asks_for_none() -> None:
    late = rented(1, 100, end=between(200, 201), late_sms=between(250, 255))
    charged = books_of([balance("10", 0), balance("10", 240), balance("9.35", 600)], late)
    assert [one.kind for one in charged.intervals[-1].entries] == [Kind.LATE_SMS]
    assert charged.intervals[-1].unexplained == 0
    free = books_of([balance("10", 0), balance("10", 240), balance("10", 600)], late)
    assert [one for one in free.intervals if one.entries or one.credited] == []
    assert free.expected == Decimal("10")


@pytest.mark.parametrize(
    ("balances", "way"),
    [
        ([("10", 0), ("10", 200), ("9.35", 400)], Way.AT_SMS),
        ([("10", 0), ("9.35", 200), ("9.35", 400)], Way.AT_GET_PHONE),
        ([("10", 0), ("9.35", 400)], None),
    ],
)
def test_that_the_way_of_charging_is_told_by_what_was_seen(
    balances: list[tuple[str, float]], way: Way | None
) -> None:
    books = books_of([balance(*one) for one in balances], rented(1, 100, sms=between(300, 305)))
    assert books.verdict.way is way
    assert books.verdict.seen == (0 if way is None else 2)
    assert books.verdict.against == 0
    assert [one.unexplained for one in books.intervals] == [0] * (len(balances) - 1)


def test_that_a_held_price_may_be_given_back_some_minutes_later() -> None:
    released = rented(1, 100, end=between(200, 201))
    first = [balance("10", 0), balance("9.35", 150), balance("9.35", 230)]
    books = books_of(first, released)
    assert books.verdict.way is Way.AT_GET_PHONE
    assert books.late == ()
    assert books.expected == Decimal("10.00")
    assert books_of([*first, balance("10", 400)], released).late == ()
    kept = books_of([*first, balance("9.35", 600)], released)
    assert [(one.lease_id, one.amount) for one in kept.late] == [(1, PRICE)]


def test_that_a_price_known_as_a_range_takes_what_the_balance_shows() -> None:
    anywhere = rented(1, 100, sms=between(150, 155))._replace(price=Price(Decimal("0.2"), Decimal("0.9")))
    books = books_of([balance("10", 0), balance("9.55", 300)], anywhere)
    assert books.intervals[0].entries[0].change == Decimal("-0.45")
    assert books.intervals[0].unexplained == 0
    dear = books_of([balance("10", 0), balance("9", 300)], anywhere)
    assert dear.intervals[0].unexplained == Decimal("-0.1")


def test_that_a_purchase_without_an_answer_explains_nothing_until_it_is_settled() -> None:
    unknown = rented(1, 100)._replace(outcome=Outcome.UNKNOWN, answered=None)
    seen = [balance("10", 0), balance("9.35", 300)]
    books = books_of(seen, unknown)
    assert books.intervals[0].unexplained == -PRICE
    assert [one.kind for one in books.intervals[0].suspects] == [Kind.UNSETTLED]
    lost = unknown._replace(outcome=Outcome.LOST, settled=stamp(900))
    assert books_of(seen, lost).intervals[0].unexplained == 0


def test_that_an_sms_on_two_rows_of_one_number_is_charged_once() -> None:
    when = between(150, 155)
    rows = [rented(1, 90, sms=when, shared=True), rented(2, 100, sms=when)]
    books = books_of([balance("10", 0), balance("9.35", 300)], *rows)
    assert [one.lease_id for one in books.intervals[0].entries] == [2]
    assert books.intervals[0].credited == books.intervals[0].unexplained == 0


def test_that_days_add_up_and_the_newest_comes_first() -> None:
    day = 86_400.0
    books = books_of(
        [balance("10", 0), balance("9.35", 600), balance("29.35", day), balance("28", 2 * day)],
        rented(1, 100, sms=between(150, 155)),
    )
    assert_conserved(books)
    assert [(one.charged, one.credited, one.unexplained) for one in books.days] == [
        (Decimal(0), Decimal(0), Decimal("-1.35")),
        (Decimal(0), Decimal(20), Decimal(0)),
        (PRICE, Decimal(0), Decimal(0)),
    ]


def test_that_a_thousand_numbers_and_balances_are_reckoned_at_once() -> None:
    service = Service(Way.AT_SMS)
    numbers = [
        Plan(60.0 * n, PRICE, ("sms", "released", "forced")[n % 3], 200.0, 1.0, 1.0, 4.0, 4.0)
        for n in range(1_000)
    ]
    built = build(service.way, numbers, [(61.0, 2.0)] * 1_000, [])
    books = reconcile(built.record)
    assert [one for one in books.intervals if one.unexplained or one.credited] == []
    assert books.verdict.way is Way.AT_SMS
    assert books.intervals[-1].after.amount < BEGIN


def test_that_what_was_settled_after_the_balance_stands_where_it_was_asked_for() -> None:
    again = Purchase(
        LeaseId(1),
        "setAgain",
        Price(PRICE, PRICE),
        stamp(10),
        Outcome.ACCEPTED,
        stamp(300),
        settled=stamp(300),
    )
    books = books_of([balance("10", 0), balance("9.35", 60)], again)
    (entry,) = books.intervals[0].entries
    assert (entry.kind, entry.at) == (Kind.USED_AGAIN, stamp(10))


def test_that_no_line_of_the_books_is_later_than_the_balance_that_shows_it() -> None:
    books = books_of([balance("10", 0), balance("9.35", 60)], rented(1, 10, sms=between(50, 64)))
    (entry,) = books.intervals[0].entries
    assert entry.at == stamp(60)
