# SPDX-License-Identifier: MIT
"""Ask before something that can't be taken back: the way out stands apart, the act at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from fxdesk.ui.buttons import Button
from fxdesk.ui.naming import named
from fxdesk.ui.notice_box import NoticeBox
from fxdesk.ui.safe import label
from fxdesk.ui.sheet_dialog import SheetDialog

WIDTH = 480
WIDTH_OF_THREE = 592


class ConfirmDialog(SheetDialog):
    """A heading, a sentence, and two or three answers. Esc stays; Enter takes the main act.

    confirmed() -- the main act was chosen; other_chosen() -- the second one. Neither closes the dialog: who
    asked does, so that it may say how the act goes on. rejected() -- the person stays.
    """

    confirmed = Signal()
    other_chosen = Signal()

    def __init__(
        self,
        title: str,
        heading: str,
        sentence: str,
        *,
        confirm: str,
        stay: str,
        other: str = "",
        also: str = "",
        parent: QWidget | None = None,
    ) -> None:
        width = WIDTH_OF_THREE if other else WIDTH
        super().__init__(title, width=width, object_name="confirmDialog", parent=parent)
        self._heading = label(heading, role="price", wrap=True, object_name="confirmHeading")
        self._sentence = label(sentence, tone="text2", wrap=True, object_name="confirmSentence")
        self._note = NoticeBox(object_name="confirmNote", parent=self)
        self._also = named(QCheckBox(also), "confirmAlso")
        self._also.setVisible(bool(also))
        for part in (self._heading, self._sentence, self._also, self._note):
            self.body.addWidget(part)
        self.stay_button = Button(stay, object_name="confirmStayButton")
        self.stay_button.clicked.connect(self.reject)
        self.add_left(self.stay_button)
        self.other_button = Button(other, object_name="confirmOtherButton")
        self.other_button.setVisible(bool(other))
        self.other_button.clicked.connect(self.other_chosen)
        self.confirm_button = Button(confirm, kind="primary", object_name="confirmButton")
        self.confirm_button.setDefault(True)
        self.confirm_button.clicked.connect(self.confirmed)
        self.add_act(self.other_button)
        self.add_act(self.confirm_button)
        self.confirm_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def also_chosen(self) -> bool:
        """Whether what is offered besides (`also`) is wanted; not until the person says so."""
        return self._also.isChecked()

    def ask(self, heading: str) -> None:
        """Change the heading."""
        self._heading.setText(heading)

    def say(self, sentence: str) -> None:
        """Change the sentence under the heading."""
        self._sentence.setText(sentence)

    def note(self, sentence: str) -> None:
        """Show a framed sentence below, "" for none."""
        self._note.say(sentence, "info", "timer")

    def go_on(self) -> None:
        """The main act is under way: it can't be chosen a second time."""
        self.confirm_button.setEnabled(False)
