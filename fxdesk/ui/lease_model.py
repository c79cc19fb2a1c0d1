# SPDX-License-Identifier: MIT
"""Hold the rows of the number table: one for each lease, filtered, in order, and still under the mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from fxdesk.core.catalogue import Catalogue
from fxdesk.core.clock import Clock, Stamp
from fxdesk.core.model import AccountId, Lease, LeaseId, Offer
from fxdesk.core.word_search import search_words
from fxdesk.ui.act_words import act_name
from fxdesk.ui.lease_order import LeaseOrder
from fxdesk.ui.lease_row import SPOKEN_ACTS, LeaseRow, may
from fxdesk.ui.safe import plain_tooltip

COLUMNS = ("state", "service", "country", "number", "waited", "price", "account", "code", "actions")
"""The keys of the columns, in their first order."""

STATE_COLUMN = COLUMNS.index("state")
WAITED_COLUMN = COLUMNS.index("waited")
ACTIONS_COLUMN = COLUMNS.index("actions")
RIGHT_ALIGNED = frozenset({"waited", "price"})

FLUSH_MS = 100

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class LeaseModel(QAbstractTableModel):
    """The numbers as rows; Qt.UserRole is the key of the row's state.

    counts_changed(int, int) -- how many rows "Open" and "All" list, whatever the filter says.
    """

    counts_changed = Signal(int, int)

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._rows: dict[LeaseId, LeaseRow] = {}
        self._shown: list[LeaseRow] = []
        self._places: dict[LeaseId, int] = {}
        self._pending: dict[LeaseId, Lease] = {}
        self._accounts: Mapping[AccountId, str] = {}
        self._catalogue: Catalogue | None = None
        self._copied: LeaseId | None = None
        self._order = LeaseOrder()
        self._counts = (0, 0)
        self._flusher = QTimer(self, interval=FLUSH_MS, singleShot=True)
        self._flusher.timeout.connect(self._flush)
        self._settler = QTimer(self, interval=0, singleShot=True)
        self._settler.timeout.connect(self._settle)

    # What the link tells

    def load(self, leases: Iterable[Lease]) -> None:
        """Show these leases and no others."""
        self._pending.clear()
        self._rows = {lease.lease_id: self._make(lease) for lease in leases}
        self.beginResetModel()
        self._shown = self._order.wanted(self._rows.values())
        self._number()
        self.endResetModel()
        self._count()

    def upsert(self, lease: Lease) -> None:
        """Take a new or changed lease; changes that come within 100 ms are shown together."""
        self._pending[lease.lease_id] = lease
        if not self._flusher.isActive():
            self._flush()

    def remove(self, lease_ids: Iterable[LeaseId]) -> None:
        """Take rows out of the table."""
        for lease_id in lease_ids:
            self._pending.pop(lease_id, None)
            self._rows.pop(lease_id, None)
        self._take_out({row.lease.lease_id for row in self._shown} - self._rows.keys())
        self._count()

    def set_copied(self, lease_id: LeaseId | None, what: str) -> None:
        """Let one row say that something of it was copied; the row that said so before stops."""
        for known in (self._copied, lease_id):
            row = self._rows.get(known) if known is not None else None
            if row is not None:
                row.copied = what if known == lease_id else ""
                self._tell(row)
        self._copied = lease_id
        self._settle()

    def set_accounts(self, names: Mapping[AccountId, str]) -> None:
        """Name the accounts by their labels."""
        if names != self._accounts:
            self._accounts = names
            self._remake()

    def set_catalogue(self, catalogue: Catalogue) -> None:
        """Name the countries that "any country" turned out to be."""
        self._catalogue = catalogue
        self._remake(lambda lease: not lease.order.country_id and lease.grant is not None)

    # What the table asks

    def lease(self, lease_id: LeaseId) -> Lease | None:
        """The newest snapshot of a lease, shown or not."""
        if lease_id in self._pending:
            return self._pending[lease_id]
        row = self._rows.get(lease_id)
        return row.lease if row else None

    def current_offer(self, lease: Lease) -> Offer | None:
        """What the price list says now of the service and country of a number; None: it names them not."""
        if self._catalogue is None or lease.grant is None:
            return None
        country_id = lease.grant.country_id or lease.order.country_id
        return self._catalogue.offer(lease.order.service_id, country_id)

    def leases(self) -> tuple[Lease, ...]:
        """The newest snapshots of all leases, shown or not."""
        newest = {lease_id: row.lease for lease_id, row in self._rows.items()} | self._pending
        return tuple(newest.values())

    def row(self, place: int) -> LeaseRow:
        """What is shown at a place from the top."""
        return self._shown[place]

    def rows(self) -> Sequence[LeaseRow]:
        """All that is shown, from the top."""
        return self._shown

    def row_of(self, lease_id: LeaseId) -> LeaseRow | None:
        """The ready texts of a lease, shown or not."""
        return self._rows.get(lease_id)

    def place_of(self, lease_id: LeaseId) -> int:
        """The place of a lease from the top, -1 when it isn't shown."""
        return self._places.get(lease_id, -1)

    @property
    def counts(self) -> tuple[int, int]:
        """How many rows "Open" and "All" list."""
        return self._counts

    # What the person wishes

    def set_filter(self, typed: str) -> None:
        """Show the rows in which each typed word stands, in any order, in any of the shown texts."""
        self._order.words = search_words(typed)
        self._arrange()

    def set_only_open(self, only_open: bool) -> None:
        """Show "Open" or "All"."""
        self._order.only_open = only_open
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1: by the time of getting, newest first."""
        self._order.sort_key = COLUMNS[column] if column >= 0 else ""
        self._order.descending = order == Qt.SortOrder.DescendingOrder
        self._arrange()

    def hold(self, reason: str) -> None:
        """Keep all rows where they are until `let_go` with the same reason."""
        self._order.hold(reason)

    def let_go(self, reason: str) -> None:
        """End a hold; with the last one the rows find their places."""
        if self._order.let_go(reason):
            self._settle()

    def pin(self, lease_id: LeaseId | None) -> None:
        """Name the row the person is at: it doesn't leave the view because something happened to it."""
        if lease_id != self._order.pinned:
            self._order.pinned = lease_id
            # The selection changes in the midst of rows that come and go.
            self._settler.start()

    def now(self) -> Stamp:
        """The moment that the rows tell of."""
        return self._clock.now()

    def tick(self, first: int, last: int) -> None:
        """Bring State and Waited of the open rows from `first` to `last` up to the clock."""
        now = self._clock.now()
        for place in range(max(0, first), min(last + 1, len(self._shown))):
            row = self._shown[place]
            if row.ticking:
                for changed, column in zip(row.tick(now), (STATE_COLUMN, WAITED_COLUMN), strict=True):
                    if changed:
                        cell = self.index(place, column)
                        self.dataChanged.emit(cell, cell)

    # Qt's questions

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if COLUMNS[section] == "actions" else self.column_name(COLUMNS[section])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.column_name(COLUMNS[section])
        if role == Qt.ItemDataRole.UserRole:
            return COLUMNS[section]
        return None

    def column_name(self, key: str) -> str:
        """A column's name in the person's language."""
        return {
            "state": self.tr("State"),
            "service": self.tr("Service"),
            "country": self.tr("Country"),
            "number": self.tr("Number"),
            "waited": self.tr("Waited"),
            "price": self.tr("Price"),
            "account": self.tr("Account"),
            "code": self.tr("Code"),
            "actions": self.tr("Buttons"),
        }[key]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        row, key = self._shown[index.row()], COLUMNS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, key)
            case Qt.ItemDataRole.UserRole:
                return row.lease.state.value
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, key)
            case Qt.ItemDataRole.AccessibleDescriptionRole if key == "state":
                return row.marks_text(self._clock.now())
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(row.whole_story(self._clock.now()))
            case Qt.ItemDataRole.TextAlignmentRole if key in RIGHT_ALIGNED:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, row: LeaseRow, key: str) -> str:
        match key:
            case "state":
                self._bring_up(row)
                return row.words.text
            case "waited":
                self._bring_up(row)
                return f"{row.waited} / {row.limit}" if row.limit else row.waited
            case "number":
                return row.phone
            case "actions":
                return ""
            case _:
                return str(getattr(row, key))

    def _spoken(self, row: LeaseRow, key: str) -> str:
        if key == "state":
            self._bring_up(row)
            return row.sentence(self._clock.now())
        if key == "actions":
            open_acts = [act_name(act) for act in SPOKEN_ACTS if may(row.lease, act).yes]
            return self.tr(", ").join(open_acts) or self.tr("No action is open")
        return self._text(row, key)

    def _bring_up(self, row: LeaseRow) -> None:
        if row.ticking:
            row.tick(self._clock.now())

    # Rows and places

    def _make(self, lease: Lease) -> LeaseRow:
        title, known = "", self._rows.get(lease.lease_id)
        if self._catalogue and not lease.order.country_id and lease.grant:
            offer = self._catalogue.offer(lease.order.service_id, lease.grant.country_id)
            title = offer.country if offer else ""
        return LeaseRow(
            lease,
            self._clock.now(),
            account=self._accounts.get(lease.account_id, ""),
            title=title,
            # What is copied of an earlier use says nothing of this one's code.
            copied=known.copied if known and known.lease.rounds == lease.rounds else "",
        )

    def _flush(self) -> None:
        """Show what came since the last flush: one dataChanged for each row, then new rows and new places."""
        if not self._pending:
            return
        pending, self._pending = self._pending, {}
        for lease_id, lease in pending.items():
            self._rows[lease_id] = row = self._make(lease)
            place = self._places.get(lease_id, -1)
            if place >= 0:
                self._shown[place] = row
                self._tell(row)
        self._settle()
        self._flusher.start()

    def _remake(self, which: Callable[[Lease], bool] = lambda lease: True) -> None:
        for lease_id, row in self._rows.items():
            if which(row.lease):
                self._pending.setdefault(lease_id, row.lease)
        if not self._flusher.isActive():
            self._flush()

    def _tell(self, row: LeaseRow) -> None:
        place = self._places.get(row.lease.lease_id, -1)
        if place >= 0:
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(COLUMNS) - 1))

    def _settle(self) -> None:
        """Let rows come, go and move after a change; while held, new ones come in at the end."""
        wanted = self._order.wanted(self._rows.values(), keep=self._places.keys())
        if self._order.held:
            self._put_in(len(self._shown), [row for row in wanted if row.lease.lease_id not in self._places])
        else:
            self._move_to(wanted)
        self._count()

    def _arrange(self) -> None:
        """Show what the person wished to see, held or not."""
        self._move_to(self._order.wanted(self._rows.values()))
        self._count()

    def _count(self) -> None:
        counts = sum(row.in_open_view for row in self._rows.values()), len(self._rows)
        if counts != self._counts:
            self._counts = counts
            self.counts_changed.emit(*counts)

    def _move_to(self, wanted: list[LeaseRow]) -> None:
        """Turn what is shown into `wanted` by small changes, so that selection and focus stay."""
        ids = {row.lease.lease_id for row in wanted}
        self._take_out(self._places.keys() - ids)
        stay = [row for row in wanted if row.lease.lease_id in self._places]
        if [row.lease.lease_id for row in stay] != [row.lease.lease_id for row in self._shown]:
            self._reorder(stay)
        place = 0
        for is_new, group in groupby(wanted, key=lambda row: row.lease.lease_id not in self._places):
            rows = list(group)
            if is_new:
                self._put_in(place, rows)
            place += len(rows)

    def _take_out(self, lease_ids: set[LeaseId]) -> None:
        places = sorted(self._places[lease_id] for lease_id in lease_ids if lease_id in self._places)
        # From the end, and neighbours together: what stands before keeps its place.
        while places:
            last = first = places.pop()
            while places and places[-1] == first - 1:
                first = places.pop()
            self.beginRemoveRows(_ROOT, first, last)
            del self._shown[first : last + 1]
            self._number()
            self.endRemoveRows()

    def _put_in(self, place: int, rows: list[LeaseRow]) -> None:
        if not rows:
            return
        self.beginInsertRows(_ROOT, place, place + len(rows) - 1)
        self._shown[place:place] = rows
        self._number()
        self.endInsertRows()

    def _reorder(self, rows: list[LeaseRow]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [self._shown[index.row()].lease.lease_id for index in before]
        self._shown = rows
        self._number()
        after = [
            self.index(self._places[lease_id], index.column())
            for lease_id, index in zip(held, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _number(self) -> None:
        self._places = {row.lease.lease_id: place for place, row in enumerate(self._shown)}
