# SPDX-License-Identifier: MIT
"""Show every setting that does something, by sections, and let each apply at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fxdesk.ui import icons, preference_sections, theme
from fxdesk.ui.buttons import Button
from fxdesk.ui.data_settings import DataSettings
from fxdesk.ui.fields import SearchField
from fxdesk.ui.hairline import Hairline
from fxdesk.ui.limit_settings import LimitSettings
from fxdesk.ui.naming import named
from fxdesk.ui.preference_block import PreferenceBlock
from fxdesk.ui.preference_row import PreferenceRow
from fxdesk.ui.preference_sections import Section
from fxdesk.ui.safe import label
from fxdesk.ui.screen_room import room_on_screen
from fxdesk.ui.service_settings import ServiceSettings
from fxdesk.ui.steady_scroll import SteadyScroll

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

Part = PreferenceRow | PreferenceBlock | ServiceSettings

SIZE = QSize(860, 640)
SECTIONS = 216
LINE = 32


class PreferencesDialog(QDialog):
    """The preferences. Its signals are QDialog's, and:

    language_chosen(str) -- the window is to speak another language, so it closes with its dialogs.
    """

    language_chosen = Signal(str)

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preferencesDialog")
        self.setWindowTitle(self.tr("Preferences"))
        self.setModal(True)
        self.service = ServiceSettings(link)
        network = Section("network", QCoreApplication.translate("Preferences", "Network"), "network")
        network.add_block(self.service)
        self.sections = [
            preference_sections.appearance(link),
            preference_sections.numbers(link),
            LimitSettings(link),
            preference_sections.clipboard(link),
            network.end(),
            DataSettings(link),
        ]
        self._build()
        self._row("language").applied.connect(self._speak)
        self.filter.textChanged.connect(self._search)
        self.filter.returnPressed.connect(self._focus_first)
        self.filter.escaped.connect(self.reject)
        self.list.currentRowChanged.connect(self.pages.setCurrentIndex)
        self.list.setCurrentRow(0)
        self.filter.setFocus()

    def parts(self, section: Section) -> list[Part]:
        """What can be found in a section, from the top."""
        return [self.service] if section.key == "network" else [*section.rows, *section.blocks]

    def go_to(self, field: str) -> None:
        """Show a setting and give it the keyboard."""
        row = self._row(field)
        place = next(place for place, section in enumerate(self.sections) if row in section.rows)
        self.list.setCurrentRow(place)
        self._areas[place].ensureWidgetVisible(row)
        row.control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def accept(self) -> None:
        """Close, unless something stands here that could not be applied: that is shown first."""
        faulty = next((row for section in self.sections for row in section.rows if row.faulty), None)
        if faulty is None:
            super().accept()
        else:
            self.go_to(faulty.field)

    def restore_all(self) -> None:
        """Give every setting shown here its default."""
        if self.service.reset.isVisibleTo(self.service):
            self.service.restore()
        rows = [row for section in self.sections for row in section.rows]
        changed = [row for row in rows if row.reset.isVisibleTo(row) or row.faulty]
        # The language comes last: another one closes this dialog.
        for row in sorted(changed, key=lambda row: row.field == "language"):
            row.restore()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the size that the text asks for, as far as the screen has room."""
        dress = theme.current()
        wanted = QSize(dress.px(SIZE.width()), dress.px(SIZE.height()))
        self.resize(wanted.boundedTo(room_on_screen(self) - QSize(8, 8)))
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter applies what is typed and does not close."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._build_list())
        middle.addWidget(Hairline(upright=True))
        middle.addWidget(self._build_pages(), 1)
        whole.addLayout(middle, 1)
        whole.addWidget(Hairline())
        whole.addWidget(self._build_foot())

    def _build_list(self) -> QWidget:
        side = named(QWidget(), "preferencesSide")
        side.setFixedWidth(theme.current().px(SECTIONS))
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        self.filter = SearchField(
            self.tr("Search settings"),
            name=self.tr("Search settings"),
            object_name="preferenceFilterEdit",
        )
        self.list = named(QListWidget(), "preferenceSections")
        self.list.setProperty("ground", "window")
        self.list.setAccessibleName(self.tr("Sections"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for section in self.sections:
            item = QListWidgetItem(icons.icon(section.icon, "text2"), section.title)
            item.setSizeHint(QSize(0, theme.current().px(LINE)))
            self.list.addItem(item)
        self.nothing = label(
            self.tr("No setting found"),
            role="small",
            tone="text2",
            wrap=True,
            object_name="preferenceNoMatch",
        )
        self.nothing.hide()
        column.addWidget(self.filter)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        return side

    def _build_pages(self) -> QWidget:
        self.pages = named(QStackedWidget(), "preferencePages")
        self._areas: list[SteadyScroll] = []
        for section in self.sections:
            area = named(SteadyScroll(sideways=False), f"{section.objectName()}Scroll")
            area.setWidget(section)
            section.setBackgroundRole(QPalette.ColorRole.Base)
            section.setAutoFillBackground(True)
            self._areas.append(area)
            self.pages.addWidget(area)
        return self.pages

    def _build_foot(self) -> QWidget:
        foot = named(QWidget(), "preferencesFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 12, 24, 12)
        row.setSpacing(12)
        restore = Button(
            self.tr("Restore all defaults"),
            kind="quiet",
            icon="rotate-ccw",
            object_name="preferencesRestoreButton",
        )
        restore.clicked.connect(self.restore_all)
        close = Button(self.tr("Close"), object_name="preferencesCloseButton")
        close.clicked.connect(self.accept)
        row.addWidget(restore)
        row.addStretch(1)
        words = self.tr("Changes apply at once")
        row.addWidget(label(words, role="small", tone="text2", object_name="preferencesFootLabel"))
        row.addWidget(close)
        return foot

    def _row(self, field: str) -> PreferenceRow:
        return next(row for section in self.sections for row in section.rows if row.field == field)

    def _speak(self, code: str) -> None:
        super().accept()
        self.language_chosen.emit(code)

    def _search(self, typed: str) -> None:
        """Dim what does not match, and show the section of the first that does."""
        first = -1
        for place, section in enumerate(self.sections):
            parts = self.parts(section)
            for part in parts:
                part.set_dimmed(not part.matches(typed))
            found = any(part.matches(typed) for part in parts)
            self.list.item(place).setForeground(theme.current().colour("text" if found else "disabled"))
            if found and first < 0:
                first = place
        self.nothing.setVisible(first < 0)
        if typed.strip() and first >= 0:
            self.list.setCurrentRow(first)
            part = self._first_match(first)
            self._areas[first].ensureWidgetVisible(part)

    def _first_match(self, place: int) -> Part:
        parts = self.parts(self.sections[place])
        return next((part for part in parts if part.matches(self.filter.text())), parts[0])

    def _focus_first(self) -> None:
        """Give the keyboard to the first setting that was found."""
        part = self._first_match(self.list.currentRow())
        target = part.field if isinstance(part, ServiceSettings) else part.control
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
