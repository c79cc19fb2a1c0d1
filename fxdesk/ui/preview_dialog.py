# SPDX-License-Identifier: MIT
"""Show a text before it leaves the program, whole or masked; then copy it or save it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from fxdesk.ui import theme
from fxdesk.ui.buttons import Button
from fxdesk.ui.naming import named
from fxdesk.ui.safe import label
from fxdesk.ui.save_file import SaveFile
from fxdesk.ui.selection_copy import SelectionCopy
from fxdesk.ui.sheet_dialog import SheetDialog

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

WIDTH, HEIGHT = 800, 400
_ROUND_IT = 320
"""What of the dialog and of the screen is not the text."""


class PaperCopier(Protocol):
    """The clipboard, as it takes a text that the program has written."""

    def copy_paper(self, text: str, *, secret: bool) -> bool: ...


class PreviewDialog(SheetDialog):
    """The text that `write(masked)` gives, as it would be saved, with a switch, Copy and Save.

    `name` begins the names of its parts, `stem` the name of the file. Its signals are QDialog's.
    """

    def __init__(
        self,
        link: Link,
        copier: PaperCopier,
        write: Callable[[bool], str],
        *,
        name: str,
        stem: str,
        title: str,
        heading: str,
        hint: str,
        switch: str,
        masked: bool,
        parent: QWidget | None = None,
    ) -> None:
        room = QGuiApplication.primaryScreen().availableSize()
        scale = theme.current().px(100) / 100
        width = min(WIDTH, round((room.width() - 40) / scale))
        super().__init__(title, width=width, object_name=f"{name}Dialog", parent=parent)
        self._link, self._copier, self._write, self._stem = link, copier, write, stem
        self._name = name
        self.body.addWidget(label(heading, role="price", wrap=True, object_name=f"{name}Heading"))
        self.body.addWidget(label(hint, tone="text2", wrap=True))
        self.body.addSpacing(4)
        self.view = named(QPlainTextEdit(), f"{name}View")
        self.view.setReadOnly(True)
        self.view.setProperty("framed", True)
        self.view.setTabChangesFocus(True)
        self.view.setAccessibleName(title)
        self.view.setFont(theme.current().font("log"))
        self.view.setFixedHeight(
            min(theme.current().px(HEIGHT), max(120, room.height() - round(_ROUND_IT * scale)))
        )
        SelectionCopy(self.view).wanted.connect(self._copy_part)
        self.body.addWidget(self.view)
        self.switch = named(QCheckBox(switch), f"{name}MaskCheck")
        self.switch.setChecked(masked)
        self.body.addWidget(self.switch)
        self._file = SaveFile(self)
        self._file.chosen.connect(self._save_to)
        self._add_buttons()
        self.switch.toggled.connect(self._show)
        self._show()

    def text(self) -> str:
        """What would be saved."""
        return self._text

    def _add_buttons(self) -> None:
        cancel = Button(self.tr("Cancel"), object_name=f"{self._name}CancelButton")
        cancel.clicked.connect(self.reject)
        self.copy = Button(self.tr("Copy"), icon="copy", object_name=f"{self._name}CopyButton")
        self.copy.clicked.connect(self._copy)
        self.save = Button(
            self.tr("Save…"), kind="primary", icon="download", object_name=f"{self._name}SaveButton"
        )
        self.save.setDefault(True)
        self.save.clicked.connect(self._ask_where)
        for button in (cancel, self.copy, self.save):
            self.add_act(button)
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        place = self.view.verticalScrollBar().value()
        self._text = self._write(self.switch.isChecked())
        self.view.setPlainText(self._text)
        self.view.verticalScrollBar().setValue(place)
        self.copy.setText(self.tr("Copy"))

    def _copy_part(self, part: str) -> None:
        self._copier.copy_paper(part, secret=not self.switch.isChecked())

    def _copy(self) -> None:
        if self._copier.copy_paper(self._text, secret=not self.switch.isChecked()):
            self.copy.setText(self.tr("Copied"))

    def _ask_where(self) -> None:
        self._file.ask(
            self.windowTitle(), self._stem, self.tr("Text (*.txt)"), object_name=f"{self._name}FileDialog"
        )

    def _save_to(self, path: str) -> None:
        self._link.papers.save_text(path, self._text)
        self.accept()
