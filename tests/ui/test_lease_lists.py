# SPDX-License-Identifier: MIT
"""The small lists about numbers keep the promises of a model."""

from __future__ import annotations

from PySide6.QtTest import QAbstractItemModelTester

from fxdesk.core.lease_state import Event, State
from fxdesk.core.model import TimelineEvent
from fxdesk.ui.lease_row import LeaseRow
from fxdesk.ui.open_numbers import OpenNumbersModel
from fxdesk.ui.timeline import TimelineModel
from tests.ui import samples
from tests.ui.fake_link import START

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def test_that_a_timeline_grows_at_its_end_and_changes_with_its_number(qapp: object) -> None:
    model = TimelineModel()
    tester = QAbstractItemModelTester(model, FATAL)
    lease = samples.lease(State.WAITING)
    events = [
        TimelineEvent(1, samples.stamp(48), Event.INTENDED, "getPhone", State.ASKING, ()),
        TimelineEvent(2, samples.stamp(47), Event.GRANTED, "getPhone", State.WAITING, ()),
    ]
    model.show_events(events, lease)
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    more = TimelineEvent(3, START, Event.RELEASE_WANTED, "", State.RELEASING, (("looks", "4"),))
    model.show_events([*events, more], lease)
    assert model.rowCount() == 4
    assert not resets, "what stands there already must not be built anew"
    model.show_events(events[:1], lease)
    assert model.rowCount() == 1
    model.clear()
    assert model.rowCount() == 0
    tester.deleteLater()


def test_that_the_list_of_open_numbers_reads_as_sentences(qapp: object) -> None:
    model = OpenNumbersModel()
    tester = QAbstractItemModelTester(model, FATAL)
    rows = [LeaseRow(samples.lease(State.WAITING, number), START) for number in (1, 2)]
    model.show_rows(rows)
    model.show_rows(rows)
    assert str(model.index(0).data()).startswith("Lumen Mail, Malaysia, +60 11 5910 0274, Waiting for code")
    model.show_rows(rows[:1])
    assert model.rowCount() == 1
    tester.deleteLater()
