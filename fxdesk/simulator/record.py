# SPDX-License-Identifier: MIT
"""The record of every request, so that a test can hold the client to gaps, counts and connections."""

from __future__ import annotations

import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass

KEPT_REQUESTS = 20_000
KEPT_GAPS = 2_000
KEPT_ANSWER = 65_536  # bytes of each answer


@dataclass
class Request:
    """One request as it came; times are seconds of time.monotonic()."""

    number: int
    act: str
    params: dict[str, str]
    connection: int
    on_connection: int  # 1 for the first request of its connection
    at: float
    booked: bool = False  # it was processed
    answered: bool = False  # the whole answer went out
    ended: float | None = None
    answer: bytes = b""
    sent_bytes: int = 0
    gzip_asked: bool = False

    @property
    def pkey(self) -> str:
        return self.params.get("pkey", "")


@dataclass(frozen=True)
class Gap:
    """The time between two polls of one number, in seconds.

    When the first one was not answered its end is only known to have been before the end that was seen, so
    the true gap may be longer.
    """

    pkey: str
    end_to_start: float
    start_to_start: float
    answered: bool  # the first of the two polls was


class Record:
    """The requests (the newest 20,000), whole counts, and the gaps between polls; thread-safe."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._requests: deque[Request] = deque(maxlen=KEPT_REQUESTS)
        self._counts: Counter[str] = Counter()
        self._answered: Counter[str] = Counter()
        self._polls: dict[str, Request] = {}
        self._gaps: dict[str, deque[Gap]] = {}
        self._number = 0
        self.complaints: list[str] = []

    def begin(
        self, act: str, params: dict[str, str], *, connection: int, on_connection: int, gzip_asked: bool
    ) -> Request:
        with self._changed:
            self._number += 1
            request = Request(
                self._number, act, params, connection, on_connection, time.monotonic(), gzip_asked=gzip_asked
            )
            self._requests.append(request)
            self._counts[act] += 1
            if act == "getPhoneCode":
                self._note_gap(request)
            self._changed.notify_all()
            return request

    def end(self, request: Request, answer: bytes, sent_bytes: int) -> None:
        """Note that the whole answer goes out."""
        with self._changed:
            request.answer = answer if len(answer) <= KEPT_ANSWER else answer[:KEPT_ANSWER]
            request.sent_bytes = sent_bytes
            request.answered = True
            request.ended = time.monotonic()
            self._answered[request.act] += 1
            self._changed.notify_all()

    def broken_off(self, request: Request, sent_bytes: int) -> None:
        """Note that the request ended without a whole answer."""
        with self._changed:
            if request.answered:
                self._answered[request.act] -= 1
            request.sent_bytes = sent_bytes
            request.answered = False
            request.ended = time.monotonic()
            self._changed.notify_all()

    def complain(self, words: str) -> None:
        """Note that the client broke a rule of the document."""
        with self._changed:
            if len(self.complaints) < 1000:
                self.complaints.append(words)

    def changed(self) -> None:
        """Let those who wait look again (the books changed)."""
        with self._changed:
            self._changed.notify_all()

    def requests(self, act: str | None = None, pkey: str | None = None) -> list[Request]:
        with self._changed:
            return [
                request
                for request in self._requests
                if (act is None or request.act == act) and (pkey is None or request.pkey == pkey)
            ]

    def count(self, act: str) -> int:
        """Return how many requests of this act ever came."""
        with self._changed:
            return self._counts[act]

    def answered(self, act: str) -> int:
        with self._changed:
            return self._answered[act]

    def gaps(self, pkey: str | None = None) -> list[Gap]:
        with self._changed:
            wanted = self._gaps if pkey is None else {pkey: self._gaps.get(pkey, deque[Gap]())}
            return [gap for gaps in wanted.values() for gap in gaps]

    def wait_for(self, condition: Callable[[], bool], timeout: float) -> bool:
        """Wait until the condition holds; it is looked at after every request, answer and booking."""
        end = time.monotonic() + timeout
        while True:
            with self._changed:
                seen = self._number
            if condition():
                return True
            left = end - time.monotonic()
            if left <= 0:
                return False
            with self._changed:
                if seen == self._number:
                    self._changed.wait(min(left, 0.1))

    def _note_gap(self, request: Request) -> None:
        before = self._polls.get(request.pkey)
        self._polls[request.pkey] = request
        if before is None:
            return
        ended = before.ended if before.ended is not None else request.at
        gaps = self._gaps.setdefault(request.pkey, deque(maxlen=KEPT_GAPS))
        gaps.append(Gap(request.pkey, request.at - ended, request.at - before.at, before.answered))
