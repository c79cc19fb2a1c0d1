# SPDX-License-Identifier: MIT
"""The lasting marks say what they are for, in words."""

from pytestqt.qtbot import QtBot

from fxdesk.ui.bands import DemoBand, NotEncryptedMark
from fxdesk.ui.tokens import LIGHT
from tests.ui.pixels import colours


def test_that_the_demo_says_that_nothing_costs(qtbot: QtBot) -> None:
    band = DemoBand()
    qtbot.addWidget(band)
    assert band.objectName() == "demoBand"
    assert band.text() == "Demo: nothing costs"
    assert band.toolTip()


def test_that_an_open_connection_is_marked_in_amber(qtbot: QtBot) -> None:
    mark = NotEncryptedMark()
    qtbot.addWidget(mark)
    assert mark.objectName() == "notEncryptedMark"
    assert mark.text() == "Not encrypted"
    assert LIGHT.warn_tint.lower() in colours(mark)
    assert LIGHT.warn.lower() in colours(mark)
