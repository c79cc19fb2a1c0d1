# SPDX-License-Identifier: MIT
"""A limit stops a purchase before anything is written or asked, whatever act would pay."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from fxdesk.core.errors import NotSent, OutcomeUnknown
from fxdesk.core.lease_state import Event, State
from fxdesk.core.model import CountryId, Lease, Order, Sms
from fxdesk.core.notice import Notice, Topic
from fxdesk.core.preferences import Preferences
from tests.desk.conftest import ORDER, Office, grant

PRICE = Decimal("0.65")


def limit(office: Office, **limits: Decimal | int) -> None:
    office.preferences = Preferences(**limits)  # type: ignore[arg-type]  # fields by name


def ask(office: Office, order: Order = ORDER) -> None:
    office.client.answers.append(grant())
    office.desk.renting.rent(order, office.account, None, office.client.as_client)
    office.client.answers.clear()


def received(office: Office) -> Lease:
    lease = office.rent()
    office.look(lease.lease_id, Sms("482913", "Code 482913"))
    return office.now(lease.lease_id)


def stopped(office: Office, topic: Topic) -> Notice:
    """What was told last; nothing was asked and nothing written since `office.client.asked` was cleared."""
    assert office.client.asked == []
    notice = office.heard.notices[-1]
    assert notice.topic is topic
    return notice


def facts(notice: Notice) -> dict[str, str]:
    return dict(notice.facts)


@pytest.mark.parametrize(
    ("limits", "order", "topic"),
    [
        ({"price_cap": Decimal("0.64")}, ORDER, Topic.LIMIT_PRICE),
        ({"price_cap": Decimal("0.65")}, ORDER._replace(max_price=Decimal("0.66")), Topic.LIMIT_MAX_PRICE),
        (
            {"price_cap": Decimal(1)},
            ORDER._replace(country_id=CountryId(""), dearest=Decimal("1.5")),
            Topic.LIMIT_PRICE,
        ),
        ({"price_cap": Decimal(9)}, ORDER._replace(list_price=None), Topic.LIMIT_PRICE_UNKNOWN),
        ({"day_limit": Decimal(9)}, ORDER._replace(list_price=None), Topic.LIMIT_PRICE_UNKNOWN),
        ({"day_limit": Decimal("0.64")}, ORDER, Topic.LIMIT_DAY),
        ({"month_limit": Decimal("0.64")}, ORDER, Topic.LIMIT_MONTH),
    ],
)
def test_that_a_limit_stops_getphone_before_it_is_intended(
    office: Office, limits: dict[str, Decimal], order: Order, topic: Topic
) -> None:
    limit(office, **limits)
    ask(office, order)
    notice = stopped(office, topic)
    assert facts(notice)["service"] == "Harbour"
    assert ("any" in facts(notice)) == (not order.country_id)
    assert office.journal.leases(shown_only=False) == ()
    assert office.desk.board.all() == ()


def test_that_what_reaches_a_limit_and_does_not_pass_it_goes(office: Office) -> None:
    limit(office, price_cap=PRICE, day_limit=PRICE, month_limit=PRICE, most_open=1)
    assert office.rent().state is State.WAITING


def test_that_open_charged_and_uncertain_numbers_add_up_to_the_stop(office: Office) -> None:
    limit(office, day_limit=Decimal("2.50"))
    received(office)
    office.rent()
    office.rent(OutcomeUnknown("getPhone", "timeout"))
    office.client.asked.clear()
    ask(office)
    told = facts(stopped(office, Topic.LIMIT_DAY))
    assert (told["allowed"], told["price"]) == ("2.50", "0.6500")
    assert Decimal(told["spent"]) == 2 * PRICE
    assert Decimal(told["waiting"]) == PRICE
    assert Decimal(told["doubtful"]) == PRICE


def test_that_a_release_makes_room_for_another(office: Office) -> None:
    limit(office, day_limit=PRICE, most_open=1)
    lease = office.rent()
    office.client.asked.clear()
    ask(office)
    stopped(office, Topic.LIMIT_DAY)
    office.desk.releasing.want(lease.lease_id, 0.0)
    office.send_release(lease.lease_id, None)
    assert office.now(lease.lease_id).state is State.RELEASED
    assert office.rent().state is State.WAITING


def test_that_a_refused_request_takes_no_room(office: Office) -> None:
    limit(office, day_limit=PRICE, most_open=1)
    office.rent(NotSent("getPhone", "connect"))
    assert office.rent().state is State.WAITING


def test_that_open_numbers_are_counted_over_all_accounts(office: Office) -> None:
    limit(office, most_open=2)
    office.rent()
    office.account = office.add_account("second", "token_2")
    office.rent()
    office.client.asked.clear()
    ask(office)
    told = facts(stopped(office, Topic.LIMIT_OPEN))
    assert (told["allowed"], told["open_numbers"]) == ("2", "2")


@pytest.mark.parametrize(
    ("limits", "topic"),
    [
        ({"price_cap": Decimal("0.70")}, Topic.LIMIT_PRICE),
        ({"day_limit": Decimal("1.44")}, Topic.LIMIT_DAY),
        ({"month_limit": Decimal("1.44")}, Topic.LIMIT_MONTH),
    ],
)
def test_that_a_limit_stops_setagain_at_its_own_price(
    office: Office, limits: dict[str, Decimal], topic: Topic
) -> None:
    lease = received(office)
    limit(office, **limits)
    office.client.asked.clear()
    before = office.events(lease.lease_id)
    office.desk.using_again.use(lease.lease_id, 5, Decimal("0.80"), office.client.as_client)
    notice = stopped(office, topic)
    assert (notice.key, notice.lease_id) == (f"again {lease.lease_id}", lease.lease_id)
    assert Decimal(facts(notice)["price"]) == Decimal("0.80")
    assert office.events(lease.lease_id) == before
    # Within the limits it goes, and the next one counts it.
    limit(office, day_limit=Decimal("1.45"))
    office.client.answers.append(None)
    office.desk.using_again.use(lease.lease_id, 5, Decimal("0.80"), office.client.as_client)
    assert office.client.acts() == ["set_again"]
    assert office.now(lease.lease_id).state is State.WAITING


def test_that_setagain_takes_room_among_the_open_numbers(office: Office) -> None:
    lease = received(office)
    office.rent()
    limit(office, most_open=1)
    office.client.asked.clear()
    office.desk.using_again.use(lease.lease_id, 5, PRICE, office.client.as_client)
    stopped(office, Topic.LIMIT_OPEN)


def test_that_setagain_without_a_shown_price_is_held_to_the_dearest_country(office: Office) -> None:
    office.client.answers.append(grant())
    order = ORDER._replace(country_id=CountryId(""), dearest=Decimal("1.5"))
    office.desk.renting.rent(order, office.account, None, office.client.as_client)
    lease = office.desk.board.all()[-1]
    office.look(lease.lease_id, Sms("482913", "Code 482913"))
    limit(office, price_cap=Decimal(1))
    office.client.asked.clear()
    office.desk.using_again.use(lease.lease_id, 5, None, office.client.as_client)
    stopped(office, Topic.LIMIT_PRICE)


def test_that_sendcode_counts_as_its_number_and_goes_within_the_limits(office: Office) -> None:
    lease = office.rent()
    limit(office, price_cap=PRICE, day_limit=PRICE, month_limit=PRICE, most_open=1)
    office.client.asked.clear()
    office.client.answers.append(None)
    office.desk.sending.send(lease.lease_id, "10086", "cxye", office.client.as_client)
    assert office.client.acts() == ["send_code"]
    assert office.now(lease.lease_id).state is State.SENDING


@pytest.mark.parametrize(
    ("limits", "topic"),
    [
        ({"price_cap": Decimal("0.64")}, Topic.LIMIT_PRICE),
        ({"day_limit": Decimal("1.29")}, Topic.LIMIT_DAY),
        ({"month_limit": Decimal("1.29")}, Topic.LIMIT_MONTH),
    ],
)
def test_that_sendcode_is_not_asked_for_while_a_limit_is_passed(
    office: Office, limits: dict[str, Decimal], topic: Topic
) -> None:
    lease = office.rent()
    received(office)
    limit(office, **limits)
    office.client.asked.clear()
    office.desk.sending.send(lease.lease_id, "10086", "cxye", office.client.as_client)
    assert stopped(office, topic).key == f"send {lease.lease_id}"
    assert Event.SEND_INTENDED not in office.events(lease.lease_id)


def test_that_a_late_sms_takes_the_room_that_its_release_had_made(office: Office) -> None:
    limit(office, day_limit=PRICE)
    lease = office.rent()
    office.desk.releasing.want(lease.lease_id, 0.0)
    office.send_release(lease.lease_id, None)
    office.desk.record.event(lease.lease_id, Event.SMS, sms=Sms("482913", "late"))
    office.client.asked.clear()
    ask(office)
    stopped(office, Topic.LIMIT_DAY)


def test_that_limits_hold_over_a_restart_and_a_wall_clock_that_went_back(tmp_path: Path) -> None:
    first = Office(tmp_path / "profile")
    received(first)
    first.rent(OutcomeUnknown("getPhone", "timeout"))
    first.journal.close_all()
    second = Office(tmp_path / "profile")
    second.clock.advance(-3 * 86_400)
    second.desk.board.fill(second.journal.leases())
    limit(second, day_limit=3 * PRICE - Decimal("0.0001"))
    ask(second)
    assert Decimal(facts(stopped(second, Topic.LIMIT_DAY))["spent"]) == 2 * PRICE
    limit(second, day_limit=3 * PRICE)
    assert second.rent().state is State.WAITING
    second.journal.close_all()


def test_that_what_a_limit_said_is_taken_back_by_the_next_try(office: Office) -> None:
    limit(office, price_cap=Decimal("0.10"))
    ask(office)
    assert stopped(office, Topic.LIMIT_PRICE).key == "rent"
    limit(office)
    office.heard.withdrawn.clear()
    office.rent()
    assert "rent" in office.heard.withdrawn
