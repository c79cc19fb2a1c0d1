# SPDX-License-Identifier: MIT
"""Run the jobs of an agenda in threads that have an owner who stops them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable

from PySide6.QtCore import QThread

from fxdesk.core.clock import Clock
from fxdesk.core.errors import FxError, Interrupted
from fxdesk.workers.agenda import Agenda
from fxdesk.workers.lines import Lines


class LaneThread(QThread):
    """One thread of a lane: takes jobs until its agenda closes."""

    def __init__(
        self, name: str, agenda: Agenda, failed: Callable[[FxError], None], at_end: Callable[[], None]
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._agenda, self._failed, self._at_end = agenda, failed, at_end

    def run(self) -> None:
        while (task := self._agenda.take()) is not None:
            try:
                task.job()
            except Interrupted:
                # Nobody is left who would hear of it.
                continue
            except FxError as error:
                self._failed(error)
            except Exception:  # noqa: BLE001 - the thread's outermost door: a bug is told, the lane lives on
                sys.excepthook(*sys.exc_info())
            finally:
                self._agenda.ended(task)
        self._at_end()


class Lane:
    """Threads that share one agenda, and the connections that they hold.

    `failed` hears of an error that a job had no words of its own for; `at_end` runs in each thread at its
    end.
    """

    def __init__(
        self,
        name: str,
        clock: Clock,
        lines: Lines,
        failed: Callable[[FxError], None],
        at_end: Callable[[], None],
        threads: int = 1,
    ) -> None:
        self.lines = lines
        self.agenda = Agenda(clock)
        self._at_end = at_end
        self.threads = tuple(
            LaneThread(f"{name} {number}" if threads > 1 else name, self.agenda, failed, self._end)
            for number in range(1, threads + 1)
        )

    def start(self) -> None:
        """Start the threads."""
        for thread in self.threads:
            thread.start()

    def post(
        self,
        job: Callable[[], None],
        *,
        due: float = 0.0,
        key: Hashable = None,
        name: str = "",
        passing: bool = False,
    ) -> bool:
        """As Agenda.post."""
        return self.agenda.post(job, due=due, key=key, name=name, passing=passing)

    def stop(self, *, drain: bool = False, hang_up: bool = True) -> None:
        """Refuse new work, cut what is being read, let the threads end; returns at once."""
        self.agenda.close(drain=drain)
        if hang_up:
            self.lines.hang_up(for_good=True)
        for thread in self.threads:
            thread.requestInterruption()
            thread.quit()

    def _end(self) -> None:
        self.lines.close_mine()
        self._at_end()
