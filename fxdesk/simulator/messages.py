# SPDX-License-Identifier: MIT
"""The invented SMS that simulated services send: several shapes, so that finding the code is real work."""

from __future__ import annotations

import random

# What getPhoneCode tells once a sent SMS has gone out; it is not a code.
RECEIPT = "短信发送成功"

_SHAPES = (
    "[{service}] {code} is your verification code. It is valid for 10 minutes. If this wasn't you, ignore "
    "this message and never share the code. Help: 1800-88-2210",
    "【{service}】您的验证码是{code}，5分钟内有效，请勿告诉他人。",
    "{code} is the code to sign in to {service}. Call 400 820 1122 if you did not ask for it.",
    "{service}: use {code} to confirm your number | valid until 23:59",
    "Welcome to {service}!\nYour code: {code}\nDo not pass it on.",
    "【{service}】验证码 {code}，用于2026年登录，如非本人操作请忽略。",
)


def code_for(chance: random.Random) -> str:
    """Return a code of four or six digits."""
    digits = chance.choice((4, 6, 6, 6))
    return "".join(chance.choice("0123456789") for _ in range(digits))


def text_for(service: str, code: str, chance: random.Random) -> str:
    """Return the whole text of an SMS that carries `code`."""
    return chance.choice(_SHAPES).format(service=service, code=code)
