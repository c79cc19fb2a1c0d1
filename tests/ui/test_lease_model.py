# SPDX-License-Identifier: MIT
"""The rows of the number table: one each, told of one by one, where they were as long as that matters."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.qtbot import QtBot

from fxdesk.core.catalogue import Catalogue
from fxdesk.core.lease_state import Act, Mark, State
from fxdesk.core.model import CountryId, Lease, LeaseId
from fxdesk.ui.lease_model import COLUMNS, FLUSH_MS, STATE_COLUMN, WAITED_COLUMN, LeaseModel
from fxdesk.ui.lease_row import may
from fxdesk.ui.state_words import why_not
from tests.ui import samples
from tests.ui.fake_link import SteerableClock


@pytest.fixture
def clock() -> SteerableClock:
    return SteerableClock()


@pytest.fixture
def model(qapp: object, clock: SteerableClock) -> Iterator[LeaseModel]:
    made = LeaseModel(clock)
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    tester.deleteLater()
    made.deleteLater()


def ids(model: LeaseModel) -> list[int]:
    return [int(row.lease.lease_id) for row in model.rows()]


def load(model: LeaseModel, count: int = 5, state: State = State.WAITING) -> None:
    model.load(samples.lease(state, number, service=f"Service {number}") for number in range(1, count + 1))


def settled(qtbot: QtBot, model: LeaseModel) -> None:
    qtbot.waitUntil(lambda: not model._flusher.isActive(), timeout=20 * FLUSH_MS)


def test_that_the_newest_number_stands_at_the_top(model: LeaseModel) -> None:
    load(model)
    model.upsert(samples.lease(State.ASKING, 9))
    assert ids(model) == [9, 5, 4, 3, 2, 1]


def test_that_each_cell_says_what_it_holds(model: LeaseModel) -> None:
    model.load([samples.lease(State.RECEIVED, 7)])
    said = {key: model.data(model.index(0, column)) for column, key in enumerate(COLUMNS)}
    assert said["service"] == "Lumen Mail"
    assert said["country"] == "Malaysia"
    assert said["number"] == "+60 11 5910 0274"
    assert said["state"] == "Code received"
    assert said["code"] == "482913"
    assert said["price"] == "0.4500"
    assert model.data(model.index(0, 3), Qt.ItemDataRole.UserRole) == "received"


def test_that_a_screen_reader_hears_the_row_as_a_sentence_and_the_open_acts(model: LeaseModel) -> None:
    model.load([samples.lease(State.RECEIVED, 7)])
    spoken = Qt.ItemDataRole.AccessibleTextRole
    sentence = model.data(model.index(0, STATE_COLUMN), spoken)
    assert sentence.startswith("Lumen Mail, Malaysia, +60 11 5910 0274, Code received 482913, waited 0:23")
    acts = model.data(model.index(0, COLUMNS.index("actions")), spoken)
    assert acts == "Copy code, Blacklist this number…"


@pytest.mark.parametrize(
    ("lease", "said"),
    [
        (samples.lease(State.RELEASING, 7), "Keep this number"),
        (samples.lease(State.UNCERTAIN, 7), "Settle…"),
        (samples.lease(State.RECEIPT, 7), "No code is to come: done"),
        (samples.lease(State.RELEASED, 7), "Choose this offer again"),
    ],
)
def test_that_a_screen_reader_hears_the_acts_without_a_button(
    model: LeaseModel, lease: Lease, said: str
) -> None:
    model.load([lease])
    acts = model.data(model.index(0, COLUMNS.index("actions")), Qt.ItemDataRole.AccessibleTextRole)
    assert said in acts


def test_that_a_number_whose_sms_came_before_the_release_is_not_offered_to_be_kept(model: LeaseModel) -> None:
    model.load([samples.lease(State.RELEASING, 7)._replace(refusal=("setRel", "-4"))])
    acts = model.data(model.index(0, COLUMNS.index("actions")), Qt.ItemDataRole.AccessibleTextRole)
    assert "Keep" not in acts
    answer = may(next(iter(model.leases())), Act.KEEP)
    assert not answer.yes
    assert "charged" in why_not(answer.why, Act.KEEP)


def test_that_a_change_is_told_for_its_row_alone(model: LeaseModel, qtbot: QtBot) -> None:
    load(model)
    spy = QSignalSpy(model.dataChanged)
    model.upsert(samples.lease(State.RECEIVED, 3, service="Service 3"))
    assert spy.count() == 1
    first, last = spy.at(0)[0], spy.at(0)[1]
    assert (first.row(), last.row()) == (2, 2)
    settled(qtbot, model)


def test_that_changes_in_quick_succession_are_shown_together(model: LeaseModel, qtbot: QtBot) -> None:
    load(model, 3)
    spy = QSignalSpy(model.dataChanged)
    for _ in range(20):
        model.upsert(samples.lease(State.WAITING, 1))
        model.upsert(samples.lease(State.WAITING, 2))
    settled(qtbot, model)
    assert spy.count() == 3


def test_that_the_newest_snapshot_is_known_before_it_is_shown(model: LeaseModel) -> None:
    load(model, 2)
    model.upsert(samples.lease(State.WAITING, 1))
    model.upsert(samples.lease(State.RECEIVED, 2))
    newest = model.lease(LeaseId(2))
    assert newest is not None
    assert newest.state is State.RECEIVED


def test_that_a_number_counts_from_the_moment_it_is_told_of(model: LeaseModel) -> None:
    load(model, 1)
    model.upsert(samples.lease(State.WAITING, 1))
    model.upsert(samples.lease(State.WAITING, 2))
    assert model.place_of(LeaseId(2)) < 0
    assert {lease.lease_id for lease in model.leases()} == {1, 2}


def test_that_rows_stay_where_they_are_while_they_are_held(model: LeaseModel, qtbot: QtBot) -> None:
    load(model, 4)
    model.sort(STATE_COLUMN)
    before = ids(model)
    model.hold("mouse")
    model.upsert(samples.lease(State.RELEASED, 3, service="Service 3"))
    settled(qtbot, model)
    assert ids(model) == before
    model.upsert(samples.lease(State.ASKING, 8))
    settled(qtbot, model)
    assert ids(model) == [*before, 8]
    model.let_go("mouse")
    assert ids(model) == [4, 2, 1, 8, 3]


def test_that_a_held_row_does_not_leave_the_open_view_as_its_code_is_copied(
    model: LeaseModel, qtbot: QtBot
) -> None:
    model.load([samples.lease(State.RECEIVED, 1), samples.lease(State.WAITING, 2)])
    model.set_only_open(True)
    model.hold("mouse")
    model.set_copied(LeaseId(1), "code")
    assert ids(model) == [2, 1]
    model.let_go("mouse")
    assert ids(model) == [2]
    model.set_only_open(False)
    assert ids(model) == [2, 1]


def test_that_open_lists_what_is_open_or_not_copied_yet(model: LeaseModel) -> None:
    model.load(samples.leases_in_each_state())
    model.set_only_open(True)
    shown = {row.lease.state for row in model.rows()}
    assert shown == {
        State.ASKING,
        State.UNCERTAIN,
        State.WAITING,
        State.SENDING,
        State.RECEIPT,
        State.RECEIVED,
        State.RELEASING,
        State.BLACKLISTING,
    }
    assert model.counts == (8, 13)


def test_that_what_is_not_saved_never_leaves_the_open_view(model: LeaseModel) -> None:
    model.load([samples.lease(State.RELEASED, 1, marks=frozenset({Mark.NOT_SAVED}))])
    model.set_only_open(True)
    assert ids(model) == [1]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lumen", [1]),
        ("MAIL lum", [1]),
        ("malaysia", [1]),
        ("马来", [1]),
        ("1159100274", [1]),
        ("+601159100274", [1]),
        ("waiting brazil", [2]),
        ("482913", [1]),
        ("lum brazil", []),
        ("", [2, 1]),
    ],
)
def test_that_the_filter_finds_all_words_in_any_order(
    model: LeaseModel, typed: str, found: list[int]
) -> None:
    other = samples.lease(State.WAITING, 2, service="Pay", country=7, mobile="11987654321")
    model.load([samples.lease(State.RECEIVED, 1), other])
    model.set_filter(typed)
    assert ids(model) == found


def test_that_a_sort_keeps_ties_newest_first_both_ways(model: LeaseModel) -> None:
    prices = {1: "0.30", 2: "0.10", 3: "0.30", 4: "0.20", 5: "0.30"}
    model.load(samples.lease(State.WAITING, number, price=price) for number, price in prices.items())
    column = COLUMNS.index("price")
    model.sort(column, Qt.SortOrder.AscendingOrder)
    assert ids(model) == [2, 4, 5, 3, 1]
    model.sort(column, Qt.SortOrder.DescendingOrder)
    assert ids(model) == [5, 3, 1, 4, 2]
    model.sort(-1)
    assert ids(model) == [5, 4, 3, 2, 1]


@pytest.mark.parametrize("column", range(len(COLUMNS)))
def test_that_each_column_can_be_sorted_by_with_every_kind_of_row(model: LeaseModel, column: int) -> None:
    leases = [*samples.leases_in_each_state()]
    leases[0] = leases[0]._replace(order=leases[0].order._replace(list_price=None, country_id=CountryId("")))
    model.load(leases)
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        model.sort(column, order)
        assert sorted(ids(model)) == list(range(1, 14))


def test_that_a_selection_stays_with_its_number_when_rows_move(model: LeaseModel) -> None:
    model.load(samples.lease(State.WAITING, 1 + at, service=f"S{9 - at}", country=5 + at) for at in range(6))
    place = QPersistentModelIndex(model.index(model.place_of(LeaseId(4)), 0))
    model.sort(COLUMNS.index("service"), Qt.SortOrder.AscendingOrder)
    assert model.row(place.row()).lease.lease_id == 4
    model.set_filter("spain")
    assert place.row() == 0


def test_that_a_tick_changes_state_and_waited_of_open_rows_in_view_only(
    model: LeaseModel, clock: SteerableClock
) -> None:
    model.load([samples.lease(State.RELEASED, 1), samples.lease(State.RELEASING, 2)])
    model.upsert(samples.lease(State.WAITING, 3))
    spy = QSignalSpy(model.dataChanged)
    clock.advance(1)
    model.tick(0, 1)
    told = [(spy.at(i)[0].row(), spy.at(i)[0].column(), spy.at(i)[1].column()) for i in range(spy.count())]
    assert told == [(0, WAITED_COLUMN, WAITED_COLUMN), (1, STATE_COLUMN, STATE_COLUMN), (1, WAITED_COLUMN, 4)]
    assert model.data(model.index(1, STATE_COLUMN)) == "Releasing in 23 s"


def test_that_waiting_stops_when_the_sms_has_come(model: LeaseModel, clock: SteerableClock) -> None:
    model.load([samples.lease(State.RECEIVED, 1, ago=48)])
    clock.advance(100)
    assert model.data(model.index(0, WAITED_COLUMN)) == "0:23"


def test_that_only_the_last_copied_row_says_so(model: LeaseModel) -> None:
    load(model, 3, State.RECEIVED)
    model.set_copied(LeaseId(1), "code")
    model.set_copied(LeaseId(3), "code")
    assert [row.copied for row in model.rows()] == ["code", "", ""]
    model.upsert(samples.lease(State.RECEIVED, 3))
    assert model.row(0).copied == "code"


def test_that_removed_rows_are_gone_at_once_though_held(model: LeaseModel) -> None:
    load(model, 3)
    model.hold("mouse")
    model.remove([LeaseId(2)])
    assert ids(model) == [3, 1]
    assert model.lease(LeaseId(2)) is None


def test_that_any_country_is_named_once_it_is_known(model: LeaseModel, catalogue: Catalogue) -> None:
    lease = samples.lease(State.WAITING, 1)
    lease = lease._replace(order=lease.order._replace(country_id=CountryId(""), country=""))
    asking = lease._replace(state=State.ASKING, grant=None)
    model.set_catalogue(catalogue)
    model.upsert(asking)
    assert model.row(0).country == "Any country"
    model.load([lease])
    assert model.row(0).country == "Malaysia"


def test_that_the_price_of_any_country_is_its_most_until_the_country_is_known(model: LeaseModel) -> None:
    lease = samples.lease(State.WAITING, 1)
    order = lease.order._replace(
        country_id=CountryId(""), country="", list_price=Decimal("0.0450"), dearest=Decimal("1.0500")
    )
    asking = lease._replace(state=State.ASKING, grant=None, order=order)
    model.upsert(asking)
    assert model.row(0).price == "≤ 1.0500"
    assert "price at most 1.0500" in model.row(0).sentence()
    model.load([lease._replace(order=order, granted_price=Decimal("0.5152"))])
    assert model.row(0).price == "0.5152"
    assert "price 0.5152" in model.row(0).sentence()


def test_that_a_hostile_name_is_shown_tamed(model: LeaseModel) -> None:
    model.load([samples.lease(State.WAITING, 1, service="A\u202eB\nC" + "x" * 500, mobile="\u202e12<b>")])
    name = model.data(model.index(0, COLUMNS.index("service")))
    assert "\u202e" not in name
    assert "\n" not in name
    assert len(name) <= 120
    assert "\u202e" not in model.data(model.index(0, COLUMNS.index("number")))


def test_that_no_price_is_no_figure(model: LeaseModel) -> None:
    lease = samples.lease(State.WAITING, 1)
    model.load([lease._replace(order=lease.order._replace(list_price=None))])
    assert model.data(model.index(0, COLUMNS.index("price"))) == ""
    model.load([lease._replace(order=lease.order._replace(list_price=Decimal("0.0725")))])
    assert model.data(model.index(0, COLUMNS.index("price"))) == "0.0725"


def test_that_the_root_has_rows_and_cells_have_none(model: LeaseModel) -> None:
    load(model, 2)
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.rowCount(QModelIndex()) == 2
