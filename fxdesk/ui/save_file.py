# SPDX-License-Identifier: MIT
"""Ask a person where a file of theirs is to be saved; its name is of our own words and the time only."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget


class SaveFile(QObject):
    """One question at a time.

    chosen(str) -- the path that the person chose.
    """

    chosen = Signal(str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._dialog: QFileDialog | None = None

    def ask(self, title: str, stem: str, kinds: str, *, suffix: str = "txt", object_name: str) -> None:
        """Ask for a file; `stem` begins its name, `kinds` is the filter as QFileDialog takes it."""
        if self._dialog is not None:
            self._dialog.raise_()
            return
        dialog = QFileDialog(self._owner.window(), title)
        dialog.setObjectName(object_name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(kinds)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{stem}-{datetime.now():%Y%m%d-%H%M}.{suffix}")
        dialog.fileSelected.connect(self.chosen)
        dialog.finished.connect(self._ended)
        self._dialog = dialog
        dialog.open()

    def _ended(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
