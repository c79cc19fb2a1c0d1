# SPDX-License-Identifier: MIT
"""What a person takes out of the program is whole, theirs alone, and nothing but text to a spreadsheet."""

from __future__ import annotations

import csv
import io
import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fxdesk.core.errors import FileFailed
from fxdesk.core.text import clean
from fxdesk.store.export import CELL_LIMIT, guarded, save_table, save_text, table_text
from tests.core.test_text import HOSTILE

FORMULAS = [
    '=HYPERLINK("http://x.example","here")',
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(1)",
    "\u22121",
    "=cmd|' /C calc'!A0",
]
MARKS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"


@pytest.mark.parametrize("cell", FORMULAS)
def test_that_no_cell_begins_as_a_formula(cell: str) -> None:
    [[read]] = csv.reader(io.StringIO(table_text([[cell]]), newline=""))
    assert read.startswith("'")
    assert read[1:] == clean(cell, CELL_LIMIT, one_line=True)


@given(st.lists(st.lists(HOSTILE, min_size=1, max_size=4), max_size=4))
def test_that_whatever_the_cells_hold_they_come_back_as_they_were_shown(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(table_text(rows), newline="")))
    assert [len(row) for row in read] == [len(row) for row in rows]
    for cells, shown in zip(rows, read, strict=True):
        for cell, kept in zip(cells, shown, strict=True):
            wanted = clean(cell, CELL_LIMIT, one_line=True)
            assert kept in (wanted, f"'{wanted}")
            assert not kept.lstrip().startswith(tuple(MARKS))


def test_that_plain_cells_stay_as_they_are() -> None:
    for cell in ("", "Lumen Mail", "482913", "0.65", "2026-11-23 10:31:02", "a=b", "明灯邮箱"):
        assert guarded(cell) == cell


def test_that_each_cell_is_quoted_and_the_file_has_the_mark_of_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "numbers.csv"
    save_table(path, [["No.", "服务"], ["1", 'say "hi", you']])
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.decode("utf-8-sig") == '"No.","服务"\r\n"1","say ""hi"", you"\r\n'


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX systems")
def test_that_only_its_owner_can_read_it_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        save_text(tmp_path / "evidence.txt", "text")
        save_table(tmp_path / "numbers.csv", [["text"]])
    finally:
        os.umask(before)
    for name in ("evidence.txt", "numbers.csv"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_that_a_file_that_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "kept.txt"
    path.write_text("before", encoding="utf-8")
    (tmp_path / "kept.txt.new").mkdir()
    with pytest.raises(FileFailed):
        save_text(path, "after")
    assert path.read_text(encoding="utf-8") == "before"


def test_that_a_lone_surrogate_is_no_reason_to_save_nothing(tmp_path: Path) -> None:
    save_text(tmp_path / "text.txt", "a\ud800b")
    save_table(tmp_path / "table.csv", [["a\ud800b"]])
    assert (tmp_path / "text.txt").read_bytes() == b"a\\ud800b"
    assert "a\ufffdb" in (tmp_path / "table.csv").read_text(encoding="utf-8-sig")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_that_a_spreadsheet_finds_no_formula_in_it(tmp_path: Path) -> None:
    save_table(tmp_path / "numbers.csv", [[cell] for cell in FORMULAS])
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "fods", "--outdir", str(tmp_path), "numbers.csv"],
        cwd=tmp_path,
        check=True,
        timeout=120,
        capture_output=True,
    )
    assert "table:formula" not in (tmp_path / "numbers.fods").read_text(encoding="utf-8")
