# SPDX-License-Identifier: MIT
"""A change of the language puts another window in the place of the first, which then hears nothing more."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fxdesk.core.catalogue import Catalogue
from fxdesk.core.lease_state import State
from fxdesk.core.model import LeaseId
from fxdesk.core.notice import Notice, PricesProgress, Rank, Topic, Watch
from fxdesk.ui import theme
from fxdesk.ui.main_window import MainWindow
from tests.ui import samples
from tests.ui.fake_link import START, FakeLink


def tell_everything(link: FakeLink) -> None:
    """Let the link tell of all that it can tell of."""
    link.set_accounts(samples.account_state())
    link.catalogue_changed.emit(Catalogue.build(samples.offers(40), START))
    link.leases_loaded.emit(samples.leases_in_each_state())
    link.lease_changed.emit(samples.lease(State.RECEIVED, 40))
    link.leases_cleared.emit((LeaseId(40),))
    link.prices_progress.emit(PricesProgress(True, 1000))
    link.noticed.emit(Notice("code 7", Topic.CODE_ARRIVED, Rank.OK, LeaseId(7)))
    link.withdrawn.emit("code 7")
    link.purchase.buying_changed.emit(True)
    link.purchase.buying_changed.emit(False)
    link.watch_changed.emit(Watch(5, START.elapsed + 2, True))
    link.keyring_waiting.emit(True)
    link.papers.timeline_ready.emit((LeaseId(7), ()))
    link.change_preferences(compact_rows=True)


def test_that_a_replaced_window_hears_nothing_more(
    qtbot: QtBot, fake_link: FakeLink, qapp: QApplication
) -> None:
    old = MainWindow(fake_link.link)
    old.show()
    tell_everything(fake_link)
    old.numbers.show_lease(LeaseId(7))
    new = MainWindow(fake_link.link)
    qtbot.addWidget(new)
    new.show()
    old.hide()
    old.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(old)
    with qtbot.captureExceptions() as exceptions:
        tell_everything(fake_link)
        theme.current().dress("dark")
        qapp.processEvents()
    assert not exceptions
    assert len(new.numbers.model.leases()) == len(samples.leases_in_each_state())
