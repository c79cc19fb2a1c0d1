# SPDX-License-Identifier: MIT
"""A fake of the service, so that nobody needs an account or money to try and to test the program.

It reads the service's document a second time, on its own: nothing of the program is imported here.

    with Simulator(seed=1, scenario="by-hand") as sim:      # a thread for each connection, loopback only
        sim.url, sim.account.token, sim.port                # demo / demo-password, 41.6500 in the purse
        sim.deliver(pkey, "482913", "text")                 # an SMS now; after the end: late
        sim.advance(60)                                     # the service's time; nobody has to sleep
        sim.script("setRel", "0|-5")                        # one scripted answer, unbooked
        sim.fault("getPhone", "lose")                       # booked, then closed without an answer
        pause = sim.pause("getPhone", "after-booking"); pause.reached.wait(5); pause.release()
        sim.wait_for("getPhone"), sim.wait_until(lambda: ...)
        sim.numbers, sim.number(pkey), sim.ledger, sim.charges, sim.account.balance
        sim.requests, sim.requests_of("getPhoneCode", pkey), sim.count(act), sim.gaps(), sim.complaints

Simulator(seed, scenario, port, rows, latency, books="charges"|"holds", balance, clock, control, tls).
Scenarios are named in scenarios.SCENARIOS, faults in faults.KINDS, points in pauses.POINTS. Further levers:
give_receipt, force_release, black, lock_release, set_behaviour, set_service, set_account, set_balance,
add_account, change_password, void_tokens, forget_pacing, set_wall_offset, go_away, come_back, latency,
clear_faults, house.releases_allowed, house.old_sms_after_reuse, house.receipt_repeats,
server.hold_handshakes.

As a process (`python -m fxdesk.simulator`) the same levers are pulled with Control(url).
"""

from fxdesk.simulator.account import Account
from fxdesk.simulator.book import Book, Entry, Settling
from fxdesk.simulator.control import Control, ControlledFault, ControlledPause, ControlRefused
from fxdesk.simulator.faults import KINDS, Fault
from fxdesk.simulator.pauses import POINTS, Pause
from fxdesk.simulator.record import Gap, Request
from fxdesk.simulator.rented_number import Behaviour, Message, Number, NumberState
from fxdesk.simulator.scenarios import SCENARIOS
from fxdesk.simulator.simulator import API_NAME, PASSWORD, SECOND_API_NAME, SECOND_PASSWORD, Simulator

__all__ = [
    "API_NAME",
    "KINDS",
    "PASSWORD",
    "POINTS",
    "SCENARIOS",
    "SECOND_API_NAME",
    "SECOND_PASSWORD",
    "Account",
    "Behaviour",
    "Book",
    "Control",
    "ControlRefused",
    "ControlledFault",
    "ControlledPause",
    "Entry",
    "Fault",
    "Gap",
    "Message",
    "Number",
    "NumberState",
    "Pause",
    "Request",
    "Settling",
    "Simulator",
]
