# SPDX-License-Identifier: MIT
"""Rows are drawn without seams, money with its muted zeros, lines as whole pixels."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from fxdesk.ui import paint, theme
from fxdesk.ui.tokens import LIGHT
from tests.ui.pixels import counted


def canvas(width: int, height: int, ratio: float = 1.0) -> QImage:
    image = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(0xFFFFFFFF)
    return image


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 1.75, 2.0])
def test_that_cells_of_a_row_join_without_a_seam(ratio: float) -> None:
    image = canvas(200, 36, ratio)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for left, width in ((0, 61), (61, 33), (94, 106)):
        paint.row_ground(painter, QRect(left, 0, width, 36), selected=True, line=False)
    painter.end()
    assert set(counted(image)) == {LIGHT.sel.lower()}


@pytest.mark.parametrize(
    ("look", "colour"),
    [
        ({}, LIGHT.base),
        ({"hovered": True}, LIGHT.hover),
        ({"uncertain": True, "hovered": True}, LIGHT.warn_tint),
        ({"selected": True, "uncertain": True}, LIGHT.sel),
        ({"selected": True, "active": False}, LIGHT.sel_off),
        ({"raised": True}, LIGHT.raised),
    ],
)
def test_that_each_row_has_its_ground(look: dict[str, bool], colour: str) -> None:
    image = canvas(40, 36)
    painter = QPainter(image)
    paint.row_ground(painter, image.rect(), **look)
    painter.end()
    assert image.pixelColor(20, 18).name() == colour.lower()
    assert image.pixelColor(20, 35).name() == LIGHT.line.lower()


def test_that_zeros_after_the_second_decimal_are_muted_and_decimals_align() -> None:
    dress = theme.current()
    columns = []
    for figures in ("0.6500", "0.6512"):
        image = canvas(80, 36)
        painter = QPainter(image)
        paint.money(painter, image.rect(), figures, dress.font(), dress.colour("text"), dress.colour("bad"))
        painter.end()
        red = [
            x
            for x in range(80)
            for y in range(36)
            if image.pixelColor(x, y).red() - image.pixelColor(x, y).blue() > 90
        ]
        columns.append(
            min(x for x in range(80) for y in range(36) if image.pixelColor(x, y).lightness() < 120)
        )
        assert bool(red) == figures.endswith("00")
        assert not red or min(red) > 45
    assert columns[0] == columns[1]


def test_that_a_ring_around_a_row_closes_at_both_ends() -> None:
    image = canvas(90, 36)
    painter = QPainter(image)
    for index in range(3):
        paint.row_ring(painter, QRect(index * 30, 0, 30, 36), first=index == 0, last=index == 2)
    painter.end()
    focus = LIGHT.focus.lower()
    assert image.pixelColor(0, 18).name() == image.pixelColor(89, 18).name() == focus
    assert image.pixelColor(45, 0).name() == image.pixelColor(45, 35).name() == focus
    assert image.pixelColor(30, 18).name() == image.pixelColor(45, 18).name() == "#ffffff"


def test_that_a_ring_inside_a_rectangle_is_two_pixels_wide() -> None:
    image = canvas(90, 36)
    painter = QPainter(image)
    paint.focus_ring(painter, image.rect())
    painter.end()
    focus = LIGHT.focus.lower()
    assert [image.pixelColor(x, 18).name() for x in (0, 1, 2)] == [focus, focus, "#ffffff"]
    assert [image.pixelColor(x, 18).name() for x in (87, 88, 89)] == ["#ffffff", focus, focus]


def test_that_text_without_room_is_elided() -> None:
    dress = theme.current()
    image = canvas(60, 36)
    painter = QPainter(image)
    paint.text(painter, QRect(0, 0, 30, 36), "Blue Whale Food", dress.font(), dress.colour("text"))
    painter.end()
    assert set(counted(image.copy(32, 0, 28, 36))) == {"#ffffff"}
    assert len(counted(image)) > 1


@pytest.mark.parametrize("state", [paint.RowButton.NEAR, paint.RowButton.OVER, paint.RowButton.PRESSED])
def test_that_a_row_button_is_outlined_near_the_mouse_only(state: paint.RowButton) -> None:
    image = canvas(80, 30)
    painter = QPainter(image)
    paint.row_button_ground(painter, QRect(2, 2, 76, 26), paint.RowButton.REST)
    paint.row_button_ground(painter, QRect(2, 2, 76, 26), paint.RowButton.OFF)
    assert set(counted(image)) == {"#ffffff"}
    paint.row_button_ground(painter, QRect(2, 2, 76, 26), state)
    painter.end()
    assert image.pixelColor(40, 2).name() != "#ffffff"
