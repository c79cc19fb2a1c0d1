# SPDX-License-Identifier: MIT
"""Keeps passwords, tokens, keys, phone numbers and SMS texts out of whatever is logged."""

from __future__ import annotations

import base64
import json
import logging
import re
import threading
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

MASK = "***"

SHORTEST_SECRET = 3
"""The service takes no shorter password; masking one or two characters everywhere would empty the log."""

_FIELDS = re.compile(r"(?i)\b(PassWord|token)=[^&\s\"'<>]*")
_PKEY_FIELD = re.compile(r"(?i)\b(pkey)=([^&\s\"'<>]*)")
_SMS_FIELD = re.compile(r"(?i)\b(smscontent|pushUrl)=[^&\s\"'<>]*")
_HEX_RUN = re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{16,}(?:_[0-9]+)?(?![0-9A-Za-z])")
_WRITTEN_PHONE = re.compile(r"\+[0-9](?:[ ().-]{0,2}[0-9]){6,}")
_BARE_PHONE = re.compile(r"(?<![0-9A-Za-z])[0-9]{7,}(?![0-9A-Za-z])")
_TOKEN_LENGTH = 32
_KEY_LENGTH = 48
_SHORTEST_KEPT_OUT = 6
"""A shorter one may well be a part of a number's key, which must stay whole in what is kept."""


def mask_key(pkey: str) -> str:
    """A pkey as it may be shown: enough to tell two apart, too little to use it."""
    return f"{pkey[:4]}…{pkey[-4:]}" if len(pkey) >= 16 else MASK


def mask_phone(number: str) -> str:
    """A phone number to its last three digits; "" stays ""."""
    digits = [character for character in number if character.isdigit()]
    if not number:
        return ""
    return MASK + "".join(digits[-3:]) if len(digits) > 5 else MASK


class Redactor:
    """Masks what was learned in every form that it may be written in, and what looks like a secret."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._secrets: set[str] = set()
        self._learned: re.Pattern[str] | None = None

    def learn(self, secret: str) -> None:
        """Mask `secret` from now on; one shorter than three characters is left to the patterns."""
        with self._lock:
            if len(secret) >= SHORTEST_SECRET and secret.strip("*"):
                self._secrets.add(secret)
                self._rebuild()

    def forget(self, secret: str) -> None:
        """Hold `secret` in memory no longer."""
        with self._lock:
            self._secrets.discard(secret)
            self._rebuild()

    def redact(self, text: str) -> str:
        """`text` without secrets."""
        learned = self._learned
        if learned is not None:
            text = _without(learned, text)
        text = _FIELDS.sub(rf"\1={MASK}", text)
        text = _SMS_FIELD.sub(rf"\1={MASK}", text)
        text = _PKEY_FIELD.sub(lambda match: f"{match[1]}={mask_key(match[2])}", text)
        text = _HEX_RUN.sub(_masked_hex, text)
        text = _WRITTEN_PHONE.sub(lambda match: mask_phone(match[0]), text)
        text = _BARE_PHONE.sub(lambda match: mask_phone(match[0]), text)
        # A mask beside what stood there may have put a secret with "*" in it together anew.
        return _without(learned, text) if learned is not None else text

    def _rebuild(self) -> None:
        forms = {form for secret in self._secrets for form in written_forms(secret)}
        if not forms:
            self._learned = None
            return
        # The longest first, so that no form is cut by one that is a part of it.
        ordered = sorted(forms, key=lambda form: (-len(form), form))
        self._learned = re.compile("|".join(map(re.escape, ordered)), re.IGNORECASE)


def written_forms(secret: str) -> set[str]:
    """The ways in which `secret` may stand in a log: raw, in a URL, JSON, Python, HTML and base64."""
    wide = secret.encode("utf-8", "replace")
    # It brings a list of two thousand names, and a start without a secret needs none of them.
    from html import escape

    forms = {
        secret,
        quote(wide, safe=""),
        quote(wide),
        quote(wide, safe="!$'()*,:;@[]~"),
        quote_plus(wide),
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        json.dumps(secret)[1:-1].replace("/", "\\/"),
        repr(secret)[1:-1],
        repr(wide)[2:-1],
        escape(secret),
        escape(secret, quote=False),
    }
    # Encoded behind a user name it starts at any of three places; only what doesn't depend on them is sought.
    for before in range(3):
        whole = base64.b64encode(b"\0" * before + wide).decode("ascii")
        first = (0, 2, 3)[before]
        last = (before + len(wide)) * 8 // 6
        for stable in (whole[first:last], whole[first:last].replace("+", "-").replace("/", "_")):
            if len(stable) >= SHORTEST_SECRET:
                forms.add(stable)
    return {form for form in forms if len(form) >= SHORTEST_SECRET and form.strip("*")}


def without_secrets(raw: bytes, secrets: Iterable[str]) -> bytes:
    """An answer as it may be kept: these secrets, of six characters or more, are masked in all forms."""
    forms: set[bytes] = set()
    for secret in secrets:
        if len(secret) >= _SHORTEST_KEPT_OUT:
            forms |= {form.encode("utf-8", "replace") for form in written_forms(secret)}
            forms |= {secret.encode(wide, "replace") for wide in ("utf-16-le", "utf-16-be")}
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        raw = re.sub(re.escape(form), MASK.encode(), raw, flags=re.IGNORECASE)
    return raw


def without_secret_words(text: str, secrets: Iterable[str]) -> str:
    """As `without_secrets`, for what is text already."""
    for secret in secrets:
        if len(secret) >= _SHORTEST_KEPT_OUT:
            for form in sorted(written_forms(secret), key=lambda form: (-len(form), form)):
                text = re.sub(re.escape(form), MASK, text, flags=re.IGNORECASE)
    return text


def without_secret_fields(text: str) -> str:
    """An answer that repeats its request, less token and password."""
    return _FIELDS.sub(rf"\1={MASK}", text)


class RedactingFilter(logging.Filter):
    """Belongs on handlers, not on loggers: so it sees what other libraries log too."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__()
        self._redactor = redactor
        self._formatter = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record's message, traceback and stack; every record passes."""
        redact = self._redactor.redact
        record.msg, record.args = redact(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = self._formatter.formatException(record.exc_info)
        # The traceback is text from here on: nobody may format the exception a second time.
        record.exc_info = None
        if record.exc_text:
            record.exc_text = redact(record.exc_text)
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return True


def _without(learned: re.Pattern[str], text: str) -> str:
    while True:
        masked = learned.sub(MASK, text)
        if masked == text:
            return masked
        text = masked


def _masked_hex(match: re.Match[str]) -> str:
    run = match[0]
    if len(run) >= _KEY_LENGTH and "_" not in run:
        return mask_key(run)
    return MASK if len(run) >= _TOKEN_LENGTH or not run.isdigit() else mask_phone(run)
