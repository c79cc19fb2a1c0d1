# SPDX-License-Identifier: MIT
"""No secret in any log line, however it is written."""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import Callable
from urllib.parse import quote, quote_plus, urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fxdesk.core.redact import MASK, RedactingFilter, Redactor, mask_key, mask_phone

TOKEN = "b7c94daad5e3dd71ffca9298976ec0d4_3"
PKEY = "0524EA1B2A4DC810E3E535BE036C2C170E914ECC4D46ED19"
CANARY = "p%c&an ary+é|"

WRITINGS: dict[str, Callable[[str], str]] = {
    "raw": lambda secret: secret,
    "percent": lambda secret: quote(secret, safe=""),
    "percent, lower case": lambda secret: quote(secret, safe="").lower(),
    "percent, slashes kept": quote,
    "plus": quote_plus,
    "query": lambda secret: urlencode({"PassWord": secret}).removeprefix("PassWord="),
    "json": lambda secret: json.dumps(secret)[1:-1],
    "json, not ascii": lambda secret: json.dumps(secret, ensure_ascii=False)[1:-1],
    "python": lambda secret: repr(secret)[1:-1],
    "python bytes": lambda secret: repr(secret.encode())[2:-1],
    "base64": lambda secret: base64.b64encode(secret.encode()).decode(),
    "base64 for urls": lambda secret: base64.urlsafe_b64encode(secret.encode()).decode(),
}
TEMPLATES = [
    "{}",
    "before {} after",
    "http://www.firefox.fun/yhapi.ashx?act=login&ApiName=demo&PassWord={}",
    "HTTPConnectionPool(host='x', port=80): Max retries exceeded with url: /yhapi.ashx?token={}&act=myInfo",
    '{{"password": "{}"}}',
    "x{}{}y",
    "***{}***",
    "{}*",
]
SECRETS = st.text(st.characters(exclude_categories=["Cs"]), min_size=3, max_size=30).filter(
    lambda secret: bool(secret.strip("*"))
)


def learned(*secrets: str) -> Redactor:
    redactor = Redactor()
    for secret in secrets:
        redactor.learn(secret)
    return redactor


@pytest.mark.parametrize("writing", WRITINGS.values(), ids=WRITINGS)
@given(secret=SECRETS, template=st.sampled_from(TEMPLATES))
@example(secret=CANARY, template="{}")
@example(secret="**a", template="x**{}a")
@example(secret="a*b", template="aa*b*b{}")
def test_that_no_learned_secret_survives(writing: Callable[[str], str], secret: str, template: str) -> None:
    written = writing(secret)
    if len(written) < 3:
        return
    redacted = learned(secret).redact(template.replace("{}", written))
    assert written not in redacted
    assert secret not in redacted


@given(secrets=st.lists(SECRETS, min_size=2, max_size=4), template=st.sampled_from(TEMPLATES))
def test_that_several_secrets_do_not_cover_for_each_other(secrets: list[str], template: str) -> None:
    redacted = learned(*secrets).redact(template.replace("{}", "".join(secrets)))
    assert not [secret for secret in secrets if secret in redacted]


@given(before=st.binary(max_size=5), secret=SECRETS.filter(lambda secret: len(secret.encode()) >= 6))
def test_that_a_secret_inside_a_base64_text_does_not_survive(before: bytes, secret: str) -> None:
    whole = base64.b64encode(before + secret.encode()).decode()
    redacted = learned(secret).redact(f"Basic {whole}")
    assert whole not in redacted
    assert MASK in redacted


@pytest.mark.parametrize("name", ["PassWord", "password", "token", "TOKEN"])
def test_that_a_secret_nobody_learned_is_known_by_its_field(name: str) -> None:
    assert Redactor().redact(f"?act=login&{name}=hunter2&x=1") == f"?act=login&{name}={MASK}&x=1"


def test_that_tokens_and_keys_are_known_by_their_looks() -> None:
    redacted = Redactor().redact(f"got {TOKEN} and {PKEY}, pkey={PKEY}&a")
    assert redacted == f"got {MASK} and 0524…ED19, pkey=0524…ED19&a"


@given(start=st.integers(0, 30), length=st.integers(16, 48))
def test_that_a_part_of_a_key_does_not_survive(start: int, length: int) -> None:
    part = PKEY[start : start + length]
    if len(part) >= 16 and not part.isdigit():
        assert part not in Redactor().redact(f"cut: 1|{part}")


@pytest.mark.parametrize(
    ("number", "shown"),
    [("1159100274", "***274"), ("+60 11 5910 0274", "***274"), ("+1 (555) 010-9988", "***988")],
)
def test_that_phone_numbers_keep_three_digits(number: str, shown: str) -> None:
    assert Redactor().redact(f"number {number}.") == f"number {shown}."


@pytest.mark.parametrize(
    "text", ["2026-11-23 10:31:02.114 INFO fxdesk: 41.6500", "0|-3  waiting 188 ms", "status 502", ""]
)
def test_that_what_is_no_secret_stays(text: str) -> None:
    assert learned(CANARY).redact(text) == text


def test_that_the_text_of_a_sent_sms_is_masked() -> None:
    assert Redactor().redact("&smscontent=hello&x") == f"&smscontent={MASK}&x"


def test_that_a_forgotten_secret_is_held_no_longer() -> None:
    redactor = learned("hunter2hunter2")
    redactor.forget("hunter2hunter2")
    assert redactor.redact("hunter2hunter2") == "hunter2hunter2"


def test_that_one_or_two_letters_do_not_empty_the_log() -> None:
    assert learned("a", "").redact("a plain line") == "a plain line"


@pytest.mark.parametrize(
    ("number", "shown"), [("", ""), ("1159100274", "***274"), ("12345", MASK), ("x", MASK)]
)
def test_that_a_masked_phone_tells_three_digits_at_most(number: str, shown: str) -> None:
    assert mask_phone(number) == shown


def test_that_a_masked_key_can_be_told_from_another() -> None:
    assert mask_key(PKEY) == "0524…ED19"
    assert mask_key("short") == MASK


class Kept(logging.Handler):
    """Keeps what it formats."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__()
        self.addFilter(RedactingFilter(redactor))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def logged(say: Callable[[logging.Logger], None]) -> str:
    handler = Kept(learned(CANARY))
    logger = logging.Logger("somebody.else")
    logger.addHandler(handler)
    say(logger)
    return "\n".join(handler.lines)


def test_that_arguments_of_a_log_call_are_redacted() -> None:
    line = logged(lambda logger: logger.warning("url=%s %d%%", f"/?PassWord={quote(CANARY)}", 5))
    assert line == f"url=/?PassWord={MASK} 5%"


def test_that_tracebacks_and_stacks_are_redacted() -> None:
    def say(logger: logging.Logger) -> None:
        try:
            raise ValueError(f"refused: {CANARY}")
        except ValueError:
            logger.exception("failed", stack_info=True)

    line = logged(say)
    assert "ValueError: refused: ***" in line
    assert "Stack" in line
    assert CANARY not in line
