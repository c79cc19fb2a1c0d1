# SPDX-License-Identifier: MIT
"""Hold the journal against the books of the service: what is true at every moment, and at rest."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from fxdesk.core.lease_state import ENDED, POLLED, Event, Mark, State
from fxdesk.core.model import Lease
from fxdesk.simulator import Number, NumberState, Simulator
from fxdesk.simulator.book import Settling
from fxdesk.store.journal import Journal
from tests.desk.mortal_program import MortalProgram

BALANCE = Decimal(1_000_000)
"""What the service's account begins with."""

CLOSED = (NumberState.RELEASED, NumberState.GONE, NumberState.BLACKED)
_LATE_CHARGE = "an SMS came after the end"


class BothBooks:
    """`asked` is how often the person asked for each paying act, by the number's developer ID."""

    def __init__(self, simulator: Simulator, program: MortalProgram, asked: Counter[tuple[str, str]]) -> None:
        self._simulator, self._program, self._asked = simulator, program, asked

    @property
    def _journal(self) -> Journal:
        return self._program.journal

    def number_of(self, lease: Lease) -> Number | None:
        """What the service booked for this row."""
        return self._booked().get(lease.order.did)

    def _booked(self) -> dict[str, Number]:
        return {number.asked["did"]: number for number in self._simulator.numbers}

    def hold(self) -> None:
        """What is true at every moment."""
        kept = {lease.order.did: lease for lease in self._journal.leases(shown_only=False)}
        booked = self._booked()
        self._hold_requests(booked)
        assert booked.keys() <= kept.keys(), "booked, and no row"
        for did, lease in kept.items():
            number = booked.get(did)
            shown = self._program.desk.board.get(lease.lease_id)
            assert shown is None or (shown.state, shown.rounds, shown.pkey) == (
                lease.state,
                lease.rounds,
                lease.pkey,
            )
            if number is None:
                assert lease.pkey is None
                assert lease.state in (State.UNCERTAIN, State.REFUSED)
            elif lease.pkey is None:
                assert lease.state in (State.UNCERTAIN, State.LOST), "booked, and nobody wonders"
            else:
                assert lease.pkey == number.pkey
                self._hold_number(lease, number)
        self._hold_spending()

    def _hold_requests(self, booked: dict[str, Number]) -> None:
        """No paying act was sent more often than it was asked for."""
        did_of = {number.pkey: did for did, number in booked.items()}
        sent: Counter[tuple[str, str]] = Counter()
        for request in self._simulator.requests:
            if request.act == "getPhone":
                sent["getPhone", request.params["did"]] += 1
            elif request.act in ("setAgain", "sendCode"):
                sent[request.act, did_of[request.pkey]] += 1
        assert sent <= self._asked

    def _hold_number(self, lease: Lease, number: Number) -> None:
        in_doubt = Mark.UNCERTAIN_ACT in lease.marks
        assert Mark.ACT_OUT not in lease.marks
        # What was paid for is known, or in doubt.
        rounds = 1 + self._paid_again(lease)
        assert rounds <= number.round <= rounds + in_doubt
        if lease.state in ENDED - {State.LOST}:
            assert number.state in CLOSED, ("over here, and not there", self._side_by_side())
            events = [line.event for line in self._journal.timeline(lease.lease_id)]
            # A second try that finds the number gone can't tell what took it away.
            if lease.state is State.BLACKLISTED and events.count(Event.BLACKLIST_SENT) < 2:
                assert number.state is NumberState.BLACKED, self._side_by_side()
        if number.state is NumberState.RELEASED and not self._came_late(lease, number):
            # Looked up still, as long as it is not known that the release went through.
            sent = any(line.event is Event.RELEASE_SENT for line in self._journal.timeline(lease.lease_id))
            open_here = lease.state in POLLED and sent
            # A look may be told first that it is gone.
            assert open_here or lease.state in (State.RELEASED, State.GONE), (
                "released there, and not here",
                self._side_by_side(),
            )
        assert self._charged(number) <= rounds + in_doubt

    def _came_late(self, lease: Lease, number: Number) -> bool:
        """Whether an SMS came after the service's end and before this side knew of that."""
        late = {(message.code, message.text) for message in number.messages if message.late}
        return any((sms.code, sms.text) in late for sms in lease.sms)

    def _hold_spending(self) -> None:
        """The limits count at least what was charged."""
        spent = self._journal.spending()
        rows = {lease.order.did: lease for lease in self._journal.leases(shown_only=False)}
        taken = sum(
            (number.price * self._charged(number) for did, number in self._booked().items() if did in rows),
            Decimal(0),
        )
        assert spent.month + spent.doubtful + spent.waiting >= taken

    def hold_at_rest(self) -> None:
        """Numbers and money agree exactly, but for what a row in doubt says of itself."""
        self.hold()
        kept = self._journal.leases(shown_only=False)
        known = in_doubt = Decimal(0)
        holds = self._simulator.book.settling is Settling.HOLDS
        for lease in kept:
            number, price = self.number_of(lease), lease.order.list_price
            assert price is not None
            if number is None:
                continue
            assert number.price == price
            if lease.pkey is None or self._came_late(lease, number):
                known += price * self._paid_again(lease)
                in_doubt += price
                continue
            known += price * self._charged_rounds(lease)
            if self._is_given_up(lease):
                in_doubt += price
                continue
            self._hold_state(lease, number)
            if holds and lease.state in POLLED and lease.rounds == 1:
                known += price
        charged = self._simulator.charges
        late = sum((entry.price for entry in charged if entry.why == _LATE_CHARGE), Decimal(0))
        taken = BALANCE - self._simulator.account.balance - late
        assert known <= taken <= known + in_doubt, self._side_by_side()
        spent = self._journal.spending()
        charges = sum((entry.price for entry in charged), Decimal(0)) - late
        assert spent.month + spent.doubtful >= charges, self._side_by_side()

    def _side_by_side(self) -> list[str]:
        """Each row and what the service says of it, for whoever looks for the difference."""
        return [
            f"{lease.order.did}: {lease.state} {sorted(lease.marks)} {lease.rounds}, SMS {len(lease.sms)}"
            + ("" if number is None else f" / {number.state} round {number.round}, held {number.held},")
            + ("" if number is None else f" taken {number.charged} of {number.price}")
            + f" {[str(line.event) for line in self._journal.timeline(lease.lease_id)]}"
            for lease in self._journal.leases(shown_only=False)
            for number in (self.number_of(lease),)
        ]

    def _charged(self, number: Number) -> int:
        """How often the service took the number's price, but for what it took after its end."""
        return sum(
            entry.pkey == number.pkey and entry.why != _LATE_CHARGE for entry in self._simulator.charges
        )

    def _paid_again(self, lease: Lease) -> int:
        """How often the row says that it was used again, also where nobody waited for the SMS any more."""
        paid = (Event.AGAIN_ACCEPTED, Event.AGAIN_SETTLED_CHARGED)
        return sum(line.event in paid for line in self._journal.timeline(lease.lease_id))

    def _charged_rounds(self, lease: Lease) -> int:
        """How often the number was charged, as its row has it."""
        first = any(sms.round == 1 and not sms.receipt and not sms.late for sms in lease.sms)
        return first + self._paid_again(lease)

    def _is_given_up(self, lease: Lease) -> bool:
        """Whether the person has called it done, so that what it may still cost is not watched."""
        return any(line.event is Event.DONE for line in self._journal.timeline(lease.lease_id))

    def _hold_state(self, lease: Lease, number: Number) -> None:
        if lease.state in (State.WAITING, State.SENDING, State.RECEIPT):
            assert number.state is NumberState.WAITING, self._side_by_side()
        elif lease.state is State.RECEIVED:
            assert number.state is NumberState.RECEIVED, self._side_by_side()
        assert self._charged(number) == self._charged_rounds(lease), self._side_by_side()
