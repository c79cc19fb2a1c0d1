# SPDX-License-Identifier: MIT
"""Save what a person takes out of the program, whole or not at all."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from fxdesk.core.text import clean
from fxdesk.store import private_file
from fxdesk.store.failure import file_failures

CELL_LIMIT = 2000

# A spreadsheet reckons with a cell that begins so, also behind spaces, and some with the full-width forms.
_FORMULA = re.compile("\\s*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212]")


def save_text(path: Path, text: str) -> None:
    """Write the text as UTF-8, readable by its owner only. Raises FileFailed."""
    with file_failures(path.name):
        private_file.write_whole(path, text.encode("utf-8", "backslashreplace"))


def save_table(path: Path, rows: Iterable[Iterable[str]]) -> None:
    """Write the rows as CSV that a spreadsheet opens as nothing but text. Raises FileFailed."""
    # Spreadsheets take a file without the mark for one of their own country's encoding.
    with file_failures(path.name):
        private_file.write_whole(path, table_text(rows).encode("utf-8-sig", "backslashreplace"))


def table_text(rows: Iterable[Iterable[str]]) -> str:
    """The rows as CSV: every cell quoted, cleaned, and kept from being a formula."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in rows:
        writer.writerow([guarded(clean(cell, CELL_LIMIT, one_line=True)) for cell in row])
    return written.getvalue()


def guarded(cell: str) -> str:
    """The cell with a leading apostrophe where a spreadsheet would take it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
