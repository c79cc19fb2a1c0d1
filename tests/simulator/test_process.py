# SPDX-License-Identifier: MIT
"""The simulator as a process of its own, and its levers over the control endpoint."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fxdesk.simulator import Control, ControlRefused, Simulator
from tests.simulator.caller import Aside, Caller

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def sim() -> Iterator[Simulator]:
    """Return a simulator with its control endpoint open."""
    with Simulator(rows=1000, control=True) as simulator:
        yield simulator


@pytest.fixture
def control(sim: Simulator) -> Control:
    return Control(sim.url)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_that_the_process_prints_its_url_serves_and_ends_by_a_signal(ending: signal.Signals) -> None:
    command = [sys.executable, "-m", "fxdesk.simulator", "--scenario", "by-hand", "--rows", "100"]
    command += ["--books", "holds", "--latency-ms", "1", "--seed", "5", "--balance", "12.5"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:")
        assert url.endswith("/yhapi.ashx")
        control = Control(url)
        assert control.books()["accounts"][0]["balance"] == "12.5000"
        process.send_signal(ending)
        assert process.wait(10) == 0


def test_that_the_books_and_requests_can_be_read(sim: Simulator, control: Control, caller: Caller) -> None:
    pkey = caller.rent()
    answer = control.deliver(pkey, "482913", "[Lumen Mail] 482913")
    assert answer == {"code": "482913", "text": "[Lumen Mail] 482913", "late": False}
    books = control.books()
    assert books["accounts"][0]["balance"] == "41.2000"
    assert books["numbers"][0]["pkey"] == pkey
    assert books["numbers"][0]["messages"][0]["code"] == "482913"
    assert books["ledger"][0]["amount"] == "-0.4500"
    assert [request["act"] for request in control.requests()] == ["getPhone"]
    assert control.requests("getPhone")[0]["answer"].split("|")[1] == pkey
    assert control.requests(after=1) == []


def test_that_pauses_and_faults_work_from_outside(sim: Simulator, control: Control, caller: Caller) -> None:
    pkey = caller.rent()
    pause = control.pause("setRel", "after-booking", match=pkey)
    assert not pause.reached()
    aside = Aside(sim, "setRel", pkey=pkey)
    assert pause.reached(5)
    assert control.books()["numbers"][0]["state"] == "released"
    pause.release()
    assert aside.wait() == b"1|"
    fault = control.fault("myInfo", "status", status=503, times=1)
    assert caller.whole({"act": "myInfo", "token": sim.account.token})[0] == 503
    assert fault.hits == 1
    fault.release()
    control.script("myInfo", "0|-3")
    assert caller.ask("myInfo") == "0|-3"


def test_that_every_lever_can_be_pulled_from_outside(
    sim: Simulator, control: Control, caller: Caller
) -> None:
    control.set_behaviour(code_after=5.0)
    coming, closed, blacked, locked = (caller.rent() for _ in range(4))
    control.lock_release(30, locked)
    control.force_release(closed)
    control.black(blacked)
    control.advance(6)
    looks = [caller.ask("getPhoneCode", pkey=pkey)[:4] for pkey in (closed, blacked)]
    assert looks == ["0|-4", "0|-5"]
    assert caller.ask("getPhoneCode", pkey=coming).startswith("1|")
    control.set_balance("0")
    control.set_latency(0.001)
    assert sim.latency == 0.001
    assert caller.ask("getPhone", iid="1096", country="mys") == "0|-8"
    caller.ask("sendCode", pkey=locked, receiver="1", smscontent="a")
    control.give_receipt(locked)
    control.fault("*", "empty", times=None)
    control.clear_faults()
    old = sim.account.token
    control.void_tokens()
    control.change_password("other-password")
    assert sim.account.token != old
    caller.ask("login", ApiName="demo", PassWord="wrong-one")
    control.forget_pacing()
    assert caller.ask("login", ApiName="demo", PassWord="other-password").startswith("1|")
    assert control.wait_for("login", 2)
    assert control.count("login") == 2
    assert sim.complaints == []


def test_that_a_lever_that_is_not_there_says_so(control: Control) -> None:
    with pytest.raises(ControlRefused, match="catapult"):
        control.pull("catapult")
    with pytest.raises(ControlRefused):
        control.fault("getPhone", "earthquake")
    with pytest.raises(ControlRefused):
        control.deliver("nobody")
