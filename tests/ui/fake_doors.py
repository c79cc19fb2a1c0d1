# SPDX-License-Identifier: MIT
"""Stand in for the doors that the link holds: the same signals and acts, which only record what was asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Signal

from fxdesk.core.guards import Question, Taken
from fxdesk.core.model import AccountId, LeaseId, Order

if TYPE_CHECKING:
    from fxdesk.core.number_table import TableWords


class FakeDoor(QObject):
    """`record` takes an act's name and what it was asked with, and gives what the act returns."""

    def __init__(self, record: Callable[..., Any], parent: QObject) -> None:
        super().__init__(parent)
        self._record = record


class FakePurchase(FakeDoor):
    """All acts that cost money."""

    buying_changed = Signal(object)
    question_raised = Signal(object)

    def __init__(self, record: Callable[..., Any], parent: QObject) -> None:
        super().__init__(record, parent)
        self.is_buying = False

    def rent(self, order: Order) -> Taken:
        return Taken(self._record("rent", order))

    def use_again(self, lease_id: LeaseId, minutes: int, *, price: Decimal | None = None) -> Taken:
        return Taken(self._record("use_again", lease_id, minutes, price=price))

    def agree(self, question: Question) -> Taken:
        return Taken(self._record("agree", question))

    def question_now(self, question: Question) -> Question:
        return cast("Question", self._record("question_now", question) or question)

    def send_sms(self, lease_id: LeaseId, receiver: str, text: str) -> bool:
        return bool(self._record("send_sms", lease_id, receiver, text))


class FakeNumbers(FakeDoor):
    """What a person wishes of a number."""

    release_doubted = Signal(object)

    def release(self, lease_id: LeaseId, *, now: bool = False, sure: bool = False) -> None:
        self._record("release", lease_id, now=now, **({"sure": True} if sure else {}))

    def release_all(self, lease_ids: Sequence[LeaseId]) -> None:
        self._record("release_all", tuple(lease_ids))

    def set_auto_release(self, lease_id: LeaseId, minutes: int) -> None:
        self._record("set_auto_release", lease_id, minutes)

    def keep(self, lease_id: LeaseId) -> None:
        self._record("keep", lease_id)

    def blacklist(self, lease_id: LeaseId, reason: str) -> None:
        self._record("blacklist", lease_id, reason)

    def settle(self, lease_id: LeaseId, *, charged: bool, note: str = "") -> None:
        self._record("settle", lease_id, charged=charged, note=note)

    def settle_act(self, lease_id: LeaseId, *, charged: bool, note: str = "") -> None:
        self._record("settle_act", lease_id, charged=charged, note=note)

    def take_as_code(self, lease_id: LeaseId) -> None:
        self._record("take_as_code", lease_id)

    def report(self, lease_id: LeaseId, remark: int) -> None:
        self._record("report", lease_id, remark)

    def look_again(self, lease_id: LeaseId) -> None:
        self._record("look_again", lease_id)

    def done(self, lease_id: LeaseId) -> None:
        self._record("done", lease_id)

    def note_charge(self, lease_id: LeaseId) -> None:
        self._record("note_charge", lease_id)

    def copied(self, lease_id: LeaseId, what: str) -> None:
        self._record("copied", lease_id, what)

    def clear(self, lease_ids: Sequence[LeaseId]) -> None:
        self._record("clear", tuple(lease_ids))


class FakePapers(FakeDoor):
    """What the journal tells."""

    timeline_ready = Signal(object)
    balances_ready = Signal(object)
    unsettled_ready = Signal(object)
    spending_ready = Signal(object)
    books_ready = Signal(object)
    evidence_ready = Signal(object)
    support_log_ready = Signal(object)

    def ask_timeline(self, lease_id: LeaseId) -> None:
        self._record("ask_timeline", lease_id)

    def ask_unsettled(self, lease_id: LeaseId, *, of_act: bool) -> None:
        self._record("ask_unsettled", lease_id, of_act=of_act)

    def ask_spending(self) -> None:
        self._record("ask_spending")

    def ask_books(self, account_id: AccountId, days: int) -> None:
        self._record("ask_books", account_id, days)

    def ask_evidence(self, lease_id: LeaseId) -> None:
        self._record("ask_evidence", lease_id)

    def ask_support_log(self) -> None:
        self._record("ask_support_log")

    def save_text(self, path: str, text: str) -> None:
        self._record("save_text", path, text)

    def save_numbers(self, path: str, words: TableWords) -> None:
        self._record("save_numbers", path, words)


class FakeUpkeep(FakeDoor):
    """The journal as a whole."""

    texts_counted = Signal(object)
    backup_seen = Signal(object)

    def ask_texts(self) -> None:
        self._record("ask_texts")

    def delete_texts_now(self, *, open_too: bool = False) -> None:
        self._record("delete_texts_now", open_too=open_too)

    def delete_left_behind(self, names: Sequence[str]) -> None:
        self._record("delete_left_behind", tuple(names))

    def back_up(self, path: str) -> None:
        self._record("back_up", path)

    def look_into_backup(self, path: str) -> None:
        self._record("look_into_backup", path)

    def restore(self, path: str) -> None:
        self._record("restore", path)
