# SPDX-License-Identifier: MIT
"""Fields can be read while they are empty, cleared by hand and key, and hold only amounts that are ones."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from fxdesk.ui.fields import MoneyField, SearchField
from fxdesk.ui.theme import Theme
from tests.ui.pixels import counted, picture
from tests.ui.test_tokens import contrast


@pytest.fixture
def search(qtbot: QtBot) -> SearchField:
    field = SearchField("Filter numbers", name="Filter the numbers")
    qtbot.addWidget(field)
    field.resize(200, 32)
    field.show()
    return field


def clear_button(field: SearchField) -> QToolButton:
    found = field.findChild(QToolButton)
    assert found is not None
    return found


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_that_the_placeholder_can_be_read(search: SearchField, dress: Theme, appearance: str) -> None:
    dress.dress("dark" if appearance == "dark" else "light")
    search.clearFocus()
    written = picture(search).copy(30, 8, 160, 16)
    ground = dress.tokens.base.lower()
    strongest = max(counted(written), key=lambda colour: contrast(colour, ground))
    assert contrast(strongest, ground) >= 4.5
    # No pixel of its letters comes to more than the token itself: it is what was measured.
    assert QColor(strongest).lightness() == pytest.approx(QColor(dress.tokens.muted).lightness(), abs=12)


def test_that_a_button_clears_what_was_typed(search: SearchField, qtbot: QtBot) -> None:
    assert search.findChild(QToolButton) is None
    QTest.keyClicks(search, "lum")
    clear = clear_button(search)
    assert clear.isVisible()
    assert clear.accessibleName() == "Clear"
    assert search.rect().contains(clear.geometry())
    QTest.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert search.text() == ""
    assert not clear.isVisible()


def test_that_escape_clears_first_and_leaves_then(search: SearchField, qtbot: QtBot) -> None:
    QTest.keyClicks(search, "lum")
    with qtbot.assertNotEmitted(search.escaped):
        QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    with qtbot.waitSignal(search.escaped):
        QTest.keyClick(search, Qt.Key.Key_Escape)


def test_that_typed_text_stands_where_the_placeholder_stood(search: SearchField, qtbot: QtBot) -> None:
    before = search.textMargins().left()
    QTest.keyClicks(search, "lum")
    assert search.textMargins().left() == before >= 16


def test_that_the_field_tells_its_name_to_a_screen_reader(search: SearchField) -> None:
    assert search.accessibleName() == "Filter the numbers"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("0.5", "0.5"),
        ("0,75", "0.75"),
        ("12", "12"),
        (".5", "0.5"),
        ("1.23456", "1.2345"),
        ("", None),
        (".", None),
    ],
)
def test_that_an_amount_is_what_was_typed(qtbot: QtBot, typed: str, amount: str | None) -> None:
    field = MoneyField("off", name="Max price")
    qtbot.addWidget(field)
    QTest.keyClicks(field, typed)
    assert field.amount() == (None if amount is None else Decimal(amount))


def test_that_what_is_no_amount_cannot_be_typed(qtbot: QtBot) -> None:
    field = MoneyField("off", name="Max price")
    qtbot.addWidget(field)
    QTest.keyClicks(field, "-1e5x")
    assert field.text() == "15"


def test_that_a_change_of_the_amount_is_told(qtbot: QtBot) -> None:
    field = MoneyField("off", name="Max price")
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.amount_changed) as told:
        field.set_amount(Decimal("1E+1"))
    assert told.args == [Decimal(10)]
    assert field.text() == "10"
    field.set_amount(None)
    assert field.text() == ""


def test_that_a_wrong_entry_is_outlined(qtbot: QtBot, dress: Theme, search: SearchField) -> None:
    search.clearFocus()
    search.set_wrong(True)
    assert dress.tokens.bad.lower() in counted(picture(search))
    search.set_wrong(False)
    assert dress.tokens.bad.lower() not in counted(picture(search))
