# SPDX-License-Identifier: MIT
"""One request answered: recorded, paused, booked, answered, or gone wrong as ordered."""

from __future__ import annotations

import threading
from urllib.parse import parse_qsl, unquote_to_bytes

from fxdesk.simulator import misdelivery
from fxdesk.simulator.acts import answer
from fxdesk.simulator.clock import SimulatedClock
from fxdesk.simulator.document_rules import POLL_GAP, complaints_about
from fxdesk.simulator.faults import Fault, Faults
from fxdesk.simulator.house import House
from fxdesk.simulator.http_line import HttpRequest, Line, Reply
from fxdesk.simulator.pauses import Pauses
from fxdesk.simulator.record import Record, Request

PATH = "/yhapi.ashx"


class Desk:
    """Answers the requests of all connections; holds no lock while anything waits."""

    def __init__(
        self, house: House, clock: SimulatedClock, faults: Faults, pauses: Pauses, record: Record
    ) -> None:
        self.house = house
        self.latency = 0.0
        self._clock = clock
        self._faults = faults
        self._pauses = pauses
        self._record = record
        self._stopping = threading.Event()
        self._poll_ended: dict[str, float] = {}
        self._last_answers: dict[str, bytes] = {}

    def stop(self) -> None:
        self._stopping.set()

    def serve(self, http: HttpRequest, line: Line, caller: str, connection: int, place: int) -> bool:
        """Answer one request of the service; True when the connection may be kept."""
        params = _params(http.target, self._record)
        act = params.get("act", "")
        request = self._record.begin(
            act, params, connection=connection, on_connection=place, gzip_asked=http.takes_gzip
        )
        for words in complaints_about(act, params):
            self._record.complain(words)
        self._complain_about_pace(act, params)
        before = line.sent_bytes
        fault = self._faults.take(act, params)
        self._pauses.pass_by(act, "before-booking", params)
        if self.latency and self._stopping.wait(self.latency):
            return False
        if fault is None:
            reply = self._process(request, caller, http.takes_gzip)
            kept = self._deliver(request, reply, http, line)
        else:
            kept = self._go_wrong(fault, request, http, line, caller)
        if request.ended is None:
            self._record.broken_off(request, line.sent_bytes - before)
        self._pauses.pass_by(act, "after-answer", params)
        return kept

    def _process(self, request: Request, caller: str, takes_gzip: bool = False) -> Reply:
        scripted = self._faults.scripted(request.act, request.params)
        if scripted is not None:
            reply = Reply(scripted)
        else:
            body = answer(self.house, request.params, caller)
            request.booked = body is not None
            if body is None:
                reply = Reply(b"", 404)
            elif request.act == "getItem":
                reply = self._priced(request, body, takes_gzip)
            else:
                reply = Reply(body)
                self._last_answers[request.act] = body
        self._pauses.pass_by(request.act, "after-booking", request.params)
        return reply

    def _priced(self, request: Request, body: bytes, takes_gzip: bool) -> Reply:
        if not takes_gzip:
            return Reply(body, content_type="application/json; charset=utf-8")
        packed = self.house.prices.packed_body(request.params.get("key", ""))
        return Reply(packed, 200, [("Content-Encoding", "gzip")], "application/json; charset=utf-8")

    def _deliver(self, request: Request, reply: Reply, http: HttpRequest, line: Line) -> bool:
        head = reply.head(close=http.wants_close)
        wire = head + reply.body
        start, middle = line.sent_bytes, 0
        if self._pauses.wanted(request.act, "mid-answer"):
            middle = len(head) + len(reply.body) // 2
            line.send(wire[:middle])
            self._pauses.pass_by(request.act, "mid-answer", request.params)
        # Noted before the last byte goes out: who has read the answer finds it in the record.
        if request.act == "getPhoneCode":
            self._poll_ended[request.pkey] = self._clock.now()
        self._record.end(request, reply.body, len(wire))
        if not line.send(wire[middle:]):
            self._poll_ended.pop(request.pkey, None)
            self._record.broken_off(request, line.sent_bytes - start)
            return False
        return not http.wants_close

    def _go_wrong(self, fault: Fault, request: Request, http: HttpRequest, line: Line, caller: str) -> bool:
        reply = Reply(b"")
        if fault.booked:
            if fault.kind == "same-pkey":
                self._sell_again(request)
            reply = self._process(request, caller)
        if fault.kind in ("hang", "late"):
            due = self._clock.now() + fault.seconds if fault.seconds else None
            came = self._clock.wait_until(due, lambda: fault.released or line.gone())
            if self._stopping.is_set() or not (came or fault.released) or line.gone():
                return False
            if not fault.booked:
                reply = self._process(request, caller)
            return self._deliver(request, reply, http, line)
        if fault.kind == "same-pkey":
            return self._deliver(request, reply, http, line)
        if fault.kind == "wrong-request":
            others = [body for act, body in self._last_answers.items() if act != request.act]
            return self._deliver(request, Reply(others[-1] if others else b"1|41.6500|3|1280"), http, line)
        odd = misdelivery.shaped(fault, reply.body)
        if odd is not None:
            return self._deliver(request, odd, http, line)
        misdelivery.broken(fault, line, reply, self._clock)
        return False

    def _sell_again(self, request: Request) -> None:
        book = self.house.book
        with book.lock:
            account = book.register.owner_of(request.params.get("token", ""))
            sold = [number.pkey for number in book.numbers if account and number.account == account.api_name]
            if sold:
                book.forced_pkey = sold[-1]

    def _complain_about_pace(self, act: str, params: dict[str, str]) -> None:
        pkey = params.get("pkey", "")
        # When an answer was lost, nobody here knows when the client gave up.
        ended = self._poll_ended.pop(pkey, None) if act == "getPhoneCode" else None
        if ended is not None and self._clock.now() - ended < POLL_GAP:
            gap = self._clock.now() - ended
            self._record.complain(f"getPhoneCode: {gap:.3f} s after the last look at {pkey[:8]}")


def _params(target: str, record: Record) -> dict[str, str]:
    query = target.partition("?")[2]
    try:
        unquote_to_bytes(query).decode()
    except UnicodeDecodeError:
        record.complain("the query is not UTF-8")
    return dict(parse_qsl(query, keep_blank_values=True, encoding="utf-8", errors="replace"))
