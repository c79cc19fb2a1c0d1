# SPDX-License-Identifier: MIT
"""A language that is chosen is spoken at once, and nothing that the window showed is lost."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from fxdesk.app.run import House
from fxdesk.core.notice import Notice, Rank, Topic
from fxdesk.core.redact import Redactor
from fxdesk.simulator import Simulator
from fxdesk.store.credentials import MemoryCredentials
from fxdesk.store.profile import Profile
from fxdesk.store.settings import Settings
from fxdesk.ui import language, theme


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = Profile(tmp_path / "profile")
    made.make()
    return made


@pytest.fixture
def house(qapp: QApplication, qtbot: QtBot, profile: Profile) -> Iterator[House]:
    theme.install(qapp)
    # As in the program: the window says itself when all is stopped.
    qapp.setQuitOnLastWindowClosed(False)
    with Simulator(rows=200) as simulator:
        options = Namespace(lang=language.ENGLISH, smoke=False, demo=False)
        house = House(options, profile, Redactor(), simulator.url, MemoryCredentials(), qapp)
        yield house
        house.window.closed.disconnect()
        stopped: list[bool] = []
        house.link.stopped.connect(lambda: stopped.append(True))
        house.link.stop()
        qtbot.waitUntil(lambda: bool(stopped))
        spoken = house.findChild(language.Language)
        assert isinstance(spoken, language.Language)
        spoken.speak(language.ENGLISH)
        house.window.deleteLater()
        house.deleteLater()


def test_that_a_chosen_language_is_spoken_at_once_and_kept(
    house: House, qtbot: QtBot, profile: Profile
) -> None:
    first = house.window
    services = first.sidebar.picker.finder.list
    qtbot.waitUntil(lambda: services.model().rowCount() > 1)
    house.link.noticed.emit(Notice("prices", Topic.PRICES_SKIPPED, Rank.WARN, facts=(("skipped", "3"),)))
    action = first.findChild(QAction, f"actionLanguage_{language.CHINESE}")
    assert action is not None
    assert first.clipboard.copy_paper("482913", secret=True)
    action.trigger()
    second = house.window
    assert second is not first
    # What lies in the clipboard is cleared in its time by the new window too.
    second.clipboard.clear_now()
    assert QGuiApplication.clipboard().text() == ""
    button = second.findChild(QPushButton, "getNumberButton")
    assert button is not None
    assert button.text() == "取号"
    assert second.sidebar.picker.finder.list.model().rowCount() > 1
    assert "3" in second.numbers.strip.text()
    assert house.link.preferences.language == language.CHINESE
    qtbot.waitUntil(lambda: not shiboken6.isValid(first))
    qtbot.waitUntil(lambda: Settings(profile.folder).load().language == language.CHINESE)
