# SPDX-License-Identifier: MIT
"""Keep the accounts signed in and their balances fresh, in the account thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from fxdesk.core.clock import Clock
from fxdesk.core.lease_state import OPEN
from fxdesk.core.model import Account, AccountId, Lease
from fxdesk.core.notice import AccountState, Notice, Rank, SignInPhase, Topic
from fxdesk.desk.desk import Desk
from fxdesk.store.credentials import Secrets
from fxdesk.workers.key_clerk import KeyClerk
from fxdesk.workers.lane import Lane
from fxdesk.workers.messenger import Messenger

KEYRING_PATIENCE = 2.0
"""Seconds after which numbers whose account waits for the keyring are shown as not watched."""


class AccountClerk:
    """The lane of login and myInfo. `token_changed` hears of each account that came in or went out."""

    def __init__(
        self,
        desk: Desk,
        host: str,
        lane: Lane,
        keys: KeyClerk,
        messenger: Messenger,
        clock: Clock,
        knows: Callable[[str], bool],
        token_changed: Callable[[AccountId], None],
    ) -> None:
        self._desk, self._host, self._lane, self._keys = desk, host, lane, keys
        self._messenger, self._clock = messenger, clock
        self._knows, self._token_changed = knows, token_changed
        self._money_moved: Callable[[AccountId], None] = lambda account_id: None

    def fill(self, buyer: AccountId | None) -> None:
        """Show the accounts of this host, and those that have open numbers."""
        numbers = self._desk.board.open_by_account()
        states = []
        for account in self._desk.journal.accounts():
            if account.host == self._host or numbers[account.account_id]:
                states.append(self._state(account, numbers[account.account_id]))
        here = [state.account.account_id for state in states if state.account.host == self._host]
        chosen = buyer if buyer in here else next(iter(here), None)
        self._desk.book.fill(states, chosen)

    def take_in(self, accounts: Iterable[Account]) -> None:
        """Show accounts of this host that a restored backup brought."""
        for account in accounts:
            if account.host == self._host and self._desk.book.get(account.account_id) is None:
                self._desk.book.add(account, buys=False)

    def load_for(self, leases: Iterable[Lease]) -> None:
        """Fetch the secrets of the accounts that these numbers need, where they are not there yet."""
        for account_id in {lease.account_id for lease in leases if lease.state in OPEN}:
            state = self._desk.book.get(account_id)
            if state is not None and self._desk.tokens.secrets(account_id) is None:
                self._keys.load(state.account, self._loaded)

    def begin(self) -> None:
        """Fetch the secrets of whoever buys and of every account with open numbers."""
        accounts = self._desk.book.now
        for state in accounts.states:
            account = state.account
            if not self._knows(account.host):
                self._token_changed(account.account_id)
            elif account.account_id == accounts.buyer or state.open_numbers:
                self._keys.load(account, self._loaded)
        self._lane.post(self._tell_unwatched, due=self._clock.elapsed() + KEYRING_PATIENCE)

    def sign_in(self, api_name: str, password: str, *, keep: bool, keep_password: bool) -> None:
        """Sign in by name and password."""

        def job() -> None:
            client = self._lane.lines.to(self._host)
            account_id = self._desk.signing_in.sign_in(self._host, api_name, password, client)
            if account_id is not None:
                self._is_in(account_id, keep=keep, keep_password=keep_password)

        self._lane.post(job)

    def sign_in_with_token(self, label: str, token: str, *, keep: bool) -> None:
        """Sign in by a pasted token."""

        def job() -> None:
            client = self._lane.lines.to(self._host)
            account_id = self._desk.signing_in.sign_in_with_token(self._host, label, token, client)
            if account_id is not None:
                self._is_in(account_id, keep=keep, keep_password=False)

        self._lane.post(job)

    def sign_out(self, account_id: AccountId, *, forget: bool) -> None:
        """Use the account no more, and delete its secrets if wished."""
        state = self._desk.book.get(account_id)
        if state is None:
            return
        if forget:
            self._keys.forget(state.account)
        self._lane.post(partial(self._sign_out, account_id))

    def choose_buyer(self, account_id: AccountId) -> None:
        """Let this account buy; its secrets are fetched if they were not yet."""
        state = self._desk.book.get(account_id)
        if state is None or state.account.host != self._host or not self._desk.book.choose(account_id):
            return
        if state.phase is SignInPhase.OUT and self._desk.tokens.secrets(account_id) is None:
            self._keys.load(state.account, self._loaded)

    def refresh(self, account_id: AccountId | None) -> None:
        """Ask for the balance at the first free moment; None: of the account that buys."""
        wanted = account_id if account_id is not None else self._desk.book.now.buyer
        if wanted is not None and self._desk.book.get(wanted) is not None:
            self._money_moved(wanted)
            due = self._clock.elapsed() + self._desk.balance.ready_in(wanted)
            self._lane.post(partial(self._ask_balance, wanted), due=due, key=wanted, name="balance")

    def wake(self) -> None:
        """Ask for the balance of everybody who is signed in: much may have happened meanwhile."""
        for state in self._desk.book.now.states:
            if state.phase is SignInPhase.IN:
                self.refresh(state.account.account_id)

    def refresh_in(self, account_id: AccountId, seconds: float) -> None:
        """Ask for the balance once more, so many seconds later; a later wish replaces an earlier one."""
        due = self._clock.elapsed() + max(seconds, self._desk.balance.ready_in(account_id))
        job = partial(self._ask_balance, account_id)
        self._lane.post(job, due=due, key=account_id, name="balance later")

    def employ(self, money_moved: Callable[[AccountId], None]) -> None:
        """Who keeps the books: it hears of each account whose money moved, or whose balance was seen."""
        self._money_moved = money_moved

    def void(self, account_id: AccountId, token: str, *, after_rent: bool = False) -> None:
        """The service called this token void: sign in again, once for all who found out, and not in a row."""
        self._desk.signing_in.void(account_id, token)
        self._token_changed(account_id)
        is_out = self._desk.tokens.of(account_id) is None
        due = self._clock.elapsed() + self._desk.signing_in.rest(account_id) if is_out else 0.0
        job = partial(self._sign_in_again, account_id, token, after_rent=after_rent)
        # A purchase that was refused is to be told about whoever else found out first.
        self._lane.post(job, due=due, key=account_id, name="again after rent" if after_rent else "again")

    def _tell_unwatched(self) -> None:
        """While the keyring waits for the person, nobody looks the numbers up: say so."""
        for state in self._desk.book.now.states:
            if state.phase is SignInPhase.KEYRING:
                self._token_changed(state.account.account_id)

    def _state(self, account: Account, numbers: int) -> AccountState:
        now = self._clock.elapsed()
        seen = self._desk.journal.last_balance(account.account_id)
        wait = self._desk.balance.ready_in(account.account_id)
        sign_in_wait = self._desk.signing_in.ready_in(account.host)
        return AccountState(
            account,
            SignInPhase.OUT,
            info=seen[0] if seen else None,
            balance=seen[1] if seen else None,
            refresh_at=now + wait if wait > 0 else 0.0,
            sign_in_at=now + sign_in_wait if sign_in_wait > 0 else 0.0,
            open_numbers=numbers,
        )

    def _loaded(self, account: Account, secrets: Secrets | None) -> None:
        if secrets is not None:
            self._desk.tokens.put(account.account_id, secrets)
            self.refresh(account.account_id)
        self._token_changed(account.account_id)

    def _is_in(self, account_id: AccountId, *, keep: bool, keep_password: bool) -> None:
        state, secrets = self._desk.book.get(account_id), self._desk.tokens.secrets(account_id)
        self._token_changed(account_id)
        self.refresh(account_id)
        if state is not None and secrets is not None and keep:
            self._keys.keep(state.account, secrets if keep_password else secrets._replace(password=None))

    def _sign_out(self, account_id: AccountId) -> None:
        self._desk.signing_in.sign_out(account_id)
        self._token_changed(account_id)

    def _sign_in_again(self, account_id: AccountId, void_token: str, *, after_rent: bool) -> None:
        state = self._desk.book.get(account_id)
        if state is None:
            return
        known = self._desk.tokens.of(account_id)
        client = self._lane.lines.to(state.account.host)
        if not self._desk.signing_in.again(account_id, void_token, client):
            seconds = self._desk.signing_in.retry_in(account_id)
            if seconds is not None:
                job = partial(self._sign_in_again, account_id, void_token, after_rent=after_rent)
                due = self._clock.elapsed() + seconds
                self._lane.post(
                    job, due=due, key=account_id, name="again after rent" if after_rent else "again"
                )
            return
        self._token_changed(account_id)
        token = self._desk.tokens.of(account_id)
        if token is not None and token != known and state.kept_in_keyring:
            self._keys.renew(state.account, token)
        if after_rent:
            facts = (("account", state.account.label),)
            self._messenger.notice(Notice("rent", Topic.RENT_SIGNED_IN_AGAIN, Rank.INFO, facts=facts))

    def _ask_balance(self, account_id: AccountId) -> None:
        state = self._desk.book.get(account_id)
        if state is None or self._desk.tokens.of(account_id) is None:
            return
        step = self._desk.balance.ask(account_id, self._lane.lines.to(state.account.host))
        self._money_moved(account_id)
        if step.void_token is not None:
            self.void(account_id, step.void_token)
        elif step.again_in is not None:
            self.refresh(account_id)
