# SPDX-License-Identifier: MIT
"""Lay every number out as a row for a spreadsheet: when, what, where, for how much, and whether it cost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from decimal import Decimal
from typing import NamedTuple

from fxdesk.core.clock import Stamp
from fxdesk.core.country_title import capitalised, take_apart
from fxdesk.core.lease_state import UNSETTLED, State
from fxdesk.core.model import AccountId, Lease

COLUMNS = (
    "id",
    "asked",
    "asked_utc",
    "zone",
    "got",
    "sms",
    "changed",
    "account",
    "service_id",
    "service",
    "country_id",
    "country",
    "dial_code",
    "number",
    "state",
    "price",
    "max_price",
    "code",
    "charged",
)
"""The columns by their keys, in their order; one moment also in UTC, for those who reckon with it."""

_NOT_DIGITS = re.compile(r"[^0-9*]+")


class TableWords(NamedTuple):
    """What the window calls columns, states, the answers to "charged" and a code that was deleted; which name
    a country has.
    """

    headings: Mapping[str, str]
    states: Mapping[State, str]
    charged: str
    not_charged: str
    not_known: str
    deleted: str = ""
    chinese: bool = False


def table(
    leases: Iterable[Lease],
    accounts: Mapping[AccountId, str],
    words: TableWords,
    zone: tzinfo | None = None,
) -> Iterator[tuple[str, ...]]:
    """The headings, then one row for each lease; texts of the service as they came."""
    yield tuple(words.headings[column] for column in COLUMNS)
    for lease in leases:
        cells = _cells(lease, accounts, words, zone)
        yield tuple(cells[column] for column in COLUMNS)


def _cells(
    lease: Lease, accounts: Mapping[AccountId, str], words: TableWords, zone: tzinfo | None
) -> dict[str, str]:
    order, grant = lease.order, lease.grant
    arrived = [sms for sms in lease.sms if not sms.receipt]
    return {
        "id": str(lease.lease_id),
        "asked": _local(lease.asked, zone),
        "asked_utc": f"{datetime.fromtimestamp(lease.asked.utc, UTC):%Y-%m-%d %H:%M:%S}",
        "zone": datetime.fromtimestamp(lease.asked.utc, UTC).astimezone(zone).strftime("UTC%z"),
        "got": _local(lease.granted, zone),
        "sms": _local(arrived[0].received if arrived else None, zone),
        "changed": _local(lease.changed, zone),
        "account": accounts.get(lease.account_id, ""),
        "service_id": order.service_id,
        "service": order.service,
        "country_id": (grant.country_id if grant else "") or order.country_id,
        "country": _country(order.country, words) if order.country_id else "",
        # A plus would make a formula of it.
        "dial_code": _digits(grant.area_code) if grant else "",
        "number": _digits(grant.mobile) if grant else "",
        "state": words.states[lease.state],
        "price": _amount(order.most if lease.granted_price is None else lease.granted_price),
        "max_price": _amount(order.max_price),
        "code": " ".join(filter(None, (words.deleted if sms.deleted else sms.code for sms in arrived))),
        "charged": _charged(lease, words),
    }


def _charged(lease: Lease, words: TableWords) -> str:
    """A number costs when its SMS comes; what is still open, or was not answered, can't be said."""
    if lease.state is State.UNCERTAIN or lease.marks & UNSETTLED:
        return words.not_known
    if lease.state is State.LOST or any(not sms.receipt for sms in lease.sms):
        return words.charged
    return words.not_charged


def _country(title: str, words: TableWords) -> str:
    _, chinese, english = take_apart(title)
    return chinese if words.chinese and chinese else capitalised(english) or chinese


def _digits(written: str) -> str:
    return _NOT_DIGITS.sub("", written)


def _amount(amount: Decimal | None) -> str:
    return "" if amount is None else format(amount, "f")


def _local(at: Stamp | None, zone: tzinfo | None) -> str:
    return "" if at is None else f"{datetime.fromtimestamp(at.utc, UTC).astimezone(zone):%Y-%m-%d %H:%M:%S}"
