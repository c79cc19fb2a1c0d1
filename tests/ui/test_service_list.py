# SPDX-License-Identifier: MIT
from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from fxdesk.core.catalogue import Catalogue
from fxdesk.core.clock import Stamp
from fxdesk.core.model import CountryId, Offer, ServiceId
from fxdesk.core.word_search import search_words
from fxdesk.ui.frame_list import FrameList
from fxdesk.ui.service_list import ServiceDelegate, ServiceListModel, draw_matched

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def test_that_the_model_keeps_qts_rules_while_it_is_filtered_and_starred(catalogue: Catalogue) -> None:
    model = ServiceListModel()
    QAbstractItemModelTester(model, FATAL, model)
    model.star(frozenset())
    model.show(catalogue.search("lum"), search_words("lum"), frozenset())
    model.star(frozenset({"1096"}))
    model.show((), (), frozenset())
    model.show(catalogue.services, (), frozenset())
    assert model.rowCount() == 1204


def test_that_a_row_reads_as_a_sentence(catalogue: Catalogue) -> None:
    model = ServiceListModel()
    model.show(catalogue.search("lumen"), search_words("lumen"), frozenset({"1096"}))
    row = model.index(model.row_of("1096"))
    said = row.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Lumen Mail 明灯邮箱, favourite, from 0.0450"
    assert row.data(Qt.ItemDataRole.UserRole) == "1096"
    assert (
        model.index(model.row_of("1102")).data(Qt.ItemDataRole.AccessibleTextRole)
        == "Lumen Drive, from 0.0450"
    )
    assert model.row_of("nothing") == -1


def test_that_markup_in_a_name_stays_text_in_the_tooltip() -> None:
    evil = Offer(ServiceId("1"), "<b>Lumen</b>", CountryId("idn"), "x", Decimal("0.1"))
    catalogue = Catalogue.build([evil], Stamp(0, "b", 0))
    model = ServiceListModel()
    model.show(catalogue.services, (), frozenset())
    assert "<b>" not in model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(0).data() == "<b>Lumen</b>"


def test_that_a_long_name_is_cut_before_the_price(qtbot: QtBot) -> None:
    canvas = QImage(200, 28, QImage.Format.Format_RGB32)
    for name in ("Lumen " * 20, "لومن بريد " * 9, "明灯邮箱" * 20):
        painter = QPainter(canvas)
        assert draw_matched(painter, canvas.rect().adjusted(0, 0, -100, 0), name, ("lumen",)) <= 101
        painter.end()


def test_that_the_price_column_stands_still_when_a_scroll_bar_comes(
    qtbot: QtBot, catalogue: Catalogue
) -> None:
    rows = FrameList(name="Services", object_name="serviceList")
    model = ServiceListModel(rows)
    rows.setModel(model)
    rows.setItemDelegate(ServiceDelegate(model, rows))
    qtbot.addWidget(rows)
    rows.resize(QSize(254, 145))
    rows.show()
    model.show(catalogue.services[:3], (), frozenset())
    qtbot.waitUntil(lambda: not rows.verticalScrollBar().isVisible())
    without = rows.viewport().width()
    model.show(catalogue.services, (), frozenset())
    qtbot.waitUntil(rows.verticalScrollBar().isVisible)
    assert rows.viewport().width() == without == 240
    assert rows.viewport().height() % rows.row_height() == 0
