# SPDX-License-Identifier: MIT
"""Each ordered fault happens on the wire as its name says, and books what it says."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable

import pytest

from fxdesk.simulator import KINDS, Simulator
from fxdesk.simulator.service_names import LUMEN_MAIL
from tests.simulator.caller import Aside, Caller, raw_exchange

RENT = {"iid": LUMEN_MAIL.id, "country": "mys"}

# kind → what must be true of (head, body, whether the connection was reset) of getPhone's answer.
Look = Callable[[bytes, bytes, bool], bool]
SEEN: dict[str, Look] = {
    "lose": lambda head, body, reset: not head and not reset,
    "refuse-before": lambda head, body, reset: not head and not reset,
    "reset-before": lambda head, body, reset: not head and reset,
    "reset-amid": lambda head, body, reset: reset and not body,
    "reset-after": lambda head, body, reset: reset and not body,
    "cut-body": lambda head, body, reset: stated(head) > len(body) > 0,
    "cut-body-no-length": lambda head, body, reset: b"Content-Length" not in head and body.startswith(b"1|"),
    "cut-chunked": lambda head, body, reset: b"chunked" in head and not body.endswith(b"0\r\n\r\n"),
    "length-too-short": lambda head, body, reset: 0 < stated(head) < len(body),
    "length-absent": lambda head, body, reset: b"Content-Length" not in head and body.count(b"|") == 7,
    "not-http": lambda head, body, reset: head.startswith(b"SSH-"),
    "many-headers": lambda head, body, reset: head.count(b"\r\n") > 500,
    "long-header": lambda head, body, reset: len(head) > 65536,
    "html": lambda head, body, reset: body.startswith(b"<!DOCTYPE html>"),
    "status": lambda head, body, reset: head.startswith(b"HTTP/1.1 502 Bad Gateway"),
    "huge": lambda head, body, reset: len(body) == 64 << 20,
    "long-line": lambda head, body, reset: len(body) > 10_000_000,
    "gzip-bomb": lambda head, body, reset: len(body) < 1 << 20 and len(unpacked(body)) == 64 << 20,
    "gzip-unasked": lambda head, body, reset: unpacked(body).startswith(b"1|"),
    "empty": lambda head, body, reset: stated(head) == 0 and not body,
    "gbk": lambda head, body, reset: body.decode("gbk").endswith("|验证码") and not is_utf8(body),
    "utf16": lambda head, body, reset: body.decode("utf-16").startswith("1|"),
    "bom": lambda head, body, reset: body.startswith(b"\xef\xbb\xbf1|"),
    "crlf": lambda head, body, reset: body.startswith(b"\r\n1|") and body.endswith(b"\r\n"),
    "nul": lambda head, body, reset: body.endswith(b"\0"),
    "invalid-utf8": lambda head, body, reset: not is_utf8(body),
    "too-few-fields": lambda head, body, reset: 0 < body.count(b"|") < 7,
    "too-many-fields": lambda head, body, reset: body.count(b"|") > 8,
    "wrong-request": lambda head, body, reset: body == b"1|41.6500|3|1280",
    "same-pkey": lambda head, body, reset: body.count(b"|") == 7,
    "json-deep": lambda head, body, reset: body.startswith(b"[" * 1000),
    "json-duplicates": lambda head, body, reset: body.count(b"Item_UPrice") == 2,
    "json-nan": lambda head, body, reset: b"NaN" in body,
    "json-big": lambda head, body, reset: b"9" * 5000 in body,
    "json-for-text": lambda head, body, reset: isinstance(json.loads(body), list),
    "text-for-json": lambda head, body, reset: body.startswith(b"1|"),
    "drip-body": lambda head, body, reset: body.count(b"|") == 7,
    "drip-head": lambda head, body, reset: body.count(b"|") == 7,
}
# These have a test of their own.
ELSEWHERE = {"hang", "late", "raw", "other-body"}


def stated(head: bytes) -> int:
    lines = [line for line in head.split(b"\r\n") if line.startswith(b"Content-Length: ")]
    return int(lines[0].removeprefix(b"Content-Length: "))


def unpacked(body: bytes) -> bytes:
    return zlib.decompress(body, wbits=31)


def is_utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - ELSEWHERE))
def test_that_a_fault_is_seen_on_the_wire_and_booked_as_said(sim: Simulator, kind: str) -> None:
    fault = sim.fault("getPhone", kind, seconds=0.001)
    came, reset = exchange_once(sim)
    head, _, body = came.partition(b"\r\n\r\n")
    assert SEEN[kind](head, body, reset), came[:300]
    assert fault.hits == 1
    assert len(sim.numbers) == (1 if KINDS[kind] else 0)
    assert sim.requests[0].booked == KINDS[kind]


def exchange_once(sim: Simulator) -> tuple[bytes, bool]:
    """Ask getPhone; the service closes after the answer."""
    return raw_exchange(sim, "getPhone", **RENT)


def test_that_every_kind_of_fault_has_a_test() -> None:
    assert set(SEEN) | ELSEWHERE == set(KINDS)


@pytest.mark.parametrize("status", [301, 302, 307, 401, 403, 429, 500, 502, 503, 504])
def test_that_any_status_can_be_ordered_booked_or_not(sim: Simulator, status: int) -> None:
    sim.fault("getPhone", "status", status=status, location="http://127.0.0.2/elsewhere", booked=True)
    came, _ = exchange_once(sim)
    assert came.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"\r\nLocation: http://127.0.0.2/elsewhere\r\n" in came
    assert (b"Retry-After" in came) == (status == 429)
    assert len(sim.numbers) == 1


def test_that_raw_bytes_go_out_as_they_are(sim: Simulator) -> None:
    sim.fault("getPhone", "raw", body=b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n1|")
    assert exchange_once(sim) == (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n1|", False)


def test_that_any_body_can_come_in_place_of_a_booked_answer(sim: Simulator) -> None:
    sim.fault("getPhone", "other-body", body=b"2|x")
    assert exchange_once(sim)[0].endswith(b"\r\n\r\n2|x")
    assert len(sim.numbers) == 1


def test_that_a_lost_answer_leaves_the_number_in_the_books(sim: Simulator) -> None:
    sim.fault("getPhone", "lose")
    exchange_once(sim)
    assert [number.account for number in sim.numbers] == ["demo"]
    assert not sim.requests[0].answered


def test_that_a_late_answer_comes_when_the_services_time_has_come() -> None:
    with Simulator(rows=1000, clock=lambda: 0.0) as sim:
        sim.fault("getPhone", "late", seconds=20)
        aside = Aside(sim, "getPhone", **RENT)
        assert sim.wait_until(lambda: len(sim.numbers) == 1)
        assert not sim.requests[0].answered
        sim.advance(21)
        answer = aside.wait()
        assert answer is not None
        assert answer.decode().split("|")[1] == sim.numbers[0].pkey


def test_that_a_hanging_request_goes_on_when_released(sim: Simulator) -> None:
    fault = sim.fault("getPhone", "hang")
    aside = Aside(sim, "getPhone", **RENT)
    assert fault.reached.wait(5)
    assert sim.numbers == []
    fault.release()
    answer = aside.wait()
    assert answer is not None
    assert answer.startswith(b"1|")
    assert len(sim.numbers) == 1


def test_that_a_client_which_gives_up_on_a_hanging_request_frees_its_thread(sim: Simulator) -> None:
    sim.fault("getPhone", "hang")
    with Caller(sim) as caller:
        caller._connection.request("GET", f"/yhapi.ashx?act=getPhone&token={sim.account.token}")
        assert sim.wait_for("getPhone")
    assert sim.wait_until(lambda: sim.server.open_connections == 0)
    assert sim.numbers == []


def test_that_a_fault_strikes_only_whom_it_is_meant_for_and_as_often_as_said(
    sim: Simulator, caller: Caller
) -> None:
    struck, spared = caller.rent(), caller.rent()
    sim.fault("getPhoneCode", "empty", times=2, match=struck)
    assert caller.ask("getPhoneCode", pkey=spared) == "0|-3"
    assert [caller.ask("getPhoneCode", pkey=struck) for _ in range(3)] == ["", "", "0|-3"]
    sim.fault("*", "empty", match=lambda params: params["act"] == "setRel")
    assert caller.ask("getPhoneCode", pkey=struck) == "0|-3"
    assert caller.ask("setRel", pkey=struck) == ""


def test_that_faults_can_be_taken_back(sim: Simulator, caller: Caller) -> None:
    sim.fault("*", "empty", times=None)
    sim.script("setRel", "0|-5", times=None)
    assert caller.ask("login", ApiName="demo", PassWord="demo-password") == ""
    sim.clear_faults()
    assert caller.ask("login", ApiName="demo", PassWord="demo-password").startswith("1|")
    assert caller.ask("setRel", pkey="A" * 48) == "0|-2"


def test_that_scripts_are_used_in_order_and_for_their_number(sim: Simulator, caller: Caller) -> None:
    pkey, other = caller.rent(), caller.rent()
    sim.script("setRel", "0|-5", times=2, pkey=pkey)
    sim.script("setRel", b"\xff", pkey=pkey)
    assert caller.ask("setRel", pkey=other) == "1|"
    assert [caller.ask("setRel", pkey=pkey) for _ in range(2)] == ["0|-5", "0|-5"]
    assert caller.whole({"act": "setRel", "token": sim.account.token, "pkey": pkey})[1] == b"\xff"
    assert caller.ask("setRel", pkey=pkey) == "1|"


def test_that_one_key_can_be_sold_twice_and_both_purchases_are_booked(sim: Simulator, caller: Caller) -> None:
    first = caller.rent()
    sim.fault("getPhone", "same-pkey")
    assert caller.rent() == first
    assert [number.pkey for number in sim.numbers] == [first, first]
    assert sim.numbers[0].mobile != sim.numbers[1].mobile


def test_that_the_right_answer_to_another_request_can_come(sim: Simulator, caller: Caller) -> None:
    told = caller.ask("myInfo")
    sim.fault("getPhone", "wrong-request")
    assert caller.ask("getPhone", **RENT) == told


def test_that_an_unknown_fault_is_refused_when_ordered(sim: Simulator) -> None:
    with pytest.raises(ValueError, match="earthquake"):
        sim.fault("getPhone", "earthquake")
