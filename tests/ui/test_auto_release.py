# SPDX-License-Identifier: MIT
"""A release by itself is announced in the row, the details and the strip, and set in menu and dialog."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.core.clock import later
from fxdesk.core.lease_state import Event, Mark, State
from fxdesk.core.model import Lease, LeaseId, TimelineEvent, Trouble
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.core.release_rules import ReleaseCount, ReleaseDoubt
from fxdesk.ui import theme
from fxdesk.ui.auto_release_dialog import AutoReleaseDialog
from fxdesk.ui.event_words import event_words
from fxdesk.ui.lease_model import COLUMNS
from fxdesk.ui.lease_page import LeasePage
from fxdesk.ui.lease_story import lease_story
from fxdesk.ui.release_often_dialog import ReleaseOftenDialog
from fxdesk.ui.state_words import state_words
from tests.ui import samples
from tests.ui.copier import RecordingCopier
from tests.ui.fake_link import START, Call, FakeLink
from tests.ui.pixels import counted

WAITED, STATE = COLUMNS.index("waited"), COLUMNS.index("state")


def counting(lease_id: int = 1, *, waited: float = 161.0, minutes: int = 5, **facts: object) -> Lease:
    """A number that has waited so long and is released by itself after these minutes."""
    lease = samples.lease(State.WAITING, lease_id, ago=waited + 1, **facts)  # type: ignore[arg-type]  # fields by name
    assert lease.granted is not None
    return lease._replace(auto_release=later(lease.granted, minutes * 60))


@pytest.fixture
def page(qtbot: QtBot, fake_link: FakeLink) -> Iterator[LeasePage]:
    made = LeasePage(fake_link.link, RecordingCopier())
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    qtbot.waitExposed(made)
    fake_link.leases_loaded.emit((counting(1), samples.lease(State.WAITING, 2)))
    QApplication.processEvents()
    made.show_lease(LeaseId(1))
    yield made
    for dialog in made.findChildren(ReleaseOftenDialog):
        dialog.close()


def cell(page: LeasePage, lease_id: int, column: int) -> QModelIndex:
    return page.model.index(page.model.place_of(LeaseId(lease_id)), column)


def picture(page: LeasePage, lease_id: int) -> QImage:
    """How the waiting time of a row is painted."""
    index = cell(page, lease_id, WAITED)
    return page.table.viewport().grab(page.table.visualRect(index)).toImage()


def test_that_the_row_counts_up_to_its_limit_and_others_have_none(page: LeasePage) -> None:
    assert page.model.data(cell(page, 1, WAITED)) == "2:41 / 5:00"
    assert page.model.data(cell(page, 2, WAITED)) == "0:47"


def test_that_a_screen_reader_hears_how_long_it_is_until_the_release(
    page: LeasePage, fake_link: FakeLink
) -> None:
    spoken = page.model.data(cell(page, 1, STATE), Qt.ItemDataRole.AccessibleTextRole)
    assert "waited 2:41, released by itself in 2:19" in spoken
    fake_link.clock.advance(139)
    spoken = page.model.data(cell(page, 1, STATE), Qt.ItemDataRole.AccessibleTextRole)
    assert "released by itself after one last look" in spoken
    assert "released" not in page.model.data(cell(page, 2, STATE), Qt.ItemDataRole.AccessibleTextRole)


def test_that_the_limit_is_painted_where_there_is_room_and_hides_in_little(
    page: LeasePage, fake_link: FakeLink
) -> None:
    quiet = theme.current().colour("muted").name()
    assert counted(picture(page, 1))[quiet]
    assert not counted(picture(page, 2))[quiet]
    page.set_narrow(True)
    QApplication.processEvents()
    assert not counted(picture(page, 1))[quiet]


def test_that_a_second_repaints_the_waiting_time_and_nothing_else(
    page: LeasePage, fake_link: FakeLink
) -> None:
    changed: list[tuple[int, int]] = []
    page.model.dataChanged.connect(lambda first, last: changed.append((first.row(), first.column())))
    place = page.model.place_of(LeaseId(1))
    fake_link.clock.advance(1)
    page.model.tick(place, place)
    assert changed == [(place, WAITED)]
    changed.clear()
    fake_link.clock.advance(138)
    page.model.tick(place, place)
    assert changed == [(place, STATE), (place, WAITED)]
    assert page.model.data(cell(page, 1, STATE)) == "Last look…"


def test_that_the_details_say_when_and_in_how_long(page: LeasePage, fake_link: FakeLink) -> None:
    assert "released by itself at" in page.details.story.text()
    assert "in 2:19" in page.details.story.text()
    fake_link.clock.advance(60)
    page.details.refresh()
    assert "in 1:19" in page.details.story.text()


@pytest.mark.parametrize(
    ("lease", "words"),
    [
        (counting(waited=300), "After one last look for a code it is released."),
        (
            counting(waited=300, trouble=Trouble("no answer", "timeout", 2, START.elapsed + 9)),
            "once the service can be asked a last time",
        ),
        (counting(marks=frozenset({Mark.NOT_WATCHED})), "while its account is signed out"),
        (counting(marks=frozenset({Mark.UNKNOWN_TO_SERVICE})), "since the service does not know it"),
    ],
    ids=["due", "unreached", "signed out", "unknown"],
)
def test_that_the_details_say_what_holds_a_release_by_itself_up(lease: Lease, words: str) -> None:
    assert words in lease_story(lease, START)[1]


def test_that_the_timeline_tells_of_it() -> None:
    lease = counting()

    def line(event: Event, **detail: str) -> str:
        told = TimelineEvent(1, START, event, "", State.WAITING, tuple(detail.items()))
        return event_words(told, lease).text

    assert "after 5 min, at" in line(Event.AUTO_RELEASE_SET, minutes="5", due=f"{START.utc:.3f}")
    assert "?" in line(Event.AUTO_RELEASE_SET, minutes="5", due="1e400")
    assert line(Event.AUTO_RELEASE_OFF) == "Release by itself switched off"
    assert line(Event.RELEASE_WANTED, by="itself") != line(Event.RELEASE_WANTED)
    assert line(Event.RELEASE_NOT_SENT, cause="dns").startswith("Release did not leave")
    assert line(Event.BLACKLIST_NOT_SENT, cause="dns").startswith("Blacklist did not leave")
    assert line(Event.REPORT_FAILED, kind="not sent", cause="dns").startswith("Report did not leave")
    assert line(Event.REPORT_FAILED, kind="no answer", cause="cut").startswith("Report not confirmed")


# Setting it


def choices(page: LeasePage) -> dict[int, QAction]:
    return page.actions_.auto_release.choices


def test_that_the_menu_shows_what_is_set_and_sets_another_time(page: LeasePage, fake_link: FakeLink) -> None:
    assert [minutes for minutes, action in choices(page).items() if action.isChecked()] == [5]
    choices(page)[10].trigger()
    choices(page)[0].trigger()
    assert fake_link.asked("set_auto_release") == [
        Call("set_auto_release", (LeaseId(1), 10), {}),
        Call("set_auto_release", (LeaseId(1), 0), {}),
    ]


def test_that_a_time_that_is_over_cannot_be_chosen(page: LeasePage, fake_link: FakeLink) -> None:
    page.actions_.auto_release.aboutToShow.emit()
    closed = [minutes for minutes, action in choices(page).items() if not action.isEnabled()]
    assert closed == [2]
    fake_link.clock.advance(60)
    page.actions_.auto_release.aboutToShow.emit()
    closed = [minutes for minutes, action in choices(page).items() if not action.isEnabled()]
    assert closed == [2, 3]


def test_that_only_a_waiting_number_can_be_set(page: LeasePage, fake_link: FakeLink) -> None:
    action = page.actions_.auto_release.menuAction()
    assert action.isEnabled()
    fake_link.tell_lease(samples.lease(State.RECEIVED, 1))
    QTest.qWait(150)
    assert not action.isEnabled()
    assert "The SMS has arrived" in action.toolTip()


def test_that_other_minutes_are_asked_for_and_none_that_are_over(
    page: LeasePage, fake_link: FakeLink
) -> None:
    page.actions_.auto_release.other.trigger()
    dialog = page.window().findChild(AutoReleaseDialog)
    assert dialog is not None
    assert (dialog.minutes.minimum(), dialog.minutes.value()) == (3, 5)
    assert not page.actions_.auto_release.other.isChecked()
    dialog.minutes.setValue(7)
    dialog.confirm.click()
    assert fake_link.asked("set_auto_release") == [Call("set_auto_release", (LeaseId(1), 7), {})]


def test_that_the_dialog_closes_when_the_number_waits_no_more(page: LeasePage, fake_link: FakeLink) -> None:
    page.actions_.auto_release.other.trigger()
    dialog = page.window().findChild(AutoReleaseDialog)
    assert dialog is not None
    fake_link.tell_lease(samples.lease(State.WAITING, 2))
    assert dialog.isVisible()
    fake_link.tell_lease(samples.lease(State.RECEIVED, 1))
    assert not dialog.isVisible()
    assert not fake_link.asked("set_auto_release")


def strip_button(page: LeasePage, name: str) -> QPushButton:
    found = page.strip.findChild(QPushButton, name)
    assert found is not None, name
    return found


def test_that_what_is_held_up_is_told_and_can_be_kept(page: LeasePage, fake_link: FakeLink) -> None:
    facts = (("minutes", "5"), ("why", "unreached"))
    fake_link.noticed.emit(Notice("auto 1", Topic.AUTO_RELEASE_WAITS, Rank.WARN, LeaseId(1), facts=facts))
    strip_button(page, "keepButton").click()
    assert fake_link.asked("set_auto_release") == [Call("set_auto_release", (LeaseId(1), 0), {})]


def test_that_still_waiting_asks_in_the_row_and_releases_from_the_strip(
    page: LeasePage, fake_link: FakeLink
) -> None:
    fake_link.tell_lease(samples.lease(State.WAITING, 2, marks=frozenset({Mark.STILL_WAITING})))
    QTest.qWait(150)
    assert page.model.data(cell(page, 2, STATE)) == "Still waiting: release?"
    facts = (("minutes", "30"),)
    fake_link.noticed.emit(Notice("old 2", Topic.STILL_WAITING, Rank.INFO, LeaseId(2), facts=facts))
    strip_button(page, "releaseButton").click()
    assert fake_link.asked("release") == [Call("release", (LeaseId(2),), {"now": False})]


# One release of many


def doubt(
    page: LeasePage, fake_link: FakeLink, of_number: int, of_account: int, *, blacked: bool = False
) -> ReleaseOftenDialog:
    counts = ReleaseCount(of_number, of_account, blacked)
    fake_link.numbers.release_doubted.emit(ReleaseDoubt(LeaseId(1), counts))
    (dialog,) = page.window().findChildren(ReleaseOftenDialog)
    return dialog


def words_of(dialog: QWidget) -> str:
    found = dialog.findChild(QWidget, "confirmSentence")
    assert found is not None
    return str(found.property("text"))


def test_that_a_release_of_many_is_sent_only_when_it_is_chosen(page: LeasePage, fake_link: FakeLink) -> None:
    dialog = doubt(page, fake_link, 2, 3)
    assert "2 times already" in words_of(dialog)
    assert "blacklists numbers that are released too often" in words_of(dialog)
    dialog.confirm_button.click()
    assert fake_link.asked("release") == [Call("release", (LeaseId(1),), {"now": False, "sure": True})]
    assert not dialog.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_that_a_reflex_keeps_waiting(page: LeasePage, fake_link: FakeLink, key: Qt.Key) -> None:
    dialog = doubt(page, fake_link, 2, 3)
    assert dialog.stay_button.text() == "Keep waiting"
    QTest.keyClick(dialog.focusWidget() or dialog, key)
    assert not dialog.isVisible()
    assert not fake_link.asked("release")


def test_that_the_question_tells_of_the_account_and_of_what_was_blacklisted_before(
    page: LeasePage, fake_link: FakeLink
) -> None:
    dialog = doubt(page, fake_link, 0, 11, blacked=True)
    assert "11 times within 10 minutes" in words_of(dialog)
    assert "It has done so to this account before." in words_of(dialog)


def test_that_an_sms_closes_the_question_and_a_second_click_opens_none(
    page: LeasePage, fake_link: FakeLink
) -> None:
    dialog = doubt(page, fake_link, 2, 3)
    assert doubt(page, fake_link, 2, 3) is dialog
    fake_link.tell_lease(samples.lease(State.RECEIVED, 1))
    assert not dialog.isVisible()
    assert not fake_link.asked("release")


# The row while it is released


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"due": later(START, 24), "sent_once": True}, "Releasing in 24 s"),
        ({"due": None, "sent_once": True, "refusal": ("setRel", "-4")}, "Fetching the SMS…"),
        ({"due": later(START, 999_999), "sent_once": True}, "Releasing in 278 h"),
        (
            {
                "due": later(START, 5),
                "sent_once": True,
                "marks": frozenset({Mark.RELEASE_UNCONFIRMED, Mark.NOT_REACHED}),
            },
            "Not released, retry in 5 s",
        ),
        (
            {"due": None, "sent_once": True, "marks": frozenset({Mark.RELEASE_UNCONFIRMED})},
            "Release not confirmed",
        ),
        (
            {
                "due": None,
                "sent_once": True,
                "marks": frozenset({Mark.RELEASE_UNCONFIRMED}),
                "refusal": ("setRel", "-2"),
            },
            "Not released",
        ),
    ],
    ids=["later", "sms first", "absurd", "retry", "given up", "refused"],
)
def test_that_the_row_says_how_its_release_stands(changes: dict[str, object], words: str) -> None:
    lease = samples.lease(State.RELEASING, 1)._replace(**changes)  # type: ignore[arg-type]  # fields by name
    assert state_words(lease, START).text == words
