# SPDX-License-Identifier: MIT
"""Whoever takes a paper out of the program sees it before, and masks it by a switch."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from fxdesk.core.books import Entry, Interval, Kind
from fxdesk.core.evidence import ANSWERED, ASKED, FAILED, Evidence, Passage, both_times
from fxdesk.core.lease_state import Event, State
from fxdesk.core.model import BalanceSeen, Lease, LeaseId, Looks, TimelineEvent
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.core.support_log import SupportFacts
from fxdesk.ui.buttons import Button
from fxdesk.ui.clipboard import SECRET_HINT
from fxdesk.ui.evidence_dialog import EvidenceDialog
from fxdesk.ui.evidence_words import evidence_text
from fxdesk.ui.main_window import MainWindow
from fxdesk.ui.message_strip import Link as StripLink
from fxdesk.ui.message_strip import Message
from fxdesk.ui.preview_dialog import PreviewDialog
from fxdesk.ui.support_log_dialog import SupportLogDialog
from tests.ui import samples
from tests.ui.fake_link import START, FakeLink

LEASE = samples.lease(State.RECEIVED, 7)


def evidence(lease: Lease = LEASE) -> Evidence:
    """Evidence with one of each kind."""
    timeline = (
        TimelineEvent(1, samples.stamp(60), Event.INTENDED, "getPhone", State.ASKING, ()),
        TimelineEvent(2, samples.stamp(50), Event.GRANTED, "getPhone", State.WAITING, ()),
        TimelineEvent(3, samples.stamp(20), Event.SMS, "getPhoneCode", State.RECEIVED, (("looks", "9"),)),
    )
    passages = (
        Passage(samples.stamp(60), ASKED, "getPhone", (("iid", "1096"), ("token", "***"))),
        Passage(samples.stamp(59), ANSWERED, "getPhone", text=f"1|{lease.pkey}|x|mys|60||COM31|1159100274"),
        Passage(samples.stamp(21), ANSWERED, "getPhoneCode", text="0|-3", times=9),
        Passage(samples.stamp(20), ANSWERED, "getPhoneCode", text=f"1|{lease.code}|{lease.text}"),
        Passage(samples.stamp(10), ANSWERED, "setRel", text="0|-4"),
        Passage(samples.stamp(9), FAILED, "setAgain", cause="timeout"),
    )
    balances = (
        BalanceSeen(Decimal("41.65"), samples.stamp(90)),
        BalanceSeen(Decimal("41.205"), samples.stamp(1)),
    )
    return Evidence(lease, "yz_8841", timeline, passages, balances)


@pytest.fixture
def window(qtbot: QtBot, fake_link: FakeLink) -> Iterator[MainWindow]:
    made = MainWindow(fake_link.link)
    qtbot.addWidget(made)
    made.show()
    fake_link.set_accounts(samples.account_state())
    fake_link.leases_loaded.emit((LEASE, samples.lease(State.WAITING, 8)))
    made.numbers.show_lease(LEASE.lease_id)
    yield made
    for dialog in made.findChildren(QDialog):
        dialog.reject()


def opened(window: MainWindow, name: str) -> PreviewDialog:
    found = window.findChild(PreviewDialog, name)
    assert found is not None
    return found


def action(window: MainWindow, name: str) -> QAction:
    found = window.findChild(QAction, name)
    assert found is not None
    return found


def test_that_the_menu_and_the_link_in_the_details_ask_for_the_evidence(
    window: MainWindow, fake_link: FakeLink, qtbot: QtBot
) -> None:
    action(window, "actionEvidence").trigger()
    button = window.numbers.details.findChild(Button, "detailsEvidenceButton")
    assert button is not None
    button.click()
    QTest.keyClick(
        window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert [call.positional for call in fake_link.asked("ask_evidence")] == [(LEASE.lease_id,)] * 3
    menu = window.findChild(QMenu, "menuNumber")
    assert menu is not None
    assert action(window, "actionEvidence") in menu.actions()


def test_that_a_link_of_the_strip_can_lead_to_the_evidence(window: MainWindow, fake_link: FakeLink) -> None:
    fake_link.noticed.emit(Notice("late 7", Topic.LATE_SMS, Rank.WARN, LEASE.lease_id))
    strip = window.numbers.strip
    strip.show_message(Message("late 7", Rank.WARN, "late", (StripLink("evidence", "Save evidence…", "x"),)))
    strip.link_pressed.emit("late 7", "evidence")
    assert fake_link.asked("ask_evidence")[-1].positional == (LEASE.lease_id,)


def test_that_without_a_number_there_is_no_evidence(qtbot: QtBot, fake_link: FakeLink) -> None:
    window = MainWindow(fake_link.link)
    qtbot.addWidget(window)
    assert not action(window, "actionEvidence").isEnabled()


def test_that_the_evidence_says_all_of_it() -> None:
    text = evidence_text(evidence(), START, masked=False)
    for part in (
        "FX Desk: evidence for number 7 of this journal",
        "Service: Lumen Mail (1096)",
        "Country: Malaysia (mys)",
        "Phone number: +60 11 5910 0274",
        f"Key (pkey): {LEASE.pkey}",
        "Account: yz_8841",
        "Host: www.firefox.fun",
        "Price in the list: 0.4500",
        "Got +60 11 5910 0274",
        "Looked 9 times, no SMS yet",
        "    Code: 482913",
        "    [Lumen Mail] 482913 is your verification code. Help: 1800-88-2210",
        "41.2050  (−0.4450)",
        "→ getPhone iid=1096 token=***",
        f"← getPhone 1|{LEASE.pkey}|x|mys|60||COM31|1159100274",
        "← getPhoneCode 0|-3  (9 times until then)",
        "← setRel 0|-4\n    The SMS came first",
        "! setAgain no answer: it took too long",
        "(UTC 2023-11-14 22:12:20.000)",
    ):
        assert part in text
    assert "\u2068" not in text
    assert text.index("→ getPhone") < text.index("← getPhoneCode") < text.index("! setAgain")


def test_that_the_evidence_says_when_it_was_last_looked_in_vain() -> None:
    text = evidence_text(evidence()._replace(looks=Looks(115, START)), START, masked=True)
    assert f"{both_times(START)}  Looked 115 times, no SMS yet\n" in text


def test_that_the_evidence_says_what_the_balance_says() -> None:
    before, after = evidence().balances
    own = Entry(LEASE.lease_id, Kind.SMS, Decimal("-0.4"), after.seen)
    other = Entry(LeaseId(8), Kind.SMS, Decimal("-0.04"), after.seen)
    charge = Interval(before, after, Decimal("-0.44"), Decimal(0), Decimal("-0.005"), (own, other))
    text = evidence_text(evidence()._replace(charges=(charge,)), START, masked=True)
    for part in (
        ": 41.6500 → 41.2050\n",
        "    for this number: −0.4000\n",
        "    for other numbers: −0.0400\n",
        "    not explained: −0.0050\n",
    ):
        assert part in text
    assert "credited" not in text


def test_that_the_switch_masks_this_evidence_only(window: MainWindow, fake_link: FakeLink) -> None:
    fake_link.papers.evidence_ready.emit(evidence())
    dialog = opened(window, "evidenceDialog")
    assert isinstance(dialog, EvidenceDialog)
    assert "482913" in dialog.view.toPlainText()
    dialog.switch.click()
    shown = dialog.view.toPlainText()
    for private in ("482913", "1159100274", "5910", str(LEASE.pkey)):
        assert private not in shown
    assert "Numbers, keys and codes are masked." in shown
    assert shown == dialog.text()
    assert not fake_link.preferences.mask_evidence
    dialog.reject()
    again = EvidenceDialog(fake_link.link, window.clipboard, evidence(), window)
    assert not again.switch.isChecked()
    fake_link.link.change_preferences(mask_evidence=True)
    masked = EvidenceDialog(fake_link.link, window.clipboard, evidence(), window)
    assert masked.switch.isChecked()
    masked.switch.click()
    assert fake_link.preferences.mask_evidence


def test_that_copying_takes_what_is_shown_as_a_secret(window: MainWindow, fake_link: FakeLink) -> None:
    fake_link.papers.evidence_ready.emit(evidence())
    dialog = opened(window, "evidenceDialog")
    dialog.copy.click()
    board = QGuiApplication.clipboard()
    assert board.text() == dialog.view.toPlainText()
    assert board.mimeData().hasFormat(SECRET_HINT)
    assert dialog.copy.text() == "Copied"
    assert not fake_link.asked("copied"), "the row is not marked as copied"
    dialog.switch.click()
    assert dialog.copy.text() == "Copy"
    dialog.copy.click()
    assert not board.mimeData().hasFormat(SECRET_HINT)


def test_that_saving_asks_where_and_names_the_file_in_our_own_words(
    window: MainWindow, fake_link: FakeLink, qtbot: QtBot
) -> None:
    hostile = LEASE._replace(order=LEASE.order._replace(service="../../etc/passwd", country="/tmp/x"))
    fake_link.papers.evidence_ready.emit(evidence(hostile))
    dialog = opened(window, "evidenceDialog")
    dialog.save.click()
    asked = window.findChild(QFileDialog, "evidenceFileDialog")
    assert asked is not None
    [name] = asked.selectedFiles()
    assert name.rsplit("/", 1)[-1].startswith("fxdesk-evidence-7-")
    assert "passwd" not in name
    asked.fileSelected.emit("/somewhere/evidence.txt")
    assert fake_link.asked("save_text")[-1].positional == ("/somewhere/evidence.txt", dialog.text())
    qtbot.waitUntil(lambda: not dialog.isVisible())
    asked.reject()


def test_that_the_text_can_only_be_read(window: MainWindow, fake_link: FakeLink) -> None:
    fake_link.papers.evidence_ready.emit(evidence())
    view = opened(window, "evidenceDialog").view
    assert isinstance(view, QPlainTextEdit)
    assert view.isReadOnly()


def test_that_escape_saves_nothing(window: MainWindow, fake_link: FakeLink) -> None:
    fake_link.papers.evidence_ready.emit(evidence())
    QTest.keyClick(opened(window, "evidenceDialog"), Qt.Key.Key_Escape)
    assert not fake_link.asked("save_text")


def test_that_the_log_for_support_is_shown_masked_before_it_is_saved(
    window: MainWindow, fake_link: FakeLink
) -> None:
    action(window, "actionSaveLog").trigger()
    assert fake_link.asked("ask_support_log")
    fake_link.papers.support_log_ready.emit(SupportFacts(leases=(LEASE,), journal="open", log="line\n"))
    dialog = opened(window, "supportLogDialog")
    assert isinstance(dialog, SupportLogDialog)
    assert dialog.switch.isChecked()
    assert "1159100274" not in dialog.view.toPlainText()
    dialog.switch.click()
    assert "1159100274" in dialog.view.toPlainText()
    assert "482913" not in dialog.view.toPlainText()
    assert not fake_link.preferences.mask_evidence, "it is masked anew each time"


def test_that_the_table_of_numbers_is_saved_where_the_person_says(
    window: MainWindow, fake_link: FakeLink, qapp: QApplication
) -> None:
    action(window, "actionSaveNumbers").trigger()
    asked = window.findChild(QFileDialog, "saveNumbersDialog")
    assert asked is not None
    assert asked.defaultSuffix() == "csv"
    asked.fileSelected.emit("/somewhere/numbers.csv")
    path, words = fake_link.asked("save_numbers")[-1].positional
    assert path == "/somewhere/numbers.csv"
    assert set(words.states) == set(State)
    assert words.headings["charged"] == "Charged"
    asked.reject()


def test_that_it_says_what_was_saved(window: MainWindow, fake_link: FakeLink) -> None:
    fake_link.noticed.emit(Notice("file", Topic.FILE_SAVED, Rank.OK, facts=(("name", "numbers.csv"),)))
    assert "numbers.csv" in window.numbers.strip.text()


def test_that_a_part_of_the_evidence_is_copied_as_a_secret_too(
    window: MainWindow, fake_link: FakeLink, qtbot: QtBot
) -> None:
    fake_link.papers.evidence_ready.emit(evidence())
    dialog = opened(window, "evidenceDialog")
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.view.setFocus()
    dialog.switch.setChecked(False)
    board = QGuiApplication.clipboard()
    dialog.view.selectAll()
    QTest.keyClick(dialog.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert board.text() == dialog.text()
    assert board.mimeData().hasFormat(SECRET_HINT)
    dialog.switch.setChecked(True)
    dialog.view.selectAll()
    QTest.keyClick(dialog.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not board.mimeData().hasFormat(SECRET_HINT)
    # Where Qt holds the clipboard itself it must hold nothing of Python's at the end.
    board.clear()
