# SPDX-License-Identifier: MIT
"""Buttons show what they are, where the focus is, and what they tell while they can't be pressed."""

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.ui.buttons import Button, IconButton, Kind
from fxdesk.ui.theme import Theme
from tests.ui.pixels import colours, counted
from tests.ui.test_tokens import contrast


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    host = QWidget()
    row = QHBoxLayout(host)
    row.addWidget(QLineEdit())
    qtbot.addWidget(host)
    with qtbot.waitExposed(host):
        host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    return host


def put(host: QWidget, button: QPushButton | IconButton) -> None:
    layout = host.layout()
    assert layout is not None
    layout.addWidget(button)
    button.show()


@pytest.mark.parametrize("kind", ["outline", "quiet", "link", "segment"])
def test_that_the_focus_is_a_ring_and_moves_nothing(host: QWidget, dress: Theme, kind: Kind) -> None:
    button = Button("Cancel", kind=kind, checkable=kind == "segment")
    put(host, button)
    before = button.sizeHint()
    assert colours(button)[dress.tokens.focus.lower()] < button.width()
    button.setFocus()
    assert colours(button)[dress.tokens.focus.lower()] > 2 * (button.width() + button.height())
    assert button.sizeHint() == before


def test_that_the_filled_button_has_a_ring_in_the_colour_of_text(host: QWidget, dress: Theme) -> None:
    button = Button("Get number", kind="primary")
    put(host, button)
    assert dress.tokens.text.lower() not in colours(button)
    button.setFocus()
    assert colours(button)[dress.tokens.text.lower()] > 2 * (button.width() + button.height())


@pytest.mark.parametrize("kind", ["primary", "quiet"])
@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_that_a_countdown_on_a_disabled_button_can_be_read(
    host: QWidget, dress: Theme, kind: Kind, appearance: str
) -> None:
    dress.dress("dark" if appearance == "dark" else "light")
    button = Button("42 s", kind=kind)
    put(host, button)
    button.setEnabled(False)
    assert _best_contrast(button) < 4.5
    button.set_telling(True)
    assert _best_contrast(button) >= 4.5


def test_that_an_icon_button_has_a_name(qtbot: QtBot) -> None:
    button = IconButton("log-out", "Sign out", object_name="signOutButton")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "Sign out"
    assert not button.icon().isNull()


def test_that_a_checked_quiet_button_shows_it(host: QWidget, dress: Theme) -> None:
    button = Button("Follow", kind="quiet", icon="arrow-down", checkable=True)
    put(host, button)
    button.setChecked(True)
    assert dress.tokens.accent_tint.lower() in colours(button)


def _best_contrast(button: QPushButton) -> float:
    # Taken with what stands behind it, which a quiet button lets through.
    inner = button.geometry().adjusted(8, 4, -8, -4)
    image = button.window().grab(inner).toImage()
    shades = counted(image)
    ground = shades.most_common(1)[0][0]
    return max(contrast(shade, ground) for shade in shades)
