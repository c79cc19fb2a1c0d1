# SPDX-License-Identifier: MIT
"""Hold the remembered options to their choice: nobody buys by an option of another one."""

from __future__ import annotations

from decimal import Decimal

from fxdesk.core.preferences import Choice, Options, Preferences

HERE, THERE = Choice("1001", "mys"), Choice("1001", "usa")
MINE = Options(
    did="mys-1001-10000",
    dock=True,
    push_url="https://push.example/",
    max_price=Decimal("0.9"),
    mobile="1159",
)


def test_that_options_are_those_of_their_choice_alone() -> None:
    kept = Preferences().with_options(HERE, MINE)
    assert kept.options_of(HERE) == MINE
    assert kept.options_of(THERE) == Options()


def test_that_new_options_replace_the_old_ones_and_plain_ones_are_not_kept() -> None:
    kept = Preferences().with_options(HERE, MINE).with_options(THERE, MINE)
    changed = kept.with_options(HERE, MINE._replace(dock=False))
    assert not changed.options_of(HERE).dock
    assert changed.options_of(THERE) == MINE
    assert len(changed.with_options(HERE, Options()).options) == 1


def test_that_any_option_is_in_force() -> None:
    assert not Options().in_force
    for field, value in MINE._asdict().items():
        assert Options(**{field: value}).in_force
