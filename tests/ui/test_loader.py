# SPDX-License-Identifier: MIT
"""Loaders turn while something is awaited and never otherwise."""

from pytestqt.qtbot import QtBot

from fxdesk.ui.loader import Loader


def test_that_loaders_turn_only_while_something_is_awaited(qtbot: QtBot) -> None:
    loader = Loader()
    assert not loader.turning()
    loader.await_("purchase", True)
    with qtbot.waitSignal(loader.turned) as told:
        pass
    assert told.args == [1]
    loader.await_("prices", True)
    loader.await_("purchase", False)
    assert loader.turning()
    loader.await_("prices", False)
    assert not loader.turning()
