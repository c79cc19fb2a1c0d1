# SPDX-License-Identifier: MIT
"""Print what a durable event costs beside a bare durable write, and how fast a full table and list load.

`python -m tests.benchmarks.bench_journal [FOLDER]`: the folder decides which disk is measured.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import Event
from fxdesk.core.model import CountryId, Grant, Offer, Order, PKey, ServiceId, Sms
from fxdesk.store.journal import Journal
from fxdesk.store.price_cache import PriceCache

ROUNDS = 9
EVENTS = 100
GOAL = 1.5


class _RealClock:
    def now(self) -> Stamp:
        return Stamp(time.time(), "boot", time.monotonic())

    def elapsed(self) -> float:
        return time.monotonic()


def _milliseconds(work: Callable[[], object], times: int = 1) -> float:
    start = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - start) * 1_000 / times


def _events(folder: Path) -> None:
    journal = Journal.open(folder / "events", _RealClock())
    account = journal.add_account(label="Mine", host="host", api_name="name")
    order = Order(ServiceId("1096"), "Some service", CountryId("usa"), "+1/美国/usa", Decimal("0.65"))
    lease_id = journal.intend(order, account=account, balance=None).lease_id
    grant = Grant(PKey("7FE78DCB29306"), "2026-08-10T08:28:21", CountryId("usa"), "1", "", "", "4455123", "")
    journal.record(lease_id, Event.GRANTED, grant=grant)
    bare = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def write() -> None:
        os.write(bare, bytes(4096))
        os.fdatasync(bare)

    def event() -> None:
        journal.record(lease_id, Event.COPIED, act="", detail={"what": "number"})

    rows = []
    for _ in range(ROUNDS):
        rows.append((_milliseconds(write, EVENTS), _milliseconds(event, EVENTS)))
    reference, measured = (statistics.median(column) for column in zip(*rows, strict=True))
    ratio = statistics.median(after / before for before, after in rows)
    print(f"durable event      {measured:7.3f} ms   4 KB write + fdatasync {reference:7.3f} ms")
    print(f"                   {ratio:7.2f} x    goal at most {GOAL} x")
    os.close(bare)
    journal.close_all()


def _table(folder: Path, count: int) -> None:
    journal = Journal.open(folder / "table", _RealClock())
    account = journal.add_account(label="Mine", host="host", api_name="name")
    order = Order(ServiceId("1096"), "Some service", CountryId("usa"), "+1/美国/usa", Decimal("0.65"))
    for number in range(count):
        lease_id = journal.intend(order, account=account, balance=None).lease_id
        grant = Grant(PKey(str(number)), "", CountryId("usa"), "1", "", "", str(number), "")
        journal.record(lease_id, Event.GRANTED, grant=grant)
        journal.record(lease_id, Event.SMS, sms=Sms(str(number), f"Your code is {number}"))
    journal.close_all()

    def start() -> None:
        again = Journal.open(folder / "table", _RealClock())
        again.recover(lambda act, raw, fault: None)
        assert len(again.leases()) == count
        again.close_all()

    taken = statistics.median(_milliseconds(start) for _ in range(ROUNDS))
    print(f"start with {count} numbers: open, recover and load {taken:7.1f} ms")


def _prices(folder: Path, count: int) -> None:
    cache = PriceCache(folder / "prices")
    offers = [
        Offer(
            ServiceId(str(at // 60)),
            f"某项目 {at // 60}",
            CountryId(str(at % 60)),
            "+1/美国/usa",
            Decimal(at % 97),
        )
        for at in range(count)
    ]
    kept = _milliseconds(lambda: cache.keep("host", offers, _RealClock().now()))
    taken = statistics.median(_milliseconds(lambda: cache.load("host")) for _ in range(ROUNDS))
    print(f"price list of {count}: kept in {kept:7.1f} ms, loaded in {taken:7.1f} ms")


def main() -> None:
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as name:
        folder = Path(name)
        _events(folder)
        _table(folder, 500)
        _prices(folder, 5_000)
        _prices(folder, 100_000)


if __name__ == "__main__":
    main()
