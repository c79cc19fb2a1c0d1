# SPDX-License-Identifier: MIT
"""Print what the window says for each act and code: `python -m tests.window.table` from the checkout."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

import pytest


def main() -> int:
    """Drive the window through all of them and print the table in Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder) / "rows.jsonl"
        rows.touch()
        os.environ["FXDESK_TABLE"] = str(rows)
        test = Path(__file__).with_name("test_each_act_and_code.py")
        status = pytest.main(["-q", "-p", "no:cacheprovider", str(test)])
        sys.stdout.write("\n| act | code | language | what the window says |\n|---|---|---|---|\n")
        for line in rows.read_text("utf-8").splitlines():
            act, code, spoken, said = json.loads(line)
            shown = "x (30)" if code == "30" else code
            sys.stdout.write(f"| {act} | {shown} | {spoken} | {said.replace('|', '/')} |\n")
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
