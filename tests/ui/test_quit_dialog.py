# SPDX-License-Identifier: MIT
"""Before leaving, the person decides about open numbers, and sees what could not be released."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from fxdesk.core.lease_state import Mark, State
from fxdesk.core.model import Lease
from fxdesk.ui.quit_dialog import QuitDialog, is_to_be_asked
from tests.ui import samples
from tests.ui.fake_link import FakeLink


def opened(qtbot: QtBot, fake_link: FakeLink, *leases: Lease) -> QuitDialog:
    dialog = QuitDialog(fake_link.link, leases)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitExposed(dialog)
    return dialog


@pytest.fixture
def two() -> tuple[Lease, Lease]:
    return samples.lease(State.WAITING, 1, price="0.65"), samples.lease(State.WAITING, 2, price="0.185")


def test_that_it_lists_what_may_be_charged_and_the_most_it_can_cost(
    qtbot: QtBot, fake_link: FakeLink, two: tuple[Lease, Lease]
) -> None:
    done = samples.lease(State.RECEIVED, 3)
    doubt = samples.lease(State.UNCERTAIN, 4, service="Harbour Pay", country=7)
    dialog = opened(qtbot, fake_link, *two, done, doubt)
    assert dialog._heading.text() == "2 numbers are still open"
    assert [row.lease.lease_id for row in dialog._numbers.lines.rows()] == [2, 1]
    assert dialog._sum.text() == "0.8350"
    assert "Harbour Pay" in dialog._doubt.text()


def test_that_the_reflex_releases_and_escape_stays(
    qtbot: QtBot, fake_link: FakeLink, two: tuple[Lease, Lease]
) -> None:
    dialog = opened(qtbot, fake_link, *two)
    assert dialog.release_all.isDefault()
    leave = QSignalSpy(dialog.leave)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert leave.count() == 0
    assert not fake_link.asked("release_all")


def test_that_it_leaves_once_all_are_released(
    qtbot: QtBot, fake_link: FakeLink, two: tuple[Lease, Lease]
) -> None:
    dialog = opened(qtbot, fake_link, *two)
    leave = QSignalSpy(dialog.leave)
    QTest.mouseClick(dialog.release_all, Qt.MouseButton.LeftButton)
    assert [call.positional for call in fake_link.asked("release_all")] == [((2, 1),)]
    assert dialog._progress.isVisible()
    assert not dialog.release_all.isVisible()
    fake_link.tell_lease(samples.lease(State.RELEASING, 1, due_in=0))
    fake_link.tell_lease(samples.lease(State.RELEASED, 1))
    assert dialog._progress_words.text() == "1 of 2 released"
    assert leave.count() == 0
    fake_link.tell_lease(samples.lease(State.RELEASED, 2))
    assert leave.count() == 1
    assert not dialog.isVisible()


def test_that_an_sms_that_comes_first_does_not_hold_it_up(
    qtbot: QtBot, fake_link: FakeLink, two: tuple[Lease, Lease]
) -> None:
    dialog = opened(qtbot, fake_link, two[0])
    leave = QSignalSpy(dialog.leave)
    QTest.mouseClick(dialog.release_all, Qt.MouseButton.LeftButton)
    fake_link.tell_lease(samples.lease(State.RECEIVED, 1))
    assert leave.count() == 1


@pytest.mark.parametrize("how", ["later", "no answer"])
def test_that_what_could_not_be_released_is_listed(
    qtbot: QtBot, fake_link: FakeLink, two: tuple[Lease, Lease], how: str
) -> None:
    dialog = opened(qtbot, fake_link, *two)
    leave = QSignalSpy(dialog.leave)
    QTest.mouseClick(dialog.release_all, Qt.MouseButton.LeftButton)
    fake_link.tell_lease(samples.lease(State.RELEASED, 2))
    if how == "later":
        stuck = samples.lease(State.RELEASING, 1, due_in=300)._replace(sent_once=True)
    else:
        marks = frozenset({Mark.RELEASE_UNCONFIRMED})
        stuck = samples.lease(State.RELEASING, 1, due_in=0, marks=marks)
    fake_link.tell_lease(stuck)
    assert leave.count() == 0
    assert dialog._heading.text() == "One number could not be released"
    assert [row.lease.lease_id for row in dialog._numbers.lines.rows()] == [1]
    QTest.mouseClick(dialog.release_all, Qt.MouseButton.LeftButton)
    assert len(fake_link.asked("release_all")) == 2
    assert dialog._progress.isVisible(), "a second try is a try: its old marks don't count"
    QTest.mouseClick(dialog.leave_open, Qt.MouseButton.LeftButton)
    assert leave.count() == 1


def test_that_leaving_them_open_releases_nothing(
    qtbot: QtBot, fake_link: FakeLink, two: tuple[Lease, Lease]
) -> None:
    dialog = opened(qtbot, fake_link, *two)
    leave = QSignalSpy(dialog.leave)
    QTest.mouseClick(dialog.leave_open, Qt.MouseButton.LeftButton)
    assert leave.count() == 1
    assert not fake_link.asked("release_all")


def test_that_a_purchase_on_its_way_is_waited_for_unless_the_person_will_not(
    qtbot: QtBot, fake_link: FakeLink
) -> None:
    dialog = opened(qtbot, fake_link, samples.lease(State.ASKING, 1))
    assert "still being asked for" in dialog._doubt.text()
    leave = QSignalSpy(dialog.leave)
    QTest.mouseClick(dialog.leave_open, Qt.MouseButton.LeftButton)
    assert leave.count() == 0
    assert dialog.leave_open.text() == "Leave anyway"
    QTest.mouseClick(dialog.leave_open, Qt.MouseButton.LeftButton)
    assert leave.count() == 1


def test_that_a_number_that_arrives_while_all_are_released_is_released_too(
    qtbot: QtBot, fake_link: FakeLink, two: tuple[Lease, Lease]
) -> None:
    dialog = opened(qtbot, fake_link, two[0], samples.lease(State.ASKING, 2))
    leave = QSignalSpy(dialog.leave)
    QTest.mouseClick(dialog.release_all, Qt.MouseButton.LeftButton)
    fake_link.tell_lease(samples.lease(State.RELEASED, 1))
    fake_link.tell_lease(samples.lease(State.WAITING, 2))
    assert [call.positional for call in fake_link.asked("release_all")] == [((1,),), ((2,),)]
    assert leave.count() == 0
    fake_link.tell_lease(samples.lease(State.RELEASED, 2))
    assert leave.count() == 1


def test_that_what_is_not_saved_is_asked_about_until_it_is(qtbot: QtBot, fake_link: FakeLink) -> None:
    unsaved = samples.lease(State.RECEIVED, 5)._replace(marks=frozenset({Mark.NOT_SAVED}))
    assert is_to_be_asked(unsaved)
    assert not is_to_be_asked(samples.lease(State.RECEIVED, 6))
    dialog = opened(qtbot, fake_link, unsaved)
    assert "lost if you leave now" in dialog._doubt.text()
    assert not dialog.release_all.isVisible()
    assert dialog.leave_open.text() == "Leave anyway"
    leave = QSignalSpy(dialog.leave)
    fake_link.lease_changed.emit(unsaved._replace(marks=frozenset()))
    assert leave.count() == 1
    assert not dialog.isVisible()
