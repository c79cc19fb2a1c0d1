# SPDX-License-Identifier: MIT
"""Hold the balance check, the expected balance and the balances of a timeline to what a person reads."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.core.balance_lines import BalanceLine
from fxdesk.core.books import (
    AccountBooks,
    AccountRecord,
    Between,
    Kind,
    Name,
    Outcome,
    Price,
    Purchase,
    Suspect,
    Verdict,
    Way,
)
from fxdesk.core.clock import Stamp, later
from fxdesk.core.lease_state import Event, Mark, State
from fxdesk.core.model import AccountId, BalanceSeen, LeaseId, TimelineEvent
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.core.reconcile import reconcile
from fxdesk.core.text import isolate
from fxdesk.ui import language, theme
from fxdesk.ui.account_panel import AccountPanel
from fxdesk.ui.books_dialog import DAYS, BooksDialog
from fxdesk.ui.books_words import balance_words, name_words, suspect_words, verdict_words
from fxdesk.ui.main_window import MainWindow
from fxdesk.ui.message_strip import MessageStrip
from fxdesk.ui.notice_box import NoticeBox
from fxdesk.ui.notice_words import notice_words
from fxdesk.ui.state_words import state_words
from fxdesk.ui.timeline import TimelineModel
from tests.ui import samples
from tests.ui.fake_link import START, FakeLink

DAY = 86_400.0
ACCOUNT = samples.ACCOUNT.account_id


def at(seconds: float) -> Stamp:
    return later(START, seconds)


def bought(number: int, when: float, price: str = "0.65", **facts: object) -> Purchase:
    cost = Decimal(price)
    purchase = Purchase(
        LeaseId(number), "getPhone", Price(cost, cost), at(when), Outcome.ACCEPTED, at(when + 1)
    )
    return purchase._replace(**facts)  # type: ignore[arg-type]  # fields by name


def seen(amount: str, when: float) -> BalanceSeen:
    return BalanceSeen(Decimal(amount), at(when))


def between(since: float, until: float) -> Between:
    return Between(at(since), at(until))


NAMES = tuple(
    (LeaseId(number), Name(service, "mys", "+60/马来西亚/malaysia", "60", "1159100274"))
    for number, service in ((1, "Lumen Mail"), (2, "Tandem Ride"), (3, "Paperplane"), (4, "Quill Notes"))
)
# Two days ago all was well; today 0.65 is missing, and two released numbers may explain it.
RECORD = AccountRecord(
    (
        seen("20", -2 * DAY),
        seen("20", -2 * DAY + 200),
        seen("19.35", -2 * DAY + 900),
        seen("39.35", -2 * DAY + 1_100),
        seen("39.35", -900),
        seen("38.70", -600),
    ),
    (
        bought(1, -2 * DAY + 100, sms=between(-2 * DAY + 300, -2 * DAY + 305)),
        bought(2, -880, end=between(-820, -819)),
        bought(3, -870, end=between(-800, -799)),
        bought(4, -100, "0.45", sms=between(-50, -45)),
    ),
    NAMES,
)


class Check:
    """The dialog with what a person sees and does."""

    def __init__(self, link: FakeLink, dialog: BooksDialog) -> None:
        self.link, self.dialog = link, dialog

    def tell(self, record: AccountRecord = RECORD, account: AccountId = ACCOUNT) -> None:
        self.link.papers.books_ready.emit(AccountBooks(account, reconcile(record), dict(record.names)))

    def says(self, name: str) -> str:
        found = self.dialog.findChild(QLabel, name)
        assert found is not None, name
        return found.text() if found.isVisible() else ""

    def cell(self, row: int, column: int) -> str:
        model = self.dialog.days.days
        return str(model.data(model.index(row, column)))

    def lines(self) -> list[str]:
        model = self.dialog.events.lines
        return [model.line(place).text for place in range(model.rowCount())]


@pytest.fixture
def check(qtbot: QtBot, fake_link: FakeLink) -> Check:
    fake_link.set_accounts(samples.account_state())
    dialog = BooksDialog(fake_link.link)
    qtbot.addWidget(dialog)
    dialog.show()
    return Check(fake_link, dialog)


def test_that_the_books_of_the_last_days_are_asked_for_and_shown_by_days(check: Check) -> None:
    assert [call.positional for call in check.link.asked("ask_books")] == [(ACCOUNT, DAYS)]
    assert check.says("booksEmptyLabel")
    check.tell()
    assert not check.says("booksEmptyLabel")
    assert check.says("booksVerdictLabel").startswith("The service charges when the SMS arrives. Seen")
    # The newest day first: nothing by our count, 0.65 gone.
    today = datetime.fromtimestamp(START.utc - 600).date().isoformat()
    assert [check.cell(0, column) for column in range(5)] == [
        today,
        "0.0000",
        "−0.6500",
        "0.6500 less than expected",
        "–",
    ]
    assert [check.cell(1, column) for column in range(1, 5)] == ["0.6500", "+19.3500", "–", "+20.0000"]


def test_that_the_balance_to_be_expected_stands_beside_the_seen_one(check: Check) -> None:
    check.tell()
    assert "Last seen: 38.7000" in check.says("booksNowLabel")
    assert "Expected now: 38.2500, 0.4500 less for what came since." in check.says("booksNowLabel")


def test_that_a_difference_names_who_may_explain_it(check: Check) -> None:
    check.tell()
    warning = check.dialog.findChild(NoticeBox, "booksWarningBox")
    assert warning is not None
    assert warning.isVisible()
    assert "0.6500 less than expected" in warning.text()
    assert "One of these 2 may explain it" in warning.text()
    assert "Tandem Ride" in warning.text()
    assert "Paperplane" in warning.text()
    assert "bought elsewhere" in warning.text()


def test_that_the_arrow_keys_lead_from_day_to_day_with_their_events(check: Check, qtbot: QtBot) -> None:
    check.tell()
    assert "0.6500 less than expected" in check.lines()
    check.dialog.days.setFocus()
    QTest.keyClick(check.dialog.days, Qt.Key.Key_Down)
    lines = check.lines()
    assert lines[0] == "SMS arrived · " + isolate("Lumen Mail, +60 11 5910 0274") + " · −0.6500"
    assert lines[1] == "Balance 20.0000 → 19.3500"
    assert lines[2] == "Balance 19.3500 → 39.3500"
    assert lines[3] == "Topped up, or credited by the service: +20.0000"
    warning = check.dialog.findChild(NoticeBox, "booksWarningBox")
    assert warning is not None
    assert not warning.isVisible()
    # Read anew, the day that was chosen stays chosen.
    check.tell()
    assert check.lines() == lines


def test_that_a_screen_reader_hears_the_day_as_a_sentence_under_a_header(check: Check) -> None:
    check.tell()
    model = check.dialog.days.days
    QAbstractItemModelTester(model)
    QAbstractItemModelTester(check.dialog.events.lines)
    sentence = str(model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole))
    assert "charged by our count 0.0000, balance moved by −0.6500, 0.6500 less than expected" in sentence
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(5)]
    assert heads == ["Day", "Charged", "Balance moved", "Unexplained", "Topped up"]
    assert check.dialog.days.accessibleName()
    assert check.dialog.events.accessibleName()


def test_that_too_few_balances_are_said_so(check: Check) -> None:
    check.tell(AccountRecord((seen("20", -60),)))
    assert "Too few balances" in check.says("booksEmptyLabel")
    assert "Last seen: 20.0000" in check.says("booksNowLabel")
    assert not check.dialog.days.isVisible()
    check.tell()
    assert check.dialog.days.isVisible()


def test_that_a_new_balance_is_read_at_once_and_another_accounts_books_are_not_shown(check: Check) -> None:
    check.tell(account=AccountId(99))
    assert check.says("booksEmptyLabel")
    check.link.set_accounts(samples.account_state()._replace(balance=seen("38", 10)))
    assert len(check.link.asked("ask_books")) == 2
    check.link.set_accounts(samples.account_state()._replace(balance=seen("38", 10), open_numbers=3))
    assert len(check.link.asked("ask_books")) == 2


def test_that_each_account_can_be_checked(qtbot: QtBot, fake_link: FakeLink) -> None:
    other = samples.ACCOUNT._replace(account_id=AccountId(77), label="other")
    fake_link.set_accounts(samples.account_state(), samples.account_state(other))
    dialog = BooksDialog(fake_link.link)
    qtbot.addWidget(dialog)
    dialog.show()
    box = dialog.findChild(QComboBox, "booksAccountBox")
    assert box is not None
    assert box.isVisible()
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert fake_link.asked("ask_books")[-1].positional == (AccountId(77), DAYS)


def test_that_the_balance_is_asked_for_once_a_minute_from_here(check: Check) -> None:
    button = check.dialog.findChild(QPushButton, "booksRefreshButton")
    assert button is not None
    assert not button.isEnabled()
    assert "42 s" in button.text()
    check.link.set_accounts(samples.account_state(refresh_in=0))
    button.click()
    assert check.link.asked("refresh_account")[-1].positional == (ACCOUNT,)


def test_that_the_check_fits_a_small_screen_with_large_text(
    check: Check, qtbot: QtBot, fake_link: FakeLink
) -> None:
    theme.current().dress(text_percent=150)
    dialog = BooksDialog(fake_link.link)
    qtbot.addWidget(dialog)
    dialog.show()
    days = tuple(seen(str(20 - number), (number - 9) * DAY) for number in range(9))
    Check(fake_link, dialog).tell(RECORD._replace(balances=(*days, *RECORD.balances[-2:])))
    room = QApplication.primaryScreen().availableSize()
    QApplication.processEvents()
    dialog.fit()
    assert dialog.height() <= room.height()
    assert dialog.width() <= room.width()


@pytest.mark.parametrize("code", language.OFFERED)
def test_that_the_file_menu_leads_to_the_check(
    qtbot: QtBot, qapp: QApplication, fake_link: FakeLink, code: str
) -> None:
    speaker = language.Language(qapp)
    speaker.speak(code)
    window = MainWindow(fake_link.link)
    qtbot.addWidget(window)
    window.show()
    action = window.findChild(QAction, "actionBooks")
    assert action is not None
    assert not action.isEnabled()
    fake_link.set_accounts(samples.account_state())
    assert action.isEnabled()
    menu = window.findChild(QMenu, "menuFile")
    assert menu is not None
    assert action in menu.actions()
    action.trigger()
    dialog = window.findChild(QWidget, "booksDialog")
    assert dialog is not None
    assert dialog.isVisible()
    dialog.close()
    speaker.speak(language.ENGLISH)
    speaker.deleteLater()


@pytest.fixture
def panel(qtbot: QtBot, fake_link: FakeLink) -> AccountPanel:
    made = AccountPanel(fake_link.link)
    qtbot.addWidget(made)
    made.resize(272, 97)
    made.show()
    return made


def test_that_the_panel_says_what_the_balance_should_be_by_now(
    panel: AccountPanel, fake_link: FakeLink
) -> None:
    state = samples.account_state()
    assert state.balance is not None
    fake_link.set_accounts(state._replace(expected=state.balance.amount))
    assert panel.age.text().startswith("as of ")
    assert panel.age.toolTip() == ""
    height = panel.sizeHint().height()
    fake_link.set_accounts(state._replace(expected=Decimal("40.35")))
    assert panel.age.text() == "expected 40.3500"
    assert "The balance was 41.2050 at" in panel.age.toolTip()
    assert "should be 40.3500 now" in panel.age.toolTip()
    assert panel.sizeHint().height() == height
    fake_link.set_accounts(state._replace(expected=None))
    assert panel.age.text().startswith("as of ")
    assert panel.age.toolTip() == ""


def event(number: int, what: Event, when: float) -> TimelineEvent:
    return TimelineEvent(number, at(when), what, "", State.WAITING, ())


def test_that_a_timeline_tells_the_balances_around_its_charges(qtbot: QtBot) -> None:
    lease = samples.lease(State.RECEIVED)
    events = (event(1, Event.INTENDED, 0), event(2, Event.SMS, 50), event(3, Event.COPIED, 90))
    model = TimelineModel()
    QAbstractItemModelTester(model)
    model.show_events(events, lease)
    balances = (
        BalanceLine(at(70), Decimal("41.65"), Decimal("41.2050"), 1),
        BalanceLine(at(200), Decimal("41.2050"), Decimal("40.55"), 2),
    )
    model.show_events(events, lease, balances)
    told = [model.line(place).words.text for place in range(model.rowCount())]
    assert told[1:] == [
        "SMS arrived",
        "Balance 41.6500 → 41.2050",
        "Part of the SMS copied",
        "Balance 41.2050 → 40.5500 (2 charges)",
    ]
    model.deleteLater()


def test_that_the_details_show_the_balances_of_their_own_number_only(
    qtbot: QtBot, fake_link: FakeLink
) -> None:
    window = MainWindow(fake_link.link)
    qtbot.addWidget(window)
    window.show()
    leases = (samples.lease(State.RECEIVED, 1), samples.lease(State.RECEIVED, 2))
    fake_link.set_accounts(samples.account_state())
    fake_link.leases_loaded.emit(leases)
    window.numbers.show_lease(LeaseId(1))
    fake_link.papers.timeline_ready.emit((LeaseId(1), (event(1, Event.INTENDED, 0),)))
    lines = window.numbers.details.timeline.lines
    line = BalanceLine(at(70), Decimal("41.65"), Decimal("41"), 1)
    fake_link.papers.balances_ready.emit((LeaseId(2), (line,)))
    assert lines.rowCount() == 1
    fake_link.papers.balances_ready.emit((LeaseId(1), (line,)))
    assert lines.line(1).words.text == "Balance 41.6500 → 41.0000"
    # A new balance may show more: the timeline is read again.
    asked = len(fake_link.asked("ask_timeline"))
    fake_link.set_accounts(samples.account_state()._replace(balance=seen("40", 100)))
    qtbot.waitUntil(lambda: len(fake_link.asked("ask_timeline")) > asked)


def test_that_a_charge_after_the_end_is_said_in_the_row_and_in_the_strip(
    qtbot: QtBot, fake_link: FakeLink
) -> None:
    marks = frozenset({Mark.CHARGED_AFTER_END})
    for state, words in (
        (State.RELEASED, "Charged after release"),
        (State.GONE, "Charged after the end"),
        (State.BLACKLISTED, "Charged after the end"),
    ):
        told = state_words(samples.lease(state, marks=marks), START)
        assert (told.text, told.role) == (words, "warn")
    notice = Notice(
        "charged 1",
        Topic.CHARGED_AFTER_END,
        Rank.WARN,
        LeaseId(1),
        facts=(("before", "10.0000"), ("after", "9.3500"), ("amount", "0.6500")),
    )
    said = notice_words(notice, samples.lease(State.RELEASED, marks=marks), START)
    assert isinstance(said.text, str)
    assert "from \u206810.0000\u2069 to \u20689.3500\u2069" in said.text
    assert [link.link_id for link in said.links] == ["show_row", "evidence"]


def test_that_the_strip_leads_to_the_evidence_of_a_charge_after_the_end(
    qtbot: QtBot, fake_link: FakeLink
) -> None:
    window = MainWindow(fake_link.link)
    qtbot.addWidget(window)
    window.show()
    marks = frozenset({Mark.CHARGED_AFTER_END})
    fake_link.leases_loaded.emit((samples.lease(State.RELEASED, 1, marks=marks),))
    fake_link.noticed.emit(Notice("charged 1", Topic.CHARGED_AFTER_END, Rank.WARN, LeaseId(1)))
    strip = window.findChild(MessageStrip, "messageStrip")
    assert strip is not None
    button = strip.findChild(QPushButton, "evidenceLink")
    assert button is not None
    button.click()
    assert fake_link.asked("ask_evidence")[-1].positional == (LeaseId(1),)
    # Whoever asks for the evidence has seen it.
    assert fake_link.asked("note_charge")[-1].positional == (LeaseId(1),)


def test_that_a_charge_after_the_end_that_is_dismissed_is_noted_and_another_notice_is_not(
    qtbot: QtBot, fake_link: FakeLink
) -> None:
    window = MainWindow(fake_link.link)
    qtbot.addWidget(window)
    window.show()
    marks = frozenset({Mark.CHARGED_AFTER_END})
    fake_link.leases_loaded.emit((samples.lease(State.RELEASED, 1, marks=marks),))
    strip = window.findChild(MessageStrip, "messageStrip")
    assert strip is not None
    dismiss = strip.findChild(QAbstractButton, "dismissButton")
    assert dismiss is not None
    fake_link.noticed.emit(Notice("late 1", Topic.LATE_SMS, Rank.WARN, LeaseId(1)))
    dismiss.click()
    assert fake_link.asked("note_charge") == []
    fake_link.noticed.emit(Notice("charged 1", Topic.CHARGED_AFTER_END, Rank.WARN, LeaseId(1)))
    dismiss.click()
    assert [call.positional for call in fake_link.asked("note_charge")] == [(LeaseId(1),)]


def test_that_a_suspect_which_was_settled_says_how() -> None:
    suspect = Suspect(LeaseId(1), Kind.DENIED, Price(Decimal("0.045"), Decimal("0.045")))
    assert suspect_words(suspect, {}).endswith("(no answer came, settled as not charged)")


def test_that_the_verdict_says_how_often_it_was_seen() -> None:
    assert verdict_words(Verdict(Way.AT_SMS, 1)).endswith("SMS arrives. Seen once.")
    held = verdict_words(Verdict(Way.AT_GET_PHONE, 3, 1))
    assert held.endswith("gives it back at the release. Seen 3 times. It looked otherwise once.")
    assert "can't be told yet" in verdict_words(Verdict())


@pytest.mark.parametrize(
    ("amount", "words"),
    [("41.65", "41.6500"), ("41.2050", "41.2050"), ("20", "20.0000"), ("0.00125", "0.00125")],
)
def test_that_a_balance_in_a_line_has_four_decimals_as_everywhere(amount: str, words: str) -> None:
    assert balance_words(Decimal(amount), Decimal("1")) == f"Balance {words} → 1.0000"


@given(text=st.text(max_size=200))
def test_that_foreign_names_can_not_reorder_or_break_a_line(text: str) -> None:
    name = Name(text, "mys", "+60/x/y", "60", text)
    told = name_words(LeaseId(1), {LeaseId(1): name})
    assert "\n" not in told
    assert (told[0], told[-1]) == ("\u2068", "\u2069")
    assert not set(told[1:-1]) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
