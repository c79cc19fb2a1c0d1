# SPDX-License-Identifier: MIT
"""Start the program so that it says all it can: every logger at DEBUG, and faults on order that carry its
addresses. SIGUSR1 raises in the window's thread and in another one, SIGUSR2 is a crash.
"""

from __future__ import annotations

import ctypes
import logging
import signal
import sys
import threading
from collections.abc import Sequence
from types import FrameType
from typing import Any

import fxdesk.app
from fxdesk.api import transport
from fxdesk.app import run as running
from fxdesk.app.log_file import LogFile

asked: list[str] = []
_request = transport.Transport._request


def remember(self: transport.Transport, query: Sequence[tuple[str, str]], *rest: Any, **more: Any) -> Any:
    """As the transport, and keep the whole address for the faults."""
    request = _request(self, query, *rest, **more)
    asked.append(f"{request.url} {dict(query)!r}")
    logging.getLogger("elsewhere").debug("asked %s with %r", request.url, query)
    return request


class LoudLog(LogFile):
    """Takes everything, also what the program keeps quiet by levels."""

    def __init__(self, *about: Any) -> None:
        super().__init__(*about)
        logging.getLogger().setLevel(logging.DEBUG)
        quiet = logging.getLogger("urllib3")
        quiet.setLevel(logging.DEBUG)
        quiet.setLevel = lambda level: None  # type: ignore[method-assign]  # a spy


def fail() -> None:
    """A fault whose words, and whose cause's, hold every address that was asked."""
    try:
        raise ConnectionError(asked[0])
    except ConnectionError as error:
        raise RuntimeError("\n".join(asked)) from error


def on_order(number: int, frame: FrameType | None) -> None:
    if number == signal.SIGUSR2:
        ctypes.string_at(0)
    threading.Thread(target=fail).start()
    fail()


if __name__ == "__main__":
    transport.Transport._request = remember  # type: ignore[method-assign]  # a spy
    setattr(running, "LogFile", LoudLog)  # noqa: B010 - it is no name of that module for others
    signal.signal(signal.SIGUSR1, on_order)
    signal.signal(signal.SIGUSR2, on_order)
    sys.exit(fxdesk.app.main())
