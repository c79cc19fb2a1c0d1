# SPDX-License-Identifier: MIT
"""Group the settings into the sections of the preferences, each with its words and its control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fxdesk.core.auto_release import LONGEST
from fxdesk.core.release_rules import LONGEST_UNDO
from fxdesk.ui import language
from fxdesk.ui.amount_control import AmountControl
from fxdesk.ui.hairline import Hairline
from fxdesk.ui.naming import named
from fxdesk.ui.preference_block import PreferenceBlock
from fxdesk.ui.preference_controls import ChoiceControl, Control, NumberControl, SwitchControl
from fxdesk.ui.preference_row import PreferenceRow
from fxdesk.ui.safe import label

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

translate = QCoreApplication.translate


class Section(QWidget):
    """One section: a heading and its rows. Its signals are QWidget's."""

    def __init__(self, key: str, title: str, icon: str) -> None:
        super().__init__()
        self.setObjectName(f"preferences_{key}")
        self.key, self.title, self.icon = key, title, icon
        self.rows: list[PreferenceRow] = []
        self.blocks: list[PreferenceBlock] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 16, 24, 16)
        self.column.setSpacing(0)
        self.column.addWidget(label(title, role="price"))
        self.column.addSpacing(4)

    def add(
        self, link: Link, field: str, title: str, hint: str, control: Control | AmountControl
    ) -> PreferenceRow:
        """Add a setting below the others."""
        if self.rows:
            self.column.addWidget(Hairline(role="line", parent=self))
        row = PreferenceRow(link, field, title, hint, control, self)
        self.rows.append(row)
        self.column.addWidget(row)
        return row

    def add_block(self, block: QWidget) -> None:
        """Add what is more than a row."""
        self.column.addWidget(block)

    def end(self) -> Section:
        """Let the rows stand at the top."""
        self.column.addStretch(1)
        return self


def switch() -> SwitchControl:
    """A control for what is on or off."""
    return named(SwitchControl(translate("Preferences", "on"), translate("Preferences", "off")), "switch")


def appearance(link: Link) -> Section:
    """How the window looks and speaks."""
    section = Section("appearance", translate("Preferences", "Appearance"), "palette")
    system = translate("Preferences", "As the system")
    languages = [("", system), (language.ENGLISH, "English"), (language.CHINESE, "简体中文")]
    section.add(
        link,
        "language",
        translate("Preferences", "Language"),
        translate("Preferences", "Applies at once, without a restart."),
        ChoiceControl(languages),
    )
    palettes = [
        ("system", system),
        ("light", translate("Preferences", "Light")),
        ("dark", translate("Preferences", "Dark")),
    ]
    section.add(
        link,
        "palette",
        translate("Preferences", "Colours"),
        translate("Preferences", "Light, dark, or as the system is set."),
        ChoiceControl(palettes),
    )
    section.add(
        link,
        "text_percent",
        translate("Preferences", "Text size"),
        translate("Preferences", "Relative to the system's font. The window grows with it."),
        NumberControl(80, 200, step=10, suffix=" %"),
    )
    rows = [(False, translate("Preferences", "Comfortable")), (True, translate("Preferences", "Compact"))]
    section.add(
        link,
        "compact_rows",
        translate("Preferences", "Row height"),
        translate("Preferences", "Comfortable rows are 36 pixels high, compact ones 28."),
        ChoiceControl(rows),
    )
    return section.end()


def numbers(link: Link) -> Section:
    """What happens to a rented number."""
    section = Section("numbers", translate("Preferences", "Numbers"), "phone")
    section.add(
        link,
        "undo_seconds",
        translate("Preferences", "Time to undo a release"),
        translate("Preferences", "A release is sent after these seconds; until then it can be undone."),
        NumberControl(0, LONGEST_UNDO, suffix=" s", least_words=translate("Preferences", "none")),
    )
    section.add(
        link,
        "still_waiting_minutes",
        translate("Preferences", "Remind of a number that waits"),
        translate("Preferences", "After these minutes without a code FX Desk asks whether to release it."),
        NumberControl(1, 240, suffix=translate("Preferences", " min")),
    )
    section.add(
        link,
        "auto_release_minutes",
        translate("Preferences", "Release new numbers by themselves"),
        translate(
            "Preferences",
            "After these minutes without a code, and one last look for it. Each number can be set otherwise.",
        ),
        NumberControl(
            0,
            LONGEST,
            suffix=translate("Preferences", " min"),
            least_words=translate("Preferences", "never"),
        ),
    )
    section.add(
        link,
        "report_results",
        translate("Preferences", "Report result"),
        translate(
            "Preferences",
            "Tells the service how a number did. The document says: it needs a permission that accounts do "
            "not have by default; do not call it without, to avoid a decrease of the balance.",
        ),
        switch(),
    )
    return section.end()


def clipboard(link: Link) -> Section:
    """What is copied, and how long it stays."""
    section = Section("clipboard", translate("Preferences", "Clipboard"), "clipboard")
    section.add(
        link,
        "copy_with_country_code",
        translate("Preferences", "Copy numbers with country code"),
        translate("Preferences", "+60 before the number. Ctrl+Shift+C copies it with the code in any case."),
        switch(),
    )
    section.add(
        link,
        "auto_copy_number",
        translate("Preferences", "Copy a new number by itself"),
        translate("Preferences", "It replaces what the clipboard holds as soon as the number is there."),
        switch(),
    )
    section.add(
        link,
        "auto_copy_code",
        translate("Preferences", "Copy an arriving code by itself"),
        translate("Preferences", "It replaces what the clipboard holds as soon as the code is there."),
        switch(),
    )
    section.add(
        link,
        "clipboard_clear_seconds",
        translate("Preferences", "Clear a copied code after"),
        translate("Preferences", "Only if the clipboard still holds it. Codes and SMS are marked as secret."),
        NumberControl(0, 600, step=5, suffix=" s", least_words=translate("Preferences", "never")),
    )
    return section.end()
