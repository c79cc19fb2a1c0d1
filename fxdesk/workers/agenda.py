# SPDX-License-Identifier: MIT
"""Hand jobs to threads in the order in which they fall due, never two of one key at a time."""

from __future__ import annotations

import bisect
import itertools
import threading
from collections.abc import Callable, Hashable
from typing import NamedTuple

from fxdesk.core.clock import Clock

# A suspended machine's clock runs on while a wait stands still, so no wait is longer than this.
_LONGEST_WAIT = 5.0


class Task(NamedTuple):
    """A job, the elapsed time from which it may run, and what it must not run beside.

    `passing`: it only tells something, or can be done as well in the next run.
    """

    due: float
    order: int
    key: Hashable
    name: str
    job: Callable[[], None]
    passing: bool = False


class Agenda:
    """Jobs of one lane, for any number of threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._condition = threading.Condition()
        self._order = itertools.count()
        self._tasks: list[Task] = []
        self._busy: set[Hashable] = set()
        self._closed = False
        self._drains = False

    def post(
        self,
        job: Callable[[], None],
        *,
        due: float = 0.0,
        key: Hashable = None,
        name: str = "",
        passing: bool = False,
    ) -> bool:
        """Run `job` once `due` has come and nothing else of `key` runs; False when nothing new is taken.

        A job of the same key and name that still waits is replaced. One that is `passing` is dropped at the
        end: what must be written does not wait behind it.
        """
        with self._condition:
            if self._closed:
                return False
            if name:
                self._tasks = [task for task in self._tasks if (task.key, task.name) != (key, name)]
            bisect.insort(self._tasks, Task(due, next(self._order), key, name, job, passing))
            self._condition.notify()
            return True

    def drop(self, key: Hashable, name: str) -> None:
        """Take back a job that still waits."""
        with self._condition:
            self._tasks = [task for task in self._tasks if (task.key, task.name) != (key, name)]

    def take(self) -> Task | None:
        """Wait for a job and take it; None: the lane is closed."""
        with self._condition:
            while True:
                now = self._clock.elapsed()
                task = next(
                    (task for task in self._tasks if task.due <= now and self._is_free(task.key)), None
                )
                if task is not None and (not self._closed or self._drains):
                    self._tasks.remove(task)
                    if task.key is not None:
                        self._busy.add(task.key)
                    return task
                if self._closed:
                    return None
                coming = next((task.due for task in self._tasks if task.due > now), None)
                self._condition.wait(None if coming is None else min(coming - now, _LONGEST_WAIT))

    def ended(self, task: Task) -> None:
        """The taken job is over."""
        self.free(task.key)

    def claim(self, key: Hashable) -> bool:
        """Keep jobs of `key` from starting until `free`; False when one runs."""
        with self._condition:
            if key in self._busy:
                return False
            self._busy.add(key)
            return True

    def free(self, key: Hashable) -> None:
        """Let jobs of `key` start again."""
        with self._condition:
            if key is not None:
                self._busy.discard(key)
            self._condition.notify()

    def wake(self) -> None:
        """Look again what is due: the clock went on while this waited."""
        with self._condition:
            self._condition.notify_all()

    def close(self, *, drain: bool = False) -> None:
        """Take nothing new; with `drain`, what is due already still runs unless it is passing."""
        with self._condition:
            self._closed, self._drains = True, drain
            self._tasks = [task for task in self._tasks if not task.passing]
            self._condition.notify_all()

    def _is_free(self, key: Hashable) -> bool:
        return key is None or key not in self._busy
