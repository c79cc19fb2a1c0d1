# SPDX-License-Identifier: MIT
"""A plain client of the fake service, which knows nothing of the program's own client."""

from __future__ import annotations

import http.client
import socket
import threading
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from fxdesk.simulator import Simulator
from fxdesk.simulator.service_names import LUMEN_MAIL

TIMEOUT = 10.0


class Caller:
    """Asks over one kept-alive connection."""

    def __init__(self, sim: Simulator) -> None:
        self.sim = sim
        self._connection = http.client.HTTPConnection("127.0.0.1", sim.port, timeout=TIMEOUT)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def whole(self, params: dict[str, str], headers: dict[str, str] | None = None) -> tuple[int, bytes]:
        """Return the status and the body."""
        self._connection.request("GET", f"/yhapi.ashx?{urlencode(params)}", headers=headers or {})
        response = self._connection.getresponse()
        return response.status, response.read()

    def ask(self, act: str, **params: str) -> str:
        """Return the text of the answer; the account's token is added where the act needs one."""
        token = {} if act in ("login", "getItem") else {"token": self.sim.account.token}
        return self.whole({"act": act, **token, **params})[1].decode()

    def rent(self, **params: str) -> str:
        """Rent a number and return its key."""
        answer = self.ask("getPhone", **{"iid": LUMEN_MAIL.id, "country": "mys", **params})
        assert answer.startswith("1|"), answer
        return answer.split("|")[1]


def raw_exchange(sim: Simulator, act: str, **params: str) -> tuple[bytes, bool]:
    """Ask on a socket of its own; return every byte that came and whether it ended with a reset."""
    query = urlencode({"act": act, "token": sim.account.token, **params})
    head = f"GET /yhapi.ashx?{query} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    came: list[bytes] = []
    with socket.create_connection(("127.0.0.1", sim.port), timeout=TIMEOUT) as connection:
        connection.sendall(head.encode())
        try:
            while more := connection.recv(65536):
                came.append(more)
        except ConnectionResetError:
            return b"".join(came), True
    return b"".join(came), False


class Aside:
    """Asks on a thread of its own, for questions whose answer is not to come yet."""

    def __init__(self, sim: Simulator, act: str, **params: str) -> None:
        self.answer: bytes | None = None
        self._sim = sim
        self._asked = (act, params)
        self._thread = threading.Thread(target=self._ask)
        self._thread.start()

    def wait(self) -> bytes | None:
        """Return the body; None when the connection was closed without one."""
        self._thread.join(TIMEOUT)
        assert not self._thread.is_alive()
        return self.answer

    def _ask(self) -> None:
        act, params = self._asked
        with Caller(self._sim) as caller:
            try:
                self.answer = caller.whole({"act": act, "token": self._sim.account.token, **params})[1]
            except (http.client.HTTPException, OSError):
                self.answer = None
