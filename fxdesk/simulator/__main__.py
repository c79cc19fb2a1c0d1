# SPDX-License-Identifier: MIT
"""The simulator as a process: `python -m fxdesk.simulator --port 8080 --scenario demo`."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Sequence
from types import FrameType

from fxdesk.simulator.book import Settling
from fxdesk.simulator.price_list import DEFAULT_ROWS
from fxdesk.simulator.scenarios import SCENARIOS
from fxdesk.simulator.simulator import API_NAME, PASSWORD, Simulator


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until SIGINT or SIGTERM; the first line printed is the URL."""
    scenarios = "\n".join(f"  {name:15} {scenario.title}" for name, scenario in SCENARIOS.items())
    parser = argparse.ArgumentParser(
        prog="python -m fxdesk.simulator",
        description=f"A fake of the service on a loopback port. Sign in as {API_NAME} with {PASSWORD}.",
        epilog=f"scenarios:\n{scenarios}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=int, default=0, help="default: a free one")
    parser.add_argument("--scenario", choices=SCENARIOS, default="demo", metavar="NAME")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", type=int, default=DEFAULT_ROWS, help="rows of the price list")
    parser.add_argument("--latency-ms", type=float, default=0.0, help="what every answer takes at least")
    parser.add_argument("--books", choices=[way.value for way in Settling], default="charges")
    parser.add_argument("--balance", default=None, help="of the account at the start")
    chosen = parser.parse_args(arguments)
    ended = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    simulator = Simulator(
        seed=chosen.seed,
        scenario=chosen.scenario,
        port=chosen.port,
        rows=chosen.rows,
        latency=chosen.latency_ms / 1000,
        books=chosen.books,
        balance=chosen.balance,
        control=True,
    )
    with simulator:
        print(simulator.url, flush=True)
        ended.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
