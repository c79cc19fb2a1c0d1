# SPDX-License-Identifier: MIT
"""The strip tells the most pressing thing, keeps it till it is settled, and stays out of the way."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.core.notice import Rank
from fxdesk.ui.message_strip import Link, Message, MessageStrip
from fxdesk.ui.tokens import LIGHT
from tests.ui.pixels import ground

Strip = Callable[..., MessageStrip]


@pytest.fixture
def make_strip(qtbot: QtBot) -> Strip:
    windows = []  # qtbot alone would not keep them alive

    def make(ok_milliseconds: int = 60_000) -> MessageStrip:
        window = QWidget()
        windows.append(window)
        column = QVBoxLayout(window)
        field = QLineEdit()
        field.setObjectName("field")
        column.addWidget(field)
        strip = MessageStrip(ok_milliseconds=ok_milliseconds)
        strip.set_focus_return(field)
        column.addWidget(strip)
        column.addStretch(1)
        window.resize(700, 200)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return strip

    return make


@pytest.fixture
def strip(make_strip: Strip) -> MessageStrip:
    return make_strip()


def button(strip: MessageStrip, name: str) -> QPushButton:
    found = strip.findChild(QPushButton, name)
    assert found is not None
    return found


def test_that_the_highest_rank_is_in_view(strip: MessageStrip) -> None:
    strip.show_message(Message("a", Rank.WARN, "Sent, no answer"))
    strip.show_message(Message("b", Rank.INFO, "Releasing in 3 s"))
    assert strip.text() == "Sent, no answer"
    strip.show_message(Message("c", Rank.BAD, "The journal cannot be written"))
    assert strip.text() == "The journal cannot be written"
    assert strip.keys() == ("c", "a", "b")


def test_that_what_can_be_undone_for_seconds_stands_before_what_stays(strip: MessageStrip) -> None:
    strip.show_message(Message("a", Rank.INFO, "Releasing in 3 s", seconds=3, first=True))
    strip.show_message(Message("b", Rank.WARN, "Sent, no answer"))
    assert strip.text() == "Releasing in 3 s"
    strip.withdraw("a")
    assert strip.text() == "Sent, no answer"


def test_that_the_newest_of_a_rank_is_in_view(strip: MessageStrip) -> None:
    strip.show_message(Message("a", Rank.WARN, "first"))
    strip.show_message(Message("b", Rank.WARN, "second"))
    assert strip.text() == "second"


def test_that_the_same_key_replaces(strip: MessageStrip) -> None:
    strip.show_message(Message("a", Rank.INFO, "Releasing in 3 s"))
    strip.show_message(Message("a", Rank.INFO, "Releasing in 2 s"))
    assert strip.text() == "Releasing in 2 s"
    strip.withdraw("a")
    assert not strip.isVisible()


def test_that_a_sentence_said_anew_does_not_push_itself_before_a_newer_one(strip: MessageStrip) -> None:
    strip.show_message(Message("a", Rank.INFO, "Releasing in 3 s"))
    strip.show_message(Message("b", Rank.INFO, "newer"))
    strip.show_message(Message("a", Rank.INFO, "Releasing in 2 s"))
    assert strip.text() == "newer"


def test_that_others_waiting_are_counted_and_lead_to_the_log(strip: MessageStrip, qtbot: QtBot) -> None:
    for key in "abc":
        strip.show_message(Message(key, Rank.WARN, key))
    more = button(strip, "moreMessagesButton")
    assert more.text() == "2 more"
    with qtbot.waitSignal(strip.more_pressed):
        more.click()
    strip.withdraw("b")
    assert more.text() == "1 more"
    strip.withdraw("a")
    assert not more.isVisible()


def test_that_a_newer_word_of_its_rank_does_not_hide_uncertain_money(strip: MessageStrip) -> None:
    strip.show_message(Message("a", Rank.WARN, "Sent, no answer", money=True))
    strip.show_message(Message("b", Rank.WARN, "The balance is low"))
    assert strip.text() == "Sent, no answer"
    strip.show_message(Message("c", Rank.WARN, "Sent another, no answer", money=True))
    assert strip.text() == "Sent another, no answer"
    strip.withdraw("c")
    assert strip.text() == "Sent, no answer"
    strip.withdraw("a")
    assert strip.text() == "The balance is low"


def test_that_a_good_word_leaves_by_itself(make_strip: Strip, qtbot: QtBot) -> None:
    strip = make_strip(ok_milliseconds=20)
    strip.show_message(Message("a", Rank.OK, "Copied, read back"))
    assert strip.isVisible()
    qtbot.waitUntil(lambda: not strip.isVisible())


def test_that_a_good_word_stays_while_the_focus_is_on_it(make_strip: Strip, qtbot: QtBot) -> None:
    strip = make_strip(ok_milliseconds=30)
    strip.show_message(Message("a", Rank.OK, "Copied, read back", (Link("show", "Show", "showButton"),)))
    button(strip, "showButton").setFocus()
    with qtbot.assertNotEmitted(strip.shown_changed, wait=120):
        pass
    assert strip.isVisible()


def test_that_warnings_and_faults_stay_until_settled(make_strip: Strip, qtbot: QtBot) -> None:
    strip = make_strip(ok_milliseconds=10)
    strip.show_message(Message("ok", Rank.OK, "Copied"))
    strip.show_message(Message("w", Rank.WARN, "Sent, no answer"))
    strip.show_message(Message("b", Rank.BAD, "The journal cannot be written"))
    qtbot.waitUntil(lambda: strip.keys() == ("b", "w"))
    strip.withdraw("b")
    assert strip.text() == "Sent, no answer"


def test_that_a_countdown_counts_and_leaves(strip: MessageStrip, qtbot: QtBot) -> None:
    strip.show_message(Message("a", Rank.INFO, lambda left: f"Releasing in {left} s", seconds=1.2))
    assert strip.text() == "Releasing in 2 s"
    qtbot.waitUntil(lambda: strip.text() == "Releasing in 1 s")
    qtbot.waitUntil(lambda: not strip.isVisible())


def test_that_a_link_tells_its_message_and_itself(strip: MessageStrip, qtbot: QtBot) -> None:
    strip.show_message(Message("a", Rank.INFO, "Releasing", (Link("undo", "Undo", "undoButton"),)))
    with qtbot.waitSignal(strip.link_pressed) as told:
        button(strip, "undoButton").click()
    assert told.args == ["a", "undo"]


def test_that_a_link_keeps_the_focus_while_its_sentence_counts(strip: MessageStrip) -> None:
    links = (Link("undo", "Undo", "undoButton"),)
    strip.show_message(Message("a", Rank.INFO, "Releasing in 3 s", links))
    undo = button(strip, "undoButton")
    undo.setFocus()
    strip.show_message(Message("a", Rank.INFO, "Releasing in 2 s", links))
    assert undo.hasFocus()
    assert button(strip, "undoButton") is undo


def test_that_the_focus_goes_back_when_the_strip_goes(strip: MessageStrip) -> None:
    strip.show_message(Message("a", Rank.INFO, "Releasing", (Link("undo", "Undo", "undoButton"),)))
    button(strip, "undoButton").setFocus()
    strip.withdraw("a")
    field = strip.window().findChild(QLineEdit, "field")
    assert field is not None
    assert field.hasFocus()


def test_that_a_new_message_never_takes_the_focus(strip: MessageStrip) -> None:
    field = strip.window().findChild(QLineEdit, "field")
    assert field is not None
    field.setFocus()
    strip.show_message(Message("a", Rank.BAD, "Bad", (Link("why", "Why", "whyButton"),)))
    assert field.hasFocus()


def test_that_closing_shows_the_next_and_tells_which(strip: MessageStrip, qtbot: QtBot) -> None:
    strip.show_message(Message("a", Rank.WARN, "first"))
    strip.show_message(Message("b", Rank.WARN, "second"))
    with qtbot.waitSignal(strip.dismissed) as told:
        QTest.mouseClick(strip._close, Qt.MouseButton.LeftButton)
    assert told.args == ["b"]
    assert strip.text() == "first"


def test_that_markup_is_shown_as_it_is(strip: MessageStrip) -> None:
    strip.show_message(Message("a", Rank.WARN, "<b>no</b>"))
    assert strip.text() == "<b>no</b>"
    assert strip._text.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.parametrize(
    ("rank", "colour"),
    [
        (Rank.OK, LIGHT.ok_tint),
        (Rank.INFO, LIGHT.accent_tint),
        (Rank.WARN, LIGHT.warn_tint),
        (Rank.BAD, LIGHT.bad_tint),
    ],
)
def test_that_each_rank_has_its_ground(strip: MessageStrip, rank: Rank, colour: str) -> None:
    strip.show_message(Message("z", Rank.INFO, "before"))
    strip.withdraw("z")
    strip.show_message(Message("a", rank, "now"))
    assert ground(strip) == colour.lower()


def test_that_a_long_sentence_wraps_instead_of_widening_the_window(strip: MessageStrip, qtbot: QtBot) -> None:
    before = strip.window().width()
    strip.show_message(Message("a", Rank.WARN, "Sent, no answer"))
    qtbot.waitUntil(lambda: strip.height() == 40)
    strip.show_message(Message("a", Rank.WARN, "The request was sent and no answer came. " * 6))
    qtbot.waitUntil(lambda: strip.height() > 40)
    assert strip.window().width() == before
    assert strip.window().minimumSizeHint().width() < 500


def test_that_its_buttons_have_names(strip: MessageStrip) -> None:
    assert strip.objectName() == "messageStrip"
    assert strip._close.accessibleName() == "Dismiss"
