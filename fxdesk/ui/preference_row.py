# SPDX-License-Identifier: MIT
"""One setting of the preferences: its name, what it means, its control, and the way back to its default."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fxdesk.core.preferences import Preferences
from fxdesk.core.word_search import fold, search_words
from fxdesk.ui.amount_control import AmountControl
from fxdesk.ui.buttons import Button
from fxdesk.ui.preference_controls import Control
from fxdesk.ui.safe import SafeLabel, label, set_tooltip

if TYPE_CHECKING:
    from fxdesk.workers.link import Link

DEFAULTS = Preferences()


class PreferenceRow(QWidget):
    """A setting that applies at once. applied(object) -- the person gave it this value."""

    applied = Signal(object)

    def __init__(
        self,
        link: Link,
        field: str,
        title: str,
        hint: str,
        control: Control | AmountControl,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"preference_{field}")
        self._link, self.field, self.control = link, field, control
        self._searched = fold(f"{title} {hint} {field}")
        control.setObjectName(f"preference_{field}_control")
        control.setAccessibleName(title)
        control.setAccessibleDescription(hint)
        self._title = label(title)
        self._title.setBuddy(control)
        self._hint = label(hint, role="small", tone="muted", wrap=True)
        self._fault: SafeLabel | None = None
        self.reset = Button(
            self.tr("Changed"),
            kind="link",
            icon="rotate-ccw",
            height=22,
            object_name=f"preference_{field}_reset",
        )
        self._lay_out()
        control.changed.connect(self.change)
        self.reset.clicked.connect(self.restore)
        link.preferences_changed.connect(self.show_preferences)
        self.show_preferences(link.preferences)

    def change(self, value: Any) -> None:
        """Apply another value at once."""
        self._link.change_preferences(**{self.field: value})
        self.applied.emit(value)

    def restore(self) -> None:
        """Go back to the default."""
        if isinstance(self.control, AmountControl):
            self.control.take_back()
        self.change(getattr(DEFAULTS, self.field))
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show the value in force, and whether it is not the default."""
        value, usual = getattr(preferences, self.field), getattr(DEFAULTS, self.field)
        self.control.show_value(value)
        self.reset.setVisible(value != usual)
        words = self.tr("Back to the default: {value}").format(value=self.control.words_of(usual))
        self.reset.setAccessibleName(words)
        set_tooltip(self.reset, words)

    @property
    def faulty(self) -> bool:
        """Whether what stands in the control can't be applied."""
        return isinstance(self.control, AmountControl) and self.control.faulty

    def add_line(self, line: QWidget) -> None:
        """Put a line under what the setting means."""
        self._words.addWidget(line)

    def say_fault(self, sentence: str) -> None:
        """Say under the setting why what was typed can't be applied; "": it can."""
        if self._fault is None:
            if not sentence:
                return
            self._fault = label(
                "", role="small", tone="bad", wrap=True, object_name=f"preference_{self.field}_fault"
            )
            self.add_line(self._fault)
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))

    def matches(self, typed: str) -> bool:
        """Whether all words that were searched for stand in this setting."""
        return all(word in self._searched for word in search_words(typed))

    def set_dimmed(self, dimmed: bool) -> None:
        """Step back while something else is searched for."""
        self._title.set_tone("disabled" if dimmed else "text")
        self._hint.set_tone("disabled" if dimmed else "muted")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(2)
        head.addWidget(self._title)
        head.addWidget(self.reset)
        head.addStretch(1)
        words = self._words = QVBoxLayout()
        words.setSpacing(1)
        words.addLayout(head)
        words.addWidget(self._hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 9, 0, 9)
        row.setSpacing(24)
        row.addLayout(words, 1)
        row.addWidget(self.control, 0, Qt.AlignmentFlag.AlignVCenter)
