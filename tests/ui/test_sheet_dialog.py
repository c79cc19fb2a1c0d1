# SPDX-License-Identifier: MIT
"""Dialogs are as high as their words, with the main act rightmost."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fxdesk.ui.buttons import Button
from fxdesk.ui.safe import label
from fxdesk.ui.sheet_dialog import SheetDialog
from fxdesk.ui.theme import Theme

SENTENCE = "A number left open is charged if its SMS arrives before the service closes it. "


def test_that_no_word_is_cut_off(qtbot: QtBot, dress: Theme) -> None:
    dialog = SheetDialog("Leave", width=400)
    words = label(SENTENCE * 3, wrap=True)
    dialog.body.addWidget(words)
    dialog.add_act(Button("Leave", kind="primary"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.width() == 400
    assert words.height() >= words.heightForWidth(words.width())
    low = dialog.height()
    dress.dress(text_percent=200)
    qtbot.waitUntil(lambda: dialog.height() > low)
    assert words.height() >= words.heightForWidth(words.width())


def test_that_a_dialog_that_grows_stays_on_the_screen(qtbot: QtBot, dress: Theme) -> None:
    dialog = SheetDialog("Leave", width=400)
    words = label(SENTENCE, wrap=True)
    dialog.body.addWidget(words)
    dialog.add_act(Button("Leave", kind="primary"))
    qtbot.addWidget(dialog)
    dialog.show()
    room = dialog.screen().availableGeometry()
    dialog.move(room.left(), room.bottom() - dialog.frameGeometry().height())
    words.setText(SENTENCE * 12)
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()) > 100)
    qtbot.waitUntil(lambda: room.contains(dialog.frameGeometry()))


def test_that_the_way_out_stands_left_and_the_main_act_right(qtbot: QtBot) -> None:
    dialog = SheetDialog("Leave", width=592)
    stay, leave, release = Button("Stay"), Button("Leave open"), Button("Release all", kind="primary")
    dialog.add_left(stay)
    dialog.add_act(leave)
    dialog.add_act(release)
    qtbot.addWidget(dialog)
    dialog.show()
    assert stay.x() < leave.x() < release.x()
    assert leave.x() - stay.geometry().right() > 100


def test_that_escape_is_the_way_out(qtbot: QtBot) -> None:
    dialog = SheetDialog("Leave", width=300)
    dialog.add_act(Button("Release", kind="primary"))
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_that_an_enter_that_was_held_as_the_dialog_opened_answers_nothing(qtbot: QtBot) -> None:
    dialog = SheetDialog("Question", width=300)
    button = Button("It costs", kind="primary")
    dialog.add_act(button)
    button.setDefault(True)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    qtbot.addWidget(dialog)
    dialog.show()
    for receiver in (dialog, button):
        held = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True
        )
        QCoreApplication.sendEvent(receiver, held)
    assert not pressed
    fresh = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
    QCoreApplication.sendEvent(dialog, fresh)
    assert len(pressed) == 1
