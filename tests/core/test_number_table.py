# SPDX-License-Identifier: MIT
"""The table of numbers has a row for each lease that says when, what, where, for how much."""

from __future__ import annotations

from datetime import timedelta, timezone

import pytest

from fxdesk.core.lease_state import Mark, State
from fxdesk.core.model import AccountId, KeptSms, Lease
from fxdesk.core.number_table import COLUMNS, TableWords, table
from tests.ui import samples

EAST = timezone(timedelta(hours=8))
WORDS = TableWords(
    {column: column.upper() for column in COLUMNS}, {state: state.value for state in State}, "yes", "no", "?"
)


def row(lease: Lease, words: TableWords = WORDS) -> dict[str, str]:
    """The row of one lease, by column."""
    head, cells = table([lease], {AccountId(1): "yz_8841"}, words, EAST)
    assert head == tuple(column.upper() for column in COLUMNS)
    return dict(zip(COLUMNS, cells, strict=True))


def test_that_a_number_with_a_code_says_all_of_it() -> None:
    shown = row(samples.lease(State.RECEIVED))
    assert shown == {
        "id": "1",
        "asked": "2023-11-15 06:12:32",
        "asked_utc": "2023-11-14 22:12:32",
        "zone": "UTC+0800",
        "got": "2023-11-15 06:12:33",
        "sms": "2023-11-15 06:12:56",
        "changed": "2023-11-15 06:12:56",
        "account": "yz_8841",
        "service_id": "1096",
        "service": "Lumen Mail",
        "country_id": "mys",
        "country": "Malaysia",
        "dial_code": "60",
        "number": "1159100274",
        "state": "received",
        "price": "0.4500",
        "max_price": "",
        "code": "482913",
        "charged": "yes",
    }


def test_that_a_chinese_table_names_the_country_in_chinese() -> None:
    assert row(samples.lease(State.RECEIVED), WORDS._replace(chinese=True))["country"] == "马来西亚"


def test_that_no_number_has_a_plus() -> None:
    lease = samples.lease(State.RECEIVED, mobile="+60 (11) 5910-0274")
    assert row(lease)["number"] == "601159100274"


def test_that_a_deleted_code_is_said_to_be_deleted() -> None:
    lease = samples.lease(State.RECEIVED)
    gone = lease.sms[0]._replace(code="", text="", deleted=True)
    shown = row(lease._replace(sms=(gone,)), WORDS._replace(deleted="deleted"))
    assert (shown["code"], shown["charged"]) == ("deleted", "yes")


@pytest.mark.parametrize(
    ("lease", "charged"),
    [
        (samples.lease(State.WAITING), "no"),
        (samples.lease(State.RELEASED), "no"),
        (samples.lease(State.LOST), "yes"),
        (samples.lease(State.UNCERTAIN), "?"),
        (samples.lease(State.RECEIVED, marks=frozenset({Mark.UNCERTAIN_ACT})), "?"),
        (samples.lease(State.RELEASED, marks=frozenset({Mark.LATE_SMS})), "yes"),
        (samples.lease(State.RECEIPT), "no"),
    ],
)
def test_that_each_row_says_whether_it_was_charged(lease: Lease, charged: str) -> None:
    assert row(lease)["charged"] == charged


def test_that_several_codes_stand_in_one_cell() -> None:
    lease = samples.lease(State.RECEIVED)
    more = KeptSms(2, "7035", "again 7035", lease.changed, False, False, round=2)
    assert row(lease._replace(sms=(*lease.sms, more)))["code"] == "482913 7035"


def test_that_each_state_has_a_row() -> None:
    rows = list(table(samples.leases_in_each_state(), {}, WORDS, EAST))
    assert len(rows) == len(State) + 1
    assert {len(cells) for cells in rows} == {len(COLUMNS)}
