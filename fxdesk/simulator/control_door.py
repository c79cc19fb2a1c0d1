# SPDX-License-Identifier: MIT
"""The control endpoint: the levers for tests that run the simulator as a process of its own.

POST /control            {"lever": "deliver", "pkey": "...", "code": "482913"} → the lever's answer
GET  /control/books      accounts, numbers, ledger
GET  /control/requests   the record, with ?act=… or ?after=NUMBER
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from fxdesk.simulator.faults import Fault
from fxdesk.simulator.http_line import HttpRequest, Reply
from fxdesk.simulator.pauses import Pause
from fxdesk.simulator.rented_number import Behaviour

if TYPE_CHECKING:
    from fxdesk.simulator.simulator import Simulator

CONTROL_PATH = "/control"
LONGEST_WAIT = 30.0

# Levers that take plain values and whose answer nobody needs.
_PLAIN = (
    "give_receipt",
    "force_release",
    "black",
    "lock_release",
    "set_service",
    "set_balance",
    "set_account",
    "set_wall_offset",
    "change_password",
    "void_tokens",
    "forget_pacing",
    "clear_faults",
    "advance",
    "script",
)


class ControlDoor:
    """Pulls the simulator's levers as JSON says; pauses and faults get numbers to speak of them."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._pauses: list[Pause] = []
        self._faults: list[Fault] = []
        self._levers: dict[str, Callable[..., object]] = {
            "deliver": self._deliver,
            "set_behaviour": self._set_behaviour,
            "add_account": self._add_account,
            "set_latency": self._set_latency,
            "fault": self._fault,
            "fault_hits": lambda fault: self._faults[fault].hits,
            "release_fault": lambda fault: self._faults[fault].release(),
            "pause": self._pause,
            "pause_reached": self._pause_reached,
            "release_pause": lambda pause: self._pauses[pause].release(),
            "wait_for": self._wait_for,
            "count": simulator.count,
        }
        for name in _PLAIN:
            self._levers[name] = getattr(simulator, name)

    def answer(self, http: HttpRequest) -> Reply:
        path, _, query = http.target.partition("?")
        if http.method == "GET":
            if path == f"{CONTROL_PATH}/books":
                return _json(self._books())
            if path == f"{CONTROL_PATH}/requests":
                return _json(self._requests(parse_qs(query)))
            return Reply(b"", 404)
        try:
            asked = json.loads(http.body)
            lever = self._levers[asked.pop("lever")]
            return _json({"answer": lever(**asked)})
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            return _json({"error": f"{type(error).__name__}: {error}"}, 400)

    def _deliver(
        self, pkey: str, code: str | None = None, text: str | None = None, charge: bool | None = None
    ) -> object:
        message = self._simulator.deliver(pkey, code, text, charge=charge)
        return {"code": message.code, "text": message.text, "late": message.late}

    def _set_behaviour(self, service_id: str | None = None, **how: Any) -> None:
        self._simulator.set_behaviour(Behaviour(**how), service_id)

    def _add_account(self, **account: Any) -> None:
        self._simulator.add_account(**account)

    def _set_latency(self, seconds: float) -> None:
        self._simulator.latency = seconds

    def _fault(self, body: str = "", **fault: Any) -> int:
        self._faults.append(self._simulator.fault(body=body.encode(), **fault))
        return len(self._faults) - 1

    def _pause(self, **pause: Any) -> int:
        self._pauses.append(self._simulator.pause(**pause))
        return len(self._pauses) - 1

    def _pause_reached(self, pause: int, timeout: float = 0.0) -> bool:
        return self._pauses[pause].reached.wait(min(timeout, LONGEST_WAIT))

    def _wait_for(self, act: str, count: int = 1, timeout: float = 5.0) -> bool:
        return self._simulator.wait_for(act, count, min(timeout, LONGEST_WAIT))

    def _books(self) -> object:
        simulator = self._simulator
        with simulator.book.lock:
            return {
                "now": simulator.now(),
                "url": simulator.url,
                "complaints": simulator.complaints,
                "accounts": [
                    {
                        "api_name": account.api_name,
                        "token": account.token,
                        "balance": account.balance,
                        "open": len(simulator.book.open_numbers(account.api_name)),
                    }
                    for account in simulator.book.register.accounts.values()
                ],
                "numbers": [
                    {
                        "pkey": number.pkey,
                        "account": number.account,
                        "service_id": number.service_id,
                        "service_name": number.service_name,
                        "country_id": number.country.id,
                        "dial": number.country.dial,
                        "mobile": number.mobile,
                        "state": number.state,
                        "round": number.round,
                        "price": number.price,
                        "charged": number.charged,
                        "asked": number.asked,
                        "messages": [{"code": sms.code, "text": sms.text} for sms in number.messages],
                        "black_reason": number.black_reason,
                        "sent": number.sent,
                    }
                    for number in simulator.numbers
                ],
                "ledger": [
                    {
                        "at": entry.at,
                        "account": entry.account,
                        "kind": entry.kind,
                        "amount": entry.amount,
                        "price": entry.price,
                        "pkey": entry.pkey,
                        "act": entry.act,
                        "why": entry.why,
                    }
                    for entry in simulator.ledger
                ],
            }

    def _requests(self, query: Mapping[str, list[str]]) -> object:
        acts = query.get("act")
        after = int(query.get("after", ["0"])[0])
        return [
            {
                "number": request.number,
                "act": request.act,
                "params": request.params,
                "connection": request.connection,
                "on_connection": request.on_connection,
                "at": request.at,
                "ended": request.ended,
                "booked": request.booked,
                "answered": request.answered,
                "answer": request.answer.decode("utf-8", "replace"),
            }
            for request in self._simulator.record.requests(acts[0] if acts else None)
            if request.number > after
        ]


def _json(value: object, status: int = 200) -> Reply:
    def plain(odd: object) -> str:
        if isinstance(odd, Decimal):
            return f"{odd:.4f}"
        raise TypeError(f"{type(odd).__name__} has no JSON form")

    return Reply(json.dumps(value, default=plain).encode(), status, content_type="application/json")
