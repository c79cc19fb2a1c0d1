# SPDX-License-Identifier: MIT
"""The lasting marks at the left of the status bar: this is the demo, this connection is not encrypted."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from fxdesk.ui.icon_label import IconLabel
from fxdesk.ui.safe import label, set_tooltip
from fxdesk.ui.tokens import SPACE_S, Role


class Band(QFrame):
    """An icon and a word on a tint, which stay as long as what they say is so."""

    def __init__(self, icon: str, tone: Role, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_S, 2, SPACE_S, 2)
        row.setSpacing(6)
        row.addWidget(IconLabel(icon, tone, 14))
        self._word = label(role="small", tone=tone)
        row.addWidget(self._word)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def text(self) -> str:
        """Return the word that is shown."""
        return self._word.text()

    def say(self, word: str, explanation: str) -> None:
        """Set the word and what the tooltip says of it."""
        self._word.setText(word)
        set_tooltip(self, explanation)

    def retranslate(self) -> None:
        """Say the band's words in the current language."""
        raise NotImplementedError


class DemoBand(Band):
    """Says that the service is the program's own simulator."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("flask", "accent_text", "demoBand", parent)

    def retranslate(self) -> None:
        self.say(
            self.tr("Demo: nothing costs"),
            self.tr("The service, its prices and its numbers are made up on this computer."),
        )


class NotEncryptedMark(Band):
    """Says that the service is asked over plain http."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("lock-open", "warn", "notEncryptedMark", parent)

    def retranslate(self) -> None:
        self.say(
            self.tr("Not encrypted"),
            self.tr(
                "The service is asked over http. Others on the way can read the password, the token and the"
                " codes. Choose an https address in the preferences."
            ),
        )
