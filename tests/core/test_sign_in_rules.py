# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest

from fxdesk.core.sign_in_rules import refused_api_name, refused_password


@pytest.mark.parametrize(
    ("api_name", "code"),
    [
        ("", "-1"),
        ("ab", "-2"),
        ("a" * 31, "-2"),
        ("abc|d", "-3"),
        ("用户名字", "-4"),
        ("abc", ""),
        ("a" * 30, ""),
        ("yz_8841", ""),
        ("Ünal.é", ""),
    ],
)
def test_that_an_api_name_is_refused_by_the_codes_of_the_document(api_name: str, code: str) -> None:
    assert refused_api_name(api_name) == code


@pytest.mark.parametrize(
    ("password", "code"), [("", "-5"), ("ab", "-6"), ("a" * 31, "-6"), ("   ", ""), ("密码密", "")]
)
def test_that_a_password_is_refused_by_the_codes_of_the_document(password: str, code: str) -> None:
    assert refused_password(password) == code
