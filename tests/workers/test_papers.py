# SPDX-License-Identifier: MIT
"""The link gathers what a person takes out, and saves it where they want it."""

from __future__ import annotations

import csv
import logging
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fxdesk.core.errors import FileFailed
from fxdesk.core.evidence import Evidence
from fxdesk.core.lease_state import State
from fxdesk.core.model import LeaseId
from fxdesk.core.notice import Topic
from fxdesk.core.number_table import COLUMNS, TableWords
from fxdesk.core.support_log import SupportFacts
from fxdesk.simulator import PASSWORD
from fxdesk.store.journal import Journal
from fxdesk.store.log_tail import NAME, RUN_BEGINS
from tests.workers.conftest import House

WORDS = TableWords(
    {column: column for column in COLUMNS}, {state: state.value for state in State}, "yes", "no", "?"
)


def heard(house: House, signal: Any, ask: Callable[[], None]) -> Any:
    """What the signal carries after `ask`."""
    told: list[Any] = []
    signal.connect(told.append)
    ask()
    house.wait(lambda: bool(told))
    signal.disconnect(told.append)
    return told[-1]


def saved(house: House) -> None:
    house.wait(lambda: Topic.FILE_SAVED in house.topics())


def test_that_the_evidence_of_a_rented_number_has_its_answers_and_no_token(house: House) -> None:
    lease = house.rent()
    found = heard(
        house, house.link.papers.evidence_ready, lambda: house.link.papers.ask_evidence(lease.lease_id)
    )
    assert isinstance(found, Evidence)
    assert found.lease.lease_id == lease.lease_id
    assert any(lease.pkey and lease.pkey in passage.text for passage in found.passages)
    secrets = house.link._crew._desk.tokens.secrets(lease.account_id)  # type: ignore[union-attr]  # open by now
    assert secrets is not None
    assert secrets.token not in repr(found)
    assert PASSWORD not in repr(found)


def test_that_the_log_for_support_tells_of_the_newest_events(house: House) -> None:
    lease = house.rent()
    logs = house.folder / "logs"
    (logs / NAME).write_text(
        f"{RUN_BEGINS} 0.1\nfirst\n{RUN_BEGINS} 0.1\nhostile \u202e\x00\n", encoding="utf-8"
    )
    facts = heard(house, house.link.papers.support_log_ready, house.link.papers.ask_support_log)
    assert isinstance(facts, SupportFacts)
    assert (facts.journal, facts.accounts[0][1]) == ("open", "in")
    assert {lease_id for lease_id, _ in facts.events} == {lease.lease_id}
    assert [one.lease_id for one in facts.leases] == [lease.lease_id]
    assert facts.log.endswith("hostile ▯▯\n")


def test_that_evidence_and_support_log_count_the_looks_of_a_number_that_waits(house: House) -> None:
    lease = house.rent()
    board = house.link._crew._desk.board  # type: ignore[union-attr]  # open by now
    house.wait(lambda: board.looks(lease.lease_id) is not None)
    papers = house.link.papers
    found = heard(house, papers.evidence_ready, lambda: papers.ask_evidence(lease.lease_id))
    assert found.looks is not None
    assert found.looks.times >= 1
    assert found.passages[-1].is_wait
    facts = heard(house, papers.support_log_ready, papers.ask_support_log)
    assert facts.looks[lease.lease_id].times >= 1


def test_that_the_log_names_the_number_of_each_look_and_the_log_for_support_folds_them(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "fxdesk.exchange"):
        lease = house.rent()
        begins = f"← getPhoneCode number {lease.lease_id} 0|-3"
        house.wait(lambda: any(begins in record.getMessage() for record in caplog.records))
    looks = [one.getMessage() for one in caplog.records if f" number {lease.lease_id} " in one.getMessage()]
    at = "2026-11-23T20:19:00.000+00:00"
    lines = [f"{at} INFO fxdesk.exchange: {said}" for said in looks if "getPhoneCode" in said][:2] * 3
    (house.folder / "logs" / NAME).write_text("\n".join(lines) + "\n", encoding="utf-8")
    facts = heard(house, house.link.papers.support_log_ready, house.link.papers.ask_support_log)
    assert f"{at} 3 × number {lease.lease_id} getPhoneCode 0|-3 until {at}\n" in facts.log


@pytest.mark.usefixtures("noise_expected")
def test_that_the_log_for_support_is_there_where_the_journal_is_not(
    open_house: Callable[..., House], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = open_house()
    monkeypatch.setattr(house.link._crew, "_desk", None)
    facts = heard(house, house.link.papers.support_log_ready, house.link.papers.ask_support_log)
    assert facts.journal == "not open"


def test_that_a_text_is_saved_for_its_owner_only_and_said_to_be(house: House, tmp_path: Path) -> None:
    path = tmp_path / "evidence.txt"
    house.link.papers.save_text(str(path), "what was said\n")
    saved(house)
    assert path.read_text(encoding="utf-8") == "what was said\n"
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_that_what_cannot_be_saved_is_said(house: House, tmp_path: Path) -> None:
    house.link.papers.save_text(str(tmp_path / "missing" / "evidence.txt"), "text")
    house.wait(lambda: Topic.FILE_FAILED in house.topics())
    assert Topic.FILE_SAVED not in house.topics()


@pytest.mark.parametrize(
    ("name", "as_table"),
    [
        ("journal.sqlite", False),
        ("journal.sqlite", True),
        ("Journal.SQLite-wal", False),
        ("settings.json", False),
        ("lock", False),
        ("logs/fxdesk.log", False),
    ],
)
def test_that_nothing_is_saved_over_the_programs_own_files(
    house: House, tmp_path: Path, name: str, as_table: bool
) -> None:
    lease = house.rent()
    path = house.folder / ".." / house.folder.name / name
    before = path.read_bytes() if path.is_file() else None
    if as_table:
        house.link.papers.save_numbers(str(path), WORDS)
    else:
        house.link.papers.save_text(str(path), "what was said\n")
    house.wait(lambda: Topic.FILE_FAILED in house.topics())
    told = next(notice for notice in house.notices if notice.topic is Topic.FILE_FAILED)
    assert isinstance(told.error, FileFailed)
    assert told.error.cause == "own file"
    assert path.is_file() is (before is not None)
    house.stop()
    journal = Journal.open(house.folder, house.link.clock)
    assert [kept.pkey for kept in journal.leases()] == [lease.pkey]
    journal.close_all()


def test_that_the_table_has_every_number_also_those_that_were_cleared(house: House, tmp_path: Path) -> None:
    cleared = house.rent()
    house.link.numbers.release(cleared.lease_id, now=True)
    house.wait_for_state(cleared, State.RELEASED)
    gone: list[tuple[LeaseId, ...]] = []
    house.link.leases_cleared.connect(gone.append)
    house.link.numbers.clear([cleared.lease_id])
    house.wait(lambda: bool(gone))
    kept = house.rent()
    path = tmp_path / "numbers.csv"
    house.link.papers.save_numbers(str(path), WORDS)
    saved(house)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [str(cleared.lease_id), str(kept.lease_id)]
    assert [row["state"] for row in rows] == ["released", "waiting"]
    assert all("+" not in row["number"] and row["number"] for row in rows)
