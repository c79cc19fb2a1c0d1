# SPDX-License-Identifier: MIT
"""What a test can order to go wrong: which act, how, how often, for whom."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

Match = str | Callable[[Mapping[str, str]], bool] | None

# Each kind, and whether the request is processed and booked before it goes wrong.
KINDS: dict[str, bool] = {
    # no answer, or not in time
    "hang": False,  # silence until released or stopped, then processed and answered
    "lose": True,  # processed, then the connection is closed without an answer
    "refuse-before": False,  # closed before it is processed
    "reset-before": False,  # the same by a reset
    "reset-amid": True,  # reset amid the answer's head
    "reset-after": True,  # reset after the head
    "late": True,  # processed at once, answered after `seconds` (0: when released)
    "drip-body": True,  # a byte each `seconds`
    "drip-head": True,
    # an answer cut or of a wrong length
    "cut-body": True,  # with Content-Length
    "cut-body-no-length": True,
    "cut-chunked": True,
    "length-too-short": True,
    "length-absent": True,  # a whole answer, ended by closing
    # not the protocol, or another status
    "not-http": False,
    "many-headers": True,
    "long-header": True,
    "html": False,
    "status": False,  # `status`, with `location` for redirects
    "huge": False,
    "long-line": False,
    "gzip-bomb": False,
    "gzip-unasked": True,
    # odd bodies
    "empty": True,
    "other-body": True,  # `body` in place of the answer's
    "raw": False,  # `body` goes out on the socket as it is
    "gbk": True,
    "utf16": True,
    "bom": True,
    "crlf": True,
    "nul": True,
    "invalid-utf8": True,
    "too-few-fields": True,
    "too-many-fields": True,
    "wrong-request": False,  # the right answer to another request
    "same-pkey": True,  # getPhone sells a key that it sold before
    "json-deep": False,
    "json-duplicates": False,
    "json-nan": False,
    "json-big": False,
    "json-for-text": False,
    "text-for-json": False,
}

EVERY_ACT = "*"


class Fault:
    """One ordered fault; `times=None` is for ever. `hits` counts; `reached` is set at the first hit."""

    def __init__(
        self,
        act: str,
        kind: str,
        *,
        times: int | None = 1,
        seconds: float = 0.0,
        match: Match = None,
        status: int = 502,
        location: str = "",
        body: bytes = b"",
        booked: bool | None = None,
    ) -> None:
        if kind not in KINDS:
            raise ValueError(f"unknown fault: {kind}")
        self.act = act
        self.kind = kind
        self.times = times
        self.seconds = seconds
        self.match = match
        self.status = status
        self.location = location
        self.body = body
        self.booked = KINDS[kind] if booked is None else booked
        self.hits = 0
        self.reached = threading.Event()
        self.released = False
        self.on_release: Callable[[], None] = lambda: None

    def copy(self) -> Fault:
        return Fault(
            self.act,
            self.kind,
            times=self.times,
            seconds=self.seconds,
            match=self.match,
            status=self.status,
            location=self.location,
            body=self.body,
            booked=self.booked,
        )

    def concerns(self, act: str, params: Mapping[str, str]) -> bool:
        if (
            self.released
            or self.act not in (EVERY_ACT, act)
            or (self.times is not None and self.hits >= self.times)
        ):
            return False
        return matches(self.match, params)

    def release(self) -> None:
        """End the fault, and let everything that hangs or is late by it go on."""
        self.released = True
        self.on_release()


class Faults:
    """The faults in force and the scripted answers; thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []
        self._scripts: list[_Script] = []

    def add(self, fault: Fault) -> None:
        with self._lock:
            self._faults.insert(0, fault)

    def add_script(self, act: str, answer: bytes, times: int | None, match: Match) -> None:
        with self._lock:
            self._scripts.append(_Script(act, answer, times, match))

    def clear(self) -> None:
        with self._lock:
            faults, self._faults, self._scripts = self._faults, [], []
        for fault in faults:
            fault.release()

    def take(self, act: str, params: Mapping[str, str]) -> Fault | None:
        """Return the newest fault that concerns the request, counted as hit."""
        with self._lock:
            for fault in self._faults:
                if fault.concerns(act, params):
                    fault.hits += 1
                    fault.reached.set()
                    return fault
        return None

    def scripted(self, act: str, params: Mapping[str, str]) -> bytes | None:
        """Return the oldest scripted answer that concerns the request, counted as given."""
        with self._lock:
            for script in self._scripts:
                if script.concerns(act, params):
                    if script.times is not None:
                        script.times -= 1
                    return script.answer
        return None


class _Script:
    def __init__(self, act: str, answer: bytes, times: int | None, match: Match) -> None:
        self.act = act
        self.answer = answer
        self.times = times
        self.match = match

    def concerns(self, act: str, params: Mapping[str, str]) -> bool:
        return self.act in (EVERY_ACT, act) and self.times != 0 and matches(self.match, params)


def matches(match: Match, params: Mapping[str, str]) -> bool:
    """Tell whether a request is meant: by one of its values (a pkey, a service), by a function, or any."""
    if match is None:
        return True
    if callable(match):
        return match(params)
    return match in params.values()
