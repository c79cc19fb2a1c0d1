# SPDX-License-Identifier: MIT
"""Let a few threads look up all open numbers, each as often as it may be."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

from PySide6.QtCore import QThread

from fxdesk.api.pacing import Pacing
from fxdesk.core.clock import Clock
from fxdesk.core.errors import FxError
from fxdesk.core.model import Lease, LeaseId
from fxdesk.core.notice import Watch
from fxdesk.core.schedule import GAP, Schedule, pollers_for
from fxdesk.desk.look import Look
from fxdesk.workers.lines import Lines

ACT = "getPhoneCode"
# A suspended machine's clock runs on while a wait stands still, so no wait is longer than this.
_LONGEST_WAIT = 5.0
_TELL_EVERY = 1.0


class Poller(QThread):
    """One thread of the rounds."""

    def __init__(self, number: int, go: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName(f"poller {number}")
        self._go = go

    def run(self) -> None:
        self._go()


class Rounds:
    """The pollers and their one schedule.

    `look` does one look and says what follows; `follow` hears it; `tell` hears how the looking goes; `failed`
    and `at_end` are as in Lane. One idle poller waits for the next due time, the others for work: a due time
    wakes one thread, not all.
    """

    def __init__(
        self,
        clock: Clock,
        pacing: Pacing,
        lines: Lines,
        look: Callable[[Lease, Lines], Look],
        follow: Callable[[Lease, Look], None],
        tell: Callable[[Watch], None],
        failed: Callable[[FxError], None],
        at_end: Callable[[], None],
    ) -> None:
        self._clock, self._pacing, self.lines = clock, pacing, lines
        self._look, self._follow, self._tell = look, follow, tell
        self._failed, self._at_end = failed, at_end
        self._lock = threading.RLock()
        self._leader = threading.Condition(self._lock)
        self._others = threading.Condition(self._lock)
        self._leads = False
        self._leader_wakes = float("inf")
        self._schedule: Schedule[LeaseId] = Schedule()
        self._leases: dict[LeaseId, Lease] = {}
        self._flying: set[LeaseId] = set()
        self._closed = False
        self._told_at = float("-inf")
        self._last_told: tuple[int, bool, bool] | None = None
        self._reached = self._online = True
        self.threads: list[Poller] = []

    def watch(self, lease: Lease, *, wanted: bool) -> None:
        """Look this lease up from now on, or no more."""
        with self._lock:
            if wanted and not self._closed:
                known = lease.lease_id in self._schedule
                self._leases[lease.lease_id] = lease
                if not known:
                    self._schedule.add(lease.lease_id, self._clock.elapsed())
                    self._tell_watch(force=True)
            elif self._leases.pop(lease.lease_id, None) is not None:
                self._schedule.remove(lease.lease_id)
                self._tell_watch(force=True)
            self._wake()

    def rests_for(self, lease: Lease) -> float:
        """Seconds that the service wants no look for this number, beyond the usual gap; 0.0: none."""
        return self._pacing.rests_for(ACT, str(lease.pkey), self._clock.now())

    def soon(self, lease_id: LeaseId) -> None:
        """Look as soon as the gap allows."""
        with self._lock:
            self._schedule.soon(lease_id, self._clock.elapsed())
            self._wake()

    def wake(self) -> None:
        """Look again what is due: the clock went on while the pollers waited."""
        with self._lock:
            self._leader.notify_all()
            self._others.notify_all()

    def grow(self) -> None:
        """Have as many pollers as the numbers deserve; only the thread that owns them calls this."""
        with self._lock:
            wanted = 0 if self._closed else pollers_for(len(self._schedule))
        while len(self.threads) < wanted:
            poller = Poller(len(self.threads) + 1, self._go)
            self.threads.append(poller)
            poller.start()

    def stop(self) -> None:
        """Take no more looks, cut those on their way, let the pollers end; returns at once."""
        with self._lock:
            self._closed = True
            self._leader.notify_all()
            self._others.notify_all()
        self.lines.hang_up(for_good=True)
        for poller in self.threads:
            poller.requestInterruption()
            poller.quit()

    def _go(self) -> None:
        while (lease := self._next()) is not None:
            try:
                look = self._look(lease, self.lines)
            except FxError as error:
                self._failed(error)
                look = Look(GAP)
            except Exception:  # noqa: BLE001 - the thread's outermost door: a bug is told, the rounds go on
                sys.excepthook(*sys.exc_info())
                look = Look(GAP)
            self._ended(lease, look)
        self.lines.close_mine()
        self._at_end()

    def _next(self) -> Lease | None:
        with self._lock:
            while not self._closed:
                now, pollers = self._clock.elapsed(), max(1, len(self.threads))
                lease_id = self._schedule.take(now, pollers)
                if lease_id is not None:
                    lease = self._leases[lease_id]
                    early = self._pacing.ready_in(ACT, str(lease.pkey), self._clock.now())
                    if early > 0:
                        # The same key under another lease, or watched anew: the gap is the key's.
                        self._schedule.postpone(lease_id, now + early)
                        continue
                    if lease_id in self._flying:
                        # Watched anew while a look of before is still on its way.
                        self._schedule.postpone(lease_id, now + GAP)
                        continue
                    self._flying.add(lease_id)
                    if not self._leads:
                        self._others.notify()
                    return lease
                if self._leads:
                    self._others.wait()
                    continue
                wait = self._schedule.wait(now, pollers)
                self._leads = True
                self._leader_wakes = float("inf") if wait is None else now + wait
                self._leader.wait(None if wait is None else min(wait, _LONGEST_WAIT))
                self._leads = False
            return None

    def _ended(self, lease: Lease, look: Look) -> None:
        lease_id = lease.lease_id
        now = self._clock.now()
        self._pacing.ended(ACT, str(lease.pkey), now)
        if look.rest:
            self._pacing.rest(ACT, str(lease.pkey), now, look.rest)
        with self._lock:
            self._flying.discard(lease_id)
            self._reached, self._online = look.reached, look.online
            if look.gap is None:
                self._schedule.remove(lease_id)
                self._leases.pop(lease_id, None)
            else:
                self._schedule.ended(lease_id, self._clock.elapsed(), look.gap)
            self._wake()
            self._tell_watch()
        self._follow(lease, look)

    def _wake(self) -> None:
        """Wake the leader if something falls due before the time that it waits for."""
        now = self._clock.elapsed()
        wait = self._schedule.wait(now, max(1, len(self.threads)))
        if self._leads and wait is not None and now + wait < self._leader_wakes:
            self._leader_wakes = now + wait
            self._leader.notify()

    def _tell_watch(self, *, force: bool = False) -> None:
        now = self._clock.elapsed()
        state = len(self._schedule), self._reached, self._online
        if force or state != self._last_told or now - self._told_at >= _TELL_EVERY:
            self._told_at, self._last_told = now, state
            due = self._schedule.next_due()
            self._tell(Watch(len(self._schedule), now if due is None else due, self._reached, self._online))
