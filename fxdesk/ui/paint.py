# SPDX-License-Identifier: MIT
"""Draws what delegates and painted widgets share: row grounds, lines, rings, money, icons, row buttons."""

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from fxdesk.core.figures import split_money
from fxdesk.ui import theme
from fxdesk.ui.tokens import RADIUS_ROW_BUTTON

BAR_WIDTH = 3
RING_WIDTH = 2


def row_ground(
    painter: QPainter,
    rect: QRect,
    *,
    selected: bool = False,
    active: bool = True,
    hovered: bool = False,
    uncertain: bool = False,
    raised: bool = False,
    line: bool = True,
) -> None:
    """Fill one cell's ground and the hairline under it: selection before doubt, doubt before the mouse."""
    dress = theme.current()
    if selected:
        ground = dress.colour("sel" if active else "sel_off")
    elif uncertain:
        ground = dress.colour("warn_tint")
    elif hovered:
        ground = dress.colour("hover")
    else:
        ground = dress.colour("raised" if raised else "base")
    fill(painter, rect, ground)
    if line:
        hairline(painter, rect.left(), rect.bottom(), rect.width(), dress.colour("line"))


def fill(painter: QPainter, rect: QRect, colour: QColor) -> None:
    """Fill a rectangle without antialiasing, which would leave seams between cells at 150 %."""
    smooth = painter.testRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(rect, colour)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)


def hairline(
    painter: QPainter, x: int, y: int, length: int, colour: QColor, *, upright: bool = False
) -> None:
    """Draw a line of 1 px from (x, y) to the right, or downwards."""
    fill(painter, QRect(x, y, 1, length) if upright else QRect(x, y, length, 1), colour)


def left_bar(painter: QPainter, rect: QRect, colour: QColor) -> None:
    """Draw the bar at a row's left end: accent when selected, warn when uncertain, muted when not active."""
    fill(painter, QRect(rect.left(), rect.top(), BAR_WIDTH, rect.height()), colour)


def focus_ring(painter: QPainter, rect: QRect, colour: QColor | None = None, radius: float = 0) -> None:
    """Draw the 2 px ring inside `rect`."""
    shade = colour or theme.current().colour("focus")
    if radius:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(shade, RING_WIDTH))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius)
        painter.restore()
        return
    x, y, width, height = rect.x(), rect.y(), rect.width(), rect.height()
    for side in (
        QRect(x, y, width, RING_WIDTH),
        QRect(x, y + height - RING_WIDTH, width, RING_WIDTH),
        QRect(x, y, RING_WIDTH, height),
        QRect(x + width - RING_WIDTH, y, RING_WIDTH, height),
    ):
        fill(painter, side, shade)


def row_ring(painter: QPainter, cell: QRect, *, first: bool, last: bool) -> None:
    """Draw one cell's share of the ring around its whole row."""
    shade = theme.current().colour("focus")
    x, y, width, height = cell.x(), cell.y(), cell.width(), cell.height()
    fill(painter, QRect(x, y, width, RING_WIDTH), shade)
    fill(painter, QRect(x, y + height - RING_WIDTH, width, RING_WIDTH), shade)
    if first:
        fill(painter, QRect(x, y, RING_WIDTH, height), shade)
    if last:
        fill(painter, QRect(x + width - RING_WIDTH, y, RING_WIDTH, height), shade)


def outline(
    painter: QPainter, rect: QRect, border: QColor | None, ground: QColor | None, radius: float
) -> None:
    """Draw a rounded rectangle with a line of 1 px that lies on whole pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(border, 1) if border is not None else Qt.PenStyle.NoPen)
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    shape = QRectF(rect)
    if border is not None:
        shape.adjust(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(shape, radius, radius)
    painter.restore()


def draw_icon(painter: QPainter, x: float, y: float, picture: QPixmap) -> None:
    """Draw a pixmap at (x, y) in its own size: then Qt moves it to whole device pixels and it stays sharp."""
    ratio = picture.devicePixelRatio()
    target = QRectF(x, y, picture.width() / ratio, picture.height() / ratio)
    painter.drawPixmap(target, picture, QRectF(picture.rect()))


def text(
    painter: QPainter,
    rect: QRect,
    words: str,
    font: QFont,
    colour: QColor,
    *,
    right: bool = False,
    elide: bool = True,
) -> None:
    """Draw one line of plain text in the middle of `rect`'s height."""
    if elide:
        words = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(font)
    painter.setPen(colour)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)


def money(
    painter: QPainter,
    rect: QRect,
    figures: str,
    font: QFont,
    colour: QColor,
    muted: QColor | None = None,
    *,
    right: bool = True,
) -> None:
    """Draw a written amount (core.figures.format_money); the zeros after its second decimal are muted."""
    strong, zeros = split_money(figures)
    metrics = QFontMetricsF(font)
    # Laid out as one text, so that decimals align whatever part of them is muted.
    left = rect.right() + 1 - metrics.horizontalAdvance(figures) if right else float(rect.left())
    base = rect.top() + (rect.height() + metrics.ascent() - metrics.descent()) / 2
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(QPointF(left, base), strong)
    if zeros:
        painter.setPen(muted or theme.current().colour("muted"))
        painter.drawText(QPointF(left + metrics.horizontalAdvance(strong), base), zeros)


class RowButton(Enum):
    """How a painted button of a row stands.

    REST in a row without the mouse, NEAR in a hovered or selected row, OVER under the mouse itself, PRESSED,
    OFF when its act isn't allowed.
    """

    REST = auto()
    NEAR = auto()
    OVER = auto()
    PRESSED = auto()
    OFF = auto()


def row_button_ground(painter: QPainter, rect: QRect, state: RowButton) -> None:
    """Draw the ground and outline of a row's button; its icon and words are drawn over it."""
    dress = theme.current()
    if state is RowButton.NEAR:
        outline(painter, rect, dress.colour("border"), dress.colour("base"), RADIUS_ROW_BUTTON)
    elif state is RowButton.OVER:
        outline(painter, rect, dress.colour("control"), dress.colour("base"), RADIUS_ROW_BUTTON)
    elif state is RowButton.PRESSED:
        outline(painter, rect, dress.colour("control"), dress.colour("sel_off"), RADIUS_ROW_BUTTON)
