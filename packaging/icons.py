# SPDX-License-Identifier: MIT
"""Draws resources/icons/*.svg into what the program loads: alpha sheets, control images, application icons.

The sheets are committed. Drawing them at the first start instead would cost every new user the time that the
sheets are there to save, and leave a cache that can be half-written, stale or unwritable.

    python packaging/icons.py            draw all anew
    python packaging/icons.py --check    say whether what is there is what the SVGs and tokens give
"""

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from fxdesk.ui.icons import NAMES_KEY, RATIOS, SIZES, draw_alpha, pixels, sheet_name
from fxdesk.ui.tokens import DARK, LIGHT

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
APPLICATION = "fxdesk"
APPLICATION_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256, 512)
# Qt takes the picture named "@2x" for a style sheet's image on a screen of that ratio.
CONTROL_RATIOS = {1: "", 2: "@2x", 3: "@3x"}
CONTROL_SIZE = 12
TICK_SIZE = 14


def names() -> list[str]:
    """Return the names of all line icons, in the order of the sheets' columns."""
    return sorted(file.stem for file in ICONS.glob("*.svg") if file.stem != APPLICATION)


def sheet(ratio: float) -> QImage:
    """Draw all line icons in all sizes for one device pixel ratio."""
    order = names()
    drawings = [(ICONS / f"{name}.svg").read_bytes() for name in order]
    largest = pixels(max(SIZES), ratio)
    canvas = QImage(
        largest * len(order), sum(pixels(size, ratio) for size in SIZES), QImage.Format.Format_Grayscale8
    )
    canvas.fill(0)
    painter = QPainter(canvas)
    top = 0
    for size in SIZES:
        side = pixels(size, ratio)
        for column, drawing in enumerate(drawings):
            grey = draw_alpha(drawing, side)
            grey.reinterpretAsFormat(QImage.Format.Format_Grayscale8)
            painter.drawImage(column * side, top, grey)
        top += side
    painter.end()
    canvas.setText(NAMES_KEY, " ".join(order))
    return canvas


def tinted(name: str, side: int, colour: str) -> QImage:
    """Draw one line icon in one colour."""
    canvas = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(QColor(colour))
    painter = QPainter(canvas)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(0, 0, draw_alpha((ICONS / f"{name}.svg").read_bytes(), side))
    painter.end()
    return canvas


def application_icon(side: int) -> QImage:
    """Draw the application's own icon."""
    canvas = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray((ICONS / f"{APPLICATION}.svg").read_bytes())).render(
        painter, QRectF(0, 0, side, side)
    )
    painter.end()
    return canvas


def pictures() -> dict[Path, QImage]:
    """Return every picture that belongs in resources/icons, by its path there."""
    found: dict[Path, QImage] = {}
    for ratio in RATIOS:
        found[Path("sheet") / sheet_name(ratio)] = sheet(ratio)
    for ratio, suffix in CONTROL_RATIOS.items():
        for scheme, tokens in (("light", LIGHT), ("dark", DARK)):
            for name in ("chevron-down", "chevron-up"):
                found[Path("controls") / f"{name}-{scheme}{suffix}.png"] = tinted(
                    name, CONTROL_SIZE * ratio, tokens.text2
                )
        found[Path("controls") / f"tick{suffix}.png"] = tinted("check", TICK_SIZE * ratio, LIGHT.on_accent)
    for side in APPLICATION_SIZES:
        found[Path("app") / f"{side:03d}.png"] = application_icon(side)
    return found


def differs(drawn: QImage, kept: QImage) -> bool:
    """Tell whether two pictures differ by more than the rounding of another Qt release."""
    if drawn.size() != kept.size() or drawn.text(NAMES_KEY) != kept.text(NAMES_KEY):
        return True
    common = QImage.Format.Format_RGBA8888_Premultiplied
    one, other = drawn.convertToFormat(common), kept.convertToFormat(common)
    return any(abs(a - b) > 8 for a, b in zip(bytes(one.constBits()), bytes(other.constBits()), strict=True))


def outdated() -> list[str]:
    """Return the pictures that are missing, left over, or not what the SVGs and tokens give."""
    wanted = pictures()
    there = {file.relative_to(ICONS) for file in ICONS.glob("*/*.png")}
    wrong = {path for path in wanted if path not in there or differs(wanted[path], QImage(str(ICONS / path)))}
    return sorted(str(path) for path in wrong | (there - set(wanted)))


def main() -> int:
    """Draw or check all pictures; the exit code is 1 when the check found any out of date."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing, name what is out of date")
    check = parser.parse_args().check
    application = QGuiApplication.instance() or QGuiApplication([])
    if check:
        wrong = outdated()
        for name in wrong:
            print(f"out of date: {name}")
        return 1 if wrong else 0
    for old in ICONS.glob("*/*.png"):
        old.unlink()
    for path, picture in pictures().items():
        (ICONS / path).parent.mkdir(exist_ok=True)
        picture.save(str(ICONS / path))
    print(f"{len(names())} icons drawn")
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
