# SPDX-License-Identifier: MIT
"""Be every act of the window that concerns no single number, once, with its keys and its place in a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from fxdesk.ui import icons, language
from fxdesk.ui.naming import named

if TYPE_CHECKING:
    from fxdesk.core.preferences import Preferences
    from fxdesk.workers.link import Link


class WindowActions(QObject):
    """Sign in and out, get, refresh, save, look, language, help, quit.

    Signals: `language_chosen(str)` with the language's code, "" for the system's.
    """

    language_chosen = Signal(str)

    def __init__(self, link: Link, owner: QWidget) -> None:
        super().__init__(owner)
        self._link, self._owner = link, owner
        self.sign_in = self._make("actionSignIn", self.tr("Sign in…"), icon="log-in")
        self.sign_out = self._make("actionSignOut", self.tr("Sign out…"), icon="log-out")
        self.refresh_account = self._make("actionRefreshAccount", self.tr("Refresh balance"))
        self.books = self._make("actionBooks", self.tr("Balance check…"), "Ctrl+Shift+B")
        self.refresh_prices = self._make(
            "actionRefreshPrices", self.tr("Refresh price list"), "F5", icon="refresh"
        )
        self.save_log = self._make("actionSaveLog", self.tr("Save log for support…"), icon="download")
        self.save_numbers = self._make("actionSaveNumbers", self.tr("Save numbers as CSV…"))
        self.preferences = self._make("actionPreferences", self.tr("Preferences…"), "Ctrl+,", icon="gear")
        self.preferences.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.top_up = self._make("actionTopUp", self.tr("Top up on the site"), icon="external-link")
        self.quit = self._make("actionQuit", self.tr("Quit"), "Ctrl+Q")
        self.get_number = self._make("actionGetNumber", self.tr("Get number"), "Ctrl+Return")
        # Keys held down must not buy number after number.
        self.get_number.setAutoRepeat(False)
        self.options = self._make(
            "actionOptions", self.tr("Options for the next number…"), "Ctrl+O", icon="sliders"
        )
        self.find_service = self._make("actionFindService", self.tr("Find a service"), "Ctrl+L")
        self.find_number = self._make("actionFindNumber", self.tr("Filter numbers"), "Ctrl+F")
        self.next_part = self._make("actionNextPart", self.tr("Next part of the window"), "F6")
        self.last_part = self._make("actionLastPart", self.tr("Previous part of the window"), "Shift+F6")
        self.log = self._make("actionLog", self.tr("Log"), "Ctrl+Shift+L", checkable=True)
        self.compact = self._make("actionCompactRows", self.tr("Compact rows"), checkable=True)
        self.with_country_code = self._make(
            "actionCopyWithCountryCode", self.tr("Copy numbers with country code"), checkable=True
        )
        self.help = self._make("actionHelp", self.tr("Keyboard shortcuts"), "F1", icon="key")
        self.about = self._make("actionAbout", self.tr("About FX Desk"))
        self._palettes = self._choices(
            "actionPalette",
            (
                ("system", self.tr("As the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
            ),
        )
        self._languages = self._choices(
            "actionLanguage",
            (("", self.tr("As the system")), (language.ENGLISH, "English"), (language.CHINESE, "简体中文")),
        )
        self._palettes.triggered.connect(lambda action: link.change_preferences(palette=action.data()))
        self._languages.triggered.connect(lambda action: self.language_chosen.emit(action.data()))
        self.compact.triggered.connect(lambda on: link.change_preferences(compact_rows=on))
        self.with_country_code.triggered.connect(
            lambda on: link.change_preferences(copy_with_country_code=on)
        )
        self.take_preferences(link.preferences)

    def take_preferences(self, preferences: Preferences) -> None:
        """Tick what is in force."""
        self.compact.setChecked(preferences.compact_rows)
        self.with_country_code.setChecked(preferences.copy_with_country_code)
        for group, value in ((self._palettes, preferences.palette), (self._languages, preferences.language)):
            for action in group.actions():
                action.setChecked(action.data() == value)

    def fill_file(self, menu: QMenu) -> None:
        """The File menu."""
        menu.addActions([self.sign_in, self.sign_out])
        menu.addSeparator()
        menu.addActions([self.refresh_account, self.books, self.top_up, self.refresh_prices])
        menu.addSeparator()
        menu.addActions([self.save_numbers, self.save_log])
        menu.addSeparator()
        menu.addAction(self.preferences)
        menu.addSeparator()
        menu.addAction(self.quit)

    def fill_view(self, menu: QMenu) -> None:
        """The View menu."""
        menu.addActions([self.find_service, self.find_number, self.next_part, self.last_part])
        menu.addSeparator()
        menu.addActions([self.log, self.compact])
        menu.addSeparator()
        palettes = named(menu.addMenu(self.tr("Colours")), "menuColours")
        palettes.addActions(self._palettes.actions())
        languages = named(menu.addMenu(self.tr("Language")), "menuLanguage")
        languages.addActions(self._languages.actions())

    def fill_help(self, menu: QMenu) -> None:
        """The Help menu."""
        menu.addActions([self.help, self.about])

    def all(self) -> tuple[QAction, ...]:
        """Those that have keys, for the shortcut sheet."""
        return tuple(self.findChildren(QAction))

    def _make(
        self, name: str, words: str, keys: str = "", *, icon: str = "", checkable: bool = False
    ) -> QAction:
        action = named(QAction(words, self), name)
        action.setCheckable(checkable)
        if keys:
            action.setShortcut(QKeySequence(keys))
        if icon:
            icons.give(action, icon)
        # An act without a place in a menu still has its keys.
        self._owner.addAction(action)
        return action

    def _choices(self, name: str, options: tuple[tuple[str, str], ...]) -> QActionGroup:
        group = named(QActionGroup(self), f"{name}Group")
        for value, words in options:
            action = named(QAction(words, group), f"{name}_{value or 'system'}")
            action.setData(value)
            action.setCheckable(True)
            group.addAction(action)
        return group
