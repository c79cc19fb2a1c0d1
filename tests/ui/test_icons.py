# SPDX-License-Identifier: MIT
"""Icons are drawn for the pixels they take, in the colour they are asked for."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QAction, QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fxdesk.ui import icons, paint
from fxdesk.ui.theme import Theme
from fxdesk.ui.tokens import DARK, LIGHT

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def drawing(qapp: object) -> ModuleType:
    spec = importlib.util.spec_from_file_location("icon_drawing", ROOT / "packaging" / "icons.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_that_the_sheets_are_what_the_drawings_give(drawing: ModuleType) -> None:
    assert drawing.outdated() == [], "run: python packaging/icons.py"


@pytest.mark.parametrize("ratio", icons.RATIOS)
@pytest.mark.parametrize("size", icons.SIZES)
def test_that_an_icon_has_exactly_the_pixels_of_its_screen(ratio: float, size: int) -> None:
    picture = icons.pixmap("search", "text", size, ratio)
    assert picture.width() == picture.height() == int(size * ratio + 0.5)
    assert picture.devicePixelRatio() == ratio


@pytest.mark.parametrize("ratio", [*icons.RATIOS, 1.1, 2.25])
def test_that_drawing_an_icon_does_not_blur_it(ratio: float) -> None:
    picture = icons.pixmap("refresh", QColor("#000000"), 16, ratio)
    canvas = QImage(80, 80, QImage.Format.Format_ARGB32_Premultiplied)
    canvas.setDevicePixelRatio(ratio)
    canvas.fill(0)
    painter = QPainter(canvas)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    paint.draw_icon(painter, 7.3, 5.1, picture)
    painter.end()
    x, y = round(7.3 * ratio), round(5.1 * ratio)
    drawn = canvas.copy(x, y, picture.width(), picture.height())
    drawn.setDevicePixelRatio(1)
    plain = picture.toImage().convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    plain.setDevicePixelRatio(1)
    assert drawn == plain


def test_that_an_icon_takes_the_colour_of_its_role(dress: Theme) -> None:
    assert _strongest(icons.pixmap("check", "ok")) == LIGHT.ok.lower()
    dress.dress("dark")
    assert _strongest(icons.pixmap("check", "ok")) == DARK.ok.lower()


def test_that_asking_twice_gives_the_same_pixmap() -> None:
    one, other = icons.pixmap("copy", "text"), icons.pixmap("copy", "text")
    assert one.cacheKey() == other.cacheKey()


def test_that_buttons_with_one_icon_share_its_pictures(qapp: object) -> None:
    shown = {
        icon.pixmap(icons.icon_size(gap=gap), mode).cacheKey()
        for gap in (False, True)
        for _ in range(20)
        for icon in (icons.icon("copy", gap=gap), icons.loader_icon(3, "text2"))
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled)
    }
    # Two pictures, in two widths and two modes, however many show them.
    assert len(shown) <= 8


def test_that_an_unknown_icon_is_a_fault() -> None:
    with pytest.raises(KeyError):
        icons.pixmap("no-such-icon", "text")
    with pytest.raises(KeyError):
        icons.pixmap("no-such-icon", "text", 16, 1.1)


def test_that_the_loader_turns_all_the_way_round() -> None:
    steps = [icons.loader(step, "text", 20, 2.0).toImage() for step in range(13)]
    assert all(one != other for index, one in enumerate(steps[:12]) for other in steps[index + 1 : 12])
    assert steps[12] == steps[0]


def test_that_a_given_icon_follows_the_palette_and_greys_when_disabled(qtbot: QtBot, dress: Theme) -> None:
    button = QPushButton("Copy")
    qtbot.addWidget(button)
    icons.give(button, "copy", "text2", gap=True)
    assert button.iconSize().width() == 20
    assert _strongest(button.icon().pixmap(20, 16)) == LIGHT.text2.lower()
    assert _strongest(button.icon().pixmap(20, 16, QIcon.Mode.Disabled)) == LIGHT.disabled.lower()
    dress.dress("dark")
    assert _strongest(button.icon().pixmap(20, 16)) == DARK.text2.lower()


def test_that_giving_another_icon_replaces_the_wish(dress: Theme) -> None:
    action = QAction()
    icons.give(action, "copy", "text2")
    icons.give(action, "check", "ok")
    dress.dress("dark")
    wanted = icons.pixmap("check", "ok").toImage()
    assert action.icon().pixmap(16, 16).toImage() == wanted.convertToFormat(wanted.format())


def test_that_the_program_has_its_own_icon_in_every_size_of_windows() -> None:
    sizes = {size.width() for size in icons.application_icon().availableSizes()}
    assert {16, 32, 48, 256} <= sizes


def test_that_every_drawing_is_ours_and_in_line_with_the_others(drawing: ModuleType) -> None:
    assert len(drawing.names()) >= 45
    for name in drawing.names():
        text = (ROOT / "resources" / "icons" / f"{name}.svg").read_text()
        assert 'viewBox="0 0 24 24"' in text
        assert 'stroke-width="2" stroke-linecap="round" stroke-linejoin="round"' in text
        assert "SPDX-License-Identifier: MIT" in text


def _strongest(picture: QPixmap) -> str:
    image = picture.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    points = [(x, y) for y in range(image.height()) for x in range(image.width())]
    return max((image.pixelColor(x, y) for x, y in points), key=lambda colour: colour.alpha()).name()
