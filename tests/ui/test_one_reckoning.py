# SPDX-License-Identifier: MIT
"""What counts a release down says the same seconds in the row, in the strip and in the details."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fxdesk.core.lease_state import State
from fxdesk.core.model import Lease, LeaseId
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.ui.lease_page import LeasePage
from fxdesk.ui.message_strip import MessageStrip
from tests.ui import samples
from tests.ui.copier import RecordingCopier
from tests.ui.fake_link import START, FakeLink


@pytest.fixture
def page(qtbot: QtBot, fake_link: FakeLink) -> LeasePage:
    """The page with a number that is about to be released, its timers at rest."""
    made = LeasePage(fake_link.link, RecordingCopier())
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    fake_link.leases_loaded.emit((samples.lease(State.WAITING, 1), samples.lease(State.WAITING, 2)))
    made.show_lease(LeaseId(1))
    for timer in made.findChildren(QTimer):
        if timer.interval() >= 1000:
            timer.stop()
    return made


def releasing(due: float) -> Lease:
    """The number with a release that is sent `due` seconds after the start."""
    lease = samples.lease(State.RELEASING, 1)
    return lease._replace(due=START._replace(utc=START.utc + due, elapsed=START.elapsed + due))


def release(link: FakeLink, lease: Lease) -> None:
    link.noticed.emit(
        Notice("release 1", Topic.RELEASE_UNDO, Rank.INFO, LeaseId(1), facts=(("seconds", "3"),))
    )
    link.tell_lease(lease)


def seconds(words: str) -> int:
    found = re.search(r"(\d+) s\b", words)
    assert found is not None, words
    return int(found[1])


def told(page: LeasePage) -> list[int]:
    """What the row, the strip and the details say, as a person and a screen reader get them."""
    row = page.model.row(page.model.place_of(LeaseId(1)))
    story = page.findChild(QLabel, "detailsStory")
    strip = page.findChild(MessageStrip)
    assert story is not None
    assert strip is not None
    spoken = page.model.index(page.model.place_of(LeaseId(1)), 0).data()
    texts = [row.words.text, str(spoken), strip.text()]
    if re.search(r"\d+ s\b", story.text()):
        texts.append(story.text())
    return [seconds(text) for text in texts]


def settled(page: LeasePage, qtbot: QtBot) -> None:
    """Let the row that was told be shown."""
    qtbot.waitUntil(lambda: page.model.row(page.model.place_of(LeaseId(1))).lease.state is State.RELEASING)
    qtbot.wait(1)


def test_that_row_and_strip_count_alike_at_any_moment(
    page: LeasePage, fake_link: FakeLink, qtbot: QtBot
) -> None:
    fake_link.clock.advance(0.4)
    release(fake_link, releasing(3.4))
    settled(page, qtbot)
    assert set(told(page)) == {3}
    for step in (0.1, 0.35, 0.3, 0.3, 0.5, 0.3, 0.3):
        fake_link.clock.advance(step)
        # Someone looks at one of them alone: another number changes, the details are shown anew.
        fake_link.tell_lease(samples.lease(State.WAITING, 2, ago=50))
        page.details.refresh()
        qtbot.wait(1)
        assert len(set(told(page))) == 1, told(page)


def test_that_looking_at_the_row_alone_moves_the_others_too(
    page: LeasePage, fake_link: FakeLink, qtbot: QtBot
) -> None:
    release(fake_link, releasing(2.9))
    settled(page, qtbot)
    fake_link.clock.advance(0.5)
    assert set(told(page)) == {3}
    fake_link.clock.advance(0.5)
    assert seconds(str(page.model.index(page.model.place_of(LeaseId(1)), 0).data())) == 2
    qtbot.wait(1)
    assert set(told(page)) == {2}
