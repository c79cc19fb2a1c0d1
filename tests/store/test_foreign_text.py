# SPDX-License-Identifier: MIT
"""The journal keeps what a service wrote as it came, whatever it is; only what shows it cleans it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fxdesk.core.lease_state import Event
from fxdesk.core.model import CountryId, Grant, PKey, Sms
from tests.store.conftest import ORDER, Rented

# An answer is decoded strictly, so that no lone surrogate is ever in it.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANY_TEXT, ANY_TEXT)
def test_that_a_text_of_others_comes_back_as_it_was_written(rented: Rented, one: str, other: str) -> None:
    lease = rented.asking(ORDER._replace(service=one, country=other))
    grant = Grant(PKey(f"{lease.lease_id:048X}"), one, CountryId("usa"), one, other, other, one, other)
    rented.journal.record(lease.lease_id, Event.GRANTED, grant=grant)
    rented.journal.record(lease.lease_id, Event.SMS, sms=Sms(one, f"{other}\x00{one}"))
    kept = rented.journal.lease(lease.lease_id)
    assert (kept.order.service, kept.order.country, kept.grant) == (one, other, grant)
    assert [(sms.code, sms.text) for sms in kept.sms] == [(one, f"{other}\x00{one}")]


def test_that_a_hundred_thousand_characters_are_kept_whole(rented: Rented) -> None:
    lease, text = rented.waiting(), "<b>\u202e\x00</b>" * 10_000
    rented.journal.record(lease.lease_id, Event.SMS, sms=Sms("1", text))
    assert rented.journal.lease(lease.lease_id).text == text


def test_that_the_newest_events_of_all_numbers_come_oldest_first(rented: Rented) -> None:
    first, second = rented.waiting(), rented.waiting()
    rented.after(first, Event.RELEASE_WANTED)
    told = rented.journal.newest_events(3)
    assert [(lease_id, event.event) for lease_id, event in told] == [
        (second.lease_id, Event.INTENDED),
        (second.lease_id, Event.GRANTED),
        (first.lease_id, Event.RELEASE_WANTED),
    ]
    assert len(rented.journal.newest_events(100)) == 5
