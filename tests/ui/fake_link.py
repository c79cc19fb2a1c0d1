# SPDX-License-Identifier: MIT
"""Stand in for the link: the same signals and acts, but it only records what the window asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from PySide6.QtCore import QObject, Signal

from fxdesk.core.clock import Stamp
from fxdesk.core.model import AccountId, Lease
from fxdesk.core.notice import Accounts, AccountState
from fxdesk.core.preferences import Preferences
from tests.ui.fake_doors import FakeNumbers, FakePapers, FakePurchase, FakeUpkeep

if TYPE_CHECKING:
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
    """The link's signals, each carrying what the real one's carries, and its acts, those
    of its doors too, each recorded in `calls`.

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
    watch_changed = Signal(object)
    exchanged = Signal(object)
    preferences_changed = Signal(object)
    keyring_waiting = Signal(object)
    connection_tested = Signal(object)
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
        self.calls: list[Call] = []
        self.purchase = FakePurchase(self._record, self)
        self.numbers = FakeNumbers(self._record, self)
        self.papers = FakePapers(self._record, self)
        self.upkeep = FakeUpkeep(self._record, self)
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

    def test_connection(self, url: str) -> None:
        self._record("test_connection", url)

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
