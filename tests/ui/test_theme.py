# SPDX-License-Identifier: MIT
"""The window follows the system's colours, and the person's choices, while it is open."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fxdesk.ui.buttons import Button
from fxdesk.ui.safe import label
from fxdesk.ui.theme import Theme
from fxdesk.ui.tokens import DARK, LIGHT, TypeRole
from tests.ui.pixels import colours, ground


def test_that_an_open_window_follows_the_system_into_the_dark(
    qtbot: QtBot, qapp: QApplication, dress: Theme
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(60, 40)
    window.show()
    assert ground(window) == LIGHT.window.lower()
    with qtbot.waitSignal(dress.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert ground(window) == DARK.window.lower()
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert ground(window) == LIGHT.window.lower()


def test_that_a_chosen_palette_stays_when_the_system_changes(qapp: QApplication, dress: Theme) -> None:
    dress.dress("dark")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert dress.dark
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == DARK.base.lower()


def test_that_controls_and_icons_change_with_the_palette(qtbot: QtBot, dress: Theme) -> None:
    host = QWidget()
    row = QHBoxLayout(host)
    button = Button("Copy", icon="copy")
    row.addWidget(button)
    qtbot.addWidget(host)
    host.show()
    assert LIGHT.text.lower() in colours(button)
    dress.dress("dark")
    assert DARK.text.lower() in colours(button)
    assert DARK.base.lower() in colours(button)
    assert LIGHT.text.lower() not in colours(button)


def test_that_high_contrast_strengthens_outlines(qtbot: QtBot, dress: Theme) -> None:
    button = QPushButton("Cancel")
    qtbot.addWidget(button)
    button.resize(120, 32)
    assert LIGHT.muted.lower() not in colours(button)
    dress.dress(high_contrast=True)
    assert LIGHT.muted.lower() in colours(button)


def test_that_text_size_grows_text_and_controls(qtbot: QtBot, dress: Theme) -> None:
    title = label("Get a number", role="title")
    button = Button("Get number", kind="primary", height=36)
    qtbot.addWidget(title)
    qtbot.addWidget(button)
    title.ensurePolished()
    before = QFontInfo(title.font()).pixelSize()
    dress.dress(text_percent=200)
    title.ensurePolished()
    assert QFontInfo(title.font()).pixelSize() == 2 * before
    assert button.height() > 60
    assert dress.font("figure").pixelSize() > dress.font("body").pixelSize()


def test_that_all_digits_are_equally_wide(dress: Theme, qtbot: QtBot) -> None:
    roles: tuple[TypeRole, ...] = ("small", "body", "figure")
    for role in roles:
        metrics = QFontMetricsF(dress.font(role))
        assert len({round(metrics.horizontalAdvance(digit)) for digit in "0123456789"}) == 1
    shown = label("0123456789", role="price")
    qtbot.addWidget(shown)
    shown.ensurePolished()
    assert "tnum" in shown.font().toString()


def test_that_selection_keeps_the_colours_of_states(qapp: QApplication) -> None:
    part, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = qapp.palette()
    assert palette.color(group.Active, part.Highlight).name() == LIGHT.sel.lower()
    assert palette.color(group.Inactive, part.Highlight).name() == LIGHT.sel_off.lower()
    assert palette.color(group.Active, part.HighlightedText).name() == LIGHT.text.lower()
