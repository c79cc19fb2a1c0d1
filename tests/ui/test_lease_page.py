# SPDX-License-Identifier: MIT
"""The page of numbers: what it shows, what its details say, and what its strip, keys and dialogs do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.core.errors import JournalFailed
from fxdesk.core.lease_state import Event, Mark, State
from fxdesk.core.model import KeptSms, LeaseId, TimelineEvent, Trouble
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.core.upkeep import Salvage
from fxdesk.ui.blacklist_dialog import BlacklistDialog
from fxdesk.ui.lease_page import LeasePage
from fxdesk.ui.open_numbers import OpenNumbers
from fxdesk.workers.journal_start import salvage_notice
from tests.ui import samples
from tests.ui.copier import RecordingCopier
from tests.ui.fake_link import START, FakeLink


@pytest.fixture
def copier() -> RecordingCopier:
    return RecordingCopier()


@pytest.fixture
def page(qtbot: QtBot, fake_link: FakeLink, copier: RecordingCopier) -> LeasePage:
    made = LeasePage(fake_link.link, copier)
    qtbot.addWidget(made)
    qtbot.addWidget(made.filters)
    made.resize(1200, 760)
    made.show()
    qtbot.waitExposed(made)
    QApplication.sendEvent(made.table, QEvent(QEvent.Type.Leave))
    return made


def press(parent: QWidget, name: str) -> None:
    found = parent.findChild(QPushButton, name)
    assert found is not None, name
    assert found.isVisible(), name
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def event(number: int, what: Event, ago: float, **detail: str) -> TimelineEvent:
    return TimelineEvent(number, samples.stamp(ago), what, "", State.WAITING, tuple(detail.items()))


# What stands there when it is empty


def test_that_the_first_start_says_what_to_do_and_offers_to_sign_in(page: LeasePage, qtbot: QtBot) -> None:
    assert page.empty.isVisible()
    assert not page.table.isVisible()
    with qtbot.waitSignal(page.sign_in_wanted):
        press(page, "firstSignInButton")
    assert not page.shown.isVisibleTo(page.filters)


def test_that_who_is_signed_in_is_not_asked_to_sign_in(page: LeasePage, fake_link: FakeLink) -> None:
    fake_link.set_accounts(samples.account_state())
    found = page.findChild(QPushButton, "firstSignInButton")
    assert found is not None
    assert not found.isVisible()


def test_that_a_filter_without_a_match_says_so_and_can_be_cleared(
    page: LeasePage, fake_link: FakeLink
) -> None:
    fake_link.leases_loaded.emit((samples.lease(State.WAITING, 1),))
    page.filter.setText("lum x")
    assert page.empty.isVisible()
    press(page, "clearFilterButton")
    assert page.table.isVisible()
    assert page.filter.text() == ""


def test_that_no_open_numbers_offers_all(page: LeasePage, fake_link: FakeLink) -> None:
    fake_link.leases_loaded.emit((samples.lease(State.RELEASED, 1),))
    page.shown.choose("open")
    assert page.empty.isVisible()
    press(page, "showAllButton")
    assert page.table.isVisible()
    assert fake_link.preferences.only_open is False


def test_that_the_segments_count(page: LeasePage, fake_link: FakeLink, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.counted):
        fake_link.leases_loaded.emit(samples.leases_in_each_state())
    words = [button.text() for button in page.shown.findChildren(QPushButton)]
    assert words == ["Open 8", "All 13"]


# Details


def test_that_the_details_show_the_sms_with_its_code_marked(
    page: LeasePage, fake_link: FakeLink, copier: RecordingCopier
) -> None:
    fake_link.leases_loaded.emit((samples.lease(State.RECEIVED, 1),))
    page.show_lease(LeaseId(1))
    details = page.details
    assert details.code.text() == "482913"
    assert "482913 is your verification code" in details.sms.toPlainText()
    groups = [(group.text, group.is_code) for group in details.sms.groups()]
    assert groups == [("482913", True), ("1800-88-2210", False)]
    assert len(details.sms.extraSelections()) == 2
    QTest.mouseClick(details.copy_code, Qt.MouseButton.LeftButton)
    assert copier.copied == [("code", 1)]


def test_that_other_groups_of_digits_are_copied_by_a_click(
    page: LeasePage, fake_link: FakeLink, copier: RecordingCopier
) -> None:
    # A picture before the digits takes two of Qt's places, one of Python's.
    lease = samples.lease(State.RECEIVED, 1, service="Lumen \U0001f4e7")
    fake_link.leases_loaded.emit((lease,))
    page.show_lease(LeaseId(1))
    sms = page.details.sms
    group = next(group for group in sms.groups() if not group.is_code)
    rect = sms.cursorRect(sms._cursor(group.start + 3, group.start + 3))
    QTest.mouseClick(sms.viewport(), Qt.MouseButton.LeftButton, pos=rect.center() + QPoint(2, 0))
    assert copier.copied == [("text", 1, "1800-88-2210")]


def test_that_earlier_texts_stay_readable_below_the_newest(page: LeasePage, fake_link: FakeLink) -> None:
    lease = samples.lease(State.RECEIVED, 1)
    newer = lease.sms[0]._replace(sms_id=2, code="111222", text="Your new code is 111222")
    fake_link.leases_loaded.emit((lease._replace(sms=(*lease.sms, newer)),))
    page.show_lease(LeaseId(1))
    text = page.details.sms.toPlainText()
    assert text.index("111222") < text.index("482913")
    assert [group.text for group in page.details.sms.groups() if group.is_code] == ["111222"]


def test_that_an_sms_without_a_code_field_is_copied_as_text(
    page: LeasePage, fake_link: FakeLink, copier: RecordingCopier
) -> None:
    lease = samples.lease(State.RECEIVED, 1)
    fake_link.leases_loaded.emit((lease._replace(sms=(lease.sms[0]._replace(code=""),)),))
    page.show_lease(LeaseId(1))
    assert not page.details.code.isVisible()
    assert not any(group.is_code for group in page.details.sms.groups())
    page.actions_.copy_sms.trigger()
    assert copier.copied == [("sms", 1)]


def test_that_the_timeline_tells_what_happened(page: LeasePage, fake_link: FakeLink, qtbot: QtBot) -> None:
    fake_link.leases_loaded.emit((samples.lease(State.RECEIVED, 1),))
    page.show_lease(LeaseId(1))
    qtbot.waitUntil(lambda: bool(fake_link.asked("ask_timeline")))
    events = (
        event(1, Event.INTENDED, 48),
        event(2, Event.ANSWERED, 47),
        event(3, Event.GRANTED, 47),
        event(4, Event.SMS, 24, looks="9"),
    )
    fake_link.papers.timeline_ready.emit((LeaseId(1), events))
    lines = page.details.timeline.lines
    said = [str(lines.index(place).data())[9:] for place in range(lines.rowCount())]
    assert said == [
        "Asked, price 0.4500",
        "Got \u2068+60 11 5910 0274\u2069",
        "Looked 9 times, no SMS yet",
        "SMS arrived",
    ]


def test_that_a_timeline_of_another_number_is_not_shown(page: LeasePage, fake_link: FakeLink) -> None:
    fake_link.leases_loaded.emit((samples.lease(State.WAITING, 1), samples.lease(State.WAITING, 2)))
    page.show_lease(LeaseId(1))
    fake_link.papers.timeline_ready.emit((LeaseId(2), (event(1, Event.INTENDED, 48),)))
    assert page.details.timeline.lines.rowCount() == 0


def test_that_last_error_and_next_try_are_told_and_count_down(page: LeasePage, fake_link: FakeLink) -> None:
    trouble = Trouble("no answer", "timeout", 2, START.elapsed + 12)
    lease = samples.lease(State.WAITING, 1, marks=frozenset({Mark.NOT_REACHED}), trouble=trouble)
    fake_link.leases_loaded.emit((lease,))
    page.show_lease(LeaseId(1))
    assert page.details.story.text() == (
        "Last error: no answer, it took too long; 2 tries. Next try in 12 s."
    )
    fake_link.clock.advance(5)
    page.details.say_anew()
    assert "Next try in 7 s." in page.details.story.text()


def test_that_the_details_follow_their_number(page: LeasePage, fake_link: FakeLink) -> None:
    fake_link.leases_loaded.emit((samples.lease(State.WAITING, 1), samples.lease(State.WAITING, 2)))
    page.show_lease(LeaseId(1))
    fake_link.tell_lease(samples.lease(State.RECEIVED, 1))
    assert page.details.code.text() == "482913"
    assert page.actions_.copy_code.isEnabled()


def test_that_the_details_become_a_page_where_both_have_no_room(
    page: LeasePage, fake_link: FakeLink, qtbot: QtBot
) -> None:
    fake_link.leases_loaded.emit((samples.lease(State.RECEIVED, 1),))
    page.show_lease(LeaseId(1))
    assert page.details.isVisible()
    page.resize(1200, 300)
    qtbot.waitUntil(lambda: not page.details.isVisible())
    page.actions_.details.trigger()
    assert page.details.isVisible()
    assert not page.table.isVisible()
    page.actions_.details.trigger()
    assert page.table.isVisible()


# Strip


def test_that_a_release_can_be_undone_from_the_strip_and_by_its_key(
    page: LeasePage, fake_link: FakeLink
) -> None:
    fake_link.leases_loaded.emit((samples.lease(State.WAITING, 1),))
    page.show_lease(LeaseId(1))
    page.actions_.release.trigger()
    assert not page.actions_.undo.isEnabled()
    fake_link.tell_lease(samples.lease(State.RELEASING, 1, due_in=3))
    fake_link.noticed.emit(Notice("release", Topic.RELEASE_UNDO, Rank.INFO, LeaseId(1)))
    assert "in 3 s" in page.strip.text()
    press(page.strip, "undoButton")
    assert page.actions_.undo.isEnabled()
    page.actions_.undo.trigger()
    assert [call.positional for call in fake_link.asked("keep")] == [(1,), (1,)]


def test_that_an_uncertain_purchase_does_not_hide_the_undo(page: LeasePage, fake_link: FakeLink) -> None:
    fake_link.noticed.emit(Notice("rent", Topic.RENT_UNCERTAIN, Rank.WARN, LeaseId(2)))
    fake_link.noticed.emit(Notice("release", Topic.RELEASE_UNDO, Rank.INFO, LeaseId(1)))
    assert "Releasing" in page.strip.text()


def test_that_an_undo_whose_row_is_not_there_yet_still_counts_its_seconds(
    page: LeasePage, fake_link: FakeLink
) -> None:
    facts = (("seconds", "3"), ("due", "1.0"))
    fake_link.noticed.emit(Notice("release", Topic.RELEASE_UNDO, Rank.INFO, LeaseId(1), facts=facts))
    assert "in 3 s" in page.strip.text()


def test_that_a_release_that_was_sent_cannot_be_undone(page: LeasePage, fake_link: FakeLink) -> None:
    fake_link.leases_loaded.emit((samples.lease(State.WAITING, 1),))
    page.show_lease(LeaseId(1))
    page.actions_.release.trigger()
    fake_link.tell_lease(samples.lease(State.RELEASING, 1, due_in=3)._replace(sent_once=True))
    assert not page.actions_.undo.isEnabled()


def test_that_the_strip_leads_to_the_row_even_through_a_filter(page: LeasePage, fake_link: FakeLink) -> None:
    fake_link.leases_loaded.emit((samples.lease(State.UNCERTAIN, 1), samples.lease(State.WAITING, 2)))
    page.filter.setText("waiting")
    fake_link.noticed.emit(Notice("u", Topic.RENT_UNCERTAIN, Rank.WARN, LeaseId(1)))
    press(page.strip, "showRowButton")
    assert page.table.current_lease() == 1


def test_that_the_strip_leads_from_a_broken_journal_to_its_open_numbers(
    page: LeasePage, fake_link: FakeLink
) -> None:
    fake_link.leases_loaded.emit((samples.lease(State.WAITING, 1), samples.lease(State.RECEIVED, 2)))
    salvage = Salvage("damaged", "journal.corrupt-1.sqlite", (LeaseId(1), LeaseId(2)))
    fake_link.noticed.emit(salvage_notice(salvage, 1))
    assert "journal.corrupt-1.sqlite" in page.strip.text()
    press(page.strip, "salvageLink")
    found = page.findChild(OpenNumbers)
    assert found is not None
    assert [row.lease.lease_id for row in found.lines.rows()] == [1]


def test_that_the_strip_asks_before_files_that_were_put_aside_go(
    page: LeasePage, fake_link: FakeLink
) -> None:
    facts = (("files", "journal.corrupt-1.sqlite"),)
    fake_link.noticed.emit(Notice("upkeep left", Topic.TEXTS_LEFT, Rank.WARN, facts=facts))
    press(page.strip, "deleteLeftLink")
    assert not fake_link.asked("delete_left_behind")
    press(page, "confirmButton")
    assert fake_link.asked("delete_left_behind")[0].positional == (("journal.corrupt-1.sqlite",),)


def test_that_a_deleted_text_is_said_where_it_stood(page: LeasePage, fake_link: FakeLink) -> None:
    sms = KeptSms(1, "", "", START, receipt=False, late=False, deleted=True)
    fake_link.leases_loaded.emit((samples.lease(State.RECEIVED, 1)._replace(sms=(sms,)),))
    page.show_lease(LeaseId(1))
    assert page.details.story.text().startswith("Text deleted.")
    assert not page.details.sms.isVisible()
    assert not page.actions_.copy_code.isEnabled()
    again = sms._replace(sms_id=2, round=2)
    fake_link.tell_lease(samples.lease(State.RECEIVED, 1)._replace(sms=(sms, again), rounds=2))
    assert page.details.sms.toPlainText().count("Text deleted") == 2


def test_that_a_withdrawn_notice_leaves_the_strip(page: LeasePage, fake_link: FakeLink) -> None:
    fake_link.noticed.emit(Notice("j", Topic.JOURNAL_FAILED, Rank.BAD, error=JournalFailed("disk full")))
    assert "disk is full" in page.strip.text()
    fake_link.withdrawn.emit("j")
    assert not page.strip.isVisible()


# Acts


def test_that_a_blacklist_asks_its_reason_first(page: LeasePage, fake_link: FakeLink) -> None:
    fake_link.leases_loaded.emit((samples.lease(State.RECEIVED, 1),))
    page.show_lease(LeaseId(1))
    page.actions_.blacklist.trigger()
    dialog = page.findChild(BlacklistDialog)
    assert dialog is not None
    assert not fake_link.asked("blacklist")
    accept = dialog.findChild(QPushButton, "blacklistAcceptButton")
    assert accept is not None
    assert not accept.isEnabled()
    QTest.keyClicks(dialog.reason, "  code never worked ")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert [call.positional for call in fake_link.asked("blacklist")] == [(1, "code never worked")]
    assert fake_link.preferences.blacklist_reasons == ("code never worked",)


def test_that_a_usual_reason_is_taken_by_a_click_and_esc_blacklists_nothing(
    page: LeasePage, fake_link: FakeLink, qtbot: QtBot
) -> None:
    dialog = BlacklistDialog(fake_link.link, samples.lease(State.RECEIVED, 1))
    qtbot.addWidget(dialog)
    dialog.open()
    press(dialog, "usualReasonButton_0")
    assert dialog.reason.text() == "Already used"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not fake_link.asked("blacklist")


def test_that_a_blacklist_without_answer_is_sent_again_with_its_reason(
    page: LeasePage, fake_link: FakeLink
) -> None:
    marks = frozenset({Mark.RELEASE_UNCONFIRMED})
    fake_link.leases_loaded.emit((samples.lease(State.BLACKLISTING, 1, marks=marks),))
    page.show_lease(LeaseId(1))
    page.actions_.blacklist.trigger()
    assert [call.positional for call in fake_link.asked("blacklist")] == [(1, "used")]


def test_that_the_number_is_copied_with_and_without_its_country_code(
    page: LeasePage, fake_link: FakeLink, copier: RecordingCopier
) -> None:
    fake_link.leases_loaded.emit((samples.lease(State.WAITING, 1),))
    page.show_lease(LeaseId(1))
    for action in (
        page.actions_.copy_number,
        page.actions_.copy_with_code,
        page.actions_.copy_without_code,
    ):
        action.trigger()
    assert copier.copied == [("number", 1, None), ("number", 1, True), ("number", 1, False)]


def test_that_number_and_key_of_what_is_not_saved_can_be_copied(
    page: LeasePage, fake_link: FakeLink, copier: RecordingCopier
) -> None:
    lease = samples.lease(State.WAITING, 1, marks=frozenset({Mark.NOT_SAVED}))
    fake_link.leases_loaded.emit((lease, samples.lease(State.WAITING, 2)))
    page.show_lease(LeaseId(2))
    assert not page.actions_.copy_key.isVisible()
    page.show_lease(LeaseId(1))
    assert "copy this number and key now" in page.details.story.text()
    page.actions_.copy_key.trigger()
    # As no secret of the number it stays in the clipboard: it may soon be all that there is.
    assert copier.copied == [("text", 0, f"+601159100274 pkey {lease.pkey}")]


def test_that_only_closed_rows_are_cleared(page: LeasePage, fake_link: FakeLink) -> None:
    fake_link.leases_loaded.emit(samples.leases_in_each_state())
    page.set_copied(LeaseId(7), "code")
    page.actions_.refresh()
    page.actions_.clear_closed.trigger()
    (call,) = fake_link.asked("clear")
    states = {lease.state for lease in page.leases() if lease.lease_id in call.positional[0]}
    assert states == {
        State.REFUSED,
        State.RECEIVED,
        State.RELEASED,
        State.BLACKLISTED,
        State.GONE,
        State.LOST,
    }


def test_that_a_released_number_leads_back_to_its_offer(
    page: LeasePage, fake_link: FakeLink, qtbot: QtBot
) -> None:
    fake_link.leases_loaded.emit((samples.lease(State.RELEASED, 1),))
    page.show_lease(LeaseId(1))
    with qtbot.waitSignal(page.offer_wanted) as blocker:
        page.actions_.ask_again.trigger()
    assert blocker.args == ["1096", "mys"]


def test_that_each_act_has_a_lasting_name_and_stands_in_the_menu(page: LeasePage, qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    page.actions_.fill(menu)
    names = {action.objectName() for action in menu.actions() if not action.isSeparator()}
    assert {
        "actionCopyNumber",
        "actionCopyNumberWithCode",
        "actionCopyCode",
        "actionCopySms",
        "actionRelease",
        "actionBlacklist",
        "actionUndo",
        "actionLookAgain",
        "actionSettle",
    } <= names


def test_that_a_new_number_does_not_take_the_selection_away(page: LeasePage, fake_link: FakeLink) -> None:
    fake_link.tell_lease(samples.lease(State.ASKING, 1))
    assert page.table.current_lease() == 1
    fake_link.tell_lease(samples.lease(State.ASKING, 2))
    assert page.table.current_lease() == 1


def test_that_what_matters_is_said_aloud(page: LeasePage, fake_link: FakeLink) -> None:
    fake_link.tell_lease(samples.lease(State.WAITING, 1))
    fake_link.tell_lease(samples.lease(State.RECEIVED, 1))
    assert page._news.last == "Lumen Mail: code 4 8 2 9 1 3 received"
    page.set_copied(LeaseId(1), "code")
    assert page._news.last == "Code copied"


def test_that_every_part_has_a_name_for_scripts(page: LeasePage, fake_link: FakeLink) -> None:
    fake_link.leases_loaded.emit((samples.lease(State.RECEIVED, 1),))
    page.show_lease(LeaseId(1))
    names = {child.objectName() for child in page.findChildren(QWidget)}
    assert {"leaseTable", "smsTextView", "timelineView", "messageStrip", "codeLabel"} <= names
    assert page.filters.findChild(QWidget, "leaseFilterEdit") is not None
    unnamed = [
        button
        for button in page.findChildren(QPushButton)
        if button.isVisible() and not (button.objectName() and (button.text() or button.accessibleName()))
    ]
    assert not unnamed


def test_that_a_docking_code_stands_in_the_details_and_is_copied(
    page: LeasePage, fake_link: FakeLink, copier: RecordingCopier
) -> None:
    plain = samples.lease(State.WAITING, 1)
    assert plain.grant is not None
    grant = plain.grant._replace(docking_code="mys-1096-99991")
    docked = samples.lease(State.WAITING, 2)._replace(grant=grant)
    fake_link.leases_loaded.emit((plain, docked))
    shown = page.findChild(QLabel, "dockingCodeLabel")
    assert shown is not None
    page.show_lease(LeaseId(1))
    assert not shown.isVisible()
    assert not page.actions_.copy_docking.isEnabled()
    page.show_lease(LeaseId(2))
    assert shown.isVisible()
    assert shown.text() == "mys-1096-99991"
    page.actions_.copy_docking.trigger()
    assert copier.copied == [("text", 0, "mys-1096-99991")]
