# SPDX-License-Identifier: MIT
"""Let a person deal through the desk while anything may go wrong: its books agree with the service's.

What is done, and what goes wrong, is drawn by hypothesis; after each step both books are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from fxdesk.core.lease_state import Act, allowed
from fxdesk.core.model import Lease
from fxdesk.simulator import NumberState
from tests.desk.trade import Trade, pick

FAST = settings(
    max_examples=30,
    stateful_step_count=40,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
LONG = settings(FAST, max_examples=400, stateful_step_count=60)

ACTS = ("getPhone", "getPhoneCode", "setRel", "addBlack", "setAgain", "sendCode")
# Every one leaves the service's word unknown, unreadable or whole; none of them lies.
FAULTS = (
    "lose",
    "refuse-before",
    "reset-before",
    "reset-amid",
    "reset-after",
    "cut-body",
    "cut-chunked",
    "not-http",
    "html",
    "status",
    "gzip-unasked",
    "empty",
    "bom",
    "crlf",
    "nul",
    "utf16",
    "invalid-utf8",
    "too-few-fields",
    "gbk",
    "length-absent",
    "many-headers",
    "long-header",
)
ANSWERS = {
    "getPhone": ("0|-1", "0|-2", "0|-8", "0|-9", "0|-77", "1", "1|", "1|abc", "2|x", "|"),
    "getPhoneCode": ("0|-3", "0|-2", "0|-1", "0|", "1", "2|x", ""),
    "setRel": ("0|7", "0|-1", "0|-2", "0|", "1", "2|x"),
    "addBlack": ("0|-6", "0|-1", "0|", "1", "2|x"),
    "setAgain": ("0|-4", "0|-5", "0|-1", "0|-77", "1", "2|", ""),
    "sendCode": ("0|-5", "0|-8", "0|-1", "0|-77", "1", "2|", ""),
}
PLACES = st.integers(0, 50)
# What comes between an act and its answer: nothing, a fault, an odd answer, the program's end at some step.
LUCK = st.one_of(
    st.none(),
    st.none(),
    st.sampled_from(FAULTS),
    st.integers(0, 9).map(lambda place: f"answer {place}"),
    st.integers(1, 8).map(lambda steps: f"dies {steps}"),
)
SERVICES = st.sampled_from(("1001", "1002"))


class Dealing(RuleBasedStateMachine):
    """A person, the desk, the service and bad luck."""

    met: Counter[str] = Counter()

    trade: Trade | None = None

    @initialize(books=st.sampled_from(("charges", "holds")), old=st.booleans(), repeats=st.booleans())
    def begin(self, books: str, old: bool, repeats: bool) -> None:
        self.trade = Trade(books)
        self.trade.simulator.house.old_sms_after_reuse = old
        self.trade.simulator.house.receipt_repeats = repeats
        self.trade.rent("1001")
        self.trade.rent("1002")

    def teardown(self) -> None:
        if self.trade is None:
            return
        try:
            self.trade.come_to_rest()
            self.trade.books.hold_at_rest()
            for lease in self.trade.program.journal.leases(shown_only=False):
                self.met[f"rows that ended as {lease.state}"] += 1
            self.met["kills"] += self.trade.program.kills
            self.met["starts"] += self.trade.program.starts
            self.met["examples"] += 1
        finally:
            self.trade.close()

    @invariant()
    def both_books_agree(self) -> None:
        if self.trade is not None:
            self.met["steps"] += 1
            self.trade.books.hold()

    @property
    def _trade(self) -> Trade:
        assert self.trade is not None
        return self.trade

    # What the person does, and the program by itself

    def _meet(self, act: str, luck: str | None) -> None:
        """Order what the next request of this act meets with."""
        word, _, number = (luck or "").partition(" ")
        if word == "answer":
            self._trade.simulator.script(act, ANSWERS[act][int(number) % len(ANSWERS[act])])
        elif word == "dies":
            self._trade.program.die_in(int(number))
        elif luck is not None:
            self._go_wrong(act, luck)

    def _go_wrong(self, act: str, kind: str) -> None:
        # What only adds to an SMS makes another one of it: nobody can tell.
        if act != "getPhoneCode" or kind not in ("nul", "gbk"):
            self._trade.simulator.fault(act, kind)

    def _which(self, act: Act, place: int) -> Lease:
        """A row that allows the act, or any where none does."""
        leases = self._trade.program.leases()
        open_to = [lease for lease in leases if allowed(act, lease.state, lease.marks).yes]
        return pick(open_to or leases, place)

    def _has_rows(self) -> bool:
        return self.trade is not None and bool(self.trade.program.leases())

    @rule(service=SERVICES, luck=LUCK)
    def rent(self, service: str, luck: str | None) -> None:
        self._meet("getPhone", luck)
        self._trade.rent(service)

    @precondition(_has_rows)
    @rule(place=PLACES, luck=LUCK)
    def look(self, place: int, luck: str | None) -> None:
        self._meet("getPhoneCode", luck)
        self._trade.look(self._which(Act.LOOK_AGAIN, place))

    @precondition(_has_rows)
    @rule(place=PLACES, undo=st.sampled_from((0.0, 3.0)))
    def release(self, place: int, undo: float) -> None:
        self._trade.release(self._which(Act.RELEASE, place), undo)

    @rule(luck=LUCK)
    def settle_due(self, luck: str | None) -> None:
        self._meet(self._trade.program.due_act(), luck)
        self._trade.program.settle_due()

    @precondition(_has_rows)
    @rule(place=PLACES, luck=LUCK)
    def blacklist(self, place: int, luck: str | None) -> None:
        """Wanted, and sent at once unless another wish is due before."""
        self._trade.blacklist(self._which(Act.BLACKLIST, place))
        self._meet("addBlack", luck)
        self._trade.program.settle_due()

    @precondition(_has_rows)
    @rule(place=PLACES, luck=LUCK)
    def use_again(self, place: int, luck: str | None) -> None:
        self._meet("setAgain", luck)
        self._trade.use_again(self._which(Act.USE_AGAIN, place))

    @precondition(_has_rows)
    @rule(place=PLACES, luck=LUCK)
    def send(self, place: int, luck: str | None) -> None:
        self._meet("sendCode", luck)
        self._trade.send(self._which(Act.SEND_SMS, place))

    @precondition(_has_rows)
    @rule(place=PLACES, act=st.sampled_from((Act.SETTLE, Act.SETTLE_ACT, Act.KEEP, Act.DONE, None)))
    def decide(self, place: int, act: Act | None) -> None:
        trade = self._trade
        if act is None:
            trade.clear(pick(trade.program.leases(), place))
            return
        lease = self._which(act, place)
        {Act.KEEP: trade.keep, Act.DONE: trade.done}.get(act, trade.settle)(lease)

    @rule()
    def see_to_the_account(self) -> None:
        self._trade.sign_in()
        self._trade.see_balance()

    # What the service does

    def _has_numbers(self) -> bool:
        return self.trade is not None and bool(self.trade.simulator.numbers)

    def _pkey(self, place: int) -> str:
        numbers = self._trade.simulator.numbers
        # Rather one that may still have an SMS.
        open_ones = [number for number in numbers if number.open] or numbers
        chosen = numbers if place % 4 == 0 else open_ones
        return chosen[place % len(chosen)].pkey

    @precondition(_has_numbers)
    @rule(place=PLACES, charge=st.sampled_from((None, None, True)), coded=st.booleans())
    def deliver(self, place: int, charge: bool | None, coded: bool) -> None:
        """An SMS, the like of which there was not before; after the end it is late."""
        simulator, pkey = self._trade.simulator, self._pkey(place)
        if simulator.number(pkey).state is NumberState.RECEIVED and simulator.house.old_sms_after_reuse:
            # Nobody can tell a second one of before, given out again and never seen, from a new one.
            return
        words = f"{len(simulator.number(pkey).messages)} at {self._trade.clock.elapsed():.0f}"
        simulator.deliver(pkey, words if coded else "", f"text {words}", charge=charge)

    @precondition(_has_numbers)
    @rule(place=PLACES, what=st.sampled_from(("receipt", "receipt", "closed", "blacked")))
    def happen(self, place: int, what: str) -> None:
        """The receipt of a sent SMS comes, or the service closes or blackens a number by itself."""
        simulator = self._trade.simulator
        number = simulator.number(self._pkey(place))
        if what == "closed":
            simulator.force_release(number.pkey)
        elif what == "blacked" and number.open:
            simulator.black(number.pkey)
        elif what == "receipt" and number.sending and number.open:
            simulator.give_receipt(number.pkey, f"sent {len(number.sent)}")

    @rule(what=st.sampled_from(("lock", "void", "second", "minute", "long")))
    def let_time_pass(self, what: str) -> None:
        """Releases are put off, tokens become void, or just time passes."""
        simulator = self._trade.simulator
        if what == "lock":
            simulator.lock_release(30.0)
        elif what == "void":
            simulator.void_tokens()
        self._trade.clock.advance({"second": 1.0, "minute": 60.0, "long": 400.0}.get(what, 0.0))
        simulator.book.settle()

    # What goes wrong besides

    @rule(act=st.sampled_from(("login", "myInfo", *ACTS)), kind=st.sampled_from(FAULTS))
    def go_wrong(self, act: str, kind: str) -> None:
        self._go_wrong(act, kind)

    @rule(boot=st.booleans())
    def start_anew(self, boot: bool) -> None:
        self._trade.program.start_anew(boot=boot)


def test_that_numbers_and_money_agree_with_the_service_whatever_goes_wrong() -> None:
    run_state_machine_as_test(Dealing, settings=FAST)


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_that_numbers_and_money_agree_with_the_service_in_a_long_run(figure: Callable[[str], None]) -> None:
    Dealing.met.clear()
    run_state_machine_as_test(Dealing, settings=LONG)
    for what, times in sorted(Dealing.met.items()):
        figure(f"{times:6} {what}")
