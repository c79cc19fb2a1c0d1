# SPDX-License-Identifier: MIT
"""List every key that does something, so that the mouse can rest."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from fxdesk.ui import safe
from fxdesk.ui.buttons import Button
from fxdesk.ui.sheet_dialog import SheetDialog


class ShortcutSheet(SheetDialog):
    """The keys of the menus' acts, as they are set, and those that lists and fields understand."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Keyboard shortcuts"), width=840, object_name="shortcutSheet", parent=parent)
        self.body.addWidget(
            safe.label(self.tr("Keyboard shortcuts"), role="price", object_name="shortcutHead")
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        rows = [*self._of_lists(), *_of_actions(actions)]
        half = (len(rows) + 1) // 2
        for at, (keys, words) in enumerate(rows):
            column = 0 if at < half else 2
            name = f"shortcut{at}"
            grid.addWidget(
                safe.label(keys, role="small", tone="accent_text", object_name=f"{name}Keys"),
                at % half,
                column,
            )
            told = safe.label(words, role="small", wrap=True, object_name=f"{name}Words")
            grid.addWidget(told, at % half, column + 1)
        grid.setColumnStretch(3, 1)
        self.body.addLayout(grid)
        close = Button(self.tr("Close"), kind="primary", object_name="shortcutCloseButton")
        close.clicked.connect(self.accept)
        self.add_act(close)
        close.setFocus()

    def _of_lists(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Letters"), self.tr("Find a service")),
            ("↑ ↓", self.tr("Move through the list")),
            (self.tr("Enter"), self.tr("Service: to the countries; country: get the number")),
            (self.tr("Enter in the table"), self.tr("Copy the code, or the number while waiting")),
            ("← → " + self.tr("Space"), self.tr("Choose and press a row's button")),
            ("*", self.tr("Favourite on or off")),
            ("Esc", self.tr("Clear the filter, then leave to the table")),
        ]


def _of_actions(actions: Iterable[QAction]) -> list[tuple[str, str]]:
    return [
        (
            action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
            action.text().replace("&", "").rstrip("…"),
        )
        for action in actions
        if not action.shortcut().isEmpty()
    ]
