# SPDX-License-Identifier: MIT
"""The named scenarios: how numbers behave and what goes wrong, by service and country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from fxdesk.simulator import service_names as named
from fxdesk.simulator.faults import Fault
from fxdesk.simulator.rented_number import Behaviour


@dataclass(frozen=True)
class Scenario:
    """One setting of the stage; a country's behaviour goes before a service's, that before the usual one."""

    title: str
    usual: Behaviour = field(default_factory=Behaviour)
    by_service: Mapping[str, Behaviour] = field(default_factory=dict)
    by_country: Mapping[str, Behaviour] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    balance: Decimal = Decimal("41.6500")

    def behaviour(self, service_id: str, country_id: str) -> Behaviour:
        return self.by_country.get(country_id) or self.by_service.get(service_id) or self.usual

    def fresh_faults(self) -> list[Fault]:
        """Return faults of one's own: each counts how often it happened."""
        return [fault.copy() for fault in self.faults]


_QUICK = Behaviour(code_after=4.0, code_jitter=4.0, forced_release_after=1200.0)


def _named(service: named.NamedService, kind: str, seconds: float = 0.0) -> Fault:
    return Fault("getPhone", kind, times=None, match=service.id, seconds=seconds)


SCENARIOS: dict[str, Scenario] = {
    "by-hand": Scenario("nothing happens by itself: a test pulls the levers"),
    "demo": Scenario(
        "a pleasant day; some services and two countries show what can go wrong",
        usual=_QUICK,
        by_service={
            named.MARLIN_MARKET.id: Behaviour(forced_release_after=1200.0),
            named.QUILL_NOTES.id: Behaviour(code_after=45.0, forced_release_after=1200.0),
            named.BLUE_WHALE_FOOD.id: Behaviour(in_stock=False),
            named.NORTHBANK.id: Behaviour(
                code_after=90.0, release_locked_for=24.0, forced_release_after=1200.0
            ),
            named.TANDEM_RIDE.id: Behaviour(forced_release_after=30.0),
            named.PAPERPLANE.id: Behaviour(code_after=20.0, receipt_after=3.0, forced_release_after=1200.0),
            named.ORCHID_SOCIAL.id: Behaviour(code_after=5.0, empty_code=True, forced_release_after=1200.0),
        },
        by_country={
            "kaz": Behaviour(forced_release_after=1200.0),
            "isl": Behaviour(in_stock=False),
        },
        faults=(
            _named(named.HARBOUR_PAY, "lose"),
            _named(named.LUMEN_KIDS, "late", seconds=20.0),
        ),
    ),
    "slow-code": Scenario("every code takes a minute or more", usual=Behaviour(60.0, 60.0)),
    "dead-number": Scenario("no code ever comes", usual=Behaviour()),
    "empty-purse": Scenario("the balance buys nothing", usual=_QUICK, balance=Decimal("0.0100")),
    "release-later": Scenario(
        "a release is refused for the first 30 seconds", usual=Behaviour(release_locked_for=30.0)
    ),
    "send-receipt": Scenario(
        "a sent SMS has its receipt in 3 seconds, a code follows 10 seconds later",
        usual=Behaviour(code_after=10.0, receipt_after=3.0),
    ),
    "forced-release": Scenario(
        "the service closes every number after a minute", usual=Behaviour(forced_release_after=60.0)
    ),
    "lost-answer": Scenario(
        "getPhone is booked, then the connection is closed without an answer",
        usual=_QUICK,
        faults=(Fault("getPhone", "lose", times=None),),
    ),
    "late-answer": Scenario(
        "getPhone is booked at once and answered after 20 seconds",
        usual=_QUICK,
        faults=(Fault("getPhone", "late", times=None, seconds=20.0),),
    ),
    "garbage": Scenario(
        "every act is answered with something unreadable",
        usual=_QUICK,
        faults=(Fault("*", "invalid-utf8", times=None),),
    ),
    "hanging": Scenario("no act is ever answered", usual=_QUICK, faults=(Fault("*", "hang", times=None),)),
}
