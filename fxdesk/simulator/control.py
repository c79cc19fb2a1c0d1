# SPDX-License-Identifier: MIT
"""The levers of a simulator that runs as a process of its own, by the same names as in process."""

from __future__ import annotations

import http.client
import json
from typing import Any
from urllib.parse import urlencode, urlsplit

from fxdesk.simulator.control_door import CONTROL_PATH


class ControlRefused(Exception):
    """The simulator knows no such lever or could not pull it."""


class ControlledPause:
    """A pause in the other process."""

    def __init__(self, control: Control, number: int) -> None:
        self._control = control
        self._number = number

    def reached(self, timeout: float = 0.0) -> bool:
        """Wait (at most 30 s) until a request stands still; True when one does."""
        return bool(self._control.pull("pause_reached", pause=self._number, timeout=timeout))

    def release(self) -> None:
        self._control.pull("release_pause", pause=self._number)


class ControlledFault:
    """A fault in the other process."""

    def __init__(self, control: Control, number: int) -> None:
        self._control = control
        self._number = number

    @property
    def hits(self) -> int:
        return int(self._control.pull("fault_hits", fault=self._number))

    def release(self) -> None:
        self._control.pull("release_fault", fault=self._number)


class Control:
    """Speaks to `/control`; each call is one short connection. Values and answers are JSON."""

    def __init__(self, url: str) -> None:
        """Take the service's URL, as the simulator printed it."""
        parts = urlsplit(url)
        self._host = parts.hostname or "127.0.0.1"
        self._port = parts.port or 80

    def deliver(
        self, pkey: str, code: str | None = None, text: str | None = None, *, charge: bool | None = None
    ) -> dict[str, Any]:
        answer: dict[str, Any] = self.pull("deliver", pkey=pkey, code=code, text=text, charge=charge)
        return answer

    def script(self, act: str, answer: str, times: int | None = 1, pkey: str | None = None) -> None:
        self.pull("script", act=act, answer=answer, times=times, pkey=pkey)

    def fault(self, act: str, kind: str, **how: Any) -> ControlledFault:
        """Order a fault; `match` may be a pkey or another value of the request."""
        return ControlledFault(self, self.pull("fault", act=act, kind=kind, **how))

    def clear_faults(self) -> None:
        self.pull("clear_faults")

    def pause(self, act: str, point: str, **how: Any) -> ControlledPause:
        return ControlledPause(self, self.pull("pause", act=act, point=point, **how))

    def advance(self, seconds: float) -> None:
        self.pull("advance", seconds=seconds)

    def give_receipt(self, pkey: str) -> None:
        self.pull("give_receipt", pkey=pkey)

    def force_release(self, pkey: str) -> None:
        self.pull("force_release", pkey=pkey)

    def black(self, pkey: str) -> None:
        self.pull("black", pkey=pkey)

    def lock_release(self, seconds: float, pkey: str | None = None) -> None:
        self.pull("lock_release", seconds=seconds, pkey=pkey)

    def set_behaviour(self, service_id: str | None = None, **how: Any) -> None:
        """Take the fields of Behaviour by name."""
        self.pull("set_behaviour", service_id=service_id, **how)

    def set_latency(self, seconds: float) -> None:
        self.pull("set_latency", seconds=seconds)

    def set_balance(self, amount: str, api_name: str = "demo") -> None:
        self.pull("set_balance", amount=amount, api_name=api_name)

    def change_password(self, password: str, api_name: str = "demo") -> None:
        self.pull("change_password", password=password, api_name=api_name)

    def void_tokens(self) -> None:
        self.pull("void_tokens")

    def forget_pacing(self) -> None:
        self.pull("forget_pacing")

    def wait_for(self, act: str, count: int = 1, timeout: float = 5.0) -> bool:
        return bool(self.pull("wait_for", act=act, count=count, timeout=timeout))

    def count(self, act: str) -> int:
        return int(self.pull("count", act=act))

    def books(self) -> dict[str, Any]:
        """Return accounts, numbers, ledger and complaints; amounts are strings with four decimals."""
        books: dict[str, Any] = self._ask("GET", f"{CONTROL_PATH}/books")
        return books

    def requests(self, act: str | None = None, *, after: int = 0) -> list[dict[str, Any]]:
        query = {"after": str(after), **({"act": act} if act else {})}
        requests: list[dict[str, Any]] = self._ask("GET", f"{CONTROL_PATH}/requests?{urlencode(query)}")
        return requests

    def pull(self, lever: str, **arguments: Any) -> Any:
        """Pull any lever by its name; raises ControlRefused, or OSError when the simulator is not there."""
        answer = self._ask("POST", CONTROL_PATH, json.dumps({"lever": lever, **arguments}))
        return answer["answer"]

    def _ask(self, method: str, path: str, body: str | None = None) -> Any:
        connection = http.client.HTTPConnection(self._host, self._port, timeout=40)
        try:
            connection.request(method, path, body, {"Connection": "close"})
            response = connection.getresponse()
            answer = json.loads(response.read())
        finally:
            connection.close()
        if response.status != 200:
            raise ControlRefused(answer.get("error", str(response.status)))
        return answer
