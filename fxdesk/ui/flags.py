# SPDX-License-Identifier: MIT
"""Draws the flag of a country id: the system's emoji where it draws one, else a tile with two letters."""

from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QPixmap

from fxdesk.core.country import alpha2
from fxdesk.ui import theme
from fxdesk.ui.tokens import RADIUS_FLAG

WIDTH = 20
HEIGHT = 15

_PAST_OPACITY = 0.6
_LINE_OPACITY = 0.16
_EMOJI_PIXELS = 64
_REGIONAL_A = 0x1F1E6


def flag(country_id: str, ratio: float = 1.0, *, past: bool = False) -> QPixmap:
    """Return the 20 × 15 flag of a service's country id; any id has one. `past` fades it for a closed row."""
    return _flag(country_id, ratio, past, theme.current().dark, theme.current().high_contrast)


@cache
def system_draws_flags() -> bool:
    """Tell, by drawing one, whether the system's fonts have flags rather than pairs of letters."""
    picture = _emoji("JP")
    found = _drawn(picture)
    if found.isEmpty():
        return False
    # A flag is a coloured field; a pair of letters is strokes in the colour of the text.
    coloured = sum(
        1
        for y in range(found.top(), found.bottom() + 1, 2)
        for x in range(found.left(), found.right() + 1, 2)
        if picture.pixelColor(x, y).alpha() > 128
    )
    red = any(
        picture.pixelColor(x, y).saturation() > 120
        for y in range(found.top(), found.bottom() + 1, 2)
        for x in range(found.left(), found.right() + 1, 2)
    )
    return red and coloured * 4 > found.width() * found.height() * 0.7


@cache
def _flag(country_id: str, ratio: float, past: bool, dark: bool, high_contrast: bool) -> QPixmap:
    code = alpha2(country_id)
    canvas = QImage(round(WIDTH * ratio), round(HEIGHT * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    canvas.setDevicePixelRatio(ratio)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    if past:
        painter.setOpacity(_PAST_OPACITY)
    shape = QRectF(0, 0, WIDTH, HEIGHT)
    if code and system_draws_flags():
        _draw_emoji(painter, shape, code)
    else:
        _draw_tile(painter, shape, code or country_id[:2].upper())
    painter.end()
    return QPixmap.fromImage(canvas)


def _draw_emoji(painter: QPainter, shape: QRectF, code: str) -> None:
    picture = _emoji(code)
    source = QRectF(_drawn(picture))
    # A waving flag has no straight edges: take the part of it that has the tile's form.
    source.adjust(
        source.width() * 0.04, source.height() * 0.08, -source.width() * 0.04, -source.height() * 0.08
    )
    excess = source.width() - source.height() * WIDTH / HEIGHT
    if excess > 0:
        source.adjust(excess / 2, 0, -excess / 2, 0)
    else:
        rest = source.height() - source.width() * HEIGHT / WIDTH
        source.adjust(0, rest / 2, 0, -rest / 2)
    clip = QPainterPath()
    clip.addRoundedRect(shape, RADIUS_FLAG, RADIUS_FLAG)
    painter.setClipPath(clip)
    painter.drawImage(shape, picture, source)
    painter.setClipping(False)
    line = QColor(Qt.GlobalColor.black)
    line.setAlphaF(_LINE_OPACITY)
    painter.setPen(QPen(line, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(shape.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_FLAG - 0.5, RADIUS_FLAG - 0.5)


def _draw_tile(painter: QPainter, shape: QRectF, letters: str) -> None:
    dress = theme.current()
    painter.setPen(QPen(dress.colour("control"), 1))
    painter.setBrush(dress.colour("raised"))
    painter.drawRoundedRect(shape.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_FLAG, RADIUS_FLAG)
    font = QFont(dress.font("small", 600))
    font.setPixelSize(9)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(dress.colour("text2"))
    bounds = metrics.tightBoundingRect(letters)
    painter.drawText(
        QPointF((WIDTH - metrics.horizontalAdvance(letters)) / 2, (HEIGHT + bounds.height()) / 2), letters
    )


def _emoji(code: str) -> QImage:
    sequence = "".join(chr(_REGIONAL_A + ord(letter) - ord("A")) for letter in code)
    font = QFont(theme.current().font("body"))
    font.setPixelSize(_EMOJI_PIXELS)
    side = _EMOJI_PIXELS * 3
    canvas = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.black)
    painter.drawText(QRectF(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, sequence)
    painter.end()
    return canvas


def _drawn(picture: QImage) -> QRect:
    alpha = picture.convertToFormat(QImage.Format.Format_Alpha8)
    width, stride, data = alpha.width(), alpha.bytesPerLine(), bytes(alpha.constBits())
    rows = [data[y * stride : y * stride + width] for y in range(alpha.height())]
    filled = [y for y, row in enumerate(rows) if row.strip(b"\0")]
    if not filled:
        return QRect()
    left = min(len(rows[y]) - len(rows[y].lstrip(b"\0")) for y in filled)
    right = max(len(rows[y].rstrip(b"\0")) for y in filled)
    return QRect(left, filled[0], right - left, filled[-1] - filled[0] + 1)
