# SPDX-License-Identifier: MIT
"""What a person types as a limit is read to the last decimal, and what is none is named."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxdesk.core.amount_text import Fault, NoAmount, read_limit


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("", None),
        ("   ", None),
        ("2.5", Decimal("2.5")),
        (" 2,50 ", Decimal("2.5")),
        (".5", Decimal("0.5")),
        ("3.", Decimal(3)),
        ("007", Decimal(7)),
        ("0.000001", Decimal("0.000001")),
        ("2.5000000000", Decimal("2.5")),
        ("１２．５", Decimal("12.5")),
        ("999999999", Decimal(999_999_999)),
    ],
)
def test_that_an_amount_is_read_as_people_write_it(typed: str, amount: Decimal | None) -> None:
    assert read_limit(typed) == amount


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("abc", Fault.NO_AMOUNT),
        ("1.2.3", Fault.NO_AMOUNT),
        ("1,234.50", Fault.NO_AMOUNT),
        ("-1", Fault.NO_AMOUNT),
        ("1e3", Fault.NO_AMOUNT),
        ("NaN", Fault.NO_AMOUNT),
        (".", Fault.NO_AMOUNT),
        ("2.50 ¥", Fault.NO_AMOUNT),
        ("0", Fault.NOUGHT),
        ("0,00", Fault.NOUGHT),
        ("1234567890", Fault.TOO_LARGE),
        ("0.0000001", Fault.TOO_FINE),
    ],
)
def test_that_what_is_no_limit_is_named(typed: str, fault: Fault) -> None:
    with pytest.raises(NoAmount) as caught:
        read_limit(typed)
    assert caught.value.fault is fault


@given(st.text(max_size=12))
def test_that_any_text_is_an_amount_or_named(typed: str) -> None:
    try:
        amount = read_limit(typed)
    except NoAmount:
        return
    assert amount is None or amount > 0


@given(st.decimals(Decimal("0.000001"), Decimal("999999999.999999"), places=6))
def test_that_what_is_shown_is_read_back_as_it_was(amount: Decimal) -> None:
    assert read_limit(f"{amount:f}") == amount
