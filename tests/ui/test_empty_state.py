# SPDX-License-Identifier: MIT
"""An empty page says what is missing and what to do next."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fxdesk.ui.buttons import Button
from fxdesk.ui.empty_state import EmptyState, Step


def words(state: EmptyState) -> list[str]:
    return [label.text() for label in state.findChildren(QLabel) if label.isVisible()]


def test_that_all_its_words_are_in_view(qtbot: QtBot) -> None:
    steps = [Step("log-in", "Sign in", "With your API name."), Step("filter", "Pick a service", "Type.")]
    state = EmptyState(
        "No numbers yet", "Rent one.", steps=steps, buttons=[Button("Sign in…")], footnote="For you only."
    )
    qtbot.addWidget(state)
    state.resize(800, 500)
    state.show()
    assert set(words(state)) == {
        "No numbers yet",
        "Rent one.",
        "Sign in",
        "With your API name.",
        "Pick a service",
        "Type.",
        "For you only.",
    }


def test_that_its_words_can_change(qtbot: QtBot) -> None:
    state = EmptyState("No numbers yet", "Rent one.", steps=[Step("filter", "Pick", "Type.")])
    qtbot.addWidget(state)
    state.resize(800, 500)
    state.show()
    state.say("Nothing matches 'lum x'", "Clear the filter.")
    assert words(state) == ["Nothing matches 'lum x'", "Clear the filter."]
