# SPDX-License-Identifier: MIT
"""Hold "the same again" to what was told of the purchase that is out, and of no other matter."""

from __future__ import annotations

import pytest

from fxdesk.core.guards import Doubt, Wish
from fxdesk.core.model import LeaseId
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.workers.purchase_guard import PurchaseGuard
from fxdesk.workers.system_clock import SystemClock
from tests.workers.conftest import order_for

RENT = Wish(order_for())
AGAIN = Wish(order_for(), (LeaseId(3), 5))


@pytest.mark.parametrize(
    ("wish", "key", "topic", "asks"),
    [
        (RENT, "rent", Topic.RENT_REFUSED, False),
        (RENT, "sign in 2", Topic.SIGN_IN_NEEDED, True),
        (RENT, "again 3", Topic.SIGN_IN_NEEDED, True),
        (AGAIN, "again 3", Topic.AGAIN_REFUSED, False),
        (AGAIN, "again 4", Topic.AGAIN_REFUSED, True),
        (AGAIN, "sign in 2", Topic.SIGN_IN_NEEDED, True),
    ],
)
def test_that_only_a_no_to_what_is_out_lets_the_same_be_asked_again_at_once(
    wish: Wish, key: str, topic: Topic, asks: bool
) -> None:
    guard = PurchaseGuard(SystemClock())
    guard.sends(wish)
    guard.hear(Notice(key, topic, Rank.WARN))
    guard.ends()
    assert (Doubt.SAME_AGAIN in guard.question(wish).doubts) is asks
