# SPDX-License-Identifier: MIT
"""Whatever others wrote is shown letter by letter, never as markup."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextDocumentFragment
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from fxdesk.ui import safe

HOSTILE = '<b>Update</b> <a href="http://x.example">here</a> &amp; <img src="http://x.example/a.png">'


def test_that_a_label_shows_markup_as_it_is(qtbot: QtBot) -> None:
    shown, plain = safe.label(HOSTILE), safe.label("x" * 60)
    for label in (shown, plain):
        qtbot.addWidget(label)
    assert shown.textFormat() == Qt.TextFormat.PlainText
    assert not shown.openExternalLinks()
    raw = QLabel(HOSTILE)
    qtbot.addWidget(raw)
    assert shown.sizeHint().width() > raw.sizeHint().width(), "the tags take room because they are shown"


def test_that_a_box_shows_markup_as_it_is(qtbot: QtBot) -> None:
    made = safe.box(
        None,
        "Question",
        HOSTILE,
        [
            safe.Choice("Keep & go", QMessageBox.ButtonRole.AcceptRole),
            safe.Choice("Stay", QMessageBox.ButtonRole.RejectRole),
        ],
        default=1,
        escape=1,
    )
    qtbot.addWidget(made)
    assert made.textFormat() == Qt.TextFormat.PlainText
    assert made.text() == HOSTILE
    assert [button.text() for button in made.buttons()] == ["Keep && go", "Stay"]
    assert made.defaultButton().text() == "Stay"


@pytest.mark.parametrize("text", [HOSTILE, "plain", "5 < 6 & 7", "line\nline", "a &lt; b"])
def test_that_a_tooltip_reads_as_it_was_written(qtbot: QtBot, text: str) -> None:
    button = QPushButton("x")
    qtbot.addWidget(button)
    safe.set_tooltip(button, text)
    tooltip = button.toolTip()
    read = QTextDocumentFragment.fromHtml(tooltip).toPlainText() if tooltip != text else tooltip
    assert read.replace("\u2028", "\n").replace("\n", " ") == text.replace("\n", " ")
    assert button.accessibleDescription() == text


def test_that_an_action_can_have_a_tooltip_too(qtbot: QtBot) -> None:
    action = QAction("Copy")
    safe.set_tooltip(action, "Copies <the code>")
    assert "&lt;the code&gt;" in action.toolTip()


def test_that_an_ampersand_is_no_shortcut() -> None:
    assert safe.literal("Salt & Pepper") == "Salt && Pepper"


def test_that_an_elided_label_says_all_of_it_in_its_tooltip(qtbot: QtBot) -> None:
    label = safe.ElidedLabel("a very long name of an account that has no room here")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.toolTip() == label.whole_text()
    label.resize(2000, 20)
    assert label.text() == label.whole_text()
    assert label.toolTip() == ""
