# SPDX-License-Identifier: MIT
"""Settings apply at once, tell that they are changed, and are found; an address keeps to its https rules."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from fxdesk.core.errors import NotSent
from fxdesk.core.notice import ConnectionTest
from fxdesk.core.preferences import Preferences
from fxdesk.ui.confirm_dialog import ConfirmDialog
from fxdesk.ui.preferences_dialog import PreferencesDialog
from tests.ui.fake_link import FakeLink

OTHER = "https://other.example/yhapi.ashx"
PLAIN = "http://other.example/yhapi.ashx"


@pytest.fixture
def dialog(qtbot: QtBot, fake_link: FakeLink) -> PreferencesDialog:
    """The preferences, open."""
    made = PreferencesDialog(fake_link.link)
    qtbot.addWidget(made)
    made.open()
    return made


def button(dialog: PreferencesDialog, name: str) -> QAbstractButton:
    found = dialog.findChild(QAbstractButton, name)
    assert found is not None, name
    return found


def said(dialog: PreferencesDialog, name: str) -> str:
    found = dialog.findChild(QLabel, name)
    assert found is not None, name
    return found.text()


def use(dialog: PreferencesDialog, url: str) -> None:
    dialog.service.field.setText(url)
    QTest.keyClick(dialog.service.field, Qt.Key.Key_Return)


def question(dialog: PreferencesDialog) -> ConfirmDialog:
    found = dialog.findChild(ConfirmDialog)
    assert found is not None
    return found


def test_that_a_setting_applies_at_once_says_so_and_goes_back(
    dialog: PreferencesDialog, fake_link: FakeLink
) -> None:
    seconds = dialog.findChild(QSpinBox, "preference_undo_seconds_control")
    assert seconds is not None
    back = button(dialog, "preference_undo_seconds_reset")
    assert back.isHidden()
    seconds.setValue(5)
    assert fake_link.preferences.undo_seconds == 5
    assert not back.isHidden()
    assert back.accessibleName() == "Back to the default: 3 s"
    back.click()
    assert fake_link.preferences.undo_seconds == 3
    assert seconds.value() == 3
    assert back.isHidden()


def test_that_every_setting_shown_is_there_and_all_go_back_at_once(
    dialog: PreferencesDialog, fake_link: FakeLink
) -> None:
    fields = {row.field for section in dialog.sections for row in section.rows}
    assert fields == {
        "auto_release_minutes",
        "price_cap",
        "day_limit",
        "month_limit",
        "most_open",
        "low_balance",
        "language",
        "palette",
        "text_percent",
        "compact_rows",
        "undo_seconds",
        "still_waiting_minutes",
        "report_results",
        "copy_with_country_code",
        "auto_copy_number",
        "auto_copy_code",
        "clipboard_clear_seconds",
        "keep_sms_days",
        "mask_evidence",
    }
    for field in ("auto_copy_number", "auto_copy_code", "report_results", "mask_evidence"):
        switch = dialog.findChild(QCheckBox, f"preference_{field}_control")
        assert switch is not None
        assert not switch.isChecked()
        switch.click()
        assert getattr(fake_link.preferences, field) is True
    colours = dialog.findChild(QComboBox, "preference_palette_control")
    assert colours is not None
    colours.setCurrentIndex(2)
    colours.activated.emit(2)
    assert fake_link.preferences.palette == "dark"
    use(dialog, OTHER)
    button(dialog, "preferencesRestoreButton").click()
    assert fake_link.preferences == Preferences()


@pytest.mark.parametrize(
    ("typed", "focused"),
    [
        ("backup", "backUpButton"),
        ("restore", "backUpButton"),
        ("where the files lie", "openDataFolderButton"),
        ("open folder", "openDataFolderButton"),
        (".local/share", "openDataFolderButton"),
    ],
)
def test_that_the_search_finds_backup_and_folder(dialog: PreferencesDialog, typed: str, focused: str) -> None:
    dialog.filter.setText(typed)
    assert dialog.sections[dialog.list.currentRow()].key == "data"
    muted = [row.field for row in dialog.sections[-1].rows if row._title.property("tone") != "disabled"]
    assert not muted
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert dialog.focusWidget() is button(dialog, focused)
    assert not button(dialog, focused).visibleRegion().isEmpty()


def test_that_a_search_without_a_match_says_so(dialog: PreferencesDialog) -> None:
    assert not dialog.nothing.isVisibleTo(dialog)
    dialog.filter.setText("zzz")
    assert dialog.nothing.isVisibleTo(dialog)
    assert dialog.nothing.text() == "No setting found"
    dialog.filter.setText("mask")
    assert not dialog.nothing.isVisibleTo(dialog)


def test_that_the_search_dims_the_rest_and_jumps_to_the_first(dialog: PreferencesDialog) -> None:
    dialog.filter.setText("clear code")
    assert dialog.list.currentRow() == 3
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    focus = dialog.focusWidget()
    assert focus is not None
    assert focus.objectName() == "preference_clipboard_clear_seconds_control"
    tones = {
        row.field: row.findChildren(QLabel)[0].property("tone")
        for section in dialog.sections
        for row in section.rows
    }
    assert tones["clipboard_clear_seconds"] == "text"
    assert tones["palette"] == "disabled"
    dialog.filter.clear()
    assert all(
        row.findChildren(QLabel)[0].property("tone") == "text"
        for section in dialog.sections
        for row in section.rows
    )


def test_that_enter_in_a_field_does_not_close_and_esc_does(dialog: PreferencesDialog) -> None:
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(dialog.filter, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_that_another_address_says_when_it_takes_effect(
    dialog: PreferencesDialog, fake_link: FakeLink
) -> None:
    use(dialog, "other.example/yhapi.ashx")
    assert fake_link.preferences.service_url == OTHER
    assert "next start" in said(dialog, "serviceMessage")
    dialog.service.reset.click()
    assert fake_link.preferences.service_url == Preferences().service_url
    assert said(dialog, "serviceMessage") == ""


def test_that_http_needs_a_yes_that_is_no_reflex_and_can_be_taken_back(
    dialog: PreferencesDialog, fake_link: FakeLink
) -> None:
    use(dialog, PLAIN)
    asked = question(dialog)
    assert asked.stay_button.isDefault()
    QTest.keyClick(asked, Qt.Key.Key_Return)
    assert not asked.isVisible()
    assert fake_link.preferences == Preferences()
    asked.deleteLater()
    asked.setParent(None)
    use(dialog, PLAIN)
    question(dialog).confirm_button.click()
    assert fake_link.preferences.service_url == PLAIN
    assert "other.example" in fake_link.preferences.http_allowed
    assert "other.example" in said(dialog, "httpAllowedLabel")
    button(dialog, "httpTakeBackButton").click()
    assert not fake_link.preferences.http_allowed
    assert fake_link.preferences.service_url == OTHER


def test_that_http_is_refused_where_https_has_worked(dialog: PreferencesDialog, fake_link: FakeLink) -> None:
    fake_link.change_preferences(https_seen=("other.example",), http_allowed=("other.example",))
    use(dialog, PLAIN)
    assert dialog.findChild(ConfirmDialog) is None
    assert "encrypted before" in said(dialog, "serviceMessage")
    assert fake_link.preferences.service_url == Preferences().service_url


def test_that_what_is_no_address_is_not_kept(dialog: PreferencesDialog, fake_link: FakeLink) -> None:
    use(dialog, "https://other.example/?act=login")
    assert "no address" in said(dialog, "serviceMessage")
    assert fake_link.preferences == Preferences()


def test_that_a_test_asks_the_typed_address_once_and_tells_what_came(
    dialog: PreferencesDialog, fake_link: FakeLink
) -> None:
    dialog.service.field.setText(OTHER)
    test = button(dialog, "testConnectionButton")
    test.click()
    test.click()
    assert [call.positional for call in fake_link.asked("test_connection")] == [(OTHER,)]
    assert not test.isEnabled()
    fake_link.connection_tested.emit(ConnectionTest(OTHER, 1204, 0, 0.8))
    assert "1204 prices" in said(dialog, "connectionTestMessage")
    test.click()
    error = NotSent("getItem", "untrusted")
    fake_link.connection_tested.emit(ConnectionTest(OTHER, error=error))
    assert "certificate" in said(dialog, "connectionTestMessage")
    assert fake_link.preferences == Preferences()


def test_that_another_language_closes_the_dialog_and_is_told(
    dialog: PreferencesDialog, fake_link: FakeLink
) -> None:
    told: list[str] = []
    dialog.language_chosen.connect(told.append)
    languages = dialog.findChild(QComboBox, "preference_language_control")
    assert languages is not None
    languages.setCurrentIndex(2)
    languages.activated.emit(2)
    assert told == ["zh_CN"]
    assert fake_link.preferences.language == "zh_CN"
    assert not dialog.isVisible()


def test_that_every_control_has_a_name_and_can_be_reached_by_tab(dialog: PreferencesDialog) -> None:
    for section in dialog.sections:
        for row in section.rows:
            assert row.control.accessibleName()
            assert row.control.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert dialog.findChild(QLineEdit, "serviceUrlEdit") is not None
