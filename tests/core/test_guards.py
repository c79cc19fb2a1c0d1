# SPDX-License-Identifier: MIT
"""A person is asked before they pay for what they did not see, and agrees to nothing but what was said."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from fxdesk.core.clock import Stamp
from fxdesk.core.guards import (
    OLD_LIST_SECONDS,
    SAME_OFFER_SECONDS,
    Circumstances,
    Doubt,
    PriceRange,
    Wish,
    question,
)
from fxdesk.core.model import CountryId, LeaseId, Order, ServiceId

NOW = Stamp(1_790_000_000.0, "boot", 50_000.0)
ORDER = Order(ServiceId("1"), "Harbour", CountryId("mys"), "+60/马来西亚/Malaysia", Decimal("0.65"))
WISH = Wish(ORDER)

amounts = st.decimals(Decimal("0.01"), Decimal(5), places=4)


def at(price: str, most: str | None = None) -> PriceRange:
    return PriceRange(Decimal(price), Decimal(most or price))


def ago(seconds: float, boot: str = "boot") -> Stamp:
    return Stamp(NOW.utc - seconds, boot, NOW.elapsed - seconds)


FRESH = Circumstances(at("0.65"), ago(60))


def doubts(known: Circumstances, wish: Wish = WISH) -> set[Doubt]:
    return set(question(wish, known, NOW).doubts)


def test_that_nothing_is_asked_where_all_is_as_it_was_seen() -> None:
    assert not doubts(FRESH)
    assert not doubts(FRESH._replace(price=at("0.60")))
    # A list that does not name the offer says nothing of its price.
    assert not doubts(FRESH._replace(price=None))


def test_that_a_price_above_the_one_seen_is_asked_about() -> None:
    assert doubts(FRESH._replace(price=at("0.6501"))) == {Doubt.PRICE_ROSE}
    unseen = Wish(ORDER._replace(list_price=None))
    assert doubts(FRESH, unseen) == {Doubt.PRICE_ROSE}


def test_that_any_country_is_compared_at_both_ends() -> None:
    anywhere = Wish(ORDER._replace(country_id=CountryId(""), dearest=Decimal(2)))
    assert not doubts(FRESH._replace(price=at("0.65", "2")), anywhere)
    assert doubts(FRESH._replace(price=at("0.65", "2.1")), anywhere) == {Doubt.PRICE_ROSE}
    assert doubts(FRESH._replace(price=at("0.66", "1.9")), anywhere) == {Doubt.PRICE_ROSE}


def test_that_a_list_is_old_past_thirty_minutes_and_not_before() -> None:
    assert OLD_LIST_SECONDS == 1_800
    assert not doubts(FRESH._replace(listed=ago(1_800)))
    asked = question(WISH, FRESH._replace(listed=ago(1_801)), NOW)
    assert asked.doubts == {Doubt.LIST_OLD}
    assert asked.age == 1_801


def test_that_a_list_of_another_boot_is_old_where_the_clock_cant_tell() -> None:
    assert not doubts(FRESH._replace(listed=ago(60, "before")))
    asked = question(WISH, FRESH._replace(listed=ago(-60, "before")), NOW)
    assert asked.doubts == {Doubt.LIST_OLD}
    assert asked.age is None


def test_that_a_wall_clock_that_jumped_does_not_age_a_list_of_this_boot() -> None:
    jumped = Stamp(NOW.utc + 86_400, "boot", NOW.elapsed - 60)
    assert not doubts(FRESH._replace(listed=jumped))


def test_that_having_no_list_is_asked_about() -> None:
    assert doubts(Circumstances()) == {Doubt.NO_LIST}


def test_that_the_same_offer_is_asked_about_within_five_seconds_and_not_after() -> None:
    assert SAME_OFFER_SECONDS == 5
    assert doubts(FRESH._replace(sent=NOW.elapsed - 4.999)) == {Doubt.SAME_AGAIN}
    assert not doubts(FRESH._replace(sent=NOW.elapsed - 5))


def test_that_the_same_offer_is_the_same_whatever_else_is_asked_for() -> None:
    assert WISH.sameness == Wish(ORDER._replace(max_price=Decimal(2), mobile="1159")).sameness
    assert WISH.sameness != Wish(ORDER._replace(country_id=CountryId("idn"))).sameness


def test_that_a_number_used_again_is_the_same_only_as_itself() -> None:
    again = Wish(ORDER, (LeaseId(1), 5))
    assert again.sameness == Wish(ORDER, (LeaseId(1), 30)).sameness
    assert again.sameness not in (WISH.sameness, Wish(ORDER, (LeaseId(2), 5)).sameness)


def test_that_a_yes_holds_for_what_was_said_and_for_nothing_that_changed_since() -> None:
    known = Circumstances(at("0.80"), ago(3_600), NOW.elapsed - 1)
    agreed = question(WISH, known, NOW)
    assert agreed.doubts == {Doubt.PRICE_ROSE, Doubt.LIST_OLD, Doubt.SAME_AGAIN}
    assert not question(WISH, known, NOW, agreed).doubts
    risen = known._replace(price=at("0.81"))
    assert question(WISH, risen, NOW, agreed).doubts == {Doubt.PRICE_ROSE}
    fallen = known._replace(price=at("0.70"))
    assert not question(WISH, fallen, NOW, agreed).doubts
    assert question(WISH, known._replace(listed=ago(2_000)), NOW, agreed).doubts == {Doubt.LIST_OLD}
    assert question(WISH, known._replace(sent=NOW.elapsed), NOW, agreed).doubts == {Doubt.SAME_AGAIN}
    other = Wish(ORDER._replace(country_id=CountryId("idn")))
    assert question(other, known, NOW, agreed).doubts == agreed.doubts


@given(amounts, amounts, amounts)
def test_that_nobody_pays_more_than_a_price_they_were_shown(
    seen: Decimal, then: Decimal, later: Decimal
) -> None:
    wish = Wish(ORDER._replace(list_price=seen))
    first = question(wish, FRESH._replace(price=PriceRange(then, then)), NOW)
    if not first.doubts:
        assert then <= seen
        return
    second = question(wish, FRESH._replace(price=PriceRange(later, later)), NOW, first)
    assert bool(second.doubts) == (later > then)


@given(amounts, amounts)
def test_that_a_wish_is_sent_at_the_price_of_the_list(seen: Decimal, now: Decimal) -> None:
    assert Wish(ORDER._replace(list_price=seen)).at(PriceRange(now, now)).order.list_price == now
    anywhere = Wish(ORDER._replace(country_id=CountryId(""), list_price=seen, dearest=seen))
    sent = anywhere.at(PriceRange(now, now + 1)).order
    assert (sent.list_price, sent.dearest) == (now, now + 1)
    assert Wish(ORDER).at(None).order == ORDER
