# SPDX-License-Identifier: MIT
"""What the strip has said goes from memory with it."""

from __future__ import annotations

import gc
from types import SimpleNamespace
from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.core.lease_state import State
from fxdesk.core.model import LeaseId
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.ui.message_strip import MessageStrip
from fxdesk.ui.shared_second import SharedSecond
from fxdesk.ui.strip_notices import StripNotices
from tests.ui import samples
from tests.ui.fake_link import FakeLink


def receipts() -> int:
    """How many of this test's notices are kept anywhere."""
    gc.collect()
    return sum(type(one) is Notice and one.key.startswith("receipt ") for one in gc.get_objects())


def test_that_a_notice_whose_time_is_over_is_kept_nowhere(qtbot: QtBot, fake_link: FakeLink) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    strip = MessageStrip(ok_milliseconds=20)
    # Neither the mouse nor the focus is on the strip: it would stay.
    field = QLineEdit()
    column.addWidget(field)
    column.addStretch(1)
    column.addWidget(strip)
    window.resize(700, 300)
    window.show()
    field.setFocus()
    leases = {LeaseId(n): samples.lease(State.RECEIVED, n) for n in range(1, 21)}
    model: Any = SimpleNamespace(lease=leases.get, leases=lambda: tuple(leases.values()))
    actions: Any = None
    StripNotices(fake_link.link, strip, model, actions, SharedSecond(fake_link.clock, strip), strip)
    for lease_id in leases:
        fake_link.noticed.emit(Notice(f"receipt {lease_id}", Topic.RECEIPT_ARRIVED, Rank.OK, lease_id))
    assert len(strip.keys()) == receipts() == len(leases)
    qtbot.waitUntil(lambda: not strip.keys())
    assert receipts() == 0
