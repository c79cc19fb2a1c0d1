# SPDX-License-Identifier: MIT
"""Hold sign-in to one try for each void token, and the balance to once a minute."""

from __future__ import annotations

from fxdesk.core.errors import AskedTooSoon, BadCredentials, NoAnswer, NotSent, SignInNeeded
from fxdesk.core.notice import SignInPhase, Topic
from tests.desk.conftest import HOST, Office, info


def test_that_signing_in_makes_the_account_and_lets_it_buy(office: Office) -> None:
    office.client.answers.append("token_2")
    account_id = office.desk.signing_in.sign_in(HOST, "other", "secret", office.client.as_client)
    assert account_id is not None
    assert office.tokens.of(account_id) == "token_2"
    assert office.heard.accounts.buyer == account_id


def test_that_a_failed_sign_in_is_not_tried_again_within_a_minute(office: Office) -> None:
    office.client.answers.append(BadCredentials("login", "-9"))
    for _ in range(2):
        assert office.desk.signing_in.sign_in(HOST, "other", "wrong", office.client.as_client) is None
    assert office.client.acts() == ["login"]
    assert office.heard.topics() == [Topic.SIGN_IN_FAILED] * 2
    assert dict(office.heard.notices[-1].facts)["seconds"] == "60"
    state = office.desk.book.get(office.account.account_id)
    assert state is not None
    assert state.sign_in_at == office.clock.elapsed() + 60


def test_that_a_pasted_token_is_tried_before_it_is_used(office: Office) -> None:
    office.client.answers.extend([SignInNeeded("myInfo", "-1"), info()])
    assert office.desk.signing_in.sign_in_with_token(HOST, "", "bad_9", office.client.as_client) is None
    account_id = office.desk.signing_in.sign_in_with_token(HOST, "", "good_9", office.client.as_client)
    assert account_id is not None
    assert office.tokens.of(account_id) == "good_9"


def test_that_a_token_that_asked_too_often_is_a_known_one(office: Office) -> None:
    office.client.answers.append(AskedTooSoon("myInfo", "-3"))
    assert office.desk.signing_in.sign_in_with_token(HOST, "me", "good_9", office.client.as_client)


def test_that_a_void_token_is_signed_in_again_once_for_all(office: Office) -> None:
    account = office.add_account("with password", "old", "secret")
    office.client.answers.append("new")
    for _ in range(3):
        assert office.desk.signing_in.again(account.account_id, "old", office.client.as_client)
    assert office.client.acts() == ["login"]
    assert office.tokens.of(account.account_id) == "new"


def test_that_a_void_token_without_a_password_asks_the_person(office: Office) -> None:
    account_id = office.account.account_id
    assert not office.desk.signing_in.again(account_id, "token_1", office.client.as_client)
    state = office.desk.book.get(account_id)
    assert state is not None
    assert state.phase is SignInPhase.VOID
    assert Topic.SIGN_IN_NEEDED in office.heard.topics()


def test_that_the_same_token_again_is_not_used_again(office: Office) -> None:
    account = office.add_account("with password", "old", "secret")
    office.client.answers.append("old")
    assert not office.desk.signing_in.again(account.account_id, "old", office.client.as_client)
    assert office.tokens.of(account.account_id) is None


def test_that_tokens_that_do_not_last_are_replaced_ever_more_slowly(office: Office) -> None:
    account_id = office.add_account("with password", "token 0", "secret").account_id
    signing_in = office.desk.signing_in
    rests = []
    for number in range(7):
        rests.append(signing_in.rest(account_id))
        office.clock.advance(rests[-1])
        office.client.answers.append(f"token {number + 1}")
        assert signing_in.again(account_id, f"token {number}", office.client.as_client)
    assert rests == [0, 5, 10, 20, 40, 60, 60]
    office.clock.advance(300)
    assert signing_in.rest(account_id) == 0
    office.client.answers.append("token 8")
    assert signing_in.again(account_id, "token 7", office.client.as_client)
    assert signing_in.rest(account_id) == 5


def test_that_the_balance_is_asked_at_most_once_a_minute(office: Office) -> None:
    account_id = office.account.account_id
    office.client.answers.extend([info("5"), info("4")])
    office.desk.balance.ask(account_id, office.client.as_client)
    office.clock.advance(20)
    assert office.desk.balance.ask(account_id, office.client.as_client).again_in == 40
    assert office.client.acts() == ["my_info"]
    office.clock.advance(40)
    office.desk.balance.ask(account_id, office.client.as_client)
    state = office.desk.book.get(account_id)
    assert state is not None
    assert state.balance is not None
    assert str(state.balance.amount) == "4"
    assert ("myInfo", str(account_id)) in office.journal.pacing_stamps()


def test_that_a_balance_without_an_answer_keeps_the_last_one(office: Office) -> None:
    account_id = office.account.account_id
    office.client.answers.extend([info("5"), NoAnswer("myInfo", "timeout")])
    office.desk.balance.ask(account_id, office.client.as_client)
    office.clock.advance(60)
    office.desk.balance.ask(account_id, office.client.as_client)
    state = office.desk.book.get(account_id)
    assert state is not None
    assert state.info == info("5")
    assert Topic.ACCOUNT_FAILED in office.heard.topics()


def test_that_the_try_of_a_pasted_token_counts_as_asking_for_the_balance(office: Office) -> None:
    office.client.answers.append(info("7"))
    account_id = office.desk.signing_in.sign_in_with_token(HOST, "me", "good_9", office.client.as_client)
    assert account_id is not None
    assert office.desk.balance.ready_in(account_id) == 60
    state = office.desk.book.get(account_id)
    assert state is not None
    assert state.info == info("7")
    assert office.desk.balance.ask(account_id, office.client.as_client).again_in == 60


def test_that_a_program_killed_while_it_asks_for_the_balance_keeps_the_gap(office: Office) -> None:
    account_id = office.account.account_id
    stamps: list[bool] = []
    key = ("myInfo", str(account_id))
    office.client.before = lambda act: stamps.append(key in office.journal.pacing_stamps())
    office.client.answers.append(info())
    office.desk.balance.ask(account_id, office.client.as_client)
    assert stamps == [True]


def test_that_a_token_found_void_after_the_sign_out_asks_nobody(office: Office) -> None:
    account_id = office.account.account_id
    office.desk.signing_in.sign_out(account_id)
    assert not office.desk.signing_in.again(account_id, "token_1", office.client.as_client)
    state = office.desk.book.get(account_id)
    assert state is not None
    assert state.phase is SignInPhase.OUT
    assert not office.heard.notices


def test_that_a_sign_in_that_the_service_has_not_answered_is_tried_again_by_itself(office: Office) -> None:
    account = office.add_account("other", "token_2", "secret")
    signing_in, client = office.desk.signing_in, office.client
    unanswered = (
        (NotSent("login", "connect"), 5.0),
        (NotSent("login", "dns"), 10.0),
        # What may have arrived is not repeated within the minute that the document asks for.
        (NoAnswer("login", "reset"), 60.0),
        (NoAnswer("login", "status 429", retry_after=120.0), 120.0),
    )
    for error, seconds in unanswered:
        client.answers.append(error)
        assert not signing_in.again(account.account_id, "token_2", client.as_client)
        wait = signing_in.retry_in(account.account_id)
        assert wait is not None
        assert seconds <= wait <= seconds * 1.2
    assert office.heard.topics() == [Topic.SIGN_IN_NEEDED]
    for last in (NotSent("login", "untrusted"), BadCredentials("login", "-9")):
        client.answers.append(last)
        assert not signing_in.again(account.account_id, "token_2", client.as_client)
        assert signing_in.retry_in(account.account_id) is None
        assert office.heard.notices[-1].error is last
