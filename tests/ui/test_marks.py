# SPDX-License-Identifier: MIT
"""Each mark, in each state in which a number can bear it, is said in words with what to do next."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import product

import pytest
from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from fxdesk.core.lease_state import ENDED, MOVES, POLLED, Act, Event, Mark, State, step
from fxdesk.core.model import Lease, LeaseId, Trouble
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.ui import theme
from fxdesk.ui.lease_page import LeasePage
from fxdesk.ui.lease_row import LeaseRow, may
from fxdesk.ui.lease_story import lease_story
from fxdesk.ui.main_window import MainWindow
from tests.ui import samples
from tests.ui.copier import RecordingCopier
from tests.ui.fake_link import START, FakeLink

Pair = tuple[State, Mark]
Node = tuple[State, frozenset[Mark]]

# What no event brings: the line, the token, the disk, a start, and what came with the answer itself.
REACHED = POLLED | {State.BLACKLISTING}
ON_A_NUMBER = frozenset(State) - {State.ASKING, State.UNCERTAIN, State.REFUSED}
FROM_OUTSIDE: dict[Mark, frozenset[State]] = {
    Mark.NOT_REACHED: REACHED,
    Mark.NOT_WATCHED: POLLED,
    Mark.NOT_SAVED: frozenset(State),
    Mark.ASK_AGAIN: frozenset({State.RELEASING, State.BLACKLISTING}),
    Mark.SOLD_TWICE: ON_A_NUMBER,
    Mark.INCOMPLETE: ON_A_NUMBER,
}


@cache
def can_occur() -> frozenset[Pair]:
    """Every state with every mark that the table of moves, or the world, can give it."""
    first: Node = (State.ASKING, frozenset())
    known, waiting = {first}, [first]
    while waiting:
        state, marks = waiting.pop()
        for event in Event:
            move = step(state, event, marks)
            if move is None:
                continue
            node = (move.to, (marks | move.sets) - move.clears)
            if node not in known:
                known.add(node)
                waiting.append(node)
    pairs = {(state, mark) for state, marks in known for mark in marks}
    return frozenset(pairs | {(state, mark) for mark, states in FROM_OUTSIDE.items() for state in states})


# The mark's own words, anywhere on the row or in the details, and what the person is told to do.
SAYS: dict[Mark, tuple[str, str]] = {
    Mark.NOT_REACHED: ("Last error: no answer", "Next try in 12 s"),
    Mark.NOT_WATCHED: ("signed out", "Sign in"),
    Mark.LATE_SMS: ("came after the end", "its text can be copied"),
    Mark.UNKNOWN_TO_SERVICE: ("does not know this number", "settle it"),
    Mark.UNCERTAIN_ACT: ("no answer came", "ettle"),
    Mark.NOT_SAVED: ("NOT SAVED", "tries again each second"),
    Mark.STILL_WAITING: ("No SMS for a long time", "Release the number"),
    Mark.RELEASE_UNCONFIRMED: ("has not confirmed", "again"),
    Mark.ASK_AGAIN: ("before the program ended", "or keep it"),
    Mark.SOLD_TWICE: ("sold this very number before", "Show the linked number"),
    Mark.INCOMPLETE: ("named no number", "evidence"),
    Mark.ACT_OUT: ("on its way to the service", "listens for two minutes"),
    Mark.OLD_SMS: ("shows the earlier SMS again", "choose It is the code"),
    Mark.CHARGED_AFTER_END: ("charged after its end", "Save the evidence"),
    Mark.CONTRADICTED: ("contradicts what you settled", "Look at the balance check"),
}

# Where the state says it all, the mark that it still bears has nothing to add.
SILENT: frozenset[Pair] = frozenset(
    {(state, Mark.STILL_WAITING) for state in (State.SENDING, State.RECEIPT, State.RELEASING)}
    | {(state, Mark.OLD_SMS) for state in (State.SENDING, State.RECEIPT)}
    | {(state, Mark.RELEASE_UNCONFIRMED) for state in (State.SENDING, State.RECEIPT)}
)

# The act that is open for it, besides what the window offers everywhere.
OPEN_ACT: dict[Mark, Callable[[Lease], Act]] = {
    Mark.LATE_SMS: lambda lease: Act.COPY_SMS,
    Mark.UNKNOWN_TO_SERVICE: lambda lease: Act.SETTLE,
    Mark.UNCERTAIN_ACT: lambda lease: Act.SETTLE_ACT,
    Mark.STILL_WAITING: lambda lease: Act.RELEASE,
    Mark.RELEASE_UNCONFIRMED: lambda lease: (
        Act.BLACKLIST if lease.state is State.BLACKLISTING else Act.RELEASE
    ),
    Mark.ASK_AGAIN: lambda lease: Act.KEEP,
    Mark.OLD_SMS: lambda lease: Act.TAKE_AS_CODE,
}


def marked(state: State, mark: Mark) -> Lease:
    trouble = None
    if mark is Mark.NOT_REACHED:
        trouble = Trouble("no answer", "timeout", 2, START.elapsed + 12)
    lease = samples.lease(state, 7, marks=frozenset({mark}), trouble=trouble, due_in=0)
    if mark is Mark.SOLD_TWICE:
        lease = lease._replace(order=lease.order._replace(linked=LeaseId(1)))
    return lease


def pairs(*, silent: bool = False) -> list[Pair]:
    return sorted(pair for pair in can_occur() if silent or pair not in SILENT)


ids = [f"{state}-{mark}" for state, mark in pairs()]


def test_that_each_mark_can_occur_somewhere_and_has_its_words_here() -> None:
    assert {mark for _, mark in can_occur()} == set(Mark) == set(SAYS)
    assert can_occur() >= SILENT
    assert len(MOVES) > len(State)


@pytest.mark.parametrize(("state", "mark"), pairs(), ids=ids)
def test_that_row_tooltip_details_and_readers_say_it_with_the_next_step(state: State, mark: Mark) -> None:
    lease = marked(state, mark)
    row = LeaseRow(lease, START)
    what, next_step = SAYS[mark]
    details = lease_story(lease, START)[1]
    for place in (row.whole_story(START), row.marks_text(START), details):
        assert what in place
        assert next_step in place
    if mark in OPEN_ACT:
        act = OPEN_ACT[mark](lease)
        assert may(lease, act).yes, act


@pytest.mark.parametrize(("state", "mark"), sorted(SILENT))
def test_that_a_mark_whose_time_is_over_says_nothing(state: State, mark: Mark) -> None:
    row = LeaseRow(marked(state, mark), START)
    assert SAYS[mark][0] not in row.whole_story(START)


def test_that_an_uncertain_row_says_what_to_do() -> None:
    lease = samples.lease(State.UNCERTAIN)
    assert "Settle it when the balance is clear" in LeaseRow(lease, START).whole_story(START)
    assert "Settle it when the balance is clear" in lease_story(lease, START)[1]


# What the State cell itself shows for a mark alone; what is not here shows in the tooltip and the details.
CELL: dict[Pair, str] = {
    (State.WAITING, Mark.NOT_REACHED): "Retrying in 12 s",
    (State.WAITING, Mark.NOT_WATCHED): "Not watched",
    (State.RELEASED, Mark.LATE_SMS): "Late SMS",
    (State.WAITING, Mark.UNKNOWN_TO_SERVICE): "Unknown to service",
    (State.RECEIVED, Mark.UNCERTAIN_ACT): "Sent, no answer",
    (State.RECEIVED, Mark.NOT_SAVED): "NOT SAVED",
    (State.WAITING, Mark.STILL_WAITING): "Still waiting: release?",
    (State.RELEASING, Mark.RELEASE_UNCONFIRMED): "Release not confirmed",
    (State.BLACKLISTING, Mark.RELEASE_UNCONFIRMED): "Blacklist not confirmed",
    (State.RELEASING, Mark.ASK_AGAIN): "Release or keep?",
    (State.BLACKLISTING, Mark.ASK_AGAIN): "Blacklist now?",
    (State.WAITING, Mark.SOLD_TWICE): "Waiting, sold twice",
    (State.WAITING, Mark.INCOMPLETE): "Number unknown",
    (State.WAITING, Mark.ACT_OUT): "Asking…",
    (State.WAITING, Mark.OLD_SMS): "Earlier SMS again",
    (State.RELEASED, Mark.CHARGED_AFTER_END): "Charged after release",
    (State.REFUSED, Mark.CONTRADICTED): "Charged after all?",
}


@pytest.mark.parametrize(("pair", "words"), CELL.items(), ids=[f"{s}-{m}" for s, m in CELL])
def test_that_the_cell_of_the_state_says_it(pair: Pair, words: str) -> None:
    assert LeaseRow(marked(*pair), START).words.text == words


class Marker(QTranslator):
    """A language in which every word of ours can be told."""

    def translate(self, context: str, source: str, note: str | None = None, n: int = -1) -> str:
        return f"⟦{source}⟧"

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def foreign(qapp: QCoreApplication) -> object:
    translator = Marker()
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)


@pytest.mark.usefixtures("foreign")
def test_that_all_of_it_is_translated() -> None:
    for state, mark in pairs():
        lease = marked(state, mark)
        row = LeaseRow(lease, START)
        assert row.words.text.startswith("⟦"), (state, mark)
        for line in row.marks_text(START).splitlines():
            assert line.startswith("⟦"), line


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, fake_link: FakeLink) -> LeasePage:
    theme.install(qapp)
    made = LeasePage(fake_link.link, RecordingCopier())
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def test_that_the_table_gives_them_to_tooltip_and_reader(page: LeasePage, fake_link: FakeLink) -> None:
    fake_link.leases_loaded.emit((marked(State.RELEASING, Mark.ASK_AGAIN),))
    cell: QModelIndex = page.model.index(0, 0)
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
        assert "Release it now, or keep it" in str(page.model.data(cell, role))


def test_that_a_number_sold_twice_leads_to_its_earlier_row(page: LeasePage, fake_link: FakeLink) -> None:
    fake_link.leases_loaded.emit((samples.lease(State.RECEIVED, 1), marked(State.WAITING, Mark.SOLD_TWICE)))
    page.show_lease(LeaseId(7))
    action = page.findChild(QAction, "actionShowLinked")
    assert action is not None
    assert action.isVisible()
    action.trigger()
    assert page.actions_.lease_id == 1
    assert not action.isVisible(), "that row is linked to no other"


def test_that_what_is_not_saved_stands_in_the_strip_with_its_key_to_copy(
    qtbot: QtBot, fake_link: FakeLink
) -> None:
    window = MainWindow(fake_link.link)
    qtbot.addWidget(window)
    window.show()
    lease = marked(State.WAITING, Mark.NOT_SAVED)
    fake_link.leases_loaded.emit((lease,))
    fake_link.noticed.emit(Notice("unsaved 7", Topic.NOT_SAVED, Rank.BAD, LeaseId(7)))
    assert "NOT SAVED. Copy number and key now" in window.numbers.strip.text()
    link = window.findChild(QAbstractButton, "copyKeyLink")
    assert link is not None
    link.click()
    assert str(lease.pkey) in QApplication.clipboard().text()
    # What Python gave it would outlive Python.
    QApplication.clipboard().clear()
    fake_link.withdrawn.emit("unsaved 7")
    assert not window.numbers.strip.isVisible()


def test_that_an_ended_row_is_no_open_one_for_its_marks_but_an_unsettled_one_is() -> None:
    for state, mark in product(sorted(ENDED), (Mark.UNCERTAIN_ACT, Mark.NOT_SAVED)):
        assert LeaseRow(marked(state, mark), START).in_open_view
    assert not LeaseRow(marked(State.RELEASED, Mark.SOLD_TWICE), START).in_open_view
