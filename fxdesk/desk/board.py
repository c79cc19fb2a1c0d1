# SPDX-License-Identifier: MIT
"""Hold every shown lease as it stands now: what the journal says, and what is true for this run only."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable

from fxdesk.core.clock import Stamp
from fxdesk.core.lease_state import OPEN, POLLED, Mark
from fxdesk.core.model import AccountId, Lease, LeaseId, Looks, Trouble
from fxdesk.core.use_again_rules import may_be_in_use

PASSING = frozenset({Mark.NOT_REACHED, Mark.NOT_WATCHED, Mark.NOT_SAVED})
"""Marks that the journal doesn't keep."""


class Board:
    """The leases of the table, for all threads; each change is told once, in order.

    `has_token` says whether an account can be asked about its numbers.
    """

    def __init__(self, tell: Callable[[Lease], None], has_token: Callable[[AccountId], bool]) -> None:
        self._tell, self._has_token = tell, has_token
        self._lock = threading.RLock()
        self._leases: dict[LeaseId, Lease] = {}
        self._looks: dict[LeaseId, Looks] = {}

    def fill(self, leases: Iterable[Lease]) -> None:
        """Start with what the journal has; nothing is told one by one."""
        with self._lock:
            self._leases = {lease.lease_id: lease for lease in leases}

    def put(self, lease: Lease, *, unsaved: bool = False) -> Lease:
        """Show a lease as the journal has it, or, `unsaved`, as it should have it."""
        with self._lock:
            before = self._leases.get(lease.lease_id)
            polled = lease.state in POLLED or (may_be_in_use(lease) and Mark.UNCERTAIN_ACT in lease.marks)
            marks = lease.marks - PASSING
            if polled and not self._has_token(lease.account_id):
                marks |= {Mark.NOT_WATCHED}
            if unsaved:
                marks |= {Mark.NOT_SAVED}
            trouble = before.trouble if before and before.state == lease.state else None
            if trouble is not None:
                marks |= {Mark.NOT_REACHED}
            shown = lease._replace(marks=marks, trouble=trouble)
            self._leases[lease.lease_id] = shown
            if shown != before:
                self._tell(shown)
            return shown

    def reached(self, lease_id: LeaseId) -> None:
        """The service answered about this lease."""
        with self._lock:
            lease = self._leases.get(lease_id)
            if lease is not None and lease.trouble is not None:
                self._show(lease._replace(trouble=None, marks=lease.marks - {Mark.NOT_REACHED}))

    def failed(self, lease_id: LeaseId, kind: str, cause: str, next_try: float) -> None:
        """No readable answer came about this lease; `next_try` is an elapsed time."""
        with self._lock:
            lease = self._leases.get(lease_id)
            if lease is not None:
                tries = lease.trouble.tries + 1 if lease.trouble else 1
                trouble = Trouble(kind, cause, tries, next_try)
                self._show(lease._replace(trouble=trouble, marks=lease.marks | {Mark.NOT_REACHED}))

    def looked(self, lease_id: LeaseId, answered: Stamp) -> None:
        """Count a look that found nothing: it is written with the next event, and not worth telling."""
        with self._lock:
            before = self._looks.get(lease_id)
            self._looks[lease_id] = Looks(1 if before is None else before.times + 1, answered)

    def looks(self, lease_id: LeaseId) -> Looks | None:
        """The looks since the last event; the journal has none of them yet."""
        with self._lock:
            return self._looks.get(lease_id)

    def take_looks(self, lease_id: LeaseId) -> int:
        """The looks since the last event, counted from nought again."""
        with self._lock:
            taken = self._looks.pop(lease_id, None)
            return 0 if taken is None else taken.times

    def watched_changed(self, account_id: AccountId) -> None:
        """The account was signed in or out: its numbers are watched, or not."""
        with self._lock:
            for lease in tuple(self._leases.values()):
                if lease.account_id == account_id:
                    self.put(lease, unsaved=Mark.NOT_SAVED in lease.marks)

    def get(self, lease_id: LeaseId) -> Lease | None:
        """A lease as it is shown."""
        with self._lock:
            return self._leases.get(lease_id)

    def all(self) -> tuple[Lease, ...]:
        """All shown leases, oldest first."""
        with self._lock:
            return tuple(self._leases.values())

    def open_by_account(self) -> Counter[AccountId]:
        """How many numbers of each account are open."""
        with self._lock:
            return Counter(lease.account_id for lease in self._leases.values() if lease.state in OPEN)

    def drop(self, lease_ids: Iterable[LeaseId]) -> None:
        """Show these no more."""
        with self._lock:
            for lease_id in lease_ids:
                self._leases.pop(lease_id, None)
                self._looks.pop(lease_id, None)

    def _show(self, lease: Lease) -> None:
        self._leases[lease.lease_id] = lease
        self._tell(lease)
