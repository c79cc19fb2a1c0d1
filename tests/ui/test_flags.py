# SPDX-License-Identifier: MIT
"""Every country id has a flag or a tile, in the same place."""

import pytest
from PySide6.QtGui import QImage

from fxdesk.ui import flags
from fxdesk.ui.theme import Theme
from tests.ui.pixels import counted


@pytest.fixture
def no_emoji(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flags, "system_draws_flags", lambda: False)
    flags._flag.cache_clear()
    monkeypatch.setattr(flags, "_emoji", _never)


def _never(code: str) -> QImage:
    raise AssertionError("an emoji was drawn")


@pytest.fixture(autouse=True)
def fresh_flags() -> None:
    flags._flag.cache_clear()


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("country_id", ["jpn", "eng", "xyz", ""])
def test_that_every_flag_takes_the_same_place(country_id: str, ratio: float) -> None:
    picture = flags.flag(country_id, ratio)
    assert (picture.width(), picture.height()) == (round(20 * ratio), round(15 * ratio))
    assert picture.devicePixelRatio() == ratio


@pytest.mark.usefixtures("no_emoji")
def test_that_a_system_without_flags_gets_tiles_with_letters() -> None:
    malaysia, japan = flags.flag("mys", 2.0).toImage(), flags.flag("jpn", 2.0).toImage()
    assert malaysia != japan
    assert (malaysia.width(), malaysia.height()) == (40, 30)
    assert flags.flag("eng", 2.0).toImage() == flags.flag("gbr", 2.0).toImage()


def test_that_an_unknown_id_gets_a_tile_with_its_first_letters() -> None:
    assert flags.flag("xyz").toImage() != flags.flag("qqq").toImage()


def test_that_a_white_flag_is_outlined_on_white() -> None:
    flag = flags.flag("jpn").toImage().convertToFormat(QImage.Format.Format_ARGB32)
    edge = flag.pixelColor(10, 0)
    assert edge.alpha() > 0
    assert edge.lightness() < 240 or edge.alpha() < 200


def test_that_the_flag_of_a_closed_row_is_faded() -> None:
    fresh, past = flags.flag("deu").toImage(), flags.flag("deu", past=True).toImage()
    assert past.pixelColor(10, 7).alpha() == pytest.approx(fresh.pixelColor(10, 7).alpha() * 0.6, abs=6)


@pytest.mark.usefixtures("no_emoji")
def test_that_tiles_follow_the_palette(dress: Theme) -> None:
    light = counted(flags.flag("mys").toImage())
    dress.dress("dark")
    assert counted(flags.flag("mys").toImage()) != light


def test_that_asking_twice_gives_the_same_pixmap() -> None:
    assert flags.flag("mys").cacheKey() == flags.flag("mys").cacheKey()
