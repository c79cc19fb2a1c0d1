# SPDX-License-Identifier: MIT
"""Hold using again and sending to their promise: committed first, asked once, every outcome kept."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fxdesk.core.clock import Stamp
from fxdesk.core.errors import JournalFailed, NotSent, OutcomeUnknown, Refused
from fxdesk.core.lease_state import Event, Mark, State
from fxdesk.core.model import BalanceSeen, Lease, LeaseId, Sms
from fxdesk.core.notice import Topic
from fxdesk.desk.recovery import read_answer
from fxdesk.store.journal import Journal
from tests.desk.conftest import Office, ScriptedClient

ACTS = ("setAgain", "sendCode")
BEFORE = {"setAgain": State.RECEIVED, "sendCode": State.WAITING}
AFTER = {"setAgain": State.WAITING, "sendCode": State.SENDING}


class Killed(BaseException):
    """The program ends here."""


class PaidClient(ScriptedClient):
    """Keeps the raw answer before it says what it means, as the real one does; `die` may end it there."""

    def __init__(self) -> None:
        super().__init__()
        self.raw = b"1|"
        self.die: Callable[[str], None] = lambda step: None

    def _paid(self, act: str, keep: Callable[[bytes], None], asked: dict[str, Any]) -> None:
        self.die("asking")
        answer = self._answer(act, asked)
        if not isinstance(answer, OutcomeUnknown | NotSent):
            keep(self.raw)
        self.die("answered")

    def set_again(self, *, keep: Callable[[bytes], None], **asked: Any) -> None:
        self._paid("setAgain", keep, asked)

    def send_code(self, *, keep: Callable[[bytes], None], **asked: Any) -> None:
        self._paid("sendCode", keep, asked)


@pytest.fixture
def payer(office: Office) -> PaidClient:
    office.client = PaidClient()
    return office.client


def ready(office: Office, act: str) -> LeaseId:
    """A number that allows the act."""
    lease = office.rent()
    if act == "setAgain":
        office.look(lease.lease_id, Sms("1", "code 1"))
    return lease.lease_id


def pay(office: Office, act: str, lease_id: LeaseId, answer: Exception | None = None) -> Lease:
    office.client.answers.append(answer)
    if act == "setAgain":
        office.desk.using_again.use(lease_id, 5, None, office.client.as_client)
    else:
        office.desk.sending.send(lease_id, "10086", "cxye", office.client.as_client)
    return office.now(lease_id)


def paid(office: Office, act: str) -> int:
    return office.client.acts().count(act)


@pytest.mark.parametrize("act", ACTS)
def test_that_the_intent_is_kept_before_the_service_is_asked(
    office: Office, payer: PaidClient, act: str
) -> None:
    lease_id = ready(office, act)
    seen: list[tuple[str, bool]] = []
    payer.before = lambda _: seen.append(
        (office.events(lease_id)[-1], Mark.ACT_OUT in office.journal.lease(lease_id).marks)
    )
    assert pay(office, act, lease_id).state is AFTER[act]
    assert seen == [("again_intended" if act == "setAgain" else "send_intended", True)]
    assert [answer.act for answer in office.journal.raw_answers(lease_id)] == ["getPhone", act]


def test_that_the_balance_before_the_last_paying_act_is_kept_for_settling(
    office: Office, payer: PaidClient
) -> None:
    lease_id = ready(office, "setAgain")
    seen = BalanceSeen(Decimal("40.5"), Stamp(1.0, "boot", 2.0))
    office.desk.book.update(office.account.account_id, balance=seen)
    pay(office, "setAgain", lease_id, OutcomeUnknown("setAgain", "timeout"))
    assert office.journal.lease(lease_id).balance_before == seen


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    ("step", "raw", "outcome"),
    [
        ("asking", b"", "unknown"),
        ("answered", b"1|", "accepted"),
        ("answered", b"0|-4", "refused"),
        ("answered", b"1", "unknown"),
        ("telling", b"1|", "accepted"),
    ],
)
def test_that_a_kill_between_intent_and_outcome_makes_neither_nothing_nor_two_of_it(
    office: Office,
    payer: PaidClient,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    act: str,
    step: str,
    raw: bytes,
    outcome: str,
) -> None:
    lease_id = ready(office, act)
    payer.raw = raw

    def die(reached: str) -> None:
        if reached == step:
            raise Killed

    payer.die = die
    with monkeypatch.context() as dying:
        if step == "telling":
            dying.setattr(office.desk.record, "event", lambda *_, **__: die("telling"))
        with pytest.raises(Killed):
            pay(office, act, lease_id)
    office.journal.close_all()
    journal = Journal.open(tmp_path / "profile", office.clock)
    journal.recover(read_answer)
    lease = journal.lease(lease_id)
    assert lease.state is (AFTER if outcome == "accepted" else BEFORE)[act]
    assert (Mark.UNCERTAIN_ACT in lease.marks) == (outcome == "unknown")
    assert Mark.ACT_OUT not in lease.marks
    assert journal.recover(read_answer) == ()
    journal.close_all()


@pytest.mark.parametrize("act", ACTS)
def test_that_an_act_that_never_left_is_not_called_uncertain_at_the_next_start(
    office: Office, payer: PaidClient, act: str
) -> None:
    lease_id = ready(office, act)
    lease = pay(office, act, lease_id, NotSent(act, "connect"))
    assert (lease.state, lease.marks) == (BEFORE[act], frozenset())
    assert office.journal.recover(read_answer) == ()


def test_that_a_second_submission_that_was_answered_and_not_read_means_that_the_first_went_through(
    office: Office, payer: PaidClient
) -> None:
    lease_id = ready(office, "sendCode")
    pay(office, "sendCode", lease_id, OutcomeUnknown("sendCode", "timeout"))
    payer.raw = b"0|-11"

    def die(step: str) -> None:
        if step == "answered":
            raise Killed

    payer.die = die
    with pytest.raises(Killed):
        pay(office, "sendCode", lease_id)
    (lease,) = office.journal.recover(read_answer)
    assert (lease.state, Mark.UNCERTAIN_ACT in lease.marks) == (State.SENDING, False)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.usefixtures("noise_expected")
def test_that_what_cannot_be_written_down_is_not_asked_for(
    office: Office, payer: PaidClient, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    lease_id = ready(office, act)

    def full(*_: object, **__: object) -> None:
        raise JournalFailed("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(Journal, "record", full)
        lease = pay(office, act, lease_id)
    assert (lease.state, paid(office, act)) == (BEFORE[act], 0)
    assert office.heard.topics()[-1] is Topic.JOURNAL_FAILED


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.usefixtures("noise_expected")
def test_that_an_outcome_that_cannot_be_written_is_shown_and_written_later(
    office: Office, payer: PaidClient, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    lease_id, other = ready(office, act), ready(office, act)
    record = Journal.record

    def full(journal: Journal, lease_id: LeaseId, event: Event, **facts: Any) -> Lease:
        if event.endswith("_intended"):
            return record(journal, lease_id, event, **facts)
        raise JournalFailed("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(Journal, "record", full)
        office.client.answers.append(None)
        if act == "setAgain":
            office.desk.using_again.use(lease_id, 5, None, payer.as_client)
        else:
            office.desk.sending.send(lease_id, "10086", "cxye", payer.as_client)
        shown = office.desk.board.get(lease_id)
        assert shown is not None
        assert (shown.state, shown.code) == (AFTER[act], "")
        assert Mark.NOT_SAVED in shown.marks
    # There is room again, but what is known is not written yet: nothing more is paid for until it is.
    assert pay(office, act, other).state is BEFORE[act]
    assert paid(office, act) == 1
    assert office.desk.record.retry()
    assert office.now(lease_id).state is AFTER[act]
    assert office.events(other)[-1] not in ("again_intended", "send_intended")


@pytest.mark.parametrize("act", ACTS)
def test_that_without_a_token_nothing_is_intended(office: Office, payer: PaidClient, act: str) -> None:
    lease_id = ready(office, act)
    before = office.events(lease_id)
    office.tokens.forget(office.account.account_id)
    pay(office, act, lease_id)
    assert office.heard.topics()[-1] is Topic.SIGN_IN_NEEDED
    assert (office.events(lease_id), paid(office, act)) == (before, 0)


@pytest.mark.parametrize("act", ACTS)
def test_that_a_number_whose_state_forbids_it_is_not_asked_about(
    office: Office, payer: PaidClient, act: str
) -> None:
    lease_id = ready(office, "sendCode" if act == "setAgain" else "setAgain")
    before = office.events(lease_id)
    pay(office, act, lease_id)
    notice = office.heard.notices[-1]
    assert isinstance(notice.error, NotSent)
    assert notice.error.cause == "state"
    assert (office.events(lease_id), paid(office, act)) == (before, 0)


def test_that_an_unsettled_row_stays_in_the_table(office: Office, payer: PaidClient) -> None:
    lease_id = ready(office, "setAgain")
    pay(office, "setAgain", lease_id, OutcomeUnknown("setAgain", "timeout"))
    assert office.desk.settlement.clear((lease_id,)) == ()
    assert office.journal.clear((lease_id,)) == ()
    assert office.desk.verdict.settle_act(lease_id, charged=False, note="asked the support")
    assert dict(office.journal.timeline(lease_id)[-1].detail) == {"note": "asked the support"}
    assert office.desk.settlement.clear((lease_id,)) == (lease_id,)


def test_that_a_row_that_is_used_again_while_it_is_cleared_stays_in_the_table(
    office: Office, payer: PaidClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease_id = ready(office, "setAgain")
    clear = office.journal.clear

    def cleared_late(lease_ids: tuple[LeaseId, ...]) -> tuple[LeaseId, ...]:
        pay(office, "setAgain", lease_id)
        return clear(lease_ids)

    monkeypatch.setattr(office.journal, "clear", cleared_late)
    assert office.desk.settlement.clear((lease_id,)) == ()
    assert office.now(lease_id).state is State.WAITING


def test_that_there_is_nothing_to_settle_where_nothing_is_uncertain(office: Office) -> None:
    lease = office.rent()
    before = office.events(lease.lease_id)
    assert not office.desk.verdict.settle_act(lease.lease_id, charged=True)
    office.desk.verdict.take_as_code(lease.lease_id)
    assert office.events(lease.lease_id) == before


def test_that_a_send_in_doubt_is_settled_as_a_send_also_after_the_code_came(
    office: Office, payer: PaidClient
) -> None:
    lease_id = ready(office, "sendCode")
    pay(office, "sendCode", lease_id, OutcomeUnknown("sendCode", "timeout"))
    office.look(lease_id, Sms("", "sent"))
    office.look(lease_id, Sms("55", "55 is the code"))
    lease = office.now(lease_id)
    assert (lease.state, lease.code) == (State.RECEIVED, "55")
    assert Mark.UNCERTAIN_ACT in lease.marks
    assert office.desk.verdict.settle_act(lease_id, charged=True)
    lease = office.now(lease_id)
    assert (lease.state, lease.rounds, lease.marks) == (State.RECEIVED, 1, frozenset())


def test_that_the_outcome_of_a_send_counts_also_when_a_release_was_wanted_meanwhile(
    office: Office, payer: PaidClient
) -> None:
    for answer, state in ((None, State.SENDING), (OutcomeUnknown("sendCode", "x"), State.RELEASING)):
        payer.before = lambda act: None
        lease_id = ready(office, "sendCode")

        def release(_: str, lease_id: LeaseId = lease_id) -> None:
            office.desk.releasing.want(lease_id, 3)

        payer.before = release
        lease = pay(office, "sendCode", lease_id, answer)
        assert lease.state is state
        assert (Mark.UNCERTAIN_ACT in lease.marks) == (answer is not None)


def test_that_a_repeated_submission_without_an_earlier_try_is_a_refusal(
    office: Office, payer: PaidClient
) -> None:
    lease_id = ready(office, "sendCode")
    lease = pay(office, "sendCode", lease_id, Refused("sendCode", "-11"))
    assert (lease.state, lease.refusal) == (State.WAITING, ("sendCode", "-11"))
    assert Topic.SEND_REFUSED in office.heard.topics()
    assert Topic.SEND_WENT_THROUGH not in office.heard.topics()


def test_that_the_old_code_after_a_receipt_of_the_next_round_is_no_news(
    office: Office, payer: PaidClient
) -> None:
    lease_id = ready(office, "setAgain")
    pay(office, "setAgain", lease_id)
    pay(office, "sendCode", lease_id)
    office.look(lease_id, Sms("", "sent"))
    office.look(lease_id, Sms("1", "code 1"))
    assert office.now(lease_id).state is State.RECEIPT
    office.look(lease_id, Sms("2", "code 2"))
    assert office.now(lease_id).code == "2"
