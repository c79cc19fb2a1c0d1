# SPDX-License-Identifier: MIT
"""Each run begins with a line of its own in the log, so that a support gets the last runs and no more."""

from __future__ import annotations

import faulthandler
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fxdesk import __version__
from fxdesk.app.log_file import LogFile
from fxdesk.core.redact import Redactor
from fxdesk.store.log_tail import NAME, RUN_BEGINS, last_runs


@pytest.fixture(autouse=True)
def log_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Leave the log, and the test run's own crash reports, as they were."""
    monkeypatch.setattr(faulthandler, "enable", lambda file: None)
    monkeypatch.setattr(faulthandler, "disable", lambda: None)
    root, urllib3 = logging.getLogger(), logging.getLogger("urllib3")
    kept = root.level, urllib3.level, logging.logThreads
    yield
    root.setLevel(kept[0])
    urllib3.setLevel(kept[1])
    logging.logThreads = kept[2]


def run(folder: Path, *lines: str) -> None:
    """One run of the program that logs these lines."""
    log = LogFile(folder, Redactor())
    for line in lines:
        logging.getLogger("fxdesk.test").info(line)
    log.close()


def test_that_a_run_begins_with_its_version(tmp_path: Path) -> None:
    run(tmp_path)
    assert f"{RUN_BEGINS} {__version__}" in (tmp_path / NAME).read_text(encoding="utf-8")


def test_that_a_support_gets_this_run_and_the_one_before(tmp_path: Path) -> None:
    for number in range(4):
        run(tmp_path, f"line of run {number}")
    told = last_runs(tmp_path)
    assert told.count(RUN_BEGINS) == 2
    assert [f"line of run {number}" in told for number in range(4)] == [False, False, True, True]


def test_that_each_line_names_its_zone(tmp_path: Path) -> None:
    before = datetime.now(UTC)
    run(tmp_path, "a line")
    for line in (tmp_path / NAME).read_text(encoding="utf-8").splitlines():
        at = datetime.fromisoformat(line.partition(" ")[0])
        assert at.utcoffset() == timedelta(0)
        assert before - timedelta(seconds=1) <= at <= datetime.now(UTC) + timedelta(seconds=1)
