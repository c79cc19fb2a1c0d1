# SPDX-License-Identifier: MIT
"""The list of services: names with the typed letters in bold, favourites starred, the cheapest price."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from fxdesk.core.catalogue import Service
from fxdesk.core.figures import format_money
from fxdesk.core.text import clean
from fxdesk.core.word_search import fold, matched_ranges
from fxdesk.ui import icons, paint, theme
from fxdesk.ui.frame_list import FrameRowDelegate, Index
from fxdesk.ui.safe import plain_tooltip

_GAP = 6
_STAR = 12
_BEFORE_PRICE = 8


class ServiceListModel(QAbstractListModel):
    """The services that the search found; UserRole is the service's id."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services: Sequence[Service] = ()
        self._words: tuple[str, ...] = ()
        self._starred: frozenset[str] = frozenset()

    def show(self, services: Sequence[Service], words: tuple[str, ...], starred: frozenset[str]) -> None:
        """Show these services; `words` are the folded words whose letters are bold."""
        self.beginResetModel()
        self._services, self._words, self._starred = services, words, starred
        self.endResetModel()

    def star(self, starred: frozenset[str]) -> None:
        """Show other favourites among the same services."""
        self._starred = starred
        if self._services:
            self.dataChanged.emit(self.index(0), self.index(len(self._services) - 1))

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words that were searched for."""
        return self._words

    def service_at(self, row: int) -> Service:
        """The service of a row. Raises IndexError."""
        return self._services[row]

    def starred(self, service: Service) -> bool:
        """Whether a service is a favourite."""
        return service.service_id in self._starred

    def row_of(self, service_id: str) -> int:
        """The row of a service, -1 when it is not among those shown."""
        return next(
            (row for row, service in enumerate(self._services) if service.service_id == service_id), -1
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._services)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._services):
            return None
        service = self._services[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return service.shown
            case Qt.ItemDataRole.UserRole:
                return service.service_id
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(f"{service.shown}  {_shown_id(service)}")
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._sentence(service)
        return None

    def _sentence(self, service: Service) -> str:
        price = format_money(service.cheapest)
        if service.service_id in self._starred:
            return self.tr("{service}, favourite, from {price}").format(service=service.shown, price=price)
        return self.tr("{service}, from {price}").format(service=service.shown, price=price)


class ServiceDelegate(FrameRowDelegate):
    """Draws a service: name, id where the id was typed, star, cheapest price."""

    def __init__(self, model: ServiceListModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def draw_row(self, painter: QPainter, rect: QRect, index: Index) -> None:
        service, words = self._model.service_at(index.row()), self._model.words
        dress = theme.current()
        body = dress.font("body")
        price = format_money(service.cheapest)
        paint.money(painter, rect, price, body, dress.colour("text2"))
        room = rect.width() - QFontMetricsF(body).horizontalAdvance(price) - _BEFORE_PRICE
        starred = self._model.starred(service)
        if starred:
            room -= _STAR + _GAP
        by_id = any(fold(service.service_id).startswith(word) for word in words)
        place = QRect(rect.left(), rect.top(), int(room), rect.height())
        end = rect.left() + draw_matched(painter, place, service.shown, words)
        if starred:
            picture = icons.pixmap("star-filled", "accent_text", _STAR, painter.device().devicePixelRatioF())
            paint.draw_icon(painter, end + _GAP, rect.top() + (rect.height() - _STAR) / 2, picture)
            end += _GAP + _STAR
        if by_id:
            left = round(end) + _GAP
            place = QRect(left, rect.top(), rect.left() + int(room) - left, rect.height())
            if place.width() > 0:
                paint.text(painter, place, _shown_id(service), dress.font("small"), dress.colour("muted"))


def _shown_id(service: Service) -> str:
    return clean(service.service_id, one_line=True)


def draw_matched(painter: QPainter, rect: QRect, name: str, words: tuple[str, ...]) -> float:
    """Draw a name with the letters of `words` bold and the rest in the second voice; return its width."""
    dress = theme.current()
    ranges = () if _joins_or_turns(name) else matched_ranges(name, words)
    plain = dress.font("body")
    if not ranges:
        colour = dress.colour("text2" if words else "text")
        paint.text(painter, rect, name, plain, colour)
        return min(QFontMetricsF(plain).horizontalAdvance(name), float(rect.width()))
    bold = dress.font("body", 600)
    x, room = float(rect.left()), float(rect.width())
    for piece, matched in _pieces(name, ranges):
        font = bold if matched else plain
        metrics = QFontMetricsF(font)
        shown = piece
        if metrics.horizontalAdvance(piece) > room:
            shown = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, room)
        advance = metrics.horizontalAdvance(shown)
        place = QRect(round(x), rect.top(), round(room) + 1, rect.height())
        paint.text(painter, place, shown, font, dress.colour("text" if matched else "text2"), elide=False)
        x += advance
        room -= advance
        if shown != piece:
            break
    return x - rect.left()


def _pieces(name: str, ranges: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    end = 0
    for start, stop in ranges:
        pieces += [(name[end:start], False), (name[start:stop], True)]
        end = stop
    pieces.append((name[end:], False))
    return [piece for piece in pieces if piece[0]]


@lru_cache(maxsize=4096)
def _joins_or_turns(name: str) -> bool:
    """Whether the script joins its letters or runs from the right: cut into pieces it would be wrong."""
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in name)
