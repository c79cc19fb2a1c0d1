# SPDX-License-Identifier: MIT
"""Reads what a widget really painted."""

from collections import Counter

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def counted(image: QImage) -> Counter[str]:
    return Counter(image.pixelColor(x, y).name() for y in range(image.height()) for x in range(image.width()))


def colours(widget: QWidget) -> Counter[str]:
    """Return how often each colour "#rrggbb" was painted."""
    return counted(picture(widget))


def ground(widget: QWidget) -> str:
    """Return the colour that covers most of the widget."""
    return colours(widget).most_common(1)[0][0]
