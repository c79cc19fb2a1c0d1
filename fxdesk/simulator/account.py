# SPDX-License-Identifier: MIT
"""An account of the simulated service: who may do what, and what is in the purse."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass
class Account:
    """One account of the service."""

    api_name: str
    password: str
    token: str
    balance: Decimal
    level: str = "3"
    points: str = "1280"
    disabled: bool = False
    token_disabled: bool = False
    may_blacklist: bool = True
    may_report: bool = False
    number_limit: int | None = None
    info_given_at: float | None = None
    void_tokens: set[str] = field(default_factory=set)
