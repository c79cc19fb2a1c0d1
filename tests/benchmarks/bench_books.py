# SPDX-License-Identifier: MIT
"""Print how the time of a reckoning grows with a busy day: twice the charges and balances, twice the time.

`python -m tests.benchmarks.bench_books`
"""

from __future__ import annotations

import random
import statistics
import time
from decimal import Decimal

from fxdesk.core.books import AccountRecord, Way
from fxdesk.core.reconcile import reconcile
from tests.core.ledger import Plan, build

ROUNDS = 3
BALANCES = (125, 250, 500, 1_000)
CHARGES = 3
"""For each balance, which is seen once in 64 s."""
OTHERS = Decimal("1.01")
"""What something else takes from a shared account in each interval."""


def day(way: Way, balances: int, *, shared: bool) -> AccountRecord:
    chance = random.Random(balances)
    prices = [Decimal(chance.randrange(100, 20_000)) / 10_000 for _ in range(12)]
    plans = [
        Plan(
            chance.uniform(30, balances * 64 - 700),
            chance.choice(prices),
            chance.choice(("sms", "sms", "released", "forced")),
            chance.uniform(5, 60),
            *(chance.uniform(0, 1), chance.uniform(0, 1), chance.uniform(0, 6), chance.uniform(0, 2)),
        )
        for _ in range(CHARGES * balances)
    ]
    record = build(way, plans, [(64.0, 1.0)] * balances, []).record
    if not shared:
        return record
    seen = enumerate(record.balances)
    return record._replace(
        balances=tuple(balance._replace(amount=balance.amount - n * OTHERS) for n, balance in seen)
    )


def main() -> None:
    print(f"{'charges':>8} {'balances':>8}  seconds, and as a multiple of half as many (linear: 2.0)")
    for way in Way:
        for shared in (False, True):
            print(f"{way}, {'shared with others' if shared else 'used by one'}")
            records = [day(way, balances, shared=shared) for balances in BALANCES]
            rounds: list[list[float]] = []
            for _ in range(ROUNDS):
                row = []
                for record in records:
                    begin = time.process_time()
                    reconcile(record)
                    row.append(time.process_time() - begin)
                rounds.append(row)
            taken = [statistics.median(column) for column in zip(*rounds, strict=True)]
            for n, (balances, seconds) in enumerate(zip(BALANCES, taken, strict=True)):
                ratio = f"{statistics.median(row[n] / row[n - 1] for row in rounds):5.1f} x" if n else ""
                print(f"{CHARGES * balances:8} {balances:8}  {seconds:7.3f} {ratio}")


if __name__ == "__main__":
    main()
