# SPDX-License-Identifier: MIT
"""What the acts work on: the books, the prices, the scenario and the special rules of services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fxdesk.simulator.book import Book
from fxdesk.simulator.price_list import PriceList
from fxdesk.simulator.scenarios import Scenario
from fxdesk.simulator.service_names import DISABLED_SERVICE, UNAUDITED_SERVICE

RELEASES_ALLOWED = 8

Params = Mapping[str, str]


@dataclass
class ServiceRule:
    """What is special about one service."""

    audited: bool = True
    enabled: bool = True
    mobile_allowed: bool = True
    send_allowed: bool = True
    send_keyword: str = ""  # a text to send must hold it


@dataclass
class House:
    """All that an act needs: the books, the prices, the scenario and the special rules."""

    book: Book
    prices: PriceList
    scenario: Scenario
    releases_allowed: int = RELEASES_ALLOWED
    old_sms_after_reuse: bool = False
    receipt_repeats: bool = False
    rules: dict[str, ServiceRule] = field(
        default_factory=lambda: {
            UNAUDITED_SERVICE: ServiceRule(audited=False),
            DISABLED_SERVICE: ServiceRule(enabled=False),
        }
    )

    def rule(self, service_id: str) -> ServiceRule:
        return self.rules.get(service_id, ServiceRule())


class Refusal(Exception):
    """The act is refused with a code of its own table."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code
