# SPDX-License-Identifier: MIT
"""Hold the section for what is kept, and its questions, to saying what they do before they do it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QSpinBox
from pytestqt.qtbot import QtBot

from fxdesk.core.clock import Stamp
from fxdesk.core.errors import FileFailed, FxError, JournalFailed
from fxdesk.core.lease_state import State
from fxdesk.core.model import KeptSms, LeaseId
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.core.upkeep import BackupSeen, Salvage, TextCount
from fxdesk.ui.buttons import Button
from fxdesk.ui.confirm_dialog import ConfirmDialog
from fxdesk.ui.data_settings import DataSettings
from fxdesk.ui.error_words import error_sentence
from fxdesk.ui.lease_row import LeaseRow
from fxdesk.ui.lease_story import lease_story
from fxdesk.ui.notice_words import notice_words
from fxdesk.ui.open_numbers import OpenNumbers
from fxdesk.ui.preferences_dialog import PreferencesDialog
from fxdesk.ui.salvage_dialog import SalvageDialog
from fxdesk.ui.salvage_words import salvage_sentence
from fxdesk.ui.theme import Theme
from fxdesk.ui.upkeep_links import UpkeepLinks
from fxdesk.workers.journal_start import salvage_notice
from tests.ui import samples
from tests.ui.fake_link import START, FakeLink


@pytest.fixture
def dialog(qtbot: QtBot, dress: Theme, fake_link: FakeLink) -> PreferencesDialog:
    made = PreferencesDialog(fake_link.link)
    qtbot.addWidget(made)
    made.show()
    made.list.setCurrentRow(len(made.sections) - 1)
    return made


def section_of(dialog: PreferencesDialog) -> DataSettings:
    return next(section for section in dialog.sections if isinstance(section, DataSettings))


def press(dialog: PreferencesDialog, name: str) -> None:
    button = dialog.findChild(Button, name)
    assert button is not None, name
    button.click()


def question(dialog: PreferencesDialog) -> ConfirmDialog:
    found = dialog.findChildren(ConfirmDialog)
    assert len(found) == 1
    return found[0]


def words(widget: ConfirmDialog | SalvageDialog) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def test_that_the_days_apply_at_once_and_nought_is_for_ever(
    dialog: PreferencesDialog, fake_link: FakeLink
) -> None:
    days = dialog.findChild(QSpinBox, "preference_keep_sms_days_control")
    assert days is not None
    assert days.text() == "for ever"
    days.setValue(30)
    assert days.text() == "30 days"
    assert fake_link.preferences.keep_sms_days == 30


def test_that_deleting_asks_with_the_counts_and_spares_open_numbers_unless_all_is_said(
    dialog: PreferencesDialog, fake_link: FakeLink
) -> None:
    press(dialog, "deleteTextsButton")
    assert fake_link.asked("ask_texts")
    assert not dialog.findChildren(ConfirmDialog)
    fake_link.upkeep.texts_counted.emit(TextCount(over=41, open=3))
    asked = question(dialog)
    said = words(asked)
    assert "41 SMS" in said
    assert "3 more belong to numbers that are open" in said
    assert (asked.confirm_button.text(), asked.other_button.text()) == ("Delete 41", "Delete all 44")
    asked.reject()
    assert not fake_link.asked("delete_texts_now")
    press(dialog, "deleteTextsButton")
    fake_link.upkeep.texts_counted.emit(TextCount(over=41, open=3))
    dialog.findChildren(ConfirmDialog)[-1].confirm_button.click()
    assert [call.named for call in fake_link.asked("delete_texts_now")] == [{"open_too": False}]
    press(dialog, "deleteTextsButton")
    fake_link.upkeep.texts_counted.emit(TextCount(over=41, open=3))
    dialog.findChildren(ConfirmDialog)[-1].other_button.click()
    assert fake_link.asked("delete_texts_now")[-1].named == {"open_too": True}


def test_that_a_count_that_nobody_asked_for_here_asks_nothing(
    dialog: PreferencesDialog, fake_link: FakeLink
) -> None:
    fake_link.upkeep.texts_counted.emit(TextCount(over=41, open=3))
    assert not dialog.findChildren(ConfirmDialog)


def test_that_where_only_open_numbers_have_texts_the_main_button_is_closed(
    dialog: PreferencesDialog, fake_link: FakeLink
) -> None:
    press(dialog, "deleteTextsButton")
    fake_link.upkeep.texts_counted.emit(TextCount(over=0, open=2))
    asked = question(dialog)
    assert not asked.confirm_button.isEnabled()
    assert asked.other_button.isVisibleTo(asked)


def test_that_a_backup_goes_where_the_person_wants_under_a_name_of_our_own(
    dialog: PreferencesDialog, fake_link: FakeLink, qtbot: QtBot
) -> None:
    press(dialog, "backUpButton")
    chooser = dialog.findChild(QFileDialog, "backUpDialog")
    assert chooser is not None
    assert chooser.selectedFiles()[0].endswith(".sqlite")
    assert "fxdesk-backup-" in chooser.selectedFiles()[0]
    chooser.fileSelected.emit("/tmp/elsewhere.sqlite")
    assert fake_link.asked("back_up")[0].positional == ("/tmp/elsewhere.sqlite",)
    chooser.reject()


def test_that_a_restore_says_what_the_backup_holds_and_that_nothing_is_lost(
    dialog: PreferencesDialog, fake_link: FakeLink
) -> None:
    press(dialog, "restoreButton")
    chooser = dialog.findChild(QFileDialog, "restoreFileDialog")
    assert chooser is not None
    chooser.fileSelected.emit("/tmp/backup.sqlite")
    assert fake_link.asked("look_into_backup")[0].positional == ("/tmp/backup.sqlite",)
    chooser.reject()
    last = Stamp(1_790_000_000.0, "boot", 1.0)
    fake_link.upkeep.backup_seen.emit(BackupSeen("/tmp/backup.sqlite", 812, 2, last, 12, 40, brings=True))
    asked = question(dialog)
    said = words(asked)
    for fact in (
        "Restore from \u2068backup.sqlite\u2069?",
        "812 numbers, 2 open",
        "2026-09-2",
        "12 numbers of it are not here and are added",
        "left as they are: 40 numbers",
        "journal.before-restore- with date and time",
    ):
        assert fact in said, fact
    assert not fake_link.asked("restore")
    asked.confirm_button.click()
    assert fake_link.asked("restore")[0].positional == ("/tmp/backup.sqlite",)


def test_that_one_number_of_a_backup_is_not_called_several_and_none_is_said_so(
    dialog: PreferencesDialog, fake_link: FakeLink
) -> None:
    fake_link.upkeep.backup_seen.emit(BackupSeen("/tmp/old.sqlite", 1, 1, None, 1, 1, brings=True))
    said = words(question(dialog))
    assert "1 numbers" not in said
    assert "It holds 1 number, 1 open" in said
    assert "1 number of it is not here and is added" in said
    fake_link.upkeep.backup_seen.emit(BackupSeen("/tmp/old.sqlite", 1, 0, None, 0, 0, brings=True))
    said = words(dialog.findChildren(ConfirmDialog)[-1])
    assert "All of its numbers are here already" in said
    assert "none open" in said
    assert "left as they are" not in said


def choose_another(dialog: PreferencesDialog, asked: ConfirmDialog) -> None:
    assert (asked.stay_button.text(), asked.confirm_button.text()) == ("Close", "Choose another…")
    asked.confirm_button.click()
    chooser = dialog.findChild(QFileDialog, "restoreFileDialog")
    assert chooser is not None
    chooser.reject()


def test_that_a_backup_that_brings_nothing_is_not_restored_but_another_one_can_be_chosen(
    dialog: PreferencesDialog, fake_link: FakeLink
) -> None:
    fake_link.upkeep.backup_seen.emit(BackupSeen("/tmp/old.sqlite", 3, 0, None, 0, 4))
    asked = question(dialog)
    assert "holds nothing new" in words(asked)
    assert "All of it is here already." in words(asked)
    choose_another(dialog, asked)
    assert not fake_link.asked("restore")


@pytest.mark.parametrize(
    ("cause", "says"),
    [
        ("foreign", "no backup of FX Desk"),
        ("damaged", "damaged"),
        ("newer version", "newer FX Desk"),
        ("i/o error", "error"),
    ],
)
def test_that_instead_of_a_file_that_is_no_backup_another_one_can_be_chosen(
    dialog: PreferencesDialog, fake_link: FakeLink, cause: str, says: str
) -> None:
    fake_link.upkeep.backup_seen.emit(BackupSeen("/tmp/x", error=FileFailed("x", cause)))
    asked = question(dialog)
    assert says in words(asked)
    choose_another(dialog, asked)
    assert not fake_link.asked("restore")


@pytest.mark.parametrize(
    ("topic", "rank", "name", "facts", "says"),
    [
        (Topic.TEXTS_DELETED, Rank.OK, "textsResult", (("texts", "41"),), "41 SMS are deleted"),
        (Topic.BACKED_UP, Rank.OK, "backupResult", (("file", "mine.sqlite"),), "mine.sqlite"),
        (Topic.BACKUP_FAILED, Rank.WARN, "backupResult", (), "No backup was written"),
        (Topic.RESTORED, Rank.OK, "backupResult", (("numbers", "3"), ("open", "1")), "3 numbers"),
        (Topic.RESTORE_FAILED, Rank.WARN, "backupResult", (), "nothing was changed"),
    ],
)
def test_that_the_outcome_is_said_under_the_buttons_and_goes_with_the_next_act(
    dialog: PreferencesDialog,
    fake_link: FakeLink,
    topic: Topic,
    rank: Rank,
    name: str,
    facts: tuple[tuple[str, str], ...],
    says: str,
) -> None:
    shown = dialog.findChild(QLabel, name)
    assert shown is not None
    assert not shown.isVisible()
    fake_link.noticed.emit(Notice("upkeep", topic, rank, facts=facts))
    assert shown.isVisible()
    assert says in shown.text()
    press(dialog, "deleteTextsButton" if name == "textsResult" else "backUpButton")
    assert not shown.isVisible()
    for chooser in dialog.findChildren(QFileDialog):
        chooser.reject()


def test_that_files_left_do_not_hide_what_was_deleted(dialog: PreferencesDialog, fake_link: FakeLink) -> None:
    fake_link.noticed.emit(Notice("upkeep", Topic.TEXTS_DELETED, Rank.OK, facts=(("texts", "41"),)))
    left = (("files", "journal.corrupt-1.sqlite"),)
    fake_link.noticed.emit(Notice("upkeep left", Topic.TEXTS_LEFT, Rank.WARN, facts=left))
    said = section_of(dialog).texts_result.text()
    assert "41 SMS are deleted" in said
    assert "journal.corrupt-1.sqlite" in said


def test_that_news_of_other_things_are_not_told_among_the_settings(
    dialog: PreferencesDialog, fake_link: FakeLink
) -> None:
    fake_link.noticed.emit(Notice("file", Topic.FILE_SAVED, Rank.OK, facts=(("name", "x"),)))
    section = section_of(dialog)
    assert section.texts_result.text() == section.backup_result.text() == ""


ASIDES = ("journal.corrupt-1.sqlite", "journal.corrupt-2.sqlite")


@pytest.mark.parametrize("texts", [0, 41])
@pytest.mark.parametrize("wanted", [True, False])
def test_that_the_question_names_what_was_put_aside_and_offers_to_delete_it_too(
    dialog: PreferencesDialog, fake_link: FakeLink, texts: int, wanted: bool
) -> None:
    press(dialog, "deleteTextsButton")
    fake_link.upkeep.texts_counted.emit(TextCount(texts, 0, ASIDES))
    asked = question(dialog)
    for name in ASIDES:
        assert name in words(asked)
    box = asked.findChild(QCheckBox, "confirmAlso")
    assert box is not None
    assert box.isVisibleTo(asked)
    # What may be searched once more goes only when the person says so.
    assert not box.isChecked()
    box.setChecked(wanted)
    asked.confirm_button.click()
    assert [call.positional for call in fake_link.asked("delete_left_behind")] == (
        [(ASIDES,)] if wanted else []
    )
    assert fake_link.asked("delete_texts_now")


def test_that_where_there_is_no_text_nothing_is_offered_to_be_kept(
    dialog: PreferencesDialog, fake_link: FakeLink
) -> None:
    press(dialog, "deleteTextsButton")
    fake_link.upkeep.texts_counted.emit(TextCount())
    asked = question(dialog)
    assert (asked.stay_button.text(), asked.confirm_button.text()) == ("Cancel", "Go through the copies")
    box = asked.findChild(QCheckBox, "confirmAlso")
    assert box is not None
    assert not box.isVisibleTo(asked)


def test_that_the_folder_is_named_and_opens(
    dialog: PreferencesDialog, fake_link: FakeLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    assert section_of(dialog).folder.text() == fake_link.data_folder
    press(dialog, "openDataFolderButton")
    assert [url.toLocalFile() for url in opened] == [fake_link.data_folder]


CAUSES = ("disk full", "read-only", "in use", "damaged", "newer version", "i/o error")


def test_that_each_failure_of_the_journal_has_one_sentence_of_its_own_that_says_what_to_do() -> None:
    said = [error_sentence(JournalFailed(cause)) for cause in CAUSES]
    said += [
        error_sentence(JournalFailed(cause, frozen=True))
        for cause in CAUSES
        if cause not in ("damaged", "newer version")
    ]
    assert len(set(said)) == len(said)
    for sentence in said:
        assert sentence.endswith(".")
        assert "rent" in sentence
    assert "nothing was changed" in error_sentence(JournalFailed("newer version"))


COPIED = Stamp(1_790_000_000.0, "boot", 1.0)
ASIDE = "journal.corrupt-20261123-120000.sqlite"


def told_of(kind: str, numbers: int, *, read: int = 0, copied: Stamp | None = None, opened: int = 0) -> str:
    aside = "" if kind in ("missing", "empty", "behind") else ASIDE
    leases = tuple(LeaseId(number) for number in range(numbers))
    notice = salvage_notice(Salvage(kind, aside, leases, read=read, copied=copied), opened)
    said = notice_words(notice, None, START).text
    assert isinstance(said, str)
    assert aside in said
    return said


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("damaged", "was damaged"),
        ("foreign", "another program's"),
        ("missing", "was missing"),
        ("empty", "was empty"),
        ("behind", "had lost its last entries"),
    ],
)
def test_that_what_only_a_copy_knew_is_told_with_the_copys_time_and_what_it_cannot_know(
    kind: str, says: str
) -> None:
    said = told_of(kind, 3, copied=COPIED, opened=1)
    assert says in said
    assert "3 numbers came from the copy of 2026-09-2" in said
    assert "1 open" in said
    assert "could be read" not in said
    assert "any that you got later are missing: look on the service's site." in said


def test_that_what_was_read_and_what_the_copy_knew_are_counted_apart() -> None:
    said = told_of("damaged", 3, read=1, copied=COPIED, opened=2)
    assert "1 number could be read and 2 numbers came from the copy of 2026-09-2" in said
    assert "service's site" in said
    said = told_of("damaged", 3, read=3, opened=2)
    assert "3 numbers could be read, 2 open" in said
    assert "copy" not in said
    said = told_of("damaged", 1, read=1, copied=COPIED)
    assert "1 number could be read, none open" in said


@pytest.mark.parametrize("kind", ["damaged", "foreign"])
def test_that_a_journal_that_gave_nothing_sends_to_the_services_site(kind: str) -> None:
    said = told_of(kind, 0)
    assert "nothing of it could be read" in said
    assert "service's site" in said


def test_that_the_open_numbers_of_a_broken_journal_are_listed_behind_the_link(
    qtbot: QtBot, dress: Theme, fake_link: FakeLink, dialog: PreferencesDialog
) -> None:
    leases = tuple(
        samples.lease(state, number)
        for number, state in enumerate((State.WAITING, State.RECEIVED, State.UNCERTAIN), start=1)
    )
    links = UpkeepLinks(fake_link.link, lambda: leases, dialog)
    salvage = Salvage("damaged", "journal.corrupt-1.sqlite", (LeaseId(1),) * 3, (LeaseId(1),), unread=12)
    notice = salvage_notice(salvage, 2)
    assert [link.link_id for link in notice_words(notice, None, START).links] == ["salvage"]
    links.follow(notice)
    shown = dialog.findChild(SalvageDialog)
    assert shown is not None
    said = words(shown)
    assert salvage_sentence(notice) in said
    assert "could not be read: 12" in said
    found = shown.findChild(OpenNumbers)
    assert found is not None
    assert [row.lease.lease_id for row in found.lines.rows()] == [1, 3]


def test_that_files_put_aside_are_deleted_only_after_a_question_that_names_them(
    dialog: PreferencesDialog, fake_link: FakeLink
) -> None:
    links = UpkeepLinks(fake_link.link, lambda: (), dialog)
    facts = (("files", "journal.corrupt-1.sqlite, journal.corrupt-2.sqlite"),)
    notice = Notice("upkeep left", Topic.TEXTS_LEFT, Rank.WARN, facts=facts)
    told = notice_words(notice, None, START)
    assert isinstance(told.text, str)
    assert "journal.corrupt-2.sqlite" in told.text
    links.follow(notice)
    asked = question(dialog)
    assert "journal.corrupt-1.sqlite" in words(asked)
    assert not fake_link.asked("delete_left_behind")
    asked.confirm_button.click()
    names = ("journal.corrupt-1.sqlite", "journal.corrupt-2.sqlite")
    assert fake_link.asked("delete_left_behind")[0].positional == (names,)


def test_that_a_deleted_text_is_said_in_words_and_the_state_stays() -> None:
    sms = KeptSms(1, "", "", START, receipt=False, late=False, deleted=True)
    lease = samples.lease(State.RECEIVED)._replace(sms=(sms,), rounds=1)
    assert LeaseRow(lease, START).words.text == "Code received"
    assert "Text deleted." in lease_story(lease, START)[1]
    bare = lease._replace(sms=())
    assert LeaseRow(bare, START).words.text == "Done"
    assert "Text deleted" not in lease_story(bare, START)[1]


def test_that_a_lost_text_is_said_in_words_and_is_not_called_done() -> None:
    sms = KeptSms(1, "", "", START, receipt=False, late=False, deleted=True, lost=True)
    lease = samples.lease(State.RECEIVED)._replace(sms=(sms,), rounds=1)
    assert LeaseRow(lease, START).words.text == "Text lost"
    assert "Text lost with a part of the journal." in lease_story(lease, START)[1]
    again = lease._replace(sms=(sms, KeptSms(2, "47", "47", START, receipt=False, late=False)))
    assert LeaseRow(again, START).words.text == "Code received"


def test_that_lost_texts_are_counted_where_the_broken_journal_is_told() -> None:
    for texts, says in ((0, ""), (1, "The text of 1 SMS was lost."), (3, "The texts of 3 SMS were lost.")):
        notice = salvage_notice(Salvage("damaged", ASIDE, (LeaseId(1),), read=1, texts=texts), 0)
        said = salvage_sentence(notice)
        assert said.endswith(says)
        assert ("lost" in said) == bool(texts)


@pytest.mark.parametrize(
    ("facts", "error", "says"),
    [
        ((("unread", "1"), ("kept_aside", "settings.unreadable.json")), "damaged", "your limits are off"),
        ((("unread", "1"), ("kept_aside", "")), "read-only", "your limits are off"),
        ((("unread", ""), ("faults", "day_limit, palette")), None, "day_limit, palette"),
        ((), "disk full", "not saved"),
    ],
)
def test_that_broken_settings_say_what_is_in_force(
    facts: tuple[tuple[str, str], ...], error: str | None, says: str
) -> None:
    failed: FxError | None = None if error is None else FileFailed("settings.json", error)
    notice = Notice("settings", Topic.SETTINGS_FAILED, Rank.WARN, error=failed, facts=facts)
    sentence = notice_words(notice, None, START).text
    assert isinstance(sentence, str)
    assert says in sentence


def test_that_another_file_is_not_called_the_settings() -> None:
    notice = Notice("settings", Topic.SETTINGS_FAILED, Rank.WARN, error=FileFailed("a.prices", "disk full"))
    sentence = notice_words(notice, None, START).text
    assert isinstance(sentence, str)
    assert "a.prices" in sentence
    assert "settings" not in sentence
