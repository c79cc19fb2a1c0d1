# SPDX-License-Identifier: MIT
"""Know a deleted SMS again when the service repeats it, without keeping what would tell its code.

A full digest would be no deletion: whoever has the file and knows how a service words its SMS tries a million
codes in a second. So one byte is kept, of a digest that is salted for each SMS: one text in 256 fits, and so
do some four thousand of all six-digit codes. The price: once in 256 times a new SMS is taken for the deleted
one. That loses nothing: what fits is written where the deleted one was, and the person is told that the
service shows an earlier SMS again, and may say that it came anew.
"""

from __future__ import annotations

import hashlib
import os

from fxdesk.core.model import Sms

LOST = b""
"""Stands for the digest of an SMS whose text was lost with a part of the journal: nothing fits it."""
_SALT = 8
_KEPT = 1


def digest_of(sms: Sms) -> bytes:
    """What is kept of a deleted SMS."""
    salt = os.urandom(_SALT)
    return salt + _digest(salt, sms)


def fits(digest: bytes, sms: Sms) -> bool:
    """Whether this may be the deleted SMS."""
    return digest[_SALT:] == _digest(digest[:_SALT], sms)


def _digest(salt: bytes, sms: Sms) -> bytes:
    content = f"{len(sms.code)}|{sms.code}|{sms.text}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(content, digest_size=_KEPT, key=salt).digest()
