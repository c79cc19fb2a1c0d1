# SPDX-License-Identifier: MIT
"""Hold renting to its promise: committed first, asked once, every outcome kept."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fxdesk.core.books import Price
from fxdesk.core.errors import (
    JournalFailed,
    NoNumbers,
    NotSent,
    OutcomeUnknown,
    SignInNeeded,
)
from fxdesk.core.lease_state import Event, Mark, State
from fxdesk.core.model import CountryId, Lease, Order, Sms
from fxdesk.core.notice import Topic
from fxdesk.store.database import Database
from fxdesk.store.journal import Journal
from tests.desk.conftest import ORDER, Office, grant

ANYWHERE = ORDER._replace(
    country_id=CountryId(""), country="", list_price=Decimal("0.0450"), dearest=Decimal("1.0500")
)
PRICES = {CountryId("mys"): Decimal("0.5152"), CountryId("usa"): Decimal("1.0500")}


def rent_anywhere(office: Office, order: Order = ANYWHERE) -> Lease:
    office.client.answers.append(grant())
    office.desk.renting.rent(order, office.account, None, office.client.as_client, PRICES)
    return office.desk.board.all()[-1]


def test_that_the_intent_is_in_the_journal_before_the_service_is_asked(office: Office) -> None:
    seen: list[State] = []
    office.client.before = lambda act: seen.extend(lease.state for lease in office.journal.leases())
    office.rent()
    assert seen == [State.ASKING]


def test_that_a_granted_number_is_in_the_table_with_its_answer_kept(office: Office) -> None:
    given = grant()
    lease = office.rent(given)
    assert office.now(lease.lease_id).state is State.WAITING
    assert lease.grant == given
    assert [answer.raw for answer in office.journal.raw_answers(lease.lease_id)] == [b"1|"]


def test_that_no_readable_answer_makes_an_uncertain_row_and_is_not_asked_again(office: Office) -> None:
    lease = office.rent(OutcomeUnknown("getPhone", "timeout"))
    assert office.now(lease.lease_id).state is State.UNCERTAIN
    assert office.client.acts() == ["getPhone"]
    assert Topic.RENT_UNCERTAIN in office.heard.topics()


def test_that_a_request_that_never_left_is_refused_and_says_so(office: Office) -> None:
    lease = office.rent(NotSent("getPhone", "connect"))
    assert office.now(lease.lease_id).state is State.REFUSED
    assert Topic.RENT_NOT_SENT in office.heard.topics()


def test_that_a_refusal_keeps_its_code(office: Office) -> None:
    lease = office.rent(NoNumbers("getPhone", "-1"))
    assert (lease.state, lease.refusal) == (State.REFUSED, ("getPhone", "-1"))


def test_that_a_void_token_asks_for_a_sign_in_and_not_for_the_number_again(office: Office) -> None:
    office.client.answers.append(SignInNeeded("getPhone", "-2"))
    step = office.desk.renting.rent(ORDER, office.account, None, office.client.as_client)
    assert step.void_token == "token_1"
    assert office.desk.board.all()[-1].state is State.REFUSED
    assert office.client.acts() == ["getPhone"]


def test_that_without_a_token_nothing_is_intended(office: Office) -> None:
    office.tokens.forget(office.account.account_id)
    office.desk.renting.rent(ORDER, office.account, None, office.client.as_client)
    assert office.journal.leases() == ()
    assert office.heard.topics() == [Topic.SIGN_IN_NEEDED]


@pytest.mark.usefixtures("noise_expected")
def test_that_a_journal_that_cannot_be_written_stops_the_purchase_before_it_is_asked(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise JournalFailed("disk full")

    monkeypatch.setattr(Journal, "intend", full)
    office.desk.renting.rent(ORDER, office.account, None, office.client.as_client)
    assert office.client.acts() == []
    assert office.heard.topics() == [Topic.JOURNAL_FAILED]


@pytest.mark.usefixtures("noise_expected")
def test_that_an_answer_that_cannot_be_written_is_shown_and_written_later(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise JournalFailed("disk full")

    given = grant()
    with monkeypatch.context() as broken:
        broken.setattr(Journal, "answered", full)
        broken.setattr(Journal, "record", full)
        lease = office.rent(given)
        assert (lease.state, lease.grant) == (State.WAITING, given)
        assert Mark.NOT_SAVED in lease.marks
        assert (Topic.NOT_SAVED, lease.lease_id) in [
            (told.topic, told.lease_id) for told in office.heard.notices
        ]
        assert not office.desk.record.retry()
        assert f"unsaved {lease.lease_id}" not in office.heard.withdrawn
        # Nothing more is bought meanwhile.
        office.desk.renting.rent(ORDER, office.account, None, office.client.as_client)
        assert office.client.acts() == ["getPhone"]
    assert office.retries > 0
    assert office.desk.record.retry()
    saved = office.now(lease.lease_id)
    assert (saved.state, saved.grant) == (State.WAITING, given)
    assert Mark.NOT_SAVED not in saved.marks
    assert office.journal.raw_answers(lease.lease_id)
    assert "journal" in office.heard.withdrawn
    assert f"unsaved {lease.lease_id}" in office.heard.withdrawn


def test_that_a_note_is_kept_with_the_settling_and_is_no_number(office: Office) -> None:
    lease = office.rent(OutcomeUnknown("getPhone", "timeout"))
    note = "the site lists +60 11 5910 0274"
    assert office.desk.settlement.settle(lease.lease_id, charged=True, note=note)
    assert dict(office.journal.timeline(lease.lease_id)[-1].detail) == {"note": note}
    assert office.now(lease.lease_id).grant is None


def test_that_the_word_of_an_uncertain_purchase_stays_until_it_is_settled(office: Office) -> None:
    lease = office.rent(OutcomeUnknown("getPhone", "timeout"))
    told = next(notice for notice in office.heard.notices if notice.topic is Topic.RENT_UNCERTAIN)
    office.heard.withdrawn.clear()
    office.rent()
    assert told.key not in office.heard.withdrawn
    office.desk.settlement.settle(lease.lease_id, charged=True)
    assert told.key in office.heard.withdrawn


def test_that_no_answer_yet_is_taken_back_when_the_number_comes(office: Office) -> None:
    office.client.before = lambda act: office.heard.withdrawn.clear()
    office.rent()
    assert "rent" in office.heard.withdrawn


@pytest.mark.usefixtures("noise_expected")
def test_that_a_journal_that_can_be_written_again_is_found_so_without_a_purchase(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise JournalFailed("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(Database, "change", full)
        office.desk.renting.rent(ORDER, office.account, None, office.client.as_client)
        assert office.retries > 0
        assert not office.desk.record.retry()
    assert "journal" not in office.heard.withdrawn
    assert office.desk.record.retry()
    assert "journal" in office.heard.withdrawn


def test_that_any_country_costs_what_the_list_said_of_the_one_that_came(office: Office) -> None:
    shown = rent_anywhere(office)
    price = Decimal("0.5152")
    began = shown.asked
    assert (shown.price, shown.at_most) == (price, price)
    # The same over a restart, in the limits and in the books; what the person saw stays known.
    kept = office.journal.lease(shown.lease_id)
    assert (kept.price, kept.at_most, kept.order) == (price, price, ANYWHERE)
    assert office.journal.leases()[-1].at_most == price
    assert office.journal.spending().waiting == price
    office.journal.record(shown.lease_id, Event.SMS, sms=Sms("4711", "Code 4711"))
    assert office.journal.spending().today == price
    record = office.journal.books(office.account.account_id, began, office.clock.now())
    assert [purchase.price for purchase in record.purchases] == [Price(price, price)]


@pytest.mark.parametrize(
    ("order", "least", "most"),
    [
        (ANYWHERE._replace(max_price=Decimal("2")), "0.0450", "2"),
        (ORDER._replace(max_price=Decimal("2")), "0.6500", "2"),
        (ORDER, "0.6500", "0.6500"),
    ],
)
def test_that_a_max_price_leaves_the_price_open_and_a_chosen_country_keeps_its_own(
    office: Office, order: Order, least: str, most: str
) -> None:
    lease = rent_anywhere(office, order)
    assert (lease.price, lease.at_most) == (Decimal(least), Decimal(most))
    assert office.journal.spending().waiting == Decimal(most)


def test_that_a_country_that_the_list_does_not_name_may_have_been_the_dearest(office: Office) -> None:
    office.client.answers.append(grant()._replace(country_id=CountryId("xyz")))
    office.desk.renting.rent(ANYWHERE, office.account, None, office.client.as_client, PRICES)
    assert office.desk.board.all()[-1].at_most == Decimal("1.0500")
    assert office.journal.spending().waiting == Decimal("1.0500")


@pytest.mark.usefixtures("noise_expected")
def test_that_the_price_of_any_country_is_known_while_the_journal_is_not_written(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise JournalFailed("disk full")

    def fail(act: str) -> None:
        monkeypatch.setattr(Journal, "record", refuse)

    office.client.before = fail
    lease = rent_anywhere(office)
    assert Mark.NOT_SAVED in lease.marks
    assert lease.price == Decimal("0.5152")
