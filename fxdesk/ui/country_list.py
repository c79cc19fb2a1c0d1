# SPDX-License-Identifier: MIT
"""The list of a service's countries: flag, name, dial code and price, cheapest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from fxdesk.core.figures import format_money
from fxdesk.core.model import Offer
from fxdesk.core.text import clean
from fxdesk.ui import flags, paint, theme
from fxdesk.ui.country_names import country_name, dial_code
from fxdesk.ui.frame_list import FrameRowDelegate, Index
from fxdesk.ui.safe import plain_tooltip

NAME_LEFT = 28
_GAP = 6
_BEFORE_PRICE = 8


class CountryListModel(QAbstractListModel):
    """The offers of one service; UserRole is the country's id."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offers: Sequence[Offer] = ()

    def show(self, offers: Sequence[Offer]) -> None:
        """Show these offers in their order."""
        self.beginResetModel()
        self._offers = offers
        self.endResetModel()

    def offer_at(self, row: int) -> Offer:
        """The offer of a row. Raises IndexError."""
        return self._offers[row]

    def row_of(self, country_id: str) -> int:
        """The row of a country, -1 when the service does not have it."""
        return next((row for row, offer in enumerate(self._offers) if offer.country_id == country_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._offers):
            return None
        offer = self._offers[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return country_name(offer.country, offer.country_id)
            case Qt.ItemDataRole.UserRole:
                return offer.country_id
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(_joined(offer, "  ", clean(offer.country_id, one_line=True)))
            case Qt.ItemDataRole.AccessibleTextRole:
                return _joined(offer, ", ", format_money(offer.price))
        return None


def _joined(offer: Offer, between: str, last: str) -> str:
    parts = (country_name(offer.country, offer.country_id), dial_code(offer.country), last)
    return between.join(part for part in parts if part)


class CountryDelegate(FrameRowDelegate):
    """Draws a country: flag, name, dial code while there is room for it, price."""

    def __init__(self, model: CountryListModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def draw_row(self, painter: QPainter, rect: QRect, index: Index) -> None:
        offer = self._model.offer_at(index.row())
        dress = theme.current()
        body, small = dress.font("body"), dress.font("small")
        price = format_money(offer.price)
        paint.money(painter, rect, price, body, dress.colour("text"))
        picture = flags.flag(offer.country_id, painter.device().devicePixelRatioF())
        paint.draw_icon(painter, rect.left(), rect.top() + (rect.height() - flags.HEIGHT) / 2, picture)
        room = rect.width() - NAME_LEFT - QFontMetricsF(body).horizontalAdvance(price) - _BEFORE_PRICE
        name = country_name(offer.country, offer.country_id)
        wanted = QFontMetricsF(body).horizontalAdvance(name)
        left = rect.left() + NAME_LEFT
        paint.text(
            painter, QRect(left, rect.top(), int(room), rect.height()), name, body, dress.colour("text")
        )
        dial = dial_code(offer.country)
        if dial and wanted + _GAP + QFontMetricsF(small).horizontalAdvance(dial) <= room:
            place = QRect(
                round(left + wanted) + _GAP, rect.top(), int(room - wanted) - _GAP + 1, rect.height()
            )
            paint.text(painter, place, dial, small, dress.colour("muted"), elide=False)
