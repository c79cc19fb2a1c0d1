# SPDX-License-Identifier: MIT
"""Money is exact, times read as clocks do, phone numbers keep their digits."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxdesk.core.figures import format_money, format_waited, split_money, split_phone

AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6)


@pytest.mark.parametrize(
    ("value", "figures"),
    [
        ("0.65", "0.6500"),
        ("41.205", "41.2050"),
        ("0", "0.0000"),
        ("1E+2", "100.0000"),
        ("0.0725", "0.0725"),
        ("0.00125", "0.00125"),
        ("0.650000", "0.6500"),
        ("-0.015", "−0.0150"),
    ],
)
def test_that_money_has_at_least_four_decimals(value: str, figures: str) -> None:
    assert format_money(Decimal(value)) == figures


@given(AMOUNTS)
def test_that_written_money_is_exactly_what_it_was(value: Decimal) -> None:
    assert Decimal(format_money(value).replace("−", "-")) == value


@given(AMOUNTS)
def test_that_only_zeros_after_the_second_decimal_are_split_off(value: Decimal) -> None:
    figures = format_money(value)
    strong, zeros = split_money(figures)
    assert strong + zeros == figures
    assert not zeros.strip("0")
    assert len(strong.partition(".")[2]) >= 2
    assert len(strong.partition(".")[2]) == 2 or not strong.endswith("0")


def test_that_money_splits_as_the_table_shows_it() -> None:
    assert split_money("0.6500") == ("0.65", "00")
    assert split_money("0.1850") == ("0.185", "0")
    assert split_money("0.0725") == ("0.0725", "")
    assert split_money("off") == ("off", "")


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_that_what_is_no_amount_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="finite"):
        format_money(Decimal(value))


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0:00"),
        (2.9, "0:02"),
        (161, "2:41"),
        (724, "12:04"),
        (3599, "59:59"),
        (3600, "1:00:00"),
        (36_061, "10:01:01"),
        (-3, "0:00"),
    ],
)
def test_that_waiting_reads_as_a_clock(seconds: float, shown: str) -> None:
    assert format_waited(seconds) == shown


@pytest.mark.parametrize(
    ("area", "national", "shown"),
    [
        ("60", "1159100274", "+60 11 5910 0274"),
        ("852", "44550192", "+852 4455 0192"),
        ("34", "612555018", "+34 612 55 50 18"),
        ("1", "2025550143", "+1 202 555 0143"),
        ("44", "07700900118", "+44 07700900118"),
        ("999", "123", "+999 123"),
        ("60", "", "+60"),
        ("", "12345", "12345"),
        ("+60", " 11-5910 0274", "+60 11 5910 0274"),
        ("x", "<b>12", "12"),
    ],
)
def test_that_phone_numbers_are_grouped_as_their_country_does(area: str, national: str, shown: str) -> None:
    assert " ".join(split_phone(area, national)).strip() == shown


@given(st.from_regex(r"[1-9][0-9]{0,2}", fullmatch=True), st.from_regex(r"[0-9]{0,15}", fullmatch=True))
def test_that_grouping_never_changes_a_digit(area: str, national: str) -> None:
    dial, number = split_phone(area, national)
    assert dial == f"+{area}"
    assert number.replace(" ", "") == national


@given(st.text(max_size=12), st.text(max_size=20))
def test_that_only_digits_plus_and_spaces_are_shown(area: str, national: str) -> None:
    assert re.fullmatch(r"[0-9+ ]*", " ".join(split_phone(area, national)))
