# SPDX-License-Identifier: MIT
"""The log for support tells how the program stands, and nothing that is a person's own."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import Event, State
from fxdesk.core.model import (
    AccountId,
    CountryId,
    Grant,
    KeptSms,
    Lease,
    LeaseId,
    Looks,
    Order,
    PKey,
    ServiceId,
    TimelineEvent,
)
from fxdesk.core.preferences import Choice, Options, Preferences
from fxdesk.core.support_log import SupportFacts, support_text

AT = Stamp(1_790_000_000.25, "boot", 500.0)
PKEY = "7FE78DCB2930640BB4F10BBB9A9CA1DA7FE78DCB29306401"
PREFERENCES = Preferences(
    service_url="https://someone.example/api?key=1",
    http_allowed=("someone.example",),
    https_seen=("www.firefox.fun", "someone.example"),
    favourites=(Choice("1096", "mys"),),
    blacklist_reasons=("my private reason",),
).with_options(
    Choice("1096", "mys"),
    Options(did="DEV-77", push_url="https://push.example/secret", mobile="1159100274"),
)
SMS = KeptSms(1, "482913", "Your code is 482913", AT, False, False)
LEASE = Lease(
    LeaseId(7),
    AccountId(1),
    "someone.example",
    Order(
        ServiceId("1096"),
        "Lumen <b>Mail</b>\u202e",
        CountryId("mys"),
        "+60/马来西亚/malaysia",
        Decimal("0.45"),
    ),
    State.RECEIVED,
    frozenset(),
    asked=AT,
    changed=AT,
    granted=AT,
    grant=Grant(PKey(PKEY), "", CountryId("mys"), "60", "", "", "1159100274", ""),
    sms=(SMS,),
    reason="my private reason",
)
EVENTS = (
    (
        LeaseId(7),
        TimelineEvent(
            1,
            AT,
            Event.SEND_INTENDED,
            "sendCode",
            State.WAITING,
            (("receiver", "4915112345"), ("text", "hello world")),
        ),
    ),
    (
        LeaseId(7),
        TimelineEvent(
            2, AT, Event.RELEASE_NO_ANSWER, "setRel", State.RELEASING, (("cause", "timeout"), ("looks", "9"))
        ),
    ),
    (
        LeaseId(7),
        TimelineEvent(
            3, AT, Event.BLACKLIST_WANTED, "", State.BLACKLISTING, (("reason", "my private reason"),)
        ),
    ),
)
FACTS = SupportFacts(
    "keyring.backends.SecretService.Keyring", "open", ((1, "in"),), (LEASE,), EVENTS, "log line\n", ""
)
ENDPOINT = "http://127.0.0.1:8080/yhapi.ashx?key=1"
VERSIONS = (("FX Desk", "0.1.0"), ("Python", "3.11.2"))


def test_that_it_names_versions_settings_events_and_log() -> None:
    text = support_text(FACTS, PREFERENCES, VERSIONS, AT, endpoint=ENDPOINT, masked=True)
    for part in (
        "FX Desk: 0.1.0",
        "Keyring: keyring.backends.SecretService.Keyring",
        "undo_seconds: 3",
        "blacklist_reasons: 1 kept  (changed)",
        "number 7, account 1, (another host), service 1096 Lumen <b>Mail</b>▯, country mys, state received",
        "250+00:00  number 7  release_no_answer  setRel  releasing  cause=timeout looks=9",
        "log line",
    ):
        assert part in text


def test_that_looks_not_written_yet_are_counted_and_the_last_is_dated() -> None:
    facts = FACTS._replace(leases=(LEASE._replace(looks=2),), looks={LeaseId(7): Looks(113, AT)})
    assert f"looks 115, last look {AT.iso}," in support_text(
        facts, PREFERENCES, VERSIONS, AT, endpoint=ENDPOINT, masked=True
    )


def test_that_nothing_of_a_person_is_in_it() -> None:
    text = support_text(FACTS, PREFERENCES, VERSIONS, AT, endpoint=ENDPOINT, masked=True)
    for private in (
        *("482913", "hello world", "4915112345", "my private reason", "1159100274", PKEY, "someone.example"),
        *("push.example", "DEV-77", "key=1"),
    ):
        assert private not in text


def test_that_without_the_mask_only_numbers_keys_and_favourites_are_whole() -> None:
    text = support_text(FACTS, PREFERENCES, VERSIONS, AT, endpoint=ENDPOINT, masked=False)
    for shown in ("1159100274", PKEY, "someone.example", "my private reason"):
        assert shown in text
    for private in ("482913", "hello world", "4915112345", "push.example", "DEV-77", "key=1"):
        assert private not in text


def test_that_the_official_address_is_told() -> None:
    text = support_text(
        FACTS, Preferences(https_seen=("www.firefox.fun",)), VERSIONS, AT, endpoint=ENDPOINT, masked=True
    )
    assert "service_url: https://www.firefox.fun/yhapi.ashx\n" in text
    assert "https_seen: www.firefox.fun  (changed)" in text


def test_that_it_names_the_host_that_this_run_speaks_to_and_not_the_one_of_the_settings() -> None:
    text = support_text(SupportFacts(), Preferences(), VERSIONS, AT, endpoint=ENDPOINT, masked=True)
    assert "In use now: http, 127.0.0.1:8080\n" in text
    elsewhere = "https://someone.example/api?key=1"
    text = support_text(SupportFacts(), Preferences(), VERSIONS, AT, endpoint=elsewhere, masked=True)
    assert "In use now: https, (another host)\n" in text
    text = support_text(SupportFacts(), Preferences(), VERSIONS, AT, endpoint=elsewhere, masked=False)
    assert "In use now: https, someone.example\n" in text


def test_that_it_is_there_even_where_the_journal_is_not() -> None:
    text = support_text(SupportFacts(), Preferences(), VERSIONS, AT, endpoint=ENDPOINT, masked=True)
    assert "Journal: not open" in text
    assert "Keyring: not used yet" in text


@given(st.text(min_size=3, max_size=30), st.booleans())
def test_that_no_sms_text_is_in_it_whatever_it_says(secret: str, masked: bool) -> None:
    marked = f"«{secret}»"
    lease = LEASE._replace(sms=(KeptSms(1, marked, marked, AT, False, False),), reason=marked)
    details = tuple((name, marked) for name in ("text", "receiver", "reason", "answer", "other"))
    events = tuple((LeaseId(7), TimelineEvent(1, AT, event, "", State.WAITING, details)) for event in Event)
    text = support_text(
        FACTS._replace(leases=(lease,), events=events),
        Preferences(),
        VERSIONS,
        AT,
        endpoint=ENDPOINT,
        masked=masked,
    )
    assert "«" not in text
