# SPDX-License-Identifier: MIT
"""The server: kept connections, many at once, latency without a queue, pauses, and a quick end."""

from __future__ import annotations

import gzip
import http.client
import socket
import ssl
import threading
import time

import pytest
import trustme

from fxdesk.simulator import POINTS, Simulator
from fxdesk.simulator.service_names import LUMEN_MAIL
from tests.simulator.caller import Aside, Caller

RENT = {"iid": LUMEN_MAIL.id, "country": "mys"}


def test_that_a_connection_is_kept_and_its_requests_are_counted(sim: Simulator, caller: Caller) -> None:
    pkey = caller.rent()
    caller.ask("getPhoneCode", pkey=pkey)
    with Caller(sim) as other:
        other.ask("myInfo")
    told = [(request.act, request.connection, request.on_connection) for request in sim.requests]
    assert told == [("getPhone", 1, 1), ("getPhoneCode", 1, 2), ("myInfo", 2, 1)]
    assert sim.server.connections == 2


def test_that_a_connection_is_closed_when_the_client_wishes(sim: Simulator, caller: Caller) -> None:
    caller.whole({"act": "getItem", "key": "lumen"}, {"Connection": "close"})
    assert sim.wait_until(lambda: sim.server.open_connections == 0)


def test_that_twenty_kept_connections_wait_for_the_latency_at_the_same_time() -> None:
    with Simulator(rows=1000, latency=0.2) as sim:
        pkey = rented(sim)
        together = threading.Barrier(20)

        def look() -> None:
            with Caller(sim) as caller:
                together.wait(10)
                for _ in range(2):
                    caller.ask("getPhoneCode", pkey=pkey)

        threads = [threading.Thread(target=look) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        looks = sim.requests_of("getPhoneCode")
        assert len(looks) == 40
        took = max(look.ended or 0.0 for look in looks) - min(look.at for look in looks)
        one_after_the_other = len(looks) * sim.latency
        assert took < one_after_the_other / 2


def rented(sim: Simulator) -> str:
    with Caller(sim) as caller:
        return caller.rent()


def test_that_a_thousand_requests_are_all_answered_and_counted(sim: Simulator) -> None:
    pkey = rented(sim)

    def look() -> None:
        with Caller(sim) as caller:
            for _ in range(125):
                assert caller.ask("getPhoneCode", pkey=pkey) == "0|-3"

    threads = [threading.Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sim.count("getPhoneCode") == sim.record.answered("getPhoneCode") == 1000


def test_that_stopping_takes_less_than_a_second_though_everything_hangs() -> None:
    sim = Simulator(rows=1000).start()
    sim.fault("*", "hang", times=None)
    pause = sim.pause("setRel", "before-booking")
    asides = [Aside(sim, "getPhone", **RENT) for _ in range(5)] + [Aside(sim, "setRel", pkey="A")]
    idle = socket.create_connection(("127.0.0.1", sim.port))
    assert pause.reached.wait(5)
    assert sim.wait_for("getPhone", 5)
    began = time.monotonic()
    sim.stop()
    assert time.monotonic() - began < 1
    sim.stop()
    idle.close()
    assert [aside.wait() for aside in asides] == [None] * 6
    assert [t.name for t in threading.enumerate() if t.name.startswith("simulator")] == []


def test_that_a_service_which_went_away_comes_back_on_the_same_port(sim: Simulator, caller: Caller) -> None:
    pkey = caller.rent()
    sim.go_away()
    with pytest.raises(OSError):  # noqa: PT011 - refused or reset, as the system has it
        caller.ask("getPhoneCode", pkey=pkey)
    with pytest.raises(ConnectionRefusedError), Caller(sim) as other:
        other.ask("getPhoneCode", pkey=pkey)
    sim.come_back()
    with Caller(sim) as other:
        assert other.ask("getPhoneCode", pkey=pkey) == "0|-3"


def test_that_the_price_list_is_compressed_only_for_those_who_ask(caller: Caller) -> None:
    plain = caller.whole({"act": "getItem", "key": ""})[1]
    packed = caller.whole({"act": "getItem", "key": ""}, {"Accept-Encoding": "gzip"})[1]
    assert gzip.decompress(packed) == plain
    assert caller.whole({"act": "getItem", "key": ""}, {"Accept-Encoding": "identity"})[1] == plain


def test_that_other_addresses_methods_and_acts_are_refused(sim: Simulator, caller: Caller) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", sim.port, timeout=10)
    statuses = []
    for method, path in (("GET", "/"), ("POST", "/yhapi.ashx?act=getItem"), ("GET", "/control/books")):
        connection.request(method, path)
        response = connection.getresponse()
        response.read()
        statuses.append(response.status)
    connection.close()
    assert statuses == [404, 405, 404]
    assert caller.whole({"act": "signUp"})[0] == 404
    assert len(sim.complaints) == 2


@pytest.mark.parametrize("point", POINTS)
def test_that_a_request_stands_still_at_the_ordered_point(sim: Simulator, point: str) -> None:
    pause = sim.pause("getPhone", point)
    aside = Aside(sim, "getPhone", **RENT)
    assert pause.reached.wait(5)
    assert len(sim.book.numbers) == (0 if point == "before-booking" else 1)
    assert sim.requests[0].answered == (point == "after-answer")
    pause.release()
    answer = aside.wait()
    assert answer is not None
    assert answer.decode().split("|")[1] == sim.numbers[0].pkey


def test_that_a_pause_amid_the_answer_has_sent_some_of_it(sim: Simulator) -> None:
    pause = sim.pause("getPhone", "mid-answer")
    with socket.create_connection(("127.0.0.1", sim.port), timeout=10) as connection:
        query = f"act=getPhone&token={sim.account.token}&iid={LUMEN_MAIL.id}&country=mys"
        connection.sendall(f"GET /yhapi.ashx?{query} HTTP/1.1\r\n\r\n".encode())
        assert pause.reached.wait(5)
        came = connection.recv(65536)
        assert b"\r\n\r\n1|" in came
        assert came.count(b"|") < 7
        pause.release()


def test_that_a_pause_for_one_number_lets_the_others_pass(sim: Simulator, caller: Caller) -> None:
    held, free = caller.rent(), caller.rent()
    pause = sim.pause("setRel", "before-booking", match=held)
    aside = Aside(sim, "setRel", pkey=held)
    assert pause.reached.wait(5)
    assert caller.ask("setRel", pkey=free) == "1|"
    pause.release()
    assert aside.wait() == b"1|"


def test_that_gaps_between_looks_are_told_for_each_number(sim: Simulator, caller: Caller) -> None:
    first, second = caller.rent(), caller.rent()
    for _ in range(3):
        caller.ask("getPhoneCode", pkey=first)
    caller.ask("getPhoneCode", pkey=second)
    assert len(sim.gaps(first)) == len(sim.gaps()) == 2
    assert sim.gaps(second) == []
    assert all(0 <= gap.end_to_start <= gap.start_to_start for gap in sim.gaps())
    assert all(gap.answered for gap in sim.gaps())


def test_that_looking_again_too_soon_is_complained_about(sim: Simulator, caller: Caller) -> None:
    pkey = caller.rent()
    caller.ask("getPhoneCode", pkey=pkey)
    sim.advance(5)
    caller.ask("getPhoneCode", pkey=pkey)
    assert sim.complaints == []
    sim.advance(4)
    caller.ask("getPhoneCode", pkey=pkey)
    assert len(sim.complaints) == 1
    assert pkey not in sim.complaints[0]


def test_that_parameters_which_the_document_does_not_know_are_complained_about(
    sim: Simulator, caller: Caller
) -> None:
    caller.ask("getItem", token=sim.account.token)
    caller.ask("setRel")
    assert sim.complaints == ["getItem: the document knows no token", "setRel: pkey is required"]


def test_that_it_speaks_tls_and_can_keep_silent_in_the_handshake() -> None:
    authority = trustme.CA()
    serving = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(serving)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    with Simulator(rows=20, tls=serving) as sim:
        assert sim.url.startswith("https://127.0.0.1:")
        connection = http.client.HTTPSConnection("127.0.0.1", sim.port, timeout=10, context=trusting)
        connection.request("GET", "/yhapi.ashx?act=getItem&key=")
        assert connection.getresponse().read().startswith(b"[{")
        distrusting = socket.create_connection(("127.0.0.1", sim.port), timeout=10)
        with pytest.raises(ssl.SSLError):
            ssl.create_default_context().wrap_socket(distrusting, server_hostname="127.0.0.1")
        distrusting.close()
        sim.server.hold_handshakes = True
        silent = socket.create_connection(("127.0.0.1", sim.port), timeout=0.05)
        with pytest.raises(TimeoutError), silent:
            trusting.wrap_socket(silent, server_hostname="127.0.0.1")
        connection.close()
