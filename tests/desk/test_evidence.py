# SPDX-License-Identifier: MIT
"""The evidence of a number tells each request and answer in full, and no secret."""

from __future__ import annotations

import sqlite3
from collections import deque
from decimal import Decimal
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote_plus

import pytest

from fxdesk.api.client import Client
from fxdesk.api.transport import Answer, Broken, Transport
from fxdesk.core.evidence import ANSWERED, ASKED, FAILED, Evidence
from fxdesk.core.lease_state import State
from fxdesk.core.model import LeaseId, Looks
from fxdesk.core.redact import MASK
from fxdesk.desk.evidence import gather
from fxdesk.desk.kept_answer import MOST
from tests.desk.conftest import HOST, ORDER, Office, info

TOKEN = "tok%en|ca+na ry&é_28841"
PASSWORD = "pa%ss wörd+canary&1"
PKEY = "7FE78DCB2930640BB4F10BBB9A9CA1DA7FE78DCB29306401"
GRANTED = f"1|{PKEY}|2026-11-23T10:31:02|mys|60||COM31|1159100274"


class ScriptedTransport:
    """Gives each request the next body of the test, or raises the exception that stands there."""

    def __init__(self) -> None:
        self.bodies: deque[bytes | Exception] = deque()

    def get(self, act: str, query: Any, **limits: Any) -> Answer:
        body = self.bodies.popleft()
        if isinstance(body, Exception):
            raise body
        return Answer(body, 12)

    def close(self) -> None:
        """There is no connection to let go."""


class Talk:
    """A desk that speaks to the scripted service through the real client, signed in with the canaries."""

    def __init__(self, office: Office, token: str = TOKEN) -> None:
        self.office, self.desk = office, office.desk
        self.transport = ScriptedTransport()
        self.client = Client(
            cast(Transport, self.transport), on_exchange=lambda exchange: None, clock=office.clock
        )
        self.account = office.add_account("canary", token, PASSWORD)

    def says(self, *bodies: bytes | str | Exception) -> None:
        self.transport.bodies.extend(body.encode() if isinstance(body, str) else body for body in bodies)

    def rent(self, body: bytes | str | Exception = GRANTED) -> LeaseId:
        self.says(body)
        self.desk.renting.rent(ORDER, self.account, None, self.client)
        return self.office.desk.board.all()[-1].lease_id

    def look(self, lease_id: LeaseId, body: bytes | str | Exception) -> None:
        self.says(body)
        self.desk.looking.look(lease_id, self.client)

    def release(self, lease_id: LeaseId, body: bytes | str | Exception) -> None:
        self.desk.releasing.want(lease_id, 0)
        self.says(body)
        self.desk.releasing.send(lease_id, self.client)

    def blacklist(self, lease_id: LeaseId, body: bytes | str | Exception, reason: str = "used") -> None:
        self.desk.blacklisting.want(lease_id, reason)
        self.says(body)
        self.desk.blacklisting.send(lease_id, self.client)

    def evidence(self, lease_id: LeaseId) -> Evidence:
        looks = self.desk.board.looks(lease_id)
        return gather(self.office.journal, self.office.tokens, lease_id, self.office.clock.now(), looks=looks)

    def exchanges(self, lease_id: LeaseId) -> list[tuple[str, str, str]]:
        """Sign, act, and what was asked or answered, oldest first."""
        return [
            (
                one.sign,
                one.act,
                one.text or one.cause or " ".join(f"{name}={value}" for name, value in one.fields),
            )
            for one in self.evidence(lease_id).passages
        ]


@pytest.fixture
def talk(office: Office) -> Talk:
    return Talk(office)


def test_that_a_whole_life_is_told_request_by_request_and_answer_by_answer(talk: Talk) -> None:
    lease_id = talk.rent()
    talk.look(lease_id, "0|-3")
    talk.look(lease_id, "0|-3")
    talk.release(lease_id, "0|24")
    talk.office.clock.advance(24)
    talk.release(lease_id, "0|-4")
    talk.look(lease_id, "1|482913|Your code is 482913|really")
    talk.blacklist(lease_id, "0|-6", "used before")
    pkey = f"pkey={PKEY} "
    assert talk.exchanges(lease_id) == [
        (ASKED, "getPhone", f"iid=1001 country=mys token={MASK}"),
        (ANSWERED, "getPhone", GRANTED),
        (ASKED, "getPhoneCode", f"{pkey}token={MASK}"),
        (ANSWERED, "getPhoneCode", "0|-3"),
        (ASKED, "setRel", f"{pkey}token={MASK}"),
        (ANSWERED, "setRel", "0|24"),
        (ASKED, "setRel", f"{pkey}token={MASK}"),
        (ANSWERED, "setRel", "0|-4"),
        (ASKED, "getPhoneCode", f"{pkey}token={MASK}"),
        (ANSWERED, "getPhoneCode", "1|482913|Your code is 482913|really"),
        (ASKED, "addBlack", f"{pkey}reason=used before token={MASK}"),
        (ANSWERED, "addBlack", "0|-6"),
    ]
    looks = [one.times for one in talk.evidence(lease_id).passages if one.act == "getPhoneCode"]
    assert looks == [2, 2, 1, 1]
    assert talk.evidence(lease_id).account == "canary"


def test_that_looks_of_a_number_that_still_waits_are_told_with_the_moment_of_the_last(talk: Talk) -> None:
    lease_id = talk.rent()
    for _ in range(3):
        talk.office.clock.advance(5)
        talk.look(lease_id, "0|-3")
    last = talk.office.clock.now()
    talk.office.clock.advance(60)
    found = talk.evidence(lease_id)
    assert [(one.sign, one.act, one.at, one.times) for one in found.passages[-2:]] == [
        (ASKED, "getPhoneCode", last, 3),
        (ANSWERED, "getPhoneCode", last, 3),
    ]
    assert found.passages[-1].text == "0|-3"
    assert found.looks == Looks(3, last)


def test_that_looks_which_an_event_has_written_meanwhile_are_told_once(talk: Talk) -> None:
    lease_id = talk.rent()
    talk.office.clock.advance(5)
    talk.look(lease_id, "0|-3")
    known = talk.desk.board.looks(lease_id)
    talk.office.clock.advance(5)
    talk.release(lease_id, "0|24")
    assert talk.desk.board.looks(lease_id) is None
    found = gather(talk.office.journal, talk.office.tokens, lease_id, talk.office.clock.now(), looks=known)
    assert [one.times for one in found.passages if one.act == "getPhoneCode"] == [1, 1]
    assert found.looks is None


def test_that_paying_for_more_of_a_number_is_told_too(talk: Talk) -> None:
    lease_id = talk.rent()
    talk.says("1|")
    talk.desk.sending.send(lease_id, "10086", "balance, please", talk.client)
    talk.look(lease_id, "1||sent")
    talk.desk.settlement.done(lease_id)
    talk.says(Broken("reset", b"", None))
    talk.desk.using_again.use(lease_id, 20, None, talk.client)
    told = talk.exchanges(lease_id)
    assert (ASKED, "sendCode", f"pkey={PKEY} receiver=10086 smscontent=balance, please token={MASK}") in told
    assert (ANSWERED, "sendCode", "1|") in told
    assert (ANSWERED, "getPhoneCode", "1||sent") in told
    assert (ASKED, "setAgain", f"pkey={PKEY} min=20 token={MASK}") in told
    assert told[-1] == (FAILED, "setAgain", "reset")


@pytest.mark.parametrize("body", ["<html>busy</html>", "0|-9|of old", "1|surprise", "1"])
def test_that_an_odd_answer_to_a_release_is_kept_as_it_came(talk: Talk, body: str) -> None:
    lease_id = talk.rent()
    talk.release(lease_id, body)
    assert (ANSWERED, "setRel", body) in talk.exchanges(lease_id)


def test_that_an_odd_no_that_ends_the_release_is_kept_too(talk: Talk) -> None:
    lease_id = talk.rent()
    talk.release(lease_id, Broken("timeout", b"", None))
    talk.release(lease_id, "0|-3|gone")
    assert talk.office.now(lease_id).state is State.RELEASED
    assert talk.exchanges(lease_id)[-1] == (ANSWERED, "setRel", "0|-3|gone")


def test_that_what_broke_off_is_kept_as_far_as_it_came(talk: Talk) -> None:
    lease_id = talk.rent()
    talk.release(lease_id, Broken("cut", b"0|-", None))
    assert (ANSWERED, "setRel", "0|-") in talk.exchanges(lease_id)
    assert talk.evidence(lease_id).passages[-1].cause == "cut"


def test_that_no_answer_at_all_is_a_failure_with_its_cause(talk: Talk) -> None:
    lease_id = talk.rent()
    talk.release(lease_id, Broken("timeout", b"", None))
    assert talk.exchanges(lease_id)[-1] == (FAILED, "setRel", "timeout")


def test_that_an_endless_answer_is_kept_in_part(talk: Talk) -> None:
    lease_id = talk.rent()
    talk.release(lease_id, "x" * 60_000)
    kept = talk.office.journal.raw_answers(lease_id)[-1].raw
    assert kept == b"x" * MOST


def test_that_a_plain_refusal_is_not_kept_twice(talk: Talk) -> None:
    lease_id = talk.rent()
    talk.release(lease_id, "0|24")
    assert [answer.act for answer in talk.office.journal.raw_answers(lease_id)] == ["getPhone"]


def test_that_an_odd_answer_outlives_a_restart_and_settles_nothing(talk: Talk, office: Office) -> None:
    lease_id = talk.rent()
    talk.release(lease_id, f"1|{PKEY}|a grant in the wrong place")
    assert office.now(lease_id).state is State.RELEASING
    assert office.journal.recover(lambda act, raw, fault: pytest.fail(act)) == ()


ECHOES = [
    f"echo {TOKEN} {PASSWORD}",
    f"?act=setRel&token={quote_plus(TOKEN)}&pkey={PKEY}",
    f"?token={TOKEN}",
    TOKEN.encode().hex(" ") + f" {TOKEN.upper()}",
]


@pytest.mark.parametrize("echo", ECHOES)
def test_that_neither_token_nor_password_is_ever_in_the_evidence(talk: Talk, echo: str) -> None:
    lease_id = talk.rent(f"{GRANTED}|{echo}")
    talk.look(lease_id, f"0|-2|{echo}")
    talk.release(lease_id, echo)
    talk.release(lease_id, f"0|-9|{echo}")
    talk.look(lease_id, f"1|482913|your code {echo}")
    talk.blacklist(lease_id, f"0|-77|{echo}", f"bad {echo}")
    talk.says(f"1|{echo}")
    talk.desk.using_again.use(lease_id, 20, None, talk.client)
    told = repr(talk.evidence(lease_id)).casefold()
    for secret in (TOKEN, PASSWORD):
        for form in (secret, quote_plus(secret), secret.upper()):
            assert form.casefold() not in told
    assert "482913" in told


def test_that_the_token_is_not_even_in_the_journal(talk: Talk, office: Office, tmp_path: Path) -> None:
    lease_id = talk.rent(f"{GRANTED}|{TOKEN}")
    uncertain = talk.rent(f"<html>{quote_plus(TOKEN)}</html>")
    talk.release(lease_id, f"denied for token={TOKEN}")
    assert office.now(uncertain).state is State.UNCERTAIN
    file = sqlite3.connect(tmp_path / "profile" / "journal.sqlite")
    kept = [row[0] for row in file.execute("SELECT raw FROM answers")]
    file.close()
    assert len(kept) == 3
    assert all(TOKEN.encode() not in raw and quote_plus(TOKEN).encode() not in raw for raw in kept)
    assert all(MASK.encode() in raw for raw in kept)
    assert HOST not in repr(kept)


@pytest.mark.parametrize("act", ["setAgain", "sendCode"])
def test_that_a_token_that_is_echoed_in_any_field_is_in_no_file(
    office: Office, tmp_path: Path, act: str
) -> None:
    """Such as where the service has it stand for a docking code, or answers a paying act with its request."""
    token = "b7c94daad5e3dd71ffca9298976ec0d4_28841"
    talk = Talk(office, token)
    lease_id = talk.rent(f"{GRANTED}|{token}")
    assert office.now(lease_id).state is State.WAITING
    if act == "setAgain":
        talk.look(lease_id, "1|482913|Your code is 482913")
        talk.says(f"1|act=setAgain&token={token}")
        talk.desk.using_again.use(lease_id, 20, None, talk.client)
    else:
        talk.says(f"1|act=sendCode&token={token}")
        talk.desk.sending.send(lease_id, "10086", "cxye", talk.client)
    assert [answer.act for answer in office.journal.raw_answers(lease_id)] == ["getPhone", act]
    for path in (tmp_path / "profile").rglob("*"):
        assert not path.is_file() or token.encode() not in path.read_bytes(), path


def test_that_an_older_token_in_an_answer_is_masked_by_its_name(talk: Talk) -> None:
    lease_id = talk.rent()
    talk.release(lease_id, f"denied: act=setRel&token=of-a-run-long-ago&pkey={PKEY}")
    told = repr(talk.evidence(lease_id))
    assert "denied" in told
    assert "long-ago" not in told


def test_that_a_deleted_text_is_said_to_be_deleted(talk: Talk, office: Office) -> None:
    lease_id = talk.rent()
    talk.release(lease_id, "1|482913|an SMS in answer to a release")
    talk.look(lease_id, "1|482913|Your code is 482913")
    office.journal.upkeep.delete_texts(None)
    told = [(one.sign, one.act, one.text, one.cause) for one in talk.evidence(lease_id).passages]
    assert (ANSWERED, "setRel", "", "deleted") in told
    assert (ANSWERED, "getPhoneCode", "1|", "deleted") in told
    assert "482913" not in repr(talk.evidence(lease_id))


def test_that_what_the_balance_says_of_the_number_is_told(talk: Talk, office: Office) -> None:
    office.journal.see_balance(talk.account.account_id, info("10.00"))
    office.clock.advance(100)
    lease_id = talk.rent()
    office.clock.advance(100)
    talk.look(lease_id, "1|482913|Your code is 482913")
    office.clock.advance(100)
    office.journal.see_balance(talk.account.account_id, info("9.35"))
    office.clock.advance(100)
    office.journal.see_balance(talk.account.account_id, info("9.35"))
    evidence = talk.evidence(lease_id)
    [charge] = evidence.charges
    assert [(entry.lease_id, entry.change) for entry in charge.entries] == [(lease_id, Decimal("-0.65"))]
    assert [str(seen.amount) for seen in evidence.balances] == ["10", "9.35"]
