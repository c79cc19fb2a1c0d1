# SPDX-License-Identifier: MIT
"""Before leaving, the person decides about open numbers, and sees what could not be released."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from fxdesk.core.lease_state import Mark, State
from fxdesk.core.model import Lease, Trouble
from fxdesk.ui.departure import LIMIT, is_to_be_asked
from fxdesk.ui.leaving import Leaving
from fxdesk.ui.quit_dialog import DEAF_SECONDS, QuitDialog
from tests.ui import samples
from tests.ui.fake_link import FakeLink


class Guard:
    """The dialog with what a person sees of it and does."""

    def __init__(self, dialog: QuitDialog, link: FakeLink, copied: list[str]) -> None:
        self.dialog, self.link, self.copied = dialog, link, copied
        self.left = QSignalSpy(dialog.leave)

    def says(self, name: str) -> str:
        found = self.dialog.findChild(QLabel, name)
        assert found is not None, name
        return found.text() if found.isVisible() else ""

    def press(self, button: QPushButton) -> None:
        assert button.isVisible(), button.text()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def pass_time(self, seconds: float) -> None:
        self.link.clock.advance(seconds)
        self.dialog._ticker.timeout.emit()

    def release_all(self) -> None:
        self.press(self.dialog.release_all)
        self.pass_time(DEAF_SECONDS)

    def leave_open(self) -> None:
        self.press(self.dialog.leave_open)

    def listed(self) -> list[int]:
        return [row.lease.lease_id for row in self.dialog._numbers.lines.rows()]

    def tell(self, lease: Lease) -> None:
        self.link.tell_lease(lease)

    def is_waiting(self) -> bool:
        return self.dialog._progress.isVisible()


OpenGuard = Callable[..., Guard]


@pytest.fixture
def guard(qtbot: QtBot, fake_link: FakeLink) -> OpenGuard:
    def make(*leases: Lease, ends_session: bool = False) -> Guard:
        copied: list[str] = []
        dialog = QuitDialog(fake_link.link, leases, copied.append, ends_session=ends_session)
        qtbot.addWidget(dialog)
        dialog.open()
        qtbot.waitExposed(dialog)
        return Guard(dialog, fake_link, copied)

    return make


@pytest.fixture
def two() -> tuple[Lease, Lease]:
    return samples.lease(State.WAITING, 1, price="0.65"), samples.lease(State.WAITING, 2, price="0.185")


def later(lease_id: int, seconds: float) -> Lease:
    """A release that the service allows in so many seconds."""
    return samples.lease(State.RELEASING, lease_id, due_in=seconds)._replace(sent_once=True)


def test_that_it_lists_what_may_be_charged_and_the_most_it_can_cost(
    guard: OpenGuard, two: tuple[Lease, Lease]
) -> None:
    done = samples.lease(State.RECEIVED, 3)
    doubt = samples.lease(State.UNCERTAIN, 4, service="Harbour Pay", country=7)
    asked = guard(*two, done, doubt)
    assert asked.says("quitHeading") == "2 numbers are still open"
    assert asked.listed() == [2, 1]
    assert asked.says("quitSum") == "0.8350"
    assert "Harbour Pay" in asked.says("quitDoubt")
    assert "Its record stays" in asked.says("quitDoubt")


def test_that_what_is_told_of_many_numbers_in_a_burst_is_shown_together(
    guard: OpenGuard, qtbot: QtBot
) -> None:
    numbers = range(1, 201)
    asked = guard(*(samples.lease(State.WAITING, number) for number in numbers))
    asked.release_all()
    shown = QSignalSpy(asked.dialog._numbers.lines.modelReset)
    for number in numbers:
        asked.tell(samples.lease(State.RELEASED, number))
    assert shown.count() <= 1
    qtbot.waitUntil(lambda: asked.left.count() == 1)


def test_that_the_most_counts_the_dearest_country_and_names_what_has_no_price(
    guard: OpenGuard, two: tuple[Lease, Lease]
) -> None:
    any_country = two[0]._replace(order=two[0].order._replace(dearest=Decimal("1.5")))
    unknown = two[1]._replace(order=two[1].order._replace(list_price=None))
    asked = guard(any_country, unknown)
    assert asked.says("quitSum") == "1.5000"
    assert asked.says("quitSumWords") == "If every SMS arrives, at most, without one of unknown price"


def test_that_a_further_use_counts_with_its_own_price(guard: OpenGuard, two: tuple[Lease, Lease]) -> None:
    again = two[0]._replace(rounds=2, round_price=Decimal("0.2"))
    asked = guard(again)
    assert asked.says("quitSum") == "0.2000"
    assert asked.dialog._numbers.lines.rows()[0].price == "0.2000"


def test_that_unsettled_ones_are_told_and_stay(guard: OpenGuard, two: tuple[Lease, Lease]) -> None:
    doubt = samples.lease(State.UNCERTAIN, 4)
    again = samples.lease(State.RECEIVED, 5, marks=frozenset({Mark.UNCERTAIN_ACT}))
    assert "2 unsettled" in guard(two[0], doubt, again).says("quitDoubt")


def test_that_the_reflex_releases_and_escape_stays(guard: OpenGuard, two: tuple[Lease, Lease]) -> None:
    asked = guard(*two)
    assert asked.dialog.release_all.isDefault()
    QTest.keyClick(asked.dialog, Qt.Key.Key_Escape)
    assert not asked.dialog.isVisible()
    assert asked.left.count() == 0
    assert not asked.link.asked("release_all")


def test_that_it_leaves_once_all_are_released(guard: OpenGuard, two: tuple[Lease, Lease]) -> None:
    asked = guard(*two)
    asked.release_all()
    assert [call.positional for call in asked.link.asked("release_all")] == [((2, 1),)]
    assert asked.is_waiting()
    assert not asked.dialog.release_all.isVisible()
    asked.tell(samples.lease(State.RELEASING, 1, due_in=0))
    asked.tell(samples.lease(State.RELEASED, 1))
    assert asked.says("quitProgressLabel") == "1 of 2 released, 29 s left"
    assert asked.left.count() == 0
    asked.tell(samples.lease(State.RELEASED, 2))
    assert asked.left.count() == 1
    assert not asked.dialog.isVisible()


def test_that_the_second_click_of_a_double_click_does_not_leave(
    guard: OpenGuard, two: tuple[Lease, Lease]
) -> None:
    asked = guard(*two)
    asked.press(asked.dialog.release_all)
    asked.leave_open()
    assert asked.left.count() == 0
    asked.pass_time(DEAF_SECONDS)
    assert asked.dialog.leave_open.text() == "Leave anyway"
    asked.leave_open()
    assert asked.left.count() == 1


def test_that_an_sms_that_comes_first_is_told(guard: OpenGuard, two: tuple[Lease, Lease]) -> None:
    asked = guard(two[0])
    asked.release_all()
    asked.tell(samples.lease(State.RECEIVED, 1))
    assert asked.left.count() == 0
    assert "the SMS came first, so it is charged" in asked.says("quitDoubt")
    asked.pass_time(DEAF_SECONDS)
    asked.leave_open()
    assert asked.left.count() == 1


def test_that_a_release_allowed_within_the_time_is_waited_for(
    guard: OpenGuard, two: tuple[Lease, Lease]
) -> None:
    asked = guard(two[0])
    asked.release_all()
    asked.tell(later(1, 12))
    assert asked.is_waiting()
    asked.tell(samples.lease(State.RELEASED, 1))
    assert asked.left.count() == 1


def test_that_a_release_allowed_only_later_is_said_at_once(
    guard: OpenGuard, two: tuple[Lease, Lease]
) -> None:
    asked = guard(*two)
    asked.release_all()
    asked.tell(later(1, 118))
    assert asked.is_waiting(), "the other is still on its way"
    assert "allows the release only in 117 s" in asked.says("quitDoubt")
    asked.tell(samples.lease(State.RELEASED, 2))
    assert asked.left.count() == 0
    assert asked.says("quitHeading") == "One number could not be released"
    assert asked.listed() == [1]


def test_that_a_repeat_is_waited_for_and_what_is_not_confirmed_is_listed(
    guard: OpenGuard, two: tuple[Lease, Lease]
) -> None:
    asked = guard(*two)
    asked.release_all()
    asked.tell(samples.lease(State.RELEASED, 2))
    marks = frozenset({Mark.RELEASE_UNCONFIRMED})
    stuck = samples.lease(State.RELEASING, 1, marks=marks)._replace(due=None)
    trouble = Trouble("no answer", "timeout", 1, asked.link.clock.elapsed() + 5)
    asked.tell(stuck._replace(trouble=trouble))
    assert asked.is_waiting()
    asked.tell(samples.lease(State.RELEASING, 1, due_in=5, marks=marks))
    assert asked.is_waiting()
    asked.tell(stuck)
    assert not asked.is_waiting()
    assert asked.left.count() == 0
    assert "has not confirmed the release" in asked.says("quitDoubt")
    assert asked.listed() == [1]


@pytest.mark.parametrize(
    ("lease", "why"),
    [
        (samples.lease(State.RELEASING, 1, due_in=0, marks=frozenset({Mark.NOT_WATCHED})), "signed out"),
        (samples.lease(State.SENDING, 1), "an SMS was sent from it"),
    ],
)
def test_that_what_cannot_be_released_holds_nothing_up_and_says_why(
    guard: OpenGuard, two: tuple[Lease, Lease], lease: Lease, why: str
) -> None:
    asked = guard(two[0])
    asked.release_all()
    asked.tell(lease)
    assert not asked.is_waiting()
    assert why in asked.says("quitDoubt")


def test_that_it_waits_thirty_seconds_and_no_longer(guard: OpenGuard, two: tuple[Lease, Lease]) -> None:
    asked = guard(*two)
    asked.release_all()
    asked.pass_time(LIMIT - DEAF_SECONDS - 1)
    assert asked.is_waiting()
    asked.pass_time(1)
    assert not asked.is_waiting()
    assert asked.left.count() == 0
    assert asked.says("quitHeading") == "2 numbers could not be released"
    assert asked.dialog.stay.isVisible()
    assert not asked.dialog.release_all.isVisible()
    asked.pass_time(DEAF_SECONDS)
    asked.leave_open()
    assert asked.left.count() == 1


def test_that_leaving_them_open_releases_nothing(guard: OpenGuard, two: tuple[Lease, Lease]) -> None:
    asked = guard(*two)
    asked.leave_open()
    assert asked.left.count() == 1
    assert not asked.link.asked("release_all")


@pytest.mark.parametrize(
    "out",
    [
        samples.lease(State.ASKING, 1),
        samples.lease(State.RECEIVED, 1, marks=frozenset({Mark.ACT_OUT})),
        samples.lease(State.WAITING, 1, marks=frozenset({Mark.ACT_OUT})),
    ],
)
def test_that_what_is_being_paid_for_is_waited_for_unless_the_person_will_not(
    guard: OpenGuard, out: Lease
) -> None:
    assert is_to_be_asked(out)
    asked = guard(out)
    assert "listed as uncertain" in asked.says("quitDoubt")
    asked.leave_open()
    assert asked.left.count() == 0
    assert asked.is_waiting()
    asked.pass_time(DEAF_SECONDS)
    assert asked.dialog.leave_open.text() == "Leave anyway"
    asked.leave_open()
    assert asked.left.count() == 1


def test_that_a_purchase_without_an_answer_is_given_up_after_thirty_seconds(guard: OpenGuard) -> None:
    asked = guard(samples.lease(State.ASKING, 1))
    asked.leave_open()
    asked.pass_time(LIMIT)
    assert not asked.is_waiting()
    assert asked.left.count() == 0
    assert asked.says("quitHeading") == "An answer is still awaited"
    assert asked.dialog.leave_open.text() == "Leave anyway"


def test_that_a_purchase_that_has_no_row_yet_is_asked_about(guard: OpenGuard, fake_link: FakeLink) -> None:
    fake_link.purchase.is_buying = True
    asked = guard()
    assert asked.dialog.isVisible()
    assert "listed as uncertain" in asked.says("quitDoubt")
    fake_link.purchase.is_buying = False
    fake_link.purchase.buying_changed.emit(False)
    assert asked.left.count() == 1


def test_that_a_number_that_arrives_while_all_are_released_is_released_too(
    guard: OpenGuard, two: tuple[Lease, Lease]
) -> None:
    asked = guard(two[0], samples.lease(State.ASKING, 2))
    asked.release_all()
    asked.tell(samples.lease(State.RELEASED, 1))
    asked.tell(samples.lease(State.WAITING, 2))
    assert [call.positional for call in asked.link.asked("release_all")] == [((1,),), ((2,),)]
    assert asked.left.count() == 0
    asked.tell(samples.lease(State.RELEASED, 2))
    assert asked.left.count() == 1


def test_that_what_is_not_saved_is_asked_about_with_number_and_key_to_copy(guard: OpenGuard) -> None:
    unsaved = samples.lease(State.WAITING, 5)._replace(marks=frozenset({Mark.NOT_SAVED}))
    received = samples.lease(State.RECEIVED, 6)
    assert is_to_be_asked(received._replace(marks=frozenset({Mark.NOT_SAVED})))
    assert not is_to_be_asked(received)
    asked = guard(unsaved)
    assert "NOT SAVED" in asked.says("quitDoubt")
    key = f"+601159100274 pkey {unsaved.pkey}"
    assert asked.says("quitKeys") == key
    copy = asked.dialog.findChild(QPushButton, "quitCopyKeysButton")
    assert copy is not None
    asked.press(copy)
    assert asked.copied == [key]
    assert asked.dialog.leave_open.text() == "Leave anyway"


def test_that_it_leaves_once_the_last_word_is_saved(guard: OpenGuard) -> None:
    unsaved = samples.lease(State.RELEASED, 5)._replace(marks=frozenset({Mark.NOT_SAVED}))
    asked = guard(unsaved)
    assert not asked.dialog.release_all.isVisible()
    asked.link.lease_changed.emit(unsaved._replace(marks=frozenset()))
    assert asked.left.count() == 1
    assert not asked.dialog.isVisible()


def test_that_without_an_answer_the_end_of_the_session_leaves_them_open(
    guard: OpenGuard, two: tuple[Lease, Lease]
) -> None:
    asked = guard(*two, ends_session=True)
    assert "without an answer in 30 s" in asked.says("quitSentence")
    asked.pass_time(LIMIT - 1)
    assert asked.left.count() == 0
    asked.pass_time(1)
    assert asked.left.count() == 1
    assert not asked.link.asked("release_all")


def test_that_the_end_of_the_session_gives_the_whole_thirty_seconds_once(
    guard: OpenGuard, two: tuple[Lease, Lease]
) -> None:
    asked = guard(*two, ends_session=True)
    asked.pass_time(20)
    asked.release_all()
    assert asked.is_waiting()
    asked.pass_time(10)
    assert asked.left.count() == 1


@pytest.fixture
def leaving(qtbot: QtBot, fake_link: FakeLink, two: tuple[Lease, Lease]) -> Leaving:
    window = QLabel()
    qtbot.addWidget(window)
    window.show()
    return Leaving(fake_link.link, lambda: list(two), lambda text: None, window)


def the_dialog(leaving: Leaving) -> QuitDialog:
    dialog = leaving._dialog
    assert dialog is not None
    return dialog


def test_that_leaving_before_the_session_ends_stops_nothing_yet(
    leaving: Leaving, fake_link: FakeLink
) -> None:
    decided = QSignalSpy(leaving.decided)
    assert leaving.ask_before_session_ends()
    assert not leaving.ask_before_session_ends(), "it is being asked already"
    QTest.mouseClick(the_dialog(leaving).leave_open, Qt.MouseButton.LeftButton)
    assert [decided.at(0)] == [[True]]
    assert not fake_link.asked("stop")
    leaving.ask()
    QTest.mouseClick(the_dialog(leaving).stay, Qt.MouseButton.LeftButton)
    assert decided.at(1) == [False]


def test_that_a_question_that_stands_becomes_that_of_the_session(
    leaving: Leaving, fake_link: FakeLink
) -> None:
    leaving.ask()
    decided = QSignalSpy(leaving.decided)
    assert leaving.ask_before_session_ends()
    fake_link.clock.advance(LIMIT)
    the_dialog(leaving)._ticker.timeout.emit()
    assert decided.at(0) == [True]
    assert fake_link.asked("stop"), "the person wanted to quit"


def test_that_one_number_is_spoken_of_as_one(guard: OpenGuard) -> None:
    asked = guard(samples.lease(State.WAITING, 1, price="0.65"), ends_session=True)
    assert asked.dialog.release_all.text() == "Release it and leave"
    assert asked.dialog.leave_open.text() == "Leave it open"
    assert asked.says("quitSumWords") == "If its SMS arrives, at most"
    assert asked.says("quitSentence").endswith("it stays open.")


def test_that_one_number_of_unknown_price_is_spoken_of_as_one(guard: OpenGuard) -> None:
    lease = samples.lease(State.WAITING, 1)
    asked = guard(lease._replace(order=lease.order._replace(list_price=None)))
    assert asked.says("quitSumWords") == "If its SMS arrives: the price is unknown"


def test_that_several_numbers_are_spoken_of_as_several(guard: OpenGuard, two: tuple[Lease, Lease]) -> None:
    asked = guard(*two, ends_session=True)
    assert asked.dialog.release_all.text() == "Release all and leave"
    assert asked.dialog.leave_open.text() == "Leave them open"
    assert asked.says("quitSumWords") == "If every SMS arrives, at most"
    assert asked.says("quitSentence").endswith("they stay open.")


def test_that_the_words_follow_when_one_of_two_is_gone(guard: OpenGuard, two: tuple[Lease, Lease]) -> None:
    asked = guard(*two)
    asked.tell(samples.lease(State.RELEASED, 1))
    assert asked.dialog.release_all.text() == "Release it and leave"


def test_that_a_release_that_hung_is_neither_called_failed_nor_on_its_way(
    guard: OpenGuard, two: tuple[Lease, Lease]
) -> None:
    asked = guard(*two)
    asked.release_all()
    for lease in two:
        asked.tell(lease._replace(state=State.RELEASING, due=None, sent_once=True))
    asked.pass_time(LIMIT)
    assert asked.says("quitHeading") == "The release of 2 numbers is not confirmed"
    assert asked.says("quitDoubt").count("It may be released, it may be charged.") == 2
    rows = asked.dialog._numbers.lines.rows()
    assert [row.words.text for row in rows] == ["Release not confirmed"] * 2


@pytest.mark.parametrize("state", [State.ASKING, State.UNCERTAIN])
def test_that_the_price_of_what_has_no_answer_stands_beside_the_sum(
    guard: OpenGuard, two: tuple[Lease, Lease], state: State
) -> None:
    asked = guard(*two, samples.lease(state, 3, price="0.045"))
    assert asked.says("quitSum") == "0.8350"
    assert asked.says("quitMore") == "0.0450"
    assert "no answer" in asked.says("quitMoreWords")
    assert guard(*two).says("quitMore") == ""


def test_that_a_listed_number_is_named_with_the_act_that_had_no_answer(guard: OpenGuard) -> None:
    asked = guard(samples.lease(State.WAITING, 1, marks=frozenset({Mark.UNCERTAIN_ACT})))
    assert "no answer came to the SMS that was to be sent from it" in asked.says("quitDoubt")
    assert "Its record stays" not in asked.says("quitDoubt")
    assert asked.says("quitMore") == ""


def test_that_one_number_is_not_called_several(guard: OpenGuard, two: tuple[Lease, Lease]) -> None:
    assert guard(two[0]).dialog.leave_open.text() == "Leave it open"
    assert guard(*two).dialog.leave_open.text() == "Leave them open"
