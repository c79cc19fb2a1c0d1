# SPDX-License-Identifier: MIT
"""Stand in for the link: the same signals and acts, but it only records what the window asked."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from PySide6.QtCore import QObject, Signal

from fxdesk.core.clock import Stamp
from fxdesk.core.guards import Question, Taken
from fxdesk.core.model import AccountId, Lease, LeaseId, Order
from fxdesk.core.notice import Accounts, AccountState
from fxdesk.core.preferences import Preferences

if TYPE_CHECKING:
    from fxdesk.core.number_table import TableWords
    from fxdesk.workers.link import Link

START = Stamp(utc=1_700_000_000.0, boot="boot-a", elapsed=10_000.0)


class SteerableClock:
    """A clock that stands still until the test moves it."""

    def __init__(self, start: Stamp = START) -> None:
        self._now = start

    def now(self) -> Stamp:
        return self._now

    def elapsed(self) -> float:
        return self._now.elapsed

    def advance(self, seconds: float) -> None:
        utc, boot, elapsed = self._now
        self._now = Stamp(utc + seconds, boot, elapsed + seconds)


class Call(NamedTuple):
    """One act that the window asked for."""

    act: str
    positional: tuple[Any, ...]
    named: dict[str, Any]


class FakeLink(QObject):
    """The link's signals, each carrying what the real one's carries, and its acts, each recorded in `calls`.

    `answers` holds what an act returns (True by default for those that pay). `link` is the fake typed as the
    real one.
    """

    lease_changed = Signal(object)
    leases_loaded = Signal(object)
    leases_cleared = Signal(object)
    accounts_changed = Signal(object)
    catalogue_changed = Signal(object)
    prices_progress = Signal(object)
    noticed = Signal(object)
    withdrawn = Signal(object)
    buying_changed = Signal(object)
    question_raised = Signal(object)
    watch_changed = Signal(object)
    exchanged = Signal(object)
    timeline_ready = Signal(object)
    spending_ready = Signal(object)
    preferences_changed = Signal(object)
    keyring_waiting = Signal(object)
    connection_tested = Signal(object)
    books_ready = Signal(object)
    texts_counted = Signal(object)
    backup_seen = Signal(object)
    balances_ready = Signal(object)
    release_doubted = Signal(object)
    evidence_ready = Signal(object)
    unsettled_ready = Signal(object)
    support_log_ready = Signal(object)
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.clock = SteerableClock()
        self.preferences = Preferences()
        self.accounts = Accounts()
        self.endpoint_url = "https://www.firefox.fun/yhapi.ashx"
        self.encrypted = True
        self.demo = False
        self.data_folder = "/home/person/.local/share/fxdesk"
        self.is_buying = False
        self.calls: list[Call] = []
        self.answers: dict[str, Any] = {"rent": True, "use_again": True, "send_sms": True, "agree": True}

    @property
    def link(self) -> Link:
        """This fake, for the constructors of widgets."""
        return cast("Link", self)

    def asked(self, act: str) -> list[Call]:
        """The calls of one act, oldest first."""
        return [call for call in self.calls if call.act == act]

    def set_accounts(self, *states: AccountState, buyer: AccountId | None = None) -> None:
        """Let the link tell of these accounts; the first buys unless another is named."""
        first = states[0].account.account_id if states else None
        self.accounts = Accounts(states, buyer if buyer is not None else first)
        self.accounts_changed.emit(self.accounts)

    def start(self) -> None:
        self._record("start")

    def stop(self, *, wait_for_purchase: bool = False) -> None:
        self._record("stop", wait_for_purchase=wait_for_purchase)

    def sign_in(self, api_name: str, password: str, *, keep: bool, keep_password: bool) -> None:
        self._record("sign_in", api_name, password, keep=keep, keep_password=keep_password)

    def sign_in_with_token(self, label: str, token: str, *, keep: bool) -> None:
        self._record("sign_in_with_token", label, token, keep=keep)

    def sign_out(self, account_id: AccountId, *, forget: bool = True) -> None:
        self._record("sign_out", account_id, forget=forget)

    def choose_buyer(self, account_id: AccountId) -> None:
        self._record("choose_buyer", account_id)

    def refresh_account(self, account_id: AccountId | None = None) -> None:
        self._record("refresh_account", account_id)

    def refresh_prices(self) -> None:
        self._record("refresh_prices")

    def cancel_prices(self) -> None:
        self._record("cancel_prices")

    def rent(self, order: Order) -> Taken:
        return Taken(self._record("rent", order))

    def agree(self, question: Question) -> Taken:
        return Taken(self._record("agree", question))

    def question_now(self, question: Question) -> Question:
        self._record("question_now", question)
        return cast("Question", self.answers.get("question_now", question))

    def release(self, lease_id: LeaseId, *, now: bool = False, sure: bool = False) -> None:
        self._record("release", lease_id, now=now, **({"sure": True} if sure else {}))

    def set_auto_release(self, lease_id: LeaseId, minutes: int) -> None:
        self._record("set_auto_release", lease_id, minutes)

    def keep(self, lease_id: LeaseId) -> None:
        self._record("keep", lease_id)

    def release_all(self, lease_ids: Sequence[LeaseId]) -> None:
        self._record("release_all", tuple(lease_ids))

    def blacklist(self, lease_id: LeaseId, reason: str) -> None:
        self._record("blacklist", lease_id, reason)

    def settle(self, lease_id: LeaseId, *, charged: bool, note: str = "") -> None:
        self._record("settle", lease_id, charged=charged, note=note)

    def use_again(self, lease_id: LeaseId, minutes: int, *, price: Decimal | None = None) -> Taken:
        return Taken(self._record("use_again", lease_id, minutes, price=price))

    def send_sms(self, lease_id: LeaseId, receiver: str, text: str) -> bool:
        return bool(self._record("send_sms", lease_id, receiver, text))

    def take_as_code(self, lease_id: LeaseId) -> None:
        self._record("take_as_code", lease_id)

    def settle_act(self, lease_id: LeaseId, *, charged: bool, note: str = "") -> None:
        self._record("settle_act", lease_id, charged=charged, note=note)

    def report(self, lease_id: LeaseId, remark: int) -> None:
        self._record("report", lease_id, remark)

    def test_connection(self, url: str) -> None:
        self._record("test_connection", url)

    def look_again(self, lease_id: LeaseId) -> None:
        self._record("look_again", lease_id)

    def done(self, lease_id: LeaseId) -> None:
        self._record("done", lease_id)

    def copied(self, lease_id: LeaseId, what: str) -> None:
        self._record("copied", lease_id, what)

    def clear(self, lease_ids: Sequence[LeaseId]) -> None:
        self._record("clear", tuple(lease_ids))

    def ask_spending(self) -> None:
        self._record("ask_spending")

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

    def ask_timeline(self, lease_id: LeaseId) -> None:
        self._record("ask_timeline", lease_id)

    def ask_unsettled(self, lease_id: LeaseId, *, of_act: bool) -> None:
        self._record("ask_unsettled", lease_id, of_act=of_act)

    def ask_evidence(self, lease_id: LeaseId) -> None:
        self._record("ask_evidence", lease_id)

    def ask_support_log(self) -> None:
        self._record("ask_support_log")

    def save_text(self, path: str, text: str) -> None:
        self._record("save_text", path, text)

    def save_numbers(self, path: str, words: TableWords) -> None:
        self._record("save_numbers", path, words)

    def ask_books(self, account_id: AccountId, days: int) -> None:
        self._record("ask_books", account_id, days)

    def change_preferences(self, **changes: Any) -> None:
        self._record("change_preferences", **changes)
        self.preferences = self.preferences._replace(**changes)
        self.preferences_changed.emit(self.preferences)

    def tell_lease(self, lease: Lease) -> None:
        """Let the link tell of one lease."""
        self.lease_changed.emit(lease)

    def _record(self, act: str, *positional: Any, **named: Any) -> Any:
        self.calls.append(Call(act, positional, named))
        return self.answers.get(act)
