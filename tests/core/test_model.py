# SPDX-License-Identifier: MIT
"""Hold amounts to the last millionth, and a row's code to the round it belongs to."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import State
from fxdesk.core.model import (
    AccountId,
    CountryId,
    KeptSms,
    Lease,
    LeaseId,
    Order,
    ServiceId,
    from_millionths,
    to_millionths,
)

NOW = Stamp(0, "boot", 0)
ORDER = Order(ServiceId("1"), "Service", CountryId("usa"), "+1/美国/usa", Decimal("1"))


def lease(*sms: KeptSms, rounds: int = 1) -> Lease:
    return Lease(
        LeaseId(1), AccountId(1), "host", ORDER, State.RECEIVED, frozenset(), NOW, NOW, sms=sms, rounds=rounds
    )


def kept(code: str, text: str, *, receipt: bool = False, number: int = 1) -> KeptSms:
    return KeptSms(1, code, text, NOW, receipt, False, number)


@pytest.mark.parametrize(
    ("amount", "whole"),
    [("0.6500", 650_000), ("0", 0), ("-1.5", -1_500_000), ("0.0000005", 0), ("12", 12_000_000)],
)
def test_that_an_amount_is_kept_as_whole_millionths(amount: str, whole: int) -> None:
    assert to_millionths(Decimal(amount)) == whole


@given(st.decimals(-(10**9), 10**9, places=6))
def test_that_an_amount_comes_back_as_it_was(amount: Decimal) -> None:
    assert from_millionths(to_millionths(amount)) == amount


def test_that_a_row_shows_the_newest_code_and_text() -> None:
    row = lease(kept("111", "code 111"), kept("222", "code 222"))
    assert (row.code, row.text) == ("222", "code 222")


def test_that_a_receipt_is_never_a_code() -> None:
    assert lease(kept("111", "sent", receipt=True)).code == ""
    assert lease(kept("111", "sent", receipt=True)).text == ""


def test_that_a_used_again_number_does_not_show_the_code_of_the_round_before() -> None:
    row = lease(kept("111", "old"), rounds=2)
    assert (row.code, row.text) == ("", "")
    assert row._replace(sms=(*row.sms, kept("222", "new", number=2))).code == "222"


def test_that_a_purchase_without_an_answer_has_no_key() -> None:
    assert lease().pkey is None
