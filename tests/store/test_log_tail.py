# SPDX-License-Identifier: MIT
"""The log for support holds this run and the one before, and names no person."""

from __future__ import annotations

from pathlib import Path

import pytest

from fxdesk.store.log_tail import CRASH_NAME, MOST, NAME, RUN_BEGINS, last_crashes, last_runs


def _run(number: int, lines: int = 3) -> str:
    begin = f"2026-11-23 INFO fxdesk.app.log_file: {RUN_BEGINS} 0.1.{number}\n"
    return begin + "".join(f"run {number} line {line}\n" for line in range(lines))


def test_that_it_begins_with_the_run_before_this_one(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(_run(1) + _run(2) + _run(3), encoding="utf-8")
    assert last_runs(tmp_path) == _run(2) + _run(3)


def test_that_it_goes_on_into_the_older_file(tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.1").write_text(_run(1) + _run(2), encoding="utf-8")
    (tmp_path / NAME).write_text("run 2 goes on\n" + _run(3), encoding="utf-8")
    assert last_runs(tmp_path) == _run(2) + "run 2 goes on\n" + _run(3)


def test_that_a_long_log_is_cut_at_the_beginning_of_a_line(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(_run(1, 50_000), encoding="utf-8")
    text = last_runs(tmp_path)
    assert len(text.encode()) <= MOST + 100
    assert text.startswith("(what was before is left out)\nrun 1 line ")
    assert text.endswith("run 1 line 49999\n")


def test_that_no_log_is_an_empty_one(tmp_path: Path) -> None:
    assert last_runs(tmp_path) == last_crashes(tmp_path) == ""


def test_that_the_home_folder_does_not_name_its_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/alice")
    (tmp_path / CRASH_NAME).write_text('File "/home/alice/fxdesk/ui/x.py", line 3\n', encoding="utf-8")
    assert last_crashes(tmp_path) == 'File "~/fxdesk/ui/x.py", line 3\n'
