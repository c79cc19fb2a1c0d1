# SPDX-License-Identifier: MIT
from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from fxdesk.core.catalogue import Catalogue
from fxdesk.ui.country_list import CountryListModel

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def test_that_the_model_keeps_qts_rules_from_service_to_service(catalogue: Catalogue) -> None:
    model = CountryListModel()
    QAbstractItemModelTester(model, FATAL, model)
    model.show(catalogue.countries("1096"))
    model.show(catalogue.countries("nothing"))
    model.show(catalogue.countries("1102"))
    assert model.rowCount() == 17


def test_that_a_row_reads_name_dial_code_and_price(catalogue: Catalogue) -> None:
    model = CountryListModel()
    model.show(catalogue.countries("1096"))
    row = model.index(model.row_of("mys"))
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "Malaysia, +60, 0.1550"
    assert row.data(Qt.ItemDataRole.UserRole) == "mys"
    odd = model.index(model.row_of("xq9"))
    assert odd.data(Qt.ItemDataRole.AccessibleTextRole) == "Somewhere else, 0.4850"
