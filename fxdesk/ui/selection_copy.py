# SPDX-License-Identifier: MIT
"""Lead what a person selects and copies to the one clipboard, so that it is marked and cleared as well."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QMenu, QPlainTextEdit

from fxdesk.ui.naming import named

_LINE_END = "\u2029"
"""Stands in a selection where a line ends."""


class SelectionCopy(QObject):
    """Takes the copying of a selection over from Qt, by keys and by the context menu; it belongs to `shows`.

    wanted(str) -- this selected text is to be copied.
    """

    wanted = Signal(str)

    def __init__(self, shows: QLabel | QPlainTextEdit) -> None:
        super().__init__(shows)
        self._shows = shows
        shows.installEventFilter(self)
        if isinstance(shows, QPlainTextEdit):
            # The mouse's menu is asked for there.
            shows.viewport().installEventFilter(self)

    def selected(self) -> str:
        """The selected text, "" for none."""
        if isinstance(self._shows, QLabel):
            return self._shows.selectedText()
        return self._shows.textCursor().selectedText().replace(_LINE_END, "\n")

    def copy(self) -> None:
        """Copy what is selected, if anything is."""
        if text := self.selected():
            self.wanted.emit(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_copy = event.matches(QKeySequence.StandardKey.Copy)
            # A reader's text is never cut out, but the keys for it copy.
            if is_copy or event.matches(QKeySequence.StandardKey.Cut):
                self.copy()
                return True
        if isinstance(event, QContextMenuEvent):
            self._open_menu(event.globalPos())
            return True
        return False

    def _open_menu(self, at: QPoint) -> None:
        menu = named(QMenu(self._shows), "selectionMenu")
        menu.aboutToHide.connect(menu.deleteLater)
        copy = named(menu.addAction(self.tr("Copy")), "selectionCopyAction")
        copy.setEnabled(bool(self.selected()))
        copy.triggered.connect(self.copy)
        menu.addAction(self.tr("Select all")).triggered.connect(self._select_all)
        menu.popup(at)

    def _select_all(self) -> None:
        if isinstance(self._shows, QLabel):
            self._shows.setSelection(0, len(self._shows.text().encode("utf-16-le", "surrogatepass")) // 2)
        else:
            self._shows.selectAll()
