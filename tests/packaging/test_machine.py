# SPDX-License-Identifier: MIT
"""Holds the refusals to machines that really can't run the program, one plain sentence each."""

import ast
from pathlib import Path
from typing import Any

import pytest
from machine import refusal, this_machine, version_pair

from .machines import DEBIAN_12

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
SCRIPT = "packaging/run.py"


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"python": (3, 14)},
        {"libc_version": (2, 34)},
        {"architecture": "aarch64", "libc_version": (2, 39)},
        {"system": "Windows", "libc": "", "libc_version": (0, 0)},
        {"system": "Darwin", "architecture": "aarch64", "libc": "", "libc_version": (0, 0)},
    ],
)
def test_that_a_machine_that_will_do_is_not_refused(facts: dict[str, Any]) -> None:
    assert refusal(DEBIAN_12._replace(**facts), SCRIPT) is None


def test_that_the_machine_of_the_tests_is_not_refused() -> None:
    assert refusal(this_machine(), SCRIPT) is None


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"python": (3, 9), "newer_python": None}, ["needs Python 3.11", "this is Python 3.9", "install"]),
        ({"python": (3, 9), "newer_python": "python3.12"}, ["start again with: python3.12 packaging/run.py"]),
        ({"bits": 32}, ["32-bit", "install a 64-bit Python"]),
        ({"libc_version": (2, 31)}, ["glibc 2.31", "2.34 or newer", "use Debian 12"]),
        ({"libc": "", "libc_version": (0, 0)}, ["not use the C library glibc", "use Debian 12"]),
        ({"architecture": "aarch64"}, ["glibc 2.36", "aarch64 needs 2.39", "use Debian 13"]),
        ({"architecture": "armv7l"}, ["not ready-made", "armv7l", "use a 64-bit"]),
        ({"architecture": "riscv64"}, ["not ready-made", "riscv64", "use a 64-bit"]),
    ],
)
def test_that_a_refusal_is_one_sentence_that_says_what_to_do(facts: dict[str, Any], said: list[str]) -> None:
    sentence = refusal(DEBIAN_12._replace(**facts), SCRIPT)
    assert sentence is not None
    assert all(part in sentence for part in said), sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("text", "pair"), [("2.36", (2, 36)), ("2.36.1", (2, 36)), ("", (0, 0)), ("rolling", (0, 0))]
)
def test_that_a_version_is_read_by_its_first_two_numbers(text: str, pair: tuple[int, int]) -> None:
    assert version_pair(text) == pair


@pytest.mark.parametrize("script", sorted(PACKAGING.glob("*.py")), ids=lambda script: script.name)
def test_that_an_old_python_can_read_the_scripts_far_enough_to_refuse(script: Path) -> None:
    ast.parse(script.read_text(encoding="utf-8"), feature_version=(3, 8))
